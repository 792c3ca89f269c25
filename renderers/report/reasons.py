"""Why something is a top concern: one sentence with its numbers, and a link to its row.

Comes in: concerns (`blueprint.analysis.top_concerns`) and the wording of a scene. Goes out: their names, links and reasons. Deliberately
absent: which concerns there are, and their order.
"""

from __future__ import annotations

from collections.abc import Callable

from blueprint.analysis.improvement.goal_progress import covered
from blueprint.analysis.motion.limits.limit import Kind as LimitKind
from blueprint.analysis.top_concerns import Concern
from blueprint.analysis.work.items import in_words
from blueprint.lean_dataclasses import dataclass
from blueprint.model import PointKind

from ..page.table import CellPart
from .wording import Wording


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """A thing worth attention: its badge or number, its name with a link to its row, and why."""

    badge: CellPart | None
    name: CellPart
    why: str


def reason(wording: Wording, concern: Concern, target: Callable[..., str | None]) -> Reason:
    """What is said of a concern; `target` picks the first of some ids that the page has, as a link."""
    badge, name, ids = _named(wording, concern)
    return Reason(
        badge=badge, name=CellPart(text=name, href=target(*ids)), why=_WHY[concern.rank](wording, concern)
    )


# ── what it is ────────────────────────────────────────────────────────────────────────────────────────────


def _named(wording: Wording, concern: Concern) -> tuple[CellPart | None, str, tuple[str, ...]]:
    """The badge, the name, and the ids of rows that tell more, the best first."""
    blueprint = wording.blueprint
    if concern.kind == "fails":
        fail = blueprint.fails[concern.key]
        row = wording.row_of.get(("fails", concern.key), "")
        label = row.partition("-")[2]
        return _badge(label, f"fail badge-{_level(wording, concern.key)}"), fail.text, (row,)
    if concern.kind == "risks":
        row = wording.row_of["risks", concern.key]
        risk = blueprint.risks[concern.key]
        return _badge(f"R{row.partition('-')[2]}", f"badge-{risk.severity}"), risk.label, (row,)
    if concern.kind == "actions" and concern.rank in _SECTIONS:
        return None, blueprint.actions[concern.key].text, _SECTIONS[concern.rank]
    if concern.kind == "actions":
        kind: PointKind = "moment" if concern.rank == "moment" else "wait"
        label = next((point.label for point in blueprint.points_of(concern.key) if point.kind == kind), "")
        return _badge(label, f"badge-{kind}"), blueprint.actions[concern.key].text, (f"{kind}-{label}",)
    if concern.kind == "steps":
        step = blueprint.steps[concern.key]
        return _badge(str(step.number), "badge-step"), step.label, (wording.row_of["steps", concern.key],)
    if concern.kind == "phases":
        return None, blueprint.phases[concern.key].label, ("promises", "times", "steps")
    if concern.kind == "blueprint":
        return None, blueprint.title, ("promises", "times", "steps")
    return None, blueprint.name_of(concern.kind, concern.key), (wording.row_of[concern.kind, concern.key],)


def _badge(label: str, style: str) -> CellPart | None:
    return CellPart(text=label, style=f"badge {style}") if label else None


def _level(wording: Wording, key: str) -> str:
    return wording.risk_level(wording.blueprint.fails[key])


# ── why ───────────────────────────────────────────────────────────────────────────────────────────────────


def _fail_open(wording: Wording, concern: Concern) -> str:
    return wording.words(
        "attention.fail.open", rated=_rated(wording, concern.key), lacking=_lacking(wording, concern)
    )


def _fail_high(wording: Wording, concern: Concern) -> str:
    return wording.words("attention.fail.high", rated=_rated(wording, concern.key))


def _fail_low(wording: Wording, concern: Concern) -> str:
    return _fail_open(wording, concern) if concern.lacking else _fail_high(wording, concern)


def _rated(wording: Wording, key: str) -> str:
    fail = wording.blueprint.fails[key]
    if fail.risk_priority_number is None:
        return wording.words("attention.severity", severity=fail.severity)
    return wording.words(
        "attention.rpn",
        number=fail.risk_priority_number,
        severity=fail.severity,
        occurrence=fail.occurrence,
        detection=fail.detection,
        priority=wording.words(wording.facts.priorities.of(fail) or "unrated"),
    )


def _risk(wording: Wording, concern: Concern) -> str:
    risk = wording.blueprint.risks[concern.key]
    severity, lacking = wording.word(risk.severity), _lacking(wording, concern)
    if risk.scope is None:
        return wording.words("attention.risk.unscoped", severity=severity, lacking=lacking)
    return wording.words(
        "attention.risk", severity=severity, scope=wording.words(risk.scope), lacking=lacking
    )


def _target(wording: Wording, concern: Concern) -> str:
    """What is over its target; where the ways need longer than the place says of itself, both numbers."""
    kinds: dict[str, LimitKind] = {"blueprint": "service", "phases": "phase", "steps": "step"}
    limit = wording.limit(kinds[concern.kind], concern.key)
    stated = limit.stated if limit else None
    if stated and (concern.time or 0) > stated.usual + 1e-6:
        key = "attention.over.aside" if concern.is_aside else "attention.over.path"
        message = wording.words(key, said=wording.time(stated), **_over(wording, concern))
    else:
        message = wording.words("attention.over", **_over(wording, concern))
    return _for_whom(wording, concern, message)


