"""What a team chooses holds everywhere: in checks, pictures, reports, registers and sites, from Python as from the command line."""

from __future__ import annotations

import datetime
import json
import re
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import blueprint
from blueprint import project
from blueprint.analysis import facts
from blueprint.analysis.registers.all_registers import registers
from blueprint.cli import group
from blueprint.cli.run import config, today
from blueprint.cli.site import key
from blueprint.diagnostics import Diagnostic, Severity
from blueprint.files import Loader
from blueprint.scene import scene
from blueprint.settings import USUAL, Choice, Limits, Priorities, Settings
from blueprint.words import in_words

#: A fail point of number 30: low by the usual limits, high where the limit is 20. The goal is late from 2027 on.
INN = """blueprint inn "Inn"
metric checkin_time "Time to check in" unit "min" now 8 target 5
goal faster "Faster" metric checkin_time from 8 to 5 due 2026-12-31 owner "Ann"
step greet "Greeting" {
  customer come "Comes"
  <-> frontstage hello "Greets" {
    fail lost "Booking is lost" severity 5 occurrence 2 detection 3
  }
}
"""
LIMITS = "[limits]\nrisk = 20\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    config._projects.cache_clear()
    Path("inn.blueprint").write_text(INN, encoding="utf-8")
    return tmp_path


def configure(text: str, name: str = "blueprint.toml") -> None:
    Path(name).write_text(text, encoding="utf-8")
    config._projects.cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, arguments, prog_name="blueprint", catch_exceptions=False)


def codes(compiled: blueprint.Compiled) -> set[str]:
    return {one.code for one in compiled.findings}


# ── one level of a risk ─────────────────────────────────────────────────────────────────────────────────────


def _in_checks(compiled: blueprint.Compiled) -> str:
    return "high" if "BP302" in codes(compiled) else "low"


def _in_registers(compiled: blueprint.Compiled) -> str:
    (found,) = registers(compiled.facts, ["fails"])
    at = [column.name for column in found.columns].index("level")
    return in_words(found.rows[0][at])


def _in_badge(compiled: blueprint.Compiled) -> str:
    (badge,) = (one for one in blueprint.lay_out(compiled).badges if one.kind == "fail")
    return ("unrated", "low", "medium", "high")[badge.risk]


def _of_badge(svg: str) -> str:
    """By the badge on the card; that of the legend has no number."""
    (level,) = re.findall(r'class="bp-badge bp-badge-fail-(\d)"[^>]*>F1<', svg)
    return ("unrated", "low", "medium", "high")[int(level)]


def _in_svg(compiled: blueprint.Compiled) -> str:
    return _of_badge(str(blueprint.render_as(compiled, "svg")))


def _in_text(compiled: blueprint.Compiled) -> str:
    (level,) = re.findall(r"number 30, (\w+) risk", str(blueprint.render_as(compiled, "text")))
    return level


def _in_table(compiled: blueprint.Compiled) -> str:
    html = str(blueprint.render_as(compiled, "html"))
    row = html[html.index('id="fail-F1"') :]
    (badge,) = set(re.findall(r"badge-fail badge-(\w+)|fail badge-(\w+)", row[: row.index("</tr>")]))
    (chip,) = re.findall(r"chip risk-(\w+)", row[: row.index("</tr>")])[:1]
    assert chip in badge
    return chip


def _in_article(compiled: blueprint.Compiled) -> str:
    html = str(blueprint.render_as(compiled, "html"))
    article = html[html.index("<article") :]
    (level,) = re.findall(r"chip risk-(high|low|medium)", article)
    return level


def _in_tile(compiled: blueprint.Compiled) -> str:
    (level,) = re.findall(r'chip risk-\w+">1 (\w+)<', str(blueprint.render_as(compiled, "html")))
    return level


def _in_concerns(compiled: blueprint.Compiled) -> str:
    html = str(blueprint.render_as(compiled, "html"))
    listed = re.search(r'<ol class="attention">.*?</ol>', html, re.DOTALL)
    return "high" if listed and "Booking is lost" in listed[0] else "low"


