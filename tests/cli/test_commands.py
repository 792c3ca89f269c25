"""The command line, from arguments to files and exit codes."""

from __future__ import annotations

import datetime
import gc
import os
import re
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from blueprint.renderers.themes.theme_file import load_theme
from click.testing import CliRunner, Result

import blueprint
from blueprint import cli
from blueprint.cli.run import console, outputs, saving
from blueprint.cli.starters import name_from, starter, title_from
from blueprint.compiler import Compiled, compile_source
from blueprint.render import Renderer, RenderError, find
from blueprint.scene import scene
from blueprint.settings import Settings
from blueprint.source import Source
from blueprint.style import Style
from blueprint.view import ROWS, View
from blueprint.words import LANGUAGES

from ..examples import compiled as example_compiled
from ..paths import ROOT

EXAMPLES = ROOT / "examples"
SOUND = 'blueprint {} "A"\nstep s "S" {{\n  evidence "Door"\n  customer come "Comes"\n  <-> frontstage "Greets"\n}}\n'
WEAK = 'blueprint weak "A"\nstep s "S" {\n  customer come "Comes" wait 5m\n}\n'
BROKEN = 'blueprint broken "A"\nstep s "S" {\n  customer come "Comes" by nobody\n}\n'
VOCABULARY = 'role clerk "Clerk"\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Every test runs in a project of its own, with files of each kind in it."""
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "COLUMNS", "TERM", "BLUEPRINT_DEBUG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / "blueprint.toml").write_text("")
    for name, text in {
        "sound": SOUND.format("sound"),
        "weak": WEAK,
        "broken": BROKEN,
        "roles": VOCABULARY,
    }.items():
        (tmp_path / f"{name}.blueprint").write_text(text)
    return tmp_path


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> None:
    """Formats that write the blueprint's name, so that a test sees which file it came from."""

    def show(compiled: object) -> str:
        assert isinstance(compiled, Compiled)
        assert compiled.blueprint is not None
        return f"<{compiled.blueprint.name}>\n"

    formats = {"svg": Renderer(suffix=".svg", render=show), "dot": Renderer(suffix=".dot", render=show)}
    formats["html"] = Renderer(suffix=".html", render=lambda scene: show(scene).encode())
    formats["other"] = Renderer(suffix=".other", render=show)
    monkeypatch.setattr(outputs, "find", formats.__getitem__)
    monkeypatch.setattr(outputs, "names", lambda: list(formats))
    monkeypatch.setattr(outputs, "scene", lambda compiled, *_: compiled)


def run(*arguments: str, stdin: str | bytes | None = None) -> Result:
    return CliRunner().invoke(cli.group, arguments, input=stdin)


def process(*arguments: str, stdin: bytes = b"", **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "blueprint", *arguments],
        input=stdin,
        capture_output=True,
        check=False,
        env={**os.environ, **environment},
    )


def made(folder: Path) -> list[str]:
    """What stands in a folder and is no input."""
    return sorted(
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix not in (".blueprint", ".toml")
    )


# ── check ────────────────────────────────────────────────────────────────────


def test_a_clean_file_has_no_findings_and_exit_code_0() -> None:
    result = run("check", "sound.blueprint")
    assert (result.exit_code, result.stdout, result.stderr) == (0, "No findings in 1 file\n", "")


def test_a_finding_is_printed_in_its_frame_with_exit_code_1() -> None:
    result = run("check", "weak.blueprint")
    assert result.exit_code == 1
    assert " --> weak.blueprint:3:3\n  |\n3 |   customer come" in result.stdout
    assert result.stdout.endswith("\n\n1 warning in 1 file\n")


def test_an_error_is_exit_code_1() -> None:
    result = run("check", "broken.blueprint")
    assert result.exit_code == 1
    assert "nobody" in result.stdout
    assert result.stdout.endswith("1 error in 1 file\n")


def test_the_summary_counts_over_all_files() -> None:
    result = run("check", "sound.blueprint", "weak.blueprint", "broken.blueprint", "roles.blueprint")
    assert result.stdout.endswith("1 error, 1 warning in 2 of 4 files\n")


def test_check_without_files_is_wrong_usage() -> None:
    result = run("check")
    assert result.exit_code == 2
    assert "Missing argument 'FILES" in result.stderr


def test_a_path_that_leads_nowhere_is_wrong_usage_and_the_others_are_checked() -> None:
    result = run("check", "wek.blueprint", "weak.blueprint")
    assert result.exit_code == 2
    assert "error[BP001]: there is no file 'wek.blueprint'\n --> wek.blueprint\n" in result.stdout
    assert "did you mean 'weak.blueprint'?" in result.stdout
    assert "BP401" in result.stdout


def test_a_file_that_cannot_be_read_is_an_error_like_others(here: Path) -> None:
    (here / "latin.blueprint").write_bytes(b'blueprint caf\xe9 "A"\n')
    result = run("check", "latin.blueprint")
    assert result.exit_code == 1
    assert "'latin.blueprint' is not UTF-8: byte 0xE9 at offset 13, in line 1" in result.stdout
    assert '1 | blueprint caf\ufffd "A"\n  |              ^\n' in result.stdout


