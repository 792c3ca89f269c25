"""The wheel holds all of the product and nothing else, and works where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tomllib
import venv
from importlib.util import find_spec
from pathlib import Path
from zipfile import ZipFile

import pytest

import blueprint

from ..paths import ROOT

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
#: Where the packages stand in the checkout, by their names once installed.
FOLDERS = {"blueprint": "blueprint", "blueprint/grammar": "grammar", "blueprint/renderers": "renderers"}
#: What pip says when it finds nobody to ask.
_NO_INDEX = re.compile(
    r"No matching distribution found|Could not find a version|Temporary failure in name resolution|ConnectionError"
    r"|Connection refused|Network is unreachable|NewConnectionError|ProxyError"
)

slow = pytest.mark.slow


def files_of(folder: Path) -> set[str]:
    """All files below a folder but Python's leftovers."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }


def test_every_folder_with_modules_is_in_the_list_of_packages():
    found = {
        f"{package}/{Path(file).parent}".replace("/.", "").replace("/", ".")
        for package, folder in FOLDERS.items()
        for file in files_of(ROOT / folder)
        if file.endswith(".py")
    }
    assert found == set(PROJECT["tool"]["setuptools"]["packages"])


def test_every_package_outside_the_main_folder_says_where_it_stands():
    given = PROJECT["tool"]["setuptools"]["package-dir"]
    for package in PROJECT["tool"]["setuptools"]["packages"]:
        path = package.replace(".", "/")
        for prefix, folder in sorted(FOLDERS.items(), reverse=True):
            if path == prefix or path.startswith(f"{prefix}/"):
                place = folder + path.removeprefix(prefix)
                break
        assert given.get(package, path) == place


def test_the_gate_finds_its_two_commands_in_the_readme():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    commands = [line for line in lines if line.startswith("python3 -m venv .venv && ")]
    assert len(commands) == 2
    assert " .venv/bin/pip install . && " in commands[0]
    assert commands[1] == "python3 -m venv .venv && .venv/bin/pip install -e '.[test]' && .venv/bin/pytest"
    gate = ROOT / ".ci" / "run"
    assert "'^python3 -m venv \\.venv && '" in gate.read_text(encoding="utf-8")
    assert os.access(gate, os.X_OK)


def pip(*arguments: str | Path) -> None:
    """Run pip; without pip, or an index, there is nothing to test."""
    if find_spec("pip") is None:
        pytest.skip("this environment has no pip")
    command = [sys.executable, "-m", "pip", "--disable-pip-version-check", *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, stdin=subprocess.DEVNULL)
    said = done.stdout + done.stderr
    if done.returncode and _NO_INDEX.search(said):
        pytest.skip(f"pip cannot reach a package index: {said.strip().splitlines()[-1]}")
    assert done.returncode == 0, said


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What the build needs of the checkout, away from it: old builds and files of other tools stay behind."""
    place = tmp_path_factory.mktemp("copy")
    for name in ("pyproject.toml", "README.md", "LICENSE"):
        shutil.copy(ROOT / name, place)
    for folder in FOLDERS.values():
        shutil.copytree(ROOT / folder, place / folder, ignore=shutil.ignore_patterns("__pycache__"))
    # Neighbours that a careless setting would take along.
    for folder in ("tests", "docs", "tools"):
        (place / folder).mkdir()
        (place / folder / "stray.py").write_text("", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def wheel(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("wheel")
    pip("wheel", "--no-deps", "--wheel-dir", place, copy)
    (found,) = place.glob("*.whl")
    return found


def environment(place: Path) -> Path:
    """A new virtual environment; the folder of its commands."""
    venv.create(place, with_pip=False)
    return place / ("Scripts" if os.name == "nt" else "bin")


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment with the wheel and what it depends on."""
    commands = environment(tmp_path_factory.mktemp("installed"))
    pip("--python", commands / "python", "install", wheel)
    return commands


@pytest.fixture(scope="module")
def editable(copy: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The commands of an environment with an editable install of the copy."""
    commands = environment(tmp_path_factory.mktemp("editable"))
    pip("--python", commands / "python", "install", "-e", copy)
    return commands


def run(commands: Path, folder: Path, command: str, *arguments: str) -> subprocess.CompletedProcess[str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith("PYTHON")}
    return subprocess.run(
        [str(commands / command), *arguments],
        cwd=folder,
        env=kept | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
        stdin=subprocess.DEVNULL,
    )


@slow
def test_the_wheel_holds_all_files_of_the_packages_and_nothing_else(wheel: Path):
    with ZipFile(wheel) as archive:
        names = {name for name in archive.namelist() if not name.endswith("/")}
    information = {name for name in names if re.match(r"service_blueprint-[^/]+\.dist-info/", name)}
    expected = {
        f"{package}/{file}" for package, folder in FOLDERS.items() for file in files_of(ROOT / folder)
    }
    # The parse table is made by the build.
    (table,) = names - information - expected
    assert re.fullmatch(r"blueprint/syntax/grammar-[0-9a-f]{32}\.json", table)
    assert expected <= names
    assert any(name.endswith("licenses/LICENSE") for name in information)


@slow
@pytest.mark.parametrize("kind", ["installed", "editable"])
def test_the_command_works_far_from_the_checkout(kind: str, request: pytest.FixtureRequest, tmp_path: Path):
    commands: Path = request.getfixturevalue(kind)
    shutil.copy(ROOT / "examples" / "hotel-stay.blueprint", tmp_path / "stay.blueprint")
    version = run(commands, tmp_path, "blueprint", "--version")
    assert (version.returncode, version.stdout.split()[-1]) == (0, blueprint.__version__)
    (tmp_path / "wrong.blueprint").write_text("blueprint wrong\nowner nobody\n", encoding="utf-8")
    check = run(commands, tmp_path, "blueprint", "check", "wrong.blueprint")
    assert check.returncode == 1
    assert "wrong.blueprint:2:7" in check.stdout + check.stderr
    for arguments in (
        ("render", "stay.blueprint"),
        ("render", "-f", "dot", "stay.blueprint"),
        ("report", "stay.blueprint"),
    ):
        done = run(commands, tmp_path, "blueprint", *arguments)
        assert done.returncode == 0, done.stderr
    made = {path.suffix: path.stat().st_size for path in tmp_path.glob("stay.*")}
    assert made.keys() == {".blueprint", ".svg", ".dot", ".html"}
    assert min(made.values()) > 5000


@slow
def test_the_module_can_be_run_and_comes_from_where_it_was_installed(
    installed: Path, editable: Path, copy: Path, tmp_path: Path
):
    where = "import blueprint, blueprint.renderers.svg.picture as svg; print(blueprint.__file__, svg.__file__, sep='\\n')"
    for commands, home in ((installed, installed.parent), (editable, copy)):
        assert run(commands, tmp_path, "python", "-m", "blueprint", "--version").returncode == 0
        done = run(commands, tmp_path, "python", "-c", where)
        assert done.returncode == 0, done.stderr
        for file in done.stdout.splitlines():
            assert Path(file).resolve().is_relative_to(home.resolve())
