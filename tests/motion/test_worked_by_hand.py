"""Services small enough to be worked out with paper and pencil, and the examples; each number was worked out by hand, from the text alone.

The cases are whole files, in `cases/`.
"""

from __future__ import annotations

from dataclasses import fields
from pathlib import Path

import pytest

from blueprint.analysis.facts import gather
from blueprint.analysis.motion.by_step import ladder_of
from blueprint.analysis.motion.results import Motion, motions
from blueprint.analysis.motion.rules.net_builder import personas_that_differ
from blueprint.compiler import compile_source
from blueprint.source import Source

from ..examples import compiled

CASES = Path(__file__).parent / "cases"
EXAMPLES = Path(__file__).parent.parent.parent / "examples"
HOUR = 60
DAY = 24 * HOUR


def load(path: Path) -> tuple[Motion, ...]:
    result = compiled(path)
    assert result.blueprint is not None
    return motions(result.blueprint)


def case(name: str) -> Motion:
    (motion,) = load(CASES / f"{name}.blueprint")
    return motion


def minutes(seconds: float | None) -> float | None:
    return None if seconds is None else round(seconds / 60, 4)


def ways(motion: Motion) -> list[tuple[float | None, float | None]]:
    """The ways, by their share in per cent and their minutes."""
    return [
        (None if way.share is None else round(100 * way.share, 4), minutes(way.lead.usual))
        for way in motion.ways
    ]


def terms(motion: Motion) -> list[tuple[str, str, float | None]]:
    return [(term.kind, term.key, minutes(term.seconds)) for term in motion.usual.terms]


def costs(motion: Motion) -> dict[str, tuple[float | None, bool]]:
    return {
        f"{cost.decision}: {cost.answer.label}": (minutes(cost.seconds), cost.is_round)
        for cost in motion.answer_costs
    }


# One way


@pytest.mark.parametrize(
    ("name", "lead"),
    [
        ("m1", 20), ("m3", 2 * DAY + 62), ("t_m3law", 2 * DAY + 62), ("m4", 16), ("m5", 55), ("d2-value", 62), ("s3", 5 * DAY),
        ("t_two", 2), ("t_leave", 1), ("m9", 0), ("m10", 0),
    ],
)  # fmt: skip
def test_a_service_with_one_way_takes_what_its_terms_add_up_to(name: str, lead: float) -> None:
    motion = case(name)
    assert ways(motion) == [(100, lead)]
    assert minutes(motion.lead.mean) == lead


def test_a_wait_and_its_call_fill_the_time_of_the_step_and_leave_nothing() -> None:
    motion = case("m1")
    assert terms(motion) == [("wait", "queue.stand", 18), ("work", "queue.serve", 2)]
    assert minutes(motion.wholes[0].rest.usual) == 0
    (rung,) = motion.ladder
    assert (minutes(rung.wait.mean), minutes(rung.work.mean), minutes(rung.rest.mean)) == (18, 2, 0)


def test_at_most_counts_as_that_much_and_at_least_nothing() -> None:
    lead = case("m4").lead.usual
    assert (minutes(lead.low), minutes(lead.usual), minutes(lead.high)) == (1, 16, 16)


def test_ranges_of_a_step_stay_as_they_are_stated() -> None:
    lead = case("span").lead.usual
    assert (lead.low, lead.usual, lead.high) == (14 * 86400, 22 * 86400, 30 * 86400)


def test_what_the_service_states_and_nobody_broke_down_is_told() -> None:
    motion = case("s3")
    assert terms(motion)[-1] == ("rest", "", 5 * DAY - DAY - 3)
    assert motion.lead.within == 0
    assert minutes(motion.lead.target) == 3 * DAY


# Journey arrows that were written and that were not


def test_writing_the_journey_out_changes_nothing() -> None:
    assert [way.terms for way in case("m3").ways] == [way.terms for way in case("t_m3law").ways]
    implied, written = case("m9"), case("m10")
    for part in fields(type(implied.usual)):
        if part.name != "answers":
            assert getattr(implied.usual, part.name) == getattr(written.usual, part.name)
    assert implied.visits == written.visits
    assert implied.ladder == written.ladder