def _in_manual(compiled: blueprint.Compiled) -> str:
    return _of_badge(str(blueprint.render_as(compiled, "manual")))


@pytest.mark.parametrize(
    "told",
    [_in_checks, _in_registers, _in_badge, _in_svg, _in_text, _in_table, _in_article, _in_tile, _in_concerns, _in_manual],
    ids=lambda told: told.__name__[4:],
)  # fmt: skip
def test_a_risk_that_the_limits_call_high_is_high_everywhere(folder: Path, told):
    assert told(blueprint.load("inn.blueprint")) == "low"
    configure(LIMITS)
    assert told(blueprint.load("inn.blueprint")) == "high"


def test_a_graphviz_picture_shows_the_level_by_the_limits(folder: Path):
    usual = blueprint.render_as(blueprint.load("inn.blueprint"), "dot")
    configure(LIMITS)
    strict = blueprint.load("inn.blueprint")
    assert blueprint.render_as(strict, "dot") != usual
    assert blueprint.render_as(replace(strict, settings=USUAL), "dot") == usual


def test_site_and_commands_agree_on_a_high_risk(folder: Path):
    Path("other.blueprint").write_text(INN.replace("inn", "other"), encoding="utf-8")
    configure(LIMITS)
    assert run("report", ".", "-o", "site/").exit_code == 0
    shown = {}
    for name in ("index", "fails", "inn"):
        html = Path(f"site/{name}.html").read_text(encoding="utf-8")
        shown[name] = re.findall(r'class="chip risk-\w+">([^<]*)<', html)
    assert shown["index"] == ["2 high", "1 high", "1 high"]
    assert shown["fails"] == ["high", "high"]
    # Tile, row and article; the action priority goes by a table.
    assert [one for one in shown["inn"] if "low" in one or "high" in one] == ["1 high", "high", "low", "high"]
    assert run("render", "inn.blueprint", "-f", "text").exit_code == 0
    assert "high risk" in Path("inn.txt").read_text(encoding="utf-8")
    assert "high" in run("registers", "inn.blueprint", "-r", "fails").output
    assert "BP302" in run("check", "inn.blueprint").output


def test_the_note_on_the_levels_names_the_limits_of_the_team(folder: Path):
    for text, note in (
        ("", "Risk is low below 50, medium from 50 to 99, high from 100, and always high at severity 9 or more."),
        (LIMITS, "Risk is low below 20, high from 20, and always high at severity 9 or more."),
        ("[limits]\nrisk = 80\nseverity = 10\n", "medium from 50 to 79, high from 80, and always high at severity 10 or more."),
    ):  # fmt: skip
        configure(text)
        assert note in str(blueprint.render_as(blueprint.load("inn.blueprint"), "html"))


def test_a_table_of_priorities_counts_in_sites_too(folder: Path):
    table = "severity,occurrence,detection,priority\n1-10,1-10,1-10,high\n"
    Path("ours.csv").write_text(table, encoding="utf-8")
    Path("other.blueprint").write_text(INN.replace("inn", "other"), encoding="utf-8")
    assert run("report", ".", "-o", "site/").exit_code == 0
    before = Path("site/inn.html").read_text(encoding="utf-8")
    configure('[report]\naction-priority = "ours.csv"\n')
    done = run("report", ".", "-o", "site/")
    assert "2 built" in done.output
    page = Path("site/inn.html").read_text(encoding="utf-8")
    assert page != before
    run("report", "inn.blueprint")
    assert blueprint.render_as(blueprint.load("inn.blueprint"), "html") == Path("inn.html").read_text("utf-8")


# ── load ────────────────────────────────────────────────────────────────────────────────────────────────────


