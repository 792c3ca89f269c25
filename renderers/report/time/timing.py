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


def times(say: Wording) -> Section | None:
    """What the steps take, what the time is spent on, and which limits are kept."""
    known = step_times(say.blueprint)
    is_timed = any(one.work or one.wait for one in known.values())
    limits = list(_limits(say))
    if not is_timed and not limits:
        return None
    figures = (_ladder(say, known), *_values(say)) if is_timed else ()
    tables = [*(_totals(say, known) if is_timed else ()), *_kept(say, limits)]
    return Section(
        id="times",
        title=say.words("times"),
        tables=tuple(tables),
        figures=figures,
        note=say.words("times.about"),
    )


# ── the ladder ────────────────────────────────────────────────────────────────────────────────────────────


def _ladder(say: Wording, known: dict[str, StepTime]) -> Bars:
    """A bar for each step: the wait before the work, what is beyond a target in a tone of its own."""
    words = say.words
    bars = tuple(_rung(say, say.blueprint.steps[key], one) for key, one in known.items())
    reach = max(max(sum(part.length for part in bar.parts), bar.limit or 0) for bar in bars)
    used = {part.tone for bar in bars for part in bar.parts}
    legend = (("wait", words("wait")), ("work", words("times.work")), ("over", words("times.over")))
    return Bars(
        title=words("times.ladder"),
        bars=bars,
        ticks=ticks(say, reach),
        legend=tuple(one for one in legend if one[0] in used),
    )


def _rung(say: Wording, step: Step, time: StepTime) -> Bar:
    parts = (
        *_parts(say, "wait", time.wait, time.wait_target),
        *_parts(say, "work", time.work, time.work_target),
    )
    limit = _limit(time)
    return Bar(
        label=f"{step.number} {step.label}",
        parts=parts,
        text=say.seconds(time.wait + time.work) if parts else say.words("wait.unknown"),
        href=f"#{say.row_of['steps', step.key]}",
        limit=limit[0] if limit else None,
        limit_text=say.words("time.target", time=say.seconds(limit[1])) if limit else "",
    )


def _parts(say: Wording, tone: str, value: float, target: float | None) -> Iterator[Part]:
    within = value if target is None else min(value, target)
    if within:
        yield Part(length=within, text=say.seconds(within), tone=tone)
    if value > within:
        yield Part(length=value - within, text=say.seconds(value - within), tone="over")


def _limit(time: StepTime) -> tuple[float, float] | None:
    """Where the target stands on a bar, and how much it is: that of the part which is over it, else of all parts that have one."""
    wait, work = time.wait_target, time.work_target
    if work is not None and (wait is None or time.work > work):
        # What it takes is counted from the end of the wait.
        return time.wait + work, work
    if wait is not None and (work is None or time.wait > wait):
        return wait, wait
    return None if wait is None or work is None else (wait + work, wait + work)


def _totals(say: Wording, known: dict[str, StepTime]) -> tuple[Table, ...]:
    """Work and wait of the phases and of the whole."""
    blueprint = say.blueprint
    whole = sum(one.work + one.wait for one in known.values())
    places = [(phase.label, phase.steps) for phase in blueprint.phases.values()]
    left = tuple(step.key for step in blueprint.steps.values() if step.phase is None)
    if places and left:
        places.append((say.words("phase.none"), left))
    rows = [
        _total(say, f"total-{number}", text(label), [known[key] for key in steps], whole)
        for number, (label, steps) in enumerate(places, 1)
    ]
    rows.append(_total(say, "total-whole", text(say.all_of_it, "strong"), list(known.values()), whole))
    names = ("phase", "wait", "times.work", "times.sum", "times.share", "times.over")
    columns = tuple(
        Column(title=say.words(name), kind="text" if at else "main") for at, name in enumerate(names)
    )
    return (Table(columns=columns, rows=tuple(rows), title=say.words("times.totals"), matrix=True),)


def _total(say: Wording, name: str, label: Cell, steps: list[StepTime], whole: float) -> Row:
    wait, work = sum(one.wait for one in steps), sum(one.work for one in steps)
    over = sum(
        max(value - target, 0)
        for one in steps
        for value, target in ((one.wait, one.wait_target), (one.work, one.work_target))
        if target is not None
    )
    share = round(100 * (wait + work) / whole)
    cells = (
        _seconds(say, wait),
        _seconds(say, work),
        _seconds(say, wait + work),
        Cell(
            lines=((CellPart(text=say.words.share(share), style="share", bar=min(share, 100)),),), order=share
        ),
        _seconds(say, over, "failure"),
    )
    return Row(id=name, cells=(label, *cells))


