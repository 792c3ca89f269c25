"""Data that one system has and somebody types into another.

## What it finds

An item that is an input or output of an action with a system (`using`), and that a later action, which is
not automatic and uses only other systems, has as its `output` again.

## Why it matters

Typing data again takes time and causes mistakes, and then the two systems disagree.

## Bad

    blueprint ward "Admission"
    system intake "Intake system"
    system ward_book "Ward system"

    step admit "Admit" {
      evidence "Wristband"
      customer tell "Tells name and allergies"
      -> frontstage note "Notes them" using intake output allergies
      -> backstage copy "Types them for the ward" using ward_book output allergies
      -> customer lie "Lies in bed"
      note -> lie
    }

## Good

    blueprint ward "Admission"
    system intake "Intake system"
    system ward_book "Ward system"

    step admit "Admit" {
      evidence "Wristband"
      customer tell "Tells name and allergies"
      -> frontstage note "Notes them" using intake output allergies
      -> backstage copy "Copies them to the ward" using ward_book output allergies mode automatic
      -> customer lie "Lies in bed"
      note -> lie
    }

## Source

Data that is not shared (数据不共享) among the five ills of processes, in textbooks of service-process improvement.
Hammer 1990: capture information once and at the source.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts, leads_to
from ...analysis.work.items import items, what_follows
from ...diagnostics import Diagnostic, Label, Severity
from ...model import Action
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP505"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the items that are made by hand though a system has them."""
    actions = facts.blueprint.actions
    found = facts.once(items)
    for item, makers in found.makers.items():
        holders = [
            actions[key] for key in dict.fromkeys((*makers, *found.users.get(item, ()))) if actions[key].using
        ]
        for action in (actions[key] for key in makers):
            if not action.using or action.mode == "automatic" or facts.zone(action.key) == "customer":
                continue
            before = _held_before(facts, action, holders)
            if before is not None:
                system = quoted(facts.blueprint.systems[before.using[0]].label)
                text = phrase("BP505", action=quoted(action.text), item=item, system=system)
                label = Label(before.span, phrase("BP505.label", item=item))
                yield finding(CODE, action.span, text, phrase("BP505.cure"), [label])
                break


def _held_before(facts: Facts, action: Action, holders: list[Action]) -> Action | None:
    """The first action with other systems that leads to this one."""
    for holder in holders:
        if set(holder.using).isdisjoint(action.using):
            after = facts.once(what_follows)
            if leads_to(holder.key, {action.key}, after.__getitem__):
                return holder
    return None
