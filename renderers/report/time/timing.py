"""The section on times: what the steps take, what the time is spent on, which limits are kept.

Comes in: the wording of a scene. Goes out: a section, or None where the file has no such thing. Deliberately absent: the longest path
(`course`), promises (`promised`), and the waits one by one (`points`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from blueprint.analysis.motion.keeping import Held, held, standard_held
from blueprint.analysis.motion.times import StepTime, ValueTimes, says_value, step_times, value_times
from blueprint.model import Action, Step
from blueprint.values import TimeSpan

from ...charts import Bar, Bars, Part
from ...page.table import Cell, CellPart, Column, Row, Section, Table, lines, table, text
from ..axes import ticks
from ..wording import Wording


def times(wording: Wording) -> Section | None:
    """What the steps take, what the time is spent on, and which limits are kept."""
    known = step_times(wording.blueprint)
    is_timed = any(step_time.work or step_time.wait for step_time in known.values())
    limits = list(_limits(wording))
    if not is_timed and not limits:
        return None
    figures = (_ladder(wording, known), *_values(wording)) if is_timed else ()
    tables = [*(_totals(wording, known) if is_timed else ()), *_kept(wording, limits)]
    return Section(
        id="times",
        title=wording.words("times"),
        tables=tuple(tables),
        figures=figures,
        note=wording.words("times.about"),
    )


# ── the ladder ────────────────────────────────────────────────────────────────────────────────────────────


def _ladder(wording: Wording, known: dict[str, StepTime]) -> Bars:
    """A bar for each step: the wait before the work, what is beyond a target in a tone of its own."""
    words = wording.words
    bars = tuple(_rung(wording, wording.blueprint.steps[key], step_time) for key, step_time in known.items())
    reach = max(max(sum(part.length for part in bar.parts), bar.limit or 0) for bar in bars)
    used = {part.tone for bar in bars for part in bar.parts}
    legend = (("wait", words("wait")), ("work", words("times.work")), ("over", words("times.over")))
    return Bars(
        title=words("times.ladder"),
        bars=bars,
        ticks=ticks(wording, reach),
        legend=tuple(pair for pair in legend if pair[0] in used),
    )


def _rung(wording: Wording, step: Step, time: StepTime) -> Bar:
    parts = (
        *_parts(wording, "wait", time.wait, time.wait_target),
        *_parts(wording, "work", time.work, time.work_target),
    )
    limit = _limit(time)
    return Bar(
        label=f"{step.number} {step.label}",
        parts=parts,
        text=wording.seconds(time.wait + time.work) if parts else wording.words("wait.unknown"),
        href=f"#{wording.row_of['steps', step.key]}",
        limit=limit[0] if limit else None,
        limit_text=wording.words("time.target", time=wording.seconds(limit[1])) if limit else "",
    )


def _parts(wording: Wording, tone: str, value: float, target: float | None) -> Iterator[Part]:
    within = value if target is None else min(value, target)
    if within:
        yield Part(length=within, text=wording.seconds(within), tone=tone)
    if value > within:
        yield Part(length=value - within, text=wording.seconds(value - within), tone="over")


def _limit(time: StepTime) -> tuple[float, float] | None:
    """Where the target stands on a bar, and how much it is: that of the part which is over it, else of all parts that have one."""
    wait, work = time.wait_target, time.work_target
    if work is not None and (wait is None or time.work > work):
        # What it takes is counted from the end of the wait.
        return time.wait + work, work
    if wait is not None and (work is None or time.wait > wait):
        return wait, wait
    return None if wait is None or work is None else (wait + work, wait + work)


def _totals(wording: Wording, known: dict[str, StepTime]) -> tuple[Table, ...]:
    """Work and wait of the phases and of the whole."""
    blueprint = wording.blueprint
    whole = sum(step_time.work + step_time.wait for step_time in known.values())
    places = [(phase.label, phase.steps) for phase in blueprint.phases.values()]
    left = tuple(step.key for step in blueprint.steps.values() if step.phase is None)
    if places and left:
        places.append((wording.words("phase.none"), left))
    rows = [
        _total(wording, f"total-{number}", text(label), [known[key] for key in steps], whole)
        for number, (label, steps) in enumerate(places, 1)
    ]
    rows.append(
        _total(wording, "total-whole", text(wording.all_of_it, "strong"), list(known.values()), whole)
    )
    names = ("phase", "wait", "times.work", "times.sum", "times.share", "times.over")
    columns = tuple(
        Column(title=wording.words(name), kind="text" if at else "main") for at, name in enumerate(names)
    )
    return (Table(columns=columns, rows=tuple(rows), title=wording.words("times.totals"), matrix=True),)


def _total(wording: Wording, name: str, label: Cell, steps: list[StepTime], whole: float) -> Row:
    wait, work = sum(step.wait for step in steps), sum(step.work for step in steps)
    over = sum(
        max(value - target, 0)
        for step in steps
        for value, target in ((step.wait, step.wait_target), (step.work, step.work_target))
        if target is not None
    )
    share = round(100 * (wait + work) / whole)
    cells = (
        _seconds(wording, wait),
        _seconds(wording, work),
        _seconds(wording, wait + work),
        Cell(
            lines=((CellPart(text=wording.words.share(share), style="share", bar=min(share, 100)),),),
            order=share,
        ),
        _seconds(wording, over, "failure"),
    )
    return Row(id=name, cells=(label, *cells))


def _seconds(wording: Wording, value: float, style: str = "") -> Cell:
    return (
        Cell(lines=((CellPart(text=wording.seconds(value), style=style),),), order=value)
        if value
        else Cell(order=0)
    )


# ── what the time is spent on ─────────────────────────────────────────────────────────────────────────────


def _values(wording: Wording) -> Iterator[Bars]:
    """The shares of time that add value, are necessary, are waste, or are waited, by phase; nothing where no action says its value."""
    blueprint = wording.blueprint
    actions = blueprint.actions
    if not says_value(actions.values()):
        return
    places = [(wording.all_of_it, tuple(blueprint.steps))]
    if len(blueprint.phases) > 1:
        places += [(phase.label, phase.steps) for phase in blueprint.phases.values()]
    bars = [
        _shares(
            wording,
            label,
            value_times(actions[key] for step in steps for key in blueprint.steps[step].actions),
        )
        for label, steps in places
    ]
    used = {part.tone for bar in bars for part in bar.parts}
    legend = tuple((tone, message) for _, tone, message in _tones(wording) if tone in used)
    yield Bars(title=wording.words("times.values"), bars=tuple(bars), legend=legend)


def _tones(wording: Wording) -> tuple[tuple[str, str, str], ...]:
    words = wording.words
    return (
        ("adding", "adding", words("value.adding")),
        ("necessary", "necessary", words("value.necessary")),
        ("waste", "waste", words("value.waste")),
        ("unsaid", "plain", words("value.unsaid")),
        ("wait", "wait", words("wait")),
    )


def _shares(wording: Wording, label: str, spent: ValueTimes) -> Bar:
    parts = []
    for name, tone, _ in _tones(wording):
        seconds = getattr(spent, name)
        if seconds:
            message = f"{wording.seconds(seconds)} · {_share(wording, spent.share(seconds))}"
            parts.append(Part(length=spent.share(seconds), text=message, tone=tone))
    adding = wording.words("value.share", share=_share(wording, spent.share(spent.adding)))
    return Bar(label=label, parts=tuple(parts), text=adding if parts else wording.words("wait.unknown"))


def _share(wording: Wording, value: float) -> str:
    """A share in whole per cent, or to a tenth where it is small."""
    return wording.words.share(round(value) if value >= 10 else round(value, 1))


# ── limits ────────────────────────────────────────────────────────────────────────────────────────────────


def _limits(wording: Wording) -> Iterator[tuple[Action, str, TimeSpan, Held]]:
    """The limits of single actions, each with its kind and with what became of it."""
    for action in wording.blueprint.actions.values():
        if action.standard is not None and action.standard.within is not None:
            yield action, "standard", action.standard.within, standard_held(action)
        if action.timing.target is not None:
            target = action.timing.target
            yield action, "target", target, held(action.timing.span, target.longest)


def _kept(wording: Wording, limits: Iterable[tuple[Action, str, TimeSpan, Held]]) -> Iterator[Table]:
    words = wording.words
    columns = (
        Column(title=words("action"), kind="main"),
        Column(title=words("kind"), filters=True),
        Column(title=words("times.limit"), kept=True),
        Column(title=words("wait")),
        Column(title=words("time")),
        Column(title=words("times.longest")),
        Column(title=words("times.kept"), filters=True),
    )
    rows = [
        Row(
            id=f"limit-{number}",
            action=action.key,
            span=action.standard.span if kind == "standard" and action.standard else action.span,
            cells=_limit_cells(wording, action, kind, limit, found),
        )
        for number, (action, kind, limit, found) in enumerate(limits, 1)
    ]
    if rows:
        yield replace(table(columns, rows, words("times.limits")), counted=False)


def _limit_cells(
    wording: Wording, action: Action, kind: str, limit: TimeSpan, found: Held
) -> tuple[Cell, ...]:
    is_standard = kind == "standard"
    before = action.wait.span if is_standard and action.wait else None
    work = action.timing.span
    longest = sum(span.longest for span in (before, work) if span)
    promise = (CellPart(text=action.standard.text, style="muted"),) if is_standard and action.standard else ()
    return (
        lines((wording.action(action.key),), promise, wording.around(action.key)),
        text(wording.words("standard" if is_standard else "times.target")),
        Cell(lines=((CellPart(text=wording.time(limit) or ""),),), order=limit.longest),
        _span(wording, before),
        _span(wording, work),
        _seconds(wording, longest),
        wording.held(found),
    )


def _span(wording: Wording, span: TimeSpan | None) -> Cell:
    return Cell(lines=((CellPart(text=wording.time(span) or ""),),), order=span.usual) if span else Cell()
