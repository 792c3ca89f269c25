"""The command line speaks the user's language: help, notes, mistakes, click's own words; and nothing of it costs an English run."""

from __future__ import annotations

import ast
import inspect
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from blueprint import cli
from blueprint.cli import spoken
from blueprint.cli.help_text import _EXTRAS, Formatter, _columns, _fitted, example_parts, paragraphs
from blueprint.words import catalogue

from ..paths import ROOT

#: Modules of click whose texts a user of ours may meet, and texts of theirs that we give no occasion for: prompts, editors, deprecated things.
_CLICK = [
    getattr(click, name) for name in ("core", "decorators", "exceptions", "formatting", "parser", "types")
]
_NEVER = re.compile(
    r"deprecated|DeprecationWarning|UUID|format|prog\)s|env var|Confirm|continue\?|declar|defined twice|same flag|No options defined|iterable"
    r"|Choice\(|len_type"
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")
SOUND = 'blueprint a "A"\nstep s "S" {\n  evidence "E"\n  customer c "C"\n  <-> frontstage f "F"\n}\n'


@pytest.fixture(autouse=True)
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    for name in ("LC_ALL", "LC_MESSAGES", "LANG"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".git").mkdir()
    (tmp_path / "a.blueprint").write_text(SOUND)
    return tmp_path


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.group, arguments, prog_name="blueprint")


def commands() -> Iterator[click.Command]:
    yield cli.group
    for name in cli.COMMANDS:
        command = cli.group.get_command(click.Context(cli.group), name)
        assert command is not None
        yield command


# ── every text has its place ────────────────────────────────────────────────────────────────────────────────


def texts_of_help(command: click.Command) -> Iterator[str]:
    """The English texts that a command's help is made of."""
    yield command.short_help or ""
    for text in (command.help or "", command.epilog or ""):
        for piece, is_example in paragraphs(inspect.cleandoc(text)):
            yield example_parts(piece)[2] if is_example else piece
    for param in command.params:
        if isinstance(param, click.Option):
            yield param.help or ""
    for _, about in getattr(command, "_formats", list)():
        found = _EXTRAS.fullmatch(about)
        yield found[1] if found else about
        yield from (part for part in (found[3].split("; ") if found else ()) if not part.startswith("."))


def texts_of_click() -> Iterator[str]:
    for module in _CLICK:
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Name)
                and node.func.id in ("_", "ngettext")
            ):
                found = [part.value for part in node.args if isinstance(part, ast.Constant)]
                yield from (text for text in found if isinstance(text, str) and not _NEVER.search(text))


def expected() -> set[str]:
    ours = {" ".join(text.split()) for command in commands() for text in texts_of_help(command)}
    lists = {f"{text.partition(': ')[0]}:" if text.startswith("One of: ") else text for text in ours}
    # Words of a usage line, names of numbers in click's types, the heading of the formats, and what follows headings.
    more = {"OPTIONS", "COMMAND", "ARGS", "float", "integer", "required", "Formats", ":"}
    return (lists | more | set(texts_of_click())) - {""}


def test_every_text_of_the_command_line_is_in_the_catalogue_and_no_other() -> None:
    """A new option, example or format needs its text under `cli.` in en.json, zh.json and, made by tools/traditional.py, zh-Hant.json."""
    written = {text for key, text in catalogue("en").items() if key.startswith("cli.")}
    assert sorted(expected() - written) == []
    assert sorted(written - expected()) == []