def test_binary_and_empty_files_are_errors(here: Path) -> None:
    (here / "binary.blueprint").write_bytes(bytes(range(256)))
    (here / "empty.blueprint").write_bytes(b"")
    result = run("check", "binary.blueprint", "empty.blueprint")
    assert result.exit_code == 1
    assert "NUL byte" in result.stdout
    assert "BP010" in result.stdout


def test_standard_input_is_checked_by_a_dash() -> None:
    result = run("check", "-", stdin=WEAK)
    assert result.exit_code == 1
    assert "--> <stdin>:3:3" in result.stdout


def test_standard_input_can_import_from_the_current_folder() -> None:
    text = 'import "roles.blueprint"\n' + SOUND.format("a").replace('"Greets"', '"Greets" by clerk')
    moved = text.partition("\n")
    result = run("check", "-", stdin=moved[2].replace('"A"\n', '"A"\n' + moved[0] + "\n", 1))
    assert result.stdout == "No findings in 1 file\n"


def test_a_folder_stands_for_its_blueprints_without_hidden_and_foreign_ones(here: Path) -> None:
    for folder in ("in/deep", "in/.git", "in/node_modules/x", "in/venv", "in/.hidden"):
        (here / folder).mkdir(parents=True)
        (here / folder / "a.blueprint").write_text(WEAK)
    (here / "in" / "b.blueprint").write_text(WEAK)
    (here / "in" / ".c.blueprint").write_text(WEAK)
    (here / "in" / "d.txt").write_text(WEAK)
    result = run("check", "in")
    places = re.findall(r"--> (\S+):3:3", result.stdout)
    assert [Path(place).as_posix() for place in places] == ["in/b.blueprint", "in/deep/a.blueprint"]


def test_names_in_the_current_folder_have_no_prefix() -> None:
    assert "--> weak.blueprint:3:3" in run("check", ".").stdout


def test_a_folder_without_blueprints_is_wrong_usage(here: Path) -> None:
    (here / "empty").mkdir()
    result = run("check", "empty", "sound.blueprint")
    assert result.exit_code == 2
    assert result.stderr == "no .blueprint file in folder 'empty'\n"
    assert result.stdout == "No findings in 1 file\n"


def test_a_file_given_twice_is_checked_once(here: Path) -> None:
    (here / "link.blueprint").symlink_to("weak.blueprint")
    result = run(
        "check", "weak.blueprint", "./weak.blueprint", str(here / "weak.blueprint"), "link.blueprint"
    )
    assert result.stdout.count("BP401") == 1
    assert result.stdout.endswith("1 warning in 1 file\n")


def test_a_mistake_that_two_files_import_is_said_once(here: Path) -> None:
    (here / "bad.blueprint").write_text("role\n")
    for name in "ab":
        (here / f"{name}.blueprint").write_text(
            f'blueprint {name} "A"\nimport "bad.blueprint"\nstep s "S" {{ }}\n'
        )
    result = run("check", "a.blueprint", "b.blueprint")
    assert result.stdout.count("bad.blueprint:1:") == 1
    assert result.stdout.endswith(" in 2 files\n")


def test_a_circle_of_imports_is_shown(here: Path) -> None:
    (here / "a.blueprint").write_text('blueprint a "A"\nimport "b.blueprint"\n')
    (here / "b.blueprint").write_text('import "a.blueprint"\n')
    result = run("check", "a.blueprint")
    assert result.exit_code == 1
    assert "a.blueprint → b.blueprint → a.blueprint" in result.stdout


def test_an_import_by_a_link_out_of_the_project_is_refused(here: Path) -> None:
    project = here / "project"
    (project / ".git").mkdir(parents=True)
    (project / "roles.blueprint").symlink_to(here / "roles.blueprint")
    (project / "a.blueprint").write_text('blueprint a "A"\nimport "roles.blueprint"\n')
    result = run("check", "project/a.blueprint")
    assert result.exit_code == 1
    assert "error[BP018]: 'roles.blueprint' leads out of the project\n" in result.stdout


def test_nothing_of_a_file_or_its_name_reaches_the_terminal_as_an_order(here: Path) -> None:
    name = "a\x1b]0;x\x07.blueprint"
    (here / name).write_text('blueprint a "A"\nrole "\x1b[31m" \x9b \u202e by\n')
    result = run("check", name, "gone\x1b[2J")
    assert result.exit_code == 2
    assert not set(result.output) & set("\x1b\x07\x9b\u202e")
    assert "␛" in result.stdout


@pytest.mark.skipif(sys.platform != "linux", reason="file names are text elsewhere")
def test_a_file_name_that_is_no_text_is_printed_all_the_same(here: Path) -> None:
    name = os.fsdecode(b"caf\xe9.blueprint")
    (here / name).write_text(WEAK)
    result = process("check", name)
    assert result.returncode == 1
    assert "--> caf\\xe9.blueprint:3:3" in result.stdout.decode()