def test_load_reads_the_project_as_check_does(folder: Path):
    assert "BP711" not in codes(blueprint.load("inn.blueprint"))
    usual = codes(blueprint.load("inn.blueprint"))
    assert "BP301" in usual
    configure('ignore = ["BP301"]\n[severity]\nBP305 = "error"\n[limits]\nrisk = 20\n')
    compiled = blueprint.load("inn.blueprint")
    assert compiled.settings.limits == Limits(risk=20)
    assert compiled.settings.choice.severity == (("BP305", Severity.ERROR),)
    assert "BP301" not in codes(compiled)
    found = json.loads(run("check", "-f", "json", "--today", "none", "inn.blueprint").stdout)["findings"]
    assert [one["code"] for one in found] == [one.code for one in compiled.diagnostics]


def test_a_configuration_that_changes_is_read_anew(folder: Path):
    assert blueprint.load("inn.blueprint").settings == USUAL
    Path("blueprint.toml").write_text(LIMITS, encoding="utf-8")
    assert blueprint.load("inn.blueprint").settings.limits.risk == 20
    Path("blueprint.toml").write_text(LIMITS.replace("20", "30"), encoding="utf-8")
    assert blueprint.load("inn.blueprint").settings.limits.risk == 30


def test_settings_that_are_handed_in_are_taken_as_they_are(folder: Path):
    configure("no toml at all")
    given = Settings(limits=Limits(risk=40), choice=Choice(select=("BP3",)))
    compiled = blueprint.load("inn.blueprint", given)
    assert compiled.settings is given
    assert compiled.is_sound
    assert {code[:3] for code in codes(compiled)} == {"BP3"}
    assert blueprint.load("inn.blueprint", given, loader=Loader()).settings is given


def test_a_file_in_a_folder_below_has_the_settings_of_its_place(folder: Path):
    Path("drafts").mkdir()
    Path("drafts/new.blueprint").write_text(INN, encoding="utf-8")
    Path("pyproject.toml").write_text(
        '[tool.blueprint.per-file-ignores]\n"drafts/*" = ["BP3"]\n[tool.blueprint.limits]\ntext = 7\n',
        encoding="utf-8",
    )
    draft, final = blueprint.load("drafts/new.blueprint"), blueprint.load("inn.blueprint")
    assert draft.settings.limits == final.settings.limits == Limits(text=7)
    assert draft.settings.choice == Choice(ignore=("BP3",))
    assert final.settings.choice == Choice()
    assert "BP301" in codes(final)
    assert "BP301" not in codes(draft)


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("# all\n\n[limits]\nrisc = 3\n", 4, "there is no limit 'risc'; did you mean 'risk'?"),
        ('lang = "en"\nignore = ["BP999"]\n', 2, "there is no rule 'BP999'; did you mean"),
        ('ignore = ["BP011"]\n', 1, "'BP011' means errors"),
        ('\n[limits]\nsilence = "soon"\n', 3, 'limits.silence is a duration such as "10m"'),
        ('[severity]\nBP401 = "loud"\n', 2, "severity.BP401 is one of error, warning, info"),
        ('[per-file-ignores]\n"a/*" = 3\n', 2, "per-file-ignores.a/* is a list of texts"),
        ('\n\n[limits]\nrisk = = 3\n', 4, "it is not TOML: "),
        ('[report]\naction-priority = "/etc/hostname"\n', 2, "report.action-priority is a file of this project"),
        ("lang = 3\n", 1, 'lang is a text in "…"'),
        ("\nrisky = 3\n", 2, "there is no setting 'risky'"),
    ],
)  # fmt: skip
def test_a_configuration_that_cannot_be_used_is_an_error_at_its_line(
    folder: Path, text: str, line: int, message: str
):
    configure(text)
    compiled = blueprint.load("inn.blueprint")
    (found,) = compiled.errors
    assert (found.code, found.span.source.name, found.span.line) == ("BP032", "blueprint.toml", line)
    assert found.message.startswith(message)
    assert not compiled.is_sound
    assert compiled.blueprint is not None
    assert compiled.findings == ()
    # The command line says the same in its own way.
    done = run("check", "inn.blueprint")
    assert done.exit_code == 2
    assert done.output == f"Error: blueprint.toml: {found.message}\n"


