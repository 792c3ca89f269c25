"""How good the ways of the arrows are: crossings, bends, length, and what must not be at all.

Comes in: nothing; blueprints are made up, by `generate.py` and by `tests/generate.py` (its corpus is wilder than any real file).
Goes out: a Markdown table. Every line says how our layout does, and how well the best of several other orders does in which the
arrows choose their ways: what a search could still gain. Deliberately absent: time (`speed.py`).

    python benchmarks/layout.py [ORDERS]      # 20 other orders unless it says how many
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import pairwise
from pathlib import Path
from random import Random
from typing import NamedTuple

import generate

from blueprint.compiler import compile_source
from blueprint.drawing import Drawing
from blueprint.layout import layout, paths
from blueprint.model import Blueprint, Flow
from blueprint.source import Source

sys.path.append(str(Path(__file__).resolve().parents[1]))
from tests import generate as corpus
from tests import geometry

SIZES = (10, 20, 50)
#: Steps and lanes of the corpus, each with several seeds.
CORPUS = ((4, 5), (8, 6), (15, 8), (30, 10))
SEEDS = 10
_HEADING = (
    "crossings",
    "bends",
    "px",
    "through boxes",
    "on top of each other",
    "best order: crossings",
    "bends",
    "px",
)
Point = tuple[float, float]


class Quality(NamedTuple):
    """What is counted on a Drawing; less is better, and the first counts most."""

    crossings: int
    bends: int
    length: float
    through_boxes: int = 0
    shared: int = 0

    def plus(self, other: Quality) -> Quality:
        """Both together."""
        return Quality(
            self.crossings + other.crossings,
            self.bends + other.bends,
            self.length + other.length,
            self.through_boxes + other.through_boxes,
            self.shared + other.shared,
        )


def quality(drawing: Drawing) -> Quality:
    """What is to be said of the arrows of a Drawing."""
    lines = [route.points for route in drawing.routes]
    return Quality(
        crossings(lines),
        sum(len(line) - 2 for line in lines),
        sum(abs(x2 - x1) + abs(y2 - y1) for line in lines for (x1, y1), (x2, y2) in pairwise(line)),
        len(geometry.pierced_cards(drawing)),
        len(geometry.shared_stretches(drawing)),
    )


def crossings(lines: Sequence[Sequence[Point]]) -> int:
    """How often different arrows cross: a level piece of one, an upright piece of the other. Touching at an end is none."""
    level, upright = [], []
    for number, line in enumerate(lines):
        for (x1, y1), (x2, y2) in pairwise(line):
            if y1 == y2:
                level.append((y1, min(x1, x2), max(x1, x2), number))
            else:
                upright.append((x1, min(y1, y2), max(y1, y2), number))
    return sum(
        one != other and left < x < right and top < y < bottom
        for y, left, right, one in level
        for x, top, bottom, other in upright
    )


# ── other orders ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


def best(blueprint: Blueprint, orders: int) -> Quality:
    """The least crossings (then bends, then length) among our order and others, made up by chance."""
    found = [quality(layout(blueprint))]
    for seed in range(orders):
        with _shuffled(seed):
            found.append(quality(layout(blueprint)))
    return min(found)


@contextmanager
def _shuffled(seed: int) -> Iterator[None]:
    """As long as it lasts, arrows choose their ways in an order made up by chance: wholly so, or only among the like."""
    chance = Random(seed)
    usual = paths.Finder._distance

    def distance(finder: paths.Finder, flow: Flow) -> float:
        # Half of the orders keep the rule that short arrows choose first, and swap those of about one length.
        return chance.random() * (1e9 if seed % 2 else 150.0) + usual(finder, flow)

    paths.Finder._distance = distance  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        paths.Finder._distance = usual  # type: ignore[method-assign]


# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def main(orders: int) -> None:
    print("| blueprint | arrows | " + " | ".join(_HEADING) + " |")
    print("|" + "-:|" * (len(_HEADING) + 2))
    for steps in SIZES:
        _line(f"{steps} steps", [generate.to_blueprint(generate.make(steps))], orders)
    for steps, lanes in CORPUS:
        texts = [corpus.generate(seed, steps, lanes) for seed in range(SEEDS)]
        _line(f"{SEEDS} × {steps} steps, {lanes} lanes", texts, max(orders // 4, 1))


def _line(name: str, texts: Iterable[str], orders: int) -> None:
    ours, least, arrows = Quality(0, 0, 0.0), Quality(0, 0, 0.0), 0
    for text in texts:
        blueprint = compile_source(Source(name, text)).blueprint
        assert blueprint is not None, f"{name} has no blueprint"
        arrows += len(blueprint.flows)
        ours = ours.plus(quality(layout(blueprint)))
        least = least.plus(best(blueprint, orders))
    own = f"{ours.crossings} | {ours.bends} | {ours.length:.0f} | {ours.through_boxes} | {ours.shared}"
    print(
        f"| {name} | {arrows} | {own} | {least.crossings} | {least.bends} | {least.length:.0f} |", flush=True
    )


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 20)
