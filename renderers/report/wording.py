"""How the report puts the model into words: who, where, when, how much.

Comes in: a scene. Goes out: lines and cells in the language of the blueprint, with links between picture and rows. Deliberately absent:
which things stand in which section (`contents`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import reduce
from itertools import chain

from blueprint.analysis.facts import Facts
from blueprint.analysis.improvement.ranking import weight
from blueprint.analysis.motion.limits.limit import Held, Limit
from blueprint.analysis.motion.limits.limit import Kind as LimitKind
from blueprint.analysis.motion.limits.limits import held_by, limit_of
from blueprint.analysis.property_values import limit_words
from blueprint.analysis.registers import of_plans
from blueprint.analysis.risk.levels import RiskLevel, risk_level
from blueprint.diagnostics import Diagnostic
from blueprint.model import (
    CARDS,
    Action,
    Card,
    Emotion,
    Fail,
    Level,
    Owner,
    Prevention,
    Provenance,
    Standard,
    Timing,
)
from blueprint.scene import Scene
from blueprint.values import TimeSpan
from blueprint.words import script_direction, spoken_in
from blueprint.words.bidi import led, set_apart
from blueprint.words.labels import Words

from ..page.table import Cell, CellPart, Line, Section, lines, stacked, text
from ..svg.picture import card_id
from .role_rows import actor_rows


class Wording:
    """The wording of one report."""

    def __init__(self, scene: Scene) -> None:
        """Reads from the scene what is shown, so that no link leads to what is not there."""
        self._scene = scene
        self.blueprint = scene.blueprint
        self.words = Words(scene.blueprint.words_language, "report")
        self.view = scene.view
        self.direction = scene.direction
        self.row_of = dict(_row_ids(scene))
        view = scene.view
        #: Whether a part alone is told: what is missing in it may well stand in the rest.
        self.is_part = view.is_cut or view.customer

    @property
    def facts(self) -> Facts:
        """The arrows of the blueprint, what the team chose, and what analyses share."""
        return self._scene.facts

    @property
    def facts_of_journey(self) -> Facts:
        """Those that tell what comes after what."""
        return self._scene.facts_of_journey

    @property
    def facts_of_times(self) -> Facts:
        """The facts that times are calculated from: those of the whole service, as far as its readers may know it."""
        return self._scene.facts_of_times

    def risk_level(self, fail: Fail) -> RiskLevel:
        """How grave a fail point is, by the limits of the team."""
        return risk_level(fail, self.facts.limits)

    @property
    def findings(self) -> tuple[Diagnostic, ...]:
        """What the checks say of what is shown."""
        return self._scene.findings

    # ── places ────────────────────────────────────────────────────────────────────────────────────────────

    def card_href(self, action: str | None) -> str | None:
        """The link to an action's card in the picture, where it is drawn."""
        # Every action and every thing has a card.
        is_drawn = action in self.blueprint.actions or action in self.blueprint.things
        return f"#{card_id(action)}" if action is not None and is_drawn else None

    def action(self, key: str) -> CellPart:
        """An action's text, linked to its card."""
        known = self.blueprint.actions.get(key)
        return CellPart(text=known.text if known else key, href=self.card_href(key), style="action")

    def step(self, key: str) -> CellPart:
        """A step's number and label."""
        step = self.blueprint.steps[key]
        return CellPart(text=f"{step.number} {step.label}", style="step", href=self._row_href("steps", key))

    def lane(self, key: str) -> CellPart:
        """A lane's label, with the colour of its kind."""
        lane = self.blueprint.lanes[key]
        return CellPart(text=lane.label, style=f"lane lane-{lane.kind}")

    def around(self, action: str) -> Line:
        """The step and the lane of an action."""
        known = self.blueprint.actions[action]
        return (self.step(known.step), self.lane(known.lane))

    def titled(self, action: Action) -> Cell:
        """An action, and under it its step and lane."""
        return lines((self.action(action.key),), self.around(action.key))

    def where(self, card: Card) -> tuple[Line, ...]:
        """Where a card stands: its action, with step and lane; its step; its phase; or the whole service."""
        if card.place == "action" and card.at in self.blueprint.actions:
            return ((self.action(card.at),), self.around(card.at))
        if card.place == "step" and card.at in self.blueprint.steps:
            return ((self.step(card.at),),)
        if card.place == "phase" and card.at in self.blueprint.phases:
            return ((CellPart(text=self.blueprint.phases[card.at].label, style="step"),),)
        return ((CellPart(text=self.words("whole"), style="muted"),),)

    @property
    def is_without_lanes(self) -> bool:
        """Whether some lanes are not shown, and no path is what it was."""
        return bool(self.view.lanes) or self.view.customer

    @property
    def all_of_it(self) -> str:
        """What sums are of: the whole service, or what is shown of it."""
        return self.words("shown") if self.is_part else self.words("whole")

    def badge(self, label: str, kind: str, action: str | None) -> Cell:
        """A lettered point, linked to its card."""
        return lines((CellPart(text=label, style=f"badge badge-{kind}", href=self.card_href(action)),))

    # ── things of other tables ────────────────────────────────────────────────────────────────────────────

    def named(self, kind: str, keys: Iterable[str]) -> Cell:
        """Declared things, one a line, linked to their rows where they have one."""
        return lines(*((self._row(kind, key),) for key in keys))

    def together(self, kind: str, keys: Sequence[str]) -> Cell:
        """Declared things that belong together, on one line, linked to their rows."""
        signs = [*[self.words("list.comma")] * (len(keys) - 2), self.words("list.and"), ""]
        rows = zip((self._row(kind, key) for key in keys), signs, strict=False)
        return lines(tuple(part for row, sign in rows for part in (row, CellPart(text=sign)) if part.text))

    def cards(self, keys: Iterable[str]) -> Cell:
        """What an idea or a goal addresses, linked to its row: risks, and cards of any kind."""
        kinds = ((key, self.blueprint.kind_of(key, "risks", *CARDS)) for key in keys)
        return lines(*((self._row(kind, key),) for key, kind in kinds if kind))

    def _row(self, kind: str, key: str) -> CellPart:
        return CellPart(text=self.blueprint.name_of(kind, key), href=self._row_href(kind, key))

    def _row_href(self, kind: str, key: str) -> str | None:
        row = self.row_of.get((kind, key))
        return f"#{row}" if row else None

    # ── values ────────────────────────────────────────────────────────────────────────────────────────────

    def time(self, span: TimeSpan | None) -> str | None:
        """A span of time in words."""
        return self.words.span(span) if span else None

    def seconds(self, value: float) -> str:
        """A number of seconds in words."""
        return self.words.seconds(value)

    def timing(self, timing: Timing) -> Cell:
        """How long a thing takes, with the usual value of a range that says it; and how long it takes some personas."""
        others = (text(other, "muted") for other in self.by_persona(timing))
        return reduce(stacked, others, Cell() if timing.named_only else self._for_everybody(timing))

    @property
    def arrow(self) -> CellPart:
        """The sign between where something comes from and where it leads, which points as the page runs."""
        return CellPart(text=_ARROWS[self.direction], style="arrow")

    def led(self, start: str, end: str) -> str:
        """Where something comes from and where it leads, in one text; it points as the words run."""
        between = f" {_ARROWS[self.words.direction]} "
        return (
            self.words.joined((start, end), between) if start else (between + self.words.apart(end)).strip()
        )

    def by_persona(self, timing: Timing) -> Iterator[str]:
        """How long a thing takes some personas, and may take."""
        for other in timing.by_persona:
            names = (self.blueprint.name_of("personas", key) for key in other.personas)
            called = self.words.listed(names)
            target = self.words("time.target", time=self.time(other.target)) if other.target else None
            time = self.words.dotted((self.time(other.time), target))
            yield self.words("time.persona", personas=called, time=time)

    def _for_everybody(self, timing: Timing) -> Cell:
        span = timing.span
        if span is None:
            return text(self.words("wait.unknown"), "muted")
        cell = text(self.time(span))
        if span.usual_value is not None and len(span.numbers) > 1:
            usual = self.words("usual", time=self.seconds(span.usual))
            return stacked(cell, text(usual, "muted"))
        return cell

    def limit(self, kind: LimitKind, key: str) -> Limit | None:
        """A limit and what becomes of it; of a service the key is its name. What customers see of a step is not all that it takes."""
        if self.view.customer and kind not in ("time", "wait", "standard"):
            return None
        return limit_of(self._scene.facts_of_times, kind, key)

    def against_target(self, timing: Timing) -> Cell:
        """Whether a time keeps the target that stands beside it; of personas for whom that is otherwise, too."""
        found: dict[object, tuple[Line, ...]] = {}
        for personas, version in timing.versions():
            if version.target is None:
                # Customers are told of no targets.
                unsaid = (
                    () if self.view.customer else text(self.words("wait.unsaid"), "chip risk-unrated").lines
                )
                found.setdefault(None, unsaid)
                continue
            held = replace(held_by(version.span, version.target), personas=personas)
            found.setdefault((held.verdict, held.by), tuple(self._held(held)))
        return Cell(lines=tuple(line for some in found.values() for line in some))

    def kept(self, limit: Limit | None) -> Cell:
        """Whether a limit is kept, and by whom in which share of the cases; the worst breach first, what is kept last."""
        if limit is None:
            return Cell()
        found = [line for held in limit.held for line in self._held(held)]
        worst = min((_VERDICTS.index(held.verdict) for held in limit.held), default=len(_VERDICTS))
        return Cell(lines=tuple(found), order=worst)

    def _held(self, held: Held) -> Iterable[Line]:
        chip, *others = self.verdict(held)
        yield (
            chip,
            *((CellPart(text=self.for_whom(held.personas), style="muted"),) if held.personas else ()),
        )
        yield from ((other,) for other in others)
        if held.untimed:
            without = self.words("ladder.untimed", count=held.untimed, all=held.actions)
            yield (CellPart(text=without, style="muted"),)

    def verdict(self, held: Held) -> Iterable[CellPart]:
        """Whether a limit is kept, as a chip, and in which share of the cases."""
        words = self.words
        message = (
            words(
                "held.open" if held.verdict == "open" else "wait.over", time=words.seconds(held.by, held.unit)
            )
            if held.verdict in ("over", "open")
            else words(f"wait.{held.verdict}")
        )
        chip = CellPart(text=message, style=f"chip {_CHIPS[held.verdict]}")
        yield chip
        share = held.taken.share
        if share is not None and 0 < share < 1:
            shown = self.small_share(100 * share)
            yield CellPart(text=words("held.share", share=shown), style="muted")

    def for_whom(self, personas: Iterable[str | None]) -> str:
        """The labels of personas; None is anyone else."""
        keys = set(personas)
        names = [persona.label for key, persona in self.blueprint.personas.items() if key in keys]
        return self.words.listed([*names, self.words("ways.else")] if None in keys else names)

    def about(self, value: float) -> str:
        """A calculated number of seconds, without fractions: nobody measured those."""
        return self.seconds(_rounded(value))

    def small_share(self, value: float) -> str:
        """A share as people read it: whole per cents, and a tenth where it is small."""
        return self.words.share(round(value, 1) if 0 < value < 10 else round(value))

    def within(self, span: TimeSpan | None) -> Line:
        """A time limit, muted."""
        if span is None:
            return ()
        return (CellPart(text=self.words("time.within", time=self.time(span)), style="muted"),)

    def limit_line(self, standard: Standard) -> Line:
        """The time limit of a standard, muted, and what it is for."""
        if standard.within is None:
            return ()
        message = self.words(limit_words(standard), time=self.time(standard.within))
        return (CellPart(text=message, style="muted"),)

    def word(self, key: str | None) -> str | None:
        """The word for a value of the model, such as `high` or `observed`."""
        return self.words(key) if key else None

    def message(self, code: str, text: str) -> str:
        """The message of a rule. Its language may differ from the page's, and it may begin with a name."""
        way = script_direction(spoken_in(code, self.words.code))
        if not text or way == self.words.direction:
            return led(text, way)
        return set_apart(text, way)

    def sentences(self, *every: str) -> str:
        """Several sentences behind each other; empty ones are left out."""
        some = [other for other in every if other]
        return (
            reduce(lambda first, following: self.words("sentences", first=first, next=following), some)
            if some
            else ""
        )

    def date(self, iso: str | None) -> Cell:
        """A date."""
        return replace(text(self.words.date(iso), "date"), order=iso) if iso else Cell()

    def dates(self, start: str | None, end: str | None) -> Cell:
        """From one date to another, either of which may be open; between them the line may break."""
        if not (start and end):
            return replace(text(self.period(start, end), "date"), order=start or end)
        first, last = self.words.date(start), self.words.date(end)
        return replace(
            lines((CellPart(text=f"{first} –", style="date"), CellPart(text=last, style="date"))), order=start
        )

    def period(self, start: str | None, end: str | None) -> str | None:
        """The words for the time from one date to another, either of which may be open."""
        first, last = (self.words.date(other) if other else None for other in (start, end))
        if first and last:
            return f"{first} – {last}"
        return f"{first} –" if first else last

    def level(self, level: Level | None) -> Cell:
        """A level as a chip; rows are sorted by how much it is, not by its word."""
        return replace(text(self.word(level), f"chip level-{level}"), order=weight(level))

    def emotion(self, emotion: Emotion | None) -> Cell:
        """A score from −2 to +2, and the words for it."""
        if emotion is None:
            return Cell()
        feel = "good" if emotion.score > 0 else "bad" if emotion.score < 0 else "even"
        score = CellPart(text=self.words.signed(emotion.score), style=f"chip feel-{feel}")
        words = CellPart(text=self.words("quote", text=emotion.words)) if emotion.words else None
        return lines((score, words) if words else (score,))

    def owner(self, owner: Owner | None) -> Cell:
        """Who answers for a thing: the label of a role, or the name as written."""
        return text(self.owner_name(owner))

    def owner_name(self, owner: Owner | None) -> str | None:
        """The words for an owner."""
        if owner is None:
            return None
        return self.blueprint.name_of("roles", owner.role) if owner.role else owner.text

    def roles(self, keys: Iterable[str], *, jointly: bool = False) -> str:
        """Declared roles in a row."""
        found = [self.blueprint.name_of("roles", key) for key in keys]
        return self.words.together(found) if jointly else self.words.listed(found)

    def preventions(self, every: Iterable[Prevention]) -> Cell:
        """What is done beforehand: the act, and under it how often and by whom."""
        found: list[Line] = []
        for prevention in every:
            often = self.words(f"every.{prevention.every}") if prevention.every else None
            details = [
                part for part in (often, self.roles(prevention.by, jointly=prevention.jointly)) if part
            ]
            found.append((CellPart(text=prevention.text),))
            found.append((CellPart(text=self.words.dotted(details), style="muted"),) if details else ())
        return lines(*found)

    def known(self, known: Provenance) -> Cell:
        """How we know a thing: status, source, and the metrics that track it."""
        status = (CellPart(text=self.words(known.status), style="chip"),) if known.status else ()
        source = (CellPart(text=known.source, style="muted"),) if known.source else ()
        tracked = (CellPart(text=self.words("tracked"), style="muted"),)
        metrics = self.named("metrics", known.tracks).lines
        return lines(status, source, *(tracked + metric for metric in metrics))


