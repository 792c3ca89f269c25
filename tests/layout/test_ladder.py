"""The time ladder: what it says of a step, and of all, for ways that differ."""

from __future__ import annotations

import pytest

from blueprint.compiler import compile_source
from blueprint.drawing import Drawing, TimeRow
from blueprint.layout import layout
from blueprint.layout.mirroring import turned
from blueprint.source import Source
from blueprint.view import View

HEAD = 'blueprint x "X"\n'


def drawn(text: str, view: View | None = None) -> Drawing:
    compiled = compile_source(Source("x.blueprint", HEAD + text))
    assert compiled.blueprint
    assert not compiled.errors, compiled.errors
    return layout(compiled.blueprint, view or View())


def row_of(drawing: Drawing) -> TimeRow:
    (row,) = drawing.times
    return row


def lines(row: TimeRow, kind: str) -> list[str]:
    return [line.text for bar in row.bars if bar.kind == kind for line in bar.lines]


def totals(row: TimeRow) -> list[str]:
    return [line.text for line in row.totals]


def two_waits(first: str, second: str) -> str:
    return f"""step m "M" {{
  customer come "Comes" start
  -> frontstage ask "Urgent?" decision time 4m
  ask -> customer soon "Waits" when "yes" {first} wait 10m
  ask -> customer late "Waits long" when "no" {second} wait 2h
  soon -> frontstage see "Sees"
  late -> see
  see -> customer home "Goes" end served
}}
"""


def test_alternatives_are_not_added_up():
    row = row_of(drawn(two_waits("50%", "50%")))
    assert lines(row, "wait") == ["wait 1 h 5 min on average", "10 min or 2 h"]
    assert lines(row, "work") == ["4 min"]
    assert totals(row)[:5] == [
        "Total, on average",
        "wait 1 h 5 min",
        "work 4 min",
        "in all 1 h 9 min",
        "usual way 14 min",
    ]
    assert "2 h 10 min" not in " ".join(map(str, row.bars))


def test_without_shares_the_usual_way_is_told_and_what_else_there_is():
    row = row_of(drawn(two_waits("", "")))
    assert lines(row, "wait") == ["wait 10 min", "otherwise 2 h"]
    assert totals(row)[0] == "Total, usual way"
    assert "in all 14 min" in totals(row)
    assert " ".join(totals(row)).count("no share known: 14 min to 2 h 4 min") == 1


def test_a_step_of_another_way_alone_has_no_bar_but_its_time():
    text = """step a "A" {
  customer come "Comes" start
  -> frontstage ask "Fine?" decision time 1m
  ask -> customer home "Goes" when "yes" end served
}
step b "B" {
  ask -> customer mend "Has it mended" when "no" time 3h
  -> customer leave "Leaves" end refused
}
"""
    row = row_of(drawn(text))
    assert [bar.step for bar in row.bars] == ["a"]
    assert [line.text for line in row.notes] == ["on other ways 3 h"]


def test_a_step_that_some_cases_come_to_says_how_many():
    text = """step a "A" {
  customer come "Comes" start
  -> frontstage ask "Fine?" decision time 1m
  ask -> customer home "Goes" when "yes" 75% end served
}
step b "B" {
  ask -> customer mend "Has it mended" when "no" 25% time 3h
}
"""
    row = row_of(drawn(text))
    assert [line.text for line in row.notes] == ["for 25 of 100"]
    assert "work 46 min" in totals(row)


def test_what_nobody_broke_down_goes_on_where_the_work_ends():
    row = row_of(drawn('step a "A" {\n time 10m\n customer come "Comes" time 4m\n}\n'))
    work, rest = row.bars
    assert (work.kind, rest.kind) == ("work", "rest")
    assert rest.box.x == pytest.approx(work.box.right)
    assert lines(row, "work") == ["4 min + 6 min not broken down"]
    assert rest.lines == ()


def test_a_step_over_its_target_is_red_behind_the_mark_whatever_is_broken_down():
    row = row_of(drawn('step a "A" {\n time 10m target 5m\n customer come "Comes" time 4m\n}\n'))
    work, rest = row.bars
    assert rest.over is not None
    assert rest.target == pytest.approx(rest.over.x)
    assert rest.target == pytest.approx(work.box.x + 176 / 2)


def test_a_step_with_waits_is_held_against_its_target_as_a_whole():
    text = 'step a "A" {\n time 10m target 5m\n customer come "Comes" wait 3m time 4m\n}\n'
    row = row_of(drawn(text))
    assert [line.text for line in row.over] == ["in all 10 min / 5 min"]
    assert not any(bar.is_late for bar in row.bars)


def test_where_nothing_leads_anywhere_the_times_are_summed_up_and_called_so():
    text = """step a "A" {
  customer ask "Asks" wait 5m
  frontstage tell "Tells" time 3m
  frontstage note "Notes" time 2m
}
"""
    row = row_of(drawn(text))
    assert totals(row) == ["Sum of what is written", "wait 5 min", "work 5 min"]


def test_it_is_said_for_whom_the_times_are():
    text = """persona new "New"
step s "S" {
  customer come "Comes" start
  -> frontstage greet "Greets" time 5m
  greet -> frontstage teach "Teaches" time 10m for new
  teach -> customer go "Goes" end served
  greet -> go
}
"""
    row = row_of(drawn(text))
    assert [line.text for line in row.heading] == ["Time", "for anyone else"]


def test_a_part_has_the_times_that_it_has_in_the_whole():
    text = """step a "A" {
  customer come "Comes" start time 1m
  -> frontstage ask "Fine?" decision
  ask -> customer home "Goes" when "yes" 75% end served
}
step b "B" {
  ask -> customer mend "Has it mended" when "no" 25% time 3h
}
"""
    whole, part = row_of(drawn(text)), row_of(drawn(text, View(only="b")))
    assert lines(whole, "work")[1:] == lines(part, "work") == ["3 h"]
    assert [line.text for line in part.notes] == ["for 25 of 100"]
    assert totals(part) == ["Total, on average", "work 45 min"]


@pytest.mark.parametrize("language", ["en", "zh", "ar", "es", "ja"])
def test_lines_stay_in_their_column(language: str):
    text = f"""language {language}
step a "A" {{
  time 3h
  customer come "Comes" start time 1h2m3s
  -> frontstage ask "Again?" decision time 1m5s wait 2m15s
  ask -> come when "yes" 40% max 2
}}
step b "B" {{
  ask -> customer home "Goes" when "no" 60% time 7s end served
}}
"""
    drawing = turned(drawn(text))
    row = row_of(drawing)
    columns = {step.key: step.box for step in drawing.steps}
    for bar in row.bars:
        for line in bar.lines:
            assert line.left >= columns[bar.step].x - 1
            assert line.left + line.width <= columns[bar.step].right + 1
    ys = sorted({line.y for bar in row.bars for line in bar.lines} | {bar.box.y for bar in row.bars})
    assert all(line.y < row.box.bottom for bar in row.bars for line in bar.lines)
    assert ys
    upper = [line.y for bar in row.bars if bar.kind == "wait" for line in bar.lines]
    lower = [bar.box.y for bar in row.bars if bar.kind == "work"]
    assert max(upper) < min(lower)
    right = max(line.left + line.width for bar in row.bars for line in bar.lines if bar.step == "b")
    assert all(line.left > right for line in row.totals)
