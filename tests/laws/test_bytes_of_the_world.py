"""Names that are no UTF-8, accents apart or together, byte-order marks, line ends: what the world has changes no output and breaks none."""

from __future__ import annotations

import json
import os
import sys
import unicodedata
from pathlib import Path
from xml.etree import ElementTree

import pytest
from click.testing import CliRunner, Result

from blueprint import cli
from blueprint.cli.listings import FORMATS
from blueprint.files import MARK, Loader, Spellings, spelled

SERVICE = 'blueprint a "A"\nimport "roles.blueprint"\nstep s "S" {\n  customer x "Asks"\n  -> frontstage y "Answers" by clerk { see "notes.pdf" }\n}\n'
ROLES = 'role clerk "Clerk"\n'
LONG = SERVICE.replace('"Answers"', '"""\n    Answers\n    twice\n    """')


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "roles.blueprint").write_text(ROLES)
    return tmp_path


def run(*arguments: str, stdin: bytes = b"") -> Result:
    result = CliRunner().invoke(cli.group, arguments, input=stdin)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


# ── line ends and marks ─────────────────────────────────────────────────────────────────────────────────────

VARIANTS = [(mark, end) for mark in (b"", MARK) for end in (b"\n", b"\r\n")]


def variant(path: Path, text: str, mark: bytes, end: bytes) -> None:
    path.write_bytes(mark + text.encode().replace(b"\n", end))


def test_marks_and_line_ends_show_in_no_output(here: Path):
    seen = set()
    for mark, end in VARIANTS:
        variant(here / "a.blueprint", LONG, mark, end)
        variant(here / "roles.blueprint", ROLES, mark, end)
        variant(here / "blueprint.toml", 'ignore = ["BP401"]\n', mark, end)
        outputs = [
            run("render", "-o", "-", "-f", name, "a.blueprint") for name in ("svg", "json", "html", "text")
        ]
        outputs.append(run("manual", "-o", "-", "a.blueprint"))
        outputs.append(run("check", "-f", "github", "a.blueprint"))
        assert [output.exit_code for output in outputs[:-1]] == [0] * 5
        seen.add(tuple(output.stdout_bytes for output in outputs))
    assert len(seen) == 1


@pytest.mark.parametrize("name", ["a.svg", "a.html", "a.json", "a.txt"])
def test_a_check_out_with_other_line_ends_is_not_stale(here: Path, name: str):
    (here / "a.blueprint").write_text(SERVICE)
    assert run("render", "-q", "a.blueprint", "-o", name).exit_code == 0
    for path in (here / name, here / "a.blueprint", here / "roles.blueprint"):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert run("render", "a.blueprint", "-o", name, "--check").exit_code == 0
    (here / name).write_bytes((here / name).read_bytes().replace(b"Asks", b"Asked"))
    assert run("render", "a.blueprint", "-o", name, "--check").exit_code == 1


def test_a_site_with_other_line_ends_is_up_to_date(here: Path):
    (here / "a.blueprint").write_text(SERVICE)
    assert run("report", ".", "-o", "site/").exit_code == 0
    for path in (*here.glob("*.blueprint"), *here.glob("site/*")):
        path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert "up to date" in run("report", ".", "-o", "site/").stderr


@pytest.mark.parametrize(("mark", "end"), VARIANTS)
def test_fixes_and_patches_keep_marks_and_line_ends(here: Path, mark: bytes, end: bytes):
    path = here / "a.blueprint"
    variant(path, SERVICE.replace("customer x", "custmer x"), mark, end)
    patch = run("check", "--diff", "a.blueprint").stdout_bytes
    assert b'\n-  custmer x "Asks"' + end in patch
    assert b'\n+  customer x "Asks"' + end in patch
    assert run("check", "--fix", "a.blueprint").exit_code in (0, 1)
    assert path.read_bytes() == mark + SERVICE.encode().replace(b"\n", end)


def test_a_baseline_of_an_editor_with_a_mark_is_read(here: Path):
    (here / "a.blueprint").write_text(SERVICE)
    assert run("check", ".").exit_code == 1
    assert run("check", "--write-baseline", "old.json", ".").exit_code == 0
    (here / "old.json").write_bytes(MARK + (here / "old.json").read_bytes().replace(b"\n", b"\r\n"))
    variant(here / "a.blueprint", SERVICE, MARK, b"\r\n")
    assert run("check", "--baseline", "old.json", ".").exit_code == 0


def test_a_configuration_in_another_encoding_is_called_that(here: Path):
    (here / "a.blueprint").write_text(SERVICE)
    (here / "blueprint.toml").write_bytes('ignore = ["BP401"]\n'.encode("utf-16"))
    result = run("check", ".")
    assert (result.exit_code, "UTF-16" in result.stderr) == (2, True)


# ── names ───────────────────────────────────────────────────────────────────────────────────────────────────

COMPOSED = "café-들.blueprint"
DECOMPOSED = unicodedata.normalize("NFD", COMPOSED)


