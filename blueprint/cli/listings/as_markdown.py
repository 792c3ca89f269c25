"""A run as Markdown: for a comment on a change, a page of a wiki, the summary of a CI job.

Comes in: a Run. Goes out: a table for each file that something was found in. What the user wrote stays text: whatever could be markup
there is escaped.
"""

from __future__ import annotations

from ...renderers.markdown import line as text
from . import Found, Listing, Run


def show(run: Run) -> str:
    """The whole text."""
    parts = [f"**{text(run.summary)}**"]
    for file in dict.fromkeys(one.file for one in run.found):
        rows = "\n".join(_row(one) for one in run.of(file))
        parts.append(f"### {text(file)}\n\n| Line | | Code | What | Help |\n|--:|---|---|---|---|\n{rows}")
    return "\n\n".join(parts) + "\n"


def _row(one: Found) -> str:
    code = f"{one.diagnostic.code} {text(one.rule)}".strip()
    cells = (str(one.start[0]), one.severity.word, code, text(one.message), text(one.hint or ""))
    return f"| {' | '.join(cells)} |"


LISTING = Listing(help="For comments, wikis, summaries of CI jobs.", show=show)
