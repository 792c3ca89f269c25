"""A run as workflow commands of GitHub Actions, which it shows at the lines of a pull request.

Comes in: a Run. Goes out: one line for each finding. Texts of the user cannot start a command: line ends and per cent signs are
escaped as the runner requires. https://docs.github.com/actions/reference/workflow-commands-for-github-actions
"""

from __future__ import annotations

from ...diagnostics import Severity
from ...terminal_text import harmless
from . import Found, Listing, Run

_COMMANDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}


def show(run: Run) -> str:
    """The whole text: nothing where nothing was found."""
    return "".join(_line(finding) + "\n" for finding in run.found)


def _line(found: Found) -> str:
    line, column = found.start
    end_line, end_column = found.end
    places = {"file": found.file, "line": line, "endLine": end_line}
    if line == end_line:
        # Columns are given only within one line, and include the last one.
        places.update(col=column, endColumn=max(column, end_column - 1))
    places["title"] = f"{found.diagnostic.code} {found.rule}".strip()
    given = ",".join(f"{key}={_property(str(value))}" for key, value in places.items())
    message = found.message + (f"\n{found.hint}" if found.hint else "")
    return f"::{_COMMANDS[found.severity]} {given}::{_data(message)}"


def _data(text: str) -> str:
    lines = "\n".join(harmless(line) for line in text.splitlines())
    return lines.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


LISTING = Listing(help="Annotations of GitHub Actions.", show=show)
