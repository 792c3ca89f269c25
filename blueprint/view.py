"""Which part of a blueprint is drawn, and how it is broken into rows.

Comes in: what the user asked for. Goes out: a value that the layout takes, and a Blueprint that holds the part alone. Deliberately
absent: looks (`blueprint.style`) and places (`blueprint.layout`).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from .diagnostics import Diagnostic, there_are
from .lane_kinds import LANE_KINDS
from .lean_dataclasses import dataclass
from .model import CARDS, Blueprint, Card, Fail, Lane, Line, Point, Timing
from .source import Span
from .words import Direction, PhraseError, phrase

#: The rows under the lanes, and what else can be left out.
Row = Literal["title", "phases", "emotion", "time", "metrics", "legend"]
ROWS: tuple[Row, ...] = ("title", "phases", "emotion", "time", "metrics", "legend")


#: What a picture shows when it is asked for: on each arrow how often it is taken in 100 cases.
Extra = Literal["flow"]
EXTRAS: tuple[Extra, ...] = ("flow",)


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A part of a picture; the whole one by default.

    `fold` is the width in px beyond which the picture is broken at steps into parts that stand under each other. `only` names a
    phase or a step, `lanes` the lanes to draw (keys; all of them if empty; `USED_LANES` among them stands for those with something in
    them), `customer` shows what customers may know
    (`blueprint.audience`) of what lies above the line of visibility, `without` names rows, `show` what is shown besides. `role` (its key or
    label) is the one whose chapter of a manual is written; pictures show all roles. `direction` is where pictures and pages begin; None:
    as the settings say, else as the language is written.
    """

    fold: float | None = None
    only: str | None = None
    lanes: tuple[str, ...] = ()
    customer: bool = False
    without: frozenset[Row] = frozenset()
    show: frozenset[Extra] = frozenset()
    role: str | None = None
    direction: Direction | None = None

    @property
    def is_cut(self) -> bool:
        """Whether steps or lanes with something in them may be left out."""
        return self.only is not None or bool(set(self.lanes) - {USED_LANES})


WHOLE = View()
#: Instead of lanes' names: all lanes but the empty ones.
USED_LANES = "used"

#: The fields of a Blueprint of which a part has fewer elements than the whole.
_SHOWN = (
    "lanes", "phases", "steps", "actions", "things", "fails", "pains", "ideas", "questions", "remarks", "pilots",
)  # fmt: skip
#: The length of a text that a message quotes at least.
_QUOTED = 40


class NoSuchPart(PhraseError):  # noqa: N818 - it is said to the user as it stands
    """A view names something that the blueprint does not have; the message says what there is."""


def narrow(blueprint: Blueprint, view: View) -> Blueprint:
    """The part of a blueprint that a view shows; numbers of steps and points stay those of the whole.

    Raises NoSuchPart for a name that the blueprint does not have, and for a customer's view without a line of visibility.
    """
    if not (view.only or view.lanes or view.customer):
        return blueprint
    steps = _steps(blueprint, view.only)
    bands = _bands(blueprint, view, steps)
    lanes = {band.key for band in bands if isinstance(band, Lane)}
    actions = {
        k: action for k, action in blueprint.actions.items() if action.step in steps and action.lane in lanes
    }
    things = {
        k: thing for k, thing in blueprint.things.items() if thing.step in steps and thing.lane in lanes
    }
    phases = {
        key: replace(phase, steps=kept)
        for key, phase in blueprint.phases.items()
        if (kept := tuple(step for step in phase.steps if step in steps))
    }
    fails, others = _cards(blueprint, {None, *actions, *steps, *phases})
    part = replace(
        blueprint,
        **others,
        fails={
            key: replace(
                fail,
                recoveries=tuple(
                    recovery if recovery.to in actions else replace(recovery, to=None)
                    for recovery in fail.recoveries
                ),
            )
            for key, fail in fails.items()
        },
        bands=bands,
        # The time of the whole is for all steps and lanes; the customer's view keeps it.
        timing=Timing() if view.is_cut else blueprint.timing,
        phases=phases,
        steps={
            key: replace(
                step,
                actions=tuple(action for action in step.actions if action in actions),
                things=tuple(thing for thing in step.things if thing in things),
            )
            for key, step in blueprint.steps.items()
            if key in steps
        },
        actions={
            key: action if action.due is None or action.due.action in actions else replace(action, due=None)
            for key, action in actions.items()
        },
        things={
            key: thing if thing.at in actions else replace(thing, at=None) for key, thing in things.items()
        },
        feedback={
            key: loop if loop.after in actions else replace(loop, after=None)
            for key, loop in blueprint.feedback.items()
            if not view.customer or loop.after is None or loop.after in actions
        },
        pilots={
            key: replace(pilot, steps=kept_steps)
            for key, pilot in blueprint.pilots.items()
            if (kept_steps := tuple(step for step in pilot.steps if step in steps)) or not pilot.steps
        },
        flows=tuple(flow for flow in blueprint.flows if flow.source in actions and flow.target in actions),
        points=tuple(
            point
            for point in blueprint.points
            if (point.card in fails if point.card else point.action in actions)
        ),
    )
    return _for_customers(part) if view.customer else part


