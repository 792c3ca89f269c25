"""The head of the report: what the blueprint is, and its numbers.

Comes in: the wording of a scene, and what the report has. Goes out: facts, tiles, and what is most worth attention. Deliberately absent:
the ranking (`blueprint.analysis.top_concerns`), its sentences (`reasons`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator

from blueprint.analysis.motion.by_step import ladder_of
from blueprint.analysis.motion.lead_times import LeadTime, lead_times
from blueprint.analysis.motion.limits.limit import Kind, Limit
from blueprint.analysis.motion.results import headline
from blueprint.analysis.provenance.assumptions import claims
from blueprint.analysis.registers.of_work import HANDOFFS
from blueprint.analysis.risk.levels import RISK_LEVELS
from blueprint.analysis.top_concerns import attention
from blueprint.lean_dataclasses import dataclass
from blueprint.model import Review, Timing

from .. import lead_time
from ..page.table import CellPart, Section
from .journey.touchpoints import touchpoint_actions
from .reasons import Reason, reason
from .time.timing import worth
from .wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """Something that the header says: a name and a text."""

    name: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """A number of the summary; `href` leads to the section that lists what it counts."""

    name: str
    number: str
    kind: str = ""
    href: str | None = None
    details: tuple[CellPart, ...] = ()


def facts(wording: Wording) -> list[Fact]:
    """What the file says of itself."""
    blueprint = wording.blueprint
    known = blueprint.known
    every = (
        ("owner", wording.owner_name(blueprint.owner)),
        ("scope", blueprint.scope),
        ("whole", _timing(wording, blueprint.timing)),
        ("source", known.source),
        ("status", wording.word(known.status)),
        ("currency", blueprint.currency),
        ("reviewed", _review(wording, blueprint.reviewed)),
    )
    return [Fact(name=wording.words(name), text=value) for name, value in every if value]


def _timing(wording: Wording, timing: Timing) -> str | None:
    target = wording.words("time.target", time=wording.time(timing.target)) if timing.target else None
    parts = (wording.time(timing.span), target, *wording.by_persona(timing))
    return wording.words.dotted(parts) or None


def _review(wording: Wording, review: Review | None) -> str | None:
    if review is None:
        return None
    often = wording.words(f"every.{review.every}") if review.every else None
    return wording.words.dotted((wording.words.date(review.date), often))


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The numbers of a service, and its top concerns, the highest risk first."""

    tiles: tuple[Tile, ...]
    note: str
    attention: tuple[Reason, ...]


def summary(wording: Wording, parts: list[Section]) -> Summary:
    """The summary of a report that has these parts: links lead only to what is there."""
    ids = {part.id for part in parts}
    ids.update(row.id for part in parts for table in part.tables for row in table.rows)

    def target(*wanted: str) -> str | None:
        return next((f"#{text}" for text in wanted if text in ids), None)

    # How the work is judged is for those who do it.
    is_inside = not wording.view.customer
    found = attention(wording.facts, times=wording.facts_of_times) if is_inside else []
    makers = _TILES if is_inside else _TILES_FOR_CUSTOMERS
    tiles = tuple(tile for make in makers for tile in make(wording, target))
    return Summary(
        tiles=tiles,
        note=_note(wording, tiles) if is_inside else "",
        attention=tuple(reason(wording, concern, target) for concern in found),
    )


def _note(wording: Wording, tiles: tuple[Tile, ...]) -> str:
    """How the numbers that are shown are calculated."""
    names = {tile.name for tile in tiles}
    notes = (
        ("summary.lead", ("term.lead",)),
        ("summary.note", ("amounts.time", "waiting")),
        ("summary.value", ("value.tile",)),
        ("summary.claims", ("assumed.tile",)),
    )
    told = [
        wording.words(note)
        for note, of in notes
        if any(name.startswith(wording.words(text)) for text in of for name in names)
    ]
    return wording.sentences(*told) if told else ""


# ── the tiles ─────────────────────────────────────────────────────────────────────────────────────────────

