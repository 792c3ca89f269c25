"""The tables of a site as values: the index, and the registers of all services.

Comes in: services and where their reports stand. Goes out: Lists of cells, in the language of the site. What several services import from
one place is one row. Deliberately absent: HTML, and how long a page may get (`pages`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import chain
from typing import Any, Literal, NamedTuple
from urllib.parse import quote

from blueprint.analysis.motion.lead_times import LeadTime
from blueprint.analysis.registers.all_registers import ON_SITES
from blueprint.analysis.registers.register import Column as Title
from blueprint.analysis.registers.register import Shown
from blueprint.analysis.risk.levels import RISK_LEVELS
from blueprint.lean_dataclasses import dataclass
from blueprint.words import Keyword, in_words
from blueprint.words.labels import Words

from .. import lead_time
from ..page.table import Cell, CellPart, Column, Line, lines, stacked, text
from .service import Plain, Row, Service, Verdict, Worst

#: The registers in the order of their links; others follow.
_ORDER = ("fails", "risks", "goals", "metrics", "feedback", "systems", "questions")
#: Columns of registers whose values are few.
_FILTERS = {
    "fails": ("level", "owner"), "risks": ("severity", "scope", "owner"), "goals": ("metric", "owner"), "metrics": ("kind", "every"),
    "feedback": ("channel", "owner"), "questions": ("owner",),
}  # fmt: skip
#: What becomes of a promise, in words and colours.
_VERDICTS = {"over": "wait.over", "may": "report.wait.may", "kept": "wait.kept"}
_TONES = {"over": "high", "may": "medium", "kept": "low"}
_LEVELS: dict[str, int] = {level: number for number, level in enumerate(RISK_LEVELS)}


class Place(NamedTuple):
    """A service and its page, by the path from the folder of the site, with `/`."""

    service: Service
    path: str

    def href(self, anchor: str = "") -> str:
        """The address of the page, or of a place in it, from the folder of the site."""
        page = quote(self.path.encode("utf-8", "surrogateescape"))
        return f"{page}#{quote(anchor.encode('utf-8', 'surrogateescape'))}" if anchor else page


@dataclass(frozen=True, slots=True, kw_only=True)
class ServiceEntry:
    """A row of a page; `id` is unique in its list."""

    id: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class List:
    """A table that fills one page or several, called `name`. `count` is the number of what it lists."""

    name: str
    title: str
    columns: tuple[Column, ...]
    entries: tuple[ServiceEntry, ...]
    note: str | None = None

    @property
    def count(self) -> int:
        """How many rows there are."""
        return len(self.entries)


class SiteWording:
    """How a site says things: fixed words, values of cells, names of registers and columns."""

    def __init__(self, language: str) -> None:
        self.words = Words(language, "site")
        self.code = self.words.code

    def cell(self, value: Plain) -> Cell:
        """A cell of a register."""
        if value is None:
            return Cell()
        if isinstance(value, list):
            return lines(*((CellPart(text=str(each)),) for each in value))
        if isinstance(value, dict):
            return self._marked(value)
        if isinstance(value, bool) or not isinstance(value, int | float):
            return text(str(value))
        message = self.words.number(value)
        return replace(text(message), order=None if message == str(value) else value)

    def _marked(self, value: dict[str, Plain]) -> Cell:
        """A time, a date or a word of the language."""
        if "s" in value:
            return self.time(value["s"], value["u"])
        if "d" in value:
            return replace(text(self.words.date(value["d"]), "date"), order=value["d"])
        return text(in_words(Keyword(value["k"]), self.code))

    def time(self, seconds: float, unit: float) -> Cell:
        """A number of seconds, in the unit that its author wrote."""
        return replace(text(self.words.seconds(seconds, unit)), order=seconds)

    def level(self, word: str | None) -> Cell:
        """A level of risk as a chip, sorted by how grave it is."""
        if word is None:
            return Cell()
        return replace(text(self.words(word), f"chip risk-{word}"), order=_LEVELS.get(word))

    def register(self, name: str) -> str:
        """The title of a register."""
        return self.words(f"register.{name}")

    def column(self, column: Title[Any]) -> str:
        """The title of a column of a register."""
        return in_words(column.title, self.code)


def lists(tongue: SiteWording, places: Sequence[Place]) -> list[List]:
    """The registers of all services that have any rows, in the order of their links."""
    names = dict.fromkeys((*_ORDER, *ON_SITES))
    found = [
        systems(tongue, places) if name == "systems" else _register(tongue, places, name) for name in names
    ]
    return [listing for listing in found if listing.entries]


# ── the index ───────────────────────────────────────────────────────────────────────────────────────────────


def index(tongue: SiteWording, places: Sequence[Place]) -> List:
    """All services, in the order in which they were found."""
    words = tongue.words
    columns = (
        Column(title=words("site.service"), kind="main"),
        Column(title=words("owner"), filters=True),
        Column(title=words("site.state"), filters=True),
        Column(title=words("steps"), kind="number"),
        Column(title=words("fails")),
        Column(title=words("waits"), kind="number"),
        Column(title=words("site.handoffs"), kind="number"),
        Column(title=words("lead")),
        Column(title=words("site.findings")),
        Column(title=words("site.worst"), kind="main"),
    )
    entries = tuple(
        ServiceEntry(id=f"service-{number}", cells=tuple(_service(tongue, place)))
        for number, place in enumerate(places, 1)
    )
    return _list("index", words("site.services"), columns, entries, words("site.index.note"))


def _service(tongue: SiteWording, place: Place) -> Iterator[Cell]:
    words, service = tongue.words, place.service
    yield lines((CellPart(text=service.title, style="strong", href=place.href()),))
    yield text(service.owner)
    yield text(words(service.state) if service.state else None)
    count = int(service.numbers["phases"] or 0)
    phases = tongue.words("site.phases.one" if count == 1 else "site.phases", count=count)
    steps = tongue.cell(service.numbers["steps"])
    yield replace(stacked(steps, text(phases if count else None, "muted")), order=service.numbers["steps"])
    yield _fails(tongue, service)
    for name in ("waits", "handoffs"):
        yield tongue.cell(service.numbers[name])
    yield _lead(tongue, service)
    yield _findings(tongue, service)
    yield lines(*(_worst(place, risk) for risk in service.worst))


def _fails(tongue: SiteWording, service: Service) -> Cell:
    """The fail points by risk, sorted by how many are high, then medium, then low."""
    counts = [int(service.numbers[level] or 0) for level in reversed(RISK_LEVELS)]
    line = tuple(
        CellPart(text=tongue.words(f"risk.counted.{level}", count=count), style=f"chip risk-{level}")
        for level, count in zip(reversed(RISK_LEVELS), counts, strict=True)
        if count
    )
    high, medium, low, unrated = counts
    return replace(
        lines(line), order=((high * 1000 + medium) * 1000 + low) * 1000 + unrated if line else None
    )


def _lead(tongue: SiteWording, service: Service) -> Cell:
    """How long the usual way takes, what is promised of the whole, and whether that is kept; sorted by the first time."""
    words, promise = tongue.words, service.promise
    found = [line for time in service.leads for line in _time(words, time)]
    if not service.leads:
        found.append((CellPart(text=words("lead.none"), style="muted"),))
    if promise is not None:
        text = words("site.promise", time=words.seconds(promise.seconds, promise.unit))
        found.append((CellPart(text=text, style="muted"),))
        found += (_verdict(words, verdict) for verdict in promise.verdicts)
    return replace(lines(*found), order=service.leads[0].usual if service.leads else None)


def _time(words: Words, time: LeadTime) -> Iterator[Line]:
    if time.is_known:
        yield (*_whose(words, time.personas), CellPart(text=lead_time.usual(words, time)))
        for remark in lead_time.remarks(words, time):
            yield (CellPart(text=remark, style="muted"),)


def _verdict(words: Words, verdict: Verdict) -> Line:
    text = words(_VERDICTS[verdict.verdict], time=words.seconds(verdict.by, verdict.unit))
    style = f"chip risk-{_TONES[verdict.verdict]}"
    return (*_whose(words, verdict.personas), CellPart(text=text, style=style))


def _whose(words: Words, personas: tuple[str | None, ...]) -> Line:
    text = lead_time.for_whom(words, personas)
    return (CellPart(text=words("site.lead.of", personas=text), style="muted"),) if text else ()


def _findings(tongue: SiteWording, service: Service) -> Cell:
    warnings, infos = int(service.numbers["warnings"] or 0), int(service.numbers["infos"] or 0)
    if not warnings + infos:
        return Cell()
    counts = (
        ("site.warnings.one" if warnings == 1 else "site.warnings", warnings),
        ("site.infos.one" if infos == 1 else "site.infos", infos),
    )
    generator = (text(tongue.words(key, count=count)).lines for key, count in counts if count)
    return Cell(lines=tuple(chain.from_iterable(generator)), order=warnings * 10_000 + infos)


def _worst(place: Place, risk: Worst) -> Line:
    number = (CellPart(text=str(risk.number), style=f"badge badge-{risk.level}"),) if risk.number else ()
    return (*number, CellPart(text=risk.text, href=place.href(risk.anchor)))


# ── registers ───────────────────────────────────────────────────────────────────────────────────────────────


class _Found(NamedTuple):
    """A row of a register, and the service that it stands in."""

    place: Place
    row: Row


def _register(tongue: SiteWording, places: Sequence[Place], name: str) -> List:
    main, *rest = _columns(name)
    filters = _FILTERS.get(name, ())
    columns = (
        Column(title=tongue.column(main), kind="main"),
        Column(title=tongue.words("site.service"), filters=True),
        *(
            Column(title=_title(tongue, name, column), kind=_kind(column), filters=column.name in filters)
            for column in rest
        ),
        Column(title=tongue.column(Title("column.step"))),
    )
    found = sorted(_all(places, name), key=_ORDERS.get(name, lambda _: 0))
    groups = _shared(found)
    entries = tuple(_entries(groups, lambda same: _cells(tongue, name, same)))
    return _list(
        name,
        tongue.register(name),
        columns,
        entries,
        tongue.words("site.fails.note") if name == "fails" else None,
    )


def _columns(name: str) -> tuple[Title[Any], ...]:
    return ON_SITES[name].columns_in(Shown.SITE)


@cache
def _at(name: str) -> dict[str, int]:
    """The position of each column in a row."""
    return {column.name: number for number, column in enumerate(_columns(name))}


def _kind(column: Title[Any]) -> Literal["number", "text"]:
    return "number" if column.kind == "number" else "text"


def _title(tongue: SiteWording, name: str, column: Title[Any]) -> str:
    """The title of the register's column; ratings of an FMEA have letters, as in the reports."""
    short = {**{name: f"{name}.short" for name in ("severity", "occurrence", "detection")}, "rpn": "rpn"}
    if name == "fails" and column.name in short:
        return tongue.words(short[column.name])
    return tongue.column(column)


