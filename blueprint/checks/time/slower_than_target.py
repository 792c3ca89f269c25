"""A time longer than its target.

## What it finds

A `time` or a `wait` of an action, or the `time` of a step, a phase or the whole blueprint, whose usual value lies
beyond its own `target`. A maximum alone counts as it stands (`..15m` is 15 minutes, beyond `target 5m`); a 95th
percentile, or the upper end of a range, beyond the target is no finding. Neither is a time about which something is
planned: an `idea` stands at the same place, or addresses a pain, a fail point or a question that does. An idea at a
step is about its actions too, one at an action about its step too. Where a step as a whole is too slow, its slow
actions are shown in its finding.

## Why it matters

The target is not met, day after day. Either the work changes, or the target is not meant.

## Bad

    blueprint post "Send a parcel"

    step drop "Drop off" {
      evidence "Receipt"
      customer queue "Stands in the queue" wait 9m target 5m
      <-> frontstage take "Takes the parcel"
    }

## Good

    blueprint post "Send a parcel"

    step drop "Drop off" {
      evidence "Receipt"
      customer queue "Stands in the queue" wait 1m..4m..20m target 5m
      <-> frontstage take "Takes the parcel"
    }

## Source

Shostack 1984: actual beside acceptable time. Gap of service quality between standard and delivery, Parasuraman,
Zeithaml and Berry 1985.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import improved
from ...analysis.motion.limits.limit import Kind, Limit
from ...analysis.motion.limits.limits import limit_of
from ...diagnostics import Diagnostic, Label
from ...values import Duration, TimeSpan
from ...words import Phrase, listing, phrase
from ..rule import finding, quoted

CODE = "BP405"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the usual times beyond their targets."""
    blueprint = facts.blueprint
    planned = improved(blueprint)
    if ("file", None) not in planned:
        yield from _found(facts, "service", blueprint.name, quoted(blueprint.title))
    for phase in blueprint.phases.values():
        if ("phase", phase.key) not in planned:
            yield from _found(facts, "phase", phase.key, quoted(phase.label))
    for step in blueprint.steps.values():
        if ("step", step.key) in planned:
            continue
        unplanned = [key for key in step.actions if ("action", key) not in planned]
        slow = [diagnostic for key in unplanned for diagnostic in _of_action(facts, key)]
        if _is_slow(limit_of(facts, "step", step.key)) and len(unplanned) == len(step.actions):
            labels = [Label(diagnostic.span, diagnostic.statement) for diagnostic in slow]
            yield from _found(facts, "step", step.key, quoted(step.label), labels)
        else:
            yield from slow


def _of_action(facts: Facts, key: str) -> Iterator[Diagnostic]:
    text = quoted(facts.text(key))
    yield from _found(facts, "time", key, text)
    yield from _found(facts, "wait", key, text)


def _is_slow(limit: Limit | None) -> bool:
    return limit is not None and limit.stated_is_over


def _found(
    facts: Facts, kind: Kind, key: str, place: Phrase, labels: Iterable[Label] = ()
) -> Iterator[Diagnostic]:
    limit = limit_of(facts, kind, key)
    told: set[tuple[TimeSpan | None, TimeSpan | None]] = set()
    for held in limit.held if limit else ():
        if (
            limit
            and held.stated
            and held.most
            and held.stated_is_over
            and (held.stated, held.most) not in told
        ):
            told.add((held.stated, held.most))
            named = [facts.blueprint.name_of("personas", key) for key in held.personas if key is not None]
            # Of times that hold for anyone else as well, nobody is named.
            for_all = None in held.personas or not named
            whose = (
                place if for_all else phrase("BP405.persona", place=place, personas=listing(named, "comma"))
            )
            text = _text(kind == "wait", whose, held.stated, held.most)
            yield finding(CODE, limit.place, text, phrase("BP405.cure"), labels)


def _text(is_wait: bool, place: Phrase, stated: TimeSpan, most: TimeSpan) -> Phrase:
    if stated.is_maximum:
        return phrase("BP405.wait.most" if is_wait else "BP405.most", place=place, time=stated, target=most)
    time = Duration(stated.usual, stated.unit)
    return phrase("BP405.wait" if is_wait else "BP405", place=place, time=time, target=most)
