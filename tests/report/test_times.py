"""Times in the report: the ladder, the critical path and what stands beside it, promises. Every number here is worked out by hand."""

from __future__ import annotations

from pathlib import Path

import pytest
from blueprint.renderers.charts import Bars, Timeline
from blueprint.renderers.report.axes import axis, ticks
from blueprint.renderers.report.time.course import critical
from blueprint.renderers.report.time.promised import promised
from blueprint.renderers.report.time.timing import times

from blueprint.analysis.facts import gather
from blueprint.analysis.journey.promises import promises
from blueprint.analysis.motion.limits.limits import held_by, limit_of
from blueprint.analysis.motion.results import headline
from blueprint.compiler import compile_source
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.values import TimeSpan
from blueprint.view import View

from ..html_page import Page
from ..page_text import page_text
from ..paths import EXAMPLES, ROOT
from ..reports import cells_of, example, phrases_of, report, scene_of

# ── whether limits are kept ────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("span", "verdict"),
    [
        (None, ("unknown", 0)),
        (TimeSpan(usual_value=60), ("kept", 0)),
        (TimeSpan(usual_value=61), ("over", 1)),
        (TimeSpan(least=10, usual_value=50, most=70), ("may", 0)),
        (TimeSpan(median=40, p95=90), ("may", 0)),
        # A mere maximum counts as it stands.
        (TimeSpan(most=90), ("over", 30)),
        (TimeSpan(most=60), ("kept", 0)),
        (TimeSpan(least=50, most=90), ("over", 10)),
        (TimeSpan(least=50), ("may", 0)),
    ],
)
def test_a_time_against_a_limit_of_a_minute(span: TimeSpan | None, verdict: tuple[str, float]):
    found = held_by(span, TimeSpan(usual_value=60))
    assert (found.verdict, found.by) == verdict


@pytest.mark.parametrize(
    ("times", "verdict"),
    [
        ("", ("unknown", 0)),
        ("wait", ("unknown", 0)),
        # Ends in time, whatever the standard means.
        ("time 50s", ("kept", 0)),
        ("wait 20s time 40s", ("kept", 0)),
        # Ends 30 s after it; if it is for the beginning, it is kept.
        ("time 90s", ("open", 30)),
        ("wait 20s time 1m", ("open", 20)),
        ("wait 70s", ("over", 10)),
        ("wait 70s time 5s", ("over", 10)),
        ("wait ..2m", ("over", 60)),
        ("wait p50 20s p95 70s time 10s", ("may", 0)),
        # A promise of a minute counts from somewhere else where the work takes 9 s; with 10 s it may be the same.
        ("time 9s", ("unknown", 0)),
        ("time 10s", ("kept", 0)),
    ],
)
def test_a_standard_of_a_minute_against_wait_and_work(times: str, verdict: tuple[str, float]):
    facts = gather(
        scene_of(
            'blueprint b "B"\nstep s "S" {\n  customer "Comes"\n'
            f'  <-> frontstage f "F" {times} {{ standard "Soon" within 1m }}\n}}\n'
        ).blueprint
    )
    limit = limit_of(facts, "standard", "s.f")
    assert limit is not None
    (found,) = limit.held
    assert (found.verdict, found.by) == verdict


def test_a_standard_is_for_the_end_of_what_is_called_too():
    text = (
        'blueprint b "B"\nstep s "S" {\n  customer c "Asks"\n'
        '  <-> frontstage f "F" wait 10s time 20s { standard "Solved" within 1m }\n'
        '  <-> backstage e "Expert" time 5m\n}\n'
    )
    limit = limit_of(gather(scene_of(text).blueprint), "standard", "s.f")
    assert limit is not None
    # 10 s of waiting and 5 min of the expert; the 20 s pass meanwhile.
    assert limit.held[0].taken.usual == 310
    assert limit.held[0].begins.usual == 10


# ── the ladder ─────────────────────────────────────────────────────────────────────────────────────────────

LADDER = """
blueprint b "B"
phase early "Early" {
  step one "One" {
    customer come "Comes" wait 10m target 4m time 2m value waste
    -> frontstage serve "Serves" time 3m target 5m value adding
  }
  step two "Two" {
    time 20m target 15m
    customer sit "Sits" wait 5m target 6m
  }
}
step three "Three" {
  customer go "Goes" time 5m value necessary
  -> frontstage wave "Waves" time 5m
}
step four "Four" { customer nod "Nods" }
"""


