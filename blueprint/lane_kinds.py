"""The kinds of lanes: one row a kind, read by everything that treats lanes differently.

Comes in: nothing. Goes out: `LANE_KINDS`, by keyword, in the order in which kinds are listed. A kind is added by a row here, its name
in `LaneKind`, and its spellings in `grammar/keywords.tsv`; words and colours of its own are optional (CONTRIBUTING.md has the recipe).
Deliberately absent: spellings, colours and words, which stand with those of everything else.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

LaneKind = Literal[
    "evidence", "customer", "frontstage", "backstage", "support", "partner", "management", "notes"
]
#: The four parts of a service blueprint from top to bottom (Shostack 1984, Kingman-Brundage 1989), which the three lines divide.
Zone = Literal["customer", "frontstage", "backstage", "support"]
LineKind = Literal["interaction", "visibility", "internal interaction"]
#: What stands in a lane: actions, or one of the two sorts of things, through which nothing flows.
Contents = Literal["actions", "evidence", "notes"]


class Traits(NamedTuple):
    """What is true of all lanes of a kind.

    `zone` is where they belong, None where that is anybody's choice: rules and analyses treat all kinds of a zone alike. `is_public`:
    customers may read what stands in them. `is_default`: a file without `lanes` has one. `tone` is the kind whose colours they
    have in themes that give them none of their own.
    """

    zone: Zone | None = None
    holds: Contents = "actions"
    is_public: bool = False
    is_default: bool = False
    tone: LaneKind | None = None


LANE_KINDS: dict[LaneKind, Traits] = {
    "evidence": Traits(holds="evidence", is_public=True, is_default=True),
    "customer": Traits(zone="customer", is_public=True, is_default=True),
    "frontstage": Traits(zone="frontstage", is_public=True, is_default=True),
    "backstage": Traits(zone="backstage", is_default=True),
    "support": Traits(zone="support", is_default=True),
    "partner": Traits(),
    "management": Traits(),
    "notes": Traits(holds="notes"),
}
#: The terminals of the kinds in the grammar.
TERMINALS = tuple(kind.upper() for kind in LANE_KINDS)
#: What customers see happen, in blueprints with a line of visibility.
ONSTAGE: frozenset[Zone | None] = frozenset({"customer", "frontstage"})
#: The zones above and below each line.
LINES: dict[LineKind, tuple[Zone, Zone]] = {
    "interaction": ("customer", "frontstage"),
    "visibility": ("frontstage", "backstage"),
    "internal interaction": ("backstage", "support"),
}