Targets = Callable[..., str | None]


def _steps(wording: Wording, target: Targets) -> Iterator[Tile]:
    blueprint = wording.blueprint
    counts = [("tile.phases", len(blueprint.phases)), ("tile.actions", len(blueprint.actions))]
    details = tuple(
        _muted(wording.words(key, count=wording.words.number(count))) for key, count in counts if count
    )
    number = wording.words.number(len(blueprint.steps))
    yield Tile(name=wording.words("steps"), number=number, href=target("steps"), details=details)


def _touchpoints(wording: Wording, target: Targets) -> Iterator[Tile]:
    met = touchpoint_actions(wording)
    promised = sum(action.standard is not None for action in met)
    details = (_muted(wording.words("tile.standards", count=promised)),)
    if met:
        yield _counted(wording, "touchpoints", "touchpoint", len(met), target("touchpoints"), details)


def _handoffs(wording: Wording, target: Targets) -> Iterator[Tile]:
    if wording.blueprint.roles:
        yield _counted(wording, "handoffs.tile", "", len(HANDOFFS.records(wording.facts)), target("handoffs"))


def _fails(wording: Wording, target: Targets) -> Iterator[Tile]:
    """How many fail points there are of each level, the highest first."""
    counts = Counter(wording.risk_level(fail) for fail in wording.blueprint.fails.values())
    details = tuple(
        CellPart(text=wording.words(f"risk.counted.{level}", count=counts[level]), style=f"chip risk-{level}")
        for level in reversed(RISK_LEVELS)
        if counts[level]
    )
    if counts:
        yield _counted(wording, "fails", "fail", counts.total(), target("fails"), details)


def _lead(wording: Wording, target: Targets) -> Iterator[Tile]:
    """How long the usual way takes and what has to be said of it, against what is promised of the whole; for each group of personas."""
    if wording.is_part:
        return
    limit = wording.limit("service", wording.blueprint.name)
    href = target("ways", "critical", "times", "steps")
    times = lead_times(wording.facts)
    for time in times:
        if time.is_known:
            name = wording.words("term.lead")
            whom = f" · {lead_time.for_whom(wording.words, time.personas)}" if time.personas else ""
            remarks = tuple(_muted(text) for text in lead_time.remarks(wording.words, time))
            yield Tile(
                name=name + whom, number=lead_time.usual(wording.words, time), kind="time", href=href,
                details=(*_against(wording, limit, time), *remarks),
            )  # fmt: skip
    if not any(time.is_known for time in times) and limit and limit.stated:
        stated = wording.time(limit.stated) or ""
        name = wording.words("tile.said-time")
        details = tuple(_against(wording, limit, None))
        yield Tile(name=name, number=stated, kind="time", href=href, details=details)


def _against(wording: Wording, limit: Limit | None, time: LeadTime | None) -> Iterator[CellPart]:
    """The target of the whole, and what becomes of it for some personas."""
    if limit is None:
        return
    yield _muted(wording.words("time.target", time=wording.time(limit.most)))
    usual = time.usual if time else None
    held = next((held for held in limit.held if usual in (None, held.taken.usual)), None)
    if held is None or held.verdict == "unknown":
        return
    yield from wording.verdict(held)


def _times(wording: Wording, target: Targets) -> Iterator[Tile]:
    """How long a case waits, as the ladder adds it up, and how much work it is for all who take part."""
    ladder, motion = (
        ladder_of(wording.facts_of_times, wording.blueprint.steps),
        headline(wording.facts_of_times),
    )
    waits = sum(point.kind == "wait" for point in wording.blueprint.points)
    if ladder.wait:
        number = wording.words.seconds(ladder.wait, ladder.unit)
        details = (_muted(wording.words("tile.waits", count=waits)),) if waits else ()
        href = target("waits", "steps")
        yield Tile(
            name=wording.words("waiting"), number=number, kind="time waiting", href=href, details=details
        )
    if not wording.is_part and motion.runs and motion.amounts.seconds:
        number = wording.words.seconds(motion.amounts.seconds, motion.lead.unit)
        href = target("amounts", "times", "steps")
        yield Tile(name=wording.words("amounts.time"), number=number, kind="time work", href=href)


