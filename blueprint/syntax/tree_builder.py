"""The nodes of the syntax tree, built as the parser recognises the rules of the grammar.

Comes in: the name of a rule and its parts. Goes out: a node. Most rules are of one shape: a keyword, values, and what qualifies it,
so one function builds them all. Deliberately absent: what may stand where (the grammar).
"""

from __future__ import annotations

import re
import textwrap
from typing import Any, NamedTuple

from ..diagnostics import Diagnostic, error
from ..grammar import english_by_terminal
from ..source import Span
from ..values import TimeSpan, largest_unit, seconds
from ..words import phrase
from . import nodes

_CARDS_AND_DECLARATIONS = frozenset(
    [
        "fail",
        "pain",
        "idea",
        "question",
        "policy",
        "note",
        "see",
        "role",
        "system",
        "channel",
        "persona",
        "metric",
        "goal",
        "risk",
        "feedback",
        "pilot",
    ]
)
# Part of an attribute's form, not a value.
_SILENT = frozenset({"COMMA", "DOT", "TO", "INSTEAD", "DASHES", "LBRACE", "RBRACE", "EOS"})
_ESCAPES = {"n": "\n", '"': '"', "\\": "\\", "”": "”", "」": "」"}
_ESCAPE = re.compile(r"\\(.)", re.DOTALL)
# Larger numbers are errors; a duration of that many seconds is 10,000 years.
_LONGEST = 3.2e11
_LARGEST = 1e15
# Characters that XML does not allow, or that draw nothing.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Leaf(NamedTuple):
    """A token that the parser has taken, with the terminal that it was taken for.

    `depth` is the number of blocks that are open in front of it.
    """

    terminal: str
    text: str
    span: Span
    depth: int = 0


class Builder:
    """Builds nodes and collects what is wrong inside their values."""

    def __init__(self) -> None:
        self.problems: list[Diagnostic] = []
        self._english = english_by_terminal()

    def build(self, rule: str, parts: list[Any]) -> Any:
        """The node of a rule."""
        if rule == "file":
            return [part for part in parts if isinstance(part, nodes.Node)]
        span = parts[0].span.to(parts[-1].span)
        if rule in _CARDS_AND_DECLARATIONS:
            return self._entry(parts, span)
        make = getattr(self, f"rule_{rule}", None)
        return make(parts, span) if make else self._attribute(rule, parts, span)

    # ── statements ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def rule_header(self, parts: list[Any], span: Span) -> nodes.Header:
        return nodes.Header(name=self._word(parts[1]), title=self._find_text(parts), span=span)

    def rule_import(self, parts: list[Any], span: Span) -> nodes.Import:
        return nodes.Import(path=self._text(parts[1]), span=span)

    def rule_lanes(self, parts: list[Any], span: Span) -> nodes.Lanes:
        bands = tuple(part for part in parts if isinstance(part, nodes.Lane | nodes.Line))
        return nodes.Lanes(bands=bands, span=span)

    def rule_lane(self, parts: list[Any], span: Span) -> nodes.Lane:
        return nodes.Lane(
            kind=self._word(parts[0]),
            name=self._find_name(parts[1:]),
            label=self._find_text(parts),
            attributes=_attributes(parts),
            span=span,
        )

    def rule_line(self, parts: list[Any], span: Span) -> nodes.Line:
        kinds = [part for part in parts if part.terminal not in ("DASHES", "STRING")]
        kind = self._word(kinds[0]) if kinds else None
        return nodes.Line(kind=kind, label=self._find_text(parts), span=span)

    def rule_phase(self, parts: list[Any], span: Span) -> nodes.Phase:
        name, label = self._find_name(parts), self._find_text(parts)
        return nodes.Phase(name=name, label=label, items=_nodes(parts), span=span)

    def rule_step(self, parts: list[Any], span: Span) -> nodes.Step:
        name, label = self._find_name(parts), self._find_text(parts)
        return nodes.Step(name=name, label=label, items=_nodes(parts), span=span)

    def rule_action(self, parts: list[Any], span: Span) -> nodes.Action:
        head, body = _split(parts)
        origin = head[0] if isinstance(head[0], nodes.Reference) else None
        leaves = [part for part in head if isinstance(part, Leaf)]
        arrow = leaves.pop(0) if leaves[0].terminal == "ARROW" else None
        return nodes.Action(
            origin=origin,
            arrow=self._word(arrow) if arrow else None,
            lane=self._word(leaves[0]),
            name=self._find_name(leaves[1:]),
            text=self._text(leaves[-1]),
            attributes=_attributes(head),
            body=None if body is None else tuple(body),
            span=span,
        )

    def rule_link(self, parts: list[Any], span: Span) -> nodes.Link:
        references = [part for part in parts if isinstance(part, nodes.Reference)]
        return nodes.Link(
            origin=references[0],
            arrow=self._word(parts[1]),
            targets=tuple(references[1:]),
            attributes=_attributes(parts),
            span=span,
        )

    def _entry(self, parts: list[Any], span: Span) -> nodes.Entry:
        head, body = _split(parts)
        return nodes.Entry(
            keyword=self._english[head[0].terminal],
            name=self._find_name(head),
            text=self._find_text(head),
            attributes=_attributes(head),
            body=None if body is None else _attributes(body),
            span=span,
        )

    # ── parts of statements ──────────────────────────────────────────────────────────────────────────────────────────────

    def _attribute(self, rule: str, parts: list[Any], span: Span) -> nodes.Attribute:
        first = parts[0]
        keyword = rule
        if isinstance(first, Leaf) and first.terminal in self._english:
            keyword, parts = self._english[first.terminal], parts[1:]
        values = [self._value(part) for part in parts if not isinstance(part, nodes.Attribute)]
        return nodes.Attribute(
            keyword=keyword,
            values=tuple(value for value in values if value is not None),
            attributes=_attributes(parts),
            span=span,
        )

    def rule_kind(self, parts: list[Any], span: Span) -> Leaf:
        return Leaf("LANE_KIND", self._english[parts[0].terminal], span)

    def rule_arrow(self, parts: list[Any], span: Span) -> Leaf:
        return Leaf("ARROW", parts[0].text, span)

    def rule_reference(self, parts: list[Any], span: Span) -> nodes.Reference:
        step = self._word(parts[0]) if len(parts) > 1 else None
        return nodes.Reference(step=step, name=self._word(parts[-1]), span=span)

    rule_origin = rule_reference

    def rule_target_action(self, parts: list[Any], span: Span) -> nodes.Reference:
        if isinstance(parts[0], nodes.Reference):
            return parts[0]
        # A lane kind may be an action's name; it counts as it was written.
        return nodes.Reference(step=None, name=nodes.Word(text=span.text, span=span), span=span)

    def rule_span(self, parts: list[Any], span: Span) -> nodes.Time:
        for part in parts:
            if part.terminal == "DURATION" and not seconds(part.text) <= _LONGEST:
                text, cure = phrase("BP016.duration"), phrase("BP016.duration.cure")
                self.problems.append(error("BP016", part.span, text, cure))
                return nodes.Time(value=TimeSpan(usual_value=0.0), span=span)
        return nodes.Time(value=_time_span(parts), span=span)

    def _value(self, part: Any) -> nodes.Value | None:
        if not isinstance(part, Leaf):
            return part  # type: ignore[no-any-return]
        span, terminal = part.span, part.terminal
        if terminal in _SILENT:
            return None
        if terminal == "STRING":
            return self._text(part)
        if terminal == "NUMBER":
            return nodes.Number(value=self._number(part.text, span), span=span)
        if terminal == "PERCENT":
            return nodes.Percentage(value=self._number(part.text[:-1], span), span=span)
        if terminal == "DATE":
            return nodes.Date(text=part.text, span=span)
        return self._word(part)

    def _number(self, text: str, span: Span) -> float:
        value = float(text)
        if abs(value) < _LARGEST:
            return value
        self.problems.append(error("BP016", span, phrase("BP016.digits"), phrase("BP016.digits.cure")))
        return 0.0

    def _word(self, leaf: Leaf) -> nodes.Word:
        return nodes.Word(text=self._english.get(leaf.terminal, leaf.text), span=leaf.span)

    def _find_name(self, parts: list[Any]) -> nodes.Word | None:
        for part in parts:
            if isinstance(part, Leaf) and part.terminal == "NAME":
                return self._word(part)
        return None

    def _find_text(self, parts: list[Any]) -> nodes.Text | None:
        for part in parts:
            if isinstance(part, Leaf) and part.terminal == "STRING":
                return self._text(part)
        return None

    # ── strings ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _text(self, leaf: Leaf) -> nodes.Text:
        raw = leaf.text
        for found in _CONTROL.finditer(raw):
            text = phrase("BP008.control", code=f"U+{ord(found[0]):04X}")
            cure = phrase("BP008.control.cure")
            self.problems.append(error("BP008", _within(leaf.span, found), text, cure))
        for found in _ESCAPE.finditer(raw):
            if found[1] not in _ESCAPES:
                text, cure = phrase("BP008.escape", text=found[0]), phrase("BP008.escape.cure")
                self.problems.append(error("BP008", _within(leaf.span, found), text, cure))
        inner = dedented(raw[3:-3]) if raw.startswith('"""') else raw[1:-1]
        if "\\" in inner:
            inner = _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[0]), inner)
        return nodes.Text(value=inner, span=leaf.span)


