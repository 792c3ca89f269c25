"""Feedback loops: what they lack to come back to the customer.

Comes in: a feedback loop. Goes out: the parts that are missing. Deliberately absent: whether its limits are kept, which no file says.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from ..model import Feedback, Promise

Part = Literal["respond", "resolve", "inform", "owner"]


def missing_parts(feedback: Feedback) -> Iterator[tuple[Part, str]]:
    """The parts that a loop lacks; of a time that some cases have, the other kind of case (`simple`, `complex`), else an empty text."""
    timed: tuple[tuple[Part, tuple[Promise, ...]], ...] = (
        ("respond", feedback.respond), ("resolve", feedback.resolve),
    )  # fmt: skip
    for part, promises in timed:
        open_case = _open_case(promises)
        if open_case is not None:
            yield part, open_case
    if feedback.inform is None:
        yield "inform", ""
    if feedback.owner is None:
        yield "owner", ""


def _open_case(promises: tuple[Promise, ...]) -> str | None:
    """The kind of case that has no time, an empty text where no case has one, None where all have one."""
    cases = {promise.case for promise in promises if promise.within is not None}
    if None in cases or cases == {"simple", "complex"}:
        return None
    if not cases:
        return ""
    return "complex" if "simple" in cases else "simple"