@pytest.mark.parametrize("data", [b"\xff\xfe", b"limits = \x00", b"a = '", b"[", b""])
def test_no_configuration_raises(folder: Path, data: bytes):
    Path("blueprint.toml").write_bytes(data)
    compiled = blueprint.load("inn.blueprint")
    assert [one.code for one in compiled.errors] == (["BP032"] if data else [])
    assert (
        repr(compiled) == f"<Compiled inn.blueprint: 1 step, 2 actions, {'1 error' if data else '0 errors'}>"
    )


def test_a_missing_file_and_a_bad_configuration_are_both_told(folder: Path):
    configure("[limits]\nrisc = 3\n")
    assert [one.code for one in blueprint.load("none.blueprint").errors] == ["BP032", "BP001"]


def test_a_missing_configuration_that_was_named_is_told():
    found = project.read_project(Path("none.toml"))
    assert isinstance(found, Diagnostic)
    assert found.message == "no such file or directory"


def test_somebody_elses_pyproject_is_none_of_ours(folder: Path):
    for text in ("[tool.other]\na = 1\n", "broken = = 1", "tool = 3\n"):
        Path("pyproject.toml").write_text(text, encoding="utf-8")
        assert blueprint.load("inn.blueprint").settings == USUAL
    found = project.read_project(Path("pyproject.toml"))
    assert isinstance(found, Diagnostic)
    assert found.message == "there is no [tool.blueprint] in it"
    Path("pyproject.toml").write_text("[tool.blueprint]\nx = = 1", encoding="utf-8")
    assert [one.code for one in blueprint.load("inn.blueprint").errors] == ["BP032"]


def test_the_settings_of_a_file_can_be_had_without_it(folder: Path):
    configure(LIMITS)
    assert project.settings_for("not-yet.blueprint") == Settings(limits=Limits(risk=20))


def test_the_command_line_outweighs_the_file_and_the_file_what_is_usual(folder: Path):
    def found(*options: str) -> set[str]:
        done = run("check", "-f", "json", "--today", "none", *options, "inn.blueprint")
        return {one["code"] for one in json.loads(done.stdout)["findings"]}

    usual = found()
    assert {"BP301", "BP305"} & usual
    configure('select = ["BP3"]\n')
    assert {code[:3] for code in found()} == {"BP3"}
    assert {code[:3] for code in found("--select", "BP6")} <= {"BP6"}
    assert found("--ignore", "BP301") == found() - {"BP301"}


# ── the day ─────────────────────────────────────────────────────────────────────────────────────────────────


def test_files_do_not_depend_on_the_day_and_check_does(folder: Path, monkeypatch: pytest.MonkeyPatch):
    outputs = {}
    for day in (datetime.date(2026, 1, 1), datetime.date(2028, 1, 1)):
        monkeypatch.setattr("blueprint.cli.jobs.check.clock", lambda day=day: day)
        monkeypatch.setattr(today, "clock", lambda day=day: day)
        run("report", "inn.blueprint", "-o", "report.html")
        run("render", "inn.blueprint", "-f", "html", "-o", "render.html")
        told = run("check", "inn.blueprint").output
        outputs[day.year] = (
            Path("report.html").read_bytes(),
            Path("render.html").read_bytes(),
            "BP711" in told,
        )
    assert outputs[2026][:2] == outputs[2028][:2]
    assert (outputs[2026][2], outputs[2028][2]) == (False, True)


