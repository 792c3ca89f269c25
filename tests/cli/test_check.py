"""`blueprint check` beyond the frames: what a team chooses, old findings, cures, and lists for machines."""

import json
import xml.etree.ElementTree as ElementTree
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blueprint.checks import RULES
from blueprint.checks.page import read_page
from blueprint.cli import group
from blueprint.cli.listings import FORMATS
from blueprint.cli.run.config import config_for

WAITS = """\
blueprint surgery "See the doctor"

step wait_room "Wait" {
  evidence "Chairs"
  customer sit "Waits | <b>to be</b> called, 100%" wait 10m..45m
  <-> frontstage call "Calls the name"
}
"""
BROKEN = 'blueprint b "B"\nstep s "S" {\n  customer a "Goes\n}\n'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / ".git").mkdir()
    monkeypatch.chdir(tmp_path)
    config_for.__globals__["_projects"].cache_clear()
    write(tmp_path / "waits.blueprint", WAITS)
    return tmp_path


def write(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")
    return path


def configure(folder: Path, text: str, name: str = "blueprint.toml") -> None:
    write(folder / name, text)
    config_for.__globals__["_projects"].cache_clear()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(group, ["check", *arguments], prog_name="blueprint", catch_exceptions=False)


def codes(*arguments: str) -> list[str]:
    found = json.loads(run("-f", "json", *arguments).stdout)
    return [one["code"] for one in found["findings"]]


# ── what a team chooses ─────────────────────────────────────────────────────────────────────────────────────


def test_rules_are_chosen_by_code_name_and_beginning(folder):
    assert "BP401" in codes(".")
    for words in (
        ["--ignore", "BP401"],
        ["--ignore", "wait-without-target"],
        ["--ignore", "BP4"],
        ["--select", "BP3"],
    ):
        assert "BP401" not in codes(*words, "."), words
    assert codes("--select", "BP401", ".") == ["BP401"]
    # The longer word decides.
    assert "BP401" in codes("--ignore", "BP4", "--select", "BP401", ".")


def test_a_word_that_means_no_rule_is_refused(folder):
    result = run("--ignore", "wait-without-targets", ".")
    assert result.exit_code == 2
    assert "did you mean 'wait-without-target'?" in result.stderr


@pytest.mark.parametrize("name", ["blueprint.toml", "pyproject.toml"])
def test_the_nearest_configuration_counts(folder, name):
    head = "" if name == "blueprint.toml" else "[tool.blueprint]\n"
    write(folder / "inner/deep/other.blueprint", WAITS)
    configure(folder / "inner", f'{head}ignore = ["BP401"]\n', name)
    assert codes("--select", "BP401", "inner") == []
    found = json.loads(run("-f", "json", ".").stdout)["findings"]
    assert {one["file"] for one in found if one["code"] == "BP401"} == {"waits.blueprint"}


def test_weights_of_rules_decide_the_exit_code(folder):
    only = ["--select", "BP401"]
    assert run(*only, ".").exit_code == 1
    configure(folder, '[severity]\nBP401 = "info"\n')
    assert run(*only, ".").exit_code == 0
    result = run(*only, "--severity", "BP401=error", ".")
    assert (result.exit_code, "error[BP401]" in result.stdout) == (1, True)
    assert run(*only, "--severity", "BP401=error", "--exit-zero", ".").exit_code == 0


def test_errors_of_a_file_count_whatever_is_asked(folder):
    write(folder / "broken.blueprint", BROKEN)
    assert run("--exit-zero", "--select", "BP401", "broken.blueprint").exit_code == 1


def test_files_and_rules_are_left_out_by_patterns(folder):
    write(folder / "drafts/idea.blueprint", WAITS)
    write(folder / "archive/old.blueprint", WAITS)
    configure(folder, 'exclude = ["archive/"]\n[per-file-ignores]\n"drafts/*" = ["BP4"]\n')
    found = json.loads(run("-f", "json", "--select", "BP", ".").stdout)
    assert sorted(found["files"]) == ["drafts/idea.blueprint", "waits.blueprint"]
    assert {one["file"] for one in found["findings"] if one["code"] == "BP401"} == {"waits.blueprint"}
    # A file that is named is checked all the same.
    assert "BP401" in codes("archive/old.blueprint")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('selct = ["BP"]', "there is no setting 'selct'; did you mean 'select'?"),
        ('select = ["BP999"]', "there is no rule 'BP999'"),
        ("select = 1", 'select is a list of texts: ["…"]'),
        ('[severity]\nBP401 = "fatal"', "severity.BP401 is one of error, warning, info"),
        ("[limits]\nrisks = 1", "there is no limit 'risks'; did you mean 'risk'?"),
        ("[limits]\nsilence = 5", 'limits.silence is a duration such as "10m"'),
        ("[limits]\nrisk = -1", "limits.risk is a whole number from 0 on"),
        ('lang = "fr"', "lang is one of en, "),
        ("ignore = [", "it is not TOML"),
    ],
)
def test_a_configuration_that_cannot_be_meant_so_is_refused(folder, text, said):
    configure(folder, text)
    result = run(".")
    assert result.exit_code == 2
    assert f"blueprint.toml: {said}" in result.stderr


