"""A case: one customer served once, played as a token game on the arrows. This module is the definition.

Comes in: a Course. Goes out: a Case, which is moved on to its next choice, then told what is taken. The rules:

- An action that has a token waits as long as another token is under way that can still come to it over arrows that do not lead back; then
  it takes all that have come, once, and begins.
- A step or phase that states a time of its own takes what its parts leave of it before the first action that a token comes to in it;
  what comes to it meanwhile waits for that, too.
- An action waits as long as its `wait` says. Then it works, and its calls begin: a call is over when both sides are, and what they call.
  An action that is only called is done for each call by itself; one that something else leads to as well is a meeting, and waits for
  both.
- What leaves an action leaves when its calls are over: a token over each arrow; of a decision over one of its open answers. An arrow `!>`
  with a percentage is taken instead of all.
- Where a journey arrow alone has come to an action that something written leads to, the action is left out; the token goes on along the
  journey.
- `max n` closes an arrow after n times; an answer is closed with it when all that follows before the next decision is closed.
- What does not exist for the persona takes no time. What has no arrow at all is done when its step is come to.
- Where nothing moves because meetings wait for each other, or for what follows from who calls, the one written first begins.

What happens first is decided by the usual times. Deliberately absent: shares (`graph`), roles and their capacity, the clock.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable

from .course import Course, Times, latest, plus
from .net import Arrow
from .tokens import Begun, Choice, Doing, Done, Entry, Leaving, Reached, Token, both

#: A case with more moves than these, and so many for each action, from one choice to the next goes round in a ring that nobody leaves.
MOST_MOVES = 2_000
_MOST_OF_ACTION = 20


class Case:
    """A case under way.

    `first` is when the first customer action had its turn; `last_end` the last `end` in a customer lane, `last_customer` the last customer
    action, `last` the last action of all, each when it was over. `visited` are the actions done since the case was begun or copied,
    `stuck` the decisions without an open answer, `taken` the answers and failures, `passed` all arrows that
    were gone over (by number). `log` is everything that was done, where it is kept.
    """

    def __init__(self, course: Course, beginnings: Iterable[int], *, keeps_log: bool = False) -> None:
        self.course = course
        self.net = course.net
        self.now: Times = course.nothing
        self.first: Times | None = None
        self.last_end: Reached | None = None
        self.last_customer: Reached | None = None
        self.last: Reached | None = None
        self.visited: list[int] = []
        self.stuck: list[int] = []
        self.taken: list[Arrow] = []
        self.passed: list[int] = []
        self.log: list[Entry] | None = [] if keeps_log else None
        self.moves = 0
        self._limit = MOST_MOVES
        self.rounds: dict[int, int] = {}
        self.waiting: dict[int, Token] = {}
        #: A heap, the earliest first.
        self.leaving: list[Leaving] = []
        self.doing: dict[int, Doing] = {}
        #: The steps and phases whose rest is spent, and when that was over.
        self.paid: dict[int, Times] = {}
        self.entered: frozenset[str] = frozenset()
        #: Whether something began only because nothing moved any more.
        self.was_blocked = False
        self._serial = 0
        self._chosen: Leaving | None = None
        for action in beginnings:
            self._arrive(action, Token(self.now, None, True))

    def copy(self) -> Case:
        """The same case, to be moved on in another way; what was visited so far stays with this one."""
        other = Case.__new__(Case)
        other.__dict__.update(self.__dict__)
        other.rounds, other.waiting, other.doing = self.rounds.copy(), self.waiting.copy(), self.doing.copy()
        other.leaving, other.paid = self.leaving.copy(), self.paid.copy()
        other.visited, other.stuck, other.taken, other.passed = [], [], [], []
        other.log = None if self.log is None else self.log.copy()
        return other

    @property
    def is_endless(self) -> bool:
        """Whether the case was given up in a ring."""
        return self.moves > self._limit

    @property
    def reached(self) -> Reached | None:
        """Where the customer's case is over, as far as it has come."""
        return self.last_end or self.last_customer or self.last

    @property
    def chosen(self) -> Leaving:
        """What is about to leave the action that the case stands at a choice of."""
        assert self._chosen is not None, "the case stands at no choice"
        return self._chosen

    # ── moving ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def advance(self) -> Choice | None:
        """Move on to the next choice (then `take`); None when the case is over."""
        self._limit = self.moves + MOST_MOVES + _MOST_OF_ACTION * len(self.net.actions)
        while True:
            self._begin_what_can()
            if not self.leaving or self.is_endless:
                return None
            leaving = heapq.heappop(self.leaving)
            self.moves += 1
            self.now = leaving.at
            if self.waiting:
                self._tell(leaving)
            options = self._options(leaving.action)
            if len(options) > 1:
                self._chosen = leaving
                return Choice(leaving.action, options)
            self._leave(leaving, options[0] if options else None)

    def take(self, option: Arrow | None) -> None:
        """Go on from a choice over one of its options."""
        chosen = self.chosen
        self._chosen = None
        self._leave(chosen, option)

    def _tell(self, leaving: Leaving) -> None:
        """What waited in case a token would come to it does not begin before it is known where that goes."""
        ahead = self.net.onward_ahead[leaving.action]
        for action, token in self.waiting.items():
            if ahead >> action & 1:
                came = Token(leaving.at, leaving.last, False, (), self._came(leaving.serial))
                self.waiting[action] = both(token, came)

    def _options(self, action: int) -> tuple[Arrow | None, ...]:
        """What a decision may answer, or what may go wrong; nothing for a decision that is stuck or has no answers."""
        net = self.net
        if net.actions[action].is_decision:
            return tuple(arrow for arrow in net.answers[action] if self._is_open(arrow))
        if not net.instead[action]:
            return (None,)
        return (None, *(arrow for arrow in net.instead[action] if self._has_rounds(arrow)))

    def _leave(self, leaving: Leaving, option: Arrow | None) -> None:
        """Pass tokens on from an action that is over, over the option that is taken."""
        net, action = self.net, leaving.action
        if option is None and action in net.asks:
            self.stuck.append(action)
        if option is not None:
            self.taken.append(option)
            self._pass(option, leaving.at, leaving.last, leaving.serial)
        if option is None or net.actions[action].is_decision:
            for arrow in net.onward[action]:
                if self._has_rounds(arrow):
                    self._pass(arrow, leaving.at, leaving.last, leaving.serial)

    def _pass(self, arrow: Arrow, at: Times, after: Done | None, *came: int) -> None:
        self.passed.append(arrow.number)
        if arrow.most is not None:
            self.rounds[arrow.number] = self.rounds.get(arrow.number, 0) + 1
        if arrow.leads_back and self.paid:
            self._come_again(arrow)
        self._arrive(
            arrow.target, Token(at, after, not arrow.is_journey or arrow.leads_back, (), self._came(*came))
        )

    def _came(self, *serials: int) -> tuple[int, ...]:
        return serials if self.log is not None else ()

    def _arrive(self, action: int, token: Token) -> None:
        before = self.waiting.get(action)
        self.waiting[action] = token if before is None else both(before, token)

    # ── loops ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _has_rounds(self, arrow: Arrow) -> bool:
        return arrow.most is None or self.rounds.get(arrow.number, 0) < arrow.most

    def _is_open(self, answer: Arrow) -> bool:
        """Whether an answer can be taken: not too often yet, and something goes on behind it before the next decision."""
        if not self._has_rounds(answer):
            return False
        if all(self._has_rounds(self.net.arrows[number]) for number in self.rounds):
            return True
        waiting, seen = [answer.target], {answer.target}
        while waiting:
            action = waiting.pop()
            every = self.net.onward[action] + self.net.instead[action]
            if not every or self.net.actions[action].is_decision:
                return True
            for arrow in every:
                if self._has_rounds(arrow) and arrow.target not in seen:
                    seen.add(arrow.target)
                    waiting.append(arrow.target)
        return False

    def _come_again(self, arrow: Arrow) -> None:
        """A token goes back: the steps and phases that it comes to once more take their own time once more."""
        ahead = self.net.ahead[arrow.target] | 1 << arrow.target
        both = 1 << arrow.source | 1 << arrow.target
        for number in list(self.paid):
            members = self.course.wholes[number].members
            if members & both != both and members & ahead:
                del self.paid[number]

    # ── beginning ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin_what_can(self) -> None:
        """Begin every action that has a token and that nothing else under way can still come to."""
        while self.waiting:
            ready = self._ready()
            if not ready:
                if self.leaving:
                    return
                # Nothing moves any more: who calls waits for a meeting, and that for what follows from who calls.
                self.was_blocked = True
                called = [action for action, token in self.waiting.items() if token.calls]
                ready = [min(called or self.waiting)]
            for action, token in [(action, self.waiting.pop(action)) for action in ready]:
                if not token.is_led and action in self.net.awaits:
                    self._leave_out(action, token)
                else:
                    self._do(action, token)

    def _ready(self) -> list[int]:
        """The actions with a token that no other token under way can still come to. Who calls waits for the call, not the other way
        round."""
        waiting, onward = self.waiting, self.net.onward_ahead
        busy = 0
        for leaving in self.leaving:
            busy |= onward[leaving.action]
        for action in waiting:
            busy |= self.net.ahead[action]
        found = []
        for action, token in waiting.items():
            if busy >> action & 1:
                continue
            callers = self._callers(token.calls)
            others = [doing for serial, doing in self.doing.items() if serial not in callers]
            if not any(onward[doing.alone.action] >> action & 1 for doing in others):
                found.append(action)
        return sorted(found)

    def _callers(self, calls: tuple[int, ...]) -> set[int]:
        """Who calls, and who calls them."""
        found: set[int] = set()
        waiting = list(calls)
        while waiting:
            serial = waiting.pop()
            if serial not in found:
                found.add(serial)
                waiting.extend(self.doing[serial].called_by)
        return found

    def _leave_out(self, action: int, token: Token) -> None:
        for arrow in self.net.onward[action]:
            if arrow.is_journey and self._has_rounds(arrow):
                self._pass(arrow, token.at, token.after, *token.came)

    # ── doing ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _do(self, action: int, token: Token) -> None:
        """Begin an action: the rests of what it lies in, its wait, then work and calls."""
        net, course = self.net, self.course
        if not net.exists[action]:
            self._serial += 1
            nothing = Done(action, action, token.at, (), token.at, token.at, token.after)
            if self.log is not None:
                self.log.append(Entry(self._serial, nothing, token.at, nothing, token.came, ()))
            self._leave_at(token.at, action, self._serial, nothing)
            return
        rests = []
        start = token.at
        for number in course.wholes_of[action]:
            known = self.paid.get(number)
            over = plus(start, course.rests[number]) if known is None else latest(start, known)
            if known is None:
                self.paid[number] = over
            if over != start:
                rests.append((number, over))
            start = over
        begun = Begun(action, action, token.at, tuple(rests), start, token.after, token.calls, token.came)
        self._work([begun, *self._unconnected(begun)])

    def _unconnected(self, begun: Begun) -> list[Begun]:
        """What has no arrow at all is done when its step is come to for the first time."""
        net, step = self.net, self.net.actions[begun.action].step
        if not net.unconnected or step in self.entered:
            return []
        self.entered |= {step}
        there = [number for number in sorted(net.unconnected) if net.actions[number].step == step]
        return [begun._replace(action=number, host=number, called_by=()) for number in there]

    def _work(self, begun: list[Begun]) -> None:
        """Wait and work; what is called begins with the work."""
        net, course = self.net, self.course
        stack = begun[::-1]
        while stack:
            each = stack.pop()
            self.visited.append(each.action)
            self.moves += 1
            self._serial = serial = self._serial + 1
            if net.is_customer[each.action] and (self.first is None or each.begin[0] < self.first[0]):
                self.first = each.begin
            wait, own = course.waits[each.action], course.works[each.action]
            work = plus(each.start, wait) if wait else each.start
            end = plus(work, own) if own else work
            alone = Done(each.action, each.host, each.begin, each.rests, work, end, each.after)
            calls = net.calls[each.action] if not self.is_endless else ()
            doing = Doing(alone, end, alone, len(calls), each.called_by, each.came)
            if not calls:
                self._finish(serial, doing)
                continue
            self.doing[serial] = doing
            ready = alone._replace(end=work)
            came = self._came(-serial)
            for other in calls[::-1]:
                if other in net.meets:
                    self._arrive(other, Token(work, ready, True, (serial,), came))
                else:
                    stack.append(Begun(other, each.host, work, (), work, ready, (serial,), came))

    def _finish(self, serial: int, doing: Doing) -> None:
        """An action is over, with all that it called; perhaps so is who called it."""
        over = [(serial, doing)]
        while over:
            serial, doing = over.pop()
            self._note(serial, doing)
            at, last = doing.over, doing.last
            for number in doing.called_by:
                alone = self.doing[number].alone
                if alone.end[0] > at[0]:
                    last = alone
                at = latest(at, alone.end)
            self._leave_at(at, doing.alone.action, serial, last)
            for number in doing.called_by:
                caller = self.doing[number]
                longer = doing.last if doing.over[0] > caller.over[0] else caller.last
                caller = caller._replace(
                    over=latest(caller.over, doing.over), last=longer, open=caller.open - 1
                )
                if caller.open:
                    self.doing[number] = caller
                else:
                    del self.doing[number]
                    over.append((number, caller))

    def _note(self, serial: int, doing: Doing) -> None:
        """Remember what was done, and how far the customer is."""
        action = doing.alone.action
        reached = Reached(action, doing.over, doing.last)
        if self.last is None or reached.at[0] >= self.last.at[0]:
            self.last = reached
        if self.net.is_customer[action]:
            if self.last_customer is None or reached.at[0] >= self.last_customer.at[0]:
                self.last_customer = reached
            is_end = self.net.actions[action].end is not None
            if is_end and (self.last_end is None or reached.at[0] >= self.last_end.at[0]):
                self.last_end = reached
        if self.log is not None:
            self.log.append(Entry(serial, doing.alone, doing.over, doing.last, doing.came, doing.called_by))

    def _leave_at(self, at: Times, action: int, serial: int, last: Done) -> None:
        """What goes out from an action goes out then; an action that leads nowhere keeps nobody waiting."""
        net = self.net
        if net.onward[action] or net.answers[action] or net.instead[action] or action in net.asks:
            heapq.heappush(self.leaving, Leaving(at[0], action, serial, at, last))