def _value(wording: Wording, target: Targets) -> Iterator[Tile]:
    """The part of the work that adds value; where its value is not said of most of it, how much that is."""
    motion = headline(wording.facts_of_times)
    if wording.is_part or not motion.runs or not set(motion.amounts.values) - {None}:
        return
    amounts, unit = motion.amounts, motion.lead.unit
    whole = wording.words.seconds(amounts.seconds, unit)
    if amounts.adding is not None:
        number, name = wording.small_share(100 * amounts.adding), "value.tile"
        seconds = amounts.values.get("adding", 0.0)
        details = wording.words("tile.of-work", part=wording.words.seconds(seconds, unit), whole=whole)
    else:
        number, name = wording.small_share(100 * (amounts.valued or 0.0)), "value.tile.said"
        parts = worth(wording, amounts.values, unit)
        details = wording.words("tile.work", whole=whole, parts=parts)
    yield Tile(
        name=wording.words(name), number=number, href=target("times", "steps"), details=(_muted(details),)
    )


#: The targets that an action may have.
_OF_ACTIONS: tuple[Kind, ...] = ("time", "wait")


def _promises(wording: Wording, target: Targets) -> Iterator[Tile]:
    """How many of the targets of whole, phases, steps, actions and waits are kept on the usual way."""
    places: list[tuple[Kind, str]] = [] if wording.is_part else [("service", wording.blueprint.name)]
    places += [("phase", key) for key in wording.blueprint.phases]
    places += [("step", key) for key in wording.blueprint.steps]
    places += [(kind, key) for key in wording.blueprint.actions for kind in _OF_ACTIONS]
    every = [limit for kind, key in places if (limit := wording.limit(kind, key)) is not None]
    if not every:
        return
    over = sum(limit.over > 0 for limit in every)
    unknown = sum(all(held.verdict == "unknown" for held in limit.held) for limit in every)
    chips = (("tile.over", over, "chip risk-high"), ("tile.unknown", unknown, "chip"))
    kept = wording.words("tile.of", part=len(every) - over - unknown, whole=len(every))
    details = tuple(
        CellPart(text=wording.words(key, count=count), style=style) for key, count, style in chips if count
    )
    yield Tile(
        name=wording.words("promises.tile"),
        number=kept,
        href=target("promises", "times", "steps"),
        details=details,
    )


def _questions(wording: Wording, target: Targets) -> Iterator[Tile]:
    questions = wording.blueprint.questions.values()
    unowned = sum(question.owner is None for question in questions)
    details = (_muted(wording.words("tile.unowned", count=unowned)),) if unowned else ()
    if questions:
        yield _counted(wording, "questions", "", len(questions), target("questions"), details)


def _assumed(wording: Wording, target: Targets) -> Iterator[Tile]:
    found = claims(wording.blueprint)
    if found:
        parts = wording.words("tile.of", part=found.assumed, whole=found.total)
        yield Tile(
            name=wording.words("assumed.tile"), number=wording.small_share(found.share),
            href=target("known"), details=(_muted(parts),),
        )  # fmt: skip


def _counted(
    wording: Wording, name: str, kind: str, count: int, href: str | None, details: tuple[CellPart, ...] = ()
) -> Tile:
    return Tile(
        name=wording.words(name), number=wording.words.number(count), kind=kind, href=href, details=details
    )


def _muted(text: str) -> CellPart:
    return CellPart(text=text, style="muted")


_TILES: tuple[Callable[[Wording, Targets], Iterator[Tile]], ...] = (
    _steps, _touchpoints, _handoffs, _fails, _lead, _times, _value, _promises, _questions, _assumed,
)  # fmt: skip
_TILES_FOR_CUSTOMERS = (_steps, _touchpoints, _times)
