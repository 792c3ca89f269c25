"""The list of rules is complete, and every rule's page is true: its bad example is found once, its good one not at all."""

import datetime
import re
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules, walk_packages

import pytest

from blueprint import checks
from blueprint.checks import RULES
from blueprint.checks.page import read_page
from blueprint.checks.rule import Rule, quoted
from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.settings import Settings
from blueprint.source import Source
from blueprint.words import LANGUAGES, catalogue

BY_NAME = [pytest.param(rule, id=f"{rule.code}-{rule.name}") for rule in RULES]
#: All rules, on the day on which the examples of pages are looked at.
EVERY = Settings(today=datetime.date(2026, 11, 20))


def of_rule(rule: Rule, text: str) -> list[Diagnostic]:
    """What a rule finds in a file without errors where all rules speak; what an example imports is the rule's good example."""
    other = Source("other", read_page(rule.page).good)
    compiled = compile_source(Source("test", text), lambda source, path: other, settings=EVERY)
    assert [finding.message for finding in compiled.errors] == []
    return [finding for finding in compiled.findings if finding.code == rule.code]


def test_every_module_of_a_family_is_in_the_list():
    families = [module for module in walk_packages(checks.__path__, f"{checks.__name__}.") if module.ispkg]
    modules = {
        module.name.replace("_", "-")
        for family in families
        for module in iter_modules(import_module(family.name).__path__)
    }
    assert sorted(rule.name for rule in RULES) == sorted(modules)


def test_a_rule_stands_in_the_folder_of_its_family():
    folders = {"1": "structure", "2": "flow", "3": "risk", "4": "time", "5": "work", "6": "measures",
               "7": "improvement", "8": "text", "9": "configuration"}  # fmt: skip
    for rule in RULES:
        folder = rule.check.__module__.split(".")[-2]
        assert folder == folders[rule.code[2]], rule.code


def test_codes_are_unique_and_rise():
    every = [rule.code for rule in RULES]
    assert every == sorted(set(every))


@pytest.mark.parametrize("rule", BY_NAME)
def test_the_bad_example_has_this_defect_once(rule):
    found = of_rule(rule, read_page(rule.page).bad)
    assert [finding.code for finding in found] == [rule.code]
    assert found[0].severity is rule.severity


@pytest.mark.parametrize("rule", BY_NAME)
def test_the_good_example_has_no_defect(rule):
    assert of_rule(rule, read_page(rule.page).good) == []


@pytest.mark.parametrize("rule", BY_NAME)
def test_a_finding_points_at_one_line_and_says_what_to_do(rule):
    (found,) = of_rule(rule, read_page(rule.page).bad)
    places = [found.span, *(label.span for label in found.labels)]
    assert all(place.text and "\n" not in place.text for place in places)
    assert found.hint


@pytest.mark.parametrize("rule", BY_NAME)
def test_a_page_has_all_its_parts(rule):
    page = read_page(rule.page)
    assert all(page)
    assert re.fullmatch(r"[^\n]+\.", page.title)


@pytest.mark.parametrize("rule", BY_NAME)
def test_no_rule_is_left_as_the_tool_began_it(rule):
    files = [
        Path(sys.modules[rule.check.__module__].__file__ or ""),
        *(Path(__file__).parent / "cases").glob(f"{rule.code}-*.txt"),
    ]
    assert [path.name for path in files if "FILL IN" in path.read_text(encoding="utf-8")] == []
    texts = [text for language in LANGUAGES for key, text in catalogue(language).items() if rule.code in key]
    assert [text for text in texts if "FILL IN" in text] == []


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param("A title.", id="no headings"),
        pytest.param("A title.\n\n## What it finds\n\nIt.\n\n## Bad\n\n    x\n", id="some missing"),
        pytest.param(RULES[0].page.replace("## Bad", "## Worse"), id="one unknown"),
    ],
)
def test_a_page_with_other_headings_is_refused(damaged):
    with pytest.raises(ValueError, match="What it finds"):
        read_page(damaged)


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Pays", '"Pays"', id="short"),
        pytest.param("Pays\n  at the till", '"Pays at the till"', id="two lines"),
        pytest.param("é" * 48, f'"{"é" * 48}"', id="just fits"),
        pytest.param("客" * 49, f'"{"客" * 47}…"', id="too long"),
        pytest.param("a" * 46 + "e\u0301" * 2, f'"{"a" * 46}…"', id="an accent is not cut off"),
        pytest.param("\u0301" * 60, '"…"', id="nothing but accents"),
    ],
)
def test_a_text_is_quoted_in_at_most_48_characters(text, shown):
    assert str(quoted(text)) == shown
