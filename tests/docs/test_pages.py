"""The documentation is true: its programs compile, its transcripts are what the command prints, its pictures are of today.

A page is played from its first block to its last, in a folder of its own that holds a copy of `examples/`:

    ```blueprint              compiles without errors; what has no `blueprint` line gets one
    ```blueprint step         the same inside a step
    ```blueprint vocabulary   the same as it stands, without a `blueprint` line
    ```blueprint bad BP011    has errors of this code and of no other; without a code, that of the heading counts
    ```text                   behind a bad program: its messages; behind Python: what it printed
    ```console                `$ blueprint …` is run, and has to print what stands below it
    ```python                 is run, in one namespace for the page
    ```toml                   a pyproject.toml, whose entry points are made known; with a file's name, a theme
    ```toml bad               a theme with mistakes
    <!-- file: NAME -->       in front of a block: it is written to that file
    <!-- stage: STAGE NAME --> in front of ```text: what that stage makes of that file, as in the golden files

Blocks of other languages are left alone. `pytest --update-golden` writes what is printed into the pages.
"""

import contextlib
import importlib.util
import io
import re
import shlex
import shutil
import tomllib
from pathlib import Path
from typing import NamedTuple

import pytest
from blueprint.renderers.themes.theme_file import load_theme
from click import unstyle
from click.testing import CliRunner

from blueprint import cli, grammar
from blueprint.cli import COMMANDS
from blueprint.cli.run import config
from blueprint.cli.run.frames import frame
from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.files import Loader
from blueprint.project import load, read_project
from blueprint.source import Source

from ..golden import ADVICE, STAGES
from ..paths import ROOT

PAGES = [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]
BLOCK = re.compile(
    r"(?:^<!-- (?P<note>\w+: [^\n]+) -->\n+)?^```(?P<info>\w[^\n]*)\n(?P<body>.*?)^```$",
    re.MULTILINE | re.DOTALL,
)
HEADING = re.compile(r"^#+ (.+)$", re.MULTILINE)
WIDTH = 120
REFRESH = "if the change is meant, run: python docs/refresh.py"


class Block(NamedTuple):
    """A block of a page: `note` is the comment in front of it, `start` and `end` are the offsets of its body."""

    language: str
    flags: list[str]
    body: str
    note: list[str]
    heading: str
    line: int
    start: int
    end: int

    @property
    def file(self) -> str | None:
        return self.note[1] if self.note[0] == "file:" else None


def blocks(text: str) -> list[Block]:
    found = []
    for match in BLOCK.finditer(text):
        language, *flags = match["info"].split()
        heading = ["", *HEADING.findall(text[: match.start()])][-1]
        line = text.count("\n", 0, match.start("info")) + 1
        note = (match["note"] or "none").split()
        found.append(Block(language, flags, match["body"], note, heading, line, *match.span("body")))
    return found


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


def messages(text: str, folder: Path) -> tuple[list[str], str]:
    """The codes of the errors of a text that lies in a folder, and what `check` would print of them."""
    source, loader = Source("example.blueprint", text), Loader()
    compiled = compile_source(loader.adopt(source, folder / source.name), loader)
    frames = [unstyle(frame(one, WIDTH)) for one in compiled.errors]
    return [one.code for one in compiled.errors], "\n\n".join(frames)


# One page after the other


