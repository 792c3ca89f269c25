"""What the guide for customers is made of: what customers may know of a blueprint, with keys of its own.

Comes in: the facts of a Blueprint. Goes out: the customer's view of it (`blueprint.audience` has the list), with keys made anew, since
names are chosen by those inside, and without failures, lost customers, lettered points and feelings, which no guide needs. Also, which
actions happen to some customers alone: that is worked out of the whole. Deliberately absent: what the guide says (`customer`).
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from blueprint.analysis.facts import Facts
from blueprint.analysis.motion.results import headline
from blueprint.audience import is_told
from blueprint.model import (
    Action,
    Blueprint,
    Channel,
    Feedback,
    Flow,
    Lane,
    Line,
    Phase,
    Step,
    Thing,
    Timing,
)
from blueprint.values import TimeSpan
from blueprint.view import View, narrow

from .intended import intended

#: An answer with a higher percentage than this counts as the usual one.
_HALF = 50


class Public(NamedTuple):
    """The blueprint of the guide, and the keys of what happens only to some customers, or is there only for them.

    `others` are the times (`timing`) and waits (`wait`) that some customers have in place of those of everybody, by key, "" of the whole:
    readers are not told which kind of customer they are.
    """

    blueprint: Blueprint
    rare: frozenset[str]
    others: dict[tuple[str, str], tuple[TimeSpan, ...]]


def public(facts: Facts) -> Public:
    """What customers may read. Raises NoSuchPart for a blueprint without a line of visibility."""
    return _Copier(facts).copy()


class _Copier:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._whole = whole = facts.blueprint
        self._told = told = narrow(intended(whole), View(customer=True))
        self._lanes = {key: f"lane{number}" for number, key in enumerate(told.lanes, 1)}
        self._steps = {key: f"step{number}" for number, key in enumerate(told.steps, 1)}
        self._phases = {key: f"phase{number}" for number, key in enumerate(told.phases, 1)}
        self._actions = {
            action.key: self._place(action, "do", number)
            for number, action in enumerate(told.actions.values(), 1)
        }
        self._things = {
            thing.key: self._place(thing, "see", number)
            for number, thing in enumerate(told.things.values(), 1)
        }
        self._channels = {key: f"channel{number}" for number, key in enumerate(told.channels, 1)}

    def _place(self, action: Action | Thing, word: str, number: int) -> str:
        return f"{self._steps[action.step]}.{word}{number}"

    def copy(self) -> Public:
        told = self._told
        blueprint = replace(
            told,
            name="guide",
            bands=tuple(self._band(band) for band in told.bands),
            phases={new: self._phase(told.phases[key]) for key, new in self._phases.items()},
            steps={new: self._step(told.steps[key]) for key, new in self._steps.items()},
            actions={new: self._action(told.actions[key]) for key, new in self._actions.items()},
            things={new: self._thing(told.things[key]) for key, new in self._things.items()},
            flows=tuple(self._flow(flow) for flow in told.flows),
            channels={new: self._channel(told.channels[key]) for key, new in self._channels.items()},
            feedback=dict(self._feedback()),
            points=(),
        )
        usual = _usual(self._facts)
        rare = [new for key, new in self._actions.items() if key not in usual or _is_chosen(self._whole, key)]
        rare += [new for key, new in self._things.items() if self._whole.things[key].personas]
        others = {place: times for place, timing in self._timings() if (times := _of_some(timing))}
        return Public(blueprint, frozenset(rare), others)

    def _timings(self) -> Iterator[tuple[tuple[str, str], Timing | None]]:
        """What the whole says of the times that customers are told, by the keys of the guide."""
        whole = self._whole
        yield ("timing", ""), whole.timing
        for key, new in self._steps.items():
            yield ("timing", new), whole.steps[key].timing
        for key, new in self._actions.items():
            action = whole.actions[key]
            own = whole.lanes[action.lane].zone == "customer"
            for field in ("timing", "wait"):
                if is_told(Action, field, own=own):
                    yield (field, new), getattr(action, field)

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _band(self, band: Lane | Line) -> Lane | Line:
        return replace(band, key=self._lanes[band.key]) if isinstance(band, Lane) else band

    def _phase(self, phase: Phase) -> Phase:
        steps = tuple(self._steps[step] for step in phase.steps)
        return replace(phase, key=self._phases[phase.key], steps=steps)

    def _step(self, step: Step) -> Step:
        """Steps are renumbered: gaps would show that something is left out."""
        return replace(
            step,
            key=self._steps[step.key],
            number=list(self._steps).index(step.key) + 1,
            phase=self._phases[step.phase] if step.phase else None,
            actions=tuple(self._actions[key] for key in step.actions),
            things=tuple(self._things[key] for key in step.things),
        )

    # ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _action(self, action: Action) -> Action:
        due = action.due
        return replace(
            action,
            key=self._actions[action.key],
            step=self._steps[action.step],
            lane=self._lanes[action.lane],
            emotion=None,
            via=tuple(self._channels[via] for via in action.via),
            # A wait of unknown length is left out.
            wait=action.wait if action.wait and action.wait.span else None,
            due=replace(due, action=self._actions[due.action]) if due else None,
        )

    def _thing(self, thing: Thing) -> Thing:
        return replace(
            thing,
            key=self._things[thing.key],
            step=self._steps[thing.step],
            lane=self._lanes[thing.lane],
            at=self._actions.get(thing.at or ""),
        )

    def _flow(self, flow: Flow) -> Flow:
        return replace(flow, source=self._actions[flow.source], target=self._actions[flow.target])

    # ── declarations ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _channel(self, channel: Channel) -> Channel:
        return replace(channel, key=self._channels[channel.key])

    def _feedback(self) -> Iterator[tuple[str, Feedback]]:
        for number, other in enumerate(self._told.feedback.values(), 1):
            key = f"loop{number}"
            loop = replace(
                other,
                key=key,
                via=tuple(self._channels[via] for via in other.via),
                after=self._actions[other.after] if other.after else None,
            )
            yield key, loop


def _of_some(timing: Timing | None) -> tuple[TimeSpan, ...]:
    return tuple(other.time for other in timing.by_persona if other.time) if timing else ()


def _usual(facts: Facts) -> Collection[str]:
    """What customers do and meet who go the usual way; where most are lost, the likeliest way to what the service is there for."""
    motion = headline(facts)
    if not motion.runs:
        return facts.blueprint.actions
    reached = (way for way in motion.ways if way.outcome.kind not in ("lost", "refused"))
    return frozenset(next(reached, motion.usual).done)


def _is_chosen(whole: Blueprint, action: str) -> bool:
    """Whether an action is for some personas, or follows only answers that are not known to be the usual ones."""
    flows = [flow for flow in whole.incoming(action) if flow.leads]
    chosen = (whole.actions[flow.source].is_decision and (flow.share or 0) <= _HALF for flow in flows)
    return bool(whole.actions[action].personas) or (bool(flows) and all(chosen))