def _wait(wording: Wording, concern: Concern) -> str:
    numbers = _over(wording, concern)
    limit = wording.limit("wait", concern.key)
    if limit and limit.stated and limit.stated.is_maximum:
        numbers["time"] = wording.time(limit.stated) or ""
    return _for_whom(wording, concern, wording.words("attention.wait", **numbers))


def _for_whom(wording: Wording, concern: Concern, message: str) -> str:
    if not concern.personas:
        return message
    whom = wording.words("attention.for", personas=wording.for_whom(concern.personas))
    return wording.sentences(message, whom)


def _over(wording: Wording, concern: Concern) -> dict[str, str]:
    time, target = concern.time or 0, concern.target or 0
    numbers = {"time": time, "target": target, "over": time - target}
    return {name: wording.words.seconds(number, concern.unit) for name, number in numbers.items()}


def _silent(wording: Wording, concern: Concern) -> str:
    return wording.words("attention.silent", time=wording.seconds(concern.time or 0))


def _lost(wording: Wording, concern: Concern) -> str:
    return wording.words("attention.lost", number=wording.words.number(round(100 * (concern.share or 0), 1)))


def _pain(wording: Wording, concern: Concern) -> str:
    pain = wording.blueprint.pains[concern.key]
    facts = [wording.words("attention.importance", level=wording.word(pain.importance))]
    if pain.urgency:
        facts.append(wording.words("attention.urgency", level=wording.word(pain.urgency)))
    if concern.lacking:
        facts.append(_lacking(wording, concern))
    return wording.words("attention.pain", facts=wording.words.listed(facts))


def _handoffs(wording: Wording, concern: Concern) -> str:
    first = wording.blueprint.name_of("actions", concern.first or "")
    return wording.words("attention.handoffs", count=concern.count, first=first)


def _counted(key: str) -> Callable[[Wording, Concern], str]:
    return lambda wording, concern: wording.words(f"attention.{key}", count=concern.count)


def _repeated(wording: Wording, concern: Concern) -> str:
    return wording.words("attention.repeated", item=in_words(concern.item or ""))


def _metric(wording: Wording, concern: Concern) -> str:
    metric = wording.blueprint.metrics[concern.key]
    now, target = (
        metric.with_unit(number or 0, wording.words.number(number or 0))
        for number in (metric.now, metric.target)
    )
    done = covered(metric.baseline, metric.now, metric.target)
    if done is not None and done < 0:
        return wording.words("attention.metric.away", now=now, target=target)
    return wording.words("attention.metric", now=now, target=target)


def _moment(wording: Wording, concern: Concern) -> str:
    facts = [part for part in (_felt(wording, concern), _lacking(wording, concern)) if part]
    return wording.words("attention.moment", facts=wording.words.listed(facts))


def _felt(wording: Wording, concern: Concern) -> str:
    emotion = wording.blueprint.actions[concern.key].emotion
    if concern.score is None or emotion is None:
        return ""
    felt = wording.words("attention.emotion", score=wording.words.signed(concern.score))
    return f"{felt} {wording.words('quote', text=emotion.words)}" if emotion.words else felt


def _loop(wording: Wording, concern: Concern) -> str:
    return wording.words("attention.loop", lacking=_lacking(wording, concern))


def _goal(wording: Wording, concern: Concern) -> str:
    due, first = wording.words.date(concern.due or ""), wording.words.date(concern.first or "")
    return wording.words("attention.goal", due=due, first=first)


def _lacking(wording: Wording, concern: Concern) -> str:
    return wording.words.listed(wording.words(_LACKS[part]) for part in concern.lacking)


#: Where the report tells more of what is about an action without a point.
_SECTIONS = {
    "lost": ("outcomes", "ways"), "handoffs": ("handoffs",), "approvals": ("roles", "cards"), "repeated": ("items", "cards"),
}  # fmt: skip
_LACKS = {
    "owner": "lacks.owner", "recovery": "lacks.recovery", "contingency": "lacks.contingency",
    "prevention": "lacks.prevention", "measure": "lacks.measure", "respond": "lacks.respond",
    "resolve": "lacks.resolve", "inform": "lacks.inform", "idea": "lacks.idea",
}  # fmt: skip
_WHY: dict[str, Callable[[Wording, Concern], str]] = {
    "fail.open": _fail_open, "fail.high": _fail_high, "fail.low": _fail_low, "lost": _lost, "pain": _pain, "handoffs": _handoffs,
    "transfers": _counted("transfers"), "approvals": _counted("approvals"), "repeated": _repeated, "metric": _metric,
    "risk.open": _risk, "target.over": _target, "wait.over": _wait, "wait.silent": _silent, "moment": _moment, "loop.open": _loop,
    "goal.late": _goal,
}  # fmt: skip
