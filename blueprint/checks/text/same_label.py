"""Two things of one kind with the same label.

## What it finds

Two lanes, two phases, two steps of one phase, two roles of one department, or two systems, channels, personas
or metrics with the same label, whatever the case of its letters. Labels of imported files are compared with
this file's own. One finding per label.

## Why it matters

Picture, report and messages call things by their labels. When two have the same, nobody knows which is
meant; one may be a copy that was never changed.

## Bad

    blueprint boat "Rent a boat"
    role jetty "Staff"
    role office "Staff"

    step rent "Rent" {
      evidence "Price board"
      customer ask "Asks for a boat"
      <-> frontstage give "Hands out oars" by jetty
      <-> backstage "Books the boat" by office
    }

## Good

    blueprint boat "Rent a boat"
    role jetty "Boatman"
    role office "Bookkeeper"

    step rent "Rent" {
      evidence "Price board"
      customer ask "Asks for a boat"
      <-> frontstage give "Hands out oars" by jetty
      <-> backstage "Books the boat" by office
    }

## Source

Modelling guidelines: one name for one thing, in diagrams as in glossaries (ISO 704).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from unicodedata import normalize

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label, Severity
from ...model import Blueprint, Declaration, Lane, Phase, Step
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP807"
SEVERITY = Severity.INFO

_Named = Lane | Phase | Step | Declaration


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the labels that stand twice."""
    source = facts.blueprint.span.source
    found: dict[tuple[str, ...], list[_Named]] = {}
    for place, lane in _named(facts.blueprint):
        label = " ".join(normalize("NFKC", lane.label).casefold().split())
        # Things without a label are another finding (BP101).
        if label:
            found.setdefault((*place, label), []).append(lane)
    for place, (first, *others) in found.items():
        own = [lane for lane in others if lane.span.source is source]
        if own:
            text = phrase("BP807", kind=phrase(f"message.{place[0]}"), label=quoted(own[0].label))
            labels = [Label(lane.span, phrase("BP807.label")) for lane in (first, *own[1:])]
            yield finding(CODE, own[0].span, text, phrase("BP807.cure"), labels)


def _named(blueprint: Blueprint) -> Iterator[tuple[tuple[str, ...], _Named]]:
    """What has a label, each with where its label has to be the only one."""
    yield from _of("lane", blueprint.lanes.values())
    yield from _of("phase", blueprint.phases.values())
    yield from ((("step", step.phase or ""), step) for step in blueprint.steps.values())
    yield from ((("role", role.department or ""), role) for role in blueprint.roles.values())
    kinds: dict[str, Mapping[str, Declaration]] = {
        "system": blueprint.systems,
        "channel": blueprint.channels,
        "persona": blueprint.personas,
        "metric": blueprint.metrics,
    }
    for kind, declared in kinds.items():
        yield from _of(kind, declared.values())


def _of(kind: str, things: Iterable[_Named]) -> Iterator[tuple[tuple[str, ...], _Named]]:
    return (((kind,), thing) for thing in things)
