"""Looks for texts that the compiler cannot bear, led by which branches of its code a text reaches.

    python3.13 tools/fuzz.py --seconds 600 --seed 1 --keep found/

Comes in: the examples and cases as seeds. Goes out: a line of figures every half minute, and every text on which something did not
hold, written to the folder `--keep`. A text that takes a branch which none took before becomes a seed itself. What must hold: no
exception, a second at most, every place inside the text, a node of the tree inside the node around it, the same diagnostics in a
second run, a layout of whatever was saved, and cures that leave no more errors than there were. Deliberately absent: other
libraries; branches come from `sys.monitoring`, so Python 3.12 or 3.13 runs this (`PYTHONPATH` names the checkout and its
dependencies).
"""

from __future__ import annotations

import argparse
import re
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from random import Random
from types import CodeType
from typing import Any, NamedTuple

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from blueprint.grammar import terminals_by_spelling  # noqa: E402

from blueprint.cli.run.fixes import cure  # noqa: E402
from blueprint.compiler import Compiled, compile_source  # noqa: E402
from blueprint.files import decode  # noqa: E402
from blueprint.layout import layout  # noqa: E402
from blueprint.source import Source, Span  # noqa: E402
from blueprint.syntax.lexer import Lexer  # noqa: E402
from blueprint.syntax.parser import parse  # noqa: E402

SLOW = 1.0
_GAP = re.compile(r"\{[a-z]+\}")
#: A seed that grew longer than this would make every run slow.
LONGEST = 6000
#: The layout of a text takes longer than all the rest; of texts that reach nothing new, only every n-th has one.
EVERY_LAYOUT = 20
SIGNS = [
    *terminals_by_spelling(),
    "{", "}", "->", "<->", "~>", "!>", "-->", "=>", "→", ";", ",", ".", "..", ":", "#", "//", "---", '"', '"""', "“", "”", "「", "」", "｛",
    "｝",
    "－", "％", "@", "*", "|", "[", "]", "(", ")", "\\", "\t", "\r", "\x00", "\x07", "\u200b", "\xa0", "\ufeff", "é", "e\u0301", "<<<<<<<",
    "=======", ">>>>>>>", "5m", "5", "85%", "-2", "2026-02-30", "1h30m", "p50", "30", "s", "1,000", "1e9", "999999999999999999d",
    "\n", "\n\n", "\r\n", " ", '"text"', '"text', "a -> b -> c", "check-in", "step s {\n", "\n}\n",
]  # fmt: skip


class Branches:
    """The branches of the compiler's code that were taken so far."""

    def __init__(self) -> None:
        if not hasattr(sys, "monitoring"):
            raise SystemExit("this needs Python 3.12 or 3.13: sys.monitoring")
        self.seen: set[tuple[CodeType, int, int]] = set()
        self._ways: dict[tuple[CodeType, int], set[int]] = {}
        self._own = str(ROOT)
        watch: Any = sys.monitoring  # type: ignore[attr-defined]
        watch.use_tool_id(watch.COVERAGE_ID, "fuzz")
        watch.register_callback(watch.COVERAGE_ID, watch.events.BRANCH, self._take)
        watch.set_events(watch.COVERAGE_ID, watch.events.BRANCH)
        self._enough = watch.DISABLE

    def _take(self, code: CodeType, source: int, target: int) -> Any:
        if not code.co_filename.startswith(self._own) or "/tools/" in code.co_filename:
            return self._enough
        self.seen.add((code, source, target))
        ways = self._ways.setdefault((code, source), set())
        ways.add(target)
        return self._enough if len(ways) > 1 else None


class Finding(NamedTuple):
    """What did not hold, in one line, so that the same mistake is told once."""

    what: str
    detail: str


def spans(node: Any, around: Span | None = None) -> Iterator[tuple[Span, Span | None]]:
    """The place of every node of a tree, with that of the node around it."""
    if isinstance(node, tuple) and not isinstance(node, Span):
        for one in node:
            yield from spans(one, around)
    elif is_dataclass(node):
        own = getattr(node, "span", None)
        if isinstance(own, Span):
            yield own, around
        for field in fields(node):
            if field.name not in ("span", "source"):
                yield from spans(getattr(node, field.name), own or around)


def breaches(data: bytes, *, with_layout: bool) -> Iterator[Finding]:
    """What does not hold of one text."""
    source = decode(data, "fuzz.blueprint")
    if not isinstance(source, Source):
        return
    size = len(source.text)
    tree, _ = parse(source)
    for span, around in spans(tree):
        if not 0 <= span.start <= span.end <= size:
            yield Finding("a place outside the text", repr(span[1:]))
        elif around and not around.start <= span.start <= span.end <= around.end:
            yield Finding("a node outside the node around it", f"{span[1:]} in {around[1:]}: {span.text!r}")
    compiled = compile_source(source)
    for one in compiled.diagnostics:
        for place in (one.span, *(label.span for label in one.labels), *(edit.span for edit in one.fix)):
            if place.source is source and not 0 <= place.start <= place.end <= size:
                yield Finding("a message outside the text", f"{one.code} {place[1:]}")
        said = f"{one.message_in('en')} {one.message_in('zh')}"
        if any(gap not in source.text for gap in _GAP.findall(said)):
            yield Finding("a message with a gap", f"{one.code} {one.message}")
    yield from _again(source, compiled)
    if with_layout and compiled.blueprint is not None:
        layout(compiled.blueprint)