def compiled_in_memory() -> int:
    gc.collect()
    return sum(isinstance(one, Compiled) for one in gc.get_objects())


def test_many_files_are_compiled_without_keeping_them(here: Path) -> None:
    folder = here / "many"
    folder.mkdir()
    for number in range(50):
        (folder / f"{number:02}.blueprint").write_text(SOUND.format(f"b{number}"))
    before = compiled_in_memory()
    result = run("check", "many")
    assert result.stdout == "No findings in 50 files\n"
    assert compiled_in_memory() <= before + 1


# ── colours and widths ───────────────────────────────────────────────────────


@pytest.mark.parametrize(
    ("environment", "coloured"),
    [({}, True), ({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True), ({"TERM": "dumb"}, False)],
)
@pytest.mark.skipif(os.name == "nt", reason="no such terminals there")
def test_a_terminal_gets_colours_unless_it_does_not_want_them(
    environment: dict[str, str], coloured: bool
) -> None:
    output = on_a_terminal("check", "weak.blueprint", **{"TERM": "xterm", **environment})
    assert "BP401" in output
    assert ("\x1b[" in output) is coloured


@pytest.mark.skipif(os.name == "nt", reason="no such terminals there")
def test_a_terminal_gets_lines_that_fit(here: Path) -> None:
    (here / "weak.blueprint").write_text(WEAK.replace('"Comes"', f'"{"Comes " * 40}"'))
    lines = on_a_terminal("check", "weak.blueprint", NO_COLOR="1", COLUMNS="50").splitlines()
    shown = [line for line in lines if "Comes Comes" in line and "|" in line]
    assert {len(line) for line in shown} == {50}


def test_a_pipe_gets_no_colours() -> None:
    assert b"\x1b" not in process("check", "weak.blueprint", TERM="xterm").stdout


def test_the_width_of_a_strange_terminal_is_guessed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "many")
    assert console._width(-1) == 120


def on_a_terminal(*arguments: str, **environment: str) -> str:
    """What a command prints when its standard output is a terminal."""
    main, terminal = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "blueprint", *arguments], stdout=terminal, env={**os.environ, **environment}
    ):
        os.close(terminal)
        output = b""
        while True:
            try:
                part = os.read(main, 4096)
            except OSError:  # Linux says so that the other end is closed
                part = b""
            if not part:
                break
            output += part
    os.close(main)
    return output.decode()


# ── render and report ────────────────────────────────────────────────────────