# Several ways


def test_rounds_are_ways_with_shares() -> None:
    motion = case("m2")
    assert ways(motion) == [(80, 15), (16, 85), (4, 155)]
    assert minutes(motion.lead.mean) == 31.8
    assert minutes(motion.lead.longest) == 155
    assert costs(motion) == {"fix.ok: no": (70, True)}


def test_an_answer_closed_gives_its_share_to_the_others() -> None:
    motion = case("m8")
    assert ways(motion) == [(60, 15), (24, 25), (16, 35)]
    assert minutes(motion.lead.mean) == 20.6
    assert costs(motion) == {"a.ok: again": (10, True)}
    motion = case("p16b")
    assert ways(motion) == [(60, 10), (40, 20)]
    assert minutes(motion.lead.mean) == 14
    assert costs(motion) == {"s.okq: no, again": (10, True)}
    motion = case("t_chain")
    assert ways(motion) == [(70, DAY), (21, 2 * DAY), (9, 3 * DAY)]
    assert minutes(motion.lead.mean) == 1.39 * DAY


def test_a_ring_without_a_limit_is_gone_round_to_the_end() -> None:
    motion = case("t_rounds")
    assert ways(motion)[:3] == [(40, 10), (24, 20), (14.4, 30)]
    assert minutes(motion.lead.mean) == 25
    assert motion.lead.longest is None
    assert motion.visits is not None
    assert motion.visits["s.do"] == pytest.approx(2.5)


def test_alternatives_are_not_added_up() -> None:
    motion = case("alt")
    assert ways(motion) == [(50, 14), (50, 124)]
    assert minutes(motion.lead.mean) == 69
    (rung,) = motion.ladder
    assert [minutes(value) for value in rung.wait.values] == [10, 120]
    assert minutes(rung.wait.mean) == 65
    assert minutes(rung.mean) == 69


def test_a_longer_answer_costs_what_it_takes_longer() -> None:
    motion = case("m6")
    assert ways(motion) == [(93, 3), (7, 7)]
    assert motion.lead.mean == pytest.approx(3 * 60 + 16.8)
    assert minutes(motion.wholes[0].rest.usual) == 2
    assert costs(motion) == {"pay.ok: no": (4, False)}


def test_the_rest_of_a_step_is_the_same_on_every_way() -> None:
    motion = case("t_restlaw")
    assert minutes(motion.wholes[0].rest.usual) == 1
    assert ways(motion) == [(93, 3), (7, 6)]


def test_what_turned_away_is_awaited_until_that_is_known() -> None:
    motion = case("t_call")
    assert ways(motion) == [(50, 33), (50, 13)]
    assert {key: minutes(spare) for key, spare in motion.slack.items()} == {"s.cook": 25}


def test_a_message_begins_what_only_a_ring_leads_to() -> None:
    assert sorted(ways(case("t_mix"))) == [(50, 6), (50, 11)]


def test_starts_in_one_customer_lane_are_alternatives() -> None:
    motion = case("t_multi")
    assert ways(motion) == [(None, 15), (None, 35)]
    assert [way.starts for way in motion.ways] == [("s.phone",), ("s.walk",)]
    assert motion.lead.mean is None


# Shares that nobody says


@pytest.mark.parametrize("name", ["critical", "crit2", "crit3"])
def test_the_usual_way_ends_served_where_no_share_is_known(name: str) -> None:
    motion = case(name)
    assert minutes(motion.lead.usual.usual) == 36 * DAY
    assert motion.usual.outcome.kind == "served"
    assert motion.lead.mean is None
    assert all(way.share is None for way in motion.ways)
    assert not motion.ladder[0].passes


def test_a_file_without_arrows_has_no_ways() -> None:
    motion = case("met")
    assert not motion.runs


# The service's own time


def test_the_rest_of_the_service_belongs_to_what_ends_as_usual() -> None:
    motion = case("t_rest")
    assert ways(motion) == [(60, 5 * DAY), (40, 2)]
    assert [way.is_at_least for way in motion.ways] == [False, True]
    assert {outcome.action: share for outcome, share in motion.outcomes.items()} == {
        "s.left": pytest.approx(0.4),
        "s.got": pytest.approx(0.6),
    }
    # One of the two is lost: a difference would say nothing.
    assert costs(motion) == {"s.go: no": (None, False)}