@pytest.mark.skipif(sys.platform == "darwin", reason="there both forms are one name")
@pytest.mark.parametrize(
    ("there", "typed"), [(COMPOSED, DECOMPOSED), (DECOMPOSED, COMPOSED)], ids=["apart", "together"]
)
def test_a_name_is_found_in_either_unicode_form(here: Path, there: str, typed: str):
    (here / "blueprint.toml").write_text(f'exclude = ["{typed}"]\n', encoding="utf-8")
    folder = there.removesuffix(".blueprint")
    (here / folder).mkdir()
    (here / folder / there).write_text(ROLES)
    way = f"{typed.removesuffix('.blueprint')}/{typed}"
    (here / "a.blueprint").write_text(SERVICE.replace("roles.blueprint", way), encoding="utf-8")
    assert run("render", "-q", "a.blueprint").exit_code == 0
    assert run("check", way, "a.blueprint").exit_code == 1
    (here / folder / there).write_text(
        SERVICE.replace('import "roles.blueprint"\n', "").replace(" by clerk", "")
    )
    assert run("fmt", "-q", way).exit_code == 0
    assert run("render", "-q", way, "-o", "x.svg").exit_code == 0
    assert sorted(path.name for path in (here / folder).iterdir()) == [there], "no twin beside it"
    assert run("check", folder).exit_code == 0


@pytest.mark.skipif(sys.platform == "darwin", reason="there both forms are one name")
def test_of_two_names_the_very_one_is_meant(here: Path):
    for name, role in ((COMPOSED, "one"), (DECOMPOSED, "two")):
        (here / name).write_text(f'role {role} "R"\n')
    assert [spelled(here / name).name for name in (COMPOSED, DECOMPOSED)] == [COMPOSED, DECOMPOSED]
    assert spelled(here / "nowhere é").name == "nowhere é"


def test_a_file_is_one_where_capitals_do_not_count(here: Path):
    (here / "team.blueprint").write_text(ROLES)
    # Such a disk cannot be had here: a second name of the same file is.
    os.link(here / "team.blueprint", here / "TEAM.blueprint")
    spellings = Spellings()
    assert spellings.of("team.blueprint") == spellings.of("TEAM.blueprint") == str(here / "team.blueprint")
    (here / "other").mkdir()
    os.link(here / "team.blueprint", here / "other" / "team.blueprint")
    assert spellings.of("other/team.blueprint") == str(here / "other" / "team.blueprint"), (
        "imports start elsewhere"
    )
    text = 'import "team.blueprint"\nimport "TEAM.blueprint"\n'
    (here / "a.blueprint").write_text(SERVICE.replace('import "roles.blueprint"\n', text))
    assert run("render", "-q", "a.blueprint").exit_code == 0, "the role is not declared twice"
    loader = Loader()
    source = loader.source_of(here / "a.blueprint", "a.blueprint")
    assert loader(source, "team.blueprint") is loader(source, "TEAM.blueprint")  # type: ignore[arg-type]


BAD = os.fsdecode(b"caf\xe9")
COMMANDS = [
    *(("check", "-f", name) for name in ("text", *FORMATS)),
    ("check", "--diff"),
    ("check", "--write-baseline", "baseline.json"),
    *(("render", "-o", "-", "-f", name) for name in ("svg", "dot", "html", "json", "text")),
    *(("manual", "-o", "-", "-f", name) for name in ("html", "markdown")),
    *(("registers", "-r", "fails", "-f", name) for name in ("csv", "json", "markdown")),
    ("fmt", "--diff"),
    ("render", f"-o{BAD}.svg"),
    ("report", f"-o{BAD}.html"),
    ("report", f"-o{BAD} site/"),
    ("fmt",),
]


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
@pytest.mark.parametrize(
    "command", COMMANDS, ids=lambda command: " ".join(command).encode("ascii", "replace").decode()
)
@pytest.mark.parametrize("sound", [True, False], ids=["sound", "broken"])
def test_names_that_are_no_utf_8_break_nothing(here: Path, command: tuple[str, ...], sound: bool):
    service = here / BAD / f"{BAD}.blueprint"
    service.parent.mkdir()
    (service.parent / "roles.blueprint").write_text(ROLES)
    service.write_text(SERVICE.replace("customer x", "customer   x") if sound else SERVICE + "nonsense {")
    way = str(service.parent) if "site" in command[-1] else f"{BAD}/{BAD}.blueprint"
    result = run(*command, way)
    assert result.exit_code in (0, 1)
    out = result.stdout_bytes.decode("utf-8")
    assert "caf\ufffd" not in out + result.stderr
    if "json" in command:
        json.dumps(json.loads(out or "{}"), ensure_ascii=False).encode()
        assert out == "" or "caf\\\\xe9" in out or command[0] == "registers"
    if "sarif" in command:
        assert "caf%E9.blueprint" in out
    if ("junit" in command or "svg" in command) and out:
        ElementTree.fromstring(out)


@pytest.mark.skipif(sys.platform != "linux", reason="names are text elsewhere")
def test_a_new_file_may_have_any_name(here: Path):
    assert run("new", f"{BAD}.blueprint").exit_code == 0
    assert run("check", f"{BAD}.blueprint").exit_code == 0
    assert "render 'my file.blueprint'" in run("new", "my file.blueprint").stderr
    assert "render ./-x.blueprint" in run("new", "--", "-x.blueprint").stderr
    assert "render 房.blueprint" in run("new", "房.blueprint").stderr
