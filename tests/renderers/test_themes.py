"""Themes and style sheets: what can be read can be read by everybody, and what a theme file holds is colours and nothing else."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from pathlib import Path
from typing import get_args

import pytest
from blueprint.renderers.themes import sheet as css
from blueprint.renderers.themes.contrast import (
    BELOW_PATCHES,
    ON_PATCHES,
    PATCH,
    Rgb,
    contrast,
    linear,
    over,
    weak_pairs,
)
from blueprint.renderers.themes.contrast import GROUNDS as BY_COLOUR
from blueprint.renderers.themes.sheet import DARK, LIGHT, fixed_table, sheet
from blueprint.renderers.themes.theme_file import BUILT_IN, Theme, built_in, load_theme, names

from blueprint.diagnostics import Severity
from blueprint.drawing import TextRole
from blueprint.lane_kinds import LaneKind
from blueprint.source import Source
from blueprint.style import PLAIN, SCHEMES, Scheme, Style

LOOKS: list[tuple[str, Scheme]] = [(theme, scheme) for theme in BUILT_IN for scheme in ("light", "dark")]
every_look = pytest.mark.parametrize(("theme", "scheme"), LOOKS)


def style_of(theme: str, scheme: Scheme) -> Style:
    found = built_in(theme)
    return Style(scheme=scheme, light=found.light, dark=found.dark)


def colours(theme: str, scheme: Scheme) -> dict[str, str]:
    return dict(fixed_table(style_of(theme, scheme)))


# ── colours reckoned with ────────────────────────────────────────────────────────────────────────────────────────────


def lab(rgb: Rgb) -> Rgb:
    """CIE L*a*b* for the white of sRGB: distances in it are about those that people see."""
    red, green, blue = rgb
    x = (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.9505
    y = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    z = (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.089
    fx, fy, fz = (
        max(part, 0.0) ** (1 / 3) if part > 0.008856 else 7.787 * part + 16 / 116 for part in (x, y, z)
    )
    return 116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz)


#: Machado, Oliveira and Fernandes 2009, full severity, for linear light.
SEEN_BY = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
}  # fmt: skip


def seen(colour: str, by: str) -> Rgb:
    light = linear(colour)
    red, green, blue = (
        min(max(sum(a * b for a, b in zip(row, light, strict=True)), 0.0), 1.0) for row in SEEN_BY[by]
    )
    return red, green, blue


def distance(one: Rgb, other: Rgb) -> float:
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def test_the_reckoning_knows_what_is_known():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)
    assert over("#ffffff", 0.5, "#000000") == "#808080"
    assert lab(linear("#ffffff")) == pytest.approx((100, 0, 0), abs=0.1)
    assert lab(linear("#ff0000")) == pytest.approx((53.2, 80.1, 67.2), abs=0.2)
    # These two differ for most people; who has no red receptors sees nearly one colour.
    red, green = "#a86a00", "#6b7f00"
    assert distance(linear(red), linear(green)) > 2.5 * distance(
        seen(red, "protanopia"), seen(green, "protanopia")
    )


# ── contrast ─────────────────────────────────────────────────────────────────────────────────────────────────────────

BANDS: tuple[str, ...] = get_args(LaneKind)
#: The class of every text, and the tokens of the grounds that it can stand on.
GROUNDS: dict[str, tuple[str, ...]] = {
    "title": ("paper",),
    "subtitle": ("paper",),
    "phase": ("phase",),
    "step-number": ("paper",),
    "step": ("paper",),
    "lane": BANDS,
    "lane-kind": BANDS,
    "line": ("paper", *BANDS),
    "card": ("card",),
    "detail": ("card",),
    "evidence": BANDS,
    "badge": ("wait", "decision", "moment"),
    "legend": ("paper",),
    "row": ("paper",),
    "row-detail": ("paper",),
    "axis": ("paper",),
    "badge-fail-0": ("fail-0",),
    "badge-fail-1": ("fail-1",),
    "badge-fail-2": ("fail-2",),
    "badge-fail-3": ("fail-3",),
}
#: Texts on a patch of paper, through which what lies below shines a little.
LABELS = ("flow", "flow-failure")


def rules(theme: str, scheme: Scheme) -> dict[str, dict[str, str]]:
    """The declarations of a fixed style sheet by the class or element that they are for."""
    found: dict[str, dict[str, str]] = {}
    style = style_of(theme, scheme)
    text = re.sub(
        r"var\(--bp-([\w-]+)\)", lambda one: fixed_table(style)[one[1]], whens(sheet(style).text)[""]
    )
    for selector, body in re.findall(r"([^{}]+)\{([^{}]*)\}", text):
        for one in selector.split(","):
            declared = dict(part.split(":", 1) for part in body.split(";") if part)
            found.setdefault(one.split()[-1].removeprefix(".bp-"), {}).update(declared)
    return found


def test_every_kind_of_text_has_its_grounds():
    assert set(GROUNDS) | set(LABELS) >= set(get_args(TextRole))


@every_look
@pytest.mark.parametrize("text", GROUNDS)
def test_every_text_can_be_read_on_all_that_it_stands_on(text: str, theme: str, scheme: Scheme):
    sheet_rules, table = rules(theme, scheme), colours(theme, scheme)
    ink = sheet_rules.get(text, {}).get("fill", sheet_rules["text"]["fill"])
    found = {ground: contrast(ink, table[ground]) for ground in GROUNDS[text]}
    assert {ground: ratio for ground, ratio in found.items() if ratio < 4.5} == {}


def test_themes_are_asked_about_every_text_of_the_style_sheet():
    sheet_rules = {
        part[1]: re.findall(r"fill:var\(--bp-([\w-]+)\)", part[2])
        for part in re.finditer(
            r"\.bp-([\w-]+)\{([^}]*)\}", Path(css.__file__).with_name("svg.css").read_text("utf-8")
        )
    }
    for text, grounds in GROUNDS.items():
        (ink,) = sheet_rules.get(text) or ["ink"]
        assert set(grounds) <= set(BY_COLOUR[ink]), text
    assert "paper" in BY_COLOUR[sheet_rules["axis-over"][0]]
    assert {ink for text in LABELS for ink in sheet_rules[text]} == set(ON_PATCHES)
    assert set(BELOW_PATCHES) == {"paper", "arrow", "failure", "line", *BANDS}
    assert rules("default", "light")["patch"]["fill-opacity"] == f"{PATCH:g}".removeprefix("0")


@every_look
def test_no_theme_of_ours_has_a_text_that_is_hard_to_read(theme: str, scheme: Scheme):
    assert weak_pairs(colours(theme, scheme)) == []


@every_look
@pytest.mark.parametrize("text", LABELS)
def test_labels_can_be_read_on_their_patches(text: str, theme: str, scheme: Scheme):
    sheet_rules, table = rules(theme, scheme), colours(theme, scheme)
    patch = sheet_rules["patch"]
    for below in ("paper", "arrow", "failure", "line", *BANDS):
        ground = over(patch["fill"], float(patch["fill-opacity"]), table[below])
        assert contrast(sheet_rules[text]["fill"], ground) >= 4.5, below


@every_look
def test_arrows_lines_and_borders_of_cards_stand_out(theme: str, scheme: Scheme):
    table = colours(theme, scheme)
    for line in ("arrow", "failure", "line"):
        for ground in ("paper", *BANDS):
            assert contrast(table[line], table[ground]) >= 4.5, (line, ground)
    for kind in BANDS:
        for ground in (kind, "card"):
            assert contrast(table[f"{kind}-accent"], table[ground]) >= 3, (kind, ground)
    for mark in ("good", "bad", "muted", "customer-accent"):
        assert contrast(table[mark], table["paper"]) >= 3 or table["mark-edge"] != table["paper"], mark


# ── told without hue ─────────────────────────────────────────────────────────────────────────────────────────────────

#: Least step of CIE lightness (0 black, 100 white) from each level of risk to the next.
LEAST_STEP = 10


@every_look
def test_risk_goes_one_way_from_light_to_dark_or_back(theme: str, scheme: Scheme):
    table = colours(theme, scheme)
    lightness = [lab(linear(table[f"fail-{level}"]))[0] for level in range(4)]
    steps = [after - before for before, after in pairwise(lightness)]
    assert all(step >= LEAST_STEP for step in steps) or all(step <= -LEAST_STEP for step in steps), steps


@every_look
@pytest.mark.parametrize("eyes", SEEN_BY)
def test_risk_can_be_told_by_the_colour_blind(theme: str, scheme: Scheme, eyes: str):
    table = colours(theme, scheme)
    levels = [seen(table[f"fail-{level}"], eyes) for level in range(4)]
    assert min(distance(one, other) for one, other in combinations(levels, 2)) >= LEAST_STEP


@every_look
def test_work_and_wait_differ_in_lightness(theme: str, scheme: Scheme):
    work, wait = (lab(linear(colours(theme, scheme)[bar]))[0] for bar in ("work", "waiting"))
    assert abs(work - wait) >= 15


def test_the_theme_for_paper_has_no_hue_and_little_ink():
    table = built_in("print").light
    assert all(len({value[1:3], value[3:5], value[5:7]}) == 1 for value in table.values())
    grounds = ("paper", "card", "phase", *BANDS)
    assert all(lab(linear(table[ground]))[0] >= 90 for ground in grounds)
    assert lab(linear(table["waiting"]))[0] - lab(linear(table["work"]))[0] >= 40
    assert lab(linear(table["good"]))[0] - lab(linear(table["bad"]))[0] >= 40


def test_the_themes_that_have_one_look_have_it_everywhere():
    for name in ("print", "blueprint"):
        assert built_in(name).light == built_in(name).dark
        texts = {sheet(style_of(name, scheme)).text for scheme in ("auto", "page", "light", "dark")}
        assert len(texts) == 1


# ── style sheets ─────────────────────────────────────────────────────────────────────────────────────────────────────


def whens(text: str) -> dict[str, str]:
    """The parts of a style sheet by the media that they are for; `` for all."""
    found: dict[str, str] = {}
    rest = re.sub(
        r"@media ([^{]*)\{((?:[^{}]*\{[^{}]*\})*)\}",
        lambda part: found.update({part[1]: part[2]}) or "",
        text,
    )
    return {"": rest, **found}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_fixed_scheme_has_the_colours_of_one_table(scheme: Scheme):
    text = sheet(Style(scheme=scheme)).text
    assert set(whens(text)) == {"", "(forced-colors:active)"}
    assert (LIGHT if scheme == "light" else DARK)["ink"] in text
    assert (DARK if scheme == "light" else LIGHT)["ink"] not in text


@pytest.mark.parametrize("scheme", ["auto", "page"])
def test_paper_gets_the_light_picture(scheme: Scheme):
    parts = whens(sheet(Style(scheme=scheme)).text)
    light = sheet(Style(scheme="light"))
    assert parts[""].replace(sheet(Style(scheme=scheme)).scope, light.scope) == whens(light.text)[""]
    assert set(parts) == {"", "screen", "screen and (prefers-color-scheme:dark)", "(forced-colors:active)"}


@pytest.mark.parametrize("scheme", SCHEMES)
def test_programs_that_do_not_know_custom_properties_pass_over_a_sheet(scheme: Scheme):
    text = sheet(Style(scheme=scheme)).text
    assert text.startswith("@supports (fill:var(--a)){")
    depth = [text[: place + 1].count("{") - text[: place + 1].count("}") for place in range(len(text))]
    assert depth.index(0, text.index("{")) == len(text) - 1


@every_look
def test_where_colours_are_forced_there_are_no_others(theme: str, scheme: Scheme):
    """Ahead of everything that a page says about its scheme: two attributes and a class."""
    text = sheet(style_of(theme, scheme)).text
    forced = whens(text)["(forced-colors:active)"]
    assert set(re.findall(r"--bp-([\w-]+):", forced)) == set(LIGHT)
    assert set(re.findall(r":(\w+)[;}]", forced)) == {"none", "Canvas", "CanvasText", "GrayText", "LinkText"}
    (scope,) = set(re.findall(r"\.bp-[0-9a-f]{6}", text))
    assert f"{scope * 3}{{--bp-" in forced
    assert text.endswith(f"{forced}}}}}")


def winner(scheme: Scheme, around: list[str], *, system_dark: bool) -> str:
    """The colour of paper in a picture inside elements of these attributes, the outermost first: a browser's cascade, in short."""
    parts = whens(sheet(Style(scheme=scheme)).text)
    texts = [parts[""], parts["screen"]] + [parts["screen and (prefers-color-scheme:dark)"]] * system_dark
    found = []
    for order, (selectors, body) in enumerate(
        re.findall(r"([^{}]+)\{([^{}]*--bp-paper:[^{}]*)\}", "".join(texts))
    ):
        for selector in selectors.split(","):
            *ancestors, _ = selector.split()
            left = iter(around)
            if all(one in left for one in ancestors):
                found.append((len(ancestors), order, re.findall("--bp-paper:(#[0-9a-f]+)", body)[0]))
    return max(found)[2]


