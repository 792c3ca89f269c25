"""A new way of working without instructions or training.

## What it finds

In a to-be, actions of staff (frontstage or backstage, not automatic) that replace others, with nothing that says how
they are done: no `script`, no `standard`, no `policy` or note on them or their step, and no pilot that tries their
step out. One finding for all of them; none in files in which no such action has any instructions.

## Why it matters

A few people design the new process, and many work by it. Those who are not shown the new way keep to the old one.

## Bad

    blueprint post "Post a parcel"
    state to-be

    step drop "Drop" {
      customer bring "Brings the parcel"
      <-> frontstage scan "Scans the label" replaces weigh "the label says the weight" { script "Is anything in it fragile?" }
    }
    step sort "Sort" {
      scan ~> backstage sort "Sorts by photograph" replaces read_label
    }

## Good

    blueprint post "Post a parcel"
    state to-be

    step drop "Drop" {
      customer bring "Brings the parcel"
      <-> frontstage scan "Scans the label" replaces weigh "the label says the weight" { script "Is anything in it fragile?" }
    }
    step sort "Sort" {
      scan ~> backstage sort "Sorts by photograph" replaces read_label { policy "Two days of training before the first shift" }
    }

## Source

Handbooks on process improvement: standard operating procedures and training before duty (考核上岗).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.plans import places
from ...diagnostics import Diagnostic, Severity
from ...model import Action, Blueprint
from ...words import phrase
from ..rule import quoted, together

CODE = "BP706"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the changes without instructions."""
    blueprint = facts.blueprint
    if blueprint.state != "to-be":
        return
    changed = [key for key, action in blueprint.actions.items() if action.replaces and _is_staff(facts, key)]
    shown = _shown(blueprint) if changed else set()
    untrained = [key for key in changed if not _is_shown(blueprint.actions[key], shown)]
    if untrained and len(untrained) < len(changed):
        text = phrase("BP706", count=len(untrained), action=quoted(facts.text(untrained[0])))
        spans = [blueprint.actions[key].span for key in untrained]
        yield together(CODE, spans, text, phrase("BP706.cure"))


def _is_staff(facts: Facts, key: str) -> bool:
    action = facts.blueprint.actions[key]
    by_people = facts.zone(key) in ("frontstage", "backstage") and action.mode != "automatic"
    return by_people and not action.is_event


def _is_shown(action: Action, shown: set[tuple[str, str]]) -> bool:
    written = action.script is not None or action.standard is not None
    return written or ("action", action.key) in shown or ("step", action.step) in shown


def _shown(blueprint: Blueprint) -> set[tuple[str, str]]:
    """The places that a pilot tries out or a remark explains."""
    found = {("step", step) for pilot in blueprint.pilots.values() for step in pilot.steps}
    for remark in blueprint.remarks.values():
        place = next(places(blueprint, remark), None)
        if place is not None:
            found.add(place)
    return found
