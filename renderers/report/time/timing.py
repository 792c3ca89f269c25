"""The section on times: what the steps take, what the work is worth, which limits are kept.

Comes in: the wording of a scene. Goes out: a section, or None where the file has no such thing. Deliberately absent: the ways (`ways`),
promises (`promised`), the waits one by one (`points`), and the calculation (`blueprint.analysis.motion`).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import replace

from blueprint.analysis.motion.amounts import ENOUGH_VALUED
from blueprint.analysis.motion.by_step import Ladder, StepTime, ladder_of
from blueprint.analysis.motion.limits.limit import Limit
from blueprint.analysis.motion.results import headline
from blueprint.layout.ladder_texts import LadderTexts
from blueprint.model import Action, Value
from blueprint.values import TimeSpan

from ...charts import Bar, Bars, Part
from ...page.table import Cell, CellPart, Column, Row, Section, Table, lines, table, text
from ..axes import ticks
from ..way_cells import time_cell
from ..wording import Wording

_KINDS = (("wait", "wait"), ("rest", "ways.rest"), ("work", "times.work"))


def times(wording: Wording) -> Section | None:
    """What the steps take, what the work is worth, and which limits are kept."""
    ladder = ladder_of(wording.facts_of_times, wording.blueprint.steps)
    is_timed = any(time.mean or time.is_aside for time in ladder.steps) or bool(ladder.rest)
    limits = list(_limits(wording))
    if not is_timed and not limits:
        return None
    figures = (_bars(wording, ladder), *_values(wording)) if is_timed else ()
    tables = [*(_totals(wording, ladder) if is_timed else ()), *_kept(wording, limits)]
    return Section(
        id="times",
        title=wording.words("times"),
        tables=tuple(tables),
        figures=figures,
        note=wording.sentences(_note(wording, ladder) if is_timed else "", about_standards(wording)) or None,
    )


def _note(wording: Wording, ladder: Ladder) -> str:
    """What the times are of."""
    texts = LadderTexts(wording.blueprint, ladder, wording.words.code)
    of = wording.words(f"times.about.{ladder.basis}")
    personas = (
        wording.words("times.about.for", personas=wording.for_whom(ladder.personas))
        if texts.for_whom()
        else ""
    )
    untimed = ladder.untimed
    without = wording.words("times.untimed", count=untimed.count, actions=untimed.of) if untimed.count else ""
    return wording.sentences(of, personas, without)


def about_standards(wording: Wording) -> str:
    """What becomes of standards that do not say whether they are for the beginning or the end, where there are any."""
    actions = wording.blueprint.actions.values()
    some = [action.standard for action in actions if action.standard and action.standard.within]
    is_unsaid = any(standard.limits is None for standard in some)
    return wording.words("times.standards") if is_unsaid else ""


# ── the ladder ────────────────────────────────────────────────────────────────────────────────────────────


def _bars(wording: Wording, ladder: Ladder) -> Bars:
    """A bar for each step: the wait, the time that is not broken down, the work; a mark at the step's target."""
    words = wording.words
    known = {time.step: time for time in ladder.steps}
    texts = LadderTexts(wording.blueprint, ladder, words.code)
    bars = tuple(_bar(wording, step, known.get(step), texts) for step in wording.blueprint.steps)
    reach = max(max(math.fsum(part.length for part in bar.parts), bar.limit or 0.0) for bar in bars)
    used = {part.tone for bar in bars for part in bar.parts}
    tones = {"wait": "wait", "rest": "unsaid", "work": "work"}
    legend = [(tones[kind], words(key)) for kind, key in _KINDS] + [("over", words("times.over"))]
    return Bars(
        title=words("times.ladder"),
        bars=bars,
        ticks=ticks(wording, reach),
        legend=tuple(pair for pair in legend if pair[0] in used),
    )


def _bar(wording: Wording, key: str, time: StepTime | None, texts: LadderTexts) -> Bar:
    step = wording.blueprint.steps[key]
    parts = tuple(_parts(wording, time)) if time else ()
    shown = (
        list(
            dict.fromkeys(
                [*texts.wait(time), *texts.work(time, named=True), *texts.whole(time), *texts.passes(time)]
            )
        )
        if time
        else []
    )
    limit = _limit(time) if time else None
    return Bar(
        label=f"{step.number} {step.label}",
        parts=parts,
        text=wording.words.dotted(shown) or wording.words("wait.unknown"),
        href=f"#{wording.row_of['steps', key]}",
        limit=limit[0] if limit and time else None,
        limit_text=wording.words("time.target", time=wording.words.seconds(limit[1], time.unit))
        if limit and time
        else "",
    )