THEME_LIGHT, THEME_DARK, SLATE = "[data-theme=light]", "[data-theme=dark]", "[data-md-color-scheme=slate]"


@pytest.mark.parametrize(
    ("scheme", "around", "system_dark", "dark"),
    [
        ("auto", [], False, False),
        ("auto", [], True, True),
        ("auto", [THEME_LIGHT], True, False),
        ("auto", [THEME_DARK], False, True),
        ("auto", [THEME_DARK, THEME_LIGHT], True, False),
        ("auto", [THEME_LIGHT, THEME_DARK], False, True),
        ("page", [], False, False),
        ("page", [], True, False),
        ("page", [THEME_DARK], False, True),
        ("page", [THEME_DARK, THEME_LIGHT], False, False),
        ("page", [SLATE], False, True),
        ("page", [".dark"], False, True),
        ("page", ["[data-bs-theme=dark]"], False, True),
        ("page", ["[data-theme=auto]"], False, False),
        ("page", ["[data-theme=auto]"], True, True),
    ],
)
def test_who_decides_between_light_and_dark(scheme: Scheme, around: list[str], system_dark: bool, dark: bool):
    assert winner(scheme, around, system_dark=system_dark) == (DARK if dark else LIGHT)["paper"]


def test_no_rule_reaches_a_picture_of_another_look():
    looks = [PLAIN, Style(scheme="page"), *(style_of(*look) for look in LOOKS[:3])]
    sheets = [sheet(look) for look in looks]
    assert len({one.scope for one in sheets}) == len(looks)
    for one in sheets:
        for part in whens(one.text).values():
            for selectors in re.findall(r"([^{}]+)\{", part):
                if not selectors.startswith("@supports"):
                    assert all(f".{one.scope}" in selector for selector in selectors.split(",")), selectors


