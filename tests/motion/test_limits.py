"""What becomes of limits, worked out by hand from the texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint.analysis.facts import Facts, gather
from blueprint.analysis.motion.limits.limit import Held, Kind
from blueprint.analysis.motion.limits.limits import limit_of, limit_of_arrow
from blueprint.compiler import compile_source
from blueprint.source import Source

from ..examples import compiled

CASES = Path(__file__).parent / "cases"
MINUTE, HOUR, DAY = 60, 3600, 86400


def facts_of(text: str) -> Facts:
    found = compile_source(Source("test.blueprint", text)).blueprint
    assert found is not None
    return gather(found)


def case(name: str) -> Facts:
    return compiled(CASES / f"{name}.blueprint").facts


def held(facts: Facts, kind: Kind, key: str) -> tuple[Held, ...]:
    limit = limit_of(facts, kind, key)
    assert limit is not None
    return limit.held


@pytest.mark.parametrize(
    ("name", "kind", "key", "usual", "by"),
    [
        ("m1", "step", "queue", 20 * MINUTE, 5 * MINUTE),
        ("m4", "wait", "arrive.come", 15 * MINUTE, 10 * MINUTE),
        ("s3", "service", "b", 5 * DAY, 2 * DAY),
    ],
)
def test_what_is_over_its_target_is_so_by_what_the_text_says(
    name: str, kind: Kind, key: str, usual: float, by: float
) -> None:
    (found,) = held(case(name), kind, key)
    assert (found.verdict, found.taken.usual, found.by) == ("over", usual, by)


def test_a_promise_may_be_broken_for_one_persona_alone() -> None:
    found = {each.personas: each for each in held(case("p15-variant-time"), "service", "v")}
    assert {personas: (each.verdict, each.by) for personas, each in found.items()} == {
        (None, "new"): ("kept", 0),
        ("rare",): ("over", 95 * MINUTE),
    }
    assert found["rare",].taken.usual == 125 * MINUTE


LOOP = """
blueprint b "B"
time 1h target 20m
step fix "Fix" {
  target
  customer bring "Brings it" start
  -> frontstage repair "Repairs it" time 10m
  -> frontstage ok "Runs?" decision
  ok -> repair "no" 40% max 2
  ok -> customer ride "Rides home" time 5m when "yes" 60% end served
}
"""


def test_the_share_of_the_cases_that_keep_a_target_is_that_of_their_ways() -> None:
    step = LOOP.replace("time 1h target 20m\n", "").replace("  target\n", "  time ..1m target 25m\n")
    (found,) = held(facts_of(step), "step", "fix")
    # 15 min in 60 %, 25 min in 24 %, 35 min in 16 % of the cases.
    assert (found.verdict, found.taken.usual, found.taken.most) == ("may", 15 * MINUTE, 35 * MINUTE)
    assert found.taken.share == pytest.approx(0.84)
    whole = LOOP.replace("time 1h target 20m", "time 15m target 20m").replace("  target\n", "")
    (found,) = held(facts_of(whole), "service", "b")
    assert (found.verdict, found.taken.most) == ("may", 35 * MINUTE)
    assert found.taken.share == pytest.approx(0.6)


def test_where_a_case_goes_round_any_number_of_times_nothing_is_the_longest() -> None:
    text = (
        LOOP.replace("time 1h target 20m\n", "")
        .replace("  target\n", "  time 15m target 25m\n")
        .replace(" max 2", "")
    )
    (found,) = held(facts_of(text), "step", "fix")
    assert found.taken.most == float("inf")
    assert found.taken.share == pytest.approx(0.84)


def test_a_step_lasts_to_the_last_action_of_the_customer_in_it() -> None:
    text = """
blueprint b "B"
step pay "Pay" {
  time 1m target 4m
  customer pays "Pays" time 3m
  -> frontstage takes "Takes the money" time 1m
  -> backstage counts "Counts it" time 1h
}
"""
    (found,) = held(facts_of(text), "step", "pay")
    assert (found.verdict, found.taken.usual) == ("kept", 3 * MINUTE)


def test_what_a_phase_states_beyond_its_steps_is_part_of_none() -> None:
    text = """
