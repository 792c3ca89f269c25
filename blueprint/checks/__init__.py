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
    compound_action,
    customer_without_response,
    damaged_text,
    dead_end,
    empty_step,
    fail_without_recovery,
    feedback_loop_open,
    fork_without_join,
    frontstage_without_customer,
    high_risk_without_owner,
    lane_order,
    lane_unused,
    line_jump,
    loop_without_exit,
    loop_without_last_resort,
    loss_without_reason,
    metric_without_target,
    missing_label,
    missing_line,
    needless_decision,
    needless_serial,
    no_customer_action,
    one_way_decision,
    overlong_text,
    persona_without_path,
    same_answers,
    same_arrow_twice,
    same_label,
    self_service_trap,
    shares_incomplete,
    step_without_customer,
    too_large,
    touchpoint_without_evidence,
    unreachable_action,
    unused_declaration,
    vague_text,
    wait_without_target,
)
from .rule import Rule

#: Every rule, by its code.
RULES = (
    Rule.of(missing_label),
    Rule.of(empty_step),
    Rule.of(no_customer_action),
    Rule.of(frontstage_without_customer),
    Rule.of(customer_without_response),
    Rule.of(line_jump),
    Rule.of(touchpoint_without_evidence),
    Rule.of(step_without_customer),
    Rule.of(lane_order),
    Rule.of(too_large),
    Rule.of(missing_line),
    Rule.of(lane_unused),
    Rule.of(unreachable_action),
    Rule.of(dead_end),
    Rule.of(loop_without_exit),
    Rule.of(one_way_decision),
    Rule.of(same_answers),
    Rule.of(fork_without_join),
    Rule.of(needless_serial),
    Rule.of(shares_incomplete),
    Rule.of(self_service_trap),
    Rule.of(loss_without_reason),
    Rule.of(loop_without_last_resort),
    Rule.of(persona_without_path),
    Rule.of(same_arrow_twice),
    Rule.of(needless_decision),
    Rule.of(fail_without_recovery),
    Rule.of(high_risk_without_owner),
    Rule.of(wait_without_target),
    Rule.of(metric_without_target),
    Rule.of(feedback_loop_open),
    Rule.of(overlong_text),
    Rule.of(vague_text),
    Rule.of(damaged_text),
    Rule.of(compound_action),
    Rule.of(unused_declaration),
    Rule.of(same_label),
)


def check(blueprint: Blueprint, rules: Iterable[Rule] = RULES, limits: Limits = USUAL) -> list[Diagnostic]:
    """What some rules find, in the order of the text; each finding weighs what its rule does."""
    facts = gather(blueprint, limits)
    return ordered(_found(facts, rules))


def _found(facts: Facts, rules: Iterable[Rule]) -> Iterator[Diagnostic]:
    for rule in rules:
        for one in rule.check(facts):
            yield one if one.severity is rule.severity else replace(one, severity=rule.severity)
