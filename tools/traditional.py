"""Makes `blueprint/words/zh-Hant.json`, Chinese in traditional characters, from `zh.json`.

    python3 -m venv opencc
    opencc/bin/pip install opencc-python-reimplemented==0.1.7
    opencc/bin/python tools/traditional.py            write the file
    opencc/bin/python tools/traditional.py --check    exit with 1 where it differs from what would be written

Run it after every change of `zh.json`, and read the difference. OpenCC is needed here alone, so nothing else depends on it.

Comes in: `zh.json`, the table of keywords, `traditional.tsv`. Goes out: characters and phrases by OpenCC (`s2twp`), then Taiwan's
words for things of services and of files. Keywords in hints and in the starter file become English ones: there are none in
traditional characters, and what a hint shows must be something to type. Deliberately absent: any other translation.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
WORDS = ROOT / "blueprint" / "words"
TARGET = WORDS / "zh-Hant.json"
#: Texts that mean something else than the same text elsewhere.
_OWN = {"column.what": "項目", "page.chart.what": "項目", "page.show.rows": "列", "unit.week": "週"}
#: What the starter file says below its first line, for its keywords tell no language.
_LANGUAGE = "language zh_Hant"
_UNITS = {"分钟": "m", "小时": "h", "秒": "s", "分": "m", "天": "d", "周": "w"}
_UNIT = re.compile(rf"(?<=[0-9}}])({'|'.join(_UNITS)})(?![\u3400-\u9fff])")
#: The keys of texts with pieces of blueprints in them.
_HINT = re.compile(r"BP\d{3}(\.[a-z-]+)*\.cure(\..+)?|message\.a\.duration")
_MESSAGE = re.compile(r"BP\d{3}(\..+)?")
#: A hint in which words that are keywords elsewhere stand for names.
_NO_KEYWORDS = {"BP002.cure.arrow"}

Text = str | list[str]
Change = Callable[[str], str]


def main(arguments: list[str] | None = None) -> int:
    """Write the catalogue, or compare it."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument(
        "--check", action="store_true", help="write nothing; tell whether the file is as it should be"
    )
    given = parser.parse_args(arguments)
    try:
        made = catalogue()
    except ImportError:
        parser.error("there is no OpenCC; the beginning of this file tells how to install it")
    if not given.check:
        TARGET.write_text(made, encoding="utf-8", newline="\n")
    elif not TARGET.exists() or TARGET.read_text("utf-8") != made:
        sys.stderr.write(f"{TARGET.relative_to(ROOT)} does not fit zh.json; run tools/traditional.py\n")
        return 1
    return 0


def catalogue() -> str:
    """The file as it should be."""
    convert = _converter()
    simplified: dict[str, Text] = json.loads((WORDS / "zh.json").read_text("utf-8"))
    made = {key: converted(key, text, convert) for key, text in simplified.items()}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def converted(key: str, text: Text, convert: Change) -> Text:
    """A text in traditional characters, by what converts plain prose."""
    if isinstance(text, str):
        return _OWN.get(key) or convert(with_english_keywords(key, text))
    if key != "starter.text":
        return [convert(line) for line in text]
    lines = [convert(_starter_line(line)) for line in text]
    header = next(at for at, line in enumerate(lines) if line.startswith("blueprint "))
    return [*lines[: header + 1], _LANGUAGE, *lines[header + 1 :]]


# ── characters and words ────────────────────────────────────────────────────────────────────────────────────


def _converter() -> Change:
    """OpenCC, and after it the table; where several rows begin at one place, the longest is meant."""
    from opencc import OpenCC  # type: ignore[import-not-found,unused-ignore]

    opencc = OpenCC("s2twp")
    table = {row[0]: row[1] for row in _rows("tools/traditional.tsv")}
    found = re.compile("|".join(map(re.escape, sorted(table, key=len, reverse=True))))
    return lambda text: found.sub(lambda match: table[match[0]], opencc.convert(text))


def _rows(path: str) -> list[list[str]]:
    lines = (ROOT / path).read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and line[0] != "#"]


# ── pieces of blueprints ────────────────────────────────────────────────────────────────────────────────────


def with_english_keywords(key: str, text: str) -> str:
    """A text in simplified characters, in which the keywords that somebody is to type are English."""
    english, spelt = _keywords()
    if _MESSAGE.fullmatch(key):
        text = re.sub(f"“({spelt})”", lambda found: f"“{english[found[1]]}”", text)
    if not _HINT.fullmatch(key) or key in _NO_KEYWORDS:
        return text
    for pattern in _patterns(spelt):
        text = pattern.sub(lambda found: found[1] + english[found[2]], text)
    return _with_english_units(re.sub(r'([\u3400-\u9fff])(?=[a-z]+ "…")', r"\1 ", text))


def _patterns(spelt: str) -> tuple[re.Pattern[str], ...]:
    """Where a keyword stands in a hint: prose has no spaces, and its lists have the comma 、."""
    many = "|".join(one for one in spelt.split("|") if len(one) > 1)
    return tuple(
        re.compile(pattern)
        for pattern in (
            rf"()({many})(?= \"…\")",
            rf"((?<![\w}}]))({many}|[当从每由])(?= )",
            rf"(^|[ `（|])({many}|[当从每由])(?=[`）|，；]|$)",
            # 到, 高, 月 … are words of prose, too: `1 到 10`.
            rf"((?<=[a-z] ))({spelt})(?=[ ，；]|$)",
            r"(from \S+ )(到)(?= )",
        )
    )


def _starter_line(line: str) -> str:
    english, spelt = _keywords()
    if line.lstrip().startswith("#"):
        return re.sub(rf"“({spelt})”", lambda found: f"“{english[found[1]]}”", line)
    # Every other piece is a text in quotation marks.
    pieces = line.split('"')
    for at in range(0, len(pieces), 2):
        words = (english.get(word, _with_english_units(word)) for word in pieces[at].split(" "))
        pieces[at] = " ".join(words)
    return '"'.join(pieces)


def _with_english_units(text: str) -> str:
    return _UNIT.sub(lambda found: _UNITS[found[1]], text)


@cache
def _keywords() -> tuple[dict[str, str], str]:
    """The English spelling of each Chinese keyword, and a pattern of all, the longest first."""
    header, *rows = _rows("grammar/keywords.tsv")
    column = header.index("zh")
    english = {
        spelling: row[1]
        for row in rows
        if len(row) > column
        for spelling in row[column].split(",")
        if spelling
    }
    return english, "|".join(sorted(english, key=len, reverse=True))


if __name__ == "__main__":
    raise SystemExit(main())