@pytest.mark.usefixtures("stub")
class TestOutputs:
    def test_a_picture_is_written_beside_its_file(self, here: Path) -> None:
        result = run("render", "sound.blueprint")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "wrote sound.svg\n")
        assert (here / "sound.svg").read_text() == "<sound>\n"

    def test_a_report_is_written_beside_its_file(self, here: Path) -> None:
        assert run("report", "sound.blueprint", "-q").exit_code == 0
        assert (here / "sound.html").read_text() == "<sound>\n"

    def test_quiet_says_nothing(self) -> None:
        result = run("render", "-q", "sound.blueprint")
        assert (result.exit_code, result.output) == (0, "")

    def test_findings_stop_no_picture_and_are_not_printed(self, here: Path) -> None:
        result = run("render", "weak.blueprint")
        assert (result.exit_code, result.stderr) == (0, "wrote weak.svg\n")
        assert made(here) == ["weak.svg"]

    def test_a_file_with_errors_is_not_drawn_and_the_others_are(self, here: Path) -> None:
        result = run("render", "broken.blueprint", "sound.blueprint")
        assert result.exit_code == 1
        assert result.stdout == ""
        assert "--> broken.blueprint:3:" in result.stderr
        assert made(here) == ["sound.svg"]

    def test_an_older_picture_of_a_file_with_errors_is_left_alone(self, here: Path) -> None:
        (here / "broken.svg").write_text("old")
        assert run("render", "broken.blueprint").exit_code == 1
        assert (here / "broken.svg").read_text() == "old"

    def test_a_missing_file_is_wrong_usage_and_the_others_are_drawn(self, here: Path) -> None:
        result = run("render", "no.blueprint", "sound.blueprint")
        assert result.exit_code == 2
        assert "BP001" in result.stderr
        assert made(here) == ["sound.svg"]

    @pytest.mark.parametrize(
        ("options", "name"),
        [
            (["-o", "x.dot"], "x.dot"),
            (["-o", "x.gv"], "x.gv"),
            (["-o", "x.SVG"], "x.SVG"),
            (["-o", "x.other"], "x.other"),
            (["-o", "x"], "x"),
            (["-f", "dot"], "sound.dot"),
            (["-o", "x.svg", "-f", "dot"], "x.svg"),
            (["-o", "new/deep/"], "new/deep/sound.svg"),
            (["-o", "there"], "there/sound.svg"),
            (["-o", "there", "-f", "html"], "there/sound.html"),
        ],
    )
    def test_one_file_is_written_where_and_as_it_is_wanted(
        self, here: Path, options: list[str], name: str
    ) -> None:
        (here / "there").mkdir()
        result = run("render", "sound.blueprint", *options)
        assert result.exit_code == 0
        assert made(here) == [name]

    def test_standard_output_gets_the_picture_and_nothing_else(self, here: Path) -> None:
        result = run("render", "sound.blueprint", "-o", "-")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "<sound>\n", "")
        assert made(here) == []

    def test_standard_input_goes_to_standard_output(self, here: Path) -> None:
        result = run("render", "-", stdin=WEAK)
        assert (result.exit_code, result.stdout) == (0, "<weak>\n")
        assert made(here) == []

    def test_standard_input_goes_to_a_file_where_one_is_named(self, here: Path) -> None:
        assert run("render", "-", "-o", "x.svg", stdin=WEAK).exit_code == 0
        assert (here / "x.svg").read_text() == "<weak>\n"

    def test_standard_output_takes_one_picture(self, here: Path) -> None:
        result = run("render", "sound.blueprint", "weak.blueprint", "-o", "-")
        assert result.exit_code == 2
        assert "standard output takes one picture" in result.stderr
        assert made(here) == []

    def test_several_files_go_into_a_folder(self, here: Path) -> None:
        result = run("render", "sound.blueprint", "weak.blueprint", "-o", "out")
        assert result.exit_code == 0
        assert made(here) == ["out/sound.svg", "out/weak.svg"]

    def test_several_files_do_not_go_into_one_file(self, here: Path) -> None:
        for arguments in (["sound.blueprint", "weak.blueprint"], ["."]):
            result = run("render", *arguments, "-o", "x.svg")
            assert result.exit_code == 2
            assert "name a folder" in result.stderr
        assert made(here) == []

    def test_a_folder_keeps_its_shape_in_the_output_folder(self, here: Path) -> None:
        for folder in ("in/a", "in/b"):
            (here / folder).mkdir(parents=True)
            (here / folder / "x.blueprint").write_text(SOUND.format(folder[-1]))
        assert run("render", "in", "-o", "out").exit_code == 0
        assert made(here) == ["out/a/x.svg", "out/b/x.svg"]
        assert (here / "out/b/x.svg").read_text() == "<b>\n"

    def test_two_files_for_one_place_are_refused_before_anything_is_written(self, here: Path) -> None:
        for folder in ("a", "b"):
            (here / folder).mkdir()
            (here / folder / "x.blueprint").write_text(SOUND.format(folder))
        result = run("render", "sound.blueprint", "a/x.blueprint", "b/x.blueprint", "-o", "out")
        assert result.exit_code == 2
        assert "'a/x.blueprint' and 'b/x.blueprint' would both be written to 'out/x.svg'" in result.stderr
        assert made(here) == []

    def test_no_blueprint_is_written_over(self, here: Path) -> None:
        (here / "x.svg").write_text(SOUND.format("x"))
        for arguments in (
            ["x.svg"],
            ["sound.blueprint", "-o", "sound.blueprint", "-f", "svg"],
            ["sound.blueprint", "-o", "weak.blueprint", "-f", "svg"],
        ):
            result = run("render", *arguments)
            assert result.exit_code == 2
            assert "is a blueprint" in result.stderr
        assert (here / "x.svg").read_text() == SOUND.format("x")

    def test_a_vocabulary_given_by_name_has_nothing_to_draw(self, here: Path) -> None:
        result = run("render", "roles.blueprint", "sound.blueprint")
        assert result.exit_code == 1
        assert "nothing to draw in 'roles.blueprint'" in result.stderr
        assert made(here) == ["sound.svg"]

    def test_a_vocabulary_in_a_folder_is_passed_over(self, here: Path) -> None:
        (here / "broken.blueprint").unlink()
        result = run("render", ".")
        assert (result.exit_code, result.stderr) == (0, "wrote sound.svg\nwrote weak.svg\n")

    def test_a_vocabulary_in_a_folder_that_is_given_by_name_too_is_not(self, here: Path) -> None:
        (here / "broken.blueprint").unlink()
        assert run("render", ".", "roles.blueprint").exit_code == 1

    @pytest.mark.parametrize(
        ("options", "message"),
        [
            (["-f", "svgg"], "there is no format 'svgg'; did you mean 'svg'?"),
            (["-f", "0"], "there is no format '0'; there are svg, dot, html, other"),
            (["-o", "x.bmp"], "no format has the ending '.bmp'; choose one with -f: svg, dot, html, other"),
        ],
    )
    def test_an_unknown_format_is_wrong_usage(self, options: list[str], message: str) -> None:
        result = run("render", "sound.blueprint", *options)
        assert result.exit_code == 2
        assert message in result.stderr

    def test_a_report_is_not_called_like_something_else(self, here: Path) -> None:
        result = run("report", "sound.blueprint", "-o", "x.pdf")
        assert result.exit_code == 2
        assert "a report is an HTML page" in result.stderr
        assert made(here) == []

    def test_an_output_that_cannot_be_written_is_a_failure(self, here: Path) -> None:
        (here / "taken").write_text("")
        for output in ("taken/x.svg", "taken/y/x.svg", "taken/"):
            result = run("render", "sound.blueprint", "-o", output)
            assert result.exit_code == 2
            assert "cannot be written: " in result.stderr
        assert made(here) == ["taken"]

    def test_folders_on_the_way_to_an_output_are_made_when_there_is_something_to_write(
        self, here: Path
    ) -> None:
        assert run("render", "broken.blueprint", "-o", "un/used/x.svg").exit_code == 1
        assert not (here / "un").exists()
        assert run("render", "sound.blueprint", "-o", "no/such/x.svg").exit_code == 0
        assert run("report", "sound.blueprint", "-o", "pages/x.html").exit_code == 0
        assert made(here) == ["no/such/x.svg", "pages/x.html"]

    def test_an_empty_picture_is_drawn_and_remarked_on(self, here: Path) -> None:
        (here / "bare.blueprint").write_text('blueprint bare "A"\n')
        result = run("render", "bare.blueprint", "-q")
        assert (result.exit_code, result.stderr) == (
            0,
            "'bare.blueprint' has no steps yet: its picture is empty\n",
        )
        assert made(here) == ["bare.svg"]

    def test_a_renderer_that_lacks_something_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_: object) -> str:
            raise RenderError("install Graphviz")

        monkeypatch.setattr(outputs, "find", lambda _: Renderer(suffix=".svg", render=fail))
        result = run("render", "sound.blueprint")
        assert (result.exit_code, result.stderr) == (2, "Error: install Graphviz\n")

    def test_a_renderer_that_cannot_be_loaded_says_so(self, monkeypatch: pytest.MonkeyPatch) -> None:
        def fail(_: str) -> Renderer:
            raise RenderError("no")

        monkeypatch.setattr(outputs, "find", fail)
        assert run("render", "sound.blueprint").exit_code == 2


