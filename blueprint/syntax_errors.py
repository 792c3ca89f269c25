"""What is said of a text that the grammar does not take.

Comes in: the token that does not fit, what stands around it, what could stand there. Goes out: a diagnostic in the user's words.
The mistakes that people make most have sentences of their own. Deliberately absent: names of terminals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import NamedTuple

from .diagnostics import Diagnostic, Label, did_you_mean, error, nearest
from .grammar import keywords, terminals_by_spelling
from .lexer import Token
from .messages import Text
from .source import Span

_ARROWS = frozenset({"THEN", "BOTH", "MESSAGE", "INSTEAD"})
_CARDS = {"FAIL": "fail point", "PAIN": "pain", "IDEA": "idea", "QUESTION": "question", "POLICY": "policy",
          "NOTE": "note", "SEE": "link"}  # fmt: skip
_OF_ACTIONS = frozenset(
    [
        "BY",
        "VIA",
        "USING",
        "TIME",
        "WAIT",
        "STANDARD",
        "CRITICAL",
        "EMOTION",
        "DECISION",
        "END",
        "INPUT",
        "OUTPUT",
        "LBRACE",
    ]
)
_LANE_KINDS = frozenset(
    ["EVIDENCE", "CUSTOMER", "FRONTSTAGE", "BACKSTAGE", "SUPPORT", "PARTNER", "MANAGEMENT", "NOTES"]
)
_PLAIN = {
    "NAME": "a name", "STRING": 'a text in "…"', "NUMBER": "a number", "PERCENT": "a percentage such as 85%",
    "DURATION": "a duration such as 30s or 5m", "DATE": "a date such as 2026-12-31", "EOS": "the end of the line",
    "LBRACE": "'{'", "RBRACE": "'}'", "COMMA": "','", "DASHES": "'---'", "$END": "the end of the file",
    "DOTS": "'..'", "DOT": "'.'",
}  # fmt: skip
_FROM_TO = frozenset("-~–—至到")
_KEYWORD_AND_NUMBER = re.compile(r"(\D+?)([0-9]\w*)")
_DECLARED = {"BY": "role", "VIA": "channel", "USING": "system", "FOR": "persona", "TRACKS": "metric"}
_LIKE_ARROWS = frozenset("-=→⇒⟶—–>")
# More possibilities than this are no help; then only their kinds are named.
_MOST_NAMED = 9


class Trouble(NamedTuple):
    """A mistake in hand: the tokens, the index of the one that does not fit, the symbols read so far, what may stand here.

    `unclosed` is the number of blocks that should have been closed in front of that token.
    """

    tokens: Sequence[Token]
    at: int
    symbols: Sequence[str]
    expected: Sequence[str]
    unclosed: int = 0

    @property
    def token(self) -> Token:
        """The token that does not fit."""
        return self.tokens[self.at]

    @property
    def guess(self) -> str | None:
        """The terminal of the keyword that a word was perhaps meant to be."""
        if self.token.terminals[-1] != "NAME":
            return None
        near = nearest(self.token.text, _spellings(self.expected))
        return terminals_by_spelling()[near] if near else None

    @property
    def kind(self) -> str:
        """What that token is, before anybody asks whether it is a keyword."""
        return self.token.terminals[0]

    @property
    def before(self) -> Token | None:
        """The token in front of it."""
        return self.tokens[self.at - 1] if self.at else None

    @property
    def after(self) -> Token | None:
        """The token behind it."""
        return self.tokens[self.at + 1] if self.at + 1 < len(self.tokens) else None


def describe(trouble: Trouble) -> Diagnostic:
    """The diagnostic of a mistake."""
    for look in _LOOKS:
        found = look(trouble)
        if found:
            return found
    return _unexpected(trouble)


def _unclosed_text(trouble: Trouble) -> Diagnostic | None:
    if trouble.kind != "BAD_STRING":
        return None
    quote = trouble.token.text[0]
    close = {"“": "”", "「": "」"}.get(quote, '"')
    span = trouble.token.span
    if trouble.token.text.startswith('"""'):
        return error("BP003", span, 'the text that begins with """ has no end', 'close it with """')
    hint = f'a text ends on its own line with {close}; for several lines use """…"""'
    return error("BP003", span, "this text is not closed", hint)


def _bad_number(trouble: Trouble) -> Diagnostic | None:
    if trouble.kind != "BAD_NUMBER":
        return None
    text = trouble.token.text
    hint = "durations are written 45s, 30m, 2h, 1h30m, 3d, 1w; percentages 85%; names begin with a letter"
    return error("BP004", trouble.token.span, f"'{text}' is neither a number nor a duration", hint)


