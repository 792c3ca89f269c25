"""The grammar: free of conflicts, wholly used, read by Lark's own lexer as by ours; and the cache of its table."""

from __future__ import annotations

import logging
import os
import re
import subprocess
import sys
import unicodedata
from functools import cache
from pathlib import Path
from typing import Any

import lark
import pytest

from blueprint import cache as cache_files
from blueprint import grammar
from blueprint.lane_kinds import LANE_KINDS
from blueprint.source import Source
from blueprint.syntax import parse_table
from blueprint.syntax.automaton import Automaton
from blueprint.syntax.lexer import TWINS, Token
from blueprint.syntax.parser import _Parser, parse
from blueprint.syntax.tree_builder import Leaf

from ..golden import cases, read_case
from ..paths import EXAMPLES


def sound_texts() -> list:
    """The examples and all sound cases."""
    texts = [pytest.param(path.read_text(encoding="utf-8"), id=path.stem) for path in EXAMPLES]
    for case in cases():
        compiled = read_case(case)
        if not compiled.errors:
            texts.append(pytest.param(compiled.tree.source.text, id=f"{case.parent.name}-{case.stem}"))
    return texts


class _Listener(Automaton):
    """The machine of our parser, which tells the terminals that it takes and the rules that it applies."""

    def __init__(self, table: parse_table.Table, tokens: list[Token]) -> None:
        super().__init__(table, tokens)
        self.taken: list[Leaf] = []
        #: The names of the rules.
        self.applied: set[str] = set()
        #: Where a lane's kind is an action's name.
        self.names: set[int] = set()

    def _reduce(self, number: int) -> None:
        name = self.table.rules[number][0]
        self.applied.add(name)
        if name == "target_action" and isinstance(self.values[-1], Leaf):
            self.names.add(self.values[-1].span.start)
        super()._reduce(number)


def listen(text: str) -> _Listener:
    """The machine of our parser when it has read a sound text."""
    parser = _Parser(Source("text", text))
    listener = _Listener(parser._machine.table, parser._machine.tokens)
    parser._machine = listener
    reading = parser.run()
    assert [one.message for one in reading.problems] == []
    listener.taken = reading.leaves
    return listener


# Conflicts


def conflicts(text: str, start: str) -> list[str]:
    """What Lark says of the conflicts of a grammar, which it settles without a word otherwise."""
    said: list[str] = []

    class Ear(logging.Handler):
        def emit(self, record: logging.LogRecord) -> None:
            said.append(record.getMessage())

    ear, level = Ear(), lark.logger.level
    lark.logger.addHandler(ear)
    lark.logger.setLevel(logging.DEBUG)
    try:
        lark.Lark(text, parser="lalr", start=start, debug=True, maybe_placeholders=False)
    except lark.exceptions.GrammarError as problem:
        said.append(str(problem))
    finally:
        lark.logger.removeHandler(ear)
        lark.logger.setLevel(level)
    return [one for one in said if "/Reduce" in one]


def test_the_grammar_has_no_conflict():
    assert conflicts(grammar.whole_grammar(), "file") == []


def test_a_shift_reduce_conflict_would_be_found():
    found = conflicts('start: IF start | IF start "else" start | "x"\nIF: "if"', "start")
    assert [one for one in found if "Shift/Reduce conflict for terminal ELSE" in one]


def test_a_reduce_reduce_conflict_would_be_found():
    found = conflicts('start: a | b\na: "x"\nb: "x"', "start")
    assert [one for one in found if "Reduce/Reduce" in one]


# Keywords


def test_every_keyword_is_used_by_the_grammar():
    used = set(re.findall(r"\b[A-Z][A-Z0-9_]+\b", re.sub(r"//.*", "", grammar.grammar_file())))
    assert [one.terminal for one in grammar.keywords() if one.terminal not in used] == []


def test_every_spelling_belongs_to_one_keyword_and_every_terminal_stands_once():
    spellings = [
        unicodedata.normalize("NFC", one)
        for keyword in grammar.keywords()
        for several in keyword.spellings.values()
        for one in several
    ]
    assert sorted(set(spellings)) == sorted(spellings)
    terminals = [one.terminal for one in grammar.keywords()]
    assert sorted(set(terminals)) == sorted(terminals)


def test_every_keyword_has_an_english_and_a_chinese_spelling():
    # p50 and p95 are what statisticians everywhere write.
    missing = {one.terminal for one in grammar.keywords() if not {"en", "zh"} <= one.spellings.keys()}
    assert missing == {"P50", "P95"}


#: Statements in which K is a name; no keyword may stand at its place.
_NAMES = (
    "step K {\n}", 'step K "S" {\n}', "phase K {\n}", 'step s {\n  customer K "x"\n}', 'step s {\n  -> desk K "x"\n}',
    'step s {\n  customer "x" by K, K time 5m\n}', 'step s {\n  evidence "x" at K\n}', 'step s {\n  evidence "x" at K.K\n}',
    "a -> K", 'a -> b, K "label"', "a -> K.K", "a.K -> b", 'role K "R"', "role K", 'fail K "F"', "owner K",
    "metric m kind K", "a -> b carries K for K", 'fail "F" {\n  recover "R" !> K\n}', "removes K", "goal g metric K from 1 to 2",
    'idea "I" addresses K', "feedback f after K", "pilot p scope K", 'step s {\n  customer "x" replaces K, K.K\n}',
)  # fmt: skip


