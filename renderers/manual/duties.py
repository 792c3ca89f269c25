"""What goes wrong, what is promised, and who has to do what about it.

Comes in: fail points, risks and feedback loops. Goes out: notes and facts of a manual. Deliberately absent: causes, effects and
ratings, which are for those who improve the service.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from blueprint.model import Blueprint, Fail, Feedback, Prevention, Recovery, Risk

from .document import Note, Value
from .parts import Part, place_of
from .wording import ManualWording, said


class Duties:
    """The duties of roles; `link` finds the id of the task of an action."""

    def __init__(self, blueprint: Blueprint, say: ManualWording, link: Callable[[str], str | None]) -> None:
        self._blueprint = blueprint
        self._say = say
        self._link = link

    def fail(self, fail: Fail, role: str | None) -> Note:
        """A fail point, as one has to know it who works where it happens: of preventions, only what is theirs or nobody's."""
        say = self._say
        mine = (one for one in fail.preventions if role is None or not one.by or role in one.by)
        limit = say.seconds(fail.within.longest) if fail.within else ""
        owner = say.owner(fail.owner) if fail.owner and fail.owner.role != role else ""
        facts = said(
            say.of("prevent", (self._prevention(one, named=role is None) for one in mine)),
            say.of("recover", (self._recovery(one) for one in fail.recoveries)),
            say.fact("limit", limit),
            say.fact("turn.to", owner),
        )
        return Note(kind="fail", name=say("fail"), text=fail.text, facts=facts)

    def regular(self, role: str | None) -> Iterator[Value]:
        """What a role does so that things do not fail, of whatever task."""
        if role is None:
            return
        blueprint, say = self._blueprint, self._say
        for text, preventions in (
            *((fail.text, fail.preventions) for fail in blueprint.fails.values()),
            *((risk.label, risk.preventions) for risk in blueprint.risks.values()),
        ):
            for one in preventions:
                if role in one.by:
                    others = say.labels("roles", (other for other in one.by if other != role))
                    detail = say.together(self._often(one), say.listed(others), say("against", text=text))
                    yield Value(text=one.text, detail=detail)

    def answers(self, part: Part) -> tuple[Note, ...]:
        """What the role of a chapter answers for: fail points that its tasks do not show, risks, feedback loops."""
        blueprint, role = self._blueprint, part.role
        fails = (
            one
            for one in blueprint.fails.values()
            if _owner(one) == role and place_of(one) not in part.places
        )
        risks = (one for one in blueprint.risks.values() if _owner(one) == role)
        loops = (one for one in blueprint.feedback.values() if _owner(one) == role)
        return (*map(self._owned, fails), *map(self._risk, risks), *map(self._loop, loops))

    def unowned(self) -> tuple[Note, ...]:
        """The risks and feedback loops that no role answers for."""
        risks = (one for one in self._blueprint.risks.values() if _owner(one) is None)
        loops = (one for one in self._blueprint.feedback.values() if _owner(one) is None)
        return (*map(self._risk, risks), *map(self._loop, loops))

    # ── notes ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _owned(self, fail: Fail) -> Note:
        """A fail point as its owner has to know it, who need not work where it happens."""
        say = self._say
        place = self._blueprint.actions.get(fail.at or "") if fail.place == "action" else None
        at = Value(text=place.text, who=say.who(place), link=self._link(place.key)) if place else None
        facts = said(
            say.of("happens.at", (at,) if at else ()),
            say.of("prevent", (self._prevention(one) for one in fail.preventions)),
            say.of("recover", (self._recovery(one) for one in fail.recoveries)),
            say.fact("limit", say.seconds(fail.within.longest) if fail.within else ""),
        )
        return Note(kind="fail", name=say("fail"), text=fail.text, facts=facts)

    def _risk(self, risk: Risk) -> Note:
        say = self._say
        done = (Value(text=one.text, detail=say.within(one.within)) for one in risk.contingencies)
        facts = said(
            say.of("prevent", (self._prevention(one) for one in risk.preventions)),
            say.of("contingency", done),
            say.fact("compensate", *risk.compensations),
        )
        return Note(kind="risk", name=say("risk"), text=risk.label, facts=facts)

    def _loop(self, loop: Feedback) -> Note:
        say, after = self._say, self._blueprint.actions.get(loop.after or "")
        facts = said(
            say.fact("after.action", after.text if after else ""),
            say.row("via", say.labels("channels", loop.via)),
            say.fact("thanks", loop.thanks),
            *say.promises(loop),
        )
        return Note(kind="loop", name=say("loop"), text=loop.label, facts=facts)

    # ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _prevention(self, one: Prevention, *, named: bool = True) -> Value:
        by = self._say.listed(self._say.labels("roles", one.by)) if named else ""
        return Value(text=one.text, detail=self._say.together(self._often(one), by))

    def _often(self, one: Prevention) -> str:
        return self._say(f"every.{one.every}") if one.every else ""

    def _recovery(self, one: Recovery) -> Value:
        goal = self._blueprint.actions.get(one.to or "")
        if goal is None:
            return Value(text=one.text)
        return Value(text=one.text, then=goal.text, who=self._say.who(goal), link=self._link(goal.key))


def _owner(thing: Fail | Risk | Feedback) -> str | None:
    return thing.owner.role if thing.owner else None
