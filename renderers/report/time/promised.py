"""The section on promises: what is to happen by when, who answers for it, and how the customer meets it.

Comes in: the wording of a scene. Goes out: a section, None where nothing is promised with a time. Deliberately absent: which promises there
are (`blueprint.analysis.motion.promises`), and whether they are kept (`timing`, `course`).
"""

from __future__ import annotations

from blueprint.analysis.motion.promises import Kind, Promised, promises

from ...charts import Course, Stretch, Timeline
from ...page.table import Cell, CellPart, Column, Line, Row, Section, lines, table, text, wanted
from ..axes import axis
from ..wording import Wording

#: Of promises about one and the same kind of thing, in a tone that tells them apart.
_TONES: dict[Kind, str] = {
    "whole": "plain", "phase": "plain", "step": "plain", "standard": "frontstage", "inner": "backstage", "due": "moment",
    "recovery": "over", "contingency": "wait", "respond": "customer", "resolve": "customer", "inform": "customer",
    "verify": "customer",
}  # fmt: skip
#: So many rows of a chart can be read; of more promises each sort gets a chart.
_MOST_ROWS = 40


def promised(say: Wording) -> Section | None:
    """Every promise with a time, the shortest first."""
    every = promises(say.facts)
    if not every:
        return None
    words = say.words
    columns = (
        Column(title=words("promises.when"), kept=True),
        Column(title=words("promises.what"), kind="main"),
        Column(title=words("kind"), filters=True),
        Column(title=words("promises.from")),
        Column(title=words("promises.who"), kept=True, filters=True),
        Column(title=words("channel")),
    )
    rows = [
        Row(id=f"promise-{number}", action=one.action, span=one.span, cells=_cells(say, one))
        for number, one in enumerate(every, 1)
    ]
    return Section(
        id="promises",
        title=words("promises"),
        tables=(table(columns, rows),),
        figures=_charts(say, every),
        note=words("promises.note"),
    )


def _cells(say: Wording, one: Promised) -> tuple[Cell, ...]:
    channels = say.named("channels", one.channels)
    return (
        _when(say, one),
        _what(say, one),
        text(_kind(say, one.kind)),
        text(_from(say, one)),
        wanted(text(say.roles(one.roles) or say.owner_name(one.owner))),
        # What customers hear of by some way; targets and contingencies need none.
        wanted(channels) if one.kind in ("standard", "inform", "verify", "respond") else channels,
    )


def _when(say: Wording, one: Promised) -> Cell:
    """The limit, and for what follows a resolution the time since the receipt."""
    found: list[Line] = [(CellPart(text=say.time(one.within) or "", style="strong"),)]
    if one.begins and one.ends is not None:
        found.append((CellPart(text=say.words("promises.after", time=say.seconds(one.ends)), style="muted"),))
    return Cell(lines=tuple(found), order=one.order)


def _what(say: Wording, one: Promised) -> Cell:
    case = (CellPart(text=say.words(one.case), style="chip"),) if one.case else ()
    said: list[Line] = [(CellPart(text=each, style="strong"),) for each in one.texts]
    return lines(*said, (*_about(say, one), *case), say.around(one.action) if one.action else ())


def _about(say: Wording, one: Promised) -> Line:
    """What a promise is about, linked to its row or its card."""
    blueprint = say.blueprint
    if one.kind in ("standard", "inner", "due"):
        return (say.action(one.about),)
    if one.kind == "step":
        return (say.step(one.about),)
    if one.kind == "phase":
        return (CellPart(text=blueprint.phases[one.about].label, style="step"),)
    if one.kind == "whole":
        return (CellPart(text=say.words("whole"), style="step"),)
    sort = {"recovery": "fails", "contingency": "risks"}.get(one.kind, "feedback")
    if sort == "fails":
        return say.cards((one.about,)).lines[0]
    return say.named(sort, (one.about,)).lines[0]


def _kind(say: Wording, kind: Kind) -> str:
    words = say.words
    return {
        "whole": words("promise.target"),
        "phase": words("promise.target"),
        "step": words("promise.target"),
        "standard": words("standard"),
        "inner": words("promise.inner"),
        "due": words("due"),
        "recovery": words("recovery"),
        "contingency": words("contingency"),
        "respond": words("respond"),
        "resolve": words("resolve"),
        "inform": words("inform"),
        "verify": words("verify"),
    }[kind]


def _from(say: Wording, one: Promised) -> str:
    """The event that the time counts from."""
    words = say.words
    if one.kind == "due":
        before = say.blueprint.actions.get(one.after or "")
        return words("promises.from.action", action=before.text) if before else ""
    if one.kind in ("inform", "verify"):
        return words("promises.from.resolution")
    if one.kind in ("respond", "resolve"):
        return words("promises.from.receipt")
    if one.kind == "recovery":
        return words("promises.from.failure")
    return words("promises.from.incident") if one.kind == "contingency" else words("promises.from.beginning")


# ── charts ────────────────────────────────────────────────────────────────────────────────────────────────


def _charts(say: Wording, every: list[Promised]) -> tuple[Timeline, ...]:
    """One timeline, or one for each sort of promises where there are too many."""
    drawn = [one for one in every if one.ends is not None]
    if not drawn:
        return ()
    if len(drawn) <= _MOST_ROWS:
        return (_chart(say, say.words("promises.chart"), drawn),)
    tones = dict.fromkeys(_TONES[one.kind] for one in drawn)
    named = dict(_legend(say))
    return tuple(
        _chart(say, named[tone], [one for one in drawn if _TONES[one.kind] == tone]) for tone in tones
    )


def _chart(say: Wording, title: str, drawn: list[Promised]) -> Timeline:
    values = [value for one in drawn for value in (one.begins, one.ends) if value]
    on = axis(say, title, values)
    used = {_TONES[one.kind] for one in drawn}
    return Timeline(
        title=on.title,
        courses=tuple(_course(say, one) for one in drawn),
        ticks=on.ticks,
        legend=tuple(entry for entry in _legend(say) if entry[0] in used),
        logarithmic=on.logarithmic,
    )


def _course(say: Wording, one: Promised) -> Course:
    about = _about(say, one)[0]
    label = f"{_kind(say, one.kind)} · {about.text}"
    said = " · ".join(
        part for part in (say.time(one.within), say.words(one.case) if one.case else "") if part
    )
    stretch = Stretch(start=one.begins or 0, end=one.ends or 0, text=said, tone=_TONES[one.kind])
    return Course(label=label, stretches=(stretch,), href=about.href)


def _legend(say: Wording) -> tuple[tuple[str, str], ...]:
    words = say.words
    return (
        ("plain", words("promise.target")),
        ("frontstage", words("standard")),
        ("moment", words("due")),
        ("backstage", words("promise.inner")),
        ("over", words("recovery")),
        ("wait", words("contingency")),
        ("customer", words("feedback")),
    )
