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


def facts(say: Wording) -> list[Fact]:
    """What the file says of itself."""
    blueprint = say.blueprint
    known = blueprint.known
    every = (
        ("owner", say.owner_name(blueprint.owner)),
        ("scope", blueprint.scope),
        ("whole", _timing(say, blueprint.timing)),
        ("source", known.source),
        ("status", say.word(known.status)),
        ("currency", blueprint.currency),
        ("reviewed", _review(say, blueprint.reviewed)),
    )
    return [Fact(name=say.words(name), text=value) for name, value in every if value]


def _timing(say: Wording, timing: Timing) -> str | None:
    target = say.words("time.target", time=say.time(timing.target)) if timing.target else None
    return " · ".join(part for part in (say.time(timing.span), target) if part) or None


def _review(say: Wording, review: Review | None) -> str | None:
    if review is None:
        return None
    return say.words.date(review.date) + (f" · {say.words(f'every.{review.every}')}" if review.every else "")


@dataclass(frozen=True, slots=True, kw_only=True)
class Summary:
    """The numbers of a service, and what of it is most worth attention, the gravest first."""

    tiles: tuple[Tile, ...]
    note: str
    attention: tuple[Reason, ...]


def summary(say: Wording, parts: list[Section]) -> Summary:
    """The summary of a report that has these parts: links lead only to what is there."""
    ids = {part.id for part in parts}
    ids.update(row.id for part in parts for table in part.tables for row in table.rows)

    def target(*wanted: str) -> str | None:
        return next((f"#{one}" for one in wanted if one in ids), None)

    found = attention(say.facts)
    tiles = tuple(tile for make in _TILES for tile in make(say, target))
    return Summary(
        tiles=tiles,
        note=_note(say, tiles),
        attention=tuple(reason(say, one, target) for one in found),
    )


def _note(say: Wording, tiles: tuple[Tile, ...]) -> str:
    """How the numbers are reckoned, of those that are there."""
    names = {tile.name for tile in tiles}
    notes = (
        ("summary.note", ("work", "waiting", "critical.tile")),
        ("summary.value", ("value.tile",)),
        ("summary.claims", ("assumed.tile",)),
    )
    told = [say.words(note) for note, of in notes if any(say.words(one) in names for one in of)]
    return say.sentences(*told) if told else ""


# ── the tiles ─────────────────────────────────────────────────────────────────────────────────────────────

Targets = Callable[..., str | None]


def _steps(say: Wording, target: Targets) -> Iterator[Tile]:
    blueprint = say.blueprint
    counts = [("tile.phases", len(blueprint.phases)), ("tile.actions", len(blueprint.actions))]
    details = tuple(_muted(say.words(key, count=say.words.number(count))) for key, count in counts if count)
    number = say.words.number(len(blueprint.steps))
    yield Tile(name=say.words("steps"), number=number, href=target("steps"), details=details)


def _touchpoints(say: Wording, target: Targets) -> Iterator[Tile]:
    met = touchpoint_actions(say)
    promised = sum(action.standard is not None for action in met)
    details = (_muted(say.words("tile.standards", count=promised)),)
    if met:
        yield _counted(say, "touchpoints", "touchpoint", len(met), target("touchpoints"), details)


def _handoffs(say: Wording, target: Targets) -> Iterator[Tile]:
    if say.blueprint.roles:
        yield _counted(say, "handoffs.tile", "", len(HANDOFFS.records(say.facts)), target("handoffs"))


def _fails(say: Wording, target: Targets) -> Iterator[Tile]:
    """How many fail points there are of each level, the gravest first."""
    counts = Counter(say.risk_level(fail) for fail in say.blueprint.fails.values())
    details = tuple(
        CellPart(text=say.words(f"risk.counted.{level}", count=counts[level]), style=f"chip risk-{level}")
        for level in reversed(RISK_LEVELS)
        if counts[level]
    )
    if counts:
        yield _counted(say, "fails", "fail", counts.total(), target("fails"), details)


