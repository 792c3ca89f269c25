"""What is to change and what is open: the order of things, the numbers worked by hand, and that a part tells of itself alone."""

from __future__ import annotations

import datetime

import pytest
from blueprint.renderers.page.table import Section
from blueprint.renderers.report.contents import groups
from blueprint.renderers.report.open.findings import findings
from blueprint.renderers.report.wording import Wording

from blueprint.analysis.improvement.changes import changes
from blueprint.analysis.improvement.goal_progress import (
    covered,
    gap,
    has_arrived,
    progress,
    smart,
    uses,
)
from blueprint.analysis.improvement.ranking import help_for, ranked_ideas, ranked_pains
from blueprint.analysis.provenance.provenance import claims, owner_of, sources
from blueprint.checks import RULES
from blueprint.checks.page import read_page, told_of
from blueprint.compiler import compile_source
from blueprint.model import Blueprint
from blueprint.scene import Scene, scene
from blueprint.settings import Settings
from blueprint.source import Source
from blueprint.view import View

from ..reports import report, scene_of

STEP = 'step one "One" {\n  customer come "Comes"\n}\n'
ODD = """
blueprint odd "Odd"
state to-be
source "Workshop"
role clerk "Clerk"
role boss "Boss"
system vault "Secret vault" source "Secret inventory" status assumed
metric even "Even" unit "%" baseline 10 now 10 target 10
metric back "Backwards" kind ces unit "points" baseline 4 now 3.5 target 5 better higher every week source "Survey"
metric past "Past it" kind fcr unit "%" baseline 60 now 91 target 85 benchmark 88
metric bare "Bare"
metric quiet "Quiet" kind aht unit "min" baseline 9 now 8 target 5 benchmark 5
goal wish "Wish"
goal beyond "Beyond" metric past from 60 to 99 due 2026-01-31 owner boss addresses long
goal effort "Effort" metric back change +25% due 2031-12-31
removes check_form "Nobody reads it"
pain why "Nobody knows why" view company importance high urgency low
idea far "Far" effort high impact high from 2031-01-01 due 2031-03-31
step one "First" {
  owner boss
  customer come "Comes in" status observed source "Watching, n = 3" tracks back
  <-> frontstage ask "Asks" by clerk mode automatic status assumed {
    replaces greet, old.register "One question"
    pain long "Waits long" view customer importance high urgency high
    pain none "Unrated"
    pain half "Half rated" importance low
    idea near "Near" effort low impact high due 2026-05-01
    idea hard "Hard" effort high impact low from 2026-03-01
    idea vague "Vague"
    question pays "Who pays?"
    question when "When?" owner clerk due 2026-02-02
  }
  -> backstage file "Secret filing" using vault status proposed {
    replaces greet
    pain inner "Secret pain" view company importance medium urgency medium
    idea hidden "Secret idea" addresses long effort medium impact medium owner "Secret person"
    question private "Secret question"
  }
}
"""


def blueprint_of(text: str) -> Blueprint:
    return scene_of(text).blueprint


def drawn(text: str, view: View) -> Scene:
    return scene(compile_source(Source("test.blueprint", text)), view)


def sections(what: Scene | str) -> dict[str, Section]:
    given = scene_of(what) if isinstance(what, str) else what
    return {part.id: part for group in groups(Wording(given)) for part in group.parts}


def cells(section: Section, row: str, table: int = 0) -> dict[str, str]:
    """What stands in a row, by the titles of its columns."""
    found = next(one for one in section.tables[table].rows if one.id == row)
    return {
        column.title: " | ".join(" ".join(piece.text for piece in line) for line in cell.lines)
        for column, cell in zip(section.tables[table].columns, found.cells, strict=True)
    }


# ── pains and ideas ───────────────────────────────────────────────────────────────────────────────────────


def test_pains_stand_by_importance_then_urgency_and_those_without_ratings_last():
    assert [one.key for one in ranked_pains(blueprint_of(ODD))] == ["long", "why", "inner", "half", "none"]
    section = sections(ODD)["pains"]
    assert [row.cells[0].order for row in section.tables[0].rows] == [1, 2, 3, 4, 5]


