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
    approval_chain,
    assumption_untested,
    bottleneck,
    change_untrained,
    channel_mismatch,
    customer_detects,
    date_passed,
    dead_end,
    duplicate_step,
    emotion_low_without_pain,
    excess_transfer,
    fail_without_cause,
    fail_without_recovery,
    feedback_loop_open,
    frontstage_without_customer,
    goal_before_its_ideas,
    goal_not_smart,
    goal_without_plan,
    half_rated_fail,
    handoff_chain,
    high_risk_without_owner,
    idea_addresses_nothing,
    idea_not_worth_it,
    improvement_not_measured,
    input_from_nowhere,
    line_jump,
    loop_without_exit,
    metric_getting_worse,
    metric_untracked,
    metric_without_baseline,
    metric_without_period,
    metric_without_target,
    moment_without_failpoint,
    moment_without_measure,
    no_owner,
    one_sided_pains,
    one_way_decision,
    output_unused,
    owner_in_words,
    pain_unranked,
    pain_without_idea,
    pilot_incomplete,
    pilot_too_short,
    plan_incomplete,
    promise_exceeded,
    question_left_open,
    recovery_without_limit,
    rekeying,
    repeated_input,
    retry_without_limit,
    review_overdue,
    risk_without_plan,
    severity_ignored,
    silent_wait,
    slower_than_target,
    standard_over_tolerance,
    standard_unmeasurable,
    target_below_benchmark,
    target_on_wrong_side,
    tier_unserved,
    to_be_without_change,
    touchpoint_without_evidence,
    touchpoint_without_standard,
    unclear_suppression,
    unreachable_action,
    unsourced_claim,
    unused_suppression,
    wait_without_target,
)
from .choice import USUAL_CHOICE, Choice
from .rule import Rule

__all__ = ["RULES", "USUAL_CHOICE", "Choice", "Rule", "check"]

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
    Rule.of(severity_ignored),
    Rule.of(customer_detects),
    Rule.of(moment_without_failpoint),
    Rule.of(recovery_without_limit),
    Rule.of(risk_without_plan),
    Rule.of(fail_without_cause),
    Rule.of(half_rated_fail),
    Rule.of(wait_without_target),
    Rule.of(standard_over_tolerance),
    Rule.of(promise_exceeded),
    Rule.of(silent_wait),
    Rule.of(slower_than_target),
    Rule.of(bottleneck),
    Rule.of(retry_without_limit),
    Rule.of(handoff_chain),
    Rule.of(repeated_input),
    Rule.of(approval_chain),
    Rule.of(duplicate_step),
    Rule.of(rekeying),
    Rule.of(excess_transfer),
    Rule.of(channel_mismatch),
    Rule.of(input_from_nowhere),
    Rule.of(output_unused),
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
    Rule.of(unused_suppression),
    Rule.of(unclear_suppression),
)


def check(blueprint: Blueprint, rules: Iterable[Rule] = RULES, limits: Limits = USUAL) -> list[Diagnostic]:
    """What some rules find, in the order of the text; each finding weighs what its rule does."""
    facts = gather(blueprint, limits)
    return ordered(_found(facts, rules))


def _found(facts: Facts, rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    for rule in rules:
        for one in rule.check(facts):
            yield one if one.severity is rule.severity else replace(one, severity=rule.severity)