class Play:
    """A page being played: its folder, the names that its Python knows, and what was printed last.

    With `update`, what is printed is not compared but kept in `news`, by block.
    """

    def __init__(self, folder: Path, update: bool) -> None:
        self.folder = folder
        self.update = update
        self.news: list[tuple[Block, str]] = []
        self.namespace: dict = {"__name__": "page"}
        self.printed: str | None = None

    def play(self, block: Block) -> None:
        if block.file:
            path = self.folder / block.file
            path.parent.mkdir(exist_ok=True)
            path.write_text(block.body, encoding="utf-8")
        printed, self.printed = self.printed, None
        if block.language == "blueprint":
            self._blueprint(block)
        elif block.language == "console":
            self._console(block)
        elif block.language == "python" and not block.file:
            self.printed = self._python(block.body)
        elif block.language == "text" and block.note[0] == "stage:":
            self._expect(block, STAGES[block.note[1]](load(self.folder / block.note[2])))
        elif block.language == "text" and printed is not None:
            self._expect(block, printed)
        elif block.language == "toml" and block.file == "blueprint.toml":
            found = read_project(self.folder / block.file)
            assert isinstance(found, Diagnostic) == ("bad" in block.flags), found
        elif block.language == "toml" and block.file:
            _, problems = load_theme(Source(block.file, block.body))
            assert bool(problems) == ("bad" in block.flags), [one.message for one in problems]
        elif block.language == "toml":
            self._install(tomllib.loads(block.body))

    def _expect(self, block: Block, actual: str) -> None:
        actual = actual.rstrip("\n") + "\n"
        if self.update:
            self.news.append((block, actual))
        else:
            assert block.body == actual, f"not what is printed; if the change is meant, {ADVICE}"

    def _blueprint(self, block: Block) -> None:
        if "bad" in block.flags:
            wanted = re.search(r"BP\d+", " ".join([*block.flags, block.heading]))
            assert wanted, "no code in the heading, and none behind 'bad'"
            codes, self.printed = messages(block.body, self.folder)
            assert set(codes) == {wanted[0]}
            return
        text = block.body
        if "step" in block.flags:
            text = f"step example {{\n{text}}}\n"
        if "vocabulary" not in block.flags and not re.search(r"^(blueprint|蓝图) ", text, re.MULTILINE):
            text = f"blueprint example\n{text}"
        # What a file imports stands beside it.
        codes, said = messages(text, (self.folder / block.file).parent if block.file else self.folder)
        assert not codes, said

    def _console(self, block: Block) -> None:
        # As in a process of its own, which others test: its output goes to a pipe.
        runner = CliRunner(env={"COLUMNS": None})
        actual = ""
        for command in re.findall(r"^\$ (.*)", block.body, re.MULTILINE):
            program, *arguments = shlex.split(command)
            assert program == "blueprint", "a transcript runs nothing but blueprint"
            config._projects.cache_clear()
            with contextlib.chdir(self.folder):
                done = runner.invoke(cli.group, arguments, prog_name="blueprint")
            assert done.exception is None or isinstance(done.exception, SystemExit), done.exception
            actual += f"$ {command}\n{done.output}"
        self._expect(block, actual)

    def _python(self, text: str) -> str:
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed):
            exec(compile(text, "page", "exec"), self.namespace)
        return printed.getvalue()

    def _install(self, project: dict) -> None:
        """Make a shown pyproject.toml's entry points known, as installing it would."""
        about = project["project"]
        folder = self.folder / f"{about['name'].replace('-', '_')}-{about['version']}.dist-info"
        folder.mkdir()
        (folder / "METADATA").write_text(
            f"Metadata-Version: 2.1\nName: {about['name']}\nVersion: {about['version']}\n"
        )
        groups = [
            f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in entries.items())
            for group, entries in about["entry-points"].items()
        ]
        (folder / "entry_points.txt").write_text("\n".join(groups))


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_what_a_page_shows_is_so(page, tmp_path, monkeypatch, update_golden):
    folder = tmp_path / "project"
    shutil.copytree(ROOT / "examples", folder / "examples")
    monkeypatch.chdir(folder)
    monkeypatch.syspath_prepend(str(folder))
    text = page.read_text(encoding="utf-8")
    play = Play(folder, update_golden)
    for block in blocks(text):
        try:
            play.play(block)
        except AssertionError as problem:
            raise AssertionError(f"{name_of(page)}:{block.line}: {problem}") from problem
    for block, actual in reversed(play.news):
        text = text[: block.start] + actual + text[block.end :]
    if update_golden:
        page.write_text(text, encoding="utf-8", newline="\n")


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_every_block_is_closed_and_of_a_known_language(page):
    text = page.read_text(encoding="utf-8")
    fences = re.findall(r"^```(.*)$", text, re.MULTILINE)
    assert all(fences[::2]), "a block without a language"
    assert not any(fences[1::2]), "a block that is not closed"
    known = {"blueprint", "text", "console", "python", "toml", "yaml", "sh", "xml", "json", "vim"}
    assert {block.language for block in blocks(text)} <= known


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_commands_that_are_not_run_are_commands_all_the_same(page):
    for block in blocks(page.read_text(encoding="utf-8")):
        if block.language in ("sh", "yaml"):
            found = re.findall(r"(?:^ *(?:- )?(?:run: )?|bin/)blueprint ([a-z]+)", block.body, re.MULTILINE)
            assert set(found) <= set(COMMANDS), f"{name_of(page)}:{block.line}"


# Links


def anchors(text: str) -> set[str]:
    """The anchors that headings get on the forges."""
    outside = re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL)
    slugs = (
        re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in HEADING.findall(outside)
    )
    return set(slugs)


