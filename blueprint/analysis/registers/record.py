"""A row of a register before anybody shows it: the thing that it is about, where that stands, and the name that it keeps.

Comes in: things of a Blueprint. Goes out: Records. The name is that of the place and of the thing. What has no name in the text is known by
a digest of its words, not by a number: a number would change when something is written above it. Deliberately absent: columns and cells
(`register`).
"""

from __future__ import annotations

import hashlib
from typing import Generic, TypeVar

from ...lean_dataclasses import dataclass
from ...model import Action, Blueprint, Card, Declaration, Ref
from ...source import Span

T = TypeVar("T")
SomeCard = TypeVar("SomeCard", bound=Card)
SomeDeclaration = TypeVar("SomeDeclaration", bound=Declaration)


@dataclass(frozen=True, slots=True)
class Record(Generic[T]):
    """A row: its stable name within the blueprint, the thing, and where that is written.

    `ref` is the element that it is about, where it is one by itself; `action` the key of the action that it stands at or is about.
    """

    about: str
    thing: T
    span: Span
    ref: Ref | None = None
    action: str | None = None
    step: str | None = None
    phase: str | None = None


def lasting(key: str, text: str) -> str:
    """A key as part of an id. What the resolver numbered (`check_in.customer-1`) is known by its words instead."""
    place, dot, last = key.rpartition(".")
    sort, hyphen, _ = last.rpartition("-")
    if not hyphen:
        return key
    return f"{place}{dot}{sort}-{hashlib.sha256(text.encode()).hexdigest()[:8]}"


def about_action(action: Action) -> str:
    """The name of an action in ids."""
    return lasting(action.key, action.text)


def of_action(action: Action, aspect: str = "") -> Record[Action]:
    """The row of an action, or of an aspect of it that has a register with others."""
    about = f"{about_action(action)}{aspect}"
    return Record(about, action, action.span, Ref("actions", action.key), action.key, action.step)


def of_card(blueprint: Blueprint, kind: str, card: SomeCard) -> Record[SomeCard]:
    """The row of a card, which is named by its place as well: `check_in.greet.no_booking`."""
    own, ref = lasting(card.key, card.text).rpartition(".")[2], Ref(kind, card.key)
    if card.place == "action" and card.at in blueprint.actions:
        action = blueprint.actions[card.at]
        return Record(f"{about_action(action)}.{own}", card, card.span, ref, action.key, action.step)
    at = lasting(card.at, _label(blueprint, card.at)) if card.at else None
    return Record(
        f"{at}.{own}" if at else own,
        card,
        card.span,
        ref,
        step=card.at if card.place == "step" else None,
        phase=card.at if card.place == "phase" else None,
    )


def _label(blueprint: Blueprint, key: str) -> str:
    found = blueprint.steps.get(key) or blueprint.phases.get(key)
    return found.label if found else key


def of_declaration(kind: str, thing: SomeDeclaration) -> Record[SomeDeclaration]:
    """The row of a declared thing."""
    return Record(thing.key, thing, thing.span, Ref(kind, thing.key))
