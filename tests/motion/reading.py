"""The numbers of the motion as readers find them in the outputs.

Comes in: a blueprint's path. Goes out: what stands in its report, picture, text, registers, JSON and findings: durations as they are
written, per step and of the whole. Everything is read from the outputs, by the words that stand beside a number; nothing asks the motion.
Deliberately absent: what is right (`test_worked_by_hand`).
"""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ElementTree
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any

from click.testing import CliRunner

from blueprint import cli, render_as
from blueprint.view import View
from blueprint.words.labels import Words

from ..examples import compiled
from ..page_text import page_text

_SECONDS = {
    "w": 604800, "d": 86400, "h": 3600, "min": 60, "s": 1, "周": 604800, "天": 86400, "小时": 3600, "分钟": 60, "秒": 1,
}  # fmt: skip
_ENGLISH = {size: unit for unit, size in _SECONDS.items() if unit.isascii()}
_UNIT = "|".join(sorted(_SECONDS, key=len, reverse=True))
_PART = rf"\d+(?:\.\d+)? (?:{_UNIT})(?![a-z])"
#: A duration, or the end of a range with its beginning: `1 h 5 min`, `≤ 15 min`, `19–37 min`.
DURATION = re.compile(rf"(?:[≤≥] )?(?:\d+(?:\.\d+)?–)?{_PART}(?: {_PART})*")
_INVISIBLE = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def durations(text: str) -> list[str]:
    """The durations of a text, in order."""
    return DURATION.findall(plain(text))


def plain(text: str) -> str:
    """A text without what only sets its parts apart."""
    return _INVISIBLE.sub("", text).replace("\u00a0", " ")


def in_english(text: str) -> str:
    """A duration with the units of English, so that pages in several languages can be compared."""
    return re.sub(_UNIT, lambda found: _ENGLISH[_SECONDS[found[0]]], plain(text))


def seconds(duration: str) -> float:
    """How long a duration is; of a range its end."""
    parts = re.findall(rf"(\d+(?:\.\d+)?) ({_UNIT})", duration)
    return sum(float(number) * _SECONDS[unit] for number, unit in parts)


def stands_for(duration: str, value: float) -> bool:
    """Whether a duration is a number of seconds, as exactly as its smallest unit tells it."""
    parts = re.findall(rf"(\d+(?:\.\d+)?) ({_UNIT})", duration)
    unit = parts[-1][1]
    smallest = 0.1 if unit in ("s", "秒") and len(parts) == 1 else _SECONDS[unit]
    return abs(seconds(duration) - value) <= smallest / 2 + 1e-6


