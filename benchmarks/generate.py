"""The blueprint that the benchmarks measure, of any number of steps, and the same in other tools' languages.

Comes in: a number of steps and a seed. Goes out: texts; the same ones for the same seed. Five lanes. Every step has a customer's
action; evidence in 60 % of the steps, the frontstage in 90 %, the backstage in 70 %, support in 50 %. Arrows run down each step and
along the customer; every seventh step has one from the backstage back to the customer three steps before, every fifth one that
skips to the customer three steps on. Graphviz has no writer here: its picture is `blueprint render -f dot`, every place pinned.
Deliberately absent: anything that only we could draw.

    python benchmarks/generate.py 50 d2 > fifty.d2
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from itertools import pairwise
from random import Random
from typing import NamedTuple

SEED = 1
_SHARES = {"evidence": 0.6, "customer": 1.0, "frontstage": 0.9, "backstage": 0.7, "support": 0.5}
LANES = tuple(_SHARES)
_WORDS = {
    "evidence": (
        "Letter with the next date",
        "Page with prices",
        "Ticket with a number",
        "Receipt",
        "Sign at the door",
    ),
    "customer": (
        "Asks for a date",
        "Compares the offers",
        "Waits for an answer",
        "Signs the form",
        "Calls again",
    ),
    "frontstage": (
        "Answers and takes notes",
        "Greets by name",
        "Explains what comes next",
        "Hands over the papers",
    ),
    "backstage": ("Prepares the case", "Checks what was said", "Plans the next day", "Is everything there?"),
    "support": ("Stores the case", "Sends a reminder", "Books the room", "Prints the papers"),
}


class Card(NamedTuple):
    """What one lane does in one step."""

    name: str
    text: str


class Made(NamedTuple):
    """A generated blueprint: for every step its cards by lane, and all arrows by the names of their cards."""

    steps: list[dict[str, Card]]
    arrows: list[tuple[str, str]]

    def step_of(self, name: str) -> int:
        """The number of the step that a card stands in."""
        return int(name[1:])


def make(steps: int, seed: int = SEED) -> Made:
    """A blueprint of so many steps."""
    chance = Random(seed)
    made = Made([_step(number, chance) for number in range(steps)], [])
    for number, step in enumerate(made.steps):
        made.arrows.extend(_down(step))
        if number + 1 < steps:
            made.arrows.append((f"c{number}", f"c{number + 1}"))
        if number % 7 == 6 and "backstage" in step:
            made.arrows.append((f"b{number}", f"c{number - 3}"))
        if number % 5 == 4 and number + 3 < steps:
            made.arrows.append((f"c{number}", f"c{number + 3}"))
    return made


def _step(number: int, chance: Random) -> dict[str, Card]:
    cards = {}
    for lane, share in _SHARES.items():
        # Both are drawn for every lane, so that one share can be changed without changing the rest.
        falls, text = chance.random(), chance.choice(_WORDS[lane])
        if falls < share:
            cards[lane] = Card(f"{lane[0]}{number}", f"{text} {number + 1}")
    return cards


def _down(step: dict[str, Card]) -> list[tuple[str, str]]:
    """Arrows from lane to lane; evidence is a thing, which does nothing."""
    names = [card.name for lane, card in step.items() if lane != "evidence"]
    return list(pairwise(names))


# ── the languages ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def to_blueprint(made: Made) -> str:
    """Our own language."""
    out = [f'blueprint made{len(made.steps)} "A service of {len(made.steps)} steps"', "lanes {"]
    for lane in LANES:
        out.append(f'  {lane} "{lane.capitalize()}"')
        if lane in ("customer", "frontstage"):
            out.append("  --- interaction ---" if lane == "customer" else "  --- visibility ---")
    out.append("}")
    for number, step in enumerate(made.steps):
        out.append(f'step step{number} "Step {number + 1}" {{')
        for lane, card in step.items():
            # A piece of evidence has no name; nothing leads to it.
            name = "" if lane == "evidence" else f" {card.name}"
            out.append(f'  {lane}{name} "{card.text}"')
        out += [f"  {source} -> {target}" for source, target in made.arrows if made.step_of(source) == number]
        out.append("}")
    return "\n".join(out) + "\n"


def to_plantuml(made: Made) -> str:
    """PlantUML's swimlanes: one chain of activities. It has no arrows back or ahead there; they are left out."""
    out = ["@startuml", *(f"|{lane}|" for lane in LANES), "|customer|", "start"]
    for step in made.steps:
        for lane, card in step.items():
            out += [f"|{lane}|", f":{card.text};"]
    return "\n".join([*out, "stop", "@enduml"]) + "\n"


def to_mermaid(made: Made, kind: str = "swimlane-beta LR") -> str:
    """Mermaid's swimlanes (from 11.16); with `flowchart LR` as the kind, its flowchart with a subgraph for each lane."""
    out = [kind]
    for lane in LANES:
        out.append(f"  subgraph {lane}")
        out += [f'    {step[lane].name}["{step[lane].text}"]' for step in made.steps if lane in step]
        out.append("  end")
    out += [f"  {source} --> {target}" for source, target in made.arrows]
    return "\n".join(out) + "\n"


def to_flowchart(made: Made) -> str:
    """Mermaid's flowchart, for versions without swimlanes."""
    return to_mermaid(made, "flowchart LR")


def to_d2(made: Made) -> str:
    """A grid in D2, row by row; where a lane does nothing, an empty cell keeps the place."""
    # Without the number of columns as well, D2 breaks the rows where it likes.
    out = ["blueprint: {", f"  grid-rows: {len(LANES)}", f"  grid-columns: {len(made.steps)}"]
    for lane in LANES:
        for number, step in enumerate(made.steps):
            if lane in step:
                out.append(f'  {step[lane].name}: "{step[lane].text}"')
            else:
                out.append(f'  {lane[0]}{number}: "" {{style.opacity: 0}}')
    out += [f"  {source} -> {target}" for source, target in made.arrows]
    return "\n".join([*out, "}"]) + "\n"


WRITERS: dict[str, Callable[[Made], str]] = {
    "blueprint": to_blueprint,
    "plantuml": to_plantuml,
    "mermaid": to_mermaid,
    "flowchart": to_flowchart,
    "d2": to_d2,
}


if __name__ == "__main__":
    if len(sys.argv) != 3 or sys.argv[2] not in WRITERS:
        sys.exit(f"usage: generate.py STEPS {'|'.join(WRITERS)}")
    sys.stdout.write(WRITERS[sys.argv[2]](make(int(sys.argv[1]))))
