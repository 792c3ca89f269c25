"""A promise and a tolerance that contradict each other.

## What it finds

A `standard … within` that is longer than the most that the action may take (`time … target`), where both speak of
the same span; and one that is over before the action begins, since the wait before it is usually longer, or
may be. A promise of more than six times the target counts from another moment (a call of five minutes, made
within a day) and is left alone, as is one of an action with a wait and a target for its time.

## Why it matters

Staff cannot keep two numbers. They keep the easier one, and the customer is told the other.

## Bad

    blueprint bank "Open an account"

    step open "Open" {
      evidence "Contract"
      customer ask "Asks for an account"
      <-> frontstage fill "Fills in the contract" time 8m target 10m {
        standard "Ready at once" within 15m
      }
    }

## Good

    blueprint bank "Open an account"

    step open "Open" {
      evidence "Contract"
      customer ask "Asks for an account"
      <-> frontstage fill "Fills in the contract" time 8m target 15m {
        standard "Ready at once" within 10m
      }
    }

## Source

Shostack 1984: standard execution time and the time that the customer tolerates; the first is the shorter one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...analysis.facts import Facts
from ...analysis.motion.keeping import SAME_THING, at_best
from ...diagnostics import Diagnostic
from ...model import Action
from ...values import Duration, TimeSpan
from ...words import Phrase, phrase
from ..rule import finding, quoted

CODE = "BP402"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the standards that the action's own times contradict."""
    for action in facts.blueprint.actions.values():
        if action.standard is None or action.standard.within is None:
            continue
        text = _contradiction(action, action.standard.within)
        if text is not None:
            yield finding(CODE, action.standard.span, text, phrase("BP402.cure"))


def _contradiction(action: Action, within: TimeSpan) -> Phrase | None:
    promised, target, wait = within.longest, action.timing.target, action.wait
    text = partial(phrase, action=quoted(action.text), promised=within)
    if wait is None and target and target.usual < promised <= SAME_THING * target.usual:
        return text("BP402", target=target)
    if wait and wait.target and wait.target.usual > promised:
        return text("BP402.wait-target", target=wait.target)
    if wait and wait.span and at_best(wait.span) > promised:
        return text("BP402.wait", wait=Duration(at_best(wait.span)))
    return None
