"""An action that no path leads to.

## What it finds

An action that no chain of arrows, of whatever kind, leads to from a starting point. Starting points are the
first action of the file, the first action of each customer lane, every `start`, and every `event` that
nothing leads to. Where such an action leads on to others, they are not reported again: the cure of the first
one cures them all. A file in which no arrow is written yet has one finding in all, an info.

## Why it matters

What nothing triggers does not happen: the back office waits for a message that nobody sends, and the
customer waits for the back office.

## Bad

    blueprint kiosk "Newspaper kiosk"

    step pay "Pay" {
      evidence "Price on the front page"
      customer pay "Pays"
      <-> frontstage take "Takes the money"
      backstage order "Orders tomorrow's papers"
    }

## Good

    blueprint kiosk "Newspaper kiosk"

    step pay "Pay" {
      evidence "Price on the front page"
      customer pay "Pays"
      <-> frontstage take "Takes the money"
      take ~> backstage order "Orders tomorrow's papers"
    }

## Source

BPMN 2.0: every activity lies on a path from a start event.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts, reach
from ...diagnostics import Diagnostic, Label, Severity
from ...words import phrase
from ..rule import finding, has_no_arrow, quoted

CODE = "BP201"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the actions that would have to be led to, so that all are reached."""
    lost = _first_ones(facts)
    if lost and has_no_arrow(facts):
        first = facts.blueprint.actions[next(iter(lost))]
        text = phrase("BP201.none", action=quoted(first.text), count=len(lost), others=len(lost) - 1)
        yield finding(CODE, first.span, text, phrase("BP201.none.cure"), severity=Severity.INFO)
        return
    for key, also in lost.items():
        action = facts.blueprint.actions[key]
        shown = quoted(action.text)
        yield finding(
            CODE,
            action.span,
            phrase("BP201.path", action=shown) if facts.incoming[key] else phrase("BP201", action=shown),
            phrase("BP201.cure"),
            [Label(facts.blueprint.actions[other].span, phrase("BP201.label")) for other in also],
        )


def _first_ones(facts: Facts) -> dict[str, list[str]]:
    """The fewest actions from which all others that cannot be reached could be, each with those that it leads to.

    Walking from each action that no earlier walk met gives candidates that cover all. A later candidate may
    lead to an earlier one, but not the other way round, so a second round, backwards from the last candidate,
    leaves those that no other leads to.
    """
    lost = [key for key in facts.blueprint.actions if key not in facts.reached]
    seen: set[str] = set()
    candidates = [key for key in lost if _walk(facts, key, seen)]
    seen = set()
    groups = {key: _walk(facts, key, seen) for key in reversed(candidates)}
    return {key: groups[key][1:] for key in candidates if groups[key]}


def _walk(facts: Facts, root: str, seen: set[str]) -> list[str]:
    """The actions found from a root that no earlier walk has found, the root first; none where the root was found before."""
    if root in seen:
        return []

    def onwards(key: str) -> Iterator[str]:
        for flow in facts.outgoing[key]:
            if flow.target not in facts.reached and flow.target not in seen:
                yield flow.target

    new = reach([root], onwards)
    seen.update(new)
    return [root, *facts.reading_order(key for key in new if key != root)]
