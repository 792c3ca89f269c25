"""A kind of lane is a row of one table: everything else has an answer for each row, and lists no kinds of its own."""

import ast
import importlib.util
import json
import os
import subprocess
import sys
from itertools import pairwise
from typing import get_args

import pytest
from blueprint.renderers.page.sheet import rules_of_pages
from blueprint.renderers.themes.sheet import sheet
from blueprint.renderers.themes.theme_file import BUILT_IN, built_in, load_theme

from blueprint import compile_source, grammar, render_as
from blueprint.lane_kinds import LANE_KINDS, LINES, LaneKind, LineKind, Zone
from blueprint.layout.furniture import lane_kind
from blueprint.model import Lane, Line
from blueprint.resolver.bands import usual_label
from blueprint.source import Source

from ..code import MODULES, tree_of
from ..paths import ROOT

every_kind = pytest.mark.parametrize("kind", LANE_KINDS)


def compiled(text: str):
    found = compile_source(Source("kinds.blueprint", text))
    assert [one.message for one in found.diagnostics if one.code.startswith("BP0")] == []
    return found


# The table


def test_the_table_has_a_row_for_every_name_that_type_checkers_know():
    assert tuple(LANE_KINDS) == get_args(LaneKind)
    assert tuple(LINES) == get_args(LineKind)


def test_the_lines_divide_the_zones_from_top_to_bottom():
    zones = get_args(Zone)
    assert list(LINES.values()) == list(pairwise(zones))


def test_each_zone_has_a_default_lane_and_each_kind_a_tone_that_is_another_one():
    assert [row.zone for row in LANE_KINDS.values() if row.is_default and row.zone] == list(get_args(Zone))
    assert all(row.zone is None for row in LANE_KINDS.values() if row.holds != "actions")
    for kind, row in LANE_KINDS.items():
        assert row.tone != kind
        assert row.tone is None or LANE_KINDS[row.tone].tone is None


# What every row has


@every_kind
def test_a_kind_has_a_keyword_in_every_language(kind):
    spelt = {one.english: one for one in grammar.keywords()}
    assert spelt[kind].terminal == kind.upper()
    assert {"en", "zh"} <= spelt[kind].spellings.keys()


@every_kind
def test_a_kind_has_words_in_every_language(kind):
    for word in (usual_label, lane_kind):
        assert word(kind, "en").isascii()
        assert word(kind, "zh").strip()
        assert not word(kind, "zh").isascii()
    assert usual_label(kind, "en")[0].isupper()
    assert lane_kind(kind, "nl") == lane_kind(kind, "en")


@every_kind
@pytest.mark.parametrize("theme", BUILT_IN)
def test_a_kind_has_colours_in_every_theme(theme, kind):
    tables = built_in(theme)
    for table in (tables.light, tables.dark):
        assert {kind, f"{kind}-accent"} <= table.keys()


@every_kind
def test_a_kind_has_its_rules_in_the_style_sheets(kind):
    for name in ("band", "accent", "card"):
        assert f"-{name}-{kind}{{" in sheet().text
    assert (f".lane-{kind}::before {{" in rules_of_pages()) == (LANE_KINDS[kind].holds == "actions")


def test_the_page_names_no_kind_outside_the_rules_that_are_made():
    source = (ROOT / "renderers" / "page" / "page.css").read_text(encoding="utf-8")
    assert ".lane-" not in source
    assert "/* lanes: a rule for each kind */" not in rules_of_pages()


@every_kind
def test_a_lane_of_a_kind_holds_what_its_row_says_and_is_drawn(kind):
    row = LANE_KINDS[kind]
    found = compiled(f'blueprint kinds\nlanes {{\n  customer guest\n  {kind} own "Own"\n}}\nstep first {{\n'
                     f'  guest come "Comes"\n  own "Is there"\n}}\n')  # fmt: skip
    lane = found.blueprint.lanes["own"]
    assert (lane.kind, lane.zone, lane.holds) == (kind, row.zone, row.holds)
    assert lane.holds_things == (row.holds != "actions")
    assert len(found.blueprint.actions) == (1 if lane.holds_things else 2)
    assert f"bp-band-{kind}" in render_as(found, "svg")
    assert [one["kind"] for one in json.loads(render_as(found, "json"))["bands"]] == ["customer", kind]


def test_a_file_without_lanes_has_the_default_ones_with_the_lines_between_their_zones():
    bands = compiled('blueprint bare\nstep one {\n  customer "Comes"\n}\n').blueprint.bands
    assert [band.kind for band in bands] == [
        "evidence", "customer", "interaction", "frontstage", "visibility", "backstage", "internal interaction", "support",
    ]  # fmt: skip
    assert all(isinstance(band, Line) == (band.kind in LINES) for band in bands)
    assert next(band.label for band in bands if isinstance(band, Lane)) == "Physical evidence"


# No list of kinds anywhere else


