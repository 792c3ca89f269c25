"""A picture spread over sheets of paper: folded where it is too wide to be read, a page for each part or for several.

Comes in: a Drawing and a sheet. Goes out: a Drawing for each page and the scale that they share; every page after the first begins
with the title in small and its number. Deliberately absent: millimetres and margins; a sheet is the px that fit on it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from typing import Any, NamedTuple

from ...drawing import Drawing, EmotionRow, Route, TextLine
from ..cards import block
from ..mirroring import turned
from ..sizes import MARGIN
from ..text_lines import begins_right, stacked
from .folding import folds_as_laid

#: Room kept free above and below a part where a page begins or ends between two.
_AROUND = 12.0
_OVER_HEAD = 16.0
#: Parts narrower than a sheet are lower, too; where parts of its whole width are too high, these are tried.
_SHARES = (1.0, 0.8, 0.65)

Span = tuple[float, float]


class Sheet(NamedTuple):
    """The px that fit on a sheet of paper at full size, and the scale below which its texts cannot be read."""

    width: float
    height: float
    least: float


class Pages(NamedTuple):
    """The pages of a picture, the sheet they are for, and the scale that they share, at most 1."""

    drawings: tuple[Drawing, ...]
    sheet: Sheet
    scale: float

    @property
    def is_legible(self) -> bool:
        """Whether all texts can be read."""
        return self.scale >= self.sheet.least - 1e-9


def on_paper(drawing: Drawing, sheet: Sheet, *, may_fold: bool) -> Pages:
    """The picture on sheets, upright or lying: legible if that can be, then on few pages, then as large as can be.

    Where `may_fold` is true, a picture that is too wide is broken into parts as wide as a sheet holds legibly.
    """
    drawing = turned(drawing)
    upright = sheet._replace(width=min(sheet[:2]), height=max(sheet[:2]))
    lying = sheet._replace(width=max(sheet[:2]), height=min(sheet[:2]))
    # Where both are equally good, the paper is turned like the picture.
    turns = (lying, upright) if drawing.width >= drawing.height else (upright, lying)
    shares = _SHARES if may_fold and not drawing.parts else ()
    folded = folds_as_laid(drawing, (share * turn.width / turn.least for turn in turns for share in shares))
    found = [
        _spread(other, turn)
        for turn in turns
        for other in (drawing, *(fold for _, fold in zip(shares, folded, strict=False) if fold.parts))
    ]
    best = min(found, key=lambda spread: (-min(spread.scale, sheet.least), len(spread.runs), -spread.scale))
    return Pages(tuple(map(turned, _pages(best))), best.sheet, best.scale)


class _Spread(NamedTuple):
    """A picture with the y of its parts, the first and the last part on each page, the sheet and the scale."""

    drawing: Drawing
    spans: Sequence[Span]
    runs: list[tuple[int, int]]
    sheet: Sheet
    scale: float


def _spread(drawing: Drawing, sheet: Sheet) -> _Spread:
    """The parts of a picture on pages: no more of them than the least scale asks for, and these at the largest scale."""
    spans = drawing.parts or ((0.0, drawing.height),)
    head = _head_height(drawing)
    heights = {
        (first, last): _height(drawing, spans, first, last, head)
        for first in range(len(spans))
        for last in range(first, len(spans))
    }
    most = min(1.0, sheet.width / drawing.width, *(sheet.height / heights[n, n] for n in range(len(spans))))
    scales = {
        most,
        *(
            sheet.height / height
            for height in heights.values()
            if sheet.least <= sheet.height / height < most
        ),
    }
    runs, scale = min(
        ((_runs(heights, len(spans), sheet.height / scale), scale) for scale in scales),
        key=lambda pair: (len(pair[0]), -pair[1]),
    )
    return _Spread(drawing, spans, runs, sheet, scale)


def _runs(heights: dict[tuple[int, int], float], count: int, room: float) -> list[tuple[int, int]]:
    """The first and the last part of each page; as many on a page as there is room for."""
    found: list[tuple[int, int]] = []
    for number in range(count):
        if found and heights[found[-1][0], number] <= room + 1e-6:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found


def _height(drawing: Drawing, spans: Sequence[Span], first: int, last: int, head: float) -> float:
    top, bottom = _sides(drawing, spans, first, last)
    return bottom - top + (head if first else 0.0)


def _sides(drawing: Drawing, spans: Sequence[Span], first: int, last: int) -> Span:
    """The y from which and to which a page shows the picture: the title is on the first, the legend on the last."""
    top = spans[first][0] - _AROUND if first else 0.0
    return top, spans[last][1] + _AROUND if last + 1 < len(spans) else drawing.height


def _pages(spread: _Spread) -> Iterator[Drawing]:
    drawing, spans, runs, _, _ = spread
    if len(runs) == 1:
        yield drawing
        return
    for number, (first, last) in enumerate(runs, 1):
        top, bottom = _sides(drawing, spans, first, last)
        head = _head(drawing, number, len(runs)) if first else ()
        page = _cut(drawing, top, bottom, _head_height(drawing) if first else 0.0)
        yield replace(
            page,
            title=(*page.title, *head),
            description=drawing.description if number == 1 else _description(page, number, len(runs)),
        )


def _head(drawing: Drawing, number: int, count: int) -> tuple[TextLine, ...]:
    """The title of a page that is not the first."""
    text = f"{drawing.plain_title or drawing.name} · {number}/{count}"
    other = block("subtitle", text, drawing.width - 2 * MARGIN)
    at_right = begins_right(drawing.language, drawing.direction, text)
    return tuple(stacked(other, MARGIN, drawing.width - MARGIN, _OVER_HEAD, at_right=at_right))


def _head_height(drawing: Drawing) -> float:
    # As high for a page of any number.
    text = f"{drawing.plain_title or drawing.name} · {len(drawing.parts)}/{len(drawing.parts)}"
    return _OVER_HEAD + block("subtitle", text, drawing.width - 2 * MARGIN).height


def _description(page: Drawing, number: int, count: int) -> str:
    steps = ", ".join(" ".join(line.text for line in step.lines) for step in page.steps)
    return f"{page.plain_title or page.name} ({number}/{count}): {steps}"


# ── the shapes between two y ─────────────────────────────────────────────────────────────────────────────────────────────────


def _cut(drawing: Drawing, top: float, bottom: float, down: float) -> Drawing:
    """What of a folded picture stands between two y, moved up to the y `down`; no shape belongs to two parts."""
    by = down - top

    def kept(shapes: Any, y: Any) -> Any:
        return tuple(_moved(shape, by) for shape in shapes if top <= y(shape) < bottom)

    def boxed(shapes: Any) -> Any:
        return kept(shapes, lambda each: each.box.middle[1])

    return replace(
        drawing,
        height=bottom - top + down,
        title=kept(drawing.title, lambda each: each.y),
        phases=boxed(drawing.phases),
        steps=boxed(drawing.steps),
        lanes=boxed(drawing.lanes),
        lines=kept(drawing.lines, lambda each: each.y),
        cards=boxed(drawing.cards),
        routes=kept(drawing.routes, lambda each: each.points[0][1]),
        junctions=kept(drawing.junctions, lambda each: each.y),
        badges=boxed(drawing.badges),
        emotions=boxed(drawing.emotions),
        times=boxed(drawing.times),
        metrics=boxed(drawing.metrics),
        legend=boxed(drawing.legend),
        parts=tuple((a + by, b + by) for a, b in drawing.parts if top <= a < bottom),
    )


def _moved(shape: Any, by: float) -> Any:
    """A shape, or the shapes of a tuple, so many px further down: whatever in it is a y."""
    if isinstance(shape, Route):
        shape = replace(shape, points=tuple((x, y + by) for x, y in shape.points))
    elif isinstance(shape, EmotionRow):
        shape = replace(shape, levels=tuple(y + by for y in shape.levels))
    elif isinstance(shape, tuple):
        return tuple(_moved(each, by) for each in shape)
    elif not is_dataclass(shape) or isinstance(shape, type):
        return shape
    changed = {
        field.name: getattr(shape, field.name) + by
        if field.name == "y"
        else _moved(getattr(shape, field.name), by)
        for field in fields(shape)
    }
    return replace(shape, **changed)
