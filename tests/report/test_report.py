"""The report: complete, linked both ways, inert whatever the texts say, and the same on every run."""

from __future__ import annotations

import math
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import pytest
from blueprint.renderers.page.policy import policy

from blueprint import load
from blueprint.analysis.risk.levels import risk_level
from blueprint.compiler import compile_source
from blueprint.model import Fail
from blueprint.safe_links import is_safe
from blueprint.scene import scene
from blueprint.settings import USUAL
from blueprint.source import Source, Span
from blueprint.values import TimeSpan
from blueprint.view import View
from blueprint.words import catalogue
from blueprint.words.labels import Words
from blueprint.words.times import show_extent, show_seconds, show_span

from ..html_page import Page
from ..paths import EXAMPLES
from ..reports import FIELDS, HOSTILE, everything, example, report, scene_of

# ── every example ──────────────────────────────────────────────────────────────────────────────────────────


def test_there_are_examples_in_both_languages():
    assert {scene_of(example(path)).blueprint.language for path in EXAMPLES} >= {"zh"}
    assert len(EXAMPLES) >= 2


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_the_report_of_an_example_is_well_formed_and_all_its_links_arrive(path: Path):
    page = Page(report(example(path)))
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    inner = [link for link in page.links if link.startswith("#")]
    assert inner
    assert not [link for link in inner if link[1:] not in page.ids]
    assert not {tag for tag, _ in page.tags} & {"iframe", "object", "embed", "form", "base", "link"}
    assert len(page.scripts) == 2, "the data, and the script"


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_rows_lead_to_their_cards_and_cards_and_badges_to_their_rows(path: Path):
    drawn = scene_of(example(path))
    page = Page(report(drawn))
    for point in drawn.blueprint.points:
        row = f"{point.kind}-{point.label}"
        assert f"#{row}" in page.picture_links, f"the badge {point.label} leads nowhere"
        if point.action:
            cards = [link for link in page.row_links[row] if link.startswith("#card-")]
            assert cards, f"the row of {point.label} does not lead back"
            assert cards[0][1:] in page.ids


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_action_and_every_declared_thing_of_an_example_is_told(path: Path):
    blueprint = scene_of(example(path)).blueprint
    text = Page(report(example(path))).text
    texts = [card.text for kind in ("fails", "pains", "ideas", "questions", "remarks")
             for card in getattr(blueprint, kind).values()]  # fmt: skip
    texts += [thing.label for kind in ("personas", "metrics", "goals", "risks", "feedback", "pilots", "steps")
              for thing in getattr(blueprint, kind).values()]  # fmt: skip
    texts += [action.standard.text for action in blueprint.actions.values() if action.standard]
    assert not [one for one in texts if one not in text]


# ── the registers ──────────────────────────────────────────────────────────────────────────────────────────

FAILS = """
blueprint b "B"
step one "One" {
  customer come "Comes" wait 5m..10m..30m target 8m
  <-> frontstage serve "Serves" {
    fail a "small" severity 2 occurrence 3 detection 2
    fail b "unrated"
    fail c "large" severity 8 occurrence 8 detection 8 { recover "Try again" !> again }
    fail d "middling" severity 5 occurrence 5 detection 3
    fail e "grave but rare" severity 10 occurrence 1 detection 1
    fail f "grave, not numbered" severity 9
    fail g "large as well" severity 8 occurrence 8 detection 8
  }
  frontstage again "Serves again"
  serve -> frontstage ask "Is it well?" decision
  ask -> customer go "Goes" when "yes" 80% critical emotion -1 "Hm" expects "Peace"
  ask !> serve "no" 20% max 2
}
"""


def test_fail_points_stand_by_risk_and_those_without_a_number_stand_last():
    page = Page(report(FAILS))
    rows = [row for row in page.rows if row.startswith("fail-")]
    order = [page.rows[row][1] for row in rows]
    assert order == [
        "large", "large as well", "middling", "small", "grave but rare", "grave, not numbered", "unrated",
    ]  # fmt: skip
    assert page.rows["fail-F3"][:2] == ["F3", "large"]
    assert "512" in page.rows["fail-F3"]
    levels = [
        next(word for word in page.rows[row] if word in ("high", "medium", "low", "not rated"))
        for row in rows
    ]
    assert levels == ["high", "high", "medium", "low", "high", "high", "not rated"]


