"""How long a recovery takes: a case in which a failure happens once, and what goes on from there.

Comes in: a motion, and a fail point with an action to go on at. Goes out: when that begins and is done after the failure. Deliberately
absent: limits (`limits`), and how often anything fails: the red arrow of a card is no part of the usual case.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import NamedTuple

from ....model import Blueprint, Fail, Flow
from ..results import Motion
from ..rules.course import course
from ..rules.game import Case
from ..rules.net import Arrow, Net, Span
from ..rules.net_builder import net_of
from .passages import between, entries, leaves


class Recovered(NamedTuple):
    """From a failure until the action that goes on from there begins, and until it is done; which action (key) that is."""

    action: str
    begins: Span
    done: Span


def recovered(blueprint: Blueprint, motion: Motion, fail: Fail) -> Recovered | None:
    """What becomes of a failure on the usual way, else on the likeliest that comes to its action; None where nobody can tell."""
    to = next((part.to for part in fail.recoveries if part.to and _exists(motion.net, part.to)), None)
    if to is None or fail.place != "action" or fail.at is None or not motion.runs:
        return None
    red = next((f for f in blueprint.flows if (f.source, f.target, f.kind) == (fail.at, to, "failure")), None)
    way = motion.path_through(fail.at) if red and _exists(motion.net, fail.at) else None
    if red is None or way is None:
        return None
    failing = replace(red, is_recovery=False, share=100.0, max=None)
    flows = tuple(failing if flow is red else flow for flow in blueprint.flows)
    net = net_of(replace(blueprint, flows=flows), motion.net.persona)
    begun = Case(course(net, motion.wholes, ranges=True), net.beginnings[way.start], keeps_log=True)
    return _measured(_play(begun, failing, way.leaves), net.number[fail.at], net.number[to], to)


def _exists(net: Net, key: str) -> bool:
    return key in net.number and net.exists[net.number[key]]


def _play(case: Case, failing: Flow, usual: Mapping[int, Flow | None]) -> Case:
    """Fail at the first chance; otherwise go as usual."""
    has_failed = False
    while (choice := case.advance()) is not None:
        fails = _of_flow(choice.options, failing) if not has_failed else None
        known = _of_flow(choice.options, usual.get(choice.action))
        has_failed = has_failed or fails is not None
        case.take(fails or known or _first(choice.options, failing))
    return case


def _of_flow(options: tuple[Arrow | None, ...], flow: Flow | None) -> Arrow | None:
    return next((option for option in options if option and flow is not None and option.flow is flow), None)


def _first(options: tuple[Arrow | None, ...], failing: Flow) -> Arrow | None:
    return next((option for option in options if option is None or option.flow is not failing), options[0])


def _measured(case: Case, failed: int, number: int, key: str) -> Recovered | None:
    first = next(iter(entries(case, failed)), None)
    if case.is_endless or first is None:
        return None
    entry = next((e for e in entries(case, number) if e.serial > first.serial), None)
    if entry is None:
        return None
    failure = leaves(case, first)
    return Recovered(key, between(failure, entry.done.work), between(failure, entry.over))
