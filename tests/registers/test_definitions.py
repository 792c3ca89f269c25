"""Registers as they are declared: one table, and the files, sites and reports that show it."""

from __future__ import annotations

import datetime
import re

import pytest
from blueprint.renderers.report.register_table import Head, RegisterTable
from blueprint.renderers.site import rows as site_rows

from blueprint.analysis.facts import Facts
from blueprint.analysis.registers.all_registers import DEFINITIONS, ON_SITES, REGISTERS
from blueprint.analysis.registers.cell_values import Named
from blueprint.analysis.registers.record import of_action
from blueprint.analysis.registers.register import Cell, Column, Definition, Kind, Shown
from blueprint.audience import SECTIONS
from blueprint.model import Action
from blueprint.values import Duration
from blueprint.view import View
from blueprint.words import LANGUAGES, Keyword
from blueprint.words.catalogues import find

from ..examples import compiled
from ..paths import EXAMPLES, ROOT
from ..reports import example, phrases_of, report, scene_of

#: The registers whose section in the report has a row for each of their rows.
WHOLE = ("waits", "decisions", "moments", "fails", "touchpoints", "handoffs", "metrics", "goals", "risks", "pains", "ideas",
         "questions", "feedback", "items")  # fmt: skip
_FILES_OR_SITES = Shown.FILES | Shown.SITE


@pytest.fixture(scope="module", params=EXAMPLES, ids=lambda path: path.stem)
def facts(request) -> Facts:
    return compiled(request.param).facts


@pytest.mark.parametrize("name", DEFINITIONS)
def test_every_column_finds_a_cell_of_its_kind_in_every_example(facts: Facts, name: str):
    definition = DEFINITIONS[name]
    for record in definition.records(facts):
        for column in definition.columns:
            value = column.of(facts, record.thing)
            if column.shown & _FILES_OR_SITES:
                cell = column.plain(facts, record.thing)
                assert fits(cell, column.kind), (column.name, value, cell)


def fits(cell: Cell, kind: Kind) -> bool:
    kinds = {
        "list": tuple,
        "number": (int, float),
        "date": datetime.date,
        "duration": Duration,
        "flag": bool,
        "text": (str, Keyword, Named),
    }
    return isinstance(cell, kinds[kind]) or (cell is None and kind not in ("list", "flag"))


@pytest.mark.parametrize("name", DEFINITIONS)
def test_columns_have_names_of_their_own_and_titles_where_files_or_sites_show_them(name: str):
    columns = DEFINITIONS[name].columns
    assert len({column.name for column in columns}) == len(columns)
    for column in columns:
        has_title = bool(column.shown & _FILES_OR_SITES)
        assert column.key.startswith("column.") == has_title, column.key
        assert not has_title or all(find(column.key, language) for language in LANGUAGES)


def test_the_documentation_lists_every_register_of_files():
    page = (ROOT / "docs" / "howto" / "registers.md").read_text("utf-8")
    table = page.partition("| Name | What its rows are |")[2].partition("\n\n")[0]
    rows = re.findall(r"^\| (`.*?) \|", table, re.MULTILINE)
    assert sorted(re.findall(r"`(\w+)`", " ".join(rows))) == sorted(REGISTERS)


def test_customers_have_sections_of_the_registers_that_have_something_for_them():
    told = {name for name, one in DEFINITIONS.items() if one.columns_in(Shown.CUSTOMERS)}
    assert told >= SECTIONS & set(DEFINITIONS)


def test_sites_show_what_files_have():
    assert set(ON_SITES) <= set(REGISTERS)
    for one in ON_SITES.values():
        shown = {column.name for column in one.columns_in(Shown.SITE)}
        assert shown <= {column.name for column in one.columns_in(Shown.FILES)}, one.name
    assert set(site_rows._ORDER) <= set(ON_SITES)


def test_the_site_knows_the_columns_that_it_filters_by():
    for name, filters in site_rows._FILTERS.items():
        assert set(filters) <= {column.name for column in ON_SITES[name].columns_in(Shown.SITE)}


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_report_has_a_row_for_each_row_of_a_register(path):
    html = report(example(path))
    facts = scene_of(example(path)).facts
    for name in WHOLE:
        section = html.partition(f'<section id="{name}"')[2].partition("</section>")[0]
        row = DEFINITIONS[name].row or name.removesuffix("s")
        prefix = "fail-F" if name == "fails" else f"{row}-"
        assert section.count(f'<tr id="{prefix}') == len(DEFINITIONS[name].records(facts)), name


# ── who is told ────────────────────────────────────────────────────────────────────────────────────────────

TWO_LANES = """
blueprint b "B"
step one "One" {
  customer come "Comes"
  <-> frontstage greet "Greets"
}
"""


def staff_and_customers(shown: Shown) -> list[list[str]]:
    """What a report for the staff and one for customers show of a column."""
    definition = Definition[Action](
        name="made_up",
        row="row",
        find=lambda facts: (of_action(one) for one in facts.blueprint.actions.values()),
        columns=(Column("secret", "text", lambda _, one: one.text.upper(), shown),),
    )
    told = []
    for view in (View(), View(customer=True)):
        table = RegisterTable(phrases_of(TWO_LANES, view), definition, [Head("action", "secret", kept=True)])
        told.append([piece.text for row in table.rows() for line in row.cells[0].lines for piece in line])
    return told


def test_customers_are_told_what_a_column_says_is_for_them_alone():
    assert staff_and_customers(Shown.CUSTOMERS) == [["COMES", "GREETS"], ["COMES", "GREETS"]]


@pytest.mark.parametrize("shown", [Shown.REPORT, Shown.FILES, Shown.FILES | Shown.SITE])
def test_customers_are_not_told_of_a_register_without_any_such_column(shown: Shown):
    assert staff_and_customers(shown) == [["COMES", "GREETS"], []]


def test_a_cell_for_the_staff_alone_is_empty_for_customers():
    definition = Definition[Action](
        name="made_up",
        row="row",
        find=lambda facts: (of_action(one) for one in facts.blueprint.actions.values()),
        columns=(Column("open", "text", "text", Shown.CUSTOMERS), Column("secret", "text", "key")),
    )
    heads = [Head("action", "open"), Head("owner", "secret", kept=True)]
    (row, _) = RegisterTable(phrases_of(TWO_LANES, View(customer=True)), definition, heads).rows()
    assert [len(cell.lines) for cell in row.cells] == [1, 0]


# ── heads ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_head_names_columns_that_there_are():
    with pytest.raises(KeyError, match="has no column 'colour'"):
        RegisterTable(phrases_of(TWO_LANES), DEFINITIONS["touchpoints"], [Head("action", "colour")])


def test_a_head_without_a_title_has_that_of_the_register():
    heads = [Head("", "frontstage_action")]
    for text, title in ((TWO_LANES, "Frontstage action"), (TWO_LANES + 'language "zh"\n', "前台行为")):
        (column,) = RegisterTable(phrases_of(text), DEFINITIONS["touchpoints"], heads).columns
        assert column.title == title
