"""A time longer than its target.

## What it finds

A `time` or a `wait` of an action, or the `time` of a step, a phase or the whole blueprint, whose usual value lies
beyond its own `target`. A maximum beyond the target (`..15m target 5m`) or a 95th percentile says nothing of
what is usual, and is no finding. Neither is a time about which something is planned: an `idea` stands at the
same place, or addresses a pain, a fail point or a question that does. An idea at a step is about its actions
too, one at an action about its step too. Where a step as a whole is too slow, its slow actions are shown in its
finding.

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
from ...analysis.motion.times import is_beyond
from ...diagnostics import Diagnostic, Label
from ...model import Action, Timing
from ...source import Span
from ...values import Duration
from ...words import Phrase, listing, phrase
from ..rule import finding, quoted

CODE = "BP405"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the usual times beyond their targets."""
    blueprint = facts.blueprint
    planned = improved(blueprint)
    if ("file", None) not in planned:
        yield from _found(blueprint.span, quoted(blueprint.title), blueprint.timing)
    for phase in blueprint.phases.values():
        if ("phase", phase.key) not in planned:
            yield from _found(phase.span, quoted(phase.label), phase.timing)
    for step in blueprint.steps.values():
        if ("step", step.key) in planned:
            continue
        unplanned = [blueprint.actions[key] for key in step.actions if ("action", key) not in planned]
        slow = [diagnostic for action in unplanned for diagnostic in _of_action(action)]
        if any(is_beyond(timing) for _, timing in step.timing.versions()) and len(unplanned) == len(
            step.actions
        ):
            labels = [Label(diagnostic.span, diagnostic.statement) for diagnostic in slow]
            yield from _found(step.span, quoted(step.label), step.timing, labels=labels)
        else:
            yield from slow


def _of_action(action: Action) -> Iterator[Diagnostic]:
    yield from _found(action.span, quoted(action.text), action.timing)
    if action.wait:
        yield from _found(action.span, quoted(action.text), action.wait, "BP405.wait")


def _found(
    span: Span, place: Phrase, timing: Timing, key: str = "BP405", labels: Iterable[Label] = ()
) -> Iterator[Diagnostic]:
    for personas, version in timing.versions():
        if is_beyond(version) and version.span and version.target:
            whose = (
                phrase("BP405.persona", place=place, personas=listing(personas, "comma"))
                if personas
                else place
            )
            text = phrase(key, place=whose, time=Duration(version.span.usual), target=version.target)
            yield finding(CODE, span, text, phrase("BP405.cure"), labels)
