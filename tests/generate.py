"""Blueprints made up by chance: sound files of any size, the same ones for the same seed.

Comes in: a seed, or a source of chance such as Hypothesis', and how many steps and lanes. Goes out: a text without errors
(there may be findings). Forks, decisions, self loops, links across steps, several cards in a cell, labels short and long
in several scripts. Deliberately absent: the meaning of any of it.
"""

from __future__ import annotations

from random import Random

_KINDS = (
    "frontstage",
    "backstage",
    "support",
    "partner",
    "management",
    "frontstage",
    "backstage",
    "customer",
)
_LINES = ("interaction", "visibility", "internal interaction")
_WORDS = (
    "Asks", "for", "the", "room", "key", "again", "and", "waits", "a", "booking", "signature",
    "Unterschriftenberechtigungsprüfung", "https://example.org/a/very/long/path/without/any/blank",
    "办理", "核对费用明细并请顾客签字确认", "受付で", "予約を確認する", "확인", "сверяет", "υπογράφει",
    "تسجيل", "الدخول", "שלום", "👩🏽‍💻", "🏨", "👨‍👩‍👧‍👦", "नमस्ते", "สวัสดีครับ", "½", "№ 7", "e\u0301te\u0301",
)  # fmt: skip
_PROPERTIES = (
    "critical", "time 4m", "time 2m..5m target 10m", "wait 5m", "wait", "by clerk", "by clerk, guide", "mode automatic",
    'emotion -1 "Hm"', "emotion 2", 'standard "At once" within 30s', "milestone", "bottleneck", "approval", "status assumed",
)  # fmt: skip
#: Properties that an event cannot have.
_NOT_OF_EVENTS = ("by clerk", "by clerk, guide", "approval")
#: What two of three actions have instead, without a chance more: the same pictures are made as without.
_MORE = {
    "time 4m": "time 4m time regular 6m target 7m",
    "wait": "wait regular 3m",
    "by clerk, guide": "by clerk and guide",
    'standard "At once" within 30s': 'standard "At once" within 30s begun',
}
_FAIL = '{{ fail "{}" severity {} occurrence {} detection {} }}'


def generate(seed: int, steps: int, lanes: int) -> str:
    """A sound blueprint with so many steps (from 1) and lanes (from 3); the same one whenever it is asked for."""
    return write(Random(seed), steps, lanes)


def write(random: Random, steps: int, lanes: int) -> str:
    """A sound blueprint, by the chances of `random`."""
    return _Writer(random, steps, lanes).text()


def long_service(steps: int) -> str:
    """A service of many steps, none of it by chance: phases of 25, four lanes, arrows like those of a real one.

    Every step has the customer served by the frontstage; every second one a decision, which every sixth sends back to the step before;
    every tenth leads past the next two.
    """
    out = [
        f'blueprint long "A service of {steps} steps"',
        "lanes {",
        "  evidence",
        '  customer "Applicant"',
        "  --- interaction ---",
        '  frontstage desk "Counter"',
        "  --- visibility ---",
        '  backstage office "Back office"',
        "  --- internal interaction ---",
        '  support files "Register"',
        "}",
    ]
    for number in range(1, steps + 1):
        if number % 25 == 1:
            out += ["}"] * (number > 1) + [f'phase phase{number} "Part {number // 25 + 1}" {{']
        out += _long_step(number, steps)
    return "\n".join([*out, "}"]) + "\n"


def _long_step(number: int, steps: int) -> list[str]:
    out = [
        f'step step{number} "Station {number}" {{',
        f'  customer c{number} "Brings form {number} to the counter" time {number % 7 + 1}m emotion {number % 5 - 2}',
        f'  <-> desk d{number} "Receives and stamps form {number}" time {number % 4 + 1}m',
    ]
    if number % 3 == 0:
        out.append(f'  evidence "Stamped copy {number}" at d{number}')
    if number % 2 == 0:
        out += [
            f'  d{number} -> office o{number} "Is form {number} complete?" decision wait {number % 9 + 1}m target 5m',
            f'  o{number} -> files f{number} "Files form {number}" mode automatic when "yes"',
        ]
        back = f"step{number - 1}.c{number - 1}" if number % 6 == 0 else f"c{number}"
        out.append(f'  o{number} !> {back} "no" max 2')
    if number % 10 == 0 and number + 3 <= steps:
        out.append(f'  d{number} ~> step{number + 3}.d{number + 3} "announced"')
    return [*out, "}"]


