"""The contents of a chart, as a table.

Comes in: a Chart and the words of a language. Goes out: titles of columns, and rows of texts with where they lead. Deliberately absent:
anything that the chart does not show.
"""

from __future__ import annotations

from blueprint.lean_dataclasses import dataclass
from blueprint.words.labels import Words

from .kinds import Bars, Chart, Curve, Field, Scales, Timeline


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """Columns and rows of texts; the first text of a row is its subject and links to `href`."""

    columns: tuple[str, ...]
    rows: tuple[tuple[str | None, tuple[str, ...]], ...]


def as_table(chart: Chart, words: Words) -> Grid:
    """The same things in the same order."""
    if isinstance(chart, Bars):
        return _of_bars(chart, words)
    if isinstance(chart, Scales):
        return _of_scales(chart, words)
    if isinstance(chart, Field):
        return _of_field(chart, words)
    return _of_timeline(chart, words) if isinstance(chart, Timeline) else _of_curve(chart, words)


def _of_bars(chart: Bars, words: Words) -> Grid:
    tones = tuple(dict.fromkeys(part.tone for bar in chart.bars for part in bar.parts))
    named = dict(chart.legend)
    titles = tuple(named.get(tone, words("page.chart.value")) for tone in tones)
    rows = tuple(
        (
            bar.href,
            (
                bar.label,
                *(", ".join(part.text for part in bar.parts if part.tone == tone) for tone in tones),
                bar.limit_text,
                bar.text,
            ),
        )
        for bar in chart.bars
    )
    return _without_empty(
        (words("page.chart.what"), *titles, words("page.chart.limit"), words("page.chart.says")), rows
    )


def _of_scales(chart: Scales, words: Words) -> Grid:
    tones = tuple(dict.fromkeys(mark.tone for scale in chart.scales for mark in scale.marks))
    named = dict(chart.legend)
    titles = tuple(named.get(tone, words("page.chart.value")) for tone in tones)
    rows = tuple(
        (
            scale.href,
            (
                scale.label,
                *(", ".join(mark.text for mark in scale.marks if mark.tone == tone) for tone in tones),
                scale.text,
            ),
        )
        for scale in chart.scales
    )
    return _without_empty((words("page.chart.what"), *titles, words("page.chart.says")), rows)


def _of_field(chart: Field, words: Words) -> Grid:
    rows = tuple(
        (spot.href, (spot.label, spot.text, chart.columns[spot.column], chart.rows[spot.row]))
        for spot in chart.spots
    )
    return Grid(
        columns=(words("page.chart.sign"), words("page.chart.what"), chart.across, chart.down), rows=rows
    )


def _of_timeline(chart: Timeline, words: Words) -> Grid:
    rows = tuple(
        (course.href, (course.label, stretch.text))
        for course in chart.courses
        for stretch in course.stretches
    )
    return Grid(columns=(words("page.chart.what"), words("page.chart.when")), rows=rows)


def _of_curve(chart: Curve, words: Words) -> Grid:
    rows = tuple((stop.href, (stop.label, words.signed(stop.value), stop.text)) for stop in chart.stops)
    return _without_empty(
        (words("page.chart.what"), words("page.chart.value"), words("page.chart.says")), rows
    )


def _without_empty(columns: tuple[str, ...], rows: tuple[tuple[str | None, tuple[str, ...]], ...]) -> Grid:
    """The same without empty columns."""
    kept = [number for number in range(len(columns)) if not number or any(row[number] for _, row in rows)]
    return Grid(
        columns=tuple(columns[number] for number in kept),
        rows=tuple((href, tuple(row[number] for number in kept)) for href, row in rows),
    )
