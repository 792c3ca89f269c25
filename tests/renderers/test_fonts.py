"""The fonts of PNG and PDF: what they lack is named, and what the user gives fills the gap."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from blueprint.renderers.raster.settled import settle
from blueprint.renderers.raster.typefaces import Typefaces

from blueprint.installation import install_command
from blueprint.render import RenderError

from .pictures import (
    FORMATS,
    cjk,
    drawn,
    of_file,
    resvg,
    rtl,
    small,
)

_SVG = "http://www.w3.org/2000/svg"


@pytest.fixture
def without_rtl(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blueprint.renderers.raster.typefaces._rtl", list)


@pytest.fixture
def without_cjk(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("blueprint.renderers.raster.typefaces._cjk", lambda: None)


@pytest.mark.usefixtures("without_cjk")
@pytest.mark.parametrize("name", ["png", "pdf"])
def test_characters_that_no_font_has_are_named(name: str):
    with pytest.raises(RenderError) as caught:
        drawn(name, small("你好, hello", "🏨 你"))
    assert str(caught.value) == (
        "the fonts have no glyph for 你, 好, 🏨 (3 characters): "
        f"{install_command('cjk')}, or give a font file with --font FILE"
    )


@pytest.mark.usefixtures("without_rtl", "without_cjk")
@pytest.mark.parametrize(("text", "extra"), [("שלום", "rtl"), ("سلام", "rtl"), ("你好", "cjk")])
def test_fonts_are_advised_for_their_scripts_alone(text: str, extra: str):
    with pytest.raises(RenderError) as caught:
        drawn("png", small(text))
    assert str(caught.value).endswith(f": {install_command(extra)}, or give a font file with --font FILE")


@pytest.mark.usefixtures("without_rtl", "without_cjk")
def test_for_other_scripts_a_font_is_to_be_given():
    with pytest.raises(RenderError) as caught:
        drawn("png", small("ไทย"))
    assert str(caught.value).endswith("characters): give a font file with --font FILE")


@rtl
@resvg
def test_arabic_and_hebrew_are_drawn_where_the_extra_is_installed():
    assert drawn("png", small("سلام، يودّع الضيف ≤ 5 د", "שלום ← 10 min", "لا إله ⚠ إلا"))


@rtl
def test_an_arabic_text_is_left_to_one_font_which_can_join_its_letters():
    faces = Typefaces(language="ar")
    (run,) = faces.runs_together("يودّع ≤ PMS ← 85%")
    assert run.family == "IBM Plex Sans Arabic"
    assert not faces.missing
    assert [one.text for one in faces.runs_together("يأتي ⚠ لا")] == ["يأتي ", "⚠", " ", "لا"]


@rtl
def test_parts_in_several_fonts_follow_each_other_from_the_right():
    svg = f'<svg xmlns="{_SVG}"><text x="90" font-size="10" direction="rtl">يأتي ⚠ لا</text></svg>'
    parts = list(ET.fromstring(settle(svg, Typefaces(language="ar"))).iter(f"{{{_SVG}}}tspan"))
    told = [(part.text or "").strip("\u202b\u202c") for part in parts]
    assert told == ["لا", "\u00a0", "⚠", "يأتي\u00a0"]
    places = [float(part.get("x", "0")) for part in parts]
    assert places == sorted(places)
    assert places[-1] < 90


@cjk
@resvg
@pytest.mark.usefixtures("without_cjk")
def test_a_font_that_the_user_gives_fills_the_gap():
    from manimgx_fonts_cjk import __file__ as package

    font = Path(package).with_name("NotoSansCJK-VF.otf.ttc")
    assert drawn("png", small("你好", fonts=(str(font),)))


@pytest.mark.parametrize("content", [b"", b"no font", b"\0\1\0\0\0\1", b"ttcf\0\0\0\0\0\0\0\1\0\0\0\x10"])
def test_a_font_that_cannot_be_used_is_named(content: bytes, tmp_path: Path, without_cjk: None):
    bad = tmp_path / "bad.ttf"
    bad.write_bytes(content)
    with pytest.raises(RenderError, match=r"the font '.*bad\.ttf' cannot be used: it is "):
        drawn("png", small("你", fonts=(str(bad),)))
    with pytest.raises(RenderError, match=r"the font '.*none\.ttf' cannot be read: "):
        drawn("png", small("你", fonts=(str(tmp_path / "none.ttf"),)))


@cjk
def test_signs_go_with_the_words_that_they_touch():
    def parts(text: str) -> list[str]:
        return [run.text for run in Typefaces(language="zh").runs(text)]

    assert parts("Key card 房卡") == ["Key card ", "房卡"]
    assert parts("见 “房卡” now") == ["见 “房卡”", " now"]
    assert parts("房卡(PMS)：“好”") == ["房卡", "(PMS)", "：“好”"]
    assert parts("是……吗——对") == ["是……吗——对"]
    assert parts("") == []


def test_a_text_from_right_to_left_keeps_its_end_and_misses_no_glyph_in_silence():
    faces = Typefaces()
    svg = f'<svg xmlns="{_SVG}"><text x="9" direction="rtl">ab \U0001f3e8</text></svg>'
    text = settle(svg, faces)
    assert 'text-anchor="end"' in text
    assert ">\u202bab \U0001f3e8\u202c<" in text
    assert list(faces.missing) == ["\U0001f3e8"]


def test_nothing_is_left_for_a_browser_to_settle():
    from blueprint.renderers.raster.settled import settled

    for scheme in ("auto", "dark"):
        shown = of_file(FORMATS / "hotel-stay.blueprint", scheme=scheme)
        text = settled(shown.drawing, shown.style).svg
        assert not re.search(r"var\(|@media|data-theme|direction=|font-weight:6", text)
