"""What a site keeps of a service, as values.

Comes in: what `extract` found, or what JSON kept of it. Goes out: Services. Deliberately absent: everything that takes time to load:
checking whether anything has changed does not need it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from blueprint.analysis.motion.lead_times import LeadTime

#: A cell as JSON has it: what JSON does not know is an object with one letter, which says what it is.
Plain = Any


class Row(NamedTuple):
    """A row of a register: its lasting id, where it is declared, the anchor in the report, its cells and the step.

    `declared` is the same for all services that import a thing from one place.
    """

    id: str
    declared: str
    anchor: str
    cells: list[Plain]
    step: str | None


class Worst(NamedTuple):
    """A fail point that is among the worst of its service."""

    text: str
    level: str
    number: int | None
    anchor: str


class Thing(NamedTuple):
    """Something that can be found: of which kind, what it says, in which step, its anchor in the report."""

    kind: str
    text: str
    step: str
    anchor: str


class Verdict(NamedTuple):
    """What becomes of a promise for some personas (labels, None is anyone else; none where it is the same for all): `kept`, `may` be broken
    at times, or `over` by some seconds."""

    personas: tuple[str | None, ...]
    verdict: str
    by: float
    unit: float


class Promise(NamedTuple):
    """The target of the whole, in seconds, and what becomes of it; `unit` is the largest one that its author wrote."""

    seconds: float
    unit: float
    verdicts: tuple[Verdict, ...]


class Service(NamedTuple):
    """One service. `numbers` by name, None where nothing is said; `leads` are its lead times, none where there is no way through it.

    `rows` are by the names of the registers on sites.
    """

    title: str
    language: str | None
    owner: str | None
    state: str | None
    numbers: dict[str, float | None]
    promise: Promise | None
    leads: list[LeadTime]
    worst: list[Worst]
    rows: dict[str, list[Row]]
    things: list[Thing]


def service_from(plain: Plain) -> Service:
    """A Service from what JSON kept of it. Raises TypeError, ValueError or KeyError for anything else."""
    title, language, owner, state, numbers, promise, leads, worst, rows, things = plain
    return Service(
        str(title),
        language,
        owner,
        state,
        dict(numbers),
        _promise(*promise) if promise else None,
        [_lead_time(*each) for each in leads],
        [Worst(*each) for each in worst],
        {str(name): [Row(*each) for each in found] for name, found in rows.items()},
        [Thing(*thing) for thing in things],
    )


def _promise(seconds: Plain, unit: Plain, verdicts: Plain) -> Promise:
    return Promise(seconds, unit, tuple(Verdict(tuple(personas), *each) for personas, *each in verdicts))


def _lead_time(personas: Plain, *numbers: Plain) -> LeadTime:
    return LeadTime(tuple(personas), *numbers)
