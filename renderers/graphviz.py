"""The picture as a Graphviz graph with every position given, and drawn by Graphviz.

Comes in: a Drawing. Goes out: DOT text in which cards are nodes at fixed places, arrows are edges with their routes, and lanes, lines
and texts are nodes without edges; `neato -n2` draws the same picture as the SVG from it. One px is one point. The text needs no
program; drawing takes the system's `dot`, or the one of the `graphviz-pure` package. Deliberately absent: Graphviz' own layout.
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
    TimeRow,
)
from blueprint.layout.sizes import TYPES
from blueprint.render import Renderer, RenderError, Scene
from blueprint.style import PLAIN, Style

from .shapes import shortened, smooth_corners
from .theme import fixed_table

_FONT = "Helvetica,Arial,sans-serif"
_RULES = {"interaction": "solid", "visibility": "dashed", "internal interaction": "dotted", None: "dashed"}
_INKS = {"subtitle": "muted", "step": "muted", "lane-kind": "muted", "detail": "muted", "legend": "muted",
         "row-detail": "muted", "axis": "muted", "flow": "arrow", "badge": "badge-text", "line": "line"}  # fmt: skip
_LETTERS = {"fail": "F", "wait": "W", "decision": "D", "moment": "E"}


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
                "bb": f"0,0,{_n(drawing.width)},{_n(drawing.height)}",
                "pad": "0",
                "splines": "true",
                "tooltip": graphviz.escape(drawing.plain_title),
            },
            node_attr={"fontname": _FONT, "shape": "box", "fixedsize": "true", "label": "", "margin": "0"},
            edge_attr={"fontname": _FONT, "color": colours["arrow"], "arrowsize": "0.75", "penwidth": "1.4"},
        )

    def build(self) -> graphviz.Digraph:
        self._ground()
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
        self._badges()
        self._rows()
        return self._graph

    # ── the ground ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def _ground(self) -> None:
        drawing = self._drawing
        # Corners that hold the size of the picture, whatever Graphviz takes for its border.
        for x, y in ((0.0, 0.0), (drawing.width, drawing.height)):
            self._node("corner", Box(x=x, y=y, width=0, height=0), style="invis", shape="point")
        for lane in drawing.lanes:
            band, edge = self._colours[lane.kind], self._colours["edge"]
            self._node(f"lane {lane.key}", lane.box, style="filled", fillcolor=band, color=edge)
            stripe = Box(x=lane.box.x, y=lane.box.y, width=4, height=lane.box.height)
            self._rectangle("stripe", stripe, self._colours[f"{lane.kind}-accent"])
            self._texts(lane.lines)
        for phase in drawing.phases:
            self._rectangle("phase", phase.box, self._colours["phase"])
            self._texts(phase.lines, "strong")
        for step in drawing.steps:
            self._texts(step.lines)
            if step.border is not None:
                ends = ((step.border, step.box.y), (step.border, step.box.bottom))
                self._line(ends, color=self._colours["grid"], penwidth="1")
        for line in drawing.lines:
            left = line.label_box.right if line.label_box else line.left
            self._line(
                ((left, line.y), (line.right, line.y)),
                color=self._colours["line"],
                style=_RULES[line.kind],
                penwidth="2" if line.kind == "visibility" else "1.3",
            )
            self._texts(line.lines)
        self._texts(drawing.title)

    def _line(self, ends: Sequence[tuple[float, float]], **attributes: str) -> None:
        """A line that joins nothing: an edge between two points that are not drawn."""
        names = [
            self._node("end", Box(x=x, y=y, width=0, height=0), style="invis", shape="point") for x, y in ends
        ]
        self._graph.edge(*names, pos=self._spline(ends), **{"dir": "none", **attributes})

    # ── cards and arrows ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _card(self, card: CardShape) -> None:
        styles = ["filled"]
        if card.form not in ("decision", "thing"):
            styles.append("rounded")
        if card.form == "thing" or card.is_optional:
            styles.append("dashed")
        self._graph.node(
            card.key,
            label=self._card_label(card),
            pos=self._at(*card.box.middle),
            width=_inches(card.box.width),
            height=_inches(card.box.height),
            shape="hexagon" if card.form == "decision" else "box",
            peripheries="2" if card.form == "end" else "1",
            style=",".join(styles),
            fillcolor=self._colours[card.kind] if card.form == "thing" else self._colours["card"],
            color=self._colours[f"{card.kind}-accent"],
            tooltip=graphviz.escape(card.name),
        )

    def _card_label(self, card: CardShape) -> str:
        """A table of the card's text width, so that lines begin where they do in the SVG whatever the font."""
        if not card.lines:
            return ""
        first = card.lines[0]
        rtl = first.rtl
        inner = 2 * (card.box.right - first.x if rtl else first.x - card.box.x)
        inks = [self._ink(line) for line in card.lines]
        return _table(card.lines, card.box.width - inner, "RIGHT" if rtl else "LEFT", inks)

    def _route(self, route: Route) -> None:
        failure = route.kind == "failure"
        tail, head = route.heads
        ways = {(False, True): "forward", (True, False): "back", (True, True): "both", (False, False): "none"}
        attributes = {"dir": ways[tail, head]}
        if failure:
            attributes["color"] = self._colours["failure"]
        if route.kind == "message" or route.is_optional:
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

    def _badges(self) -> None:
        for badge in self._drawing.badges:
            kind = f"fail-{badge.risk}" if badge.kind == "fail" else badge.kind
            self._pill(f"point {badge.point}", badge.box, kind, badge.line)

    def _pill(self, name: str, box: Box, kind: str, line: TextLine) -> None:
        ink = self._colours.get(f"{kind}-text", self._colours["badge-text"])
        self._node(
            name,
            box,
            label=line.text,
            fontname="Helvetica-Bold",
            fontsize=_n(TYPES[line.role].size),
            fontcolor=ink,
            style="filled,rounded",
            fillcolor=self._colours[kind],
            color=ink if kind in ("fail-0", "fail-1") else self._colours["mark-edge"],
        )

    # ── rows and legend ──────────────────────────────────────────────────────────────────────────────────────────────────

    def _rows(self) -> None:
        for row in self._drawing.emotions:
            self._texts(row.heading)
            for y in row.levels:
                self._line(((row.left, y), (row.box.right, y)), color=self._colours["grid"], penwidth="1")
            for one, other in zip(row.points, row.points[1:], strict=False):
                ends = ((one.x, one.y), (other.x, other.y))
                self._line(ends, color=self._colours["customer-accent"], penwidth="2")
            for one in row.points:
                if not one.is_marked:
                    continue
                colour = (
                    self._colours["muted"]
                    if not one.score
                    else self._colours["good" if one.score > 0 else "bad"]
                )
                dot_box = Box(x=one.x - 4.5, y=one.y - 4.5, width=9, height=9)
                self._node(
                    "feeling",
                    dot_box,
                    shape="circle",
                    style="filled",
                    fillcolor=colour,
                    color=self._colours["mark-edge"],
                )
            self._texts(row.words)
        for times in self._drawing.times:
            self._times(times)
        for metrics in self._drawing.metrics:
            self._texts((*metrics.heading, *metrics.lines))
        self._legend()

    def _times(self, row: TimeRow) -> None:
        self._texts(row.heading)
        for track in row.tracks:
            self._rectangle("bar", track, self._colours["grid"])
        for bar in row.bars:
            self._rectangle("bar", bar.box, self._colours["work" if bar.kind == "work" else "waiting"])
            if bar.over:
                self._rectangle("bar", bar.over, self._colours["failure"])
            if bar.target is not None:
                ends = ((bar.target, bar.box.y - 3), (bar.target, bar.box.bottom + 3))
                self._line(ends, color=self._colours["ink"], penwidth="1.5")
            self._texts((bar.line,), "failure" if bar.over else None)

    def _legend(self) -> None:
        for item in self._drawing.legend:
            if item.sign in _LETTERS:
                line = TextLine(
                    x=item.box.middle[0], y=item.box.y + 12.8, text=_LETTERS[item.sign], role="badge", width=8
                )
                self._pill("sign", item.box, "fail-3" if item.sign == "fail" else item.sign, line)
            elif item.sign in ("return", "message", "failure"):
                self._sign_arrow(item)
            elif item.sign in ("fork", "join"):
                x, y = item.box.middle
                kind: JunctionKind = "fork" if item.sign == "fork" else "join"
                self._junction(Junction(kind=kind, card="", x=x, y=y, upright=False))
            else:
                style = "dashed" if item.sign == "optional" else "rounded"
                self._node(
                    "sign",
                    item.box,
                    style=style,
                    color=self._colours["muted"],
                    peripheries="2" if item.sign == "end" else "1",
                )
            self._texts((item.line,))

    def _sign_arrow(self, item: LegendItem) -> None:
        y = item.box.middle[1]
        ends = ((item.box.x, y), (item.box.right, y))
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
            at_right = (line.anchor == "start") == line.rtl
            align = "CENTER" if line.anchor == "middle" else "RIGHT" if at_right else "LEFT"
            colour = self._colours[ink] if ink else self._ink(line)
            self._node("text", box, shape="plaintext", label=_table((line,), box.width, align, [colour]))

    def _ink(self, line: TextLine) -> str:
        return self._colours[_INKS.get(line.role, "ink")]

    def _rectangle(self, name: str, box: Box, colour: str) -> None:
        self._node(name, box, style="filled", fillcolor=colour, penwidth="0")

    def _node(self, name: str, box: Box, **attributes: Any) -> str:
        """A node that is no card; its name has a space in it, which no key can have."""
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
        return f"{_n(x)},{_n(self._drawing.height - y)}"

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


