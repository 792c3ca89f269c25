"""A loop that sends customers back without a limit.

## What it finds

An arrow by which somebody other than the customer sends the customer back to an action of theirs, or to one that
puts something right and leads back, in a loop that has a way out, but no limit: no arrow of the loop says `max`.
Customers who go back of their own accord (the arrow begins with them) may do so as often as they like; a loop
without any way out has another finding.

## Why it matters

"Something is missing" comes back three times, each time something else. With a limit the matter is handed to
somebody who can settle it.

## Bad

    blueprint visa "Apply for a visa"

    step apply "Apply" {
      evidence "Form"
      customer fill "Fills in the form"
      -> frontstage look "Is the form complete?" decision
      look -> fill "something is missing"
      look -> customer go "Goes home with a receipt" when "complete"
    }

## Good

    blueprint visa "Apply for a visa"

    step apply "Apply" {
      evidence "Form"
      customer fill "Fills in the form"
      -> frontstage look "Is the form complete?" decision
      look -> fill "something is missing" max 2
      look -> customer go "Goes home with a receipt" when "complete"
    }

## Source

BPMN 2.0: loops have a maximum (loopMaximum). Rework is waste (lean): first-time-right is measured where it
comes back.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Severity
from ...model import Flow
from ...words import phrase
from ..flow.loop_without_exit import has_exit, ring_arrows, rings
from ..rule import finding, quoted

CODE = "BP407"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the arrows that send the customer back without a limit."""
    for found in facts.once(rings):
        members = set(found)
        if len(found) == 1 or not has_exit(facts, found):
            continue
        for key in facts.reading_order(found):
            for flow in ring_arrows(facts, key):
                sends = facts.zone(key) != "customer" and facts.zone(flow.target) == "customer"
                if sends and flow.target in members and _goes_back(facts, flow):
                    text = phrase(
                        "BP407", source=quoted(facts.text(key)), target=quoted(facts.text(flow.target))
                    )
                    yield finding(CODE, flow.span, text, phrase("BP407.cure"))


def _goes_back(facts: Facts, flow: Flow) -> bool:
    """Whether an arrow leads back, or to an amendment: what the customer does for this arrow alone and hands in where they came from."""
    place = facts.position
    if flow.is_journey:
        return False
    if place[flow.target] < place[flow.source]:
        return True
    alone = all(other is flow for other in facts.incoming[flow.target])
    onward = list(ring_arrows(facts, flow.target))
    return alone and bool(onward) and all(place[other.target] <= place[flow.source] for other in onward)
