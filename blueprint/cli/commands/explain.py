"""`blueprint explain`: what a rule or an error means, why it matters, and what good looks like.

Comes in: codes or names of rules and errors. Goes out: their pages. Deliberately absent: the pages, which are the docstrings of the rules
and, for errors, `blueprint/words/errors.md`.
"""

from __future__ import annotations

import click

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


@click.command("explain", epilog=_EXAMPLES)
@click.argument("rules", nargs=-1)
@language_option
def command(rules: tuple[str, ...], lang: str | None) -> None:
    """Explain RULES: codes such as BP401, names, or beginnings of codes; without any, list all of them."""
    from ..jobs.explain import run

    run(rules, lang)
