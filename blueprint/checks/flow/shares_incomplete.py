"""A decision in which only some answers have a percentage.

## What it finds

A decision with a percentage on one answer, where two or more others have none, or where the percentages
already add up to 100 and one answer has none. A single answer without a percentage gets the rest, and is
no finding. Answers for one persona only are left out.

## Why it matters

Percentages turn a picture into numbers: how many customers come this far, how much work arrives here. With
gaps in them nobody can calculate that.

## Bad

    blueprint hotline "A call to the hotline"

    step call "Call" {
      evidence "Number on the bill"
      customer ring "Rings"
      -> frontstage about "What is it about?" decision
      about -> customer know "Knows the answer" end served when "a question" 60%
      about -> customer wait_letter "Waits for a letter" end partly when "the bill"
      about -> customer move "Is moved to another contract" end served when "the contract"
    }

## Good

    blueprint hotline "A call to the hotline"

    step call "Call" {
      evidence "Number on the bill"
      customer ring "Rings"
      -> frontstage about "What is it about?" decision
      about -> customer know "Knows the answer" end served when "a question" 60%
      about -> customer wait_letter "Waits for a letter" end partly when "the bill" 25%
      about -> customer move "Is moved to another contract" end served when "the contract"
    }

## Source

BPSim 2.0 (Workflow Management Coalition): the probabilities of the ways out of a gateway add up to one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.structure.decisions import answers, called, for_whom
from ...diagnostics import Diagnostic, Label
from ...model import Flow
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP209"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the decisions with incomplete percentages."""
    for key, given in answers(facts).items():
        if any(for_whom(flow, facts) for flow in given):
            continue
        shares = [flow.share for flow in given if flow.share is not None]
        without = [flow for flow in given if flow.share is None]
        if shares and without and (len(without) > 1 or sum(shares) >= 100):
            yield _finding(facts, key, sum(shares), without)


def _finding(facts: Facts, key: str, total: float, without: list[Flow]) -> Diagnostic:
    action = facts.blueprint.actions[key]
    decision, answer = quoted(action.text), quoted(called(without[0], facts))
    if total >= 100:
        text = phrase("BP209.full", decision=decision, sum=total, answer=answer)
    else:
        text = phrase("BP209", decision=decision, number=len(without))
    labels = [Label(flow.span, phrase("BP209.label")) for flow in without]
    return finding(CODE, action.span, text, phrase("BP209.cure"), labels)
