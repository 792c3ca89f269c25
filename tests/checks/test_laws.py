"""What holds of a rule whatever is written."""

from hypothesis import given, settings
from hypothesis import strategies as st

from blueprint.checks.text import damaged_text
from blueprint.compiler import compile_source
from blueprint.settings import Choice, Settings
from blueprint.source import Source

#: At least one: a file without arrows has one finding for all that is unreached.
ARROWS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), min_size=1, max_size=20)
UNREACHABLE = Settings(choice=Choice(select=("BP201",)))


@settings(deadline=None)
@given(ARROWS)
def test_the_cure_of_the_actions_found_unreachable_cures_all(arrows):
    """Marked `start`, they leave none unreached; and none of them could be left out."""

    def text(starts: set[str]) -> str:
        actions = [f'backstage {name} "{name}"{" start" if name in starts else ""}' for name in "abcdefg"]
        links = [f"{source} ~> {target}" for source, target in arrows]
        return "\n".join(['blueprint t "T"', 'step s "S" {', *actions, *links, "}"])

    def lost(starts: set[str]) -> list[str]:
        compiled = compile_source(Source("test", text(starts)), settings=UNREACHABLE)
        assert not compiled.errors
        return [finding.span.text.split()[1] for finding in compiled.findings]

    roots = lost(set())
    assert lost(set(roots)) == []
    for root in roots:
        assert lost(set(roots) - {root}) == [root]


@given(st.text(alphabet="àÃÂâé»”’€™œ\xa0 ABcd中", max_size=12))
def test_what_is_said_to_be_misread_is_one_character_in_utf_8(text):
    """Whatever is written, what is called misread turns into one character when it is read rightly."""
    source = Source("t", text)
    for kind, span in damaged_text._damage(source):
        if kind == "misread":
            assert (
                damaged_text._meant(span.text).encode("utf-8").decode("cp1252", "replace")[0] == span.text[0]
            )