def _table(lines: Sequence[TextLine], width: float, align: str, inks: Sequence[str]) -> str:
    rows = "".join(
        f'<TR><TD ALIGN="{align}"><FONT POINT-SIZE="{_n(TYPES[line.role].size)}" '
        f'COLOR="{ink}">{_bold(line)}</FONT></TD></TR>'
        for line, ink in zip(lines, inks, strict=True)
    )
    return f'<<TABLE BORDER="0" CELLBORDER="0" CELLSPACING="0" CELLPADDING="0" WIDTH="{max(round(width), 1)}">{rows}</TABLE>>'


def _bold(line: TextLine) -> str:
    text = _escape(line.text)
    return f"<B>{text}</B>" if TYPES[line.role].bold else text


def _escape(text: str) -> str:
    """A text inside Graphviz' labels of the HTML kind, which are XML."""
    text = re.sub("[^\t\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]", "\ufffd", text)
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace('"', "&quot;")


def _n(value: float) -> str:
    text = f"{value:.2f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def _inches(points: float) -> str:
    return f"{points / 72:.4f}".rstrip("0").rstrip(".") or "0"


# ── drawn by Graphviz ────────────────────────────────────────────────────────────────────────────────────────────────────────


def drawn(drawing: Drawing, style: Style = PLAIN) -> str:
    """The picture as Graphviz draws it, as SVG.

    Raises RenderError where neither the system nor this Python has a Graphviz.
    """
    program = shutil.which("dot") or _packaged()
    if program is None:
        raise RenderError(
            "drawing with Graphviz needs its program 'dot': install Graphviz, or: pip install 'service-blueprint[dot]'"
        )
    return _cleaned(_run(Path(program), dot(drawing, style)))


def _packaged() -> str | None:
    """The program of the graphviz-pure package, which stands beside this Python."""
    return shutil.which("graphviz-pure", path=str(Path(sys.executable).parent))


def _run(program: Path, text: str) -> str:
    from graphviz.backend import dot_command

    # The package has no way to name another program for one call only.
    usual = dot_command.DOT_BINARY
    dot_command.DOT_BINARY = program
    try:
        source = graphviz.Source(text, engine="neato")
        found: str = source.pipe(format="svg", neato_no_op=2, encoding="utf-8", quiet=True)
    except (graphviz.CalledProcessError, graphviz.ExecutableNotFound) as problem:
        raise RenderError(f"Graphviz failed: {problem}") from problem
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


DOT = Renderer(suffix=".dot", render=_dot)
DRAWN = Renderer(suffix=".dot.svg", render=_drawn)
