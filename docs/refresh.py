"""Draws the pictures of the documentation, and writes what its pages take from the code: `python docs/refresh.py`.

Every file in `examples/` is drawn to `docs/img/`, and so is every `.blueprint` file that a page shows beneath
a comment `<!-- file: NAME -->` and whose picture it embeds. A picture below `<!-- drawn: FILE OPTIONS -->` is
what `blueprint render FILE OPTIONS` makes. A rule's page is the text at the top of its module; `docs/rules.md` lists
them. What stands in `docs/language.md` below `<!-- table: NAME -->` is made of the program's own tables, and the index of modules in
`ARCHITECTURE.md` of the first lines of their docstrings. `tests/docs/test_pages.py` and `tests/model/test_lane_kinds.py` compare what lies
there with what would be written.
"""

from __future__ import annotations

import ast
import contextlib
import re
import shlex
import tomllib
from inspect import cleandoc
from pathlib import Path

from click.testing import CliRunner

from blueprint import cli, compile_source, grammar, load, render_as
from blueprint.checks import RULES, Rule
from blueprint.checks.page import read_page
from blueprint.compiler import Compiled
from blueprint.lane_kinds import LANE_KINDS, LINES
from blueprint.resolver.bands import usual_label
from blueprint.source import Source

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "img"

_FILE = re.compile(r"<!-- file: (\S+) -->\n+```\w+[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DRAWN = re.compile(r"^<!-- drawn: ([^\n]+) -->\n+\[?!\[[^\]]*\]\([^)\s]*img/([^)/]+)\)", re.MULTILINE)

_INDEX = """\
# Rules

What is allowed in a blueprint, but weak. A finding never stops drawing. `blueprint explain CODE` shows a rule's page in the terminal:
what it finds, why it matters, an example with the defect and one without, and where the rule comes from. A warning makes
`blueprint check` end with 1, an info does not; [choose](howto/choose-rules.md) which rules speak, and how much each weighs.
"""


