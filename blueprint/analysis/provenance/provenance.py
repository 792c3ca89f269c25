"""Whether each thing is observed, assumed or proposed, and on which sources that rests.

Comes in: a Blueprint or a part of one. Goes out: claims, and the sources that they name. Deliberately absent: words, and questions,
which claim nothing.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...lean_dataclasses import dataclass
from ...model import (
    Action,
    Blueprint,
    Card,
    Declaration,
    Owner,
    Phase,
    Provenance,
    Ref,
    Status,
    Step,
    Thing,
)
from ...source import Span
from ..improvement.plans import places
from ..references import SHARED, used

#: The fields of a Blueprint that hold what can be known, in the order in which they are told.
KINDS = (
    "actions", "things", "fails", "pains", "ideas", "remarks", "personas", "roles", "systems", "channels", "metrics",
    "goals", "risks", "feedback", "pilots",
)  # fmt: skip
#: Of these a blueprint may have from others what it does not need.
_SHARED = SHARED.keys() - {"metrics"}
STATUSES: tuple[Status, ...] = ("observed", "assumed", "proposed")


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    """A thing, and how it is known. `owner` is who answers for it, or for the step or phase that it stands in."""

    ref: Ref
    text: str
    known: Provenance
    owner: Owner | None
    span: Span


def claims(blueprint: Blueprint) -> list[Claim]:
    """All claims of a blueprint, kind by kind. Of roles, systems and the like only those that are used: a part leaves out the others."""
    in_use = used(blueprint)
    return [
        Claim(
            ref=ref,
            text=element.called,
            known=element.known,
            owner=owner_of(blueprint, element),
            span=element.span,
        )
        for ref, element in blueprint.elements(*KINDS)
        if isinstance(element, Action | Thing | Card | Declaration)
        and (ref.kind not in _SHARED or ref.key in in_use[ref.kind])
    ]


def owner_of(blueprint: Blueprint, each: object) -> Owner | None:
    """Who answers for a thing: its own owner, else that of the step or the phase that it stands in."""
    if isinstance(each, Card | Declaration | Step | Phase | Blueprint) and each.owner is not None:
        return each.owner
    near = (owner for owner in _owners_around(blueprint, each) if owner is not None)
    return next(near, None)


def _owners_around(blueprint: Blueprint, each: object) -> Iterator[Owner | None]:
    """The owners of the step and the phase that a thing stands in."""
    if isinstance(each, Card):
        around = dict(places(blueprint, each))
    elif isinstance(each, Action | Thing):
        around = {"step": each.step, "phase": blueprint.steps[each.step].phase or ""}
    else:
        return
    step, phase = blueprint.steps.get(around.get("step", "")), blueprint.phases.get(around.get("phase", ""))
    yield step.owner if step else None
    yield phase.owner if phase else None


def action_of(blueprint: Blueprint, claim: Claim) -> str | None:
    """The action that a claim is about, or stands in."""
    if claim.ref.kind == "actions":
        return claim.ref.key
    element = blueprint.get(claim.ref)
    if isinstance(element, Thing) or (isinstance(element, Card) and element.place == "action"):
        return element.at
    return None


def sources(every: list[Claim]) -> dict[str, list[Claim]]:
    """What rests on each source, the sources in the order in which they are first named."""
    found: dict[str, list[Claim]] = {}
    for claim in every:
        if claim.known.source:
            found.setdefault(claim.known.source, []).append(claim)
    return found
