"""The summary counted by hand, what is worth attention, and where the service fails."""

from __future__ import annotations

import re
from html import unescape
from itertools import product
from pathlib import Path

import pytest
from blueprint.renderers.charts import Field, Timeline
from blueprint.renderers.report.failing import fail_points, runbook
from blueprint.renderers.report.wording import Wording
from click.testing import CliRunner

from blueprint.analysis.facts import gather
from blueprint.analysis.risk.action_priority import (
    PRIORITIES,
    SCALE,
    Priorities,
    Problem,
    read_priorities,
    usual_priorities,
)
from blueprint.analysis.top_concerns import RANKS, attention, concerns
from blueprint.cli import group
from blueprint.cli.run import config as configuration

from ..html_page import Page
from ..paths import EXAMPLES
from ..reports import example, report, scene_of

HOTEL = next(path for path in EXAMPLES if path.stem == "hotel-stay")


def tiles(html: str) -> dict[str, tuple[str, str]]:
    """The tiles of a page by their names: the number, and the texts under the name."""
    found = {}
    for item in re.findall(r'<li class="tile.*?</li>', html, re.DOTALL):
        number = re.search(r'class="number">([^<]*)<', item)
        name = re.search(r'class="name"[^>]*>([^<]*)<', item)
        details = re.search(r'class="details">(.*?)\n', item)
        assert number
        assert name
        rest = re.sub(r"<[^>]*>", "", details[1]) if details else ""
        found[unescape(name[1])] = (unescape(number[1]), unescape(rest))
    return found


def worth(html: str) -> list[tuple[str, str, str]]:
    """What a page calls worth attention: what, why, and where the link leads."""
    listed = re.search(r'<ol class="attention">(.*?)</ol>', html, re.DOTALL)
    items = re.findall(r"<li>(.*?)</li>", listed[1], re.DOTALL) if listed else []
    found = []
    for item in items:
        what, why = (
            unescape(re.sub(r"<[^>]*>", "", part)) for part in re.findall(r"<div[^>]*>(.*?)</div>", item)
        )
        link = re.search(r'href="([^"]*)"', item)
        found.append((what, why, link[1] if link else ""))
    return found


# ── the hotel, counted by eye in examples/hotel-stay.blueprint ─────────────────────────────────────────────


def test_every_number_of_the_summary_is_what_a_reader_counts():
    assert tiles(report(example(HOTEL))) == {
        # Steps: book, prepare | arrive, check_in | stay_night | check_out | rate_stay, answer: 2 + 2 + 1 + 1 + 2 in 5 phases.
        # Actions, step by step: 5 + 5 + 2 + 10 + 4 + 6 + 4 + 5.
        "Steps": ("8", "phases: 5 actions: 41"),
        # Lane desk: nod, greet, offer_lounge, hand_key, kids_map, take_call, bill, correct, call_guest: 9.
        # Lane app: offer, confirm, invite, take_wishes, send_survey, receive, invite_back: 7. No action of the guest's has
        # a channel or a standard. With a standard: offer, confirm, nod, greet, take_call, call_guest.
        "Touchpoints": ("16", "with a standard: 6"),
        # free -> assign (receptionist, room allocation), assign -> hand_key (back), take_call <-> bring (receptionist, housekeeper),
        # bill ~> clean (the same), sort -> praise (guest relations, duty manager), and the way out of F1, greet !> assign.
        # Not: greet -> free (receptionist both), plan_rooms ~> assign (room allocation both), sort -> call_guest (guest relations both).
        "Hand-offs": ("6", ""),
        # no_booking 8 × 3 × 6 = 144, minibar 5 × 4 × 5 = 100, late_room medium (5) × medium (5) × 4 = 100; high from 100 on.
        "Fail points": ("3", "3 high"),
        # tests/motion works it out: the usual way, and the mean with the rounds in the lounge.
        "Lead time": ("34 min (19–37 min)", "mean 39 min 20 s 13 of 33 actions have no time"),
        # find_desk at most 15; of each 100 guests 17.2 sit 15 minutes in the lounge for each round.
        "Wait time": ("17 min 35 s", "waits: 3"),
        "Work per case": ("58 min 45 s", ""),
        # Of the work of a case 2 minutes add value, 2.9 are necessary; nothing is said of the others.
        "Work with a stated value": (
            "8.3%",
            "58 min 45 s of work: 2 min adding value, 2 min 54 s necessary, 53 min 51 s not stated",
        ),
        # Steps: book 6 of 6 kept, check_in 8 of 5 over, check_out 4 of 5 kept; no phase has a target, nor has the whole. Actions: plan_rooms
        # 17.5 of 20, bring 20 of 30, bill 1 of 2, clean 25 of 30: kept. Waits: find_desk 15 of 5 over, wait_lounge 15 of 20 and
        # clean 90 of 120 kept.
        "Time targets met": ("8 of 10", "over: 2"),
        # linen, owned by room_desk.
        "Open questions": ("1", ""),
        # 41 actions, 10 evidence (2 + 1 + 1 + 2 + 1 + 1 + 1 + 1), 3 fail points, 3 pains (queue, retyping, unheard), 2 personas,
        # 4 metrics: 63. Only reply says that it is assumed, the file says observed. 1 / 63 = 1.587 %.
        "Assumed claims": ("1.6%", "1 of 63"),
    }