def test_the_ladder_has_waits_before_work_and_what_is_over_in_a_tone_of_its_own():
    section = times(phrases_of(LADDER))
    assert section is not None
    ladder = section.figures[0]
    assert isinstance(ladder, Bars)
    bars = [[(part.tone, part.length / 60) for part in bar.parts] for bar in ladder.bars]
    assert bars == [
        # 10 min of waiting, 4 of them within the target, and 2 min of the customer's; nobody waits for the service beside it.
        [("wait", 4), ("over", 6), ("work", 2)],
        # Of the 20 min of the step 5 are waiting; 15 of the 20 are within its target.
        [("wait", 5), ("unsaid", 10), ("over", 5)],
        [("work", 5)],
        [],
    ]
    # The marks: the end of the wait's target; the target of the step as a whole.
    assert [bar.limit and bar.limit / 60 for bar in ladder.bars] == [4, 15, None, None]
    assert [bar.text for bar in ladder.bars] == [
        "wait 10 min / 4 min · work 2 min",
        "wait 5 min / 6 min · 15 min not broken down · in all 20 min / 15 min",
        "work 5 min",
        "not measured",
    ]
    assert [tone for tone, _ in ladder.legend] == ["wait", "unsaid", "work", "over"]
    assert [tick.text for tick in ladder.ticks] == ["0 s", "5 min", "10 min", "15 min", "20 min"]


def test_phases_are_added_up_with_what_stands_in_none_and_the_whole():
    assert cells_of(times(phrases_of(LADDER)), 0) == [
        ["Early", "15 min", "2 min", "15 min", "32 min", "86%"],
        ["No phase", "", "5 min", "", "5 min", "14%"],
        ["Whole service", "15 min", "7 min", "15 min", "37 min", "100%"],
    ]


def test_work_is_shared_out_between_value_and_waste():
    # 3 min add value, 5 are necessary, 2 are waste; of the 5 min of waving nobody says it. Waits are no work.
    section = times(phrases_of(LADDER))
    assert section is not None
    (whole,) = section.figures[1].bars  # type: ignore[union-attr]
    assert [(part.tone, part.text) for part in whole.parts] == [
        ("adding", "3 min · 20%"), ("necessary", "5 min · 33%"), ("waste", "2 min · 13%"), ("plain", "5 min · 33%"),
    ]  # fmt: skip
    # Only of two thirds of the work the value is said: no share of it stands in a headline.
    assert whole.text == "3 min adding value, 5 min necessary, 2 min waste, 5 min not stated"
    said = LADDER.replace('"Waves" time 5m', '"Waves" time 5m value waste')
    (whole,) = times(phrases_of(said)).figures[1].bars  # type: ignore[union-attr]
    assert whole.text == "20% adds value"
    assert len(times(phrases_of(LADDER.replace("value", "status observed #"))).figures) == 1  # type: ignore[union-attr]


def test_limits_of_actions_stand_with_their_times():
    text = LADDER.replace("value necessary", 'standard "At once" within 3m')
    assert cells_of(times(phrases_of(text)), 1) == [
        ["Serves 1 One Frontstage", "Target", "5 min", "3 min", "3 min", "within target"],
        [
            "Goes At once 3 Three Customer",
            "Standard",
            "3 min",
            "5 min",
            "5 min",
            "over by 2 min if it is for the end",
        ],
    ]


# ── the critical path ──────────────────────────────────────────────────────────────────────────────────────

FORK = """
blueprint b "B"
time 40m target 30m
phase all "All" {
  time 20m
  step one "One" {
    time 10m target 5m
    customer order "Orders" time 2m
    -> frontstage take "Takes the order" time 1m
    take -> backstage cook "Cooks" wait 4m time 10m bottleneck
    take -> backstage lay "Lays the table" time 3m
  }
}
step two "Two" {
  cook -> frontstage ask "Is it well done?" decision
  lay -> ask
  ask -> customer eat "Eats" time 15m when "yes" 80%
  ask -> backstage warm "Warms it" time 5m when "no" 15%
  warm -> eat
  ask -> cook "not at all" 5% max 1
  eat <-> frontstage pour "Pours" time 6m
}
"""
#: The same without what the whole, the phase and the step say of themselves, so that all times are those of the actions.
PLAIN = (
    FORK.replace("    time 10m target 5m\n", "")
    .replace("  time 20m\n", "")
    .replace("time 40m target 30m\n", "")
)


