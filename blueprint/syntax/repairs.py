"""Repairs of common mistakes, where it is clear what was meant.

Comes in: a mistake, and the automaton that stands in front of it. Goes out: the tokens changed so that reading can go on, and the same
change as edits of the text where it is the only cure; None where a repair does not apply. Each repair is for one habit. Deliberately
absent: the messages (`blueprint.syntax.messages`), and guesses that the rest of the line contradicts.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from ..diagnostics import Edit
from ..grammar import terminals_by_spelling
from ..lane_kinds import TERMINALS
from ..made_names import name_from
from ..similar_names import is_slip
from ..source import Span
from .automaton import Automaton
from .brace_pairs import begins_line, indentation
from .lexer import Token
from .messages import closing_quote, joined_duration, meant_arrow
from .parse_error import ARROWS, ParseError, open_blocks
from .tree_builder import Leaf

Fix = tuple[Edit, ...]
_LANE_KINDS = frozenset(TERMINALS)


def _close_blocks(trouble: ParseError, machine: Automaton) -> Fix | None:
    """As if the missing `}` were there."""
    if not trouble.unclosed:
        return None
    span = trouble.token.span
    ending = [Token(("RBRACE",), "}", span), Token(("EOS",), "", span)]
    machine.tokens[machine.at : machine.at] = ending * trouble.unclosed
    return ()


def _open_block(trouble: ParseError, machine: Automaton) -> Fix | None:
    """As if the missing `{` were there; one on a later line is moved up."""
    if trouble.kind != "EOS" or "LBRACE" not in trouble.expected or "EOS" in trouble.expected:
        return None
    after = machine.tokens[machine.at + 1]
    if after.terminals[0] == "LBRACE":
        before = machine.tokens[machine.at - 1].span
        del machine.tokens[machine.at]
        place = Span(before.source, before.end, before.end)
        return (Edit(place, " {"), Edit(_with_line(after.span), ""))
    brace = Token(("LBRACE",), "{", trouble.token.span)
    if after.terminals[0] == "$END" or not machine.fits([brace, after]):
        return None
    machine.tokens.insert(machine.at, brace)
    return ()


def _brace_below(trouble: ParseError, machine: Automaton) -> Fix | None:
    """A `{` on a line of its own after a statement that needs no block."""
    mark, span = machine.line, trouble.token.span
    if trouble.kind != "LBRACE" or mark is None or mark.at != machine.at - 1 or not begins_line(span):
        return None
    if not machine.fits([trouble.token], mark.states):
        return None
    before = machine.tokens[mark.at - 1].span
    machine.go_back(mark)
    del machine.tokens[mark.at]
    return (Edit(Span(span.source, before.end, before.end), " {"), Edit(_with_line(span), ""))


def _second_brace(trouble: ParseError, machine: Automaton) -> Fix | None:
    """`{{`"""
    before = trouble.before
    if trouble.kind != "LBRACE" or before is None or before.terminals[0] != "LBRACE":
        return None
    if begins_line(trouble.token.span):
        return None
    del machine.tokens[machine.at]
    return ()


def _second_end(trouble: ParseError, machine: Automaton) -> Fix | None:
    """A `}` that closes nothing."""
    if trouble.kind != "RBRACE" or open_blocks(trouble.symbols):
        return None
    del machine.tokens[machine.at]
    return ()


def _other_bracket(trouble: ParseError, machine: Automaton) -> Fix | None:
    """`step pay "Pay" [` and its `]`."""
    text, after = trouble.token.text, trouble.after
    if trouble.kind != "BAD_CHARACTER" or after is None or after.terminals[0] not in ("EOS", "$END"):
        return None
    kind = "LBRACE" if text in "[(【（" else "RBRACE" if text in "])】）" else ""
    if not kind or kind not in trouble.expected or (kind == "RBRACE" and not begins_line(trouble.token.span)):
        return None
    machine.tokens[machine.at] = trouble.token._replace(terminals=(kind,))
    return ()


def _unclosed_text(trouble: ParseError, machine: Automaton) -> Fix | None:
    """A text up to the end of its line, or to the brace that it ran over."""
    token = trouble.token
    if trouble.kind != "BAD_STRING":
        return None
    close = closing_quote(token.text)
    brace = Token(("LBRACE",), "{", Span(token.span.source, token.span.end, token.span.end))
    message = token.text.rstrip()
    if message.endswith("{"):
        text = Token(("STRING",), message[:-1].rstrip() + close, token.span)
        for tokens in ([text, brace], [brace]):
            if machine.fits(tokens):
                machine.tokens[machine.at : machine.at + 1] = tokens
                return ()
    text = Token(("STRING",), token.text + close, token.span)
    if not machine.fits([text]):
        return None
    machine.tokens[machine.at] = text
    return ()


def _other_arrow(trouble: ParseError, machine: Automaton) -> Fix | None:
    """`-->`, `=>`, `→`"""
    meant = meant_arrow(trouble.token.text) if trouble.kind == "BAD_ARROW" else None
    if meant is None:
        return None
    token = trouble.token._replace(terminals=("BOTH" if meant == "<->" else "THEN",), text=meant)
    if not machine.fits([token, *machine.tokens[machine.at + 1 : machine.at + 2]]):
        return None
    machine.tokens[machine.at] = token
    return (Edit(token.span, meant),)


def _other_comment(trouble: ParseError, machine: Automaton) -> Fix | None:
    """`// …`"""
    if trouble.kind != "BAD_COMMENT":
        return None
    span = trouble.token.span
    del machine.tokens[machine.at]
    return (Edit(Span(span.source, span.start, span.start + 2), "#"),)


def _one_name(trouble: ParseError, machine: Automaton) -> Fix | None:
    """`check-in` as a name, and a name with an invisible character in it: what is written without spaces is one name."""
    leaf = machine.values[-1]
    token = trouble.token
    if machine.symbols[-1] != "NAME" or not isinstance(leaf, Leaf) or leaf.span.end != token.span.start:
        return None
    unseen = trouble.kind == "BAD_CHARACTER" and not token.text.isprintable()
    if trouble.kind in ARROWS or not (unseen or token.text.startswith("-")):
        return None
    text, at, end = leaf.text, machine.at, leaf.span.end
    while machine.tokens[at].span.start == end and _is_of_name(machine.tokens[at]):
        piece = machine.tokens[at].text
        text += piece.replace("-", "_") if piece.isprintable() else ""
        end = machine.tokens[at].span.end
        at += 1
    if not text.isidentifier() or not machine.fits(machine.statement(at)):
        return None
    del machine.tokens[machine.at : at]
    machine.values[-1] = leaf._replace(text=text)
    # How to replace a hyphen depends on the name's other uses; an invisible character can simply go.
    return (Edit(token.span, ""),) if unseen else ()


def _is_of_name(token: Token) -> bool:
    if token.terminals[-1] == "NAME":
        return True
    stray = token.text == "-" or not token.text.isprintable()
    return (token.terminals[0] == "BAD_CHARACTER" and stray) or token.text.startswith("-")


def _duration(trouble: ParseError, machine: Automaton) -> Fix | None:
    """`30 s`, `5min`, `2 minutes`"""
    joined = joined_duration(trouble)
    if joined is None:
        return None
    text, count = joined
    span = trouble.token.span.to(machine.tokens[machine.at + count - 1].span)
    token = Token(("DURATION",), text, span)
    if not machine.fits([token, *machine.tokens[machine.at + count : machine.at + count + 1]]):
        return None
    machine.tokens[machine.at : machine.at + count] = [token]
    return (Edit(span, text),)


def _action_without_name(trouble: ParseError, machine: Automaton) -> Fix | None:
    """`greet -> backstage "Cooks" time 3m`: behind a source, a new action has a name; one like its text."""
    mark, tokens = machine.line, machine.tokens
    if mark is None or "target_action" not in trouble.symbols[-8:] or machine.at - mark.at < 5:
        return None
    first = mark.at + 1
    if "QUALIFIER" in tokens[first].terminals or tokens[first + 1].terminals[0] not in ARROWS:
        return None
    lane, text = tokens[first + 2], tokens[first + 3]
    if text.terminals[0] != "STRING" or not (
        _LANE_KINDS.intersection(lane.terminals) or lane.text in machine.lanes
    ):
        return None
    name = Token(
        ("NAME",),
        name_from(text.text, machine.names),
        Span(text.span.source, text.span.start, text.span.start),
    )
    if not machine.fits(
        [*tokens[mark.at : first + 3], name, *tokens[first + 3 : machine.at + 1]], mark.states
    ):
        return None
    machine.names.add(name.text)
    machine.go_back(mark)
    tokens.insert(first + 3, name)
    return (Edit(name.span, f"{name.text} "),)


def _chain(trouble: ParseError, machine: Automaton) -> Fix | None:
    """`a -> b -> c`: two links."""
    at, tokens = machine.at, machine.tokens
    if trouble.kind not in ARROWS or at < 3 or tokens[at - 2].terminals[0] not in ARROWS:
        return None
    target, span = tokens[at - 1], tokens[at].span
    if target.terminals[-1] != "NAME" or (
        "target_action" not in machine.symbols[-2:] and "NAME" not in machine.symbols[-1:]
    ):
        return None
    origin = target._replace(terminals=("ORIGIN",))
    end = Token(("EOS",), "", span)
    if not machine.fits([end, origin, tokens[at], *machine.statement(at + 1)[:3]]):
        return None
    tokens[at:at] = [end, origin]
    newline = "\r\n" if "\r\n" in span.source.text else "\n"
    place = Span(span.source, target.span.end, span.start)
    if machine.statement(at + 2)[-1].terminals[0] in ("LBRACE", "RBRACE"):
        return ()
    return (Edit(place, f"{newline}{indentation(span)}{target.text} "),)


def _stray_sign(trouble: ParseError, machine: Automaton) -> Fix | None:
    """A sign without which the rest of the statement can be read; a colon can mean nothing else."""
    if trouble.kind not in ("BAD_CHARACTER", "COMMA", "DOT"):
        return None
    token, after = trouble.token, trouble.after
    unseen = trouble.kind == "BAD_CHARACTER" and not token.text.isprintable()
    if trouble.begins_statement and not unseen:
        # A list, a quotation, a diff: what follows the sign was copied from elsewhere.
        return None
    if trouble.kind != "BAD_CHARACTER" and (after is None or after.terminals[-1] != "NAME"):
        return None
    if not machine.fits(machine.statement(machine.at + 1)):
        return None
    del machine.tokens[machine.at]
    if not unseen and token.text != ":":
        return ()
    return (Edit(token.span, " " if _parts_words(token.span) else ""),)


def _parts_words(span: Span) -> bool:
    """Whether the texts before and after a stretch would become one word without it."""
    around = span.source.text[span.start - 1 : span.start] + span.source.text[span.end : span.end + 1]
    return len(around) == 2 and not any(text.isspace() for text in around)


def _keyword(trouble: ParseError, machine: Automaton) -> Fix | None:
    """A misspelt keyword, where the rest of its statement can then be read, or where a statement begins with a word very near to one."""
    word, guess = trouble.token, trouble.guess
    if guess is None:
        return None
    token = word._replace(terminals=(terminals_by_spelling()[guess],))
    rest = machine.statement(machine.at + 1)
    begins = trouble.begins_statement and is_slip(word.text, guess)
    whole = machine.fits([token, *rest])
    if not whole and not (begins and machine.fits([token, *rest[:1]])):
        return None
    machine.tokens[machine.at] = token
    rivals = [spelling for spelling in trouble.spellings if is_slip(word.text, spelling)]
    return (Edit(word.span, guess),) if whole and rivals == [guess] else ()


def _with_line(span: Span) -> Span:
    """A brace with its line, where it is alone there; else with the blanks after it."""
    source, text = span.source, span.source.text
    end = span.end
    while end < len(text) and text[end] in " \t":
        end += 1
    if not begins_line(span) or text[end : end + 1] not in ("\r", "\n"):
        return Span(source, span.start, end)
    _line, column = source.position(span.start)
    return Span(source, span.start - column + 1, end + (2 if text[end : end + 2] == "\r\n" else 1))


#: In this order; the first that applies counts.
REPAIRS: Sequence[Callable[[ParseError, Automaton], Fix | None]] = (
    _close_blocks,
    _open_block,
    _brace_below,
    _second_brace,
    _second_end,
    _other_bracket,
    _unclosed_text,
    _other_arrow,
    _other_comment,
    _one_name,
    _duration,
    _action_without_name,
    _chain,
    _stray_sign,
    _keyword,
)
