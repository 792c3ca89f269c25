"""Themes: tables of colours in TOML, our own and the user's.

Comes in: a name, or a text. Goes out: a whole table of tokens for light and one for dark, and diagnostics at the lines that are wrong
(BP030, errors) or make a text hard to read (BP031, warnings). A theme holds only colours, so a file from anywhere is harmless.
Deliberately absent: CSS (`sheet`), and reading files, which the command line does.

    extends = "default"      # what is not set here is as it is there; without it, everything has to be set

    [light]
    paper = "#ffffff"

    [dark]                   # or, before the tables: same = true, for a theme that looks the same in both
    paper = "#0f141d"
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from blueprint.diagnostics import Diagnostic, Severity, did_you_mean, error, ordered
from blueprint.lane_kinds import LANE_KINDS
from blueprint.lean_dataclasses import dataclass
from blueprint.source import Source, Span
from blueprint.words import Text, listing, phrase

from .contrast import LEAST, Weak, better, weak_pairs

BUILT_IN = ("default", "print", "blueprint")
COLOUR = re.compile("#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")

_KEYS = ("extends", "same", "light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """The colours of a picture, each table whole: token and `#rrggbb`."""

    light: Mapping[str, str]
    dark: Mapping[str, str]


def load_theme(theme: str | Source) -> tuple[Theme, list[Diagnostic]]:
    """A built-in theme by its name, or the theme that the text of a TOML file describes.

    With errors, the theme has what could be read, or is the default one. Warnings name texts that are hard to read.
    """
    if isinstance(theme, Source):
        return _Reader(theme).read()
    if theme in BUILT_IN:
        return built_in(theme), []
    place = Span(Source("--theme", theme), 0, len(theme))
    cure = did_you_mean(theme, BUILT_IN) or phrase("BP030.cure.names", names=listing(BUILT_IN, "comma"))
    return built_in("default"), [_problem(place, phrase("BP030.unknown", theme=theme), cure)]


@cache
def built_in(name: str) -> Theme:
    """The built-in theme of that name, one of BUILT_IN."""
    theme, problems = _Reader(Source(f"{name}.toml", _text(name))).read()
    assert not problems, problems[0].message
    return theme


@cache
def names() -> tuple[str, ...]:
    """All tokens: those of the default theme, and those of lanes that use the colours of others there."""
    return tuple(dict.fromkeys((*tomllib.loads(_text("default"))["light"], *_borrowed())))


def _borrowed() -> dict[str, str]:
    """The tokens of lanes that need no colours of their own, with the tokens whose colours they use."""
    return {
        f"{kind}{part}": f"{traits.tone}{part}"
        for kind, traits in LANE_KINDS.items()
        if traits.tone
        for part in ("", "-accent")
    }


def _text(name: str) -> str:
    return Path(__file__).with_name(f"{name}.toml").read_text(encoding="utf-8")


def _problem(span: Span, text: Text, cure: Text | None = None) -> Diagnostic:
    return error("BP030", span, text, cure)


class _Reader:
    """Reads one text."""

    def __init__(self, source: Source) -> None:
        self._source = source
        self._problems: list[Diagnostic] = []
        #: Where each line starts, and what it says.
        self._lines = [(found.start(), found[0]) for found in re.finditer(r"(?m:^)[^\r\n]*", source.text)]

    def read(self) -> tuple[Theme, list[Diagnostic]]:
        content = self._content()
        if self._problems:
            return built_in("default"), self._problems
        for key in content:
            if key not in _KEYS:
                cure = did_you_mean(key, _KEYS) or phrase("BP030.key.cure", keys=listing(_KEYS, "comma"))
                self._wording(key, None, phrase("BP030.key", key=key), cure)
        base = self._base(content)
        light = self._table("light", content, base.light if base else {})
        dark = light if self._is_same(content) else self._table("dark", content, base.dark if base else {})
        # Missing colours must not stop the drawing.
        rest = Theme(light={}, dark={}) if not self._problems else built_in("default")
        theme = Theme(light={**rest.light, **light}, dark={**rest.dark, **dark})
        if not self._problems:
            self._compare("light", theme.light, content)
            if not self._is_same(content):
                self._compare("dark", theme.dark, content)
        return theme, ordered(self._problems)

    def _compare(self, name: str, table: Mapping[str, str], content: Mapping[str, Any]) -> None:
        """Warn of texts that are hard to read on their grounds: once for each colour that this file sets, of the worst pair."""
        given = content.get(name, {})
        by_token: dict[str, list[Weak]] = {}
        for weak_pair in weak_pairs(table):
            by_token.setdefault(weak_pair.text if weak_pair.text in given else weak_pair.ground, []).append(
                weak_pair
            )
        for token, pairs in by_token.items():
            worst = min(pairs, key=lambda pair: pair.ratio)
            others = sorted(
                {pair.ground if token == pair.text else pair.text for pair in pairs if pair != worst}
            )
            text = phrase(
                "BP031",
                text=worst.text,
                ink=table[worst.text],
                ground=worst.ground,
                paper=table[worst.ground],
                table=name,
                ratio=f"{int(worst.ratio * 10) / 10:.1f}",
                least=f"{LEAST}",
            )
            if others:
                text = phrase("BP031.others", first=text, others=listing(tuple(others)))
            other = worst.seen if token == worst.text else table[worst.text]
            cure = phrase("BP031.cure", token=token, colour=better(table[token], other))
            span = self._place(token, name)
            self._problems.append(
                Diagnostic(code="BP031", severity=Severity.WARNING, statement=text, span=span, cure=cure)
            )

    def _content(self) -> dict[str, Any]:
        try:
            return tomllib.loads(self._source.text)
        except (ValueError, RecursionError) as problem:
            self._problems.append(self._no_toml(str(problem)))
            return {}

    def _no_toml(self, message: str) -> Diagnostic:
        """The TOML parser's message, which is the only thing that names the place."""
        place = re.search(r" \(at (?:line (\d+), column \d+|end of document)\)$", message)
        if place is None:
            return _problem(self._line_span(1), phrase("BP030.toml", reason=message))
        span = self._line_span(int(place[1]) if place[1] else len(self._lines))
        return _problem(span, phrase("BP030.toml", reason=message[: place.start()].lower()))

    def _base(self, content: Mapping[str, Any]) -> Theme | None:
        name = content.get("extends")
        if name is None:
            return None
        if isinstance(name, str) and name in BUILT_IN:
            return built_in(name)
        near = did_you_mean(str(name), BUILT_IN)
        cure = near or phrase("BP030.extends.cure", names=listing(BUILT_IN, "comma"))
        self._wording("extends", None, phrase("BP030.extends", theme=repr(name)), cure)
        return built_in("default")

    def _is_same(self, content: Mapping[str, Any]) -> bool:
        same = content.get("same", False)
        if not isinstance(same, bool):
            self._wording("same", None, phrase("BP030.same", value=repr(same)))
        elif same and "dark" in content:
            self._wording("same", None, phrase("BP030.both"), phrase("BP030.both.cure"))
        return same is True

    def _table(self, table: str, content: Mapping[str, Any], base: Mapping[str, str]) -> dict[str, str]:
        given = content.get(table, {})
        if not isinstance(given, dict):
            self._wording(
                table, None, phrase("BP030.table", table=table), phrase("BP030.table.cure", table=table)
            )
            given = {}
        found = dict(base)
        for token, value in given.items():
            if token not in names():
                self._wording(token, table, phrase("BP030.token", token=token), did_you_mean(token, names()))
            elif not isinstance(value, str) or not COLOUR.fullmatch(value):
                self._wording(token, table, phrase("BP030.colour", token=token), phrase("BP030.colour.cure"))
            else:
                found[token] = _whole(value)
        for token, lender in _borrowed().items():
            # A theme that sets these colours sets those of lanes that borrow them as well.
            if token not in given and lender in found and (lender in given or token not in found):
                found[token] = found[lender]
        if missing := [token for token in names() if token not in found and token not in given]:
            text = phrase("BP030.missing", table=table, tokens=listing(missing, "comma"))
            self._wording(table, None, text, phrase("BP030.missing.cure"))
        return {token: found[token] for token in names() if token in found}

    # ── places ───────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _wording(self, key: str, table: str | None, text: Text, cure: Text | None = None) -> None:
        self._problems.append(_problem(self._place(key, table), text, cure))

    def _place(self, key: str, table: str | None) -> Span:
        """The line where a key is set; TOML has many ways to write that; otherwise the first word with that name is taken."""
        word = re.escape(key)
        inside = None
        for number, (_, line) in enumerate(self._lines, 1):
            if header := re.match(r"""\s*\[\s*["']?(.+?)["']?\s*\]""", line):
                inside = header[1]
                if table is None and inside == key:
                    return self._line_span(number)
            elif inside == table and re.match(rf"""\s*["']?{word}["']?\s*=""", line):
                return self._line_span(number)
        first = re.search(rf"(?<![\w-]){word}(?![\w-])", self._source.text)
        return self._line_span(self._source.position(first.start())[0] if first else 1)

    def _line_span(self, number: int) -> Span:
        """A line without the blanks around it."""
        start, text = self._lines[number - 1]
        start += len(text) - len(text.lstrip())
        return Span(self._source, start, start + len(text.strip()))


def _whole(colour: str) -> str:
    """A colour with all its six digits, in small letters."""
    digits = colour[1:].lower()
    return "#" + (digits if len(digits) == 6 else "".join(digit * 2 for digit in digits))