@pytest.mark.parametrize(
    ("format", "options", "idle"),
    [
        ("svg", ["--page", "a4", "--embed", "--no-time"], ["page"]),
        ("dot", ["--embed", "--scheme", "dark", "--no-time"], ["embed"]),
        ("dot", ["--embed-id", "s"], ["embed-id"]),
        ("text", ["--fold", "900", "--no-legend", "--only", "s"], ["fold"]),
        ("json", ["--theme", "print", "--view", "customer"], ["theme"]),
        ("html", ["--scale", "2", "--scheme", "dark"], ["scale"]),
    ],
)
def test_an_option_without_effect_is_said(format: str, options: list[str], idle: list[str]) -> None:
    result = run("render", "sound.blueprint", "-o", "-", "-f", format, *options)
    said = [f"--{name} is without effect: the format '{format}' has no use for it\n" for name in idle]
    assert (result.exit_code, result.stderr) == (0, "".join(said))


def test_an_option_whose_value_may_be_left_out_takes_no_file_for_it() -> None:
    plain = run("render", "--embed", "sound.blueprint", "-o", "-")
    assert (plain.exit_code, plain.stdout[:5]) == (0, "<svg ")
    framed = run("render", "--embed=figure", "sound.blueprint", "-o", "-")
    assert (framed.exit_code, framed.stdout[:8]) == (0, "<figure ")
    named = run("render", "--embed-id", "one", "sound.blueprint", "-o", "-")
    assert (named.exit_code, 'id="one-desc"' in named.stdout) == (0, True)
    for wrong in ("--embed=page", "--embed-id=1", "--embed-id=a b"):
        assert run("render", wrong, "sound.blueprint", "-o", "-").exit_code == 2
    assert run("render", "-o", "-", "--", "--embed").exit_code == 2


@pytest.mark.slow
def test_what_a_format_ignores_changes_nothing_in_it_and_everything_else_does() -> None:
    compiled = compile_source(
        Source("hotel", (EXAMPLES / "hotel-stay.blueprint").read_text(encoding="utf-8"))
    )
    assert compiled.blueprint is not None
    looks = {
        "scheme": Style(scheme="dark"),
        "embed": Style(embed=True),
        "embed-id": Style(embed=True, embed_id="hotel"),
        "page": Style(page="a3"),
        "scale": Style(scale=1),
    }
    looks["theme"] = Style(light=load_theme("print")[0].light, dark=load_theme("print")[0].dark)
    views = {
        "fold": View(fold=900),
        "direction": View(direction="rtl"),
        "show": View(show=frozenset({"flow"})),
        **{f"no-{row}": View(without=frozenset({row})) for row in ROWS},
    }
    plain_scene = scene(compiled)
    scenes = {option: replace(plain_scene, style=style) for option, style in looks.items()}
    scenes |= {option: scene(compiled, view) for option, view in views.items()}
    scenes["today"] = scene(compiled, settings=Settings(today=datetime.date(2099, 1, 1)))
    # PNG and PDF have the same picture as SVG; they would take long.
    for name in ("svg", "dot", "text", "json", "html"):
        renderer = find(name)
        plain = renderer.render(plain_scene)
        pictures = {option: renderer.render(drawn) for option, drawn in scenes.items()}
        assert {option for option, one in pictures.items() if one == plain} == renderer.ignores - {"font"}


