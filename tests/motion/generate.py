"""Services made up by chance, to be gone through: decisions, loops, forks, calls, messages, failures, personas, times of steps as a whole.

Comes in: a source of chance. Goes out: a Service, which can be written down in several ways that mean the same. Deliberately absent: anything
that is only drawn. (`tests/generate.py` makes up what is.)
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from random import Random

_LANES = ("customer guest", "customer family", "frontstage desk", "backstage office", "support files")
_TIMES = (1, 2, 3, 5, 8, 10, 15, 20, 45)


@dataclass(frozen=True)
class Made:
    """An action: its step, its lane, and what is written behind it."""

    name: str
    step: int
    lane: str
    is_decision: bool = False
    words: tuple[str, ...] = ()
    time: int | None = None
    wait: int | None = None
    is_end: bool = False

    @property
    def is_customer(self) -> bool:
        return self.lane in ("guest", "family")


@dataclass(frozen=True)
class Link:
    """An arrow between two actions, by number."""

    source: int
    arrow: str
    target: int
    share: int | None = None
    words: tuple[str, ...] = ()


@dataclass(frozen=True)
class Service:
    """A service: `wholes` are the minutes of steps by number, -1 is the whole service."""

    actions: tuple[Made, ...]
    links: tuple[Link, ...]
    wholes: dict[int, int] = field(default_factory=dict)
    personas: tuple[str, ...] = ()

    def text(self, prefix: str = "a", *, turned: bool = False) -> str:
        """The text of a blueprint; with other names, or with its declarations in another order."""
        out = ['blueprint made "Made up by chance"']
        if -1 in self.wholes:
            out.append(f"time {self.wholes[-1]}m")
        declared = [f"persona {name}" for name in self.personas] + [
            'role clerk "Clerk"',
            'role boss "Boss"',
            'system till "Till"',
        ]
        out += declared[::-1] if turned else declared
        out += ["lanes {", "  evidence", *(f"  {lane}" for lane in _LANES), "}"]
        for step in sorted({action.step for action in self.actions}):
            out.append(f"step s{step} {{")
            if step in self.wholes:
                out.append(f"  time {self.wholes[step]}m")
            out += [self._line(prefix, n) for n, action in enumerate(self.actions) if action.step == step]
            out.append("}")
        return "\n".join([*out, *(self._link(prefix, link) for link in self.links)]) + "\n"

    def _line(self, prefix: str, number: int) -> str:
        action = self.actions[number]
        words = list(action.words)
        if action.is_decision:
            words.append("decision")
        if action.time is not None:
            words.append(f"time {action.time}m")
        if action.wait is not None:
            words.append(f"wait {action.wait}m")
        return f'  {action.lane} {prefix}{number} "Does {number}" ' + " ".join(words)

    def _link(self, prefix: str, link: Link) -> str:
        words = [f"{link.share}%"] if link.share is not None else []
        source, target = (f"s{self.actions[n].step}.{prefix}{n}" for n in (link.source, link.target))
        label = '"so"' if self.actions[link.source].is_decision else ""
        return " ".join([source, link.arrow, target, label, *words, *link.words])

    def with_action(self, number: int, **changes: object) -> Service:
        """The same, with one action changed."""
        actions = list(self.actions)
        actions[number] = replace(actions[number], **changes)  # type: ignore[arg-type]
        return replace(self, actions=tuple(actions))


def make(
    random: Random, *, wholes: bool = True, shares: float = 0.8, calm: bool = False, led: float = 0.45
) -> Service:
    """A service by chance.

    `shares` is how likely a decision says all its percentages. `calm` ones begin with one customer action, are the same for
    everybody, and have no rounds. `led` is how likely an arrow is written to a customer action.
    """
    steps = random.randint(1, 3)
    personas = ("rare", "plain") if random.random() < 0.25 and not calm else ()
    actions = tuple(_action(random, number, steps, personas) for number in _steps_of(random, steps))
    actions = tuple(
        replace(action, name=str(number), words=(*action.words, *_more(action, number, personas)))
        for number, action in enumerate(actions)
    )
    if calm:
        first = replace(actions[0], lane="guest", words=("start",), is_end=False)
        actions = (
            first,
            *(replace(one, words=tuple(w for w in one.words if w != "start")) for one in actions[1:]),
        )
    links = _shared(random, actions, _links(random, actions, personas, led, calm), shares)
    found = (
        {step: random.choice((5, 20, 60)) for step in range(steps) if random.random() < 0.3} if wholes else {}
    )
    if wholes and random.random() < 0.15:
        found[-1] = random.choice((10, 60, 600))
    return Service(actions, tuple(links), found, personas)


def _steps_of(random: Random, steps: int) -> list[int]:
    """The step of each action, rising."""
    return sorted(random.randrange(steps) for _ in range(random.randint(3, 9)))


def _action(random: Random, step: int, steps: int, personas: tuple[str, ...]) -> Made:
    lane = random.choice(("guest", "guest", "guest", "family", "desk", "desk", "office", "files"))
    is_customer = lane in ("guest", "family")
    words = []
    is_decision = random.random() < 0.35
    is_end = is_customer and not is_decision and random.random() < 0.25
    if is_end:
        words.append(random.choice(("end served", "end lost", "end partly")))
    elif not is_decision and random.random() < 0.06:
        words.append("start")
    if personas and random.random() < 0.2:
        words.append(f"for {random.choice(personas)}")
    time = random.choice(_TIMES) if random.random() < 0.7 else None
    wait = random.choice(_TIMES) if random.random() < 0.25 else None
    return Made("", step, lane, is_decision, tuple(words), time, wait, is_end)


def _more(action: Made, number: int, personas: tuple[str, ...]) -> list[str]:
    """Who does it, and times for some of the personas for whom it exists; by a chance of their own, so that nothing else changes."""
    random = Random(f"{action} {number}")
    words = (
        [random.choice(("by clerk, boss", "by clerk and boss", "by boss"))] if random.random() < 0.2 else []
    )
    own = [word.removeprefix("for ") for word in action.words if word.startswith("for ")]
    for persona in own or personas:
        for keyword in ("time", "wait"):
            if random.random() < 0.15:
                words.append(f"{keyword} {persona} {random.choice(_TIMES)}m")
    return words


def _links(
    random: Random, actions: tuple[Made, ...], personas: tuple[str, ...], led: float, calm: bool
) -> list[Link]:
    found: dict[tuple[int, int], Link] = {}

    def add(source: int, target: int, arrow: str, *words: str) -> None:
        if source != target and (source, target) not in found:
            given = (f"for {random.choice(personas)}",) if personas and random.random() < 0.12 else ()
            found[source, target] = Link(source, arrow, target, None, (*words, *given))

    for number in range(1, len(actions)):
        # Customers follow each other without an arrow.
        if random.random() < (led if actions[number].is_customer else 0.9):
            add(
                max(0, number - random.randint(1, 3)),
                number,
                random.choices(("->", "<->", "~>"), (7, 2, 1.5))[0],
            )
    for _ in range(random.randint(0, 4)):
        source, target = sorted(random.sample(range(len(actions)), 2))
        add(source, target, random.choices(("->", "<->", "~>", "!>"), (7, 1.5, 1.5, 1))[0])
    for source, action in enumerate(actions[:-1]):
        for _ in range(random.randint(1, 2) if action.is_decision else 0):
            add(source, random.randint(source + 1, len(actions) - 1), "->")
    for _ in range(0 if calm else random.choice((0, 0, 1, 1, 2, 3))):
        target, source = sorted(random.sample(range(len(actions)), 2))
        limit = (f"max {random.randint(1, 2)}",) if random.random() < 0.6 else ()
        decisions = [number for number in range(target + 1, len(actions) - 1) if actions[number].is_decision]
        if decisions and random.random() < 0.7:
            source = random.choice(decisions)
        add(source, target, random.choices(("->", "!>", "~>", "<->"), (8, 1, 0.5, 0.5))[0], *limit)
    return [found[place] for place in sorted(found)]


def _shared(random: Random, actions: tuple[Made, ...], links: list[Link], shares: float) -> list[Link]:
    """With percentages: of the answers together 100, of failures some."""
    out = list(links)
    for number, action in enumerate(actions):
        there = [n for n, link in enumerate(links) if link.source == number and link.arrow in ("->", "!>")]
        if not action.is_decision:
            for n in there:
                if links[n].arrow == "!>" and random.random() < 0.7:
                    out[n] = replace(links[n], share=random.choice((5, 10, 30)))
            continue
        if len(there) < 2 or any("for" in word for n in there for word in links[n].words):
            continue
        kind = random.random()
        if kind > shares + (1 - shares) / 2:
            continue
        parts = _parts(random, len(there))
        for n, part in list(zip(there, parts, strict=True))[: None if kind < shares else -1]:
            out[n] = replace(links[n], share=part)
    return out


def _parts(random: Random, count: int) -> list[int]:
    cuts = sorted(random.sample(range(1, 20), count - 1))
    return [5 * (b - a) for a, b in zip([0, *cuts], [*cuts, 20], strict=True)]
