"""Names with their places: what the laws do not say of single cases."""

from __future__ import annotations

from pathlib import Path

from blueprint import Compiled, Source, compile_source, load
from blueprint.model import Ref
from blueprint.resolver.symbols import Symbol

HOTEL = """
blueprint hotel
role clerk
step order {
  customer ask "Asks"
  frontstage greet "Greets" by clerk output wish
  ask -> greet, order.greet
}
"""


def compiled(text: str) -> Compiled:
    return compile_source(Source("text", text))


def symbol(found: Compiled, kind: str, key: str) -> Symbol:
    one = found.symbols.of(Ref(kind, key))
    assert one is not None
    return one


def lines(one: Symbol) -> list[int]:
    return [span.line for span in one.uses]


def test_a_reference_uses_a_step_and_an_action():
    found = compiled(HOTEL)
    step, action = symbol(found, "steps", "order"), symbol(found, "actions", "order.greet")
    assert [span.text for span in step.uses] == ["order"]
    assert [span.text for span in action.uses] == ["greet", "greet"]
    assert action.name == "greet"
    assert action.uses[1].start == step.uses[0].end + 1


def test_what_an_import_declares_is_declared_there(tmp_path: Path):
    (tmp_path / "roles.blueprint").write_text('role clerk "Clerk" # clerk\nsystem till owner clerk\n')
    (tmp_path / "a.blueprint").write_text(HOTEL.replace("role clerk", 'import "roles.blueprint"'))
    found = load(tmp_path / "a.blueprint")
    clerk = symbol(found, "roles", "clerk")
    assert clerk.declaration is not None
    assert clerk.declaration.source is found.sources[1]
    assert [(Path(span.source.name).name, span.line) for span in clerk.uses] == [
        ("a.blueprint", 6),
        ("roles.blueprint", 2),
    ]
    assert found.symbols.at(found.sources[1], found.sources[1].text.index("clerk")) is clerk
    assert found.symbols.at(found.sources[1], found.sources[1].text.index("# clerk") + 3) is None


def test_a_name_is_found_at_its_beginning_and_right_behind_its_end_and_nowhere_else():
    found = compiled(HOTEL)
    at = HOTEL.index("clerk output")
    hits = [found.symbols.at("text", offset) for offset in range(at - 1, at + 7)]
    assert [one.key if one else None for one in hits] == [None, *["clerk"] * 6, None]
    assert found.symbols.at("text", 10_000) is None
    assert found.symbols.at("another text", at) is None


def test_what_is_named_twice_keeps_both_places():
    found = compiled(
        "blueprint b\nrole clerk\nrole clerk\nstep s { customer a 'A' }\nstep s { customer \"B\" by clerk }\n"
    )
    clerk = symbol(found, "roles", "clerk")
    assert clerk.declaration is not None
    assert clerk.declaration.line == 2
    assert [span.line for span in clerk.redeclarations] == [3]
    assert lines(clerk) == [5]
    assert [span.line for span in symbol(found, "steps", "s").redeclarations] == [5]


def test_a_name_that_means_nothing_is_kept_as_unknown():
    found = compiled(
        'blueprint b\nstep s {\n  customer a "A" by clerk, clerk\n  a -> ghost\n  idea "I" addresses gap\n}\n'
    )
    unknown = [(one.kind, one.key, len(one.uses)) for one in found.symbols if one.is_unknown]
    assert unknown == [("roles", "clerk", 2), ("actions", "ghost", 1), ("cards", "gap", 1)]
    assert found.symbols.of(Ref("roles", "clerk")) is None
    clerk = found.symbols.at("text", found.tree.source.text.index("clerk"))
    assert clerk is not None
    assert clerk.is_unknown
    assert not clerk.can_be_renamed


def test_a_name_that_several_actions_bear_means_none_of_them():
    found = compiled(
        'blueprint b\nstep s { customer a "A" }\nstep t { customer a "A" }\nstep u { customer b "B"; b -> a }\n'
    )
    unknown = [one for one in found.symbols if one.is_unknown]
    assert [(one.kind, one.key, lines(one)) for one in unknown] == [("actions", "a", [4])]


def test_a_lane_that_is_meant_by_its_kind_is_no_place_of_its_name():
    text = 'blueprint b\nlanes { customer guest "Guest"; frontstage }\nstep s { customer "A"; guest "B"; frontstage "C" }\n'
    found = compiled(text)
    guest, frontstage = symbol(found, "lanes", "guest"), symbol(found, "lanes", "frontstage")
    assert [span.text for span in guest.uses] == ["customer", "guest"]
    assert [span.text for span in guest.name_places] == ["guest", "guest"]
    assert frontstage.declaration is not None
    assert (frontstage.name, frontstage.declaration.line, frontstage.name_places) == (None, 2, ())


def test_the_usual_lanes_are_declared_nowhere():
    customer = symbol(compiled(HOTEL), "lanes", "customer")
    assert (customer.declaration, customer.name, lines(customer)) == (None, None, [5])


def test_names_of_another_file_and_items_have_no_declaration():
    found = compiled(
        'blueprint b\nstep s { customer a "A" input x replaces old.b\n customer c "C" output x }\n'
    )
    for kind, key, places in (
        ("items", "x", 2),
        ("replaced_actions", "old.b", 1),
        ("replaced_steps", "old", 1),
    ):
        one = symbol(found, kind, key)
        assert (one.declaration, len(one.uses), one.is_unknown) == (None, places, False)


def test_metric_kinds_cannot_be_renamed():
    found = compiled("blueprint b\nmetric m kind nps\nmetric n kind nsp\n")
    assert not symbol(found, "metric_kinds", "nps").can_be_renamed
    assert [one.key for one in found.symbols if one.is_unknown] == ["nsp"]


def test_a_damaged_file_gives_the_names_that_could_be_read():
    found = compiled(HOTEL + 'step pay { customer "Pays" nonsense here\n greet -> pay\n')
    assert found.errors
    assert len(symbol(found, "actions", "order.greet").uses) == 3


def test_a_vocabulary_and_an_unreadable_file_have_symbols_too(tmp_path: Path):
    assert [one.key for one in compiled("role clerk\nsystem till owner clerk\n").symbols] == ["clerk", "till"]
    missing = load(tmp_path / "missing.blueprint")
    assert list(missing.symbols) == []
    assert missing.files == (str(tmp_path / "missing.blueprint"),)


def test_a_text_that_is_no_file_is_listed_by_its_name():
    assert compiled(HOTEL).files == ("text",)