def _hyphen_in_name(trouble: Trouble) -> Diagnostic | None:
    """`check-in` comes as a name, a stray `-` (or a negative number), and another word."""
    before, token, after = trouble.before, trouble.token, trouble.after
    if before is None or before.terminals[-1] != "NAME" or not token.text.startswith("-"):
        return None
    if trouble.kind in _ARROWS or before.span.end != token.span.start:
        return None
    end = token.span
    if after and after.span.start == token.span.end and after.terminals[-1] == "NAME":
        end = after.span
    whole = before.span.to(end)
    hint = f"a name has letters, digits and '_': write {whole.text.replace('-', '_')}"
    return error("BP005", whole, f"'{whole.text}' is not a name", hint)


def _bad_character(trouble: Trouble) -> Diagnostic | None:
    if trouble.kind != "BAD_CHARACTER":
        return None
    text = trouble.token.text
    shown = f"'{text}'" if text.isprintable() else f"the character U+{ord(text[0]):04X}"
    hint = "texts stand in \"…\"; a comment begins with '#'"
    if text == ":":
        hint = "leave the colon out: a keyword and its value stand side by side"
    elif text in _LIKE_ARROWS:
        hint = "an arrow is ->, <->, ~> or !>"
    return error("BP002", trouble.token.span, f"{shown} has no meaning here", hint)


def _unit(trouble: Trouble) -> Diagnostic | None:
    if trouble.kind != "NUMBER" or "DURATION" not in trouble.expected:
        return None
    number, after = trouble.token, trouble.after
    if after and after.text in (
        "s",
        "m",
        "h",
        "d",
        "w",
        "秒",
        "分",
        "分钟",
        "小时",
        "天",
        "周",
        "min",
        "sec",
    ):
        unit = {"min": "m", "sec": "s"}.get(after.text, after.text)
        span = number.span.to(after.span)
        hint = f"a number and its unit are one word: {number.text}{unit}"
        return error("BP004", span, f"'{span.text}' is not a duration", hint)
    hint = f"write {number.text}s, {number.text}m or {number.text}h"
    return error("BP004", number.span, f"the duration {number.text} has no unit", hint)


def _arrow(trouble: Trouble) -> Diagnostic | None:
    """A chain of arrows, or an arrow with nothing behind it."""
    before = trouble.before
    if trouble.kind in ("EOS", "$END", "RBRACE") and before and before.terminals[0] in _ARROWS:
        hint = "behind it belongs an action's name, or a lane and the text of a new action"
        return error("BP007", before.span, "the arrow leads nowhere", hint)
    if trouble.kind in _ARROWS and "target_action" in trouble.symbols[-2:]:
        hint = "one arrow a line: write `a -> b` and `b -> c`; several targets as `a -> b, c`"
        return error("BP007", trouble.token.span, "a second arrow in one link", hint)
    if trouble.kind in _ARROWS and before and before.terminals[0] == "ORIGIN":
        hint = "one arrow a line: write `a -> b` and `b -> c`; several targets as `a -> b, c`"
        return error("BP007", trouble.token.span, "a second arrow in one link", hint)
    return None


def _brace(trouble: Trouble) -> Diagnostic | None:
    before = trouble.before
    if trouble.kind == "LBRACE" and before is not None and before.terminals[0] in ("EOS", "LBRACE"):
        hint = "put it at the end of the line before, behind the statement that it belongs to"
        return error("BP006", trouble.token.span, "'{' stands on a line of its own", hint)
    if trouble.kind == "EOS" and "LBRACE" in trouble.expected:
        word = _statement_word(trouble)
        if trouble.after and trouble.after.terminals[0] == "LBRACE":
            hint = f"put it at the end of the line of the {word}"
            return error("BP006", trouble.after.span, "'{' stands on a line of its own", hint)
        at = _behind(trouble)
        hint = f"write {word} … {{ on one line, then what it holds, then }}"
        return error("BP006", at, f"'{word}' has no '{{'", hint)
    if trouble.unclosed:
        word = trouble.token.text
        label = Label(trouble.token.span, f"a {word} begins here")
        return error(
            "BP006",
            _opening(trouble),
            "this block is not closed",
            f"close it with '}}' before the {word}",
            [label],
        )
    if trouble.kind == "$END" and open_blocks(trouble.symbols):
        return error("BP006", _opening(trouble), "this block is not closed", "close it with '}'")
    if trouble.kind == "RBRACE" and not open_blocks(trouble.symbols):
        return error(
            "BP006", trouble.token.span, "'}' closes nothing", "delete it, or look for a missing '{' above"
        )
    return None


def open_blocks(symbols: Sequence[str]) -> int:
    """How many of the blocks that were opened are still open."""
    return symbols.count("LBRACE") - symbols.count("RBRACE")


def _inline_card(trouble: Trouble) -> Diagnostic | None:
    card = next((_CARDS[one] for one in trouble.token.terminals if one in _CARDS), None)
    before = trouble.before
    if card is None or before is None or before.terminals[0] in ("EOS", "LBRACE"):
        return None
    if "LBRACE" not in trouble.expected:
        return None
    hint = f"open a block and give it a line of its own: {{ {trouble.token.text} … }}"
    return error(
        "BP009", trouble.token.span, f"a {card} cannot stand on the line of what it belongs to", hint
    )


