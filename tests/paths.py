"""Where things stand in the repository.

Comes in: nothing. Goes out: folders, and the examples. Deliberately absent: folders that one test alone wants.
"""

from __future__ import annotations

from pathlib import Path

TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
#: The examples, sorted by name.
EXAMPLES = sorted((ROOT / "examples").glob("*.blueprint"))