def _parts(wording: Wording, time: StepTime) -> Iterator[Part]:
    """The stretches of a bar; what is beyond a target in a tone of its own, where the step takes the same on every way."""
    beyond = _beyond(time)
    for kind, tone in (("wait", "wait"), ("rest", "unsaid"), ("work", "work")):
        mean = getattr(time, kind).mean
        within = mean - min(mean, beyond.get(kind, 0.0))
        for length, shown in ((within, tone), (mean - within, "over")):
            if length > 0:
                yield Part(length=length, text=wording.words.seconds(length, time.unit), tone=shown)


def _beyond(time: StepTime) -> dict[str, float]:
    """The seconds of each kind that are beyond a target: of the step as a whole from its end, else of wait and work each."""
    if any(len(getattr(time, kind).values) > 1 for kind, _ in _KINDS):
        return {}
    if time.target is not None:
        left, found = max(0.0, time.mean - time.target), {}
        for kind in ("work", "rest", "wait"):
            found[kind] = min(left, getattr(time, kind).mean)
            left -= found[kind]
        return found
    pairs = (("wait", time.wait, time.wait_target), ("work", time.work, time.work_target))
    return {kind: max(0.0, amount.mean - target) for kind, amount, target in pairs if target is not None}


def _limit(time: StepTime) -> tuple[float, float] | None:
    """Where the target stands on a bar, and how much it is."""
    if time.target is not None:
        return time.target, time.target
    before = time.wait.mean + time.rest.mean
    if time.work_target is not None and (time.wait_target is None or time.work.mean > time.work_target):
        return before + time.work_target, time.work_target
    return (time.wait_target, time.wait_target) if time.wait_target is not None else None


def _totals(wording: Wording, ladder: Ladder) -> tuple[Table, ...]:
    """Wait, work and the rest of the phases and of the whole; means where the ladder has means."""
    blueprint, words = wording.blueprint, wording.words
    known = {time.step: time for time in ladder.steps}
    places = [(phase.label, phase.steps) for phase in blueprint.phases.values()]
    left = tuple(step.key for step in blueprint.steps.values() if step.phase is None)
    if places and left:
        places.append((words("phase.none"), left))
    whole = ladder.wait + ladder.work + ladder.rest
    rows = []
    for number, (label, steps) in enumerate(places, 1):
        some = [known[key] for key in steps if key in known]
        sums = [
            math.fsum(_share(time) * getattr(time, kind).mean for time in some)
            for kind in ("wait", "work", "rest")
        ]
        rows.append(_total(wording, f"total-{number}", text(label), sums, whole, ladder))
    in_steps = math.fsum(_share(time) * time.rest.mean for time in ladder.steps)
    if places and ladder.rest - in_steps > 1e-6:
        sums = [0.0, 0.0, ladder.rest - in_steps]
        rows.append(_total(wording, "total-rest", text(words("times.no-step")), sums, whole, ladder))
    every = [ladder.wait, ladder.work, ladder.rest]
    rows.append(_total(wording, "total-whole", text(wording.all_of_it, "strong"), every, whole, ladder))
    heads = [
        Column(title=words("phase"), kind="main"),
        Column(title=words("wait")),
        Column(title=words("times.work")),
        *([Column(title=words("ways.rest"))] if ladder.rest else []),
        Column(title=words("times.sum")),
        Column(title=words("times.share")),
    ]
    return (Table(columns=tuple(heads), rows=tuple(rows), title=words("times.totals"), matrix=True),)


def _share(time: StepTime) -> float:
    return 1.0 if time.passes is None else time.passes


def _total(wording: Wording, name: str, label: Cell, sums: list[float], whole: float, ladder: Ladder) -> Row:
    wait, work, rest = (_seconds(wording, value, ladder.unit) for value in sums)
    share = 100 * math.fsum(sums) / whole if whole else 0.0
    bar = CellPart(text=wording.small_share(share), style="share", bar=min(round(share), 100))
    cells = (
        wait,
        work,
        *((rest,) if ladder.rest else ()),
        _seconds(wording, math.fsum(sums), ladder.unit),
        Cell(lines=((bar,),), order=share),
    )
    return Row(id=name, cells=(label, *cells))


def _seconds(wording: Wording, value: float, unit: float) -> Cell:
    return time_cell(wording, value, unit) if value else Cell(order=0)


# ── what the work is worth ────────────────────────────────────────────────────────────────────────────────

