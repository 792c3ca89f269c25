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


def questions(wording: Wording) -> Section | None:
    """Open questions, the earliest due date first; who finds out, or the owner of the place where nobody is named."""
    heads = (
        Head("question", "question", placed, kind="main"),
        Head("owner", "answerable", filters=True, kept=True, wanted=True),
        Head("due", "due", kept=True, wanted=True),
        Head("status", "known"),
    )
    table = RegisterTable(wording, QUESTIONS, heads)
    by_date = sorted(table.records, key=lambda record: (record.thing.due is None, record.thing.due or ""))
    return table.section("questions", table.rows(by_date))


# ── how things are known ──────────────────────────────────────────────────────────────────────────────────


def known(wording: Wording) -> Section | None:
    """How much is seen and how much is thought, what is assumed, and what rests on which source."""
    every = claims(wording.blueprint)
    if not any(claim.known.status or claim.known.source for claim in every):
        return None
    number, status = sum(claim.known.status is not None for claim in every), wording.blueprint.known.status
    return Section(
        id="known",
        title=wording.words("known"),
        tables=tuple(
            other for other in (_assumptions(wording, every), _sources(wording, every)) if other.rows
        ),
        note=wording.sentences(
            wording.words(
                "known.note", said=wording.words.number(number), count=wording.words.number(len(every))
            ),
            wording.words("known.rest", status=wording.word(status))
            if status and number < len(every)
            else "",
        ),
        figures=_bars(wording, every),
    )


def _bars(wording: Wording, every: list[Claim]) -> tuple[Bars, ...]:
    """A bar for each kind of which anything is said, its parts in per cent."""
    kinds: dict[str, Counter[str | None]] = {}
    for claim in every:
        kinds.setdefault(claim.ref.kind, Counter())[claim.known.status] += 1
    shown = {kind: counts for kind, counts in kinds.items() if set(counts) - {None}}
    if not shown:
        return ()
    used = {status for counts in shown.values() for status in counts}
    names = tuple(
        (_TONES[status], wording.words(status or "unsaid")) for status in (*STATUSES, None) if status in used
    )
    ticks = tuple(Tick(at=share, text=wording.words.share(share)) for share in (0, 25, 50, 75, 100))
    bars = tuple(_bar(wording, kind, counts) for kind, counts in shown.items())
    return (Bars(title=wording.words("known.bars"), bars=bars, ticks=ticks, legend=names),)


def _bar(wording: Wording, kind: str, counts: Counter[str | None]) -> Bar:
    total = counts.total()
    parts = []
    for status in (*STATUSES, None):
        if counts[status]:
            share = counts[status] / total * 100
            told = wording.words(
                "of.kind",
                count=wording.words.number(counts[status]),
                word=wording.words(status or "unsaid"),
                share=wording.words.share(round(share)),
            )
            parts.append(Part(length=share, text=told, tone=_TONES[status]))
    return Bar(label=wording.words(_KINDS[kind][0]), parts=tuple(parts), text=wording.words.number(total))


def _assumptions(wording: Wording, every: list[Claim]) -> Table:
    """What is thought and not seen, and who can find out."""
    columns = (
        Column(title=wording.words("assumption"), kind="main"),
        Column(title=wording.words("kind"), filters=True),
        Column(title=wording.words("verifier"), filters=True, kept=True),
        Column(title=wording.words("source")),
    )
    rows = [
        Row(
            id=f"assumption-{number}",
            action=action_of(wording.blueprint, claim),
            span=claim.span,
            cells=(
                lines(_named(wording, claim), *_where(wording, claim)),
                text(wording.words(_KINDS[claim.ref.kind][1]), "chip"),
                wanted(wording.owner(claim.owner or wording.blueprint.owner)),
                text(claim.known.source),
            ),
        )
        for number, claim in enumerate((claim for claim in every if claim.known.status == "assumed"), 1)
    ]
    return table(columns, rows, title=wording.words("assumptions"))


def _sources(wording: Wording, every: list[Claim]) -> Table:
    """Each source, and what would fall with it; the one of the file itself bears the rest."""
    columns = (
        Column(title=wording.words("source"), kind="main"),
        Column(title=wording.words("rests"), kind="main"),
        Column(title=wording.words("number"), kind="number"),
    )
    found = sources(every)
    whole = wording.blueprint.known.source
    names = dict.fromkeys(([whole] if whole else []) + list(found))
    rows = []
    for number, name in enumerate(names, 1):
        resting = found.get(name, [])
        told: list[Line] = [(CellPart(text=wording.words("whole"), style="muted"),)] if name == whole else []
        told += [_named(wording, claim) for claim in resting]
        rows.append(
            Row(
                id=f"source-{number}",
                # The first statement that names it; what is said of the file stands in no statement of its own.
                span=resting[0].span if resting and name != whole else None,
                cells=(
                    text(name, "strong"),
                    lines(*told),
                    replace(text(wording.words.number(len(told))), order=len(told)),
                ),
            )
        )
    return table(columns, rows, title=wording.words("sources"))


def _named(wording: Wording, claim: Claim) -> Line:
    """A thing by its words, linked to its card or its row."""
    if claim.ref.kind == "actions":
        return (wording.action(claim.ref.key),)
    row = wording.row_of.get(claim.ref)
    return (CellPart(text=claim.text, href=f"#{row}" if row else None),)


def _where(wording: Wording, claim: Claim) -> tuple[Line, ...]:
    """Where it stands, as far as that is one place."""
    if claim.ref.kind == "actions":
        return (wording.around(claim.ref.key),)
    element = wording.blueprint.get(claim.ref)
    return wording.where(element) if isinstance(element, Card) else ()
