"""The checks: what is allowed in a blueprint, but weak.

Comes in: a Blueprint without errors. Goes out: findings, which never stop drawing. One rule, one module,
whose docstring is the page that explains it; `RULES` lists them by hand, by code. Deliberately absent: what
is wrong, which is the resolver's.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from ..analysis.flow import Facts, gather
from ..analysis.limits import USUAL, Limits
from ..diagnostics import Diagnostic, ordered
from ..model import Blueprint
from . import (
    assumption_untested,
    change_untrained,
    date_passed,
    dead_end,
    emotion_low_without_pain,
    fail_without_recovery,
    feedback_loop_open,
    frontstage_without_customer,
    goal_before_its_ideas,
    goal_not_smart,
    goal_without_plan,
    high_risk_without_owner,
    idea_addresses_nothing,
    idea_not_worth_it,
    improvement_not_measured,
    line_jump,
    loop_without_exit,
    metric_getting_worse,
    metric_untracked,
    metric_without_baseline,
    metric_without_period,
    metric_without_target,
    moment_without_measure,
    no_owner,
    one_sided_pains,
    one_way_decision,
    owner_in_words,
    pain_unranked,
    pain_without_idea,
    pilot_incomplete,
    pilot_too_short,
    plan_incomplete,
    question_left_open,
    review_overdue,
    standard_unmeasurable,
    target_below_benchmark,
    target_on_wrong_side,
    tier_unserved,
    to_be_without_change,
    touchpoint_without_evidence,
    touchpoint_without_standard,
    unreachable_action,
    unsourced_claim,
    wait_without_target,
)
from .rule import Rule

#: Every rule, by its code.
RULES = (
    Rule.of(frontstage_without_customer),
    Rule.of(line_jump),
    Rule.of(touchpoint_without_evidence),
    Rule.of(unreachable_action),
    Rule.of(dead_end),
    Rule.of(loop_without_exit),
    Rule.of(one_way_decision),
    Rule.of(fail_without_recovery),
    Rule.of(high_risk_without_owner),
    Rule.of(wait_without_target),
    Rule.of(touchpoint_without_standard),
    Rule.of(metric_without_target),
    Rule.of(metric_without_baseline),
    Rule.of(goal_not_smart),
    Rule.of(pain_unranked),
    Rule.of(one_sided_pains),
    Rule.of(tier_unserved),
    Rule.of(metric_untracked),
    Rule.of(standard_unmeasurable),
    Rule.of(target_on_wrong_side),
    Rule.of(target_below_benchmark),
    Rule.of(moment_without_measure),
    Rule.of(metric_without_period),
    Rule.of(metric_getting_worse),
    Rule.of(no_owner),
    Rule.of(feedback_loop_open),
    Rule.of(review_overdue),
    Rule.of(pilot_incomplete),
    Rule.of(plan_incomplete),
    Rule.of(change_untrained),
    Rule.of(question_left_open),
    Rule.of(idea_addresses_nothing),
    Rule.of(unsourced_claim),
    Rule.of(pain_without_idea),
    Rule.of(date_passed),
    Rule.of(emotion_low_without_pain),
    Rule.of(assumption_untested),
    Rule.of(improvement_not_measured),
    Rule.of(to_be_without_change),
    Rule.of(owner_in_words),
    Rule.of(goal_before_its_ideas),
    Rule.of(pilot_too_short),
    Rule.of(idea_not_worth_it),
    Rule.of(goal_without_plan),
)


def check(blueprint: Blueprint, rules: Iterable[Rule] = RULES, limits: Limits = USUAL) -> list[Diagnostic]:
    """What some rules find, in the order of the text; each finding weighs what its rule does."""
    facts = gather(blueprint, limits)
    return ordered(_found(facts, rules))


def _found(facts: Facts, rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    for rule in rules:
        for one in rule.check(facts):
            yield one if one.severity is rule.severity else replace(one, severity=rule.severity)
