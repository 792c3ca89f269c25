"""The checks: every rule's page is true, what is weak is found, and what is sound raises no alarm."""

import datetime
import re
import time
from pathlib import Path
from pkgutil import iter_modules

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from blueprint import checks
from blueprint.analysis.facts import components, reach
from blueprint.checks import RULES, check
from blueprint.checks.page import read_page
from blueprint.checks.rule import Rule, quoted
from blueprint.checks.suppressions import suppress
from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.settings import Settings
from blueprint.source import Source

ROOT = Path(__file__).parent.parent
#: Modules of the folder that are no rules.
MACHINERY = {"choice", "every", "page", "rule"}
BY_NAME = [pytest.param(rule, id=f"{rule.code}-{rule.name}") for rule in RULES]


#: The rules that this file has small cases for; the others have files of their own.
CORE = tuple(
    rule
    for rule in RULES
    if rule.code
    in {
        "BP104",
        "BP106",
        "BP107",
        "BP201",
        "BP202",
        "BP203",
        "BP204",
        "BP301",
        "BP302",
        "BP401",
        "BP602",
        "BP702",
    }
)
#: The day on which the examples of pages are looked at.
TODAY = Settings(today=datetime.date(2026, 11, 20))


def findings(text: str, *rules: Rule) -> list[Diagnostic]:
    """What some rules, or all, find in a file, which has no errors."""
    compiled = compile_source(Source("test", text))
    assert [one.message for one in compiled.errors] == []
    found = check(compiled.blueprint, rules or CORE, TODAY)
    return suppress(compiled.tree, found, rules or CORE)


def of_rule(rule: Rule, text: str) -> list[Diagnostic]:
    return [one for one in findings(text, *RULES) if one.code == rule.code]


def codes(text: str, families: str = "123456789") -> list[str]:
    return [one.code for one in findings(text, *(rule for rule in CORE if rule.code[2] in families))]


def cases(text: str) -> list:
    """The cases of a text: each begins with `== codes: name`, and says no more than it is about.

    What has no step stands in one that has evidence; what has no blueprint line gets one.
    """
    found = []
    for case in text.split("\n== ")[1:]:
        title, _, body = case.partition("\n")
        if not re.search(r"^step ", body, re.M):
            body = f'step s "S" {{\nevidence "Sign"\n{body}\n}}\n'
        found.append(pytest.param(title.partition(":")[0].split(), f'blueprint t "T"\n{body}', id=title))
    return found


# The list and the pages


def test_every_module_of_the_folder_is_in_the_list():
    modules = {module.name.replace("_", "-") for module in iter_modules(checks.__path__)} - MACHINERY
    assert sorted(rule.name for rule in RULES) == sorted(modules)


def test_codes_are_unique_and_rise():
    every = [rule.code for rule in RULES]
    assert every == sorted(set(every))


@pytest.mark.parametrize("rule", BY_NAME)
def test_the_bad_example_has_this_defect_once(rule):
    found = of_rule(rule, read_page(rule.page).bad)
    assert [one.code for one in found] == [rule.code]
    assert found[0].severity is rule.severity


@pytest.mark.parametrize("rule", BY_NAME)
def test_the_good_example_has_no_defect(rule):
    assert of_rule(rule, read_page(rule.page).good) == []


@pytest.mark.parametrize("rule", BY_NAME)
def test_a_finding_points_at_one_line_and_says_what_to_do(rule):
    (found,) = of_rule(rule, read_page(rule.page).bad)
    places = [found.span, *(label.span for label in found.labels)]
    assert all(place.text and "\n" not in place.text for place in places)
    assert found.hint


@pytest.mark.parametrize("rule", BY_NAME)
def test_a_page_has_all_its_parts(rule):
    page = read_page(rule.page)
    assert all(page)
    assert re.fullmatch(r"[^\n]+\.", page.title)


@pytest.mark.parametrize(
    "damaged",
    [
        pytest.param("A title.", id="no headings"),
        pytest.param("A title.\n\n## What it finds\n\nIt.\n\n## Bad\n\n    x\n", id="some missing"),
        pytest.param(RULES[0].page.replace("## Bad", "## Worse"), id="one unknown"),
    ],
)
def test_a_page_with_other_headings_is_refused(damaged):
    with pytest.raises(ValueError, match="What it finds"):
        read_page(damaged)


# What is found

