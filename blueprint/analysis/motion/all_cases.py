"""What all cases of a service come to, for one persona: lead times, outcomes, visits.

Comes in: a Listing, whose graph has all ways. Goes out: seconds and shares. Deliberately absent: single ways (`listing`), and what is
spent where and on what (`results`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from functools import cached_property

from ...model import EndKind
from .flow import Flowing, extents, flow_through, percentile, share_without
from .graph import Finish
from .listing import Listing
from .records import Lead, Outcome
from .sampling import Sample, sample, sampled_leads, standard_error
from .units import unit_of_action
from .ways import MOST_LISTED

#: Less than this share of the cases is nobody.
_NOBODY = 1e-9


class AllCases(Listing):
    """A listing with what is worked out over all cases."""

    @cached_property
    def flowing(self) -> Flowing | None:
        """What all cases do; None where a share is unknown, or cases are played at random."""
        return flow_through(self.graph, spreads=True) if self.has_shares and self.graph.is_whole else None

    @cached_property
    def sample(self) -> Sample | None:
        """Cases that were played at random, where there are too many ways to work all of them out."""
        found = sample(self.graph, self._moves) if self.is_sampled else None
        return found if found and found.cases else None

    def _kind(self, finish: Finish | None) -> EndKind | None:
        return self.net.actions[finish.action].end if finish and finish.is_end else None

    def _rest(self, finish: Finish | None) -> float:
        """The rest of the service, which belongs to the cases that end as the usual way does."""
        return self.service.rest.usual if self._kind(finish) == self._usual_kind else 0.0

    @cached_property
    def _leads(self) -> tuple[list[tuple[Finish | None, float, float]], bool]:
        """How cases end, after how many seconds, and the share of such cases; and whether these are of cases at random."""
        if self.sample is not None:
            return [(case.finish, case.seconds, self.sample.share(1)) for case in self.sample.cases], True
        if self.flowing is None:
            return [], False
        finished = self.flowing.finished.items()
        if all(mass.spread is not None for _, mass in finished):
            return [
                (end, at, share) for end, mass in finished for at, share in (mass.leads or {}).items()
            ], False
        return [
            (end, at, share) for (end, at), share in sampled_leads(self.graph, 2 * self._moves).items()
        ], True

    @cached_property
    def others(self) -> tuple[float, float] | None:
        """The share of the ways that are not listed, and the mean of their lead times; None where there are none, or nobody knows."""
        if not self.has_shares or self.lead.mean is None:
            return None
        listed = [(way.share or 0.0, way.lead.usual) for way in self.ways]
        left = 1 - math.fsum(share for share, _ in listed)
        if left < 1e-6:
            return None
        return left, max(0.0, self.lead.mean - math.fsum(share * lead for share, lead in listed)) / left

    @property
    def lists_all(self) -> bool:
        """Whether `ways` are all that there are."""
        return self.others is None and len(self._paths) <= MOST_LISTED

    def _spread(self, kinds: Sequence[EndKind | None] | None) -> dict[float, float]:
        """The shares of cases by their lead times in seconds; of those that end in some ways."""
        found: dict[float, float] = {}
        for finish, at, share in self._leads[0]:
            if kinds is None or self._kind(finish) in kinds:
                place = round(at + self._rest(finish), 6)
                found[place] = found.get(place, 0.0) + share
        return found

    @cached_property
    def lead(self) -> Lead:
        """How long cases take."""
        return self._lead(None)

    @cached_property
    def lead_served(self) -> Lead | None:
        """How long those cases take that end served; None where none does, or nobody knows how many."""
        return self._lead(("served",)) if self._mean(("served",)) is not None else None

    def _lead(self, kinds: Sequence[EndKind | None] | None) -> Lead:
        spread = self._spread(kinds)
        shortest, longest = self._extents(kinds)
        target = self.net.blueprint.timing.target
        limit = target.longest if target else None
        total = math.fsum(spread.values())
        within = math.fsum(share for at, share in spread.items() if limit is not None and at <= limit + 1e-6)
        cases = [
            at + self._rest(finish)
            for finish, at, _ in self._leads[0]
            if kinds is None or self._kind(finish) in kinds
        ]
        mean = self._mean(kinds)
        return Lead(
            usual=self.usual.lead,
            # Rounding may push a mean out between cases that are all alike.
            mean=None if mean is None else max(mean, shortest),
            median=percentile(spread, 0.5) if spread else None,
            p95=percentile(spread, 0.95) if spread else None,
            shortest=shortest,
            longest=longest,
            not_broken_down=math.fsum(term.seconds for term in self.usual.terms if term.kind == "rest"),
            target=limit,
            within=min(1.0, within / total) if spread and limit is not None else None,
            sampled=self._leads[1],
            cases=len(cases) if self.sample else None,
            error=standard_error(cases) if self.sample else None,
            unit=self._unit,
        )

    @cached_property
    def _unit(self) -> float:
        """The unit of what is worked out over all cases; of the usual way, where there is nothing of the kind."""
        if self._visits is None:
            return self.usual.unit
        actions = (action for action, often in zip(self.net.actions, self._visits, strict=True) if often)
        return max(self.usual.unit, *(unit_of_action(action) for action in actions))

    def _extents(self, kinds: Sequence[EndKind | None] | None) -> tuple[float, float | None]:
        if self.graph.is_whole:
            found = [
                (least + self._rest(finish), most + self._rest(finish))
                for finish, (least, most) in extents(self.graph).items()
                if kinds is None or self._kind(finish) in kinds
            ]
        else:
            some = [way for way in self.ways if kinds is None or way.outcome.kind in kinds]
            found = [(way.lead.usual, way.lead.usual) for way in some]
            found += [(at, at) for at in self._spread(kinds)]
        if not found:
            return 0.0, None
        is_unlimited = self.graph.is_whole and self.graph.is_unlimited
        return min(least for least, _ in found), None if is_unlimited else max(most for _, most in found)

    def _mean(self, kinds: Sequence[EndKind | None] | None) -> float | None:
        if self.sample is not None:
            some = [
                (share, share * (at + self._rest(finish)))
                for finish, at, share in self._leads[0]
                if kinds is None or self._kind(finish) in kinds
            ]
        elif self.flowing is not None:
            some = [
                (mass.share, mass.seconds + mass.share * self._rest(finish))
                for finish, mass in self.flowing.finished.items()
                if kinds is None or self._kind(finish) in kinds
            ]
        else:
            return None
        share = math.fsum(part for part, _ in some)
        return round(math.fsum(seconds for _, seconds in some) / share, 6) if share > _NOBODY else None

    @cached_property
    def outcomes(self) -> dict[Outcome, float | None]:
        """Of one case, how often each end is reached, in the order of the text, and what ends without; None where shares are unknown.

        A case may reach several ends, so that they may be more than one together.
        """
        ends = [
            number
            for number, action in enumerate(self.net.actions)
            if action.end and self.net.is_customer[number] and self.net.exists[number]
        ]
        every: dict[Outcome, float | None] = {}
        if self.sample is None and self.flowing is None:
            reached = {way.outcome.action for way in self.ways}
            every.update((self._at(number), None) for number in ends if self.net.keys[number] in reached)
            return every | ({Outcome(None, None): None} if None in reached else {})
        every.update((self._at(number), self._reaching(number)) for number in ends)
        every[Outcome(None, None)] = self._without_end()
        return {outcome: share for outcome, share in every.items() if share is None or share > _NOBODY}

    def _at(self, end: int) -> Outcome:
        return Outcome(self.net.keys[end], self.net.actions[end].end)

    def _reaching(self, end: int) -> float | None:
        """The share of the cases that reach an end."""
        if self.sample is not None:
            return self.sample.share(self.sample.ends.get(end, 0))
        if self.flowing is None:
            return None
        if not self.flowing.visits[end]:
            return 0.0
        nodes = self.graph.nodes
        return 1 - share_without(self.graph, lambda number, place: end in nodes[number].edges[place].visited)

    def _without_end(self) -> float | None:
        if self.sample is not None:
            return self.sample.share(
                sum(not (case.finish and case.finish.is_end) for case in self.sample.cases)
            )
        if self.flowing is None:
            return None
        return math.fsum(mass.share for finish, mass in self.flowing.finished.items() if not finish.is_end)

    @cached_property
    def visits(self) -> dict[str, float] | None:
        """How often each action is done in a case, by key; None where shares are unknown."""
        often = self._visits
        if often is None:
            return None
        return {key: often[self.net.number[key]] for key in self.existing}

    @cached_property
    def _visits(self) -> list[float] | None:
        if self.sample is not None:
            return [self.sample.share(count) for count in self.sample.visits]
        return None if self.flowing is None else [round(often, 10) for often in self.flowing.visits]
