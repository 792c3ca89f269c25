"""The picture of a page once more, for paper: folded, and spread over sheets, where letters of the whole would be too small.

Comes in: a Drawing that the page shows, and a Style. Goes out: an `<svg>` element for each sheet, which only a printed page shows, and how
the sheets are turned. Cards are not drawn again but taken over from the picture on the screen (`<use>`), so that a page grows little.
Deliberately absent: where the picture is cut (`blueprint.layout.fold.pages`).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Literal, NamedTuple

from blueprint.drawing import CardShape, Drawing
from blueprint.layout.fold.pages import Pages, Sheet, on_paper
from blueprint.layout.sizes import MARGIN, TYPES
from blueprint.style import Style

from ..markup import number
from .picture import Svg, card_id

#: What A4 and Letter have in common, upright or lying, less margins of 8 mm and a small heading above the first sheet, in px.
_SHEET = (975.0, 716.0)
#: The smallest letters on paper, in px; 5 points.
_SMALLEST = 5.0 / 0.75


Turn = Literal["upright", "lying", "large-upright", "large-lying"]
#: A3 is so much larger than A4.
_LARGER = 2**0.5


class Paper(NamedTuple):
    """A sheet of paper: how it is turned, and the picture on it."""

    turn: Turn
    picture: str


class Printed(NamedTuple):
    """The sheets; none where the picture on the screen is printed as it is, on a sheet that is turned so."""

    sheets: tuple[Paper, ...]
    turn: Turn


def printed(drawing: Drawing, style: Style) -> Printed:
    """The picture as it is printed."""
    least = _SMALLEST / min(kind.size for kind in TYPES.values())
    # The page has a title of its own.
    untitled = replace(drawing, title=())
    pages = on_paper(untitled, Sheet(*_SHEET, least), may_fold=not drawing.parts)
    if len(pages.drawings) == 1 and len(pages.drawings[0].parts) == len(drawing.parts):
        return Printed((), "lying" if pages.sheet.width > pages.sheet.height else "upright")
    cards = {card.key: card for card in drawing.cards}
    sheets = tuple(_paper(page, cards, style, pages) for page in pages.drawings)
    return Printed(sheets, sheets[0].turn)


def _paper(page: Drawing, cards: Mapping[str, CardShape], style: Style, pages: Pages) -> Paper:
    """A page as it was meant; where letters were too small so, turned as is best for this page alone, on A3 if there is no other way."""
    if pages.is_legible:
        turn: Turn = "lying" if pages.sheet.width > pages.sheet.height else "upright"
        return Paper(turn, _Sheet(page, cards, style, pages.scale).draw())
    own = replace(page, width=_width(page))
    long, short = _SHEET
    upright = min(1.0, short / own.width, long / own.height)
    lying = min(1.0, long / own.width, short / own.height)
    turn, scale = ("lying", lying) if lying > upright else ("upright", upright)
    if scale < pages.sheet.least:
        scale = min(1.0, scale * _LARGER)
        turn = "large-lying" if turn == "lying" else "large-upright"
    return Paper(turn, _Sheet(own, cards, style, scale).draw())


def _width(page: Drawing) -> float:
    """How wide a page is that has narrower parts than others."""
    rights = [lane.box.right for lane in page.lanes]
    rights += [item.line.x + item.line.width for item in page.legend]
    rights += [line.left + line.width for line in page.title]
    return min(max(rights, default=page.width) + MARGIN, page.width)


class _Sheet(Svg):
    """One sheet: everything but the cards is drawn."""

    def __init__(self, drawing: Drawing, cards: Mapping[str, CardShape], style: Style, scale: float) -> None:
        super().__init__(drawing, {}, style, is_file=False, ids="")
        self._cards = cards
        self._scale = scale

    def draw(self) -> str:
        """The `<svg>` element, as large as it is on paper."""
        wide, high = number(self._drawing.width), number(self._drawing.height)
        with self._out.inside(
            "svg",
            class_=f"bp {self._sheet.scope}",
            width=number(self._drawing.width * self._scale),
            height=number(self._drawing.height * self._scale),
            viewBox=f"0 0 {wide} {high}",
            aria_hidden="true",
        ):
            self._texts(self._drawing.title)
            self._behind()
            self._rows()
            for card in self._drawing.cards:
                self._card(card)
            self._over()
        return str(self._out)

    def _card(self, card: CardShape) -> None:
        before = self._cards[card.key].box
        self._out.empty("use", href=f"#{card_id(card.key)}", x=card.box.x - before.x, y=card.box.y - before.y)
        self._out.line()
