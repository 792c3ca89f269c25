"""Which part of a blueprint is drawn, and how it is broken into rows.

Comes in: wishes. Goes out: a value that the layout takes, and a Blueprint that holds the part alone. Deliberately absent: looks
(`blueprint.style`) and places (`blueprint.layout`).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

#: The rows under the lanes, and what else can be left out.
Row = Literal["title", "phases", "emotion", "time", "metrics", "legend"]
ROWS: tuple[Row, ...] = ("title", "phases", "emotion", "time", "metrics", "legend")


@dataclass(frozen=True, slots=True, kw_only=True)
class View:
    """A part of a picture; the whole one by default.

    `fold` is the width in px beyond which the picture is broken at steps into parts that stand under each other. `only` names a
    phase or a step, `lanes` the lanes to draw (keys; all of them if empty), `customer` leaves out what lies below the line of
    visibility, `without` names rows.
    """

    fold: float | None = None
    only: str | None = None
    lanes: tuple[str, ...] = ()
    customer: bool = False
    without: frozenset[Row] = frozenset()


WHOLE = View()
