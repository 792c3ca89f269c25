"""What people bring along from other texts: tables, quotes inside of texts, values without their property, working days.

Comes in: a mistake. Goes out: a diagnostic or a cure in the user's words; None where it is another mistake. Deliberately absent: what
can be repaired without asking (`blueprint.syntax.repairs`).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from ..diagnostics import Diagnostic, error
from ..grammar import keywords
from ..source import Span
from ..words import Keyword, Phrase, phrase
from .lexer import Token
from .parse_error import ParseError

#: The properties whose values are keywords, and these.
_VALUES = {
    "BETTER": ("HIGHER", "LOWER"),
    "STATE": ("AS_IS", "TO_BE"),
    "STATUS": ("OBSERVED", "ASSUMED", "PROPOSED"),
    "END": ("SERVED", "PARTLY", "REFUSED", "LOST"),
    "MODE": ("MANUAL", "ASSISTED", "AUTOMATIC"),
    "VALUE": ("ADDING", "NECESSARY", "WASTE"),
    "SCOPE": ("LOCAL", "GLOBAL"),
    "VIEW": ("COMPANY",),
    "EVERY": ("NIGHT", "DAY", "WEEK", "MONTH", "QUARTER", "YEAR"),
}
_PROPERTY_OF = {value: name for name, values in _VALUES.items() for value in values}
_WORKING_DAY = re.compile(r"(?:个)?工作[日天]")
#: What parts the cells of a table, with the least number of them that makes a line a row.
_SEPARATORS = (("\t", 1), ("|", 2), (";", 2), (",", 2))


def table(trouble: ParseError) -> Diagnostic | None:
    """Lines with cells: from a spreadsheet, a Markdown table, a CSV file."""
    lines = rows_around(trouble.token.span)
    if lines is None:
        return None
    source, (first, _last) = trouble.token.span.source, lines
    text, begin = source.line(first), source.offset(first, 1)
    span = Span(source, begin + len(text) - len(text.lstrip()), begin + len(text.rstrip()))
    return error("BP002", span, phrase("BP002.table"), phrase("BP002.table.cure"))


def rows_around(span: Span) -> tuple[int, int] | None:
    """The first and the last line of the table around a place, counted from 1; None where there is none."""
    source, line = span.source, span.line
    separator = _separator(source.line(line))
    if not separator:
        return None
    first = last = line
    while first > 1 and _separator(source.line(first - 1)) == separator:
        first -= 1
    while _separator(source.line(last + 1)) == separator:
        last += 1
    return (first, last) if last > first else None


def _separator(line: str) -> str:
    """What parts the cells of a line; nothing where it is no row of a table."""
    # An empty cell at the beginning looks like an indentation, one at the end does not.
    row = line.strip(" ").lstrip("\t")
    if not row or row[0] in "#}" or row.rstrip()[-1:] in ("{", "}") or "->" in row:
        return ""
    if "|" in row and row[0] != "|":
        return ""
    return next((sign for sign, least in _SEPARATORS if _outside_texts(row).count(sign) >= least), "")


def _outside_texts(row: str) -> str:
    return re.sub(r'"[^"]*"', '""', row)


def quote_inside(trouble: ParseError) -> Diagnostic | None:
    """`"He said "hi" loudly"`: the text ends at its first quotation mark."""
    tokens, at = trouble.tokens, trouble.at
    before = trouble.before
    if before is None or before.terminals[0] != "STRING" or before.text.startswith('"""'):
        return None
    if not trouble.token.text[:1].isalnum():
        return None
    is_glued = before.span.end == trouble.token.span.start
    last: Token | None = None
    for index in range(at, len(tokens)):
        token = tokens[index]
        if token.terminals[0] in ("EOS", "$END", "LBRACE", "RBRACE"):
            break
        if token.terminals[0] in ("STRING", "BAD_STRING") or token.text in ("”", "」"):
            is_glued = is_glued or tokens[index - 1].span.end == token.span.start
            last = token
    if last is None or not is_glued:
        return None
    span = before.span.to(last.span)
    return error("BP003", span, phrase("BP003.inside"), phrase("BP003.inside.cure"))


def working_days(trouble: ParseError) -> Diagnostic | None:
    """`13 working days`, `13 business days`, `13个工作日`"""
    token, tokens, at = trouble.token, trouble.tokens, trouble.at
    if "DURATION" not in trouble.expected or trouble.kind not in ("NUMBER", "BAD_NUMBER"):
        return None
    number = re.match(r"[0-9]+(?:\.[0-9]+)?", token.text)
    if number is None:
        return None
    if _WORKING_DAY.fullmatch(token.text[number.end() :]):
        span = token.span
    elif number.end() == len(token.text) and (last := _days_behind(tokens[at + 1 : at + 3])):
        span = token.span.to(last.span)
    else:
        return None
    text, cure = phrase("BP004.apart", text=span.text), phrase("BP004.working-days.cure", number=number[0])
    return error("BP004", span, text, cure)


def _days_behind(tokens: Sequence[Token]) -> Token | None:
    """The token that ends `working days`."""
    words = [token.text.lower() for token in tokens]
    if words and _WORKING_DAY.fullmatch(words[0]):
        return tokens[0]
    is_english = (
        len(words) == 2 and words[0] in ("working", "business", "work") and words[1] in ("day", "days")
    )
    return tokens[1] if is_english else None


def value_alone(trouble: ParseError) -> Phrase | None:
    """`target 3 lower`: a value whose property is missing in front of it."""
    for terminal in trouble.token.terminals:
        name = _PROPERTY_OF.get(terminal)
        if name is not None and name in trouble.expected:
            return phrase("BP002.cure.value", property=Keyword(_english(name)), value=trouble.token.text)
    return None


@lru_cache(maxsize=64)
def _english(terminal: str) -> str:
    return next(str(keyword.english) for keyword in keywords() if keyword.terminal == terminal)


def mixed_list(trouble: ParseError) -> Phrase | None:
    """What to do about an `and` where no other names stand, or a comma among those that have one."""
    tokens, index = trouble.tokens, trouble.at
    if not {"AND", "COMMA"}.intersection(tokens[index].terminals):
        return None
    while index > 0 and (
        tokens[index].terminals[0] in ("COMMA", "AND") or tokens[index].terminals == ("NAME",)
    ):
        index -= 1
    if "BY" in tokens[index].terminals:
        return phrase("BP002.cure.and", keyword=tokens[index].text)
    return phrase("BP002.cure.comma") if "AND" in trouble.token.terminals else None


def time_for_personas(trouble: ParseError) -> str | None:
    """The `time` or `wait`, as written, that has something else than a span, or than names and a span, behind it."""
    tokens, index = trouble.tokens, trouble.at - 1
    is_behind = trouble.kind == "NAME" and index > 0 and tokens[index].terminals[0] == "DURATION"
    if is_behind and trouble.after and trouble.after.terminals[0] == "DURATION":
        index -= 1
    elif "DURATION" not in trouble.expected:
        return None
    while index > 0 and (tokens[index].terminals[0] == "COMMA" or tokens[index].terminals == ("NAME",)):
        index -= 1
    if tokens[index].terminals[0] == "FOR" and index > 0:
        index -= 1
    return tokens[index].text if tokens[index].terminals[0] in ("TIME", "WAIT") else None
