"""The section on metrics: where they stand, how far they have come, who uses them, and what they mean.

Comes in: the wording of a scene. Goes out: a section, or None where the file has no metrics. Deliberately absent: the calculation
(`blueprint.analysis.improvement.goal_progress`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from blueprint.analysis.card_texts import columns
from blueprint.analysis.improvement.goal_progress import covered, has_arrived, way_to
from blueprint.analysis.improvement.measures import Direction, is_aimed_wrong, start_of
from blueprint.analysis.registers.of_plans import METRICS
from blueprint.analysis.registers.record import Record
from blueprint.model import Metric, Ref
from blueprint.words import Keyword

from ...charts import Mark, Scale, Scales
from ...page.table import Cell, CellPart, Column, Row, Section, Table, lines, stacked, table, text
from ..register_table import Head, RegisterTable, linked
from ..wording import Wording

#: The kinds of metrics of which the language knows what they mean: the keys of their names and of how they are reckoned.
_KINDS = {
    "csat": ("csat.name", "csat.means"),
    "nps": ("nps.name", "nps.means"),
    "ces": ("ces.name", "ces.means"),
    "fcr": ("fcr.name", "fcr.means"),
    "aht": ("aht.name", "aht.means"),
    "churn": ("churn.name", "churn.means"),
    "complaints": ("complaints.name", "complaints.means"),
}
_ACRONYMS = frozenset({"csat", "nps", "ces", "fcr", "aht"})
#: Units of more columns than these stand under their numbers.
_SHORT = 4
#: Which way is better, as keys.
WAYS = {"higher": "better.higher", "lower": "better.lower"}
#: The tones of marks, with the keys of their names, in the order in which they are told.
_MARKS = ("baseline", "now", "target", "benchmark")


def metrics(say: Wording) -> Section | None:
    """What is measured, and how far it is from where it should be."""
    if not say.blueprint.metrics:
        return None
    register = RegisterTable(say, METRICS, _heads(say))
    kinds = _kinds(say)
    return Section(
        id="metrics",
        title=say.words("metrics"),
        tables=(table(register.columns, register.rows()), *((kinds,) if kinds else ())),
        note=say.words("metrics.note"),
        figures=_scales(say),
    )


def _heads(say: Wording) -> tuple[Head, ...]:
    return (
        Head("metric", ("metric", "kind", "better", "every"), _named, kind="main"),
        *(Head(name, (name, "unit"), _measured, kind="number") for name in _MARKS),
        Head("gap", "gap", _to_target, kind="number"),
        Head("covered", "covered", _covered, kind="number"),
        Head("benchmark.gap", "benchmark_gap", _to_benchmark, kind="number"),
        Head("used.by", "used_by", _uses, kept=not say.is_part),
        Head("owner", "owner", filters=True),
        Head("status", "known"),
    )


def _named(
    say: Wording, record: object, label: str, kind: str | None, way: Keyword | None, every: Keyword | None
) -> Cell:
    """A metric, and under it the kind, which way is better, and how often it is measured."""
    told = (
        _kind(say, kind),
        say.words(WAYS[way.english]) if way else None,
        say.words(f"every.{every}") if every else None,
    )
    said = " · ".join(one for one in told if one)
    return stacked(text(label, "strong"), text(said, "muted"))


def _kind(say: Wording, kind: str | None) -> str | None:
    """What a kind is called: by its letters, where it is known by them. "Other" says nothing."""
    if kind not in _KINDS:
        return None
    return kind.upper() if kind in _ACRONYMS else say.words(_KINDS[kind][0])


def _measured(say: Wording, record: object, number: float | None, unit: str | None) -> Cell:
    return value(say, number, unit)


def value(say: Wording, number: float | None, unit: str | None) -> Cell:
    """A number with its unit, a long one under it."""
    if number is None:
        return Cell()
    said, of = CellPart(text=say.words.number(number)), CellPart(text=unit or "", style="muted")
    if not unit:
        told = lines((said,))
    elif columns(unit) > _SHORT:
        told = lines((said,), (of,))
    else:
        told = lines((said, of))
    return replace(told, order=number)


def _to_target(say: Wording, record: Record[Metric], missing: float | None) -> Cell:
    metric = record.thing
    way = None if is_aimed_wrong(metric) else _way(metric)
    return _gap(say, missing, has_arrived(metric.now, metric.target, way))


def _to_benchmark(say: Wording, record: Record[Metric], missing: float | None) -> Cell:
    metric = record.thing
    return _gap(say, missing, has_arrived(metric.now, metric.benchmark, _way(metric)))


def _way(metric: Metric) -> Direction | None:
    return way_to(start_of(metric), metric.target, metric)


def _gap(say: Wording, missing: float | None, arrived: bool) -> Cell:
    """What is missing from now to the aim, as a signed number; or that nothing is."""
    if missing is None:
        return Cell()
    if arrived:
        return replace(text(say.words("reached"), "chip risk-low"), order=0)
    return replace(text(say.words.signed(missing), "strong"), order=missing)


def _covered(say: Wording, record: object, done: int | None) -> Cell:
    """The way from baseline to target that has been made; one that went backwards is marked."""
    return share_done(say, done)


def share_done(say: Wording, done: int | None) -> Cell:
    """A share of a way; the bar behind it ends where the way does."""
    if done is None:
        return Cell()
    said = say.words.share(done)
    if done < 0:
        return replace(text(said, "chip risk-high"), order=done)
    return replace(lines((CellPart(text=said, style="share", bar=min(done, 100)),)), order=done)


# ── who uses them ─────────────────────────────────────────────────────────────────────────────────────────


def _uses(say: Wording, record: object, used: tuple[Ref, ...]) -> Cell:
    if not used:
        return Cell() if say.is_part else replace(text(say.words("unused"), "chip risk-medium"), order=0)
    return replace(lines(*((_user(say, one),) for one in used)), order=len(used))


def _user(say: Wording, one: Ref) -> CellPart:
    """A thing by its words, linked to its card or its row."""
    if one.kind == "blueprint":
        return CellPart(text=say.words("whole"), style="muted")
    return linked(say, one)


# ── the chart ─────────────────────────────────────────────────────────────────────────────────────────────


def _scales(say: Wording) -> tuple[Scales, ...]:
    """A scale for each metric of which two numbers are known: one alone is nowhere."""
    scales = [_scale(say, metric) for metric in say.blueprint.metrics.values()]
    shown = tuple(one for one in scales if len(one.marks) > 1)
    if not shown:
        return ()
    return (Scales(title=say.words("metrics.scales"), scales=shown, legend=legend(say, shown)),)


def legend(say: Wording, shown: Iterable[Scale]) -> tuple[tuple[str, str], ...]:
    """The words of the marks that are there."""
    tones = {mark.tone for one in shown for mark in one.marks}
    return tuple((tone, say.words(tone)) for tone in _MARKS if tone in tones)


def mark(say: Wording, tone: str, number: float, unit: str | None) -> Mark:
    """A number on a scale, with its unit."""
    said = say.words.number(number)
    return Mark(at=number, text=f"{said} {unit}" if unit else said, tone=tone)


def _scale(say: Wording, metric: Metric) -> Scale:
    values = zip(_MARKS, (metric.baseline, metric.now, metric.target, metric.benchmark), strict=True)
    way = way_to(start_of(metric), metric.target, metric)
    done = covered(metric.baseline, metric.now, metric.target)
    return Scale(
        label=metric.label,
        marks=tuple(mark(say, tone, number, metric.unit) for tone, number in values if number is not None),
        rising=None if way is None else way == "higher",
        text="" if done is None else say.words.share(done),
        href=f"#{say.row_of['metrics', metric.key]}",
    )


# ── what they mean ────────────────────────────────────────────────────────────────────────────────────────


def _kinds(say: Wording) -> Table | None:
    """What the kinds of metrics in the file are, and how they are reckoned."""
    named = {metric.kind for metric in say.blueprint.metrics.values()}
    rows = [
        Row(
            id=f"kind-{kind}",
            cells=(text(_kind(say, kind), "strong"), text(say.words(name)), text(say.words(means))),
        )
        for kind, (name, means) in _KINDS.items()
        if kind in named
    ]
    if not rows:
        return None
    heads = (
        Column(title=say.words("kind"), kind="point"),
        Column(title=say.words("kind.name")),
        Column(title=say.words("kind.means"), kind="main"),
    )
    return replace(table(heads, rows, title=say.words("kinds")), counted=False)