def test_ideas_stand_by_impact_then_by_the_least_effort():
    assert [one.key for one in ranked_ideas(blueprint_of(ODD))] == ["near", "far", "hidden", "hard", "vague"]


def test_what_helps_a_pain_is_named_by_ideas_and_goals_or_stands_beside_it():
    found = help_for(blueprint_of(ODD))
    assert [one.key for one in found["long"].ideas] == ["near", "hard", "vague", "hidden"]
    assert [one.key for one in found["long"].goals] == ["beyond"]
    assert [one.key for one in found["half"].ideas] == ["near", "hard", "vague"]
    assert "why" not in found
    assert "inner" not in found


def test_pains_that_nothing_addresses_are_marked_in_list_field_and_note():
    section = sections(ODD)["pains"]
    gaps = {
        row.id for row in section.tables[0].rows if cells(section, row.id)["Addressed by"] == "nothing yet"
    }
    blueprint = blueprint_of(ODD)
    numbers = {key: f"pain-{number}" for number, key in enumerate(blueprint.pains, 1)}
    assert gaps == {numbers["why"], numbers["inner"]}
    assert section.note is not None
    assert "Not addressed yet: 2." in section.note
    assert "both ratings: 2." in section.note
    customers, company = section.figures
    # Urgency goes from left to right, importance from the bottom to the top.
    assert [(one.column, one.row, one.label, one.tone) for one in customers.spots] == [(2, 0, "1", "plain")]
    assert [(one.column, one.row, one.label, one.tone) for one in company.spots] == [
        (0, 0, "2", "high"),
        (1, 1, "3", "high"),
    ]


def test_ideas_stand_in_their_field_and_what_has_a_date_on_the_roadmap():
    field, roadmap = sections(ODD)["ideas"].figures
    assert [(one.text, one.column, one.row) for one in field.spots] == [
        ("Near", 0, 0), ("Far", 2, 0), ("Secret idea", 1, 1), ("Hard", 2, 2),
    ]  # fmt: skip
    assert field.quadrants == ("Quick wins", "Big bets", "Fill-ins", "Think twice")
    day = datetime.date.toordinal
    assert [(one.label, one.stretches[0].start, one.stretches[0].end) for one in roadmap.courses] == [
        ("Beyond", day(datetime.date(2026, 1, 31)), day(datetime.date(2026, 1, 31))),
        ("Hard", day(datetime.date(2026, 3, 1)), day(datetime.date(2026, 3, 1))),
        ("Near", day(datetime.date(2026, 5, 1)), day(datetime.date(2026, 5, 1))),
        ("Far", day(datetime.date(2031, 1, 1)), day(datetime.date(2031, 3, 31))),
        ("Effort", day(datetime.date(2031, 12, 31)), day(datetime.date(2031, 12, 31))),
    ]
    # Six years: a tick a year, from the January before to the January after.
    assert [one.text for one in roadmap.ticks] == [f"Jan {year}" for year in range(2026, 2033)]


@pytest.mark.parametrize(("start", "due"), [("0001-01-01", "9999-12-31"), ("9999-12-31", "9999-12-31")])
def test_a_roadmap_to_the_ends_of_the_calendar_is_drawn(start: str, due: str):
    ideas = sections(f'blueprint b "B"\nidea i "I" from {start} due {due}\n{STEP}')["ideas"]
    ticks = ideas.figures[0].ticks
    assert ticks[0].at <= ideas.figures[0].courses[0].stretches[0].start
    assert len({tick.at for tick in ticks}) > 1


# ── metrics ───────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("start", "now", "aim", "share"),
    [(79, 82, 90, 27), (9, 8, 5, 25), (4, 3.5, 5, -50), (60, 91, 85, 124), (0, 99.9, 100, 99), (0, 100, 100, 100),
     (10, 10, 10, None), (None, 1, 2, None), (1, None, 2, None), (1, 2, None, None), (-1e308, 1e308, 1, None)],
)  # fmt: skip
def test_the_way_that_is_covered(start: float, now: float, aim: float, share: int | None):
    assert covered(start, now, aim) == share


