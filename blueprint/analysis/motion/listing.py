"""The ways of a service for one persona: the usual one, and those that are listed, with their terms.

Comes in: a net. Goes out: Ways, the cases that go them, the service as a whole, slack. Deliberately absent: what all cases do together
(`all_cases`), and how ways are found (`ways`).
"""

from __future__ import annotations

from functools import cached_property
from itertools import islice

from ...model import EndKind
from . import leeway
from .broken_down import parts_of, wholes_of
from .graph import Graph, graph_of
from .records import Outcome, Way
from .rules.course import Course, Whole, course
from .rules.game import Case
from .rules.net import NO_TIME, Net, Span
from .rules.wholes import service_with_rest
from .sampling import MOST_MOVES
from .terms import Term, terms
from .units import LEAST, unit_of_term
from .ways import MOST_LISTED, Path, likeliest, likeliest_through, play, play_by_action


class Listing:
    """The ways for one persona, or for several for whom every number is the same. `personas` are keys, None is anyone else."""

    def __init__(self, net: Net, moves: int = MOST_MOVES) -> None:
        self.net = net
        self.personas: tuple[str | None, ...] = (net.persona,)
        self._moves = moves
        self.wholes: tuple[Whole, ...] = wholes_of(net)

    @cached_property
    def graph(self) -> Graph:
        """All ways."""
        return graph_of(course(self.net, self.wholes))

    @cached_property
    def runs(self) -> bool:
        """Whether there is any way at all."""
        return self.net.has_arrows and bool(self._paths) and self._usual_case.reached is not None

    @property
    def has_shares(self) -> bool:
        """Whether the share of every answer is known, so that means over all cases are."""
        return self.graph.has_shares

    @property
    def is_sampled(self) -> bool:
        """Whether there are too many ways to work all of them out, so that cases are played at random."""
        return self.has_shares and not self.graph.is_whole and self.graph.endless is None

    @cached_property
    def _paths(self) -> list[Path]:
        return likeliest(self.graph)

    @cached_property
    def _usual_case(self) -> Case:
        return self._played(self._paths[0])

    @cached_property
    def _ranges(self) -> Course:
        return course(self.net, self.wholes, ranges=True)

    def _played(self, path: Path) -> Case:
        return play(self._ranges, path)

    @cached_property
    def usual(self) -> Way:
        """The usual way."""
        return self._way(self._paths[0], self._usual_case)

    @cached_property
    def ways(self) -> tuple[Way, ...]:
        """The usual way, then the others by their share, as many as are listed."""
        listed = zip(self._paths[:MOST_LISTED], self.played, strict=True)
        return (self.usual, *(self._way(path, case) for path, (_, case) in islice(listed, 1, None)))

    @cached_property
    def played(self) -> tuple[tuple[float | None, Case], ...]:
        """The share and the case, with its log, of each way that is listed, in the same order."""
        return tuple(
            (path.share, self._played(path) if place else self._usual_case)
            for place, path in enumerate(self._paths[:MOST_LISTED])
        )

    def path_through(self, key: str) -> Path | None:
        """The usual way where it comes to an action, else the likeliest that does; None where nobody knows one."""
        if key in self.usual.done:
            return self._paths[0]
        return likeliest_through(self.graph)(1 << self.net.number[key])

    def _way(self, path: Path, case: Case) -> Way:
        parts, outcome = parts_of(case), self._outcome(case)
        start = case.first[0] if case.first else 0.0
        some = terms(case.course, case.reached.last, start) if case.reached else []
        rest = self.service.rest if outcome.kind == self._usual_kind else NO_TIME
        if rest.usual > 0:
            some.append(Term("rest", "service", "", None, rest.usual))
        some = [term._replace(unit=unit_of_term(self.net.blueprint, term)) for term in some]
        usual, low, high = (part + more for part, more in zip(parts, rest, strict=True))
        done = [entry.done.action for entry in case.log or () if self.net.exists[entry.done.action]]
        keys = tuple(self.net.keys[number] for number in dict.fromkeys(done))
        return Way(
            starts=tuple(self.net.keys[number] for number in self.net.beginnings[path.start]),
            answers=tuple((arrow.flow, count) for arrow, count in path.answers),
            share=path.share,
            outcome=outcome,
            lead=Span(usual, min(low, usual), max(high, usual)),
            is_at_least=self.service.rest.usual > 0 and outcome.kind != self._usual_kind,
            terms=tuple(some),
            done=keys,
            # What the service takes as a whole holds their time, too.
            untimed=() if rest.usual > 0 else tuple(key for key in keys if key in self.untimed),
            unit=max((term.unit for term in some), default=LEAST),
        )

    @cached_property
    def untimed(self) -> frozenset[str]:
        """The actions without any time, that lie in no step or phase that states one."""
        timed = 0
        for whole in self.wholes:
            timed |= whole.members
        return frozenset(
            key
            for number, (key, action) in enumerate(zip(self.net.keys, self.net.actions, strict=True))
            if not action.timing.span and not (action.wait and action.wait.span) and not timed >> number & 1
        )

    def _outcome(self, case: Case) -> Outcome:
        if case.last_end is None:
            return Outcome(None, None)
        action = self.net.actions[case.last_end.action]
        return Outcome(action.key, action.end)

    @cached_property
    def _usual_kind(self) -> EndKind | None:
        return self._outcome(self._usual_case).kind

    @cached_property
    def service(self) -> Whole:
        """What the service states as a whole, the usual way through it, and what that leaves of it."""
        return service_with_rest(self.net, parts_of(self._usual_case))

    @property
    def beyond_stated(self) -> float:
        """How many seconds the usual way takes longer than the service states as a whole."""
        whole = self.service
        stated = self.net.blueprint.timing.span is not None and whole.parts is not None
        return max(0.0, parts_of(self._usual_case).usual - whole.stated.usual) if stated else 0.0

    @property
    def beyond_wholes(self) -> tuple[tuple[Whole, float], ...]:
        """The steps and phases whose parts take longer on the usual way than is stated, and by how many seconds."""
        over = [(whole, whole.parts.usual - whole.stated.usual) for whole in self.wholes if whole.parts]
        return tuple((whole, seconds) for whole, seconds in over if seconds > 1e-6)

    @cached_property
    def slack(self) -> dict[str, float]:
        """Of actions beside the critical path of the usual way: by how many seconds they may take longer before the case does."""
        return leeway.slack(self._usual_case, lambda longer: play_by_action(longer, self._paths[0]))

    @property
    def existing(self) -> tuple[str, ...]:
        """The actions that exist for the persona, in the order of the text."""
        return tuple(key for key, exists in zip(self.net.keys, self.net.exists, strict=True) if exists)