blueprint b "B"
phase p "P" {
  time 1h target 30m
  step one "One" { time 9m target 10m; customer come "Comes" start; -> customer sit "Sits"; }
}
"""
    facts = facts_of(text)
    assert held(facts, "step", "one")[0].taken.usual == 9 * MINUTE
    assert held(facts, "phase", "p")[0].taken.usual == HOUR


def test_what_is_due_after_an_action_counts_from_its_end_along_the_ways() -> None:
    text = """
blueprint b "B"
step s "S" {
  customer ask "Asks" start time 5m
  -> frontstage note "Notes it" time 2m
  -> backstage work "Works on it" wait 1h time 30m
  -> frontstage tell "Calls back" time 10m due 90m after note
  -> customer know "Knows" end served
}
"""
    (found,) = held(facts_of(text), "due", "s.tell")
    # 60 + 30 + 10 min after the note.
    assert (found.verdict, found.taken.usual, found.by) == ("over", 100 * MINUTE, 10 * MINUTE)


def test_nothing_is_measured_where_nothing_has_a_time() -> None:
    text = """
blueprint b "B"
step s "S" {
  customer ask "Asks" start
  -> frontstage note "Notes it" { standard "At once" within 1m }
  -> customer know "Knows" end served due 1h after ask
}
"""
    facts = facts_of(text)
    assert [held(facts, "standard", "s.note")[0].verdict, held(facts, "due", "s.know")[0].verdict] == [
        "unknown"
    ] * 2


# ── arrows, what is due before something, recoveries, feedback ───────────────────────────────────────────────────────────────


def arrow(facts: Facts, target: str) -> Held:
    flow = next(flow for flow in facts.blueprint.flows if flow.target == target and flow.within)
    limit = limit_of_arrow(facts, flow)
    assert limit is not None
    (found,) = limit.held
    return found


SHOP = """
blueprint b "B"
step s "S" {
  customer ask "Asks" start time 5m
  -> frontstage note "Notes it" time 2m
  -> backstage work "Works on it" wait 1h time 30m when %s
  work <-> support check "Checks it" wait 3m time 4m when %s
  note -> backstage other "Does something else" time 3h
  other -> frontstage tell "Tells" when %s
  work -> tell
  note ~> tell %s
  -> customer know "Knows" end served
}
"""


def test_along_an_arrow_counts_until_the_work_begins_and_of_a_call_until_it_is_over() -> None:
    facts = facts_of(SHOP % ("within 45m", "within 5m", "within 1m", "within 4h"))
    work, check = arrow(facts, "s.work"), arrow(facts, "s.check")
    assert (work.verdict, work.taken.usual, work.by) == ("over", HOUR, 15 * MINUTE)
    assert (check.verdict, check.taken.usual, check.by) == ("over", 7 * MINUTE, 2 * MINUTE)
    # What it is joined by is there before.
    tells = [flow for flow in facts.blueprint.flows if flow.target == "s.tell" and flow.within]
    verdicts = [limit_of_arrow(facts, flow) for flow in tells]
    # From the other work on it takes no time that is known; how long the message is under way nobody says.
    assert [limit.held[0].verdict for limit in verdicts if limit] == ["unknown", "unknown"]


def test_an_arrow_counts_on_the_ways_that_take_it() -> None:
    text = """
blueprint b "B"
step s "S" {
  customer ask "Asks" start
  -> frontstage ok "Right?" decision time 1m
  ok -> backstage mend "Mends it" wait ..2h time 5m when "no" 20% max 1 within 1h
  mend -> ok
  ok -> customer go "Goes" end served when "yes" 80%
}
"""
    found = arrow(facts_of(text), "s.mend")
    assert (found.verdict, found.taken.usual, found.taken.share) == ("over", 2 * HOUR, 0)


def test_what_is_due_before_something_is_in_time_late_or_not_known() -> None:
    text = """