FOUND = """
== BP104: frontstage actions joined to the customer's in another step
step a "A" { evidence "Sign"; customer come "Comes"; <-> frontstage greet "Greets" }
step b "B" { greet ~> frontstage tidy "Tidies" }

== BP106: from the backstage to the customer
customer ask "Asks"
-> frontstage take "Takes it"
-> backstage cook "Cooks"
-> customer eat "Eats"

== BP106: the arrows of one lane in one step make one
customer ask "Asks"
<-> frontstage "Answers"
ask -> backstage cook "Cooks"
-> customer eat "Eats"
<-> backstage more "Cooks more"

== BP106 BP106: two steps make two
step a "A" { evidence "Sign"; customer ask "Asks"; <-> frontstage "Answers"; ask <-> backstage cook "Cooks"; }
step b "B" { evidence "Sign"; customer again "Asks again"; <-> frontstage "Answers"; again <-> backstage bake "Bakes"; }

== BP106: to the backstage when it failed
customer ask "Asks"
<-> frontstage "Answers"
ask !> backstage cook "Cooks" end

== BP107: once for a step with two touchpoints
step a "A" {
  customer "Comes"
  <-> frontstage "Greets"
  customer "Pays"
  <-> frontstage "Thanks"
}

== BP107: a customer with a channel and no frontstage
channel phone "Telephone"
step a "A" { customer "Calls" via phone }

== BP107: evidence in another step does not help
step a "A" { customer "Comes"; <-> frontstage "Greets"; }
step b "B" { evidence "Sign"; customer "Goes" }

== BP107: a note is no evidence
lanes { evidence; customer; frontstage; notes }
step a "A" { customer "Comes"; <-> frontstage "Greets"; notes "Observed twice" }

== BP201: the first of a row, not the rest of it
customer "Comes"
backstage cook "Cooks"
-> backstage "Serves"
~> support "Counts"

== BP201: a row that is written backwards
customer "Comes"
backstage cook "Cooks" end
backstage buy "Buys"
buy -> cook

== BP201 BP201: two rows apart
customer "Comes"
backstage "Cooks"
-> backstage "Serves"
backstage "Buys"

== BP201: a ring apart, once
customer "Comes"
backstage one "One"
-> backstage two "Two"
two -> one

== BP201: arrows that lead away alone
customer come "Comes"
backstage cook "Cooks"
cook ~> come

== BP201: a customer's action behind an end
customer "Comes" end
customer "Comes back"

== BP202: only calls, and what goes on behind the call stops
backstage ask "Asks" start
<-> support look "Looks"
-> support "Writes"

== BP202: behind the call of a call
customer ask "Asks"
<-> frontstage take "Takes"
<-> backstage pass "Passes on"
pass -> backstage pile "Piles up"
pile ~> backstage clear "Clears"
customer go "Goes" start
pass !> backstage drop "Drops"

== BP202: the way out of a fail point
customer "Asks"
-> frontstage cook "Cooks" { fail "Burns" { recover "Throw it away" !> away } }
-> customer "Eats"
frontstage away "Throws it away"

== BP202: the way out of a fail point is the only one
customer "Asks"
-> frontstage cook "Cooks" { fail "Burns" { recover "Throw it away" !> away } }
frontstage away "Throws it away"
-> customer "Eats"

== BP202: a branch of the customer's that is neither an end nor the last
customer ask "Asks"
-> frontstage free "Free?" decision
free -> customer go "Leaves" when "no"
free -> customer stay "Stays" when "yes"

== BP202 BP202: a fork of which every branch stops
customer ask "Asks"
-> frontstage free "Free?" decision
free -> backstage fork "Forks" when "no"
fork -> backstage one "One"
fork -> backstage two "Two"
free -> customer stay "Stays" when "yes"

== BP202: a failure that is followed by nothing
customer ask "Asks"
-> frontstage take "Takes it"
-> customer go "Goes"
take !> backstage pile "Piles up"

== BP202: a first start that leads nowhere
customer "Calls" start
customer "Walks in" start

== BP202: an event that sets off nothing
customer "Comes"
support "Alarm rings" event

== BP203: an action that leads to itself
customer ask "Asks"
ask -> ask

== BP203: by failure
customer ask "Asks"
-> frontstage take "Takes it"
take !> ask

== BP203 BP203: two loops apart
backstage fork "Forks" start
-> backstage one "One"
-> backstage two "Two"
two -> one
fork -> backstage three "Three"
-> backstage four "Four"
four -> three

== BP203: a call that comes back is no way out
customer ask "Asks"
-> frontstage take "Takes it"
take -> ask
take <-> backstage look "Looks"

== BP203: the way out of a fail point is none of the loop
customer ask "Asks"
-> frontstage take "Takes it" { fail "Falls" { recover "Help" !> help } }
take -> ask
frontstage help "Helps" end
help ~> ask

== BP204: no answer, which is no dead end too
customer "Comes"
-> frontstage "Really?" decision
customer "Goes"

== BP204: two answers, one without words
customer really "Really?" decision
really -> customer stay "Stays" end when "yes"
really -> customer go "Goes" when 50%

== BP204: a call and a message are no answers
customer really "Really?" decision
really -> customer stay "Stays" when "yes"
really <-> frontstage ask "Asks"
really ~> backstage note "Notes"

== BP204: the way out of a fail point is no answer
customer really "Really?" decision { fail "Falls" { recover "Help" !> stay } }
really -> customer go "Goes" end when "yes"
customer stay "Stays"

== BP301: a card of the whole file
fail "No power" { prevent "Second line" }
step a "A" { customer "Comes" }

== BP302: the owner of the blueprint is too far away
owner "Somebody"
fail "No power" severity 5 occurrence 5 detection 4 due 2027-01-01 { recover "Candles" }
step a "A" { customer "Comes" }

== BP302: the owner of another step does not help
step a "A" { customer "Comes" { fail "Falls" severity 9 { recover "Help" } }; }
step b "B" { owner "Nurse"; customer "Goes" }

== BP401: a wait of which nothing is said
customer "Comes" wait

== BP401: the target of the action is not the wait's
backstage "Comes" wait 5m time 2m target 3m end

== BP602: a goal without a number
metric nps "NPS" kind nps
goal better "Better" metric nps
step a "A" { customer "Comes" }

== BP702: a time for simple cases alone
feedback f "F" { respond 2h simple; resolve 2d; inform "Letter"; owner "Somebody" }
step a "A" { customer "Comes" }
"""


