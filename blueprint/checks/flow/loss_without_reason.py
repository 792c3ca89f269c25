"""Customers who are lost without a stated reason.

## What it finds

In a file that has pains, ideas or questions: an `end lost` with nothing that explains it. An explanation is a
card in its step or in the step that the customer comes from, or the customer's own words (`emotion -2 "…"`)
at the end. One finding per file.

## Why it matters

Customers who leave without a word cost the most and are easy to forget, since nobody hears from them
again. Knowing where they leave does not help without knowing why.

## Bad

    blueprint language "Language course"

    step trial "Trial lesson" {
      evidence "Room, books"
      customer come "Comes to a trial lesson"
      <-> frontstage "Gives the lesson" {
        pain noise "The next room is loud" view customer
      }
    }

    step decide "Decide" {
      evidence "Registration form"
      customer sign "Go on?" decision
      sign -> customer pay "Pays for the course" end served when "yes"
      sign -> customer stay_away "Does not come back" end lost when "no" 40%
    }

## Good

    blueprint language "Language course"

    step trial "Trial lesson" {
      evidence "Room, books"
      customer come "Comes to a trial lesson"
      <-> frontstage "Gives the lesson" {
        pain noise "The next room is loud" view customer
      }
    }

    step decide "Decide" {
      evidence "Registration form"
      customer sign "Go on?" decision
      sign -> customer pay "Pays for the course" end served when "yes"
      sign -> customer stay_away "Does not come back" end lost emotion -1 "Too dear, too far" when "no" 40%
    }

## Source

Handbooks on customer experience: churn and drop-off points with their causes (流失点、脱落点); root causes of
abandoned carts.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.references import cards
from ...diagnostics import Diagnostic, Label, Severity
from ...model import Action
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP211"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the ends at which customers are lost, unexplained."""
    blueprint = facts.blueprint
    if not (blueprint.pains or blueprint.ideas or blueprint.questions):
        return
    explained = _explained_steps(facts)
    lost = [
        action
        for action in blueprint.actions.values()
        if action.end == "lost" and not _is_said(facts, action, explained)
    ]
    if lost:
        labels = [Label(action.span, phrase("BP211.label")) for action in lost[1:]]
        text = phrase("BP211", action=quoted(lost[0].text))
        yield finding(CODE, lost[0].span, text, phrase("BP211.cure"), labels)


def _explained_steps(facts: Facts) -> set[str]:
    """The steps that have a card of any kind, their own or one of their actions'."""
    actions, found = facts.blueprint.actions, set()
    for card in cards(facts.blueprint):
        if card.place == "step" and card.at is not None:
            found.add(card.at)
        elif card.place == "action" and card.at in actions:
            found.add(actions[card.at].step)
    return found


def _is_said(facts: Facts, action: Action, explained: set[str]) -> bool:
    if action.emotion is not None and action.emotion.words:
        return True
    around = [
        action.step,
        *(facts.blueprint.actions[flow.source].step for flow in facts.incoming[action.key]),
    ]
    return not explained.isdisjoint(around)
