"""A declaration that nothing refers to.

## What it finds

A role, system or channel that the file itself declares, and that no lane, action, card, owner or feedback loop
names; and a metric that nothing `tracks` and no goal or standard uses, where others of the file are used.
Personas are left out: they apply to the blueprint as a whole. Imported declarations are shared with other
files and are no finding here; when a whole folder is checked, those that none of its files uses are.

## Why it matters

A system that nobody uses means that a card was forgotten or deleted. The report still lists the system, and
readers look for it in the picture.

## Bad

    blueprint ferry "Take the ferry"
    role purser "Purser"
    role pilot "Pilot"

    step board "Board" {
      evidence "Ramp, flag"
      customer show "Shows the ticket"
      <-> frontstage "Tears it off" by purser
    }

## Good

    blueprint ferry "Take the ferry"
    role purser "Purser"
    role pilot "Pilot"

    step board "Board" {
      evidence "Ramp, flag"
      customer show "Shows the ticket"
      <-> frontstage tear "Tears it off" by purser
      tear ~> backstage cast "Casts off" by pilot
    }

## Source

Compilers and linters: unused declarations. Practice of blueprinting: every actor has a lane or a card.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from ...analysis.facts import Facts
from ...analysis.references import SHARED, used
from ...diagnostics import Diagnostic
from ...model import Blueprint, Keyed
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP805"

#: The path of a file, what is declared in it, and its key.
Place = tuple[str, str, str]


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the declarations of this file that nothing refers to."""
    blueprint, in_use = facts.blueprint, used(facts.blueprint)
    for kind in SHARED:
        own = {
            key: element
            for key, element in blueprint.of_kind(kind).items()
            if element.span.source is blueprint.span.source
        }
        unused = [element for key, element in own.items() if key not in in_use[kind]]
        # Metrics may be for the whole service; they are reported only where others are linked to a place.
        if kind != "metrics" or len(unused) < len(own):
            yield from (_finding(kind, element) for element in unused)


class Usage(NamedTuple):
    """What one blueprint uses of its imports, and a finding for each declaration that it does not use.

    A place is the path of a file, what is declared, and its key.
    """

    in_use: frozenset[Place] = frozenset()
    idle: Mapping[Place, Diagnostic] = MappingProxyType({})


def usage_of(blueprint: Blueprint) -> Usage:
    """Which imported declarations a blueprint uses. Its own declarations are checked by `check`."""
    in_use: set[Place] = set()
    idle: dict[Place, Diagnostic] = {}
    keys = used(blueprint)
    for kind in SHARED:
        for key, element in blueprint.of_kind(kind).items():
            if element.span.source is blueprint.span.source:
                continue
            source = element.span.source
            place = (source.path or source.name, kind, key)
            if key in keys[kind]:
                in_use.add(place)
            else:
                idle[place] = _finding(kind, element, "BP805.across")
    return Usage(frozenset(in_use), idle)


def joined(each: Usage, other: Usage) -> Usage:
    """The usage of several blueprints together: what one does not use, another may."""
    in_use = each.in_use | other.in_use
    idle = {place: found for place, found in {**other.idle, **each.idle}.items() if place not in in_use}
    return Usage(in_use, idle)


def _finding(kind: str, keyed: Keyed, key: str = CODE) -> Diagnostic:
    text = phrase(key, kind=phrase(f"message.{SHARED[kind]}"), name=quoted(keyed.called))
    return finding(CODE, keyed.span, text, phrase("BP805.cure"))
