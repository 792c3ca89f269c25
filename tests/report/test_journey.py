"""The journey in the report: phases and channels, feelings and what stays in mind, feedback loops. Every number is worked out by hand."""

from __future__ import annotations

import pytest
from blueprint.renderers.charts import Curve, Timeline
from blueprint.renderers.report.change.feedback_loops import feedback
from blueprint.renderers.report.contents import groups
from blueprint.renderers.report.journey.channels import channels
from blueprint.renderers.report.journey.emotions import emotions
from blueprint.renderers.report.page import links

from blueprint.analysis.facts import gather
from blueprint.analysis.improvement.feedback_loops import Gap, deadlines, gaps
from blueprint.analysis.journey.emotions import felt, promised_at, remembered
from blueprint.view import View

from ..html_page import Page
from ..reports import cells_of, phrases_of, report, scene_of

# ── phases and channels ────────────────────────────────────────────────────────────────────────────────────

MEETINGS = """
blueprint b "B"
channel web "Web"
channel desk "Desk"
channel post "Post"
channel pulse "Pulse"
phase early "Early" {
  step one "One" {
    customer come "Comes"
    <-> frontstage greet "Greets" via web, desk
    <-> frontstage smile "Smiles"
    <-> frontstage ask "Asks" via web
    come -> backstage note "Notes" via post
  }
}
phase late "Late" {
  step two "Two" { backstage pack "Packs" }
}
step three "Three" {
  customer call "Calls" via desk
}
feedback loop "Loop" via pulse { respond 1h }
"""


def test_touchpoints_stand_in_their_phases_and_channels_with_totals():
    section = channels(phrases_of(MEETINGS))
    assert section is not None
    assert [column.title for column in section.tables[0].columns] == [
        "Phase", "Web", "Desk", "Post", "Pulse", "No channel named", "Touchpoints",
    ]  # fmt: skip
    assert cells_of(section, 0) == [
        # "Greets" stands in two channels and counts once.
        ["Early", "Greets Asks", "Greets", "–", "–", "Smiles", "3"],
        ["Late", "–", "–", "–", "–", "–", "0"],
        ["No phase", "–", "Calls", "–", "–", "–", "1"],
        # What happens backstage is no touchpoint, whatever channel it names; feedback alone uses the last one.
        ["Touchpoints", "2", "2", "0", "0 Loop", "1", "4"],
    ]


def test_gaps_are_toned_a_phase_without_touchpoints_and_a_channel_without_use():
    section = channels(phrases_of(MEETINGS))
    assert section is not None
    tones = [[cell.tone for cell in row.cells] for row in section.tables[0].rows]
    assert tones == [
        ["", "heat-2", "heat-1", "", "", "risk-medium", ""],
        ["", "", "", "", "", "", "risk-medium"],
        ["", "", "heat-1", "", "", "", ""],
        ["", "", "", "risk-medium", "", "", ""],
    ]
    page = Page(report(MEETINGS))
    assert [link for link in page.row_links["channel-1"] if link.startswith("#card-")]


def test_without_phases_the_steps_are_the_rows_and_a_part_shows_the_channels_that_it_uses():
    flat = (
        'blueprint b "B"\nchannel web "Web"\nstep one "One" {\n  customer "Comes"\n  <-> frontstage "Greets" via web\n}\n'
        'step two "Two" {\n  customer "Goes"\n}\n'
    )
    assert cells_of(channels(phrases_of(flat)), 0) == [
        ["1 One", "Greets", "1"],
        ["2 Two", "–", "0"],
        ["Touchpoints", "1", "1"],
    ]
    part = channels(phrases_of(MEETINGS, View(only="one")))
    assert part is not None
    assert [column.title for column in part.tables[0].columns] == [
        "Phase", "Web", "Desk", "No channel named", "Touchpoints",
    ]  # fmt: skip


def test_there_is_no_matrix_without_channels_or_touchpoints():
    assert (
        channels(phrases_of('blueprint b "B"\nstep s "S" {\n  customer c "C"\n  <-> frontstage f "F"\n}\n'))
        is None
    )
    assert (
        channels(phrases_of('blueprint b "B"\nchannel web "Web"\nstep s "S" {\n  customer c "C"\n}\n'))
        is None
    )


# ── feelings ───────────────────────────────────────────────────────────────────────────────────────────────

FEELINGS = """
blueprint b "B"
lanes {
  customer patient "Patient"
  customer family "Family"
  --- interaction ---
  frontstage desk "Desk"
  --- visibility ---
  backstage back "Back"
}
step one "One" {
  patient come "Comes" emotion 1 "At last" expects "A chair"
  <-> desk greet "Greets" emotion -1 "Again" { standard "By name" within 30s }
  patient sit "Sits" critical emotion -2 "How long?"
  family worry "Worries" emotion 0
}
step two "Two" {
  patient hear "Hears" emotion 1
  -> back file "Files" emotion 1 "Progress"
  patient ask "Is it well?" decision
  ask -> patient leave "Leaves" end served emotion 2 "Thanks" when "yes" 90%
  ask -> patient quit "Gives up" end lost when "no" 10%
  family drive "Drives home" emotion -1
}
"""