def test_each_persona_has_its_own_numbers() -> None:
    rare, new, others = load(CASES / "p15-variant-time.blueprint")
    assert (rare.personas, new.personas, others.personas) == (("rare",), ("new",), (None,))
    assert [minutes(motion.lead.usual.usual) for motion in (rare, new, others)] == [125, 30, 30]
    assert [minutes(motion.beyond_stated) for motion in (rare, new, others)] == [95, 0, 0]
    assert [motion.lead.within for motion in (rare, new, others)] == [0, 1, 1]
    assert [minutes(motion.lead.not_broken_down) for motion in (rare, new)] == [0, 15]


# Work


def test_work_counts_both_sides_of_a_call_and_no_value_is_made_up() -> None:
    amounts = case("m5").amounts
    assert minutes(amounts.seconds) == 60
    assert {value: minutes(seconds) for value, seconds in amounts.values.items()} == {"waste": 5, None: 55}
    assert amounts.valued == pytest.approx(5 / 60)
    amounts = case("d2-value").amounts
    assert {value: minutes(seconds) for value, seconds in amounts.values.items()} == {
        "necessary": 2,
        None: 60,
    }
    assert [(work.role, minutes(work.seconds)) for work in amounts.work] == [("a", 62)]


def test_work_is_weighted_by_how_often_it_is_done() -> None:
    amounts = case("m2").amounts
    assert [(work.lane, minutes(work.seconds)) for work in amounts.work] == [
        ("frontstage", 12.4),
        ("customer", 5),
    ]


# The examples


def test_the_stay_at_the_hotel() -> None:
    for motion in load(EXAMPLES / "hotel-stay.blueprint"):
        assert minutes(motion.lead.usual.usual) == 34
        assert minutes(motion.lead.mean) == pytest.approx(39 + 20 / 60, abs=0.01)
        assert costs(motion)["check_in.free: no"] == (17, True)


def test_the_carts_of_the_shop() -> None:
    for motion in load(EXAMPLES / "online-checkout.blueprint"):
        per_100 = {outcome.action: round(100 * (share or 0), 1) for outcome, share in motion.outcomes.items()}
        lost = {
            "fill_cart.leave_cart": 38.0,
            "sign_in.leave_account": 14.9,
            "address.leave_total": 9.9,
            "pay.leave_payment": 2.4,
        }
        assert per_100.items() >= lost.items()
        orders = sum(share for end, share in per_100.items() if end not in lost)
        assert orders == pytest.approx(34.9, abs=0.11)


# Rules that the cases do not show


def of(text: str) -> Motion:
    found = compile_source(Source("case.blueprint", 'blueprint case "Case"\nstep s "S" {\n' + text + "\n}\n"))
    assert not found.errors
    assert found.blueprint is not None
    (motion,) = motions(found.blueprint)
    return motion


def test_a_meeting_does_not_wait_for_what_follows_from_who_calls() -> None:
    motion = of(
        """
        customer ask "Asks" time 1m
        -> frontstage a "Answers" time 2m
        a <-> support b "Looks up" time 5m
        a -> frontstage c "Writes" time 3m
        c -> b
        """
    )
    assert minutes(motion.usual.lead.usual) == 1
    assert motion.visits == {"s.ask": 1, "s.a": 1, "s.b": 2, "s.c": 1}


def test_a_meeting_waits_for_both_sides() -> None:
    motion = of(
        """
        customer ask "Asks" time 1m
        -> frontstage a "Prepares" time 2m
        ask -> backstage b "Fetches the file" time 10m
        b -> frontstage talk "Talks" time 5m
        a <-> talk
        a -> customer go "Goes" end served
        """
    )
    assert ways(motion) == [(100, 16)]
    assert terms(motion) == [("work", "s.ask", 1), ("work", "s.b", 10), ("work", "s.talk", 5)]
    assert motion.visits is not None
    assert motion.visits["s.talk"] == 1


