"""The sections on the work and on personas: every number of one small service, worked out by hand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from blueprint.analysis.facts import Facts, gather
from blueprint.analysis.motion.reached import motion_of, reached
from blueprint.analysis.motion.results import headline, motions_of
from blueprint.analysis.work.automation import Amount, modes, total, values
from blueprint.analysis.work.handoff_arrows import crossings
from blueprint.analysis.work.items import never_made, never_used
from blueprint.analysis.work.outages import outages
from blueprint.analysis.work.responsibility import duties
from blueprint.compiler import compile_source
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.view import View

from ..html_page import Page
from ..paths import EXAMPLES
from ..reports import example, report, scene_of

SERVICE = """
blueprint repair "Repair of bicycles"
persona regular "Regular" tier "Gold"
persona child "Child"
role clerk "Clerk" of "Shop"
role lead "Lead" of "Shop"
role smith "Smith" of "Workshop"
role idle "Idle hand"
system till "Till" owner lead reviewed 2026-05-04 every year
system stock "Stock list"
system spare "Spare system"
metric speed "Speed" unit "min" owner smith
lanes {
  customer "Customer"
  --- interaction ---
  frontstage shop "Shop" by clerk
  --- visibility ---
  backstage works "Workshop" by smith
  support machines "Machines" mode automatic
}
phase first "First" {
  owner lead
  step bring "Bring" {
    customer come "Brings the bicycle" start output name, fault
    -> shop take "Takes it in" using till input name output ticket mode assisted time 2m value necessary
    -> works look "Looks at it" milestone input ticket, manual output list mode manual time 10m value adding
    look <-> works ask "Asks the lead" by lead time 1m
    look <-> machines find "Finds the part" using stock
    look ~> shop note "Notes the price" output price
    shop ring "Rings up" {
      fail wrong "Wrong number" severity 8 occurrence 4 detection 4 owner clerk
    }
    look -> ring within 2h
    ring -> customer tell "Says the name again" output name
    look !> lead_up "too old"
    shop lead_up "Advises on a new one" by lead end refused
  }
}
step fetch "Fetch" {
  owner "The family"
  customer pay "Pays"
  <-> shop charge "Charges" using till time 3m
  charge -> shop polish "Polishes it" for regular time 30m value waste
  charge -> customer ride "Rides away" end served
  polish -> ride
  charge -> ride "with a sticker" for child
}
"""


def facts_of(text: str = SERVICE) -> Facts:
    return gather(scene_of(text).blueprint)


def page_of(text: str = SERVICE, **view: object) -> Page:
    compiled = compile_source(Source("test.blueprint", text))
    assert compiled.is_sound, [(one.message, one.span.line) for one in compiled.errors]
    return Page(report(scene(compiled, View(**view)) if view else scene(compiled)))  # type: ignore[arg-type]


def said(page: Page, row: str) -> list[str]:
    """What stands in a row, without the dashes of empty cells."""
    return [text for text in page.rows[row] if text != "—"]


# ── hand-offs ──────────────────────────────────────────────────────────────────────────────────────────────


def test_hand_offs_are_the_arrows_between_people_who_have_nobody_in_common():
    found = [
        (one.flow.source.split(".")[1], one.flow.target.split(".")[1], one.again)
        for one in crossings(facts_of())
    ]
    # take (clerk) → look (smith) → ask (lead), note and ring (clerk), lead_up (lead); find is a machine's, polish the clerk's own.
    # After ring the customer says the name again, to the clerk, to whom note does not lead on.
    assert found == [
        ("take", "look", ()), ("look", "ask", ()), ("look", "note", ()), ("look", "ring", ("name",)), ("look", "lead_up", ()),
    ]  # fmt: skip


def test_what_the_customer_says_to_nobody_new_is_not_asked_at_a_hand_off():
    page = page_of()
    assert "name" in page.rows["handoff-4"]
    assert "Customer asked again afterwards: 1." in page.text
    once = page_of(SERVICE.replace('"Says the name again" output name', '"Listens"'))
    assert "name" not in once.rows["handoff-4"]
    assert "asked again" not in once.text


def test_the_matrices_count_hand_offs_and_lead_to_each():
    page = page_of()
    # Clerk, lead, smith in the order of their declaration; what each gives, and in the last row takes.
    assert said(page, "giver-1") == ["Clerk", "1", "H1", "1"]
    assert said(page, "giver-2") == ["Lead"]
    assert said(page, "giver-3") == ["Smith", "2", "H3", "H4", "2", "H2", "H5", "4"]
    assert said(page, "giver-all") == ["Takes over", "2", "2", "1", "5"]
    assert said(page, "unit-1") == ["Shop", "1", "H1", "1"]
    assert said(page, "unit-2") == ["Workshop", "4", "H2", "H3", "H4", "H5", "4"]
    assert page.row_links["giver-1"][-1] == "#handoff-1"
    assert "Between departments: 5; within one: 0" in page.text


def test_what_a_department_gives_to_itself_is_on_the_diagonal_whoever_helps():
    helped = SERVICE.replace('works ask "Asks the lead" by lead', 'works ask "Asks the lead" by lead, idle')
    helped = helped.replace('role idle "Idle hand"', 'role idle "Idle hand" of "Workshop"')
    page = page_of(helped)
    assert said(page, "unit-2") == ["Workshop", "3", "H3", "H4", "H5", "1", "H2", "4"]
    assert "Between departments: 4; within one: 1" in page.text


def test_a_hand_off_says_who_gives_what_to_whom_and_how():
    page = page_of()
    assert said(page, "handoff-4") == [
        "H4", "Smith", "Workshop", "Looks at it", "1 Bring", "Workshop", "Clerk", "Shop", "Rings up", "1 Bring", "Shop",
        "goes on", "2 h", "name",
    ]  # fmt: skip
    page = page_of(SERVICE.replace("look -> shop ring", "look -> shop ring") + "\n")
    assert said(page, "handoff-2")[-1] == "asked, answers"
    assert said(page, "handoff-3")[-1] == "is told"
    assert said(page, "handoff-5")[-2:] == ["after a failure", "too old"]


# ── roles ──────────────────────────────────────────────────────────────────────────────────────────────────


def test_the_letters_of_a_step():
    facts = facts_of()
    step = facts.blueprint.steps["bring"]
    owner = facts.blueprint.phases["first"].owner
    # lead answers (the phase's owner), does two things and is asked; clerk does some and is told; smith does one.
    assert duties(facts, step.actions, owner) == {
        "lead": ("R", "A", "C"), "clerk": ("R", "I"), "smith": ("R",)
    }  # fmt: skip


def test_few_actions_have_a_row_each_and_many_stand_by_step():
    page = page_of()
    assert said(page, "duty-2") == ["Looks at it", "I", "A", "C", "R"]
    more = "".join(f'  frontstage more{n} "More {n}" by clerk\n' for n in range(6))
    crowd = SERVICE.replace("frontstage shop", "frontstage frontstage").replace(" shop ", " frontstage ")
    page = page_of(crowd.replace('  customer pay "Pays"', more + '  customer pay "Pays"'))
    assert said(page, "duty-1") == ["1 Bring", "R", "I", "R", "A", "C", "R"]
    assert said(page, "duty-2") == ["2 Fetch", "R", "The family"]


def test_the_load_of_each_role():
    page = page_of()
    # take, note, ring, charge: 2 + 3 min, and 30 min to polish for regular ones; gives one, takes two.
    work = ["5 min", "Child, everyone else", "35 min", "Regular"]
    assert said(page, "role-1") == ["Clerk", "Shop", "5", "2", *work, "1", "2", "Till", "F1"]
    assert said(page, "role-2") == ["Lead", "Shop", "2", "1", "1 min", "2", "1 Bring"]
    assert said(page, "role-3") == ["Smith", "Workshop", "1", "1", "10 min", "4", "1", "Speed"]
    assert said(page, "role-4") == ["Idle hand", "0", "0"]
    assert "#fail-F1" in page.row_links["role-1"]


# ── systems ────────────────────────────────────────────────────────────────────────────────────────────────


def test_what_stops_when_a_system_stops():
    found = outages(facts_of())
    # take and charge use it; pay waits for charge. All that follows from take and charge is then not come to.
    assert found["till"].users == ("bring.take", "fetch.charge")
    assert found["till"].stopped == ("bring.take", "fetch.pay", "fetch.charge")
    assert found["till"].cut_off == (
        "bring.look", "bring.ask", "bring.find", "bring.note", "bring.ring", "bring.tell", "bring.lead_up",
        "fetch.polish", "fetch.ride",
    )  # fmt: skip
    # look waits for find; the way out by failure stays, but nothing of what follows from the call.
    assert found["stock"].stopped == ("bring.look", "bring.find")
    assert found["stock"].cut_off == (
        "bring.ask", "bring.note", "bring.ring", "bring.tell", "fetch.pay", "fetch.charge", "fetch.polish", "fetch.ride",
    )  # fmt: skip
    assert found["spare"] == ((), (), ())


def test_a_customer_goes_on_by_themselves_past_a_system_that_stops():
    text = 'blueprint b "B"\nsystem app "App"\nstep a "A" {\n  customer tap "Taps"\n  <-> frontstage show "Shows" using app\n}\n'
    text += 'step b "B" {\n  customer come "Comes"\n  <-> frontstage greet "Greets"\n}\n'
    assert outages(facts_of(text))["app"] == (("a.show",), ("a.tap", "a.show"), ())


def test_a_system_says_who_depends_on_it():
    page = page_of()
    assert said(page, "system-1") == [
        "Till", "Clerk", "Shop", "1 Bring", "2 Fetch", "2", "2", "Takes it in", "Charges", "4", "Lead", "4 May 2026",
        "every year",
    ]  # fmt: skip
    assert said(page, "system-2") == ["Stock list", "1 Bring", "1", "4"]
    assert said(page, "system-3") == ["Spare system", "0"]


# ── information ────────────────────────────────────────────────────────────────────────────────────────────


def test_items_made_for_nobody_and_needed_without_a_maker():
    facts = facts_of()
    # list goes to the clerk, who does not need it; price is only noted. fault is the customer's own.
    assert never_used(facts) == ["list", "price"]
    assert never_made(facts) == ["manual"]


def test_an_item_says_where_it_is_made_and_needed_and_what_is_wrong():
    page = page_of()
    rows = {said(page, row)[0]: said(page, row)[1:] for row in page.rows if row.startswith("item-")}
    assert rows["name"] == [
        "asked for twice", "Brings the bicycle", "→", "Says the name again", "Brings the bicycle", "Customer",
        "Says the name again", "Customer", "Takes it in", "Shop", "Clerk",
    ]  # fmt: skip
    assert rows["list"][0] == "never used"
    assert rows["manual"][0] == "source unknown"
    assert "never used" not in rows["ticket"] + rows["fault"]
    carried = page_of(
        SERVICE.replace(
            'look !> lead_up "too old"', 'note ~> look carries price\n    look !> lead_up "too old"'
        )
    )
    rows = {said(carried, row)[0]: said(carried, row)[1:] for row in carried.rows if row.startswith("item-")}
    assert rows["price"] == ["Notes the price", "Shop", "Clerk", "Notes the price", "→", "Looks at it"]


def test_the_inventory_of_steps():
    page = page_of()
    # ticket is made and needed within the step; name is made there as well.
    assert said(page, "inventory-1") == [
        "1 Bring", "Clerk", "Smith", "Lead", "Shop", "Workshop", "Till", "Stock list", "manual",
        "name", "fault", "ticket", "list", "price", "Looks at it",
    ]  # fmt: skip
    assert said(page, "inventory-2") == ["2 Fetch", "Clerk", "Shop", "Till"]


# ── by hand or by machine ──────────────────────────────────────────────────────────────────────────────────


def test_modes_and_values_by_lane():
    facts = facts_of()
    often = headline(facts).counts
    assert modes(facts, often) == {
        # Polishing is for regulars alone, and these are the numbers of everybody else.
        "shop": {"assisted": Amount(1, 120), None: Amount(5, 3 * 60)},
        "works": {"manual": Amount(1, 600), None: Amount(1, 60)},
        "machines": {"automatic": Amount(1, 0)},
    }
    assert total(values(facts, often)) == {
        "adding": Amount(1, 600), "necessary": Amount(1, 120), "waste": Amount(1, 0), None: Amount(10, 240)
    }  # fmt: skip


def test_modes_in_sum():
    page = page_of()
    # 9 actions but those of customers; 2 + 10 + 1 + 3 = 16 min for everybody but regulars.
    assert said(page, "mode-manual") == ["by hand", "1", "11%", "10 min", "63%"]
    assert said(page, "mode-assisted") == ["assisted", "1", "11%", "2 min", "13%"]
    assert said(page, "mode-automatic") == ["automatic", "1", "11%"]
    assert said(page, "mode-unsaid") == ["mode not stated", "6", "67%", "4 min", "25%"]
    assert said(page, "value-waste") == ["waste", "1", "7.7%"]
    assert "It differs by persona; shown here: Child, everyone else." in page.text
    # Of 4 of 16 min nobody says what they are worth: that is no share of all work.
    assert "Work of a case by value: adds value 10 min, necessary 2 min, value not stated 4 min." in page.text


def test_a_small_share_has_its_tenth_wherever_it_stands():
    page = page_of(
        'blueprint b "B"\nstep one "One" {\n  customer "Comes" time 29m\n'
        '  -> frontstage "Serves" time 1m value adding mode manual\n}\n'
    )
    assert page.text.count("3.3%") >= 2
    assert "Work of a case by value: adds value 1 min, value not stated 29 min." in page.text


def test_a_share_of_all_work_adds_value_once_most_of_it_says_its_value():
    page = page_of(
        'blueprint b "B"\nstep one "One" {\n  customer "Comes" time 6m value waste\n'
        '  -> frontstage "Serves" time 2m value adding\n  -> customer "Goes" time 2m\n}\n'
    )
    assert "20% of the work of a case adds value." in page.text


def test_files_without_modes_values_roles_or_systems_have_no_such_sections():
    page = page_of('blueprint b "B"\nstep one "One" {\n  customer "Comes"\n  -> frontstage "Serves"\n}\n')
    assert not {"handoffs", "roles", "systems", "items", "modes", "personas"} & set(page.sections)


# ── personas ───────────────────────────────────────────────────────────────────────────────────────────────


def test_a_persona_comes_to_what_exists_for_it():
    motions = facts_of().once(motions_of)
    regular, child = (reached(motion_of(motions, key)) for key in ("regular", "child"))
    assert set(regular) - set(child) == {"fetch.polish"}
    assert set(child) <= set(regular)


def test_personas_have_what_is_for_them_and_their_way():
    page = page_of()
    assert said(page, "persona-1") == ["Regular", "Gold", "Polishes it", "2 Fetch", "Shop"]
    assert said(page, "persona-2") == ["Child", "Charges", "with a sticker", "→", "Rides away"]
    assert said(page, "path-1") == ["1 Bring", "actions: 9", "actions: 9"]
    assert said(page, "path-2") == [
        "2 Fetch", "actions: 4", "Polishes it", "actions: 3", "Charges", "with a sticker", "→", "Rides away",
    ]  # fmt: skip
    plain = re.sub(r" for (regular|child)", "", SERVICE)
    assert not [row for row in page_of(plain).rows if row.startswith("path-")]


# ── parts ──────────────────────────────────────────────────────────────────────────────────────────────────

INTERNAL = ("Clerk", "Smith", "Lead", "Till", "Stock list", "Looks at it", "Finds the part", "Workshop")


def _told(page: Page, rows: Iterable[str]) -> str:
    return " ".join(text for row in rows for text in page.rows[row])


def test_a_customers_view_names_no_role_no_system_and_nothing_behind_the_scenes():
    page = page_of(customer=True)
    assert "steps" in page.sections
    assert not {"handoffs", "roles", "systems", "items", "modes", "fails", "findings"} & set(page.sections)
    told = _told(page, page.rows)
    assert "Polishes it" in told
    assert [name for name in INTERNAL if re.search(rf"\b{name}\b", told)] == []


def test_a_part_speaks_of_those_at_work_in_it_alone():
    page = page_of(only="fetch")
    assert [row for row in page.rows if re.match(r"(role|system)-", row)] == ["role-1", "system-1"]
    # Who answers for a metric of the whole is said in every part.
    told = _told(page, [row for row in page.rows if not row.startswith(("finding-", "metric-"))])
    assert [name for name in ("Smith", "Stock list", "Looks at it", "Idle hand") if name in told] == []
    assert not [row for row in page.rows if row.startswith("path-")]


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("wished", ["customer", "only"])
def test_links_of_a_part_arrive(path: Path, wished: str):
    first = next(iter(scene_of(example(path)).blueprint.steps))
    page = page_of(example(path), **{"customer": True} if wished == "customer" else {"only": first})
    assert len(page.ids) == len(set(page.ids))
    assert not [link for link in page.links if link.startswith("#") and link[1:] not in page.ids]
