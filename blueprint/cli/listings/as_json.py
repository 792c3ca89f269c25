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
    counts = Counter(one.severity for one in run.found)
    whole = {
        "version": 1,
        "findings": [_finding(one) for one in run.found],
        "files": list(run.files),
        "summary": {"text": run.summary, **{one.word: counts[one] for one in Severity}},
    }
    return json.dumps(whole, ensure_ascii=False, indent=2) + "\n"


def _finding(one: Found) -> dict[str, object]:
    said = one.diagnostic
    labels = [
        {"file": label.span.source.name, "message": text, **place(label.span)}
        for label, text in zip(said.labels, one.labels, strict=True)
    ]
    return {
        "code": said.code,
        "name": one.rule or None,
        "severity": said.severity.word,
        "message": one.message,
        "help": one.hint,
        "file": one.file,
        **place(said.span),
        "labels": labels,
        "fix": [{**place(edit.span), "text": edit.text} for edit in said.fix],
        "fingerprint": one.fingerprint,
    }


def place(span: Span) -> dict[str, object]:
    """Start and end of a span."""
    found: dict[str, object] = {}
    for key, offset in (("start", span.start), ("end", span.end)):
        line, column = span.source.position(offset)
        found[key] = {"line": line, "column": column, "offset": offset}
    return found


LISTING = Listing(help="For scripts.", show=show)