@pytest.mark.parametrize(("expected", "text"), cases(FOUND))
def test_found(expected, text):
    """The rules of these families, all together, find this and nothing else."""
    assert codes(text, "".join(code[2] for code in expected)) == expected


# What is sound

SOUND = """
== BP104: a chain in the customer's step
customer "Comes"
<-> frontstage "Greets"
<-> frontstage "Fetches"
<-> frontstage "Wraps"

== BP104: a message to the customer
customer come "Comes"
come ~> backstage cook "Cooks"
cook -> frontstage call "Calls"
call ~> come

== BP104: an event
customer come "Comes"
frontstage ring "Bell rings" event
ring ~> backstage run "Comes running"

== BP104: a blueprint without customers
frontstage "Brushes the shoes" start
-> frontstage "Polishes" end

== BP104 BP106: between two persons stands one that is for a persona only
persona child "Child"
step a "A" {
  evidence "Sign"
  customer come "Comes"
  <-> frontstage kneel "Kneels down" for child
  <-> backstage "Fetches a toy"
}

== BP106: a message
customer order "Orders"
<-> frontstage "Takes the order"
order ~> backstage read "Reads the letter"

== BP106: by telephone
channel phone "Telephone"
step a "A" { evidence "Sign"; customer call "Calls" via phone; <-> backstage "Answers" }

== BP106: a system
system chat "Chat"
step a "A" {
  customer look "Looks up"
  <-> support "Answers" mode automatic
  look <-> backstage ask "Chats" using chat
}

== BP106: no line of visibility
lanes { customer; frontstage; --- interaction ---; backstage; }
step a "A" { customer "Asks"; <-> backstage "Answers" }

== BP106: no frontstage lane
lanes { customer; --- visibility ---; backstage; }
step a "A" { customer "Asks"; <-> backstage "Answers" }

== BP106: a second customer under the line
lanes { customer patient; frontstage; --- visibility ---; backstage; customer family; }
step a "A" { patient "Asks"; -> family "Waits" }

== BP106: an event
support "A month is over" event
-> customer "Pays"

== BP106: the way out of a fail point
customer "Asks"
<-> frontstage "Answers"
<-> backstage "Looks" { fail "Lost" { recover "Ask once more" !> again } }
customer again "Asks again"

== BP107: no evidence lane
lanes { customer; frontstage; }
step a "A" { customer "Comes"; <-> frontstage "Greets" }

== BP107: nobody meets
step a "A" { customer "Thinks" }

== BP107: the arrow leads to a step with evidence
step a "A" { customer call "Calls" }
step b "B" { evidence "Sign"; call -> frontstage answer "Answers"; -> customer "Is glad" }

== BP107: the way out of a fail point
step a "A" { customer sit "Sits" { fail "Falls" { recover "Help" !> help } }; customer "Stands"; }
step b "B" { frontstage help "Helps" end; }

== BP201: every kind of arrow leads on
customer come "Comes" { fail "Falls" { recover "Help" !> help } }
<-> frontstage "Sees"
come ~> backstage note "Notes"
come !> customer go "Goes"
frontstage help "Helps"
help -> come

== BP201: the first action of each customer lane
lanes { customer patient; customer family; }
step a "A" { patient "Comes"; family "Comes too" }

== BP201: an event, and a start behind the line
customer come "Comes"
support ring "Bell rings" event
ring ~> come
backstage "Bakes" start

== BP202: what winds up behind the last action of the customer
customer "Pays"
-> frontstage "Takes the money"
-> backstage "Counts it"

== BP202: calls come back
customer "Asks"
<-> frontstage "Answers"
<-> backstage "Looks"
customer "Goes"

== BP202: behind the call of a call
customer give "Gives"
<-> frontstage take "Takes"
<-> backstage pack "Packs"
pack -> frontstage hand "Hands over"
-> customer "Gets"

== BP202: a call of which the caller goes on
customer "Gives"
<-> frontstage take "Takes"
-> backstage "Files"
customer "Goes"

== BP202: nobody waits for a message
customer "Comes"
~> backstage "Notes"
-> backstage "Files"
customer "Goes"

== BP202: a message is a way on
customer ask "Asks"
-> backstage look "Looks" mode automatic
~> frontstage tell "Tells"
-> customer "Hears"

== BP202: a side branch
customer "Asks"
-> frontstage cook "Cooks"
-> customer "Eats"
cook -> backstage note "Notes"
-> support "Files"

== BP202: a side branch of the journey
customer "Asks"
-> frontstage "Notes it"
-> backstage "Files it"
customer "Looks around"
customer "Goes"

== BP202: an end in every branch
customer really "Really?" decision
really -> customer go "Goes" end lost when "no"
really -> customer stay "Stays" when "yes"

== BP202: a call that is the end
customer "Asks" start
<-> frontstage "Refuses" end refused
customer "Walks in" start

== BP202: what nobody reaches is another finding's
support "Rings" event
-> customer "Comes"

== BP202: staff's own work, also where a message comes in
customer "Comes"
~> backstage "Bakes" start

== BP203: an answer leads out
customer try "Tries"
-> frontstage ok "Right?" decision
ok -> try "no"
ok -> customer go "Goes" when "yes"

== BP203: a bounded answer
customer try "Tries"
-> frontstage show "Shows"
show -> try "again" max 2

== BP203: an end in the loop
customer try "Tries"
-> frontstage show "Shows" end
show -> try "again"

== BP203: calls and messages hold nobody
customer ask "Asks"
<-> frontstage answer "Answers"
answer ~> ask
answer <-> backstage look "Looks"
look <-> answer

== BP203: the way out of a fail point makes no loop
customer ask "Asks"
<-> frontstage answer "Answers" { fail "Wrong" { recover "Ask again" !> ask } }
answer -> customer hear "Hears"

== BP203: a recovery back, of what leads on by it alone
customer ask "Asks"
-> frontstage answer "Answers" { fail "Wrong" { recover "Ask again" !> ask } }

== BP203: work that comes round and reports
customer come "Comes"
backstage measure "Measures" start
-> backstage rest "Waits a week"
rest -> measure
rest ~> come

== BP203: what a call of the loop goes on to
customer try "Tries"
-> frontstage show "Shows"
show -> try
show <-> backstage look "Looks"
look -> frontstage tell "Tells" end
tell ~> try

== BP204: answers by failure, and for one persona
persona child "Child"
step a "A" {
  customer really "Really?" decision
  really !> customer go "Goes" end when "no"
  really -> customer stay "Stays" for child when "yes"
}

== BP204: a call and a message beside the answers
customer really "Really?" decision
really -> customer go "Goes" end when "no"
really -> customer stay "Stays" when "yes"
really <-> frontstage ask "Asks"
really ~> backstage note "Notes"

== BP204: the way out of a fail point beside the answers
customer really "Really?" decision { fail "Falls" { recover "Help" !> help } }
really -> customer go "Goes" end when "no"
really -> customer stay "Stays" when "yes"
backstage help "Helps" end

== BP301: a recovery that leads nowhere else
customer "Comes" { fail "Falls" { recover "Help" } }

== BP302: an owner without a date
customer "Comes" { fail "Falls" severity 9 { recover "Help"; owner "Nurse" } }

== BP302: a risk below the limits
customer "Comes" { fail "Falls" severity 8 occurrence 4 detection 3 { recover "Help" } }

== BP302: not all is rated
customer "Comes" { fail "Falls" severity 8 occurrence 9 { recover "Help" } }

== BP302: the step has an owner
owner "Nurse"
customer "Comes" { fail "Falls" severity 9 { recover "Help" } }

== BP302: the phase has an owner
phase p "P" {
owner "Nurse"
fail "Breaks" severity 9 { recover "Repair" }
step a "A" { customer "Comes" { fail "Falls" severity 9 { recover "Help" } }; }
}

== BP401: a target without a length
customer "Comes" wait target 5m

== BP602: a goal with a number
metric nps "NPS" kind nps baseline 20
metric csat "CSAT" kind csat
goal better "Better" metric nps change +10% due 2027-06-30 owner "Somebody"
goal best "Best" metric csat from 80 to 90 due 2027-06-30 owner "Somebody"
step a "A" { customer "Comes" }

== BP702: both kinds of cases, nothing verified
feedback f "F" { respond 2h simple; respond 1d complex; resolve 2d; inform "Letter"; owner "Somebody" }
step a "A" { customer "Comes" }
"""


