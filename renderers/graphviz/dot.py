"""The picture as a Graphviz graph with every position given, and drawn by Graphviz.

Comes in: a Drawing. Goes out: DOT text in which cards are nodes at fixed places, arrows are edges with their routes, texts are nodes
without edges, and everything else is the graph's background (`ground`); `neato -n2` draws the same picture as the SVG from it. One px
is one point. The text needs no program; drawing takes the system's `dot`, or the one of the `graphviz-pure` package. Deliberately
absent: Graphviz' own layout, and its own shapes.
"""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import graphviz

from blueprint.drawing import (
    Box,
    CardShape,
    Drawing,
    Junction,
    JunctionKind,
    LegendItem,
    Route,
    TextLine,
)
from blueprint.layout.sizes import COUNT, START_DOT, TYPES
from blueprint.render import FINDINGS_OPTIONS, Renderer, RenderError
from blueprint.scene import Scene
from blueprint.style import PLAIN, Style
from blueprint.words import phrase
from blueprint.words.bidi import set_apart

from .. import markup
from ..svg.shapes import along, pill_kind, shortened, smooth_corners
from ..themes.sheet import fixed_table
from .ground import ARROWS, LETTERS, background, sign_box
from .xdot import px

_FONT = "Helvetica,Arial,sans-serif"
_INKS = {"subtitle": "muted", "step": "muted", "lane-kind": "muted", "detail": "muted", "legend": "muted",
         "row-detail": "muted", "axis": "muted", "flow": "arrow", "badge": "badge-text", "line": "line"}  # fmt: skip


def dot(drawing: Drawing, style: Style = PLAIN) -> str:
    """The graph of a Drawing, in the light colours of the style unless its scheme is dark."""
    text: str = _Graph(drawing, fixed_table(style)).build().source
    return text


