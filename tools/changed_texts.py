"""Prints what a change did to the texts of the program, as a table of Markdown for each language: key, old text, new text.

    python tools/changed_texts.py v0.1.0             since a tag or commit
    python tools/changed_texts.py v0.1.0 v0.2.0      from one to another
    python tools/changed_texts.py old.json new.json  two catalogues

Comes in: two states of `blueprint/words/*.json`; the second one is the working copy unless given. Goes out: Markdown; the exit code is 0
whether texts changed or not. Deliberately absent: texts of the command line's help, and pages of rules, which are code.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FOLDER = "blueprint/words"
#: All texts of a state: by language, by key.
Catalogues = dict[str, dict[str, str]]


def main(arguments: list[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("old", help="a commit or a catalogue")
    parser.add_argument("new", nargs="?", help="another one; else the working copy")
    given = parser.parse_args(arguments)
    try:
        old, new = read(given.old), read(given.new)
    except (OSError, subprocess.CalledProcessError, ValueError) as problem:
        parser.error(str(getattr(problem, "stderr", "") or problem).strip())
    sys.stdout.write(report(old, new))
    return 0


def read(state: str | None) -> Catalogues:
    """The catalogues of a commit, of one file, or of the working copy."""
    if state is None:
        return {path.stem: _texts(path.read_text("utf-8")) for path in sorted((ROOT / FOLDER).glob("*.json"))}
    if state.endswith(".json"):
        # Files may be called as they like: two of them are two states of one language.
        return {"": _texts(Path(state).read_text("utf-8"))}
    names = _git("ls-tree", "--name-only", state, f"{FOLDER}/").split()
    return {
        Path(name).stem: _texts(_git("show", f"{state}:{name}")) for name in names if name.endswith(".json")
    }


def _texts(written: str) -> dict[str, str]:
    return {
        key: text if isinstance(text, str) else "\n".join(text) for key, text in json.loads(written).items()
    }


def _git(*arguments: str) -> str:
    return subprocess.run(
        ["git", *arguments], cwd=ROOT, check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def report(old: Catalogues, new: Catalogues) -> str:
    """The tables of all languages that differ, or a line that says that none does."""
    tables = [
        _table(language, old.get(language, {}), new.get(language, {})) for language in sorted({*old, *new})
    ]
    return "\n".join(table for table in tables if table) or "No text differs.\n"


def _table(language: str, old: dict[str, str], new: dict[str, str]) -> str:
    changed = [key for key in sorted({*old, *new}) if old.get(key) != new.get(key)]
    if not changed:
        return ""
    title = [f"## {language}", ""] if language else []
    rows = [f"| `{key}` | {_cell(old.get(key))} | {_cell(new.get(key))} |" for key in changed]
    return "\n".join([*title, "| Key | Old | New |", "|---|---|---|", *rows, ""])


def _cell(text: str | None) -> str:
    """A text as code, so that nothing in it is markup; nothing where there is none."""
    if text is None:
        return ""
    shown = text.replace("\n", "↵").replace("|", "\\|")
    return f"`` {shown} ``" if "`" in shown else f"`{shown}`"


if __name__ == "__main__":
    sys.exit(main())
