"""Another player of cases, slow and plain, written from the rules and from nothing else: it is there to disagree.

Comes in: a Blueprint of which all shares are known, a persona, and the rests of its steps in seconds. Goes out: cases played at random. It shares
no code with `blueprint.analysis.motion`, and has no idea of a graph of all ways: what cases draw is drawn for each of them by itself, and what a
sequence of draws comes to is played once. Deliberately absent: phases, ranges of times.
"""

from __future__ import annotations

from bisect import bisect
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import accumulate, pairwise
from random import Random

from blueprint.model import Blueprint, Timing


@dataclass(eq=False)
class Way:
    """An arrow: `kind` is then, answer, message, failure or call."""

    source: str
    target: str
    kind: str
    share: float | None
    most: int | None
    is_journey: bool
    label: object
    back: bool = False


#: Which of several things happens, by their weights.
Draw = Callable[[Sequence[float]], int]


@dataclass(eq=False)
class Played:
    """What a case did: its answers and failures with how often, how long it took, where it ended, what was done how often."""

    answers: tuple[tuple[tuple[str, str], int], ...]
    seconds: float
    end: str | None
    done: Counter[str]
    is_stuck: bool


@dataclass(eq=False)
class Job:
    """An action at work: until when by itself, with how many calls open, and until when with them."""

    action: str
    alone: float
    over: float
    open: int
    callers: list[Job] = field(default_factory=list)


@dataclass
class Token:
    at: float
    led: bool
    callers: list[Job]


