"""Sites: complete, linked, found again; what has not changed is left alone, and the bytes are the same whichever way they came about."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from blueprint.renderers.site import pages as site_pages
from blueprint.renderers.site.pages import Broken, Place, pages
from blueprint.renderers.site.rows import SiteWording
from blueprint.renderers.site.service import Row, Service, Thing, service_from
from click.testing import CliRunner, Result

from blueprint import cli
from blueprint.analysis.registers.all_registers import ON_SITES
from blueprint.cli.run import pool
from blueprint.cli.run.inputs import Input
from blueprint.cli.run.progress import Progress
from blueprint.cli.site import build as site
from blueprint.cli.site import key, manifest, reports

from ..html_page import Page
from ..paths import EXAMPLES

SHARED = """
role clerk "Clerk" of "Front office"
system crm "Customer register"
system idle "Never used"
risk outage "The data centre is down" scope global severity high { contingency "Paper" within 15m }
"""
ONE = """blueprint one "Lost card"
import "shared.blueprint"
owner "Cards team"
state as-is
time 10m target 2m
metric nps "Would recommend us" kind nps unit "points" now 20 target 30
goal sooner "Within a day" metric nps from 20 to 30 due 2027-01-31 owner clerk
feedback loop "After the call" via phone after tell.call { respond 1d }
channel phone "Telephone"
phase first "First" {
step tell "Report the loss" {
  customer call "Calls" time 4m output card_number
  -> frontstage block "Blocks the card" time 2m by clerk using crm input card_number {
    fail wrong "The wrong card is blocked" severity 9 occurrence 3 detection 4
    fail slow "It takes too long" severity 3 occurrence 3 detection 3
    question who "Who may unblock it?"
  }
}
}
"""
TWO = """blueprint two "新卡 New card"
language "zh"
import "shared.blueprint"
system crm2 "customer  REGISTER"
step apply "申请" {
  customer ask "提出申请" wait 10m
  -> frontstage take "受理" by clerk using crm, crm2 { fail gone "材料丢失" severity 5 occurrence 5 detection 5 }
}
"""
HOSTILE = """blueprint bad "</script><script>document.title='ran'</script>"
owner "<img src=x onerror=alert(1)>"
step s "<b>\\u{2028}]]> {{ 7 * 7 }}" {
  customer c "</script><!-- <script> --><svg onload=alert(1)>"
  -> frontstage f "javascript:alert(1)" { fail x "\\"><script>alert(1)</script>" severity 9 occurrence 9 detection 9 }
}
"""


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.group, arguments)


def build(*arguments: str, code: int = 0) -> Result:
    result = run("report", *(arguments or ("src",)), "-o", "site/")
    assert result.exit_code == code, result.stderr
    return result


def tree(folder: Path = Path("site")) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def html_of(folder: Path = Path("site")) -> dict[str, bytes]:
    return {name: data for name, data in tree(folder).items() if name.endswith(".html")}


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "src"
    (source / "cards").mkdir(parents=True)
    (source / "blueprint.toml").write_text("")
    (source / "shared.blueprint").write_text(SHARED)
    (source / "one.blueprint").write_text(ONE)
    (source / "cards" / "two.blueprint").write_text(TWO.replace('"shared', '"../shared'), encoding="utf-8")
    return tmp_path


@pytest.fixture
def built(here: Path) -> Path:
    build()
    return here


def page(name: str) -> Page:
    return Page(Path("site", name).read_text(encoding="utf-8"))


def cells(name: str) -> list[list[str]]:
    return [list(row) for row in page(name).rows.values()]


# ── what is there ──────────────────────────────────────────────────────────────────────────────────────────


def test_a_site_has_a_page_for_each_service_and_the_pages_of_all(built: Path):
    every, found = {"one.html", "cards/two.html", "index.html", "search.html"}, set(html_of())
    assert found <= every | {f"{name}.html" for name in ON_SITES}
    assert found >= every | {
        f"{name}.html" for name in ("fails", "risks", "goals", "metrics", "feedback", "systems", "questions")
    }


def test_every_link_of_a_site_arrives(built: Path):
    found = {name: Page(data.decode()) for name, data in html_of().items()}
    seen = 0
    for name, one in found.items():
        for link in one.links:
            parts = urlsplit(link)
            assert not parts.scheme
            target = (
                os.path.normpath(os.path.join(os.path.dirname(name), unquote(parts.path)))
                if parts.path
                else name
            )
            assert target in found, f"{name}: {link}"
            assert not parts.fragment or unquote(parts.fragment) in found[target].ids, f"{name}: {link}"
            seen += target != name
    assert seen > 40


def test_a_report_leads_back_to_the_index_and_is_the_report_otherwise(built: Path):
    run("report", "src/cards/two.blueprint", "-o", "alone.html")
    alone = Path("alone.html").read_text(encoding="utf-8")
    inside = Path("site/cards/two.html").read_text(encoding="utf-8")
    back = '<p class="kicker screen"><a href="../index.html">全部服务</a></p>\n'
    assert back not in alone
    assert inside.replace(back, "") == alone


def test_the_index_has_the_numbers_of_each_service(built: Path):
    rows = page("index.html").rows
    # Worked out by hand: one phase, one step; severity 9 is high, 27 low; the whole takes 10 min, against 2 min.
    one = next(row for row in rows.values() if row[0] == "Lost card")
    assert one[:8] == ["Lost card", "Cards team", "As-is", "1", "1 phase", "1 high", "1 low", "0"]
    assert {"10 min", "promise 2 min", "over by 8 min"} <= set(one)
    assert "4 min" not in one, "no part of the whole beside it"
    assert one[-2:] == ["108", "The wrong card is blocked"]
    two = next(row for row in rows.values() if row[0] == "新卡 New card")
    assert {"1 high", "10 min"} <= set(two)
    assert page("index.html").rows.keys() == {"service-1", "service-2"}


@pytest.mark.parametrize(
    ("head", "answers", "lead"),
    [
        ("", ('when "no" 20%', 'when "yes" 80%'), ["4 min", "mean 6 min", "1 of 3 actions has no time"]),
        ("", ('when "no"', 'when "yes"'), ["14 min", "no share known: 4 min to 14 min", "1 of 4 actions has no time"]),
        # 4 min of the whole are not broken down, on every way, and nothing in it is without a time.
        (
            "time 16m..20m target 4m", ('when "no"', 'when "yes"'),
            ["16–20 min", "no share known: 8 min to 18 min", "promise 4 min", "over by 14 min"],
        ),
        (
            'persona gold "Gold"', ('when "no" for gold', 'when "yes"'),
            ["anyone else:", "4 min", "1 of 3 actions has no time", "Gold:", "14 min", "no share known: 4 min to 14 min"],
        ),
    ],
)  # fmt: skip
def test_the_index_has_the_lead_time_with_what_has_to_be_said_of_it(
    here: Path, head: str, answers: tuple[str, str], lead: list[str]
):
    (here / "src" / "one.blueprint").write_text(f"""blueprint one "One"
{head}
step s "S" {{
  customer ask "Asks" time 1m
  -> frontstage look "Is it there?" decision
  look -> frontstage fetch "Fetches it" {answers[0]} time 10m
  look -> customer has "Has it" {answers[1]} time 3m end served
  fetch -> has
}}
""")
    build()
    (row,) = (row for row in page("index.html").rows.values() if row[0] == "One")
    assert row[row.index(lead[0]) :][: len(lead)] == lead


def test_registers_hold_the_rows_of_all_services_with_lasting_ids(built: Path):
    fails = page("fails.html")
    assert list(fails.rows) == ["two.apply.take.gone", "one.tell.block.wrong", "one.tell.block.slow"]
    assert fails.rows["one.tell.block.wrong"][:6] == [
        "The wrong card is blocked",
        "Lost card",
        "9",
        "3",
        "4",
        "108",
    ]
    assert fails.row_links["one.tell.block.wrong"] == ["one.html#fail-F1", "one.html#fail-F1"]
    assert "材料丢失" in fails.rows["two.apply.take.gone"]
    assert [row[0] for row in cells("goals.html")] == ["Within a day"]
    assert [row[0] for row in cells("metrics.html")] == ["Would recommend us"]
    assert [row[0] for row in cells("feedback.html")] == ["After the call"]
    assert [row[0] for row in cells("questions.html")] == ["Who may unblock it?"]


def test_what_several_services_import_is_one_row(built: Path):
    assert cells("risks.html") == [
        ["The data centre is down", "Lost card", "新卡 New card", "global", "high", "Paper"]
    ]


def test_systems_are_those_that_several_services_use(built: Path):
    rows = cells("systems.html")
    assert len(rows) == 1, "by label, however it is spaced; one that nobody uses is none"
    assert rows[0][0] == "Customer register"
    assert rows[0][1] == "2"
    assert set(rows[0][2:4]) == {"Lost card", "新卡 New card"}


def test_the_language_is_that_of_most_services_unless_one_is_ordered(here: Path):
    build()
    assert page("index.html").tags[0] == ("html", ("lang", "dir"))
    assert b'<html lang="en"' in tree()["index.html"], "of equally many, that of the first"
    shutil.copy("src/cards/two.blueprint", "src/cards/more.blueprint")
    build()
    assert b'<html lang="zh"' in tree()["index.html"]
    assert "失败点" in tree()["index.html"].decode()
    build("src", "--lang", "en")
    assert b'<html lang="en"' in tree()["index.html"]


def test_what_a_view_hides_is_nowhere_in_the_site(here: Path):
    Path("src/one.blueprint").write_text(
        'blueprint h "Half"\nlanes {\n customer\n --- interaction ---\n frontstage\n --- visibility ---\n backstage\n}\n'
        'step s "S" {\n customer a "Asks"\n -> frontstage b "Says"\n'
        ' -> backstage c "Hidden work" { fail x "Hidden failure" severity 9 occurrence 9 detection 9 }\n}\n'
    )
    shutil.rmtree("src/cards")
    result = run("report", "src", "-o", "site/", "--view", "customer")
    assert result.exit_code == 0, result.stderr
    assert not [name for name, data in tree().items() if b"Hidden work" in data or b"Hidden failure" in data]
    build()
    assert b"Hidden failure" in tree()["fails.html"]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_service_comes_back_from_json_as_it_was(path: Path):
    made = reports.ReportMaker(site.Order("site/", "html", True), Path("site"))
    one = made(reports.Job(Input(str(path), path, path.name, True), "x.html", None, ""))
    assert one.service is not None
    again = service_from(json.loads(json.dumps(one.service)))
    assert json.dumps(again) == json.dumps(one.service)


# ── names ──────────────────────────────────────────────────────────────────────────────────────────────────


def names(*below: str) -> list[str]:
    files = [Input(one, Path(one), one, True) for one in below]
    return [page for _, page in reports.named(files)]


def test_no_two_pages_have_one_name():
    assert names("a/x.blueprint", "x.blueprint", "x.blueprint", "X.blueprint") == [
        "a/x.html", "x.html", "x_2.html", "X_3.html",
    ]  # fmt: skip
    assert names("index.blueprint", "Search.blueprint", "fails-2.blueprint", "a/index.blueprint") == [
        "index_2.html", "Search_2.html", "fails-2_2.html", "a/index.html",
    ]  # fmt: skip
    assert names("a.html/b.blueprint", "a.blueprint") == ["a.html_/b.html", "a.html"]
    assert names("../up.blueprint", "c:d.blueprint") == ["_/up.html", "c_d.html"]
    assert all(manifest.is_ours(page) for page in names("../up.blueprint", "c:d.blueprint", "e\\f.blueprint"))


def test_files_of_several_folders_and_odd_names_get_their_pages(here: Path):
    Path("other").mkdir()
    Path("other/one.blueprint").write_text('blueprint o "Other"\nstep s "S" { customer c "C" }\n')
    Path("other/50% off #1?.blueprint").write_text('blueprint p "Per cent"\nstep s "S" { customer c "C" }\n')
    build("src", "other")
    assert {"one.html", "one_2.html", "50% off #1?.html"} <= set(html_of())
    assert "50%25%20off%20%231%3F.html" in page("index.html").links


# ── nothing is done twice ──────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def made(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files that are compiled."""
    found: list[str] = []
    compile_ = reports.Compiler.compile

    def noted(self: object, given: Input) -> object:
        found.append(given.name)
        return compile_(self, given)  # type: ignore[arg-type]

    monkeypatch.setattr(reports.Compiler, "compile", noted)
    return found


def test_nothing_is_built_or_written_where_nothing_has_changed(built: Path, made: list[str]):
    before = {path: path.stat().st_mtime_ns for path in Path("site").rglob("*")}
    result = build()
    assert made == []
    assert {path: path.stat().st_mtime_ns for path in Path("site").rglob("*")} == before
    assert result.stderr == "up to date: site/index.html: 2 services, 0 built, 2 unchanged\n"


def test_only_what_has_changed_is_built_and_the_bytes_are_those_of_a_new_site(built: Path, made: list[str]):
    Path("src/one.blueprint").write_text(
        ONE.replace("Lost card", "Stolen card").replace("severity 3", "severity 8")
    )
    build()
    assert made == ["src/one.blueprint"]
    assert b"Stolen card" in tree()["fails.html"]
    after = tree()
    shutil.rmtree("site")
    build()
    assert tree() == after


def test_a_change_in_an_import_builds_what_imports_it(built: Path, made: list[str]):
    Path("src/shared.blueprint").write_text(SHARED.replace("Customer register", "Register of people"))
    build()
    assert sorted(made) == ["src/cards/two.blueprint", "src/one.blueprint", "src/shared.blueprint"]
    assert b"Register of people" in tree()["one.html"]


@pytest.mark.parametrize("change", ["edited", "missing"])
@pytest.mark.parametrize("name", ["one.html", "index.html", "search.html", "fails.html"])
def test_pages_that_are_missing_or_edited_are_made_again(built: Path, name: str, change: str):
    before = tree()
    path = Path("site", name)
    path.unlink() if change == "missing" else path.write_bytes(path.read_bytes() + b" ")
    build()
    assert tree() == before


def test_other_wishes_and_other_rules_build_anew(
    built: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
):
    build("src", "--no-legend")
    assert len(made) == 3
    build("src", "--no-legend")
    assert len(made) == 3
    Path("src/blueprint.toml").write_text('ignore = ["BP4"]\n')
    cli_config().cache_clear()
    build("src", "--no-legend")
    assert len(made) == 6
    monkeypatch.setattr(key, "_tool", lambda: "another version")
    build("src", "--no-legend")
    assert len(made) == 9


def cli_config():
    from blueprint.cli.run import config

    return config._projects


def test_the_program_is_known_by_its_files(monkeypatch: pytest.MonkeyPatch):
    before = key._tool.__wrapped__()
    monkeypatch.setattr(key, "_ENDINGS", frozenset({".py"}))
    assert key._tool.__wrapped__() != before


@pytest.mark.parametrize("damage", ["cut", "edited", "format", "foreign", "empty"])
def test_a_memory_that_cannot_be_trusted_counts_as_none(built: Path, made: list[str], damage: str):
    before, path = tree(), Path("site", manifest.NAME)
    data = path.read_bytes()
    path.write_bytes({
        "cut": data[:-20],
        "edited": data.replace(b"Lost card", b"Lost cord"),
        "format": data.replace(b'{"format": 2', b'{"format": 1'),
        "foreign": b'{"pages": ["index.html"]}',
        "empty": b"",
    }[damage])  # fmt: skip
    build()
    assert len(made) == 3
    assert tree() == before


def test_a_memory_of_pages_outside_the_site_counts_as_none(built: Path):
    Path("precious.html").write_text("mine")
    known = manifest.digest(b"mine")
    bad = manifest.Manifest(pages={"../precious.html": known})
    Path("site", manifest.NAME).write_bytes(manifest.dump(bad))
    assert manifest.load(Path("site")) == manifest.Manifest()
    build()
    assert Path("precious.html").read_text() == "mine"


@pytest.mark.parametrize("name", ["/x.html", "a/../x.html", "a\\b.html", "C:x.html", "x.txt", "a//b.html"])
def test_only_pages_below_the_folder_are_ours(name: str):
    assert not manifest.is_ours(name)


def test_pages_of_files_that_are_gone_go_unless_somebody_changed_them(built: Path):
    Path("site/notes.html").write_text("mine")
    Path("src/cards/two.blueprint").unlink()
    build()
    assert not Path("site/cards").exists()
    assert "two.html" not in tree()["index.html"].decode()
    assert Path("site/notes.html").read_text() == "mine"
    Path("site/one.html").write_text("edited")
    Path("src/one.blueprint").rename("src/uno.blueprint")
    build()
    assert Path("site/one.html").read_text() == "edited"
    assert Path("site/uno.html").exists()


def test_somebody_elses_index_is_not_written_over(here: Path):
    Path("site").mkdir()
    Path("site/index.html").write_text("<title>Home</title>")
    result = build(code=2)
    assert "no page of ours" in result.stderr
    assert tree() == {"index.html": b"<title>Home</title>"}, "half a site helps nobody"


def test_somebody_elses_page_is_not_written_over_by_a_report(here: Path):
    Path("site/cards").mkdir(parents=True)
    Path("site/cards/two.html").write_text("<title>Mine</title>")
    result = build(code=2)
    assert "'site/cards/two.html' is there and no page of ours" in result.stderr
    assert tree() == {"cards/two.html": b"<title>Mine</title>"}
    # A report that was written alone, and what is left of a run that was killed, are ours.
    Path("site/cards/two.html").unlink()
    assert run("report", "src/one.blueprint", "-o", "site/one.html").exit_code == 0
    build()
    new = tree()
    Path("site/.blueprint-site.json").unlink()
    build()
    assert tree() == new


def test_an_interrupted_run_is_taken_up_where_it_ended(
    here: Path, made: list[str], monkeypatch: pytest.MonkeyPatch
):
    settle = site._Site._settle

    def interrupted(self: object, job: object, one: object) -> None:
        settle(self, job, one)  # type: ignore[arg-type]
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(site._Site, "_settle", interrupted)
        assert run("report", "src", "-o", "site/").exit_code != 0
    made.clear()
    build()
    assert len(made) == 2


@pytest.mark.slow
@pytest.mark.parametrize("workers", [1, 2, 5])
def test_the_bytes_are_the_same_with_any_number_of_processes(
    here: Path, monkeypatch: pytest.MonkeyPatch, workers: int
):
    for number in range(20):
        Path(f"src/more{number}.blueprint").write_text(ONE.replace('"Lost', f'"{number} Lost'))
    monkeypatch.setattr(pool, "_processors", lambda: workers)
    build()
    monkeypatch.setattr(pool, "_processors", lambda: 1)
    found = tree()
    shutil.rmtree("site")
    build()
    assert tree() == found


# ── files with errors ──────────────────────────────────────────────────────────────────────────────────────


def test_a_file_with_errors_is_said_in_the_index_and_the_others_are_built(built: Path):
    before = html_of()
    Path("src/one.blueprint").write_text(ONE.replace("goal sooner", "gaol sooner").replace("<b>", ""))
    result = build(code=1)
    assert "src/one.blueprint:7:1" in result.stderr
    assert "1 left out" in result.stderr
    assert "one.html" not in tree(), "an old page would tell what is no longer so"
    index = tree()["index.html"].decode()
    assert 'id="broken"' in index
    assert ">one.blueprint</span>:7" in index
    assert "two.html" in index
    assert "src/one.blueprint:7:1" in build(code=1).stderr, "it is said each time"
    Path("src/one.blueprint").write_text(ONE)
    build()
    assert html_of() == before


def test_pages_are_the_same_wherever_the_command_is_called(here: Path, monkeypatch: pytest.MonkeyPatch):
    Path("src/cards/bad.blueprint").write_text("stpe")
    build(code=1)
    (here / "elsewhere").mkdir()
    monkeypatch.chdir(here / "elsewhere")
    build(str(here / "src"), code=1)
    assert html_of() == html_of(here / "site")
    assert not [name for name, data in html_of().items() if str(here).encode() in data]


def test_a_site_of_files_that_all_have_errors_still_says_so(here: Path):
    Path("bad").mkdir()
    Path("bad/a.blueprint").write_text("step {")
    build("bad", code=1)
    assert 'id="broken"' in tree()["index.html"].decode()


def test_nothing_is_written_where_there_is_no_file(here: Path):
    Path("void").mkdir()
    build("void", code=2)
    assert not Path("site").exists()


def test_one_file_is_no_site(here: Path):
    assert run("report", "src/one.blueprint", "-o", "site/").exit_code == 0
    assert set(tree()) == {"one.html"}


# ── what is said ───────────────────────────────────────────────────────────────────────────────────────────


def test_progress_is_for_terminals_alone(
    here: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    assert build().stderr == "wrote site/index.html: 2 services, 2 built, 0 unchanged\n"
    shutil.rmtree("site")
    assert build("src", "-q").stderr == ""
    monkeypatch.setattr("sys.stderr.isatty", lambda: True, raising=False)
    monkeypatch.setenv("TERM", "xterm")
    with Progress(2, quiet=False) as progress:
        progress.step("first\x1b[2J")
        progress.step("x" * 500)
    said = capsys.readouterr().err
    assert "1/2 first␛[2J" in said
    assert said.endswith("\r\x1b[K")
    assert "\n" not in said
    assert max(map(len, said.split("\r\x1b[K"))) < 500
    with Progress(2, quiet=True) as progress:
        progress.step("first")
    assert capsys.readouterr().err == ""


# ── pages of any length ────────────────────────────────────────────────────────────────────────────────────


def service(number: int, rows: int) -> Service:
    words = [f"Late {number} answer {at} {'x' * 200}" for at in range(rows)]
    empty: dict[str, list[Row]] = {name: [] for name in ON_SITES}
    cells = [None, None, None, None, {"k": "high"}, [], [], {"s": 90, "u": 60}, "Clerk", {"d": "2027-01-31"}]
    fails = [Row("s.x", f"f:{number}-{at}", "", [word, *cells], "Step") for at, word in enumerate(words)]
    things = [Thing("action", word, "Step", f"card-{at}") for at, word in enumerate(words)]
    numbers: dict[str, float | None] = dict.fromkeys(
        ("phases", "steps", "high", "medium", "low", "unrated", "waits", "handoffs", "warnings", "infos"), 1.0
    )
    return Service(
        f"Service {number}", None, None, None, numbers, None, [], [], {**empty, "fails": fails}, things
    )


@pytest.mark.slow
def test_long_lists_go_on_on_further_pages_each_below_a_megabyte():
    made = pages([Place(service(number, 60), f"{number}.html") for number in range(100)], [], "en")
    assert {"fails.html", "fails-2.html", "search.html", "search-2.html"} <= made.keys()
    assert max(len(text.encode()) for text in made.values()) < 1_000_000
    rows = [
        row for name, text in made.items() if name.startswith("fails") for row in Page(text).rows.values()
    ]
    assert len(rows) == 6000
    ids = [row for name, text in made.items() if name.startswith("fails") for row in Page(text).rows]
    assert len(set(ids)) == 6000, "the same id in several files gets a number"
    found = [given["kinds"][0]["entries"] for given in map(search_data, made.values()) if given]
    assert sum(map(len, found)) == 6000


def search_data(text: str) -> dict | None:
    mark = '<script type="application/json" id="search-data">'
    return json.loads(text.split(mark)[1].split("</script>")[0]) if mark in text else None


def test_a_site_without_services_has_an_index_and_a_search():
    made = pages([], [Broken("a.blueprint", 3, "<b>")], "en")
    assert made.keys() == {"index.html", "search.html"}
    assert "&lt;b&gt;" in made["index.html"]


# ── in a browser ───────────────────────────────────────────────────────────────────────────────────────────


def hostile(here: Path) -> None:
    Path("src/bad.blueprint").write_text(HOSTILE.replace("\\u{2028}", "\u2028"), encoding="utf-8")


def test_texts_stay_texts(here: Path):
    hostile(here)
    build()
    for name, data in html_of().items():
        one = Page(data.decode())
        assert not [tag for tag, _ in one.tags if tag in ("img", "b")], name
        assert not [shape for shape in one.tags if any(attribute.startswith("on") for attribute in shape[1])]
        assert not [link for link in one.links if link.startswith("javascript:")]
    given = search_data(tree()["search.html"].decode())
    assert given is not None
    assert ["</script><script>document.title='ran'</script>", "bad.html"] in given["services"]


def test_the_search_finds_leads_and_runs_nothing(here: Path, browser):
    hostile(here)
    build()
    page = browser.open(Path("site/search.html"))
    assert page.page.title() != "ran"
    assert page.ask("document.activeElement.id") == "search-field"
    page.page.keyboard.type("BLOCKS lost")
    assert page.texts("#search-found li") == ["Action Blocks the card Lost card · Report the loss"]
    page.page.keyboard.press("ArrowDown")
    assert page.ask("document.activeElement.getAttribute('href')") == "one.html#card-tell.block"
    page.page.keyboard.press("ArrowUp")
    page.page.fill("#search-field", "材料")
    assert page.texts("#search-found li") == ["Fail point 材料丢失 新卡 New card · 申请"]
    page.page.fill("#search-field", "alert(1)")
    assert len(page.texts("#search-found li")) == 3
    assert page.ask("document.querySelectorAll('#search-found :is(img, svg, script)').length") == 0
    page.page.fill("#search-field", "nowhere at all")
    assert page.texts("#search-found li") == []
    assert page.texts("#search-status") == ["Nothing found"]
    page.page.fill("#search-field", "lost card")
    page.page.keyboard.press("Enter")
    page.page.wait_for_url("**/one.html")
    page.page.go_back()
    page.page.wait_for_selector("#search-found li")
    assert page.ask("document.getElementById('search-field').value") == "lost card"


def test_the_tables_of_a_site_can_be_sorted_and_filtered(built: Path, browser):
    page = browser.open(Path("site/fails.html"))
    names = "tbody tr th"
    assert page.texts(names)[0] == "材料丢失"
    page.page.locator("thead button").nth(5).click()
    assert page.texts(names)[0] == "It takes too long"
    page.page.locator(".table-tools select").first.focus()
    assert page.barriers() == []


@pytest.mark.slow
@pytest.mark.parametrize("name", ["index.html", "systems.html", "search.html"])
@pytest.mark.parametrize("size", ["desktop", "phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nobody_is_kept_out(built: Path, browser, name: str, size: str, scheme: str):
    page = browser.open(Path("site", name), size=size, scheme=scheme)
    assert page.barriers() == []
    assert page.ask("document.documentElement.scrollWidth <= innerWidth")


def test_without_script_index_and_registers_are_complete(built: Path, browser):
    page = browser.open(Path("site/index.html"), script=False)
    assert len(page.texts("tbody tr")) == 2
    page = browser.open(Path("site/search.html"), script=False)
    assert any("scripts" in text for text in page.texts("main p"))
    assert page.texts("#search") == []


def test_a_run_that_can_build_nothing_takes_nothing_away(built: Path):
    before = tree()
    done = run("report", "src", "-o", "site", "--only", "no_such_step")
    assert done.exit_code == 1
    assert "is left as it was" in done.stderr
    assert tree() == before


@pytest.mark.parametrize(("lane", "expected"), [("客户", "客户"), ("顾客", "顾客")])
@pytest.mark.parametrize("options", [(), ("--lang", "zh")])
def test_a_site_has_the_word_for_customers_that_all_its_services_have(
    here: Path, monkeypatch: pytest.MonkeyPatch, lane: str, expected: str, options: tuple[str, ...]
):
    """客户 where both say so, and the usual word where one says another."""
    made: list[SiteWording] = []

    class Noted(SiteWording):
        def __init__(self, language: str) -> None:
            super().__init__(language)
            made.append(self)

    monkeypatch.setattr(site_pages, "SiteWording", Noted)
    shutil.rmtree("src")
    Path("src").mkdir()
    for name, label in (("a", "客户"), ("b", lane)):
        Path(f"src/{name}.blueprint").write_text(
            f'blueprint {name} "流程"\nlanguage zh\nlanes {{\n customer c "{label}"\n frontstage d "柜台"\n}}\n'
            'step s "开卡" {\n c "来" emotion -1\n -> d "问" { standard "快" within 1m }\n}\n',
            encoding="utf-8",
        )
    build("src", *options)
    assert b'<html lang="zh"' in tree()["index.html"]
    (wording,) = made
    assert wording.words("lane.customer") == expected