def test_the_terms_of_the_usual_way_stand_in_order_and_add_up():
    # 2 + 1 + 4 + 10 + 15 = 32 min; laying the table is shorter, pouring happens while eating.
    assert cells_of(critical(phrases_of(PLAIN)), 0) == [
        ["1", "Orders 1 One", "Customer", "work", "2 min", "2 min", "6.3%"],
        ["2", "Takes the order 1 One", "Frontstage", "work", "1 min", "3 min", "3.1%"],
        ["3", "Cooks 1 One bottleneck", "Backstage", "wait", "4 min", "7 min", "13%"],
        ["4", "Cooks 1 One bottleneck", "Backstage", "work", "10 min", "17 min", "31%"],
        ["5", "Eats 2 Two", "Customer", "work", "15 min", "32 min", "47%"],
        ["Σ", "Lead time", "", "", "32 min", "32 min", "100%"],
    ]
    section = critical(phrases_of(PLAIN))
    assert section is not None
    assert section.note is not None
    assert "takes 32 min;" in section.note
    chart = section.figures[0]
    assert isinstance(chart, Timeline)
    drawn = [
        (course.label, [(one.tone, one.start / 60, one.end / 60) for one in course.stretches])
        for course in chart.courses
    ]
    assert drawn == [
        ("Orders", [("work", 0, 2)]),
        ("Takes the order", [("work", 2, 3)]),
        ("Cooks", [("wait", 3, 7), ("work", 7, 17)]),
        ("Eats", [("work", 17, 32)]),
    ]


def test_what_a_step_states_beyond_its_actions_is_a_term_of_its_own():
    text = PLAIN.replace('step two "Two" {', 'step two "Two" {\n  time 20m')
    rows = cells_of(critical(phrases_of(text)), 0)
    # Eating takes 15 of the 20 min.
    assert rows[4] == ["5", "2 Two", "", "not broken down", "5 min", "22 min", "14%"]
    assert rows[-1][4] == "37 min"


def test_without_times_there_is_no_critical_path():
    text = 'blueprint b "B"\nstep s "S" {\n  customer "Comes"\n  -> frontstage "Serves"\n}\n'
    assert critical(phrases_of(text)) is None


def test_slack_is_what_may_be_added_before_the_whole_takes_longer():
    facts = gather(scene_of(PLAIN).blueprint)
    found = headline(facts).slack
    # Laying the table: 14 min of cooking less 3 of its own. Pouring: 15 min of eating less 6.
    assert found == {"one.lay": 11 * 60, "two.pour": 9 * 60}
    assert cells_of(critical(phrases_of(PLAIN)), 1) == [
        ["Lays the table 1 One Backstage", "3 min", "11 min"],
        ["Pours 2 Two Frontstage", "6 min", "9 min"],
    ]
    for key, spare in found.items():
        name, minutes = key.partition(".")[2], {"lay": 3, "pour": 6}[key.partition(".")[2]]
        for more, longer in ((0, 0), (60, 60)):
            seconds = minutes * 60 + spare + more
            line = next(one for one in PLAIN.splitlines() if f" {name} " in one and "time" in one)
            slower = PLAIN.replace(line, line.replace(f"time {minutes}m", f"time {seconds:g}s"))
            assert critical_seconds(slower) == 32 * 60 + longer


def critical_seconds(text: str) -> float:
    section = critical(phrases_of(text))
    assert section is not None
    chart = section.figures[0]
    assert isinstance(chart, Timeline)
    return chart.courses[-1].stretches[-1].end


def test_a_long_path_is_drawn_by_steps():
    actions = "\n".join(f'  customer a{number} "A{number}" time 1m' for number in range(20))
    text = f'blueprint b "B"\nstep one "One" {{\n{actions}\n}}\nstep two "Two" {{\n{actions}\n}}\n'
    section = critical(phrases_of(text))
    assert section is not None
    chart = section.figures[0]
    assert isinstance(chart, Timeline)
    assert [(course.label, len(course.stretches)) for course in chart.courses] == [
        ("1 One", 20),
        ("2 Two", 20),
    ]
    # One for each term, and their sum.
    assert len(section.tables[0].rows) == 41


# ── promises ───────────────────────────────────────────────────────────────────────────────────────────────

PROMISES = """
blueprint b "B"
owner "The house"
time 2h target 2h
role clerk "Clerk"
channel web "Web"
phase early "Early" {
  time 1h target 1h
  owner clerk
  step one "One" {
    time 9m target 30m
    owner "One's owner"
    customer come "Comes"
    <-> frontstage serve "Serves" by clerk via web {
      standard "Served" within 20s
      fail lost "Lost" severity 5 { recover "Look again"; within 10m; owner clerk }
    }
    <-> backstage fetch "Fetches" { standard "Fetched" within 5m }
  }
}
step two "Two" {
  time 9m target 15m
  customer go "Goes"
  -> frontstage wave "Waves" { standard "Waved" }
}
risk flood "Flood" { contingency "Pump" within 3h; contingency "Pray" }
feedback loop "Loop" via web {
  respond 1h simple
  respond 4h complex
  resolve 1d simple
  resolve 3d complex
  inform "By mail" within 12h
  verify "By phone"
  owner clerk
}
"""


