"""What holds of the motion of every service, tried on services made up by chance and on the examples.

`HYPOTHESIS_PROFILE=thorough pytest tests/motion` tries 3,000 services with each law; otherwise it is 100.
A failure shows the text.
"""

from __future__ import annotations

import math
from collections import Counter
from dataclasses import fields
from functools import lru_cache
from pathlib import Path
from random import Random

import pytest
from hypothesis import assume, given, note, settings
from hypothesis import strategies as st

from blueprint.analysis.motion.graph import graph_of
from blueprint.analysis.motion.results import Motion, Way, motions
from blueprint.analysis.motion.rules.course import course
from blueprint.analysis.motion.rules.game import Case
from blueprint.analysis.motion.rules.net_builder import net_of
from blueprint.compiler import compile_source
from blueprint.model import Blueprint
from blueprint.source import Source

from ..examples import compiled as example
from ..paths import EXAMPLES
from .generate import Service, make

_COUNT = 100
_IS_THOROUGH = settings.default.max_examples > _COUNT  # type: ignore[union-attr]
many = settings(max_examples=settings.default.max_examples if _IS_THOROUGH else _COUNT)  # type: ignore[union-attr]
seeds = st.integers(0, 2**32)
#: Services that several laws are tried on, whose motions are worked out once for all of them.
shared = seeds if _IS_THOROUGH else st.sampled_from(range(_COUNT))


@lru_cache(500)
def compiled(text: str) -> Blueprint:
    result = compile_source(Source("made.blueprint", text))
    assert not result.errors, [error.message for error in result.errors]
    assert result.blueprint is not None
    return result.blueprint


@lru_cache(500)
def running(text: str) -> list[Motion]:
    return [motion for motion in motions(compiled(text)) if motion.runs]


def made(seed: int, *, wholes: bool = True, calm: bool = False, led: float = 0.45) -> Service:
    service = make(Random(seed), wholes=wholes, calm=calm, led=led)
    note(service.text())
    return service


# Of every service


def keeps_the_laws(motion: Motion) -> None:
    """What holds of one motion by itself."""
    for way in motion.ways:
        assert math.fsum(term.seconds for term in way.terms) == pytest.approx(way.lead.usual, abs=1e-6)
        assert way.lead.low <= way.lead.usual <= way.lead.high
        assert all(term.seconds > 0 for term in way.terms)
    assert all(spare > 0 for spare in motion.slack.values())
    lead = motion.lead
    assert lead.shortest <= motion.usual.lead.usual + 1e-6
    if not motion.has_shares:
        assert lead.mean is None
        return
    assert lead.mean is not None
    assert lead.median is not None
    assert lead.p95 is not None
    shares = math.fsum(way.share or 0 for way in motion.ways) + (motion.others[0] if motion.others else 0)
    assert shares == pytest.approx(1, abs=1e-5)
    assert lead.shortest - 1e-6 <= lead.mean
    assert lead.shortest - 1e-6 <= lead.median <= lead.p95
    if lead.longest is not None:
        assert max(lead.mean, lead.p95) <= lead.longest + 1e-6
    if not motion.others and not motion.is_sampled:
        mean = math.fsum((way.share or 0) * way.lead.usual for way in motion.ways)
        assert mean == pytest.approx(lead.mean, rel=1e-5, abs=1e-3)
    climbed = math.fsum(rung.mean * (rung.passes or 0) for rung in motion.ladder) + motion.service_rest
    assert climbed == pytest.approx(lead.mean, rel=1e-6, abs=1e-3)
    assert all(0 < (rung.passes or 0) <= 1 + 1e-9 for rung in motion.ladder)
    assert all(share is not None and 0 < share <= 1 + 1e-9 for share in motion.outcomes.values())


@many
@given(shared)
def test_numbers_agree_with_each_other(seed: int) -> None:
    for motion in running(made(seed).text()):
        keeps_the_laws(motion)
        assert motion.graph.endless is None


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_numbers_of_the_examples_agree_with_each_other(path: Path) -> None:
    found = example(path).blueprint
    assert found is not None
    for motion in motions(found):
        keeps_the_laws(motion)


def by_persona(found: list[Motion]) -> dict[frozenset[str | None], list[object]]:
    return {frozenset(motion.personas): told(motion) for motion in found}


def told(motion: Motion) -> list[object]:
    """Every number of a motion, without names."""
    place = {key: number for number, key in enumerate(motion.net.keys)}

    def of(way: Way) -> tuple[object, ...]:
        said = [(place[flow.source], place[flow.target], count) for flow, count in way.answers]
        parts = [(term.kind, term.of, place.get(term.key), round(term.seconds, 6)) for term in way.terms]
        ends = place.get(way.outcome.action or "")
        return (
            said,
            round(way.share, 9) if way.share else way.share,
            ends,
            way.lead,
            way.is_at_least,
            parts,
            len(way.done),
            len(way.untimed),
        )

    lead = [getattr(motion.lead, part.name) for part in fields(motion.lead)]
    rungs = [(rung.passes, rung.wait, rung.work, rung.rest) for rung in motion.ladder]
    costs = [(place[cost.decision], cost.taken, cost.usual, cost.seconds) for cost in motion.answer_costs]
    visits = motion.visits and [round(often, 9) for often in motion.visits.values()]
    return [
        list(map(of, motion.ways)),
        lead,
        rungs,
        costs,
        visits,
        list(motion.outcomes.values()),
        list(motion.slack.values()),
    ]


