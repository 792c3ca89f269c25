"""Ways, shares and means against cases played at random by another player, which shares no code with what it checks.

`pytest tests/motion -m slow` plays 1,500 cases of each of 50 services; `MOTION_CASES=200000` says how many others, which takes some minutes.
"""

from __future__ import annotations

import math
import os
from collections import Counter
from random import Random

import pytest

from blueprint.analysis.motion.results import Motion, motions
from blueprint.compiler import compile_source
from blueprint.model import Blueprint
from blueprint.source import Source

from .generate import make
from .player import Memory, Played, Player

#: What cases came to, with how many of them did.
Counts = Counter[Played]

CASES = int(os.environ.get("MOTION_CASES", "1500"))
#: Standard errors that a number may be off: by chance alone one in two million is.
ERRORS = 5


def worth_playing(seed: int) -> list[tuple[Blueprint, Motion]]:
    """The motions of a service that have several ways and all shares."""
    found = compile_source(Source("made.blueprint", make(Random(seed), shares=1.0).text())).blueprint
    assert found is not None
    return [
        (found, one)
        for one in motions(found)
        if one.runs and one.has_shares and one.graph.is_whole and len(one.ways) > 1
    ]


def chosen(count: int) -> list[int]:
    """Seeds of services with several ways."""
    seeds: list[int] = []
    seed = 0
    while len(seeds) < count:
        if worth_playing(seed):
            seeds.append(seed)
        seed += 1
    return seeds


def played(found: Blueprint, motion: Motion, cases: int) -> Counts:
    rests = {whole.key: whole.rest.usual for whole in motion.wholes if whole.kind == "step"}
    memory = Memory(Player(found, motion.net.persona, rests), Random(1))
    return Counter(memory.case() for _ in range(cases))


def agree(found: Blueprint, motion: Motion, cases: int) -> None:
    every = played(found, motion, cases)
    agree_on_ways(motion, every, cases)
    assert motion.lead.mean is not None
    assert motion.visits is not None
    about(motion.lead.mean - motion.service_rest, [(one.seconds, n) for one, n in every.items()], "mean")
    for key, often in motion.visits.items():
        about(often, [(one.done[key], n) for one, n in every.items()], key)
    for outcome, share in motion.outcomes.items():
        if outcome.action:
            ends = [(float(outcome.action in one.done), n) for one, n in every.items()]
            about(share or 0, ends, outcome.action)


def about(wanted: float, values: list[tuple[float, int]], what: str) -> None:
    """The mean of a sample (values with how many cases have them) is what was worked out, give or take what chance may do."""
    cases = sum(n for _, n in values)
    most = max(1.0, *(value for value, _ in values))
    mean = math.fsum(value * n for value, n in values) / cases
    spread = math.sqrt(math.fsum((value - mean) ** 2 * n for value, n in values) / cases)
    # What is rare may not have come about at all.
    least = ERRORS * most * math.sqrt(abs(wanted) + 1 / cases) / cases**0.5 if not spread else 0
    assert abs(mean - wanted) <= ERRORS * spread / math.sqrt(cases) + 4 * most / cases + least, what


def agree_on_ways(motion: Motion, every: Counts, cases: int) -> None:
    """Each way that was played is listed or among the others, with its time, as often as it should be."""
    listed: dict[object, float] = {}
    for way in motion.ways:
        answers: Counter[tuple[str, str]] = Counter()
        for flow, count in way.answers:
            answers[flow.source, flow.target] += count
        parts = sum(term.seconds for term in way.terms if term.of != "service")
        key = (tuple(sorted(answers.items())), round(parts, 3), way.outcome.action)
        listed[key] = listed.get(key, 0) + (way.share or 0)
    counts: Counter[object] = Counter()
    for one, n in every.items():
        counts[one.answers, round(one.seconds, 3), one.end] += n
    for key, share in listed.items():
        is_about_share(share, counts.pop(key, 0), cases, key)
    is_about_share(motion.others[0] if motion.others else 0, sum(counts.values()), cases, list(counts)[:2])


def is_about_share(share: float, count: int, cases: int, what: object) -> None:
    error = math.sqrt(share * max(0.0, 1 - share) / cases)
    assert abs(count / cases - share) <= ERRORS * error + (4 / cases if share else 0) + 1e-9, (
        what,
        share,
        count / cases,
    )


@pytest.mark.parametrize("seed", range(40))
def test_another_player_finds_the_same_ways(seed: int) -> None:
    for found, motion in worth_playing(seed):
        agree(found, motion, 150)


@pytest.mark.slow
def test_another_player_finds_the_same_shares() -> None:
    for seed in chosen(50):
        for found, motion in worth_playing(seed)[:1]:
            agree(found, motion, CASES)