def test_a_report_takes_parts_and_colours(here: Path) -> None:
    text = SOUND.format("seen").replace('"Greets"', '"Greets"\n  -> backstage "Hidden work" wait 3m')
    (here / "seen.blueprint").write_text(text)
    assert "Hidden work" in run("report", "seen.blueprint", "-o", "-").stdout
    public = run("report", "seen.blueprint", "-o", "-", "--view", "customer")
    assert (public.exit_code, "Hidden work" in public.stdout) == (0, False)
    printed = run("report", "seen.blueprint", "-o", "-", "--theme", "print", "--no-legend", "--fold", "700")
    assert load_theme("print")[0].light["paper"] in printed.stdout


@pytest.mark.slow
@pytest.mark.parametrize("example", [path.name for path in sorted(EXAMPLES.glob("*.blueprint"))])
def test_every_part_of_an_example_has_its_report(example: str) -> None:
    compiled = example_compiled(EXAMPLES / example)
    assert compiled.blueprint is not None
    parts = (*compiled.blueprint.steps, *compiled.blueprint.phases)
    for view in [View(only=part) for part in parts] + [
        View(lanes=(lane,)) for lane in compiled.blueprint.lanes
    ]:
        assert find("html").render(scene(compiled, view))


@pytest.mark.slow
def test_the_examples_are_drawn_and_reported(here: Path) -> None:
    for command, ending in (("render", "svg"), ("report", "html")):
        result = run(command, str(EXAMPLES), "-o", f"out-{ending}")
        assert result.exit_code == 0
        names = {path.stem for path in EXAMPLES.glob("*.blueprint")}
        found = {path.stem for path in (here / f"out-{ending}").glob(f"*.{ending}")}
        # Reports are a site, which has pages of its own beside them.
        assert found >= names
        assert (found == names) == (command == "render")


# ── fmt ──────────────────────────────────────────────────────────────────────

UNTIDY = 'blueprint   untidy;owner "A"\nstep s{customer "B"}'
TIDY = 'blueprint untidy\nowner "A"\n\nstep s {\n  customer "B"\n}\n'


