r"""The cases of the rules: one text file a rule, a section a case, and what the compiler finds in them.

`checks/cases/BP401-wait-without-target.txt` holds sections like this one:

    == A wait of which nothing is said
    customer "Comes" wait
    => BP401 1: customer "Comes"

Every line that begins with `=` belongs to the format; everything else is blueprint, in which no line begins so:

    == title          begins a section. It says what is tested.
    = name: value     an option of the section, or of all sections where it stands above the first one (OPTIONS has them)
    = file: name      begins another file, which the input may import
    => …              what is expected: a finding a line, with its code, its line and what it marks there; or `=> nothing`

What each case would only repeat may be left out: an input without a `blueprint` line gets one, and what has no step of its own stands in
one (`around`). Both are put in front of its first line, so that lines count as they stand in the section. `\u200b` is the character with
that number, in the input and in what is expected: nobody sees such characters otherwise. So is `\u003d`, for a long text of which a line
begins with `=`.

Above the first section there may be prose as well. `pytest tests/checks/test_rules.py --update-golden` writes what is expected.

Comes in: the files. Goes out: cases, and what is found in them, as text. Deliberately absent: judgement, which is the tests'.
"""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from blueprint.checks import RULES
from blueprint.checks.choice import chosen
from blueprint.compiler import Compiled, compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.settings import Choice, Limits, Settings
from blueprint.source import Source, Span

CASES = Path(__file__).parent / "checks" / "cases"

#: The options, with what holds where none is given.
OPTIONS = {
    "rules": "",  # whose findings are expected, by codes, beginnings of codes or names; usually the file's own rule
    "today": "2026-11-20",  # the day on which dates are looked at, or `none`
    "limits": "",  # other limits than the usual ones: `phases 3, silence 60`
    "around": 'step s "S" { evidence "Sign"; … }',  # where an input without a step stands
    "compare": "",  # what is expected besides code and place: some of DETAILS
    "language": "en",  # of messages, hints and labels
}
DETAILS = ("messages", "labels", "hints", "fixes")

_HEADER = re.compile(r"^[\s\ufeff]*(blueprint|蓝图)\b", re.MULTILINE)
_STEP = re.compile(r"^\s*(step|phase|步骤|阶段)\b", re.MULTILINE)
_ESCAPE = re.compile(r"\\u([0-9a-f]{4})|\\U([0-9a-f]{8})")
#: A lost character, and marks that change the look of the one before: shown by number though they can be printed.
_SHOWN_BY_NUMBER = {"\ufffd", *map(chr, range(0xFE00, 0xFE10)), *map(chr, range(0xE0100, 0xE01F0))}


@dataclass(frozen=True, kw_only=True)
class Case:
    """A section. `written` is what stands in the file, without what is expected; `files` the texts, the input first."""

    code: str
    title: str
    written: str
    expected: str
    options: Mapping[str, str]
    files: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class CaseFile:
    """The cases of a rule. `preface` is what stands above the first section."""

    path: Path
    preface: str
    cases: tuple[Case, ...]

    @property
    def code(self) -> str:
        """The code of the rule."""
        return self.path.stem.partition("-")[0]


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────────


def case_files() -> list[CaseFile]:
    """All files, by code."""
    return [read(path, path.read_text(encoding="utf-8")) for path in sorted(CASES.glob("*.txt"))]


def read(path: Path, text: str) -> CaseFile:
    """Read a file.

    Raises ValueError where it breaks the format.
    """
    preface, *sections = f"\n{text}".split("\n== ")
    common = OPTIONS | {"rules": path.stem.partition("-")[0]}
    for line in preface.split("\n"):
        if line.startswith("="):
            common |= _option(line, path)
    cases = tuple(_case(path, section, common) for section in sections)
    return CaseFile(path=path, preface=preface.strip("\n"), cases=cases)


def _case(path: Path, section: str, common: Mapping[str, str]) -> Case:
    written, _, expected = section.partition("\n=> ")
    title, *lines = written.split("\n")
    options = dict(common)
    files: dict[str, list[str]] = {"input": []}
    for line in lines:
        if line.startswith("= file:"):
            files[line.removeprefix("= file:").strip()] = []
        elif line.startswith("="):
            options |= _option(line, path)
        else:
            files[next(reversed(files))].append(line)
    if not re.fullmatch(r"(=>.*\n?)*\n*", f"=> {expected}"):
        raise ValueError(f"{path.name}: what is expected of {title!r} is the end of its section")
    return Case(
        code=path.stem.partition("-")[0],
        title=title,
        written=written.rstrip("\n"),
        expected=f"=> {expected.rstrip()}" if expected else "",
        options=options,
        files={name: _unescaped("\n".join(text).strip("\n")) for name, text in files.items()},
    )


