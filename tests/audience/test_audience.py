"""What customers may know stands on one list, and nothing else reaches them: no field, no property, no section that is not on it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path

import pytest
from blueprint.renderers.report import contents
from blueprint.renderers.report.wording import Wording
from click.testing import CliRunner

from blueprint import audience, cli, load
from blueprint.audience import SECTIONS, is_told, part_for_customers
from blueprint.compiler import Compiled, compile_source
from blueprint.model import Action, Blueprint, Flow, PersonaTiming, Thing, Timing
from blueprint.scene import Scene, scene
from blueprint.source import Source
from blueprint.values import TimeSpan
from blueprint.view import View

from ..added_field import declared, grown, the_property
from ..golden import CASES
from .marks import Mark, Marked, filled, kinds, marked, may_be_none, names_of, without
from .outputs import for_staff, of_guide, of_model, of_paper, of_view, written

EVERYTHING = CASES / "audience" / "everything.blueprint"
#: What customers get.
OUTPUTS: dict[str, Callable[[Compiled], dict[str, str]]] = {"view": of_view, "guide": of_guide}


@cache
def everything() -> Compiled:
    compiled = load(EVERYTHING)
    assert compiled.is_sound, compiled.errors
    return compiled


@cache
def with_marks() -> Marked:
    assert everything().blueprint
    return marked(everything().blueprint)


def fields_of_model() -> list[tuple[type, str]]:
    return [(kind, one.name) for kind in (*kinds(), TimeSpan) for one in fields(kind)]


# ── the list ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_list_names_fields_that_there_are():
    known = {(kind, one.name) for kind in audience._FIELDS for one in fields(kind)}
    listed = {(kind, name) for kind, names in audience._FIELDS.items() for name in names.split()}
    assert (listed | set(audience._LESS)) - known == set()
    assert all(is_told(kind, name) for kind, name in audience._LESS)


def test_what_every_element_has_is_told_where_anything_of_it_is():
    """A field without a value of its own cannot be left unsaid."""
    for kind in (*kinds(), TimeSpan):
        if not any(is_told(kind, one.name, own=True) for one in fields(kind)):
            continue
        for one in fields(kind):
            needs_value = one.default is MISSING and one.default_factory is MISSING and one.name != "span"
            if needs_value and not may_be_none(kind, one.name):
                assert is_told(kind, one.name), (kind, one.name)


def test_every_section_on_the_list_is_one_of_the_report():
    case = CASES / "pages" / "every-section.blueprint"
    assert _sections(scene(load(case))) >= SECTIONS


def test_a_blueprint_of_which_customers_may_know_everything_is_left_as_it_is():
    text = 'blueprint b "B"\nstep s "S" {\n  customer "Comes" time 2m\n}\n'
    blueprint = compile_source(Source("b.blueprint", text)).blueprint
    assert blueprint
    assert part_for_customers(blueprint) is blueprint


def test_an_end_is_told_and_not_how_the_service_rates_it():
    (leave,) = (one for one in everything().blueprint.actions.values() if one.text == "Goes up")
    assert leave.end == "refused"
    assert part_for_customers(everything().blueprint).actions[leave.key].end == "plain"


# ── marks ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_everything_has_something_in_every_field():
    """Else the next tests would prove nothing of it."""
    met: set[tuple[str, str]] = set()

    def walk(value: object) -> None:
        if isinstance(value, dict | tuple):
            for one in value.values() if isinstance(value, dict) else value:
                walk(one)
        elif type(value) in (*kinds(), TimeSpan):
            for name in names_of(value):
                inner = getattr(value, name)
                if inner not in (None, (), {}, False):
                    met.add((type(value).__name__, name))
                walk(inner)

    walk(filled(everything().blueprint))
    missing = {(kind.__name__, name) for kind, name in fields_of_model() if name != "span"} - met
    # An import leads to another file, which a text alone does not have.
    imports = {("Blueprint", "imports"), ("WholeImport", "file"), ("WholeImport", "steps")}
    assert missing == {("Pain", "due"), ("Remark", "due"), *imports}


def test_every_mark_is_seen_by_those_who_work_on_the_service():
    told = set(with_marks().found_in(written("json", scene(of_model(everything(), with_marks().blueprint)))))
    assert set(with_marks().marks.values()) - told == set()


def _kept_from_customers(outputs: dict[str, str]) -> dict[str, list[Mark]]:
    found = {
        name: [mark for mark in with_marks().found_in(text) if not mark.is_told]
        for name, text in outputs.items()
    }
    return {name: marks for name, marks in found.items() if marks}


def _told(outputs: dict[str, str]) -> set[Mark]:
    return {mark for text in outputs.values() for mark in with_marks().found_in(text)}


@pytest.mark.parametrize("made_for", OUTPUTS)
def test_no_text_reaches_customers_that_is_not_on_the_list(made_for: str):
    outputs = OUTPUTS[made_for](of_model(everything(), with_marks().blueprint))
    assert _kept_from_customers(outputs) == {}
    assert len(_told(outputs)) > 10


def test_every_output_of_the_view_tells_something():
    """Else the test before would prove nothing of it; the checks tell customers nothing."""
    silent = {
        name.partition(",")[0]
        for name, text in of_view(of_model(everything(), with_marks().blueprint)).items()
        if not list(with_marks().found_in(text))
    }
    assert silent == {"findings"}


def test_nothing_else_can_be_read_in_a_pdf():
    pytest.importorskip("typst")
    pytest.importorskip("pypdf")
    outputs = of_paper(of_model(everything(), with_marks().blueprint))
    assert _kept_from_customers(outputs) == {}
    shown = set(
        with_marks().found_in(
            written("svg", scene(of_model(everything(), with_marks().blueprint), View(customer=True)))
        )
    )
    for name, text in outputs.items():
        assert len(set(with_marks().found_in(text)) & shown) >= 8, name


# ── what is no text ──────────────────────────────────────────────────────────────────────────────────────────────────────────

#: What a guide is worked out from, and does not say: what happens "in some cases", which arrows are recoveries, and how long a thing
#: takes whoever does it.
_WORKED_OUT = {
    (Flow, "share"), (Flow, "personas"), (Flow, "is_recovery"), (Action, "personas"), (Thing, "personas"),
    (Timing, "by_persona"), (PersonaTiming, "time"),
    # Others refer to what is in these.
    (Blueprint, "roles"), (Blueprint, "metrics"),
}  # fmt: skip


def _kept_back() -> list[tuple[type, str]]:
    """The fields that customers are not told, as far as they can be left empty."""
    return [
        (kind, one.name)
        for kind in kinds()
        for one in fields(kind)
        if (one.default is not MISSING or one.default_factory is not MISSING)
        and not is_told(kind, one.name, own=True)
        and (kind, one.name) not in _WORKED_OUT
    ]


def _guides(compiled: Compiled) -> list[str]:
    return [written(form, scene(compiled)) for form in ("guide", "guide-md")]


def test_a_guide_is_the_same_without_all_that_it_does_not_tell():
    less, expected = everything().blueprint, _guides(everything())
    for kind, name in _kept_back():
        less = without(less, kind, name)
    if _guides(of_model(everything(), less)) != expected:
        alone = [
            (kind, name)
            for kind, name in _kept_back()
            if _guides(of_model(everything(), without(everything().blueprint, kind, name))) != expected
        ]
        pytest.fail(f"these show in a guide: {alone}")


def test_a_guide_is_another_without_what_it_tells():
    less = without(everything().blueprint, Action, "standard")
    assert _guides(of_model(everything(), less)) != _guides(everything())


# ── what is added ────────────────────────────────────────────────────────────────────────────────────────────────────────────

NEW = "brandnewword"


def _with_news(value: object = NEW) -> Compiled:
    return of_model(everything(), grown(everything().blueprint, value))


def _telling(outputs: dict[str, str], word: str = NEW) -> set[str]:
    return {name.partition(",")[0] for name, text in outputs.items() if word in text}


def test_a_field_that_is_added_to_everything_is_told_to_nobody_but_staff():
    new = _with_news()
    assert _telling(for_staff(new)) == {"json"}
    for made_for, outputs in OUTPUTS.items():
        assert _telling(outputs(new)) == set(), made_for


def test_a_property_that_does_not_say_its_audience_is_told_to_nobody_but_staff():
    with declared(the_property("text")):
        new = _with_news()
        assert _telling(for_staff(new)) == {
            "svg", "dot", "text", "json", "report", "registers", "manual", "drawing", "png",
        }  # fmt: skip
        for level in OUTPUTS:
            assert _telling(OUTPUTS[level](new)) == set(), level


def test_a_property_of_which_customers_are_told_stands_in_all_that_they_get():
    with declared(the_property("text", "all")):
        new = _with_news()
        assert _telling(of_view(new)) == {
            "svg", "dot", "text", "json", "report", "registers", "drawing", "png",
        }  # fmt: skip
        # What a guide says of an action is written for its readers, property by property; its picture shows all cards.
        assert "guide" in _telling(of_guide(new))


def test_a_property_may_be_told_of_what_customers_do_alone():
    with declared(the_property("text", "own")):
        seen = scene(_with_news(), View(customer=True)).blueprint
        telling = {one.lane for one in seen.actions.values() if getattr(one, "novelty", None)}
        assert telling == {"guest"}


# ── findings, sections, sites ────────────────────────────────────────────────────────────────────────────────────────────────


def test_customers_are_told_no_findings_and_others_those_of_their_part():
    whole, part = scene(everything()).findings, scene(everything(), View(lanes=("guest", "desk"))).findings
    assert set(part) < set(whole)
    assert part
    assert scene(everything(), View(customer=True)).findings == ()


# ── which of them are seen ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_customers_see_no_channel_loop_or_arrow_that_belongs_behind_the_scenes():
    seen = scene(everything(), View(customer=True)).blueprint
    assert list(seen.channels) == ["counter"]
    assert list(seen.feedback) == ["voice"]
    assert not any(flow.is_recovery for flow in seen.flows)
    assert {point.kind for point in seen.points} == {"wait", "decision"}


def test_customers_see_no_lane_of_notes_no_line_of_the_authors_and_no_step_without_them():
    text = """blueprint b "B"