# ── it is spoken ────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("name", ["", *cli.COMMANDS])
def test_help_is_chinese_and_has_all_that_the_english_one_has(name: str) -> None:
    words = [name] if name else []
    english, chinese = (run(*words, *lang, "--help").stdout for lang in ((), ("--lang", "zh")))
    assert english.startswith("Usage: ")
    assert not _CHINESE.search(english.replace("酒店", ""))
    for line in chinese.splitlines():
        # Names and values stay; a line that says something says it in Chinese.
        assert _CHINESE.search(line) or not re.search(r"\b(the|is|to|of|a|and|what|Options|Usage)\b", line)
    for command in re.findall(r"^    (blueprint [a-z]+ .*?)(?:  |$)", english, re.M):
        assert command in chinese
    assert set(re.findall(r"^  (?:-\w, )?(--[\w-]+)", english, re.M)) == set(
        re.findall(r"^  (?:-\w, )?(--[\w-]+)", chinese, re.M)
    )


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("nonsense",),
        ("--nonsense",),
        ("render",),
        ("render", "--nonsense", "a.blueprint"),
        ("check", "--formt", "json", "a.blueprint"),
        ("render", "--view"),
        ("render", "--view", "staff", "a.blueprint"),
        ("render", "--fold", "1", "a.blueprint"),
        ("render", "--fold", "wide", "a.blueprint"),
        ("render", "--font", "none.ttf", "a.blueprint"),
        ("render", "-q=1", "--quiet=2", "a.blueprint"),
        ("new", "a", "b"),
        ("check", "-f", "jsn", "a.blueprint"),
    ],
    ids=" ".join,
)
def test_mistakes_of_calls_are_told_in_chinese(
    arguments: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    ran = run(*arguments)
    assert ran.exit_code == 2
    told = re.sub(r"[‘'“\"(（].*?[)）’'”\"]", "", ran.output)
    assert not re.search(r"\b(Usage|Try|Error|Missing|No such|Invalid|not|is|Got|Options)\b", told), (
        ran.output
    )
    assert _CHINESE.search(ran.output)


@pytest.mark.parametrize(
    ("arguments", "variables", "config", "is_chinese"),
    [
        (("check", "--help"), {}, "", False),
        (("check", "--lang", "zh", "--help"), {}, "", True),
        (("check", "--help", "--lang=zh"), {}, "", True),
        (("--lang", "zh", "check", "--help"), {}, "", True),
        (("check", "--help"), {"LANG": "zh_CN.UTF-8"}, "", True),
        (("check", "--help"), {"LANG": "zh_CN.UTF-8", "LC_ALL": "C.UTF-8"}, "", False),
        (("check", "--help"), {}, 'lang = "zh"', True),
        (("check", "--help"), {"LANG": "zh_CN.UTF-8"}, 'lang = "en"', False),
        (("check", "--help"), {}, "lang = [", False),
        (("check", "--lang", "en", "--help"), {"LANG": "zh_CN.UTF-8"}, 'lang = "zh"', False),
        (("check", "--help"), {"LANG": "de_DE.UTF-8"}, "", False),
        (("check", "--help", "--", "--lang", "zh"), {}, "", False),
    ],
)
def test_the_language_is_that_of_the_option_the_project_the_system(
    arguments, variables, config, is_chinese, here, monkeypatch
):
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    (here / "blueprint.toml").write_text(config)
    assert run(*arguments).stdout.startswith("用法：" if is_chinese else "Usage: ")


def test_an_option_before_the_command_holds_for_the_command() -> None:
    assert (
        run("--lang", "zh", "check", "a.blueprint").stdout
        == run("check", "--lang", "zh", "a.blueprint").stdout
    )
    assert "泳道" in run("--lang", "zh", "render", "a.blueprint", "-f", "text", "-o", "-").stdout
    assert run("--lang", "zh", "check", "a.blueprint", "--lang", "en").stdout.startswith("No findings")
    assert run("--lang", "xx", "check", "a.blueprint").exit_code == 2


def test_what_a_language_lacks_is_said_in_english() -> None:
    assert "Say what is wrong or weak" in run("check", "--lang", "es", "--help").stdout
    assert (
        run("check", "--lang", "es", "--nonsense").output.splitlines()[-1].startswith("Error: No such option")
    )


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("render", "a.blueprint"), "已写入 a.svg"),
        (("render", "a.blueprint", "--check", "-o", "b.svg"), "缺少：b.svg"),
        (("render", "a.blueprint", "--only", "nothing"), "没有“nothing”这个阶段或步骤"),
        (("render", "a.blueprint", "--lanes", "nothing"), "没有“nothing”这条泳道"),
        (("render", "a.blueprint", "-f", "jpeg"), "没有“jpeg”这种格式"),
        (("render", "a.blueprint", "-f", "svg", "-o", "a.blueprint"), "是蓝图文件"),
        (("render", "a.blueprint", "-f", "text", "--page", "a4"), "--page 不起作用"),
        (("render", "a.blueprint", "--theme", "nothing"), "nothing"),
        (("report", "a.blueprint", "-o", "a.svg"), "报告是 HTML 网页"),
        (("report", ".", "-o", "site/"), "1 个服务"),
        (("manual", "a.blueprint", "--role", "nobody"), "没有“nobody”这个角色"),
        (("registers", "a.blueprint", "-r", "nothing"), "没有“nothing”这份清单"),
        (("registers", "a.blueprint", "-f", "xlsx"), "工作簿不是文字"),
        (("check", "a.blueprint", "--severity", "BP401"), "RULE=LEVEL"),
        (("check", "a.blueprint", "--today", "soon"), "--today 应为"),
        (("check", "a.blueprint", "--baseline", "none.json"), "没有这份基线"),
        (("fmt", "a.blueprint"), "已整理 a.blueprint"),
        (("new", "b.blueprint"), "已写入 b.blueprint"),
        (("new", "a.blueprint"), "已经存在"),
        (("check", "empty"), "文件夹"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else None,
)
def test_notes_and_failures_are_chinese(arguments: tuple[str, ...], said: str, here: Path) -> None:
    (here / "empty").mkdir()
    (here / "a.blueprint").write_text(SOUND.replace("evidence", "   evidence"))
    told = run("--lang", "zh", *arguments).stderr
    assert said in told
    assert not re.search(
        r"\b(is|are|the|there|no|wrote|Error|missing|choose)\b", re.sub(r"[“'].*?[”']", "", told)
    )


