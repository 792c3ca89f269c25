"""Formats on the command line: a list in the help of a command, and the shell completion of `-f`.

Comes in: names of formats with a few words on each, read when somebody asks for help. Goes out: a command, and a function for an option.
Deliberately absent: which formats there are (`blueprint.render`, `blueprint.cli.tables`, `blueprint.cli.listings`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: The names of formats, and what each is for.
Formats = Callable[[], Iterable[tuple[str, str]]]
_Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


class FormatCommand(click.Command):
    """A command that writes formats; its help lists them between the options and the examples."""

    def __init__(self, *arguments: Any, formats: Formats, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._formats = formats

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the formats, then what follows them."""
        with formatter.section("Formats"):
            formatter.write_dl(list(self._formats()))
        super().format_epilog(ctx, formatter)


def described(help: str, *more: str) -> str:
    """What a format is for, and in brackets the ending of its files and further notes."""
    return f"{help} [{'; '.join(part for part in more if part)}]".lstrip()


def completing(formats: Formats) -> _Complete:
    """What completes the name of a format."""

    def complete(_: click.Context, __: click.Parameter, begun: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        return [CompletionItem(name, help=help) for name, help in formats() if name.startswith(begun)]

    return complete