def test_a_recovery_leads_to_the_card_of_its_action():
    page = Page(report(FAILS))
    assert "Serves again" in page.rows["fail-F3"]
    assert len({link for link in page.row_links["fail-F3"] if link.startswith("#card-")}) == 2


def test_waits_say_whether_their_usual_value_keeps_the_target():
    def told(wait: str) -> list[str]:
        return Page(report(FAILS.replace("wait 5m..10m..30m target 8m", wait))).rows["wait-W1"]

    assert {"5–30 min", "usually 10 min", "8 min", "over by 2 min"} <= set(
        told("wait 5m..10m..30m target 8m")
    )
    assert "sometimes over" in told("wait p50 5m p95 20m target 8m")
    assert "within target" in told("wait 5m target 5m")
    assert {"no target", "—"} <= set(told("wait 5m"))
    assert "not measured" in told("wait target 5m")


def test_steps_have_their_own_time_and_what_a_case_spends_there():
    timed = FAILS.replace('"Goes"', '"Goes" time 4m')

    def told(more: str) -> list[str]:
        return Page(report(timed.replace('"One" {', f'"One" {{\n  {more}'))).rows["step-1"]

    assert told("time 6m target 5m") == ["1 One", "6 min", "14 min", "10 min", "5 min", "over by 9 min", "5"]
    assert told("time 5m target 5m") == ["1 One", "5 min", "14 min", "10 min", "5 min", "over by 9 min", "5"]
    assert told("") == ["1 One", "14 min", "10 min", "5"]


def test_decisions_say_where_their_answers_lead():
    page = Page(report(FAILS))
    assert page.rows["decision-D1"][-9:] == [
        "80%", "yes", "→", "Goes", "20%", "no", "→", "Serves", "at most 2×",
    ]  # fmt: skip
    assert len({link for link in page.row_links["decision-D1"] if link.startswith("#card-")}) == 3


def test_moments_and_touchpoints_say_what_is_felt_and_what_is_missing():
    page = Page(report(FAILS))
    assert {"−1", "“Hm”", "Peace"} <= set(page.rows["moment-E1"])
    assert [row for row in page.rows if row.startswith("touchpoint-")] == [
        f"touchpoint-{n}" for n in (1, 2, 3)
    ]
    assert "—" in page.rows["touchpoint-1"]


def test_standards_that_customers_never_meet_are_told_apart_from_touchpoints():
    inner = '  serve -> backstage back "Packs" { standard "Within the hour" within 1h }\n'
    page = Page(report(FAILS.replace("  frontstage again", inner + "  frontstage again")))
    assert {"Packs", "Within the hour", "1 h"} <= set(page.rows["standard-1"])
    assert "standards" not in Page(report(FAILS)).sections


def test_findings_name_their_place_and_lead_to_the_card_they_speak_of():
    drawn = scene_of(FAILS.replace(" target 8m", ""))
    finding = next(one for one in drawn.findings if one.code == "BP401")
    page = Page(report(drawn))
    row = next(row for row, texts in page.rows.items() if finding.message in texts)
    assert row.startswith("finding-")
    assert finding.hint in page.rows[row]
    assert page.row_links["rule-BP401"] == [f"#{row}"]
    assert page.places[row] == "4"
    assert page.row_links[row][0].startswith("#card-")


# ── only what the file has ─────────────────────────────────────────────────────────────────────────────────


def test_a_blueprint_with_little_to_say_has_no_empty_section():
    page = Page(report('blueprint b "B"\nstep one "One" {\n  customer "Comes"\n}\n'))
    assert set(page.sections) - {"findings"} == {"picture", "ways", "steps", "source", "cards"}
    assert "—" not in "".join("".join(texts) for texts in page.rows.values())


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_every_section_of_an_example_has_a_row_and_an_entry_in_the_contents(path: Path):
    html = report(example(path))
    parts = re.findall(r'<section id="([\w-]+)" class="part".*?</section>', html, re.DOTALL)
    bodies = re.findall(r'<section id="[\w-]+" class="part".*?</section>', html, re.DOTALL)
    assert len(parts) > 5
    assert all("<tr id=" in body for body in bodies)
    contents = html[html.index("<nav") : html.index("</nav>")]
    assert all(f'href="#{part}"' in contents for part in parts)


# ── languages ──────────────────────────────────────────────────────────────────────────────────────────────


