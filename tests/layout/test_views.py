"""The options of `render` that choose a part and a look, and that ask whether an output is still true."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blueprint import cli
from blueprint.compiler import compile_source
from blueprint.drawing import Drawing
from blueprint.layout import layout
from blueprint.layout.fold.folding import fold
from blueprint.source import Source
from blueprint.view import ROWS, NoSuchPart, View

from ..examples import compiled
from ..generate import generate
from ..paths import EXAMPLES, ROOT

HOTEL = ROOT / "examples" / "hotel-stay.blueprint"


@cache
def drawn(view: View, path: Path = HOTEL) -> Drawing:
    if view.fold is not None:
        # Drawn once, and folded to each width.
        return fold(drawn(replace(view, fold=None), path), view.fold)
    blueprint = compiled(path).blueprint
    assert blueprint is not None
    return layout(blueprint, view)


def render(*options: str) -> Result:
    return CliRunner().invoke(cli.group, ["render", str(HOTEL), *options])


# ── parts ────────────────────────────────────────────────────────────────────


def test_a_phase_alone_keeps_the_numbers_of_its_steps_and_points() -> None:
    whole, part = drawn(View()), drawn(View(only="arrival"))
    assert [step.key for step in part.steps] == ["arrive", "check_in"]
    assert [step.lines[0].text for step in part.steps] == ["3", "4"]
    kept = {card.key for card in part.cards}
    assert {badge.point for badge in part.badges} < {badge.point for badge in whole.badges}
    assert all(route.source in kept and route.target in kept for route in part.routes)


def test_a_step_alone_is_drawn() -> None:
    assert [step.key for step in drawn(View(only="check_in")).steps] == ["check_in"]


def test_the_customer_sees_nothing_below_the_line_of_visibility() -> None:
    part = drawn(View(customer=True))
    assert {lane.kind for lane in part.lanes} == {"evidence", "customer", "frontstage"}
    assert "visibility" not in {line.kind for line in part.lines}
    text = render("--view", "customer", "-o", "-").stdout
    assert "Greets the guest" in text
    for hidden in ("Housekeeping", "Back office", "Is a clean room free?", "Assigns the room"):
        assert hidden not in text


def test_lanes_are_chosen_by_their_names() -> None:
    assert [lane.key for lane in drawn(View(lanes=("desk", "customer"))).lanes] == ["customer", "desk"]


def test_cards_of_a_part_keep_their_order_of_columns() -> None:
    place = {card.key: card.box.x for card in drawn(View(customer=True)).cards}
    assert place["check_in.give_name"] < place["check_in.take_key"]


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--only", "nowhere"], "there is no phase or step 'nowhere'"),
        (["--lanes", "desk,nobody"], "there is no lane 'nobody'"),
        (["--theme", "purple"], "there is no theme 'purple'"),
        (["--check", "-o", "-"], "--check compares files"),
        (["--fold", "3"], "--fold"),
    ],
)
def test_what_is_not_there_is_wrong_usage(options: list[str], said: str, tmp_path: Path) -> None:
    target = [] if "-o" in options else ["-o", str(tmp_path / "x.svg")]
    result = render(*options, *target)
    assert result.exit_code == 2
    assert said in result.stderr
    assert not list(tmp_path.iterdir())


def test_a_customers_view_wants_a_line_of_visibility() -> None:
    text = 'blueprint x "X"\nlanes { customer "C" }\nstep s { customer "x" }\n'
    blueprint = compile_source(Source("x", text)).blueprint
    assert blueprint is not None
    with pytest.raises(NoSuchPart, match="line of visibility"):
        layout(blueprint, View(customer=True))


@pytest.mark.parametrize("row", ROWS)
def test_a_row_can_be_left_out(row: str) -> None:
    whole, part = drawn(View()), drawn(View(without=frozenset({row})))  # type: ignore[arg-type]
    holds = {
        "title": "title",
        "phases": "phases",
        "emotion": "emotions",
        "time": "times",
        "metrics": "metrics",
    }
    name = holds.get(row, "legend")
    assert getattr(whole, name)
    assert not getattr(part, name)
    assert part.height < whole.height


# ── folding ──────────────────────────────────────────────────────────────────


def test_a_view_that_is_folded_is_the_whole_one_folded() -> None:
    blueprint = compiled(HOTEL).blueprint
    assert blueprint is not None
    assert layout(blueprint, View(fold=1600)) == drawn(View(fold=1600)) != drawn(View())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [700, 1600, 2600])
def test_a_folded_picture_holds_everything_once(path: Path, width: int) -> None:
    whole, folded = drawn(View(), path), drawn(View(fold=width), path)
    assert sorted(card.key for card in folded.cards) == sorted(card.key for card in whole.cards)
    assert [step.key for step in folded.steps] == [step.key for step in whole.steps]
    assert [badge.point for badge in folded.badges] == [badge.point for badge in whole.badges]
    assert sum(route.ends for route in folded.routes) == len(whole.routes)
    assert sum(route.starts for route in folded.routes) == len(whole.routes)
    assert sum(bool(route.label) for route in folded.routes) == sum(
        bool(route.label) for route in whole.routes
    )
    parts = len(folded.lanes) // len(whole.lanes)
    assert parts > 1
    assert len(folded.lanes) == parts * len(whole.lanes)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_parts_of_a_folded_picture_lie_apart_and_inside(path: Path) -> None:
    folded = drawn(View(fold=1600), path)
    for shape in [*folded.cards, *folded.badges, *folded.lanes]:
        assert shape.box.x >= 0
        assert shape.box.right <= folded.width + 0.01
        assert shape.box.bottom <= folded.height
    for route in folded.routes:
        assert all(0 <= x <= folded.width and 0 <= y <= folded.height for x, y in route.points)
    lanes = sorted((lane.box.y, lane.box.bottom) for lane in folded.lanes)
    assert all(above[1] <= below[0] + 0.01 for above, below in pairwise(lanes))


def test_a_picture_that_fits_is_not_folded() -> None:
    assert drawn(View(fold=100_000)) == drawn(View())


def _even(count: int, first_phase: int = 0) -> Drawing:
    """A picture of so many steps that are all alike, without phases or with two."""
    steps = [f'step s{n} "S" {{ customer a{n} "Asks" time 1m }}' for n in range(count)]
    if first_phase:
        steps = ['phase "P" {', *steps[:first_phase], "}", 'phase "Q" {', *steps[first_phase:], "}"]
    blueprint = compile_source(Source("x", "\n".join(['blueprint x "X"', *steps]))).blueprint
    assert blueprint is not None
    return layout(blueprint)


def _steps_of_parts(folded: Drawing) -> list[int]:
    return [sum(top <= step.box.y < bottom for step in folded.steps) for top, bottom in folded.parts]


@pytest.mark.parametrize("width", range(600, 2600, 150))
def test_steps_that_are_alike_are_shared_out_evenly(width: int) -> None:
    counts = _steps_of_parts(fold(_even(12), width))
    assert sum(counts) == 12
    assert max(counts) - min(counts) <= 1


def test_a_part_ends_with_its_phase_where_that_is_nearly_as_even() -> None:
    whole = _even(24, first_phase=11)
    assert _steps_of_parts(fold(whole, whole.width * 0.6)) == [11, 13]
    whole = _even(24, first_phase=4)
    assert _steps_of_parts(fold(whole, whole.width * 0.6)) == [12, 12]


def test_rows_that_say_nothing_in_a_part_are_left_out_and_sums_are_told_once() -> None:
    text = """blueprint x "X"
    step a "A" { customer "Asks" time 1m emotion 2 }
    step b "B" { customer "Looks" }
    step c "C" { customer "Leaves" time 5m }
    """
    blueprint = compile_source(Source("x", text)).blueprint
    assert blueprint is not None
    whole = layout(blueprint)
    folded = fold(whole, 450)
    within = [
        [
            sum(top <= row.box.y < bottom for row in rows)
            for rows in (folded.lanes, folded.emotions, folded.times)
        ]
        for top, bottom in folded.parts
    ]
    lanes = len(whole.lanes)
    assert within == [[lanes, 1, 1], [lanes, 0, 0], [lanes, 0, 1]]
    sums = [[line.text for line in row.heading if line.role == "row-detail"] for row in folded.times]
    assert sums == [[], [line.text for line in whole.times[0].heading if line.role == "row-detail"]]
    # What nobody needs takes no room.
    heights = [bottom - top for top, bottom in folded.parts]
    assert heights[1] < heights[2] < heights[0]


def test_a_lane_is_as_high_in_a_part_as_what_stands_in_it_there() -> None:
    whole, folded = drawn(View()), drawn(View(fold=1200))
    full = {lane.key: lane.box.height for lane in whole.lanes}
    assert any(lane.box.height < full[lane.key] - 20 for lane in folded.lanes)
    sizes = {card.key: (card.box.width, card.box.height) for card in whole.cards}
    for card in folded.cards:
        assert (card.box.width, card.box.height) == pytest.approx(sizes[card.key])
    for lane in folded.lanes:
        assert all(lane.box.y <= line.y <= lane.box.bottom for line in lane.lines)


def test_fail_points_of_the_whole_and_of_phases_stay_in_their_headings() -> None:
    text = """blueprint x "A title of some length that has to be wrapped where the picture is narrow"
    fail "All is lost" severity 5 occurrence 5 detection 5
    phase p "A phase with a long name" {
      fail "Phase lost" severity 5 occurrence 5 detection 5
      step a "A" { customer "Asks" }
      step b "B" { customer "Looks" }
      step c "C" { customer "Leaves" }
    }
    """
    blueprint = compile_source(Source("x", text)).blueprint
    assert blueprint is not None
    whole = layout(blueprint)
    folded = fold(whole, 450)
    first, second = folded.badges
    assert [badge.point for badge in folded.badges] == [badge.point for badge in whole.badges] == ["F1", "F2"]
    title, phase = folded.title[0], folded.phases[-1]
    assert title.left + title.width < first.box.x
    assert first.box.right <= folded.width
    assert first.box.y < title.y < first.box.bottom
    assert phase.box.y < second.box.y
    assert second.box.bottom < phase.box.bottom
    assert all(line.left + line.width <= second.box.x for line in phase.lines)


# ── looks and outputs ────────────────────────────────────────────────────────


def test_a_theme_of_the_users_own_colours_the_picture(tmp_path: Path) -> None:
    theme = tmp_path / "mine.toml"
    theme.write_text('extends = "default"\n[light]\npaper = "#fefefa"\n', encoding="utf-8")
    result = render("--theme", str(theme), "--scheme", "light", "-o", "-")
    assert result.exit_code == 0
    assert "#fefefa" in result.stdout


def test_a_theme_with_mistakes_is_named_by_line_and_draws_nothing(tmp_path: Path) -> None:
    theme = tmp_path / "mine.toml"
    theme.write_text('extends = "default"\n[light]\npaper = "url(x)"\n', encoding="utf-8")
    result = render("--theme", str(theme), "-o", str(tmp_path / "x.svg"))
    assert result.exit_code == 2
    assert re.search(r"BP030.*mine\.toml:3", result.stderr, re.DOTALL)
    assert not (tmp_path / "x.svg").exists()


def test_check_tells_a_current_output_from_a_stale_and_a_missing_one(tmp_path: Path) -> None:
    target = tmp_path / "hotel.svg"
    missing = render("-o", str(target), "--check")
    assert (missing.exit_code, "missing" in missing.stderr, target.exists()) == (1, True, False)
    render("-o", str(target))
    assert render("-o", str(target), "--check").exit_code == 0
    target.write_text(target.read_text(encoding="utf-8") + " ", encoding="utf-8")
    stale = render("-o", str(target), "--check")
    assert (stale.exit_code, "stale" in stale.stderr) == (1, True)


@pytest.mark.parametrize(("ending", "begins"), [("txt", "Overnight"), ("json", "{"), ("dot", "digraph")])
def test_the_ending_of_the_output_tells_the_format(ending: str, begins: str, tmp_path: Path) -> None:
    target = tmp_path / f"hotel.{ending}"
    assert render("-o", str(target)).exit_code == 0
    assert target.read_text(encoding="utf-8").startswith(begins)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("width", [700, 1200, 1600, 2600])
def test_an_arrow_between_cards_of_one_part_stays_whole(path: Path, width: int) -> None:
    folded = drawn(View(fold=width), path)
    boxes = {card.key: card.box for card in folded.cards}
    tops = sorted({lane.box.y for lane in folded.lanes if lane.key == folded.lanes[0].key})
    for source, target in {(route.source, route.target) for route in folded.routes}:
        parts = [sum(boxes[key].y >= top for top in tops) for key in (source, target)]
        pieces = [route for route in folded.routes if (route.source, route.target) == (source, target)]
        if parts[0] == parts[1]:
            assert all(route.starts and route.ends for route in pieces)


@pytest.mark.parametrize("seed", range(20))
def test_labels_and_arrows_of_folded_pictures_stay_inside(seed: int) -> None:
    text = generate(seed, 6 + seed % 9, 3 + seed % 7)
    blueprint = compile_source(Source("x", text)).blueprint
    assert blueprint is not None
    folded = layout(blueprint, View(fold=900))
    for route in folded.routes:
        assert all(-0.01 <= x <= folded.width + 0.01 for x, _ in route.points)
        if route.label_box:
            assert route.label_box.x >= 0
            assert route.label_box.right <= folded.width + 0.01
