"""Everything about each action, in an article of its own: the panel that a card opens.

Comes in: the wording of a scene. Goes out: one section, its articles by step; fields only where the file says something. Deliberately
absent: judgement, and what is stated for a whole step or the whole service, which has sections of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from blueprint.analysis.work.items import in_words
from blueprint.model import CARDS, Action, Card, Fail, Flow, Idea, Pain, Remark, Thing
from blueprint.safe_links import safe

from ...page.table import Article, Cell, CellPart, Line, Section, Shelf, lines, stacked
from ..wording import Wording
from .property_cells import PropertyCells

#: What an action has a badge for, beside its fail points.
_LETTERED = ("wait", "decision", "moment")


def article_id(action: str) -> str:
    """The id of the article about an action, for links that lead to it."""
    return "about-" + action.replace(" ", "-")


def cards(wording: Wording) -> Section | None:
    """The articles about all actions; None for a blueprint without any."""
    blueprint = wording.blueprint
    about = _About(wording)
    shelves = [
        Shelf(
            title=f"{step.number} {step.label}",
            articles=tuple(about.article(blueprint.actions[key]) for key in step.actions),
        )
        for step in blueprint.steps.values()
        if step.actions
    ]
    if not shelves:
        return None
    words = wording.words
    return Section(id="cards", title=words("cards"), note=words("cards.note"), shelves=tuple(shelves))


class _About:
    """The wording of the articles of one report."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording
        self._properties = PropertyCells(wording)
        blueprint = wording.blueprint
        kinds = (blueprint.fails, blueprint.pains, blueprint.ideas, blueprint.questions, blueprint.remarks)
        self._cards: dict[str | None, list[Card]] = {}
        for card in chain(*(kind.values() for kind in kinds)):
            if card.place == "action":
                self._cards.setdefault(card.at, []).append(card)
        self._label_of = {point.card: point.label for point in blueprint.points if point.card}
        self._badges: dict[str | None, list[CellPart]] = {}
        for point in blueprint.points:
            if point.kind in _LETTERED:
                href = f"#{point.kind}-{point.label}"
                badge = CellPart(text=point.label, style=f"badge badge-{point.kind}", href=href)
                self._badges.setdefault(point.action, []).append(badge)

    def article(self, action: Action) -> Article:
        """The article about one action."""
        return Article(
            id=article_id(action.key),
            action=action.key,
            line=(self._wording.action(action.key), *self._badges.get(action.key, ())),
            fields=tuple((name, cell) for name, cell in self._fields(action) if cell.lines),
            span=action.span,
        )

    def _fields(self, action: Action) -> Iterator[tuple[str, Cell]]:
        """The names of the fields, and what stands there, or an empty cell."""
        words, of = self._wording.words, self._properties.of
        yield words("where"), lines(self._wording.around(action.key))
        yield words("kind"), lines(self._properties.signs(action))
        for group in ("frame", "times", "service"):
            yield from of(action, group)
        yield words("evidence"), lines(*(self._thing(thing) for thing in self._evidence(action)))
        yield from of(action, "items")
        yield from self._arrows(action)
        yield from self._cards_of(action)
        yield from of(action, "change")

    def _evidence(self, action: Action) -> Iterator[Thing]:
        things = (
            self._wording.blueprint.things[key] for key in self._wording.blueprint.steps[action.step].things
        )
        return (thing for thing in things if thing.at == action.key)

    def _thing(self, thing: Thing) -> Line:
        return (CellPart(text=thing.text), *self._for(thing.personas))

    def _for(self, personas: tuple[str, ...]) -> Line:
        """Whom something is for, where it is not for all."""
        if not personas:
            return ()
        words = self._wording.words
        who = words.listed(self._wording.blueprint.name_of("personas", key) for key in personas)
        return (CellPart(text=words("arrow.for", who=who), style="muted"),)

    # ── arrows ────────────────────────────────────────────────────────────────────────────────────────────

    def _arrows(self, action: Action) -> Iterator[tuple[str, Cell]]:
        facts, words = self._wording.facts, self._wording.words
        incoming, outgoing = facts.incoming[action.key], facts.outgoing[action.key]
        yield words("about.from"), lines(*(self._arrow(flow, flow.source) for flow in incoming))
        yield words("about.to"), lines(*(self._arrow(flow, flow.target) for flow in outgoing))

    def _arrow(self, flow: Flow, other: str) -> Line:
        """An arrow by its other end: its answer and share, what it carries, and whom it is for."""
        wording, words = self._wording, self._wording.words
        failure = " failure" if flow.kind == "failure" else ""
        pieces = [CellPart(text=words(f"arrow.{flow.kind}"), style=f"muted{failure}")]
        if flow.label:
            pieces.append(CellPart(text=flow.label, style=f"answer{failure}"))
        if flow.share is not None:
            pieces.append(CellPart(text=words.share(flow.share), style="muted"))
        pieces.append(wording.action(other))
        if flow.carries:
            pieces.append(
                CellPart(
                    text=words("arrow.carries", items=words.listed(map(in_words, flow.carries))),
                    style="muted",
                )
            )
        pieces += self._for(flow.personas)
        if flow.max is not None:
            pieces.append(CellPart(text=words("max", count=flow.max), style="muted"))
        return tuple(pieces) + wording.within(flow.within)

    # ── cards ─────────────────────────────────────────────────────────────────────────────────────────────

    def _cards_of(self, action: Action) -> Iterator[tuple[str, Cell]]:
        here = self._cards.get(action.key, [])
        for kind in CARDS:
            known = self._wording.blueprint.of_kind(kind)
            told = (self._told(card, kind) for card in here if known.get(card.key) is card)
            yield self._wording.words(kind), _joined(told)

    def _told(self, card: Card, kind: str) -> Cell:
        wording = self._wording
        if isinstance(card, Fail):
            return self._fail(card)
        link = safe(card.link) if isinstance(card, Remark) else None
        row = wording.row_of.get((kind, card.key))
        first: Line = (CellPart(text=card.text, href=link or (f"#{row}" if row else None)),)
        return stacked(stacked(lines(first, self._levels(card)), self._plan(card)), wording.known(card.known))

    def _levels(self, card: Card) -> Line:
        """How grave a pain is, or how good an idea: each level with what it is a level of."""
        words = self._wording.words
        names: tuple[str, ...] = ()
        if isinstance(card, Pain):
            names = ("view", "importance", "urgency")
        elif isinstance(card, Idea):
            names = ("effort", "impact")
        generator = ((name, getattr(card, name)) for name in names)
        return self._dotted(f"{words(name)}: {words(value)}" for name, value in generator if value)

    def _plan(self, card: Card) -> Cell:
        """Who does what about it until when."""
        wording = self._wording
        when = (
            wording.dates(getattr(card, "start", None), card.due)
            if isinstance(card, Idea)
            else wording.date(card.due)
        )
        due = "".join(piece.text for line in when.lines for piece in line)
        plan = self._dotted(part for part in (wording.owner_name(card.owner), due) if part)
        addressed = wording.cards(card.addresses) if isinstance(card, Idea) else Cell()
        label = (CellPart(text=wording.words("addresses"), style="muted"),)
        return lines(plan, *(label + line for line in addressed.lines))

    def _fail(self, fail: Fail) -> Cell:
        wording, words = self._wording, self._wording.words
        label, level = self._label_of.get(fail.key), wording.risk_level(fail)
        badge = (
            (CellPart(text=label, style=f"badge badge-fail badge-{level}", href=f"#fail-{label}"),)
            if label
            else ()
        )
        rated = {
            "severity.short": fail.severity,
            "occurrence.short": fail.occurrence,
            "detection.short": fail.detection,
            "rpn": fail.risk_priority_number,
        }
        ratings = self._dotted(f"{words(name)} {value}" for name, value in rated.items() if value is not None)
        details: list[Line] = [(CellPart(text=words(level), style=f"chip risk-{level}"), *ratings)]
        details += (self._under("causes", (CellPart(text=cause),)) for cause in fail.causes)
        details += (self._under("effects", (CellPart(text=effect),)) for effect in fail.effects)
        details += (self._under("prevention", line) for line in wording.preventions(fail.preventions).lines)
        for recovery in fail.recoveries:
            leads = (wording.arrow, wording.action(recovery.to)) if recovery.to else ()
            details.append(
                self._under("recovery", (CellPart(text=recovery.text), *leads, *wording.within(fail.within)))
            )
        told = lines((*badge, CellPart(text=fail.text, style="strong")), *details)
        return stacked(stacked(told, self._plan(fail)), wording.known(fail.known))

    def _under(self, name: str, line: Line) -> Line:
        return (CellPart(text=self._wording.words(name), style="muted"), *line)

    def _dotted(self, parts: Iterable[str]) -> Line:
        text = self._wording.words.dotted(parts)
        return (CellPart(text=text, style="muted"),) if text else ()


def _joined(cells: Iterable[Cell]) -> Cell:
    return lines(*chain.from_iterable(cell.lines for cell in cells))
