"""A time limit that the ways exceed.

## What it finds

What comes later on the usual way than the file allows: an action that is `due` after or before another one, what an
arrow leads to `within` a time, the recovery of a fail point, the answer of a feedback loop. An arrow counts from when
its source is over until its target begins, a call until it is answered; a recovery counts along the way that the
failure takes. Feedback counts from the action that the loop comes `after` to what staff do next through one of its
channels. Of what the usual way does not come to, the likeliest way counts that does. Nothing is found where no time
between the two is written, or where of a recovery only the end may be late.

## Why it matters

The limit was promised by one department and the times are those of another. Nobody sees that both cannot be true until
the customer complains.

## Bad

    blueprint repair "Repair a bicycle"

    step bring "Bring it" {
      evidence "Ticket"
      customer ask "Asks what it costs" start
      -> frontstage note "Notes the fault" time 5m
      -> backstage look "Looks at it" wait 2h time 20m
      -> frontstage tell "Calls back" time 5m due 1h after note
      -> customer know "Knows the price" end served
    }

## Good

    blueprint repair "Repair a bicycle"

    step bring "Bring it" {
      evidence "Ticket"
      customer ask "Asks what it costs" start
      -> frontstage note "Notes the fault" time 5m
      -> backstage look "Looks at it" wait 20m time 20m
      -> frontstage tell "Calls back" time 5m due 1h after note
      -> customer know "Knows the price" end served
    }

## Source

ISO/IEC 20000-1:2018, 8.3.3, service level management: what was agreed is held against what is delivered. Critical path method,
Kelley and Walker 1959.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.motion.limits.limit import Held, Limit
from ...analysis.motion.limits.limits import limits
from ...diagnostics import Diagnostic
from ...model import Action, Fail, Flow
from ...values import Duration
from ...words import Phrase, phrase
from ..rule import finding, quoted
from ..wholes import for_whom

CODE = "BP409"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the limits between two actions that the usual way exceeds."""
    for limit in facts.once(limits):
        for held in limit.held:
            text = _text(facts, limit, held) if held.verdict == "over" else None
            if text is not None:
                whose = (
                    phrase("BP409.personas", text=text, personas=for_whom(facts, held.personas))
                    if held.personas
                    else text
                )
                yield finding(CODE, limit.place, whose, phrase("BP409.cure"))


def _text(facts: Facts, limit: Limit, held: Held) -> Phrase | None:
    """What is wrong; None of limits that other rules judge."""
    about, most = limit.about, held.most or limit.most
    time = Duration(held.taken.usual or 0, held.unit)
    if limit.kind == "due" and isinstance(about, Action) and about.due:
        what, other = quoted(about.text), quoted(facts.text(about.due.action))
        if about.due.relation == "after":
            return phrase("BP409.after", action=what, other=other, limit=most, time=time)
        if (held.taken.usual or 0) < 0:
            return phrase("BP409.before.not", action=what, other=other, limit=most)
        return phrase("BP409.before", action=what, other=other, limit=most, time=time)
    if isinstance(about, Flow):
        source, target = quoted(facts.text(about.source)), quoted(facts.text(about.target))
        key = "BP409.call" if about.kind == "return" else "BP409.arrow"
        return phrase(key, action=target, other=source, limit=most, time=time)
    if isinstance(about, Fail):
        begins = Duration(held.begins.usual or 0, held.unit)
        return phrase("BP409.recovery", fail=quoted(about.text), limit=most, time=begins)
    if limit.kind in ("respond", "resolve"):
        loop = quoted(facts.blueprint.name_of("feedback", limit.key.partition(".")[0]))
        return phrase(f"BP409.{limit.kind}", loop=loop, limit=most, time=time)
    return None