def _seconds(say: Wording, value: float, style: str = "") -> Cell:
    return (
        Cell(lines=((CellPart(text=say.seconds(value), style=style),),), order=value)
        if value
        else Cell(order=0)
    )


# ── what the time is spent on ─────────────────────────────────────────────────────────────────────────────


def _values(say: Wording) -> Iterator[Bars]:
    """The shares of time that add value, are necessary, are waste, or are waited, by phase; nothing where no action says its value."""
    blueprint = say.blueprint
    actions = blueprint.actions
    if not says_value(actions.values()):
        return
    places = [(say.all_of_it, tuple(blueprint.steps))]
    if len(blueprint.phases) > 1:
        places += [(phase.label, phase.steps) for phase in blueprint.phases.values()]
    bars = [
        _shares(
            say, label, value_times(actions[key] for step in steps for key in blueprint.steps[step].actions)
        )
        for label, steps in places
    ]
    used = {part.tone for bar in bars for part in bar.parts}
    legend = tuple((tone, said) for _, tone, said in _tones(say) if tone in used)
    yield Bars(title=say.words("times.values"), bars=tuple(bars), legend=legend)


def _tones(say: Wording) -> tuple[tuple[str, str, str], ...]:
    words = say.words
    return (
        ("adding", "adding", words("value.adding")),
        ("necessary", "necessary", words("value.necessary")),
        ("waste", "waste", words("value.waste")),
        ("unsaid", "plain", words("value.unsaid")),
        ("wait", "wait", words("wait")),
    )


def _shares(say: Wording, label: str, spent: ValueTimes) -> Bar:
    parts = []
    for name, tone, _ in _tones(say):
        seconds = getattr(spent, name)
        if seconds:
            said = f"{say.seconds(seconds)} · {_share(say, spent.share(seconds))}"
            parts.append(Part(length=spent.share(seconds), text=said, tone=tone))
    adding = say.words("value.share", share=_share(say, spent.share(spent.adding)))
    return Bar(label=label, parts=tuple(parts), text=adding if parts else say.words("wait.unknown"))


def _share(say: Wording, value: float) -> str:
    """A share in whole per cent, or to a tenth where it is small."""
    return say.words.share(round(value) if value >= 10 else round(value, 1))


# ── limits ────────────────────────────────────────────────────────────────────────────────────────────────


def _limits(say: Wording) -> Iterator[tuple[Action, str, TimeSpan, Held]]:
    """The limits of single actions, each with its kind and with what became of it."""
    for action in say.blueprint.actions.values():
        if action.standard is not None and action.standard.within is not None:
            yield action, "standard", action.standard.within, standard_held(action)
        if action.timing.target is not None:
            target = action.timing.target
            yield action, "target", target, held(action.timing.span, target.longest)


def _kept(say: Wording, limits: Iterable[tuple[Action, str, TimeSpan, Held]]) -> Iterator[Table]:
    words = say.words
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
            cells=_limit_cells(say, action, kind, limit, found),
        )
        for number, (action, kind, limit, found) in enumerate(limits, 1)
    ]
    if rows:
        yield replace(table(columns, rows, words("times.limits")), counted=False)


def _limit_cells(say: Wording, action: Action, kind: str, limit: TimeSpan, found: Held) -> tuple[Cell, ...]:
    is_standard = kind == "standard"
    before = action.wait.span if is_standard and action.wait else None
    work = action.timing.span
    longest = sum(span.longest for span in (before, work) if span)
    promise = (CellPart(text=action.standard.text, style="muted"),) if is_standard and action.standard else ()
    return (
        lines((say.action(action.key),), promise, say.around(action.key)),
        text(say.words("standard" if is_standard else "times.target")),
        Cell(lines=((CellPart(text=say.time(limit) or ""),),), order=limit.longest),
        _span(say, before),
        _span(say, work),
        _seconds(say, longest),
        say.held(found),
    )


def _span(say: Wording, span: TimeSpan | None) -> Cell:
    return Cell(lines=((CellPart(text=say.time(span) or ""),),), order=span.usual) if span else Cell()
