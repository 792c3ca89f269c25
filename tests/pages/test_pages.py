"""What readers of the four examples get, as text: reports, manuals, guides, the registers of all, and two sites.

The golden files stand in `goldens/`, a file a page: `<example>.<stage>`, `registers/<register>.csv`, `site/<page>` and `site-zh/<page>`.
"""

from __future__ import annotations

from pathlib import Path
from shutil import copy

import pytest
from click.testing import CliRunner

from blueprint import cli

from ..examples import compiled
from ..golden import ADVICE, CASES, compare_file, read_case
from ..page_stages import PAGES
from ..page_text import page_text

GOLDENS = Path(__file__).parent / "goldens"
EXAMPLES = sorted((Path(__file__).parents[2] / "examples").glob("*.blueprint"))
#: `cases/pages` has the other stages; a large file would add little to them.
STAGES = ("report", "manual", "guide")
SMALL = CASES / "pages" / "every-section.blueprint"
CHINESE = ("support-desk", "telecom-hall")


def check(golden: Path, actual: str, update: bool) -> None:
    problem = compare_file(golden, actual, root=GOLDENS, update=update)
    if problem:
        pytest.fail(problem, pytrace=False)


def run(*arguments: str) -> None:
    result = CliRunner().invoke(cli.group, arguments)
    assert result.exit_code == 0, result.stderr


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with the examples, below the folder to run in, so that no path of this checkout gets into a page."""
    monkeypatch.chdir(tmp_path)
    folder = Path("examples")
    folder.mkdir()
    for path in EXAMPLES:
        copy(path, folder)
    return folder


def check_all(made: Path, goldens: Path, ending: str, update: bool) -> None:
    """Compare all files of a folder with their golden files; an update deletes those without a page."""
    pages = {path.name.removesuffix(".html"): path.read_text(encoding="utf-8") for path in made.glob(ending)}
    for path in goldens.glob("*"):
        if update and path.name not in pages:
            path.unlink()
    for name, text in sorted(pages.items()):
        check(goldens / name, page_text(text) if ending == "*.html" else text, update)
    assert sorted(path.name for path in goldens.glob("*") if path.suffix != ".actual") == sorted(pages), (
        ADVICE
    )


@pytest.mark.parametrize("stage", STAGES)
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_a_page_of_an_example_reads_as_its_golden_file_says(example: Path, stage: str, update_golden: bool):
    check(GOLDENS / f"{example.stem}.{stage}", PAGES[stage](compiled(example)), update_golden)


def test_the_registers_of_the_examples_are_as_their_golden_files_say(source: Path, update_golden: bool):
    run("registers", str(source), "-o", "tables/")
    check_all(Path("tables"), GOLDENS / "registers", "*.csv", update_golden)


@pytest.mark.parametrize("name", ["site", "site-zh"])
def test_the_pages_of_a_site_read_as_their_golden_files_say(name: str, source: Path, update_golden: bool):
    for path in source.iterdir():
        if name == "site-zh" and path.stem not in CHINESE:
            path.unlink()
    run("report", str(source), "-o", f"{name}/")
    # They are as they are without a site, but for a link.
    for path in EXAMPLES:
        Path(name, f"{path.stem}.html").unlink(missing_ok=True)
    check_all(Path(name), GOLDENS / name, "*.html", update_golden)


def test_every_golden_file_belongs_to_a_page():
    known = {f"{path.stem}.{stage}" for path in EXAMPLES for stage in STAGES}
    folders = {"registers", "site", "site-zh"}
    found = {path.name for path in GOLDENS.iterdir() if path.suffix != ".actual"}
    assert sorted(found - known - folders) == [], f"delete these, or give them their page again and {ADVICE}"


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda path: path.stem)
def test_the_small_case_has_every_section_that_an_example_has(example: Path):
    stage = "report-zh" if example.stem in CHINESE else "report"
    shown = headings(PAGES[stage](read_case(SMALL)))
    assert len(shown) > 30
    assert headings(PAGES["report"](compiled(example))) <= shown


def test_the_small_case_has_a_row_in_every_register(tmp_path: Path):
    run("registers", str(SMALL), "-o", f"{tmp_path}/tables/")
    lines = {
        path.stem: len(path.read_text(encoding="utf-8").splitlines()) for path in tmp_path.rglob("*.csv")
    }
    assert len(lines) > 10
    assert [name for name, count in lines.items() if count < 2] == []


def headings(text: str) -> set[str]:
    """The headings of sections, without the numbers of their rows."""
    return {line.rstrip("0123456789 ") for line in text.splitlines() if line.startswith("## ")}
