"""The starter files of `blueprint new`.

Comes in: the stem of a file's name, a language. Goes out: the text of a blueprint that compiles without
findings. Deliberately absent: writing files.
"""

from __future__ import annotations

from unicodedata import category, normalize

from ..words import in_words, phrase


def starter(stem: str, language: str) -> str:
    """The starter file in a language of the catalogues, named after the stem of its file's name."""
    # Not `word`: it would put invisible isolates around English for readers of Arabic.
    return in_words(phrase("starter.text", name=name_from(stem), title=title_from(stem)), language)


def name_from(stem: str) -> str:
    """A valid name that is near a file's: every run of other characters becomes one underscore."""
    kept = "".join(char if _may_stand(char) else " " for char in normalize("NFC", stem))
    name = "_".join(kept.split())
    if not name.strip("_"):
        return "service"
    return name if name[0].isalpha() or name[0] == "_" else f"_{name}"


def title_from(stem: str) -> str:
    """The file's name in words, fit for a string."""
    spaced = "".join(" " if char in "-_" or not char.isprintable() else char for char in stem)
    words = " ".join(spaced.split()) or "Service"
    return (words[0].upper() + words[1:]).replace("\\", "\\\\").replace('"', '\\"')


def _may_stand(char: str) -> bool:
    return char == "_" or char.isalnum() or category(char)[0] == "M"