def test_each_customer_has_a_curve_and_all_staff_have_one():
    section = emotions(phrases_of(FEELINGS))
    assert section is not None
    curves = [chart for chart in section.figures if isinstance(chart, Curve)]
    assert [curve.title for curve in curves] == [
        "Customer emotions from step to step · Patient",
        "Customer emotions from step to step · Family",
        "Staff emotions",
    ]
    assert [[stop.value for stop in curve.stops] for curve in curves] == [[1, -2, 1, 2], [0, -1], [-1, 1]]
    patient = curves[0].stops
    # The moment of truth carries its sign; what is said is in the text.
    assert [stop.label for stop in patient] == ["1 One", "E1 1 One", "2 Two", "2 Two"]
    assert [stop.tone for stop in patient] == ["good", "bad", "good", "good"]
    assert patient[1].text == "Sits · “How long?”"
    assert [tick.text for tick in curves[0].ticks] == ["−2", "−1", "0", "+1", "+2"]


def test_the_peak_the_lowest_point_and_every_end_are_named():
    facts = gather(scene_of(FEELINGS).blueprint)
    assert list(felt(facts, customers=True)) == ["patient", "family"]
    patient = remembered(facts, "patient")
    assert patient.highest == ("two.leave",)
    assert patient.lowest == ("one.sit",)
    # +2 and −2 are equally intense.
    assert patient.peak == ("one.sit", "two.leave")
    assert patient.ends == ("two.leave", "two.quit")
    family = remembered(facts, "family")
    assert (family.highest, family.lowest, family.peak) == (("one.worry",), ("two.drive",), ("two.drive",))
    # Nothing is called an end there, so the last action is it.
    assert family.ends == ("two.drive",)
    rows = cells_of(emotions(phrases_of(FEELINGS)), 0)
    assert [row[:3] for row in rows[:4]] == [
        ["Highest point peak", "Leaves 2 Two Patient", "+2"],
        ["Lowest point peak", "Sits 1 One Patient", "−2"],
        ["End peak", "Leaves 2 Two Patient", "+2"],
        # Nobody said how it feels to give up.
        ["End", "Gives up 2 Two Patient", ""],
    ]
    section = emotions(phrases_of(FEELINGS))
    assert section is not None
    assert section.tables[0].rows[3].cells[2].wanted


def test_feelings_that_are_all_the_same_have_no_highest_and_no_lowest_point():
    text = 'blueprint b "B"\nstep s "S" {\n  customer a "A" emotion 1\n  customer b "B" emotion 1\n}\n'
    memory = remembered(gather(scene_of(text).blueprint), "customer")
    assert (memory.highest, memory.lowest, memory.peak, memory.ends) == ((), (), ("s.a", "s.b"), ("s.b",))
    even = gather(scene_of(text.replace("emotion 1", "emotion 0")).blueprint)
    assert remembered(even, "customer").peak == ()


def test_expectations_stand_beside_what_is_promised():
    facts = gather(scene_of(FEELINGS).blueprint)
    assert promised_at(facts, "one.come") == ["one.greet"]
    # The journey leads from one action to the next; it promises nothing.
    assert promised_at(facts, "one.sit") == []
    section = emotions(phrases_of(FEELINGS))
    assert section is not None
    titles = [column.title for column in section.tables[1].columns]
    rows = [dict(zip(titles, row, strict=True)) for row in cells_of(section, 1)]
    assert [(row["Action"], row["Emotion"], row["In their words"]) for row in rows[:2]] == [
        ("Comes", "+1", "“At last”"), ("Sits E1", "−2", "“How long?”"),
    ]  # fmt: skip
    assert (rows[0]["Expects"], rows[0]["What is promised there"]) == ("A chair", "By name within 30 s")
    promises = [row.cells[titles.index("What is promised there")] for row in section.tables[1].rows]
    # A moment of truth at which nothing is promised is a gap; an action of which nothing is expected is none.
    assert [cell.wanted for cell in promises] == [False, True, False, False, False, False]
    assert [row[0] for row in cells_of(section, 2)] == ["Greets 1 One Desk", "Files 2 Two Back"]


def test_customers_see_no_feelings_of_staff():
    section = emotions(phrases_of(FEELINGS, View(customer=True)))
    assert section is not None
    assert "Staff emotions" not in [table.title for table in section.tables]
    assert len(section.figures) == 2


