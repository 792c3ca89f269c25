"""What a renderer receives: laid out when somebody asks, narrowed once, under the settings of its file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

import blueprint
from blueprint import scene as scenes
from blueprint.render import find, names
from blueprint.scene import scene
from blueprint.settings import Choice, Limits, Priorities, Settings
from blueprint.view import NoSuchPart, View

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "examples").glob("*.blueprint"))
HOTEL = str(ROOT / "examples" / "hotel-stay.blueprint")
#: Formats that show no picture.
UNDRAWN = ("json", "text", "manual-md", "guide-md")
VIEWS = {
    "whole": View(),
    "folded": View(fold=900),
    "customer": View(customer=True),
    "bare": View(without=frozenset({"title", "legend"})),
}


@pytest.mark.parametrize("name", UNDRAWN)
def test_what_shows_no_picture_lays_none_out(name: str):
    shown = scene(blueprint.load(HOTEL))
    assert find(name).render(shown)
    assert "drawing" not in vars(shown)


@pytest.mark.parametrize("name", UNDRAWN)
def test_what_shows_no_picture_does_not_even_load_the_layout(name: str):
    code = (
        "import sys, blueprint;"
        f"assert blueprint.render_as(blueprint.load({HOTEL!r}), {name!r});"
        "print([one for one in sys.modules if one.startswith(('blueprint.layout.picture', 'blueprint.layout.fold'))])"
    )
    done = subprocess.run([sys.executable, "-P", "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_a_picture_is_laid_out_once_for_all_formats(monkeypatch: pytest.MonkeyPatch):
    from blueprint import layout

    asked = []
    real = layout.layout_part
    monkeypatch.setattr(layout, "layout_part", lambda *given: asked.append(given) or real(*given))
    shown = scene(blueprint.load(HOTEL))
    assert asked == []
    for name in ("svg", "dot", "html", "svg"):
        assert find(name).render(shown)
    assert len(asked) == 1


def test_a_view_narrows_once(monkeypatch: pytest.MonkeyPatch):
    from blueprint import layout

    narrowed = []
    real = scenes.narrow

    def counted(*given: object) -> object:
        narrowed.append(given)
        return real(*given)

    monkeypatch.setattr(scenes, "narrow", counted)
    monkeypatch.setattr(layout, "narrow", counted)
    shown = scene(blueprint.load(HOTEL), View(customer=True))
    for name in ("svg", "html", "json", "text"):
        assert find(name).render(shown)
    assert len(narrowed) == 1


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_action_and_every_thing_has_a_card(path: Path, view: View):
    """Reports link to cards by this, without asking the drawing."""
    shown = scene(blueprint.load(path), view)
    keys = {card.key for card in shown.drawing.cards}
    assert keys == {*shown.blueprint.actions, *shown.blueprint.things}


@pytest.mark.parametrize("view", VIEWS.values(), ids=VIEWS)
def test_a_scene_draws_what_the_layout_draws(view: View):
    from blueprint.layout import layout

    compiled = blueprint.load(HOTEL)
    assert compiled.blueprint is not None
    assert scene(compiled, view).drawing == layout(compiled.blueprint, view)


def test_a_scene_can_be_shown_under_other_settings():
    compiled = blueprint.load(HOTEL)
    table = Priorities(table={})
    other = Settings(limits=Limits(risk=1001, severity=11), choice=Choice(select=("BP3",)), priorities=table)
    shown = scene(compiled, settings=other)
    assert shown.settings is shown.facts.settings is other
    assert shown.priorities is shown.facts.priorities is table
    assert {one.code[:3] for one in shown.findings} <= {"BP3"}
    assert 3 not in {badge.risk for badge in shown.drawing.badges}
    assert 3 in {badge.risk for badge in scene(compiled).drawing.badges}
    assert scene(compiled).settings is compiled.settings


def test_a_scene_has_all_that_renderers_read():
    compiled = blueprint.load(HOTEL)
    style = blueprint.Style(scheme="dark")
    shown = scene(compiled, View(only="check_in"), style)
    assert shown.whole is compiled
    assert shown.style is style
    assert shown.view == View(only="check_in")
    assert shown.priorities is None
    assert list(shown.blueprint.steps) == ["check_in"]
    own = [card for card in shown.drawing.cards if card.form != "stub"]
    assert {card.key.partition(".")[0] for card in own} == {"check_in"}
    assert len(shown.findings) < len(compiled.findings)


def test_what_cannot_be_shown_is_told_at_once():
    compiled = blueprint.load(HOTEL)
    with pytest.raises(NoSuchPart, match="no phase or step 'roof'"):
        scene(compiled, View(only="roof"))
    with pytest.raises(NoSuchPart, match="no lane 'roof'"):
        blueprint.render_as(compiled, "json", View(lanes=("roof",)))
    broken = blueprint.load("nowhere.blueprint")
    for name in names():
        with pytest.raises(ValueError, match="has no picture"):
            blueprint.render_as(broken, name)
    with pytest.raises(KeyError):
        blueprint.render_as(compiled, "roof")


def test_render_as_takes_a_part_and_looks():
    compiled = blueprint.load(HOTEL)
    view, style = View(customer=True, fold=1200), blueprint.Style(embed=True, scheme="light")
    for name in ("svg", "html", "text"):
        assert blueprint.render_as(compiled, name, view, style) == find(name).render(
            scene(compiled, view, style)
        )
    part = blueprint.render_as(compiled, view=view, style=style)
    assert part != blueprint.render_as(compiled)
    assert part != blueprint.render_as(compiled, view=view)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ('blueprint a "A"\nstep s "S" {\n  customer c "C"\n}\n', "<Compiled kiosk: 1 step, 1 action, 0 errors>"),
        ('blueprint a "A"\nstep s "S" {\n  customer\n}\nstep t "T" { }\n', "<Compiled kiosk: 2 steps, 0 actions, 1 error>"),
        ("role clerk\n", "<Compiled kiosk: no blueprint, 0 errors>"),
    ],
)  # fmt: skip
def test_a_compiled_file_is_shown_in_one_line(text: str, shown: str):
    assert repr(blueprint.compile_source(blueprint.Source("kiosk", text))) == shown


def test_a_scene_is_shown_without_its_model():
    assert len(repr(scene(blueprint.load(HOTEL)))) < 600
