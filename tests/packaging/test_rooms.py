"""The tests keep their own house: a folder a room, what several tests share in modules beside the rooms."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..paths import TESTS

MODULES = sorted(path for path in TESTS.rglob("*.py") if "__pycache__" not in path.parts)


def imported(path: Path) -> Iterator[str]:
    """What a module imports of the tests' own, as paths below the folder of the tests: `reports`, `report/test_times`."""
    room = path.relative_to(TESTS).parent
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from _from(node, room)
        elif isinstance(node, ast.Import):
            yield from (
                name.name.removeprefix("tests.").replace(".", "/")
                for name in node.names
                if name.name.startswith("tests.")
            )


def _from(node: ast.ImportFrom, room: Path) -> Iterator[str]:
    module = (node.module or "").replace(".", "/")
    if node.level:
        parts = room.parts[: len(room.parts) - node.level + 1]
        module = "/".join(part for part in (*parts, module) if part)
    elif module == "tests" or module.startswith("tests/"):
        module = module.removeprefix("tests").removeprefix("/")
    else:
        return
    yield module
    yield from (f"{module}/{name.name}" if module else name.name for name in node.names)


def test_no_module_imports_a_module_of_tests():
    found = [
        f"{path.relative_to(TESTS)} imports {name}"
        for path in MODULES
        for name in imported(path)
        if name.rpartition("/")[2].startswith("test_")
    ]
    assert found == [], "what several tests share stands in a module of its own, beside the rooms"


def test_imports_are_found_however_they_are_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(globals(), "TESTS", tmp_path)
    module = tmp_path / "report" / "test_other.py"
    module.parent.mkdir()
    module.write_text(
        "from .test_times import cells\nfrom . import test_work\nfrom ..manual.test_manual import write\n"
        "from tests.site import test_site\nimport tests.cli.test_check\nfrom ..reports import report\nimport json\n",
        encoding="utf-8",
    )
    assert {name for name in imported(module) if "/test_" in name} >= {
        "report/test_times",
        "report/test_work",
        "manual/test_manual",
        "site/test_site",
        "cli/test_check",
    }


def test_what_a_room_holds_can_be_seen_at_a_glance():
    crowded = {
        str(folder.relative_to(TESTS)): count
        for folder in [TESTS, *(path for path in TESTS.iterdir() if path.is_dir())]
        if (count := len(list(folder.glob("*.py")))) > 22
    }
    assert crowded == {}
