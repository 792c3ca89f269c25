"""What stands under the lanes and on the cards beside their words: totals, marks, the legend."""

from __future__ import annotations

import pytest

from blueprint.compiler import compile_source
from blueprint.drawing import CardShape, Drawing
from blueprint.layout import layout
from blueprint.layout.mirroring import turned
from blueprint.source import Source
from blueprint.view import View

KIOSK = """blueprint kiosk "Kiosk"
{head}
step buy "Buy" {{
  customer ask "Asks for a paper" {ask}
  <-> frontstage sell "Sells it" {sell}
  -> backstage count "Counts the coins" {count}
}}
"""


def drawn(view: View | None = None, **said: str) -> Drawing:
    text = KIOSK.format_map({"head": "", "ask": "", "sell": "", "count": "", **said})
    compiled = compile_source(Source("kiosk.blueprint", text))
    assert compiled.blueprint
    assert not compiled.errors, compiled.errors
    return layout(compiled.blueprint, view or View())


def totals(drawing: Drawing) -> tuple[list[str], list[str]]:
    """The lines of the totals, and those in red."""
    (row,) = drawing.times
    return [line.text for line in row.totals], [line.text for line in row.over]


def card(drawing: Drawing, key: str) -> CardShape:
    return next(one for one in drawing.cards if one.key == key)


# ── times ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_totals_say_nothing_of_what_takes_no_time():
    untimed = "2 of 3 actions have no time"
    assert totals(drawn(ask="wait 2m")) == (["Total", "wait 2 min", untimed], [])
    assert totals(drawn(sell="time 30s")) == (["Total", "work 30 s", untimed], [])


def test_totals_have_the_share_of_value_and_the_promise():
    told = drawn(head="time 5m target 6m", ask="wait 1m30s", sell="time 30s value adding")
    assert totals(told) == (
        [
            "Total",
            "wait 1 min 30 s",
            "work 30 s",
            "3 min not broken down",
            "100 % of the work adds value",
            "in all 5 min / 6 min",
        ],
        [],
    )


def test_there_is_no_share_of_value_where_too_little_of_the_work_says_its_own():
    half = drawn(ask="time 30s", sell="time 30s value adding", count="time 1m")
    assert not [line for line in totals(half)[0] if "value" in line]


def test_a_promise_that_is_not_kept_is_told_apart():
    assert totals(drawn(head="time 8m target 6m", sell="time 30s")) == (
        ["Total", "work 30 s", "7 min 30 s not broken down"],
        ["in all 8 min / 6 min"],
    )


def test_the_promise_of_the_whole_is_not_told_of_a_part():
    part = drawn(View(only="buy"), head="time 8m target 6m", sell="time 30s")
    assert totals(part) == (["Total", "work 30 s", "2 of 3 actions have no time"], [])
    # Customers are told of no target that is not kept.
    assert totals(drawn(View(customer=True), head="time 8m target 6m", ask="wait 2m"))[1] == []


def test_totals_stand_at_the_right_of_all_times_and_within_the_lanes():
    for head in ("", "language ar", "language zh"):
        # Of a mirrored picture at the left, so that is turned back.
        drawing = turned(drawn(head=head, ask="wait 2h45m target 1h20m", sell="time 30s"))
        (row,) = drawing.times
        left = max(line.left + line.width for bar in row.bars for line in bar.lines)
        for line in row.totals:
            assert line.left > max(left, max(track.right for track in row.tracks))
            assert line.left + line.width < drawing.lanes[0].box.right
            assert row.box.y < line.y < row.box.bottom


def test_a_picture_without_times_is_no_wider_for_them():
    plain, timed = drawn(), drawn(ask="wait 2m")
    assert drawn(View(without=frozenset({"time"})), ask="wait 2m").lanes[0].box == plain.lanes[0].box
    assert timed.lanes[0].box.right > plain.lanes[0].box.right