class Player:
    def __init__(self, blueprint: Blueprint, persona: str | None, rests: dict[str, float]) -> None:
        self.blueprint = blueprint
        self.persona = persona
        self.rests = rests
        self.actions = blueprint.actions
        self.place = {key: n for n, key in enumerate(self.actions)}
        self.there = {key: not a.personas or persona in a.personas for key, a in self.actions.items()}
        self.customer = {key: blueprint.lanes[a.lane].kind == "customer" for key, a in self.actions.items()}
        every = self._arrows()
        self.starts = self._starts(every)
        self.alone = {
            k for k in self.actions if self.there[k] and not any(k in (w.source, w.target) for w in every)
        }
        ways = self._done_by_somebody(every)
        self._mark_back(ways)
        ways = [
            w
            for w in ways
            if w.kind != "message"
            or not any(
                v.target == w.target
                and v.kind in ("then", "answer-then", "call")
                and not v.is_journey
                and not v.back
                for v in ways
            )
        ]
        self.ways = self._avoidable(ways)
        self.after = {k: self._reachable(k, own_calls=False) for k in self.actions}
        self.ahead = {k: self._reachable(k, own_calls=True) for k in self.actions}

    # the arrows

    def _arrows(self) -> list[Way]:
        found = []
        for flow in self.blueprint.flows:
            if flow.is_recovery or flow.is_journey or (flow.personas and self.persona not in flow.personas):
                continue
            kind = {"then": "then", "return": "call", "message": "message", "failure": "failure"}[flow.kind]
            if self.actions[flow.source].is_decision and kind in ("then", "failure"):
                kind = "answer-" + kind
            found.append(Way(flow.source, flow.target, kind, flow.share, flow.max, False, flow.span.start))
        for source in self.actions:
            answers = [w for w in found if w.source == source and w.kind.startswith("answer")]
            unsaid = [w for w in answers if w.share is None]
            if len(answers) > 1 and len(unsaid) == 1:
                unsaid[0].share = max(0, 100 - sum(w.share or 0 for w in answers))
        found += self._journey(found)
        return self._for_persona(found)

    def _journey(self, written: list[Way]) -> list[Way]:
        new = []
        for lane in self.blueprint.lanes:
            row = [
                k for k, a in self.actions.items() if a.lane == lane and self.customer[k] and self.there[k]
            ]
            for before, key in pairwise(row):
                a = self.actions[before]
                if a.is_decision or a.end or self.actions[key].is_start:
                    continue
                same = [w for w in written if (w.source, w.target, w.kind) == (before, key, "then")]
                led = any(
                    w.target == key and w.kind != "message" and self.place[w.source] < self.place[key]
                    for w in written
                    if not (same and w.source == before)
                )
                for w in same:
                    w.is_journey = not led
                if not same and not led:
                    new.append(Way(before, key, "then", None, None, True, 10**9))
        return new

    def _for_persona(self, ways: list[Way]) -> list[Way]:
        out = []
        for w in ways:
            answer = w.kind.startswith("answer")
            failure = w.kind == "failure"
            goes_on = any(
                v.source == w.source and v.kind.endswith("then") and self.there[v.target] for v in ways
            )
            if not self.there[w.target] and (
                w.kind == "call" or goes_on or self.actions[w.source].is_decision or (failure and not w.share)
            ):
                continue
            has_then = any(v.source == w.source and v.kind.endswith("then") for v in ways)
            if (
                not self.there[w.source]
                and not answer
                and (w.kind == "call" or failure or (w.kind == "message" and has_then))
            ):
                continue
            out.append(w)
        out.sort(key=lambda w: (self.place[w.source], w.is_journey, w.label))
        return out

    def _starts(self, ways: list[Way]) -> list[str]:
        marked = [k for k, a in self.actions.items() if a.is_start and self.there[k]]
        if marked:
            return marked

        def comes_to(a: str, b: str, seen: set[str]) -> bool:
            for w in ways:
                if w.source == a and w.target not in seen:
                    seen.add(w.target)
                    comes_to(w.target, b, seen)
            return b in seen

        linked = [k for k in self.actions if any(k in (w.source, w.target) for w in ways)]
        first, rings = [], []
        for k in linked:
            if any(k in ring for ring in rings):
                continue
            ring = {k} | {o for o in linked if comes_to(k, o, set()) and comes_to(o, k, set())}
            rings.append(ring)
            if any(w.target in ring and w.source not in ring for w in ways) or not any(
                w.source in ring for w in ways
            ):
                continue
            members = [m for m in self.actions if m in ring]
            first.append(([m for m in members if self.customer[m]] or members)[0])
        first.sort(key=self.place.__getitem__)
        kept = []
        for k in first:
            if not (
                self.customer[k]
                and any(self.customer[o] and self.actions[o].lane == self.actions[k].lane for o in kept)
            ):
                kept.append(k)
        return kept

    def _done_by_somebody(self, ways: list[Way]) -> list[Way]:
        kept, called = [], set()
        for w in ways:
            if w.kind == "failure" and not w.share:
                continue
            if w.kind == "call":
                if w.source == w.target or (w.target, w.source) in called:
                    continue
                called.add((w.source, w.target))
            kept.append(w)
        there, grown = set(self.starts), True
        while grown:
            grown = False
            for w in kept:
                if w.source in there and w.target not in there:
                    there.add(w.target)
                    grown = True
        return [w for w in kept if w.source in there]

    def _mark_back(self, ways: list[Way]) -> None:
        finished: set[str] = set()

        def walk(key: str, path: tuple[str, ...]) -> None:
            for w in ways:
                if w.source == key:
                    if w.target in (*path, key):
                        w.back = True
                    elif w.target not in finished:
                        walk(w.target, (*path, key))
            finished.add(key)
            self.order.append(key)

        self.order: list[str] = []
        for key in sorted(self.starts, key=self.place.__getitem__):
            if key not in finished:
                walk(key, ())

    def _avoidable(self, ways: list[Way]) -> list[Way]:
        out: list[Way] = []

        def near(a: str) -> set[str]:
            seen, waiting = set(), [a]
            while waiting:
                k = waiting.pop()
                for w in ways:
                    if w.source == k and w.target not in seen:
                        seen.add(w.target)
                        waiting.append(w.target)
            return seen

        reach = {k: near(k) for k in self.actions}
        for target in self.order:
            bad = []
            for x in [w for w in ways if w.back and w.target == target]:
                ring = {target} | {k for k in reach[target] if target in reach[k]}
                free: set[str] = set()
                for _ in ring:
                    for k in ring:
                        leaving = [w for w in ways if w.source == k and w not in out]
                        ok = {
                            id(w): w is not x and (w.target not in ring or w.target in free) for w in leaving
                        }
                        answers = [w for w in leaving if w.kind.startswith("answer")]
                        musts = [w for w in leaving if w.kind in ("then", "message", "call")]
                        fails = [w for w in leaving if w.kind == "failure" and w.share and w.most is None]
                        if any(ok[id(w)] for w in fails) or (
                            all(ok[id(w)] for w in musts)
                            and (not answers or any(ok[id(w)] and w.share != 0 for w in answers))
                        ):
                            free.add(k)
                if target not in free:
                    bad.append(x)
            out += bad
        return [w for w in ways if w not in out]

    def _reachable(self, key: str, *, own_calls: bool) -> set[str]:
        seen: set[str] = set()
        waiting = [
            w.target for w in self.ways if w.source == key and not w.back and (own_calls or w.kind != "call")
        ]
        while waiting:
            k = waiting.pop()
            if k not in seen:
                seen.add(k)
                waiting += [w.target for w in self.ways if w.source == k and not w.back]
        return seen

    # a case

    def play(self, draw: Draw) -> Played:
        return _Game(self, draw).run()