@pytest.mark.parametrize("statement", _NAMES)
def test_a_keyword_is_a_name_wherever_it_cannot_be_a_keyword(statement: str):
    refused = []
    for spelling in grammar.terminals_by_spelling():
        if not re.fullmatch(r"\w+", spelling):
            continue
        _, problems = parse(Source("text", re.sub(r"\bK\b", spelling, statement)))
        refused += [spelling] if problems else []
    assert refused == []


@pytest.mark.parametrize("spelling", ["as-is", "to-be", "internal interaction"])
def test_a_keyword_of_two_words_is_no_name(spelling: str):
    _, problems = parse(Source("text", f'step {spelling} "S" {{\n}}'))
    assert len(problems) == 1


def _in_other_words(text: str) -> list[str]:
    """A text with all keywords in their first, their second, … other spelling."""
    spelt = {
        one.terminal: [word for several in one.spellings.values() for word in several]
        for one in grammar.keywords()
    }
    listener = listen(text)
    leaves = [
        leaf for leaf in listener.taken if leaf.terminal in spelt and leaf.span.start not in listener.names
    ]
    found = []
    for number in range(3):
        parts, at = [], 0
        for leaf in leaves:
            words = spelt[leaf.terminal]
            parts += [text[at : leaf.span.start], words[number % len(words)]]
            at = leaf.span.end
        found.append("".join(parts) + text[at:])
    return found


@pytest.mark.parametrize("text", sound_texts())
def test_every_spelling_of_a_keyword_means_the_same(text: str):
    tree, _ = parse(Source("text", text))
    for other in _in_other_words(text):
        again, problems = parse(Source("text", other))
        assert [one.message for one in problems] == []
        assert again.items == tree.items


def test_the_sound_cases_use_every_rule_and_every_keyword_of_the_grammar():
    kinds = "lanes {\n" + "\n".join(LANE_KINDS) + "\n}\n"
    listeners = [listen(text) for text in (*(one.values[0] for one in sound_texts()), kinds)]
    applied = {name for one in listeners for name in one.applied}
    taken = {leaf.terminal for one in listeners for leaf in one.taken}
    # Those that begin with __ are Lark's own, for repetitions; $root is never applied but accepted.
    rules = {name for name, _ in parse_table.load().rules if name[:2] != "__" and name[0] != "$"}
    assert rules - applied == set()
    assert {one.terminal for one in grammar.keywords()} - taken == set()


# The same text by Lark's own lexer


@cache
def lark_parser() -> lark.Lark:
    """Lark with its own contextual lexer."""
    return lark.Lark(grammar.whole_grammar(), parser="lalr", start="file", maybe_placeholders=False)


def _for_lark(text: str) -> str:
    """A text with what our lexer alone knows put in other words, character for character: full-width signs, marks in names."""
    return "".join("x" if unicodedata.category(sign)[0] == "M" else sign for sign in text.translate(TWINS))


@pytest.mark.parametrize("text", sound_texts())
def test_larks_own_lexer_takes_the_same_terminals(text: str):
    found = lark_parser().parse(_for_lark(text)).scan_values(lambda value: isinstance(value, lark.Token))
    theirs = sorted((token.start_pos, token.end_pos, token.type) for token in found)
    ours = [(leaf.span.start, leaf.span.end, leaf.terminal) for leaf in listen(text).taken]
    # How many ends of lines make one end of a statement is each lexer's own affair.
    assert [one for one in ours if one[2] != "EOS"] == [one for one in theirs if one[2] != "EOS"]


# The cache of the table


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder for caches, used by this process."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    monkeypatch.setenv("LOCALAPPDATA", str(tmp_path))
    # On a Mac the cache lies below the home.
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path


@pytest.fixture(scope="module")
def table() -> parse_table.Table:
    """The table as it is built."""
    return parse_table.build()


@pytest.fixture
def builds(
    folder: Path, table: parse_table.Table, monkeypatch: pytest.MonkeyPatch
) -> list[parse_table.Table]:
    """The tables that are built during a test; an empty cache."""
    found: list[parse_table.Table] = []

    def build() -> parse_table.Table:
        found.append(table)
        return table

    monkeypatch.setattr(parse_table, "build", build)
    return found


def canonical(table: object) -> object:
    """A table with its states numbered as they are reached: Lark numbers them as it pleases."""
    order, at = {table.start: 0}, 0
    reached = [table.start]
    rows = []
    while at < len(reached):
        row = {}
        for symbol, entry in sorted(table.states[reached[at]].items()):
            if entry < 0:
                row[symbol] = table.rules[-entry - 1]
                continue
            if entry - 1 not in order:
                order[entry - 1] = len(reached)
                reached.append(entry - 1)
            row[symbol] = ("go to", order[entry - 1])
        rows.append(row)
        at += 1
    return rows, order[table.end]


