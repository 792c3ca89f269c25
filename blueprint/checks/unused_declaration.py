"""A declaration that nothing refers to.

## What it finds

A role, system or channel that the file itself declares, and that no lane, action, card, owner or feedback
loop names; and a metric that nothing `tracks` and no goal or standard uses, where others of the file are
used. Personas are left out: the blueprint speaks of them as a whole. Declarations that are imported are shared
with other files and no finding here; when a whole folder is checked, those that none of its files uses are.

## Why it matters

A system that nobody uses is a card that somebody forgot, or what is left of one that was deleted. The report
lists it all the same, and readers look for it in the picture.

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

from collections.abc import Iterable, Iterator

from ..analysis.flow import Facts
from ..analysis.usage import SHARED, declared, used
from ..diagnostics import Diagnostic, ordered
from ..messages import phrase
from ..model import Blueprint, Declaration
from .rule import finding, quoted

CODE = "BP805"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the declarations of this file that nothing refers to."""
    blueprint, in_use = facts.blueprint, used(facts.blueprint)
    for kind in SHARED:
        own = {
            key: one
            for key, one in declared(blueprint, kind).items()
            if one.span.source is blueprint.span.source
        }
        unused = [one for key, one in own.items() if key not in in_use[kind]]
        # Metrics may be followed for the whole service; only where some are tied to a place do the others lack one.
        if kind != "metrics" or len(unused) < len(own):
            yield from (_finding(kind, one) for one in unused)


def unused_across(blueprints: Iterable[Blueprint]) -> list[Diagnostic]:
    """The imported declarations that none of some blueprints uses, in the order of the text, file by file.

    For the files of a whole folder: what one file imports and does not use may be what another one imports it for. What a
    blueprint itself declares is the rule's business (`check`).
    """
    found: dict[tuple[str, str, str], Declaration] = {}
    in_use: set[tuple[str, str, str]] = set()
    for blueprint in blueprints:
        keys = used(blueprint)
        for kind in SHARED:
            for key, one in declared(blueprint, kind).items():
                place = (one.span.source.name, kind, key)
                if key in keys[kind]:
                    in_use.add(place)
                elif one.span.source is not blueprint.span.source:
                    found.setdefault(place, one)
    return ordered(
        _finding(place[1], one, "BP805.across") for place, one in found.items() if place not in in_use
    )


def _finding(kind: str, one: Declaration, key: str = CODE) -> Diagnostic:
    said = phrase(key, kind=phrase(SHARED[kind]), name=quoted(one.label))
    return finding(CODE, one.span, said, phrase("BP805.cure"))
