"""What goes wrong, what is promised, and who has to do what about it.

Comes in: fail points, risks and feedback loops. Goes out: notes and facts of a manual. Deliberately absent: causes, effects and
ratings, which are for those who improve the service.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from blueprint.model import Blueprint, Fail, Feedback, Prevention, Recovery, Risk

from .document import Note, Value
from .parts import Part, place_of
from .wording import ManualWording, present


class Duties:
    """The duties of roles; `link` finds the id of the task of an action."""

    def __init__(
        self, blueprint: Blueprint, wording: ManualWording, link: Callable[[str], str | None]
    ) -> None:
        self._blueprint = blueprint
        self._wording = wording
        self._link = link

    def fail(self, fail: Fail, role: str | None) -> Note:
        """A fail point for those who work where it happens; only preventions of their own, or without a role."""
        wording = self._wording
        mine = (
            prevention
            for prevention in fail.preventions
            if role is None or not prevention.by or role in prevention.by
        )
        limit = wording.seconds(fail.within.longest) if fail.within else ""
        owner = wording.owner(fail.owner) if fail.owner and fail.owner.role != role else ""
        facts = present(
            wording.of("prevent", (self._prevention(prevention, named=role is None) for prevention in mine)),
            wording.of("recover", (self._recovery(recovery) for recovery in fail.recoveries)),
            wording.fact("limit", limit),
            wording.fact("turn.to", owner),
        )
        return Note(kind="fail", name=wording("fail"), text=fail.text, facts=facts)

    def regular(self, role: str | None) -> Iterator[Value]:
        """The regular preventions of a role, for all tasks."""
        if role is None:
            return
        blueprint, wording = self._blueprint, self._wording
        for text, preventions in (
            *((fail.text, fail.preventions) for fail in blueprint.fails.values()),
            *((risk.label, risk.preventions) for risk in blueprint.risks.values()),
        ):
            for prevention in preventions:
                if role in prevention.by:
                    others = wording.labels("roles", (other for other in prevention.by if other != role))
                    detail = wording.together(
                        self._often(prevention), wording.listed(others), wording("against", text=text)
                    )
                    yield Value(text=prevention.text, detail=detail)

    def answers(self, part: Part) -> tuple[Note, ...]:
        """What the role of a chapter answers for: fail points that its tasks do not show, risks, feedback loops."""
        blueprint, role = self._blueprint, part.role
        fails = (
            fail
            for fail in blueprint.fails.values()
            if _owner(fail) == role and place_of(fail) not in part.places
        )
        risks = (risk for risk in blueprint.risks.values() if _owner(risk) == role)
        loops = (loop for loop in blueprint.feedback.values() if _owner(loop) == role)
        return (*map(self._owned, fails), *map(self._risk, risks), *map(self._loop, loops))

    def unowned(self) -> tuple[Note, ...]:
        """The risks and feedback loops that no role answers for."""
        risks = (risk for risk in self._blueprint.risks.values() if _owner(risk) is None)
        loops = (loop for loop in self._blueprint.feedback.values() if _owner(loop) is None)
        return (*map(self._risk, risks), *map(self._loop, loops))

    # ── notes ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _owned(self, fail: Fail) -> Note:
        """A fail point for its owner, who may work elsewhere."""
        wording = self._wording
        place = self._blueprint.actions.get(fail.at or "") if fail.place == "action" else None
        at = Value(text=place.text, who=wording.who(place), link=self._link(place.key)) if place else None
        facts = present(
            wording.of("happens.at", (at,) if at else ()),
            wording.of("prevent", (self._prevention(prevention) for prevention in fail.preventions)),
            wording.of("recover", (self._recovery(recovery) for recovery in fail.recoveries)),
            wording.fact("limit", wording.seconds(fail.within.longest) if fail.within else ""),
        )
        return Note(kind="fail", name=wording("fail"), text=fail.text, facts=facts)

    def _risk(self, risk: Risk) -> Note:
        wording = self._wording
        done = (
            Value(text=contingency.text, detail=wording.within(contingency.within))
            for contingency in risk.contingencies
        )
        facts = present(
            wording.of("prevent", (self._prevention(prevention) for prevention in risk.preventions)),
            wording.of("contingency", done),
            wording.fact("compensate", *risk.compensations),
        )
        return Note(kind="risk", name=wording("risk"), text=risk.label, facts=facts)

    def _loop(self, loop: Feedback) -> Note:
        wording, after = self._wording, self._blueprint.actions.get(loop.after or "")
        facts = present(
            wording.fact("after.action", after.text if after else ""),
            wording.row("via", wording.labels("channels", loop.via)),
            wording.fact("thanks", loop.thanks),
            *wording.promises(loop),
        )
        return Note(kind="loop", name=wording("loop"), text=loop.label, facts=facts)

    # ── values ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _prevention(self, prevention: Prevention, *, named: bool = True) -> Value:
        by = self._wording.roles(prevention.by, jointly=prevention.jointly) if named else ""
        return Value(text=prevention.text, detail=self._wording.together(self._often(prevention), by))

    def _often(self, prevention: Prevention) -> str:
        return self._wording(f"every.{prevention.every}") if prevention.every else ""

    def _recovery(self, recovery: Recovery) -> Value:
        goal = self._blueprint.actions.get(recovery.to or "")
        if goal is None:
            return Value(text=recovery.text)
        return Value(
            text=recovery.text, then=goal.text, who=self._wording.who(goal), link=self._link(goal.key)
        )


def _owner(thing: Fail | Risk | Feedback) -> str | None:
    return thing.owner.role if thing.owner else None
