"""Error messages for texts that do not fit the grammar.

Comes in: the token that does not fit, what stands around it, what could stand there. Goes out: a diagnostic in the user's words.
The mistakes that people make most have sentences of their own. Deliberately absent: names of terminals.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from ..diagnostics import Diagnostic, Label, error
from ..grammar import keywords, terminals_by_spelling
from ..lane_kinds import TERMINALS
from ..source import Span
from ..words import Keyword, Phrase, Text, Value, listing, phrase
from .brace_pairs import begins_line
from .habits import mixed_list, quote_inside, table, time_for_personas, value_alone, working_days
from .lexer import Token
from .parse_error import ARROWS, ParseError, open_blocks

_CARDS = {
    "FAIL": phrase("message.a.fail"), "PAIN": phrase("message.a.pain"), "IDEA": phrase("message.a.idea"),
    "QUESTION": phrase("message.a.question"), "POLICY": phrase("message.a.policy"), "NOTE": phrase("message.a.note"),
    "SEE": phrase("message.a.link"),
}  # fmt: skip
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
_LANE_KINDS = frozenset(TERMINALS)
_PLAIN = {
    "NAME": phrase("message.a.name"), "STRING": phrase("message.a.text"), "NUMBER": phrase("message.a.number"),
    "PERCENT": phrase("message.a.percentage"), "DURATION": phrase("message.a.duration"), "DATE": phrase("message.a.date"),
    "EOS": phrase("message.end-of-line"),
    "LBRACE": phrase("message.quoted.word", word="{"), "RBRACE": phrase("message.quoted.word", word="}"),
    "COMMA": phrase("message.quoted.word", word=","), "DASHES": phrase("message.quoted.word", word="---"),
    "$END": phrase("message.end-of-file"),
    "DOTS": phrase("message.quoted.word", word=".."), "DOT": phrase("message.quoted.word", word="."),
}  # fmt: skip
_FROM_TO = frozenset("-~–—至到")
_KEYWORD_AND_NUMBER = re.compile(r"(\D+?)([0-9]\w*)")
#: What the names after some keywords declare: the keyword of the declaration, and what it is called.
_DECLARED = {
    "BY": ("role", phrase("message.a.role")),
    "VIA": ("channel", phrase("message.a.channel")),
    "USING": ("system", phrase("message.a.system")),
    "FOR": ("persona", phrase("message.a.persona")),
    "TRACKS": ("metric", phrase("message.a.metric")),
}
_UNITS = {
    word: unit
    for unit, words in {
        "s": "s sec secs second seconds",
        "m": "m min mins minute minutes",
        "h": "h hr hrs hour hours",
        "d": "d day days",
        "w": "w week weeks",
        **{unit: unit for unit in ("秒", "分", "分钟", "小时", "天", "周")},
    }.items()
    for word in words.split()
}
_NUMBER_AND_WORD = re.compile(r"([0-9]+(?:\.[0-9]+)?)([a-z]+)")
#: What can stand only at the top of a file.
_OF_THE_TOP = frozenset(
    ["BLUEPRINT", "LANES", "PHASE", "IMPORT", "ROLE", "SYSTEM", "CHANNEL", "PERSONA", "RISK", "FEEDBACK"]
)
_LIKE_ARROWS = frozenset("-=→⇒⟶—–>")
# With more possibilities than this, only their kinds are named.
_MOST_NAMED = 9


def describe(trouble: ParseError) -> Diagnostic:
    """The diagnostic of a mistake."""
    for look in _LOOKS:
        found = look(trouble)
        if found:
            return found
    return _unexpected(trouble)


def _unclosed_text(trouble: ParseError) -> Diagnostic | None:
    if trouble.kind != "BAD_STRING":
        return None
    quote = trouble.token.text[0]
    close = closing_quote(quote)
    span = trouble.token.span
    if trouble.token.text.startswith('"""'):
        return error("BP003", span, phrase("BP003.block"), phrase("BP003.block.cure"))
    return error("BP003", span, phrase("BP003"), phrase("BP003.cure", close=close))


def closing_quote(text: str) -> str:
    """What ends a text that begins so."""
    if text.startswith('"""'):
        return '"""'
    return {"“": "”", "「": "」"}.get(text[0], '"')


