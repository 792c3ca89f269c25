"""A share of lost customers that the answers' percentages do not bear out.

## What it finds

A metric in `%` that nothing but all ends `lost`, all ends `refused`, or all of both track is the share of the cases
that end so. The percentages of the answers say the same share. What is compared:

- as it is (and in pilots): the metric's `now`, where the two are more than a point apart;
- in a `to-be`: the goals for it, or its target, where even the service as drawn is half a point or more worse.

Nothing is compared where the percentage of an answer is missing, where a case can reach several of these ends, where
personas disagree, where the metric is tracked anywhere else, or is of a kind that counts something else: satisfaction
(`csat`, `nps`, `ces`), or customers of a month (`churn`). What ends `served` track may as well be how well they were
served, so it is not compared either. That an as-is misses a goal is no finding: the goal is there for that.

## Why it matters

One of the two numbers is wrong. A plan whose own drawing loses more customers than its goal allows is missed on the
day it is signed.

## Bad

    blueprint shop "Order online"
    state to-be
    metric lost "Carts left behind" kind other unit "%" now 65 better lower
    goal fewer "Half of the carts" metric lost from 65 to 50 due 2027-06-30 owner "Shop"

    step pay "Pay" {
      evidence "Cart"
      customer fill "Fills the cart" start
      -> customer go_on "Go to the checkout?" decision
      go_on -> customer leave "Leaves" end lost tracks lost when "no" 60%
      go_on -> customer bought "Has the receipt" end served when "yes" 40%
    }

## Good

    blueprint shop "Order online"
    state to-be
    metric lost "Carts left behind" kind other unit "%" now 65 better lower
    goal fewer "Half of the carts" metric lost from 65 to 50 due 2027-06-30 owner "Shop"

    step pay "Pay" {
      evidence "Cart"
      customer fill "Fills the cart" start
      -> customer go_on "Go to the checkout?" decision
      go_on -> customer leave "Leaves" end lost tracks lost when "no" 48%
      go_on -> customer bought "Has the receipt" end served when "yes" 52%
    }

## Source

Funnels of conversion: the shares of the steps multiply to that of the whole. A contradiction in the file itself.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...analysis.improvement.goal_progress import progress
from ...analysis.improvement.measures import better, is_worse
from ...analysis.motion.results import Motion, headline, motions_of
from ...diagnostics import Diagnostic, Label, Severity
from ...model import Declaration, Metric
from ...words import Listing, listing, phrase
from ..rule import finding, quoted

CODE = "BP616"
SEVERITY = Severity.INFO
#: In points: percentages of answers are whole numbers mostly, and so are those of metrics.
_APART = 1
_SHORT = 0.5
#: Kinds whose percentage is not one of all cases.
_OF_OTHERS = frozenset({"csat", "nps", "ces", "fcr", "aht", "churn", "complaints"})


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the metrics of ends that the percentages contradict."""
    for key, ends in _ends_by_metric(facts).items():
        metric = facts.blueprint.metrics[key]
        shares = [_share(motion, ends) for motion in facts.once(motions_of)]
        known = [share for share in shares if share is not None]
        if len(known) < len(shares):
            continue
        shown = _share(headline(facts), ends) or 0.0
        if facts.blueprint.state == "to-be":
            yield from _short_of_goals(facts, metric, ends, known, shown)
        elif metric.now is not None and _is_apart(known, metric.now):
            text = phrase(
                "BP616", ends=_called(facts, ends), share=shown, metric=quoted(metric.label), now=metric.now
            )
            yield finding(CODE, metric.span, text, phrase("BP616.cure"), _labels(facts, ends))


def _ends_by_metric(facts: Facts) -> dict[str, list[str]]:
    """The metrics in per cent that only ends of the customer's track, with these ends."""
    blueprint = facts.blueprint
    elsewhere = {
        key
        for _, element in blueprint.elements()
        if element.key not in blueprint.actions
        for key in getattr(getattr(element, "known", None), "tracks", ())
    }
    elsewhere.update(blueprint.known.tracks)
    found: dict[str, list[str]] = {}
    for key, action in blueprint.actions.items():
        for metric in action.known.tracks:
            found.setdefault(metric, []).append(key)
        if action.standard and action.standard.metric:
            elsewhere.add(action.standard.metric)
    ways_out = _ways_out(facts)
    return {
        key: ends
        for key, ends in found.items()
        if key not in elsewhere
        and blueprint.metrics[key].is_percentage
        and blueprint.metrics[key].kind not in _OF_OTHERS
        and set(ends) in ways_out
    }


def _ways_out(facts: Facts) -> list[set[str]]:
    """The customer's ends that are lost, those that are refused, and both."""
    actions = facts.blueprint.actions
    customers = [key for key in actions if facts.zone(key) == "customer"]
    lost = {key for key in customers if actions[key].end == "lost"}
    refused = {key for key in customers if actions[key].end == "refused"}
    return [some for some in (lost, refused, lost | refused) if some]


def _share(motion: Motion, ends: list[str]) -> float | None:
    """Of 100 cases, how many reach one of the ends; None where nobody knows, or where one case may reach several."""
    if not motion.runs or not motion.has_shares:
        return None
    shares = {outcome.action: share for outcome, share in motion.outcomes.items()}
    if None in shares.values() or (len(ends) > 1 and sum(share or 0 for share in shares.values()) > 1 + 1e-6):
        return None
    return round(100 * sum(shares.get(end) or 0 for end in ends), 1)


def _is_apart(shares: list[float], now: float) -> bool:
    return all(share > now + _APART for share in shares) or all(share < now - _APART for share in shares)


def _short_of_goals(
    facts: Facts, metric: Metric, ends: list[str], shares: list[float], shown: float
) -> Iterator[Diagnostic]:
    way = better(metric)
    goals = [goal for goal in facts.blueprint.goals.values() if goal.metric == metric.key]
    aims: list[tuple[Declaration, float | None]] = [(goal, progress(goal, metric).aim) for goal in goals]
    for place, aim in aims or [(metric, metric.target)]:
        if aim is None or way is None:
            continue
        limit = aim - _SHORT if way == "higher" else aim + _SHORT
        if all(is_worse(share, limit, way) or share == limit for share in shares):
            text = phrase(
                "BP616.goal", ends=_called(facts, ends), share=shown, goal=quoted(place.label), aim=aim
            )
            yield finding(CODE, place.span, text, phrase("BP616.goal.cure"), _labels(facts, ends))


def _called(facts: Facts, ends: list[str]) -> Listing:
    return listing([quoted(facts.text(end)) for end in ends])


def _labels(facts: Facts, ends: list[str]) -> list[Label]:
    return [Label(facts.blueprint.actions[end].span, phrase("BP616.label")) for end in ends]