def _times(say: Wording, target: Targets) -> Iterator[Tile]:
    times = service_time(say.blueprint)
    waits = sum(point.kind == "wait" for point in say.blueprint.points)
    details = (_muted(say.words("tile.waits", count=waits)),) if waits else ()
    for name, total, href, more in (
        ("work", times.work, target("times", "steps"), ()),
        ("waiting", times.wait, target("waits", "steps"), details),
    ):
        if total:
            yield Tile(
                name=say.words(name), number=say.seconds(total), kind=f"time {name}", href=href, details=more
            )


def _value(say: Wording, target: Targets) -> Iterator[Tile]:
    found = value_time(say.blueprint)
    if found:
        share = say.small_share(100 * found.adding / found.total)
        parts = say.words("tile.of", part=say.seconds(found.adding), whole=say.seconds(found.total))
        yield Tile(
            name=say.words("value.tile"),
            number=share,
            href=target("times", "steps"),
            details=(_muted(parts),),
        )


def _critical(say: Wording, target: Targets) -> Iterator[Tile]:
    """The longest way, against what is promised of the whole."""
    seconds = whole_path(say.facts).seconds
    whole = next((one for one in say.facts.once(targets) if one.place is say.blueprint), None)
    details: tuple[CellPart, ...] = (
        (_muted(say.words("time.target", time=say.seconds(whole.target))),) if whole else ()
    )
    if whole and whole.said and whole.said > seconds:
        details += (_muted(say.words("tile.said", time=say.seconds(whole.said))),)
    if whole and whole.seconds:
        details += (_kept(say, whole),)
    if seconds:
        yield Tile(
            name=say.words("critical.tile"), number=say.seconds(seconds), kind="time",
            href=target("critical", "times", "steps"), details=details,
        )  # fmt: skip


def _kept(say: Wording, one: Target) -> CellPart:
    if one.over:
        return CellPart(text=say.words("wait.over", time=say.seconds(one.over)), style="chip risk-high")
    return CellPart(text=say.words("wait.kept"), style="chip risk-low")


def _promises(say: Wording, target: Targets) -> Iterator[Tile]:
    """How many of the targets of whole, phases and steps the critical path keeps."""
    every = say.facts.once(targets)
    if not every:
        return
    over = sum(one.over > 0 for one in every)
    unknown = sum(not one.seconds for one in every)
    chips = (("tile.over", over, "chip risk-high"), ("tile.unknown", unknown, "chip"))
    kept = say.words("tile.of", part=len(every) - over - unknown, whole=len(every))
    details = tuple(
        CellPart(text=say.words(key, count=count), style=style) for key, count, style in chips if count
    )
    yield Tile(
        name=say.words("promises.tile"),
        number=kept,
        href=target("critical", "times", "steps"),
        details=details,
    )


def _questions(say: Wording, target: Targets) -> Iterator[Tile]:
    questions = say.blueprint.questions.values()
    unowned = sum(one.owner is None for one in questions)
    details = (_muted(say.words("tile.unowned", count=unowned)),) if unowned else ()
    if questions:
        yield _counted(say, "questions", "", len(questions), target("questions"), details)


def _assumed(say: Wording, target: Targets) -> Iterator[Tile]:
    found = claims(say.blueprint)
    if found:
        parts = say.words("tile.of", part=found.assumed, whole=found.total)
        yield Tile(
            name=say.words("assumed.tile"), number=say.small_share(found.share),
            href=target("known"), details=(_muted(parts),),
        )  # fmt: skip


def _counted(
    say: Wording, name: str, kind: str, count: int, href: str | None, details: tuple[CellPart, ...] = ()
) -> Tile:
    return Tile(name=say.words(name), number=say.words.number(count), kind=kind, href=href, details=details)


def _muted(said: str) -> CellPart:
    return CellPart(text=said, style="muted")


_TILES: tuple[Callable[[Wording, Targets], Iterator[Tile]], ...] = (
    _steps, _touchpoints, _handoffs, _fails, _times, _value, _critical, _promises, _questions, _assumed,
)  # fmt: skip