class _Graph:
    def __init__(self, drawing: Drawing, colours: Mapping[str, str]) -> None:
        self._drawing = drawing
        self._colours = colours
        self._count = 0
        self._graph = graphviz.Digraph(
            name=drawing.name,
            graph_attr={
                "bgcolor": colours["paper"],
                "bb": f"0,0,{px(drawing.width)},{px(drawing.height)}",
                "pad": "0",
                "splines": "true",
                # Labels and the letters of badges are above all arrows.
                "outputorder": "edgesfirst",
                "_background": background(drawing, colours),
                "tooltip": _tooltip(drawing.plain_title),
            },
            node_attr={"fontname": _FONT, "shape": "none", "fixedsize": "true", "label": "", "margin": "0"},
            edge_attr={"fontname": _FONT, "color": colours["arrow"], "arrowsize": "0.7", "penwidth": "1.4"},
        )

    def build(self) -> graphviz.Digraph:
        for card in self._drawing.cards:
            self._card(card)
        for route in self._drawing.routes:
            self._route(route)
        for junction in self._drawing.junctions:
            self._junction(junction)
        for route in self._drawing.routes:
            if route.label_box:
                self._rectangle("label", route.label_box, self._colours["paper"])
                self._texts(route.label, "failure" if route.kind == "failure" else None)
        for badge in self._drawing.badges:
            kind, tooltip = pill_kind(badge.kind, badge.risk), badge.name if badge.stands_for else None
            self._letters(f"point {badge.point}", badge.box, kind, badge.line, tooltip)
        self._frame()
        self._rows()
        self._legend()
        return self._graph

    # ── cards and arrows ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _card(self, card: CardShape) -> None:
        """A node for the words of a card; its outline stands in the background."""
        self._graph.node(
            card.key,
            label=self._card_label(card),
            pos=self._at(*card.box.middle),
            width=_inches(card.box.width),
            height=_inches(card.box.height),
            tooltip=_tooltip(card.name),
        )
        if card.start:
            self._dot(card.start)

    def _dot(self, box: Box) -> None:
        """The sign of a start."""
        fill, edge = self._colours["card"], self._colours["arrow"]
        ring = Box(x=box.x + 1, y=box.y + 1, width=box.width - 2, height=box.height - 2)
        self._node("start", ring, shape="circle", style="filled", fillcolor=fill, color=edge, penwidth="2")

    def _card_label(self, card: CardShape) -> str:
        """A table of the card's text width, so that lines begin where they do in the SVG whatever the font."""
        if not card.lines:
            return ""
        first = card.lines[0]
        at_right = first.is_at_right
        inner = 2 * (card.box.right - first.x if at_right else first.x - card.box.x)
        inks = [self._ink(line) for line in card.lines]
        return _table(
            card.lines, card.box.width - inner, "RIGHT" if at_right else "LEFT", inks, is_leaded=True
        )

    def _route(self, route: Route) -> None:
        tail, head = route.heads
        ways = {(False, True): "forward", (True, False): "back", (True, True): "both", (False, False): "none"}
        attributes = {"dir": ways[tail, head]}
        if route.kind == "failure":
            attributes |= {"color": self._colours["failure"], "penwidth": "1.7"}
        if route.is_optional:
            attributes["style"] = "dotted"
        elif route.kind == "message":
            attributes["style"] = "dashed"
        self._graph.edge(
            route.source,
            route.target,
            pos=self._spline(route.points, head=head, tail=tail),
            **attributes,
        )

    def _junction(self, junction: Junction) -> None:
        half = (3.5, 3.5) if junction.kind == "fork" else (7.0, 1.75) if junction.upright else (1.75, 7.0)
        box = Box(x=junction.x - half[0], y=junction.y - half[1], width=2 * half[0], height=2 * half[1])
        ink = self._colours["arrow"]
        shape = "circle" if junction.kind == "fork" else "box"
        self._node(junction.kind, box, shape=shape, style="filled", fillcolor=ink, penwidth="0")

    def _letters(self, name: str, box: Box, kind: str, line: TextLine, tooltip: str | None = None) -> None:
        """What stands on a badge."""
        self._node(
            name,
            box,
            label=graphviz.escape(line.text),
            fontname="Helvetica-Bold",
            fontsize=px(TYPES[line.role].size),
            fontcolor=self._colours.get(f"{kind}-text", self._colours["badge-text"]),
            **({"tooltip": _tooltip(tooltip)} if tooltip else {}),
        )

    # ── the rest of the words ────────────────────────────────────────────────────────────────────────────────────────────

    def _frame(self) -> None:
        drawing = self._drawing
        self._texts(drawing.title)
        for phase in drawing.phases:
            self._texts(phase.lines, "strong")
        for lines in (*(step.lines for step in drawing.steps), *(lane.lines for lane in drawing.lanes)):
            self._texts(lines)
        for line in drawing.lines:
            self._texts(line.lines)

    def _rows(self) -> None:
        for row in self._drawing.emotions:
            self._texts((*row.heading, *row.words))
        for times in self._drawing.times:
            self._texts(times.heading)
            for bar in times.bars:
                self._texts(bar.lines, "failure" if bar.is_late else None)
            self._texts(times.notes)
            self._texts(times.totals)
            self._texts(times.over, "failure")
        for metrics in self._drawing.metrics:
            self._texts((*metrics.heading, *metrics.lines))

    def _legend(self) -> None:
        for item in self._drawing.legend:
            if item.sign == "flow":
                x, y = item.box.middle
                self._texts((TextLine(x=x, y=y + 3.8, text=COUNT, role="flow", width=20, anchor="middle"),))
            elif item.sign in LETTERS:
                line = TextLine(
                    x=item.box.middle[0], y=item.box.y + 12.8, text=LETTERS[item.sign], role="badge", width=8
                )
                self._letters("sign", sign_box(item), "fail-3" if item.sign == "fail" else item.sign, line)
            elif item.sign in ARROWS:
                self._sign_arrow(item)
            elif item.sign == "start":
                x, y = item.box.middle
                self._dot(Box(x=x - START_DOT / 2, y=y - START_DOT / 2, width=START_DOT, height=START_DOT))
            elif item.sign in ("fork", "join"):
                x, y = item.box.middle
                kind: JunctionKind = "fork" if item.sign == "fork" else "join"
                self._junction(Junction(kind=kind, card="", x=x, y=y, upright=False))
            self._texts((item.line,))

    def _sign_arrow(self, item: LegendItem) -> None:
        y = item.box.middle[1]
        begin, end = along(item.box, self._drawing.direction)
        ends = ((begin, y), (end, y))
        both = item.sign == "return"
        names = [
            self._node("end", Box(x=x, y=y, width=0, height=0), style="invis", shape="point") for x, y in ends
        ]
        self._graph.edge(
            *names,
            pos=self._spline(ends, head=True, tail=both),
            dir="both" if both else "forward",
            color=self._colours["failure" if item.sign == "failure" else "arrow"],
            style="dashed" if item.sign == "message" else "solid",
        )

    # ── pieces ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _texts(self, lines: Sequence[TextLine], ink: str | None = None) -> None:
        for line in lines:
            kind = TYPES[line.role]
            box = Box(
                x=line.left, y=line.y - kind.size * 0.95, width=max(line.width, 4), height=kind.size * 1.25
            )
            align = "CENTER" if line.anchor == "middle" else "RIGHT" if line.is_at_right else "LEFT"
            colour = self._colours[ink] if ink else self._ink(line)
            self._node("text", box, label=_table((line,), box.width, align, [colour]))

    def _ink(self, line: TextLine) -> str:
        return self._colours[_INKS.get(line.role, "ink")]

    def _rectangle(self, name: str, box: Box, colour: str) -> None:
        self._node(name, box, shape="box", style="filled", fillcolor=colour, penwidth="0")

    def _node(self, name: str, box: Box, **attributes: Any) -> str:
        """A node that is no card; its name contains a space, so that it cannot equal a key."""
        self._count += 1
        unique = f"{name} {self._count}"
        self._graph.node(
            unique,
            pos=self._at(*box.middle),
            width=_inches(box.width),
            height=_inches(box.height),
            **attributes,
        )
        return unique

    def _at(self, x: float, y: float) -> str:
        return f"{px(x)},{px(self._drawing.height - y)}"

    def _spline(
        self, points: Sequence[tuple[float, float]], *, head: bool = False, tail: bool = False
    ) -> str:
        """A route in Graphviz' form: the tips of the heads, then a chain of cubic pieces."""
        parts = []
        if tail:
            parts.append(f"s,{self._at(*points[0])}")
        if head:
            parts.append(f"e,{self._at(*points[-1])}")
        chain = smooth_corners(shortened(points, head=head, tail=tail))
        return " ".join([*parts, *(self._at(x, y) for x, y in chain)])


