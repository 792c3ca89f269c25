"""A feedback loop that does not come back to the customer.

## What it finds

A `feedback` that lacks a time to respond, a time to resolve, the answer to the customer (`inform`), or an
`owner`. A time for `simple` cases alone leaves the `complex` ones open, and the other way round. To `verify`
afterwards is good practice, but not required.

## Why it matters

Customers who take the trouble to report a problem want to hear what was done about it. Without an answer they
stop reporting, and complain to others.

## Bad

    blueprint theatre "An evening at the theatre"

    step leave "Leave" {
      evidence "Card with three questions"
      customer tell "Fills in the card"
      <-> frontstage take "Takes the card"
    }

    feedback card "Feedback card" after tell {
      thank "A word of thanks at the door"
      respond 2d
    }

## Good

    blueprint theatre "An evening at the theatre"
    role house_manager "House manager"

    step leave "Leave" {
      evidence "Card with three questions"
      customer tell "Fills in the card"
      <-> frontstage take "Takes the card"
    }

    feedback card "Feedback card" after tell {
      thank "A word of thanks at the door"
      respond 2d
      resolve 2w
      inform "A letter that says what was changed" within 3d
      owner house_manager
    }

## Source

Handbooks on customer experience: the closed loop (闭环) with response and resolution times, a person in
charge, and notice of the result.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.feedback_loops import missing_parts
from ...diagnostics import Diagnostic
from ...model import Feedback
from ...words import Keyword, Phrase, listing, phrase
from ..rule import finding, quoted

CODE = "BP702"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the feedback loops that lack a part."""
    for feedback in facts.blueprint.feedback.values():
        missing = list(_missing(feedback))
        if missing:
            parts, cures = zip(*missing, strict=True)
            yield finding(
                CODE,
                feedback.span,
                phrase("BP702", loop=quoted(feedback.label), parts=listing(parts)),
                phrase("BP702.cure", missing=listing(cures, "comma")),
            )


def _missing(feedback: Feedback) -> Iterator[tuple[Phrase, Phrase]]:
    """What is missing, in words and in the language."""
    for part, open_case in missing_parts(feedback):
        if part in ("inform", "owner"):
            yield phrase(f"BP702.{part}"), phrase(f"BP702.cure.{part}")
            continue
        verb = Keyword(part)
        if open_case:
            case = Keyword(open_case)
            yield (
                phrase("BP702.time.case", verb=verb, case=case),
                phrase("BP702.cure.time.case", verb=verb, case=case),
            )
        else:
            yield phrase("BP702.time", verb=verb), phrase("BP702.cure.time", verb=verb)