def test_numbers_and_dates_are_written_as_the_language_does():
    english, chinese = Words("en"), Words("zh-Hans")
    assert english.date("2026-11-22") == "22 Nov 2026"
    assert Words("en-US").date("2026-11-22") == "Nov 22, 2026"
    assert chinese.date("2026-11-22") == "2026年11月22日"
    assert english.date("soon") == "soon"
    assert english.number(-1234567.891) == "−1,234,567.891"
    assert english.number(0.1 + 0.2) == "0.3"
    assert english.number(1e22) == "10,000,000,000,000,000,000,000"
    assert [english.signed(value) for value in (1, 0, -2)] == ["+1", "0", "−2"]
    assert (english.share(12.5), chinese.share(70)) == ("12.5%", "70%")
    # No language of ours: English words, so English numbers.
    assert Words("de").date("2026-11-22") == Words("x--y").date("2026-11-22") == "22 Nov 2026"


def test_the_language_of_the_blueprint_is_that_of_the_fixed_words():
    english, chinese = report(FAILS), report(FAILS.replace('"B"\n', '"B"\nlanguage zh\n', 1))
    assert '<html lang="en" dir="ltr">' in english
    assert '<html lang="zh" dir="ltr">' in chinese
    assert "失败点" in chinese
    assert "失败点" not in english
    assert "超出 2 分钟" in Page(chinese).rows["wait-W1"]
    # No fixed word of the other language is left over. The checks speak English for now, and stand last.
    text = Page(re.sub(r'<section id="findings".*?</section>', "", chinese, flags=re.DOTALL)).text
    left = [
        word
        for key, word in catalogue("en").items()
        if key.startswith(("report.", "term."))
        and len(word) > 4
        and re.search(rf"\b{re.escape(word)}\b", text)
    ]
    assert left == []


def test_a_language_without_a_table_has_english_words_and_its_own_direction():
    html = report('blueprint b "خدمت"\nlanguage fa\nstep one "رزرو" {\n  customer "رزرو می‌کند"\n}\n')
    assert '<html lang="fa" dir="rtl">' in html
    assert "Service blueprint" in html


# ── hostile texts ──────────────────────────────────────────────────────────────────────────────────────────


def test_hostile_texts_come_out_as_text_and_change_nothing_else():
    # As long as the hostile one, for findings speak of long texts.
    tame = "harmless ".ljust(len(HOSTILE), ".")
    page, harmless = Page(report(everything(HOSTILE))), Page(report(everything(tame)))
    assert page.outside == harmless.outside
    assert page.sections == harmless.sections
    assert page.links == harmless.links
    assert [tag for tag, _ in page.tags].count("script") == 2
    assert not {tag for tag, _ in page.tags} & {"iframe", "img", "object", "embed", "foreignobject"}
    assert not [name for name, _ in page.attributes if name.lower().startswith("on")]
    assert not [
        name for name, _ in page.attributes if name in ("src", "srcset", "action", "formaction", "ping")
    ]
    missing = [field for field in FIELDS if f"<{field}>{HOSTILE}" not in page.text]
    assert missing == []
    assert "3702" not in page.text


def test_the_page_fetches_nothing():
    html = report(everything(HOSTILE))
    page = Page(html)
    styles = "".join(re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL))
    assert "--paper" in styles
    assert not re.search(r"@import|url\(|expression\(|https?:", styles)
    assert all(link.startswith("#") for link in page.links)


