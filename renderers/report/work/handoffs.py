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


def handoffs(say: Wording) -> Section | None:
    """Hand-offs between roles, between departments, and the list of them."""
    found = say.facts.once(crossings)
    if not found:
        return None
    words = say.words
    roles = _pairs((one.giving, one.taking) for one in found)
    units = _pairs((departments(say.facts, one.giving), departments(say.facts, one.taking)) for one in found)
    every = say.blueprint.roles
    matrices = [
        _matrix(
            say,
            found,
            roles,
            {key: say.named("roles", [key]) for key in every},
            _Heading("giver", words("handoffs.roles")),
        )
    ]
    if units:
        heads = {one: text(one) for one in departments(say.facts, every)}
        matrices.append(_matrix(say, found, units, heads, _Heading("unit", words("handoffs.departments"))))
    register = RegisterTable(say, HANDOFFS, _HEADS)
    listed = table(register.columns, register.rows(), words("handoffs.list"))
    return Section(
        id="handoffs",
        title=words("handoffs"),
        tables=(*matrices, listed),
        note=_note(say, found, units),
    )


def _note(say: Wording, found: tuple[Crossing, ...], units: Pairs) -> str:
    within = {number for (giver, taker), numbers in units.items() if giver == taker for number in numbers}
    every = {number for numbers in units.values() for number in numbers}
    again = sum(bool(one.again) for one in found)
    words = say.words
    return say.sentences(
        words("handoffs.note", count=len(found), back=sum(one.flow.kind == "return" for one in found)),
        words("handoffs.walls", between=len(every - within), inside=len(within)) if every else "",
        words("handoffs.again", count=again) if again else "",
    )


# ── matrices ──────────────────────────────────────────────────────────────────────────────────────────────


def _pairs(ends: Iterable[tuple[tuple[str, ...], tuple[str, ...]]]) -> Pairs:
    """The numbers by pair; what some department both gives and takes stays within it."""
    pairs: Pairs = {}
    for number, (giving, taking) in enumerate(ends, 1):
        common = [(one, one) for one in giving if one in taking]
        for pair in common or product(giving, taking):
            pairs.setdefault(pair, []).append(number)
    return pairs


def _matrix(
    say: Wording, found: tuple[Crossing, ...], pairs: Pairs, heads: dict[str, Cell], of: _Heading
) -> Table:
    """A matrix of who gives × who takes, all of whom stand on both sides, with sums."""
    involved = [key for key in heads if any(key in pair for pair in pairs)]
    # Within a department there is no wall, and nothing to warn of.
    most = max((len(numbers) for (giver, taker), numbers in pairs.items() if giver != taker), default=0)
    columns = (
        Column(title=say.words("handoffs.corner")),
        *(Column(title=_title(heads[key])) for key in involved),
        Column(title=say.words("handoffs.gives")),
    )
    rows = [
        Row(
            id=f"{of.name}-{position}",
            cells=(
                heads[giver],
                *(
                    _count(say, found, pairs.get((giver, taker), []), most if giver != taker else 0)
                    for taker in involved
                ),
                _sum(numbers for pair, numbers in pairs.items() if pair[0] == giver),
            ),
        )
        for position, giver in enumerate(involved, 1)
    ]
    sums = (
        text(say.words("handoffs.takes")),
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


def _count(say: Wording, found: tuple[Crossing, ...], numbers: list[int], most: int) -> Cell:
    """How many, and which: each number leads to its row. `most` of all cells has the strongest tone; 0: no tone."""
    if not numbers:
        return Cell()
    tone = 0 if not most else len(numbers) if most <= _TONES else -(-_TONES * len(numbers) // most)
    links = [
        CellPart(
            text=_called(one), href=f"#handoff-{one}", title=_ends(say, found[one - 1].flow), style="place"
        )
        for one in numbers
    ]
    return Cell(
        lines=((CellPart(text=str(len(numbers)), style="strong"),), tuple(links)),
        tone=f"heat-{tone}" if tone else "",
        order=len(numbers),
    )


def _called(number: int) -> str:
    return f"H{number}"


def _ends(say: Wording, flow: Flow) -> str:
    return f"{say.facts.text(flow.source)} → {say.facts.text(flow.target)}"


# ── the list ──────────────────────────────────────────────────────────────────────────────────────────────


def who(say: Wording, roles: Iterable[str]) -> Cell:
    """Roles, each with its department under it."""
    found: list[Line] = []
    for key in roles:
        found += say.named("roles", [key]).lines
        found += [(CellPart(text=one, style="muted"),) for one in departments(say.facts, [key])]
    return lines(*found)


def _number(say: Wording, record: object, number: int) -> Cell:
    return Cell(lines=((CellPart(text=_called(number), style="code"),),), order=number)


def _hands(say: Wording, record: object, roles: Iterable[Ref]) -> Cell:
    return who(say, (role.key for role in roles))


def _titled(say: Wording, record: object, action: Ref) -> Cell:
    return say.titled(say.blueprint.actions[action.key])


def _how(say: Wording, record: object, kind: str) -> Cell:
    ways = {
        "then": "how.then", "return": "how.return", "message": "how.message", "failure": "how.failure"
    }  # fmt: skip
    return text(say.words(ways[kind]))


def _within(say: Wording, record: object, within: TimeSpan | None) -> Cell:
    return Cell(lines=text(say.time(within)).lines, order=within.longest if within else None)


def _items(say: Wording, record: object, items: Iterable[str]) -> Cell:
    return lines(*((CellPart(text=in_words(item)),) for item in items))


def _asked_again(say: Wording, record: object, items: Iterable[str]) -> Cell:
    return lines(*((CellPart(text=in_words(item), style="chip risk-medium"),) for item in items))


def _condition(say: Wording, record: object, flow: Flow) -> Cell:
    """What an arrow says, how often it is taken, and for whom."""
    personas = flow.personas or say.blueprint.actions[flow.target].personas
    share = CellPart(text=say.words.share(flow.share), style="muted") if flow.share is not None else None
    label = (CellPart(text=flow.label),) if flow.label else ()
    return lines(label + ((share,) if share else ()), *say.named("personas", personas).lines)


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