blueprint b "B"
step s "S" {
  customer book "Books" start
  -> frontstage confirm "Confirms" time 1m due %s before come
  -> frontstage plan "Plans" %s
  -> customer come "Comes" wait 10m end served
}
"""

    def before(due: str, plan: str) -> Held:
        (found,) = held(facts_of(text % (due, plan)), "due", "s.confirm")
        return found

    assert (before("2d", "time 3d").verdict, before("2d", "time 3d").taken.usual) == ("kept", 3 * DAY)
    late = before("2d", "time 1d")
    assert (late.verdict, late.by) == ("over", DAY)
    # Nobody says how long it is until then.
    assert before("2d", "").verdict == "unknown"


def test_what_comes_only_after_what_it_is_due_before_is_late_whatever_the_times() -> None:
    text = """
blueprint b "B"
step s "S" {
  customer come "Comes" start
  -> frontstage greet "Greets"
  -> frontstage remind "Reminds" due 1d before come
  -> customer go "Goes" end served
}
"""
    (found,) = held(facts_of(text), "due", "s.remind")
    assert found.verdict == "over"


RECOVERY = """
blueprint b "B"
step s "S" {
  customer ask "Asks" start
  -> frontstage find "Finds it" time 2m {
    fail lost "Lost" { recover "Fetch it" !> fetch; within 10m; }
  }
  -> customer has "Has it" end served
  backstage drive "Drives" time %s
  drive <-> support log "Logs it"
  backstage fetch "Fetches it" %s
  %s
}
"""


def test_a_recovery_is_held_against_the_way_that_the_failure_takes() -> None:
    (found,) = held(facts_of(RECOVERY % ("1m", "wait 15m time 5m", "")), "recovery", "lost")
    assert (found.verdict, found.taken.usual, found.by) == ("over", 20 * MINUTE, 5 * MINUTE)
    # What it calls is part of it.
    (found,) = held(facts_of(RECOVERY % ("20m", "time 5m", "fetch <-> drive")), "recovery", "lost")
    assert (found.verdict, found.taken.usual, found.by) == ("open", 20 * MINUTE, 10 * MINUTE)


def test_a_failure_of_what_is_called_counts_from_when_the_caller_is_ready() -> None:
    text = """
blueprint b "B"
step s "S" {
  customer ask "Asks" start time 5m
  <-> support find "Finds it" {
    fail lost "Lost" { recover "Fetch it" !> fetch; within 2m; }
  }
  ask -> customer has "Has it" end served
  backstage fetch "Fetches it" wait 1m
}
"""
    (found,) = held(facts_of(text), "recovery", "lost")
    assert (found.verdict, found.taken.usual) == ("kept", MINUTE)


def test_feedback_is_answered_through_its_channels_on_the_ways() -> None:
    text = """
blueprint b "B"
channel mail "Mail"
channel phone "Telephone"
step s "S" {
  customer rate "Rates" start
  -> backstage read "Reads it" wait 3h
  -> frontstage call "Calls" via phone time 30m
  -> customer hear "Hears" end served
}
feedback loop "Loop" via %s after rate {
  respond 2h simple
  respond %s complex
  resolve 4h
  inform "Letter" within 12h
}
"""
    facts = facts_of(text % ("phone", "24h"))
    # It begins after 3 h: too late for a simple case, but who says that it is one?
    assert held(facts, "respond", "loop.simple")[0].verdict == "unknown"
    assert held(facts, "respond", "loop.complex")[0].verdict == "kept"
    assert held(facts, "resolve", "loop")[0].taken.usual == 3.5 * HOUR
    assert held(facts, "inform", "loop")[0].verdict == "unknown"
    late = held(facts_of(text % ("phone", "150m")), "respond", "loop.simple")[0]
    assert (late.verdict, late.by) == ("over", HOUR)
    # By another channel nobody answers it.
    assert held(facts_of(text % ("mail", "24h")), "respond", "loop.complex")[0].verdict == "unknown"
