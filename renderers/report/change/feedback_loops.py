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


def feedback(wording: Wording) -> Section | None:
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
    figures = tuple(chart for loop in wording.blueprint.feedback.values() for chart in _chart(wording, loop))
    return RegisterTable(wording, FEEDBACK, heads).section(
        "feedback", note=wording.words("feedback.note"), figures=figures
    )


def _part(part: str) -> Show:
    """A part of a loop: what is promised, and when it is due."""

    def show(
        wording: Wording, record: Record[Feedback], promised: Promise | tuple[Promise, ...] | None
    ) -> Cell:
        every = promised if isinstance(promised, tuple) else (promised,) if promised else ()
        ends = [deadline for deadline in deadlines(record.thing) if deadline.part == part]
        return stacked(_promises(wording, every), _since(wording, ends))

    return show


def _promises(wording: Wording, every: Iterable[Promise]) -> Cell:
    found: list[Line] = []
    for promise in every:
        if promise.text:
            found += [(CellPart(text=promise.text),), wording.within(promise.within)]
        elif promise.within:
            case = (CellPart(text=wording.words(promise.case), style="muted"),) if promise.case else ()
            found.append((CellPart(text=wording.time(promise.within) or ""), *case))
    return lines(*found)


def _since(wording: Wording, ends: list[Deadline]) -> Cell:
    """When what follows the resolution is due, counted from the receipt."""
    found: list[Line] = []
    for end in ends:
        if end.begins and end.ends is not None:
            case = (CellPart(text=wording.words(end.case), style="muted"),) if end.case else ()
            text = wording.words("promises.after", time=wording.seconds(end.ends))
            found.append((CellPart(text=text, style="muted"), *case))
    return lines(*found)


def _open(wording: Wording, record: object, gaps: Iterable[Gap] | None) -> Cell:
    """What is missing; nothing for customers. A check that it is settled is good practice, all else is part of a loop."""
    return lines(
        *((CellPart(text=_gap(wording, gap), style=f"chip risk-{_weight(gap)}"),) for gap in gaps or ())
    )


def _weight(gap: Gap) -> str:
    return "unrated" if gap.what in ("verify", "channel") or gap.lacks == "time" else "medium"


def _gap(wording: Wording, gap: Gap) -> str:
    words = wording.words
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


def _chart(wording: Wording, loop: Feedback) -> Iterator[Timeline]:
    """When each part of a loop is due, from the receipt on."""
    drawn = [deadline for deadline in deadlines(loop) if deadline.ends is not None]
    if not drawn:
        return
    values = [value for deadline in drawn for value in (deadline.begins, deadline.ends) if value]
    on = axis(wording, wording.words("feedback.chart", loop=loop.label), values)
    legend = (
        ("work", wording.words("feedback.since.receipt")),
        ("now", wording.words("feedback.since.resolution")),
    )
    used = {_tone(deadline) for deadline in drawn}
    yield Timeline(
        title=on.title,
        courses=tuple(_course(wording, deadline) for deadline in drawn),
        ticks=on.ticks,
        legend=tuple(entry for entry in legend if entry[0] in used),
        logarithmic=on.logarithmic,
    )


def _tone(deadline: Deadline) -> str:
    return "now" if deadline.part in ("inform", "verify") else "work"


def _course(wording: Wording, deadline: Deadline) -> Course:
    words = wording.words
    part = {
        "respond": words("respond"), "resolve": words("resolve"), "inform": words("inform"), "verify": words("verify"),
    }[deadline.part]  # fmt: skip
    assert deadline.begins is not None, "not on the axis"
    assert deadline.ends is not None, "not on the axis"
    length = wording.time(deadline.promise.within) or ""
    text = (
        f"{length} · {words('promises.after', time=wording.seconds(deadline.ends))}"
        if deadline.begins
        else length
    )
    label = f"{part} · {words(deadline.case)}" if deadline.case else part
    return Course(
        label=label,
        stretches=(Stretch(start=deadline.begins, end=deadline.ends, text=text, tone=_tone(deadline)),),
    )
