"""The command line: one small module per command, imported when its command is used.

Comes in: arguments. Goes out: text, files, and the exit code: 0 all well, 1 findings or errors in a file, 2
wrong usage or a failure of our own, 130 when interrupted. Deliberately absent: tracebacks
(BLUEPRINT_DEBUG=1 brings them back), and what the commands do.
"""

from __future__ import annotations

import gc
import os
import sys
from typing import TYPE_CHECKING, Any, NoReturn

import click

from .. import __version__
from .spoken import SpokenContext, listen

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

#: Each with a few words. They stand here, so that the list of commands and its completion import none of them.
COMMANDS = {
    "check": "Say what is wrong or weak in files.",
    "explain": "Say what a rule finds, and why it matters.",
    "fmt": "Format files.",
    "render": "Draw files.",
    "report": "Write pages with picture, tables and findings.",
    "manual": "Write manuals: who does what, when and how.",
    "registers": "Write fail points, touchpoints … as tables.",
    "new": "Write a small blueprint to start from.",
}


#: What a shell sets that asks for completions.
_COMPLETING = "_BLUEPRINT_COMPLETE"


class _LazyGroup(click.Group):
    """Imports a command's module when the command is run, or asked for its help or its options."""

    context_class = SpokenContext

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        listen(args)
        _prepare(self)
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        from importlib import import_module

        command: click.Command = import_module(f"{__name__}.commands.{cmd_name}").command
        command.short_help = COMMANDS[cmd_name]
        command.context_class = SpokenContext
        _prepare(command)
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        from click.shell_completion import CompletionItem

        begun = [(name, help) for name, help in COMMANDS.items() if name.startswith(incomplete)]
        found = [CompletionItem(name, help=help) for name, help in begun]
        # Not the group's own way, which makes every command.
        return found + click.Command.shell_complete(self, ctx, incomplete)


def _prepare(command: click.Command) -> None:
    """Where a shell asks what may be typed next, have the command know."""
    if _COMPLETING in os.environ:
        from .run.completion import attach

        attach(command)


_EXAMPLES = """\b
Examples:
  blueprint new hotel.blueprint      a file to start from
  blueprint check .                  every blueprint below this folder
  blueprint fmt .                    brings them into the one form
  blueprint render hotel.blueprint   writes hotel.svg
  blueprint report hotel.blueprint   writes hotel.html
"""


@click.group(
    cls=_LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=_EXAMPLES,
)
@click.version_option(__version__, prog_name="blueprint", message="%(prog)s %(version)s")
@click.option("--lang", metavar="LANGUAGE", help="The language of help, messages and what is written.")
@click.pass_context
def group(context: click.Context, lang: str | None) -> None:
    """Service blueprints as code: text in, checked diagrams and reports out."""
    context.default_map = {name: {"lang": lang} for name in COMMANDS if lang}


def main(arguments: list[str] | None = None) -> NoReturn:
    """Run the command and end the process. `arguments` are those of the process unless given."""
    _tune_collector()
    _tame_streams()
    sys.exit(_run(arguments))


def _run(arguments: list[str] | None) -> int:
    """The exit code; any failure is told in a sentence."""
    try:
        code = group.main(arguments, prog_name="blueprint", standalone_mode=False)
        sys.stdout.flush()
        return code if isinstance(code, int) else 0
    except click.ClickException as problem:
        problem.show()
        return problem.exit_code
    except (click.Abort, KeyboardInterrupt):
        return 130
    except BrokenPipeError:
        # The reader of our output has gone: no message.
        _drop_output()
        return 1
    except Exception as problem:
        return _explain(problem)


def _explain(problem: Exception) -> int:
    if os.environ.get("BLUEPRINT_DEBUG"):
        import traceback

        traceback.print_exc()
        return 2
    from ..files import reason
    from ..words import phrase
    from .run.console import note

    if isinstance(problem, OSError):
        _drop_output()
        why, file = reason(problem), str(problem.filename or "")
        note(
            phrase("message.failure.file", reason=why, file=file)
            if file
            else phrase("message.failure", reason=why)
        )
    else:
        note(phrase("message.failure.internal", kind=type(problem).__name__, problem=str(problem)))
    return 2


def _drop_output() -> None:
    """Discard standard output: Python would fail again when it flushes it at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tune_collector() -> None:
    """Let the garbage collector run rarely, and never over what is imported by now.

    Trees and models hold no cycles, so nearly all of its work is wasted: a fifteenth of the time of a large
    file. It is not turned off, so that a run over thousands of files needs little memory.
    """
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


def _tame_streams() -> None:
    """Escape what a terminal cannot show, and give pipes and files UTF-8 on every system."""
    # Closed by the parent process, or no console. What is made for standard output is refused then (`run.saving`).
    if sys.stdout is None:
        sys.stdout = open(os.devnull, "w")  # noqa: SIM115
    if sys.stderr is None:
        sys.stderr = open(os.devnull, "w")  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        # Streams may be replaced by something simpler.
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure:
            encoding = None if stream.isatty() else "utf-8"
            reconfigure(encoding=encoding, errors="backslashreplace")
