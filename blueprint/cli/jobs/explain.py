"""`blueprint explain`: what it does.

Comes in: codes, names, or beginnings of codes. Goes out: text on standard output. Deliberately absent: the texts, which are the rules'
docstrings and the errors' pages.
"""

from __future__ import annotations

import click

from ...checks import RULES, Rule
from ...checks.choice import means
from ...checks.page import read_page, told_of
from ...diagnostics import nearest
from ...words import Phrase, in_words, phrase
from ...words.errors import ErrorPage, read_errors
from ..run.console import misuse
from ..run.language import language_of


def run(rules: tuple[str, ...], lang: str | None) -> None:
    """Print the pages of rules and errors, or a line for each of several."""
    language = language_of(lang)
    if not rules:
        click.echo("\n".join(_row(rule, language) for rule in RULES))
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
        listed = "" if exact else "\n".join(_row(rule, language) for rule in found)
        click.echo(_page(exact[0], language) if exact else listed, nl=not exact)


def _row(rule: Rule, language: str) -> str:
    return f"{rule.code}  {rule.severity.word:<7}  {rule.name:<34}  {_about(rule, language)[0]}"


def _about(rule: Rule, language: str) -> tuple[str, str]:
    """What a rule finds, in a few words, and why that matters; in languages that have it, else as its page says it."""
    if language == "en":
        page = read_page(rule.page)
        return page.title, page.why
    return told_of(rule.code, rule.page, language)


def _error_row(page: ErrorPage) -> str:
    return f"{page.code}  {'error':<7}  {page.name:<34}  {page.summary}"


def _error_page(page: ErrorPage) -> str:
    return f"{page.code} {page.name}\n\n{page.text}"


def _page(rule: Rule, language: str) -> str:
    """The page of a rule. What it finds in detail is told in English alone."""
    page = read_page(rule.page)
    title, why = _about(rule, language)
    parts = (
        (phrase("message.explain.finds"), page.finds),
        (phrase("message.explain.why"), why),
        (phrase("message.explain.bad"), page.bad),
        (phrase("message.explain.good"), page.good),
        (phrase("message.explain.source"), page.source),
    )
    body = "".join(f"\n{in_words(heading, language)}\n\n{_indented(text)}" for heading, text in parts)
    return f"{rule.code} {rule.name}\n\n{title}\n{rule.severity.word}, {rule.family}\n{body}"


def _indented(text: str) -> str:
    return "".join(f"  {line}".rstrip() + "\n" for line in text.rstrip("\n").split("\n"))


def _unknown(word: str) -> Phrase:
    names = [name for rule in RULES for name in (rule.code, rule.name)]
    near = nearest(word, [*names, *(name for page in read_errors("BP0") for name in (page.code, page.name))])
    if near is None:
        return phrase("message.explain.unknown", name=word)
    return phrase("message.explain.near", name=word, near=near)
