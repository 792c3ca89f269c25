"""Stubs: where arrows lead that cross the edge of a part (`--only`), and where they come from.

Comes in: the part and the whole. Goes out: for every action outside that an arrow leads to or comes from, a card of its own that names
its step; the arrows end there. Stubs stand in the lane of their action, or in that of the arrow's other end where that lane is not drawn;
those of earlier steps stand in a column before the part, the others behind it. They have the keys of their actions, so forks, joins and
numbers of arrows are those of the whole. Deliberately absent: arrows to lanes that the view does not show, and the texts of actions
outside, since who gets a part need not know the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ..lean_dataclasses import dataclass
from ..model import Action, Blueprint, Flow, Thing
from ..view import USED_LANES, View, narrow
from ..words import word

#: The width of their column.
STUB_WIDTH = 128.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Stub(Thing):
    """An action outside of the part; `text` names its step, and nothing tells what it says."""

    is_before: bool


def with_stubs(part: Blueprint, whole: Blueprint, view: View) -> Blueprint:
    """The part with the arrows that cross its edge, and a stub (among the things) for the other end of each."""
    if view.only is None or not part.steps:
        return part
    # All that the view would show of the whole.
    lanes = () if USED_LANES in view.lanes else view.lanes
    shown = narrow(whole, replace(view, only=None, lanes=lanes))
    crossing = [
        flow for flow in shown.flows if (flow.source in part.actions) != (flow.target in part.actions)
    ]
    stubs: dict[str, Thing] = {}
    for inner, outer in _ends(crossing, part, shown):
        stubs.setdefault(outer.key, _stub(inner, outer, part, shown))
    if not stubs:
        return part
    order = {id(flow): number for number, flow in enumerate(shown.flows)}
    flows = sorted((*part.flows, *crossing), key=lambda flow: order.get(id(flow), -1))
    return replace(part, things={**part.things, **stubs}, flows=tuple(flows))


def stubs_of(part: Blueprint) -> tuple[list[str], list[str]]:
    """The keys of the stubs before and behind a part."""
    stubs = [thing for thing in part.things.values() if isinstance(thing, Stub)]
    return [stub.key for stub in stubs if stub.is_before], [stub.key for stub in stubs if not stub.is_before]


def _ends(flows: list[Flow], part: Blueprint, shown: Blueprint) -> Iterator[tuple[Action, Action]]:
    """The end of each arrow in the part and the other one."""
    for flow in flows:
        ends = shown.actions[flow.source], shown.actions[flow.target]
        inner, outer = ends if flow.source in part.actions else ends[::-1]
        yield inner, outer


def _stub(inner: Action, outer: Action, part: Blueprint, shown: Blueprint) -> Stub:
    language = part.words_language or "en"
    step, first = shown.steps[outer.step], next(iter(part.steps.values()))
    name = (
        f"{step.number} {step.label}"
        if step.label
        else word("picture.step.number", language, number=step.number)
    )
    return Stub(
        span=outer.span,
        key=outer.key,
        name=None,
        step=outer.step,
        lane=outer.lane if outer.lane in part.lanes else inner.lane,
        text=name,
        personas=outer.personas,
        is_before=step.number < first.number,
    )
