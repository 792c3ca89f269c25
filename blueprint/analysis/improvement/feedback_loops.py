"""Feedback loops: when each part is due, and which parts are missing.

Comes in: a feedback loop. Goes out: deadlines in seconds from the receipt of the feedback, and the parts that are missing. The customer
is told (`inform`) and asked again (`verify`) after the resolution, so these deadlines follow the one of `resolve`. Deliberately
absent: calendars.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from ...model import Feedback, Promise

Part = Literal["respond", "resolve", "inform", "verify"]
Case = Literal["simple", "complex"]


class Deadline(NamedTuple):
    """A part of a loop that has a limit: from when on it counts, and when it is over; None where the resolution has no limit."""

    part: Part
    promise: Promise
    case: Case | None
    begins: float | None
    ends: float | None


class Gap(NamedTuple):
    """What a loop lacks: a part, its time in all cases or in some, its owner, its channel."""

    what: Literal["respond", "resolve", "inform", "verify", "owner", "channel"]
    lacks: Literal["all", "time", "simple", "complex"] = "all"


def deadlines(loop: Feedback) -> Iterator[Deadline]:
    """The deadlines of a loop in the order in which they come; those after the resolution for each case that it has a limit for."""
    for other in loop.respond:
        if other.within:
            yield Deadline("respond", other, other.case, 0, other.within.longest)
    resolved: dict[Case | None, float | None] = {}
    for other in loop.resolve:
        if other.within:
            resolved[other.case] = other.within.longest
            yield Deadline("resolve", other, other.case, 0, other.within.longest)
    last: tuple[tuple[Part, Promise | None], ...] = (("inform", loop.inform), ("verify", loop.verify))
    for part, promise in last:
        if promise is None or promise.within is None:
            continue
        for case, begins in (resolved or {None: None}).items():
            yield Deadline(
                part, promise, case, begins, None if begins is None else begins + promise.within.longest
            )


def gaps(loop: Feedback) -> Iterator[Gap]:
    """What a loop leaves open."""
    limited: tuple[tuple[Literal["respond", "resolve"], tuple[Promise, ...]], ...] = (
        ("respond", loop.respond), ("resolve", loop.resolve),
    )  # fmt: skip
    for part, promises in limited:
        lacks = open_case(promises)
        if lacks is not None:
            yield Gap(part, lacks)
    told: tuple[tuple[Literal["inform", "verify"], Promise | None], ...] = (
        ("inform", loop.inform), ("verify", loop.verify),
    )  # fmt: skip
    for name, promise in told:
        if promise is None or promise.within is None:
            yield Gap(name, "time" if promise else "all")
    if loop.owner is None:
        yield Gap("owner")
    if not loop.via:
        yield Gap("channel")


def missing_parts(loop: Feedback) -> Iterator[tuple[Literal["respond", "resolve", "inform", "owner"], str]]:
    """What no loop may lack; of a time that some cases have, the other kind of case (`simple`, `complex`), else an empty text."""
    for gap in gaps(loop):
        if gap.what in ("respond", "resolve"):
            yield gap.what, "" if gap.lacks == "all" else gap.lacks
        elif gap.what == "owner" or (gap.what == "inform" and gap.lacks == "all"):
            yield gap.what, ""


def open_case(promises: tuple[Promise, ...]) -> Literal["all", "simple", "complex"] | None:
    """The cases that have no time; None where all have one."""
    cases = {promise.case for promise in promises if promise.within is not None}
    if None in cases or cases == {"simple", "complex"}:
        return None
    if not cases:
        return "all"
    return "complex" if "simple" in cases else "simple"
