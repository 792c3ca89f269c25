"""Ways, outcomes and what a case takes, in the report. Every number here is worked out by hand."""

from __future__ import annotations

import pytest
from blueprint.renderers.charts import Bars
from blueprint.renderers.page.table import Section, Table
from blueprint.renderers.report.time.outcomes import outcomes
from blueprint.renderers.report.time.ways import ways
from blueprint.renderers.report.work.amounts import amounts

from blueprint.analysis.facts import gather
from blueprint.analysis.motion.comparison import made_of
from blueprint.analysis.motion.results import headline
from blueprint.view import View

from ..html_page import Page
from ..paths import EXAMPLES
from ..reports import cells_of, example, phrases_of, report, scene_of

#: One in ten leaves at the price, one in three of the others has to wait for the part once more.
SHOP = """
blueprint shop "Repair"
currency "EUR"
role smith "Smith"
lanes {
  customer "Customer"
  --- interaction ---
  frontstage "Desk"
  --- visibility ---
  backstage "Workshop" by smith
}
step bring "Bring" {
  customer come "Brings it" start time 2m
  -> frontstage price "Is the price all right?" decision time 1m
  price -> customer away "Takes it home" end lost when "too dear" 10%
}
step mend "Mend" {
  price -> backstage fetch "Fetches the part" wait 20m time 10m cost 3 when "fine" 90%
  -> backstage fits "Does it fit?" decision
  fits -> backstage mend "Mends it" time 30m when "yes" 70%
  fits -> fetch "no" 30% max 1
  -> customer collect "Collects it" end served
}
""".replace('  fits -> fetch "no" 30% max 1\n  ->', '  fits -> fetch "no" 30% max 1\n  mend ->')
#: The same of which nobody says how often, and how long.
SILENT = SHOP
for known in (
    " 10%",
    " 90%",
    " 70%",
    " 30%",
    " time 2m",
    " time 1m",
    " wait 20m",
    " time 10m",
    " time 30m",
    " cost 3",
):
    SILENT = SILENT.replace(known, "")


def table_of(section: Section | None, title: str) -> list[list[str]]:
    """The cells of the table with a title."""
    assert section is not None
    place = next(number for number, table in enumerate(section.tables) if table.title == title)
    return cells_of(section, place)


def test_ways_have_share_answers_outcome_lead_time_and_what_it_is_made_of():
    section = ways(phrases_of(SHOP))
    # 2 + 1 + (20 + 10) + 30 = 63 min; a round is 30 min more.
    assert cells_of(section, 0) == [
        ["1 usual", "63%", "Is the price all right? fine Does it fit? yes", "Collects it served",
         "1 h 3 min 2 of 6 actions without a time", "5 terms"],
        ["2", "27%", "Is the price all right? fine Does it fit? no Does it fit? yes", "Collects it served",
         "1 h 33 min 2 of 6 actions without a time",
         "as way 1 (1 h 3 min) + 20 min Fetches the part wait + 10 min Fetches the part"],
        ["3", "10%", "Is the price all right? too dear", "Takes it home lost",
         "3 min 1 of 3 actions without a time", "2 min Brings it 1 min Is the price all right?"],
    ]  # fmt: skip


def test_a_sentence_says_what_is_to_be_known_first():
    section = ways(phrases_of(SHOP))
    assert section is not None
    # 0.63 × 63 + 0.27 × 93 + 0.1 × 3 = 65.1 min; of the served (39.69 + 25.11) / 0.9 = 72 min.
    assert section.note == (
        "The usual way takes 1 h 3 min. 2 of 6 actions on this way have no time. Over all ways, a case takes 1 h 5 min 6 s on average. "
        "Of 100 cases, 90 are served, after 1 h 12 min on average."
    )
    assert table_of(section, "Lead time over all cases") == [
        ["All", "100", "1 h 5 min 6 s", "1 h 3 min", "1 h 33 min", "3 min", "1 h 33 min"],
        ["Those served", "90", "1 h 12 min", "1 h 3 min", "1 h 33 min", "1 h 3 min", "1 h 33 min"],
    ]


