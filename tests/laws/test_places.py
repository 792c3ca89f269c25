"""Files are called the same from every working folder, and links lead where their author meant, wherever an output stands."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner

import blueprint
from blueprint import cli
from blueprint.cli.listings import FORMATS
from blueprint.places import Naming, address

SERVICE = """blueprint stay "Stay"
import "../shared roles/roles.blueprint"
see "notes/form #1.pdf"
note "plain"
step arrive "Arrive" {
  customer come "Comes" wait 5m
  -> frontstage greet "Greets" by clerk { see "notes/a form 50%25.pdf?x=1#page=2"; fail "Forgets" severity 9 }
}
step leave "Leave" {
  customer go "Goes"
  -> frontstage bye "Says goodbye" { see "../房/a'b.pdf"; see "https://example.com/房?q=1" }
}
"""
ROLES = 'role clerk "Clerk"\nrole cook "Cook"\n'
#: Blanks, signs that mean something in addresses, and another writing.
FOLDER = "50% #1 a?b 房"
#: What the links mean, from the folder of the service.
MEANT = {"notes/form #1.pdf": None, "notes/a form 50%.pdf": "x=1", "../房/a'b.pdf": None}


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in ("GITHUB_WORKSPACE", "CI_PROJECT_DIR"):
        monkeypatch.delenv(name, raising=False)
    root = tmp_path / "project"
    files = {
        "blueprint.toml": "",
        f"{FOLDER}/stay.blueprint": SERVICE.replace("form #1", "form %231"),
        "shared roles/roles.blueprint": ROLES,
        **{f"{FOLDER}/{name}": "" for name in MEANT},
    }
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (root / ".git").mkdir()
    return root


def output(*arguments: str) -> bytes:
    result = CliRunner().invoke(cli.group, arguments)
    assert result.exit_code in ((0, 1) if arguments[0] == "check" else (0,)), result.output
    return result.stdout_bytes


#: Every text that a command writes about files for others than the one who typed it.
COMMANDS = [
    *(("check", "-f", name, "--today", "none") for name in FORMATS),
    *(("render", "-q", "-o", "-", "-f", name) for name in ("svg", "dot", "html", "json", "text")),
    *(("manual", "-q", "-o", "-", "-f", name) for name in ("html", "markdown")),
    *(
        ("registers", "-f", name, *rest)
        for name, rest in (("json", ()), ("csv", ("-r", "fails")), ("markdown", ("-r", "fails")))
    ),
]


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_an_output_is_the_same_from_every_working_folder(
    project: Path, monkeypatch: pytest.MonkeyPatch, command: tuple[str, ...]
):
    seen = []
    inside = project / FOLDER
    for folder, name in (
        (project, f"./{FOLDER}/stay.blueprint"),
        (inside, "stay.blueprint"),
        (project.parent, str(inside / "stay.blueprint")),
    ):
        monkeypatch.chdir(folder)
        seen.append(output(*command, name))
    assert seen[0] == seen[1] == seen[2]
    assert str(project.parent).encode() not in seen[0], "no path of this machine"


def test_a_site_is_the_same_from_every_working_folder(project: Path, monkeypatch: pytest.MonkeyPatch):
    seen = []
    for folder, way in ((project, "."), (project / FOLDER, "..")):
        monkeypatch.chdir(folder)
        output("report", "-q", way, "-o", f"{way}/site/")
        pages = sorted((project / "site").rglob("*.html"))
        seen.append({page: page.read_bytes() for page in pages})
        for page in pages:
            page.unlink()
    assert seen[0] == seen[1]


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────


def files_of_github(folder: Path, monkeypatch: pytest.MonkeyPatch, *arguments: str) -> set[str]:
    monkeypatch.chdir(folder)
    return set(re.findall(r"::\w+ file=([^,]*),", output("check", "-f", "github", *arguments).decode()))


def small(path: Path) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text('blueprint a "A"\nstep s "S" {\n customer x "Asks"\n -> frontstage y "Answers"\n}\n')


def test_a_repository_outweighs_a_configuration_and_a_workspace_both(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    small(tmp_path / "all" / "repo" / "part" / "a.blueprint")
    (tmp_path / "all" / "repo" / "part" / "blueprint.toml").write_text("")
    assert files_of_github(tmp_path / "all", monkeypatch, ".") == {"a.blueprint"}
    (tmp_path / "all" / "repo" / ".git").mkdir()
    assert files_of_github(tmp_path / "all" / "repo" / "part", monkeypatch, ".") == {"part/a.blueprint"}
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "all"))
    assert files_of_github(tmp_path / "all" / "repo", monkeypatch, "part") == {"repo/part/a.blueprint"}
    monkeypatch.setenv("GITHUB_WORKSPACE", str(tmp_path / "elsewhere"))
    assert files_of_github(tmp_path / "all" / "repo", monkeypatch, "part") == {"part/a.blueprint"}


def test_without_a_root_files_are_named_from_what_was_given(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("GITHUB_WORKSPACE", raising=False)
    for name in ("a", "b"):
        small(tmp_path / "work" / name / "x.blueprint")
    named = {"a/x.blueprint", "b/x.blueprint"}
    assert files_of_github(tmp_path / "work", monkeypatch, ".") == named
    assert files_of_github(tmp_path, monkeypatch, "work") == named
    assert files_of_github(tmp_path / "work" / "a", monkeypatch, "x.blueprint", "../b/x.blueprint") == named


def test_backslashes_separate_on_windows_alone(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    assert Naming(base=str(tmp_path)).project_path(str(tmp_path / "a\\b")) == "a\\b"
    # Windows cannot be had here: only its separator is.
    monkeypatch.setattr(os, "sep", "\\")
    monkeypatch.setattr(os.path, "relpath", lambda *_: "part\\a.blueprint")
    assert Naming().project_path("C:\\work\\part\\a.blueprint", "C:\\work") == "part/a.blueprint"


def test_sarif_names_files_by_a_root_that_the_reader_knows(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(project)
    (run,) = json.loads(output("check", "-f", "sarif", "."))["runs"]
    places = [result["locations"][0]["physicalLocation"]["artifactLocation"] for result in run["results"]]
    places += [artifact["location"] for artifact in run["artifacts"]]
    assert {place["uriBaseId"] for place in places} == set(run["originalUriBaseIds"]) == {"%SRCROOT%"}
    for place in places:
        assert re.fullmatch(r"[\w.~/%-]+", place["uri"], re.ASCII)
        assert (project / unquote(place["uri"])).is_file()


# ── links ───────────────────────────────────────────────────────────────────────────────────────────────────


def links(text: str) -> Iterator[str]:
    """The addresses in a page, a picture, a Markdown text, or the model as JSON."""
    yield from map(unescape, re.findall(r'href="([^"#][^"]*)"', text))
    yield from re.findall(r"\]\(<?([^#)>][^)>]*)>?\)", text)
    yield from re.findall(r'"link": "([^"]*)"', text)


#: How an output is made, and what its file is called.
WRITTEN = [
    (("render", "-f", "svg"), "stay.svg"),
    (("render", "-f", "json"), "stay.json"),
    (("report",), "stay.html"),
    (("manual", "-f", "html"), "manual.html"),
    (("manual", "-f", "markdown"), "manual.md"),
]


@pytest.mark.parametrize("folder", [FOLDER, f"{FOLDER}/deep/er", "out #2", "../away"])
@pytest.mark.parametrize(
    ("command", "name"), WRITTEN, ids=lambda value: value if isinstance(value, str) else ""
)
def test_links_lead_from_an_output_to_what_their_file_means(
    project: Path, monkeypatch: pytest.MonkeyPatch, folder: str, command: tuple[str, ...], name: str
):
    monkeypatch.chdir(project)
    target = project / folder / name
    output(*command, f"{FOLDER}/stay.blueprint", "-q", "-o", str(target))
    assert_links(target, project)


def test_links_lead_from_a_page_of_a_site(project: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.chdir(project)
    output("report", "-q", ".", "-o", "../site/")
    assert_links(project.parent / "site" / FOLDER / "stay.html", project)


def assert_links(target: Path, project: Path) -> None:
    found = {
        link
        for link in links(target.read_text(encoding="utf-8"))
        if "form" in link or "%27b" in link or "a'b" in link
    }
    meant = {(project / FOLDER / name).resolve() for name in MEANT}
    paths = {unquote(re.split("[?#]", link)[0]) for link in found}
    shown = {(target.parent / path).resolve() for path in paths}
    # A picture has links on its cards, and none for the file as a whole.
    for_all = {path for path in meant if path.name == "form #1.pdf"}
    assert shown == (meant - for_all if target.suffix == ".svg" else meant)
    assert all(link.isascii() and " " not in link for link in found)
    assert any(link.endswith("?x=1#page=2") for link in found), "what the author wrote behind the path stays"


@pytest.mark.parametrize(
    ("written", "from_beside", "from_elsewhere"),
    [
        ("notes/form.pdf", "notes/form.pdf", "../bp/notes/form.pdf"),
        ("../x/", "../x/", "../x/"),
        ("a b.pdf", "a%20b.pdf", "../bp/a%20b.pdf"),
        ("a%20b.pdf", "a%20b.pdf", "../bp/a%20b.pdf"),
        ("100%.pdf", "100%25.pdf", "../bp/100%25.pdf"),
        ("房.html?a=b#c", "%E6%88%BF.html?a=b#c", "../bp/%E6%88%BF.html?a=b#c"),
        ("https://例.example/房#a", "https://例.example/%E6%88%BF#a", "https://例.example/%E6%88%BF#a"),
        ("mailto:a@example.com", "mailto:a@example.com", "mailto:a@example.com"),
        ("/wiki", "/wiki", "/wiki"),
        ("?page=2", "?page=2", "?page=2"),
        ("javascript:alert(1)", None, None),
        (" a.pdf", None, None),
    ],
)
def test_an_address(written: str, from_beside: str | None, from_elsewhere: str | None):
    assert address(written, "/p/bp/a.blueprint", "/p/bp") == from_beside
    assert address(written, "/p/bp/a.blueprint", None) == from_beside
    assert address(written, "/p/bp/a.blueprint", "/p/out") == from_elsewhere


def test_a_program_says_where_its_output_will_stand(project: Path):
    compiled = blueprint.load(project / FOLDER / "stay.blueprint")
    beside = blueprint.render_as(compiled, "json")
    assert blueprint.render_as(compiled, "json", folder=project / FOLDER) == beside
    assert '"link": "../房' not in str(blueprint.render_as(compiled, "json", folder=project))
    assert '"link": "%E6%88%BF/a' in str(blueprint.render_as(compiled, "json", folder=project))