@pytest.mark.parametrize("page", PAGES, ids=name_of)
def test_relative_links_lead_somewhere(page):
    text = re.sub(r"^```.*?^```$", "", page.read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    lost = []
    for link in re.findall(r"\]\(([^)\s]+)\)", text):
        if re.match(r"[a-z]+:", link):
            continue
        path, _, anchor = link.partition("#")
        target = (page.parent / path).resolve() if path else page
        if not target.exists() or (anchor and anchor not in anchors(target.read_text(encoding="utf-8"))):
            lost.append(link)
    assert lost == []


# Tables


def test_the_table_of_keywords_is_that_of_the_grammar():
    section = (ROOT / "docs" / "language.md").read_text(encoding="utf-8").partition("\n## Keywords\n")[2]
    rows = re.findall(r"^\| `([^|]+)` \|([^|]*)\|$", section, re.MULTILINE)
    shown = [(english, tuple(re.findall(r"`([^`]+)`", chinese))) for english, chinese in rows]
    assert shown == [(word.english, word.spellings.get("zh", ())) for word in grammar.keywords()]


def test_every_error_has_its_section():
    emitted = {
        code
        for folder in ("blueprint", "renderers")
        for path in (ROOT / folder).rglob("*.py")
        for code in re.findall(r'"(BP0\d\d)"', path.read_text(encoding="utf-8"))
    }
    page = (ROOT / "docs" / "errors.md").read_text(encoding="utf-8")
    sections = re.findall(r"^## (BP\d+) `([a-z-]+)`$", page, re.MULTILINE)
    assert [code for code, _ in sections] == sorted(emitted)
    listed = re.findall(r"^\| \[(BP\d+)\]\(#\S+\) \| `([a-z-]+)` \|$", page, re.MULTILINE)
    assert listed == sections


def test_every_code_that_a_page_names_is_explained():
    explained = {
        code
        for name in ("errors.md", "rules.md")
        for code in re.findall(
            r"^(?:## |\| \[?)(BP\d+)", (ROOT / "docs" / name).read_text(encoding="utf-8"), re.M
        )
    }
    for page in PAGES:
        assert set(re.findall(r"BP\d{3}", page.read_text(encoding="utf-8"))) <= explained, name_of(page)


# Pictures


@pytest.fixture(scope="module")
def refresh():
    """The program that writes pictures and pages of rules."""
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs" / "refresh.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def pictures(refresh):
    """What the pictures are to hold, by file name."""
    return refresh.pictures()


def test_the_pages_of_the_rules_are_what_their_modules_say(refresh):
    wanted = refresh.rule_pages()
    kept = {f"rules/{path.name}" for path in (ROOT / "docs" / "rules").glob("*.md")} | {"rules.md"}
    assert sorted(kept) == sorted(wanted), REFRESH
    stale = [name for name, text in wanted.items() if (ROOT / "docs" / name).read_text("utf-8") != text]
    assert not stale, f"no longer what the modules say: {', '.join(stale)}; {REFRESH}"


def test_the_page_of_errors_is_the_one_that_explain_shows():
    shipped = (ROOT / "blueprint" / "words" / "errors.md").read_bytes()
    assert (ROOT / "docs" / "errors.md").read_bytes() == shipped, REFRESH


def test_the_index_of_modules_has_what_the_modules_say_of_themselves(refresh):
    assert (ROOT / "ARCHITECTURE.md").read_text("utf-8") == refresh.architecture_page(), REFRESH


@pytest.mark.slow
def test_the_pictures_are_what_the_renderer_draws_now(pictures):
    kept = {path.name: path.read_bytes() for path in (ROOT / "docs" / "img").glob("*.svg")}
    assert sorted(kept) == sorted(pictures), REFRESH
    stale = [name for name, text in pictures.items() if kept[name] != text.encode()]
    assert not stale, f"no longer what is drawn: {', '.join(stale)}; {REFRESH}"


def test_the_ten_lines_of_the_readme_are_a_file():
    (shown,) = [block for block in blocks((ROOT / "README.md").read_text("utf-8")) if block.file]
    assert (ROOT / shown.file).read_text("utf-8") == shown.body


def test_every_example_is_shown_in_the_readme():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    for example in (ROOT / "examples").glob("*.blueprint"):
        assert f"(examples/{example.name})" in readme
        assert f"(docs/img/{example.stem}.svg)" in readme