def test_promises_stand_by_time_with_what_they_take_and_who_answers_for_them():
    assert cells_of(promised(phrases_of(PROMISES)), 0) == [
        ["20 s", "Served Serves 1 One Frontstage", "Standard", "the beginning", "", "not known", "Clerk", "Web"],
        ["5 min", "Fetched Fetches 1 One Backstage", "Internal standard", "the beginning", "", "not known", "One's owner", ""],
        ["10 min", "Look again Lost 1 One Frontstage", "Recovery", "the failure", "", "not known", "Clerk", "Web"],
        ["15 min", "2 Two", "Time target", "the beginning", "9 min", "within target", "The house", ""],
        # What the phase states beyond this step is no part of it.
        ["30 min", "1 One", "Time target", "the beginning", "9 min", "within target", "One's owner", ""],
        ["1 h", "Early", "Time target", "the beginning", "1 h", "within target", "Clerk", ""],
        ["1 h", "Loop simple", "Respond", "receipt", "", "not known", "Clerk", "Web"],
        ["2 h", "Whole service", "Time target", "the beginning", "2 h", "within target", "The house", ""],
        ["3 h", "Pump Flood", "Contingency", "the incident", "", "not known", "", ""],
        ["4 h", "Loop complex", "Respond", "receipt", "", "not known", "Clerk", "Web"],
        ["1 d", "Loop simple", "Resolve", "receipt", "", "not known", "Clerk", "Web"],
        # What follows the resolution: 1 d + 12 h, 3 d + 12 h.
        ["12 h 1 d 12 h after receipt", "By mail Loop simple", "Inform", "resolution", "", "not known", "Clerk", "Web"],
        ["3 d", "Loop complex", "Resolve", "receipt", "", "not known", "Clerk", "Web"],
        ["12 h 3 d 12 h after receipt", "By mail Loop complex", "Inform", "resolution", "", "not known", "Clerk", "Web"],
    ]  # fmt: skip


def test_promises_are_held_against_the_ways_of_a_case():
    # Of the worst way: 14 min of cooking once more, with the 3 min that the phase has left into which it goes back, and 5 min to warm it.
    text = FORK.replace("    time 10m target 5m\n", "")
    (row,) = cells_of(promised(phrases_of(text)), 0)
    assert row[4:6] == ["40 min at most 1 h 2 min", "over by 10 min"]


def test_nobody_answers_for_a_contingency_without_an_owner():
    section = promised(phrases_of(PROMISES))
    assert section is not None
    kinds = [column.title for column in section.tables[0].columns]
    who = [row.cells[kinds.index("Answers for it")] for row in section.tables[0].rows]
    assert [cell.wanted for cell in who] == [number == 8 for number in range(14)]


def test_the_owner_of_a_step_answers_for_recoveries_that_name_nobody():
    section = promised(phrases_of(PROMISES.replace("within 10m; owner clerk", "within 10m")))
    recovery = next(row for row in cells_of(section, 0) if row[2] == "Recovery")
    assert recovery[6] == "One's owner"


def test_seconds_and_days_share_an_axis_only_by_their_logarithm():
    section = promised(phrases_of(PROMISES))
    assert section is not None
    chart = section.figures[0]
    assert isinstance(chart, Timeline)
    assert chart.logarithmic
    assert chart.title.endswith("logarithmic")
    assert [tick.text for tick in chart.ticks] == [
        "0 s", "10 s", "1 min", "10 min", "1 h", "6 h", "1 d", "7 d",
    ]  # fmt: skip
    assert [(one.start, one.end) for course in chart.courses for one in course.stretches][-3:] == [
        (86400, 129600), (0, 259200), (259200, 302400),
    ]  # fmt: skip
    near = axis(phrases_of(PROMISES), "T", [60.0, 3600.0])
    assert not near.logarithmic
    assert [tick.text for tick in near.ticks] == [
        "0 s",
        "10 min",
        "20 min",
        "30 min",
        "40 min",
        "50 min",
        "1 h",
    ]


def test_an_axis_ends_at_a_round_time_that_is_not_less_than_the_greatest_value():
    phrases = phrases_of(PROMISES)
    for most in (0.3, 1, 7, 59, 61, 301, 3599, 3601, 90000, 700000, 4e7, 4e11):
        found = ticks(phrases, most)
        assert found[0].at == 0
        assert found[-2].at < most <= found[-1].at * (1 + 1e-9)
        assert 2 <= len(found) <= 7