def test_the_policy_allows_two_style_sheets_and_one_script_by_their_hashes_and_nothing_else():
    html = report(everything(HOSTILE))
    styles = re.findall(r"<style[^>]*>(.*?)</style>", html, re.DOTALL)
    hashes = [f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'" for style in styles]
    assert len(hashes) == 2
    page = Page(html)
    ours = f"'sha256-{b64encode(sha256(page.scripts[-1].encode()).digest()).decode()}'"
    policy = f"default-src 'none'; style-src {' '.join(hashes)}; script-src {ours}; base-uri 'none'; form-action 'none'"
    assert ("content", policy) in page.attributes
    assert page.scripts[-1] == Page(report(FAILS)).scripts[-1], "nothing of a file is in the script"
    # Such an attribute would be refused.
    assert "style" not in {name for name, _ in Page(html).attributes}


def test_a_script_is_let_in_by_its_hash_as_well():
    assert policy(("a{}",), ("f()", "g()")) == (
        "default-src 'none'; style-src 'sha256-X1RutGBrXCt9KkSaXMK7tHftWiRscFHOhxsS8tv8hBk=';"
        " script-src 'sha256-GcEEE0IkDzIP5EQ6DXZaDPORqT5RTBELX8Fyzyg9yvo=' 'sha256-0MnLMx7X/7BMD5xktSLMF+06cYrjoQUKaUL576/RYPk='; base-uri 'none'; form-action 'none'"
    )


def test_control_characters_are_shown_and_not_written():
    drawn = scene_of(FAILS)
    bad = "a\x00b\x1b\x7f\x9b\ud800\ufffe"
    shown = replace(drawn, blueprint=replace(drawn.blueprint, title=bad, scope=bad))
    # The picture has a writer of its own, and XML allows more of them.
    vars(shown)["drawing"] = drawn.drawing
    html = report(shown)
    assert "a␀b␛␡\ufffd\ufffd\ufffd" in Page(html).text
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe]", html)
    html.encode("utf-8")


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "JaVaScRiPt:alert(1)", "//evil.example", "data:text/html,x", "#nowhere"]
)
def test_an_address_that_is_not_safe_stands_as_text(url: str):
    drawn = scene_of(FAILS + 'see "https://example.org/x"\n')
    key, remark = next(iter(drawn.blueprint.remarks.items()))
    assert "https://example.org/x" in Page(report(drawn)).links
    assert 'rel="noopener noreferrer"' in report(drawn)
    hostile = replace(drawn, blueprint=replace(drawn.blueprint, remarks={key: replace(remark, text=url)}))
    page = Page(report(hostile))
    assert url in page.text
    assert url not in page.links


# ── what the report stands on ──────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize(
    "url",
    ["https://a.example/x?y=1#z", "HTTP://a.example", "mailto:a@b.example", "docs/a.md", "../a.md", "/a/b:c",
     "a?x=1:2", "#part", "https://例.example/路"],
)  # fmt: skip
def test_safe_addresses(url: str):
    assert is_safe(url)


@pytest.mark.parametrize(
    "url",
    ["", " ", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java\tscript:x", "java\nscript:x", " javascript:x",
     "\x01javascript:x", "javascript&colon;x", "javascript&#58;x", "javascript%3Ax", "data:text/html,x",
     "vbscript:x", "file:///etc/passwd", "ftp://a.example", "blob:x", "//a.example", "///a.example",
     "\\\\a.example", "/\\a.example", "http:a.example", "http:///a.example", "https:\\\\a.example", "mailto:",
     "https://a.example/a b", "https://a.example/\u202e", "https://a.example/\x7f", "a:b", "c:/x", "x\u00a0y"],
)  # fmt: skip
def test_unsafe_addresses(url: str):
    assert not is_safe(url)


@pytest.mark.parametrize(
    ("ratings", "level"),
    [((None, None, None), "unrated"), ((8, 8, None), "unrated"), ((7, 7, 1), "low"), ((5, 5, 2), "medium"),
     ((3, 3, 11), "medium"), ((4, 5, 5), "high"), ((9, 1, 1), "high"), ((10, None, None), "high")],
)  # fmt: skip
def test_the_level_of_a_risk(ratings: tuple[int | None, ...], level: str):
    severity, occurrence, detection = ratings
    fail = Fail(
        span=Span(Source("x", ""), 0, 0), key="f", text="f",
        severity=severity, occurrence=occurrence, detection=detection,
    )  # fmt: skip
    assert risk_level(fail, USUAL.limits) == level


