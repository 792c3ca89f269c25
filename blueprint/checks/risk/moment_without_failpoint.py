"""A moment of truth without any fail point.

## What it finds

Actions marked `critical` without a `fail` card, on themselves, on an action joined to them by an arrow other than a
message, or on their step, in a blueprint that has begun to look for failures: one of its moments of truth has
one, or three of its actions do. All of them make one finding.

## Why it matters

A moment of truth decides what the customer thinks of the whole service. It is the last place where a failure
should come as a surprise.

## Bad

    blueprint clinic "Get a result"

    step tests "Tests" {
      evidence "Plaster"
      customer give "Gives blood" critical
      <-> frontstage draw "Draws blood" {
        fail twice "Vein missed twice" severity 5 occurrence 3 detection 1 {
          recover "Call the senior nurse"
        }
      }
    }

    step talk "Result" {
      evidence "Printed result"
      customer hear "Hears the result" critical
      <-> frontstage explain "Explains the result"
    }

## Good

    blueprint clinic "Get a result"

    step tests "Tests" {
      evidence "Plaster"
      customer give "Gives blood" critical
      <-> frontstage draw "Draws blood" {
        fail twice "Vein missed twice" severity 5 occurrence 3 detection 1 {
          recover "Call the senior nurse"
        }
      }
    }

    step talk "Result" {
      evidence "Printed result"
      customer hear "Hears the result" critical
      <-> frontstage explain "Explains the result" {
        fail jargon "Patient understands nothing" severity 6 occurrence 4 detection 5 {
          recover "Say it again without Latin"
        }
      }
    }

## Source

Carlzon 1987: moments of truth. Shostack 1984: fail points are isolated where the customer is lost. NN/g marks
critical moments.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label, Severity
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP305"
SEVERITY = Severity.INFO
#: With so many actions that have fail points, a team is taken to have looked for failures.
_LOOKED = 3


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the moments of truth without a fail point."""
    blueprint = facts.blueprint
    places: set[tuple[str, str | None]] = {(fail.place, fail.at) for fail in blueprint.fails.values()}
    moments = [key for key, action in blueprint.actions.items() if action.is_moment]
    bare = [key for key in moments if not _is_analysed(facts, key, places)]
    looked = sum(place == "action" for place, _ in places) >= _LOOKED
    if bare and (looked or len(bare) < len(moments)):
        first, *others = bare
        labels = [Label(blueprint.actions[key].span, phrase("BP305.label")) for key in others]
        text = phrase("BP305", action=quoted(facts.text(first)), count=len(bare), others=len(others))
        yield finding(CODE, blueprint.actions[first].span, text, phrase("BP305.cure"), labels)


def _is_analysed(facts: Facts, key: str, places: set[tuple[str, str | None]]) -> bool:
    if ("step", facts.blueprint.actions[key].step) in places or ("action", key) in places:
        return True
    near = [flow.target for flow in facts.outgoing[key] if flow.kind != "message" and not flow.is_journey]
    near += [flow.source for flow in facts.incoming[key] if flow.kind != "message" and not flow.is_journey]
    return any(("action", other) in places for other in near)
