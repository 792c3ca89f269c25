"""Pages of services that are written from right to left: charts, arrows, style sheets, and who decides."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from blueprint.renderers import charts
from blueprint.renderers.charts import Bar, Bars, Part, Tick
from click.testing import CliRunner

from blueprint import render_as
from blueprint.cli import group
from blueprint.compiler import compile_source
from blueprint.source import Source

from ..paths import ROOT

_SERVICE = """blueprint x "خدمة"
language ar
role r "الاستقبال"
step s "خطوة" {
  customer a "يسأل" wait 5m start
  -> frontstage b "يجيب" by r time 2m {
    fail f "لا يعرف" severity 8 occurrence 6 detection 5 {
      recover "يسأل زميلًا" !> a
    }
  }
}
"""
#: What has another side in a page from right to left.
_PHYSICAL = re.compile(
    r"(?:margin|padding|border|inset)-(?:left|right)|text-align:\s*(?:left|right)|float:|[{;\s](?:left|right):"
)


@pytest.mark.parametrize("path", sorted((ROOT / "renderers").rglob("*.css*")), ids=lambda path: path.name)
def test_style_sheets_name_no_side(path: Path):
    sheet = re.sub(r"@(?:top|bottom)-(?:left|right)(?:-corner)?\b", "", path.read_text(encoding="utf-8"))
    assert _PHYSICAL.findall(sheet) == []


def test_arrows_in_texts_point_as_these_are_read():
    for kind in ("html", "text", "manual-md"):
        told = render_as(compile_source(Source("x", _SERVICE)), kind)
        assert isinstance(told, str)
        told = re.sub(r"<(script|style)\b.*?</\1>", "", told, flags=re.DOTALL)
        assert "←" in told
        assert "→" not in told


def test_charts_begin_where_the_page_does():
    bars = Bars(
        title="Times",
        bars=(Bar(label="شهر", parts=(Part(length=3, text="3"),), text="3 د"),),
        ticks=(Tick(at=0, text="0"), Tick(at=3, text="3")),
    )
    left, right = charts.draw(bars, "c"), charts.draw(bars, "c", direction="rtl")

    def place(svg: str, pattern: str) -> float:
        found = re.search(pattern, svg)
        assert found, pattern
        return float(found[1])

    tick = r'<text class="small muted"[^>]* x="([\d.]+)"[^>]*>0</text>'
    wide = place(left, r'<svg[^>]* width="([\d.]+)"')
    assert place(left, tick) < wide / 2 < place(right, tick)
    assert place(right, tick) == pytest.approx(wide - place(left, tick), abs=0.02)
    # An Arabic label runs as its letters do, and begins at the edge on either side.
    assert re.search(r'x="0"[^>]* text-anchor="end" direction="rtl">شهر', left)
    assert re.search(rf'x="{wide:g}"[^>]* direction="rtl">شهر', right)


def run(*arguments: object) -> str:
    result = CliRunner().invoke(group, [str(each) for each in arguments])
    return result.output


def folder_with(place: Path, config: str) -> Path:
    """A project of one service; a project is read once in a process, so that each has a folder of its own."""
    place.mkdir()
    (place / ".git").mkdir()
    (place / "x.blueprint").write_text(_SERVICE, encoding="utf-8")
    if config:
        (place / "blueprint.toml").write_text(config, encoding="utf-8")
    return place / "x.blueprint"


def test_the_option_outweighs_the_configuration_and_this_the_language(tmp_path: Path):
    page = tmp_path / "x.html"
    for number, (config, options, wanted) in enumerate(
        [
            ("", (), "rtl"),
            ("", ("--direction", "ltr"), "ltr"),
            ('direction = "ltr"', (), "ltr"),
            ('direction = "ltr"', ("--direction", "rtl"), "rtl"),
        ]
    ):
        run("report", folder_with(tmp_path / str(number), config), "-o", page, *options)
        assert f'<html lang="ar" dir="{wanted}">' in page.read_text(encoding="utf-8")
    told = run("check", folder_with(tmp_path / "wrong", 'direction = "left"'))
    assert "direction is one of ltr, rtl" in told


def test_all_pages_of_a_site_begin_where_the_project_says(tmp_path: Path):
    for number, (config, options, wanted) in enumerate(
        [("", (), "rtl"), ("", ("--direction", "ltr"), "ltr"), ('direction = "ltr"', (), "ltr")]
    ):
        service, site = folder_with(tmp_path / str(number), config), tmp_path / f"site-{number}"
        run("report", service.parent, "-o", site, *options)
        for name in ("index.html", "x.html"):
            assert f'dir="{wanted}"' in (site / name).read_text(encoding="utf-8")[:200]
