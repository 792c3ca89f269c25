"""The style sheet of a picture: the tokens of its theme put into the rules of `svg.css`.

Comes in: a Style. Goes out: CSS. Every colour has a name, a token, and a value for light and for dark surroundings; the built-in tables
stand beside this file, and `theme_file` reads those and the user's. Deliberately absent: shapes.

What knows no style sheet sees the light colours as attributes of the elements (`presentation`). A sheet outweighs them where a page has
dark colours, or rules of its own for shapes and texts. It stands in one `@supports`, for drawing programs that obey `@media` without
knowing `var()` paint everything black; they pass over what they do not know. Dark colours are for screens alone. Where the reader's system
forces colours, it gets its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from blueprint.lane_kinds import LANE_KINDS
from blueprint.style import PLAIN, Style

from .contrast import GROUNDS
from .presentation import Presentation
from .theme_file import COLOUR, built_in

LIGHT = built_in("default").light
DARK = built_in("default").dark
FONTS = (
    'Inter,"Helvetica Neue",Helvetica,Arial,"Noto Sans","Noto Sans CJK SC","PingFang SC","Hiragino Sans",'
    '"Microsoft YaHei","Noto Sans Arabic",sans-serif'
)

#: Names of fonts need no quotes, and what has none can stand in attributes and in Markdown.
PLAIN_FONTS = FONTS.replace('"', "")
#: What keeps out all that a page hands down to what is in it, but whether that is shown and can be clicked: a page hides its parts by it.
#: `all` leaves direction out; the first colour of texts depends on the scheme, and the fonts are needed after it.
RESET = f"all:initial;color:#000;direction:ltr;visibility:inherit;pointer-events:inherit;font-family:{PLAIN_FONTS}"

#: How pages declare that they are light or dark; the first of each counts in every picture that follows its page.
_SAY_LIGHT = ("[data-theme=light]", "[data-md-color-scheme=default]", "[data-bs-theme=light]")
_SAY_DARK = ("[data-theme=dark]", "[data-md-color-scheme=slate]", "[data-bs-theme=dark]", ".dark")

#: Known to every program that knows custom properties, and to no other.
_GUARD = "@supports (fill:var(--a))"
#: Tokens of what lies behind texts, and of what is drawn lightly; all others are texts, lines and marks.
_BEHIND = {"card", "paper", *(ground for grounds in GROUNDS.values() for ground in grounds)}
_PALE = {"grid", "waiting"}


class Sheet(NamedTuple):
    """A style sheet, and the class that its rules are limited to, so that no rule affects a picture with another style."""

    scope: str
    text: str


def tables(style: Style) -> tuple[dict[str, str], dict[str, str]]:
    """The whole tables of light and dark colours of a Style; what the theme leaves out comes from the default theme.

    A style without dark colours looks the same in both. Raises ValueError for an unknown token and for what is no colour: nothing
    else may get into a style sheet.
    """
    for name, value in (*style.light.items(), *style.dark.items()):
        if name not in LIGHT or not COLOUR.fullmatch(value):
            raise ValueError(f"no token and colour of a theme: {name!r}: {value!r}")
    light = {**LIGHT, **style.light}
    if style.light and not style.dark:
        return light, light
    return light, {**DARK, **style.dark}


def fixed_table(style: Style) -> Mapping[str, str]:
    """The one table of colours for a picture that cannot follow its surroundings: light unless dark is asked for."""
    light, dark = tables(style)
    return dark if style.scheme == "dark" else light


def tokens(table: Mapping[str, str]) -> str:
    """The tokens of a table as declarations of CSS custom properties."""
    return "".join(f"--bp-{name}:{value};" for name, value in table.items())


def sheet(style: Style = PLAIN) -> Sheet:
    """The style sheet of a picture of that style."""
    light, dark = tables(style)
    return _sheet(style.scheme, tuple(light.items()), tuple(dark.items()))


def presentation(style: Style = PLAIN) -> Presentation:
    """The attributes of the elements of a picture of that style: its light colours, unless dark ones are asked for."""
    return _presentation(tuple(fixed_table(style).items()))


@cache
def _presentation(table: tuple[tuple[str, str], ...]) -> Presentation:
    return Presentation(_rules(), ".bp", {f"bp-{name}": colour for name, colour in table})


@cache
def _sheet(scheme: str, light: tuple[tuple[str, str], ...], dark: tuple[tuple[str, str], ...]) -> Sheet:
    text = f".bp{{{tokens(dict(dark if scheme == 'dark' else light))}}}" + _rules()
    if scheme in ("auto", "page") and light != dark:
        text += _switch(scheme, tokens(dict(light)), tokens(dict(dark)))
    text = f"{_GUARD}{{{text}{_forced(tuple(name for name, _ in light))}}}"
    # Named by its content, so that equal sheets share their rules and others share none.
    scope = f"bp-{sha256(text.encode()).hexdigest()[:6]}"
    return Sheet(scope, re.sub(r"\.bp(?![\w-])", f".{scope}", text))


@cache
def _rules() -> str:
    """The rules of all pictures, with the names of colours; `.bp` stands for the picture."""
    text = Path(__file__).with_name("svg.css").read_text(encoding="utf-8")
    lanes = "".join(
        f".bp .bp-band-{kind}{{fill:var(--bp-{kind})}}.bp .bp-accent-{kind}{{fill:var(--bp-{kind}-accent)}}"
        f".bp .bp-card-{kind}{{stroke:var(--bp-{kind}-accent)}}"
        for kind in LANE_KINDS
    )
    return text.replace("RESET", RESET).replace("\n", "") + lanes


def _switch(scheme: str, light: str, dark: str) -> str:
    """The rules by which the picture follows its surroundings on screens; paper is light."""
    heeded = 1 if scheme == "auto" else None
    says_light, says_dark = _SAY_LIGHT[:heeded], _SAY_DARK[:heeded]
    # A page with `auto` follows the system, and so do its pictures.
    system = ".bp" if scheme == "auto" else "[data-theme=auto] .bp"
    return (
        f"@media screen{{{_below(says_light, says_dark)}{{{light}}}{_below(says_dark, says_light)}{{{dark}}}}}"
        f"@media screen and (prefers-color-scheme:dark){{{system}{{{dark}}}}}"
    )


def _below(inner: tuple[str, ...], outer: tuple[str, ...]) -> str:
    """Selectors of pictures in parts of a page that declare one scheme, even where the page around them declares the other."""
    alone = [f"{text} .bp" for text in inner]
    within = [f"{other} {text} .bp" for text, other in zip(inner, outer, strict=False)]
    return ",".join(alone + within)


def _forced(names: tuple[str, ...]) -> str:
    """The reader's own colours, where the system forces them; browsers would force those of texts alone."""
    table = {name: _forced_colour(name) for name in names}
    # A name three times over outweighs the rules of the page's scheme.
    return (
        f"@media (forced-colors:active){{.bp,.bp *{{forced-color-adjust:none}}.bp.bp.bp{{{tokens(table)}}}"
        ".bp .bp-ring,.bp .bp-chevron{stroke:CanvasText}.bp .bp-track{fill:Canvas;stroke:GrayText}}"
    )


def _forced_colour(name: str) -> str:
    if name in _BEHIND:
        return "Canvas"
    if name in _PALE:
        return "GrayText"
    return "LinkText" if name == "failure" else "CanvasText"