def _span_sign(trouble: Trouble) -> Diagnostic | None:
    """`20m-40m` and `20m~40m` for a span."""
    before, token = trouble.before, trouble.token
    if before is None or before.terminals[0] not in ("DURATION", "NUMBER") or token.text[:1] not in _FROM_TO:
        return None
    if before.span.end != token.span.start or trouble.kind in _ARROWS:
        return None
    after = trouble.after if token.text in _FROM_TO else None
    span = before.span.to(after.span if after else token.span)
    first, last = before.text, (after.text if after else token.text[1:])
    return error(
        "BP004",
        span,
        f"'{span.text}' is not a span of time",
        f"a span is written {first}..{last}, each with its unit",
    )


def _glued_keyword(trouble: Trouble) -> Diagnostic | None:
    """`用时3分钟`: Chinese is written without spaces, but a keyword ends at one."""
    found = _KEYWORD_AND_NUMBER.match(trouble.token.text)
    if found is None or found[1] not in terminals_by_spelling():
        return None
    hint = f"put a space behind the keyword: {found[1]} {found[2]}"
    return error("BP002", trouble.token.span, f"'{trouble.token.text}' is one word", hint)


def _name_wanted(trouble: Trouble) -> Diagnostic | None:
    """A text where the name of a declared thing belongs."""
    before = trouble.before
    kind = next((_DECLARED[one] for one in before.terminals if one in _DECLARED), None) if before else None
    if trouble.kind != "STRING" or kind is None or before is None or "NAME" not in trouble.expected:
        return None
    hint = f"declare it at the top, {kind} NAME {trouble.token.text}, and write {before.text} NAME"
    return error(
        "BP002", trouble.token.span, f"behind '{before.text}' stands the name of a {kind}, not a text", hint
    )


_LOOKS: tuple[Callable[[Trouble], Diagnostic | None], ...] = (
    _unclosed_text,
    _span_sign,
    _glued_keyword,
    _name_wanted,
    _hyphen_in_name,
    _bad_number,
    _bad_character,
    _unit,
    _arrow,
    _brace,
    _inline_card,
)


def _unexpected(trouble: Trouble) -> Diagnostic:
    token = trouble.token
    if trouble.kind in ("EOS", "$END"):
        found, span = "the line ends too early", _behind(trouble)
    else:
        found, span = f"'{_shorten(token.text)}' cannot stand here", token.span
    hint: Text | None = None
    if "STEP" in trouble.expected and _LANE_KINDS.intersection(token.terminals):
        hint = 'an action stands in a step: step NAME "…" { … }'
    elif "WITHIN" in token.terminals:
        hint = "`within` belongs to a standard or an arrow; the most that a time may be is its `target`"
    elif "target_action" in trouble.symbols[-8:] and _OF_ACTIONS.intersection(token.terminals):
        hint = 'an arrow has no such property; a new action behind a source needs a name: SOURCE -> LANE NAME "…"'
    elif token.terminals[-1] == "NAME":
        hint = did_you_mean(token.text, _spellings(trouble.expected))
    language = "en" if trouble.tokens[0].text.isascii() else "zh"
    return error("BP002", span, found, hint or _expectation(trouble.expected, language))


def _spellings(expected: Sequence[str]) -> list[str]:
    return [spelling for spelling, terminal in terminals_by_spelling().items() if terminal in expected]


def _expectation(expected: Sequence[str], language: str) -> str | None:
    called = {one.terminal: one.spellings.get(language, (one.english,))[0] for one in keywords()}
    words = [f"'{called[one]}'" for one in expected if one in called]
    plain = [_PLAIN[one] for one in _PLAIN if one in expected]
    if set(expected) >= _ARROWS:
        plain.append("an arrow")
    if len(words) > _MOST_NAMED:
        words = [*words[:_MOST_NAMED], "…"]
    every = [*plain, *words]
    return "expected " + _either(every) if every else None


def _either(words: list[str]) -> str:
    return words[0] if len(words) == 1 else ", ".join(words[:-1]) + " or " + words[-1]


def _statement_word(trouble: Trouble) -> str:
    """The keyword that the statement in hand began with, as it was written."""
    index = trouble.at - 1
    while index > 0 and trouble.tokens[index - 1].terminals[0] not in ("EOS", "LBRACE"):
        index -= 1
    return trouble.tokens[max(index, 0)].text


def _behind(trouble: Trouble) -> Span:
    """The place right behind the last token."""
    before = trouble.before
    if before is None:
        return trouble.token.span
    return Span(before.span.source, before.span.end, before.span.end)


def _opening(trouble: Trouble) -> Span:
    """The innermost brace that is still open."""
    closed = 0
    for token in reversed(trouble.tokens[: trouble.at]):
        if token.terminals[0] == "RBRACE":
            closed += 1
        elif token.terminals[0] == "LBRACE":
            if not closed:
                return token.span
            closed -= 1
    return trouble.token.span


def _shorten(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
