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

#: The kinds of metrics whose meaning the language knows: the keys of their names and of how they are calculated.
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


def metrics(wording: Wording) -> Section | None:
    """What is measured, and how far it is from where it should be."""
    if not wording.blueprint.metrics:
        return None
    register = RegisterTable(wording, METRICS, _heads(wording))
    kinds = _kinds(wording)
    return Section(
        id="metrics",
        title=wording.words("metrics"),
        tables=(table(register.columns, register.rows()), *((kinds,) if kinds else ())),
        note=wording.words("metrics.note"),
        figures=_scales(wording),
    )


def _heads(wording: Wording) -> tuple[Head, ...]:
    return (
        Head("metric", ("metric", "kind", "better", "every"), _named, kind="main"),
        *(Head(name, (name, "unit"), _measured, kind="number") for name in _MARKS),
        Head("gap", "gap", _to_target, kind="number"),
        Head("covered", "covered", _covered, kind="number"),
        Head("benchmark.gap", "benchmark_gap", _to_benchmark, kind="number"),
        Head("used.by", "used_by", _uses, kept=not wording.is_part),
        Head("owner", "owner", filters=True),
        Head("status", "known"),
    )


def _named(
    wording: Wording, record: object, label: str, kind: str | None, way: Keyword | None, every: Keyword | None
) -> Cell:
    """A metric, and under it the kind, which way is better, and how often it is measured."""
    told = (
        _kind(wording, kind),
        wording.words(WAYS[way.english]) if way else None,
        wording.words(f"every.{every}") if every else None,
    )
    message = wording.words.dotted(told)
    return stacked(text(label, "strong"), text(message, "muted"))


def _kind(wording: Wording, kind: str | None) -> str | None:
    """What a kind is called: by its letters, where it is known by them. "Other" says nothing."""
    if kind not in _KINDS:
        return None
    return kind.upper() if kind in _ACRONYMS else wording.words(_KINDS[kind][0])


def _measured(wording: Wording, record: object, number: float | None, unit: str | None) -> Cell:
    return value(wording, number, unit)


def value(wording: Wording, number: float | None, unit: str | None) -> Cell:
    """A number with its unit, a long one under it."""
    if number is None:
        return Cell()
    cell_part, of = CellPart(text=wording.words.number(number)), CellPart(text=unit or "", style="muted")
    if not unit:
        told = lines((cell_part,))
    elif columns(unit) > _SHORT:
        told = lines((cell_part,), (of,))
    else:
        told = lines((cell_part, of))
    return replace(told, order=number)


def _to_target(wording: Wording, record: Record[Metric], missing: float | None) -> Cell:
    metric = record.thing
    way = None if is_aimed_wrong(metric) else _way(metric)
    return _gap(wording, missing, has_arrived(metric.now, metric.target, way))


def _to_benchmark(wording: Wording, record: Record[Metric], missing: float | None) -> Cell:
    metric = record.thing
    return _gap(wording, missing, has_arrived(metric.now, metric.benchmark, _way(metric)))


def _way(metric: Metric) -> Direction | None:
    return way_to(start_of(metric), metric.target, metric)


def _gap(wording: Wording, missing: float | None, arrived: bool) -> Cell:
    """What is missing from now to the aim, as a signed number; or that nothing is."""
    if missing is None:
        return Cell()
    if arrived:
        return replace(text(wording.words("reached"), "chip risk-low"), order=0)
    return replace(text(wording.words.signed(missing), "strong"), order=missing)


def _covered(wording: Wording, record: object, done: int | None) -> Cell:
    """The way from baseline to target that has been made; one that went backwards is marked."""
    return share_done(wording, done)


def share_done(wording: Wording, done: int | None) -> Cell:
    """A share of a way; the bar behind it ends where the way does."""
    if done is None:
        return Cell()
    message = wording.words.share(done)
    if done < 0:
        return replace(text(message, "chip risk-high"), order=done)
    return replace(lines((CellPart(text=message, style="share", bar=min(done, 100)),)), order=done)


# ── who uses them ─────────────────────────────────────────────────────────────────────────────────────────


def _uses(wording: Wording, record: object, used: tuple[Ref, ...]) -> Cell:
    if not used:
        return (
            Cell() if wording.is_part else replace(text(wording.words("unused"), "chip risk-medium"), order=0)
        )
    return replace(lines(*((_user(wording, ref),) for ref in used)), order=len(used))


def _user(wording: Wording, ref: Ref) -> CellPart:
    """A thing by its words, linked to its card or its row."""
    if ref.kind == "blueprint":
        return CellPart(text=wording.words("whole"), style="muted")
    return linked(wording, ref)


# ── the chart ─────────────────────────────────────────────────────────────────────────────────────────────


def _scales(wording: Wording) -> tuple[Scales, ...]:
    """A scale for each metric with two known numbers; a single one has no place on a scale."""
    scales = [_scale(wording, metric) for metric in wording.blueprint.metrics.values()]
    shown = tuple(scale for scale in scales if len(scale.marks) > 1)
    if not shown:
        return ()
    return (Scales(title=wording.words("metrics.scales"), scales=shown, legend=legend(wording, shown)),)


def legend(wording: Wording, shown: Iterable[Scale]) -> tuple[tuple[str, str], ...]:
    """The words of the marks that are there."""
    tones = {mark.tone for scale in shown for mark in scale.marks}
    return tuple((tone, wording.words(tone)) for tone in _MARKS if tone in tones)


def mark(wording: Wording, tone: str, number: float, unit: str | None) -> Mark:
    """A number on a scale, with its unit."""
    message = wording.words.number(number)
    return Mark(at=number, text=f"{message} {unit}" if unit else message, tone=tone)


def _scale(wording: Wording, metric: Metric) -> Scale:
    values = zip(_MARKS, (metric.baseline, metric.now, metric.target, metric.benchmark), strict=True)
    way = way_to(start_of(metric), metric.target, metric)
    done = covered(metric.baseline, metric.now, metric.target)
    return Scale(
        label=metric.label,
        marks=tuple(
            mark(wording, tone, number, metric.unit) for tone, number in values if number is not None
        ),
        rising=None if way is None else way == "higher",
        text="" if done is None else wording.words.share(done),
        href=f"#{wording.row_of['metrics', metric.key]}",
    )


# ── what they mean ────────────────────────────────────────────────────────────────────────────────────────


def _kinds(wording: Wording) -> Table | None:
    """What the kinds of metrics in the file are, and how they are calculated."""
    named = {metric.kind for metric in wording.blueprint.metrics.values()}
    rows = [
        Row(
            id=f"kind-{kind}",
            cells=(
                text(_kind(wording, kind), "strong"),
                text(wording.words(name)),
                text(wording.words(means)),
            ),
        )
        for kind, (name, means) in _KINDS.items()
        if kind in named
    ]
    if not rows:
        return None
    heads = (
        Column(title=wording.words("kind"), kind="point"),
        Column(title=wording.words("kind.name")),
        Column(title=wording.words("kind.means"), kind="main"),
    )
    return replace(table(heads, rows, title=wording.words("kinds")), counted=False)
