"""PDF: legible on paper, complete, with text that can be searched."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from typing import Any

import pytest

from blueprint.compiler import compile_source
from blueprint.layout.fold.pages import Sheet, on_paper
from blueprint.render import RenderWarning
from blueprint.scene import Scene, scene
from blueprint.source import Source
from blueprint.style import Style
from blueprint.view import View

from ..geometry import loose_ends, texts_outside
from ..paths import EXAMPLES, ROOT
from .pictures import (
    FORMATS,
    cjk,
    drawn,
    of,
    of_file,
    pypdf,
    small,
    typst,
)


def pages(shown: Scene) -> Any:
    from pypdf import PdfReader

    return PdfReader(io.BytesIO(drawn("pdf", shown))).pages


@typst
@pypdf
def test_the_text_of_a_pdf_can_be_extracted():
    (page,) = pages(of_file(FORMATS / "hotel-stay.blueprint"))
    text = " ".join(page.extract_text().split())
    for words in (
        "Overnight hotel stay",
        "Gives name and ID",
        "Line of visibility",
        "Hands over the key card",
    ):
        assert words in text


@typst
@pypdf
@cjk
def test_the_chinese_text_of_a_pdf_can_be_extracted():
    (page,) = pages(of_file(next(path for path in EXAMPLES if path.stem == "telecom-hall")))
    text = re.sub(r"\s", "", page.extract_text())
    for words in ("营业厅套餐办理", "在手机厅比较套餐", "可视分界线"):
        assert words in text


@pytest.mark.slow
@typst
@pypdf
@pytest.mark.parametrize(("page", "size"), [("a4", (595, 842)), ("a3", (842, 1191))])
@pytest.mark.parametrize("name", ["hotel-stay", pytest.param("support-desk", marks=cjk)])
def test_a_wide_picture_is_spread_over_legible_sheets(name: str, page: Any, size: tuple[int, int]):
    shown = of_file(ROOT / "examples" / f"{name}.blueprint", page=page)
    sheets = list(pages(shown))
    assert len(sheets) > 1
    for sheet in sheets:
        assert sorted((sheet.mediabox.width, sheet.mediabox.height)) == pytest.approx(size, abs=1)
    words = ["".join(sheet.extract_text().split()) for sheet in sheets]
    title, count = "".join(shown.drawing.plain_title.split()), len(sheets)
    assert [f"{title}·{n}/{count}" in text for n, text in enumerate(words, 1)] == [False] + [True] * (
        count - 1
    )
    # Every card is on one page, and the legend on the last.
    for card in shown.drawing.cards:
        said = "".join("".join(line.text.split()) for line in card.lines)
        assert sum(text.count(said) for text in words) >= 1, said
    legend = "".join(shown.drawing.legend[0].line.text.split())
    assert [legend in text for text in words] == [False] * (count - 1) + [True]


@typst
@pypdf
def test_what_fits_on_a_sheet_is_on_one():
    (sheet,) = pages(small("Asks", page="a4"))
    assert (sheet.mediabox.width, sheet.mediabox.height) == pytest.approx((842, 595), abs=1)


@typst
def test_letters_too_small_for_paper_are_told():
    path = ROOT / "examples" / "hotel-stay.blueprint"
    whole = of_file(path, page="a4")
    with pytest.warns(RenderWarning, match=r"2\.\d pt on A4 paper; leave out --fold"):
        drawn("pdf", replace(whole, view=View(fold=9000)))
    many = "".join(f'customer "Does the thing number {n}"\n' for n in range(60))
    with pytest.warns(RenderWarning, match="a step is too large for it"):
        drawn("pdf", of(f'blueprint a "A"\nstep s "S" {{ {many} }}', page="a4"))


@typst
@pypdf
def test_a_fold_of_the_users_own_is_kept_on_paper():
    text = (ROOT / "examples" / "hotel-stay.blueprint").read_text(encoding="utf-8")
    view = View(fold=1600)
    shown = scene(compile_source(Source("x", text)), view, Style(page="a3"))
    parts = shown.drawing.parts
    assert (
        on_paper(shown.drawing, Sheet(1500, 1050, 0.6), may_fold=False).drawings[0].width
        == shown.drawing.width
    )
    assert len(pages(shown)) <= len(parts)


def test_pages_hold_every_shape_of_the_folded_picture_once():
    text = (ROOT / "examples" / "telecom-hall.blueprint").read_text(encoding="utf-8")
    whole = scene(compile_source(Source("x", text)), View(fold=1200)).drawing
    spread = on_paper(whole, Sheet(1600, 1100, 0.6), may_fold=True)
    assert spread.is_legible
    assert len(spread.drawings) > 1
    for field in (
        "phases",
        "steps",
        "lanes",
        "lines",
        "cards",
        "routes",
        "badges",
        "emotions",
        "times",
        "legend",
    ):
        kept = [one for page in spread.drawings for one in getattr(page, field)]
        assert len(kept) == len(getattr(whole, field)), field
    for page in spread.drawings:
        assert page.height * spread.scale <= spread.sheet.height + 0.01
        assert page.width * spread.scale <= spread.sheet.width + 0.01
        assert not texts_outside(page)
        assert not loose_ends(page)
        assert all(card.box.y >= 0 and card.box.bottom <= page.height for card in page.cards)


@typst
@pypdf
def test_a_pdf_is_as_large_as_its_picture_if_no_sheet_is_asked_for():
    shown = small("Asks")
    (sheet,) = pages(shown)
    expected = (shown.drawing.width * 0.75, shown.drawing.height * 0.75)
    assert (sheet.mediabox.width, sheet.mediabox.height) == pytest.approx(expected, abs=0.1)


def test_a_tall_picture_stands_on_its_sheet_and_a_wide_one_lies():
    sheet = Sheet(1000, 700, 0.6)
    wide = small("Asks").drawing
    for width, height, turned in ((300.0, 900.0, (700, 1000)), (900.0, 300.0, (1000, 700))):
        found = on_paper(replace(wide, width=width, height=height), sheet, may_fold=True)
        assert found.sheet[:2] == turned


def test_a_huge_picture_keeps_to_the_limit_of_pdf():
    from blueprint.renderers.raster.pdf import _laid

    shown = small("Asks")
    huge = replace(shown.drawing, width=72_000 / 0.75, height=900 / 0.75)
    laid = _laid(huge, shown.view, shown.style.page)
    assert laid.size == pytest.approx((14400, 180))
    assert laid.scale == pytest.approx(0.2)


@typst
@pypdf
def test_a_pdf_has_title_language_description_and_links():
    from pypdf import PdfReader

    text = 'blueprint a "Title #1 [x]"\nlanguage de\nstep s "S" { customer c "Asks" { see "https://example.org/a?b=1#c" } }'
    reader = PdfReader(io.BytesIO(drawn("pdf", of(text))))
    assert reader.metadata is not None
    assert reader.metadata.title == "Title #1 [x]"
    assert reader.root_object["/Lang"] == "de"
    assert "/CreationDate" not in reader.metadata
    links = [one.get_object()["/A"]["/URI"] for one in reader.pages[0].get("/Annots", [])]
    assert links == ["https://example.org/a?b=1#c"]
