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
    for row in made.rows("ways", "lead")[:1]:
        yield "ways", row[plain(made.words("lead"))].split(" / ")[0]
    for key in ("ways.usual", "ways.only"):
        if told := first(made.pattern(key).search(made.section("ways"))):
            yield key, told
    if total := next((line for line in made.section("critical").split("\n") if line.startswith("Σ")), None):
        yield "terms", durations(total)[0]
    if of_site:
        yield "site", of_site.split(" / ")[0].rpartition(": ")[2]
    totals = {"text": " # ".join(made.text_totals), "picture": made.picture_totals[0]}
    usual, whole = (made.pattern(key, made.text_words) for key in ("ladder.usual", "time.in-all"))
    is_usual = made.json["lead"] and made.json["lead"]["mean"] in (None, made.json["lead"]["usual"])
    for where, told in totals.items():
        said = first(usual.search(told)) or (first(whole.search(told)) if is_usual else None)
        if said:
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


def mean_times(made: Outputs, of_site: str) -> Iterator[tuple[str, str]]:
    """Where the mean lead time stands, with the duration there."""
    english = Words("en", "site", is_plain=True)
    whole = made.pattern("time.in-all", made.text_words)
    found = {
        "tile": first(made.pattern("lead.mean").search((made.tile("tile.lead") or ("", ""))[1])),
        "ways": first(made.pattern("ways.mean").search(made.section("ways"))),
        "site": first(made.pattern("lead.mean", english).search(of_site)),
        "text": first(whole.search(" # ".join(made.text_totals))),
        "picture": first(whole.search(made.picture_totals[0])),
    }
    return ((where, text) for where, text in found.items() if text)


def test_the_mean_lead_time_is_one(made: Outputs, site: dict[str, str]) -> None:
    for row in made.of_headline("lead"):
        mean, usual = row["mean"], row["usual"]
        assert mean == made.json["lead"]["mean"]
        if mean in (None, usual):
            return
        told = dict(mean_times(made, site[made.path.stem]))
        assert {"tile", "ways", "site", "text", "picture"} == told.keys()
        # A mean over ways of which some are only known to take at least so long is one, too; the ladder alone has room to say so.
        texts = {in_english(text).removeprefix("≥ ") for text in told.values()}
        assert len(texts) == 1, told
        assert stands_for(texts.pop(), mean)


# ── the ladder ───────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_times_of_a_step_are_the_same_in_text_picture_and_report(made: Outputs) -> None:
    picture = {key: durations(text) for key, (text, _) in made.picture_steps.items() if durations(text)}
    # A target alone is told of a step that takes nothing.
    steps = (
        {rung["step"] for rung in made.json["ladder"] if rung["mean"]} if made.json["runs"] else set(picture)
    )
    text = {key: durations(row) for key, row in made.text_steps.items() if key in steps | picture.keys()}
    assert text == picture
    times = made.of_step(next((rows for rows in made.tables("times") if made.of_step(rows)), []))
    for key, row in times.items():
        told = durations(list(row.values())[-1])
        assert told == text.get(key, [])[: len(told)], key
    assert steps <= text.keys()


def test_the_times_of_a_step_are_those_of_json(made: Outputs) -> None:
    per_case = made.of_step(made.rows("steps", "steps.spent"))
    words = made.text_words
    for rung in made.json["ladder"] if made.json["runs"] else ():
        row = made.text_steps.get(rung["step"], "")
        for kind, key in (("wait", "time.wait"), ("work", "time.work"), ("rest", "ladder.rest")):
            mean = rung[kind]["mean"]
            average = re.escape(plain(words("ladder.average", time="\0"))).replace("\0", "")
            told = first(re.search(made.pattern(key, words).pattern.replace("(", f"(?:{average})?(", 1), row))
            assert (told is not None) == (mean > 0.05), (rung["step"], kind, row)
            assert told is None or stands_for(told, mean), (rung["step"], kind, row)
        spent = durations(per_case[rung["step"]][plain(made.words("steps.spent"))]) if per_case else []
        if spent and len(made.json["personas"]) == len(made.of_headline("lead")):
            assert stands_for(spent[0], rung["mean"])