def test_a_gap_is_what_is_to_be_added_and_arriving_depends_on_the_way():
    assert gap(8, 5) == -3
    assert gap(None, 5) is None
    assert gap(-1e308, 1e308) is None
    assert has_arrived(5, 5, None)
    assert has_arrived(4, 5, "lower")
    assert not has_arrived(4, 5, "higher")
    assert not has_arrived(6, 5, None)


def test_metrics_say_gap_share_and_who_uses_them():
    section = sections(ODD)["metrics"]
    past = cells(section, "metric-3")
    assert (past["Gap to target"], past["Progress"], past["Gap to benchmark"]) == (
        "reached",
        "124%",
        "reached",
    )
    assert past["Used by"] == "Beyond"
    back = cells(section, "metric-2")
    assert (back["Gap to target"], back["Progress"]) == ("+1.5", "−50%")
    assert back["Metric"] == "Backwards | CES · higher is better · every week"
    assert back["Used by"] == "Comes in | Effort"
    assert [cells(section, f"metric-{number}")["Used by"] for number in (1, 4, 5)] == ["not used"] * 3
    quiet = cells(section, "metric-5")
    assert (quiet["Gap to target"], quiet["Gap to benchmark"], quiet["Progress"]) == ("−3", "−3", "25%")
    assert section.count == 5


def test_the_kinds_of_the_file_are_explained_and_no_others():
    kinds = sections(ODD)["metrics"].tables[1]
    assert [row.id for row in kinds.rows] == ["kind-ces", "kind-fcr", "kind-aht"]
    assert len(sections(f'blueprint b "B"\nmetric m "M" now 1\n{STEP}')["metrics"].tables) == 1


def test_a_standard_an_action_and_a_goal_use_a_metric_once_each():
    text = """blueprint b "B"
metric m "M" now 1
goal g "G" metric m from 1 to 2
step one "One" {
  customer come "Comes" tracks m { standard "Quick" metric m; fail f "F" tracks m }
}
"""
    assert uses(blueprint_of(text))["m"] == (("actions", "one.come"), ("fails", "f"), ("goals", "g"))


# ── goals ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_goal_takes_from_its_metric_what_it_does_not_say():
    text = (
        'metric m "M" unit "d" baseline 12 now 9 target 4\ngoal own "Own" metric m from 10 to 5\n'
        'goal part "Part" metric m change -50%\ngoal all "All" metric m\n'
    )
    blueprint = blueprint_of(f'blueprint b "B"\n{text}{STEP}')
    far = {key: progress(goal, blueprint.metrics["m"]) for key, goal in blueprint.goals.items()}
    assert [(one.start, one.aim, one.done) for one in far.values()] == [
        (10, 5, 20),  # 1 of 5
        (12, 6, 50),  # 3 of 6
        (12, 4, 38),  # 3 of 8
    ]
    assert {one.way for one in far.values()} == {"lower"}


def states(goal: str, metric: str = "") -> list[tuple[str, str]]:
    blueprint = blueprint_of(f'blueprint b "B"\n{metric}\ngoal g "G" {goal}\npain p "P"\n{STEP}')
    found = smart(blueprint.goals["g"], blueprint.metrics.get("m"))
    return [(one.state, one.reason) for one in found.verdicts]


def test_a_goal_that_says_all_is_smart():
    metric = 'metric m "M" unit "%" now 82 benchmark 88 better higher'
    assert states("metric m from 82 to 88 due 2027-01-01 addresses p", metric) == [
        ("yes", "metric"), ("yes", "numbers"), ("yes", "within_benchmark"), ("yes", "addresses"), ("yes", "due"),
    ]  # fmt: skip


