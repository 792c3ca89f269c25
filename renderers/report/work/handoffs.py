"""The section on hand-offs: from whom to whom, how often, and each of them.

Comes in: the wording of a scene. Goes out: one section, or None where nobody hands anything to anybody. Deliberately absent: judgement.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import product
from typing import NamedTuple

from blueprint.analysis.registers.of_work import HANDOFFS
from blueprint.analysis.work.handoff_arrows import Crossing, crossings, departments
from blueprint.analysis.work.items import in_words
from blueprint.model import Flow, Ref
from blueprint.values import TimeSpan

from ...page.table import Cell, CellPart, Column, Line, Row, Section, Table, lines, table, text
from ..register_table import Head, RegisterTable
from ..wording import Wording

#: The strongest tone of a matrix.
_TONES = 4

#: The numbers of hand-offs (from 1) by who gives and who takes.
Pairs = dict[tuple[str, str], list[int]]


class _Heading(NamedTuple):
    """How a matrix is called, and what the ids of its rows begin with."""

    name: str
    title: str


def handoffs(wording: Wording) -> Section | None:
    """Hand-offs between roles, between departments, and the list of them."""
    found = wording.facts.once(crossings)
    if not found:
        return None
    words = wording.words
    roles = _pairs((crossing.giving, crossing.taking) for crossing in found)
    units = _pairs(
        (departments(wording.facts, crossing.giving), departments(wording.facts, crossing.taking))
        for crossing in found
    )
    every = wording.blueprint.roles
    matrices = [
        _matrix(
            wording,
            found,
            roles,
            {key: wording.named("roles", [key]) for key in every},
            _Heading("giver", words("handoffs.roles")),
        )
    ]
    if units:
        heads = {department: text(department) for department in departments(wording.facts, every)}
        matrices.append(
            _matrix(wording, found, units, heads, _Heading("unit", words("handoffs.departments")))
        )
    register = RegisterTable(wording, HANDOFFS, _HEADS)
    listed = table(register.columns, register.rows(), words("handoffs.list"))
    return Section(
        id="handoffs",
        title=words("handoffs"),
        tables=(*matrices, listed),
        note=_note(wording, found, units),
    )


def _note(wording: Wording, found: tuple[Crossing, ...], units: Pairs) -> str:
    within = {number for (giver, taker), numbers in units.items() if giver == taker for number in numbers}
    every = {number for numbers in units.values() for number in numbers}
    again = sum(bool(crossing.again) for crossing in found)
    words = wording.words
    return wording.sentences(
        words(
            "handoffs.note", count=len(found), back=sum(crossing.flow.kind == "return" for crossing in found)
        ),
        words("handoffs.walls", between=len(every - within), inside=len(within)) if every else "",
        words("handoffs.again", count=again) if again else "",
    )


# ── matrices ──────────────────────────────────────────────────────────────────────────────────────────────


def _pairs(ends: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Pairs:
    """The numbers by pair; what some department both gives and takes stays within it."""
    pairs: Pairs = {}
    for number, (giving, taking) in enumerate(ends, 1):
        common = [(other, other) for other in giving if other in taking]
        for pair in common or product(giving, taking):
            pairs.setdefault(pair, []).append(number)
    return pairs


def _matrix(
    wording: Wording, found: tuple[Crossing, ...], pairs: Pairs, heads: dict[str, Cell], of: _Heading
) -> Table:
    """A matrix of giver × taker, with sums; everybody is on both sides."""
    involved = [key for key in heads if any(key in pair for pair in pairs)]
    # Within a department there is no wall, and nothing to warn of.
    most = max((len(numbers) for (giver, taker), numbers in pairs.items() if giver != taker), default=0)
    columns = (
        Column(title=wording.words("handoffs.corner")),
        *(Column(title=_title(heads[key])) for key in involved),
        Column(title=wording.words("handoffs.gives")),
    )
    rows = [
        Row(
            id=f"{of.name}-{position}",
            cells=(
                heads[giver],
                *(
                    _count(wording, found, pairs.get((giver, taker), []), most if giver != taker else 0)
                    for taker in involved
                ),
                _sum(numbers for pair, numbers in pairs.items() if pair[0] == giver),
            ),
        )
        for position, giver in enumerate(involved, 1)
    ]
    sums = (
        text(wording.words("handoffs.takes")),
        *(_sum(numbers for pair, numbers in pairs.items() if pair[1] == taker) for taker in involved),
        _sum(pairs.values()),
    )
    return Table(
        columns=columns, rows=(*rows, Row(id=f"{of.name}-all", cells=sums)), title=of.title, matrix=True
    )


def _title(cell: Cell) -> str:
    return " ".join(piece.text for line in cell.lines for piece in line)


def _sum(every: Iterable[list[int]]) -> Cell:
    """How many hand-offs some pairs have; one between several roles at a time counts once."""
    count = len({number for numbers in every for number in numbers})
    return text(str(count), "strong") if count else Cell()


def _count(wording: Wording, found: tuple[Crossing, ...], numbers: list[int], most: int) -> Cell:
    """How many, and which: each number leads to its row. `most` of all cells has the strongest tone; 0: no tone."""
    if not numbers:
        return Cell()
    tone = 0 if not most else len(numbers) if most <= _TONES else -(-_TONES * len(numbers) // most)
    links = [
        CellPart(
            text=_called(number),
            href=f"#handoff-{number}",
            title=_ends(wording, found[number - 1].flow),
            style="place",
        )
        for number in numbers
    ]
    return Cell(
        lines=((CellPart(text=str(len(numbers)), style="strong"),), tuple(links)),
        tone=f"heat-{tone}" if tone else "",
        order=len(numbers),
    )


def _called(number: int) -> str:
    return f"H{number}"


def _ends(wording: Wording, flow: Flow) -> str:
    return wording.led(wording.facts.text(flow.source), wording.facts.text(flow.target))


# ── the list ──────────────────────────────────────────────────────────────────────────────────────────────


def who(wording: Wording, roles: Iterable[str]) -> Cell:
    """Roles, each with its department under it."""
    found: list[Line] = []
    for key in roles:
        found += wording.named("roles", [key]).lines
        found += [
            (CellPart(text=department, style="muted"),) for department in departments(wording.facts, [key])
        ]
    return lines(*found)


def _number(wording: Wording, record: object, number: int) -> Cell:
    return Cell(lines=((CellPart(text=_called(number), style="code"),),), order=number)


def _hands(wording: Wording, record: object, roles: Iterable[Ref]) -> Cell:
    return who(wording, (role.key for role in roles))


def _titled(wording: Wording, record: object, action: Ref) -> Cell:
    return wording.titled(wording.blueprint.actions[action.key])


def _how(wording: Wording, record: object, kind: str) -> Cell:
    ways = {
        "then": "how.then", "return": "how.return", "message": "how.message", "failure": "how.failure"
    }  # fmt: skip
    return text(wording.words(ways[kind]))


def _within(wording: Wording, record: object, within: TimeSpan | None) -> Cell:
    return Cell(lines=text(wording.time(within)).lines, order=within.longest if within else None)


def _items(wording: Wording, record: object, items: Iterable[str]) -> Cell:
    return lines(*((CellPart(text=in_words(item)),) for item in items))


def _asked_again(wording: Wording, record: object, items: Iterable[str]) -> Cell:
    return lines(*((CellPart(text=in_words(item), style="chip risk-medium"),) for item in items))


def _condition(wording: Wording, record: object, flow: Flow) -> Cell:
    """What an arrow says, how often it is taken, and for whom."""
    personas = flow.personas or wording.blueprint.actions[flow.target].personas
    share = CellPart(text=wording.words.share(flow.share), style="muted") if flow.share is not None else None
    label = (CellPart(text=flow.label),) if flow.label else ()
    return lines(label + ((share,) if share else ()), *wording.named("personas", personas).lines)


_HEADS = (
    Head("point", "number", _number, kind="point"),
    Head("handoffs.giver", "from_role", _hands, filters=True),
    Head("handoffs.hands-over", "from_action", _titled, kind="main"),
    Head("handoffs.taker", "to_role", _hands, filters=True),
    Head("handoffs.goes-on", "to_action", _titled, kind="main"),
    Head("carried", "item", _items),
    Head("how", "how", _how, filters=True),
    Head("condition", "condition", _condition),
    Head("within", "within", _within),
    Head("asked-again", "again", _asked_again),
)