class TestFormat:
    @pytest.fixture
    def untidy(self, here: Path) -> Path:
        for path in here.glob("*.blueprint"):
            path.unlink()
        (here / "tidy.blueprint").write_bytes(TIDY.encode())
        path = here / "untidy.blueprint"
        path.write_bytes(UNTIDY.encode())
        return path

    def test_a_file_is_formatted_in_its_place_and_keeps_its_permissions(self, untidy: Path) -> None:
        untidy.chmod(0o640)
        result = run("fmt", "untidy.blueprint")
        assert (result.exit_code, result.stdout, result.stderr) == (0, "", "formatted untidy.blueprint\n")
        assert untidy.read_bytes() == TIDY.encode()
        assert untidy.stat().st_mode & 0o777 == 0o640

    @pytest.mark.usefixtures("untidy")
    def test_a_formatted_file_is_not_touched(self, here: Path) -> None:
        os.utime(here / "tidy.blueprint", (1, 1))
        result = run("fmt", "tidy.blueprint")
        assert (result.exit_code, result.output) == (0, "")
        assert (here / "tidy.blueprint").stat().st_mtime == 1

    @pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"], ids=["plain", "marked"])
    @pytest.mark.parametrize("end", [b"\n", b"\r\n"], ids=["unix", "windows"])
    def test_line_ends_and_a_byte_order_mark_stay(self, untidy: Path, mark: bytes, end: bytes) -> None:
        tidy, before = (mark + text.encode().replace(b"\n", end) for text in (TIDY, UNTIDY))
        untidy.write_bytes(tidy)
        assert run("fmt", "--check", "untidy.blueprint").exit_code == 0
        untidy.write_bytes(before)
        assert run("fmt", "--check", "untidy.blueprint").exit_code == 1
        assert run("fmt", "-", stdin=before).stdout_bytes == tidy
        assert run("fmt", "-q", "untidy.blueprint").output == ""
        assert untidy.read_bytes() == tidy

    def test_check_lists_what_would_change_and_writes_nothing(self, untidy: Path) -> None:
        result = run("fmt", "--check", ".")
        assert (result.exit_code, result.stdout) == (1, "untidy.blueprint\n")
        assert untidy.read_bytes() == UNTIDY.encode()
        assert run("fmt", ".").exit_code == 0
        assert run("fmt", "--check", ".").exit_code == 0

    def test_a_diff_is_a_patch(self, untidy: Path) -> None:
        result = run("fmt", "--diff", "untidy.blueprint")
        assert result.exit_code == 1
        lines = result.stdout_bytes.decode().split("\n")
        assert lines[:5] == [
            "--- untidy.blueprint", "+++ untidy.blueprint", "@@ -1,2 +1,6 @@", '-blueprint   untidy;owner "A"', '-step s{customer "B"}',
        ]  # fmt: skip
        assert lines[5:] == [
            "\\ No newline at end of file", *(f"+{line}" for line in TIDY.split("\n")[:-1]), "",
        ]  # fmt: skip
        assert untidy.read_bytes() == UNTIDY.encode()
        assert run("fmt", "--diff", "tidy.blueprint").output == ""

    def test_standard_input_goes_to_standard_output(self, here: Path) -> None:
        result = run("fmt", "-", stdin=UNTIDY.encode())
        assert (result.exit_code, result.stdout_bytes) == (0, TIDY.encode())
        result = run("fmt", "--check", "-", stdin=UNTIDY.encode())
        assert (result.exit_code, result.stdout) == (1, "<stdin>\n")
        assert made(here) == []

    def test_what_has_mistakes_is_left_and_counted(self, here: Path) -> None:
        (here / "half.blueprint").write_text(
            'blueprint   half\nowner   \nscope   "A"\nstatus   nobody knows\n'
        )
        result = run("fmt", "half.blueprint")
        assert result.exit_code == 0
        assert result.stderr.startswith("half.blueprint: 2 statements with mistakes are left as they are")
        assert (here / "half.blueprint").read_text() == (
            'blueprint half\nowner   \nscope "A"\nstatus   nobody knows\n'
        )
        assert run("fmt", "-q", "half.blueprint").output == ""

    def test_what_cannot_be_read_is_said_and_the_others_are_formatted(self, here: Path, untidy: Path) -> None:
        (here / "latin.blueprint").write_bytes(b"blueprint caf\xe9\n")
        result = run("fmt", "latin.blueprint", "untidy.blueprint")
        assert (result.exit_code, result.stdout) == (1, "")
        assert "is not UTF-8" in result.stderr
        assert untidy.read_bytes() == TIDY.encode()
        assert (here / "latin.blueprint").read_bytes() == b"blueprint caf\xe9\n"
        assert run("fmt", "nowhere.blueprint").exit_code == 2

    @pytest.mark.skipif(os.name == "nt", reason="permissions of folders are POSIX")
    def test_a_file_that_cannot_be_written_is_a_failure(
        self, untidy: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_: object, **__: object) -> None:
            raise PermissionError(13, "Permission denied")

        monkeypatch.setattr(saving, "write", fail)
        result = run("fmt", "untidy.blueprint")
        assert result.exit_code == 2
        assert result.stderr == "Error: 'untidy.blueprint' cannot be written: permission denied\n"

    def test_keywords_are_converted_on_demand(self, untidy: Path) -> None:
        assert run("fmt", "-q", "--keywords", "zh", "untidy.blueprint").exit_code == 0
        assert untidy.read_text(encoding="utf-8").split()[:4] == ["blueprint", "untidy", "负责人", '"A"']
        assert run("fmt", "--keywords", "tlh", "untidy.blueprint").exit_code == 2

    @pytest.mark.skipif(os.name == "nt", reason="no such terminals there")
    def test_a_terminal_gets_no_orders_and_a_pipe_the_very_text(self, here: Path) -> None:
        (here / "bell.blueprint").write_text("blueprint   bell # \x1b[2J\n")
        shown = on_a_terminal("fmt", "--diff", "bell.blueprint")
        assert "+blueprint bell  # ␛[2J" in shown
        assert "\x1b" not in shown
        assert "\x1b[2J" in run("fmt", "--diff", "bell.blueprint").stdout


# ── new ──────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    "stem", ["service", "hotel-stay", "2026 酒店", 'a"b\\c', "٣", "²", "é", "हिन्दी", "-", ""]
)
def test_a_starter_compiles_without_findings_whatever_its_file_is_called(stem: str, language: str) -> None:
    text = starter(stem, language)
    compiled = compile_source(Source("a", text))
    assert blueprint.format_text(text) == text
    assert compiled.diagnostics == []
    assert compiled.is_sound


def test_a_starter_is_called_as_its_file() -> None:
    assert name_from("hotel-stay 2") == "hotel_stay_2"
    assert title_from("hotel-stay_2") == "Hotel stay 2"
    assert name_from("2026") == "_2026"


@pytest.mark.parametrize(
    ("arguments", "name"),
    [
        ([], "service.blueprint"),
        (["x.blueprint"], "x.blueprint"),
        (["x"], "x.blueprint"),
        (["x.txt"], "x.txt"),
    ],
)
def test_a_starter_file_is_written(here: Path, arguments: list[str], name: str) -> None:
    result = run("new", *arguments)
    assert result.exit_code == 0
    assert result.stderr == f"wrote {name}; draw it with: blueprint render {name}\n"
    assert run("check", name).stdout == "No findings in 1 file\n"


def test_a_starter_goes_to_standard_output_by_a_dash() -> None:
    assert run("new", "-", "--lang", "zh").stdout == starter("service", "zh")