class _Writer:
    def __init__(self, random: Random, steps: int, lanes: int) -> None:
        self._random = random
        self._steps = steps
        #: The lanes of actions.
        self._lanes = ["customer", *(f"lane{number}" for number in range(lanes - 2))]
        self._actions: list[str] = []
        self._decisions: set[str] = set()
        self._out: list[str] = []

    def text(self) -> str:
        self._out = [
            'blueprint made_up "Made up by chance"',
            'role clerk "Clerk"',
            'role guide "Guide of the hall"',
            'persona regular "Regular guest"',
        ]
        self._write_lanes()
        in_phase = False
        for number in range(self._steps):
            if self._chance(0.25):
                if in_phase:
                    self._out.append("}")
                self._out.append(f'phase "{self._words(3)}" {{')
                in_phase = True
            self._write_step(number)
        if in_phase:
            self._out.append("}")
        self._write_links()
        return "\n".join(self._out) + "\n"

    def _chance(self, share: float) -> bool:
        return self._random.random() < share

    def _words(self, most: int) -> str:
        count = self._random.randint(1, most)
        return " ".join(self._random.choice(_WORDS) for _ in range(count))

    def _write_lanes(self) -> None:
        self._out.append("lanes {")
        self._out.append("  evidence")
        lines = list(_LINES)
        for name in self._lanes:
            if name == "customer":
                self._out.append('  customer customer "Guest"')
            else:
                self._out.append(f'  {self._random.choice(_KINDS)} {name} "{self._words(2)}"')
            if lines and self._chance(0.4):
                self._out.append(f"  --- {lines.pop(0)} ---")
        self._out.append("}")

    # ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _write_step(self, number: int) -> None:
        self._out.append(f'step step{number} "{self._words(4)}" {{')
        here: list[str] = []
        # Zero cards now and then; many now and then.
        count = self._random.choice((0, 1, 2, 3, 3, 4, 5, 7))
        for _ in range(count):
            self._write_action(here)
        for _ in range(self._random.choice((0, 0, 1, 1, 2))):
            at = f" at {self._random.choice(here)}" if here and self._chance(0.7) else ""
            whom = " for regular" if len(self._out) % 5 == 0 else ""
            self._out.append(f'  evidence "{self._words(5)}"{at}{whom}')
        self._out.append("}")

    def _write_action(self, here: list[str]) -> None:
        name = f"a{len(self._actions)}"
        lane = self._random.choice(self._lanes)
        beginning, answer = "", ""
        if here and self._chance(0.6):
            beginning = self._random.choice(("->", "->", "<->", "~>", "!>"))
        elif self._actions and self._chance(0.5):
            source = self._random.choice(here if here and self._chance(0.6) else self._actions)
            beginning = f"{source} {self._random.choice(('->', '->', '->', '<->', '~>', '!>'))}"
        if beginning and self._chance(0.2):
            answer = f' when "{self._words(3)}"'
        properties = self._properties(name)
        self._out.append(
            "  "
            + " ".join(part for part in (beginning, lane, name, f'"{self._words(9)}"') if part)
            + answer
            + properties
        )
        here.append(name)
        self._actions.append(name)

    def _properties(self, name: str) -> str:
        chosen = self._random.sample(_PROPERTIES, self._random.choice((0, 0, 1, 2)))
        # `time` and `wait` come in two forms; one of each is enough.
        chosen = [
            one
            for one in chosen
            if not any(one != other and one.split()[0] == other.split()[0] for other in chosen)
        ]
        shape = self._random.random()
        if shape < 0.15:
            chosen.append("decision")
            self._decisions.add(name)
        elif shape < 0.22:
            chosen = ["event", *(one for one in chosen if one not in _NOT_OF_EVENTS)]
        elif shape < 0.30:
            chosen.append(self._random.choice(("end", "end served", "end lost", "start")))
        card = ""
        if self._chance(0.12):
            ratings = (self._random.randint(1, 10) for _ in range(3))
            card = " " + _FAIL.format(self._words(4), *ratings)
        return "".join(f" {_MORE.get(one, one) if len(self._actions) % 3 else one}" for one in chosen) + card

    # ── links ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _write_links(self) -> None:
        if not self._actions:
            return
        for decision in sorted(self._decisions, key=self._actions.index):
            if self._chance(0.7):
                self._write_answers(decision)
        for _ in range(self._random.randint(0, len(self._actions) // 2 + 1)):
            source, target = (self._random.choice(self._actions) for _ in range(2))
            if self._chance(0.1):
                target = source
            arrow = self._random.choice(("->", "->", "<->", "~>", "!>"))
            self._out.append(f"{source} {arrow} {target}{self._label()}")

    def _write_answers(self, decision: str) -> None:
        count = self._random.choice((2, 2, 3, 4))
        for number in range(count):
            arrow = self._random.choice(("->", "->", "!>"))
            self._out.append(
                f'{decision} {arrow} {self._random.choice(self._actions)} "{self._words(2)} {number}"'
            )

    def _label(self) -> str:
        parts = []
        if self._chance(0.4):
            parts.append(f' "{self._words(4)}"')
        if self._chance(0.1):
            parts.append(f" max {self._random.randint(1, 9)}")
        if self._chance(0.1):
            parts.append(" within 5m")
        return "".join(parts)