def test_writers_compare_dates_with_the_day_that_is_named(folder: Path):
    for command in (("report",), ("render", "-f", "html")):
        pages = {}
        for day in (None, "none", "2026-01-01", "2028-01-01"):
            options = () if day is None else ("--today", day)
            assert run(*command, "inn.blueprint", "-o", "page.html", *options).exit_code == 0
            pages[day] = Path("page.html").read_text(encoding="utf-8")
        assert pages[None] == pages["none"]
        assert "overdue" not in pages[None]
        assert "overdue" not in pages["2026-01-01"]
        assert "overdue" in pages["2028-01-01"]
        assert "BP711" in pages["2028-01-01"]
        refused = run(*command, "inn.blueprint", "--today", "soon")
        assert refused.exit_code == 2
        assert "--today is a date such as 2026-12-31, or none, not 'soon'" in refused.output


def test_a_site_is_built_anew_for_another_day(folder: Path):
    Path("other.blueprint").write_text(INN.replace("inn", "other"), encoding="utf-8")
    assert "2 built" in run("report", ".", "-o", "site/").output
    assert "0 built" in run("report", ".", "-o", "site/").output
    assert "2 built" in run("report", ".", "-o", "site/", "--today", "2028-01-01").output
    assert "overdue" in Path("site/inn.html").read_text(encoding="utf-8")


def test_a_format_without_findings_has_no_use_for_a_day(folder: Path):
    done = run("render", "inn.blueprint", "-o", "-", "-f", "json", "--today", "2028-01-01")
    assert done.exit_code == 0
    assert "--today is without effect: the format 'json' has no use for it" in done.stderr


def test_load_knows_no_day(folder: Path):
    compiled = blueprint.load("inn.blueprint")
    assert compiled.settings.today is None
    assert "BP711" not in codes(compiled)
    late = replace(compiled.settings, today=datetime.date(2028, 1, 1))
    assert "BP711" in codes(blueprint.load("inn.blueprint", late))
    assert "BP711" in {one.code for one in blueprint.check(compiled.facts.blueprint, settings=late)}


# ── carried, not handed on ──────────────────────────────────────────────────────────────────────────────────


def test_facts_are_gathered_once_for_checks_report_and_registers(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    gathered = []
    real = facts.gather

    def counted(model: object, settings: Settings = USUAL) -> facts.Facts:
        gathered.append(settings)
        return real(model, settings)

    monkeypatch.setattr(facts, "gather", counted)
    configure(LIMITS)
    compiled = blueprint.load("inn.blueprint")
    assert gathered == []
    for _ in range(2):
        assert compiled.findings
        assert registers(compiled.facts)
        assert blueprint.render_as(compiled, "html")
        assert blueprint.render_as(compiled, "text")
    assert gathered == [compiled.settings]
    assert scene(compiled).facts is compiled.facts


def test_facts_of_a_part_are_those_of_the_part_under_the_same_settings(folder: Path):
    configure(LIMITS)
    text = INN + 'step leave "Leaving" {\n  customer go "Goes"\n}\n'
    Path("inn.blueprint").write_text(text, encoding="utf-8")
    part = scene(blueprint.load("inn.blueprint"), blueprint.View(only="leave"))
    assert list(part.facts.position) == ["leave.go"]
    assert part.facts.limits.risk == 20


def test_what_has_errors_has_no_facts():
    broken = blueprint.compile_source(blueprint.Source("b", 'blueprint b "B"\nstep s "S" { customer }\n'))
    assert not broken.is_sound
    with pytest.raises(ValueError, match="has no facts"):
        _ = broken.facts


def test_the_key_of_a_site_knows_all_settings():
    table = {(1, 1, 1): "low", (1, 1, 2): "high"}
    every = [
        USUAL,
        Settings(limits=Limits(risk=20)),
        Settings(today=datetime.date(2026, 1, 1)),
        Settings(choice=Choice(ignore=("BP3",))),
        Settings(priorities=Priorities(table=table)),
        Settings(priorities=Priorities(table={**table, (1, 1, 1): "high"})),
    ]
    assert len({key.key(one) for one in every}) == len(every)
    assert key.key(Settings(priorities=Priorities(table=dict(reversed(table.items()))))) == key.key(every[4])
