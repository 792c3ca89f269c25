"""Registers of what is measured, hoped and planned: metrics, goals, risks, pains, ideas, questions, feedback loops.

Comes in: Facts. Goes out: definitions of registers, in reading order. Deliberately absent: judgement of them, which is the checks'
business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Literal

from ...model import Feedback, Goal, Idea, Metric, Pain, Promise, Question, Ref, Risk
from ...values import TimeSpan
from ..facts import Facts
from ..improvement.feedback_loops import gaps
from ..improvement.goal_progress import covered, gap, metric_of, progress, uses
from ..improvement.measures import better
from ..improvement.plans import addressed, ideas_for_goals
from ..improvement.ranking import Help, help_for
from ..provenance.provenance import owner_of
from .cell_values import refs, subjects, word
from .record import Record, of_card, of_declaration
from .register import Column, Definition, Shown

_REPORT, _FILES, _SITE, _CUSTOMERS = Shown.REPORT, Shown.FILES, Shown.SITE, Shown.CUSTOMERS
_STAFF = _FILES | _SITE
_OPEN = _FILES | _CUSTOMERS
_EVERYWHERE = _OPEN | _SITE


# ── metrics and goals ───────────────────────────────────────────────────────────────────────────────────────


def _uses(facts: Facts) -> dict[str, tuple[Ref, ...]]:
    return uses(facts.blueprint)


#: The gap is what the target is above (or, negative, below) what is now.
METRICS = Definition[Metric](
    name="metrics",
    row="metric",
    find=lambda facts: (of_declaration("metrics", metric) for metric in facts.blueprint.metrics.values()),
    columns=(
        Column("column.metric", "text", "label", _EVERYWHERE),
        Column("column.kind", "text", "kind", _EVERYWHERE),
        Column("column.unit", "text", "unit", _EVERYWHERE),
        Column("column.baseline", "number", "baseline", _EVERYWHERE),
        Column("column.now", "number", "now", _EVERYWHERE),
        Column("column.target", "number", "target", _EVERYWHERE),
        Column("column.benchmark", "number", "benchmark", _EVERYWHERE),
        Column("column.gap", "number", lambda _, metric: gap(metric.now, metric.target), _EVERYWHERE, digits=9),
        Column("column.better", "text", lambda _, metric: word(better(metric)), _OPEN),
        Column("column.every", "text", lambda _, metric: word(metric.every), _EVERYWHERE),
        Column("column.owner", "text", "owner", _STAFF),
        Column("column.source", "text", lambda _, metric: metric.known.source),
        Column("covered", "number", lambda _, metric: covered(metric.baseline, metric.now, metric.target), _CUSTOMERS),
        Column("benchmark_gap", "number", lambda _, metric: gap(metric.now, metric.benchmark), _CUSTOMERS),
        Column("used_by", "list", lambda facts, metric: facts.once(_uses)[metric.key], _CUSTOMERS),
        Column("known", "text", "known", _CUSTOMERS),
    ),
)  # fmt: skip


def _ideas_for_goals(facts: Facts) -> dict[str, list[Idea]]:
    return ideas_for_goals(facts.blueprint)


def _served_by(facts: Facts, goal: Goal) -> tuple[Ref, ...]:
    """The ideas that serve a goal."""
    return refs("ideas", (idea.key for idea in facts.once(_ideas_for_goals)[goal.key]))


#: The change is in per cent.
GOALS = Definition[Goal](
    name="goals",
    row="goal",
    find=lambda facts: (of_declaration("goals", goal) for goal in facts.blueprint.goals.values()),
    columns=(
        Column("column.goal", "text", "label", _EVERYWHERE),
        Column("column.metric", "text", lambda _, goal: Ref("metrics", goal.metric) if goal.metric else None, _EVERYWHERE),
        Column("column.start", "number", "start", _EVERYWHERE),
        Column("column.to", "number", "to", _EVERYWHERE),
        Column("column.change", "number", "change", _EVERYWHERE),
        Column("column.due", "date", "due", _EVERYWHERE),
        Column("column.addresses", "list", lambda facts, goal: subjects(facts.blueprint, goal.addresses), _OPEN),
        Column("column.owner", "text", "owner", _STAFF),
        Column("progress", "number", lambda facts, goal: progress(goal, metric_of(facts.blueprint, goal)), _CUSTOMERS),
        Column("served_by", "list", _served_by, _CUSTOMERS),
        Column("known", "text", "known", _CUSTOMERS),
    ),
)  # fmt: skip


# ── risks ───────────────────────────────────────────────────────────────────────────────────────────────────

#: What can hit the whole service.
RISKS = Definition[Risk](
    name="risks",
    row="risk",
    find=lambda facts: (of_declaration("risks", risk) for risk in facts.blueprint.risks.values()),
    columns=(
        Column("column.risk", "text", "label", _EVERYWHERE),
        Column("column.scope", "text", lambda _, risk: word(risk.scope), _EVERYWHERE),
        Column("column.severity", "text", lambda _, risk: word(risk.severity), _EVERYWHERE),
        Column("column.prevention", "list", "preventions", _EVERYWHERE),
        Column("column.contingency", "list", "contingencies", _EVERYWHERE),
        Column("column.compensation", "list", "compensations", _EVERYWHERE),
        Column("column.owner", "text", "owner", _STAFF),
        Column("known", "text", "known", _CUSTOMERS),
    ),
)


# ── pains, ideas, questions ─────────────────────────────────────────────────────────────────────────────────


def _ideas_about(facts: Facts, pain: Pain) -> tuple[Ref, ...]:
    """The ideas that name a pain."""
    return refs("ideas", (idea.key for idea in facts.blueprint.ideas.values() if pain.key in idea.addresses))


def _help(facts: Facts) -> dict[str, Help]:
    return help_for(facts.blueprint)


#: What hurts, and the ideas about it; `help` has those as well that merely stand beside it, and goals.
PAINS = Definition[Pain](
    name="pains",
    row="pain",
    find=lambda facts: (of_card(facts.blueprint, "pains", pain) for pain in facts.blueprint.pains.values()),
    columns=(
        Column("column.pain", "text", "text", _OPEN),
        Column("column.view", "text", lambda _, pain: word(pain.view), _OPEN),
        Column("column.importance", "text", lambda _, pain: word(pain.importance), _OPEN),
        Column("column.urgency", "text", lambda _, pain: word(pain.urgency), _OPEN),
        Column("column.ideas", "list", _ideas_about),
        Column("column.owner", "text", "owner"),
        Column("column.due", "date", "due"),
        Column("column.status", "text", lambda _, pain: word(pain.known.status)),
        Column("column.source", "text", lambda _, pain: pain.known.source),
        Column("help", "list", lambda facts, pain: facts.once(_help).get(pain.key, Help()), _CUSTOMERS),
        Column("known", "text", "known", _CUSTOMERS),
    ),
)


def _addressed(facts: Facts) -> dict[str, frozenset[str]]:
    return addressed(facts.blueprint)


def _beside(facts: Facts, idea: Idea) -> tuple[Ref, ...]:
    """The pains and fail points of the same place, which an idea that names nothing is about."""
    about, blueprint = facts.once(_addressed)[idea.key], facts.blueprint
    if idea.addresses:
        return ()
    return (
        *refs("pains", (key for key in blueprint.pains if key in about)),
        *refs("fails", (key for key in blueprint.fails if key in about)),
    )


#: What could be done, and what it addresses.
IDEAS = Definition[Idea](
    name="ideas",
    row="idea",
    find=lambda facts: (of_card(facts.blueprint, "ideas", idea) for idea in facts.blueprint.ideas.values()),
    columns=(
        Column("column.idea", "text", "text", _OPEN),
        Column(
            "column.addresses", "list", lambda facts, idea: subjects(facts.blueprint, idea.addresses), _OPEN
        ),
        Column("column.effort", "text", lambda _, idea: word(idea.effort), _OPEN),
        Column("column.impact", "text", lambda _, idea: word(idea.impact), _OPEN),
        Column("column.begins", "date", "start", _OPEN),
        Column("column.due", "date", "due", _OPEN),
        Column("column.owner", "text", "owner"),
        Column("column.status", "text", lambda _, idea: word(idea.known.status)),
        Column("beside", "list", _beside, _CUSTOMERS),
        Column("known", "text", "known", _CUSTOMERS),
    ),
)

#: What nobody knows yet.
QUESTIONS = Definition[Question](
    name="questions",
    row="question",
    find=lambda facts: (of_card(facts.blueprint, "questions", question) for question in facts.blueprint.questions.values()),
    columns=(
        Column("column.question", "text", "text", _EVERYWHERE),
        Column("column.owner", "text", "owner", _STAFF),
        Column("column.due", "date", "due", _EVERYWHERE),
        Column("answerable", "text", lambda facts, question: owner_of(facts.blueprint, question), _REPORT),
        Column("known", "text", "known", _CUSTOMERS),
    ),
)  # fmt: skip


# ── feedback ────────────────────────────────────────────────────────────────────────────────────────────────


def _limit(part: str, case: Literal["simple", "complex"]) -> Callable[[Facts, Feedback], TimeSpan | None]:
    """The limit of a part for a case, else that for all cases."""

    def of(_: Facts, loop: Feedback) -> TimeSpan | None:
        promises: Iterable[Promise] = getattr(loop, part)
        by_case = {promise.case: promise.within for promise in promises}
        return by_case.get(case) or by_case.get(None)

    return of


def _loop(facts: Facts, loop: Feedback) -> Record[Feedback]:
    after = facts.blueprint.actions.get(loop.after or "")
    return replace(of_declaration("feedback", loop), action=loop.after, step=after.step if after else None)


#: The feedback loops with their limits; one for all cases stands for simple and complex ones.
FEEDBACK = Definition[Feedback](
    name="feedback",
    row="feedback",
    find=lambda facts: (_loop(facts, loop) for loop in facts.blueprint.feedback.values()),
    columns=(
        Column("column.loop", "text", "label", _EVERYWHERE),
        Column("column.channel", "list", lambda _, loop: refs("channels", loop.via), _EVERYWHERE),
        Column("column.after", "text", lambda _, loop: Ref("actions", loop.after) if loop.after else None, _EVERYWHERE),
        Column("column.thanks", "text", "thanks", _OPEN),
        Column("column.respond-simple", "duration", _limit("respond", "simple"), _EVERYWHERE),
        Column("column.respond-complex", "duration", _limit("respond", "complex"), _EVERYWHERE),
        Column("column.resolve-simple", "duration", _limit("resolve", "simple"), _EVERYWHERE),
        Column("column.resolve-complex", "duration", _limit("resolve", "complex"), _EVERYWHERE),
        Column("column.inform", "duration", "inform", _EVERYWHERE),
        Column("column.verify", "duration", "verify", _EVERYWHERE),
        Column("column.owner", "text", "owner", _STAFF),
        Column("respond", "list", "respond", _CUSTOMERS),
        Column("resolve", "list", "resolve", _CUSTOMERS),
        Column("open", "list", lambda _, loop: tuple(gaps(loop)), _REPORT),
        Column("known", "text", "known", _CUSTOMERS),
    ),
)  # fmt: skip

DEFINITIONS = (METRICS, GOALS, RISKS, PAINS, IDEAS, QUESTIONS, FEEDBACK)
