"""Work done one after the other that could be done side by side.

## What it finds

Two actions of different lanes and roles joined by `->`, both with a `time`, where the second needs nothing
from the first: the first names its `output`, the second its `input`, all of that input comes from actions
before the first one, and there is no wait in between. Decisions, approvals, events and what the customer does
keep their order, and so do actions whose arrow carries something or has a label.

## Why it matters

The customer waits for the sum of both times and could wait for the longer one alone.

## Bad

    blueprint catering "Lunch for a meeting"

    step order "Order" {
      evidence "Menu"
      customer ask "Orders for twelve" output order
      -> frontstage take "Writes it down" input order output menu, address
      -> backstage cook "Cooks" time 1h input menu output dishes
      -> support car "Gets the van ready" time 30m input address output van
      -> frontstage bring "Brings lunch" input dishes, van
      -> customer eat "Eats" end served
    }

## Good

    blueprint catering "Lunch for a meeting"

    step order "Order" {
      evidence "Menu"
      customer ask "Orders for twelve" output order
      -> frontstage take "Writes it down" input order output menu, address
      take -> backstage cook "Cooks" time 1h input menu output dishes
      take -> support car "Gets the van ready" time 30m input address output van
      cook -> frontstage bring "Brings lunch" input dishes, van
      car -> bring
      bring -> customer eat "Eats" end served
    }

## Source

Business process re-engineering: serial work made parallel (串行改并行).
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic, Label, Severity
from ...model import Action, Flow
from ...words import phrase
from ..rule import finding, quoted

CODE = "BP207"
SEVERITY = Severity.INFO


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find pairs of actions in a row that do not need each other."""
    actions = facts.blueprint.actions
    given = {item for action in actions.values() for item in action.outputs}
    for flow in facts.blueprint.flows:
        first, second = actions[flow.source], actions[flow.target]
        # An input that nobody puts out needs no search.
        if (
            _is_bare(flow)
            and given.issuperset(second.inputs)
            and _may_run_together(facts, first, second)
            and _is_fed_before(facts, flow)
        ):
            text = phrase("BP207", second=quoted(second.text), first=quoted(first.text))
            yield finding(
                CODE, second.span, text, phrase("BP207.cure"), [Label(first.span, phrase("BP207.label"))]
            )


def _is_bare(flow: Flow) -> bool:
    pair = (flow.label, flow.share, flow.max, flow.within)
    return flow.kind == "then" and not (flow.carries or flow.personas) and all(text is None for text in pair)


def _may_run_together(facts: Facts, first: Action, second: Action) -> bool:
    work = (first, second)
    return (
        first.lane != second.lane
        and not set(first.by) & set(second.by)
        and bool(first.outputs and second.inputs and first.timing.span and second.timing.span)
        and not any(action.is_decision or action.is_approval or action.is_event for action in work)
        and not any(facts.zone(action.key) == "customer" for action in work)
        and first.end is None
        and second.due is None
    )


def _is_fed_before(facts: Facts, flow: Flow) -> bool:
    """Whether all inputs of the second action are there before the first one begins, and it waits for nothing else."""
    actions = facts.blueprint.actions
    waited_for = [other for other in facts.incoming[flow.target] if other.kind in ("then", "message")]
    needs = set(actions[flow.target].inputs)
    if waited_for != [flow] or needs & set(actions[flow.source].outputs):
        return False
    return _all_given_before(facts, flow, needs)


def _all_given_before(facts: Facts, flow: Flow, needs: set[str]) -> bool:
    """Whether actions before the first one put out all these items; searched backwards until all are found."""
    actions = facts.blueprint.actions
    seen, waiting = {flow.source, flow.target}, [flow.source]
    while waiting and needs:
        for before in facts.incoming[waiting.pop()]:
            if before.source not in seen:
                seen.add(before.source)
                waiting.append(before.source)
                needs = needs - set(actions[before.source].outputs)
    return not needs