def test_a_starter_is_never_written_over_a_file(here: Path) -> None:
    result = run("new", "sound.blueprint")
    assert (result.exit_code, result.stderr) == (
        2, "Error: 'sound.blueprint' is there already; choose another name\n",
    )  # fmt: skip
    assert (here / "sound.blueprint").read_text() == SOUND.format("sound")


def test_a_starter_in_no_folder_is_a_failure() -> None:
    result = run("new", "no/such/x.blueprint")
    assert result.exit_code == 2
    assert "cannot be written: no such file or directory" in result.stderr


# ── the command itself ───────────────────────────────────────────────────────


def test_every_command_has_help_with_examples_as_they_are_typed() -> None:
    for arguments in ([], *([name] for name in cli.COMMANDS)):
        for option in ("-h", "--help"):
            result = run(*arguments, option)
            assert result.exit_code == 0
            assert re.search(rf"^  Examples:\n    (cat|blueprint {' '.join(arguments)})", result.output, re.M)


def test_the_command_alone_shows_its_help() -> None:
    assert run().output == run("--help").output


def test_the_version_is_that_of_the_package() -> None:
    assert run("--version").output == f"blueprint {blueprint.__version__}\n"


def ended(
    monkeypatch: pytest.MonkeyPatch, problem: BaseException, arguments: Sequence[str] = ("check", "x")
) -> int:
    """The exit code of a run in which something unforeseen happens."""

    def fail(*_: object) -> None:
        raise problem

    monkeypatch.setattr("blueprint.cli.jobs.check.gather", fail)
    return cli._run(list(arguments))


def test_what_nobody_foresaw_is_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    assert ended(monkeypatch, RuntimeError("odd\x1b")) == 2
    text = capsys.readouterr().err
    assert text.startswith("internal error: RuntimeError: odd␛; please report it")
    assert text.count("\n") == 1


def test_what_nobody_foresaw_has_its_traceback_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("BLUEPRINT_DEBUG", "1")
    assert ended(monkeypatch, RuntimeError("odd")) == 2
    assert "Traceback" in capsys.readouterr().err


def test_an_interrupted_run_ends_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    assert ended(monkeypatch, KeyboardInterrupt()) == 130


@pytest.mark.skipif(os.name == "nt", reason="pipes end otherwise there")
@pytest.mark.parametrize("files", [1, 300])
def test_a_reader_that_goes_away_is_no_failure(here: Path, files: int) -> None:
    for number in range(files):
        (here / f"{number}.blueprint").write_text(BROKEN)
    reader, writer = os.pipe()
    os.close(reader)
    result = subprocess.run(
        [sys.executable, "-m", "blueprint", "check", *(f"{number}.blueprint" for number in range(files))],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
    )
    os.close(writer)
    assert (result.returncode, result.stderr) == (1, b"")


@pytest.mark.skipif(os.name == "nt", reason="a shell's way of closing it")
def test_a_closed_standard_output_is_no_failure() -> None:
    command = f"'{sys.executable}' -m blueprint check weak.blueprint >&-"
    result = subprocess.run(["sh", "-c", command], capture_output=True, check=False)
    assert (result.returncode, result.stderr) == (1, b"")


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="no such device here")
def test_a_full_disk_is_said() -> None:
    with open("/dev/full", "wb") as full:
        result = subprocess.run(
            [sys.executable, "-m", "blueprint", "check", "weak.blueprint"],
            stdout=full,
            stderr=subprocess.PIPE,
            check=False,
        )
    assert (result.returncode, result.stderr) == (2, b"Error: no space left on device\n")


def test_output_is_utf8_whatever_the_locale() -> None:
    result = process("check", "-", stdin=WEAK.replace("Comes", "走").encode(), PYTHONIOENCODING="ascii")
    assert result.returncode == 1
    assert '"走"' in result.stdout.decode()


def test_exit_codes_reach_the_shell() -> None:
    assert process("check", "sound.blueprint").returncode == 0
    assert process("check", "weak.blueprint").returncode == 1
    assert process("chek").returncode == 2


# ── the public face ──────────────────────────────────────────────────────────


def test_the_public_names_are_there() -> None:
    for name in blueprint.__all__:
        assert getattr(blueprint, name) is not None
    assert set(blueprint.__all__) <= set(dir(blueprint))
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        blueprint.lode  # type: ignore[attr-defined]  # noqa: B018


def test_a_file_is_loaded_checked_and_drawn_by_name(here: Path) -> None:
    compiled = blueprint.load(here / "weak.blueprint")
    assert [one.code for one in compiled.diagnostics] == ["BP401"]
    assert compiled.blueprint is not None
    assert blueprint.check(compiled.blueprint) == list(compiled.findings)
    assert "<svg" in str(blueprint.render_as(compiled))


def test_a_file_with_errors_has_no_picture(here: Path) -> None:
    with pytest.raises(ValueError, match="has no picture"):
        blueprint.render_as(blueprint.load("broken.blueprint"), "dot")
    with pytest.raises(ValueError, match="has no picture"):
        blueprint.lay_out(blueprint.load("roles.blueprint"))
