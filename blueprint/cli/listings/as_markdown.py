"""A run as Markdown: for a comment on a change, a page of a wiki, the summary of a CI job.

Comes in: a Run. Goes out: a table for each file that something was found in. Texts of the user stay text: markup in them is escaped.
"""

from __future__ import annotations

from ...renderers.markdown import line as text
from ...words import in_words, phrase
from . import Found, Listing, Run


def show(run: Run) -> str:
    """The whole text."""
    line, code, what, cure = (
        in_words(title, run.language)
        for title in (
            phrase("message.listing.line"),
            phrase("message.listing.code"),
            phrase("message.listing.what"),
            phrase("message.listing.cure"),
        )
    )
    head = f"| {line} | | {code} | {what} | {cure} |\n|--:|---|---|---|---|"
    parts = [f"**{text(run.summary)}**"]
    for file in dict.fromkeys(finding.file for finding in run.found):
        rows = "\n".join(_row(finding, run.language) for finding in run.of(file))
        parts.append(f"### {text(file)}\n\n{head}\n{rows}")
    return "\n\n".join(parts) + "\n"


def _row(found: Found, language: str) -> str:
    code = f"{found.diagnostic.code} {text(found.rule)}".strip()
    cells = (
        str(found.start[0]),
        in_words(found.severity.called, language),
        code,
        text(found.message),
        text(found.hint or ""),
    )
    return f"| {' | '.join(cells)} |"


LISTING = Listing(help="For comments, wikis, summaries of CI jobs.", show=show)
