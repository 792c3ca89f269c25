"""The cards: fail points, pains, ideas, questions, policies, notes and links, wherever they stand."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from ..diagnostics import error
from ..model import Card, Fail, Idea, Pain, Prevention, Question, Recovery, Remark
from ..places import link_of
from ..safe_links import is_safe
from ..syntax import nodes
from ..words import phrase
from .attributes import Attributes, head, period
from .names import Names

#: The ratings that low, medium and high mean for severity and occurrence.
_RATINGS = {"low": 2, "medium": 5, "high": 8}
_REMARKS = ("policy", "note", "see")
CARDS = frozenset({"fail", "pain", "idea", "question", *_REMARKS})


class CardReader:
    """Reads cards and keeps them by kind, in the order of the text."""

    def __init__(self, names: Names) -> None:
        self._names = names
        self._counts: dict[tuple[str | None, str], int] = {}
        self._found: dict[str, dict[str, Any]] = {
            kind: {} for kind in ("fail", "pain", "idea", "question", "remark")
        }
        #: Recoveries whose action is looked up when all actions are known: the fail card, its place and that place's
        #: key, the number of the recovery, the reference.
        self.recoveries: list[tuple[str, str, str | None, int, nodes.Reference]] = []

    @property
    def fails(self) -> dict[str, Fail]:
        """The fail cards."""
        return self._found["fail"]

    def by_kind(self) -> dict[str, Any]:
        """All cards, by the field of the Blueprint."""
        return {f"{kind}s": dict(sorted(cards.items(), key=_place)) for kind, cards in self._found.items()}

    def read_all(self, entries: Iterable[nodes.Entry], place: str, at: str | None) -> None:
        """Read the cards among some entries, which stand at one place."""
        for entry in entries:
            if entry.keyword in CARDS:
                self._read(entry, place, at)

    def _read(self, entry: nodes.Entry, place: str, at: str | None) -> None:
        key = self._key(entry, at)
        if key is None:
            return
        attributes = Attributes((*entry.attributes, *(entry.body or ())), self._names)
        common = {
            "span": head(entry),
            "key": key,
            "text": entry.text.value if entry.text else "",
            "place": place,
            "at": at,
            "owner": attributes.owner(),
            "due": attributes.date("due"),
            "known": attributes.known(),
        }
        if entry.keyword in _REMARKS:
            self._remark(entry, common)
        else:
            self._found[entry.keyword][key] = getattr(self, f"_{entry.keyword}")(attributes, common)

    def _key(self, entry: nodes.Entry, at: str | None) -> str | None:
        if entry.name is not None:
            # Names were entered before; a name used twice has been reported.
            return entry.name.text if self._names.card_spans.get(id(entry)) else None
        number = self._counts[at, entry.keyword] = self._counts.get((at, entry.keyword), 0) + 1
        return f"{at}.{entry.keyword}-{number}" if at else f"{entry.keyword}-{number}"

    def _remark(self, entry: nodes.Entry, common: dict[str, Any]) -> None:
        if entry.keyword == "see" and entry.text and not is_safe(entry.text.value):
            text = phrase("BP021", link=entry.text.value)
            self._names.problems.append(error("BP021", entry.text.span, text, phrase("BP021.cure")))
            return
        kind: Any = entry.keyword
        link = link_of(kind, common["text"], None, None)
        self._found["remark"][common["key"]] = Remark(kind=kind, link=link, **common)

    def _fail(self, attributes: Attributes, common: dict[str, Any]) -> Fail:
        return Fail(
            severity=self._rating(attributes, "severity"),
            occurrence=self._rating(attributes, "occurrence"),
            detection=self._rating(attributes, "detection"),
            causes=attributes.texts("cause"),
            effects=attributes.texts("effect"),
            preventions=preventions(attributes, self._names),
            recoveries=self._recoveries(attributes, common),
            within=attributes.span("within"),
            **common,
        )

    def _rating(self, attributes: Attributes, keyword: str) -> int | None:
        word = attributes.word(keyword)
        if word is not None:
            return _RATINGS[word]
        number = attributes.ranged(keyword, 1, 10, whole=True)
        return None if number is None else int(number)

    def _recoveries(self, attributes: Attributes, common: dict[str, Any]) -> tuple[Recovery, ...]:
        found: list[Recovery] = []
        for attribute in attributes.every("recover"):
            text = next(value.value for value in attribute.values if isinstance(value, nodes.Text))
            for value in attribute.values:
                if isinstance(value, nodes.Reference):
                    self.recoveries.append((common["key"], common["place"], common["at"], len(found), value))
            found.append(Recovery(span=attribute.span, text=text))
        return tuple(found)

    def replace_fail(self, key: str, fail: Fail) -> None:
        """Replace the first reading of a fail card by the complete one."""
        self._found["fail"][key] = fail

    def _pain(self, attributes: Attributes, common: dict[str, Any]) -> Pain:
        return Pain(
            view=attributes.word("view"),
            importance=attributes.word("importance"),
            urgency=attributes.word("urgency"),
            **common,
        )

    def _idea(self, attributes: Attributes, common: dict[str, Any]) -> Idea:
        start, due = attributes.date("from"), common["due"]
        written = attributes.value("due")
        if start and due and written and start > due:
            text, cure = phrase("BP016.idea"), phrase("BP016.idea.cure")
            self._names.problems.append(error("BP016", written.span, text, cure))
        return Idea(
            addresses=addressed(attributes, self._names),
            effort=attributes.word("effort"),
            impact=attributes.word("impact"),
            start=start,
            **common,
        )

    def _question(self, attributes: Attributes, common: dict[str, Any]) -> Question:
        return Question(**common)


def preventions(attributes: Attributes, names: Names) -> tuple[Prevention, ...]:
    """The preventions of a card."""
    return tuple(
        Prevention(
            span=attribute.span,
            text=text.value,
            every=period(attribute),
            by=roles,
            jointly=jointly,
        )
        for attribute in attributes.every("prevent")
        for roles, jointly in (Attributes(attribute.attributes, names).doers(),)
        for text in attribute.values
        if isinstance(text, nodes.Text)
    )


def addressed(attributes: Attributes, names: Names) -> tuple[str, ...]:
    """The cards or risks that an idea or a goal addresses."""
    found = attributes.one("addresses")
    keys = []
    for word in found.values if found else ():
        if isinstance(word, nodes.Word):
            namespace = "risk" if word.text in names.declared.get("risk", {}) else "card"
            keys.append(names.find(namespace, word))
    return tuple(dict.fromkeys(key for key in keys if key is not None))


def _place(item: tuple[str, Card]) -> int:
    return item[1].span.start
