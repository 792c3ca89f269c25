"""The arrows: those in front of actions, links, recoveries, and the implied journey of the customer."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from ..diagnostics import Label, error
from ..model import Action, Flow, FlowKind
from ..source import Span
from ..syntax import nodes
from ..words import phrase
from .attributes import Attributes
from .cards import CardReader
from .names import Names
from .steps import Written

_KINDS: dict[str, FlowKind] = {"->": "then", "<->": "return", "~>": "message", "!>": "failure"}
#: Percentages of answers may miss 100 by this much, for thirds and the like.
_ROUNDING = 0.5
_UNKNOWN = "?"
_ARROW = re.compile("[-~!][>＞]|－")


class FlowReader:
    """Joins actions by arrows, in the order of the text; the journey's come last."""

    def __init__(
        self, names: Names, actions: dict[str, Action], cards: CardReader, gaps: Iterable[int]
    ) -> None:
        """`gaps` are the places of actions that could not be read."""
        self._gaps = sorted(gaps)
        self._names = names
        self._actions = actions
        self._cards = cards
        self._flows: list[Flow] = []
        #: Actions with an arrow to an unknown target: their answers need not add up.
        self._incomplete: set[str] = set()

    def read(self, tree: nodes.File, written: list[Written]) -> tuple[Flow, ...]:
        """All arrows of a file."""
        self._action_arrows(written)
        for link, step in _links(tree, self._names):
            self._link(link, step)
        self._flows.sort(key=lambda flow: flow.span.start)
        self._recoveries()
        if not any(_ARROW.search(span.text) for span in tree.skipped):
            # What could not be read may have been an answer.
            self._check_shares()
        return (*self._flows, *self._journey(written))

    def _action_arrows(self, written: list[Written]) -> None:
        before: dict[str, str] = {}
        end = 0
        for other in written:
            start = other.node.span.start
            if other.is_thing:
                continue
            if bisect_left(self._gaps, end) < bisect_left(self._gaps, start):
                # The statement before could not be read, so the source of this arrow is unknown.
                before[other.step] = _UNKNOWN
            end = start
            if other.node.arrow is not None:
                source = self._source(other, before.get(other.step))
                when = other.attributes.one("when")
                attributes = Attributes(when.attributes if when else (), self._names)
                span = other.node.arrow.span
                self._add(source, other.key, other.node.arrow.text, attributes, span)
            before[other.step] = other.key

    def _source(self, written: Written, before: str | None) -> str | None:
        if written.node.origin is not None:
            return self._names.source(written.node.origin, written.step)
        if before == _UNKNOWN:
            return None
        if before is None:
            assert written.node.arrow is not None
            text, cure = phrase("BP007.source"), phrase("BP007.source.cure")
            self._names.problems.append(error("BP007", written.node.arrow.span, text, cure))
        return before

    def _link(self, link: nodes.Link, step: str | None) -> None:
        source = self._names.source(link.origin, step)
        label = next(
            (value for each in link.attributes if each.keyword == "label" for value in each.values), None
        )
        if (
            isinstance(label, nodes.Text)
            and len(link.targets) == 1
            and self._names.new_action(link.targets[0], label)
        ):
            if source is not None:
                self._incomplete.add(source)
            return
        attributes = Attributes(link.attributes, self._names)
        keys: dict[nodes.Reference, str | None] = {}
        for target in link.targets:
            if target in keys:
                # A target that is listed twice is reported once.
                self._names.action_again(target, keys[target])
                continue
            key = keys[target] = self._names.action(target, step)
            self._add(source, key, link.arrow.text, attributes, link.origin.span.to(target.span))

    def _add(
        self, source: str | None, target: str | None, arrow: str, attributes: Attributes, span: Span
    ) -> None:
        share, most = attributes.value("share"), attributes.ranged("max", 1, float("inf"), whole=True)
        if isinstance(share, nodes.Percentage) and not 0 <= share.value <= 100:
            said_of, cure = phrase("BP016.share", share=share.span.text), phrase("BP016.share.cure")
            self._names.problems.append(error("BP016", share.span, said_of, cure))
            share = None
        if source not in self._actions or target not in self._actions:
            if source is not None:
                self._incomplete.add(source)
            return
        kind = _KINDS[arrow]
        if (
            share is not None
            and kind != "failure"
            and not (self._actions[source].is_decision and kind == "then")
        ):
            cure = phrase("BP019.share.cure")
            self._names.problems.append(error("BP019", share.span, phrase("BP019.share"), cure))
        self._flows.append(
            Flow(
                span=span,
                source=source,
                target=target,
                kind=kind,
                label=attributes.text("label"),
                share=share.value if isinstance(share, nodes.Percentage) else None,
                max=None if most is None else int(most),
                within=attributes.span("within"),
                carries=attributes.items("carries"),
                personas=attributes.keys("for", "persona"),
            )
        )

    def _recoveries(self) -> None:
        """The arrows of fail points' recoveries, unless the text has the same arrow itself."""
        drawn = {(flow.source, flow.target) for flow in self._flows if flow.kind == "failure"}
        for card, place, at, index, reference in self._cards.recoveries:
            action = at if place == "action" and at in self._actions else None
            step = self._actions[action].step if action else at if place == "step" else None
            target = self._names.action(reference, step)
            if target is None:
                continue
            fail = self._cards.fails[card]
            steps = list(fail.recoveries)
            steps[index] = replace(steps[index], to=target)
            self._cards.replace_fail(card, replace(fail, recoveries=tuple(steps)))
            if action and (action, target) not in drawn:
                drawn.add((action, target))
                self._flows.append(
                    Flow(span=reference.span, source=action, target=target, kind="failure", is_recovery=True)
                )

    def _check_shares(self) -> None:
        answers: dict[str, list[Flow]] = {}
        for flow in self._flows:
            if (
                self._actions[flow.source].is_decision
                and flow.kind in ("then", "failure")
                and not flow.is_recovery
            ):
                answers.setdefault(flow.source, []).append(flow)
        for source, flows in answers.items():
            shares = [flow.share for flow in flows if flow.share is not None]
            if source in self._incomplete or any(flow.personas for flow in flows):
                continue
            if len(shares) == len(flows) and abs(sum(shares) - 100) > _ROUNDING:
                labels = [
                    Label(flow.span, phrase("BP019.sum.label", share=flow.share or 0.0)) for flow in flows
                ]
                text, cure = phrase("BP019.sum", sum=sum(shares)), phrase("BP019.sum.cure")
                self._names.problems.append(error("BP019", self._actions[source].span, text, cure, labels))

    def _journey(self, written: list[Written]) -> list[Flow]:
        """A customer action follows the one written before it in its lane, unless something earlier leads to it."""
        order = {written.key: index for index, written in enumerate(written)}
        led = {
            flow.target
            for flow in self._flows
            if flow.kind != "message" and not flow.is_recovery and order[flow.source] < order[flow.target]
        }
        found: list[Flow] = []
        before: dict[str, Action] = {}
        for other in written:
            if other.is_thing or other.lane.zone != "customer":
                continue
            action, last = self._actions[other.key], before.get(other.lane.key)
            before[other.lane.key] = action
            if last is None or last.is_decision or last.end or action.is_start or action.key in led:
                continue
            found.append(
                Flow(span=action.span, source=last.key, target=action.key, kind="then", is_journey=True)
            )
        return found


def _links(tree: nodes.File, names: Names) -> Iterator[tuple[nodes.Link, str | None]]:
    """All links, with their step."""

    def inside(items: Any, step: str | None) -> Iterator[tuple[nodes.Link, str | None]]:
        for item in items:
            if isinstance(item, nodes.Link):
                yield item, step
            elif isinstance(item, nodes.Phase):
                yield from inside(item.items, None)
            elif isinstance(item, nodes.Step):
                yield from inside(item.items, names.step_keys[id(item)])

    return inside(tree.items, None)