def test_times_are_shown_in_both_languages():
    assert [show_seconds(value) for value in (0, 45, 90, 5400, 172800)] == [
        "0 s",
        "45 s",
        "1 min 30 s",
        "1 h 30 min",
        "2 d",
    ]
    assert [show_seconds(value, "zh-Hans") for value in (0, 45, 90, 5400, 1209600)] == [
        "0 秒",
        "45 秒",
        "1 分钟 30 秒",
        "1 小时 30 分钟",
        "14 天",
    ]
    week, day, hour = 604800, 86400, 3600
    assert [show_seconds(days * day) for days in (7, 8, 14, 30)] == ["7 d", "8 d", "14 d", "30 d"]
    assert [show_seconds(days * day, unit=week) for days in (7, 8, 36)] == ["1 w", "1 w 1 d", "5 w 1 d"]
    assert [show_seconds(hours * hour, unit=hour) for hours in (1, 24, 36)] == ["1 h", "24 h", "36 h"]
    assert show_seconds(2 * day + hour + 120) == "2 d 1 h 2 min"
    assert show_seconds(2 * day + hour + 121) == "2 d 1 h"
    # Half up, after adding; what is rounded up to a larger unit is written in it.
    assert [show_seconds(value) for value in (0.25, 59.97, 196.8, 90.5)] == [
        "0.3 s",
        "1 min",
        "3 min 17 s",
        "1 min 31 s",
    ]
    assert show_seconds(3 * day - 0.6) == "3 d"
    assert show_seconds(day + 13.5 * hour + 61) == "1 d 14 h"
    extents = [
        (2040, 2040, 2040),
        (960, 60, 960),
        (7200, 7200, math.inf),
        (1200, 900, 2400),
        (22 * day, 14 * day, 30 * day),
    ]
    assert [show_extent(*extent) for extent in extents] == [
        "34 min",
        "≤ 16 min",
        "≥ 2 h",
        "20 min (15–40 min)",
        "14–30 d",
    ]
    assert show_seconds(30.5 * 86400, "zh") == "30 天 12 小时"
    assert show_span(TimeSpan(least=60, most=120), "zh") == "1–2 分钟"
    assert show_span(TimeSpan(least=5400, most=9000)) == "1 h 30 min–2 h 30 min"
    assert show_span(TimeSpan(median=60, p95=120), "xx") == "1 min (p95 2 min)"


# ── contrast ───────────────────────────────────────────────────────────────────────────────────────────────

INK_ON_GROUND = [
    *((ink, ground) for ink in ("bp-ink", "bp-muted", "link") for ground in ("bp-paper", "wash", "mark")),
    *((f"bp-{kind}", "bp-badge-text") for kind in ("wait", "decision", "moment")),
    *((f"bp-fail-{level}", f"bp-fail-{level}-text") for level in range(4)),
    *((level, f"{level}-wash") for level in ("high", "medium", "low", "plain")),
    *((level, ground) for level in ("high", "medium") for ground in ("bp-paper", "mark")),
]


def colours_of(theme: str) -> dict[str, str]:
    """The tokens of the page, those of the picture included; dark ones take the place of light ones."""
    html = report(FAILS)
    style = html[: html.index("</style>")]
    blocks = [one for one in re.findall(r":root ?\{(.*?)\}", style, re.DOTALL) if "--" in one]
    assert len(blocks) == 4
    found: dict[str, str] = {}
    for number, block in enumerate(blocks):
        if theme == "dark" or number % 2 == 0:
            found |= re.findall(r"--([\w-]+): ?(#[0-9a-f]{6});", block)
    return found


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "ground"), INK_ON_GROUND)
def test_every_text_has_a_contrast_of_at_least_4_5(ink: str, ground: str, theme: str):
    colours = colours_of(theme)
    lighter, darker = sorted((luminance(colours[ink]), luminance(colours[ground])), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


# ── the text ─────────────────────────────────────────────────────────────────────────────────────────────


def test_rows_lead_to_their_lines_in_the_text():
    page = Page(report(FAILS))
    assert page.listing.splitlines() == FAILS.rstrip().splitlines()
    for row, place in page.places.items():
        assert f"#L{place}" in page.row_links[row]
        assert f"L{place}" in page.ids
    line = FAILS.splitlines()[int(page.places["fail-F1"]) - 1]
    assert "fail" in line


def test_no_folder_of_the_machine_is_in_the_page(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "blueprint.toml").write_text("")
    (tmp_path / "shared.blueprint").write_text(
        'blueprint vocabulary\nrisk outage "Power cut" severity high\n'
    )
    (tmp_path / "services").mkdir()
    main = tmp_path / "services" / "main.blueprint"
    main.write_text('blueprint b "B"\nimport "../shared.blueprint"\nstep s "S" { customer c "C" }\n')
    pages = []
    for folder, name in (
        (tmp_path, "services/main.blueprint"),
        (main.parent, main.name),
        (main.parent, str(main)),
    ):
        monkeypatch.chdir(folder)
        pages.append(report(scene(load(name))))
    assert len(set(pages)) == 1
    assert tmp_path.name not in pages[0]
    assert "<summary>main.blueprint</summary>" in pages[0]
    assert ">../shared.blueprint:2</a>" in pages[0]


def test_a_part_shows_nothing_of_the_text():
    compiled = compile_source(Source("test.blueprint", FAILS))
    page = Page(report(scene(compiled, View(only="one"))))
    assert page.listing == ""
    assert set(page.places) == set()
