"""The picture as SVG, written by ourselves: no system program, no script, no foreign reference.

Comes in: a Drawing. Goes out: one `<svg>` element with real text. Things can be found in it by attributes: `data-action` on cards,
`data-from` and `data-to` on arrows, `data-lane`, `data-step`, `data-phase`, and `data-point` on badges. Deliberately absent:
decisions about places; they are all in the Drawing.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import Any

from blueprint.drawing import (
    Badge,
    Box,
    CardShape,
    Drawing,
    EmotionRow,
    LaneShape,
    LineShape,
    MetricsRow,
    Route,
    TextLine,
    TimeRow,
)
from blueprint.links import is_safe
from blueprint.render import Renderer, Scene

from . import shapes
from .legend_signs import draw_sign
from .markup import Markup, number
from .theme import FONTS, rules

_KINDS = ("evidence", "customer", "frontstage", "backstage", "support", "partner", "management", "notes")
_RULES = {
    "interaction": "interaction",
    "visibility": "visibility",
    "internal interaction": "internal",
    None: "own",
}


def draw(drawing: Drawing, *, links: Mapping[str, str] | None = None, standalone: bool = False) -> str:
    """The picture of a Drawing.

    `links` leads from the keys of cards and the labels of points to fragments of the page that the picture stands in. A standalone
    picture has the XML declaration of its namespace and its own links out.
    """
    return _Svg(drawing, links or {}, standalone).draw()


def card_id(key: str) -> str:
    """The id of a card in the picture, for links that lead to it."""
    return "card-" + key.replace(" ", "-")


@cache
def style() -> str:
    """The style sheet of the picture."""
    text = files(__package__).joinpath("svg.css").read_text(encoding="utf-8")
    lanes = "".join(
        f".bp .bp-band-{kind}{{fill:var(--bp-{kind})}}.bp .bp-accent-{kind}{{fill:var(--bp-{kind}-accent)}}"
        f".bp .bp-card-{kind}{{stroke:var(--bp-{kind}-accent)}}"
        for kind in _KINDS
    )
    return rules() + text.replace("FONTS", FONTS).replace("\n", "") + lanes


class _Svg:
    def __init__(self, drawing: Drawing, links: Mapping[str, str], standalone: bool) -> None:
        self._drawing = drawing
        self._links = links
        self._standalone = standalone
        self._out = Markup()

    def draw(self) -> str:
        drawing, out = self._drawing, self._out
        wide, high = number(drawing.width), number(drawing.height)
        name = f"bp-{drawing.name}"
        with out.inside(
            "svg",
            xmlns="http://www.w3.org/2000/svg",
            class_="bp",
            width=wide,
            height=high,
            viewBox=f"0 0 {wide} {high}",
            role="img",
            lang=drawing.language,
            aria_labelledby=f"{name}-title {name}-desc",
        ):
            out.text("title", drawing.plain_title, id=f"{name}-title")
            out.text("desc", drawing.description, id=f"{name}-desc")
            out.style(style())
            out.line()
            out.empty("rect", class_="bp-paper", width=wide, height=high)
            self._texts(drawing.title)
            self._ground()
            self._rows()
            for route in drawing.routes:
                self._route(route)
            for card in drawing.cards:
                self._card(card)
            # Labels and badges stand over everything.
            for route in drawing.routes:
                self._label(route)
            for badge in drawing.badges:
                self._badge(badge)
            for item in drawing.legend:
                draw_sign(out, item)
                self._texts((item.line,))
                out.line()
        return str(out)

    # ── the ground ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _ground(self) -> None:
        for phase in self._drawing.phases:
            with self._out.inside("g", data_phase=phase.key):
                self._out.empty("path", class_="bp-chevron", d=shapes.chevron(phase.box))
                self._texts(phase.lines)
            self._out.line()
        for lane in self._drawing.lanes:
            self._lane(lane)
        for step in self._drawing.steps:
            with self._out.inside("g", data_step=step.key):
                self._texts(step.lines)
                if step.border is not None:
                    self._out.empty(
                        "line",
                        class_="bp-border",
                        x1=step.border,
                        y1=step.box.y,
                        x2=step.border,
                        y2=step.box.bottom,
                    )
            self._out.line()
        for line in self._drawing.lines:
            self._line(line)

    def _lane(self, lane: LaneShape) -> None:
        box = lane.box
        with self._out.inside("g", data_lane=lane.key):
            self._out.empty(
                "rect", class_=f"bp-band-{lane.kind}", x=box.x, y=box.y, width=box.width, height=box.height
            )
            self._out.empty(
                "rect", class_=f"bp-accent-{lane.kind}", x=box.x, y=box.y, width=4, height=box.height
            )
            self._texts(lane.lines)
        self._out.line()

    def _line(self, line: LineShape) -> None:
        rule = _RULES[line.kind]
        with self._out.inside("g", data_line=rule):
            left = line.label_box.right if line.label_box else line.left
            for x1, x2 in ((line.left, line.left + 9), (left, line.right)):
                self._out.empty("line", class_=f"bp-rule bp-rule-{rule}", x1=x1, y1=line.y, x2=x2, y2=line.y)
            self._texts(line.lines)
        self._out.line()

    # ── arrows ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _route(self, route: Route) -> None:
        failure = "-failure" if route.kind == "failure" else ""
        classes = "bp-arrow"
        if route.kind in ("failure", "message"):
            classes += f" bp-arrow-{route.kind}"
        if route.is_optional:
            classes += " bp-arrow-optional"
        with self._out.inside("g", data_from=route.source, data_to=route.target, data_kind=route.kind):
            tail, head = route.heads
            path = shapes.arrow_path(route.points, head=head, tail=tail)
            self._out.empty("path", class_=classes, d=path)
            ends = [route.points[-2:]] if head else []
            if tail:
                ends.append(route.points[1::-1])
            for start, end in ends:
                self._out.empty(
                    "path", class_=f"bp-head{failure and f' bp-head{failure}'}", d=shapes.head(start, end)
                )
        self._out.line()

    def _label(self, route: Route) -> None:
        if route.label_box is None:
            return
        box = route.label_box
        self._out.empty("rect", class_="bp-patch", x=box.x, y=box.y, width=box.width, height=box.height, rx=3)
        self._texts(route.label, " bp-flow-failure" if route.kind == "failure" else "")
        self._out.line()

    # ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _card(self, card: CardShape) -> None:
        with self._out.inside(
            "g",
            id=card_id(card.key),
            role="group",
            aria_label=card.name,
            data_action=card.key,
            data_kind=card.kind,
        ):
            href = self._links.get(card.key) or (card.link if card.link and is_safe(card.link) else None)
            if href:
                with self._out.inside("a", href=href):
                    self._card_body(card)
            else:
                self._card_body(card)
        self._out.line()

    def _card_body(self, card: CardShape) -> None:
        classes = f"bp-box bp-card-{card.kind}"
        if card.form == "thing":
            classes += " bp-thing"
        elif card.is_optional:
            classes += " bp-optional"
        shapes.card(self._out, card, classes)
        if card.is_automatic:
            shapes.gear(self._out, card.box.right - 18, card.box.bottom)
        self._texts(card.lines)

    def _badge(self, badge: Badge) -> None:
        kind = f"fail-{badge.risk}" if badge.kind == "fail" else badge.kind
        box = badge.box
        href = self._links.get(badge.point)
        with self._out.inside("g", data_point=badge.point, role="group", aria_label=badge.name):
            if href:
                with self._out.inside("a", href=href):
                    self._pill(box, kind, badge)
            else:
                self._pill(box, kind, badge)
        self._out.line()

    def _pill(self, box: Any, kind: str, badge: Badge) -> None:
        self._out.empty(
            "rect",
            class_=f"bp-pill bp-pill-{kind}",
            x=box.x,
            y=box.y,
            width=box.width,
            height=box.height,
            rx=9,
        )
        self._texts((badge.line,), f" bp-badge-{kind}" if badge.kind == "fail" else "")

    # ── rows ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self) -> None:
        for row in self._drawing.emotions:
            self._emotions(row)
        for times in self._drawing.times:
            self._times(times)
        for metrics in self._drawing.metrics:
            self._metrics(metrics)

    def _emotions(self, row: EmotionRow) -> None:
        with self._out.inside("g", data_row="emotion", data_lane=row.lane):
            self._texts(row.heading)
            start = row.left
            for y in row.levels:
                self._out.empty("line", class_="bp-level", x1=start, y1=y, x2=row.box.right, y2=y)
            if row.points:
                self._out.empty(
                    "path", class_="bp-curve", d=shapes.curve([(one.x, one.y) for one in row.points])
                )
            for one in row.points:
                if not one.is_marked:
                    continue
                feeling = "" if not one.score else " bp-dot-good" if one.score > 0 else " bp-dot-bad"
                self._out.empty("circle", class_=f"bp-dot{feeling}", cx=one.x, cy=one.y, r=4.5)
            self._texts(row.words)
        self._out.line()

    def _times(self, row: TimeRow) -> None:
        with self._out.inside("g", data_row="time"):
            self._texts(row.heading)
            for track in row.tracks:
                self._bar(track, "bp-track")
            for bar in row.bars:
                self._bar(bar.box, f"bp-{bar.kind}")
                if bar.over:
                    self._bar(bar.over, "bp-over")
                if bar.target is not None:
                    box = bar.box
                    self._out.empty(
                        "line",
                        class_="bp-target",
                        x1=bar.target,
                        y1=box.y - 3,
                        x2=bar.target,
                        y2=box.bottom + 3,
                    )
                self._texts((bar.line,), " bp-axis-over" if bar.over else "")
        self._out.line()

    def _bar(self, box: Box, name: str) -> None:
        self._out.empty("rect", class_=name, x=box.x, y=box.y, width=box.width, height=box.height, rx=2)

    def _metrics(self, row: MetricsRow) -> None:
        with self._out.inside("g", data_row="metrics"):
            self._texts(row.heading)
            self._texts(row.lines)
        self._out.line()

    def _texts(self, lines: tuple[TextLine, ...], extra: str = "") -> None:
        for line in lines:
            self._out.text(
                "text",
                line.text,
                class_=f"bp-{line.role}{extra}",
                x=line.x,
                y=line.y,
                text_anchor=None if line.anchor == "start" else line.anchor,
                direction="rtl" if line.rtl else None,
            )


def _render(scene: Scene) -> str:
    return draw(scene.drawing, standalone=True) + "\n"


SVG = Renderer(suffix=".svg", render=_render)
