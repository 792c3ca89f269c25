"""The time limits of a service for JSON, and whether they are kept.

Comes in: Facts. Goes out: LimitRecords. Deliberately absent: how limits are judged (`analysis.motion.limits`), and what stands in a record
(`motion_records`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from blueprint.analysis.facts import Facts
from blueprint.analysis.motion.limits.limit import Held, Limit
from blueprint.analysis.motion.limits.limits import limits
from blueprint.model import Blueprint, Flow

from .motion_records import LimitRecord

#: Seconds and shares are rounded to so many decimals.
_DECIMALS, _SHARE_DECIMALS = 6, 9


def limit_records(facts: Facts) -> tuple[LimitRecord, ...]:
    """The limits in the order in which they are worked out, a record for each group of personas that differs."""
    return tuple(record for limit in facts.once(limits) for record in _records(limit))


def _records(limit: Limit) -> Iterator[LimitRecord]:
    for held in limit.held:
        is_known = held.verdict != "unknown"
        yield LimitRecord(
            kind=limit.kind,
            key=_key(limit),
            source=limit.about.source if isinstance(limit.about, Flow) else None,
            personas=held.personas,
            limit=(held.most or limit.most).longest,
            counts=limit.counts,
            verdict=held.verdict,
            usual=_seconds(held.taken.usual) if is_known else None,
            longest=_seconds(held.taken.most) if is_known and limit.counts != "before" else None,
            over=_seconds(held.by) if held.by else None,
            kept=_share(held) if is_known else None,
            line=limit.place.line,
        )


def _key(limit: Limit) -> str | None:
    about = limit.about
    if isinstance(about, Blueprint):
        return None
    if isinstance(about, Flow):
        return about.target
    # Contingencies and parts of loops have no key of their own; keys hold no dots there.
    return limit.key.partition("#")[0].partition(".")[0] if limit.kind in _OF_OTHERS else limit.key


_OF_OTHERS = ("contingency", "respond", "resolve", "inform", "verify")


def _seconds(value: float | None) -> float | None:
    return None if value is None or math.isinf(value) else round(value, _DECIMALS)


def _share(held: Held) -> float | None:
    return None if held.taken.share is None else round(held.taken.share, _SHARE_DECIMALS)
