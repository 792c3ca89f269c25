"""What becomes of limits, worked out by hand from the texts."""

from __future__ import annotations

from pathlib import Path

import pytest

from blueprint.analysis.facts import Facts, gather
from blueprint.analysis.motion.limits import Held, Kind, limit_of
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