def test_the_five_things_of_the_hotel_are_those_that_the_rule_names():
    assert worth(report(example(HOTEL))) == [
        # Every failure of high risk has owner and recovery, the one risk has a contingency: so the broken target is first.
        ("4 Check in", "Takes 8 min; the target is 5 min, so it is over by 3 min.", "#step-4"),
        # The one pain of high importance, and of high urgency.
        (
            "Nobody says how long the queue takes",
            "Pain point: importance high, urgency high.",
            "#pain-1",
        ),
        # At most 15 minutes where 5 are promised: three times as long.
        (
            "W1 Arrives and looks for the desk",
            "The wait is usually ≤ 15 min; the target is 5 min, so it is over by 10 min.",
            "#wait-W1",
        ),
        # Severity 7-8, occurrence 2-3, detection 5-6: medium. Both others are of low priority, and so come last.
        (
            "F1 Booking not found",
            "Risk priority number 144 (8 × 3 × 6), action priority medium, with recovery and owner.",
            "#fail-F1",
        ),
        # The only moment of truth with a score below 0; all three others feel +1 or better or have a standard near.
        ("E1 Gives name and ID", "Moment of truth: emotion −2 “Please let it be quick”.", "#moment-E1"),
    ]


def test_the_gaps_of_tiles_are_said():
    odd = tiles(report(ODD))
    # A mere maximum counts: at most 5 minutes where 3 are promised. The fourth is the guest's wait of 40 minutes.
    assert odd["Time targets met"] == ("0 of 4", "over: 4")
    # The guest waits 40 minutes and another 20, more than the 30 that step One says; then at most 5 in step Two.
    assert odd["Lead time"] == ("≤ 1 h 5 min", "target 20 min over by 45 min")
    assert odd["Open questions"] == ("2", "without an owner: 1")
    assert odd["Fail points"] == ("6", "5 high 1 not rated")


def test_only_numbers_that_are_there_are_explained():
    bare = 'blueprint b "B"\nstep one "One" {\n  customer come "Comes"\n}\n'
    assert "Claims are" not in report(bare)
    assert "Work per case adds up" not in report(bare)
    timed = report(bare.replace('"Comes"', '"Comes" time 1m status assumed\n  -> frontstage "Serves"'))
    assert "Claims are" in timed
    assert "Work per case adds up" in timed
    assert "Value is calculated" not in timed


