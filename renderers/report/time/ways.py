"""The section on the ways through the service: how likely each is, how it ends, how long it takes, and what that is made of.

Comes in: the wording of a scene. Goes out: a section; a sentence alone where there is no way. Deliberately absent: the calculation
(`blueprint.analysis.motion`), the usual way term by term (`course`), how many end where (`outcomes`).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from blueprint.analysis.motion.comparison import MadeOf, made_of
from blueprint.analysis.motion.records import Lead, Way
from blueprint.analysis.motion.results import Motion

from ...page.table import Cell, CellPart, Column, Line, Row, Section, Table, lines, stacked, table, text
from ..way_cells import (
    Group,
    answer_line,
    grouped,
    is_timed,
    kind_of,
    lead_text,
    like_ways,
    mean_text,
    outcome_lines,
    per_100,
    sampled,
    share_cell,
    share_text,
    term_line,
    texts,
    time_cell,
    unknown_at,
    untimed,
)
from ..wording import Wording
from .answer_costs import answer_costs
from .term_table import term_table

#: So many ways are listed where nobody knows how likely they are.
_MOST_UNKNOWN = 10


def ways(wording: Wording) -> Section | None:
    """The ways for everybody, or for each persona for whom they differ. Without some lanes there is no way."""
    if wording.is_without_lanes:
        return None
    groups = grouped(wording, like_ways)
    tables = list(_by_persona(wording, groups)) if len(groups) > 1 else []
    for number, group in enumerate(groups, 1):
        if group.motion.runs:
            tables += _tables(wording, group, "way" if number == 1 else f"way-{number}")
    if any(group.motion.runs for group in groups):
        tables += answer_costs(wording)
    note = wording.words("ways.by-persona") if len(groups) > 1 else _sentence(wording, groups[0])
    return Section(id="ways", title=wording.words("ways"), tables=tuple(tables), note=note)


def _by_persona(wording: Wording, groups: list[Group]) -> Iterator[Table]:
    """The ways of each persona in a row: how many there are, and how long they take."""
    words = wording.words
    columns = (
        Column(title=words("persona"), kind="main"),
        Column(title=words("ways.count"), kind="number"),
        Column(title=words("lead"), kept=True),
        Column(title=words("ways.mean.short")),
        Column(title=words("ways.outcome")),
    )
    rows = []
    for number, group in enumerate(groups, 1):
        cells = (Cell(), text(_sentence(wording, group), "muted"), Cell(), Cell())
        if group.motion.runs:
            lead, usual = group.motion.lead, group.motion.usual
            count = f"{len(group.motion.ways)}{'+' if group.motion.others else ''}"
            cells = (
                text(count),
                _lead(wording, group, 0),
                replace(text(mean_text(wording, group.motion)), order=lead.mean),
                lines(*outcome_lines(wording, usual.outcome)),
            )  # fmt: skip
        rows.append(Row(id=f"way-of-{number}", cells=(text(group.title, "strong"), *cells)))
    yield replace(table(columns, rows), counted=False)


def _tables(wording: Wording, group: Group, prefix: str) -> Iterator[Table]:
    motion = group.motion
    shown = motion.ways if motion.has_shares else motion.ways[:_MOST_UNKNOWN]
    if len(shown) == 1:
        return
    made = made_of(shown)
    rows = [_row(wording, group, number, made[number], prefix) for number in range(len(shown))]
    others = list(_others(wording, motion, len(shown), prefix))
    # Of more ways than are listed nobody knows the number.
    listed = replace(table(_columns(wording), rows + others), counted=not others)
    yield replace(listed, title=group.title, note=_sentence(wording, group)) if group.title else listed
    if motion.has_shares and motion.lead.mean is not None and any(is_timed(way) for way in shown):
        yield _leads(wording, motion, prefix)
    for number, of in enumerate(made[1:], 2):
        if of.is_list:
            title = wording.words("ways.terms", number=number)
            yield term_table(wording, shown[number - 1], title, f"{prefix}-{number}-term")


# ── in a sentence ─────────────────────────────────────────────────────────────────────────────────────────


def _sentence(wording: Wording, group: Group) -> str:
    """What is to be known first: the usual time and the mean, with what they leave out."""
    words, motion = wording.words, group.motion
    if not motion.runs:
        return words("ways.not-run" if motion.net.has_arrows else "ways.none")
    if not any(is_timed(way) for way in motion.ways):
        if len(motion.ways) == 1:
            return words("ways.only.no-times")
        unknown = "" if motion.has_shares else words("ways.unknown", decisions=unknown_at(wording, motion))
        return wording.sentences(words("ways.no-times"), unknown)
    return wording.sentences(*_times(wording, group))


def _times(wording: Wording, group: Group) -> Iterator[str]:
    words, motion = wording.words, group.motion
    usual, is_only = motion.usual, len(motion.ways) == 1
    if usual.share is not None and usual.outcome.kind in ("refused", "lost"):
        outcome = kind_of(wording, usual.outcome)
        yield words("ways.usual.end", share=share_text(wording, usual.share), outcome=outcome)
    if is_timed(usual):
        yield words("ways.only" if is_only else "ways.usual", time=lead_text(wording, usual))
    yield untimed(wording, group.motions, 0, is_sentence=True)
    if not is_only:
        yield from _over_all(wording, motion, motion.lead)


def _over_all(wording: Wording, motion: Motion, lead: Lead) -> Iterator[str]:
    words = wording.words
    if lead.mean is None:
        unit = max(way.unit for way in motion.ways)
        shortest = words.seconds(lead.shortest, unit)
        decisions = unknown_at(wording, motion)
        if lead.longest is None:
            yield words("ways.unknown.open", decisions=decisions, shortest=shortest)
        else:
            longest = words.seconds(lead.longest, unit)
            yield words("ways.unknown.span", decisions=decisions, shortest=shortest, longest=longest)
        return
    yield words("ways.mean", time=mean_text(wording, motion) or "")
    yield sampled(wording, lead)
    served = _served(motion)
    mean = motion.lead_served.mean if motion.lead_served else None
    if served is not None and mean is not None and abs(mean - lead.mean) >= 0.5:
        yield words("ways.served", number=per_100(wording, served), time=words.seconds(mean, lead.unit))


def _served(motion: Motion) -> float | None:
    """The share of the cases that end served."""
    shares = [share for outcome, share in motion.outcomes.items() if outcome.kind == "served"]
    return sum(share or 0.0 for share in shares) if shares and None not in shares else None


# ── the ways ──────────────────────────────────────────────────────────────────────────────────────────────


def _columns(wording: Wording) -> tuple[Column, ...]:
    words = wording.words
    return (
        Column(title=words("ways.way"), kind="point"),
        Column(title=words("share")),
        Column(title=words("answers"), kind="main"),
        Column(title=words("ways.outcome")),
        Column(title=words("lead")),
        Column(title=words("ways.made-of"), kind="main"),
    )


def _row(wording: Wording, group: Group, place: int, made: MadeOf, prefix: str) -> Row:
    way = group.motion.ways[place]
    usual = (CellPart(text=wording.words("ways.is-usual"), style="chip"),) if place == 0 else ()
    return Row(
        id=f"{prefix}-{place + 1}",
        cells=(
            Cell(lines=((CellPart(text=str(place + 1), style="strong"),), usual), order=place),
            share_cell(wording, way.share),
            lines(*_answers(wording, group.motion, way)),
            lines(*outcome_lines(wording, way.outcome)),
            _lead(wording, group, place),
            _made_of(wording, group.motion, place, made, prefix),
        ),
    )


def _answers(wording: Wording, motion: Motion, way: Way) -> Iterator[Line]:
    """Where it begins, if it may begin elsewhere; and all answers, those that are not usual in bold."""
    if len(motion.net.beginnings) > 1:
        yield from (
            (CellPart(text=wording.words("ways.begins"), style="muted"), wording.action(key))
            for key in way.starts
        )
    usual = {(id(flow), count) for flow, count in motion.usual.answers}
    for flow, count in way.answers:
        yield answer_line(wording, flow, count, is_usual=(id(flow), count) in usual)


def _lead(wording: Wording, group: Group, place: int) -> Cell:
    way = group.motion.ways[place]
    missing = untimed(wording, group.motions, place)
    if not is_timed(way):
        # Where nothing at all has a time, one sentence says so.
        is_said = any(is_timed(other) for other in group.motion.ways)
        return replace(texts(missing), order=-1) if is_said else Cell()
    shown = lines((CellPart(text=lead_text(wording, way), style="strong"),))
    return replace(stacked(shown, texts(missing)), order=way.lead.usual)


def _made_of(wording: Wording, motion: Motion, place: int, made: MadeOf, prefix: str) -> Cell:
    """The terms, those by which it differs from another way, or a link to the list of them."""
    words = wording.words
    if not made.terms and made.base is None:
        return Cell()
    if made.base is not None:
        base = motion.ways[made.base]
        same = words("ways.as", number=made.base + 1, time=wording.words.seconds(base.lead.usual, base.unit))
        first: Line = (CellPart(text=same, href=f"#{prefix}-{made.base + 1}"),)
        return lines(first, *(term_line(wording, term, signed=True) for term in made.terms))
    if made.is_list:
        href = "#critical" if place == 0 else f"#{prefix}-{place + 1}-term-1"
        return lines((CellPart(text=words("ways.listed", count=len(motion.ways[place].terms)), href=href),))
    return lines(*(term_line(wording, term) for term in made.terms))


def _others(wording: Wording, motion: Motion, listed: int, prefix: str) -> Iterator[Row]:
    """The ways that are not listed, in one row."""
    words, empty = wording.words, Cell()
    if motion.others is not None:
        share, mean = motion.others
        found = lines(
            (CellPart(text=words.seconds(mean, motion.lead.unit)),),
            (CellPart(text=words("ways.on-average"), style="muted"),),
        )
        cells = (
            empty,
            share_cell(wording, share),
            text(words("ways.others")),
            empty,
            replace(found, order=mean),
            empty,
        )
    elif len(motion.ways) > listed:
        more = words("ways.others.count", count=len(motion.ways) - listed)
        cells = (empty, empty, text(more), empty, empty, empty)
    else:
        return
    yield Row(id=f"{prefix}-others", cells=cells)


# ── over all cases ────────────────────────────────────────────────────────────────────────────────────────


def _leads(wording: Wording, motion: Motion, prefix: str) -> Table:
    """Mean, median and so on, of all cases and of those that are served."""
    words = wording.words
    keys = ("cases", "mean.short", "median", "p95", "shortest", "longest")
    columns = (Column(title=words("ways.of")), *(Column(title=words(f"ways.{key}")) for key in keys))
    served = _served(motion)
    rows = [_lead_row(wording, f"{prefix}-all", words("ways.all"), 1.0, motion.lead)]
    if motion.lead_served is not None and served is not None and served < 1 - 1e-9:
        rows.append(
            _lead_row(wording, f"{prefix}-served", words("ways.of.served"), served, motion.lead_served)
        )
    spread = words("ways.sampled.spread") if motion.lead.sampled and not motion.lead.cases else ""
    untold = words("ways.untimed.means") if any(way.untimed for way in motion.ways) else ""
    note = wording.sentences(spread, untold) if spread or untold else None
    return Table(columns=columns, rows=tuple(rows), title=words("ways.leads"), matrix=True, note=note)


def _lead_row(wording: Wording, name: str, label: str, share: float, lead: Lead) -> Row:
    known = (lead.mean, lead.median, lead.p95, lead.shortest, lead.longest)
    times = [time_cell(wording, seconds, lead.unit) for seconds in known]
    if lead.longest is None:
        times[-1] = text(wording.words("ways.open"), "muted")
    return Row(id=name, cells=(text(label), text(per_100(wording, share)), *times))
