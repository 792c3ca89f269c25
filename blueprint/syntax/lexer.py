r"""The lexer: a text cut into tokens, before it is known which words are keywords.

Comes in: a source. Goes out: tokens and comments. Whether a word is a keyword or a name depends on where it stands; the parser
decides with the `terminals` of a token, the most specific first. So keywords stay usable as names, and one pattern serves the
whole language (150 keyword patterns for each of 200 parser states cost 30 ms at every start).

Outside strings, full-width punctuation and digits mean their ASCII twins. All of them are one character long, so offsets stay
right. It never fails: what cannot be read becomes a token of a `BAD_…` kind that no grammar rule takes.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from ..source import Source, Span
from .nodes import Comment

_FULL_WIDTH = "，；｛｝：％０１２３４５６７８９－＋＞＜～！．＃（）／＝＿、"
_ASCII = ",;{}:%0123456789-+><~!.#()/=_,"
_SPACES = "\u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u202f\u205f\u3000"
TWINS = str.maketrans(_FULL_WIDTH + _SPACES, _ASCII + " " * len(_SPACES))

#: What separates words and has no meaning of its own.
BLANKS = " \t\f\v" + _SPACES

_TOKEN = re.compile(
    r"""
    (?P<space>[ \t\f\v]+|\A\ufeff)
  | (?P<eos>[;\r\n])
  | (?P<comment>\#[^\r\n]*)
  | (?P<merge>(?<![^\r\n])(?:<{7}|={7}|>{7}|\|{7})(?![<=>|])[^\r\n]*)
  | (?P<slashes>//[^\r\n]*)
  | (?P<long>\"{3}(?:[^\\"]|\\.|"(?!""))*\"{3})
  | (?P<open_long>\"{3}[^\r\n]*)
  | (?P<text>"(?:[^"\\\r\n]|\\[^\r\n])*"|“(?:[^”\\\r\n]|\\[^\r\n])*”|「(?:[^」\\\r\n]|\\[^\r\n])*」)
  | (?P<open>["“「][^\r\n]*)
  | (?P<date>\d{4}-\d\d-\d\d(?![\w-]))
  | (?P<number>[+-]?\d(?:\w|\.(?=\d))*%?)
  | (?P<compound>SPECIAL_WORDS)
  | (?P<word>\w+)
  | (?P<arrow><?(?:-{2,}|=+)>{1,2}|->>|<(?:-+|=+)(?![->=])|[→⇒⟶➔])
  | (?P<sign>\.\.|<->|->|~>|!>|-{3,}|[{},.])
  | (?P<bad>.)
    """.replace("SPECIAL_WORDS", r"as-is(?![\w-])|to-be(?![\w-])|internal[ \t]+interaction(?!\w)"),
    re.VERBOSE | re.DOTALL,
)


@cache
def _without_long() -> re.Pattern[str]:
    return re.compile(_TOKEN.pattern.replace("(?P<long>", "(?P<long>(?!)"), re.VERBOSE | re.DOTALL)


_SIGNS = {
    "..": "DOTS", "<->": "BOTH", "->": "THEN", "~>": "MESSAGE", "!>": "INSTEAD",
    "{": "LBRACE", "}": "RBRACE", ",": "COMMA", ".": "DOT",
}  # fmt: skip
#: A duration as it is written.
DURATION = re.compile(r"(?:[0-9]+(?:\.[0-9]+)?(?:分钟|小时|[smhdw秒分天周]))+")
_NUMBER = re.compile(r"[+-]?[0-9]+(?:\.[0-9]+)?")
# Arrows of other tools as well: a line with one of them is meant as a link, too.
_ARROW_BEHIND = re.compile(r"[ \t]*(?:<->|->|~>|!>|<?(?:-{2,}|=+)>|[→⇒⟶➔])")
_DOT_BEHIND = re.compile(r"[ \t]*\.(?!\.)")
# These begin a statement at the start of any line, even before an arrow: recovery goes on from them.
ANCHORS = frozenset({"BLUEPRINT", "LANES", "PHASE", "STEP"})


class Token(NamedTuple):
    """A token: the terminals that it may be, the first that the parser can take counts, and where it stands.

    `text` is what was read, in ASCII twins, names in NFC; strings are as written.
    """

    terminals: tuple[str, ...]
    text: str
    span: Span


class Lexer:
    """Cuts one source; use `tokens()` once, then `comments`."""

    def __init__(self, source: Source, keywords: Mapping[str, str]) -> None:
        """`keywords` gives the terminal of every spelling."""
        self._source = source
        self._keywords = keywords
        self._text = source.text if source.text.isascii() else source.text.translate(TWINS)
        self._tokens: list[Token] = []
        self.comments: list[Comment] = []

    def tokens(self) -> list[Token]:
        """All tokens, with a last one for the end of the text."""
        text, match = self._text, _TOKEN.match
        at, end = 0, len(text)
        while at < end:
            found = match(text, at)
            assert found is not None, "the last alternative takes any character"
            kind = str(found.lastgroup)
            if kind == "open_long":
                # Where one long text has no end, no later one has; searching every time would take quadratic time.
                match = _without_long().match
            at = self._take(kind, at, found.end())
        # A last line without an end is read like any other.
        self._end_of_statement(end, end)
        self._add(("$END",), "", end, end)
        return self._tokens

    def _take(self, kind: str, start: int, end: int) -> int:
        if kind == "word" or kind == "compound":
            return self._word(start, end)
        if kind == "eos":
            self._end_of_statement(start, end)
        elif kind == "comment":
            span = Span(self._source, start, end)
            self.comments.append(Comment(text="#" + span.text[1:].rstrip(), span=span))
        elif kind != "space":
            self._add(_terminals(kind, self._text[start:end]), self._text[start:end], start, end)
        return end

    def _word(self, start: int, end: int) -> int:
        end = self._with_marks(end)
        word = self._text[start:end]
        if not (word[0].isalpha() or word[0] == "_"):
            self._add(("BAD_CHARACTER",), word, start, end)
            return end
        keyword = self._keywords.get(" ".join(word.split()))
        if not word.isascii():
            from unicodedata import normalize

            word = normalize("NFC", word)
            keyword = keyword or self._keywords.get(word)
        # A keyword of two words, or with a hyphen, is never a name.
        compound = keyword and not word.isidentifier() and word.isascii()
        self._add((str(keyword),) if compound else self._readings(keyword, end), word, start, end)
        return end

    def _readings(self, keyword: str | None, end: int) -> tuple[str, ...]:
        readings: list[str] = []
        at_line_start = not self._tokens or self._tokens[-1].terminals[0] in ("EOS", "LBRACE")
        if keyword and at_line_start and keyword in ANCHORS:
            return (keyword,)
        if _ARROW_BEHIND.match(self._text, end):
            readings.append("ORIGIN")
        elif _DOT_BEHIND.match(self._text, end):
            readings.append("QUALIFIER")
        if keyword:
            readings.append(keyword)
        return (*readings, "NAME")

    def _with_marks(self, end: int) -> int:
        """The end of a word with the combining marks that Python's `\\w` leaves out."""
        text = self._text
        while end < len(text) and text[end] > "\u02ff":
            from unicodedata import category

            if category(text[end])[0] != "M" and not text[end].isalnum():
                break
            end += 1
            while end < len(text) and (text[end].isalnum() or text[end] == "_"):
                end += 1
        return end

    def _end_of_statement(self, start: int, end: int) -> None:
        if self._tokens and self._tokens[-1].terminals[0] != "EOS":
            self._add(("EOS",), self._text[start:end], start, end)

    def _add(self, terminals: tuple[str, ...], text: str, start: int, end: int) -> None:
        if terminals[0] == "STRING":
            text = self._source.text[start:end]
        self._tokens.append(Token(terminals, text, Span(self._source, start, end)))


def _terminals(kind: str, text: str) -> tuple[str, ...]:
    if kind == "number":
        return (_number(text),)
    if kind == "sign":
        return (_SIGNS.get(text, "DASHES"),)
    return (
        {
            "text": "STRING",
            "long": "STRING",
            "date": "DATE",
            "open": "BAD_STRING",
            "open_long": "BAD_STRING",
            "merge": "BAD_MERGE",
            "slashes": "BAD_COMMENT",
            "arrow": "BAD_ARROW",
        }.get(kind, "BAD_CHARACTER"),
    )


def _number(text: str) -> str:
    if _NUMBER.fullmatch(text):
        return "NUMBER"
    if text.endswith("%") and _NUMBER.fullmatch(text[:-1]):
        return "PERCENT"
    return "DURATION" if DURATION.fullmatch(text) else "BAD_NUMBER"
