"""A stretch that takes half of the total time or more.

## What it finds

The lead time of the usual way is the sum of at least four terms of work or waiting with a known time, and one of
them takes half of the whole or more, and twice as much as the next one, unless its action is marked `bottleneck`
already.

## Why it matters

An hour won anywhere else is hardly noticed; here it shortens the whole service. Improvement begins at the
constraint.

## Bad

    blueprint optician "Get glasses"

    step test "Test" {
      evidence "Test chart"
      customer read "Reads the chart" time 15m
      <-> frontstage measure "Measures" time 20m
    }

    step make "Make" {
      evidence "Glasses, case"
      read -> backstage grind "Grinds the lenses" wait 5d target 4d time 2h
      -> frontstage fit "Fits the glasses" time 10m
      -> customer wear "Wears the glasses" time 5m
    }

## Good

    blueprint optician "Get glasses"

    step test "Test" {
      evidence "Test chart"
      customer read "Reads the chart" time 15m
      <-> frontstage measure "Measures" time 20m
    }

    step make "Make" {
      evidence "Glasses, case"
      read -> backstage grind "Grinds the lenses" bottleneck wait 5d target 4d time 2h
      -> frontstage fit "Fits the glasses" time 10m
      -> customer wear "Wears the glasses" time 5m
    }

## Source

Goldratt 1984, theory of constraints. Value-stream mapping: the largest wait is looked at first. Bottlenecks (瓶颈)
in textbooks of service-process improvement.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.motion.results import headline
from ...analysis.motion.terms import Term
from ...diagnostics import Diagnostic, Label, Severity
from ...values import Duration
from ...words import phrase
from ..rule import finding, quoted
from ..wholes import place_at

CODE = "BP406"
SEVERITY = Severity.INFO
#: Among fewer terms, one is always long.
_ENOUGH = 4


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the term that stands out in the lead time."""
    actions = facts.blueprint.actions
    times = sum(action.timing.span is not None or action.wait is not None for action in actions.values())
    if times < _ENOUGH - 1:
        return
    motion = headline(facts)
    if not motion.runs:
        return
    terms = _together(motion.usual.terms)
    if len(terms) < _ENOUGH:
        return
    whole = motion.lead.usual.usual
    first, second, *_ = sorted(terms, key=lambda term: -term.seconds)
    # What nobody broke down is no place where anybody could begin.
    if first.of != "action" or 2 * first.seconds < whole or first.seconds < 2 * second.seconds:
        return
    action = actions[first.key]
    if action.is_bottleneck:
        return
    text = phrase(
        f"BP406.{first.kind}",
        action=quoted(action.text),
        time=Duration(first.seconds, first.unit),
        share=int(100 * first.seconds / whole + 0.5),
        whole=Duration(whole, motion.lead.unit),
    )
    place = actions[second.key] if second.of == "action" else place_at(facts.blueprint, second.of, second.key)
    label = Label(place.span, phrase("BP406.label", time=Duration(second.seconds, second.unit)))
    yield finding(CODE, action.span, text, phrase("BP406.cure"), [label])


def _together(some: tuple[Term, ...]) -> list[Term]:
    """The terms, with those of several rounds as one."""
    found: dict[tuple[str, str, str], Term] = {}
    for term in some:
        place = (term.kind, term.of, term.key)
        before = found.get(place)
        found[place] = term if before is None else before._replace(seconds=before.seconds + term.seconds)
    return list(found.values())