def _all(places: Sequence[Place], name: str) -> list[_Found]:
    return [_Found(place, row) for place in places for row in place.service.rows.get(name, ())]


def _by_risk(found: _Found) -> tuple[int, int]:
    """The highest risk first; of equal ones, the higher number."""
    at = _at("fails")
    level, number = found.row.cells[at["level"]], found.row.cells[at["rpn"]]
    return -_LEVELS.get(level["k"] if level else "unrated", 0), -(number or 0)


def _by_severity(found: _Found) -> int:
    severity = found.row.cells[_at("risks")["severity"]]
    return -_LEVELS.get(severity["k"], 0) if severity else 0


_ORDERS: dict[str, Callable[[_Found], Any]] = {"fails": _by_risk, "risks": _by_severity}


def _shared(found: Iterable[_Found]) -> list[list[_Found]]:
    """What is declared at one place and says the same in every service stands together, where the first of it stood."""
    groups: dict[str, list[_Found]] = {}
    for hit in found:
        groups.setdefault(f"{hit.row.declared} {hit.row.cells}", []).append(hit)
    return list(groups.values())


def _entries(
    groups: Iterable[list[_Found]], cells: Callable[[list[_Found]], tuple[Cell, ...]]
) -> Iterator[ServiceEntry]:
    """Rows called by the lasting ids of the registers; several files may have the same ones."""
    taken: dict[str, int] = {}
    for same in groups:
        own = "-".join(same[0].row.id.split())
        taken[own] = taken.get(own, 0) + 1
        yield ServiceEntry(id=own if taken[own] == 1 else f"{own}.{taken[own]}", cells=cells(same))


