"""The code of the product, read once for all tests that look at code.

Comes in: paths. Goes out: texts and syntax trees, which nobody may change. Deliberately absent: what should stand in them.
"""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path

from .paths import ROOT

#: The modules that are installed, folder by folder.
MODULES = [
    path for folder in ("blueprint", "renderers", "grammar") for path in sorted((ROOT / folder).rglob("*.py"))
]


@cache
def text_of(path: Path) -> str:
    """The text of a file of the repository."""
    return path.read_text(encoding="utf-8")


@cache
def tree_of(path: Path) -> ast.Module:
    """The syntax tree of a module of the repository."""
    return ast.parse(text_of(path))