@many
@given(shared)
def test_names_and_the_order_of_declarations_change_no_number(seed: int) -> None:
    service = made(seed)
    numbers = by_persona(running(service.text()))
    assert by_persona(running(service.text(prefix="z", turned=True))) == numbers


@many
@given(seeds)
def test_writing_out_an_implied_journey_changes_no_number(seed: int) -> None:
    service = made(seed, led=0.15)
    assume(not service.personas)
    found = compiled(service.text())
    implied = [flow for flow in found.flows if flow.is_journey]
    assume(implied)
    text = service.text() + "".join(f"{flow.source} -> {flow.target}\n" for flow in implied)
    assert [told(motion) for motion in running(text)] == [told(motion) for motion in running(service.text())]


@many
@given(seeds)
def test_more_time_makes_no_way_shorter(seed: int) -> None:
    """Of services that begin with customers: elsewhere what comes before the first of them is not in their time. Where a way goes round,
    more time may change what meets in the ring, and so is done once and not twice; what does the same takes no less."""
    random = Random(seed)
    service = made(seed, wholes=False)
    number = random.randrange(len(service.actions))
    longer = service.with_action(number, time=(service.actions[number].time or 0) + 7)
    assume(all(begins_with_customers(service, motion) for motion in running(service.text())))
    for before, after in zip(running(service.text()), running(longer.text()), strict=False):
        if before.personas != after.personas or before.others or after.others:
            continue
        leads = by_what_is_done(after)
        for done, lead in by_what_is_done(before).items():
            if done in leads:
                assert leads[done] >= lead - 1e-6, (number, done)


def by_what_is_done(motion: Motion) -> dict[object, float]:
    """The lead times of ways by their answers, and by how often each thing is done on them."""
    found: dict[object, float] = {}
    for way, (_, case) in zip(motion.ways, motion.played, strict=True):
        answers = frozenset((flow.source, flow.target, count) for flow, count in way.answers)
        done = frozenset(Counter(entry.done.action for entry in case.log or ()).items())
        key = way.starts, answers, done
        found[key] = max(way.lead.usual, found.get(key, 0))
    return found


@many
@given(seeds)
def test_slack_is_how_much_longer_an_action_may_take(seed: int) -> None:
    """Of services that begin with customers and are the same for everybody; without rounds, but for what is called several times."""
    service = made(seed, wholes=False, calm=True)
    motion = next(iter(running(service.text())), None)
    assume(motion is not None and motion.slack)
    assert motion is not None
    # What has no arrow begins with whatever comes to its step first.
    assume(not motion.net.unconnected)
    usual = (
        motion.usual.starts,
        frozenset((flow.source, flow.target, count) for flow, count in motion.usual.answers),
    )
    for key, spare in motion.slack.items():
        number = motion.net.number[key]
        for more, is_longer in ((0, False), (1, True)):
            action = service.actions[number]
            part = "time" if action.time or not action.wait else "wait"
            changed = service.with_action(
                number, **{part: (getattr(action, part) or 0) + math.floor(spare / 60 + 1e-9) + more}
            )
            (after,) = running(changed.text())
            leads = by_answers(after)
            assert (leads[usual] > motion.usual.lead.usual + 1e-6) == is_longer, (key, spare)


def begins_with_customers(service: Service, motion: Motion) -> bool:
    return all(motion.net.is_customer[action] for some in motion.net.beginnings for action in some)


def by_answers(motion: Motion) -> dict[object, float]:
    found: dict[object, float] = {}
    for way in motion.ways:
        answers = frozenset((flow.source, flow.target, count) for flow, count in way.answers)
        found[way.starts, answers] = max(way.lead.usual, found.get((way.starts, answers), 0))
    return found


@many
@given(shared)
def test_the_rest_of_a_step_is_the_same_on_every_way(seed: int) -> None:
    for motion in running(made(seed).text()):
        stated = {whole.key: whole for whole in motion.wholes}
        for way in motion.ways:
            for term in way.terms:
                if term.kind == "rest" and term.of == "step":
                    # A part of it, where something else was done meanwhile.
                    assert term.seconds <= stated[term.key].rest.usual + 1e-6
        for whole in motion.wholes:
            if whole.parts:
                assert whole.rest.usual == pytest.approx(max(0, whole.stated.usual - whole.parts.usual))


@many
@given(shared)
def test_nobody_waits_for_ever(seed: int) -> None:
    """A case ends, with no token left that waits, whatever is answered."""
    random = Random(seed)
    found = compiled(made(seed).text())
    for persona in (None, *found.personas):
        net = net_of(found, persona)
        for beginnings in net.beginnings:
            case = Case(course(net), beginnings, keeps_log=True)
            while (choice := case.advance()) is not None and case.moves < 3_000:
                case.take(random.choice(choice.options))
            # A ring that can be left a few times only, by whatever comes to it, is found, and said.
            if choice is None and graph_of(course(net)).endless is None:
                assert not case.is_endless
                assert not case.waiting
                assert not case.doing
                assert not case.leaving