def the_cache(folder: Path) -> Path:
    """The one file in the cache."""
    (file,) = (path for path in folder.rglob("*") if path.is_file())
    return file


def test_the_table_is_built_once_and_then_read(folder: Path, builds: list, table: parse_table.Table):
    assert parse_table.load() == table
    assert the_cache(folder).parent == cache_files.cache_folder()
    assert parse_table.load() == table
    assert len(builds) == 1


def test_two_builds_are_equal(table: parse_table.Table):
    assert canonical(parse_table.build()) == canonical(table)


@pytest.mark.skipif(os.name == "nt", reason="no such modes on Windows")
def test_nobody_else_can_write_to_the_cache(folder: Path, builds: list):
    parse_table.load()
    assert the_cache(folder).parent.stat().st_mode & 0o777 == 0o700
    assert the_cache(folder).stat().st_mode & 0o022 == 0


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: "",
        lambda text: text[: len(text) // 2],
        lambda text: text[:-1],
        lambda text: text.replace('"', "'", 1),
        lambda text: text.partition("\n")[0],
        lambda text: text.partition("\n")[0] + "\n",
        lambda text: "0" * 32 + "\n" + text.partition("\n")[2],
        lambda text: text.partition("\n")[0] + "\n[[],[],0,0]",
        lambda text: "\x00" + text,
        lambda text: "[" * 100_000,
    ],
    ids=["empty", "half", "one-short", "one-sign", "checksum-alone", "no-body", "checksum", "foreign", "zero", "deep"],
)  # fmt: skip
def test_a_damaged_cache_is_built_anew(damage: Any, folder: Path, builds: list, table: parse_table.Table):
    parse_table.load()
    file = the_cache(folder)
    file.write_text(damage(file.read_text(encoding="utf-8")), encoding="utf-8")
    assert parse_table.load() == table
    assert parse_table.load() == table
    assert len(builds) == 2, "what was damaged is written anew"


def test_a_cache_that_is_no_text_is_built_anew(folder: Path, builds: list, table: parse_table.Table):
    parse_table.load()
    the_cache(folder).write_bytes(b"\xff\xfe\x00")
    assert parse_table.load() == table
    assert len(builds) == 2


def test_the_cache_of_another_grammar_is_left_alone(
    folder: Path, builds: list, monkeypatch: pytest.MonkeyPatch
):
    parse_table.load()
    text = grammar.grammar_file()
    monkeypatch.setattr(grammar, "grammar_file", lambda: text + "\n// one comment more\n")
    parse_table.load()
    assert len(builds) == 2
    assert sum(path.is_file() for path in folder.rglob("*")) == 2


def test_a_folder_in_the_place_of_the_file_does_no_harm(folder: Path, builds: list, table: parse_table.Table):
    parse_table.load()
    file = the_cache(folder)
    file.unlink()
    file.mkdir()
    assert parse_table.load() == table
    assert list(file.parent.iterdir()) == [file], "no temporary file is left behind"


def test_a_file_in_the_place_of_the_folder_does_no_harm(folder: Path, builds: list, table: parse_table.Table):
    place = cache_files.cache_folder()
    assert place is not None
    place.parent.mkdir(parents=True, exist_ok=True)
    place.write_text("in the way", encoding="utf-8")
    assert parse_table.load() == table
    assert place.read_text(encoding="utf-8") == "in the way"


@pytest.mark.skipif(
    not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may write and read everything"
)
@pytest.mark.parametrize("mode", [0o500, 0o000], ids=["read-only", "locked"])
def test_a_folder_without_rights_does_no_harm(
    mode: int, folder: Path, builds: list, table: parse_table.Table
):
    folder.chmod(mode)
    try:
        assert parse_table.load() == table
    finally:
        folder.chmod(0o700)


def test_a_link_to_itself_does_no_harm(folder: Path, builds: list, table: parse_table.Table):
    place = cache_files.cache_folder()
    assert place is not None
    place.parent.mkdir(parents=True, exist_ok=True)
    place.symlink_to(place)
    assert parse_table.load() == table


@pytest.mark.parametrize(
    "environment",
    [
        {},
        {"HOME": ""},
        {"HOME": "relative"},
        {"XDG_CACHE_HOME": "relative", "HOME": ""},
        {"HOME": "/nonexistent/home"},
    ],
    ids=["no-home", "empty-home", "relative-home", "relative-cache", "home-of-nobody"],
)
def test_without_a_home_everything_works(environment: dict[str, str], tmp_path: Path):
    kept = {
        key: os.environ[key] for key in ("PATH", "SYSTEMROOT", "COVERAGE_PROCESS_START") if key in os.environ
    }
    text = "from blueprint import parse, Source; print(len(parse(Source('x', 'role a\\nrole b'))[0].items))"
    done = subprocess.run(
        [sys.executable, "-c", text],
        cwd=tmp_path,
        env=kept | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.stdout, done.stderr) == ("2\n", "")
    assert list(tmp_path.iterdir()) == [], "nothing is written where nobody asked for it"
