"""Progress of a long run: one line on a terminal, overwritten as it goes and removed at the end.

Comes in: how many files there are, and the name of each one that is done. Goes out: a line on standard error if that is a terminal; to
a file or a pipe, nothing. Deliberately absent: estimates of the time left.
"""

from __future__ import annotations

import os
import sys
import time

from ...terminal_text import cells, harmless

#: No more often than this, in seconds: writing to a terminal takes time as well.
_PAUSE = 0.05


class Progress:
    """Counts what is done. Use it with `with`, so that the line is removed in any case."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total = total
        self._shown = not quiet and total > 1 and sys.stderr.isatty() and os.environ.get("TERM") != "dumb"
        self._next = 0.0
        self._done = 0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        self.clear()

    def step(self, name: str) -> None:
        """One more is done."""
        self._done += 1
        now = time.monotonic()
        if self._shown and (now >= self._next or self._done == self._total):
            self._next = now + _PAUSE
            sys.stderr.write(f"\r\x1b[K{_fitted(f'{self._done}/{self._total} {harmless(name)}')}")
            sys.stderr.flush()

    def clear(self) -> None:
        """Removes the line, so that something else can be printed."""
        if self._shown and self._done:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()


def _fitted(text: str) -> str:
    """As much of a text as one line holds: a second line could not be removed."""
    try:
        room = os.get_terminal_size(sys.stderr.fileno()).columns - 1
    except (OSError, ValueError):
        room = 79
    shown, columns = cells(text)
    return "".join(sign for sign, end in zip(shown, columns[1:], strict=True) if end <= room)