def _within(span: Span, found: re.Match[str]) -> Span:
    return Span(span.source, span.start + found.start(), span.start + found.end())


def dedented(text: str) -> str:
    """A text of several lines without its common indentation, and without blank lines around it."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return textwrap.dedent(_from_second_line(text)).strip("\n").rstrip()


def _from_second_line(text: str) -> str:
    """A long text whose first line begins behind the quotes is dedented by its other lines."""
    first, newline, rest = text.partition("\n")
    return (
        textwrap.dedent(rest)
        if newline and not first.strip()
        else first.strip() + newline + textwrap.dedent(rest)
    )


def _split(parts: list[Any]) -> tuple[list[Any], list[Any] | None]:
    """What stands before a block, and the nodes in the block where there is one."""
    for index, part in enumerate(parts):
        if isinstance(part, Leaf) and part.terminal == "LBRACE":
            return parts[:index], list(_nodes(parts[index:]))
    return parts, None


def _attributes(parts: list[Any]) -> tuple[nodes.Attribute, ...]:
    return tuple(part for part in parts if isinstance(part, nodes.Attribute))


def _nodes(parts: list[Any]) -> tuple[Any, ...]:
    return tuple(part for part in parts if isinstance(part, nodes.Node))


def _time_span(parts: list[Leaf]) -> TimeSpan:
    written = [part.text for part in parts if part.terminal == "DURATION"]
    values, unit = [seconds(text) for text in written], max(largest_unit(text) for text in written)
    kinds = [part.terminal for part in parts]
    if kinds[0] == "P50":
        return TimeSpan(median=values[0], p95=values[1], unit=unit)
    if kinds[0] == "DOTS":
        return TimeSpan(most=values[0], unit=unit)
    if kinds[-1] == "DOTS":
        return TimeSpan(least=values[0], unit=unit)
    if len(values) == 1:
        return TimeSpan(usual_value=values[0], unit=unit)
    usual = values[1] if len(values) == 3 else None
    return TimeSpan(least=values[0], usual_value=usual, most=values[-1], unit=unit)
