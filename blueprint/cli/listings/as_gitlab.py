"""A run as a Code Quality report of GitLab, which shows it at the lines of a merge request.

Comes in: a Run. Goes out: a JSON array with one object for each finding. GitLab tells findings apart by their fingerprints, so those of
files of one name differ here. https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
"""

from __future__ import annotations

import hashlib
import json

from ...diagnostics import Severity
from . import Found, Listing, Run

_SEVERITIES = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def show(run: Run) -> str:
    """The whole text."""
    return json.dumps([_finding(found) for found in run.found], ensure_ascii=False, indent=2) + "\n"


def _finding(found: Found) -> dict[str, object]:
    mark = hashlib.sha256(f"{found.file}\0{found.fingerprint}".encode()).hexdigest()[:32]
    return {
        "description": found.message + (f" – {found.hint}" if found.hint else ""),
        "check_name": f"{found.diagnostic.code} {found.rule}".strip(),
        "fingerprint": mark,
        "severity": _SEVERITIES[found.severity],
        "location": {"path": found.file, "lines": {"begin": found.start[0], "end": found.end[0]}},
    }


LISTING = Listing(help="Code Quality reports of GitLab.", show=show)