def test_an_answer_costs_what_cases_with_it_take_longer():
    assert table_of(ways(phrases_of(SHOP)), "What each answer costs") == [
        ["Is the price all right? too dear", "10%", "3 min", "1 h 12 min fine",
         "not comparable: one loses or refuses more customers than the other"],
        ["Does it fit? no", "27%", "1 h 33 min", "1 h 3 min yes",
         "+30 min each round + 20 min Fetches the part wait + 10 min Fetches the part"],
    ]  # fmt: skip


def test_the_terms_of_every_way_add_up():
    for path in EXAMPLES:
        listed = headline(gather(scene_of(example(path)).blueprint)).ways
        for way, made in zip(listed, made_of(listed), strict=True):
            base = 0.0 if made.base is None else listed[made.base].lead.usual
            assert base + sum(term.seconds for term in made.terms) == pytest.approx(way.lead.usual)


def test_a_way_that_is_like_no_other_has_a_table_of_its_terms():
    section = ways(phrases_of(example(next(path for path in EXAMPLES if path.stem == "online-checkout"))))
    rows = table_of(section, "Terms of way 3")
    assert rows[0][:2] == ["1", "Fills in twelve fields 2 Sign in"]
    assert rows[-1][1] == "Lead time"


def test_without_shares_the_lead_time_is_said_from_the_shortest_to_the_longest():
    text = SHOP.replace(" 90%", "").replace(" 10%", "")
    section = ways(phrases_of(text))
    assert section is not None
    assert section.note == (
        "The usual way takes 1 h 3 min. 2 of 6 actions on this way have no time. "
        "No share known at “Is the price all right?”: 3 min to 1 h 33 min."
    )
    assert [table.title for table in section.tables] == [None]
    assert outcomes(phrases_of(text)).note == (  # type: ignore[union-attr]
        "How many customers reach each end is unknown: no share is stated at “Is the price all right?”."
    )


def test_without_shares_and_times_it_is_short():
    section = ways(phrases_of(SILENT))
    assert section is not None
    assert section.note == "No times are stated. No share known at “Is the price all right?”, “Does it fit?”."
    titles = [column.title for column in section.tables[0].columns]
    assert titles == ["Way", "Answers", "Outcome"]
    assert amounts(phrases_of(SILENT)) is None
    assert not {"critical", "amounts"} & set(Page(report(SILENT)).sections)


def test_no_more_than_ten_ways_are_listed_of_which_nobody_knows_how_likely_they_are():
    decisions = "\n".join(
        f'  customer d{number} "D{number}?" decision\n  d{number} -> customer a{number} "A{number}" when "yes"\n'
        f'  d{number} -> customer b{number} "B{number}" when "no"\n  b{number} -> a{number}\n'
        for number in range(5)
    )
    arrows = "\n".join(f"  a{number} -> d{number + 1}" for number in range(4))
    section = ways(phrases_of(f'blueprint b "B"\nstep s "S" {{\n{decisions}\n{arrows}\n}}\n'))
    rows = cells_of(section, 0)
    assert len(rows) == 11
    assert "22 more ways" in rows[-1]


def test_a_file_without_arrows_has_one_sentence():
    section = ways(phrases_of('blueprint b "B"\nstep s "S" {\n  customer "Comes" time 5m\n}\n'))
    assert section is not None
    assert section.note == "No arrow connects the actions, so there is no way through the service."
    assert section.tables == ()
    one = ways(
        phrases_of('blueprint b "B"\nstep s "S" {\n  customer "Comes" time 5m\n  -> frontstage "Serves"\n}\n')
    )
    assert one is not None
    assert (one.note, one.tables) == (
        "There is one way; it takes 5 min. 1 of 2 actions on this way has no time.", (),
    )  # fmt: skip