_VALUES: tuple[tuple[Value | None, str, str], ...] = (
    ("adding", "adding", "value.adding"),
    ("necessary", "necessary", "value.necessary"),
    ("waste", "waste", "value.waste"),
    (None, "plain", "value.unsaid"),
)


def _values(wording: Wording) -> Iterator[Bars]:
    """The parts of the work of a case that add value, are necessary, or are waste, by phase; nothing where no action says its value."""
    motion, blueprint = headline(wording.facts_of_times), wording.blueprint
    if not motion.runs or not set(motion.amounts.values) - {None}:
        return
    places = [(wording.all_of_it, list(blueprint.actions))]
    if len(blueprint.phases) > 1:
        places += [
            (phase.label, [key for step in phase.steps for key in blueprint.steps[step].actions])
            for phase in blueprint.phases.values()
        ]
    bars = [_worth(wording, label, motion.values_of(keys), motion.lead.unit) for label, keys in places]
    used = {part.tone for bar in bars for part in bar.parts}
    legend = tuple((tone, wording.words(key)) for _, tone, key in _VALUES if tone in used)
    title = "times.values.usual" if motion.amounts.is_usual else "times.values.mean"
    yield Bars(title=wording.words(title), bars=tuple(bars), legend=legend)


def _worth(wording: Wording, label: str, values: dict[Value | None, float], unit: float) -> Bar:
    whole = math.fsum(values.values())
    parts = []
    for value, tone, _ in _VALUES:
        if seconds := values.get(value, 0.0):
            share = 100 * seconds / whole
            message = f"{wording.words.seconds(seconds, unit)} · {wording.small_share(share)}"
            parts.append(Part(length=share, text=message, tone=tone))
    return Bar(
        label=label,
        parts=tuple(parts),
        text=worth(wording, values, unit) if whole else wording.words("wait.unknown"),
    )


def worth(wording: Wording, values: dict[Value | None, float], unit: float) -> str:
    """The part of the work that adds value, where its value is said of most of it; else what is said, and of how much nothing is."""
    whole = math.fsum(values.values())
    if values.get(None, 0.0) <= (1 - ENOUGH_VALUED) * whole + 1e-9:
        return wording.words(
            "value.share", share=wording.small_share(100 * values.get("adding", 0.0) / whole)
        )
    shown = [
        wording.words(f"value.of.{value or 'unsaid'}", time=wording.words.seconds(seconds, unit))
        for value, _, _ in _VALUES
        if (seconds := values.get(value, 0.0))
    ]
    if not values.get("adding"):
        shown.insert(0, wording.words("value.of.none"))
    return wording.words.listed(shown)


# ── limits ────────────────────────────────────────────────────────────────────────────────────────────────


def _limits(wording: Wording) -> Iterator[tuple[Action, Limit]]:
    """The limits of single actions with what becomes of them."""
    for action in wording.blueprint.actions.values():
        for kind in ("standard", "time"):
            limit = wording.limit(kind, action.key)
            if limit is not None:
                yield action, limit


def _kept(wording: Wording, limits: Iterable[tuple[Action, Limit]]) -> Iterator[Table]:
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
            span=limit.place,
            cells=_limit_cells(wording, action, limit),
        )
        for number, (action, limit) in enumerate(limits, 1)
    ]
    if rows:
        yield replace(table(columns, rows, words("times.limits")), counted=False)


def _limit_cells(wording: Wording, action: Action, limit: Limit) -> tuple[Cell, ...]:
    is_standard = limit.kind == "standard"
    before = action.wait.span if is_standard and action.wait else None
    promise = (CellPart(text=action.standard.text, style="muted"),) if is_standard and action.standard else ()
    worst = limit.worst
    return (
        lines((wording.action(action.key),), promise, wording.around(action.key)),
        text(wording.words("standard" if is_standard else "times.target")),
        Cell(lines=((CellPart(text=wording.time(limit.most) or ""),),), order=limit.most.longest),
        _span(wording, before),
        _span(wording, action.timing.span),
        most_cell(wording, worst.taken.most, worst.unit) if worst else Cell(),
        wording.kept(limit),
    )


def most_cell(wording: Wording, seconds: float | None, unit: float) -> Cell:
    """The longest that something takes; infinite where no longest time is stated."""
    if seconds is not None and math.isinf(seconds):
        return replace(text(wording.words("ways.open")), order=seconds)
    return time_cell(wording, seconds, unit)


def _span(wording: Wording, span: TimeSpan | None) -> Cell:
    return Cell(lines=((CellPart(text=wording.time(span) or ""),),), order=span.usual) if span else Cell()
