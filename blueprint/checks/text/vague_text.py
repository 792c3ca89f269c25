"""A text that leaves open what is done.

## What it finds

Words such as "etc.", "and so on", "TBD", "TODO", "???", "as needed", "handles it", "somehow", in Chinese 待定, 待补充,
等等, 诸如此类, 视情况而定, 酌情处理, in an action, a piece of evidence, a heading, a standard, a prevention or a recovery.
Questions, pains and notes may be vague.

## Why it matters

"As needed" means something different at every desk. Two members of staff do two different things, and both
follow the blueprint.

## Bad

    blueprint gallery "Opening night"

    step welcome "Welcome" {
      evidence "Lit entrance"
      customer come "Comes in"
      <-> frontstage "Takes coats, offers drinks etc."
    }

## Good

    blueprint gallery "Opening night"

    step welcome "Welcome" {
      evidence "Lit entrance"
      customer come "Comes in"
      <-> frontstage "Takes the coat, offers a drink"
    }

## Source

Requirements writing, as in the INCOSE Guide to Writing Requirements: no vague terms, no open-ended clauses
("including but not limited to", "etc."), nothing "to be determined".
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...analysis.card_texts import drawn_texts
from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Severity
from ...model import Element, Thing
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP802"
SEVERITY = Severity.INFO

_VAGUE = re.compile(
    r"""
      \b (?: etc\b\.? | and\ so\ (?:on|forth)\b | somehow\b | as\ (?:needed|required|appropriate)\b (?!\ (?:by|for|in|under)\b)
           | (?:handles?|deals?\ with|takes?\ care\ of)\ (?:it|this|that|things|everything)\b (?=\W*$)
           | (?-i: TBD | TBC | TBA | TODO | FIXME )\b )
    | \?\?\?+ | ？？？+ | lorem\ ipsum
    | 待定 (?!义) | 待补充 | 诸如此类 | 视情况(?:而定|处理)? | 酌情处理
      # "Wait a moment" is said with the same two characters.
    | (?<![请稍您我先]) 等等 (?![我吧再])
    """,
    re.VERBOSE | re.IGNORECASE,
)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the texts with vague words."""
    for text, element in _texts(facts):
        found = _VAGUE.search(text)
        if found:
            message = phrase("BP802", text=quoted(text), words=quoted(found[0]))
            yield finding(CODE, element.span, message, phrase("BP802.cure"))


def _texts(facts: Facts) -> Iterator[tuple[str, Element]]:
    """The texts of actions, evidence, headings, standards, preventions and recoveries."""
    blueprint = facts.blueprint
    notes = {key for key, lane in blueprint.lanes.items() if lane.holds == "notes"}
    for text, element in drawn_texts(blueprint):
        if not (isinstance(element, Thing) and element.lane in notes):
            yield text, element
    for action in blueprint.actions.values():
        if action.standard is not None:
            yield action.standard.text, action.standard
    for fail in blueprint.fails.values():
        yield from ((prevention.text, prevention) for prevention in fail.preventions)
        yield from ((recovery.text, recovery) for recovery in fail.recoveries)
    for risk in blueprint.risks.values():
        yield from ((prevention.text, prevention) for prevention in risk.preventions)
        yield from ((plan.text, plan) for plan in risk.contingencies)
