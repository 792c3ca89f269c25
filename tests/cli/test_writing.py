"""What may be written is written, and what cannot be is told by its own name and left as it was."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from blueprint import cli, files
from blueprint.files import write

UNTIDY = 'blueprint c "C"\nstep s "S" {\n customer a "A"\n}\n'
TIDY = 'blueprint c "C"\n\nstep s "S" {\n  customer a "A"\n}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A place with a folder `d` that takes no new file and gives none away.

    Permissions mean nothing to an administrator, who may run the tests: the system's answers are simulated.
    """
    (tmp_path / "d").mkdir()
    monkeypatch.chdir(tmp_path)
    inside = str(tmp_path / "d") + os.sep

    def opened(path: Any, mode: str = "r", *given: Any, **named: Any) -> Any:
        is_there = os.path.exists(path)
        may_write = (
            os.stat(path).st_mode & 0o222 if is_there else not os.path.abspath(path).startswith(inside)
        )
        if mode != "rb" and not may_write:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return open(path, mode, *given, **named)

    def refused(path: Path, *_: Any, exist_ok: bool = False, **__: Any) -> None:
        if not path.is_dir() or not exist_ok:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(files, "open", opened, raising=False)
    monkeypatch.setattr(Path, "mkdir", refused)
    return tmp_path


def filled(folder: Path, *names: str, mode: int = 0o666) -> None:
    for name in names:
        (folder / "d" / name).write_text(UNTIDY)
        (folder / "d" / name).chmod(mode)


def run(*arguments: str) -> Result:
    result = CliRunner().invoke(cli.group, arguments)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_a_file_that_may_be_written_is_written_in_its_place(folder: Path):
    filled(folder, "a.blueprint", "a.svg", "list.json", "old.json")
    assert run("fmt", "-q", "d/a.blueprint").exit_code == 0
    assert (folder / "d" / "a.blueprint").read_text() == TIDY
    assert run("render", "-q", "d/a.blueprint").exit_code == 0
    assert (folder / "d" / "a.svg").read_text().endswith("</svg>\n")
    assert run("check", "-f", "json", "-o", "d/list.json", "d/a.blueprint").exit_code in (0, 1)
    assert (folder / "d" / "list.json").read_text().startswith("{")
    assert run("check", "--write-baseline", "d/old.json", "d/a.blueprint").exit_code == 0
    assert sorted(os.listdir(folder / "d")) == ["a.blueprint", "a.svg", "list.json", "old.json"]


@pytest.mark.parametrize(
    "command",
    [
        ("fmt", "d/a.blueprint"), ("render", "a.blueprint", "-o", "d/new.svg"), ("report", "a.blueprint", "-o", "d/new.html"),
        ("manual", "a.blueprint", "-o", "d/new.md"), ("registers", "a.blueprint", "-r", "fails", "-o", "d/new.csv"),
        ("check", "-f", "sarif", "-o", "d/new.sarif", "a.blueprint"), ("check", "--write-baseline", "d/new.json", "a.blueprint"),
        ("check", "--fix", "d/b.blueprint"), ("new", "d/new.blueprint"), ("report", "a.blueprint", "d", "-o", "d/new site/"),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_cannot_be_written_is_called_by_its_own_name(folder: Path, command: tuple[str, ...]):
    (folder / "a.blueprint").write_text(UNTIDY)
    (folder / "d" / "b.blueprint").write_text(UNTIDY.replace("customer", "custmer"))
    (folder / "d" / "b.blueprint").chmod(0o444)
    filled(folder, "a.blueprint", mode=0o444)
    result = run(*command)
    assert result.exit_code == 2
    assert "cannot be written: permission denied" in result.stderr
    name = next(word for word in command if word.startswith("d/"))
    assert f"Error: '{name}" in result.stderr
    assert ".tmp" not in result.stderr
    assert sorted(os.listdir(folder / "d")) == ["a.blueprint", "b.blueprint"]


# ── what cannot be had here is simulated ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("number", [errno.EBUSY, errno.EROFS, errno.EXDEV, errno.EPERM])
def test_a_file_that_is_mounted_is_written_in_its_place(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
):
    def refuse(*_: object) -> None:
        raise OSError(number, os.strerror(number))

    (tmp_path / "a").write_text("a longer text than the new one")
    own = (tmp_path / "a").stat().st_ino
    monkeypatch.setattr(Path, "replace", refuse)
    write(tmp_path / "a", "new")
    assert ((tmp_path / "a").read_text(), (tmp_path / "a").stat().st_ino) == ("new", own)
    assert os.listdir(tmp_path) == ["a"]
    with pytest.raises(OSError, match=r"'.*/b'$"):
        write(tmp_path / "b", "new")
    assert os.listdir(tmp_path) == ["a"]


def test_a_full_disk_leaves_a_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    path = tmp_path / "a"
    path.write_text("what it had")
    put, calls = files._put, []

    def full(file: object, content: bytes) -> None:
        put(file, content[:4] if not calls else content)  # type: ignore[arg-type]
        if not calls:
            calls.append(content)
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(files, "_put", full)
    with pytest.raises(OSError, match="No space left") as caught:
        files._overwrite(path, b"something else altogether")
    assert caught.value.errno == errno.ENOSPC
    assert path.read_text() == "what it had"


def test_a_full_disk_is_no_reason_to_write_in_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    def full(*_: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    (tmp_path / "a").write_text("what it had")
    monkeypatch.setattr(Path, "replace", full)
    with pytest.raises(OSError, match="No space left"):
        write(tmp_path / "a", "new")
    assert ((tmp_path / "a").read_text(), os.listdir(tmp_path)) == ("what it had", ["a"])


@pytest.mark.skipif(os.name == "nt" or os.geteuid() != 0, reason="only the administrator gives files away")
def test_a_file_that_is_replaced_stays_its_owners(tmp_path: Path):
    (tmp_path / "a").write_text("old")
    os.chown(tmp_path / "a", 65534, 65534)
    (tmp_path / "a").chmod(0o640)
    write(tmp_path / "a", "new")
    status = (tmp_path / "a").stat()
    assert (status.st_uid, status.st_gid, stat.S_IMODE(status.st_mode)) == (65534, 65534, 0o640)