def lead_and_rest(text: str) -> tuple[float, float]:
    """The lead time and the rest of the first whole, in minutes."""
    found = compile_source(Source("case.blueprint", 'blueprint case "Case"\n' + text)).blueprint
    assert found is not None
    (motion,) = motions(found)
    return minutes(motion.lead.usual.usual), minutes(motion.wholes[0].rest.usual)


SIGNING = """
step sign "Sign" {
  time 15m
  customer sign "Signs" time 1m
  -> frontstage enter "Enters it" time 6m
  -> support open "Opens the account" time 1m
}
step receive "Receive" {
  %s
}
"""


def test_a_step_holds_what_the_customer_waits_for_before_going_on() -> None:
    next_needs_it = 'sign.open -> customer get "Gets the papers" time 2m end served'
    # Of the 15 minutes 1 + 6 + 1 are broken down.
    assert lead_and_rest(SIGNING % next_needs_it) == (17, 7)
    # Through other people's work elsewhere, too.
    later = 'sign.open -> frontstage print "Prints" time 3m\n -> customer get "Gets them" time 2m end served'
    assert lead_and_rest(SIGNING % later) == (20, 7)


def test_what_staff_do_when_the_customer_has_gone_on_is_not_in_the_step() -> None:
    goes_on = 'customer read "Reads" time 2m\n sign.open -> customer get "Gets the papers" end served'
    # 15 min, after them 7 min of others beside 2 min of reading, and then the papers.
    assert lead_and_rest(SIGNING % goes_on) == (22, 14)
    leaves = 'customer leave "Leaves" time 2m end served'
    assert lead_and_rest(SIGNING % leaves) == (17, 14)


def test_another_customer_who_is_not_in_the_step_keeps_it_no_longer() -> None:
    text = """
lanes {
  customer patient "Patient"
  customer family "Family"
  frontstage desk "Desk"
  backstage lab "Laboratory"
}
step give "Give blood" {
  time 10m
  patient give "Gives blood" time 4m start
  -> lab test "Tests it" time 2h
}
step after "After" {
  patient rest "Rests" time 5m
  give.test -> family hear "Hears" end served
}
"""
    assert lead_and_rest(text) == (130, 6)


def test_a_step_without_customers_lasts_to_what_a_customer_waits_for() -> None:
    text = """
step ask "Ask" { customer ask "Asks" start; }
step check "Check" {
  time 30m
  ask.ask -> backstage look "Looks" time 5m
  -> backstage file "Files it" time 50m
  -> support log "Logs it"
}
step tell "Tell" {
  check.look -> customer hear "Hears" end served
  check.file -> backstage store "Stores it" time 1m
}
"""
    assert lead_and_rest(text) == (30, 25)


def test_a_failure_is_taken_instead_of_all_with_its_share() -> None:
    motion = of(
        """
        customer ask "Asks" time 1m
        -> frontstage a "Does it" time 2m
        a -> customer has "Has it" end served
        a !> frontstage b "Repairs it" time 10m when 20%
        b -> has
        """
    )
    assert ways(motion) == [(80, 3), (20, 13)]


def test_a_failure_without_a_share_is_no_part_of_the_usual_case() -> None:
    motion = of(
        """
        customer ask "Asks" time 1m
        -> frontstage a "Does it" time 2m
        a -> customer has "Has it" end served
        a !> frontstage b "Repairs it" time 10m
        b -> has
        """
    )
    assert ways(motion) == [(100, 3)]


def test_an_arrow_back_that_nobody_decided_is_left_out_and_named() -> None:
    motion = of(
        """
        customer ask "Asks" time 1m
        -> frontstage a "Does it" time 2m
        -> frontstage b "Does it again" time 3m
        b -> a max 5
        b -> customer has "Has it" end served
        """
    )
    assert ways(motion) == [(100, 6)]
    assert [(place.kind, place.action) for place in motion.stuck] == [("unavoidable", "s.b")]


