"""PNG, PDF, text and JSON: complete, legible, and the same bytes every time."""

from __future__ import annotations

import inspect
import io
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import fields, is_dataclass, replace
from importlib.util import find_spec, module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

from blueprint import model
from blueprint.compiler import compile_source
from blueprint.drawing import TextLine
from blueprint.layout.fold.pages import Sheet, on_paper
from blueprint.layout.sizes import TYPES
from blueprint.render import RenderError, RenderWarning, find
from blueprint.scene import Scene, scene
from blueprint.source import Source
from blueprint.style import Style
from blueprint.terminal_text import cells
from blueprint.values import TimeSpan
from blueprint.view import View

from .geometry import loose_ends, texts_outside
from .golden import ADVICE, read_case
from .golden import cases as all_cases

ROOT = Path(__file__).resolve().parent.parent
FORMATS = Path(__file__).parent / "formats"
EXAMPLES = sorted((ROOT / "examples").glob("*.blueprint"))


def needs(package: str) -> pytest.MarkDecorator:
    reason = f"{package} is not installed; it comes with: pip install -e '.[test]'"
    return pytest.mark.skipif(find_spec(package) is None, reason=reason)


resvg, pillow, typst, pypdf = (needs(name) for name in ("resvg_py", "PIL", "typst", "pypdf"))
cjk, jsonschema = needs("manimgx_fonts_cjk"), needs("jsonschema")


def of(text: str, **style: Any) -> Scene:
    compiled = compile_source(Source("test.blueprint", text))
    assert not compiled.errors, compiled.errors
    return replace(scene(compiled), style=Style(**style))


def of_file(path: Path, **style: Any) -> Scene:
    return of(path.read_text(encoding="utf-8"), **style)


def small(*texts: str, **style: Any) -> Scene:
    cards = "\n".join(f'  customer "{text}"' for text in texts)
    return of(f'blueprint small "Small"\nstep one "One" {{\n{cards}\n}}\n', **style)


def drawn(name: str, shown: Scene) -> bytes:
    data = find(name).render(shown)
    assert isinstance(data, bytes)
    return data


def image(shown: Scene) -> Any:
    from PIL import Image

    return Image.open(io.BytesIO(drawn("png", shown))).convert("RGB")


def written(name: str, shown: Scene) -> str:
    text = find(name).render(shown)
    assert isinstance(text, str)
    return text


# ── PNG ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


@resvg
@pillow
@pytest.mark.parametrize("scale", [1.0, 2.0, 1.5])
def test_a_png_has_the_size_of_the_drawing_times_the_scale(scale: float):
    shown = small("Asks", scale=scale)
    size = image(shown).size
    assert size == pytest.approx((shown.drawing.width * scale, shown.drawing.height * scale), abs=1)


@resvg
@pillow
@pytest.mark.parametrize(
    ("scheme", "card", "lane"), [("light", "#ffffff", "#e8f1fb"), ("dark", "#19212d", "#12233a")]
)
def test_a_png_has_the_colours_of_its_scheme(scheme: Any, card: str, lane: str):
    shown = small("Asks", scheme=scheme)
    picture, box = image(shown), shown.drawing.cards[0].box
    band = next(one.box for one in shown.drawing.lanes if one.kind == "customer")
    assert picture.getpixel((round(box.right * 2 - 12), round(box.y * 2 + 12))) == rgb(card)
    assert picture.getpixel((round(band.right * 2 - 6), round(band.y * 2 + 6))) == rgb(lane)


def rgb(colour: str) -> tuple[int, ...]:
    return tuple(bytes.fromhex(colour[1:]))