def test_where_nothing_leads_anywhere_the_stated_time_is_held_against_the_target():
    text = 'blueprint b "B"\ntime 3h target 2h\nstep one "One" {\n  customer come "Comes" time 1h\n}\n'
    assert tiles(report(text))["Stated time"] == ("3 h", "target 2 h over by 1 h")
    more = text.replace("time 1h", 'time 1h\n  -> frontstage "Serves"')
    assert tiles(report(more))["Lead time"][0] == "3 h"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_tiles_lead_to_what_they_count(path: Path):
    html = report(example(path))
    page = Page(html)
    heading = re.search(r'<section id="fails".*?<span class="count">(\d+)<', html, re.DOTALL)
    name = "失败点" if "失败点" in tiles(html) else "Fail points"
    assert heading
    assert tiles(html)[name][0] == heading[1] == str(sum(row.startswith("fail-") for row in page.rows))
    top = html[html.index('<section class="summary"') : html.index("<nav")]
    links = re.findall(r'href="#([^"]*)"', top)
    assert len(links) > 8
    assert set(links) <= set(page.ids)


def test_a_file_with_little_has_few_tiles_and_nothing_worth_attention():
    html = report('blueprint b "B"\nstep one "One" {\n  customer "Comes"\n}\n')
    assert tiles(html) == {"Steps": ("1", "actions: 1")}
    assert worth(html) == []


# ── what is worth attention ────────────────────────────────────────────────────────────────────────────────

ODD = """
blueprint odd "Odd"
role a "A"
role b "B"
metric m "Minutes" now 3 target 2 better lower
goal soon "Sooner" metric m from 3 to 2 due 2027-01-01 addresses late
time 25m target 20m
feedback box "Box" { respond 2h simple }
risk strike "Strike" scope global severity high { prevent "Talk" }
risk dark "Power cut" scope local severity high
risk fire "Fire" scope global severity high {
  prevent "Check" every month by b
  contingency "Write"
  contingency "Stop the lift" within 2m
  contingency "Tell everybody" within 30s
  compensate "A voucher"
  owner a
}
phase p "Phase" {
  owner a
  step one "One" {
    time 30m target 10m
    customer come "Comes" wait 40m target 5m critical emotion -2
    <-> frontstage serve "Serves" by a {
      fail small "Small" severity 9 occurrence 1 detection 1
      fail large "Large" severity 9 occurrence 9 detection 9
      fail same "Same" severity 9 occurrence 9 detection 9
      fail bare "Bare"
      fail half "Half" severity 9
      pain late "Late"
      idea i "Later" addresses late due 2027-05-01
    }
    serve -> backstage look "Looks" by b wait 20m {
      fail owned "Owned" severity 9 occurrence 2 detection 2 {
        recover "Catch"
        owner b
      }
    }
    -> frontstage again "Again" by a
    -> customer go "Goes" critical
    question q "Why?"
  }
  step two "Two" {
    time ..5m target 3m
    customer leave "Leaves" {
      question r "What for?" owner a
    }
  }
}
"""


def keys(text: str, most: int = 5) -> list[tuple[str, str]]:
    return [(one.rank, one.key) for one in attention(gather(scene_of(text).blueprint), most)]


def test_concerns_come_by_rank_then_by_number_then_as_in_the_file():
    found = concerns(gather(scene_of(ODD).blueprint))
    assert [(one.rank, one.key, one.lacking) for one in found] == [
        ("fail.open", "large", ("recovery",)),
        ("fail.open", "same", ("recovery",)),
        # Without a number, so of no known priority.
        ("fail.open", "half", ("recovery",)),
        ("risk.open", "strike", ("contingency", "owner")),
        ("risk.open", "dark", ("contingency", "prevention", "owner")),
        # 60 of 10 minutes before 65 of 20 and 5 of 3.
        ("target.over", "one", ()),
        ("target.over", "odd", ()),
        ("target.over", "two", ()),
        ("wait.over", "one.come", ()),
        ("moment", "one.come", ()),
        ("metric", "m", ()),
        ("loop.open", "box", ("respond", "resolve", "inform", "owner")),
        ("goal.late", "soon", ()),
        # Severity 9, but of low priority.
        ("fail.low", "owned", ()),
        ("fail.low", "small", ("recovery",)),
    ]


def test_two_of_a_rank_are_taken_while_others_wait():
    assert keys(ODD) == [
        ("fail.open", "large"), ("fail.open", "same"), ("risk.open", "strike"), ("risk.open", "dark"),
        ("target.over", "one"),
    ]  # fmt: skip
    assert [rank for rank, _ in keys(ODD, 100)].count("fail.open") == 3


