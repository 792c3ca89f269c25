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
from blueprint.audience import SECTIONS, is_told, part_for
from blueprint.compiler import Compiled
from blueprint.diagnostics import Diagnostic, Severity
from blueprint.model import Action, Blueprint, Flow, Thing
from blueprint.properties import Audience, Told
from blueprint.scene import Scene, scene
from blueprint.values import TimeSpan
from blueprint.view import View, findings_in, narrow

from ..added_field import declared, grown, the_property
from ..golden import CASES
from .marks import Marked, filled, kinds, marked, names_of, without
from .outputs import for_staff, of_guide, of_model, of_report, of_view, written

EVERYTHING = CASES / "audience" / "everything.blueprint"
#: What an audience gets.
OUTPUTS: dict[Audience, Callable[[Compiled], dict[str, str]]] = {
    Audience.VIEW: of_view,
    Audience.REPORT: of_report,
    Audience.GUIDE: of_guide,
}


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
    known = {(kind, one.name) for kind in audience._ROWS for one in fields(kind)}
    listed = {(kind, name) for kind, row in audience._ROWS.items() for names in row for name in names.split()}
    assert listed - known == set()


def test_what_every_element_has_is_told_so_that_it_can_be_left_in():
    """A field without a value of its own cannot be left unsaid."""
    for kind in (*kinds(), TimeSpan):
        for one in fields(kind):
            if one.default is MISSING and one.default_factory is MISSING and one.name != "span":
                assert is_told(kind, one.name, Audience.VIEW), (kind, one.name)


def test_every_section_on_the_list_is_one_of_the_report():
    case = CASES / "pages" / "every-section.blueprint"
    assert _sections(scene(load(case))) >= SECTIONS


def test_an_audience_that_is_told_everything_gets_the_same_object():
    blueprint = everything().blueprint
    assert blueprint
    assert part_for(blueprint, Audience.STAFF) is blueprint


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
    assert missing == {("Pain", "due"), ("Remark", "due")}


def test_every_mark_is_seen_by_those_who_work_on_the_service():
    told = set(with_marks().found_in(written("json", scene(of_model(everything(), with_marks().blueprint)))))
    assert set(with_marks().marks.values()) - told == set()


@pytest.mark.parametrize("level", OUTPUTS, ids=lambda level: level.name.lower())
def test_no_text_reaches_customers_that_is_not_on_the_list(level: Audience):
    for name, text in OUTPUTS[level](of_model(everything(), with_marks().blueprint)).items():
        found = [mark for mark in with_marks().found_in(text) if mark.is_hidden or mark.audience < level]
        assert found == [], name


@pytest.mark.parametrize("level", OUTPUTS, ids=lambda level: level.name.lower())
def test_texts_that_are_on_the_list_do_reach_them(level: Audience):
    outputs = OUTPUTS[level](of_model(everything(), with_marks().blueprint)).values()
    assert len({mark for text in outputs for mark in with_marks().found_in(text)}) > 10


# ── what is no text ──────────────────────────────────────────────────────────────────────────────────────────────────────────

#: What a guide is worked out from, and does not say: what happens "in some cases", and which arrows are no way of customers.
_WORKED_OUT = {
    (Flow, "share"), (Flow, "personas"), (Flow, "is_recovery"), (Action, "personas"), (Thing, "personas"),
    # Others refer to what is in these.
    (Blueprint, "roles"), (Blueprint, "metrics"),
}  # fmt: skip


def _kept_back() -> list[tuple[type, str]]:
    """The fields that a guide does not tell, as far as they can be left empty."""
    return [
        (kind, one.name)
        for kind in kinds()
        for one in fields(kind)
        if (one.default is not MISSING or one.default_factory is not MISSING)
        and not is_told(kind, one.name, Audience.GUIDE, own=True)
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
    for level in OUTPUTS:
        assert _telling(OUTPUTS[level](new)) == set(), level


def test_a_property_that_does_not_say_its_audience_is_told_to_nobody_but_staff():
    with declared(the_property("text")):
        new = _with_news()
        assert _telling(for_staff(new)) == {"svg", "dot", "text", "json", "report", "registers", "manual"}
        for level in OUTPUTS:
            assert _telling(OUTPUTS[level](new)) == set(), level


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        (Audience.VIEW, {Audience.VIEW}),
        (Audience.REPORT, {Audience.VIEW, Audience.REPORT}),
        (Audience.GUIDE, {Audience.VIEW, Audience.REPORT, Audience.GUIDE}),
    ],
    ids=str,
)
def test_a_property_is_told_to_the_audiences_that_it_says(told: Audience, expected: set[Audience]):
    with declared(the_property("text", Told(told, told))):
        new = _with_news()
        assert {level for level in OUTPUTS if _telling(OUTPUTS[level](new))} == expected


def test_a_property_may_be_told_of_what_customers_do_alone():
    with declared(the_property("text", Told(Audience.STAFF, Audience.VIEW))):
        seen = scene(_with_news(), View(customer=True)).blueprint
        telling = {one.lane for one in seen.actions.values() if getattr(one, "novelty", None)}
        assert telling == {"guest"}


# ── findings, sections, sites ────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_finding_that_quotes_what_is_kept_back_is_kept_back():
    whole, view = everything().blueprint, View(customer=True)
    part = narrow(whole, view)
    # How the clerk feels, and how the guest does.
    inner, outer = (
        Diagnostic(
            code="BP000",
            severity=Severity.INFO,
            statement=f'somebody feels "{words}"',
            span=part.actions[action].span,
        )
        for words, action in (("Afraid of complaints", "enter.greet"), ("Tired of waiting", "enter.ask"))
    )
    assert findings_in(part, whole, (inner, outer), view) == (outer,)
    lanes = View(lanes=("guest", "desk"))
    assert findings_in(narrow(whole, lanes), whole, (inner, outer), lanes) == (inner, outer)


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
    ):
        assert hidden not in pages
