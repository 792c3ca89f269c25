"""Formats on the command line: a list in the help of a command, the shell completion of `-f`, and options that may have a value.

Comes in: names of formats with a few words on each, read when somebody asks for help. Goes out: a command, and what options are made of.
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


class Optional(click.Option):
    """An option with a value that may be left out: `--embed`, `--embed=figure`.

    Click has such options, but takes the next word for their value, which here is a file: `--embed hotel.blueprint`.
    """

    def __init__(self, *arguments: Any, bare: str, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self.bare = bare


class FormatCommand(click.Command):
    """A command that writes formats; its help lists them between the options and the examples."""

    def __init__(self, *arguments: Any, formats: Formats, **settings: Any) -> None:
        super().__init__(*arguments, **settings)
        self._formats = formats

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Give options that are written without their value the usual one."""
        usual = {name: one.bare for one in self.params if isinstance(one, Optional) for name in one.opts}
        end = args.index("--") if "--" in args else len(args)
        given = [f"{word}={usual[word]}" if word in usual else word for word in args[:end]]
        return super().parse_args(ctx, given + args[end:])

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