def _for_customers(part: Blueprint) -> Blueprint:
    """What customers see of a part and may know.

    Left out are steps in which they see nothing, arrows of recoveries, and unused channels; `narrow` has left out feedback loops
    that begin behind the line of visibility.
    """
    # Imported on use: most pictures are for those who work on the service.
    from .audience import part_for_customers

    told = part_for_customers(part)
    busy = {action.step for action in told.actions.values()} | {thing.step for thing in told.things.values()}
    phases = {
        key: replace(phase, steps=kept)
        for key, phase in told.phases.items()
        if (kept := tuple(step for step in phase.steps if step in busy))
    }
    channels = {key for action in told.actions.values() for key in action.via}
    channels |= {key for loop in told.feedback.values() for key in loop.via}
    return replace(
        told,
        phases=phases,
        steps={key: step for key, step in told.steps.items() if key in busy},
        flows=tuple(new for new, old in zip(told.flows, part.flows, strict=True) if not old.is_recovery),
        channels={key: channel for key, channel in told.channels.items() if key in channels},
        points=tuple(point for point in told.points if _is_known(told, point)),
    )


def _is_known(told: Blueprint, point: Point) -> bool:
    """Whether customers may know what a lettered point marks."""
    action = told.actions.get(point.action or "")
    if action is None or point.kind == "fail":
        return False
    return {"wait": action.wait is not None, "decision": action.is_decision, "moment": action.is_moment}[
        point.kind
    ]


def findings_in(
    part: Blueprint, whole: Blueprint, findings: tuple[Diagnostic, ...], view: View = WHOLE
) -> tuple[Diagnostic, ...]:
    """The findings without those about what the part does not show of the whole, and those that quote it.

    `view` is the view of the part; the customer's view has no findings.
    """
    if view.customer:
        return ()
    if part is whole:
        return findings
    hidden = [element for ref, element in whole.elements(*_SHOWN) if part.get(ref) is None]
    spans = [element.span for element in hidden]
    quotes = _quotes(element.called for element in hidden)
    return tuple(
        finding
        for finding in findings
        if not any(_lies_in(finding.span, span) for span in spans)
        and not any(quote in text for text in (finding.message, finding.hint or "") for quote in quotes)
    )


def _quotes(texts: Iterable[str]) -> set[str]:
    """The beginnings of some texts as messages quote them; long ones are shortened there."""
    return {f'"{" ".join(text.split())[:_QUOTED]}' for text in texts if text.strip()}


def _lies_in(inner: Span, outer: Span) -> bool:
    return inner.source is outer.source and outer.start <= inner.start and inner.end <= outer.end


def _cards(blueprint: Blueprint, places: set[str | None]) -> tuple[dict[str, Fail], dict[str, Any]]:
    """The cards that stand somewhere in a part or at the top of the file: fail points, and the others by their field."""
    here: dict[str, dict[str, Any]] = {kind: {} for kind in CARDS}
    for ref, card in blueprint.elements(*CARDS):
        if isinstance(card, Card) and card.at in places:
            here[ref.kind][ref.key] = card
    return here.pop("fails"), here


def _steps(blueprint: Blueprint, only: str | None) -> set[str]:
    if only is None:
        return set(blueprint.steps)
    if only in blueprint.phases:
        return set(blueprint.phases[only].steps)
    if only in blueprint.steps:
        return {only}
    known = [*blueprint.phases, *blueprint.steps]
    raise NoSuchPart(phrase("message.part.step", name=only, hint=there_are(known)))


def _bands(blueprint: Blueprint, view: View, steps: set[str]) -> tuple[Lane | Line, ...]:
    bands = blueprint.bands
    if view.customer:
        bands = tuple(band for band in bands[: _line_of_visibility(blueprint)] if _is_public(band))
    if view.lanes:
        wanted = _lanes(blueprint, view, steps)
        for name in view.lanes:
            if name not in blueprint.lanes and name != USED_LANES:
                raise NoSuchPart(phrase("message.part.lane", name=name, hint=there_are(blueprint.lanes)))
        bands = tuple(band for band in bands if isinstance(band, Line) or band.key in wanted)
    return _without_idle_lines(bands)


def _lanes(blueprint: Blueprint, view: View, steps: set[str]) -> set[str]:
    """The lanes that a view names; a lane whose own name is `used` is meant by it."""
    wanted = set(view.lanes)
    if USED_LANES in wanted and USED_LANES not in blueprint.lanes:
        wanted |= {action.lane for action in blueprint.actions.values() if action.step in steps}
        wanted |= {thing.lane for thing in blueprint.things.values() if thing.step in steps}
        wanted.remove(USED_LANES)
    return wanted


def _line_of_visibility(blueprint: Blueprint) -> int:
    for index, band in enumerate(blueprint.bands):
        if isinstance(band, Line) and band.kind == "visibility":
            return index
    raise NoSuchPart(phrase("message.part.visibility"))


def _is_public(band: Lane | Line) -> bool:
    """Whether customers may see a lane or a line; lines of the author's own are for those who plan."""
    return LANE_KINDS[band.kind].is_public if isinstance(band, Lane) else band.kind is not None


def _without_idle_lines(bands: tuple[Lane | Line, ...]) -> tuple[Lane | Line, ...]:
    """Lines that still have a lane above and below; several next to each other all stay, since each has its own meaning."""
    lanes = [index for index, band in enumerate(bands) if isinstance(band, Lane)]
    if not lanes:
        return ()
    return bands[lanes[0] : lanes[-1] + 1]