def listed_by_hand() -> list[str]:
    """Collections of code that name kinds which are no zones; tables of words, by kind, are none of them."""
    own = LANE_KINDS.keys() - set(get_args(Zone))
    found = []
    for path in [*MODULES, *sorted((ROOT / "tools").rglob("*.py"))]:
        if path.name == "lane_kinds.py":
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Tuple | ast.List | ast.Set):
                texts = {part.value for part in node.elts if isinstance(part, ast.Constant)}
                if len(own & {str(one).lower() for one in texts}) > 1:
                    found.append(f"{path.relative_to(ROOT)}:{node.lineno}")
    return found


def test_nothing_else_lists_the_kinds():
    assert listed_by_hand() == []


def test_the_documentation_lists_the_kinds_and_keywords_that_there_are():
    spec = importlib.util.spec_from_file_location("refresh", ROOT / "docs" / "refresh.py")
    refresh = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(refresh)
    page = (ROOT / "docs" / "language.md").read_text(encoding="utf-8")
    assert refresh.language_page() == page, "run: python docs/refresh.py"


# A kind that is added

WITH_A_NEW_KIND = '''
import blueprint.lane_kinds as table
table.LANE_KINDS["bystanders"] = table.Traits(zone="frontstage", is_public=True, tone="frontstage")
table.TERMINALS = tuple(kind.upper() for kind in table.LANE_KINDS)
from blueprint import compile_source, grammar, render_as
from blueprint.source import Source
spelt = grammar.keyword_file() + "BYSTANDERS\\tbystanders\\t旁观者\\n"
grammar.keyword_file = lambda: spelt
text = """blueprint new "New" language LANGUAGE
lanes {
  customer
  bystanders
  --- visibility ---
  backstage
}
step first "First" {
  customer ask "Asks the others"
  <-> bystanders answer "Answer"
  <-> backstage read "Reads along"
}
"""
import sys
for language in ("en", "zh"):
    found = compile_source(Source("new.blueprint", text.replace(" language LANGUAGE", "\\nlanguage " + language)))
    for one in found.diagnostics:
        print(one.code, one.message)
    print(found.blueprint.lanes["bystanders"].label)
    for name in ("svg", "dot", "html", "text", "json"):
        assert "bystanders" in render_as(found, name).lower() or "旁观者" in render_as(found, name), name
    from blueprint.renderers.themes.sheet import LIGHT
    assert LIGHT["bystanders"] == LIGHT["frontstage"] and LIGHT["bystanders-accent"] == LIGHT["frontstage-accent"]
    from blueprint.renderers.manual.public import public
    print(sorted(lane.kind for lane in public(found.facts).blueprint.lanes.values()))
'''


def test_a_row_and_a_spelling_make_a_kind(tmp_path):
    """Nothing else knows it, and it is drawn, told and judged as a lane of its zone."""
    environment = {**os.environ, "XDG_CACHE_HOME": str(tmp_path), "LOCALAPPDATA": str(tmp_path)}
    run = subprocess.run(
        [sys.executable, "-c", WITH_A_NEW_KIND],
        capture_output=True, encoding="utf-8", env={**environment, "PYTHONUTF8": "1"}, cwd=tmp_path, check=False,
    )  # fmt: skip
    assert run.returncode == 0, run.stderr
    said = run.stdout.splitlines()
    assert "Bystanders" in said
    assert "旁观者" in said
    # Backstage work that serves the others is led through the new lane, which is frontstage: no arrow jumps the line.
    assert not any(line.startswith(("BP0", "BP106")) for line in said)
    assert said[-1] == "['bystanders', 'customer']"


# Colours of another kind


def test_a_theme_of_its_own_need_not_name_a_borrowed_colour(monkeypatch: pytest.MonkeyPatch):
    table = built_in("default").light
    rest = {token: colour for token, colour in table.items() if not token.startswith("partner")}
    text = "same = true\n[light]\n" + "".join(f'{token} = "{colour}"\n' for token, colour in rest.items())
    _, problems = load_theme(Source("own.toml", text))
    assert [one.code for one in problems] == ["BP030"]
    monkeypatch.setitem(LANE_KINDS, "partner", LANE_KINDS["partner"]._replace(tone="support"))
    theme, problems = load_theme(Source("own.toml", text))
    assert [one.code for one in problems if one.code == "BP030"] == []
    assert theme.light["partner"] == table["support"]
    assert theme.light["partner-accent"] == table["support-accent"]


def test_a_borrowed_colour_changes_with_its_lender(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(LANE_KINDS, "partner", LANE_KINDS["partner"]._replace(tone="support"))
    text = 'extends = "default"\n[light]\nsupport = "#ffffff"\n'
    assert load_theme(Source("own.toml", text))[0].light["partner"] == "#ffffff"
    theme, _ = load_theme(Source("own.toml", text + 'partner = "#eeeeee"\n'))
    assert theme.light["partner"] == "#eeeeee"