def _again(source: Source, compiled: Compiled) -> Iterator[Finding]:
    said = [(one.code, one.span[1:], one.message) for one in compiled.diagnostics]
    if said != [(one.code, one.span[1:], one.message) for one in compile_source(source).diagnostics]:
        yield Finding("other diagnostics in a second run", "")
    cured = cure(source, compiled.diagnostics)
    if cured.cured:
        after = compile_source(Source(source.name, cured.text))
        if len(after.errors) > len(compiled.errors):
            gone = [one.code for one in compiled.errors if one.fix]
            yield Finding("a cure that adds errors", f"{gone} {len(compiled.errors)} {len(after.errors)}")


def examine(data: bytes, *, with_layout: bool) -> list[Finding]:
    """The same, with exceptions and slowness as findings."""
    begin = time.perf_counter()
    try:
        found = list(breaches(data, with_layout=with_layout))
    except Exception as problem:
        frame = traceback.extract_tb(problem.__traceback__)[-1]
        found = [
            Finding(f"{type(problem).__name__} in {Path(frame.filename).name}:{frame.name}", str(problem))
        ]
    taken = time.perf_counter() - begin
    if taken > SLOW and not with_layout:
        found.append(Finding("slow", f"{taken:.1f} s for {len(data)} bytes"))
    return found


def seeds() -> list[bytes]:
    """The files of examples and cases, whole ones and the lines of the short ones."""
    paths = [*(ROOT / "examples").glob("*.blueprint"), *(ROOT / "tests").rglob("*.blueprint")]
    return [path.read_bytes()[:LONGEST] for path in sorted(paths)]


def _tokens(text: str) -> list[str]:
    """A text in pieces: its tokens, and what stands between them."""
    pieces, end = [], 0
    for token in Lexer(Source("seed", text), terminals_by_spelling()).tokens():
        pieces += [text[end : token.span.start], text[token.span.start : token.span.end]]
        end = token.span.end
    return [piece for piece in pieces if piece]


def mutate(random: Random, data: bytes, other: bytes) -> bytes:
    """A text with some bytes, tokens or lines lost, doubled, exchanged, put in, or taken from another text."""
    for _ in range(random.choice((1, 1, 2, 3, 5))):
        if random.random() < 0.15:
            data = _mutate_bytes(random, data)
            continue
        text = data.decode("utf-8", "replace")
        cut: Callable[[str], list[str]] = random.choice((_tokens, _tokens, _lines, list))
        data = "".join(_mutate_parts(random, cut(text), cut(other.decode("utf-8", "replace")))).encode(
            "utf-8", "replace"
        )
    return data[:LONGEST]


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def _mutate_bytes(random: Random, data: bytes) -> bytes:
    at = random.randrange(len(data) + 1)
    how = random.randrange(3)
    if how == 0:
        return data[:at] + bytes([random.randrange(256)]) + data[at:]
    return data[:at] + data[at + 1 :] if how == 1 else data[:at]


def _mutate_parts(random: Random, parts: list[str], others: list[str]) -> list[str]:
    if not parts:
        return [random.choice(SIGNS)]
    at, to = random.randrange(len(parts)), random.randrange(len(parts))
    how = random.randrange(6)
    if how == 0:
        return parts[:at] + parts[at + 1 :]
    if how == 1:
        return parts[: at + 1] + parts[at:]
    if how == 2:
        parts[at], parts[to] = parts[to], parts[at]
        return parts
    if how == 3:
        return [*parts[:at], random.choice(SIGNS), *parts[at:]]
    if how == 4 and others:
        begin = random.randrange(len(others))
        return parts[:at] + others[begin : begin + random.randrange(1, 8)] + parts[at:]
    parts[at] = random.choice(SIGNS)
    return parts


def fuzz(seconds: float, seed: int, keep: Path) -> int:
    """Run for some time; the number of different things that did not hold."""
    random, branches, texts = Random(seed), Branches(), seeds()
    for data in texts:
        examine(data, with_layout=True)
    print(f"{len(texts)} seeds take {len(branches.seen)} branches", flush=True)
    found: dict[str, Finding] = {}
    runs, begin, told = 0, time.monotonic(), 0.0
    while (now := time.monotonic() - begin) < seconds:
        if now - told > 30:
            told = now
            print(
                f"{now:.0f} s: {runs} runs, {len(branches.seen)} branches, {len(texts)} texts, {len(found)} findings",
                flush=True,
            )
        # The latest texts are the ones that chance has tried least.
        pool = texts[-50:] if random.random() < 0.4 else texts
        data = mutate(random, random.choice(pool), random.choice(texts))
        runs += 1
        before = len(branches.seen)
        some = examine(data, with_layout=runs % EVERY_LAYOUT == 0)
        if len(branches.seen) > before:
            texts.append(data)
            some = some or examine(data, with_layout=True)
        for one in some:
            if one.what not in found:
                found[one.what] = one
                keep.mkdir(parents=True, exist_ok=True)
                (keep / f"{len(found)}.blueprint").write_bytes(data)
                print(f"FOUND {len(found)}: {one.what}: {one.detail}", flush=True)
    print(
        f"{seconds:.0f} s: {runs} runs, {len(branches.seen)} branches, {len(texts)} texts, {len(found)} findings"
    )
    return len(found)


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--seconds", type=float, default=600)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--keep", type=Path, default=Path("fuzz-found"))
    given = options.parse_args()
    raise SystemExit(1 if fuzz(given.seconds, given.seed, given.keep) else 0)


if __name__ == "__main__":
    main()
