"""The head of the report: what the blueprint is, and its numbers.

Comes in: the wording of a scene, and what the report has. Goes out: facts, tiles, and what is most worth attention. Deliberately absent:
the ranking (`blueprint.analysis.top_concerns`), its sentences (`reasons`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from blueprint.analysis.motion.targets import Target, targets, whole_path
from blueprint.analysis.motion.times import service_time, value_time
from blueprint.analysis.provenance.assumptions import claims
from blueprint.analysis.registers.of_work import HANDOFFS
from blueprint.analysis.risk.levels import RISK_LEVELS
from blueprint.analysis.top_concerns import attention
from blueprint.model import Review, Timing

from ..page.table import CellPart, Section
from .journey.touchpoints import touchpoint_actions
from .reasons import Reason, reason
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
    return " · ".join(part for part in (wording.time(timing.span), target) if part) or None


def _review(wording: Wording, review: Review | None) -> str | None:
    if review is None:
        return None
    return wording.words.date(review.date) + (
        f" · {wording.words(f'every.{review.every}')}" if review.every else ""
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The numbers of a service, and what of it is most worth attention, the gravest first."""

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
    found = attention(wording.facts) if is_inside else []
    makers = _TILES if is_inside else _TILES_FOR_CUSTOMERS
    tiles = tuple(tile for make in makers for tile in make(wording, target))
    return Summary(
        tiles=tiles,
        note=_note(wording, tiles) if is_inside else "",
        attention=tuple(reason(wording, concern, target) for concern in found),
    )


def _note(wording: Wording, tiles: tuple[Tile, ...]) -> str:
    """How the numbers are reckoned, of those that are there."""
    names = {tile.name for tile in tiles}
    notes = (
        ("summary.note", ("work", "waiting", "critical.tile")),
        ("summary.value", ("value.tile",)),
        ("summary.claims", ("assumed.tile",)),
    )
    told = [wording.words(note) for note, of in notes if any(wording.words(text) in names for text in of)]
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
    """How many fail points there are of each level, the gravest first."""
    counts = Counter(wording.risk_level(fail) for fail in wording.blueprint.fails.values())
    details = tuple(
        CellPart(text=wording.words(f"risk.counted.{level}", count=counts[level]), style=f"chip risk-{level}")
        for level in reversed(RISK_LEVELS)
        if counts[level]
    )
    if counts:
        yield _counted(wording, "fails", "fail", counts.total(), target("fails"), details)


def _times(wording: Wording, target: Targets) -> Iterator[Tile]:
    times = service_time(wording.blueprint)
    waits = sum(point.kind == "wait" for point in wording.blueprint.points)
    details = (_muted(wording.words("tile.waits", count=waits)),) if waits else ()
    for name, total, href, more in (
        ("work", times.work, target("times", "steps"), ()),
        ("waiting", times.wait, target("waits", "steps"), details),
    ):
        if total:
            yield Tile(
                name=wording.words(name),
                number=wording.seconds(total),
                kind=f"time {name}",
                href=href,
                details=more,
            )


def _value(wording: Wording, target: Targets) -> Iterator[Tile]:
    found = value_time(wording.blueprint)
    if found:
        share = wording.small_share(100 * found.adding / found.total)
        parts = wording.words(
            "tile.of", part=wording.seconds(found.adding), whole=wording.seconds(found.total)
        )
        yield Tile(
            name=wording.words("value.tile"),
            number=share,
            href=target("times", "steps"),
            details=(_muted(parts),),
        )


def _critical(wording: Wording, target: Targets) -> Iterator[Tile]:
    """The longest way, against what is promised of the whole."""
    seconds = whole_path(wording.facts).seconds
    whole = next(
        (target for target in wording.facts.once(targets) if target.place is wording.blueprint), None
    )
    details: tuple[CellPart, ...] = (
        (_muted(wording.words("time.target", time=wording.seconds(whole.target))),) if whole else ()
    )
    if whole and whole.stated and whole.stated > seconds:
        details += (_muted(wording.words("tile.said", time=wording.seconds(whole.stated))),)
    if whole and whole.seconds:
        details += (_kept(wording, whole),)
    if seconds:
        yield Tile(
            name=wording.words("critical.tile"), number=wording.seconds(seconds), kind="time",
            href=target("critical", "times", "steps"), details=details,
        )  # fmt: skip


def _kept(wording: Wording, target: Target) -> CellPart:
    if target.over:
        return CellPart(
            text=wording.words("wait.over", time=wording.seconds(target.over)), style="chip risk-high"
        )
    return CellPart(text=wording.words("wait.kept"), style="chip risk-low")


def _promises(wording: Wording, target: Targets) -> Iterator[Tile]:
    """How many of the targets of whole, phases and steps the critical path keeps."""
    every = wording.facts.once(targets)
    if not every:
        return
    over = sum(target.over > 0 for target in every)
    unknown = sum(not target.seconds for target in every)
    chips = (("tile.over", over, "chip risk-high"), ("tile.unknown", unknown, "chip"))
    kept = wording.words("tile.of", part=len(every) - over - unknown, whole=len(every))
    details = tuple(
        CellPart(text=wording.words(key, count=count), style=style) for key, count, style in chips if count
    )
    yield Tile(
        name=wording.words("promises.tile"),
        number=kept,
        href=target("critical", "times", "steps"),
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
    _steps, _touchpoints, _handoffs, _fails, _times, _value, _critical, _promises, _questions, _assumed,
)  # fmt: skip
_TILES_FOR_CUSTOMERS = (_steps, _touchpoints, _times)