def test_a_message_to_the_beginning_closes_no_answer_that_leads_there() -> None:
    motion = of(
        """
        customer ask "Asks" time 1m
        -> frontstage a "Right?" decision time 2m
        a -> ask when "no" 50% max 1
        a -> customer has "Has it" end served when "yes" 50%
        has ~> ask
        """
    )
    assert ways(motion) == [(50, 6), (50, 3)]
    assert [(place.kind, place.action) for place in motion.stuck] == [("unavoidable", "s.has")]


def test_a_decision_without_an_open_answer_stops_the_case_and_is_named() -> None:
    motion = of(
        """
        customer ask "Asks" time 1m
        -> frontstage a "Which?" decision time 2m
        a -> frontstage b "This" when "this" 50% max 1
        a -> frontstage c "That" when "that" 50% max 1
        b -> frontstage ok "Enough?" decision
        c -> ok
        ok -> a "no" 50%
        ok -> customer has "Has it" when "yes" 50% end served
        """
    )
    assert {outcome.kind: share for outcome, share in motion.outcomes.items()} == {"served": 0.75, None: 0.25}
    assert ("no answer", "s.a") in [(place.kind, place.action) for place in motion.stuck]


def test_a_ring_without_shares_and_without_a_limit_is_listed_for_one_round() -> None:
    motion = of(
        """
        customer ask "Asks" time 1m
        -> frontstage a "Again?" decision time 2m
        a -> ask "yes"
        a -> customer has "Has it" when "no" end served
        """
    )
    assert ways(motion) == [(None, 3), (None, 6)]


def test_what_both_customers_reach_counts_for_each_of_them() -> None:
    found = compile_source(
        Source(
            "case.blueprint",
            """
            blueprint case "Case"
            lanes {
              customer patient "Patient"
              customer family "Family"
              frontstage desk "Desk"
            }
            step s "S" {
              patient come "Comes" start
              -> desk treat "Treats" time 5m
              treat -> patient leave "Leaves" end served
              treat -> family hear "Hears" wait 3m end partly
            }
            """,
        )
    ).blueprint
    assert found is not None
    (motion,) = motions(found)
    assert {outcome.action: share for outcome, share in motion.outcomes.items()} == {
        "s.leave": 1,
        "s.hear": 1,
    }
    assert motion.usual.outcome.action == "s.hear"
    assert minutes(motion.lead.usual.usual) == 8


def test_roles_of_an_action_share_its_work() -> None:
    found = compile_source(
        Source(
            "case.blueprint",
            'blueprint case "Case"\nrole a "A"\nrole b "B"\nstep s "S" {\n customer ask "Asks"\n -> frontstage do "Does" by a, b time 10m cost 3\n}\n',
        )
    ).blueprint
    assert found is not None
    (motion,) = motions(found)
    assert [(work.role, minutes(work.seconds)) for work in motion.amounts.work] == [("a", 5), ("b", 5)]
    assert motion.amounts.cost == 3


# Too many ways to work all of them out


def row(decisions: int) -> str:
    """Independent decisions in a row: 70 % take one minute, 30 % four."""
    out = ['customer ask "Asks"', '-> frontstage go0 "Goes on"']
    for number in range(decisions):
        out += [
            f'-> frontstage d{number} "Which?" decision'
            if not number
            else f'go{number} -> frontstage d{number} "Which?" decision',
            f'd{number} -> frontstage x{number} "Short" time {60 + number}s when "a" 70%',
            f'd{number} -> frontstage y{number} "Long" time {240 + number * number}s when "b" 30%',
            f'x{number} -> frontstage go{number + 1} "Goes on"',
            f"y{number} -> go{number + 1}",
        ]
    return "\n".join([*out, f'go{decisions} -> customer has "Has it" end served'])


def test_sixty_decisions_in_a_row_have_exact_means() -> None:
    motion = of(row(60))
    mean = sum(0.7 * (60 + n) + 0.3 * (240 + n * n) for n in range(60))
    assert motion.lead.mean == pytest.approx(mean, abs=1e-4)
    assert motion.lead.sampled
    assert motion.lead.error is None
    assert motion.visits is not None
    assert motion.visits["s.y7"] == pytest.approx(0.3)
    assert len(motion.ways) == 50
    assert motion.lead.median == pytest.approx(mean, rel=0.03)


