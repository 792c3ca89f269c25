"""A case that cannot end: it always goes back, or comes to a decision with every answer closed.

## What it finds

What the service in motion comes to, where the arrows alone look sound:

- an arrow back that is taken every time, because the action that it leaves is no decision: whatever follows leads to it
  again. Numbers leave it out. Messages (`~>`) are no finding: nobody goes back who sends one;
- a decision to which a case can come when none of its answers is open any more: all of them are bounded (`max`);
- a ring that every case goes round for ever, because the answer that leads out has 0%.

A ring without any way out is another finding (BP203), as are a decision without answers (BP204) and a persona for
whom all ways are closed (BP213).

## Why it matters

Nobody has decided when it is enough. Times, shares and outcomes of these cases are unknown, and the customers in them
are neither served nor lost.

## Bad

    blueprint office "Apply for a permit"

    step apply "Apply" {
      evidence "Form"
      customer fill "Fills in the form" start
      -> frontstage look "Looks the form through"
      look -> fill "and again"
      look -> customer receipt "Takes the receipt home" end served
    }

## Good

    blueprint office "Apply for a permit"

    step apply "Apply" {
      evidence "Form"
      customer fill "Fills in the form" start
      -> frontstage look "Is the form complete?" decision
      look -> fill "something is missing" max 2
      look -> customer receipt "Takes the receipt home" end served when "complete"
    }

## Source

BPMN 2.0: a loop is left by a condition. Workflow soundness (van der Aalst 1998): every case can end, whatever it has
come to.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.motion.records import Stuck
from ...analysis.motion.results import motions_of
from ...analysis.structure.decisions import answers, for_whom
from ...diagnostics import Diagnostic, Label
from ...words import Phrase, listing, phrase
from ..rule import finding, quoted
from .loop_without_exit import rings_without_exit

CODE = "BP218"
#: What is wrong, at which action, and where the arrow back leads.
_Place = tuple[str, str, str | None]


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the places where cases stop or go round for ever."""
    motions = facts.once(motions_of)
    whom: dict[_Place, list[str | None]] = {}
    first: dict[_Place, Stuck] = {}
    for motion in motions:
        for stuck in motion.stuck:
            place: _Place = (stuck.kind, stuck.action, stuck.flow.target if stuck.flow else None)
            first.setdefault(place, stuck)
            whom.setdefault(place, []).extend(motion.personas)
    every = sum(len(motion.personas) for motion in motions)
    for place, stuck in first.items():
        if not _is_told_elsewhere(facts, stuck):
            named = [key for key in whom[place] if key is not None]
            is_for_all = len(whom[place]) == every or len(named) < len(whom[place])
            yield _finding(facts, stuck, [] if is_for_all else named)


def _is_told_elsewhere(facts: Facts, stuck: Stuck) -> bool:
    if any(stuck.action in ring for ring in facts.once(rings_without_exit)):
        return True
    if stuck.flow is not None and stuck.flow.kind == "message":
        return True
    if stuck.kind != "no answer":
        return False
    return all(for_whom(flow, facts) for flow in answers(facts)[stuck.action])


def _finding(facts: Facts, stuck: Stuck, personas: list[str]) -> Diagnostic:
    action = facts.blueprint.actions[stuck.action]
    shown, labels, span = quoted(action.text), [], action.span
    if stuck.kind == "no answer":
        text, cure = phrase("BP218.closed", action=shown), phrase("BP218.closed.cure")
        labels = [Label(flow.span, phrase("BP218.closed.label")) for flow in answers(facts)[stuck.action]]
    elif stuck.flow is None or action.is_decision:
        text, cure = phrase("BP218.endless", action=shown), phrase("BP218.endless.cure")
    else:
        text = phrase("BP218", action=shown, target=quoted(facts.text(stuck.flow.target)))
        cure, span = phrase("BP218.single.cure"), stuck.flow.span
        if sum(flow.leads and not flow.is_recovery for flow in facts.outgoing[stuck.action]) > 1:
            cure = phrase("BP218.cure", action=shown)
            labels = [Label(action.span, phrase("BP218.label"))]
    return finding(CODE, span, _for(facts, personas, text), cure, labels)


def _for(facts: Facts, personas: list[str], text: Phrase) -> Phrase:
    if not personas:
        return text
    names = listing([quoted(facts.blueprint.personas[key].label) for key in personas])
    return phrase("BP218.for", personas=names, finding=text)
