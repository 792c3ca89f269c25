"""What the pages of a site depend on besides the texts: this program and the user's options.

Comes in: values of any kind. Goes out: digests, the same on every run. Deliberately absent: the memory that they are kept in (`manifest`).
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from enum import Enum
from functools import cache
from importlib import import_module
from pathlib import Path

from .manifest import digest

#: The files of this program whose contents show in pages; fonts do not.
_ENDINGS = frozenset({".py", ".j2", ".css", ".js", ".json", ".lark", ".tsv", ".txt", ".toml"})


def key(*values: object) -> str:
    """A digest of some values, and of this program."""
    return digest(json.dumps((_tool(), *values), default=_plain).encode())


def _plain(value: object) -> object:
    """A value as JSON has it, the same on every run."""
    if isinstance(value, Enum):
        return value.name
    if is_dataclass(value):
        return {field.name: _keyed(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Mapping):
        return _keyed(value)
    return sorted(value) if isinstance(value, frozenset) else str(value)


def _keyed(value: object) -> object:
    """The same, but pairs for a mapping whose keys are not texts, which JSON does not have."""
    if not isinstance(value, Mapping):
        return value
    return dict(value) if all(isinstance(each, str) for each in value) else sorted(value.items())


@cache
def _tool() -> str:
    """A digest of this program's files, with the versions of the libraries that write pages."""
    import sys
    from importlib.metadata import version

    found: list[object] = [
        *sys.version_info[:2],
        *(version(name) for name in ("Jinja2", "MarkupSafe", "babel")),
    ]
    # In a checkout two of these are beside the package, not in it.
    for name in ("blueprint", "blueprint.grammar", "blueprint.renderers"):
        folder = Path(import_module(name).__path__[0])
        for path in sorted(folder.rglob("*")):
            if path.suffix in _ENDINGS:
                found.append(f"{name}/{path.relative_to(folder).as_posix()} {digest(path.read_bytes())}")
    return digest(json.dumps(found).encode())