def test_a_style_that_is_no_table_of_colours_is_refused():
    for light in ({"paper": "red"}, {"paper": "#fff}</style>"}, {"papper": "#ffffff"}, {"paper": "#ffff"}):
        with pytest.raises(ValueError, match="no token and colour"):
            sheet(Style(light=light))


def test_a_style_of_some_colours_has_the_usual_ones_beside_them():
    table = fixed_table(Style(light={"paper": "#fffff0"}))
    assert (table["paper"], table["ink"]) == ("#fffff0", LIGHT["ink"])
    assert fixed_table(Style(scheme="dark", light={"paper": "#fffff0"})) == table


# ── theme files ──────────────────────────────────────────────────────────────────────────────────────────────────────


def read(text: str) -> tuple[Theme, list[tuple[int, str, str | None]]]:
    theme, problems = load_theme(Source("my.toml", text))
    assert all(one.code == "BP030" and one.severity is Severity.ERROR for one in problems)
    return theme, [(one.span.line, one.message, one.hint) for one in problems]


def test_a_file_changes_what_it_names():
    theme, problems = read('extends = "default"\n[light]\npaper = "#FE0"\n[dark]\npaper = "#0a0B0c"\n')
    assert problems == []
    assert theme.light == {**LIGHT, "paper": "#ffee00"}
    assert theme.dark == {**DARK, "paper": "#0a0b0c"}


