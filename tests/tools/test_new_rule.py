"""The skeleton of a rule: a rule that works at once, in its place in the list, and whose unfinished words a test finds."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ..paths import ROOT

COPIED = ("blueprint", "renderers", "grammar", "tools/new_rule.py", "tests/checks/cases")
#: Looks at the rule of a checkout as it stands in the working folder.
LOOK = """
import sys
from blueprint import compile_source
from blueprint.checks import RULES
from blueprint.checks.page import read_page
from blueprint.source import Source

rule = next(rule for rule in RULES if rule.code == sys.argv[1])
page = read_page(rule.page)
print(rule.name, rule.family, rule.check.__module__)
for text in (page.bad, page.good):
    print([one.message_in("en") for one in compile_source(Source("x", text)).findings if one.code == rule.code])
print([rule.code for rule in RULES] == sorted(rule.code for rule in RULES))
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A copy of what the tool reads and writes."""
    for name in COPIED:
        if (ROOT / name).is_dir():
            shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def run(checkout: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, *arguments], cwd=checkout, capture_output=True, text=True, encoding="utf-8",
        env={"PYTHONPATH": str(checkout), "PYTHONIOENCODING": "utf-8", "XDG_CACHE_HOME": str(checkout)}, check=False,
    )  # fmt: skip


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.suffix != ".pyc"
    }


def test_a_new_rule_finds_its_bad_example_and_not_its_good_one(checkout: Path):
    before = files(checkout)
    made = run(checkout, "tools/new_rule.py", "BP9xx", "comment-without-reason")
    assert made.returncode == 0, made.stderr
    code = made.stdout[:5]
    after = files(checkout)
    changed = {name for name, text in after.items() if before.get(name) != text}
    by_hand = {line.strip() for line in made.stdout.splitlines() if line.startswith("  ")}
    assert changed == by_hand | {"blueprint/checks/all_rules.py"}
    assert len(by_hand) == 4
    # Whatever is left to be written is marked in each of them.
    assert all("FILL IN" in after[name].decode() for name in by_hand)

    looked = run(checkout, "-c", LOOK, code)
    assert looked.stdout.splitlines() == [
        "comment-without-reason configuration blueprint.checks.configuration.comment_without_reason",
        "['FILL IN: what is, in the user\\'s own words: \"FILL IN\"']",
        "[]",
        "True",
    ], looked.stderr


def test_catalogues_keep_their_order_and_all_that_they_had(checkout: Path):
    before = json.loads((checkout / "blueprint/words/zh.json").read_text(encoding="utf-8"))
    run(checkout, "tools/new_rule.py", "BP1xx", "label-in-capitals")
    after = json.loads((checkout / "blueprint/words/zh.json").read_text(encoding="utf-8"))
    assert list(after) == sorted(after)
    assert {key: text for key, text in after.items() if key in before} == before
    assert len(after) == len(before) + 4


@pytest.mark.parametrize(
    ("code", "name", "message"),
    [
        (
            "BP401",
            "label-in-capitals",
            "BP401 is taken, or was once; the next free code of its family is BP4",
        ),
        ("BP0xx", "label-in-capitals", "'BP0xx' is no code"),
        ("BP42", "label-in-capitals", "'BP42' is no code"),
        ("BP4xx", "wait-without-target", "there is a rule 'wait-without-target'"),
        ("BP4xx", "Label in capitals", "'Label in capitals' is no name"),
    ],
)
def test_what_cannot_be_a_rule_is_refused_and_nothing_is_written(
    checkout: Path, code: str, name: str, message: str
):
    before = files(checkout)
    made = run(checkout, "tools/new_rule.py", code, name)
    assert made.returncode == 2
    assert message in made.stderr
    assert files(checkout) == before
