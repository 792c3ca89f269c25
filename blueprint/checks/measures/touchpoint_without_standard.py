"""A step whose touchpoints have no standard.

## What it finds

Steps in which customer and frontstage meet, and none of whose actions has a `standard`, in a file in which at
least two other steps have one. One finding per file. For moments of truth without a measure see BP612.

## Why it matters

A standard says what good service is: how soon, with which words, in what form. Where there is none, each member
of staff has their own, and the customer gets a different service on every visit.

## Bad

    blueprint bank "Open an account"

    step greet "Greeting" {
      customer come "Comes in"
      <-> frontstage welcome "Welcomes" { standard "Greets at the door" within 1m }
    }
    step advise "Advice" {
      customer ask "Asks what it costs"
      <-> frontstage explain "Explains the fees"
    }
    step sign "Signature" {
      customer sign "Signs"
      <-> frontstage copy "Hands over the copy" { standard "Copy in the customer's hand" within 5m }
    }

## Good

    blueprint bank "Open an account"

    step greet "Greeting" {
      customer come "Comes in"
      <-> frontstage welcome "Welcomes" { standard "Greets at the door" within 1m }
    }
    step advise "Advice" {
      customer ask "Asks what it costs"
      <-> frontstage explain "Explains the fees" { standard "All fees on one page" within 10m }
    }
    step sign "Signature" {
      customer sign "Signs"
      <-> frontstage copy "Hands over the copy" { standard "Copy in the customer's hand" within 5m }
    }

## Source

Shostack 1984: standards of execution stand in the blueprint. Handbooks on customer experience: a standard for
each touchpoint (触点体验标准化), in time, content and form.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import met_actions, unmeasured_moments
from ...diagnostics import Diagnostic, Severity
from ...words import phrase
from ..rule import quoted, together

CODE = "BP601"
SEVERITY = Severity.INFO
#: With so many steps that have standards, a file is taken to set them.
BEGUN = 2


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the steps with touchpoints and no standard."""
    actions, steps = facts.blueprint.actions, facts.blueprint.steps
    with_standard = {action.step for action in actions.values() if action.standard is not None}
    if len(with_standard) < BEGUN:
        return
    of_moments = {actions[key].step for key in unmeasured_moments(facts)}
    first: dict[str, str] = {}
    for key in met_actions(facts):
        step = actions[key].step
        if step not in with_standard and step not in of_moments:
            first.setdefault(step, key)
    if first:
        text = phrase("BP601", count=len(first), step=quoted(steps[next(iter(first))].label))
        yield together(CODE, [actions[key].span for key in first.values()], text, phrase("BP601.cure"))
