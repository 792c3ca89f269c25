"""The Content-Security-Policy of a page.

Comes in: the texts of its style and script elements. Goes out: the policy, which is part of the file and so applies wherever the file is
opened. Deliberately absent: `unsafe-inline`, and addresses. Only these elements are allowed, each by the hash of its text.
"""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from hashlib import sha256


def policy(styles: Sequence[str], scripts: Sequence[str] = ()) -> str:
    """Nothing is fetched, framed or sent; only these style sheets apply, no `style` attributes; only these scripts run.

    The texts are exactly those between the tags.
    """
    allowed = [f"style-src {_hashes(styles)}"]
    if scripts:
        allowed.append(f"script-src {_hashes(scripts)}")
    return "; ".join(("default-src 'none'", *allowed, "base-uri 'none'", "form-action 'none'"))


def _hashes(texts: Sequence[str]) -> str:
    return " ".join(f"'{_hash(text)}'" for text in texts)


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