def _merge(trouble: ParseError) -> Diagnostic | None:
    if trouble.kind != "BAD_MERGE":
        return None
    return error("BP002", trouble.token.span, phrase("BP002.merge"), phrase("BP002.merge.cure"))


def _other_comment(trouble: ParseError) -> Diagnostic | None:
    if trouble.kind != "BAD_COMMENT":
        return None
    return error("BP002", trouble.token.span, phrase("BP002.slashes"), phrase("BP002.slashes.cure"))


def _other_arrow(trouble: ParseError) -> Diagnostic | None:
    if trouble.kind != "BAD_ARROW":
        return None
    text = phrase("BP002.sign", sign=trouble.token.text)
    return error("BP002", trouble.token.span, text, phrase("BP002.sign.cure.arrow"))


def meant_arrow(text: str) -> str | None:
    """Our arrow for one of another tool; none for one that points to the left, and for those of sequence diagrams."""
    if text.startswith("<"):
        return "<->" if text.endswith(">") else None
    return None if text.endswith(">>") else "->"


def _bad_number(trouble: ParseError) -> Diagnostic | None:
    if trouble.kind != "BAD_NUMBER":
        return None
    text = phrase("BP004", text=trouble.token.text)
    joined = joined_duration(trouble)
    cure = phrase("BP004.word.cure", duration=joined[0]) if joined else phrase("BP004.cure")
    return error("BP004", trouble.token.span, text, cure)


def _hyphen_in_name(trouble: ParseError) -> Diagnostic | None:
    """`check-in` comes as a name, a stray `-` (or a negative number), and another word."""
    before, token, after = trouble.before, trouble.token, trouble.after
    if before is None or before.terminals[-1] != "NAME" or not token.text.startswith("-"):
        return None
    if trouble.kind in ARROWS or before.span.end != token.span.start:
        return None
    end = token.span
    if after and after.span.start == token.span.end and after.terminals[-1] == "NAME":
        end = after.span
    whole = before.span.to(end)
    cure = phrase("BP005.cure", name=whole.text.replace("-", "_"))
    return error("BP005", whole, phrase("BP005", name=whole.text), cure)


def _bad_character(trouble: ParseError) -> Diagnostic | None:
    if trouble.kind != "BAD_CHARACTER":
        return None
    text = trouble.token.text
    if not text.isprintable():
        message = phrase("BP002.code", code=f"U+{ord(text[0]):04X}")
        return error("BP002", trouble.token.span, message, phrase("BP008.control.cure"))
    message, cure = phrase("BP002.sign", sign=text), phrase("BP002.sign.cure")
    if text == ":":
        cure = phrase("BP002.sign.cure.colon")
    elif text in _LIKE_ARROWS:
        cure = phrase("BP002.sign.cure.arrow")
    return error("BP002", trouble.token.span, message, cure)


def _unit(trouble: ParseError) -> Diagnostic | None:
    if trouble.kind != "NUMBER" or "DURATION" not in trouble.expected:
        return None
    number, after = trouble.token, trouble.after
    joined = joined_duration(trouble)
    if joined and after:
        span = number.span.to(after.span)
        cure = phrase("BP004.apart.cure", duration=joined[0])
        return error("BP004", span, phrase("BP004.apart", text=span.text), cure)
    text = phrase("BP004.unit", number=number.text)
    return error("BP004", number.span, text, phrase("BP004.unit.cure", number=number.text))


def joined_duration(trouble: ParseError) -> tuple[str, int] | None:
    """The duration that a number and a unit behind it, or a number with a written-out unit, is; and of how many tokens."""
    if "DURATION" not in trouble.expected:
        return None
    token, after = trouble.token, trouble.after
    if trouble.kind == "NUMBER" and after and after.text in _UNITS:
        return token.text + _UNITS[after.text], 2
    found = _NUMBER_AND_WORD.fullmatch(token.text) if trouble.kind == "BAD_NUMBER" else None
    if found is None or found[2] not in _UNITS:
        return None
    return found[1] + _UNITS[found[2]], 1


