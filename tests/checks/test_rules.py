"""Every rule finds what the cases of its file say, and nothing else; `rule_cases` tells how they are written."""

from __future__ import annotations

from collections import Counter
from difflib import unified_diff
from functools import cache

import pytest

from blueprint.checks import RULES
from blueprint.diagnostics import Edit

from ..rule_cases import Case, case_files, compiled, found, write

FILES = case_files()
EVERY = [(number, case) for number, file in enumerate(FILES) for case in file.cases]
ADVICE = (
    "if the finding is right, run `pytest tests/checks/test_rules.py --update-golden`, then read the diff"
)


@pytest.mark.parametrize(
    ("file", "case"), [pytest.param(*pair, id=f"{pair[1].code}: {pair[1].title}") for pair in EVERY]
)
def test_a_rule_finds_what_its_case_says(file: int, case: Case, update_golden: bool):
    if update_golden:
        update(file)
        return
    actual = found(case)
    if actual != case.expected:
        expected, shown = case.expected.split("\n"), actual.split("\n")
        lines = unified_diff(expected, shown, FILES[file].path.name, "found", lineterm="")
        pytest.fail("\n".join([f"{case.title}; {ADVICE}", *lines]), pytrace=False)


@cache
def update(file: int) -> None:
    """Write what is found into a file, once for all of its cases."""
    text = write(FILES[file], {case.title: found(case) for case in FILES[file].cases})
    FILES[file].path.write_text(text, encoding="utf-8", newline="\n")


def test_every_rule_has_a_file_and_every_file_a_rule():
    assert [file.path.stem for file in FILES] == [f"{rule.code}-{rule.name}" for rule in RULES]


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.code)
def test_every_rule_is_found_in_one_case_and_not_in_another(file):
    finding = [f"=> {file.code} " in case.expected for case in file.cases]
    assert set(finding) == {True, False}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.code)
def test_titles_tell_the_cases_of_a_file_apart(file):
    assert [title for title, times in Counter(case.title for case in file.cases).items() if times > 1] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.code)
def test_a_file_is_as_an_update_would_write_it(file, update_golden: bool):
    if update_golden:
        return
    text = write(file, {case.title: case.expected for case in file.cases})
    assert text == file.path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "case",
    [pytest.param(case, id=f"{case.code}: {case.title}") for _, case in EVERY if "=>   fix" in case.expected],
)
def test_what_a_fix_puts_right_is_found_no_more(case):
    before = compiled(case)
    edits = [edit for finding in before.findings for edit in finding.fix]
    after = compiled(case, edited(before.tree.source.text, edits))
    assert not after.errors
    assert codes(after.findings) == codes(finding for finding in before.findings if not finding.fix)


def edited(text: str, edits: list[Edit]) -> str:
    for edit in sorted(edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


def codes(findings) -> list[str]:
    return [finding.code for finding in findings]