def test_the_steps_add_up_to_the_totals_and_these_to_the_whole(made: Outputs) -> None:
    """What stands in the text: a reader adds it up."""
    words, totals = made.text_words, " # ".join(made.text_totals)
    found = [
        first(made.pattern(key, words).search(totals)) for key in ("time.wait", "time.work", "ladder.rest")
    ]
    told = [text for text in found if text]
    if not told or not made.json["runs"]:
        return
    lead = made.json["lead"]
    whole = lead["usual"] if lead["mean"] is None else lead["mean"]
    # Each is told as exactly as its smallest unit, which is a second where others are minutes.
    assert sum(map(seconds, told)) == pytest.approx(whole, rel=0.02, abs=2)


# ── targets ──────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def over_by_place(made: Outputs) -> dict[str, float | None]:
    """By how much the service ("") and its steps (keys) are over their targets, as the register of times has it."""
    name = made.blueprint.name
    found = {}
    for row in made.registers["times"]:
        place = row["id"].removeprefix(name).removesuffix(".time").removeprefix(".")
        if row["kind"] == "time" and row["target"] is not None and place in {"", *made.blueprint.steps}:
            found[place] = row["over"]
    return found


def test_a_target_is_kept_or_over_alike_in_register_report_site_text_and_picture(
    made: Outputs, site: dict[str, str]
) -> None:
    kept, over = plain(made.words("times.kept")), made.pattern("wait.over")
    rows = [row for rows in made.tables("promises") for row in rows if kept in row]
    what = plain(made.words("promises.what"))
    late, of_text = plain(made.text_words("late")), {**made.text_steps, "": " ".join(made.text_totals)}
    picture = {**made.picture_steps, "": made.picture_totals}
    for place, seconds_over in over_by_place(made).items():
        step = made.blueprint.steps.get(place)
        title = f"{step.number} {plain(step.label)}" if step else plain(made.words("whole"))
        (row,) = (row for row in rows if row[what] == title)
        told = over.findall(row[kept])
        assert bool(told) == bool(seconds_over), (place, row)
        assert not told or any(stands_for(text, seconds_over or 0) for text in told), (place, row)
        if len(made.registers["lead"]) < 2:
            # Text and picture are those of the headline.
            assert (late in of_text.get(place, "")) == bool(seconds_over), place
            assert picture.get(place, ("", False))[1] >= bool(seconds_over), place
        if not place:
            english = Words("en", "site", is_plain=True)
            said = made.pattern("wait.over", english).findall(site[made.path.stem])
            assert list(map(in_english, said)) == list(map(in_english, told))
            assert bool(told) == any(
                code in ("BP403", "BP405") and str(made.blueprint.title) in text
                for code, text in made.findings
            )


def test_a_wait_and_a_work_over_their_target_are_so_alike_in_register_report_and_findings(
    made: Outputs,
) -> None:
    over, target = made.pattern("wait.over"), plain(made.words("target"))
    for row in made.registers["times"]:
        *_, last = row["id"].split(".")
        action = row["id"].removeprefix(made.blueprint.name).strip(".").removesuffix(f".{last}")
        if action not in made.blueprint.actions or row["target"] is None:
            continue
        text = plain(made.blueprint.actions[action].text)
        if row["kind"] == "wait":
            lines = [line for line in made.section("waits").split("\n") if text in line and " | " in line]
        else:
            lines = [
                line
                for line in made.section("times").split("\n")
                if text in line and f" | {target} | " in line
            ]
        told = [found for line in lines for found in over.findall(line)]
        assert lines, row
        assert bool(told) == bool(row["over"]), (row, lines)
        assert all(stands_for(found, row["over"]) for found in told), (row, told)
        # Ideas and comments may keep a finding away.
        assert row["over"] or not any(
            code == "BP405" and f'"{text}"' in message for code, message in made.findings
        )