def _cells(tongue: SiteWording, name: str, same: list[_Found]) -> tuple[Cell, ...]:
    first = same[0]
    main, *rest = first.row.cells
    group = [
        _of(tongue, name, column.name, value) for column, value in zip(_columns(name)[1:], rest, strict=True)
    ]
    link = CellPart(text=str(main), style="strong", href=first.place.href(first.row.anchor))
    return (lines((link,)), _services(same), *group, text(first.row.step))


def _of(tongue: SiteWording, name: str, column: str, value: Plain) -> Cell:
    if column == "level" or (name, column) == ("risks", "severity"):
        return tongue.level(value["k"] if value else None)
    return tongue.cell(value)


def _services(same: list[_Found]) -> Cell:
    """The services that have a row, each linked to its own."""
    return lines(
        *((CellPart(text=hit.place.service.title, href=hit.place.href(hit.row.anchor)),) for hit in same)
    )


def systems(tongue: SiteWording, places: Sequence[Place]) -> List:
    """The systems that actions of several services use, by their labels; the most used first."""
    at, titles = _at("systems"), {column.name: column for column in _columns("systems")}
    groups: dict[str, dict[str, _Found]] = {}
    for hit in _all(places, "systems"):
        if hit.row.cells[at["actions"]]:
            own = groups.setdefault(" ".join(str(hit.row.cells[at["system"]]).split()).casefold(), {})
            own.setdefault(hit.place.path, hit)
    several = sorted(
        (list(own.values()) for own in groups.values() if len(own) > 1), key=lambda same: -len(same)
    )
    columns = (
        Column(title=tongue.column(titles["system"]), kind="main"),
        Column(title=tongue.words("site.depending"), kind="number"),
        Column(title=tongue.words("site.services"), kind="main"),
        Column(title=tongue.column(titles["roles"])),
        Column(title=tongue.column(titles["owner"]), filters=True),
    )

    def cells(same: list[_Found]) -> tuple[Cell, ...]:
        joined = {
            name: dict.fromkeys(other for each in same for other in _several(each.row.cells[at[name]]))
            for name in ("roles", "owner")
        }
        return (
            text(str(same[0].row.cells[at["system"]]), "strong"), text(str(len(same))), _services(same),
            *(lines(*((CellPart(text=other),) for other in joined[name])) for name in ("roles", "owner")),
        )  # fmt: skip

    entries = tuple(_entries(several, cells))
    return _list("systems", tongue.words("site.systems"), columns, entries, tongue.words("site.systems.note"))


def _several(value: Plain) -> list[str]:
    if value is None:
        return []
    return [str(each) for each in value] if isinstance(value, list) else [str(value)]


def _list(
    name: str,
    title: str,
    columns: tuple[Column, ...],
    entries: tuple[ServiceEntry, ...],
    note: str | None = None,
) -> List:
    """A list without columns that no row fills."""
    used = [at for at in range(len(columns)) if any(entry.cells[at].lines for entry in entries)]
    return List(
        name=name,
        title=title,
        columns=tuple(columns[at] for at in used),
        entries=tuple(replace(entry, cells=tuple(entry.cells[at] for at in used)) for entry in entries),
        note=note,
    )
