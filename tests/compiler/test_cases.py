"""The cases: what each stage makes of them is what their golden files say."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from blueprint.compiler import compile_source
from blueprint.source import Source

from .. import golden
from ..golden import CASES, STAGES, cases, compare, orphans, read_case, stages_of
from ..paths import ROOT

#: Said of files that cannot be read at all, and of configurations; the tests of blueprint.files and blueprint.project have them.
_NOT_IN_TEXTS = {"BP001", "BP032"}


def every_case() -> list:
    return [
        pytest.param(case, stage, id=f"{case.relative_to(CASES).with_suffix('')}-{stage}")
        for case in cases()
        for stage in stages_of(case)
    ]


@pytest.mark.parametrize(("case", "stage"), every_case())
def test_a_case_is_as_its_golden_file_says(case: Path, stage: str, update_golden: bool):
    assert stage in STAGES, f"no stage is called '{stage}'; the stages are {', '.join(STAGES)}"
    problem = compare(case, stage, STAGES[stage](read_case(case)), update=update_golden)
    if problem:
        pytest.fail(problem, pytrace=False)


def test_every_golden_file_belongs_to_a_case():
    assert orphans() == [], f"delete these, or give them their case again and {golden.ADVICE}"


def test_every_error_has_a_case():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "blueprint").rglob("*.py"))
    said = set(re.findall(r'"(BP0\d\d)"', text))
    shown = {one.code for case in cases() for one in read_case(case).errors}
    assert said - _NOT_IN_TEXTS - shown == set()


def test_cases_with_errors_stand_under_errors_and_no_others():
    wrong = [
        str(case.relative_to(CASES))
        for case in cases()
        if bool(read_case(case).errors) != (case.parent.name == "errors")
    ]
    assert wrong == []


def test_a_file_with_ten_mistakes_gets_ten_messages():
    """What stands in a block is read though the block's own head is wrong."""
    lines = [one.span.line for one in read_case(CASES / "errors" / "ten-mistakes.blueprint").errors]
    assert lines == [3, 6, 8, 9, 10, 11, 12, 15, 16, 17]


@pytest.mark.parametrize(
    "text",
    [
        'step a "A"\n{\n  customer x "X"\n  x -> y\n  customer y "Y"\n}',
        'step a "A"\n  customer x "X"\n  customer y "Y"\n}\nstep b "B" {\n}',
        'step a "A" {\n  customer x "X" {\n  customer y "Y"\n}\nstep b "B" {\n  customer z "Z"\n}',
        'step a "A" {\n  customer x "X"\nstep b "B" {\n  customer y "Y"\n}',
        'step a "A" {\n  customer x "X" {\n',
        'step a "A" {\n  customer x "X"\n}\n}\nstep b "B" {\n}',
        'phase p "P"\n  step a "A" {\n    customer x "X"\n  }\n}\nstep b "B" {\n}',
        'step a "A" {\n  customer x "X" by clerk nonsense {\n    wait 5m\n  }\n}\nrole clerk',
        'role clerk nonsense {\n  of "Front office"\n}\nstep a "A" {\n  customer x "X" by clerk\n}',
        'step a "A" {\n  customer i "I" decision\n  i -> i "yes" 60%\n  i -> ghost "no" 40%\n}',
        'step a "A" {\n  custommer x "X"\n  customer y "Y"\n  x -> y\n}',
        'step a-b "A" {\n  customer x "X"\n}\nstep b "B" {\n  x -> x\n  a_b.x -> x\n}',
        'step a "A {\n  customer x "X"\n}\nstep b "B" {\n  x -> x\n}',
    ],
    ids=[
        "brace-on-its-own-line", "no-brace", "action-not-closed", "step-not-closed", "file-ends-in-two-blocks", "brace-too-many",
        "phase-without-brace", "action-with-block", "declaration-with-block", "share-of-an-unknown-answer", "lane-misspelt",
        "step-with-hyphen", "text-of-a-step-not-closed",
    ],
)  # fmt: skip
def test_one_mistake_gets_one_message(text: str):
    compiled = compile_source(Source("text", f"blueprint b\n{text}\n"))
    assert len(compiled.errors) == 1, [(one.span.line, one.message) for one in compiled.errors]


# The machinery itself


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(golden, "CASES", tmp_path)
    return tmp_path


def test_a_missing_golden_file_is_a_failure_with_advice(folder: Path):
    case = folder / "one.blueprint"
    case.write_text("blueprint b\n", encoding="utf-8")
    assert "one.diagnostics is missing: run `pytest --update-golden`" in (
        compare(case, "diagnostics", "x\n", update=False) or ""
    )


def test_a_difference_is_shown_and_the_actual_text_kept_until_it_is_gone(folder: Path):
    case, kept = folder / "one.blueprint", folder / "one.diagnostics.actual"
    assert compare(case, "diagnostics", "old\n", update=True) is None
    problem = compare(case, "diagnostics", "new\n", update=False)
    assert problem is not None
    assert "\n-old\n+new" in problem
    assert kept.read_text(encoding="utf-8") == "new\n"
    assert compare(case, "diagnostics", "old\n", update=False) is None
    assert not kept.exists()


def test_a_golden_file_without_case_or_stage_is_an_orphan(folder: Path):
    for name in ("one.blueprint", "one.diagnostics", "one.diagnostics.actual", "one.picture", "two.svg"):
        (folder / name).write_text("", encoding="utf-8")
    assert orphans() == ["one.picture", "two.svg"]


def test_a_case_has_the_stages_that_it_names_and_those_that_stand_beside_it(folder: Path):
    case = folder / "one.blueprint"
    case.write_text("# golden: model colours\nblueprint b\n", encoding="utf-8")
    (folder / "one.tree").write_text("", encoding="utf-8")
    assert stages_of(case) == ["diagnostics", "tree", "model", "colours"]


def test_a_case_may_hold_the_files_that_it_imports(folder: Path):
    case = folder / "one.blueprint"
    case.write_text(
        'blueprint b\nimport "r.blueprint"\nimport "s"\n# file: r.blueprint\nrole r "R"\n', encoding="utf-8"
    )
    compiled = read_case(case)
    assert [one.message for one in compiled.errors] == ["there is no file 's'"]
    assert compiled.blueprint is not None
    assert list(compiled.blueprint.roles) == ["r"]