_ARROWS = {"ltr": "→", "rtl": "←"}
#: The verdicts on limits, the worst first, and how they look.
_VERDICTS = ("over", "may", "open", "unknown", "kept")
_CHIPS = {
    "over": "risk-high", "may": "risk-medium", "open": "risk-unrated", "unknown": "risk-unrated", "kept": "risk-low",
}  # fmt: skip

#: Makes a section of what a file has; None where it has no such thing.
SectionMaker = Callable[[Wording], Section | None]


def _rounded(seconds: float) -> float:
    """Whole seconds; of less than ten of them, tenths."""
    return round(seconds) if seconds >= 10 else round(seconds, 1)


def _row_ids(scene: Scene) -> Iterable[tuple[tuple[str, str], str]]:
    """What the rows of cards and declarations are called, by kind and key; fail points go by their labels."""
    blueprint = scene.blueprint
    fails = ((("fails", point.card), f"fail-{point.label}") for point in blueprint.points if point.card)
    kinds = {"steps": "step", "remarks": "remark", "personas": "persona", "pilots": "pilot",
             **{definition.name: definition.row for definition in of_plans.DEFINITIONS}}  # fmt: skip
    others = (
        ((kind, key), f"{short}-{position}")
        for kind, short in kinds.items()
        for position, key in enumerate(blueprint.of_kind(kind), 1)
    )
    return chain(fails, others, actor_rows(blueprint, scene.view))