def test_limits_are_taken_from_the_configuration(folder):
    risky = WAITS.replace(
        "wait 10m..45m",
        'wait 5m target 5m {\n fail f "Falls" severity 4 occurrence 5 detection 4 {\n recover "Up"\n }\n}',
    )
    write(folder / "waits.blueprint", risky)
    assert "BP302" not in codes(".")
    configure(folder, "[limits]\nrisk = 80\n")
    assert "BP302" in codes(".")


def test_a_comment_leaves_a_finding_out(folder):
    write(
        folder / "waits.blueprint", WAITS.replace("45m\n", "45m  # blueprint: ignore BP401 nobody can know\n")
    )
    assert not {"BP401", "BP901"} & set(codes("."))
    # Of a rule that does not speak nobody knows whether the comment is needed.
    assert codes("--select", "BP9", ".") == []


def test_what_no_file_of_a_folder_uses_is_found_in_the_vocabulary(folder):
    write(folder / "shared/words.blueprint", 'role cook "Cook"\nrole waiter "Waiter"\n')
    for name in ("a", "b"):
        text = f'blueprint {name} "T"\nimport "shared/words.blueprint"\nstep s "S" {{ customer "Eats" by cook }}\n'
        write(folder / f"{name}.blueprint", text)
    only = ["-f", "json", "--select", "BP805"]
    (one,) = json.loads(run(*only, ".").stdout)["findings"]
    assert (one["file"], one["message"]) == ("shared/words.blueprint", 'no file uses the role "Waiter"')
    # Whoever checks one file does not see who else uses it.
    assert json.loads(run(*only, "a.blueprint").stdout)["findings"] == []


# ── old findings ────────────────────────────────────────────────────────────────────────────────────────────


def test_a_baseline_leaves_old_findings_out_and_new_ones_in(folder):
    only = ["--select", "BP401"]
    assert run(*only, "--write-baseline", "old.json", ".").exit_code == 0
    result = run(*only, "--baseline", "old.json", ".")
    assert (result.exit_code, result.stdout) == (0, "No findings in 1 file (1 more in the baseline)\n")
    # Lines above it move nothing.
    text = WAITS.replace("step", "# a remark\n\nstep", 1)
    write(folder / "waits.blueprint", text)
    assert run(*only, "--baseline", "old.json", ".").exit_code == 0
    more = text.replace("  <->", '  customer stand "Stands" wait 5m\n  <->')
    write(folder / "waits.blueprint", more)
    result = run(*only, "--baseline", "old.json", ".")
    assert (result.exit_code, result.stdout.count("[BP401]")) == (1, 1)
    assert "Stands" in result.stdout


def test_a_baseline_that_is_too_old_is_said(folder):
    run("--select", "BP401", "--write-baseline", "old.json", ".")
    write(folder / "waits.blueprint", WAITS.replace("45m", "45m target 20m"))
    result = run("--select", "BP401", "--baseline", "old.json", ".")
    assert "1 finding of the baseline is gone" in result.stderr


