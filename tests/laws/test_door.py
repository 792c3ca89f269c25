"""There is one door to the files of users: `blueprint.files`. No other module opens, writes, moves or removes one.

What the program reads of its own package is no file of a user's; it is known by a path that is made from `__file__` or `__path__`.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ..code import MODULES, tree_of
from ..paths import ROOT

#: The modules that open files, and why. Before another one is added here: can it not use `blueprint.files`?
OPENERS = {
    "blueprint/files.py": "the door",
    "blueprint/installation.py": "the metadata of the installed package",
    "blueprint/syntax/parse_table.py": "the table that the build puts into the wheel",
    "blueprint/cache.py": "the cache of the parse table: a file of ours, in a folder of ours",
}

_READS = {"read_text", "read_bytes"}
#: Functions that touch files, by whatever way they are imported.
_FUNCTIONS = {
    "open", "open_file", "fdopen", "NamedTemporaryFile", "TemporaryFile", "mkstemp", "copyfile", "copy2", "copytree", "rmtree",
}  # fmt: skip
_METHODS = _READS | _FUNCTIONS | {
    "write_text", "write_bytes", "unlink", "rmdir", "mkdir", "touch", "symlink_to", "hardlink_to", "rename", "chmod",
}  # fmt: skip
#: What is something else on other things than these modules.
_QUALIFIED = {
    *(f"os.{name}" for name in ("replace", "remove", "makedirs", "removedirs", "link", "symlink", "truncate", "renames")),
    "shutil.move", "shutil.copy", "click.File",
}  # fmt: skip


def openings(tree: ast.Module) -> list[str]:
    """The calls in a module that touch files which are not the package's own: line and what is called."""
    functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
    inside = {id(node) for function in functions for node in ast.walk(function) if node is not function}
    everywhere = _own(tree, {"__file__", "__package__"}, inside)
    found = set(_calls(tree, everywhere, inside))
    for function in functions:
        found |= set(_calls(function, _own(function, everywhere, set()), set()))
    # A function inside another one is looked at twice; what either of them takes for foreign counts.
    return [f"{line}: {what}" for line, what in sorted(found)]


def _calls(tree: ast.AST, own: set[str], without: set[int]) -> Iterator[tuple[int, str]]:
    for node in ast.walk(tree):
        if id(node) in without or not isinstance(node, ast.Call):
            continue
        called = node.func
        if node.args and _is_devnull(node.args[0]):
            continue
        if isinstance(called, ast.Name) and called.id in _FUNCTIONS:
            yield node.lineno, called.id
        elif isinstance(called, ast.Attribute):
            is_own = called.attr in _READS and _mentions(called.value, own)
            if _qualified(called) in _QUALIFIED or (called.attr in _METHODS and not is_own):
                yield node.lineno, ast.unparse(called)


def _qualified(called: ast.Attribute) -> str:
    """The name of a function of a module, `os.replace`; of anything else the last part alone."""
    return f"{called.value.id}.{called.attr}" if isinstance(called.value, ast.Name) else called.attr


def _is_devnull(node: ast.AST) -> bool:
    return isinstance(node, ast.Attribute) and _qualified(node) == "os.devnull"


def _own(tree: ast.AST, known: set[str], without: set[int]) -> set[str]:
    """Names that are bound to something made from the package's own path."""
    own = set(known)
    bindings = [pair for node in ast.walk(tree) if id(node) not in without for pair in _bindings(node)]
    for _ in bindings:
        before = len(own)
        for target, value in bindings:
            if _mentions(value, own):
                own |= {node.id for node in ast.walk(target) if isinstance(node, ast.Name)}
        if len(own) == before:
            break
    return own


def _bindings(node: ast.AST) -> Iterator[tuple[ast.AST, ast.AST]]:
    if isinstance(node, ast.Assign):
        yield from ((target, node.value) for target in node.targets)
    elif isinstance(node, ast.AnnAssign | ast.NamedExpr) and node.value is not None:
        yield node.target, node.value
    elif isinstance(node, ast.For | ast.comprehension):
        yield node.target, node.iter


def _mentions(node: ast.AST, names: set[str]) -> bool:
    return any(
        (isinstance(one, ast.Name) and one.id in names)
        or (isinstance(one, ast.Attribute) and one.attr == "__path__")
        for one in ast.walk(node)
    )


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_module_but_the_door_opens_files(path: Path):
    name = path.relative_to(ROOT).as_posix()
    found = openings(tree_of(path))
    if name in OPENERS:
        assert found, f"{name} opens no file any more: take it out of the list"
    else:
        assert found == [], f"{name} opens files of users: let blueprint.files do it"


def test_all_openers_are_there():
    assert set(OPENERS) <= {path.relative_to(ROOT).as_posix() for path in MODULES}


@pytest.mark.parametrize(
    "text",
    [
        "open(path)",
        "with path.open() as file: pass",
        "def read(path):\n    return path.read_text()",
        "Path(name).write_bytes(data)",
        "os.replace(a, b)",
        "shutil.copyfile(a, b)",
        "from shutil import copyfile\ncopyfile(a, b)",
        "click.File('r')",
        # A name that is ours in one function may be somebody's in another.
        "def a():\n    path = Path(__file__)\n    path.read_text()\ndef b(path):\n    path.read_text()",
        "HERE = Path(__file__)\n(HERE / name).write_text('x')",
    ],
)
def test_an_opening_is_found(text: str):
    assert len(openings(ast.parse(text))) == 1


@pytest.mark.parametrize(
    "text",
    [
        "Path(__file__).with_name('a.css').read_text()",
        "HERE = Path(__file__).parent\ndef read(name):\n    file = HERE / name\n    return file.read_bytes()",
        "def read():\n    for path in sorted(Path(module.__path__[0]).rglob('*')):\n        path.read_bytes()",
        "open(os.devnull, 'w')",
        "text.replace('a', 'b')",
    ],
)
def test_what_is_ours_is_no_opening(text: str):
    assert openings(ast.parse(text)) == []
