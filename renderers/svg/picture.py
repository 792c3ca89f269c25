"""The picture as SVG, written by ourselves: no system program, no script, no foreign reference.

Comes in: a Drawing and a Style. Goes out: one `<svg>` element with real text. Things can be found in it by attributes: `data-action`
on cards, `data-stub` on what stands for an action outside the picture, `data-from` and `data-to` on arrows, `data-lane`, `data-step`,
`data-phase`, and `data-point` on badges. Deliberately absent: decisions about places; they are all in the Drawing.

**For people who do not see it.** A file on its own is one picture: `role="img"` with title and description, as readers and checkers
expect of what stands in an `<img>`. That role hides all that is inside, so it is not given where there is something to reach: a picture
inside a page, or one with links, is a `group` of that name. In it the cards are a list in the order of the service; each is an image or
a link whose name says lane, step, text, points and where its arrows lead, so that the whole flow can be heard without the arrows.
Badges are images or links named after what they mark; one that stands for several ("+3") lists them, also in the description of the
whole and as a tooltip. Bands, arrows, labels and the legend add nothing to that and are hidden.
`graphics-document` would be the right role, but many screen readers do not know it. Inside a page the name is an attribute: browsers
show a `<title>` as a tooltip over every part of the picture.

**Whoever draws it.** Each element has its light looks as attributes, which the style sheet outweighs (`renderers/themes/presentation.py`).

**In a page with others.** No rule of the style sheet reaches another picture (`renderers/themes/sheet.py`), and of what a page hands down
to all that is in it a picture takes as much as an `<img>` does (`frame`). With `Style.embed` all ids begin with a hash of the picture, or
a name that the user gives, and its size follows the page up to its own width.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from hashlib import sha256

from blueprint.drawing import (
    Badge,
    Box,
    CardShape,
    Drawing,
    EmotionRow,
    Junction,
    LaneShape,
    LineShape,
    MetricsRow,
    Route,
    TextLine,
    TimeRow,
)
from blueprint.render import FINDINGS_OPTIONS, Renderer
from blueprint.safe_links import is_safe
from blueprint.scene import Scene
from blueprint.style import PLAIN, Style

from ..markup import Markup, number
from ..themes.sheet import presentation, sheet
from . import frame, shapes
from .legend_signs import draw_sign
from .spoken import badge_name, card_names, described

_RULES = {
    "interaction": "interaction",
    "visibility": "visibility",
    "internal interaction": "internal",
    None: "own",
}
#: A text that runs from right to left: characters tell it, since most programs that are no browsers know no `direction`, and would draw the
#: text on the other side of its place, outside its card.
RTL_START, RTL_END = "\u202b", "\u202c"
#: Where a text that runs from right to left begins, as a place of one that runs from left to right.
_TURNED = {"start": "end", "middle": "middle", "end": "start"}


def draw(
    drawing: Drawing,
    *,
    links: Mapping[str, str] | None = None,
    standalone: bool = False,
    reused: bool = False,
    style: Style = PLAIN,
) -> str:
    """The picture of a Drawing.

    `links` leads from the keys of cards and the labels of points to fragments of the page that the picture stands in. `standalone` is
    true for a file on its own, `reused` where other pictures of the page take cards from this one. Raises ValueError for a style whose
    tokens are no colours.
    """
    if not style.embed:
        picture = Svg(drawing, links or {}, style, is_file=standalone)
        picture.is_reused = reused
        return picture.draw()
    ids = style.embed_id
    if not ids:
        plain = draw(drawing, links=links, style=replace(style, embed=False))
        ids = f"bp-{sha256(plain.encode()).hexdigest()[:8]}"
    text = Svg(drawing, links or {}, style, is_file=False, ids=f"{ids}-").draw()
    return frame.figure(text, drawing) if style.figure else text


def card_id(key: str) -> str:
    """The id of a card in the picture, for links that lead to it."""
    return "card-" + key.replace(" ", "-")


class Svg:
    """One picture in the making; `printed` draws it once more for paper."""

    def __init__(
        self, drawing: Drawing, links: Mapping[str, str], style: Style, *, is_file: bool, ids: str = ""
    ) -> None:
        self._drawing = drawing
        self._links = links
        self._style = style
        self.is_reused = False
        self._sheet = sheet(style)
        self._is_file = is_file
        self._ids = ids
        self._names = card_names(drawing)
        self._square = {end for route in drawing.routes for end in (route.leaves, route.meets) if end}
        self._out = Markup(presentation(style).of, inert=style.embed)

    def draw(self) -> str:
        """The `<svg>` element."""
        out = self._out
        with out.inside("svg", **self._size(), **self._name()):
            # Alone on its line, the tag is what Markdown knows as the beginning of HTML.
            out.line()
            self._alternative()
            out.style(self._sheet.text)
            with out.inside("g", **frame.reset(is_file=self._is_file, is_pasted=self._style.embed)):
                out.line()
                self._layers()
        return str(out)

    def _layers(self) -> None:
        out = self._out
        out.empty(
            "rect",
            class_="bp-paper",
            width=self._drawing.width,
            height=self._drawing.height,
            aria_hidden="true",
        )
        self._texts(self._drawing.title)
        self._behind()
        self._rows()
        with out.inside("g", role="list"):
            out.line()
            for card in self._drawing.cards:
                self._card(card)
        self._over()

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _size(self) -> dict[str, str | None]:
        wide, high = number(self._drawing.width), number(self._drawing.height)
        return {
            "xmlns": "http://www.w3.org/2000/svg",
            "class_": f"bp {self._sheet.scope}",
            "width": wide,
            "height": high,
            "style": frame.size(self._drawing, scrolls=self._style.figure) if self._style.embed else None,
            "viewBox": f"0 0 {wide} {high}",
        }

    def _name(self) -> dict[str, str | None]:
        """The role and the name of the whole."""
        title, desc = self._id("title"), self._id("desc")
        is_image = self._is_file and not self._has_links()
        return {
            "role": "img" if is_image else "group",
            "lang": self._drawing.language,
            "aria_labelledby": title if self._is_file else None,
            "aria_label": None if self._is_file else self._drawing.plain_title,
            "aria_describedby": desc,
        }

    def _alternative(self) -> None:
        if self._is_file:
            self._out.text("title", self._drawing.plain_title, id=self._id("title"))
        self._out.text("desc", described(self._drawing), id=self._id("desc"))

    def _id(self, part: str) -> str:
        return f"{self._ids}{part}" if self._ids else f"bp-{self._drawing.name.replace(' ', '-')}-{part}"

    def _has_links(self) -> bool:
        return bool(self._links) or any(self._href(card) for card in self._drawing.cards)

    # ── layers ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _behind(self) -> None:
        """Hidden from screen readers: the cards' names already say it."""
        with self._out.inside("g", aria_hidden="true"):
            self._ground()
            for route in self._drawing.routes:
                self._route(route)
            for junction in self._drawing.junctions:
                self._junction(junction)

    def _over(self) -> None:
        """Labels and badges, above everything."""
        out = self._out
        with out.inside("g", aria_hidden="true"):
            out.line()
            for route in self._drawing.routes:
                self._label(route)
        for badge in self._drawing.badges:
            self._badge(badge)
        with out.inside("g", aria_hidden="true"):
            out.line()
            for item in self._drawing.legend:
                draw_sign(out, item, self._drawing.direction)
                self._texts((item.line,))
                out.line()

    # ── the ground ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _ground(self) -> None:
        for phase in self._drawing.phases:
            with self._out.inside("g", data_phase=phase.key):
                self._out.empty(
                    "path",
                    class_="bp-chevron",
                    d=shapes.outline(shapes.chevron(phase.box, self._drawing.direction)),
                )
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
                "rect",
                class_=f"bp-edge bp-band-{lane.kind}",
                x=box.x,
                y=box.y,
                width=box.width,
                height=box.height,
            )
            strip = shapes.stripe(box, self._drawing.direction)
            self._out.empty(
                "rect",
                class_=f"bp-accent-{lane.kind}",
                x=strip.x,
                y=strip.y,
                width=strip.width,
                height=strip.height,
            )
            self._texts(lane.lines)
        self._out.line()

    def _line(self, line: LineShape) -> None:
        rule = _RULES[line.kind]
        with self._out.inside("g", data_line=rule):
            for x1, x2 in line.strokes:
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
            path = shapes.arrow_path(route.drawn, head=head, tail=tail, square=self._square)
            self._out.empty("path", class_=classes, d=path)
            if failure and route.starts:
                self._out.empty("path", class_="bp-bar", d=shapes.bar(*route.points[:2]))
            ends = [route.points[-2:]] if head else []
            if tail:
                ends.append(route.points[1::-1])
            for start, end in ends:
                self._out.empty(
                    "path", class_=f"bp-head{failure and f' bp-head{failure}'}", d=shapes.head(start, end)
                )
        self._out.line()

    def _junction(self, junction: Junction) -> None:
        with self._out.inside("g", **{f"data_{junction.kind}": junction.card}):
            if junction.kind == "fork":
                shapes.dot(self._out, junction.x, junction.y)
            else:
                shapes.gate(self._out, junction.x, junction.y, upright=junction.upright)
        self._out.line()

    def _label(self, route: Route) -> None:
        if route.label_box is None:
            return
        box = route.label_box
        with self._belonging(route):
            self._out.empty(
                "rect", class_="bp-patch", x=box.x, y=box.y, width=box.width, height=box.height, rx=3
            )
            self._texts(route.label, " bp-flow-failure" if route.kind == "failure" else "")
        self._out.line()

    def _belonging(self, route: Route) -> AbstractContextManager[None]:
        """A label names its arrow in a page, which may hide arrows; a file on its own does not need that."""
        if not self._links:
            return nullcontext()
        return self._out.inside("g", data_from=route.source, data_to=route.target)

    # ── cards ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _card(self, card: CardShape) -> None:
        name, href = self._names[card.key], self._href(card)
        item = self._out.inside(
            "g",
            id=f"{self._ids}{card_id(card.key)}",
            class_=" ".join(self._classes(href)) or None,
            role="listitem",
            data_action=None if card.form == "stub" else card.key,
            data_stub=card.key if card.form == "stub" else None,
            data_kind=card.kind,
        )
        with item:
            if href and not self._links:
                self._card_below_link(card, name, href)
            else:
                with self._named(name, href):
                    self._card_body(card)
        self._out.line()

    def _classes(self, href: str | None) -> Iterator[str]:
        if href and not self._links:
            yield "bp-linked"
        if self.is_reused:
            # No rule looks out of what `<use>` takes over, so it has to carry the class of the whole.
            yield f"bp {self._sheet.scope}"

    def _card_below_link(self, card: CardShape, name: str, href: str) -> None:
        """A link that lies over what it belongs to: some programs (MuPDF) draw nothing that is in a link."""
        with self._out.inside("g", aria_hidden="true"):
            self._card_body(card)
        with self._out.inside("a", href=href, aria_label=name):
            shapes.area(self._out, card)

    def _href(self, card: CardShape) -> str | None:
        return self._links.get(card.key) or (card.link if card.link and is_safe(card.link) else None)

    def _named(self, name: str, href: str | None) -> AbstractContextManager[None]:
        """One thing for screen readers: a link, or an image."""
        if href:
            return self._out.inside("a", href=href, aria_label=name)
        return self._out.inside("g", role="img", aria_label=name)

    def _card_body(self, card: CardShape) -> None:
        classes = f"bp-box bp-card-{card.kind}"
        if card.form in ("thing", "stub"):
            classes += " bp-thing"
        elif card.is_optional:
            classes += " bp-optional"
        shapes.card(self._out, card, classes)
        if card.gear:
            shapes.gear(self._out, card.gear)
        if card.start:
            shapes.start(self._out, card.start)
        self._texts(card.lines)

    def _badge(self, badge: Badge) -> None:
        name, href = badge_name(badge, self._drawing.language), self._links.get(badge.point.split(" ")[0])
        with self._out.inside("g", data_point=badge.point), self._named(name, href):
            if badge.stands_for:
                self._out.text("title", badge.name)
            shapes.pill(self._out, badge.box, shapes.pill_kind(badge.kind, badge.risk))
            self._texts((badge.line,), f" bp-badge-fail-{badge.risk}" if badge.kind == "fail" else "")
        self._out.line()

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
            start, end = row.sides
            for y in row.levels:
                self._out.empty("line", class_="bp-level", x1=start, y1=y, x2=end, y2=y)
            for name, curves in (("bp-curve bp-curve-aside", row.asides), ("bp-curve", row.curves)):
                for curve in curves:
                    self._out.empty("path", class_=name, d=shapes.curve(curve))
            for point in row.points:
                feeling = "" if not point.score else " bp-dot-good" if point.score > 0 else " bp-dot-bad"
                self._out.empty("circle", class_=f"bp-dot{feeling}", cx=point.x, cy=point.y, r=4.5)
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
                self._texts(bar.lines, " bp-axis-over" if bar.is_late else "")
            self._texts(row.notes)
            self._texts(row.totals)
            self._texts(row.over, " bp-axis-over")
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
            anchor = _TURNED[line.anchor] if line.rtl else line.anchor
            self._out.text(
                "text",
                f"{RTL_START}{line.text}{RTL_END}" if line.rtl else line.text,
                class_=f"bp-{line.role}{extra}",
                x=line.x,
                y=line.y,
                text_anchor=None if anchor == "start" else anchor,
            )


def _render(scene: Scene) -> str:
    return draw(scene.drawing, standalone=True, style=scene.style) + "\n"


SVG = Renderer(
    suffix=".svg",
    render=_render,
    ignores=FINDINGS_OPTIONS | {"page", "scale", "font"},
    help="A picture for web pages, documentation, slides.",
)