# ── outcomes, work, value ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_outcomes_per_100_are_the_same_in_report_register_json_and_picture(made: Outputs) -> None:
    of_register = {row["end"]: row["per_100"] for row in made.of_headline("outcomes")}
    if made.json["runs"]:
        assert of_register == {row["end"]: row["per_100"] for row in made.json["outcomes"]}
    column = plain(made.words("outcomes.per-100"))
    for row in made.rows("outcomes", "outcomes.per-100") if len(made.registers["lead"]) < 2 else ():
        text = next(iter(row.values())).split(" / ")[0]
        (per_100,) = (
            share
            for end, share in of_register.items()
            if end and plain(made.blueprint.actions[end].text) == text
        )
        assert float(row[column]) == pytest.approx(per_100, abs=0.051)
    ends = {share for end, share in of_register.items() if end and share}
    if None not in of_register.values() and ends and len(made.blueprint.steps) > 1:
        shown = {
            float(number)
            for text in made.picture_shares
            if (number := text.strip()).replace(".", "", 1).isdigit()
        }
        assert {share for share in ends if share < 100} <= {near(share, shown) for share in ends} | {100}


def near(share: float, shown: set[float]) -> float:
    """A share, if what is shown has it to the tenth; else nothing that is one."""
    return share if any(abs(share - each) <= 0.051 for each in shown) else -1


def test_work_and_its_value_are_the_same_in_all_sections_and_in_json(made: Outputs) -> None:
    amounts = made.json["amounts"] if made.json["runs"] else None
    if not amounts or not amounts["work"]:
        return
    total = sum(work["seconds"] for work in amounts["work"])
    told = [
        text
        for key in ("amounts.work.mean", "amounts.work.usual")
        if (text := first(made.pattern(key).search(made.section("amounts"))))
    ]
    assert told
    assert stands_for(told[0], total)
    values = {row["value"]: row["seconds"] for row in amounts["values"]}
    for key in ("value.tile", "value.tile.said"):
        if tile := made.tile(key):
            parts = durations(tile[1])
            assert told[0] in parts
            shown = [value for value in values.values() if any(stands_for(part, value) for part in parts)]
            assert len(shown) == len(values), (tile, values)
    share = re.escape(plain(made.text_words("ladder.adding", share="\0"))).replace("\0", r"(\d+)")
    told = re.findall(share, " # ".join((*made.text_totals, made.picture_totals[0])))
    assert len(told) in (0, 2)
    assert all(float(each) == pytest.approx(100 * values["adding"] / total, abs=0.51) for each in told)


def test_the_work_of_a_role_is_the_same_in_its_row_and_in_the_work_of_a_case(made: Outputs) -> None:
    column = plain(made.words("work"))
    rows = {next(iter(row.values())): row[column] for row in made.rows("roles", "work")}
    spent = plain(made.words("amounts.time"))
    tables = [table for table in made.tables("amounts") if table and spent in table[0]]
    of_case = {next(iter(row.values())): row[spent] for row in tables[0]} if tables else {}
    for role, time in of_case.items():
        if role in rows:
            assert durations(rows[role])[0] == time


# ── the readers ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_readers_find_what_they_look_for() -> None:
    """A reader that finds nothing compares nothing."""
    every = [outputs(path) for path in EVERY]
    assert sum(len(made.text_steps) for made in every) > 45
    assert sum(len(made.picture_steps) for made in every) > 45
    assert sum(bool(made.of_step(rows)) for made in every for rows in made.tables("times")) > 25
    assert sum(bool(made.rows("steps", "steps.spent")) for made in every) > 25
    assert sum(len(over_by_place(made)) for made in every) >= 12
    assert sum(bool(made.rows("outcomes", "outcomes.per-100")) for made in every) >= 4
    assert sum(bool(made.rows("roles", "work")) for made in every) >= 4
    assert sum(any(map(made.tile, ("value.tile", "value.tile.said"))) for made in every) >= 6
    assert sum(len(made.picture_shares) for made in every) > 100