def test_where_personas_differ_each_has_a_row_and_its_own_ways():
    text = SHOP.replace('role smith "Smith"', 'role smith "Smith"\npersona vip "Regular"').replace(
        'backstage fetch "Fetches the part" wait 20m', 'backstage fetch "Fetches the part" wait 20m'
    )
    text = text.replace(
        'customer come "Brings it" start time 2m',
        'customer come "Brings it" start time 2m\n  -> frontstage greet "Greets by name" time 5m for vip',
    )
    section = ways(phrases_of(text))
    assert section is not None
    assert section.note == "The ways differ by persona."
    assert [[*row[:2], row[3]] for row in cells_of(section, 0)] == [
        ["everyone else", "3", "1 h 5 min 6 s"], ["Regular", "3", "1 h 10 min 6 s"],
    ]  # fmt: skip
    titled = [table.title for table in section.tables if isinstance(table, Table)]
    assert titled[1] == "everyone else"
    assert "Regular" in titled
    assert {"way-1", "way-2-1", "way-of-1"} <= set(Page(report(text)).rows)


# ── outcomes ───────────────────────────────────────────────────────────────────────────────────────────────


def test_outcomes_are_of_a_hundred_and_losses_stand_at_their_steps():
    section = outcomes(phrases_of(SHOP))
    assert table_of(section, "Outcomes per 100 customers") == [
        ["Collects it 2 Mend Customer", "served", "90"],
        ["Takes it home 1 Bring Customer", "lost", "10"],
    ]
    assert table_of(section, "Losses by step") == [["1 Bring", "100", "10", "10%"]]
    assert section is not None
    (chart,) = section.figures
    assert isinstance(chart, Bars)
    assert [(bar.label, bar.text) for bar in chart.bars] == [("1 Bring", "100, 10 lost"), ("2 Mend", "90")]


def test_of_a_hundred_carts_35_become_an_order():
    text = example(next(path for path in EXAMPLES if path.stem == "online-checkout"))
    section = outcomes(phrases_of(text))
    assert [row[0:3:2] for row in table_of(section, "Losses by step")] == [
        ["1 Fill the cart", "38"], ["2 Sign in", "14.9"], ["3 Delivery and total", "9.9"], ["4 Pay", "2.4"],
    ]  # fmt: skip
    assert section is not None
    bars = section.figures[0].bars  # type: ignore[union-attr]
    assert next(bar.text for bar in bars if bar.label == "5 Confirmation") == "34.9"


def test_where_all_end_alike_there_are_no_outcomes():
    assert (
        outcomes(
            phrases_of('blueprint b "B"\nstep s "S" {\n  customer "Comes"\n  -> frontstage "Serves"\n}\n')
        )
        is None
    )


# ── what a case takes ──────────────────────────────────────────────────────────────────────────────────────


def test_work_by_role_and_cost_are_those_of_a_case():
    section = amounts(phrases_of(SHOP))
    # The smith: 0.9 × (1.3 × 10 + 30) = 38.7 min; the cost 0.9 × 1.3 × 3.
    assert cells_of(section, 0) == [
        ["Smith", "38 min 42 s", "93%"], ["Customer", "2 min", "4.8%"], ["Desk", "1 min", "2.4%"],
    ]  # fmt: skip
    assert section is not None
    assert section.note == (
        "A case takes 41 min 42 s of work on average; waits do not count. Stated costs come to 3.51 EUR on average."
    )


def test_without_shares_work_and_cost_are_those_of_the_usual_way():
    section = amounts(phrases_of(SHOP.replace(" 90%", "").replace(" 10%", "")))
    assert section is not None
    assert section.note == (
        "The usual way takes 43 min of work; waits do not count. Stated costs come to 3 EUR on the usual way."
    )


def test_customers_and_parts_without_lanes_have_no_ways():
    for view in (View(customer=True), View(lanes=("customer",))):
        wording = phrases_of(SHOP, view)
        assert ways(wording) is None
        assert outcomes(wording) is None
        assert amounts(wording) is None
