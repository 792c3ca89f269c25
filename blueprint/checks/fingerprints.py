"""Fingerprints: how a finding is recognised after the lines around it have moved.

Comes in: diagnostics. Goes out: a short text for each that stays the same as long as its code, its file and the words it points at stay
the same. Several of one kind in equal lines are numbered from top to bottom. Deliberately absent: line numbers, messages (their wording
may get better), dates.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence

from ..diagnostics import Diagnostic
from ..places import one_form


def fingerprints(diagnostics: Sequence[Diagnostic], names: Sequence[str]) -> list[str]:
    """16 hexadecimal digits for each diagnostic; `names` are the files they are in, as the caller names them."""
    seen: Counter[str] = Counter()
    found = []
    for diagnostic, name in zip(diagnostics, names, strict=True):
        first = diagnostic.span.text.partition("\n")[0]
        words = " ".join((first or diagnostic.span.source.line(diagnostic.span.line)).split())
        same = "\0".join((diagnostic.code, one_form(name), words))
        seen[same] += 1
        digest = hashlib.sha256(f"{same}\0{seen[same]}".encode("utf-8", "surrogatepass"))
        found.append(digest.hexdigest()[:16])
    return found