def test_the_words_of_a_file_change_nothing():
    other = re.sub(r' "(?!Odd)[^"]*"', ' "x"', ODD)
    assert keys(other, 100) == keys(ODD, 100)


def test_a_silent_wait_is_told_where_its_target_is_kept():
    text = """
blueprint permit "Permit"
step decide "Decide" {
  customer hand_in "Hands in"
  -> backstage examine "Examines" wait 3d target 4d
  -> frontstage give "Gives"
  -> customer get "Gets"
}
"""
    assert keys(text) == [("wait.silent", "decide.examine")]
    assert worth(report(text)) == [
        ("W1 Examines", "Usually 3 d of waiting; the customer is not informed.", "#wait-W1")
    ]


def test_every_rank_has_a_sentence_with_its_numbers():
    many = worth(report(ODD))
    assert many[0][1] == "Risk priority number 729 (9 × 9 × 9), action priority high: no recovery."
    assert many[2] == ("R1 Strike", "Severity high, scope global: no contingency, no owner.", "#risk-1")
    # Its waits, 40 + 20, are longer than what the step says of its work.
    assert many[4][1] == (
        "The usual way takes 1 h, although 30 min are stated; the target is 10 min, so it is over by 50 min."
    )
    # One thing at a time, so that each gets its turn.
    rest = re.sub(r"(?m)^ *(fail|risk (strike|dark)|time).*\n", "", ODD).replace(
        """        recover "Catch"
        owner b
      }
""",
        "",
    )
    said = [why for _, why, _ in worth(report(rest))]
    assert said == [
        "The wait is usually 40 min; the target is 5 min, so it is over by 35 min.",
        "Moment of truth: emotion −2.",
        "3 now; the target is 2.",
        "Feedback loop: no time to respond, no time to resolve, customer not informed of the outcome, no owner.",
        "Due 1 Jan 2027, but its first idea is due 1 May 2027.",
    ]
    assert {one.rank for one in concerns(gather(scene_of(ODD).blueprint))} <= set(RANKS)


ILLS = """
blueprint ills "Ills"
role a "A"
role b "B"
role c "C"
role d "D"
metric fcr "Solved at once" unit "%" baseline 70 now 61 target 80 better higher
step s "Refund" {
  customer fill "Fills in the form" start output order { pain slow "Four departments" view customer importance high urgency medium }
  -> frontstage take "Takes it" by a
  -> backstage check "Checks it" by b
  -> backstage first "First approval" by d approval
  -> backstage second "Second approval" by c approval
  -> frontstage ask "Asks again" by a
  -> customer again "Says the order again" output order
  -> customer stay "Still interested?" decision
  stay -> customer leave "Leaves" end lost when "no" 12.5%
  stay -> frontstage pay "Pays" by a when "yes"
  pay -> frontstage sign "Has it signed" by b
  sign -> frontstage hand "Hands it over" by c
  hand -> customer get "Has the money" end served
}
"""


def test_lost_customers_pains_and_the_ills_of_processes_are_concerns():
    facts = gather(scene_of(ILLS).blueprint)
    assert [(one.rank, one.key) for one in concerns(facts)] == [
        ("lost", "s.leave"),
        ("pain", "slow"),
        ("repeated", "s.again"),
        ("handoffs", "s.second"),
        ("transfers", "s"),
        ("approvals", "s.second"),
        ("metric", "fcr"),
    ]
    said = worth(report(ILLS))
    assert [(what, why) for what, why, _ in said] == [
        ("Leaves", "12.5 of 100 customers are lost here."),
        ("Four departments", "Pain point: importance high, urgency medium, no idea for it."),
        ("Says the order again", "Customers give “order” a second time here."),
        (
            "Second approval",
            "From “Takes it” on, the work changes hands 3 times and the customer is not informed.",
        ),
        ("1 Refund", "Customers are passed on 2 times."),
    ]
    assert all(link for *_, link in said)
    rest = re.sub(r"pain slow.*high urgency medium|output order| by [abcd]|end lost", "", ILLS)
    assert [why for _, why, _ in worth(report(rest))] == [
        "Approval number 2 in a row.",
        "61% now, further from the target of 80% than at the beginning.",
    ]


