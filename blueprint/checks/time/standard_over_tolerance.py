"""A promise and a tolerance that contradict each other.

## What it finds

A `standard … within` that cannot be kept as the action's own numbers stand: the wait before it is usually longer
than the promise, or may be (its `target`). Of a standard that says `done` also one that is longer than the most that
the action may take (`time … target`), where no wait comes before it, and one whose action is usually done later. Of
one that says neither `begun` nor `done` nobody knows whether it is for the beginning or the end, so its end alone is
no finding. Times for some personas are looked at as well. A promise of more than six times the target counts from
another moment (a call of five minutes, made within a day) and is left alone.

## Why it matters

Staff cannot keep two numbers. They keep the easier one, and the customer is told the other.

## Bad

    blueprint bank "Open an account"

    step open "Open" {
      evidence "Contract"
      customer ask "Asks for an account"
      <-> frontstage fill "Fills in the contract" wait 2m target 20m time 8m {
        standard "Begins at once" within 10m
      }
    }

## Good

    blueprint bank "Open an account"

    step open "Open" {
      evidence "Contract"
      customer ask "Asks for an account"
      <-> frontstage fill "Fills in the contract" wait 2m target 5m time 8m {
        standard "Begins at once" within 10m
      }
    }

## Source

Shostack 1984: standard execution time and the time that the customer tolerates; the first is the shorter one.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from ...analysis.facts import Facts
from ...analysis.motion.limits.limit import Held
from ...analysis.motion.limits.limits import limit_of
from ...analysis.motion.limits.reader import SAME_THING
from ...analysis.motion.results import motions_of
from ...analysis.motion.rules.personas import action_for
from ...diagnostics import Diagnostic
from ...model import Action, Standard
from ...values import Duration, TimeSpan
from ...words import Phrase, phrase
from ..rule import finding, quoted
from ..wholes import for_whom

CODE = "BP402"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the standards that the action's own times contradict."""
    for action in facts.blueprint.actions.values():
        if action.standard is None or action.standard.within is None:
            continue
        found = _by_persona(facts, action, action.standard, action.standard.within)
        for text, personas in found.items():
            if text is not None:
                whose = (
                    phrase("BP402.personas", text=text, personas=for_whom(facts, tuple(personas)))
                    if len(found) > 1
                    else text
                )
                yield finding(CODE, action.standard.span, whose, phrase("BP402.cure"))


def _by_persona(
    facts: Facts, action: Action, standard: Standard, within: TimeSpan
) -> dict[Phrase | None, list[str | None]]:
    """What is wrong, or nothing, with the personas (None is anyone else) of whom it is so."""
    limit = limit_of(facts, "standard", action.key)
    found: dict[Phrase | None, list[str | None]] = {}
    for motion in facts.once(motions_of):
        for persona in motion.personas:
            if not action.personas or persona in action.personas:
                held = limit.held_for(persona) if limit else None
                timed = action_for(action, persona)
                found.setdefault(_contradiction(timed, standard, within, held), []).append(persona)
    return found


def _contradiction(action: Action, standard: Standard, within: TimeSpan, held: Held | None) -> Phrase | None:
    promised, target, wait = within.longest, action.timing.target, action.wait
    is_of_end = standard.limits == "done"
    text = partial(phrase, action=quoted(action.text), promised=within)
    if is_of_end and wait is None and target and target.longest < promised <= SAME_THING * target.longest:
        return text("BP402", target=target)
    if wait and wait.target and wait.target.longest > promised:
        return text("BP402.wait-target", target=wait.target)
    begins = held.begins.usual if held else None
    if wait and wait.span and begins is not None and begins > promised:
        return text("BP402.wait", wait=wait.span)
    if is_of_end and held and held.verdict == "over":
        return text("BP402.done", time=Duration(held.taken.usual or 0, held.unit))
    return None
