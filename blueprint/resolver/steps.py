"""Phases, steps, actions, evidence and notes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

from ..diagnostics import error
from ..model import Action, Lane, Phase, Step, Thing, Timing
from ..source import Span
from ..syntax import nodes
from ..words import Keyword, Text, phrase
from .attributes import Attributes, head
from .cards import CardReader
from .names import Names
from .properties import PropertyReader

_FOR_THINGS = frozenset({"at", "for", "status", "source", "tracks"})


class Written(NamedTuple):
    """An action or a piece of evidence as it stands in the text, with its key and its attributes."""

    node: nodes.Action
    key: str
    step: str
    lane: Lane
    attributes: Attributes

    @property
    def is_thing(self) -> bool:
        """Whether it stands in a lane of evidence or notes."""
        return self.lane.holds_things


class StepReader:
    """Reads what happens, in two passes: first all names, then all properties, which may refer to any of them."""

    def __init__(self, names: Names, cards: CardReader, lanes: dict[str, Any]) -> None:
        self._names = names
        self._cards = cards
        self._properties = PropertyReader(names)
        self._lanes: dict[str, Lane] = lanes
        self._counts: dict[tuple[str, str], int] = {}
        self.written: list[Written] = []
        #: The places of actions that are left out because of a mistake.
        self.unreadable: list[int] = []
        self._by_step: dict[str, list[Written]] = {}
        self.phases: dict[str, Phase] = {}
        self.steps: dict[str, Step] = {}
        self.actions: dict[str, Action] = {}
        self.things: dict[str, Thing] = {}

    def read(self, tree: nodes.File) -> None:
        """Read all steps of a file."""
        order = list(_steps(tree))
        for step, _ in order:
            for item in step.items:
                if isinstance(item, nodes.Action):
                    self._enter(item, self._names.step_keys[id(step)])
        for written in self.written:
            if written.is_thing:
                self.things[written.key] = self._thing(written)
            else:
                self.actions[written.key] = self._action(written)
        for step, phase in order:
            self._step(step, phase)
        self._phases(tree)

    # ── names ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _enter(self, node: nodes.Action, step: str) -> None:
        lane_key = self._names.lane(node.lane)
        key = self._key(node, step, lane_key or "action")
        if key is None or lane_key is None:
            self.unreadable.append(node.span.start)
            if key is not None:
                self._names.unreadable.add(key)
            return
        attributes = Attributes((*node.attributes, *_attributes(node)), self._names)
        written = Written(node, key, step, self._lanes[lane_key], attributes)
        self.written.append(written)
        self._by_step.setdefault(step, []).append(written)
        if written.is_thing:
            self._names.things.add(key)

    def _key(self, node: nodes.Action, step: str, lane: str) -> str | None:
        if node.name is None:
            number = self._counts[step, lane] = self._counts.get((step, lane), 0) + 1
            # The lane's own key may hold a hyphen already; the number still tells its actions apart.
            return f"{step}.{lane}-{number}"
        name = node.name.text
        key = f"{step}.{name}"
        table = self._names.declared.setdefault("action", {})
        if key in table:
            self._names.twice(node.name.span, phrase("BP012.action", name=name), table[key])
            self._names.redeclared.append(("action", key, node.name))
            return None
        table[key] = node.name.span
        self._names.actions_by_name.setdefault(name, []).append(key)
        return key

    # ── what they say ────────────────────────────────────────────────────────────────────────────────────────────────────

    def _thing(self, written: Written) -> Thing:
        self._refuse_for_thing(written)
        at = written.attributes.value("at")
        return Thing(
            span=head(written.node),
            key=written.key,
            name=written.node.name.text if written.node.name else None,
            step=written.step,
            lane=written.lane.key,
            text=written.node.text.value,
            at=self._names.action(at, written.step) if isinstance(at, nodes.Reference) else None,
            personas=written.attributes.keys("for", "persona"),
            known=written.attributes.known(),
        )

    def _refuse_for_thing(self, written: Written) -> None:
        lane = Keyword(written.lane.kind)
        if written.node.arrow is not None:
            text, cure = phrase("BP019.lane", lane=lane), phrase("BP019.lane.cure", lane=lane)
            self._names.problems.append(error("BP019", written.node.arrow.span, text, cure))
        for attribute in written.attributes:
            if attribute.keyword not in _FOR_THINGS:
                text = phrase("BP015.thing", lane=lane, keyword=Keyword(attribute.keyword))
                self._refuse(attribute.span, text, phrase("BP015.thing.cure", lane=lane))
        for item in written.node.body or ():
            if isinstance(item, nodes.Entry):
                text, cure = phrase("BP015.card", lane=lane), phrase("BP015.card.cure", lane=lane)
                self._refuse(item.span, text, cure)

    def _refuse(self, span: Span, text: Text, cure: Text) -> None:
        first_line = Span(span.source, span.start, span.start + len(span.text.split("\n")[0]))
        self._names.problems.append(error("BP015", first_line, text, cure))

    def _action(self, written: Written) -> Action:
        node, lane, attributes = written.node, written.lane, written.attributes
        if node.arrow is None and "when" in attributes:
            self._refuse(attributes.every("when")[0].span, phrase("BP015.when"), phrase("BP015.when.cure"))
        if "at" in attributes:
            self._refuse(attributes.every("at")[0].span, phrase("BP015.at"), phrase("BP015.at.cure"))
        self._cards.read_all(_entries(node.body), "action", written.key)
        return Action(
            span=head(node),
            key=written.key,
            name=node.name.text if node.name else None,
            step=written.step,
            lane=lane.key,
            text=node.text.value,
            **self._properties.read(attributes, lane, written.step),
        )

    # ── steps and phases ─────────────────────────────────────────────────────────────────────────────────────────────────

    def _step(self, node: nodes.Step, phase: str | None) -> None:
        key = self._names.step_keys[id(node)]
        attributes = Attributes(
            [item for item in node.items if isinstance(item, nodes.Attribute)], self._names
        )
        self._cards.read_all(_entries(node.items), "step", key)
        written = self._by_step.get(key, [])
        self.steps[key] = Step(
            span=_first_line(node),
            key=key,
            number=len(self.steps) + 1,
            label=_label(node),
            phase=phase,
            actions=tuple(written.key for written in written if not written.is_thing),
            things=tuple(written.key for written in written if written.is_thing),
            timing=attributes.timing() or Timing(),
            owner=attributes.owner(),
        )

    def _phases(self, tree: nodes.File) -> None:
        for node, key in _phase_keys(tree):
            attributes = Attributes(
                [item for item in node.items if isinstance(item, nodes.Attribute)], self._names
            )
            self._cards.read_all(_entries(node.items), "phase", key)
            self.phases[key] = Phase(
                span=_first_line(node),
                key=key,
                label=_label(node),
                steps=tuple(step.key for step in self.steps.values() if step.phase == key),
                timing=attributes.timing() or Timing(),
                owner=attributes.owner(),
            )


def _phase_keys(tree: nodes.File) -> Iterator[tuple[nodes.Phase, str]]:
    taken: set[str] = set()
    number = 0
    for item in tree.items:
        if isinstance(item, nodes.Phase):
            number += 1
            key = item.name.text if item.name and item.name.text not in taken else f"phase-{number}"
            taken.add(key)
            yield item, key


def _steps(tree: nodes.File) -> Iterator[tuple[nodes.Step, str | None]]:
    """All steps with the keys of their phases, in the order of the text."""
    keys = {id(node): key for node, key in _phase_keys(tree)}
    for item in tree.items:
        if isinstance(item, nodes.Step):
            yield item, None
        elif isinstance(item, nodes.Phase):
            for inner in item.items:
                if isinstance(inner, nodes.Step):
                    yield inner, keys[id(item)]


def _label(node: nodes.Step | nodes.Phase) -> str:
    if node.label:
        return node.label.value
    return node.name.text if node.name else ""


def _attributes(node: nodes.Action) -> list[nodes.Attribute]:
    return [item for item in node.body or () if isinstance(item, nodes.Attribute)]


def _entries(items: Any) -> list[nodes.Entry]:
    return [item for item in items or () if isinstance(item, nodes.Entry)]


def _first_line(node: nodes.Step | nodes.Phase) -> Span:
    last = node.label or node.name
    end = last.span.end if last else node.span.start + len(node.span.text.split("{")[0].rstrip())
    return Span(node.span.source, node.span.start, end)