def _arrow(trouble: ParseError) -> Diagnostic | None:
    """A chain of arrows, or an arrow with nothing behind it."""
    before = trouble.before
    is_begun = trouble.symbols[-1] == "arrow" or trouble.symbols[-1] in ARROWS
    if trouble.kind in ("EOS", "$END", "RBRACE") and before and before.terminals[0] in ARROWS and is_begun:
        return error("BP007", before.span, phrase("BP007.target"), phrase("BP007.target.cure"))
    is_behind_origin = before is not None and before.terminals[0] == "ORIGIN"
    if trouble.kind in ARROWS and ("target_action" in trouble.symbols[-2:] or is_behind_origin):
        return error("BP007", trouble.token.span, phrase("BP007.second"), phrase("BP007.second.cure"))
    return None


def _brace(trouble: ParseError) -> Diagnostic | None:
    return _stray_brace(trouble) or _brace_missing(trouble) or _block_not_closed(trouble)


def _stray_brace(trouble: ParseError) -> Diagnostic | None:
    before = trouble.before
    if trouble.kind == "LBRACE" and before is not None and before.terminals[0] in ("EOS", "LBRACE"):
        text, cure = phrase("BP006.alone"), phrase("BP006.alone.cure")
        if not begins_line(trouble.token.span):
            text, cure = phrase("BP006.second"), phrase("BP006.second.cure")
        return error("BP006", trouble.token.span, text, cure)
    if trouble.kind == "RBRACE" and not open_blocks(trouble.symbols):
        return brace_extra(trouble.stray or trouble.token.span)
    return None


def brace_extra(span: Span) -> Diagnostic:
    """The message about a `}` that is too many."""
    return error("BP006", span, phrase("BP006.extra"), phrase("BP006.extra.cure"))


def _brace_missing(trouble: ParseError) -> Diagnostic | None:
    if trouble.kind != "EOS" or "LBRACE" not in trouble.expected:
        return None
    if trouble.after and trouble.after.terminals[0] == "LBRACE":
        cure = phrase("BP006.alone.cure.of", word=_statement_word(trouble.tokens, trouble.at))
        return error("BP006", trouble.after.span, phrase("BP006.alone"), cure)
    return brace_missing(trouble.tokens, trouble.at)


def brace_missing(tokens: Sequence[Token], at: int) -> Diagnostic:
    """The message about a statement without a `{` before a token."""
    word = _statement_word(tokens, at)
    text, cure = phrase("BP006.missing", word=word), phrase("BP006.missing.cure", word=word)
    return error("BP006", _behind(tokens, at), text, cure)


def _block_not_closed(trouble: ParseError) -> Diagnostic | None:
    if trouble.opening is None or not trouble.unclosed:
        return None
    if trouble.kind == "$END":
        return error("BP006", trouble.opening, phrase("BP006"), phrase("BP006.cure"))
    word = trouble.token.text
    label = Label(trouble.token.span, phrase("BP006.label", word=word))
    cure = phrase("BP006.cure.before", word=word)
    return error("BP006", trouble.opening, phrase("BP006"), cure, [label])


def _inline_card(trouble: ParseError) -> Diagnostic | None:
    card = next((_CARDS[terminal] for terminal in trouble.token.terminals if terminal in _CARDS), None)
    before = trouble.before
    if card is None or before is None or before.terminals[0] in ("EOS", "LBRACE"):
        return None
    if "LBRACE" not in trouble.expected:
        return None
    cure = phrase("BP009.cure", word=trouble.token.text)
    return error("BP009", trouble.token.span, phrase("BP009", card=card), cure)


def _span_sign(trouble: ParseError) -> Diagnostic | None:
    """`20m-40m` and `20m~40m` for a span."""
    before, token = trouble.before, trouble.token
    if before is None or before.terminals[0] not in ("DURATION", "NUMBER") or token.text[:1] not in _FROM_TO:
        return None
    if before.span.end != token.span.start or trouble.kind in ARROWS:
        return None
    after = trouble.after if token.text in _FROM_TO else None
    span = before.span.to(after.span if after else token.span)
    first, last = before.text, (after.text if after else token.text[1:])
    cure = phrase("BP004.span.cure", first=first, last=last)
    return error("BP004", span, phrase("BP004.span", text=span.text), cure)


def _glued_keyword(trouble: ParseError) -> Diagnostic | None:
    """`用时3分钟`: Chinese is written without spaces, but a keyword ends at one."""
    found = _KEYWORD_AND_NUMBER.match(trouble.token.text)
    if found is None or found[1] not in terminals_by_spelling():
        return None
    cure = phrase("BP002.glued.cure", keyword=found[1], number=found[2])
    return error("BP002", trouble.token.span, phrase("BP002.glued", text=trouble.token.text), cure)