class _Drawn:
    """Where something is drawn in a case: the weights, added up, and what follows each of them as far as it was drawn before."""

    def __init__(self, weights: Sequence[float]) -> None:
        self.upto = list(accumulate(weights))
        self.next: list[_Drawn | Played | None] = [None] * len(weights)

    def draw(self, random: Random) -> int:
        return min(bisect(self.upto, random.random() * self.upto[-1]), len(self.next) - 1)


class Memory:
    """Cases of a player, each drawn by itself; one that draws what another one drew is what that was."""

    def __init__(self, player: Player, random: Random) -> None:
        self._player = player
        self._random = random
        self._first: _Drawn | Played | None = None

    def case(self) -> Played:
        at, drawn = self._first, []
        while isinstance(at, _Drawn):
            drawn.append((at, at.draw(self._random)))
            at = at.next[drawn[-1][1]]
        return at or self._play(drawn)

    def _play(self, drawn: list[tuple[_Drawn, int]]) -> Played:
        """A case that begins with what was drawn, and then draws what nobody drew before."""
        known = len(drawn)
        places = iter([place for _, place in drawn])

        def draw(weights: Sequence[float]) -> int:
            place = next(places, None)
            if place is None:
                new = _Drawn(weights)
                place = new.draw(self._random)
                drawn.append((new, place))
            return place

        played = self._player.play(draw)
        following: _Drawn | Played = played
        for node, place in reversed(drawn[known - 1 if known else 0 :]):
            node.next[place] = following
            following = node
        self._first = self._first or following
        return played


