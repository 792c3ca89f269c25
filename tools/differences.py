"""What differs between two folders of outputs, as one HTML page that needs nothing else.

Comes in: two folders that `written_outputs` wrote. Goes out: a page with the files that are missing, new or different: pictures side by
side, texts as a unified diff; a diff that several files share appears once. What exceeds the limits of a page is counted there.
Deliberately absent: exceptions; every byte counts.
"""

from __future__ import annotations

import base64
import re
import sys
from collections.abc import Iterator
from difflib import unified_diff
from html import escape
from pathlib import Path
from typing import NamedTuple

#: What a browser shows as a picture.
_PICTURES = {".svg": "image/svg+xml", ".png": "image/png"}
#: Limits of a page, so that a browser can still open it: pictures, diffs, lines of a diff.
MOST_PICTURES = 150
MOST_DIFFS = 300
MOST_LINES = 300
_STYLE = """\
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem; color: #111; background: #fff }
h3 { font-size: 1rem; margin: 1.6rem 0 .4rem }
.pair { display: grid; grid-template-columns: 1fr 1fr; gap: 1rem }
figure { margin: 0; border: 1px solid #ccc; padding: .5rem; overflow: auto }
figure img { max-width: 100% }
pre { margin: 0; padding: .6rem; border: 1px solid #ccc; overflow: auto; font-size: 12px }
pre del { background: #fbdada; text-decoration: none }
pre ins { background: #d8f3dc; text-decoration: none }
"""


class Change(NamedTuple):
    """A file that differs: its path in both folders, and its contents; None where the file is missing."""

    name: str
    before: bytes | None
    after: bytes | None


def write_page(before: Path, after: Path, output: Path) -> int:
    """Write the page of two folders, and print how many files differ; 1 where any does, 2 where a folder is missing."""
    for folder in (before, after):
        if not folder.is_dir():
            print(f"there is no folder '{folder}'", file=sys.stderr)
            return 2
    names = [_names(folder) for folder in (before, after)]
    changes = list(_changes(before, after, sorted(names[0] | names[1])))
    summary = _summary(len(names[0] | names[1]), changes)
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(page(changes, summary), encoding="utf-8", newline="\n")
    print(summary)
    return int(bool(changes))


def _names(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def _changes(before: Path, after: Path, names: list[str]) -> Iterator[Change]:
    for name in names:
        old, new = (_read(folder / name) for folder in (before, after))
        if old != new:
            yield Change(name, old, new)


def _read(path: Path) -> bytes | None:
    return path.read_bytes() if path.is_file() else None


def _summary(count: int, changes: list[Change]) -> str:
    missing = sum(change.after is None for change in changes)
    new = sum(change.before is None for change in changes)
    return f"{count} files: {missing} missing, {new} new, {len(changes) - missing - new} different"


# ── the page ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def page(changes: list[Change], summary: str) -> str:
    """The page as HTML."""
    both = [change for change in changes if change.before is not None and change.after is not None]
    parts = [
        *_listed("Missing", [change.name for change in changes if change.after is None]),
        *_listed("New", [change.name for change in changes if change.before is None]),
        *_listed("Different", [change.name for change in both]),
        *_pictures([change for change in both if _kind(change.name)]),
        *_diffs(both),
    ]
    head = f'<meta charset="utf-8">\n<title>{summary}</title>\n<style>\n{_STYLE}</style>'
    body = "\n".join([f"<h1>{summary}</h1>", *parts])
    return f'<!DOCTYPE html>\n<html lang="en">\n<head>\n{head}\n</head>\n<body>\n{body}\n</body>\n</html>\n'


def _listed(title: str, names: list[str]) -> Iterator[str]:
    if names:
        rows = "".join(f"<li>{escape(name)}</li>\n" for name in names)
        yield f"<details><summary>{title}: {len(names)}</summary>\n<ul>\n{rows}</ul>\n</details>"


def _kind(name: str) -> str | None:
    return _PICTURES.get(Path(name).suffix)


def _pictures(changes: list[Change]) -> Iterator[str]:
    if changes:
        yield "<h2>Pictures, before and after</h2>"
    for change in changes[:MOST_PICTURES]:
        images = "".join(_image(change.name, data or b"") for data in (change.before, change.after))
        yield f'<h3>{escape(change.name)}</h3>\n<div class="pair">{images}</div>'
    if changes[MOST_PICTURES:]:
        yield f"<p>{len(changes) - MOST_PICTURES} more pictures differ; they are listed above.</p>"


def _image(name: str, data: bytes) -> str:
    """A picture as an image of its own, whose styles reach neither the page nor the other picture."""
    coded = base64.b64encode(data).decode()
    return f'<figure><img alt="" loading="lazy" src="data:{_kind(name)};base64,{coded}"></figure>'


def _diffs(changes: list[Change]) -> Iterator[str]:
    """The differences in texts; files with the same one stand together."""
    found: dict[str, list[str]] = {}
    for change in changes:
        found.setdefault(_difference(change.before or b"", change.after or b""), []).append(change.name)
    if found:
        yield "<h2>Differences in texts</h2>"
    for diff, names in list(found.items())[:MOST_DIFFS]:
        others = "" if len(names) == 1 else f" and {len(names) - 1} more"
        where = f"<h3>{escape(names[0])}{others}</h3>\n"
        yield where + "".join(_listed("In all of these", names if others else [])) + f"<pre>{diff}</pre>"
    if len(found) > MOST_DIFFS:
        yield f"<p>{len(found) - MOST_DIFFS} more differences are not shown.</p>"


def _difference(before: bytes, after: bytes) -> str:
    """A unified diff as HTML, without the numbers of lines, by which the same change would look different in each file."""
    try:
        texts = [_lines(data.decode()) for data in (before, after)]
    except UnicodeDecodeError:
        return f"not text: {len(before)} bytes before, {len(after)} after"
    lines = [
        "…" if line.startswith("@@") else line
        for line in list(unified_diff(*_trimmed(*texts), lineterm="", n=2))[2:]
    ]
    if not lines:
        return "only the ends of lines differ"
    shown = [_coloured(line) for line in lines[:MOST_LINES]]
    if lines[MOST_LINES:]:
        shown.append(f"… {len(lines) - MOST_LINES} more lines")
    return "\n".join(shown)


def _lines(text: str) -> list[str]:
    """The lines of a text; in markup, each element begins a line."""
    return re.sub(r">(?=<)", ">\n", text).splitlines()


def _trimmed(before: list[str], after: list[str]) -> tuple[list[str], list[str]]:
    """Two texts without their common beginning and end, but for two lines of context: comparing long texts is slow."""
    most = min(len(before), len(after))
    start = next((i for i in range(most) if before[i] != after[i]), most)
    end = next((i for i in range(most - start) if before[-1 - i] != after[-1 - i]), most - start)
    start, end = max(0, start - 2), max(0, end - 2)
    return before[start : len(before) - end], after[start : len(after) - end]


def _coloured(line: str) -> str:
    text = escape(line[:2000]) + ("…" if len(line) > 2000 else "")
    element = {"+": "ins", "-": "del"}.get(line[:1])
    return f"<{element}>{text}</{element}>" if element else text
