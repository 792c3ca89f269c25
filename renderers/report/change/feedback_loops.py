"""The section on feedback loops: limits, owners, how the customer hears back, and what is missing.

Comes in: the wording of a scene. Goes out: a section, None where the file has no loop. Deliberately absent: when each part is due
(`blueprint.analysis.improvement.feedback_loops`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blueprint.analysis.improvement.feedback_loops import Deadline, Gap, deadlines
from blueprint.analysis.registers.of_plans import FEEDBACK
from blueprint.analysis.registers.record import Record
from blueprint.model import Feedback, Promise

from ...charts import Course, Stretch, Timeline
from ...page.table import Cell, CellPart, Line, Section, lines, stacked
from ..axes import axis
from ..register_table import Head, RegisterTable, Show, strong
from ..wording import Wording

_PARTS = ("respond", "resolve", "inform", "verify")


def feedback(say: Wording) -> Section | None:
    """The feedback loops, with the time limits of each and the gaps in it."""
    heads = (
        Head("loop", "loop", strong, kind="main"),
        Head("channel", "channel", kept=True, wanted=True),
        Head("after", "after"),
        Head("thanks", "thanks"),
        *(Head(part, part, _part(part), kept=True, wanted=True) for part in _PARTS),
        Head("owner", "owner", kept=True, filters=True, wanted=True),
        Head("feedback.open", "open", _open),
        Head("status", "known"),
    )
    figures = tuple(chart for loop in say.blueprint.feedback.values() for chart in _chart(say, loop))
    return RegisterTable(say, FEEDBACK, heads).section(
        "feedback", note=say.words("feedback.note"), figures=figures
    )


def _part(part: str) -> Show:
    """A part of a loop: what is promised, and when it is due."""

    def show(say: Wording, record: Record[Feedback], promised: Promise | tuple[Promise, ...] | None) -> Cell:
        every = promised if isinstance(promised, tuple) else (promised,) if promised else ()
        ends = [one for one in deadlines(record.thing) if one.part == part]
        return stacked(_promises(say, every), _since(say, ends))

    return show


def _promises(say: Wording, every: Iterable[Promise]) -> Cell:
    found: list[Line] = []
    for one in every:
        if one.text:
            found += [(CellPart(text=one.text),), say.within(one.within)]
        elif one.within:
            case = (CellPart(text=say.words(one.case), style="muted"),) if one.case else ()
            found.append((CellPart(text=say.time(one.within) or ""), *case))
    return lines(*found)


def _since(say: Wording, ends: list[Deadline]) -> Cell:
    """When what follows the resolution is due, counted from the receipt."""
    found: list[Line] = []
    for one in ends:
        if one.begins and one.ends is not None:
            case = (CellPart(text=say.words(one.case), style="muted"),) if one.case else ()
            said = say.words("promises.after", time=say.seconds(one.ends))
            found.append((CellPart(text=said, style="muted"), *case))
    return lines(*found)


def _open(say: Wording, record: object, gaps: Iterable[Gap]) -> Cell:
    """What is missing; a check that it is settled is good practice, all else is part of a loop."""
    return lines(*((CellPart(text=_gap(say, one), style=f"chip risk-{_weight(one)}"),) for one in gaps))


def _weight(gap: Gap) -> str:
    return "unrated" if gap.what in ("verify", "channel") or gap.lacks == "time" else "medium"


def _gap(say: Wording, gap: Gap) -> str:
    words = say.words
    what = {
        "respond": words("respond"),
        "resolve": words("resolve"),
        "inform": words("inform"),
        "verify": words("verify"),
        "owner": words("owner"),
        "channel": words("channel"),
    }[gap.what]
    if gap.lacks == "all":
        return words("feedback.without", part=what)
    if gap.lacks == "time":
        return words("feedback.without.time", part=what)
    return words("feedback.without.some", part=what, some=words(gap.lacks))


# ── charts ────────────────────────────────────────────────────────────────────────────────────────────────


def _chart(say: Wording, loop: Feedback) -> Iterator[Timeline]:
    """When each part of a loop is due, from the receipt on."""
    drawn = [one for one in deadlines(loop) if one.ends is not None]
    if not drawn:
        return
    values = [value for one in drawn for value in (one.begins, one.ends) if value]
    on = axis(say, say.words("feedback.chart", loop=loop.label), values)
    legend = (("work", say.words("feedback.since.receipt")), ("now", say.words("feedback.since.resolution")))
    used = {_tone(one) for one in drawn}
    yield Timeline(
        title=on.title,
        courses=tuple(_course(say, one) for one in drawn),
        ticks=on.ticks,
        legend=tuple(entry for entry in legend if entry[0] in used),
        logarithmic=on.logarithmic,
    )


def _tone(one: Deadline) -> str:
    return "now" if one.part in ("inform", "verify") else "work"


def _course(say: Wording, one: Deadline) -> Course:
    words = say.words
    part = {
        "respond": words("respond"), "resolve": words("resolve"), "inform": words("inform"), "verify": words("verify"),
    }[one.part]  # fmt: skip
    assert one.begins is not None, "not on the axis"
    assert one.ends is not None, "not on the axis"
    length = say.time(one.promise.within) or ""
    said = f"{length} · {words('promises.after', time=say.seconds(one.ends))}" if one.begins else length
    label = f"{part} · {words(one.case)}" if one.case else part
    return Course(
        label=label, stretches=(Stretch(start=one.begins, end=one.ends, text=said, tone=_tone(one)),)
    )
