"""The names of a file as a table: where each is declared, and where it is used.

Comes in: the names that the resolver has bound. Goes out: symbols, each with its places, also those in imported files, and a look-up by
place. The table is made on demand; the resolver only keeps tuples. Deliberately absent: keys that the text does not contain (those of
actions, steps and cards without a name), and collisions after a renaming.

The kind of a symbol is the field of the Blueprint that holds what it names. There are also kinds of names that nothing declares:

- `items`, after `input`, `output` and `carries`
- `metric_kinds`, after `kind`; their list is closed
- `replaced_actions` and `replaced_steps`, after `replaces` and `removes`: names of another file
- `blueprint`, the name of the blueprint itself
- `cards`, for names after `addresses` that no card has
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import field
from typing import NamedTuple
from unicodedata import normalize

from ..grammar import english_by_terminal, terminals_by_spelling
from ..lean_dataclasses import dataclass
from ..model import Ref
from ..source import Source, Span
from ..syntax.lexer import TWINS
from .names import Names

#: The field of the Blueprint for each namespace that has one field alone.
_KINDS = {
    "role": "roles", "system": "systems", "channel": "channels", "persona": "personas", "metric": "metrics", "goal": "goals",
    "risk": "risks", "feedback": "feedback", "pilot": "pilots", "lane": "lanes", "phase": "phases", "step": "steps", "action": "actions",
    "item": "items", "metric kind": "metric_kinds", "replaced action": "replaced_actions", "replaced step": "replaced_steps",
}  # fmt: skip
_CARDS = {"fail": "fails", "pain": "pains", "idea": "ideas", "question": "questions"}
_NAMESPACES = {
    **{kind: namespace for namespace, kind in _KINDS.items()},
    **dict.fromkeys(("cards", *_CARDS.values()), "card"),
    "things": "action",
    "blueprint": "blueprint",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Symbol:
    """A name with its places.

    `key` is that of the Blueprint: `order.greet` for the action `greet` of the step `order`. `name` is the word itself, in NFC; None for
    a lane without a name, which is referred to by its kind. `declaration` is the word that declares it, for a lane without a name the
    word that says its kind; None for what needs no declaration, and for what has none. `redeclarations` are further declarations of the
    same name, which is an error.
    """

    kind: str
    key: str
    name: str | None
    declaration: Span | None
    uses: tuple[Span, ...] = ()
    redeclarations: tuple[Span, ...] = ()
    #: Those of the uses that refer to a lane by its kind.
    uses_by_kind: tuple[Span, ...] = ()
    #: Whether the name should be declared and is not.
    is_unknown: bool = False

    @property
    def ref(self) -> Ref:
        """What it is known by."""
        return Ref(self.kind, self.key)

    @property
    def namespace(self) -> str:
        """Two symbols of one namespace cannot have the same name (actions: in one step)."""
        return _NAMESPACES[self.kind]

    @property
    def places(self) -> tuple[Span, ...]:
        """The declaration where there is one, redeclarations, uses."""
        first = () if self.declaration is None else (self.declaration,)
        return (*first, *self.redeclarations, *self.uses)

    @property
    def name_places(self) -> tuple[Span, ...]:
        """Where the name itself is written, which a renaming has to change; not keywords that refer to a lane by its kind."""
        if self.name is None:
            return ()
        by_kind = set(self.uses_by_kind)
        return tuple(span for span in self.places if span not in by_kind)

    @property
    def can_be_renamed(self) -> bool:
        """Whether another word can stand in all of its `name_places`.

        Not for a name from a closed list, nor where it is unknown what it names, nor where a place holds the beginning of a name
        that was repaired: `check-in`, taken for `check_in`.
        """
        if self.name is None or self.is_unknown or self.kind == "metric_kinds":
            return False
        return all(self.name in _readings(span.text) for span in self.name_places)


def _readings(text: str) -> tuple[str, str | None]:
    """A word as a name, and as the keyword that it is, since a lane may have its kind as its name."""
    name = normalize("NFC", text.translate(TWINS))
    return name, english_by_terminal().get(terminals_by_spelling().get(name, ""))


class Occurrence(NamedTuple):
    """A symbol at a place of a text."""

    symbol: Symbol
    span: Span


class Symbols:
    """All names of a file, those that nothing declares as well, in the order of the text: the file itself, then what it imports."""

    def __init__(self, names: Names | None, sources: tuple[Source, ...]) -> None:
        """`sources` are those that the names stand in, in their order."""
        self._sources = sources
        place = _Order(sources)
        found = _symbols(names, place) if names else []
        self._all = tuple(sorted(found, key=lambda symbol: place(symbol.places[0])))
        self._by_ref = {symbol.ref: symbol for symbol in reversed(self._all) if not symbol.is_unknown}
        self._occurrences: dict[Source, list[Occurrence]] | None = None

    def __iter__(self) -> Iterator[Symbol]:
        return iter(self._all)

    def __len__(self) -> int:
        return len(self._all)

    def of(self, ref: Ref) -> Symbol | None:
        """The name of a thing; None where it has none, or there is no such thing."""
        return self._by_ref.get(ref)

    def at(self, source: Source | str, offset: int) -> Symbol | None:
        """The name at an offset of a source, or of the source with that name; None where none stands."""
        found = self.occurrence(source, offset)
        return found.symbol if found else None

    def occurrence(self, source: Source | str, offset: int) -> Occurrence | None:
        """The same with the word at that place. The place right behind a word belongs to it, as where a cursor stands after typing it."""
        place = next((other for other in self._sources if source in (other, other.name)), None)
        found = self.in_order(place) if place else []
        index = bisect_right(found, offset, key=lambda occurrence: occurrence.span.start) - 1
        return found[index] if index >= 0 and offset <= found[index].span.end else None

    def in_order(self, source: Source) -> list[Occurrence]:
        """All names of a source, from its beginning to its end."""
        if self._occurrences is None:
            self._occurrences = {}
            for symbol in self._all:
                for span in symbol.places:
                    self._occurrences.setdefault(span.source, []).append(Occurrence(symbol, span))
            for found in self._occurrences.values():
                found.sort(key=lambda occurrence: occurrence.span.start)
        return self._occurrences.get(source, [])


class _Order:
    """Sorts places by their sources, then by where they stand in them."""

    def __init__(self, sources: tuple[Source, ...]) -> None:
        self._numbers = {source: number for number, source in enumerate(sources)}

    def __call__(self, span: Span) -> tuple[int, int]:
        return self._numbers[span.source], span.start


@dataclass(slots=True)
class _Places:
    """The places of one symbol while they are gathered; a name that is looked up twice has one place."""

    name: str | None
    declaration: Span | None = None
    again: dict[Span, None] = field(default_factory=dict)
    uses: dict[Span, None] = field(default_factory=dict)
    by_kind: dict[Span, None] = field(default_factory=dict)


def _symbols(names: Names, order: _Order) -> Iterator[Symbol]:
    known = _declared(names)
    unknown: dict[Ref, _Places] = {}
    seen: set[Span] = set()
    for namespace, key, word in names.uses:
        if word.span in seen:
            continue
        seen.add(word.span)
        if key is None:
            places = unknown.setdefault(Ref(_kind(namespace, "", names), word.text), _Places(word.text))
        else:
            # The lanes of a file without `lanes` have no names.
            name = None if namespace == "lane" else word.text
            places = known.setdefault(Ref(_kind(namespace, key, names), key), _Places(name))
            if namespace == "lane" and (places.name is None or word.text != key):
                places.by_kind[word.span] = None
        places.uses[word.span] = None
    for namespace, key, word in names.redeclared:
        known[Ref(_kind(namespace, key or "", names), key or "")].again[word.span] = None
    for table, is_unknown in ((known, False), (unknown, True)):
        for ref, places in table.items():
            yield _symbol(ref, places, order, is_unknown=is_unknown)


def _declared(names: Names) -> dict[Ref, _Places]:
    """The names that something declares."""
    found = {
        Ref(_kind(namespace, key, names), key): _Places(key.rpartition(".")[2], span)
        for namespace, table in names.declared.items()
        for key, span in table.items()
    }
    for key, span in names.unnamed_lanes.items():
        found[Ref("lanes", key)] = _Places(None, span)
    if names.header:
        found[Ref("blueprint", names.header.text)] = _Places(names.header.text, names.header.span)
    return found


def _kind(namespace: str, key: str, names: Names) -> str:
    if namespace == "card":
        return _CARDS[names.card_kinds[key]] if key in names.card_kinds else "cards"
    return "things" if namespace == "action" and key in names.things else _KINDS[namespace]


def _symbol(ref: Ref, places: _Places, order: _Order, *, is_unknown: bool) -> Symbol:
    return Symbol(
        kind=ref.kind,
        key=ref.key,
        name=places.name,
        declaration=places.declaration,
        uses=tuple(sorted(places.uses, key=order)),
        redeclarations=tuple(sorted(places.again, key=order)),
        uses_by_kind=tuple(sorted(places.by_kind, key=order)),
        is_unknown=is_unknown,
    )