@pytest.mark.slow
def test_many_branches_at_once_are_sampled_and_say_so() -> None:
    out = ['customer ask "Asks"', '-> frontstage fork "Forks"']
    for number in range(24):
        out += [
            f'fork -> frontstage d{number} "Which?" decision time {number + 1}m',
            f'd{number} -> frontstage x{number} "Short" time {number * 7 + 1}m when "a" 70%',
            f'd{number} -> frontstage y{number} "Long" time {number * 11 + 3}m when "b" 30%',
        ]
    out.append('frontstage join "Joins"')
    out += [f"{side}{number} -> join" for number in range(24) for side in "xy"]
    motion = of("\n".join([*out, 'join -> customer has "Has it" end served']))
    assert motion.is_sampled
    assert motion.lead.cases
    assert motion.lead.error
    assert motion.lead.mean is not None
    # The longest branch decides nearly always: 24 min, then 162 min or 256 min; else the one before.
    expected = 0.0
    left = 1.0
    for number in range(23, -1, -1):
        expected += left * 0.3 * (number + 1 + number * 11 + 3)
        left *= 0.7
    assert abs(motion.lead.mean / 60 - expected) < 5 * motion.lead.error / 60 + 3
    assert of("\n".join([*out, 'join -> customer has "Has it" end served'])).lead == motion.lead


# Times for some personas, and several roles


def test_times_for_a_persona_take_the_place_of_those_for_all() -> None:
    newcomer, family, others = load(CASES / "persona-times.blueprint")
    assert (newcomer.personas, family.personas, others.personas) == (("newcomer",), ("family",), (None,))
    # The step: 20 min, of which 5 + 9 and 4 min are its parts; 30 min for families. Then 6 min, and what the service has left.
    assert [minutes(motion.lead.usual.usual) for motion in (newcomer, family, others)] == [60, 40, 40]
    assert terms(newcomer) == [
        ("rest", "ask", 6),
        ("wait", "ask.ring", 5),
        ("work", "ask.answer", 9),
        ("work", "visit.look", 6),
        ("rest", "", 34),
    ]
    assert ("rest", "ask", 26) in terms(family)
    assert ("rest", "ask", 16) in terms(others)
    assert not any(kind == "wait" for kind, *_ in terms(others))


def test_roles_that_work_together_spend_the_whole_time_each() -> None:
    newcomer, _, others = load(CASES / "persona-times.blueprint")
    work = {w.role: minutes(w.seconds) for w in others.amounts.work}
    # Of the 4 minutes each has two, for one of them answers; the 6 minutes both are there.
    assert work == {"nurse": 8, "doctor": 8}
    assert minutes(others.amounts.seconds) == 16
    assert others.amounts.cost == 3 + 2 * 10
    assert {w.role: minutes(w.seconds) for w in newcomer.amounts.work} == {"nurse": 10.5, "doctor": 10.5}


def test_personas_that_only_times_or_evidence_distinguish_are_seen() -> None:
    text = 'blueprint a\npersona p\npersona q\npersona r\nstep s {{\n customer a "A" time 1m {}\n evidence "E" {}\n}}\n'

    def differing(time: str, evidence: str) -> tuple[str | None, ...]:
        result = compile_source(Source("a", text.format(time, evidence))).blueprint
        assert result is not None
        return personas_that_differ(result)

    assert differing("", "") == (None,)
    assert differing("time q 2m", "") == ("q", None)
    assert differing("wait r, p 2m", "") == ("p", "r", None)
    assert differing("time q 2m", "for p") == ("p", "q", None)