def test_without_all_shares_nobody_is_said_to_be_lost():
    facts = gather(scene_of(ILLS.replace(" 12.5%", "")).blueprint)
    assert "lost" not in {one.rank for one in concerns(facts)}


# ── action priority ────────────────────────────────────────────────────────────────────────────────────────


def test_the_usual_table_has_every_combination_and_never_falls_when_a_rating_rises():
    table = usual_priorities()
    ranks = {key: PRIORITIES.index(value) for key, value in table.table.items()}
    assert sorted(ranks) == sorted(product(SCALE, SCALE, SCALE))
    for severity, occurrence, detection in ranks:
        here = ranks[severity, occurrence, detection]
        assert here <= ranks[min(severity + 1, 10), occurrence, detection]
        assert here <= ranks[severity, min(occurrence + 1, 10), detection]
        assert here <= ranks[severity, occurrence, min(detection + 1, 10)]
    assert set(ranks.values()) == {0, 1, 2}


@pytest.mark.parametrize(
    ("ratings", "priority"),
    [((10, 10, 10), "high"), ((9, 4, 2), "high"), ((9, 4, 1), "medium"), ((10, 2, 7), "high"), ((10, 3, 6), "medium"),
     ((10, 3, 4), "low"), ((10, 1, 10), "low"), ((8, 8, 1), "high"), ((7, 6, 1), "medium"), ((7, 5, 7), "high"),
     ((8, 4, 6), "medium"), ((8, 3, 6), "medium"), ((8, 3, 4), "low"), ((6, 8, 5), "high"), ((4, 8, 4), "medium"),
     ((5, 7, 2), "medium"), ((5, 6, 1), "low"), ((6, 5, 7), "medium"), ((6, 5, 6), "low"), ((6, 3, 10), "low"),
     ((3, 8, 5), "medium"), ((3, 10, 4), "low"), ((2, 7, 10), "low"), ((1, 10, 10), "low")],
)  # fmt: skip
def test_cells_of_the_usual_table(ratings: tuple[int, int, int], priority: str):
    assert usual_priorities().at(*ratings) == priority


ROWS = "1-10,1-10,1-9,low\n1-10,1-10,10,high\n"
HEAD = "severity,occurrence,detection,priority\n"


@pytest.mark.parametrize(
    "text",
    [HEAD + ROWS, "# ours\n\n" + HEAD + ROWS, "\ufeff" + HEAD.upper() + ROWS.replace("-", "–"),
     (HEAD + ROWS).replace(",", ";"), (HEAD + ROWS).replace(",", " \t"), (HEAD + ROWS).replace("\n", "\r\n")],
)  # fmt: skip
def test_a_table_may_be_written_as_spreadsheets_do(text: str):
    found = read_priorities(text)
    assert isinstance(found, Priorities)
    assert (found.at(1, 1, 10), found.at(10, 10, 9)) == ("high", "low")


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("", Problem(None, "it is empty")),
        ("# nothing\n", (None, "it is empty")),
        ("S,O,D,AP\n", (1, "its first row names the columns: severity,occurrence,detection,priority")),
        (HEAD + "1,2,3\n", (2, "a row has 4 cells, this one has 3")),
        (
            HEAD + "# x\n0-3,1,1,low\n",
            (3, "severity is a number from 1 to 10 or a range such as 2-4, not '0-3'"),
        ),
        (
            HEAD + "1,5-2,1,low\n",
            (2, "occurrence is a number from 1 to 10 or a range such as 2-4, not '5-2'"),
        ),
        (
            HEAD + "1,1,11,low\n",
            (2, "detection is a number from 1 to 10 or a range such as 2-4, not '11'"),
        ),
        (HEAD + "1,1,1,urgent\n", (2, "priority is one of low, medium, high, not 'urgent'")),
        (
            HEAD + ROWS + "3,3,3,low\n",
            (4, "severity 3, occurrence 3, detection 3 already has a priority in line 2"),
        ),
        (
            HEAD + "1-10,1-10,1-9,low\n",
            (None, "it has no row for severity 1, occurrence 1, detection 10"),
        ),
    ],
)
def test_what_is_wrong_with_a_table_is_said(text: str, problem: tuple[int | None, str]):
    found = read_priorities(text)
    assert isinstance(found, Problem)
    assert (found.line, str(found.statement)) == problem


