"""Comments that suppress findings.

    customer sit "Waits to be called" wait 10m..45m  # blueprint: ignore BP401 no promise is possible here

Comes in: a tree with its comments, and findings. Goes out: the findings that stay, and one for each comment that suppresses nothing. A
comment behind a statement applies to its line, one on a line of its own to the next statement; `ignore-file` applies to the whole file.
Codes and names of rules come first, separated by commas or blanks; the rest is the reason. Errors are never suppressed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import field, replace

from ..diagnostics import Diagnostic, Edit, Severity
from ..lean_dataclasses import dataclass
from ..source import Source, Span
from ..syntax import nodes
from ..words import listing, phrase
from .choice import means
from .rule import Rule, finding

#: The rules on these comments; their pages are in `blueprint.checks`.
UNUSED, UNCLEAR = "BP901", "BP902"
_SAID = re.compile(r"#\s*blueprint\s*[:：]\s*ignore(-file)?\b[\s:：]*(.*)", re.DOTALL | re.IGNORECASE)
_WORD = re.compile(r"(BP\d{1,3}|[a-z]+(?:-[a-z0-9]+)+)(?:[\s,，、]+|$)")


@dataclass(slots=True)
class Suppression:
    """A comment that suppresses findings: the words for rules, and the line it applies to (None: the whole file)."""

    span: Span
    words: tuple[str, ...]
    line: int | None
    used: set[str] = field(default_factory=set)

    def takes(self, rule: Rule, line: int) -> bool:
        """Whether it suppresses a rule's finding on a line; remembers that it did."""
        if self.line not in (None, line):
            return False
        found = [word for word in self.words if means(word, rule)]
        self.used.update(found)
        return bool(found)


def suppress(tree: nodes.File, findings: Sequence[Diagnostic], rules: Sequence[Rule]) -> list[Diagnostic]:
    """The findings without those that comments suppress, and the findings about these comments.

    `rules` are those that ran: whether a comment for another rule is needed cannot be known.
    """
    comments = suppressions(tree)
    if not comments:
        return list(findings)
    by_code = {rule.code: rule for rule in rules}
    kept = [other for other in findings if not _is_left_out(other, tree.source, comments, by_code)]
    # A comment may suppress a finding about another comment, never about itself.
    return kept + list(_on_comments(comments, rules, by_code))


def suppressions(tree: nodes.File) -> list[Suppression]:
    """The comments of a file that suppress findings."""
    found = []
    for comment in tree.comments:
        match = _SAID.match(comment.text)
        if match:
            line = None if match[1] else _line_of(comment.span)
            found.append(Suppression(comment.span, tuple(_words(match[2])), line))
    return found


def _words(text: str) -> Iterator[str]:
    at = 0
    while word := _WORD.match(text, at):
        yield word[1]
        at = word.end()


def _line_of(span: Span) -> int:
    """The line that a comment applies to: its own, or the next one with a statement."""
    source = span.source
    line, column = source.position(span.start)
    if source.line(line)[: column - 1].strip():
        return line
    last = source.position(len(source.text))[0]
    following = line + 1
    while following < last and source.line(following).lstrip()[:1] in ("", "#"):
        following += 1
    return following


def _is_left_out(
    diagnostic: Diagnostic, source: Source, comments: list[Suppression], by_code: dict[str, Rule]
) -> bool:
    rule = by_code.get(diagnostic.code)
    if rule is None or diagnostic.span.source is not source:
        return False
    line = diagnostic.span.line
    # Every comment that matches counts as used, not only the first.
    takers = [comment for comment in comments if comment.takes(rule, line)]
    return bool(takers)


def _on_comments(
    comments: Iterable[Suppression], rules: Sequence[Rule], by_code: dict[str, Rule]
) -> Iterator[Diagnostic]:
    for comment in comments:
        if not comment.words:
            if UNCLEAR in by_code:
                diagnostic = finding(UNCLEAR, comment.span, phrase("BP902"), phrase("BP902.cure"))
                yield _weighed(diagnostic, by_code[UNCLEAR].severity)
            continue
        spoken = [word for word in comment.words if any(means(word, rule) for rule in rules)]
        idle = [word for word in spoken if word not in comment.used]
        if idle and UNUSED in by_code and UNUSED not in comment.words:
            whole = len(idle) == len(comment.words)
            diagnostic = finding(
                UNUSED,
                comment.span,
                phrase("BP901", rules=listing(tuple(idle)), count=len(idle)),
                phrase("BP901.cure") if whole else phrase("BP901.cure.some", rules=listing(tuple(idle))),
                fix=_without(comment.span) if whole else (),
            )
            yield _weighed(diagnostic, by_code[UNUSED].severity)


def _weighed(diagnostic: Diagnostic, severity: Severity) -> Diagnostic:
    return replace(diagnostic, severity=severity)


def _without(span: Span) -> tuple[Edit, ...]:
    """Remove a comment, with the blanks before it, and its line where it stands alone."""
    text = span.source.text
    start, end = span.start, span.end
    while start and text[start - 1] in " \t":
        start -= 1
    if (start == 0 or text[start - 1] in "\r\n") and text[end : end + 1]:
        end += 2 if text[end : end + 2] == "\r\n" else 1
    return (Edit(Span(span.source, start, end), ""),)