def test_a_step_that_the_usual_way_leaves_out_takes_what_it_states_on_the_ways_that_come_to_it():
    source = Source(
        "shop.blueprint",
        """blueprint shop "Shop"
step choose "Choose" {
  customer look "Looks" time 1m start
  -> customer on "Buys?" decision
  on -> customer leave "Leaves" when "no" 60% end lost
}
phase buying "Buying" {
  time 30m
  step pay "Pay" {
    time 10m
    choose.on -> customer type "Types the card" time 2m when "yes" 40%
    -> customer right "Accepted?" decision
    right -> type when "no" 25% max 1
    right -> customer got "Has it" time 3m end served when "yes" 75%
  }
}
""",
    )
    result = compile_source(source)
    assert result.blueprint is not None, [problem.message for problem in result.errors]
    (motion,) = motions(result.blueprint)
    # By its parts "Pay" is 5 minutes without rounds, so 5 are not broken down; of the phase another 20.
    assert [(whole.key, minutes(whole.rest.usual)) for whole in motion.wholes] == [("pay", 5), ("buying", 20)]
    assert ways(motion) == [(60, 1), (30, 31), (10, 33)]
    assert minutes(motion.lead.mean) == round(0.6 + 0.3 * 31 + 0.1 * 33, 4)


def _ladder(answers: int, decisions: int) -> list[str]:
    """What is known of the work of a step with decisions in a row, each of several answers, which take 1, 2, 3 … minutes."""
    lines = ['blueprint a "A"', 'step s "S" {', '  customer come "Comes" start']
    before = "come"
    for place in range(decisions):
        lines.append(f'  {before} -> frontstage d{place} "D{place}?" decision')
        for number in range(answers):
            answer = f'"W{place}" when "{number}" {100 / answers}% time {number + 1}m'
            lines.append(f"  d{place} -> frontstage w{place}_{number} {answer}")
            lines.append(f"  w{place}_{number} -> j{place}")
        lines.append(f'  frontstage j{place} "J{place}"')
        before = f"j{place}"
    lines.append(f'  {before} -> customer go "Goes" end served\n}}\n')
    result = compile_source(Source("a.blueprint", "\n".join(lines)))
    assert result.blueprint is not None, [problem.message for problem in result.errors]
    (motion,) = motions(result.blueprint)
    (rung,) = motion.ladder
    return [rung.work.known, *(f"{value / 60:g}" for value in rung.work.values), f"{rung.work.mean / 60:g}"]


def test_the_values_of_a_step_are_all_of_them_their_ends_or_said_to_be_some():
    assert _ladder(2, 1) == ["all", "1", "2", "1.5"]
    assert _ladder(8, 1) == ["all", *"12345678", "4.5"]
    # More than are told one by one.
    assert _ladder(10, 1) == ["ends", "1", "10", "5.5"]
    # 64 ways, of which 50 are listed.
    assert _ladder(2, 6)[0] == "some"
    assert _ladder(2, 6)[-1] == "9"


def test_of_more_ways_than_are_listed_without_shares_no_values_are_told():
    lines = ['blueprint a "A"', 'step s "S" {', '  customer come "Comes" start']
    before = "come"
    for place in range(7):
        lines += [
            f'  {before} -> frontstage d{place} "D{place}?" decision',
            f'  d{place} -> frontstage y{place} "Y{place}" when "yes" time {2**place}m',
            f'  d{place} -> frontstage n{place} "N{place}" when "no"',
            f"  y{place} -> j{place}",
            f"  n{place} -> j{place}",
            f'  frontstage j{place} "J{place}"',
        ]
        before = f"j{place}"
    lines.append(f'  {before} -> customer go "Goes" end served\n}}\n')
    result = compile_source(Source("a.blueprint", "\n".join(lines)))
    assert result.blueprint is not None
    (motion,) = motions(result.blueprint)
    assert not motion.lists_all
    (time,) = ladder_of(gather(result.blueprint)).steps
    assert time.work.known == "some"
    # The extent of all ways is exact all the same: 128 of them, from 0 to 127 minutes.
    assert (motion.lead.shortest, motion.lead.longest) == (0, 127 * 60)


def test_what_is_done_twice_has_slack_for_both_times_together() -> None:
    motion = of(
        """
        customer ask "Asks" start time 1m
        -> frontstage long "Takes long" time 20m
        ask -> backstage one "One" time 2m
        one <-> support look "Looks it up" time 3m
        one -> backstage two "Two" time 1m
        two <-> look
        long -> customer has "Has it" end served
        two -> has
        """
    )
    # Looking it up twice takes 6 of the 20 minutes: 14 are left, 7 for each time.
    assert motion.usual.lead.usual == 21 * 60
    assert motion.slack["s.look"] == 7 * 60
