"""What customers may read of a blueprint: another Blueprint, made of that alone.

Comes in: the facts of a Blueprint. Goes out: one that holds what the allow-list (`blueprint.audience`) tells to readers of a guide, so
that a guide, its picture and its page source can tell no more, whatever becomes of the model. Kept are the customers' lanes, the frontstage
and the evidence above the line of visibility, the promises made there, and feedback. Keys are made anew, since names are chosen by those
inside. Deliberately absent: who works for the service and with what, what lies below the line, cards of any kind, aims, ratings, feelings,
shares, scripts.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from typing import NamedTuple

from blueprint.analysis.facts import Facts
from blueprint.analysis.motion.results import headline
from blueprint.audience import part_for
from blueprint.lane_kinds import LANE_KINDS
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
)
from blueprint.properties import Audience
from blueprint.view import View, narrow

#: An answer that more than so many per cent give is that of most.
_HALF = 50


class Public(NamedTuple):
    """What is told, and the keys of what happens to some customers alone, or is there for them."""

    blueprint: Blueprint
    rare: frozenset[str]


def public(facts: Facts) -> Public:
    """What customers may read. Raises NoSuchPart for a blueprint without a line of visibility."""
    return _Copier(facts).copy()


class _Copier:
    def __init__(self, facts: Facts) -> None:
        self._facts = facts
        self._whole = whole = facts.blueprint
        self._seen = narrow(whole, View(customer=True))
        #: Of everything that is seen, what the list has; nothing else is copied.
        self._told = part_for(self._seen, Audience.GUIDE)
        self._bands = [band for band in self._told.bands if _is_shown(band)]
        lanes = [band.key for band in self._bands if isinstance(band, Lane)]
        self._lanes = {key: f"lane{number}" for number, key in enumerate(lanes, 1)}
        actions = [action for action in self._told.actions.values() if action.lane in self._lanes]
        things = [thing for thing in self._told.things.values() if thing.lane in self._lanes]
        busy = {*(action.step for action in actions), *(thing.step for thing in things)}
        steps = [key for key in self._told.steps if key in busy]
        self._steps = {key: f"step{number}" for number, key in enumerate(steps, 1)}
        self._phases = {key: f"phase{number}" for number, key in enumerate(self._told.phases, 1)}
        self._actions = {
            action.key: self._place(action, "do", number) for number, action in enumerate(actions, 1)
        }
        self._things = {
            thing.key: self._place(thing, "see", number) for number, thing in enumerate(things, 1)
        }
        # Loops that begin where customers see it, or say nothing of where.
        loops = whole.feedback.items()
        begun = [key for key, loop in loops if loop.after is None or loop.after in self._actions]
        self._loops = [self._told.feedback[key] for key in begun]
        met = (*(action.via for action in actions), *(loop.via for loop in self._loops))
        channels = dict.fromkeys(channel for every in met for channel in every)
        self._channels = {key: f"channel{number}" for number, key in enumerate(channels, 1)}

    def _place(self, action: Action | Thing, word: str, number: int) -> str:
        return f"{self._steps[action.step]}.{word}{number}"

    def copy(self) -> Public:
        told = self._told
        blueprint = replace(
            told,
            name="guide",
            bands=tuple(self._lines_between_lanes()),
            phases={self._phases[key]: self._phase(told.phases[key]) for key in self._shown_phases()},
            steps={new: self._step(told.steps[key]) for key, new in self._steps.items()},
            actions={new: self._action(told.actions[key]) for key, new in self._actions.items()},
            things={new: self._thing(told.things[key]) for key, new in self._things.items()},
            flows=tuple(self._flows()),
            channels={new: self._channel(told.channels[key]) for key, new in self._channels.items()},
            feedback=dict(self._feedback()),
        )
        usual = _usual(self._facts)
        rare = [new for key, new in self._actions.items() if key not in usual or _is_chosen(self._whole, key)]
        rare += [new for key, new in self._things.items() if self._whole.things[key].personas]
        return Public(blueprint, frozenset(rare))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lines_between_lanes(self) -> Iterator[Lane | Line]:
        lanes = [number for number, band in enumerate(self._bands) if isinstance(band, Lane)]
        for band in self._bands[lanes[0] : lanes[-1] + 1] if lanes else ():
            yield replace(band, key=self._lanes[band.key]) if isinstance(band, Lane) else band

    def _shown_phases(self) -> list[str]:
        return [
            key for key in self._phases if any(step in self._steps for step in self._told.phases[key].steps)
        ]

    def _phase(self, phase: Phase) -> Phase:
        steps = tuple(self._steps[step] for step in phase.steps if step in self._steps)
        return replace(phase, key=self._phases[phase.key], steps=steps)

    def _step(self, step: Step) -> Step:
        """Steps are counted anew: gaps would show that something is kept from the reader."""
        return replace(
            step,
            key=self._steps[step.key],
            number=list(self._steps).index(step.key) + 1,
            phase=self._phases[step.phase] if step.phase else None,
            actions=tuple(self._actions[key] for key in step.actions if key in self._actions),
            things=tuple(self._things[key] for key in step.things if key in self._things),
        )

    # ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _action(self, action: Action) -> Action:
        due = action.due if action.due and action.due.action in self._actions else None
        return replace(
            action,
            key=self._actions[action.key],
            step=self._steps[action.step],
            lane=self._lanes[action.lane],
            # How the service rates an end is said inside.
            end="plain" if action.end else None,
            via=tuple(self._channels[via] for via in action.via),
            # That one waits, and nobody knows how long, is no promise.
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

    def _flows(self) -> Iterator[Flow]:
        for seen, told in zip(self._seen.flows, self._told.flows, strict=True):
            if seen.source in self._actions and seen.target in self._actions and not seen.is_recovery:
                yield self._flow(told)

    def _flow(self, flow: Flow) -> Flow:
        # What one may answer, one may answer: no answer of a decision is a failure to who gives it.
        is_answer = flow.kind == "failure" and self._whole.actions[flow.source].is_decision
        return replace(
            flow,
            source=self._actions[flow.source],
            target=self._actions[flow.target],
            kind="then" if is_answer else flow.kind,
        )

    # ── declarations ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _channel(self, channel: Channel) -> Channel:
        return replace(channel, key=self._channels[channel.key])

    def _feedback(self) -> Iterator[tuple[str, Feedback]]:
        for number, other in enumerate(self._loops, 1):
            key = f"loop{number}"
            loop = replace(
                other,
                key=key,
                via=tuple(self._channels[via] for via in other.via),
                after=self._actions[other.after] if other.after else None,
                # How it is asked is an instruction; that it is asked, and when, is a promise.
                verify=replace(other.verify, text=None) if other.verify else None,
            )
            yield key, loop


def _usual(facts: Facts) -> Collection[str]:
    """What customers do and meet who go the usual way; where most are lost, the likeliest way to what the service is there for."""
    motion = headline(facts)
    if not motion.runs:
        return facts.blueprint.actions
    reached = (way for way in motion.ways if way.outcome.kind not in ("lost", "refused"))
    return frozenset(next(reached, motion.usual).done)


def _is_shown(band: Lane | Line) -> bool:
    """Lines of the author's own are for those who plan."""
    return LANE_KINDS[band.kind].is_public if isinstance(band, Lane) else band.kind is not None


def _is_chosen(whole: Blueprint, action: str) -> bool:
    """Whether it happens to some customers by name, or on answers alone that are not known to be those of most."""
    flows = [flow for flow in whole.incoming(action) if flow.leads]
    chosen = (whole.actions[flow.source].is_decision and (flow.share or 0) <= _HALF for flow in flows)
    return bool(whole.actions[action].personas) or (bool(flows) and all(chosen))