def run(folder: Path, config: str) -> tuple[int, str, str]:
    """The exit code of a report, what is said, and the page."""
    (folder / ".git").mkdir(exist_ok=True)
    (folder / "blueprint.toml").write_text(config, encoding="utf-8")
    (folder / "odd.blueprint").write_text(ODD, encoding="utf-8")
    page = folder / "odd.html"
    page.unlink(missing_ok=True)
    # One run reads a configuration once.
    configuration._projects.cache_clear()
    done = CliRunner().invoke(group, ["report", str(folder / "odd.blueprint")], prog_name="blueprint")
    return done.exit_code, done.output, page.read_text(encoding="utf-8") if page.exists() else ""


def test_a_project_has_a_table_of_its_own(tmp_path: Path):
    (tmp_path / "ours.csv").write_text(HEAD + "1-10,1-10,1-8,high\n1-10,1-10,9-10,low\n", encoding="utf-8")
    code, _, html = run(tmp_path, '[report]\naction-priority = "ours.csv"\n')
    assert code == 0
    # Fails F1 small 9 × 1 × 1 and F2 large 9 × 9 × 9: the other way round than usual.
    page = Page(html)
    assert page.rows["fail-F1"][-20:].count("high") == 2
    assert {"high", "low"} <= set(page.rows["fail-F2"])
    assert "low" not in Page(run(tmp_path, "")[2]).rows["fail-F2"]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("none.csv", "report.action-priority: "),
        ("../outside.csv", "report.action-priority is a file of this project, and '../outside.csv' is not"),
        ("/etc/hostname", "report.action-priority is a file of this project, and '/etc/hostname' is not"),
        ("link.csv", "report.action-priority is a file of this project, and 'link.csv' is not"),
        ("", "report.action-priority is a file of this project, and '' is not"),
        ("bad.csv", "report.action-priority: bad.csv:2: a row has 4 cells, this one has 1"),
        (
            "short.csv",
            "report.action-priority: short.csv: it has no row for severity 1, occurrence 1, detection 1",
        ),
    ],
)
def test_a_table_that_cannot_be_used_ends_the_run(tmp_path: Path, name: str, said: str):
    folder = tmp_path / "project"
    folder.mkdir()
    (tmp_path / "outside.csv").write_text(HEAD + ROWS, encoding="utf-8")
    (folder / "link.csv").symlink_to(tmp_path / "outside.csv")
    (folder / "bad.csv").write_text(HEAD + "high\n", encoding="utf-8")
    (folder / "short.csv").write_text(HEAD, encoding="utf-8")
    code, output, html = run(folder, f'[report]\naction-priority = "{name}"\n')
    assert code == 2
    assert said in output
    assert html == ""