lanes {
  customer guest "Guest"
  notes plans "Plans"
  --- "Lease" ---
  frontstage desk "Desk"
  --- visibility ---
  backstage office "Office"
}
step come "Comes" {
  guest "Comes"
  plans "Widen the door"
}
step count "Counts" {
  office "Counts"
}
step leave "Leaves" {
  desk "Says goodbye"
}
"""
    compiled = compile_source(Source("b.blueprint", text))
    assert compiled.is_sound, compiled.errors
    seen = scene(compiled, View(customer=True)).blueprint
    assert [band.label for band in seen.bands] == ["Guest", "Desk"]
    # Steps keep the numbers of the whole.
    assert [(step.number, step.label) for step in seen.steps.values()] == [(1, "Comes"), (3, "Leaves")]
    assert scene(compiled, View(customer=True, only="count")).drawing.cards == ()


def _sections(drawn: Scene) -> set[str]:
    return {part.id for group in contents.groups(Wording(drawn)) for part in group.parts}


def test_customers_get_the_sections_that_are_on_the_list(monkeypatch: pytest.MonkeyPatch):
    seen = scene(everything(), View(customer=True))
    of_staff, of_customers = _sections(scene(everything())), _sections(seen)
    assert {"handoffs", "roles", "systems", "items", "modes"} <= of_staff - of_customers
    assert of_customers <= SECTIONS
    monkeypatch.setattr(contents, "SECTIONS", SECTIONS - {"cards"})
    assert _sections(seen) == of_customers - {"cards"}
    assert _sections(scene(everything())) == of_staff


def test_a_site_for_customers_says_nothing_that_is_hidden_from_them(tmp_path: Path):
    ran = CliRunner().invoke(
        cli.group, ["report", str(EVERYTHING), "--view", "customer", "-o", f"{tmp_path}/site/"]
    )
    assert ran.exit_code == 0, ran.output
    pages = "".join(
        path.read_text(encoding="utf-8") for path in (tmp_path / "site").rglob("*") if path.is_file()
    )
    assert "Hands over the key" in pages
    for hidden in (
        "Afraid of complaints",
        "Looks for a free room",
        "Write it all down",
        "Ask the night shift",
        "Back office",
        "Room not ready",
        "Takes too long",
        "Duty manager",
        "Head of the desk",
        "Booking system",
        "Family with children",
        "Minutes at the desk",
        "Welcome to our house.",
        "A room that is ready",
        "Internal chat",
        "Workshop of spring",
    ):
        assert hidden not in pages
