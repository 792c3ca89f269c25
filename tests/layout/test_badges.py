"""However many badges a card or a heading has: none covers anything, and every point is told of once."""

from __future__ import annotations

import re
from random import Random

import pytest
from blueprint.renderers.graphviz.dot import dot
from blueprint.renderers.svg.picture import draw

from blueprint.compiler import Compiled, compile_source
from blueprint.drawing import Drawing
from blueprint.layout.badges import MOST_ROWS
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.view import View

from .. import geometry

_NAMES = (
    "S",
    "Check in at the desk",
    "Unterschriftenberechtigungsprüfung",
    "办理入住登记并请顾客签字确认",
    "تسجيل الدخول",
)
_MARKS = ("", "wait 5m", "critical", "decision", "decision wait 5m critical", "mode automatic", "emotion 1")
_VIEWS = (
    View(),
    View(fold=400),
    View(fold=900),
    View(only="s1"),
    View(only="p0"),
    View(lanes=("customer", "frontstage")),
    View(customer=True),
    View(without=frozenset({"title", "phases"})),
)


def _crowded(random: Random, most: int) -> str:
    """A blueprint with up to so many fail points at the whole, and at each phase, step and card."""

    def fails() -> str:
        return "\n".join(
            f'fail "Goes wrong" severity {random.randint(1, 10)} occurrence {random.randint(1, 10)} detection 5'
            for _ in range(random.randint(0, most))
        )

    out = [f'blueprint b "{random.choice(_NAMES)} {random.choice(_NAMES)}"', fails()]
    number = 0
    for phase in range(2):
        out += [f'phase p{phase} "{random.choice(_NAMES)}" {{', fails()]
        for _ in range(random.randint(1, 3)):
            out += [f'step s{number} "{random.choice(_NAMES)}" {{', fails()]
            mark = random.choice(_MARKS)
            out.append(f'customer a{number} "{random.choice(_NAMES)}" {mark} {{\n{fails()}\n}}')
            condition = ' when "yes"' if "decision" in mark else ""
            out += [f'a{number} -> {lane} {lane[0]}{number} "Answers"{condition} {{\n{fails()}\n}}'
                    for lane in random.sample(("frontstage", "backstage", "support"), random.randint(1, 3))]  # fmt: skip
            if number and random.random() < 0.7:
                out.append(f"s{number - 1}.a{number - 1} <-> a{number}")
            out.append("}")
            number += 1
        out.append("}")
    return "\n".join(out) + "\n"


def _compiled(text: str) -> Compiled:
    compiled = compile_source(Source("crowded", text))
    assert compiled.is_sound, [error.message for error in compiled.errors]
    return compiled


def _assert_clean(drawing: Drawing) -> None:
    laws = (
        geometry.badges_on_anything,
        geometry.texts_outside,
        geometry.labels_on_cards,
        geometry.pierced_cards,
    )
    found = [problem for law in laws for problem in law(drawing)]
    assert not found, "\n".join(found[:20])


def _labels(drawing: Drawing) -> list[str]:
    return sorted(label for badge in drawing.badges for label in badge.point.split(" "))


@pytest.mark.parametrize("seed", range(16))
def test_no_badge_covers_anything(seed: int) -> None:
    compiled = _compiled(_crowded(Random(seed), seed))
    assert compiled.blueprint is not None
    points = sorted(point.label for point in compiled.blueprint.points)
    for number, view in enumerate(_VIEWS):
        if number < 2 or number % 3 == seed % 3:
            drawing = scene(compiled, view).drawing
            _assert_clean(drawing)
            if view.fold or view == View():
                assert _labels(drawing) == points


def _one_card(badges: int) -> Drawing:
    fails = "\n".join('fail "No" severity 9 occurrence 9 detection 9' for _ in range(badges))
    return scene(_compiled(f'blueprint x "X"\nstep s "S" {{ customer a "Asks" {{\n{fails}\n}} }}\n')).drawing


def test_a_card_grows_for_its_badges_up_to_a_number_of_rows() -> None:
    rows = [len({badge.box.y for badge in _one_card(count).badges}) for count in (3, 8, 15, 40)]
    assert rows == [1, 2, MOST_ROWS + 1, MOST_ROWS + 1]
    heights = [_one_card(count).cards[0].box.height for count in (3, 8, 15, 40)]
    assert heights[0] < heights[1] < heights[2] == heights[3]


def test_the_last_badge_stands_for_the_rest_in_every_output() -> None:
    drawing = _one_card(40)
    more = drawing.badges[-1]
    assert more.line.text == f"+{len(more.stands_for)}"
    assert more.stands_for[-1] == "F40"
    svg = draw(drawing)
    group = re.search(rf'data-point="{more.point}".*?</g>', svg, re.DOTALL)
    assert group is not None
    tooltip = re.search(r"<title>(.*?)</title>", group[0], re.DOTALL)
    assert tooltip is not None
    description = re.search(r"<desc.*?</desc>", svg, re.DOTALL)
    assert description is not None
    for label in more.stands_for:
        assert f"{label}: No" in tooltip[1]
        assert f"{label}: No" in description[0]
    assert f'label="{more.line.text}"' in dot(drawing)


@pytest.mark.parametrize("name", ["Check in", "Unterschrift", "办理入住"])
def test_the_name_of_a_step_is_not_broken_by_its_badges(name: str) -> None:
    fails = 'fail "No" severity 9 occurrence 9 detection 9\n' * 6
    drawing = scene(_compiled(f'blueprint x "X"\nstep s "{name}" {{\n{fails} customer a "Asks" }}\n')).drawing
    assert [line.text for line in drawing.steps[0].lines] == ["1", name]