@resvg
@pillow
@pytest.mark.parametrize(
    "text",
    [
        "Gives name and ID",
        "Größe, Žluťoučký kůň, Việt Nam",
        "Δίνει το όνομά του",
        "Называет своё имя",
        "in → out, ≤ 5 €, ✓ ★",
        pytest.param("把身份证交给前台", marks=cjk),
        pytest.param("チェックインする", marks=cjk),
        pytest.param("체크인을 합니다", marks=cjk),
    ],
)
def test_every_word_of_a_card_is_drawn(text: str):
    shown = small(text)
    picture = image(shown)
    for line in shown.drawing.cards[0].lines:
        assert ink(picture, line) > 0.05, f"hardly anything is drawn of '{line.text}'"


def ink(picture: Any, line: TextLine) -> float:
    """The share of dark pixels in the place of a line of text."""
    size = TYPES[line.role].size
    places = (line.left, line.y - size * 0.8, line.left + line.width, line.y)
    part = picture.crop(tuple(round(place * 2) for place in places)).convert("L")
    return sum(part.histogram()[:110]) / (part.width * part.height)


@resvg
@pillow
@cjk
def test_bold_chinese_is_bolder_than_regular_chinese():
    shown = of('blueprint a "办理入住手续"\nlanguage zh\nstep one "一" { customer "办理入住手续" }')
    picture = image(shown)
    assert ink(picture, shown.drawing.title[0]) > 1.25 * ink(picture, shown.drawing.cards[0].lines[0])


@resvg
def test_too_large_a_png_is_refused_before_it_is_drawn():
    with pytest.raises(RenderError, match="too large: take a smaller scale"):
        drawn("png", small("Asks", scale=99.0))
    with pytest.raises(RenderError, match="cannot be drawn at scale 0"):
        drawn("png", small("Asks", scale=0.0))


@pytest.mark.parametrize(("name", "package"), [("png", "resvg_py"), ("pdf", "typst")])
def test_what_is_not_installed_is_named(name: str, package: str, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(RenderError, match=re.escape(f"pip install 'service-blueprint[{name}]'")):
        drawn(name, small("Asks"))


# ── fonts ────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


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
        "pip install 'service-blueprint[cjk]', or give a font file with --font FILE"
    )


def test_the_cjk_fonts_are_advised_for_their_scripts_alone():
    with pytest.raises(RenderError) as caught:
        drawn("png", small("שלום"))
    assert str(caught.value) == (
        "the fonts have no glyph for ש, ל, ו, ם (4 characters): give a font file with --font FILE"
    )


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
    from blueprint.renderers.raster.typefaces import Typefaces

    def parts(text: str) -> list[str]:
        return [run.text for run in Typefaces(language="zh").runs(text)]

    assert parts("Key card 房卡") == ["Key card ", "房卡"]
    assert parts("见 “房卡” now") == ["见 “房卡”", " now"]
    assert parts("房卡(PMS)：“好”") == ["房卡", "(PMS)", "：“好”"]
    assert parts("是……吗——对") == ["是……吗——对"]
    assert parts("") == []


def test_a_text_from_right_to_left_keeps_its_end_and_misses_no_glyph_in_silence():
    from blueprint.renderers.raster.settled import settle
    from blueprint.renderers.raster.typefaces import Typefaces

    faces = Typefaces()
    svg = '<svg xmlns="http://www.w3.org/2000/svg"><text x="9" direction="rtl">ab \U0001f3e8</text></svg>'
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


# ── PDF ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


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


# ── every format ─────────────────────────────────────────────────────────────────────────────────────────────────────────────

_PROGRAM = """
import hashlib, sys
from blueprint.compiler import compile_source
from blueprint.scene import scene
from blueprint.render import find
from blueprint.source import Source
for line in sys.stdin.read().split():
    name, path = line.split("=")
    made = find(name).render(scene(compile_source(Source(path, open(path, encoding="utf-8").read()))))
    print(name, hashlib.sha256(made if isinstance(made, bytes) else made.encode()).hexdigest())
"""