def _table(
    lines: Sequence[TextLine], width: float, align: str, inks: Sequence[str], *, is_leaded: bool = False
) -> str:
    """Lines of text under each other, as a table; leaded ones are as far apart as in the Drawing."""
    # Not every Graphviz widens the cells of a table that is wider.
    wide = f' WIDTH="{max(round(width), 1)}"' if align == "RIGHT" and is_leaded else ""
    rows = "".join(
        f'<TR><TD ALIGN="{align}"{wide}{_height(line) if is_leaded else ""}>'
        f'<FONT POINT-SIZE="{px(TYPES[line.role].size)}" COLOR="{ink}">{_bold(line)}</FONT></TD></TR>'
        for line, ink in zip(lines, inks, strict=True)
    )
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" WIDTH="{max(round(width), 1)}">{rows}</TABLE>>'


def _height(line: TextLine) -> str:
    return f' HEIGHT="{TYPES[line.role].leading:.0f}"'


def _bold(line: TextLine) -> str:
    # Graphviz knows no direction of a text.
    text = _escape(set_apart(line.text, "rtl") if line.rtl else line.text)
    return f"<B>{text}</B>" if TYPES[line.role].bold else text


def _escape(text: str) -> str:
    """A text inside Graphviz' labels of the HTML kind: XML in which `\\N`, `\\G` … still stand for names, as in other labels."""
    return graphviz.escape(markup.escape(text))  # type: ignore[no-any-return]


def _tooltip(text: str) -> str:
    """A text inside Graphviz' tooltips.

    Graphviz reads entities in them, then puts names in place of `\\N`, `\\G` …, then line ends in place of `\\l`, `\\n` …; either of these
    makes one backslash of two.
    """
    return graphviz.nohtml(text.replace("&", "&amp;").replace("\\", 4 * "&#92;"))  # type: ignore[no-any-return]


def _inches(points: float) -> str:
    return f"{points / 72:.4f}".rstrip("0").rstrip(".") or "0"


# ── drawn by Graphviz ────────────────────────────────────────────────────────────────────────────────────────────────────────


def drawn(drawing: Drawing, style: Style = PLAIN) -> str:
    """The picture as Graphviz draws it, as SVG.

    Raises RenderError where neither the system nor this Python has a Graphviz.
    """
    program = shutil.which("dot") or _packaged()
    if program is None:
        from blueprint.installation import install_command

        raise RenderError(phrase("message.render.dot", command=install_command("dot")))
    return _cleaned(_run(Path(program), dot(drawing, style)))


def _packaged() -> str | None:
    """The program of the graphviz-pure package, in the folder of this Python."""
    return shutil.which("graphviz-pure", path=str(Path(sys.executable).parent))


def _run(program: Path, text: str) -> str:
    from graphviz.backend import dot_command

    # The package cannot use another program for a single call.
    usual = dot_command.DOT_BINARY
    dot_command.DOT_BINARY = program
    try:
        source = graphviz.Source(text, engine="neato")
        found: str = source.pipe(format="svg", neato_no_op=2, encoding="utf-8", quiet=True)
    except (graphviz.CalledProcessError, graphviz.ExecutableNotFound) as problem:
        raise RenderError(
            phrase("message.render.failed", program="Graphviz", problem=str(problem))
        ) from problem
    finally:
        dot_command.DOT_BINARY = usual
    return found


def _cleaned(svg: str) -> str:
    """Without comments, which hold Graphviz' version, and without the reference to a DTD elsewhere."""
    svg = re.sub(r"<!--.*?-->\n?", "", svg, flags=re.DOTALL)
    svg = re.sub(r"<\?xml.*?\?>\n?|<!DOCTYPE.*?>\n?", "", svg, flags=re.DOTALL)
    return svg.strip() + "\n"


def _dot(scene: Scene) -> str:
    return dot(scene.drawing, scene.style)


def _drawn(scene: Scene) -> str:
    return drawn(scene.drawing, scene.style)


_IGNORES = FINDINGS_OPTIONS | {"embed", "embed-id", "page", "scale", "font"}
DOT = Renderer(
    suffix=".dot", render=_dot, ignores=_IGNORES, help="Graphviz, with every place already settled."
)
DRAWN = Renderer(
    suffix=".dot.svg", render=_drawn, ignores=_IGNORES, help="The same picture, drawn by Graphviz."
)
