"""What those at work are told: who does what, with what, by when, and what to do when it fails."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from blueprint.renderers.manual.pages import work
from click.testing import CliRunner

from blueprint import cli
from blueprint.view import NoSuchPart, View

from .shop import KINDS, SHOP, Page, chapter, in_text, plain, scene_of, task, write

# ── what a role is told ───────────────────────────────────────────────────────────────────────────────────────────────────


def test_a_task_says_what_begins_it_how_it_is_done_and_who_goes_on():
    told = plain(task(chapter(in_text(SHOP, "manual-md"), "Clerk"), "1.1"))
    assert told.splitlines() == [
        "- **1.1** Fetches the shoes",
        "  - *When* — Buyer: Asks for a size",
        "  - *You need* — foot size",
        "  - *Say* — “One moment, please.”",
        "  - *Standard* — Comes back with two sizes (within 2 min)",
        "  - *Takes* — 3 min, at times up to 8 min",
        "  - *Expected by customers* — The right size at once",
        "  - *Systems* — Till",
        "  - *Channels* — Counter",
        "  - *The customer sees* — Shoe horn",
        "  - *Note*",
        "    - Large sizes stand below",
        "    - Horns vanish",
        "  - *See* — [https://example.org/sizes](<https://example.org/sizes>)",
        "  - *Results in* — shoes",
        "  - *Ask and wait for* — Machines: Looks up the stock",
        "  - *Then do* — Do they fit?",
        "  - ⚠ **If this happens:** No shoes in that size",
        "    - *Prevent* — Look twice",
        "    - *Then* — Order them → Boss: Orders them",
        "    - *Within* — 5 min",
        "    - *Turn to* — Boss",
        "",
    ]


def test_a_decision_says_where_each_answer_leads():
    told = plain(task(chapter(in_text(SHOP, "manual-md"), "Boss"), "1.1"))
    assert told.splitlines()[:7] == [
        "- **1.1** Do they fit? (decision)",
        "  - *When* — Clerk: Fetches the shoes",
        "  - *Or done by* — Clerk",
        "  - *Depending on the answer*",
        "    - yes → Clerk: Packs them (62.5% of cases)",
        "    - no → Clerk: Brings another size (37.5% of cases · at most 2 times)",
        "",
    ]


def test_what_is_handed_over_is_said_at_both_ends():
    markdown = in_text(SHOP, "manual-md")
    clerk, boss = plain(chapter(markdown, "Clerk")), plain(chapter(markdown, "Boss"))
    assert "*If it fails* — Boss: Orders them (“gives up” · with foot size, shoe box · within 1 h)" in clerk
    assert (
        "Clerk: Brings another size (“gives up” · has failed · with foot size, shoe box · within 1 h)" in boss
    )
    assert "Clerk: Fetches the shoes (“No shoes in that size”)" in boss
    assert "*Tell* — Boss: Counts the sale" in clerk
    assert "1 d after “Packs them”" in boss


def test_what_is_said_of_a_step_a_phase_or_the_customer_is_told_to_all_who_work_there():
    markdown = in_text(SHOP, "manual-md")
    for title in ("Clerk", "Boss", "Machines"):
        told = plain(chapter(markdown, title))
        assert "*Policy* — Nobody runs inside" in told
        assert "**If this happens:** Too many people" in told
        assert "**If this happens:** Says the wrong size" in told
        assert "*Takes* — 4–9 min, usually 6 min (target 5 min)" in told
        assert "*The customer sees* — Mirror" in told


def test_a_role_has_its_regular_duties_and_what_it_answers_for():
    markdown = in_text(SHOP, "manual-md")
    boss, clerk = plain(chapter(markdown, "Boss")), plain(chapter(markdown, "Clerk"))
    assert "*Regular duties* — Count the shelves (every week · against: No shoes in that size)" in boss
    assert "*Regular duties* — Test the alarm (every month · against: Fire)" in clerk
    assert "*When it happens* — Everybody out (within 3 min)" in boss[boss.index("### You answer for") :]
    assert "*Compensation* — A voucher" in boss
    assert "Everybody out" not in clerk
    promises = clerk[clerk.index("### You answer for") :]
    for one in ("within 2 h (simple cases)", "within 1 d (complex cases)", "*Solution* — within 2 d",
                "A call (within 12 h)", "A second call (within 7 d)", "*Thanks* — A card", "After* — Asks for a size"):  # fmt: skip
        assert one in promises
    assert "Afterwards" not in boss


def test_an_owner_who_does_not_work_there_is_told_where_it_fails():
    text = SHOP.replace("role idle", 'role buyer "Purchaser"\nrole idle').replace(
        "        owner boss\n      }\n    }", "        owner buyer\n      }\n    }", 1
    )
    told = plain(chapter(in_text(text, "manual-md"), "Purchaser"))
    assert "*Happens at* — Clerk: Fetches the shoes" in told
    assert "*Prevent*\n    - Count the shelves (every week · Boss)\n    - Look twice" in told.replace(
        "\n  - ", "\n  - "
    )


def test_what_nobody_answers_for_is_for_everyone():
    told = plain(chapter(in_text(SHOP, "manual-md"), "For everyone"))
    assert "*Policy* — Shoes are never thrown" in told
    assert "**Risk:** Flood" in told
    assert "Fire" not in told


def test_what_goes_wrong_where_nobody_works_is_for_everyone():
    text = 'blueprint b "B"\nstep one "One" {\n  customer a "A" {\n    fail f "Falls"\n    policy "Hold on"\n  }\n}\n'
    text += 'step two "Two" {\n  frontstage b "B"\n}\n'
    told = plain(chapter(in_text(text, "manual-md"), "For everyone"))
    assert "Falls" in told
    assert "Hold on" in told


def test_a_place_is_told_from_another_of_the_same_name():
    text = 'blueprint b "B"\nrole r "R"\nrole q "Q"\nphase x "P" {\n  policy "Of the phase"\n'
    text += '  step y "Y" {\n    frontstage a "A" by r\n  }\n}\nphase z "Z" {\n  step x "X" {\n    frontstage c "C" by q\n  }\n}\n'
    markdown = in_text(text, "manual-md")
    assert "Of the phase" in chapter(markdown, "R")
    assert "Of the phase" not in chapter(markdown, "Q")


def test_lanes_without_roles_have_chapters_and_roles_without_work_none():
    found = [one.title for one in work(scene_of(SHOP)).manual.chapters]
    assert found == ["For everyone", "Clerk", "Boss", "Machines"]
    assert "Runs by itself" in chapter(in_text(SHOP, "manual-md"), "Machines")
    bare = 'blueprint b "B"\nstep s "S" {\n  customer c "C"\n  -> frontstage f "F"\n  -> backstage b "K"\n}\n'
    assert [one.title for one in work(scene_of(bare)).manual.chapters] == ["Frontstage", "Backstage"]


def test_a_blueprint_without_steps_has_a_manual():
    for kind in (*KINDS, "manual-md", "guide-md"):
        assert "Nothing yet" in write('blueprint b "Nothing yet"\n', kind)


# ── one role ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


@pytest.mark.parametrize("asked", ["clerk", "Clerk", " CLERK "])
def test_one_role_is_found_by_name_or_label(asked: str):
    found = work(scene_of(SHOP, View(role=asked))).manual
    assert [one.id for one in found.chapters] == ["everyone", "role-clerk"]
    page = Page(write(SHOP, role=asked))
    assert not [link for link in page.links if link.startswith("#") and link[1:] not in page.ids]


def test_a_lane_without_roles_is_asked_for_like_a_role():
    assert [one.id for one in work(scene_of(SHOP, View(role="machines"))).manual.chapters][1:] == [
        "lane-machines"
    ]


def test_a_role_without_work_can_be_asked_for():
    assert "No tasks in this service" in write(SHOP, "manual-md", "idle")


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        ("clrek", "there is no role 'clrek'; did you mean 'clerk'? there are clerk, boss, idle, machines"),
        ("xxxxxx", "there is no role 'xxxxxx'; there are clerk, boss, idle, machines"),
        ("", "there is no role ''; there are clerk, boss, idle, machines"),
    ],
)
def test_an_unknown_role_is_answered_with_those_that_there_are(asked: str, said: str, tmp_path: Path):
    with pytest.raises(NoSuchPart, match=re.escape(said)):
        work(scene_of(SHOP, View(role=asked)))
    file = tmp_path / "shop.blueprint"
    file.write_text(SHOP, encoding="utf-8")
    ran = CliRunner().invoke(cli.group, ["manual", str(file), "--role", asked])
    assert ran.exit_code == 2
    assert said in " ".join(ran.output.split())
    assert [one.name for one in tmp_path.iterdir()] == ["shop.blueprint"]


def test_who_does_a_task_together_is_told_apart_from_who_may_do_it():
    def told(by: str) -> list[str]:
        text = SHOP.replace("by clerk, boss", by)
        return [line.strip() for line in in_text(text, "manual-md").splitlines()]

    assert "- *Or done by* — Boss" in told("by clerk, boss")
    together = told("by clerk and boss")
    assert "- *Together with* — Boss" in together
    assert not any("Or done by" in line for line in together)
