"""Why something is a top concern: one sentence with its numbers, and a link to its row.

Comes in: concerns (`blueprint.analysis.top_concerns`) and the wording of a scene. Goes out: their names, links and reasons. Deliberately
absent: which concerns there are, and their order.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from blueprint.analysis.motion.targets import Place, targets
from blueprint.analysis.top_concerns import Concern
from blueprint.model import Blueprint, Phase, PointKind

from ..page.table import CellPart
from .wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A thing worth attention: its badge or number, its name with a link to its row, and why."""

    badge: CellPart | None
    name: CellPart
    why: str


def reason(say: Wording, concern: Concern, target: Callable[..., str | None]) -> Reason:
    """What is said of a concern; `target` picks the first of some ids that the page has, as a link."""
    badge, name, ids = _named(say, concern)
    return Reason(
        badge=badge, name=CellPart(text=name, href=target(*ids)), why=_WHY[concern.rank](say, concern)
    )


# ── what it is ────────────────────────────────────────────────────────────────────────────────────────────


def _named(say: Wording, one: Concern) -> tuple[CellPart | None, str, tuple[str, ...]]:
    """The badge, the name, and the ids of rows that tell more, the best first."""
    blueprint = say.blueprint
    if one.kind == "fails":
        fail = blueprint.fails[one.key]
        row = say.row_of.get(("fails", one.key), "")
        label = row.partition("-")[2]
        return _badge(label, f"fail badge-{_level(say, one.key)}"), fail.text, (row,)
    if one.kind == "risks":
        row = say.row_of["risks", one.key]
        risk = blueprint.risks[one.key]
        return _badge(f"R{row.partition('-')[2]}", f"badge-{risk.severity}"), risk.label, (row,)
    if one.kind == "actions":
        kind: PointKind = "moment" if one.rank == "moment" else "wait"
        label = next((point.label for point in blueprint.points_of(one.key) if point.kind == kind), "")
        return _badge(label, f"badge-{kind}"), blueprint.actions[one.key].text, (f"{kind}-{label}",)
    if one.kind == "steps":
        step = blueprint.steps[one.key]
        return _badge(str(step.number), "badge-step"), step.label, (say.row_of["steps", one.key],)
    if one.kind == "phases":
        return None, blueprint.phases[one.key].label, ("critical", "times", "steps")
    if one.kind == "blueprint":
        return None, blueprint.title, ("critical", "times", "steps")
    return None, blueprint.name_of(one.kind, one.key), (say.row_of[one.kind, one.key],)


def _badge(label: str, style: str) -> CellPart | None:
    return CellPart(text=label, style=f"badge {style}") if label else None


def _level(say: Wording, key: str) -> str:
    return say.risk_level(say.blueprint.fails[key])


# ── why ───────────────────────────────────────────────────────────────────────────────────────────────────


def _fail_open(say: Wording, one: Concern) -> str:
    return say.words("attention.fail.open", rated=_rated(say, one.key), lacking=_lacking(say, one))


def _fail_high(say: Wording, one: Concern) -> str:
    return say.words("attention.fail.high", rated=_rated(say, one.key))


def _rated(say: Wording, key: str) -> str:
    fail = say.blueprint.fails[key]
    if fail.risk_priority_number is None:
        return say.words("attention.severity", severity=fail.severity)
    return say.words(
        "attention.rpn",
        number=fail.risk_priority_number,
        severity=fail.severity,
        occurrence=fail.occurrence,
        detection=fail.detection,
        priority=say.words(say.facts.priorities.of(fail) or "unrated"),
    )


def _risk(say: Wording, one: Concern) -> str:
    risk = say.blueprint.risks[one.key]
    severity, lacking = say.word(risk.severity), _lacking(say, one)
    if risk.scope is None:
        return say.words("attention.risk.unscoped", severity=severity, lacking=lacking)
    return say.words("attention.risk", severity=severity, scope=say.words(risk.scope), lacking=lacking)


def _target(say: Wording, one: Concern) -> str:
    """What is over its target; where the arrows need longer than the place says of itself, both numbers."""
    found = next(each for each in say.facts.once(targets) if _is_about(each.place, one))
    if found.said and found.path.seconds > found.said:
        return say.words("attention.over.path", said=say.seconds(found.said), **_over(say, one))
    return say.words("attention.over", **_over(say, one))


def _is_about(place: Place, one: Concern) -> bool:
    kind = "blueprint" if isinstance(place, Blueprint) else "phases" if isinstance(place, Phase) else "steps"
    return kind == one.kind and (isinstance(place, Blueprint) or place.key == one.key)


def _wait(say: Wording, one: Concern) -> str:
    return say.words("attention.wait", **_over(say, one))


def _over(say: Wording, one: Concern) -> dict[str, str]:
    time, target = one.time or 0, one.target or 0
    return {
        "time": say.seconds(time), "target": say.seconds(target), "over": say.seconds(time - target),
    }  # fmt: skip


def _silent(say: Wording, one: Concern) -> str:
    return say.words("attention.silent", time=say.seconds(one.time or 0))


def _moment(say: Wording, one: Concern) -> str:
    facts = [part for part in (_felt(say, one), _lacking(say, one)) if part]
    return say.words("attention.moment", facts=say.words("list.comma").join(facts))


def _felt(say: Wording, one: Concern) -> str:
    emotion = say.blueprint.actions[one.key].emotion
    if one.score is None or emotion is None:
        return ""
    felt = say.words("attention.emotion", score=say.words.signed(one.score))
    return f"{felt} {say.words('quote', text=emotion.words)}" if emotion.words else felt


def _loop(say: Wording, one: Concern) -> str:
    return say.words("attention.loop", lacking=_lacking(say, one))


def _goal(say: Wording, one: Concern) -> str:
    due, first = say.words.date(one.due or ""), say.words.date(one.first or "")
    return say.words("attention.goal", due=due, first=first)


def _lacking(say: Wording, one: Concern) -> str:
    return say.words("list.comma").join(say.words(_LACKS[part]) for part in one.lacking)


_LACKS = {
    "owner": "lacks.owner", "recovery": "lacks.recovery", "contingency": "lacks.contingency",
    "prevention": "lacks.prevention", "measure": "lacks.measure", "respond": "lacks.respond",
    "resolve": "lacks.resolve", "inform": "lacks.inform",
}  # fmt: skip
_WHY: dict[str, Callable[[Wording, Concern], str]] = {
    "fail.open": _fail_open, "fail.high": _fail_high, "risk.open": _risk, "target.over": _target, "wait.over": _wait,
    "wait.silent": _silent, "moment": _moment, "loop.open": _loop, "goal.late": _goal,
}  # fmt: skip
