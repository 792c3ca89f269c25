"""The command that is advised for a missing extra fits how the package was installed."""

import json
import shlex
import sys
from pathlib import Path

import pytest

from blueprint import installation


class Distribution:
    """What pip wrote down about an installation."""

    def __init__(self, origin: dict | None) -> None:
        self._origin = origin

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return json.dumps(self._origin) if self._origin is not None else None


def advised(monkeypatch: pytest.MonkeyPatch, origin: dict | None) -> list[str]:
    monkeypatch.setattr(installation, "distribution", lambda name: Distribution(origin))
    return shlex.split(installation.install_command("png"))


def folder(path: Path, *, editable: bool) -> dict:
    return {"url": path.as_uri(), "dir_info": {"editable": True} if editable else {}}


def test_from_an_index(monkeypatch):
    assert advised(monkeypatch, None)[-2:] == ["install", "service-blueprint[png]"]


def test_in_its_own_folder(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    assert advised(monkeypatch, folder(tmp_path, editable=False))[-1] == ".[png]"
    assert advised(monkeypatch, folder(tmp_path, editable=True))[-2:] == ["-e", ".[png]"]


def test_from_another_folder_with_a_blank(monkeypatch, tmp_path):
    place = tmp_path / "my clone"
    place.mkdir()
    assert advised(monkeypatch, folder(place, editable=False))[-1] == f"{place}[png]"


def test_from_a_repository(monkeypatch):
    origin = {
        "url": "https://example.org/x.git",
        "vcs_info": {"vcs": "git", "requested_revision": "v1", "commit_id": "0"},
    }
    assert advised(monkeypatch, origin)[-1] == "service-blueprint[png] @ git+https://example.org/x.git@v1"


def test_from_a_wheel(monkeypatch):
    origin = {"url": "file:///w/x-1-py3-none-any.whl", "archive_info": {}}
    assert advised(monkeypatch, origin)[-1] == "service-blueprint[png] @ file:///w/x-1-py3-none-any.whl"


def test_damaged_notes_are_no_notes(monkeypatch):
    monkeypatch.setattr(Distribution, "read_text", lambda self, name: "{")
    assert advised(monkeypatch, None)[-1] == "service-blueprint[png]"


def test_the_python_that_runs_gets_it(monkeypatch):
    monkeypatch.setattr(installation.shutil, "which", lambda name: None)
    words = advised(monkeypatch, None)
    assert Path(words[0]).absolute() == Path(sys.executable).absolute()
