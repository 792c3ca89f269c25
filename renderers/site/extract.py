"""What a site keeps of one service: enough for index, registers and search, so that an unchanged service need not be read again.

Comes in: a Scene, and the report that was made of it. Goes out: a Service, which is plain data: it becomes JSON and comes back from it.
It links only to what is in the report: an anchor that the report lacks is left out. Deliberately absent: words of any language, and
pages.
"""

from __future__ import annotations

import datetime
import re
from collections import Counter
from collections.abc import Iterable, Iterator

from blueprint.analysis.facts import Facts
from blueprint.analysis.motion.lead_times import labels_of, lead_times
from blueprint.analysis.motion.limits.limits import limit_of
from blueprint.analysis.registers.all_registers import DEFINITIONS, ON_SITES
from blueprint.analysis.registers.cell_values import Cell, owner
from blueprint.analysis.registers.of_actors import ITEMS
from blueprint.analysis.registers.of_work import HANDOFFS
from blueprint.analysis.registers.register import Shown, place
from blueprint.analysis.risk.levels import RISK_LEVELS, risk_level
from blueprint.scene import Scene
from blueprint.values import Duration
from blueprint.words import Keyword

from ..svg.picture import card_id
from .service import Plain, Promise, Row, Service, Thing, Verdict, Worst

#: How many of the worst risks the index names.
_WORST = 3
_ID = re.compile(r'\bid="([^"]*)"')


def extract(scene: Scene, html: str) -> Service:
    """What a site keeps of a service, whose report is `html`."""
    blueprint, facts = scene.blueprint, scene.facts
    anchors = _Anchors(facts, html)
    return Service(
        title=blueprint.title,
        language=blueprint.language,
        owner=owner(facts, blueprint.owner),
        state=blueprint.state,
        numbers=_numbers(scene, facts),
        promise=_promise(scene.facts_of_times),
        leads=list(lead_times(scene.facts_of_times)),
        worst=list(_worst(facts, anchors)),
        rows={name: list(_rows(facts, anchors, name)) for name in ON_SITES},
        things=list(_things(facts, anchors)),
    )


class _Anchors:
    """Where the things of a blueprint are in its report."""

    def __init__(self, facts: Facts, html: str) -> None:
        self._there = frozenset(_ID.findall(html))
        self._fails = {point.card: f"fail-{point.label}" for point in facts.blueprint.points if point.card}

    def first(self, *every: str) -> str:
        """The first of some anchors that the report has; empty for the page as a whole."""
        return next((text for text in every if text in self._there), "")

    def row(self, register: str, key: str, position: int) -> str:
        """That of the row of a register about a thing, else of the section."""
        if register == "fails":
            return self.first(self._fails.get(key, ""), "fails")
        return self.first(f"{DEFINITIONS[register].row}-{position}", register)


# ── numbers ─────────────────────────────────────────────────────────────────────────────────────────────────


def _numbers(scene: Scene, facts: Facts) -> dict[str, float | None]:
    blueprint = facts.blueprint
    levels = Counter(risk_level(fail, facts.limits) for fail in blueprint.fails.values())
    found = Counter(finding.severity.word for finding in scene.findings)
    return {
        "phases": len(blueprint.phases),
        "steps": len(blueprint.steps),
        **{level: levels[level] for level in RISK_LEVELS},
        "waits": sum(point.kind == "wait" for point in blueprint.points),
        "handoffs": len(HANDOFFS.records(facts)),
        "warnings": found["warning"],
        "infos": found["info"],
    }


def _promise(facts: Facts) -> Promise | None:
    """The target of the whole; nothing becomes of it where no time can be compared with it."""
    limit = limit_of(facts, "service", facts.blueprint.name)
    if limit is None:
        return None
    verdicts = (
        Verdict(labels_of(facts, held.personas), held.verdict, held.by, held.unit)
        for held in limit.held
        if held.verdict != "unknown"
    )
    return Promise(limit.most.longest, limit.most.unit, tuple(verdicts))


def _worst(facts: Facts, anchors: _Anchors) -> Iterator[Worst]:
    """The fail points of the highest level, the highest number first."""
    rated = [(risk_level(fail, facts.limits), key, fail) for key, fail in facts.blueprint.fails.items()]
    worst = sorted(
        rated, key=lambda pair: (-RISK_LEVELS.index(pair[0]), -(pair[2].risk_priority_number or 0))
    )
    for level, key, fail in worst[:_WORST]:
        if level in ("medium", "high"):
            yield Worst(fail.text, level, fail.risk_priority_number, anchors.row("fails", key, 0))


# ── registers ───────────────────────────────────────────────────────────────────────────────────────────────


def _rows(facts: Facts, anchors: _Anchors, name: str) -> Iterator[Row]:
    for position, row in enumerate(ON_SITES[name].rows(facts, Shown.SITE), 1):
        record = row.record
        step, _ = place(facts.blueprint, record)
        yield Row(
            row.id,
            f"{record.span.source.project_path}:{record.span.line}",
            anchors.row(name, record.ref.key if record.ref else "", position),
            [_plain(cell) for cell in row.cells],
            step,
        )


def _plain(cell: Cell) -> Plain:
    if isinstance(cell, Duration):
        return {"s": cell.seconds, "u": cell.unit}
    if isinstance(cell, Keyword):
        return {"k": cell.english}
    if isinstance(cell, datetime.date):
        return {"d": cell.isoformat()}
    return list(cell) if isinstance(cell, tuple) else cell


# ── search ──────────────────────────────────────────────────────────────────────────────────────────────────


def _things(facts: Facts, anchors: _Anchors) -> Iterator[Thing]:
    """All that somebody may look for, by kind, in reading order; the service itself is known by its title."""
    blueprint = facts.blueprint
    for position, step in enumerate(blueprint.steps.values(), 1):
        yield Thing("step", step.label, "", anchors.first(f"step-{position}", "steps"))
    for action in blueprint.actions.values():
        yield Thing(
            "action", action.text, blueprint.steps[action.step].label, anchors.first(card_id(action.key))
        )
    for position, (key, fail) in enumerate(blueprint.fails.items(), 1):
        at = (
            blueprint.actions[fail.at].step
            if fail.place == "action" and fail.at in blueprint.actions
            else fail.at
        )
        known = blueprint.steps.get(at or "")
        yield Thing("fail", fail.text, known.label if known else "", anchors.row("fails", key, position))
    for position, risk in enumerate(blueprint.risks.values(), 1):
        yield Thing("risk", risk.label, "", anchors.first(f"risk-{position}", "risks"))
    for position, role in enumerate(blueprint.roles.values(), 1):
        yield Thing("role", role.label, "", anchors.first(f"role-{position}", "roles"))
    for position, system in enumerate(blueprint.systems.values(), 1):
        yield Thing("system", system.label, "", anchors.first(f"system-{position}", "systems"))
    for item in _items(facts):
        yield Thing("item", item, "", anchors.first("items"))


def _items(facts: Facts) -> Iterable[str]:
    return (record.thing.name for record in ITEMS.records(facts))
