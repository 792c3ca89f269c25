"""What stands in a report, and in which order.

Comes in: the wording of a scene. Goes out: the sections that the file has something for, in groups. A section is made by a function of a
module of its subject, and named here once. Deliberately absent: what is in them.
"""

from __future__ import annotations

from dataclasses import dataclass

from blueprint.audience import SECTIONS
from blueprint.scene import Scene

from ..page.table import Section
from . import (
    declarations,
    points,
)
from .change import (
    feedback_loops,
)
from .change import (
    sections as change,
)
from .failing import (
    fail_points,
)
from .journey import (
    channels,
    touchpoints,
)
from .open import (
    action_articles,
    findings,
    questions,
)
from .time import (
    timing,
)
from .wording import Wording
from .work import (
    sections as work,
)

#: The groups by the keys of their titles, and the sections of each by their ids.
_GROUPS = (
    ("group.failing", ("fails", "risks", "runbook")),
    ("group.time", ("waits", "times", "critical", "promises")),
    ("group.journey", ("channels", "touchpoints", "moments", "emotions", "decisions", "personas")),
    ("group.work", ("steps", "handoffs", "roles", "systems", "items", "modes", "standards")),
    ("group.change", ("pains", "ideas", "metrics", "goals", "feedback", "pilots", "changes")),
    ("group.open", ("questions", "known", "remarks", "findings", "cards")),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """Sections that belong together."""

    title: str
    parts: tuple[Section, ...]


def groups(say: Wording, scene: Scene) -> tuple[Group, ...]:
    """The sections of a report, in order; groups without any are left out."""
    built = {one.id: one for one in _build(say, scene)}
    assert built.keys() <= {name for _, names in _GROUPS for name in names}, "a section without a place"
    every = (
        Group(title=say.words(key), parts=tuple(built[name] for name in names if name in built))
        for key, names in _GROUPS
    )
    return tuple(group for group in every if group.parts)


def _build(say: Wording, scene: Scene) -> list[Section]:
    makers = (
        touchpoints.touchpoints, touchpoints.standards, touchpoints.steps,
        *fail_points.MAKERS, *timing.MAKERS, *channels.MAKERS, *feedback_loops.MAKERS, *work.MAKERS, *change.MAKERS, *questions.MAKERS,
    )  # fmt: skip
    built = [
        *points.registers(say),
        *declarations.sections(say),
        *(make(say) for make in makers),
        findings.findings(say, scene.findings),
        action_articles.cards(say),
    ]
    found = [one for one in built if one is not None]
    return [one for one in found if one.id in SECTIONS] if say.view.customer else found