def test_what_follows_a_resolution_without_limit_has_no_place_on_the_axis():
    text = PROMISES.replace("  resolve 1d simple\n  resolve 3d complex\n", "")
    last = promises(gather(scene_of(text).blueprint))
    informed = next(one for one in last if one.kind == "inform")
    assert (informed.begins, informed.ends) == (None, None)
    section = promised(phrases_of(text))
    assert "12 h" in [row[0] for row in cells_of(section, 0)]
    assert section is not None
    assert not [course for course in section.figures[0].courses if course.label.startswith("Inform")]  # type: ignore[union-attr]


def test_more_promises_than_a_chart_can_show_get_a_chart_for_each_sort():
    actions = "\n".join(
        f'  <-> frontstage f{number} "F{number}" {{ standard "S" within {number + 1}m }}'
        for number in range(40)
    )
    text = f'blueprint b "B"\nstep s "S" {{\n  time 5m target 5m\n  customer c "C"\n{actions}\n}}\n'
    section = promised(phrases_of(text))
    assert section is not None
    assert [(chart.title, len(chart.courses)) for chart in section.figures] == [  # type: ignore[union-attr]
        ("Standard", 40), ("Time target", 1),
    ]  # fmt: skip


# ── parts, and files without times ─────────────────────────────────────────────────────────────────────────


def test_nothing_is_said_of_times_where_there_are_none():
    page = Page(report('blueprint b "B"\nstep s "S" {\n  customer "Comes"\n}\n'))
    assert not {"times", "critical", "promises"} & set(page.sections)


def test_zeros_break_nothing():
    text = (
        'blueprint b "B"\nstep s "S" {\n  customer c "C" wait 0s target 0s time 0s target 0s emotion 0\n'
        '  -> frontstage f "F" time 0s value adding { standard "S" within 0s }\n}\n'
        'feedback f "F" { respond 0s; resolve 0s; inform "x" within 0s; verify "y" within 0s }\n'
    )
    assert "promises" in Page(report(text)).sections


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_customers_see_no_path_and_a_part_has_sums_of_its_own(path: Path):
    compiled = compile_source(Source("test.blueprint", example(path)))
    customer = Page(report(scene(compiled, View(customer=True))))
    assert {"steps", "promises"} <= set(customer.sections)
    assert "times" not in customer.sections
    # Without the lanes behind the line of visibility there is no path from end to end.
    assert "critical" not in customer.sections
    assert compiled.blueprint is not None
    hidden = [
        one.text
        for one in compiled.blueprint.actions.values()
        if compiled.blueprint.lanes[one.lane].kind in ("backstage", "support", "management")
    ]
    rows = {text for texts in customer.rows.values() for text in texts}
    assert not rows & set(hidden)
    for step in compiled.blueprint.steps:
        part = Page(report(scene(compiled, View(only=step))))
        assert not [link for link in part.links if link.startswith("#") and link[1:] not in part.ids]


def test_a_part_does_not_call_its_sums_those_of_the_whole():
    part = phrases_of(LADDER, View(only="one"))
    assert cells_of(times(part), 0)[-1][0] == "Shown here"


def test_what_is_due_after_or_before_another_action_is_a_promise_that_counts_from_there():
    text = """
blueprint b "B"
owner "Shop"
step s "S" {
  customer call "Calls"
  -> frontstage note "Notes it"
  note -> frontstage back "Calls back" due 3h after note
  frontstage warn "Warns" due 1d before call
}
"""
    assert [(one.kind, one.about, one.ends, one.after) for one in promises(gather(scene_of(text).blueprint))] == [
        ("due", "s.back", 3 * 3600, "s.note"),
        ("due", "s.warn", None, "s.call"),
    ]  # fmt: skip
    after, before = (texts for row, texts in Page(report(text)).rows.items() if row.startswith("promise-"))
    assert after[0] == "3 h"
    assert {"Calls back", "Due", "“Notes it”", "Shop"} <= set(after)
    assert {"1 d", "Warns", "Due", "until “Calls”", "not known"} <= set(before)


def test_the_mean_is_no_less_than_what_is_known_of_ways_that_end_otherwise():
    text = (ROOT / "tests/motion/cases/t_rest.blueprint").read_text("utf-8")
    page = page_text(report(text))
    # Of the 5 d that the service states nobody knows how much the lost ones take.
    assert "mean ≥ 3 d 48 s" in page
    assert "a case takes ≥ 3 d 48 s on average" in page