def test_a_wish_is_not():
    assert states("") == [
        ("no", "no_metric"), ("no", "no_number"), ("unsaid", "no_comparison"), ("no", "addresses_nothing"),
        ("no", "no_due"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("metric", "measurable", "achievable"),
    [
        ("now 82 benchmark 88 better higher", ("partly", "no_unit"), ("partly", "beyond_benchmark")),
        ("kind nps now 82", ("yes", "numbers"), ("unsaid", "no_comparison")),
        ('unit "%" baseline 70 now 82', ("yes", "numbers"), ("partly", "moving")),
        ('unit "%" baseline 84 now 82', ("yes", "numbers"), ("no", "moving_away")),
    ],
)
def test_what_can_be_said_of_numbers(metric: str, measurable: tuple[str, str], achievable: tuple[str, str]):
    found = states("metric m from 82 to 90", f'metric m "M" {metric}')
    assert found[1:3] == [measurable, achievable]


def test_a_change_of_an_unknown_number_is_half_measurable():
    assert states("metric m change +40%", 'metric m "M"')[1] == ("partly", "no_start")


def test_goals_say_how_far_they_are():
    section = sections(ODD)["goals"]
    beyond, effort = cells(section, "goal-2"), cells(section, "goal-3")
    # (91 − 60) ÷ (99 − 60)
    assert (beyond["From"], beyond["Now"], beyond["To"], beyond["Progress"]) == (
        "60 %",
        "91 %",
        "99 %",
        "79%",
    )
    assert beyond["Ideas for it"] == "Near | Hard | Vague | Secret idea"
    # 4 and a quarter of it; half a point back
    assert (effort["To"], effort["Change"], effort["Progress"]) == ("5 | points", "+25%", "−50%")
    assert section.count == 3


def test_a_goal_that_lies_on_the_wrong_side_is_not_reached_before_it_begins():
    text = f"""blueprint b "B"
metric m "M" baseline 10 now 12 better lower
goal turned "Turned" metric m from 12 to 15
goal right "Right" metric m from 14 to 13
{STEP}"""
    section = sections(text)["goals"]
    assert cells(section, "goal-1")["Progress"] == "0%"
    assert cells(section, "goal-2")["Progress"] == "200% | reached"


def test_a_target_on_the_wrong_side_is_not_reached_before_it_begins():
    text = f'blueprint b "B"\nmetric m "M" baseline 10 now 10 target 15 better lower\n{STEP}'
    row = cells(sections(text)["metrics"], "metric-1")
    assert (row["Gap to target"], row["Progress"]) == ("+5", "0%")


@pytest.mark.parametrize(("change", "to"), [("+50%", "−5"), ("-50%", "−15")])
def test_a_change_of_a_number_below_zero_goes_where_its_sign_says(change: str, to: str):
    text = f'blueprint b "B"\nmetric m "M" baseline -10 now -10\ngoal g "G" metric m change {change}\n{STEP}'
    assert cells(sections(text)["goals"], "goal-1")["To"] == to


def test_what_says_nothing_of_itself_is_told_to_have_the_status_of_the_file():
    text = 'blueprint b "B"\nstatus observed\nstep one "One" {\n  customer a "A" status assumed\n  customer c "C"\n}\n'
    told = "Everything else has the status of the file: observed."
    assert told in sections(text)["known"].note
    assert told not in sections(text.replace("status observed\n", ""))["known"].note


def test_late_is_said_only_where_somebody_told_the_day():
    assert "overdue" not in report(ODD)
    settings = Settings(today=datetime.date(2026, 2, 1))
    compiled = compile_source(Source("test.blueprint", ODD), settings=settings)
    section = sections(scene(compiled))["goals"]
    assert cells(section, "goal-2")["Due"] == "31 Jan 2026 | overdue"
    assert "overdue" not in cells(section, "goal-3")["Due"]


# ── changes ───────────────────────────────────────────────────────────────────────────────────────────────


def test_changes_are_merged_split_moved_automated_and_removed():
    assert [(one.before, one.kinds) for one in changes(blueprint_of(ODD))] == [
        (("greet", "old.register"), ("merged", "split", "moved", "automated")),
        (("greet",), ("split",)),
        (("check_form",), ("removed",)),
    ]
    section = sections(ODD)["changes"]
    assert section.note is not None
    assert "As-is actions affected: 3." in section.note
    assert "removed 1, merged 1, split 2, moved 1, now automatic 1;" in section.note
    assert [row.cells[3].wanted for row in section.tables[0].rows] == [False, True, False]


# ── what is known ─────────────────────────────────────────────────────────────────────────────────────────


def test_questions_stand_by_their_dates_with_who_answers_for_the_place():
    section = sections(ODD)["questions"]
    assert [row.id for row in section.tables[0].rows] == ["question-2", "question-1", "question-3"]
    assert [cells(section, f"question-{number}")["Owner"] for number in (1, 2)] == ["Boss", "Clerk"]
    assert [row.cells[2].wanted for row in section.tables[0].rows] == [False, True, True]


def test_claims_are_counted_by_kind_and_status():
    section = sections(ODD)["known"]
    (bars,) = section.figures
    told = {bar.label: [(part.text, round(part.length)) for part in bar.parts] for bar in bars.bars}
    assert told["Actions"] == [
        ("1 observed (33%)", 33), ("1 assumed (33%)", 33), ("1 proposed (33%)", 33),
    ]  # fmt: skip
    assert told["Systems"] == [("1 assumed (100%)", 100)]
    assert set(told) == {"Actions", "Systems"}
    # 3 actions, 5 pains, 5 ideas, 2 roles, 1 system, 5 metrics, 3 goals.
    assert section.note is not None
    assert section.note.startswith("4 of 24 ")


def test_assumptions_say_who_can_find_out_and_sources_what_rests_on_them():
    section = sections(ODD)["known"]
    assert cells(section, "assumption-1") == {
        "Assumption": "Asks | 1 First Frontstage", "Kind": "Action", "Who can find out": "Boss", "Source": "",
    }  # fmt: skip
    assert [cells(section, f"source-{number}", 1)["Source"] for number in (1, 2, 3, 4)] == [
        "Workshop", "Watching, n = 3", "Secret inventory", "Survey",
    ]  # fmt: skip
    assert cells(section, "source-4", 1)["What it supports"] == "Backwards"
    blueprint = blueprint_of(ODD)
    assert [one.text for one in sources(claims(blueprint))["Survey"]] == ["Backwards"]
    owner = owner_of(blueprint, blueprint.pains["why"])
    assert owner is None


def test_a_file_that_says_nothing_of_how_it_knows_has_no_such_section():
    assert "known" not in sections(f'blueprint b "B"\n{STEP}')


# ── findings ──────────────────────────────────────────────────────────────────────────────────────────────


def test_each_rule_is_explained_once_and_its_places_stand_under_it():
    given = scene_of(ODD)
    section = findings(Wording(given), given.findings)
    assert section is not None
    index, *rules = section.tables
    codes = [row.id.removeprefix("rule-") for row in index.rows]
    assert sorted(set(codes)) == sorted({one.code for one in given.findings})
    assert [code[2] for code in codes] == sorted(code[2] for code in codes)
    assert [table.title.partition(" ")[0] for table in rules if table.title] == codes
    assert sum(len(table.rows) for table in rules) == len(given.findings) == section.count
    by_code = {rule.code: read_page(rule.page).why for rule in RULES}
    for code, table in zip(codes, rules, strict=True):
        assert table.note is not None
        assert " ".join(by_code[code].replace("`", "").split()) in table.note


def test_what_rules_find_is_said_in_chinese_and_in_english_where_there_is_no_translation():
    for rule in RULES:
        title, why = told_of(rule.code, rule.page, "zh")
        assert any("\u4e00" <= char <= "\u9fff" for char in title), rule.code
        assert any("\u4e00" <= char <= "\u9fff" for char in why), rule.code
    rule = RULES[0]
    assert told_of(rule.code, rule.page, "fr") == told_of(rule.code, rule.page, "en")


# ── parts ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_part_tells_nothing_of_the_rest():
    html = report(drawn(ODD, View(lanes=("customer", "frontstage"))))
    assert "Secret" not in html
    assert "vault" not in html
    # Nor that something is missing, for it may stand in the rest.
    assert "nothing yet" not in html
    assert "not used" not in html
    # Nobody knows in which lane it was.
    assert "check_form" not in html
    assert "Near" in html


def test_findings_that_quote_what_is_hidden_are_hidden_too():
    # The costly idea, which all may see, is planned before the quick one, which stands below the line.
    text = ODD.replace("impact low from", "impact low due").replace(
        "effort medium impact medium", "effort low impact high"
    )
    whole = scene_of(text)
    assert any("Secret" in one.message for one in whole.findings)
    part = drawn(text, View(lanes=("customer", "frontstage")))
    assert not any("Secret" in one.message + (one.hint or "") for one in part.findings)
    assert part.findings