def test_an_expectation_alone_is_told_and_one_feeling_makes_no_curve():
    text = 'blueprint b "B"\nstep s "S" {\n  customer c "C" expects "Peace"\n}\n'
    section = emotions(phrases_of(text))
    assert section is not None
    assert section.figures == ()
    assert "Peace" in cells_of(section, 0)[0]
    one = emotions(phrases_of(text.replace("expects", "emotion 1 expects")))
    assert one is not None
    assert one.figures == ()
    assert emotions(phrases_of(text.replace('expects "Peace"', ""))) is None


# ── feedback loops ─────────────────────────────────────────────────────────────────────────────────────────

LOOPS = """
blueprint b "B"
channel mail "Mail"
step s "S" {
  customer tell "Tells"
}
feedback full "Full" via mail after tell {
  thank "Thanks"
  respond 1h simple
  respond 6h complex
  resolve 1d simple
  resolve 3d complex
  inform "By letter" within 12h
  verify "By phone" within 1w
  owner "Somebody"
}
feedback bare "Bare"
feedback half "Half" via mail {
  respond 2h simple
  resolve 2d
  inform "By letter"
  owner "Somebody"
}
"""
HOUR, DAY = 3600, 86400


def test_what_follows_the_resolution_is_chained_to_it_case_by_case():
    loop = scene_of(LOOPS).blueprint.feedback["full"]
    assert [(one.part, one.case, one.begins, one.ends) for one in deadlines(loop)] == [
        ("respond", "simple", 0, HOUR),
        ("respond", "complex", 0, 6 * HOUR),
        ("resolve", "simple", 0, DAY),
        ("resolve", "complex", 0, 3 * DAY),
        ("inform", "simple", DAY, DAY + 12 * HOUR),
        ("inform", "complex", 3 * DAY, 3 * DAY + 12 * HOUR),
        ("verify", "simple", DAY, 8 * DAY),
        ("verify", "complex", 3 * DAY, 10 * DAY),
    ]


@pytest.mark.parametrize(
    ("name", "missing"),
    [
        ("full", []),
        (
            "bare",
            [Gap("respond"), Gap("resolve"), Gap("inform"), Gap("verify"), Gap("owner"), Gap("channel")],
        ),
        ("half", [Gap("respond", "complex"), Gap("inform", "time"), Gap("verify")]),
    ],
)
def test_open_ends_of_a_loop(name: str, missing: list[Gap]):
    assert list(gaps(scene_of(LOOPS).blueprint.feedback[name])) == missing


def test_loops_are_told_with_their_limits_and_what_they_leave_open():
    section = feedback(phrases_of(LOOPS))
    full, bare, half = cells_of(section, 0)
    assert full == [
        "Full", "Mail", "Tells", "Thanks", "1 h simple 6 h complex", "1 d simple 3 d complex",
        "By letter within 12 h 1 d 12 h after receipt simple 3 d 12 h after receipt complex",
        "By phone within 1 w 8 d after receipt simple 10 d after receipt complex", "Somebody", "",
    ]  # fmt: skip
    assert bare[-1] == (
        "Respond: missing Resolve: missing Inform: missing Verify: missing Owner: missing Channel: missing"
    )
    assert half[-1] == "Respond: no time limit (complex) Inform: no time limit Verify: missing"
    assert section is not None
    wanted = [[cell.wanted for cell in row.cells] for row in section.tables[0].rows]
    assert [sum(row) for row in wanted] == [0, 6, 1]


def test_each_loop_with_limits_has_a_timeline_from_the_receipt_on():
    section = feedback(phrases_of(LOOPS))
    assert section is not None
    charts = [chart for chart in section.figures if isinstance(chart, Timeline)]
    assert [chart.title for chart in charts] == [
        "Full: when each part is due · logarithmic",
        "Half: when each part is due",
    ]
    assert [course.label for course in charts[0].courses] == [
        "Respond · simple", "Respond · complex", "Resolve · simple", "Resolve · complex", "Inform · simple",
        "Inform · complex", "Verify · simple", "Verify · complex",
    ]  # fmt: skip
    last = charts[0].courses[-1].stretches[0]
    assert (last.start, last.end, last.text) == (3 * DAY, 10 * DAY, "1 w · 10 d after receipt")
    assert [tone for tone, _ in charts[1].legend] == ["work"]


# ── where cards lead ───────────────────────────────────────────────────────────────────────────────────────


def test_cards_lead_to_what_is_promised_or_to_their_points_before_any_sum():
    text = FEELINGS.replace('Sits" critical', 'Sits" critical time 5m target 4m')
    parts = [part for group in groups(phrases_of(text)) for part in group.parts]
    found = links(parts)
    assert found["one.greet"].startswith("#touchpoint-")
    assert found["one.sit"] == found["E1"] == "#moment-E1"
    assert found["two.hear"].startswith("#emotion-")
