"""The same number is the same text wherever it stands: report, picture, text, site, registers, JSON and findings are read like a reader does,
and compared. What a number ought to be is none of this test's business."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from click.testing import CliRunner

from blueprint import cli
from blueprint.words.labels import Words

from ..page_text import page_text
from ..paths import EXAMPLES
from .reading import Outputs, cells, durations, in_english, plain, seconds, stands_for

CASES = sorted((Path(__file__).parent / "cases").glob("*.blueprint"))
EVERY = [*EXAMPLES, *CASES]


@cache
def outputs(path: Path) -> Outputs:
    return Outputs(path)


@pytest.fixture(params=EVERY, ids=lambda path: path.stem)
def made(request: pytest.FixtureRequest) -> Outputs:
    return outputs(request.param)


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """What the index of a site of all files says of each one's lead time, by the name of the file."""
    folder = tmp_path_factory.mktemp("site")
    built = CliRunner().invoke(
        cli.group, ["report", *map(str, EVERY), "-o", str(folder / "site"), "--lang", "en", "-q"]
    )
    assert built.exit_code == 0, built.output
    pages = [path.relative_to(folder / "site") for path in (folder / "site").rglob("*.html")]
    html = (folder / "site" / "index.html").read_text(encoding="utf-8")
    text = plain(page_text(html))
    lines = text[text.index("\n---\n") :].split("\n")
    titles = next(line for line in text.split("\n") if line.startswith("Service | ")).split(" | ")
    place = titles.index(Words("en", "site")("lead"))
    links = [Path(link).stem for link in re.findall(r'<a href="([^"#]+\.html)"', html) if Path(link) in pages]
    rows = [row for row in (cells(line) for line in lines) if len(row) == len(titles)]
    services = list(dict.fromkeys(link for link in links if link in {path.stem for path in EVERY}))
    assert len(rows) == len(services) == len(EVERY)
    return {name: row[place] for name, row in zip(services, rows, strict=True)}


def first(found: re.Match[str] | None) -> str | None:
    return found[1].strip() if found else None


# ── the lead time ────────────────────────────────────────────────────────────────────────────────────────────────────────────


def usual_times(made: Outputs, of_site: str) -> Iterator[tuple[str, str]]:
    """Where the usual lead time stands, with the duration there."""
    if tile := made.tile("tile.lead"):
        yield "tile", tile[0]
    for row in made.rows("ways", "ways.lead")[:1]:
        yield "ways", row[plain(made.words("ways.lead"))].split(" / ")[0]
    for key in ("ways.usual", "ways.only"):
        if told := first(made.pattern(key).search(made.section("ways"))):
            yield key, told
    if total := next((line for line in made.section("critical").split("\n") if line.startswith("Σ")), None):
        yield "terms", durations(total)[0]
    if of_site:
        yield "site", of_site.split(" / ")[0].rpartition(": ")[2]
    totals = {"text": " # ".join(made.text_totals), "picture": made.picture_totals[0]}
    usual, whole = (made.pattern(key, made.text_words) for key in ("ladder.usual", "time.in-all"))
    for where, told in totals.items():
        if said := first(usual.search(told)):
            yield where, said
        elif (
            made.json["lead"]
            and made.json["lead"]["mean"] in (None, made.json["lead"]["usual"])
            and (said := first(whole.search(told)))
        ):
            yield where, said


def test_the_lead_time_of_the_usual_way_is_one(
    made: Outputs, site: dict[str, str], request: pytest.FixtureRequest
) -> None:
    lead = made.json["lead"]
    (row,) = made.of_headline("lead") or [None]
    assert (lead is None) == (row is None)
    if lead is None or row is None:
        return
    usual = lead["usual"]
    (way,) = (row for row in made.of_headline("ways") if row["usual"])
    assert {usual} == {row["usual"], way["lead_usual"]}
    told = {where: text for where, text in usual_times(made, site[made.path.stem]) if durations(text)}
    if usual:
        assert {"tile", "site", "terms"} <= told.keys(), told
    # Where times have a range, the sum of the terms is that of the usual ones.
    spans = {in_english(text) for where, text in told.items() if where != "terms"}
    assert len(spans) <= 1, told
    assert all(
        stands_for(durations(text)[0], usual) for text in told.values() if not re.match("[≤≥]|.*–", text)
    ), told