@pytest.mark.parametrize(("quiet", "text"), cases(SOUND))
def test_no_alarm(quiet, text):
    assert findings(text, *(rule for rule in RULES if rule.code in quiet)) == []


# Words and places


def test_a_row_that_nothing_leads_to_is_shown():
    (found,) = findings(
        'blueprint t "T"\nstep a "A" {\ncustomer "Comes"\nbackstage "Cooks"\n-> backstage "Serves"\n-> backstage "Counts"\n}'
    )
    assert found.span.text == 'backstage "Cooks"'
    assert [label.span.text for label in found.labels] == ['-> backstage "Serves"', '-> backstage "Counts"']


def test_what_a_row_shares_with_the_rest_is_not_shown():
    (found,) = findings(
        'blueprint t "T"\nstep a "A" {\ncustomer come "Comes"\nbackstage cook "Cooks"\ncook ~> come\n'
        'come ~> backstage note "Notes"\n}'
    )
    assert found.message == 'nothing leads to "Cooks"'
    assert found.labels == ()


def test_a_ring_that_no_path_leads_to_is_told_from_an_action_that_nothing_leads_to():
    (found,) = findings('blueprint t "T"\nstep a "A" {\ncustomer "Comes"\nbackstage one "One"\none ~> one\n}')
    assert found.message == 'no path from a start leads to "One"'