class Outputs:
    """All that is made of one blueprint."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.compiled = compiled(path)
        assert self.compiled.blueprint is not None
        self.blueprint = self.compiled.blueprint
        language = self.blueprint.words_language or "en"
        self.words = Words(language, "report", is_plain=True)
        self.text_words = Words(language, "text", is_plain=True)

    def pattern(self, key: str, words: Words | None = None, **given: str) -> re.Pattern[str]:
        """What a text with a time in it looks like; the time is its group."""
        gap = "\0"
        text = (words or self.words)(key, **{"time": gap, **given})
        return re.compile(
            re.escape(plain(text)).replace(re.escape(gap), rf"({DURATION.pattern}(?: \([^()]*[–≥][^()]*\))?)")
        )

    # ── the report ───────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def page(self) -> str:
        """The text of the report."""
        return plain(page_text(render_as(self.compiled, "html")))

    def section(self, key: str) -> str:
        """The text of a section of the report, empty where it has none."""
        found = re.search(
            rf"^## {re.escape(plain(self.words(key)))}(?: \d+)?\n(.*?)(?=^## )", self.page, re.M | re.S
        )
        return found[1] if found else ""

    def tile(self, key: str) -> tuple[str, str] | None:
        """The number of a tile, and what stands below its name."""
        found = re.search(rf"^- (.+?) {re.escape(plain(self.words(key)))}(?: (.*))?$", self.page, re.M)
        return (found[1], found[2] or "") if found else None

    def tables(self, key: str) -> Iterator[list[dict[str, str]]]:
        """The tables of a section: rows by the titles of their columns."""
        lines = self.section(key).split("\n")
        for place, line in enumerate(lines):
            if line == "---":
                titles, rows = cells(lines[place - 1]), []
                for row in lines[place + 1 :]:
                    found = cells(row)
                    if len(found) != len(titles):
                        break
                    rows.append(dict(zip(titles, found, strict=True)))
                yield rows

    def rows(self, key: str, column: str) -> list[dict[str, str]]:
        """The rows of the first table of a section that has a column."""
        title = plain(self.words(column))
        return next((rows for rows in self.tables(key) if rows and title in rows[0]), [])

    def of_step(self, rows: list[dict[str, str]]) -> dict[str, dict[str, str]]:
        """Rows that begin with a step, by its key."""
        names = {f"{step.number} {plain(step.label)}": key for key, step in self.blueprint.steps.items()}
        found = {}
        for row in rows:
            first = next(iter(row.values())).split(" / ")[0]
            if first in names:
                found[names[first]] = row
        return found

    # ── the text ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def text(self) -> str:
        """The plain text."""
        return plain(str(render_as(self.compiled, "text")))

    @cached_property
    def text_steps(self) -> dict[str, str]:
        """The times of each step in the text, by key."""
        found = {}
        for step in self.blueprint.steps.values():
            title = re.escape(plain(self.text_words("step.title", number=step.number)))
            block = re.search(rf"^{title}(?!\d).*?\n-+\n(.*?)(?=\n\n\S)", self.text + "\n\n.", re.M | re.S)
            rows = self._times_in(block[1]) if block else []
            if rows:
                found[step.key] = rows[0]
        return found

    @cached_property
    def text_totals(self) -> list[str]:
        """The lines of the totals in the text."""
        title = re.escape(plain(self.text_words("total")))
        block = re.search(rf"^{title}\n-+\n(.*?)(?=\n\n\S)", self.text + "\n\n.", re.M | re.S)
        return self._times_in(block[1]) if block else []

    def _times_in(self, block: str) -> list[str]:
        name = re.escape(plain(self.text_words("time")))
        return [row.strip() for row in re.findall(rf"^\| {name} *\| (.*)$", block, re.M)]

    # ── the picture ──────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def _time_row(self) -> ElementTree.Element | None:
        root = ElementTree.fromstring(str(render_as(self.compiled, "svg")))
        return next((group for group in root.iter() if group.get("data-row") == "time"), None)

    def _picture_texts(self) -> Iterator[tuple[float, float, str, bool]]:
        """The texts of the time ladder from above, with their places, and whether they are in the colour of what is over."""
        for text in () if self._time_row is None else self._time_row.iter():
            if text.tag.endswith("text"):
                words = plain("".join(text.itertext()))
                style = text.get("class") or ""
                yield float(text.get("y", 0)), float(text.get("x", 0)), words, "over" in style

    @cached_property
    def picture_steps(self) -> dict[str, tuple[str, bool]]:
        """What stands under each step in the picture's time ladder, and whether any of it is marked as over."""
        if self._time_row is None:
            return {}
        places = sorted({float(t.get("x", 0)) for t in self._time_row.iter() if t.get("class") == "bp-track"})
        steps = dict(zip(places, self.blueprint.steps, strict=True))
        found: dict[str, tuple[str, bool]] = {}
        for _, x, text, is_over in sorted(self._picture_texts()):
            if x in steps:
                before, was_over = found.get(steps[x], ("", False))
                found[steps[x]] = (f"{before} # {text}", was_over or is_over)
        return found

    @cached_property
    def picture_totals(self) -> tuple[str, bool]:
        """What stands at the end of the ladder, and whether any of it is marked as over."""
        if self._time_row is None:
            return "", False
        tracks = {float(t.get("x", 0)) for t in self._time_row.iter() if t.get("class") == "bp-track"}
        right = [
            text for text in sorted(self._picture_texts()) if text[1] > min(tracks) and text[1] not in tracks
        ]
        return " ".join(text for _, _, text, _ in right), any(is_over for *_, is_over in right)

    @cached_property
    def picture_shares(self) -> list[str]:
        """The cases per 100 that stand at the arrows of the picture."""
        root = ElementTree.fromstring(
            str(render_as(self.compiled, "svg", view=View(show=frozenset({"flow"}))))
        )
        return ["".join(text.itertext()) for text in root.iter() if text.get("class") == "bp-flow"]

    # ── for machines ─────────────────────────────────────────────────────────────────────────────────────────────────────

    @cached_property
    def json(self) -> Any:
        """The motion of the JSON form that stands for the service."""
        every = json.loads(str(render_as(self.compiled, "json")))["motion"]
        return next((motion for motion in every if None in motion["personas"]), every[0])

    @cached_property
    def registers(self) -> dict[str, list[dict[str, Any]]]:
        """The rows of the registers by their names, as `blueprint registers` writes them."""
        printed = CliRunner().invoke(cli.group, ["registers", str(self.path), "-f", "json"])
        assert printed.exit_code == 0, printed.output
        return {register["name"]: register["rows"] for register in json.loads(printed.stdout)["registers"]}

    def of_headline(self, register: str) -> list[dict[str, Any]]:
        """The rows of a register for those that stand for the service: of no persona, else of the first."""
        rows = self.registers[register]
        personas = [row["persona"] for row in rows]
        wanted = None if None in personas else personas[0] if personas else None
        return [row for row in rows if row["persona"] == wanted]

    @cached_property
    def findings(self) -> list[tuple[str, str]]:
        """The codes and sentences of the findings."""
        return [(finding.code, plain(finding.message)) for finding in self.compiled.findings]


def cells(line: str) -> list[str]:
    """The cells of a row of a page's text."""
    return [cell.strip() for cell in f"{line} ".split(" | ")]
