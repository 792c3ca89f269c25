"""The section on outcomes: how many of a hundred customers end where, and at which steps they are lost.

Comes in: the wording of a scene. Goes out: a section, None where there is but one outcome; a sentence where shares are unknown.
Deliberately absent: the calculation (`blueprint.analysis.motion.funnel`), what losing them costs.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from blueprint.analysis.motion.funnel import Stage, funnel
from blueprint.analysis.motion.records import Outcome
from blueprint.analysis.motion.results import Motion

from ...charts import Bar, Bars, Part
from ...page.table import Cell, CellPart, Column, Row, Section, Table, lines, table, text
from ..way_cells import Group, grouped, kind_of, per_100, sampled, share_cell, titled, tone, unknown_at
from ..wording import Wording


def outcomes(wording: Wording) -> Section | None:
    """The outcomes for everybody, or for each persona for whom they differ."""
    if wording.is_without_lanes:
        return None
    groups = [group for group in grouped(wording, _look) if group.motion.runs]
    if all(_is_trivial(group.motion) for group in groups):
        return None
    known = [group for group in groups if _is_known(group.motion)]
    figures: list[Bars] = []
    tables: list[Table] = []
    for number, group in enumerate(groups, 1):
        if group in known:
            figures += _figure(wording, group)
            tables += _tables(wording, group, "" if number == 1 else f"{number}-")
    has_losses = any(funnel(group.motion) for group in known)
    notes = [wording.words("outcomes.note" if has_losses else "outcomes.note.ends")] if known else []
    unknown = dict.fromkeys(unknown_at(wording, group.motion) for group in groups if group not in known)
    notes += [wording.words("outcomes.unknown", decisions=decisions) for decisions in unknown]
    if known and known[0].motion.lead.cases:
        notes.append(sampled(wording, known[0].motion.lead))
    return Section(
        id="outcomes",
        title=wording.words("outcomes"),
        tables=tuple(tables),
        figures=tuple(figures),
        note=wording.sentences(*notes),
    )


def _look(motion: Motion) -> object:
    if not motion.runs:
        return None
    return tuple(motion.outcomes.items()), tuple((stage.step, stage.comes) for stage in funnel(motion))


def _is_known(motion: Motion) -> bool:
    return None not in motion.outcomes.values()


def _is_trivial(motion: Motion) -> bool:
    """Whether all cases end alike, or no case ends at an `end`."""
    return len(motion.outcomes) < 2


# ── how many end where ────────────────────────────────────────────────────────────────────────────────────


def _tables(wording: Wording, group: Group, prefix: str) -> Iterator[Table]:
    words = wording.words
    columns = (
        Column(title=words("outcomes.end"), kind="main"),
        Column(title=words("ways.outcome"), filters=True),
        Column(title=words("outcomes.per-100"), kept=True),
    )
    ends = sorted(group.motion.outcomes.items(), key=lambda pair: -(pair[1] or 0.0))
    rows = [
        _end(wording, f"outcome-{prefix}{number}", outcome, share or 0.0)
        for number, (outcome, share) in enumerate(ends, 1)
    ]
    yield replace(table(columns, rows, titled(wording, "outcomes.ends", group)))
    stages = funnel(group.motion)
    if stages:
        yield _losses(wording, group, stages, prefix)


def _end(wording: Wording, name: str, outcome: Outcome, share: float) -> Row:
    if outcome.action is None:
        place, span = text(wording.words("ways.no-end"), "muted"), None
    else:
        action = wording.blueprint.actions[outcome.action]
        place, span = wording.titled(action), action.span
    kind = text(kind_of(wording, outcome), f"chip {tone(outcome)}") if outcome.kind else Cell()
    return Row(
        id=name,
        action=outcome.action,
        span=span,
        cells=(place, kind, _per_100(wording, share)),
    )


def _per_100(wording: Wording, share: float, style: str = "share") -> Cell:
    part = CellPart(text=per_100(wording, share), style=style, bar=min(max(round(100 * share), 0), 100))
    return Cell(lines=((part,),), order=share)


# ── the funnel ────────────────────────────────────────────────────────────────────────────────────────────


def _losses(wording: Wording, group: Group, stages: tuple[Stage, ...], prefix: str) -> Table:
    words = wording.words
    columns = (
        Column(title=words("step"), kind="main"),
        Column(title=words("outcomes.come"), kept=True),
        Column(title=words("outcomes.lost"), kept=True),
        Column(title=words("outcomes.of-those"), kept=True),
    )
    rows = [
        Row(
            id=f"loss-{prefix}{wording.blueprint.steps[stage.step].number}",
            span=wording.blueprint.steps[stage.step].span,
            cells=(
                lines((wording.step(stage.step),)),
                _per_100(wording, stage.comes),
                _per_100(wording, stage.lost),
                share_cell(wording, stage.lost / stage.comes),
            ),
        )
        for stage in stages
        if stage.losses
    ]
    return replace(table(columns, rows, titled(wording, "outcomes.losses", group)), counted=False)


def _figure(wording: Wording, group: Group) -> Iterator[Bars]:
    """A bar for each step, as long as the share that comes to it; what is lost there is its end."""
    stages = funnel(group.motion)
    if not stages:
        return
    words = wording.words
    yield Bars(
        title=titled(wording, "outcomes.funnel", group),
        bars=tuple(_bar(wording, stage) for stage in stages),
        legend=(("frontstage", words("outcomes.stay")), ("over", words("outcomes.lost"))),
    )


def _bar(wording: Wording, stage: Stage) -> Bar:
    step = wording.blueprint.steps[stage.step]
    stays = max(0.0, stage.comes - stage.lost)
    parts = [Part(length=stays, text=per_100(wording, stays), tone="frontstage")]
    message = per_100(wording, stage.comes)
    if stage.lost:
        parts.append(Part(length=stage.lost, text=per_100(wording, stage.lost), tone="over"))
        message = wording.words("outcomes.bar", come=message, lost=per_100(wording, stage.lost))
    return Bar(
        label=f"{step.number} {step.label}",
        parts=tuple(part for part in parts if part.length),
        text=message,
        href=f"#{wording.row_of['steps', step.key]}",
    )
