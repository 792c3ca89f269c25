"""The same touchpoint with different promises on different channels.

## What it finds

Actions of the frontstage with the same text (case, width and punctuation aside) in different lanes or over different
channels, of which some have a `standard` and others none, or whose times (`within`) differ. Actions for one persona
only are left out.

## Why it matters

Customers see one company. They try the other channel next time, and expect there what the first one
promised.

## Bad

    blueprint library "Renew a book"
    channel desk "Desk"
    channel phone "Telephone"

    step renew "Renew" {
      evidence "Due date"
      customer ask "Asks for more time" start
      <-> frontstage here "Renews the loan" via desk {
        standard "At once" within 2m
      }
      customer call "Calls for more time" start
      <-> frontstage there "Renews the loan" via phone
    }

## Good

    blueprint library "Renew a book"
    channel desk "Desk"
    channel phone "Telephone"

    step renew "Renew" {
      evidence "Due date"
      customer ask "Asks for more time" start
      <-> frontstage here "Renews the loan" via desk {
        standard "At once" within 2m
      }
      customer call "Calls for more time" start
      <-> frontstage there "Renews the loan" via phone {
        standard "At once" within 2m
      }
    }

## Source

Consistency across channels (跨渠道一致性) in textbooks of service blueprints; Patrício and others 2011, multilevel
service design.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.work.items import normal
from ...diagnostics import Diagnostic, Label
from ...model import Action
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP507"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the touchpoints with different promises."""
    alike: dict[str, list[Action]] = {}
    for key, action in facts.blueprint.actions.items():
        text = normal(action.text)
        if text and facts.zone(key) == "frontstage" and not action.personas:
            alike.setdefault(text, []).append(action)
    for actions in alike.values():
        pair = _unequal(actions)
        if pair:
            promised, other = pair
            key = "BP507" if other.standard else "BP507.none"
            labels = [Label(promised.span, phrase("BP507.label"))]
            yield finding(
                CODE, other.span, phrase(key, action=quoted(other.text)), phrase("BP507.cure"), labels
            )


def _unequal(actions: list[Action]) -> tuple[Action, Action] | None:
    """An action with the first standard, and one elsewhere that has another or none."""
    for action in actions:
        for other in actions:
            elsewhere = (
                set(action.via).isdisjoint(other.via)
                if action.via and other.via
                else action.lane != other.lane
            )
            if action.standard and elsewhere and _time(action) != _time(other):
                return action, other
            if action.standard and elsewhere and other.standard is None:
                return action, other
        if action.standard:
            return None
    return None


def _time(action: Action) -> float | None:
    within = action.standard.within if action.standard else None
    return within.longest if within else None
