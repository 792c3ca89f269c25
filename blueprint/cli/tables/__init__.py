"""Registers in the formats of other programs: one module each, with its TABLE.

Comes in: a name or an ending. Goes out: a table format, loaded when it is asked for. Deliberately absent: what stands in registers.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from importlib import import_module

from ...analysis.registers.register import Register
from ...lean_dataclasses import dataclass
from ...words import Phrase, PhraseError

#: Registers, a language, and whether a byte-order mark is wanted; the contents of the files, in order.
Write = Callable[[tuple[Register, ...], str, bool], Iterator[bytes]]

#: The modules of this folder by the names of their formats; the first is the usual one.
_MODULES = {"csv": "as_csv", "markdown": "as_markdown", "xlsx": "as_xlsx", "json": "as_json"}
NAMES = tuple(_MODULES)
USUAL = NAMES[0]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableFormat:
    """A format: what the command line says of it, and the function that writes it.

    `noun` is what a file of it is called in a sentence. `is_single`: a file holds one register. `is_text`: it can go to standard output.
    `has_empty`: registers without rows are in it, too, for programs; people do not need empty tables. `takes_mark`: it may begin with a
    byte-order mark.
    """

    suffix: str
    help: str
    noun: Phrase
    write: Write
    is_single: bool = False
    is_text: bool = True
    has_empty: bool = True
    takes_mark: bool = False


class MissingPackageError(PhraseError):
    """A format needs a package that is not installed; the message says which."""


def find(name: str) -> TableFormat:
    """The format of that name, one of NAMES."""
    found: TableFormat = import_module(f"{__name__}.{_MODULES[name]}").TABLE
    return found


def suffixes() -> Iterator[tuple[str, str]]:
    """The endings of files, each with the name of its format."""
    for name in NAMES:
        yield find(name).suffix, name