def test_one_look_for_light_and_dark():
    theme, problems = read('extends = "print"\nsame = true\n[light]\npaper = "#fefefe"\n')
    assert problems == []
    assert theme.dark == theme.light == {**built_in("print").light, "paper": "#fefefe"}


def test_a_whole_theme_extends_nothing():
    lines = [f'{name} = "{LIGHT[name]}"' for name in names()]
    theme, problems = read("\n".join(["same = true", "[light]", *lines]))
    assert (problems, theme.light) == ([], LIGHT)
    _, problems = read("\n".join(["same = true", "[light]", *lines[2:]]))
    assert problems == [
        (
            2,
            "the table 'light' lacks paper, ink",
            'set all of them, or begin the file with: extends = "default"',
        )
    ]


START = 'extends = "default"\n'


def warned(text: str) -> list[tuple[int, str, str | None]]:
    theme, problems = load_theme(Source("my.toml", text))
    assert all((one.code, one.severity) == ("BP031", Severity.WARNING) for one in problems)
    assert theme != built_in("default")
    return [(one.span.line, one.message, one.hint) for one in problems]


def test_a_text_that_is_hard_to_read_is_a_warning_at_its_line_with_a_colour_that_would_do():
    [warning] = warned(START + '[light]\ncard = "#ffffff"\nmoment = "#6fa8dc"\n')
    assert warning == (
        4,
        "'badge-text' #ffffff on 'moment' #6fa8dc is hard to read (light): their contrast is 2.5, at least 4.5 is needed",
        'take another colour, such as moment = "#50799e"',
    )
    [warning] = warned(START + '[light]\nfail-2-text = "#111111"\n')
    assert warning[0] == 3


