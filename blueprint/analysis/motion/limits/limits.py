"""Limits, and whether they are kept, for each group of personas for whom that differs. Whoever shows or judges a limit reads it here.

Comes in: Facts. Goes out: Limits: how long each thing takes on the usual way and at most, by how much that is over, and which share of
the cases keeps it. Deliberately absent: which limits a file sets (`wanted`), how long cases take (`passages`), words.
"""

from __future__ import annotations

from dataclasses import replace

from ....model import Flow
from ....values import TimeSpan
from ...facts import Facts
from ..results import headline, motions_of
from .limit import Held, Kind, Limit
from .reader import Reader, held_of, own
from .wanted import Wanted, arrow_key, wanted


def limits(facts: Facts) -> tuple[Limit, ...]:
    """The limits of the service, the phases, the steps, then of actions, arrows, recoveries and loops, in the order of the text."""
    first = headline(facts)
    every = [first, *(motion for motion in facts.once(motions_of) if motion is not first)]
    readers = [Reader(facts, motion) for motion in every]
    found: dict[tuple[Kind, str], Wanted] = {}
    for blueprint in (facts.blueprint, *(motion.net.blueprint for motion in every)):
        for each in wanted(blueprint):
            found.setdefault(each.name, each)
    return tuple(_limit(readers, each) for each in found.values())


def limit_of(facts: Facts, kind: Kind, key: str) -> Limit | None:
    """A limit, if the file sets it; of a service the key is its name."""
    return facts.once(_by_place).get((kind, key))


def limit_of_arrow(facts: Facts, flow: Flow) -> Limit | None:
    """The limit of an arrow, if it has one."""
    return limit_of(facts, "arrow", arrow_key(facts.blueprint, flow)) if flow.within else None


def _by_place(facts: Facts) -> dict[tuple[Kind, str], Limit]:
    return {(limit.kind, limit.key): limit for limit in facts.once(limits)}


def _limit(readers: list[Reader], each: Wanted) -> Limit:
    found: dict[object, Held] = {}
    for reader in readers:
        mine = reader.wanted.get(each.name)
        held = reader.held(mine) if mine else None
        if mine and held:
            # How many actions have no time may differ where nothing else does.
            key = (held.verdict, held.taken, held.begins, mine.most, mine.stated)
            known = found.setdefault(
                key, replace(held, most=mine.most, stated=mine.stated, unit=reader.unit(mine))
            )
            found[key] = replace(known, personas=(*known.personas, *reader.personas))
    every = tuple(replace(held, personas=()) if len(found) == 1 else held for held in found.values())
    first = every[0] if every else None
    return Limit(
        kind=each.kind,
        key=each.key,
        about=each.about,
        most=(first and first.most) or each.most,
        place=each.place,
        stated=first.stated if first else each.stated,
        held=every,
    )


def held_by(span: TimeSpan | None, target: TimeSpan) -> Held:
    """What becomes of a target that stands beside a time, by what is written there alone."""
    return held_of(own(span), target.longest)
