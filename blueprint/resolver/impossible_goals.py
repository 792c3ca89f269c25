"""Goals that no service can reach: more than all, and a change by per cent of a score that may be negative.

Comes in: metrics and goals, with the attributes as they are written. Goes out: errors. Deliberately absent: what is merely doubtful, which
is a check's (BP615).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..diagnostics import Diagnostic, Label, error
from ..model import Goal, Metric
from ..source import Span
from ..syntax import nodes
from ..words import phrase
from .attributes import Attributes

#: Kinds that are a part of all who were asked, or served: in "%" there is no more than 100.
_PARTS = frozenset({"csat", "fcr", "churn"})


def impossible_goals(
    metrics: Mapping[str, Metric], goals: Mapping[str, Goal], written: Mapping[str, Attributes]
) -> Iterator[Diagnostic]:
    """The errors in numbers to reach; `written` has the attributes of `metric NAME` and `goal NAME`."""
    for key, metric in metrics.items():
        if _is_part(metric) and (metric.target or 0) > 100:
            text = phrase(
                "BP016.target", metric=phrase("message.quoted", text=metric.label), number=metric.target or 0
            )
            yield error(
                "BP016", _place(written[f"metric {key}"], "target"), text, phrase("BP016.target.cure")
            )
    for key, goal in goals.items():
        measured = metrics.get(goal.metric or "")
        if measured is not None:
            yield from _of_goal(goal, measured, written[f"goal {key}"])


def _of_goal(goal: Goal, metric: Metric, written: Attributes) -> Iterator[Diagnostic]:
    start = goal.start if goal.start is not None else metric.start
    if goal.change is not None and metric.kind == "nps":
        text = phrase("BP016.change", metric=phrase("message.quoted", text=metric.label))
        aim = goal.changed(metric)
        cure = phrase("BP016.change.cure")
        if start is not None and aim is not None and start > 0:
            cure = phrase("BP016.change.cure.numbers", start=start, aim=aim)
        yield error("BP016", _place(written, "change"), text, cure)
    elif _is_part(metric) and goal.change is not None and (goal.changed(metric) or 0) > 100:
        assert start is not None, "what is changed has a start"
        text = phrase(
            "BP016.all",
            metric=phrase("message.quoted", text=metric.label),
            aim=goal.changed(metric) or 0,
            start=start,
        )
        labels = [Label(metric.span, phrase("BP016.all.label", start=start))] if goal.start is None else []
        yield error("BP016", _place(written, "change"), text, phrase("BP016.all.cure", start=start), labels)
    elif _is_part(metric) and (goal.to or 0) > 100:
        text = phrase("BP016.target", metric=phrase("message.quoted", text=metric.label), number=goal.to or 0)
        yield error("BP016", _place(written, "from"), text, phrase("BP016.target.cure"))


def _is_part(metric: Metric) -> bool:
    return metric.kind in _PARTS and metric.is_percentage


def _place(written: Attributes, keyword: str) -> Span:
    """Where the number stands that is too much."""
    attribute = written.one(keyword)
    assert attribute is not None, "what has a value is written"
    numbers = [value for value in attribute.values if isinstance(value, nodes.Number | nodes.Percentage)]
    return numbers[-1].span if numbers else attribute.span
