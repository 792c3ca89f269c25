"""BP805 in a folder: a declaration that several files import is unused where none of them uses it."""

from functools import reduce

from blueprint.checks import RULES, check
from blueprint.checks.text.unused_declaration import Usage, joined, usage_of
from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic, ordered
from blueprint.source import Source

VOCABULARY = 'role cook "Cook"\nrole waiter "Waiter"\nsystem oven "Oven"\nmetric nps "NPS" target 40\n'
TEXT_RULES = [rule for rule in RULES if rule.family == "text"]


def folder(*files: str) -> list:
    """The blueprints of some files that import one vocabulary."""
    shared = Source("shared", VOCABULARY)
    found = []
    for number, text in enumerate(files):
        compiled = compile_source(Source(f"file-{number}", text), lambda source, path: shared)
        assert compiled.is_sound
        found.append(compiled.blueprint)
    return found


def across(blueprints) -> list[Diagnostic]:
    usage = reduce(joined, map(usage_of, blueprints), Usage())
    return ordered(usage.idle.values())


def using(what: str) -> str:
    return f'blueprint t "T"\nimport "shared"\nstep s "S" {{\ncustomer "Comes"\n<-> frontstage "Greets" {what}\n}}\n'


def test_what_no_file_of_a_folder_uses_is_found_once():
    found = across(folder(using("by cook"), using("using oven"), using("by cook")))
    assert [(finding.code, finding.span.source.name, finding.message) for finding in found] == [
        ("BP805", "shared", 'no file uses the role "Waiter"'),
        ("BP805", "shared", 'no file uses the metric "NPS"'),
    ]


def test_what_some_file_uses_is_used_though_it_comes_last():
    files = folder(using("by cook"), using("by waiter"), using("using oven tracks nps"))
    assert across(files) == []
    assert [finding.message for finding in across(reversed(files[:2]))] == [
        'no file uses the system "Oven"',
        'no file uses the metric "NPS"',
    ]


def test_what_a_file_itself_declares_is_left_to_the_rule():
    own = compile_source(
        Source("own", 'blueprint t "T"\nrole cook "Cook"\nstep s "S" { customer "Comes" }')
    ).blueprint
    assert across([own]) == []
    assert [finding.code for finding in check(own, TEXT_RULES)] == ["BP805"]
