"""The language that a file's texts show by the script they are written in.

Comes in: a whole file. Goes out: a language tag, or None where no script has most of the words, or one that many languages share (Latin,
Cyrillic, Devanagari). Deliberately absent: guesses by vocabulary.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from .customers import QUOTED

#: The letters of scripts that one language or few are written in, and how many of them a word has, roughly.
_SCRIPTS: Mapping[str, tuple[str, float]] = {
    "han": (r"\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff", 1.5),
    "kana": (r"\u3041-\u3096\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\uff66-\uff9f", 2),
    "hangul": (r"\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3", 2.5),
    "arabic": (r"\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc", 4.5),
    "hebrew": (r"\u05d0-\u05f2\ufb1d-\ufb4f", 4.5),
    "greek": (r"\u0370-\u03ff\u1f00-\u1fff", 5.5),
    "thai": (r"\u0e01-\u0e3a\u0e40-\u0e4e", 4.5),
    "georgian": (r"\u10a0-\u10ff\u1c90-\u1cbf", 6),
    "armenian": (r"\u0531-\u0556\u0561-\u0586", 6),
}
_LETTERS = {script: re.compile(f"[{letters}]") for script, (letters, _) in _SCRIPTS.items()}
_LETTER = re.compile(r"[^\W\d_]")
_LENGTH_OF_OTHER_WORDS = 5.0
_LANGUAGES = {
    "hangul": "ko", "hebrew": "he", "greek": "el", "thai": "th", "georgian": "ka", "armenian": "hy",
}  # fmt: skip
#: Common characters that only traditional, and only simplified Chinese has.
_TRADITIONAL = re.compile(
    "[們這個來時說為國會對過還沒麼樣點經話間問門開關請書車長東見學後裡從進現當無與萬員務單電預訂櫃檯顧確認應該領廳醫診療結帳發機場號約寫報處線]"
)
_SIMPLIFIED = re.compile(
    "[们这个来时说为国会对过还没么样点经话间问门开关请书车长东见学后里从进现当无与万员务单电预订柜台顾确认应该领厅医诊疗结账发机场号约写报处线]"
)
#: Letters that Urdu has and neither Persian nor Arabic; that Persian has and Arabic lacks.
_URDU = re.compile(r"[\u0679\u0688\u0691\u06ba\u06d2]")
_PERSIAN = re.compile(r"[\u067e\u0686\u0698\u06af\u06a9\u06cc]")
#: How much of a text such letters are at least; words from abroad have some of them, too.
_LEAST = 0.02
_LEAST_KANA = 0.1


def language_of_texts(written: str) -> str | None:
    """The language of most words in the texts of a file; only what stands in quotes counts, no names, keywords or comments."""
    if written.isascii():
        return None
    texts = "\n".join(QUOTED.findall(_without_comments(written)))
    counts = {script: len(letters.findall(texts)) for script, letters in _LETTERS.items()}
    others = len(_LETTER.findall(texts)) - sum(counts.values())
    words = {script: count / _SCRIPTS[script][1] for script, count in counts.items()}
    # Japanese is written in both.
    words["han"] += words.pop("kana")
    main = max(words, key=lambda script: words[script])
    if words[main] <= (sum(words.values()) + max(others, 0) / _LENGTH_OF_OTHER_WORDS) / 2:
        return None
    if main == "han":
        return _east_asian(texts, counts["kana"] / (counts["kana"] + counts["han"]))
    return _arabic(texts, counts[main]) if main == "arabic" else _LANGUAGES[main]


def _without_comments(written: str) -> str:
    return "\n".join(line for line in written.split("\n") if not line.lstrip().startswith(("#", "\uff03")))


def _east_asian(texts: str, kana: float) -> str:
    if kana >= _LEAST_KANA:
        return "ja"
    return "zh-Hant" if len(_TRADITIONAL.findall(texts)) > len(_SIMPLIFIED.findall(texts)) else "zh"


def _arabic(texts: str, letters: int) -> str:
    if len(_URDU.findall(texts)) >= _LEAST * letters:
        return "ur"
    return "fa" if len(_PERSIAN.findall(texts)) >= _LEAST * letters else "ar"
