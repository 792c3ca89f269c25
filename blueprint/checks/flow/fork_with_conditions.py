"""A fork whose arrows have conditions, as if it were a decision.

## What it finds

An action that is no decision and has several ways on, where conditions stand:

- every `->` that leaves it has a label, and one of them is a condition: it is written with `when`, has words such as
  "if", "otherwise", "not", "yes", 如果、否则、不、是, or each way comes to ends of its own;
- or one `->` or `<->` is optional ("if needed", "on request", "sometimes", 必要时、如有、视情况) beside a way without a label,
  or beside the customer's journey.

Arrows for one persona and events are left out: they are alternatives already, or nobody's choice. It is a question:
where all of it happens for everybody, the label is what should go.

## Why it matters

Whatever leaves a plain action happens in every case, all of it, and the service waits for all of it. So customers are
counted as served and refused at once, and what is done now and then counts in full.

## Bad

    blueprint office "Apply for a permit"

    step apply "Apply" {
      evidence "Form"
      customer fill "Hands in the form" start
      -> frontstage look "Looks the form through"
      look -> customer permit "Gets the permit" end served when "all there"
      look -> customer letter "Gets a letter" end refused when "something is missing"
    }

## Good

    blueprint office "Apply for a permit"

    step apply "Apply" {
      evidence "Form"
      customer fill "Hands in the form" start
      -> frontstage look "Is the form complete?" decision
      look -> customer permit "Gets the permit" end served when "all there"
      look -> customer letter "Gets a letter" end refused when "something is missing"
    }

## Source

BPMN 2.0: an exclusive gateway takes one way, a parallel one all of them; a condition on the way out of a parallel
gateway has no effect.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...analysis.facts import Facts, reach
from ...analysis.structure.decisions import for_whom
from ...diagnostics import Diagnostic, Label, Severity
from ...model import Flow
from ...words import Listing, listing, phrase
from ..rule import finding, quoted

CODE = "BP216"
SEVERITY = Severity.INFO
#: What says that something is not always done.
_OPTIONAL = re.compile(
    r"\b(if|unless|optional(ly)?|sometimes|occasionally|maybe|perhaps|possibly|rarely|in case|case by case"
    r"|(when|where|as|whenever|wherever) (needed|necessary|required|asked|wanted|wished|requested|applicable|possible)"
    r"|on (request|demand)|only (for|when|if|with)|at times|now and then|not always|depending|otherwise|or else)\b"
    r"|如果|若(?!干)|假如|如有|如需|必要时|需要时|有需要|需要的话|的话|视情况|视需要|看情况|酌情|按需|可选|选做|有时|偶尔|万一|否则|不然|要求时|才需",
    re.IGNORECASE,
)
#: What answers a question, where all arrows have a label.
_ANSWER = re.compile(
    r"^\W*(yes|no|ok|okay|none|nothing|else|only|still|too)\b"
    r"|\b(not|isn't|missing|incomplete|approved|rejected|declined|refused|denied|accepted|fails?|failed|pass(es|ed)|invalid|available)\b"
    r"|^\W*(是|否|有|无|没|对|能|可以|够|其他|其它|通过|同意|合格|成功|失败|齐全|满意)|不|未|没有|缺",
    re.IGNORECASE,
)


def check(facts: Facts) -> Iterator[Diagnostic]:
    """Find the forks that look like decisions."""
    for key, action in facts.blueprint.actions.items():
        if action.is_decision or action.is_event:
            continue
        leaving = [flow for flow in facts.outgoing[key] if _is_taken(facts, flow)]
        ways = [flow for flow in leaving if flow.kind == "then" and not flow.is_journey]
        if len({flow.target for flow in ways}) > 1 and _are_answers(facts, ways):
            labels = [
                Label(flow.span, phrase("BP216.label", label=quoted(flow.label or ""))) for flow in ways
            ]
            text = phrase("BP216", action=quoted(action.text), conditions=_conditions(ways))
            yield finding(CODE, action.span, text, phrase("BP216.cure"), labels)
            continue
        for flow in leaving:
            if flow.label and _OPTIONAL.search(flow.label) and _stands_beside(flow, leaving):
                target = facts.blueprint.actions[flow.target]
                text = phrase("BP216.optional", action=quoted(target.text), condition=quoted(flow.label))
                cure = phrase("BP216.optional.cure", action=quoted(action.text))
                yield finding(
                    CODE, flow.span, text, cure, [Label(action.span, phrase("BP216.optional.label"))]
                )


def _is_taken(facts: Facts, flow: Flow) -> bool:
    """Whether an arrow is gone over in every case."""
    return flow.kind in ("then", "return") and not flow.is_recovery and not for_whom(flow, facts)


def _are_answers(facts: Facts, ways: list[Flow]) -> bool:
    """Whether all ways have labels of which one is a condition, or end for themselves."""
    if not all((flow.label or "").strip() for flow in ways):
        return False
    labels = [flow.label or "" for flow in ways]
    if any(_is_inline(flow) for flow in ways):
        return True
    return any(_OPTIONAL.search(label) or _ANSWER.search(label) for label in labels) or _part_for_good(
        facts, ways
    )


def _is_inline(flow: Flow) -> bool:
    """Whether the arrow stands before the action that it leads to, where `when` alone gives it a label."""
    return flow.span.text in ("->", "<->")


def _part_for_good(facts: Facts, ways: list[Flow]) -> bool:
    """Whether each way comes to ends, and no two to the same action."""
    seen: set[str] = set()
    for way in ways:
        ahead = reach([way.target], lambda key: (flow.target for flow in facts.outgoing[key] if flow.leads))
        if not seen.isdisjoint(ahead) or not any(facts.blueprint.actions[key].end for key in ahead):
            return False
        seen.update(ahead)
    return True


def _stands_beside(optional: Flow, leaving: list[Flow]) -> bool:
    """Whether the work goes on elsewhere as well; after a call it goes on in any case."""
    return optional.kind == "return" or any(
        flow.kind == "then" and flow.target != optional.target and not (flow.label or "").strip()
        for flow in leaving
    )


def _conditions(ways: list[Flow]) -> Listing:
    return listing([quoted(flow.label or "") for flow in ways])