@pytest.mark.parametrize(
    ("answers", "found"),
    [
        pytest.param([], "no answer", id="none"),
        pytest.param(['when "yes"'], "only one answer", id="one"),
        pytest.param(['when "yes"', ""], "an answer without words", id="one unsaid"),
    ],
)
def test_a_decision_says_what_is_missing(answers, found):
    written = [f'really -> customer a{number} "A" end {when}' for number, when in enumerate(answers)]
    text = "\n".join(['blueprint t "T"', 'step a "A" {', 'customer really "Really?" decision', *written, "}"])
    (finding,) = findings(text)
    assert finding.message == f'the decision "Really?" has {found}'


def test_a_start_that_stops_is_not_told_to_be_an_end():
    (start,) = findings('blueprint t "T"\nstep a "A" {\ncustomer "Calls" start\ncustomer "Comes" start\n}')
    (event,) = findings('blueprint t "T"\nstep a "A" {\ncustomer "Comes"\nsupport "Rings" event\n}')
    assert "`end`" not in start.hint
    assert "`end`" in event.hint


def test_a_loop_is_shown_where_it_closes():
    (found,) = findings(
        'blueprint t "T"\nstep a "A" {\nbackstage one "One" start\n-> backstage two "Two"\n-> backstage three "Three"\nthree -> two\n}'
    )
    assert found.span.text == "three -> two"
    assert found.message == 'the loop from "Two" to "Three" and back has no way out'


