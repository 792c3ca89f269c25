"""`blueprint explain`: what a rule or an error means, why it matters, and what good looks like.

Comes in: codes or names of rules and errors. Goes out: their pages. Deliberately absent: the pages, which are the docstrings of the rules
and, for errors, `blueprint/words/errors.md`.
"""

from __future__ import annotations

import click

from ...checks import RULES, Rule
from ...checks.choice import means
from ...checks.page import read_page
from ...diagnostics import nearest
from ...words.errors import ErrorPage, read_errors
from ..run.console import misuse
from ..run.language import language_option

_EXAMPLES = """\b
Examples:
  blueprint explain BP401
  blueprint explain wait-without-target
  blueprint explain            every rule in one line
  blueprint explain BP4        the rules of one family
  blueprint explain BP011      an error
  blueprint explain BP0        every error in one line
"""


@click.command("explain", short_help="Say what a rule finds, and why it matters.", epilog=_EXAMPLES)
@click.argument("rules", nargs=-1)
@language_option
def command(rules: tuple[str, ...], lang: str | None) -> None:
    """Explain RULES: codes such as BP401, names, or beginnings of codes; without any, list all of them."""
    if not rules:
        click.echo("\n".join(_row(rule) for rule in RULES))
        return
    words = [word for given in rules for word in given.replace(",", " ").split()]
    for number, word in enumerate(words):
        found = [rule for rule in RULES if means(word, rule)]
        if mistakes := read_errors(word):
            if number:
                click.echo()
            alone = len(mistakes) == 1 and word.lower() in (mistakes[0].code.lower(), mistakes[0].name)
            click.echo(
                _error_page(mistakes[0]) if alone else "\n".join(_error_row(each) for each in mistakes)
            )
            continue
        if not found:
            raise misuse(_unknown(word))
        exact = [rule for rule in found if word.upper() == rule.code or word == rule.name]
        if number:
            click.echo()
        click.echo(_page(exact[0]) if exact else "\n".join(_row(rule) for rule in found), nl=not exact)


def _row(rule: Rule) -> str:
    return f"{rule.code}  {rule.severity.word:<7}  {rule.name:<34}  {read_page(rule.page).title}"


def _error_row(page: ErrorPage) -> str:
    return f"{page.code}  {'error':<7}  {page.name:<34}  {page.summary}"


def _error_page(page: ErrorPage) -> str:
    return f"{page.code} {page.name}\n\n{page.text}"


def _page(rule: Rule) -> str:
    page = read_page(rule.page)
    heading = f"{rule.code} {rule.name}\n\n{page.title}\n{rule.severity.word}, {rule.family}\n"
    parts = (("What it finds", page.finds), ("Why it matters", page.why))
    body = "".join(f"\n{title}\n\n{_indented(text)}" for title, text in parts)
    body += (
        f"\nBad\n\n{_indented(page.bad)}\nGood\n\n{_indented(page.good)}\nSource\n\n{_indented(page.source)}"
    )
    return heading + body


def _indented(text: str) -> str:
    return "".join(f"  {line}".rstrip() + "\n" for line in text.rstrip("\n").split("\n"))


def _unknown(word: str) -> str:
    names = [name for rule in RULES for name in (rule.code, rule.name)]
    near = nearest(word, [*names, *(name for page in read_errors("BP0") for name in (page.code, page.name))])
    return f"there is no rule '{word}'" + (f"; did you mean '{near}'?" if near else "")
