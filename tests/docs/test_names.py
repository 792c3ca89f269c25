"""Modules and files that documents and docstrings name are there, under that name.

In backticks count: dotted names that begin with `blueprint.` or `renderers.`, paths that begin with a folder of the repository, and in a
docstring the names in brackets behind "Deliberately absent", which say where else something is done.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest

from ..code import text_of, tree_of
from ..paths import ROOT

FOLDERS = ("blueprint", "renderers", "grammar", "docs", "examples", "tests", "tools", "benchmarks")
MODULES = sorted(path for folder in FOLDERS for path in (ROOT / folder).rglob("*.py"))
#: Folders and packages that are installed inside `blueprint`, and stand beside it.
BESIDE = ("renderers", "grammar")
PAGES = [
    ROOT / "ARCHITECTURE.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "README.md",
    *(ROOT / "docs").glob("**/*.md"),
]

_PATH = re.compile(rf"`((?:{'|'.join(FOLDERS)})/[\w./*-]*)`")
_DOTTED = re.compile(r"`((?:blueprint|renderers)(?:\.\w+)+)(?:\(\))?`")
#: What looks like a dotted name and is the name of a file.
_FILES = re.compile(r"\.(toml|lark|schema|json|blueprint)$")
_ELSEWHERE = re.compile(r"\((`\w+`(?:(?:, | and )`\w+`)*)\)")


def problems(text: str, folder: Path) -> Iterator[str]:
    """The names in a text, written for readers of some folder, that lead nowhere."""
    for path in _PATH.findall(text):
        if not list(ROOT.glob(path.rstrip("/"))):
            yield path
    for name in _DOTTED.findall(text):
        if not _FILES.search(name) and not is_there(name):
            yield name
    for names in _ELSEWHERE.findall(re.split(r"\.\s", text.partition("Deliberately absent")[2])[0]):
        yield from (name for name in re.findall(r"\w+", names) if not is_meant(name, folder))


def is_there(name: str) -> bool:
    """Whether a dotted name is a module, or a name that one mentions."""
    parts = name.split(".")
    if parts[0] == "blueprint" and parts[1] in BESIDE:
        parts = parts[1:]
    for count in range(len(parts), 0, -1):
        place = ROOT.joinpath(*parts[:count])
        for module in (place.with_suffix(".py"), place / "__init__.py"):
            if module.is_file():
                code = text_of(module)
                return all(re.search(rf"\b{word}\b", code) for word in parts[count:])
    return False


def is_meant(name: str, folder: Path) -> bool:
    """Whether a name is a module beside or above, or something that the code of a folder calls so: a field, a function, a keyword."""
    for place in (folder, *folder.parents):
        if not place.is_relative_to(ROOT):
            break
        if (place / f"{name}.py").is_file() or (place / name / "__init__.py").is_file():
            return True
    code = "\n".join(without_docstrings(path) for path in folder.glob("*.py"))
    return re.search(rf"\b{name}\b", code) is not None


@cache
def without_docstrings(path: Path) -> str:
    return re.sub(r'"""[\s\S]*?"""', "", text_of(path))


def docstrings(path: Path) -> Iterator[str]:
    for node in ast.walk(tree_of(path)):
        if isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef):
            yield ast.get_docstring(node) or ""


@pytest.mark.parametrize("folder", FOLDERS)
def test_docstrings_name_what_is_there(folder: str):
    found = {
        f"{path.relative_to(ROOT)}: {problem}"
        for path in MODULES
        if path.is_relative_to(ROOT / folder)
        for text in docstrings(path)
        for problem in problems(text, path.parent)
    }
    assert sorted(found) == []


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_pages_name_what_is_there(page: Path):
    assert list(problems(page.read_text(encoding="utf-8"), page.parent)) == []


@pytest.mark.parametrize(
    ("text", "lost"),
    [
        ("`blueprint.compiler` and `blueprint.renderers.svg.picture`", []),
        ("`blueprint.compiler.compile_source()`, `blueprint.toml`", []),
        ("`blueprint.messages`", ["blueprint.messages"]),
        ("`blueprint.compiler.scene`", ["blueprint.compiler.scene"]),
        ("`renderers/themes/*.toml`, `blueprint/cli/`", []),
        ("`renderers/theme.py` and `blueprint/*.lark`", ["renderers/theme.py", "blueprint/*.lark"]),
        ("Deliberately absent: the parser (`syntax`), findings (`checks` and `no_such`).", ["no_such"]),
    ],
)
def test_a_name_that_is_not_there_is_found(text: str, lost: list[str]):
    assert list(problems(text, ROOT / "blueprint")) == lost
