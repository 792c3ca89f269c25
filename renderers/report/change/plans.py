"""The sections on pains and ideas: ranked, and placed in a matrix.

Comes in: the wording of a scene. Goes out: a section each, or None where the file has no such thing. Deliberately absent: the ranking
(`blueprint.analysis.improvement.ranking`) and the dates (`roadmap`).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from blueprint.analysis.improvement.ranking import LEVELS, Help, help_for, ranked_ideas, ranked_pains
from blueprint.analysis.registers.of_plans import IDEAS, PAINS
from blueprint.analysis.registers.record import Record
from blueprint.model import Card, Idea, Level, Pain, Ref
from blueprint.words import Keyword

from ...charts import Chart, Field, Spot
from ...page.table import Cell, CellPart, Line, Section, lines, stacked, text
from ..register_table import Head, RegisterTable, listed, placed
from ..wording import Wording
from .roadmap import roadmap

#: From left to right; from top to bottom they go the other way.
_RISING = tuple(reversed(LEVELS))


# ── pains ─────────────────────────────────────────────────────────────────────────────────────────────────


def pains(wording: Wording) -> Section | None:
    """What hurts, in whose view, and what is planned about it."""
    ranked, helped = ranked_pains(wording.blueprint), help_for(wording.blueprint)
    heads = (
        _rank(ranked),
        Head("pain", "pain", placed, kind="main"),
        Head(
            "view",
            "view",
            lambda wording, _, view: text(wording.word(view and str(view)), "chip"),
            filters=True,
        ),
        Head("importance", "importance", _level, filters=True),
        Head("urgency", "urgency", _level, filters=True),
        Head("addressed.by", "help", _help, kept=not wording.is_part),
        Head("owner", "owner", filters=True),
        Head("status", "known", filters=True),
    )
    unrated = sum(not (pain.importance and pain.urgency) for pain in ranked)
    gaps = 0 if wording.is_part else sum(pain.key not in helped for pain in ranked)
    note = _note(wording, wording.words("pains.note"), (("pains.gaps", gaps), ("unrated.note", unrated)))
    return _section(
        "pains", RegisterTable(wording, PAINS, heads), ranked, note, _pain_fields(wording, ranked, helped)
    )


def _help(wording: Wording, record: object, found: Help) -> Cell:
    """The ideas and goals about a pain. Only a report of a whole file says that there are none."""
    if not found:
        return (
            Cell()
            if wording.is_part
            else replace(text(wording.words("nothing.yet"), "chip risk-high"), order=0)
        )
    told: list[Line] = [
        (
            CellPart(text=wording.words("idea"), style="muted"),
            CellPart(text=idea.text, href=f"#{wording.row_of['ideas', idea.key]}"),
        )
        for idea in found.ideas
    ]
    told += [
        (
            CellPart(text=wording.words("goal"), style="muted"),
            CellPart(text=goal.label, href=f"#{wording.row_of['goals', goal.key]}"),
        )
        for goal in found.goals
    ]
    return replace(lines(*told), order=len(told))


def _pain_fields(wording: Wording, ranked: Sequence[Pain], helped: dict[str, Help]) -> tuple[Chart, ...]:
    """A field for each view that has rated pains: customers' and the company's are not weighed against each other."""
    titles = {
        "customer": wording.words("pains.customer"),
        "company": wording.words("pains.company"),
        None: wording.words("pains.unsaid"),
    }
    found = []
    for view, title in titles.items():
        spots = tuple(
            _spot(wording, "pains", rank, pain, pain.urgency, pain.importance, _tone(wording, pain, helped))
            for rank, pain in enumerate(ranked, 1)
            if pain.view == view and pain.urgency and pain.importance
        )
        if spots:
            quadrants = ("plan.it", "now.first", "watch.it", "quick.relief")
            legend = (
                ()
                if wording.is_part
                else _legend(wording, spots, (("plain", "addressed"), ("high", "nothing.yet")))
            )
            found.append(_field(wording, title, ("urgency", "importance"), spots, quadrants, legend))
    return tuple(found)


def _tone(wording: Wording, pain: Pain, helped: dict[str, Help]) -> str:
    return "plain" if wording.is_part or pain.key in helped else "high"


# ── ideas ─────────────────────────────────────────────────────────────────────────────────────────────────


def ideas(wording: Wording) -> Section | None:
    """What could be done, what it is about, who does it and when."""
    ranked = ranked_ideas(wording.blueprint)
    heads = (
        _rank(ranked),
        Head("idea", "idea", placed, kind="main"),
        Head("impact", "impact", _level, filters=True),
        Head("effort", "effort", _level, filters=True),
        Head("addresses", ("addresses", "beside"), _subjects),
        Head("owner", "owner", filters=True),
        Head("dates", ("begins", "due"), lambda wording, _, start, due: wording.dates(start, due)),
        Head("status", "known", filters=True),
    )
    unrated = sum(not (idea.impact and idea.effort) for idea in ranked)
    note = _note(wording, wording.words("ideas.note"), (("unrated.note", unrated),))
    figures = (*_idea_field(wording, ranked), *roadmap(wording))
    return _section("ideas", RegisterTable(wording, IDEAS, heads), ranked, note, figures)


def _subjects(wording: Wording, record: object, named: tuple[Ref, ...], beside: tuple[Ref, ...]) -> Cell:
    """What an idea names; else what stands beside it, and that it is only that."""
    if not beside:
        return listed(wording, named)
    return stacked(listed(wording, beside), text(wording.words("same.place"), "muted"))


def _idea_field(wording: Wording, ranked: Sequence[Idea]) -> tuple[Chart, ...]:
    spots = tuple(
        _spot(
            wording,
            "ideas",
            rank,
            idea,
            idea.effort,
            idea.impact,
            "now" if idea.start or idea.due else "plain",
        )
        for rank, idea in enumerate(ranked, 1)
        if idea.effort and idea.impact
    )
    if not spots:
        return ()
    quadrants = ("quick.wins", "big.bets", "fill.ins", "think.twice")
    legend = _legend(wording, spots, (("now", "dated"), ("plain", "undated")))
    return (_field(wording, wording.words("ideas.field"), ("effort", "impact"), spots, quadrants, legend),)


# ── what they share ───────────────────────────────────────────────────────────────────────────────────────


def _section(
    title: str, table: RegisterTable, ranked: Sequence[Card], note: str, figures: tuple[Chart, ...]
) -> Section | None:
    """A section with its rows by rank."""
    records = {record.thing.key: record for record in table.records}
    return table.section(title, table.rows(records[card.key] for card in ranked), note, figures)


def _rank(ranked: Sequence[Card]) -> Head:
    ranks = {card.key: rank for rank, card in enumerate(ranked, 1)}

    def show(wording: Wording, record: Record[Card]) -> Cell:
        rank = ranks[record.thing.key]
        return replace(text(str(rank)), order=rank)

    return Head("rank", (), show, kind="point")


def _level(wording: Wording, record: object, level: Keyword | None) -> Cell:
    return wording.level(LEVELS[LEVELS.index(level.english)] if level else None)


def _note(wording: Wording, rule: str, counted: Sequence[tuple[str, int]]) -> str:
    """The rule of the order, and after it what there is any of."""
    return wording.sentences(
        rule, *(wording.words(key, count=wording.words.number(count)) for key, count in counted if count)
    )


def _spot(wording: Wording, kind: str, rank: int, card: Card, across: Level, up: Level, tone: str) -> Spot:
    return Spot(
        column=_RISING.index(across),
        row=LEVELS.index(up),
        label=str(rank),
        text=card.text,
        tone=tone,
        href=f"#{wording.row_of[kind, card.key]}",
    )


def _legend(
    wording: Wording, spots: Sequence[Spot], every: Sequence[tuple[str, str]]
) -> tuple[tuple[str, str], ...]:
    """The words of the tones that are there; none where all is as one expects."""
    used = {spot.tone for spot in spots}
    if used == {every[0][0]}:
        return ()
    return tuple((tone, wording.words(key)) for tone, key in every if tone in used)


def _field(
    wording: Wording,
    title: str,
    axes: tuple[str, str],
    spots: tuple[Spot, ...],
    quadrants: tuple[str, str, str, str],
    legend: tuple[tuple[str, str], ...],
) -> Field:
    top_left, top_right, bottom_left, bottom_right = (wording.words(key) for key in quadrants)
    return Field(
        title=title,
        across=wording.words(axes[0]),
        down=wording.words(axes[1]),
        columns=tuple(wording.words(level) for level in _RISING),
        rows=tuple(wording.words(level) for level in LEVELS),
        spots=spots,
        quadrants=(top_left, top_right, bottom_left, bottom_right),
        legend=legend,
    )