def test_both_tables_are_compared_and_one_that_serves_for_both_once():
    faint = 'fail-3-text = "#8e121e"\n'
    assert [line for line, _, _ in warned(f"{START}[light]\n{faint}[dark]\nfail-1-text = '#888'\n")] == [3, 5]
    assert len(warned('extends = "print"\nsame = true\n[light]\nfail-3-text = "#222222"\n')) == 1


def test_a_label_is_hard_to_read_where_its_arrow_shines_through_the_patch():
    paper = over("#ffffff", PATCH, LIGHT["line"])
    arrow = next(
        shade
        for shade in (f"#{level:02x}{level:02x}{level:02x}" for level in range(255, 0, -1))
        if contrast(shade, "#ffffff") >= 4.5
    )
    assert contrast(arrow, paper) < 4.5
    assert [message[:30] for _, message, _ in warned(f'{START}[light]\narrow = "{arrow}"\n')] == [
        f"'arrow' {arrow} on 'paper' #ffffff"[:30]
    ]


@pytest.mark.parametrize("token", [*BY_COLOUR, "paper", "card", "moment", "fail-0"])
@pytest.mark.parametrize("table", ["light", "dark"])
@pytest.mark.parametrize("colour", ["#808080", "#c06060", "#eeeeee", "#101820"])
def test_the_colour_that_is_advised_can_be_read(token: str, table: str, colour: str):
    _, problems = load_theme(Source("my.toml", f'{START}[{table}]\n{token} = "{colour}"\n'))
    for one in problems:
        asked = re.search(r"'([\w-]+)' (#\w+) on '([\w-]+)' (#\w+) ", one.message)
        advised = re.search(r'([\w-]+) = "(#\w+)"', one.hint or "")
        assert asked
        assert advised
        text, ink, ground, below = asked.groups()
        changed = {text: ink, ground: below, advised[1]: advised[2]}
        assert advised[1] == token
        assert contrast(changed[text], changed[ground]) >= 4.5