@resvg
@typst
def test_two_runs_make_the_same_bytes():
    orders = "\n".join(
        f"{name}={FORMATS / 'hotel-stay.blueprint'}" for name in ("png", "pdf", "text", "json")
    )
    runs = {
        subprocess.run(
            [sys.executable, "-c", _PROGRAM], input=orders, capture_output=True, text=True, check=True,
            env={**os.environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2")
    }  # fmt: skip
    assert len(runs) == 1
    assert runs.pop().count("\n") == 4


# ── text ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_text_is_as_its_golden_file_says(update_golden: bool):
    golden = FORMATS / "hotel-stay.txt"
    actual = written("text", of_file(FORMATS / "hotel-stay.blueprint"))
    if update_golden:
        golden.write_text(actual, encoding="utf-8", newline="\n")
    assert golden.exists(), ADVICE
    assert actual == golden.read_text(encoding="utf-8"), f"if the change is right, {ADVICE}"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_text_holds_every_step_action_and_point(path: Path):
    shown = of_file(path)
    text = written("text", shown)
    blueprint = shown.blueprint
    for one in (*blueprint.actions.values(), *blueprint.things.values(), *blueprint.fails.values()):
        assert " ".join(one.text.split()) in text
    for step in blueprint.steps.values():
        assert step.label in text
    for point in blueprint.points:
        assert re.search(rf"^\| {point.label} +\| ", text, re.MULTILINE)


def test_a_chinese_text_has_chinese_words_and_headings_as_wide_as_they_look():
    text = written("text", of('蓝图 a "入住"\n语言 zh\n步骤 s "抵店" { 顾客 c "排队" 等待 5m }'))
    assert "步骤 1：抵店\n------------\n" in text
    assert re.search(r"\| W1 +\| 等待点：排队（顾客，步骤 1；5 分钟）", text)


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_bars_of_all_tables_stand_under_each_other(path: Path):
    rows = [line for line in written("text", of_file(path)).splitlines() if line.startswith("|")]
    # The first column ends with a blank and a bar; the second may have bars, which are escaped.
    ends = {cells(re.split(r"(?<!\\)\|", row)[1]).width for row in rows}
    assert len(rows) > 20
    assert len(ends) == 1


def test_a_bar_in_a_text_is_no_border():
    assert r"| Asks a\|b" in written("text", small("Asks a|b"))


def test_a_changed_word_changes_one_line():
    text = 'blueprint a "A"\nstep s "S" { customer "Pays" by one }\nrole one "{}"'
    before, after = (
        written("text", of(text.replace("{}", word))) for word in ("Clerk", "Clerk at the counter")
    )
    differ = [b for a, b in zip(before.splitlines(), after.splitlines(), strict=True) if a != b]
    assert [line.split("|")[2] for line in differ] == ["   by Clerk at the counter"]


@pytest.mark.parametrize(
    ("view", "gone"),
    [
        (View(without=frozenset({"title"})), "===="),
        (View(without=frozenset({"phases"})), "| Phase "),
        (View(without=frozenset({"emotion"})), "emotion −2"),
        (View(without=frozenset({"time"})), "| Time "),
        (View(without=frozenset({"metrics"})), "| Metrics "),
        (View(without=frozenset({"legend"})), "D decision"),
        (View(only="arrive"), "Step 4"),
        (View(lanes=("customer", "desk")), "| Back office "),
        (View(customer=True), "Assigns the room\n"),
        (View(customer=True), "Three people are watching me"),
    ],
)
def test_a_text_leaves_out_what_its_view_leaves_out(view: View, gone: str):
    path = ROOT / "examples" / "hotel-stay.blueprint"
    compiled = compile_source(Source("hotel", path.read_text(encoding="utf-8")))
    assert gone in written("text", scene(compiled))
    assert gone not in written("text", scene(compiled, view))


def test_a_text_adds_up_the_times_and_names_a_promise_that_is_not_kept():
    step = 'step s "S" { customer a "A" wait 20m value waste\n -> frontstage b "B" time 10m value adding }'
    text = written("text", of(f'blueprint a "A"\ntime 30m target 15m\n{step}'))
    for said in (
        "wait 20 min",
        "work 10 min",
        "33% adds value",
        "in all 30 min, target 15 min, over the target",
    ):
        assert re.search(rf"^\| Time +\| {re.escape(said)}$", text, re.MULTILINE)


def test_a_text_cannot_command_a_terminal():
    shown = small("Asks")
    (key,) = shown.blueprint.actions
    action = replace(shown.blueprint.actions[key], text="a\x1b[31mb\nc\x9b\u202ed")
    bad = replace(shown, blueprint=replace(shown.blueprint, actions={key: action}))
    text = written("text", bad)
    assert "a[31mb cd" in text
    assert all(char == "\n" or char.isprintable() for char in text)


# ── JSON ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────────

SCHEMA = ROOT / "renderers" / "blueprint.schema.json"


def model_classes() -> set[type]:
    """The classes of the model that things are of: those that no other class builds on."""
    classes = (one for _, one in inspect.getmembers(model, inspect.isclass) if is_dataclass(one))
    every = {one for one in classes if one.__module__ == model.__name__}
    return {one for one in every if not one.__subclasses__()} | {TimeSpan}


def things(value: Any) -> Iterator[Any]:
    """A thing of the model and all that it holds."""
    if is_dataclass(value):
        yield value
        for field in fields(value):
            yield from things(getattr(value, field.name))
    elif isinstance(value, dict | tuple) and not hasattr(value, "_fields"):
        for one in value.values() if isinstance(value, dict) else value:
            yield from things(one)


def sound_cases() -> list[Any]:
    sound = ((case, read_case(case)) for case in all_cases())
    found = [pytest.param(scene(one), id=case.stem) for case, one in sound if one.is_sound]
    return found + [pytest.param(of_file(path), id=path.stem) for path in EXAMPLES]


def test_the_schema_is_of_today():
    spec = spec_from_file_location("write_schema", ROOT / "tools" / "write_schema.py")
    assert spec
    assert spec.loader
    tool = module_from_spec(spec)
    spec.loader.exec_module(tool)
    assert SCHEMA.read_text(encoding="utf-8") == tool.schema(), "run: python tools/write_schema.py"


def test_the_schema_has_every_field_of_the_model():
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    for one in model_classes():
        part = schema if one is model.Blueprint else schema["$defs"][one.__name__]
        named = {field.name for field in fields(one)} - (
            {"span"} if issubclass(one, model.Element) else set()
        )
        assert named <= set(part["properties"])
        assert set(part["required"]) == set(part["properties"])
        assert part["additionalProperties"] is False


def test_the_cases_hold_things_of_every_class():
    met = {type(thing) for shown in sound_cases() for thing in things(shown.values[0].blueprint)}
    assert model_classes() <= met


@jsonschema
@pytest.mark.parametrize("shown", sound_cases())
def test_the_json_is_as_its_schema_says(shown: Scene):
    from jsonschema import Draft202012Validator

    validator = Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    value = json.loads(written("json", shown))
    assert [error.message for error in validator.iter_errors(value)] == []


def test_the_json_says_where_things_stand_and_what_follows_from_them():
    value = json.loads(written("json", of_file(FORMATS / "hotel-stay.blueprint")))
    assert value["format"] == 1
    assert [step["key"] for step in value["steps"]] == ["arrive", "check_in"]
    assert [band["type"] for band in value["bands"][:3]] == ["lane", "lane", "line"]
    assert value["fails"][0]["risk_priority_number"] == 144
    greet = next(action for action in value["actions"] if action["key"] == "check_in.greet")
    assert (greet["file"], greet["line"]) == ("test.blueprint", 43)
    assert greet["timing"]["span"]["usual"] == 120
    assert greet["emotion"] is None
