"""Texts that want to be more than texts, put into every field of a Blueprint that holds one.

Comes in: a compiled file. Goes out: the same with every string of its model followed by markup, scripts, links and the rest. Fields are
found by walking the dataclasses, so that one that is added tomorrow is poisoned too. Left alone: dates and words out of a fixed list
(`Literal`), for the language lets nothing else stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from blueprint import model

OWN = "window.__owned=1;document.title='owned';alert(1)"
HOSTILE = (
    f"</style></title></textarea></script></svg>]]>--><script>{OWN}</script><img src=x onerror={OWN}>"
    f"<svg onload={OWN}><a href=javascript:{OWN}>x</a></svg><iframe src=//evil.example></iframe>"
    f"<link rel=stylesheet href=//evil.example><meta http-equiv=refresh content='0;url=//evil.example'>"
    f"<form action=//evil.example></form><base href=//evil.example>\" onmouseover={OWN} ' onfocus={OWN} autofocus x=`"
    " javascript:alert(2) {{ 1234*3 }} {% raw %} {# # #} {0} %s */}*{background:url(//evil.example)}"
    " &lt;script&gt; &#x3c;script&#62; &colon; \u202eright to left\u2066 \u200b <!--"
)
#: What no file can hold, and a Blueprint made by a program can.
UNPRINTABLE = "\x00\x1b\x7f\x9b\ufffe"
_DATES = {"date", "due", "start", "end"}


def texts_of(cls: type) -> list[str]:
    """The fields of a class of the model that hold texts of any kind, one or many."""
    return [name for name, hint in _hints(cls).items() if name not in _DATES and _holds_text(hint)]


def classes() -> Iterator[type]:
    """The classes of the model that things are made of: those that no other one is based on."""
    every = [
        one
        for one in vars(model).values()
        if isinstance(one, type) and is_dataclass(one) and one.__module__ == model.__name__
    ]
    return (one for one in every if not any(one in other.__bases__ for other in every))


def poisoned(value: Any, payload: str) -> Any:
    """A value of the model with all its texts poisoned; keys too, all in the same way, so that they still lead somewhere."""
    if isinstance(value, dict):
        return {_changed(key, payload): poisoned(one, payload) for key, one in value.items()}
    if type(value) is tuple:
        return tuple(poisoned(one, payload) for one in value)
    if not _is_of_model(value):
        return value
    texts = set(texts_of(type(value)))
    changes = {}
    for one in fields(value):
        old = getattr(value, one.name)
        is_text = one.name in texts and not isinstance(old, dict)
        changes[one.name] = _changed(old, payload) if is_text else poisoned(old, payload)
    return replace(value, **changes)


def filled(value: Any) -> Iterator[tuple[str, str]]:
    """The class and the name of every field below a value that holds anything."""
    if isinstance(value, dict):
        value = tuple(value.values())
    if type(value) is tuple:
        for one in value:
            yield from filled(one)
    elif _is_of_model(value):
        for one in fields(value):
            if getattr(value, one.name):
                yield type(value).__name__, one.name
                yield from filled(getattr(value, one.name))


def in_source(text: str, payload: str) -> str:
    """The text of a file with the payload in each of its quoted strings, so that parser and checks meet it as well."""
    escaped = payload.replace("\\", "\\\\").replace('"', '\\"')
    return re.sub(r'"((?:[^"\\]|\\.)*)"', lambda found: f'"{found[1]}{escaped}"', text)


def _changed(value: Any, payload: str) -> Any:
    if isinstance(value, str):
        return value + payload
    return tuple(one + payload for one in value) if type(value) is tuple else value


def _is_of_model(value: Any) -> bool:
    return is_dataclass(value) and type(value).__module__ == model.__name__


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls, vars(model))


def _holds_text(hint: Any) -> bool:
    return hint is str or (get_origin(hint) is not Literal and any(map(_holds_text, get_args(hint))))
