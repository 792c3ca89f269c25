"""Which known name a misspelt word was probably meant to be.

Comes in: names, and a word that is none of them. Goes out: the nearest name, and the one from which the word differs by a typing slip.
The names are sorted into buckets once, so that a thousand unknown words among a thousand names stay fast. Deliberately absent:
messages.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from difflib import get_close_matches

#: Among more names than this, only those that begin or end like the word are compared with it.
_MANY = 200


class Vocabulary:
    """A set of names, to find similar ones in."""

    def __init__(self, names: Iterable[str]) -> None:
        self._names = {name.casefold(): name for name in names}
        self._by_length: dict[int, list[str]] = {}
        self._by_end: dict[tuple[bool, str], list[str]] = {}
        self._slips: dict[str, list[str]] | None = None
        for key in self._names:
            self._by_length.setdefault(len(key), []).append(key)
            self._by_end.setdefault((True, key[:2]), []).append(key)
            self._by_end.setdefault((False, key[-2:]), []).append(key)

    def nearest(self, word: str) -> str | None:
        """The name that is nearest to a word, where one is near."""
        folded = word.casefold()
        # Names with a very different length cannot be near, and comparing thousands of them takes seconds.
        span = max(len(folded), 2) // 2
        lengths = range(len(folded) - span, len(folded) + span + 1)
        if sum(len(self._by_length.get(length, ())) for length in lengths) > _MANY:
            ends = ((True, folded[:2]), (False, folded[-2:]))
            alike = {key for end in ends for key in self._by_end.get(end, ()) if len(key) in lengths}
        else:
            alike = {key for length in lengths for key in self._by_length.get(length, ())}
        # In a Chinese name of two or three characters, one is a lot.
        cutoff = 0.5 if len(word) < 4 else 0.6
        near = get_close_matches(folded, sorted(alike), n=1, cutoff=cutoff)
        return self._names[near[0]] if near else None

    def slip(self, word: str) -> str | None:
        """The name that a word misspells, if there is only one."""
        if self._slips is None:
            self._slips = {}
            for name in self._names.values():
                for form in _forms(name):
                    self._slips.setdefault(form, []).append(name)
        forms = {name for form in _forms(word) for name in self._slips.get(form, ())}
        near = [name for name in forms if is_slip(word, name)]
        return near[0] if len(near) == 1 else None


def _forms(word: str) -> Iterator[str]:
    """A word, and all its forms without one letter: two words that differ by a slip have one of these in common."""
    yield word
    # Names of that length are not typed.
    if len(word) <= 60:
        yield from {word[:at] + word[at + 1 :] for at in range(len(word))}


def is_slip(word: str, known: str) -> bool:
    """Whether a word is a known name but for one letter: left out, put in, another one, or exchanged with its neighbour.

    In short names one letter makes too much difference, and a number is never a slip: `desk1` is not `desk2`.
    """
    if min(len(word), len(known)) < (4 if known.isascii() else 2) or abs(len(word) - len(known)) > 1:
        return False
    start = 0
    while start < min(len(word), len(known)) and word[start] == known[start]:
        start += 1
    text, other = word[start:], known[start:]
    if any(letter.isdigit() or letter == "_" for letter in text[:2] + other[:2]):
        return False
    swapped = text[:2] == other[1::-1] and text[2:] == other[2:]
    return text != other and (text[1:] == other[1:] or text[1:] == other or text == other[1:] or swapped)
