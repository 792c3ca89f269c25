"""The baseline: old findings that a team accepts for now; a run fails on new ones only.

Comes in: findings. Goes out: a file of their fingerprints, and the findings that are not in it. Errors are never in a baseline. The file is
sorted, so that two people who write it get the same one and diffs are easy to read. Deliberately absent: line numbers, dates.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from ...files import contents, reason
from ...places import one_form
from ...words import phrase
from ..listings import Found
from .console import Failure
from .saving import save

_VERSION = 1


class Old(NamedTuple):
    """One finding of a baseline: its fingerprint, its file, the code of its rule."""

    fingerprint: str
    file: str
    code: str


class Split(NamedTuple):
    """Findings beside a baseline: those that are new, and how many are in it."""

    new: list[Found]
    old: int


def write_baseline(path: Path, found: Iterable[Found]) -> int:
    """Write the findings of a run; how many they are. Raises Failure."""
    kept = [finding for finding in found if not finding.diagnostic.is_error]
    rows = sorted(
        {
            "file": finding.file,
            "code": finding.diagnostic.code,
            "fingerprint": finding.fingerprint,
            "message": finding.message,
        }.items()
        for finding in kept
    )
    lines = ",\n".join("    " + json.dumps(dict(row), ensure_ascii=False) for row in rows)
    body = f"\n{lines}\n  " if rows else ""
    save(path, f'{{\n  "version": {_VERSION},\n  "findings": [{body}]\n}}\n')
    return len(kept)


def read_baseline(path: Path) -> frozenset[Old]:
    """The findings of a baseline. Raises Failure where it is missing or not a baseline."""
    try:
        whole = json.loads(contents(path).decode("utf-8-sig"))
        if whole["version"] != _VERSION:
            raise Failure(phrase("message.baseline.version", file=str(path), version=str(whole["version"])))
        return frozenset(
            Old(str(row["fingerprint"]), one_form(str(row["file"])), str(row["code"]))
            for row in whole["findings"]
        )
    except FileNotFoundError:
        raise Failure(phrase("message.baseline.missing", file=str(path))) from None
    except OSError as problem:
        raise Failure(phrase("message.baseline.unreadable", file=str(path), reason=reason(problem))) from None
    except (ValueError, TypeError, KeyError):
        raise Failure(phrase("message.baseline.other", file=str(path))) from None


def split(found: Iterable[Found], known: frozenset[str]) -> Split:
    """Tell new findings from those of a baseline."""
    new, seen = [], set()
    for finding in found:
        if finding.fingerprint in known and not finding.diagnostic.is_error:
            seen.add(finding.fingerprint)
        else:
            new.append(finding)
    return Split(new, len(seen))
