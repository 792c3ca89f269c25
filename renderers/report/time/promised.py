"""The section on promises: what is to happen by when, who answers for it, and how the customer meets it.

Comes in: the wording of a scene. Goes out: a section, None where nothing is promised with a time. Deliberately absent: which promises there
are, and what becomes of them (`blueprint.analysis.motion`: `promises`, `limits`).
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from blueprint.analysis.journey.promises import Kind, Promised, promises
from blueprint.analysis.motion.limits.limit import Held, Limit
from blueprint.analysis.motion.limits.limit import Kind as LimitKind

from ...charts import Course, Stretch, Timeline
from ...page.table import Cell, CellPart, Column, Line, Row, Section, lines, table, text, wanted
from ..axes import axis
from ..wording import Wording
from .timing import about_standards

#: Of promises about one and the same kind of thing, in a tone that tells them apart.
_TONES: dict[Kind, str] = {
    "whole": "plain", "phase": "plain", "step": "plain", "standard": "frontstage", "inner": "backstage", "due": "moment",
    "arrow": "support",
    "recovery": "over", "contingency": "wait", "respond": "customer", "resolve": "customer", "inform": "customer",
    "verify": "customer",
}  # fmt: skip
#: So many rows of a chart can be read; of more promises each sort gets a chart.
_MOST_ROWS = 40


def promised(wording: Wording) -> Section | None:
    """Every promise with a time, the shortest first."""
    every = promises(wording.facts)
    if not every:
        return None
    words = wording.words
    columns = (
        Column(title=words("promises.when"), kept=True),
        Column(title=words("promises.what"), kind="main"),
        Column(title=words("kind"), filters=True),
        Column(title=words("promises.from")),
        Column(title=words("promises.takes")),
        Column(title=words("times.kept"), filters=True),
        Column(title=words("promises.who"), kept=True, filters=True),
        Column(title=words("channel")),
    )
    rows = [
        Row(id=f"promise-{number}", action=promise.action, span=promise.span, cells=_cells(wording, promise))
        for number, promise in enumerate(every, 1)
    ]
    return Section(
        id="promises",
        title=words("promises"),
        tables=(table(columns, rows),),
        figures=_charts(wording, every),
        note=wording.sentences(words("promises.note"), about_standards(wording)),
    )


def _cells(wording: Wording, other: Promised) -> tuple[Cell, ...]:
    channels = wording.named("channels", other.channels)
    limit = _limit(wording, other)
    return (
        _when(wording, other),
        _what(wording, other),
        text(_kind(wording, other.kind)),
        text(_from(wording, other)),
        _takes(wording, limit),
        _kept(wording, limit),
        wanted(text(wording.roles(other.roles) or wording.owner_name(other.owner))),
        # What customers hear of by some way; targets and contingencies need none.
        wanted(channels) if other.kind in ("standard", "inform", "verify", "respond") else channels,
    )


def _when(wording: Wording, other: Promised) -> Cell:
    """The limit, and for what follows a resolution the time since the receipt."""
    found: list[Line] = [(CellPart(text=wording.time(other.within) or "", style="strong"),)]
    if other.begins and other.ends is not None:
        found.append(
            (CellPart(text=wording.words("promises.after", time=wording.seconds(other.ends)), style="muted"),)
        )
    return Cell(lines=tuple(found), order=other.order)


def _limit(wording: Wording, other: Promised) -> Limit | None:
    """What becomes of a promise; None where readers are not told."""
    if other.kind == "whole":
        return wording.limit("service", other.limit)
    kind: LimitKind = "standard" if other.kind == "inner" else other.kind
    return wording.limit(kind, other.limit)


def _takes(wording: Wording, limit: Limit | None) -> Cell:
    """How long it takes on the usual way, and at most; of a standard from when on, too. For whom, where that differs."""
    if limit is None:
        return Cell()
    found = tuple(line for held in limit.held for line in _taken(wording, held))
    usual = limit.worst.taken.usual if limit.worst else None
    return Cell(lines=found, order=usual)


def _taken(wording: Wording, held: Held) -> Iterator[Line]:
    words, usual, most = wording.words, held.taken.usual, held.taken.most
    if usual is None or most is None:
        return
    whom = (CellPart(text=wording.for_whom(held.personas), style="muted"),) if held.personas else ()
    shown = CellPart(text=words.seconds(usual, held.unit))
    yield (shown, *whom)
    if held.taken.is_aside:
        yield (CellPart(text=words("promises.aside"), style="muted"),)
    if math.isinf(most):
        yield (CellPart(text=words("promises.open"), style="muted"),)
    elif most > usual + 1e-6:
        yield (CellPart(text=words("promises.most", time=words.seconds(most, held.unit)), style="muted"),)
    if held.begins.usual is not None:
        begins = words.seconds(held.begins.usual, held.unit)
        yield (CellPart(text=words("promises.begins", time=begins), style="muted"),)


def _kept(wording: Wording, limit: Limit | None) -> Cell:
    """Whether a promise is kept, as far as there is any time to hold against it."""
    if limit is None:
        return Cell()
    if all(held.verdict == "unknown" for held in limit.held):
        # To customers that says nothing.
        return Cell() if wording.view.customer else text(wording.words("held.unknown"), "muted")
    return wording.kept(limit)


def _what(wording: Wording, other: Promised) -> Cell:
    case = (CellPart(text=wording.words(other.case), style="chip"),) if other.case else ()
    group: list[Line] = [(CellPart(text=each, style="strong"),) for each in other.texts]
    return lines(
        *group, (*_about(wording, other), *case), wording.around(other.action) if other.action else ()
    )


def _about(wording: Wording, other: Promised) -> Line:
    """What a promise is about, linked to its row or its card."""
    blueprint = wording.blueprint
    if other.kind in ("standard", "inner", "due", "arrow"):
        return (wording.action(other.about),)
    if other.kind == "step":
        return (wording.step(other.about),)
    if other.kind == "phase":
        return (CellPart(text=blueprint.phases[other.about].label, style="step"),)
    if other.kind == "whole":
        return (CellPart(text=wording.words("whole"), style="step"),)
    sort = {"recovery": "fails", "contingency": "risks"}.get(other.kind, "feedback")
    if sort == "fails":
        return wording.cards((other.about,)).lines[0]
    return wording.named(sort, (other.about,)).lines[0]


def _kind(wording: Wording, kind: Kind) -> str:
    words = wording.words
    return {
        "whole": words("promise.target"),
        "phase": words("promise.target"),
        "step": words("promise.target"),
        "standard": words("standard"),
        "inner": words("promise.inner"),
        "due": words("due"),
        "arrow": words("promise.arrow"),
        "recovery": words("recovery"),
        "contingency": words("contingency"),
        "respond": words("respond"),
        "resolve": words("resolve"),
        "inform": words("inform"),
        "verify": words("verify"),
    }[kind]


def _from(wording: Wording, other: Promised) -> str:
    """The event that the time counts from."""
    words = wording.words
    if other.kind in ("due", "arrow"):
        known = wording.blueprint.actions.get(other.after or "")
        key = "promises.from.before" if other.is_before else "promises.from.action"
        return words(key, action=known.text) if known else ""
    if other.kind in ("inform", "verify"):
        return words("promises.from.resolution")
    if other.kind in ("respond", "resolve"):
        return words("promises.from.receipt")
    if other.kind == "recovery":
        return words("promises.from.failure")
    return (
        words("promises.from.incident") if other.kind == "contingency" else words("promises.from.beginning")
    )


# ── charts ────────────────────────────────────────────────────────────────────────────────────────────────


def _charts(wording: Wording, every: list[Promised]) -> tuple[Timeline, ...]:
    """One timeline, or one for each sort of promises where there are too many."""
    drawn = [promise for promise in every if promise.ends is not None]
    if not drawn:
        return ()
    if len(drawn) <= _MOST_ROWS:
        return (_chart(wording, wording.words("promises.chart"), drawn),)
    tones = dict.fromkeys(_TONES[promise.kind] for promise in drawn)
    named = dict(_legend(wording))
    return tuple(
        _chart(wording, named[tone], [promise for promise in drawn if _TONES[promise.kind] == tone])
        for tone in tones
    )


def _chart(wording: Wording, title: str, drawn: list[Promised]) -> Timeline:
    values = [value for promise in drawn for value in (promise.begins, promise.ends) if value]
    on = axis(wording, title, values)
    used = {_TONES[promise.kind] for promise in drawn}
    return Timeline(
        title=on.title,
        courses=tuple(_course(wording, promise) for promise in drawn),
        ticks=on.ticks,
        legend=tuple(entry for entry in _legend(wording) if entry[0] in used),
        logarithmic=on.logarithmic,
    )


def _course(wording: Wording, other: Promised) -> Course:
    about = _about(wording, other)[0]
    label = wording.words.dotted((_kind(wording, other.kind), about.text))
    message = wording.words.dotted(
        (wording.time(other.within), wording.words(other.case) if other.case else None)
    )
    stretch = Stretch(start=other.begins or 0, end=other.ends or 0, text=message, tone=_TONES[other.kind])
    return Course(label=label, stretches=(stretch,), href=about.href)


def _legend(wording: Wording) -> tuple[tuple[str, str], ...]:
    words = wording.words
    return (
        ("plain", words("promise.target")),
        ("frontstage", words("standard")),
        ("moment", words("due")),
        ("support", words("promise.arrow")),
        ("backstage", words("promise.inner")),
        ("over", words("recovery")),
        ("wait", words("contingency")),
        ("customer", words("feedback")),
    )
