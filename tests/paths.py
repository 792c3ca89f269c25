"""Where things stand in the repository, and how much of them is tried.

Comes in: nothing. Goes out: folders, and the examples. Deliberately absent: folders that one test alone wants.
"""

from __future__ import annotations

import os
from pathlib import Path

#: Whether more is tried than what the gate has time for; see CONTRIBUTING.
IS_THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"
TESTS = Path(__file__).resolve().parent
ROOT = TESTS.parent
#: The examples, sorted by name.
EXAMPLES = sorted((ROOT / "examples").glob("*.blueprint"))