def test_what_a_run_does_not_look_at_is_not_gone_from_the_baseline(folder):
    write(folder / "more.blueprint", WAITS)
    run("--write-baseline", "old.json", ".")
    for less in (["waits.blueprint"], ["--select", "BP4", "."], ["--ignore", "BP401", "."]):
        result = run("--baseline", "old.json", *less)
        assert "gone" not in result.stderr, less
    write(folder / "more.blueprint", WAITS.replace("45m", "45m target 30m"))
    assert "1 finding of the baseline is gone" in run("--baseline", "old.json", ".").stderr


@pytest.mark.parametrize("given", ["=info", "BP401", "BP401=off", "BP401,BP402=info", "BP0=info"])
def test_a_weight_without_a_rule_or_a_level_is_refused(folder, given):
    result = run("--severity", given, ".")
    assert result.exit_code == 2
    assert "internal" not in result.stderr


def test_errors_are_told_from_rules_that_there_are_not(folder):
    assert "always reported" in run("--ignore", "BP011", ".").stderr
    explained = CliRunner().invoke(group, ["explain", "BP011"], prog_name="blueprint")
    assert (explained.exit_code, explained.stdout.splitlines()[0]) == (0, "BP011 unknown-name")


def test_several_rules_are_explained_with_commas_as_they_are_chosen():
    said = CliRunner().invoke(group, ["explain", "BP401,BP402"], prog_name="blueprint").stdout
    assert said.startswith("BP401 ")
    assert "\nBP402 " in said


def test_a_baseline_is_the_same_from_every_folder(folder, monkeypatch):
    configure(folder, 'baseline = "old.json"\nselect = ["BP401"]\n')
    run("--write-baseline", "old.json", ".")
    write(folder / "inner/none.txt", "")
    monkeypatch.chdir(folder / "inner")
    assert run("../waits.blueprint").exit_code == 0


@pytest.mark.parametrize("text", [None, "", "[]", '{"version": 7, "findings": []}'])
def test_what_is_no_baseline_is_refused(folder, text):
    if text is not None:
        write(folder / "old.json", text)
    assert run("--baseline", "old.json", ".").exit_code == 2


# ── cures ───────────────────────────────────────────────────────────────────────────────────────────────────

IDLE = WAITS.replace("45m\n", "45m target 20m  # blueprint: ignore BP401 no more\n")


def test_cures_are_shown_and_put_in(folder):
    path = write(folder / "waits.blueprint", IDLE)
    shown = run("--diff", ".")
    assert shown.exit_code == 1
    assert "-  customer sit" in shown.stdout
    assert path.read_text("utf-8") == IDLE
    assert "waits.blueprint: 1 fixed" in run("--fix", ".").stderr
    assert path.read_text("utf-8") == WAITS.replace("45m\n", "45m target 20m\n")
    again = run("--diff", ".")
    assert (again.exit_code, again.stdout) == (0, "")


def test_standard_input_is_not_changed(folder):
    result = CliRunner().invoke(group, ["check", "--fix", "-"], input=IDLE)
    assert result.exit_code == 2


# ── lists for machines ──────────────────────────────────────────────────────────────────────────────────────


def listing(form: str, *arguments: str) -> str:
    result = run("-f", form, *arguments)
    assert result.exit_code == 1
    return result.stdout


@pytest.mark.parametrize("form", FORMATS)
def test_a_list_has_the_same_bytes_in_every_run_and_in_a_file(folder, form):
    write(folder / "broken.blueprint", BROKEN)
    once = listing(form, ".")
    assert listing(form, ".") == once
    assert run("-f", form, "-o", "out/list", ".").exit_code == 1
    assert (folder / "out/list").read_text("utf-8") == once


def test_json_says_places_and_sentences(folder):
    (one,) = json.loads(listing("json", "--select", "BP401", "."))["findings"]
    assert (one["code"], one["name"], one["severity"]) == ("BP401", "wait-without-target", "warning")
    assert one["start"] == {"line": 5, "column": 3, "offset": WAITS.index("customer sit")}
    assert one["help"].startswith("say how long it may be")


def test_github_gets_one_command_for_each_finding_and_none_of_the_users(folder):
    write(folder / "waits.blueprint", WAITS.replace("called", "called\\n::error::owned"))
    lines = listing("github", "--select", "BP401", ".").splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("::warning file=waits.blueprint,line=5,endLine=5,col=3,")
    assert "100%25" in lines[0]


