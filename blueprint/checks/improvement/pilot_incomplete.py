"""An incomplete pilot, which cannot prove anything.

## What it finds

A pilot that lacks where it runs (`scope`), its dates (`from … to …`), what it measures (`tracks`) or an owner; and one
that tracks a metric which has neither `baseline` nor `now`. One finding per pilot, which lists everything that is
missing.

## Why it matters

A pilot without an end date never ends, and one without a number at its start shows nothing afterwards. Both are
then rolled out without proof.

## Bad

    blueprint bus "Take the bus"
    metric boarding "Time to board" kind aht unit "s" now 9 target 4

    step board "Board" { customer board "Gets in" tracks boarding }

    pilot tap "Pay by tapping the card" {
      scope board
      from 2027-02-01 to 2027-02-28
    }

## Good

    blueprint bus "Take the bus"
    metric boarding "Time to board" kind aht unit "s" now 9 target 4

    step board "Board" { customer board "Gets in" tracks boarding }

    pilot tap "Pay by tapping the card" {
      scope board
      from 2027-02-01 to 2027-02-28
      tracks boarding
      owner "Line manager"
    }

## Source

Handbooks on customer service: pilots (试点) of two to four weeks with one or two scenarios, compared with the time before.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.measures import start_of
from ...diagnostics import Diagnostic
from ...model import Blueprint, Pilot
from ...words import Phrase, listing, phrase
from ..rule import finding, quoted

CODE = "BP704"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the pilots that lack a part."""
    for pilot in facts.blueprint.pilots.values():
        missing = list(_missing(facts.blueprint, pilot))
        if missing:
            parts, cures = zip(*missing, strict=True)
            yield finding(
                CODE,
                pilot.span,
                phrase("BP704", pilot=quoted(pilot.label), parts=listing(parts)),
                phrase("BP704.cure", missing=listing(cures, "comma")),
            )


def _missing(blueprint: Blueprint, pilot: Pilot) -> Iterator[tuple[Phrase, Phrase]]:
    """What is missing, in words and in the language."""
    has = {
        "scope": bool(pilot.steps),
        "dates": bool(pilot.start and pilot.end),
        "metric": bool(pilot.known.tracks),
        "owner": pilot.owner is not None,
    }
    for part, there in has.items():
        if not there:
            yield phrase(f"BP704.{part}"), phrase(f"BP704.cure.{part}")
    for key in pilot.known.tracks:
        if start_of(blueprint.metrics[key]) is None:
            yield (
                phrase("BP704.start", metric=quoted(blueprint.metrics[key].label)),
                phrase("BP704.cure.start"),
            )
