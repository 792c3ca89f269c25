"""`tools/changed_texts.py`: what a change did to the texts."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from ..paths import ROOT

TOOL = ROOT / "tools" / "changed_texts.py"


def run(*arguments: object) -> str:
    result = subprocess.run([sys.executable, TOOL, *map(str, arguments)], capture_output=True, check=True)
    return result.stdout.decode()


def written(path: Path, **texts: str | list[str]) -> Path:
    path.write_text(
        json.dumps({key.replace("_", "."): text for key, text in texts.items()}), encoding="utf-8"
    )
    return path


def test_what_differs_is_listed_by_key(tmp_path):
    old = written(
        tmp_path / "en.json", term_a="A|B", term_same="same", term_gone="`x`", starter_text=["a", "b"]
    )
    new = written(tmp_path / "new.json", term_a="B", term_same="same", term_new="n", starter_text=["a", "c"])
    assert run(old, new).splitlines() == [
        "| Key | Old | New |",
        "|---|---|---|",
        "| `starter.text` | `a↵b` | `a↵c` |",
        "| `term.a` | `A\\|B` | `B` |",
        "| `term.gone` | `` `x` `` |  |",
        "| `term.new` |  | `n` |",
    ]


def test_nothing_differs_from_itself(tmp_path):
    old = written(tmp_path / "en.json", term_a="A")
    assert run(old, old) == "No text differs.\n"
    assert subprocess.run([sys.executable, TOOL, "no-such-commit"], capture_output=True).returncode == 2