@pytest.mark.parametrize(
    ("due", "missing"),
    [("", "neither owner nor date"), (" due 2027-01-01", "no owner")],
    ids=["no date", "date"],
)
def test_a_high_risk_says_what_is_missing(due, missing):
    (found,) = findings(
        f'blueprint t "T"\nfail "Falls" severity 9{due} {{ recover "Help" }}\nstep a "A" {{ customer "Comes" }}'
    )
    assert found.message == f'"Falls" has severity 9, but {missing}'


def test_a_feedback_loop_lists_all_that_it_lacks():
    (found,) = findings(
        'blueprint t "T"\nfeedback f "F" { respond 2h complex }\nstep a "A" { customer "Comes" }'
    )
    assert (
        "a time to respond to simple cases, a time to resolve, word back to the customer and an owner"
        in found.message
    )


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("Pays", '"Pays"', id="short"),
        pytest.param("Pays\n  at the till", '"Pays at the till"', id="two lines"),
        pytest.param("é" * 48, f'"{"é" * 48}"', id="just fits"),
        pytest.param("客" * 49, f'"{"客" * 47}…"', id="too long"),
        pytest.param("a" * 46 + "e\u0301" * 2, f'"{"a" * 46}…"', id="an accent is not cut off"),
        pytest.param("\u0301" * 60, '"…"', id="nothing but accents"),
    ],
)
def test_a_text_is_quoted_in_at_most_48_characters(text, shown):
    assert str(quoted(text)) == shown


# The walks

GRAPHS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=20)


@given(GRAPHS)
def test_components_are_what_leads_to_each_other(arrows):
    def neighbours(node: str) -> list[str]:
        return [target for source, target in arrows if source == node]

    ahead = {node: reach([node], neighbours) for node in "abcdefg"}
    expected = {frozenset(other for other in ahead[node] if node in ahead[other]) for node in ahead}
    found = [frozenset(members) for members in components("abcdefg", neighbours)]
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))


@settings(deadline=None)
@given(GRAPHS)
def test_the_cure_of_the_actions_found_unreachable_cures_all(arrows):
    """Marked `start`, they leave none unreached; and none of them could be left out."""

    def text(starts: set[str]) -> str:
        actions = [f'backstage {name} "{name}"{" start" if name in starts else ""}' for name in "abcdefg"]
        links = [f"{source} ~> {target}" for source, target in arrows]
        return "\n".join(['blueprint t "T"', 'step s "S" {', *actions, *links, "}"])

    def lost(starts: set[str]) -> list[str]:
        return [one.span.text.split()[1] for one in findings(text(starts)) if one.code == "BP201"]

    roots = lost(set())
    assert lost(set(roots)) == []
    for root in roots:
        assert lost(set(roots) - {root}) == [root]


def large(count: int) -> str:
    """A blueprint of many actions, with a loop, a fail point and a decision in every step."""
    body = []
    for number in range(count // 5):
        body.append(
            f'step s{number} "S" {{\ncustomer a{number} "Asks" wait\n-> frontstage b{number} "Answers"\n'
            f'<-> backstage c{number} "Looks" {{\nfail "Lost"\n}}\nb{number} -> backstage d{number} "Really?" decision\n'
            f'd{number} -> support e{number} "Files" when "yes"\ne{number} -> d{number}\n}}\n'
        )
    return 'blueprint t "T"\n' + "".join(body)


def test_a_thousand_actions_are_checked_in_a_quarter_of_a_second():
    blueprint = compile_source(Source("large", large(1000))).blueprint
    took = []
    for _ in range(3):
        began = time.perf_counter()
        found = check(blueprint, CORE)
        took.append(time.perf_counter() - began)
    assert {one.code for one in found} == {"BP107", "BP203", "BP204", "BP301", "BP401"}
    assert min(took) < 0.25


def test_a_row_of_ten_thousand_actions_does_not_recurse():
    rows = "\n".join(f'-> backstage a{number} "A{number}"' for number in range(10_000))
    assert codes(
        f'blueprint t "T"\nstep s "S" {{\nbackstage first "First" start\n{rows}\na9999 -> first\n}}'
    ) == ["BP203"]