def test_totals_stand_in_one_part_of_a_folded_picture():
    steps = "\n".join(f'step s{number} "S" {{ customer "Asks" wait 2m }}' for number in range(8))
    blueprint = compile_source(Source("x", f'blueprint x "X"\n{steps}\n')).blueprint
    assert blueprint
    folded = layout(blueprint, View(fold=900))
    assert len(folded.times) > 1
    assert [bool(row.totals) for row in folded.times] == [False] * (len(folded.times) - 1) + [True]
    last = folded.times[-1]
    assert all(last.box.y < line.y < last.box.bottom for line in last.totals)
    assert all(line.left + line.width < last.box.right for line in last.totals)


# ── the customer's view ──────────────────────────────────────────────────────────────────────────────────────────────


def test_a_customer_sees_no_feelings_and_no_times_of_staff():
    said = {"ask": "emotion -1 wait 2m", "sell": "emotion +1 time 30s", "count": "emotion -2 time 3m"}
    whole, part = drawn(**said), drawn(View(customer=True), **said)
    assert [row.lane for row in whole.emotions] == ["customer", "frontstage", "backstage"]
    assert [row.lane for row in part.emotions] == ["customer"]
    # Counting goes on when the customer has gone.
    assert totals(whole)[0][1:] == ["wait 2 min", "work 30 s"]
    assert totals(part)[0][1] == "wait 2 min"
    assert "30 s" not in " ".join(totals(part)[0])


def test_a_customer_sees_no_times_of_what_is_hidden():
    text = """blueprint kiosk "Kiosk"
step buy "Buy" {
  customer ask "Asks" start
  -> backstage look "Looks for it" time 3m
  -> customer take "Takes it" time 1m
}
"""
    blueprint = compile_source(Source("kiosk.blueprint", text)).blueprint
    assert blueprint
    assert totals(layout(blueprint))[0][1] == "work 4 min"
    assert totals(layout(blueprint, View(customer=True)))[0][1] == "work 1 min"


# ── marks ────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("said", ["start", "event start", "decision start"])
def test_a_start_has_a_dot_on_its_border_whatever_its_form(said: str):
    drawing = drawn(ask=said)
    asks = card(drawing, "buy.ask")
    assert asks.start
    assert asks.start.middle == (asks.box.x + 18, asks.box.y)
    assert [one.key for one in drawing.cards if one.start] == ["buy.ask"]
    assert "start" in [item.sign for item in drawing.legend]
    assert "start" not in [item.sign for item in drawn().legend]


@pytest.mark.parametrize(
    ("said", "word", "chinese"),
    [
        ("end served", "served", "达成"),
        ("end partly", "partly served", "部分达成"),
        ("end refused", "refused", "拒绝"),
        ("end lost", "lost", "流失"),
        ("mode manual", "manual", "人工"),
        ("mode assisted", "assisted", "半自动"),
    ],
)
def test_how_it_ends_and_how_it_is_done_stands_on_the_card(said: str, word: str, chinese: str):
    for head, expected in (("", word), ("language zh", chinese)):
        lines = [(line.role, line.text) for line in card(drawn(head=head, count=said), "buy.count").lines]
        assert ("detail", expected) in lines


@pytest.mark.parametrize("said", ["end", "mode automatic", ""])
def test_what_a_sign_says_is_not_said_in_words(said: str):
    assert [line.role for line in card(drawn(count=said), "buy.count").lines] == ["card"]


# ── the legend ───────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("head", ["", "language zh"])
def test_the_legend_of_one_step_ends_where_its_lanes_end(head: str):
    drawing = drawn(
        head=head + '\npersona kid "Kid"',
        ask='start critical wait { fail queue "Too long" }',
        sell="mode automatic for kid",
        count="end",
    )
    right = drawing.lanes[0].box.right
    assert len(drawing.legend) >= 7
    assert max(item.line.left + item.line.width for item in drawing.legend) <= right
    places = [item.box for item in drawing.legend]
    assert len({(box.x, box.y) for box in places}) == len(places)
    assert max(box.bottom for box in places) < drawing.height