@pytest.mark.parametrize(
    ("config", "said"),
    [
        ('[report]\naction-priorities = "a.csv"\n', "there is no setting 'report.action-priorities'; did you mean 'action-priority'?"),
        ("[report]\naction-priority = 3\n", 'action-priority is a text in "…"'),
        ('report = "a.csv"\n', "report is a table: [report]"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_meant_ends_the_run(tmp_path: Path, config: str, said: str):
    code, output, _ = run(tmp_path, config)
    assert code == 2
    assert said in output


# ── the sections ───────────────────────────────────────────────────────────────────────────────────────────


def test_the_matrix_has_every_rated_failure_in_its_cell_and_names_the_others():
    section = fail_points.fails(Wording(scene_of(ODD)))
    assert section
    (matrix,) = section.figures
    assert isinstance(matrix, Field)
    cells = {spot.label: (matrix.columns[spot.column], matrix.rows[spot.row]) for spot in matrix.spots}
    assert cells == {"F1": ("1", "9"), "F2": ("9", "9"), "F3": ("9", "9"), "F6": ("2", "9")}
    assert {spot.href for spot in matrix.spots} <= {f"#{row.id}" for row in section.tables[0].rows}
    assert matrix.rows[0] == "10"
    grounds = {(int(matrix.columns[c]), int(matrix.rows[r])): tone for c, r, tone in matrix.grounds}
    # By the rows of the usual table: occurrence first, then severity.
    assert grounds[6, 9] == grounds[8, 7] == "high"
    assert grounds[5, 9] == grounds[7, 7] == grounds[4, 4] == grounds[8, 2] == "medium"
    assert grounds[1, 10] == grounds[3, 6] == grounds[7, 2] == grounds[10, 1] == "low"
    assert len(grounds) == 100
    assert "not rated: F5, F4." in (section.note or "")


def test_a_failure_without_an_owner_shows_that_of_its_place():
    page = Page(report(ODD))
    assert page.rows["fail-F2"][-2:] == ["A", "of the phase"]
    assert page.rows["fail-F6"][-1] == "B"


def test_failures_can_be_sorted_and_chosen():
    section = fail_points.fails(Wording(scene_of(ODD)))
    assert section
    table = section.tables[0]
    chosen = [column.title for column in table.columns if column.filters]
    assert chosen == ["Risk", "Action priority", "Owner"]
    at = [column.title for column in table.columns].index("Action priority")
    orders = {row.id: row.cells[at].order for row in table.rows}
    assert orders == {"fail-F1": 1, "fail-F2": 3, "fail-F3": 3, "fail-F4": 0, "fail-F5": 0, "fail-F6": 1}


def test_risks_stand_by_scope_and_severity_and_lead_to_their_first_step():
    in_words = Wording(scene_of(ODD))
    section = fail_points.risks(in_words)
    assert section
    (matrix,) = section.figures
    assert isinstance(matrix, Field)
    cells = {spot.label: (matrix.columns[spot.column], matrix.rows[spot.row]) for spot in matrix.spots}
    assert cells == {"R1": ("high", "global"), "R2": ("high", "local"), "R3": ("high", "global")}
    page = Page(report(ODD))
    assert page.rows["risk-3"][:2] == ["R3", "Fire"]
    assert {"Tell everybody", "+2", "within 30 s"} <= set(page.rows["risk-3"])
    assert "#run-R3-2" in page.row_links["risk-3"]


def test_the_runbook_says_what_to_do_in_order_of_time_and_who():
    page = Page(report(ODD))
    plan = [page.rows[row] for row in page.rows if row.startswith("run-R3")]
    assert plan == [
        ["in advance", "every month", "Check", "B"],
        ["within 30 s", "Tell everybody", "A"],
        ["within 2 min", "Stop the lift", "A"],
        ["no time limit", "Write", "A"],
        ["for the customer", "A voucher", "A"],
    ]
    lines = ODD.splitlines()
    assert "Stop the lift" in lines[int(page.places["run-R3-3"]) - 1]
    # A plan that begins and does not go on has a gap; a risk without any plan is in the list of risks alone.
    assert page.rows["run-R1-2"] == ["when it happens", "—", "—"]
    assert not [row for row in page.rows if row.startswith("run-R2")]


def test_several_limits_make_a_timeline():
    section = runbook.runbook(Wording(scene_of(ODD)))
    assert section
    (chart,) = section.figures
    assert isinstance(chart, Timeline)
    assert [(one.label, one.stretches[0].end) for one in chart.courses] == [
        ("R3 Tell everybody", 30),
        ("R3 Stop the lift", 120),
    ]
    assert (chart.ticks[0].at, chart.ticks[-1].at) == (0, 300)
    alone = runbook.runbook(Wording(scene_of(ODD.replace(" within 2m", ""))))
    assert alone
    assert alone.figures == ()
