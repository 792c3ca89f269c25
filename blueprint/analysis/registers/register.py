"""What registers are made of: columns, rows, and cells that know what they are; the ids of rows.

Comes in: a Blueprint and entries of one kind. Goes out: a Register. The id of a row is the name of the blueprint, the place, and the
name of what the row is about. What has no name in the text is known by a digest of its words, not by a number: a number would change
when something is written above it. Deliberately absent: what stands in which register (`registers`), and file formats.
"""

from __future__ import annotations

import datetime
import hashlib
import math
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from ...model import CARDS, Action, Blueprint, Card, Owner
from ...source import Span
from ...values import Duration, TimeSpan
from ...words import Keyword, Phrase
from ..facts import Facts

Kind = Literal["text", "list", "number", "date", "duration", "flag"]
#: What may stand in a cell; None is an empty one. A Keyword is a word of the language, said in the reader's.
Cell = str | int | float | bool | datetime.date | Duration | Keyword | tuple[str, ...] | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: the key of its title in the catalogues, `column.NAME`, and the kind of its cells."""

    key: str
    kind: Kind = "text"

    @property
    def name(self) -> str:
        """What programs call it; the same in every language."""
        return self.key.removeprefix("column.").replace("-", "_")

    @property
    def title(self) -> Phrase:
        """What people call it."""
        return Phrase(self.key)


@dataclass(frozen=True, slots=True)
class Register:
    """A table of one kind of thing; every row has a cell for each column. `key` is `register.NAME`."""

    key: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]

    @property
    def name(self) -> str:
        """What programs and files call it; the same in every language."""
        return self.key.removeprefix("register.")

    @property
    def title(self) -> Phrase:
        """What people call it."""
        return Phrase(self.key)


class RegisterRow(NamedTuple):
    """A row to be: what it is about (a stable name within the blueprint), where that is written, in which step and phase."""

    about: str
    span: Span
    cells: tuple[Cell, ...]
    step: str | None = None
    phase: str | None = None


_FIRST = (Column("column.blueprint"), Column("column.id"))
_LAST = (
    Column("column.step"),
    Column("column.phase"),
    Column("column.file"),
    Column("column.line", "number"),
)


def register(facts: Facts, key: str, columns: tuple[Column, ...], entries: Iterable[RegisterRow]) -> Register:
    """The register of some entries. Of those that would have the same id, all but the first get a number."""
    name, seen, rows = facts.blueprint.name, Counter[str](), []
    for one in entries:
        seen[one.about] += 1
        again = f"-{seen[one.about]}" if seen[one.about] > 1 else ""
        place = (*_place(facts.blueprint, one), one.span.source.name, one.span.line)
        rows.append((name, f"{name}.{one.about}{again}", *one.cells, *place))
    return Register(key, (*_FIRST, *columns, *_LAST), tuple(rows))


def _place(blueprint: Blueprint, entry: RegisterRow) -> tuple[str | None, str | None]:
    """The labels of step and phase; a step knows its phase."""
    step = blueprint.steps.get(entry.step or "")
    phase = blueprint.phases.get((step.phase if step else entry.phase) or "")
    return step.label if step else None, phase.label if phase else None


# ── names of rows ───────────────────────────────────────────────────────────────────────────────────────────


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


def of_card(facts: Facts, card: Card, cells: tuple[Cell, ...]) -> RegisterRow:
    """The entry of a card, which is named by its place as well: `check_in.greet.no_booking`."""
    own = lasting(card.key, card.text).rpartition(".")[2]
    if card.place == "action" and card.at in facts.blueprint.actions:
        action = facts.blueprint.actions[card.at]
        return RegisterRow(f"{about_action(action)}.{own}", card.span, cells, action.step)
    at = lasting(card.at, _label(facts.blueprint, card.at)) if card.at else None
    about = f"{at}.{own}" if at else own
    step = card.at if card.place == "step" else None
    return RegisterRow(about, card.span, cells, step, card.at if card.place == "phase" else None)


def _label(blueprint: Blueprint, key: str) -> str:
    found = blueprint.steps.get(key) or blueprint.phases.get(key)
    return found.label if found else key


def of_action(action: Action, cells: tuple[Cell, ...], aspect: str = "") -> RegisterRow:
    """The entry of an action, or of an aspect of it that has a register with others."""
    return RegisterRow(f"{about_action(action)}{aspect}", action.span, cells, action.step)


# ── cells ───────────────────────────────────────────────────────────────────────────────────────────────────


def word(value: str | None) -> Keyword | None:
    """A value of the model that is a keyword, such as `high`."""
    return Keyword(value) if value else None


def number(value: float | None) -> int | float | None:
    """A number, whole ones as such; what no number can hold is left empty."""
    if value is None or not math.isfinite(value):
        return None
    return int(value) if float(value).is_integer() else value


def day(value: str | None) -> datetime.date | None:
    """An ISO date."""
    return datetime.date.fromisoformat(value) if value else None


def span(value: TimeSpan | None) -> Duration | None:
    """The value of a time to reckon with."""
    return lasts(value.usual) if value else None


def lasts(seconds: float | None) -> Duration | None:
    """A duration; what no number can hold is left empty."""
    value = number(seconds)
    return None if value is None else Duration(value)


def owner(facts: Facts, given: Owner | None) -> str | None:
    """Who answers for a thing: the label of a role, or the name as written."""
    if given is None:
        return None
    return facts.blueprint.name_of("roles", given.role) if given.role else given.text


def texts(facts: Facts, actions: Iterable[str]) -> tuple[str, ...]:
    """What some actions say, each text once."""
    return tuple(dict.fromkeys(facts.text(key) for key in actions))


def roles(facts: Facts, keys: Iterable[str]) -> tuple[str, ...]:
    """The labels of roles."""
    return tuple(dict.fromkeys(facts.blueprint.name_of("roles", key) for key in keys))


def doers(facts: Facts, actions: Iterable[str]) -> tuple[str, ...]:
    """The labels of the roles that do some actions."""
    return roles(facts, (role for key in actions for role in facts.blueprint.actions[key].by))


def named(facts: Facts, keys: Iterable[str]) -> tuple[str, ...]:
    """The words of cards and risks, of whatever kind."""
    blueprint = facts.blueprint
    kinds = ((key, blueprint.kind_of(key, *CARDS, "risks")) for key in keys)
    return tuple(blueprint.name_of(kind, key) if kind else key for key, kind in kinds)
