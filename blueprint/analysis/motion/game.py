"""A case: one customer served once, played as a token game on the arrows. This module is the definition.

Comes in: a Course. Goes out: a Case, which is moved on to its next choice, then told what is taken. The rules:

- An action that has a token waits as long as another token is under way that can still come to it over arrows that do not lead back; then
  it takes all that have come, once, and begins.
- A step or phase that states a time of its own takes what its parts leave of it before the first action that a token comes to in it.
- An action waits as long as its `wait` says. Then it works, and its calls begin: a call is over when both sides are, and what they call. An action
  that is only called is done for each call by itself; one that something else leads to as well is a meeting, and waits for both.
- What leaves an action leaves when its calls are over: a token over each arrow; of a decision over one of its open answers. An arrow `!>`
  with a percentage is taken instead of all.
- Where a journey arrow alone has come to an action that something written leads to, the action is left out; the token goes on along the journey.
- `max n` closes an arrow after n times; an answer is closed with it when all that follows before the next decision is closed.
- What does not exist for the persona takes no time. What has no arrow at all is done when its step is come to.

What happens first is decided by the usual times. Deliberately absent: shares (`ways`), roles and their capacity, the clock.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from .course import Course, Times, latest, plus
from .net import Arrow

#: A case with more moves than these goes round in a ring that nobody leaves.
MOST_MOVES = 20_000


class Done(NamedTuple):
    """An action as it was done in a case.

    It came to its turn at `begin`, took the `rests` of steps and phases (by number), waited until `work`, worked for `own`, and was over
    with all its `calls` at `end`. `after` is what it had been waiting for last.
    """

    action: int
    begin: Times
    rests: tuple[int, ...]
    work: Times
    own: Times
    end: Times
    after: Done | None
    calls: tuple[Done, ...]


class Choice(NamedTuple):
    """Where a case can go on in several ways: an action, and the arrows of which one is taken (None: nothing fails)."""

    action: int
    options: tuple[Arrow | None, ...]


class Reached(NamedTuple):
    """An action that was over at a time."""

    action: int
    at: Times
    done: Done


class _Token(NamedTuple):
    """What has come to an action: when the last of it came and what that followed, whether anything written is in it, and who calls."""

    at: Times
    after: Done | None
    is_led: bool
    calls: tuple[int, ...] = ()

    def later(self, at: Times, after: Done | None) -> _Token:
        """The same, not to begin before something else."""
        if at[0] > self.at[0]:
            return self._replace(at=latest(self.at, at), after=after)
        return self._replace(at=latest(self.at, at))


class _Doing(NamedTuple):
    """An action at work: `end` is as far as it is known, `meetings` are calls that are not over yet, `called_by` who waits for it."""

    done: Done
    meetings: tuple[int, ...]
    called_by: tuple[int, ...]


class Case:
    """A case under way.

    `first` is when the first customer action had its turn; `last_end` the last `end` in a customer lane, `last_customer` the last customer
    action, `last` the last action of all, each when it was over. `visited` are the actions done since the case was begun or copied, `stuck` the
    decisions without an open answer, `taken` the answers. `log` is everything that was done, where it is kept.
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
        self.log: list[Done] | None = [] if keeps_log else None
        self.moves = 0
        self.rounds: dict[int, int] = {}
        self.waiting: dict[int, _Token] = {}
        #: What leaves an action and when, the earliest first.
        self.leaving: list[tuple[float, int, int, Times, Done]] = []
        self.doing: dict[int, _Doing] = {}
        self.paid: frozenset[int] = frozenset()
        self.entered: frozenset[str] = frozenset()
        self._serial = 0
        self._choice: tuple[int, Times, Done] | None = None
        for action in beginnings:
            self._arrive(action, self.now, None, is_led=True)

    def copy(self) -> Case:
        """The same case, to be moved on in another way; what was visited so far stays with this one."""
        other = Case.__new__(Case)
        other.__dict__.update(self.__dict__)
        other.rounds, other.waiting, other.doing = dict(self.rounds), dict(self.waiting), dict(self.doing)
        other.leaving = list(self.leaving)
        other.visited, other.stuck, other.taken = [], [], []
        other.log = None if self.log is None else list(self.log)
        return other

    # ── moving ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def advance(self) -> Choice | None:
        """Move on to the next choice (then `take`); None when the case is over."""
        while True:
            self._begin_what_can()
            if not self.leaving or self.moves > MOST_MOVES:
                return None
            _, action, _, at, done = self.leaving.pop(0)
            self.moves += 1
            self.now = at
            for other, token in self.waiting.items():
                if self.net.ahead[action] >> other & 1:
                    self.waiting[other] = token.later(at, done)
            options = self._options(action)
            if len(options) > 1:
                self._choice = (action, at, done)
                return Choice(action, options)
            self._leave(action, at, done, options)

    def take(self, option: Arrow | None) -> None:
        """Go on from a choice over one of its options."""
        assert self._choice is not None, "the case stands at no choice"
        action, at, done = self._choice
        self._choice = None
        self._leave(action, at, done, (option,))

    @property
    def is_endless(self) -> bool:
        """Whether the case was given up in a ring."""
        return self.moves > MOST_MOVES

    def _options(self, action: int) -> tuple[Arrow | None, ...]:
        """What a decision may answer, or what may go wrong; nothing for a decision that is stuck or has no answers."""
        net = self.net
        if net.actions[action].is_decision:
            return tuple(arrow for arrow in net.answers[action] if self._is_open(arrow))
        return (None, *(arrow for arrow in net.instead[action] if self._has_rounds(arrow)))

    def _leave(self, action: int, at: Times, done: Done, options: Sequence[Arrow | None]) -> None:
        """Pass tokens on from an action that is over, over the one option that is left."""
        net = self.net
        option = options[0] if options else None
        if net.answers[action] and option is None:
            self.stuck.append(action)
        if option is not None:
            self.taken.append(option)
            self._pass(option, at, done)
        if option is None or net.actions[action].is_decision:
            for arrow in net.onward[action]:
                if self._has_rounds(arrow):
                    self._pass(arrow, at, done)

    def _pass(self, arrow: Arrow, at: Times, done: Done | None) -> None:
        if arrow.most is not None:
            self.rounds[arrow.number] = self.rounds.get(arrow.number, 0) + 1
        if arrow.leads_back:
            self._come_again(arrow)
        self._arrive(arrow.target, at, done, is_led=not arrow.is_journey or arrow.leads_back)

    def _arrive(
        self, action: int, at: Times, after: Done | None, *, is_led: bool, calls: tuple[int, ...] = ()
    ) -> None:
        token = self.waiting.get(action)
        if token is None:
            self.waiting[action] = _Token(at, after, is_led, calls)
        else:
            later = token.later(at, after)
            self.waiting[action] = later._replace(is_led=token.is_led or is_led, calls=token.calls + calls)

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
        self.paid = frozenset(
            number
            for number in self.paid
            if self.course.wholes[number].members & both == both or not self.course.wholes[number].members & ahead
        )

    # ── beginning ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _begin_what_can(self) -> None:
        """Begin every action that has a token and that nothing else under way can still come to."""
        while True:
            ready = sorted(action for action, token in self.waiting.items() if not self._is_awaited(action, token))
            if not ready:
                return
            for action, token in [(action, self.waiting.pop(action)) for action in ready]:
                if not token.is_led and action in self.net.awaits:
                    self._leave_out(action, token)
                else:
                    self._do(action, token)

    def _is_awaited(self, action: int, token: _Token) -> bool:
        """Whether another token under way can still come to an action that has one. Who calls it waits for it, not the other way round."""
        bit, ahead = 1 << action, self.net.ahead
        return (
            any(ahead[other] & bit for _, other, _, _, _ in self.leaving)
            or any(ahead[other] & bit for other in self.waiting if other != action)
            or any(
                ahead[doing.done.action] & bit
                for number, doing in self.doing.items()
                if number not in token.calls
            )
        )

    def _leave_out(self, action: int, token: _Token) -> None:
        for arrow in self.net.onward[action]:
            if arrow.is_journey and self._has_rounds(arrow):
                self._pass(arrow, token.at, token.after)

    # ── doing ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _do(self, action: int, token: _Token) -> None:
        """Begin an action: the rests of what it lies in, its wait, then work and calls."""
        net, course = self.net, self.course
        if not net.exists[action]:
            nothing = Done(action, token.at, (), token.at, course.nothing, token.at, token.after, ())
            self._leave_at(token.at, action, nothing)
            return
        rests = tuple(number for number in course.wholes_of[action] if number not in self.paid)
        start = token.at
        for number in rests:
            start = plus(start, course.times(course.wholes[number].rest))
        self.paid = self.paid.union(rests)
        self._come_to_step(action, start)
        if net.is_customer[action] and self.first is None:
            self.first = token.at
        self._work(action, token.at, rests, start, token.after, token.calls, ())

    def _work(
        self,
        action: int,
        begin: Times,
        rests: tuple[int, ...],
        start: Times,
        after: Done | None,
        called_by: tuple[int, ...],
        above: tuple[int, ...],
    ) -> Done | None:
        """Wait, work and call; how it was done, or None where a meeting is still to come."""
        net, course = self.net, self.course
        self.visited.append(action)
        self._serial += 1
        serial = self._serial
        wait, own = course.waits[action], course.works[action] or course.nothing
        work = plus(start, wait) if wait else start
        ready = Done(action, begin, rests, work, course.nothing, work, after, ())
        done = alone = ready._replace(own=own, end=plus(work, own))
        open_calls: list[int] = []
        calls: list[Done] = []
        for other in net.calls[action]:
            if other == action or other in above:
                continue
            if other in net.meets:
                self._arrive(other, work, ready, is_led=True, calls=(serial,))
                open_calls.append(other)
                continue
            called = self._work(other, work, (), work, ready, (serial,), (*above, action))
            if called is None:
                open_calls.append(other)
            else:
                calls.append(called)
        for called in calls:
            longer = called if called.end[0] >= alone.end[0] else alone
            self._leave_at(latest(alone.end, called.end), called.action, longer)
            done = done._replace(end=latest(done.end, called.end))
        done = done._replace(calls=tuple(calls))
        if open_calls:
            self.doing[serial] = _Doing(done, tuple(open_calls), called_by)
            return None
        if above:
            self._note(done)
            return done
        self._finish(_Doing(done, (), called_by))
        return None

    def _finish(self, doing: _Doing) -> None:
        """An action is over, with all that it called."""
        done = doing.done
        self._note(done)
        at, longer = done.end, done
        for number in doing.called_by:
            caller = self.doing[number].done
            if caller.end[0] > at[0]:
                longer = caller
            at = latest(at, caller.end)
        self._leave_at(at, done.action, longer)
        for number in doing.called_by:
            self._answer(number, done)

    def _answer(self, number: int, met: Done) -> None:
        """A meeting that a caller waited for is over."""
        caller = self.doing[number]
        left = tuple(other for other in caller.meetings if other != met.action)
        done = caller.done._replace(end=latest(caller.done.end, met.end), calls=(*caller.done.calls, met))
        if left:
            self.doing[number] = caller._replace(done=done, meetings=left)
        else:
            del self.doing[number]
            self._finish(caller._replace(done=done, meetings=()))

    def _note(self, done: Done) -> None:
        """Remember what was done, and how far the customer is."""
        action = done.action
        reached = Reached(action, done.end, done)
        if self.last is None or done.end[0] >= self.last.at[0]:
            self.last = reached
        if self.net.is_customer[action]:
            if self.first is None:
                self.first = done.begin
            if self.last_customer is None or done.end[0] >= self.last_customer.at[0]:
                self.last_customer = reached
            is_end = self.net.actions[action].end is not None
            if is_end and (self.last_end is None or done.end[0] >= self.last_end.at[0]):
                self.last_end = reached
        if self.log is not None:
            self.log.append(done)

    def _leave_at(self, at: Times, action: int, done: Done) -> None:
        """What goes out from an action goes out then, when something was done; an action that leads nowhere keeps nobody waiting."""
        net = self.net
        if net.onward[action] or net.answers[action] or net.instead[action]:
            self._serial += 1
            insort(self.leaving, (at[0], action, self._serial, at, done), key=lambda entry: entry[:3])  # type: ignore[arg-type]

    def _come_to_step(self, action: int, at: Times) -> None:
        """What has no arrow at all is done when its step is come to for the first time."""
        net, step = self.net, self.net.actions[action].step
        if not net.unconnected or step in self.entered:
            return
        self.entered |= {step}
        for other in sorted(net.unconnected):
            if net.actions[other].step == step and other != action:
                self._work(other, at, (), at, None, (), ())