def _option(line: str, path: Path) -> dict[str, str]:
    name, colon, value = line.removeprefix("=").partition(":")
    if not colon or name.strip() not in OPTIONS:
        raise ValueError(f"{path.name}: {line!r} is no option; there are {', '.join(OPTIONS)} and file")
    return {name.strip(): value.strip()}


def _unescaped(text: str) -> str:
    return _ESCAPE.sub(lambda found: chr(int(found[1] or found[2], 16)), text)


def write(file: CaseFile, expected: Mapping[str, str]) -> str:
    """The text of a file with other expectations, by the titles of its sections."""
    sections = [f"== {case.written}\n{expected[case.title]}\n" for case in file.cases]
    return "\n".join([f"{file.preface}\n"] * bool(file.preface) + sections)


# ── what is found ───────────────────────────────────────────────────────────────────────────────────────────────


def compiled(case: Case, text: str | None = None) -> Compiled:
    """The input of a case, or another text in its place, to be checked as the case's options say."""
    sources = {name: Source(name, text) for name, text in case.files.items()}
    main = Source("input", _whole(case) if text is None else text)
    return compile_source(main, lambda _, path: sources[path], _settings(case))


def _whole(case: Case) -> str:
    """The input with what it leaves out, in front of its first line and behind its last."""
    text = case.files["input"]
    if not _STEP.search(text):
        before, _, after = case.options["around"].partition("…")
        text = f"{before}{text}\n{after.strip()}"
    return text if _HEADER.search(text) else f'blueprint t "T"; {text}'


def _settings(case: Case) -> Settings:
    today, limits = case.options["today"], case.options["limits"]
    pairs = (limit.split() for limit in limits.split(",") if limit)
    return Settings(
        choice=Choice(select=tuple(_rules(case))),
        limits=Limits(**{name.replace("-", "_"): int(value) for name, value in pairs}),
        today=None if today == "none" else datetime.date.fromisoformat(today),
    )


def _rules(case: Case) -> Iterator[str]:
    for word in _words(case.options["rules"]):
        if not chosen(Choice(select=(word,)), RULES):
            raise ValueError(f"{word!r} means no rule")
        yield word


def _details(case: Case) -> list[str]:
    words = _words(case.options["compare"])
    for word in words:
        if word not in DETAILS:
            raise ValueError(f"{word!r} is none of {', '.join(DETAILS)}")
    return words


def _words(text: str) -> list[str]:
    return re.findall(r"[\w-]+", text)


def found(case: Case) -> str:
    """What is found, as it is expected in the file.

    Raises ValueError for an input with errors: rules see none.
    """
    result = compiled(case)
    if result.errors:
        raise ValueError(
            f"the input has errors: {[(error.span.line, error.message) for error in result.errors]}"
        )
    details, language = _details(case), case.options["language"]
    lines = [line for finding in result.findings for line in _shown(finding, details, language)]
    return "\n".join(_escaped(line) for line in lines) or "=> nothing"


def _shown(finding: Diagnostic, details: list[str], language: str) -> Iterator[str]:
    yield f"=> {finding.code} {_place(finding.span)}"
    if "messages" in details:
        yield f"=>   says: {finding.message_in(language)}"
    if "labels" in details:
        for label in finding.labels:
            yield f"=>   label {_place(label.span)} | {label.text_in(language)}"
    if "hints" in details:
        yield f"=>   hint: {finding.hint_in(language)}"
    if "fixes" in details:
        for edit in finding.fix:
            yield f'=>   fix {_place(edit.span)} | "{edit.text}"'


def _place(span: Span) -> str:
    """The line of a place and what is marked there, or the first line of it; the file, where it is another one."""
    name = "" if span.source.name == "input" else f"{span.source.name} "
    return f"{name}{span.line}: {span.text.partition(chr(10))[0]}"


def _escaped(text: str) -> str:
    return "".join(
        char if char.isprintable() and char not in _SHOWN_BY_NUMBER else _number(ord(char)) for char in text
    )


def _number(code: int) -> str:
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"
