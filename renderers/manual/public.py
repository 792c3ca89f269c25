"""What customers may read of a blueprint: another Blueprint, made of that alone.

Comes in: a Blueprint. Goes out: one whose every field was copied because customers may know it, so that a guide, its picture and
its page source can tell no more, whatever becomes of the model. Kept are the customers' lanes, the frontstage and the evidence above the
line of visibility, the promises made there, and feedback. Keys are made anew, since names are chosen by those inside. Deliberately
absent: who works for the service and with what, what lies below the line, cards of any kind, aims, ratings, feelings, shares, scripts.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import NamedTuple

from blueprint.analysis.facts import gather
from blueprint.analysis.motion.critical import usual_course
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
    Standard,
    Step,
    Thing,
    Timing,
)
from blueprint.view import View, narrow

#: An answer that more than so many per cent give is that of most.
_HALF = 50


class Public(NamedTuple):
    """What is told, and the keys of those of its actions that happen to some customers alone."""

    blueprint: Blueprint
    rare: frozenset[str]


def public(whole: Blueprint) -> Public:
    """What customers may read. Raises NoSuchPart for a blueprint without a line of visibility."""
    return _Copier(whole).copy()


class _Copier:
    def __init__(self, whole: Blueprint) -> None:
        self._whole = whole
        seen = narrow(whole, View(customer=True))
        self._bands = [band for band in seen.bands if _is_shown(band)]
        lanes = [band.key for band in self._bands if isinstance(band, Lane)]
        self._lanes = {key: f"lane{number}" for number, key in enumerate(lanes, 1)}
        actions = [one for one in seen.actions.values() if one.lane in self._lanes]
        things = [one for one in seen.things.values() if one.lane in self._lanes]
        busy = {*(one.step for one in actions), *(one.step for one in things)}
        steps = [key for key in seen.steps if key in busy]
        self._steps = {key: f"step{number}" for number, key in enumerate(steps, 1)}
        self._phases = {key: f"phase{number}" for number, key in enumerate(seen.phases, 1)}
        self._actions = {one.key: self._place(one, "do", number) for number, one in enumerate(actions, 1)}
        self._things = {one.key: self._place(one, "see", number) for number, one in enumerate(things, 1)}
        # Loops that begin where customers see it, or say nothing of where.
        loops = whole.feedback.values()
        self._loops = [one for one in loops if one.after is None or one.after in self._actions]
        met = (*(one.via for one in actions), *(one.via for one in self._loops))
        channels = dict.fromkeys(channel for every in met for channel in every)
        self._channels = {key: f"channel{number}" for number, key in enumerate(channels, 1)}

    def _place(self, one: Action | Thing, word: str, number: int) -> str:
        return f"{self._steps[one.step]}.{word}{number}"

    def copy(self) -> Public:
        whole = self._whole
        blueprint = Blueprint(
            span=whole.span,
            name="guide",
            title=whole.title,
            language=whole.language,
            timing=Timing(span=whole.timing.span),
            bands=tuple(self._lines_between_lanes()),
            phases={self._phases[key]: self._phase(whole.phases[key]) for key in self._shown_phases()},
            steps={new: self._step(whole.steps[key]) for key, new in self._steps.items()},
            actions={new: self._action(whole.actions[key]) for key, new in self._actions.items()},
            things={new: self._thing(whole.things[key]) for key, new in self._things.items()},
            flows=tuple(self._flow(one) for one in whole.flows if self._is_seen(one)),
            channels={new: self._channel(whole.channels[key]) for key, new in self._channels.items()},
            feedback=dict(self._feedback()),
        )
        usual = usual_course(gather(whole)).place
        rare = (new for key, new in self._actions.items() if key not in usual or _is_chosen(whole, key))
        return Public(blueprint, frozenset(rare))

    # ── the frame ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _lines_between_lanes(self) -> Iterator[Lane | Line]:
        lanes = [number for number, band in enumerate(self._bands) if isinstance(band, Lane)]
        for band in self._bands[lanes[0] : lanes[-1] + 1] if lanes else ():
            if isinstance(band, Lane):
                yield Lane(span=band.span, key=self._lanes[band.key], kind=band.kind, label=band.label)
            else:
                yield Line(span=band.span, kind=band.kind, label=band.label, labelled=band.labelled)

    def _shown_phases(self) -> list[str]:
        return [
            key for key in self._phases if any(one in self._steps for one in self._whole.phases[key].steps)
        ]

    def _phase(self, one: Phase) -> Phase:
        steps = tuple(self._steps[step] for step in one.steps if step in self._steps)
        return Phase(span=one.span, key=self._phases[one.key], label=one.label, steps=steps)

    def _step(self, one: Step) -> Step:
        """Steps are counted anew: gaps would show that something is kept from the reader."""
        return Step(
            span=one.span,
            key=self._steps[one.key],
            number=list(self._steps).index(one.key) + 1,
            label=one.label,
            phase=self._phases[one.phase] if one.phase else None,
            actions=tuple(self._actions[key] for key in one.actions if key in self._actions),
            things=tuple(self._things[key] for key in one.things if key in self._things),
            timing=Timing(span=one.timing.span),
        )

    # ── what happens ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _action(self, one: Action) -> Action:
        """How long work takes is the affair of those who do it; how long customers wait or are busy, is not."""
        own = self._whole.lanes[one.lane].zone == "customer"
        due = one.due if one.due and one.due.action in self._actions else None
        said = one.standard
        return Action(
            span=one.span,
            key=self._actions[one.key],
            name=None,
            step=self._steps[one.step],
            lane=self._lanes[one.lane],
            text=one.text,
            is_decision=one.is_decision,
            is_event=one.is_event,
            is_start=one.is_start,
            # How the service rates an end is said inside.
            end="plain" if one.end else None,
            via=tuple(self._channels[via] for via in one.via),
            inputs=one.inputs if own else (),
            timing=Timing(span=one.timing.span) if own else Timing(),
            wait=Timing(span=one.wait.span) if own and one.wait and one.wait.span else None,
            due=replace(due, action=self._actions[due.action]) if due else None,
            standard=Standard(span=said.span, text=said.text, within=said.within) if said else None,
        )

    def _thing(self, one: Thing) -> Thing:
        return Thing(
            span=one.span,
            key=self._things[one.key],
            name=None,
            step=self._steps[one.step],
            lane=self._lanes[one.lane],
            text=one.text,
            at=self._actions.get(one.at or ""),
        )

    def _is_seen(self, one: Flow) -> bool:
        return one.source in self._actions and one.target in self._actions and not one.is_recovery

    def _flow(self, one: Flow) -> Flow:
        # What one may answer, one may answer: no answer of a decision is a failure to who gives it.
        is_answer = one.kind == "failure" and self._whole.actions[one.source].is_decision
        return Flow(
            span=one.span,
            source=self._actions[one.source],
            target=self._actions[one.target],
            kind="then" if is_answer else one.kind,
            label=one.label,
            is_journey=one.is_journey,
        )

    # ── declarations ─────────────────────────────────────────────────────────────────────────────────────────────────────

    def _channel(self, one: Channel) -> Channel:
        return Channel(span=one.span, key=self._channels[one.key], label=one.label)

    def _feedback(self) -> Iterator[tuple[str, Feedback]]:
        """Loops that begin where customers see it, or say nothing of where."""
        seen = (
            one for one in self._whole.feedback.values() if one.after is None or one.after in self._actions
        )
        for number, one in enumerate(seen, 1):
            key = f"loop{number}"
            yield (
                key,
                Feedback(
                    span=one.span,
                    key=key,
                    label=one.label,
                    via=tuple(self._channels[via] for via in one.via),
                    after=self._actions[one.after] if one.after else None,
                    respond=one.respond,
                    resolve=one.resolve,
                    inform=one.inform,
                    # How it is asked is an instruction; that it is asked, and when, is a promise.
                    verify=replace(one.verify, text=None) if one.verify else None,
                ),
            )


def _is_shown(band: Lane | Line) -> bool:
    """Lines of the author's own are for those who plan."""
    return LANE_KINDS[band.kind].is_public if isinstance(band, Lane) else band.kind is not None


def _is_chosen(whole: Blueprint, action: str) -> bool:
    """Whether it happens to some customers by name, or on answers alone that are not known to be those of most."""
    flows = [flow for flow in whole.incoming(action) if flow.leads]
    chosen = (whole.actions[one.source].is_decision and (one.share or 0) <= _HALF for one in flows)
    return bool(whole.actions[action].personas) or (bool(flows) and all(chosen))
