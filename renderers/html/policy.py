"""What the page allows itself: its Content-Security-Policy.

Comes in: the texts of its style elements. Goes out: the policy as it stands in the file, so that it holds wherever the file is opened.
Deliberately absent: `unsafe-inline`. A style sheet is let in by its hash; a script of ours would be, by a `script-src` beside it.
"""

from __future__ import annotations

from base64 import b64encode
from hashlib import sha256


def policy(*styles: str) -> str:
    """Nothing is fetched, run, framed or sent; only these style sheets hold, and no `style` attribute does."""
    allowed = " ".join(f"'{_hash(style)}'" for style in styles)
    return f"default-src 'none'; style-src {allowed}; base-uri 'none'; form-action 'none'"


def _hash(text: str) -> str:
    return f"sha256-{b64encode(sha256(text.encode()).digest()).decode()}"
