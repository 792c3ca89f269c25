"""What stands in a report, and in which order.

Comes in: the wording of a scene. Goes out: the sections that the file has something for, in groups. A section is made by a function of a
module of its subject, and named here once: its place in the list is its place in the report. Deliberately absent: what is in them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from blueprint.audience import SECTIONS
from blueprint.lean_dataclasses import dataclass

from ..page.table import Section
from . import declarations, points
from .change import changes, feedback_loops, goals, metrics, plans
from .failing import fail_points, runbook
from .journey import channels, emotions, personas, touchpoints
from .open import action_articles, findings, questions
from .time import course, outcomes, promised, timing, ways
from .wording import SectionMaker, Wording
from .work import amounts, automation, handoffs, items, roles, systems

#: The groups by the keys of their titles, and the makers of their sections.
_GROUPS: tuple[tuple[str, tuple[SectionMaker, ...]], ...] = (
    ("group.failing", (
        fail_points.fails,
        fail_points.risks,
        runbook.runbook,
    )),
    ("group.time", (
        ways.ways,
        course.critical,
        outcomes.outcomes,
        points.waits,
        timing.times,
        promised.promised,
    )),
    ("group.journey", (
        channels.channels,
        touchpoints.touchpoints,
        points.moments,
        emotions.emotions,
        points.decisions,
        personas.personas,
    )),
    ("group.work", (
        touchpoints.steps,
        handoffs.handoffs,
        roles.roles,
        amounts.amounts,
        systems.systems,
        items.items,
        automation.modes,
        touchpoints.standards,
    )),
    ("group.change", (
        plans.pains,
        plans.ideas,
        metrics.metrics,
        goals.goals,
        feedback_loops.feedback,
        declarations.pilots,
        changes.changes,
    )),
    ("group.open", (
        questions.questions,
        questions.known,
        declarations.remarks,
        findings.all_findings,
        action_articles.cards,
    )),
)  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sections that belong together."""

    title: str
    parts: tuple[Section, ...]


def groups(wording: Wording) -> tuple[Group, ...]:
    """The sections of a report, in order; groups without any are left out."""
    every = (Group(title=wording.words(key), parts=tuple(_made(wording, makers))) for key, makers in _GROUPS)
    return tuple(group for group in every if group.parts)


def _made(wording: Wording, makers: Iterable[SectionMaker]) -> Iterator[Section]:
    for make in makers:
        section = make(wording)
        if section is not None and (section.id in SECTIONS or not wording.view.customer):
            yield section
