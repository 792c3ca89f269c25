"""The manual of every example: complete, linked, in its language, and fit to be printed."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from base64 import b64encode
from hashlib import sha256
from pathlib import Path

import pytest
from blueprint.renderers.manual.pages import work
from blueprint.renderers.themes.contrast import luminance
from blueprint.renderers.themes.theme_file import built_in

from blueprint.compiler import compile_source
from blueprint.layout import layout
from blueprint.layout.fold.pages import Sheet, on_paper
from blueprint.model import Blueprint
from blueprint.render import find
from blueprint.scene import scene
from blueprint.source import Source

from ..paths import EXAMPLES, ROOT
from .shop import KINDS, SHOP, Page, blueprint_of, in_text, plain, read, scene_of, write

# ── every example ─────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_page_is_well_formed_and_all_its_links_arrive(path: Path, kind: str):
    page = Page(write(read(path), kind))
    assert len(page.ids) == len(set(page.ids)), "an id stands twice"
    inner = [link for link in page.links if link.startswith("#")]
    assert len(inner) > 20
    assert not [link for link in inner if link[1:] not in page.ids]
    assert "svg" in page.tags
    assert not page.tags & {"script", "iframe", "object", "embed", "form", "base", "link", "img"}


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_page_lets_in_its_own_style_sheets_alone(path: Path, kind: str):
    page = Page(write(read(path), kind))
    allowed = {f"'sha256-{b64encode(sha256(one.encode()).digest()).decode()}'" for one in page.styles}
    assert page.policy.startswith("default-src 'none'; style-src ")
    assert set(page.policy.split("style-src ")[1].split(";")[0].split()) == allowed
    assert not [name for name, _ in page.attributes if name == "style" or name.startswith("on")]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_manual_says_all_that_one_has_to_know(path: Path):
    blueprint = blueprint_of(read(path))
    lanes, actions = blueprint.lanes, blueprint.actions.values()
    done = [one for one in actions if lanes[one.lane].kind != "customer" or one.by]
    standards = [one.standard for one in done if one.standard]
    wanted = {
        *(one.text for one in done),
        *(one.script for one in done if one.script),
        *(one.text for one in standards),
        *(label for one in done for label in (blueprint.systems[key].label for key in one.using)),
        *(one.text for one in blueprint.remarks.values()),
        *(one.text for one in blueprint.fails.values()),
        *(one.text for fail in blueprint.fails.values() for one in (*fail.preventions, *fail.recoveries)),
        *(risk.label for risk in blueprint.risks.values()),
        *(one.text for risk in blueprint.risks.values() for one in (*risk.preventions, *risk.contingencies)),
        *(text for risk in blueprint.risks.values() for text in risk.compensations),
        *(loop.label for loop in blueprint.feedback.values()),
        *(loop.thanks for loop in blueprint.feedback.values() if loop.thanks),
        *(
            one.text
            for loop in blueprint.feedback.values()
            for one in (loop.inform, loop.verify)
            if one and one.text
        ),
        *(one.text for one in blueprint.things.values() if any(_works_in(blueprint, one.step))),
    }
    html, markdown = Page(write(read(path))).text, plain(write(read(path), "manual-md"))
    assert len(wanted) > 30
    assert not [one for one in wanted if one not in html]
    assert not [one for one in wanted if one not in markdown]


def _works_in(blueprint: Blueprint, step: str) -> list[str]:
    lanes = blueprint.lanes
    return [
        key for key in blueprint.steps[step].actions if lanes[blueprint.actions[key].lane].kind != "customer"
    ]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_role_has_its_actions_in_the_order_of_the_journey(path: Path):
    blueprint = blueprint_of(read(path))
    order = [key for step in blueprint.steps.values() for key in step.actions]
    found = work(scene_of(read(path))).manual
    by_id = {one.id: one for one in found.chapters}
    assert blueprint.roles
    for key in blueprint.roles:
        mine = [one for one in order if key in blueprint.actions[one].by]
        told = by_id.get(f"role-{key}")
        tasks = (
            [one.action for group in told.groups for part in group.sections for one in part.tasks]
            if told
            else []
        )
        assert tasks == mine


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_cards_of_the_picture_lead_to_tasks(path: Path):
    html = write(read(path))
    picture = html[html.index('<section id="picture"') :]
    blueprint = blueprint_of(read(path))
    for key, one in blueprint.actions.items():
        if blueprint.lanes[one.lane].kind != "customer":
            assert re.search(rf'<a [^>]*href="#(role|lane)-[^"]*\.{re.escape(key)}"', picture), key


def test_the_same_text_gives_the_same_bytes():
    path = ROOT / "examples" / "telecom-hall.blueprint"
    code = (
        "import sys, blueprint; from blueprint.scene import scene; from blueprint.render import find;"
        f"drawn = scene(blueprint.load({str(path)!r}));"
        "every = [find(kind).render(drawn) for kind in ('manual', 'guide', 'manual-md', 'guide-md')];"
        "sys.stdout.buffer.write(chr(0).join(every).encode())"
    )
    made = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2")
    }
    assert len(made) == 1
    assert [len(one) > 3000 for one in made.pop().split(b"\0")] == [True] * 4


# ── languages ─────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("kind", [*KINDS, "manual-md", "guide-md"])
def test_a_chinese_file_has_a_chinese_manual(kind: str):
    text = read(ROOT / "examples" / "telecom-hall.blueprint")
    told = write(text, kind)
    told = re.sub(r"<style>.*?</style>|<[^>]*>", " ", told, flags=re.DOTALL)
    english = set(re.findall(r"[A-Za-z]{2,}", told))
    assert english <= {"GB", "GB流量券"}
    assert "限时 3 分钟" in told


def test_dates_and_shares_are_written_as_the_language_does():
    assert "2026年9月30日" in write(read(ROOT / "examples" / "telecom-hall.blueprint"), "manual-md")
    assert "1 Oct 2026" in in_text(SHOP, "manual-md")
    assert "62.5% of cases" in plain(in_text(SHOP, "manual-md"))


def test_a_page_in_arabic_runs_from_right_to_left():
    html = write(SHOP.replace("state as-is", "state as-is\nlanguage ar"))
    assert '<html lang="ar" dir="rtl">' in html
    # Where a text runs the other way, it does so by itself.
    assert html.count("<bdi>") + html.count('dir="auto"') > 30
    assert not re.search(r"(?:margin|padding|border)-(?:left|right)", html[: html.index("</style>")])


# ── the look ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


_GROUNDS = {
    "paper": ("ink", "muted", "link", "low", "plain"),
    "mark": ("ink", "plain", "link", "low"),
    "plain-wash": ("plain",),
    "high-wash": ("ink", "high", "plain", "link"),
    "medium-wash": ("ink", "medium", "plain", "link"),
    "low-wash": ("ink", "low", "plain", "link"),
}


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(
    ("ground", "ink"), [(ground, ink) for ground, inks in _GROUNDS.items() for ink in inks]
)
def test_every_text_has_a_contrast_of_at_least_4_5(ground: str, ink: str, scheme: str):
    css = read(ROOT / "renderers" / "manual" / "manual.css")
    light, dark = re.findall(r":root \{(.*?)\}", css, re.DOTALL)[:2]
    pattern = r"--([a-z-]+): ([^;]+);"
    colours = dict(re.findall(pattern, light)) | (dict(re.findall(pattern, dark)) if scheme == "dark" else {})
    tokens = getattr(built_in("default"), scheme)

    def colour(name: str) -> str:
        found = colours[name]
        of_picture = re.fullmatch(r"var\(--bp-(.+)\)", found)
        return tokens[of_picture[1]] if of_picture else found

    lighter, darker = sorted((luminance(colour(ink)), luminance(colour(ground))), reverse=True)
    assert (lighter + 0.05) / (darker + 0.05) >= 4.5


def test_the_scheme_can_be_fixed():
    compiled = compile_source(Source("t.blueprint", SHOP))
    from blueprint.style import Style

    dark = find("manual").render(scene(compiled, style=Style(scheme="dark")))
    assert "prefers-color-scheme" not in dark
    assert dark != find("manual").render(scene(compiled, style=Style(scheme="light")))


def test_the_signs_of_forks_stand_on_the_sheet_of_their_cards():
    drawing = layout(blueprint_of(read(ROOT / "examples" / "telecom-hall.blueprint")))
    assert drawing.junctions
    pages = on_paper(drawing, Sheet(1009, 640, 0.7), may_fold=True).drawings
    assert len(pages) > 1
    for page in pages:
        keys = {card.key for card in page.cards}
        assert all(one.card in keys and 0 < one.y < page.height for one in page.junctions)
    assert sum(len(page.junctions) for page in pages) == len(drawing.junctions)