def _name_wanted(trouble: ParseError) -> Diagnostic | None:
    """A text where the name of a declared thing belongs."""
    before = trouble.before
    kind = (
        next((_DECLARED[terminal] for terminal in before.terminals if terminal in _DECLARED), None)
        if before
        else None
    )
    if trouble.kind != "STRING" or kind is None or before is None or "NAME" not in trouble.expected:
        return None
    keyword, called = kind
    text = phrase("BP002.text", word=before.text, kind=called)
    cure = phrase("BP002.text.cure", keyword=Keyword(keyword), text=trouble.token.text, word=before.text)
    return error("BP002", trouble.token.span, text, cure)


_LOOKS: tuple[Callable[[ParseError], Diagnostic | None], ...] = (
    table,
    quote_inside,
    _unclosed_text,
    _merge,
    _other_comment,
    _other_arrow,
    _span_sign,
    _glued_keyword,
    _name_wanted,
    _hyphen_in_name,
    working_days,
    _bad_number,
    _bad_character,
    _unit,
    _arrow,
    _brace,
    _inline_card,
)


def _unexpected(trouble: ParseError) -> Diagnostic:
    token = trouble.token
    if trouble.kind in ("EOS", "$END"):
        text, span = phrase("BP002.early"), _behind(trouble.tokens, trouble.at)
    else:
        text, span = phrase("BP002", text=_shorten(token.text)), token.span
    cure: Text | None = None
    if "STEP" in trouble.expected and _LANE_KINDS.intersection(token.terminals):
        cure = phrase("BP002.cure.step")
    elif trouble.opening and trouble.kind == "STEP":
        cure = phrase("BP002.cure.top.step")
    elif trouble.opening and _OF_THE_TOP.intersection(token.terminals):
        cure = phrase("BP002.cure.top", word=token.text)
    elif "WITHIN" in token.terminals:
        cure = phrase("BP002.cure.within")
    elif alone := value_alone(trouble):
        cure = alone
    elif "OWNER" in token.terminals and "BY" in trouble.expected:
        cure = phrase("BP002.cure.owner")
    elif mixed := mixed_list(trouble):
        cure = mixed
    elif keyword := time_for_personas(trouble):
        cure = phrase("BP002.cure.time", keyword=keyword)
    elif "target_action" in trouble.symbols[-8:] and _OF_ACTIONS.intersection(token.terminals):
        cure = phrase("BP002.cure.arrow")
    elif token.terminals[-1] == "NAME":
        cure = phrase("message.did-you-mean", name=trouble.guess) if trouble.guess else None
    language = "en" if trouble.tokens[0].text.isascii() else "zh"
    return error("BP002", span, text, cure or _expectation(trouble.expected, language))


def _expectation(expected: Sequence[str], language: str) -> Phrase | None:
    """What may stand here; the keywords are those of the language that the file is written in."""
    called = {
        keyword.terminal: keyword.spellings.get(language, (keyword.english,))[0] for keyword in keywords()
    }
    words = [phrase("message.quoted.word", word=called[key]) for key in expected if key in called]
    plain = [_PLAIN[key] for key in _PLAIN if key in expected]
    if set(expected) >= ARROWS:
        plain.append(phrase("message.a.arrow"))
    every: list[Value] = [*plain, *words[:_MOST_NAMED]]
    if len(words) > _MOST_NAMED:
        every.append("…")
    return phrase("BP002.cure", words=listing(every, "or")) if every else None


def _statement_word(tokens: Sequence[Token], at: int) -> str:
    """The keyword that a statement began with, as it was written; an arrow is passed over."""
    index = at - 1
    while index > 0 and tokens[index - 1].terminals[0] not in ("EOS", "LBRACE"):
        index -= 1
    index = max(index, 0)
    return tokens[index + 1 if tokens[index].terminals[0] in ARROWS else index].text


def _behind(tokens: Sequence[Token], at: int) -> Span:
    """The place right behind the last token."""
    if not at:
        return tokens[at].span
    before = tokens[at - 1].span
    return Span(before.source, before.end, before.end)


def _shorten(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"