class _Game:
    def __init__(self, player: Player, draw: Draw) -> None:
        self.p = player
        self.draw = draw
        self.tokens: dict[str, Token] = {}
        self.events: list[tuple[float, int, int, str]] = []
        self.jobs: list[Job] = []
        self.used: Counter[int] = Counter()
        self.answers: Counter[tuple[str, str]] = Counter()
        self.done: Counter[str] = Counter()
        self.paid: dict[str, float] = {}
        self.entered: set[str] = set()
        self.begun: list[float] = []
        self.over: list[tuple[float, str]] = []
        self.count = 0
        self.is_stuck = False

    def run(self) -> Played:
        for key in self.p.starts:
            self.come(key, Token(0.0, True, []))
        for _ in range(100_000):
            ready = [k for k in self.p.actions if k in self.tokens and not self.may_come(k)]
            if not ready and not self.events:
                there = [k for k in self.p.actions if k in self.tokens]
                ready = ([k for k in there if self.tokens[k].callers] or there)[:1]
            if ready:
                for key, token in [(k, self.tokens.pop(k)) for k in ready]:
                    self.begin(key, token)
            elif self.events:
                self.events.sort()
                at, _, _, key = self.events.pop(0)
                for other, token in self.tokens.items():
                    if other in self.p.after[key]:
                        token.at = max(token.at, at)
                self.leave(key, at)
            else:
                break
        return self.result()

    def result(self) -> Played:
        customers = [(at, k) for at, k in self.over if self.p.customer[k]]
        ends = [(at, k) for at, k in customers if self.p.actions[k].end]
        last = max((at for at, _ in ends or customers or self.over), default=0.0)
        end = [k for at, k in ends if at == last][-1] if ends else None
        seconds = last - min(self.begun, default=0.0)
        return Played(tuple(sorted(self.answers.items())), seconds, end, self.done, self.is_stuck)

    def come(self, key: str, token: Token) -> None:
        old = self.tokens.get(key)
        if old:
            token = Token(max(old.at, token.at), old.led or token.led, old.callers + token.callers)
        self.tokens[key] = token

    def may_come(self, key: str) -> bool:
        callers, waiting = [], list(self.tokens[key].callers)
        while waiting:
            job = waiting.pop()
            callers.append(job)
            waiting += job.callers
        return (
            any(key in self.p.after[k] for _, _, _, k in self.events)
            or any(key in self.p.ahead[k] for k in self.tokens)
            or any(key in self.p.after[j.action] for j in self.jobs if j not in callers)
        )

    def open(self, w: Way) -> bool:
        return w.most is None or self.used[id(w)] < w.most

    def goes_on(self, w: Way) -> bool:
        """Whether an answer is open, and what follows before the next decision."""
        if not self.open(w):
            return False

        def on(key: str, seen: frozenset[str]) -> bool:
            leaving = [v for v in self.p.ways if v.source == key and v.kind in ("then", "message", "failure")]
            if not leaving or self.p.actions[key].is_decision:
                return True
            return any(
                self.open(v) and v.target not in seen and on(v.target, seen | {v.target}) for v in leaving
            )

        return all(self.open(v) for v in self.p.ways) or on(w.target, frozenset({w.target}))

    def leave(self, key: str, at: float) -> None:
        p = self.p
        onward = [w for w in p.ways if w.source == key and w.kind in ("then", "message")]
        if p.actions[key].is_decision:
            answers = [
                w for w in p.ways if w.source == key and w.kind.startswith("answer") and self.goes_on(w)
            ]
            if answers:
                weights = [w.share or 0 for w in answers]
                fair = weights if sum(weights) else [1.0] * len(answers)
                one = answers[self.draw(fair) if len(answers) > 1 else 0]
                self.answers[one.source, one.target] += 1
                self.go(one, at)
            elif any(
                f.source == key and f.kind in ("then", "failure") and not f.is_recovery
                for f in p.blueprint.flows
            ):
                self.is_stuck = True
        else:
            fails = [w for w in p.ways if w.source == key and w.kind == "failure" and self.open(w)]
            total = sum(w.share for w in fails)
            place = self.draw([max(100, total) - total, *(w.share for w in fails)]) if fails else 0
            if place:
                one = fails[place - 1]
                self.answers[one.source, one.target] += 1
                self.go(one, at)
                return
        for w in onward:
            if self.open(w):
                self.go(w, at)

    def go(self, w: Way, at: float) -> None:
        self.used[id(w)] += 1
        if w.back:
            steps = {self.p.actions[k].step for k in (self.p.ahead[w.target] | {w.target})}
            inside = (
                self.p.actions[w.source].step
                if self.p.actions[w.source].step == self.p.actions[w.target].step
                else None
            )
            for step in steps - {inside}:
                self.paid.pop(step, None)
        self.come(w.target, Token(at, not w.is_journey or w.back, []))

    def begin(self, key: str, token: Token) -> None:
        p, at = self.p, token.at
        led_elsewhere = [
            w
            for w in p.ways
            if w.target == key and not w.is_journey and not w.back and w.kind not in ("failure", "call")
        ]
        has_journey = any(w.target == key and w.is_journey and not w.back for w in p.ways)
        if not token.led and has_journey and led_elsewhere:
            for w in p.ways:
                if w.source == key and w.is_journey and self.open(w):
                    self.go(w, at)
            return
        if not p.there[key]:
            self.later(at, key)
            return
        step = p.actions[key].step
        start = at
        if step in p.rests:
            self.paid.setdefault(step, at + p.rests[step])
            start = max(at, self.paid[step])
        self.work(key, at, start, token.callers)
        if step not in self.entered:
            self.entered.add(step)
            for other in p.actions:
                if other in p.alone and p.actions[other].step == step:
                    self.work(other, at, start, [])

    def takes(self, timing: Timing | None) -> float:
        """How long a persona is at it: what the text says of it, else what it says of all."""
        if timing is None:
            return 0.0
        own = [other.time for other in timing.by_persona if self.p.persona in other.personas]
        span = own[0] if own else timing.span
        return span.usual if span else 0.0

    def work(self, key: str, at: float, start: float, callers: list[Job]) -> None:
        p, action = self.p, self.p.actions[key]
        self.done[key] += 1
        if p.customer[key]:
            self.begun.append(at)
        begins = start + self.takes(action.wait)
        ends = begins + self.takes(action.timing)
        targets = list(dict.fromkeys(w.target for w in p.ways if w.source == key and w.kind == "call"))
        job = Job(key, ends, ends, len(targets), callers)
        if targets:
            self.jobs.append(job)
        for target in targets:
            if any(w.target == target and w.kind != "call" and not w.back for w in p.ways):
                self.come(target, Token(begins, True, [job]))
            else:
                self.work(target, begins, begins, [job])
        if not targets:
            self.finish(job)

    def finish(self, job: Job) -> None:
        self.over.append((job.over, job.action))
        self.later(max([job.over, *(c.alone for c in job.callers)]), job.action)
        for caller in job.callers:
            caller.over = max(caller.over, job.over)
            caller.open -= 1
            if not caller.open:
                self.jobs.remove(caller)
                self.finish(caller)

    def later(self, at: float, key: str) -> None:
        self.count += 1
        self.events.append((at, self.p.place[key], self.count, key))
