"""Several ways in, and nobody knows how many customers take which.

## What it finds

Several actions marked `start` in one customer lane: a customer comes in at one of them, so they are alternatives, each
with its own time. Starts that are `for` different personas are told apart already, and starts in several lanes happen
together.

## Why it matters

Without the shares no mean over all customers can be worked out, nor how many are served: fifteen minutes by telephone
and thirty-five at the counter are twenty or thirty, depending on who comes how.

## Bad

    blueprint repair "Bicycle repair"

    step ask "Ask" {
      evidence "Sign with hours and number"
      customer phone "Phones" time 10m start
      -> frontstage agree "Agrees on a day" time 5m
      customer walk "Walks in" time 30m start
      walk -> agree
      agree -> customer done "Knows the day" end served
    }

## Good

    blueprint repair "Bicycle repair"

    step ask "Ask" {
      evidence "Sign with hours and number"
      customer how "Phone or walk in?" decision start
      how -> customer phone "Phones" time 10m when "by phone" 70%
      how -> customer walk "Walks in" time 30m when "on foot" 30%
      phone -> frontstage agree "Agrees on a day" time 5m
      walk -> agree
      agree -> customer done "Knows the day" end served
    }

## Source

Handbooks on customer experience: each channel has its own way in (全渠道). BPMN 2.0: each start event is an alternative
beginning of a case.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.motion.results import motions_of
from ...diagnostics import Diagnostic, Label, Severity
from ...words import listing, phrase
from ..rule import finding, quoted

CODE = "BP219"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the lanes with several starts for the same customers."""
    actions = facts.blueprint.actions
    alternatives: dict[str, dict[str, None]] = {}
    for motion in facts.once(motions_of):
        if len(motion.net.beginnings) < 2:
            continue
        starts = dict.fromkeys(number for some in motion.net.beginnings for number in some)
        by_lane: dict[str, list[str]] = {}
        for number in starts:
            if motion.net.is_customer[number]:
                by_lane.setdefault(motion.net.actions[number].lane, []).append(motion.net.keys[number])
        for lane, keys in by_lane.items():
            if len(keys) > 1:
                alternatives.setdefault(lane, {}).update(dict.fromkeys(keys))
    for some in alternatives.values():
        keys = facts.reading_order(some)
        text = phrase("BP219", starts=listing([quoted(actions[key].text) for key in keys]))
        labels = [Label(actions[key].span, phrase("BP219.label")) for key in keys[1:]]
        yield finding(CODE, actions[keys[0]].span, text, phrase("BP219.cure"), labels)
