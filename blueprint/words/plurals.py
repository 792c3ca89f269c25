"""Which form of a text a whole number asks for, after CLDR's cardinal plural rules.

Comes in: a language and a number. Goes out: `zero`, `one`, `two`, `few`, `many`, or `other`, which is the text itself. A language that
is not listed has the forms of English. Deliberately absent: fractions; counts are whole.
"""

from __future__ import annotations

from collections.abc import Callable


def category(language: str, count: int) -> str:
    """The category of a number; 1 is `one` also in languages without plural forms, which may have another text for a single thing."""
    if count == 1:
        return "one"
    return _RULES.get(language.partition("-")[0].lower(), _english)(abs(count))


def _english(count: int) -> str:
    return "one" if count == 1 else "other"


def _french(count: int) -> str:
    return "one" if count < 2 else "other"


def _none(count: int) -> str:
    return "other"


def _hebrew(count: int) -> str:
    return {1: "one", 2: "two"}.get(count, "other")


def _arabic(count: int) -> str:
    if count < 3:
        return ("zero", "one", "two")[count]
    return "few" if 3 <= count % 100 <= 10 else "many" if count % 100 >= 11 else "other"


def _czech(count: int) -> str:
    return "one" if count == 1 else "few" if 2 <= count <= 4 else "other"


def _is_few(count: int) -> bool:
    return 2 <= count % 10 <= 4 and not 12 <= count % 100 <= 14


def _polish(count: int) -> str:
    return "one" if count == 1 else "few" if _is_few(count) else "many"


def _russian(count: int) -> str:
    if count % 10 == 1 and count % 100 != 11:
        return "one"
    return "few" if _is_few(count) else "many"


_RULES: dict[str, Callable[[int], str]] = {
    **dict.fromkeys(("id", "ja", "ko", "ms", "th", "vi", "zh"), _none),
    **dict.fromkeys(("fr", "pt"), _french),
    **dict.fromkeys(("cs", "sk"), _czech),
    **dict.fromkeys(("ru", "uk", "be"), _russian),
    "ar": _arabic,
    "he": _hebrew,
    "pl": _polish,
}
