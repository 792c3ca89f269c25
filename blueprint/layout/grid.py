"""Which cell of the grid everything stands in.

Comes in: a Blueprint. Goes out: a column and a row for every action and thing. Rows count over all lanes from top to bottom: a lane
whose cells hold several cards has several rows. Columns are those of docs/language.md, "Columns". Deliberately absent: pixels.
"""

from __future__ import annotations

from collections.abc import Sequence

from ..model import Action, Blueprint, Flow, Thing


class Grid:
    """The cells. `occupied_rows[c]` and `occupied_columns[r]` are bit sets, so that checking a row takes one operation."""

    def __init__(
        self,
        blueprint: Blueprint,
        whole: Blueprint | None = None,
        before: Sequence[str] = (),
        behind: Sequence[str] = (),
    ) -> None:
        """`whole` is the blueprint that this one is a part of: cards stand in the order of columns that they have there.

        `before` and `behind` are the keys of stubs, which stand in a column before all steps and in one behind them.
        """
        self._blueprint = blueprint
        self._whole = whole or blueprint
        self.column: dict[str, int] = {}
        self.row: dict[str, int] = {}
        #: First column and number of columns of each step.
        self.step_columns: dict[str, tuple[int, int]] = {}
        #: First row and number of rows of each lane.
        self.lane_rows: dict[str, tuple[int, int]] = {}
        self.columns = 0
        self.rows = 0
        self._into: dict[str, list[Flow]] = {}
        for flow in self._whole.flows:
            self._into.setdefault(flow.target, []).append(flow)
        self._place_stubs(before)
        for step in blueprint.steps:
            self._place_step(step)
        self._place_stubs(behind)
        self._place_lanes()
        self.occupied_rows = [0] * self.columns
        self.occupied_columns = [0] * self.rows
        for key, column in self.column.items():
            self.occupied_rows[column] |= 1 << self.row[key]
            self.occupied_columns[self.row[key]] |= 1 << column

    def _place_stubs(self, keys: Sequence[str]) -> None:
        self.column.update(dict.fromkeys(keys, self.columns))
        self.columns += bool(keys)

    def _place_step(self, key: str) -> None:
        step, actions = self._whole.steps[key], self._whole.actions
        everywhere: dict[str, int] = {}
        self._filled: dict[str, frozenset[str]] = {}
        for name in step.actions:
            everywhere[name] = self._column_of(actions[name], everywhere)
        for name in step.things:
            at = self._whole.things[name].at
            # What belongs to an action of another step stands in its own step's first column.
            everywhere[name] = everywhere.get(at, 0) if at else 0
        within = self._shown(everywhere)
        width = max(within.values(), default=0) + 1
        self.step_columns[key] = (self.columns, width)
        for name, column in within.items():
            self.column[name] = self.columns + column
        self.columns += width

    def _shown(self, columns: dict[str, int]) -> dict[str, int]:
        """The columns of the cards that are shown, without empty columns."""
        shown = {
            name: column
            for name, column in columns.items()
            if name in self._blueprint.actions or name in self._blueprint.things
        }
        order = {column: index for index, column in enumerate(sorted(set(shown.values())))}
        return {name: order[column] for name, column in shown.items()}

    def _column_of(self, action: Action, placed: dict[str, int]) -> int:
        """The latest column of the actions that lead here, or the next one where one of them already stands in this lane and column.

        Whether it leads here at once or through others makes no difference: an arrow back to a lane opens the next column.
        """
        leading = [flow.source for flow in self._into.get(action.key, ()) if flow.source in placed]
        own = frozenset({action.lane})
        latest = max((placed[key] for key in leading), default=0)
        # Columns never fall along arrows, so what leads here through this column ends with one of these.
        filled = own.union(*(self._filled[key] for key in leading if placed[key] == latest))
        taken = any(action.lane in self._filled[key] for key in leading if placed[key] == latest)
        self._filled[action.key] = own if taken else filled
        return latest + 1 if taken else latest

    def _place_lanes(self) -> None:
        stacked: dict[str, dict[int, list[str]]] = {lane: {} for lane in self._blueprint.lanes}
        for key in self._reading_order():
            stacked[self._lane(key)].setdefault(self.column[key], []).append(key)
        for lane, cells in stacked.items():
            height = max((len(cell) for cell in cells.values()), default=0)
            self.lane_rows[lane] = (self.rows, max(height, 1))
            for cell in cells.values():
                for offset, key in enumerate(cell):
                    self.row[key] = self.rows + offset
            self.rows += max(height, 1)

    def _reading_order(self) -> list[str]:
        places = {**self._blueprint.actions, **self._blueprint.things}
        return sorted(self.column, key=lambda key: places[key].span.start)

    def _lane(self, key: str) -> str:
        place: Action | Thing = self._blueprint.actions.get(key) or self._blueprint.things[key]
        return place.lane

    def row_is_free(self, row: int, first: int, last: int) -> bool:
        """Whether no card stands in the columns first … last of a row (both included; none where last < first)."""
        return not self.occupied_columns[row] >> first & ((1 << max(last - first + 1, 0)) - 1)

    def column_is_free(self, column: int, first: int, last: int) -> bool:
        """Whether no card stands in the rows first … last of a column."""
        return not self.occupied_rows[column] >> first & ((1 << max(last - first + 1, 0)) - 1)