def pages() -> list[Path]:
    """The pages of the documentation."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def files_shown(page: str) -> dict[str, str]:
    """The files that a page shows in full: names and texts. Of one shown twice, the last."""
    return dict(_FILE.findall(page))


def pictures() -> dict[str, str]:
    """What the pictures in `docs/img` are to hold, by file name."""
    found = {
        f"{path.stem}.svg": _draw(load(path)) for path in sorted((ROOT / "examples").glob("*.blueprint"))
    }
    for page in pages():
        text = page.read_text(encoding="utf-8")
        for name, content in files_shown(text).items():
            picture = Path(name).with_suffix(".svg").name
            if f"img/{picture})" in text and picture not in found:
                found[picture] = _draw(compile_source(Source(name, content)))
        for wish, picture in _DRAWN.findall(text):
            assert picture not in found, f"two pictures are called {picture}"
            found[picture] = _render(wish)
    return found


def _draw(compiled: Compiled) -> str:
    drawn = render_as(compiled, "svg")
    assert isinstance(drawn, str)
    return drawn


def _render(wish: str) -> str:
    """What the command draws of a file of this project, with options."""
    with contextlib.chdir(ROOT):
        result = CliRunner().invoke(cli.group, ["render", *shlex.split(wish), "-o", "-"])
    assert result.exit_code == 0, result.output
    return result.stdout_bytes.decode()


def rule_pages() -> dict[str, str]:
    """The pages of the rules and their index, by file name in `docs`."""
    found = {f"rules/{rule.code}.md": _rule_page(rule) for rule in RULES}
    index = [_INDEX]
    for family in dict.fromkeys(rule.family for rule in RULES):
        rows = "".join(_row(rule) for rule in RULES if rule.family == family)
        title = family[0].upper() + family[1:]
        index.append(f"## {title}\n\n| Code | Name | Weighs | What it finds |\n|---|---|---|---|\n{rows}")
    found["rules.md"] = "\n".join(index)
    return found


def _rule_page(rule: Rule) -> str:
    title, _, body = cleandoc(rule.page).partition("\n")
    return (
        f"# {rule.code} `{rule.name}`\n\n{title}\n\n*{rule.severity.word}, {rule.family}*\n{body.rstrip()}\n"
    )


def _row(rule: Rule) -> str:
    title = read_page(rule.page).title
    return f"| [{rule.code}](rules/{rule.code}.md) | `{rule.name}` | {rule.severity.word} | {title} |\n"


# ── the tables of language.md ────────────────────────────────────────────────────────────────────────────────────────────────


def language_page() -> str:
    """`docs/language.md` with its tables as they are now."""
    text = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    for name, rows in (("lanes and lines", _lanes_and_lines()), ("keywords", _keywords())):
        head = re.escape(f"<!-- table: {name} -->") + r"\n(?:\|[^\n]*\n){2}"
        text, count = re.subn(rf"({head})(?:\|[^\n]*\n)*", lambda found, rows=rows: found[1] + rows, text)
        assert count == 1, f"the page has no table of {name}"
    return text


def _lanes_and_lines() -> str:
    written = {kind: f"`{kind}`" for kind in LANE_KINDS} | {kind: f"`--- {kind} ---`" for kind in LINES}
    return "".join(
        f"| {shown} | {usual_label(kind, 'en')} | {usual_label(kind, 'zh')} |\n"
        for kind, shown in written.items()
    )


def _keywords() -> str:
    """A row a keyword, with the headings that the file has as comments."""
    spelt = {keyword.terminal: keyword.spellings for keyword in grammar.keywords()}
    rows = []
    for line in grammar.keyword_file().partition("\nterminal\t")[2].splitlines()[1:]:
        if line.startswith("# "):
            rows.append(f"| *{line[2].upper()}{line[3:]}* | |\n")
        else:
            spellings = spelt[line.partition("\t")[0]]
            cells = (
                ", ".join(f"`{one}`" for one in spellings.get(language, ())) for language in ("en", "zh")
            )
            rows.append(f"| {' | '.join(cells)} |\n")
    return "".join(rows)


# ── the index of modules in ARCHITECTURE.md ──────────────────────────────────────────────────────────────────────────────────

_INDEX_OF_MODULES = re.compile(
    r"(?<=<!-- modules: written by docs/refresh.py -->\n).*(?=<!-- end of modules -->)", re.DOTALL
)
#: Folders of modules that are not installed.
_BESIDE = ("docs", "tests", "tools", "benchmarks")
_RULES = "blueprint/checks"


def architecture_page() -> str:
    """`ARCHITECTURE.md` with its index of modules as they are now."""
    text = (ROOT / "ARCHITECTURE.md").read_text(encoding="utf-8")
    text, count = _INDEX_OF_MODULES.subn(lambda _: f"\n{module_index()}\n", text)
    assert count == 1, "the page has no place for the index"
    return text


def module_index() -> str:
    """A heading a folder, and a line a module: the first sentence of its docstring. Rules have a page of their own."""
    setuptools = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["setuptools"]
    places = setuptools["package-dir"]
    data = {_folder_of(package, places): found for package, found in setuptools["package-data"].items()}
    folders = sorted(_folder_of(package, places) for package in setuptools["packages"])
    rooms = (folder for folder in (*folders, *_BESIDE) if not folder.startswith(f"{_RULES}/"))
    return "\n".join(_room(folder, data.get(folder, [])) for folder in rooms)


def _folder_of(package: str, places: dict[str, str]) -> str:
    """Where the modules of an installed package stand in the checkout."""
    head, _, tail = package.rpartition(".")
    return places.get(package) or f"{_folder_of(head, places)}/{tail}"


def _room(folder: str, patterns: list[str]) -> str:
    """A folder: what it holds, its modules, its families of rules, the other files that are installed."""
    modules = sorted((ROOT / folder).glob("*.py"))
    what = "".join(f"{_summary(path)}\n\n" for path in modules if path.name == "__init__.py")
    lines = [
        f"- [`{path.stem}`]({folder}/{path.name}): {_summary(path)}\n"
        for path in modules
        if path.stem[0] != "_"
    ]
    if folder == _RULES:
        lines += map(_family, sorted((ROOT / folder).glob("*/__init__.py")))
    found = {path for pattern in patterns for path in (ROOT / folder).glob(pattern.split("/")[0])}
    names = ", ".join(f"`{path.name}{'/' * path.is_dir()}`" for path in sorted(found))
    beside = f"\nBeside them: {names}\n" if names else ""
    return f"### {folder}/\n\n{what}{''.join(lines)}{beside}"


def _family(path: Path) -> str:
    """A folder of rules; what each of them finds stands in `docs/rules.md`."""
    rules = sum(rule.stem[0] != "_" for rule in path.parent.glob("*.py"))
    folder = path.parent.relative_to(ROOT).as_posix()
    return f"- [`{path.parent.name}/`]({folder}): {_summary(path)[:-1]}; {rules} of [them](docs/rules.md)\n"


def _summary(path: Path) -> str:
    docstring = ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    assert docstring, f"{path.relative_to(ROOT)} does not say what it is"
    return " ".join(docstring.partition("\n\n")[0].split())


def main() -> None:
    """Write pictures and pages, and delete those that nothing asks for."""
    written = rule_pages() | {
        "../blueprint/words/errors.md": (ROOT / "docs" / "errors.md").read_text("utf-8"),
        "language.md": language_page(),
        "../ARCHITECTURE.md": architecture_page(),
    }
    (ROOT / "docs" / "rules").mkdir(exist_ok=True)
    for path in (ROOT / "docs" / "rules").glob("*.md"):
        if f"rules/{path.name}" not in written:
            path.unlink()
    for name, text in written.items():
        (ROOT / "docs" / name).write_bytes(text.encode())
    wanted = pictures()
    IMAGES.mkdir(exist_ok=True)
    for path in IMAGES.glob("*.svg"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (IMAGES / name).write_bytes(text.encode())
        print(f"wrote docs/img/{name}")


if __name__ == "__main__":
    main()