@pytest.mark.parametrize(
    ("text", "line", "message", "hint"),
    [
        ("[light]\npapper = '#ffffff'", 3, "there is no token 'papper'", "did you mean 'paper'?"),
        ("[dark]\n# paper\n'paper' = 'white'", 4, "the token 'paper' has no colour", "write it as '#rrggbb' or '#rgb'"),
        ("[light]\npaper = '#fff;}*{color:red'", 3, "the token 'paper' has no colour", "write it as '#rrggbb' or '#rgb'"),
        ("[light]\npaper = 'url(//x)'", 3, "the token 'paper' has no colour", "write it as '#rrggbb' or '#rgb'"),
        ("[light]\npaper = '#fff\\n'", 3, "the token 'paper' has no colour", "write it as '#rrggbb' or '#rgb'"),
        ('[light]\npaper = "#ffffff\\n"', 3, "the token 'paper' has no colour", "write it as '#rrggbb' or '#rgb'"),
        ("[light]\npaper = '#ffff'", 3, "the token 'paper' has no colour", "write it as '#rrggbb' or '#rgb'"),
        ("[light]\npaper = 0xffffff", 3, "the token 'paper' has no colour", "write it as '#rrggbb' or '#rgb'"),
        ("light.ink = 3", 2, "the token 'ink' has no colour", "write it as '#rrggbb' or '#rgb'"),
        ("light = '#fff'", 2, "'light' is a table of colours", "write [light]"),
        ("[lihgt]\npaper = '#fff'", 2, "a theme has no 'lihgt'", "did you mean 'light'?"),
        ("[css]\nbody = 'x'", 2, "a theme has no 'css'", "it has extends, same, light, dark"),
        ("same = 'yes'", 2, "'same' is true or false, not 'yes'", None),
        ("same = true\n[dark]\n", 2, "a theme with 'same = true' has no table 'dark'", "delete one of them"),
        ("[light]\npaper = #fff", 3, "this is no TOML: invalid value", None),
        ("[light", 2, "this is no TOML: expected ']' at the end of a table declaration", None),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_at_its_line(text: str, line: int, message: str, hint: str | None):
    theme, problems = read(START + text)
    assert problems == [(line, message, hint)]
    assert theme.light == LIGHT


def test_a_theme_that_extends_nothing_known():
    _, problems = read("extends = 'blueprnt'")
    assert problems == [(1, "there is no theme 'blueprnt' to extend", "did you mean 'blueprint'?")]


def test_what_is_sound_in_a_damaged_file_is_kept():
    theme, problems = read(START + "[light]\npaper = '#fefefe'\nink = 'black'\n")
    assert len(problems) == 1
    assert theme.light == {**LIGHT, "paper": "#fefefe"}


@pytest.mark.parametrize("text", ["a = " + "[" * 5000, "a = " + "9" * 5000, "\x00", '"', "a = '''\n" * 3])
def test_no_text_is_too_much(text: str):
    theme, problems = read(text)
    assert len(problems) == 1
    assert theme == built_in("default")


def test_an_empty_file_lacks_everything():
    _, problems = read("")
    assert [message[:26] for _, message, _ in problems] == [
        "the table 'dark' lacks pap",
        "the table 'light' lacks pa",
    ]


def test_themes_by_name():
    for name in BUILT_IN:
        assert load_theme(name) == (built_in(name), [])
    theme, [problem] = load_theme("prnt")
    assert theme == built_in("default")
    assert (problem.code, problem.message, problem.hint, problem.span.text) == (
        "BP030", "there is no theme 'prnt'", "did you mean 'print'?", "prnt",
    )  # fmt: skip
    assert load_theme("x")[1][0].hint == "there are default, print, blueprint; or name a .toml file"
