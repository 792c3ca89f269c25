"""A run as JSON: for scripts.

Comes in: a Run. Goes out: one object with `version` (of this form, now 1), `findings`, `files` and `summary`. Places are lines and
columns from 1 in characters, `end` behind the last one, and offsets in characters from 0.
"""

from __future__ import annotations

import json
from collections import Counter

from ...diagnostics import Severity
from ...source import Span
from . import Found, Listing, Run


def show(run: Run) -> str:
    """The whole text."""
    counts = Counter(finding.severity for finding in run.found)
    whole = {
        "version": 1,
        "findings": [_finding(finding) for finding in run.found],
        "files": [file.name for file in run.files],
        "summary": {"text": run.summary, **{severity.word: counts[severity] for severity in Severity}},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _finding(found: Found) -> dict[str, object]:
    diagnostic = found.diagnostic
    labels = [
        {"file": label.span.source.project_path, "message": text, **place(label.span)}
        for label, text in zip(diagnostic.labels, found.labels, strict=True)
    ]
    return {
        "code": diagnostic.code,
        "name": found.rule or None,
        "severity": diagnostic.severity.word,
        "message": found.message,
        "help": found.hint,
        "file": found.file,
        **place(diagnostic.span),
        "labels": labels,
        "fix": [{**place(edit.span), "text": edit.text} for edit in diagnostic.fix],
        "fingerprint": found.fingerprint,
    }


def place(span: Span) -> dict[str, object]:
    """Start and end of a span."""
    found: dict[str, object] = {}
    for key, offset in (("start", span.start), ("end", span.end)):
        line, column = span.source.position(offset)
        found[key] = {"line": line, "column": column, "offset": offset}
    return found


LISTING = Listing(help="For scripts.", show=show)
