"""A stretch that takes half of the total time or more.

## What it finds

The longest path from customer to customer has at least four stretches of work or waiting with a known time, and one
of them takes half of the whole or more, and twice as much as the next one, unless its action is marked
`bottleneck` already.

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
from ...analysis.motion.critical import course_with_step_times, critical_path
from ...diagnostics import Diagnostic, Label, Severity
from ...values import Duration
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP406"
SEVERITY = Severity.INFO
#: Among fewer stretches, one is always long.
_ENOUGH = 4


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the stretch that stands out on the longest path."""
    actions = facts.blueprint.actions
    if (
        sum(action.timing.span is not None or action.wait is not None for action in actions.values())
        < _ENOUGH - 1
    ):
        return
    path = critical_path(facts, facts.once(course_with_step_times))
    if len(path.pieces) < _ENOUGH:
        return
    first, second, *_ = sorted(path.pieces, key=lambda piece: -piece.seconds)
    action = actions[first.action]
    if action.is_bottleneck or 2 * first.seconds < path.seconds or first.seconds < 2 * second.seconds:
        return
    share = round(100 * first.seconds / path.seconds)
    text = phrase(
        f"BP406.{first.kind}",
        action=quoted(action.text),
        time=Duration(first.seconds),
        share=share,
        whole=Duration(path.seconds),
    )
    label = Label(actions[second.action].span, phrase("BP406.label", time=Duration(second.seconds)))
    yield finding(CODE, action.span, text, phrase("BP406.cure"), [label])