def test_no_message_is_written_in_the_code() -> None:
    """What is said to users is a phrase of the catalogue: no string is given to what says it."""
    sayers = {
        "note",
        "misuse",
        "Failure",
        "NoSuchPart",
        "RenderError",
        "RenderWarning",
        "MissingPackageError",
    }
    found = []
    for path in [*(ROOT / "blueprint").rglob("*.py"), *(ROOT / "renderers").rglob("*.py")]:
        for node in ast.walk(ast.parse(path.read_text("utf-8"))):
            is_said = isinstance(node, ast.Call) and getattr(node.func, "id", "") in sayers and node.args
            if is_said and isinstance(node.args[0], ast.JoinedStr | ast.Constant | ast.BinOp):
                found.append(f"{path.name}:{node.lineno}")
    assert found == []


@pytest.mark.parametrize("name", ["a b.blueprint", "it's.blueprint", "$HOME;x.blueprint", "房.blueprint"])
def test_a_command_that_is_proposed_can_be_pasted(name: str, here: Path) -> None:
    told = run("new", name).stderr
    command = told.rpartition("draw it with: ")[2].strip()
    assert shlex.split(command) == ["blueprint", "render", name]


# ── lines ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_lines_are_fitted_by_columns_and_break_between_characters() -> None:
    text = "一个写有颜色的 TOML 文件，可以用于所有图片和报告。"
    for room in (10, 14, 21, 40):
        lines = _fitted(text, room)
        assert "".join(lines).replace(" ", "") == text.replace(" ", "")
        assert max(map(_columns, lines)) <= room + 2, "closing punctuation may stand out"
        assert not [line for line in lines if line[0] in " ，。"]


def test_the_second_column_of_a_list_begins_at_one_place() -> None:
    formatter = Formatter("zh", 60, None)
    formatter.write_dl([("文件", "说明 " * 20), ("--very-long-option-name LONG|NAME", "b"), ("c", "d")])
    lines = formatter.getvalue().splitlines()
    assert {len(line) - len(line.lstrip()) for line in lines[1:4]} == {32}


# ── and costs nothing ───────────────────────────────────────────────────────────────────────────────────────


def test_an_english_run_reads_no_catalogue_before_it_says_something() -> None:
    code = (
        "import sys; from blueprint.cli import main\n"
        "try: main(['--version'])\n"
        "finally: assert not {'blueprint.words', 'blueprint.cli.help_text', 'blueprint.project'} & set(sys.modules), sys.modules.keys()"
    )
    ran = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert "Error" not in ran.stderr, ran.stderr


def test_click_gets_its_texts_from_here() -> None:
    spoken.listen(["--lang", "zh"])
    for module in (click.exceptions, click.core, click.types, click.parser):
        assert module._("Missing argument") == "缺少参数"
    spoken.listen([])
    assert click.exceptions._("Missing argument") == "Missing argument"
