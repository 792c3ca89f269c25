"""The style sheet of our pages, in the colours and fonts of the picture.

Comes in: rules, and whether the page is light or dark. Goes out: the text of a style sheet. Deliberately absent: the picture's own sheet.
"""

from __future__ import annotations

import re
from functools import cache

from blueprint.lane_kinds import LANE_KINDS
from blueprint.style import Scheme

from ..themes.presentation import Presentation
from ..themes.sheet import DARK, FONTS, LIGHT, tokens
from .environment import read_shared

#: Our style sheets, in their order in the page.
_SHEETS = ("page.css", "summary.css", "charts.css", "work.css", "interactive.css")

#: Where in them the rules of the kinds of lanes stand.
_LANES = "/* lanes: a rule for each kind */\n"
#: The tokens of light pages.
_ROOT = re.compile(r":root \{([^}]*)\}")
#: When the page is dark, here and in `page.css`, unless its scheme is fixed.
_DARK = "screen and (prefers-color-scheme: dark)"


def rules_of_pages() -> str:
    """The rules that all pages share; colours and fonts come before them (`sheet_of_page`)."""
    return "".join(map(read_shared, _SHEETS)).replace(_LANES, _rules_of_lanes())


def _rules_of_lanes() -> str:
    """The colour mark before the name of a lane."""
    return "".join(
        f".lane-{kind}::before {{ background: var(--bp-{kind}-accent); }}\n"
        for kind, traits in LANE_KINDS.items()
        if traits.holds == "actions"
    )


@cache
def looks_of_charts() -> Presentation:
    """The light looks of the elements of charts, for where the style sheet is dropped."""
    values = {f"bp-{name}": colour for name, colour in LIGHT.items()}
    own = _ROOT.search(read_shared("page.css"))
    assert own, "page.css begins with the tokens of pages"
    values |= dict(re.findall(r"--([\w-]+):([^;]+);", own[1]))
    return Presentation(read_shared("charts.css"), ".chart", values)


def sheet_of_page(scheme: Scheme, rules: str) -> str:
    """A style sheet, in the colours and fonts of a picture of the default theme. Paper is always white."""
    dark = f"@media {_DARK}{{:root{{{tokens(DARK)}}}}}"
    text = f":root{{--fonts:{FONTS};{tokens(LIGHT)}}}\n{dark}\n{rules}"
    if scheme == "auto":
        return text
    # No surrounding page sets the scheme.
    return text.replace(_DARK, "all" if scheme == "dark" else "not all")
