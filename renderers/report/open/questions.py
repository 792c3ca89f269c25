"""The sections on what is not known, and how the rest is known.

Comes in: the wording of a scene. Goes out: a section each, or None where the file has no such thing. Deliberately absent: their order
(`contents`), and whether a source is a good one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

from blueprint.analysis.provenance.provenance import (
    STATUSES,
    Claim,
    action_of,
    claims,
    sources,
)
from blueprint.analysis.registers.of_plans import QUESTIONS
from blueprint.model import Card

from ...charts import Bar, Bars, Part, Tick
from ...page.table import (
    CellPart,
    Column,
    Line,
    Row,
    Section,
    Table,
    lines,
    table,
    text,
    wanted,
)
from ..register_table import Head, RegisterTable, placed
from ..wording import Wording

#: The words for kinds of things, by the field of the Blueprint that holds them.
_KINDS = {
    "actions": ("actions", "action"),
    "things": ("evidence", "evidence"),
    "fails": ("fails", "point.fail"),
    "pains": ("pains", "pain"),
    "ideas": ("ideas", "idea"),
    "remarks": ("remarks", "note"),
    "personas": ("personas", "persona"),
    "roles": ("kinds.roles", "role"),
    "systems": ("kinds.systems", "system"),
    "channels": ("kinds.channels", "channel"),
    "metrics": ("metrics", "metric"),
    "goals": ("goals", "goal"),
    "risks": ("risks", "hazard"),
    "feedback": ("feedback", "loop"),
    "pilots": ("pilots", "trial"),
}
_TONES = {"observed": "good", "assumed": "wait", "proposed": "now", None: "unrated"}


# ── questions ─────────────────────────────────────────────────────────────────────────────────────────────


def questions(say: Wording) -> Section | None:
    """What nobody knows yet, the first due first; who finds out, and who answers for the place where nobody is named."""
    heads = (
        Head("question", "question", placed, kind="main"),
        Head("owner", "answerable", filters=True, kept=True, wanted=True),
        Head("due", "due", kept=True, wanted=True),
        Head("status", "known"),
    )
    table = RegisterTable(say, QUESTIONS, heads)
    by_date = sorted(table.records, key=lambda record: (record.thing.due is None, record.thing.due or ""))
    return table.section("questions", table.rows(by_date))


# ── how things are known ──────────────────────────────────────────────────────────────────────────────────


def known(say: Wording) -> Section | None:
    """How much is seen and how much is thought, what is assumed, and what rests on which source."""
    every = claims(say.blueprint)
    if not any(claim.known.status or claim.known.source for claim in every):
        return None
    said, status = sum(claim.known.status is not None for claim in every), say.blueprint.known.status
    return Section(
        id="known",
        title=say.words("known"),
        tables=tuple(one for one in (_assumptions(say, every), _sources(say, every)) if one.rows),
        note=say.sentences(
            say.words("known.note", said=say.words.number(said), count=say.words.number(len(every))),
            say.words("known.rest", status=say.word(status)) if status and said < len(every) else "",
        ),
        figures=_bars(say, every),
    )


def _bars(say: Wording, every: list[Claim]) -> tuple[Bars, ...]:
    """A bar for each kind of which anything is said, its parts in per cent."""
    kinds: dict[str, Counter[str | None]] = {}
    for claim in every:
        kinds.setdefault(claim.ref.kind, Counter())[claim.known.status] += 1
    shown = {kind: counts for kind, counts in kinds.items() if set(counts) - {None}}
    if not shown:
        return ()
    used = {status for counts in shown.values() for status in counts}
    names = tuple(
        (_TONES[status], say.words(status or "unsaid")) for status in (*STATUSES, None) if status in used
    )
    ticks = tuple(Tick(at=share, text=say.words.share(share)) for share in (0, 25, 50, 75, 100))
    bars = tuple(_bar(say, kind, counts) for kind, counts in shown.items())
    return (Bars(title=say.words("known.bars"), bars=bars, ticks=ticks, legend=names),)


def _bar(say: Wording, kind: str, counts: Counter[str | None]) -> Bar:
    total = counts.total()
    parts = []
    for status in (*STATUSES, None):
        if counts[status]:
            share = counts[status] / total * 100
            told = say.words(
                "of.kind",
                count=say.words.number(counts[status]),
                word=say.words(status or "unsaid"),
                share=say.words.share(round(share)),
            )
            parts.append(Part(length=share, text=told, tone=_TONES[status]))
    return Bar(label=say.words(_KINDS[kind][0]), parts=tuple(parts), text=say.words.number(total))


def _assumptions(say: Wording, every: list[Claim]) -> Table:
    """What is thought and not seen, and who can find out."""
    columns = (
        Column(title=say.words("assumption"), kind="main"),
        Column(title=say.words("kind"), filters=True),
        Column(title=say.words("verifier"), filters=True, kept=True),
        Column(title=say.words("source")),
    )
    rows = [
        Row(
            id=f"assumption-{number}",
            action=action_of(say.blueprint, claim),
            span=claim.span,
            cells=(
                lines(_named(say, claim), *_where(say, claim)),
                text(say.words(_KINDS[claim.ref.kind][1]), "chip"),
                wanted(say.owner(claim.owner or say.blueprint.owner)),
                text(claim.known.source),
            ),
        )
        for number, claim in enumerate((one for one in every if one.known.status == "assumed"), 1)
    ]
    return table(columns, rows, title=say.words("assumptions"))


def _sources(say: Wording, every: list[Claim]) -> Table:
    """Each source, and what would fall with it; the one of the file itself bears the rest."""
    columns = (
        Column(title=say.words("source"), kind="main"),
        Column(title=say.words("rests"), kind="main"),
        Column(title=say.words("number"), kind="number"),
    )
    found = sources(every)
    whole = say.blueprint.known.source
    names = dict.fromkeys(([whole] if whole else []) + list(found))
    rows = []
    for number, name in enumerate(names, 1):
        resting = found.get(name, [])
        told: list[Line] = [(CellPart(text=say.words("whole"), style="muted"),)] if name == whole else []
        told += [_named(say, claim) for claim in resting]
        rows.append(
            Row(
                id=f"source-{number}",
                # The first statement that names it; what is said of the file stands in no statement of its own.
                span=resting[0].span if resting and name != whole else None,
                cells=(
                    text(name, "strong"),
                    lines(*told),
                    replace(text(say.words.number(len(told))), order=len(told)),
                ),
            )
        )
    return table(columns, rows, title=say.words("sources"))


def _named(say: Wording, claim: Claim) -> Line:
    """A thing by its words, linked to its card or its row."""
    if claim.ref.kind == "actions":
        return (say.action(claim.ref.key),)
    row = say.row_of.get(claim.ref)
    return (CellPart(text=claim.text, href=f"#{row}" if row else None),)


def _where(say: Wording, claim: Claim) -> tuple[Line, ...]:
    """Where it stands, as far as that is one place."""
    if claim.ref.kind == "actions":
        return (say.around(claim.ref.key),)
    one = say.blueprint.get(claim.ref)
    return say.where(one) if isinstance(one, Card) else ()