def test_junit_is_xml_with_a_case_for_each_finding(folder):
    write(folder / "sound.blueprint", 'blueprint s "S"\nstep a "A" { evidence "E"; customer "Goes" }\n')
    root = ElementTree.fromstring(listing("junit", "--select", "BP401", "."))
    suites = {suite.get("name"): suite for suite in root}
    assert suites["sound.blueprint"].get("failures") == "0"
    (failure,) = suites["waits.blueprint"].iter("failure")
    assert "<b>to be</b>" in failure.get("message", "")


def test_markdown_shows_what_the_user_wrote_and_no_more(folder):
    text = listing("markdown", "--select", "BP401", ".")
    (row,) = [line for line in text.splitlines() if line.startswith("| 5 ")]
    assert r"\<b\>to be\</b\>" in row
    assert row.replace(r"\|", "").count("|") == 6


def test_sarif_knows_rules_places_and_cures(folder):
    write(folder / "名 字.blueprint", IDLE)
    run_ = json.loads(listing("sarif", "--select", "BP4,BP9", "."))["runs"][0]
    rules = run_["tool"]["driver"]["rules"]
    for result in run_["results"]:
        assert rules[result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["partialFingerprints"]["blueprint/v1"]
    by_rule = {result["ruleId"]: result for result in run_["results"]}
    assert by_rule["BP401"]["locations"][0]["physicalLocation"]["region"]["startLine"] == 5
    place = by_rule["BP901"]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert place == "%E5%90%8D%20%E5%AD%97.blueprint"
    assert by_rule["BP901"]["fixes"][0]["artifactChanges"][0]["replacements"]


# ── explain ─────────────────────────────────────────────────────────────────────────────────────────────────


def explain(*words: str) -> Result:
    return CliRunner().invoke(group, ["explain", *words])


@pytest.mark.parametrize("rule", [pytest.param(rule, id=rule.code) for rule in RULES])
def test_every_rule_explains_itself(rule):
    for word in (rule.code, rule.code.lower(), rule.name):
        said = explain(word)
        assert said.exit_code == 0
        assert read_page(rule.page).title in said.stdout
        assert "Good\n" in said.stdout


def test_all_rules_are_listed_and_families_too():
    assert len(explain().stdout.splitlines()) == len(RULES)
    assert {line[:3] for line in explain("BP4").stdout.splitlines()} == {"BP4"}
    assert explain("BP999").exit_code == 2


# ── what is printed, and what is written ────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("language", ["language en", "language zh", "language es"])
def test_a_list_in_a_file_is_what_is_printed(folder, language, monkeypatch):
    write(folder / "waits.blueprint", WAITS.replace("\n\n", f"\n{language}\n", 1))
    printed = run("waits.blueprint").stdout
    run("waits.blueprint", "-o", "list.txt")
    assert (folder / "list.txt").read_text("utf-8") == printed


@pytest.mark.parametrize(
    ("variables", "is_coloured"),
    [
        ({}, False),
        ({"FORCE_COLOR": "1"}, True),
        ({"FORCE_COLOR": "0"}, False),
        ({"FORCE_COLOR": ""}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ({"FORCE_COLOR": "1", "NO_COLOR": "", "TERM": "dumb"}, True),
    ],
)
def test_colours_can_be_forced_and_forbidden(folder, variables, is_coloured, monkeypatch):
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert ("\x1b[" in run("waits.blueprint").stdout) is is_coloured
    run("waits.blueprint", "-o", "list.txt")
    assert "\x1b" not in (folder / "list.txt").read_text("utf-8")


def test_words_of_the_user_are_no_links_and_gaps_in_sarif(folder):
    write(
        folder / "waits.blueprint", WAITS.replace("Waits | <b>to be</b>", "See [here](https://e.org) {0} {a}")
    )
    texts = run("-f", "sarif", "waits.blueprint").stdout
    message = json.loads(texts)["runs"][0]["results"][0]["message"]["text"]
    assert r"\[here\](https://e.org) {{0}} {a}" in message
