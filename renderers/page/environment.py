"""The template environment of all pages: every value that is put into one is escaped here.

Comes in: a function that finds templates by name. Goes out: the environment that fills them in. Deliberately absent: templates, and
what is put into them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup

from blueprint.words.bidi import in_order

#: What HTML forbids in a text, or browsers drop: most control characters, surrogates, non-characters.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")

_FOLDER = Path(__file__).parent


def environment(read: Callable[[str], str]) -> Environment:
    """Templates that escape whatever is put into them; `read` finds their texts by name."""
    made = Environment(
        loader=FunctionLoader(read),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=visible,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.filters["ordered"] = in_order
    return made


def read_shared(name: str) -> str:
    """A template or a style sheet that all pages share, by its name."""
    return (_FOLDER / name).read_text(encoding="utf-8")


def visible(value: object) -> object:
    """A text in which visible signs replace the characters that HTML forbids."""
    # Most texts have none, and this is asked of every one that a page has.
    if not isinstance(value, str) or isinstance(value, Markup) or value.isprintable():
        return value
    return _FORBIDDEN.sub(lambda found: _picture_of(found[0]), value)


def _picture_of(char: str) -> str:
    """The control picture of an ASCII control character, the replacement character for anything else."""
    if ord(char) < 0x20:
        return chr(0x2400 + ord(char))
    return "\u2421" if char == "\x7f" else "\ufffd"
