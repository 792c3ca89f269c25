"""The rules of structure: what is missing or misplaced is found, and drafts and unusual frames raise no alarm."""

import re

import pytest

from blueprint.checks import RULES, check
from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.settings import USUAL, Limits, Settings
from blueprint.source import Source

#: The rules that these cases are about.
CODES = {"BP101", "BP102", "BP103", "BP105", "BP108", "BP109", "BP110", "BP112", "BP113"}
OWN = [rule for rule in RULES if rule.code in CODES]


def findings(text: str, limits: Limits = USUAL.limits) -> list[Diagnostic]:
    """What these rules find in a file, which has no errors."""
    compiled = compile_source(Source("test", text))
    assert [one.message for one in compiled.errors] == []
    return check(compiled.blueprint, OWN, Settings(limits=limits))


def cases(text: str) -> list:
    """The cases of a text: each begins with `== codes: name`; what has no step stands in one that has evidence."""
    found = []
    for case in text.split("\n== ")[1:]:
        title, _, body = case.partition("\n")
        if not re.search(r"^(step|phase) ", body, re.M):
            body = f'step s "S" {{\nevidence "Sign"\n{body}\n}}\n'
        found.append(pytest.param(title.partition(":")[0].split(), f'blueprint t "T"\n{body}', id=title))
    return found


FOUND = r"""
== BP101 BP101: an empty action, and an empty card
customer come " "
<-> frontstage "Greets" { pain " " }

== BP101: a declaration
role waiter ""
step a "A" { customer "Comes"; <-> frontstage "Greets" by waiter }

== BP101: two steps without a name beside one that has one, once
step { customer "Comes" }
step { customer "Eats" }
step pay "Pay" { customer "Pays" }

== BP102: a note and a card are no action
lanes { customer; notes }
step a "A" { customer "Comes" }
step b "B" { notes "Seen twice"; question "Who does it?" }

== BP102: a phase with two empty steps, once
phase p "P" { step a "A" { customer "Comes"; } }
phase q "Q" {
step b "B" { evidence "Sign"; }
step c "C" { evidence "Sign"; }
}

== BP102: a phase without steps
phase p "P" { step a "A" { customer "Comes"; } }
phase q "Q" { note "To be mapped" }

== BP102: one of two steps of a phase
phase p "P" {
step a "A" { customer "Comes"; }
step b "B" { evidence "Sign"; }
}

== BP103: no customer lane at all
lanes { frontstage; backstage }
step a "A" { frontstage "Brushes" start; -> backstage "Polishes" end }

== BP103: a customer lane with nothing in it but evidence elsewhere
frontstage "Brushes the shoes" start
-> backstage "Polishes" end

== BP105: a message to the counter, answered by nobody
customer write "Writes"
write ~> frontstage read "Reads"
read ~> backstage file "Files"

== BP105: by telephone to nobody
channel phone "Telephone"
step a "A" { customer "Comes"; <-> frontstage "Greets" }
step b "B" { customer "Calls" via phone }

== BP105: the meeting is in another step
channel phone "Telephone"
step a "A" { customer "Comes"; <-> frontstage "Greets" }
step b "B" { customer "Calls" via phone; customer "Waits" }

== BP108: served from another step, twice, once
step a "A" { customer come "Comes" }
step b "B" { come -> frontstage wash "Washes"; wash -> frontstage dry "Dries"; come ~> dry }
step c "C" { dry -> customer go "Goes" }

== BP109: backstage above the line
lanes { customer; --- interaction ---; frontstage; backstage; --- visibility ---; support }
step a "A" { customer "Comes" }

== BP109: frontstage below the line
lanes { customer; --- interaction ---; --- visibility ---; frontstage; backstage }
step a "A" { customer "Comes" }

== BP109: the only customer below the line of interaction
lanes { frontstage; --- interaction ---; customer; --- visibility ---; backstage }
step a "A" { customer "Comes" }

== BP109: support above the line of internal interaction
lanes { customer; --- interaction ---; frontstage; --- visibility ---; backstage; support; --- internal interaction ---; partner }
step a "A" { customer "Comes" }

== BP109 BP109: two lines
lanes { customer; frontstage; backstage; --- interaction ---; --- visibility ---; }
step a "A" { customer "Comes" }

== BP112: no line of visibility
lanes { customer; --- interaction ---; frontstage; backstage }
step a "A" { customer "Comes" }

== BP112: no line at all, once
lanes { evidence; customer; frontstage; backstage; support }
step a "A" { customer "Comes" }

== BP113: two lanes, once
lanes { customer; --- interaction ---; frontstage; partner; management }
step a "A" { customer "Comes"; <-> frontstage "Greets" }

== BP113: a second customer
lanes { customer patient; customer family; --- interaction ---; frontstage }
step a "A" { patient "Comes"; <-> frontstage "Greets" }
"""

SOUND = r"""
== BP101: a name is a label, and a phase may have none
role waiter
phase { step come { customer "Comes"; <-> frontstage "Greets" by waiter; } }

== BP101: no step has a name yet
step { customer "Comes" }
step { customer "Goes" }

== BP102: an outline without any action
phase p "P" {
step a "A" { evidence "Sign"; }
step b "B" { question "Who?"; }
}

== BP102: something that only a system does
customer "Comes"
support "Stores it" event

== BP103: an outline
step a "A" { evidence "Sign" }

== BP103: one customer of two acts
lanes { customer patient; customer family; frontstage desk }
step a "A" { patient "Comes" }

== BP105: a call comes back by itself
customer "Comes"
<-> frontstage "Greets"
customer "Goes"

== BP105: the answer comes by way of the backstage, and by message
customer write "Writes"
write ~> frontstage read "Reads"
read -> backstage look "Looks"
look ~> frontstage tell "Tells"
tell ~> customer hear "Hears"

== BP105: answered at once, and noted besides
customer ask "Asks"
<-> frontstage "Answers"
ask ~> frontstage note "Notes it"

== BP105: a feedback loop answers
feedback f "F" after rate { respond 2h }
step a "A" { customer rate "Rates"; rate ~> frontstage read "Reads" }

== BP105: the end of the matter
customer cancel "Cancels"
cancel ~> frontstage strike "Strikes it off" end

== BP105: data that nobody answers
customer click "Clicks"
click ~> support count "Counts"

== BP105: what the customer does alone
step a "A" { customer "Comes"; <-> frontstage "Greets" }
step b "B" { customer "Sleeps"; customer "Leaves" }

== BP105: a first draft without anybody who serves
channel web "Web"
step a "A" { customer "Looks" via web }

== BP105: dials, and the next action of the step meets somebody
channel phone "Telephone"
step a "A" {
customer dial "Dials" via phone
customer tell "Tells"
<-> frontstage "Listens"
}

== BP105: the channel of the lane
channel web "Web"
lanes { customer via web; --- interaction ---; frontstage }
step a "A" { customer "Comes"; <-> frontstage "Greets"; }
step b "B" { customer "Sleeps" }

== BP108: the backstage works alone
step a "A" { customer come "Comes" }
step b "B" { come ~> backstage wash "Washes" }
step c "C" { customer "Goes" }

== BP108: before the first and after the last action of the customer
step a "A" { frontstage "Calls" start; ~> frontstage call "Writes"; }
step b "B" { call -> customer come "Comes" }
step c "C" { come ~> frontstage thank "Thanks" end }

== BP108: the customer acts in the step as well
step a "A" { customer come "Comes" }
step b "B" { come -> frontstage wash "Washes"; customer "Waits" }
step c "C" { customer "Goes" }

== BP109: a customer at either end
lanes { customer buyer; --- interaction ---; frontstage shop; --- visibility ---; backstage; --- "Second line" ---; customer seller }
step a "A" { buyer "Comes" }

== BP109: mirrored
lanes {
customer buyer; --- interaction ---; frontstage shop; --- visibility ---; backstage; --- visibility ---
frontstage desk; --- interaction ---; customer seller
}
step a "A" { buyer "Comes" }

== BP109: partners and managers stand where they like
lanes { customer; --- interaction ---; partner; frontstage; --- visibility ---; management; backstage; support }
step a "A" { customer "Comes" }

== BP109: a partner beside the customer
lanes { partner; customer; --- interaction ---; frontstage; --- visibility ---; backstage }
step a "A" { customer "Comes" }

== BP109: evidence and notes between the lines
lanes { customer; --- interaction ---; evidence; frontstage; --- visibility ---; notes; backstage }
step a "A" { customer "Comes" }

== BP112: a line of one's own
lanes { customer; --- "Counter" ---; frontstage; --- "Wall" ---; backstage }
step a "A" { customer "Comes" }

== BP112: no frontstage, so nothing to divide it from
lanes { customer; --- visibility ---; backstage }
step a "A" { customer "Comes" }

== BP112: nothing behind the counter
lanes { customer; --- interaction ---; frontstage }
step a "A" { customer "Comes" }

== BP113: the five lanes of a file that declares none
customer "Comes"

== BP113: no evidence, which is the touchpoint's finding
lanes { evidence; customer; --- interaction ---; frontstage }
step a "A" { customer "Comes"; <-> frontstage "Greets" }

== BP113: nobody's lane, which is BP103
lanes { customer; --- interaction ---; frontstage }
step a "A" { frontstage "Polishes" start }

== BP113: an outline
lanes { customer; --- interaction ---; frontstage }
step a "A" { question "Who comes?" }
"""


@pytest.mark.parametrize(("expected", "text"), cases(FOUND))
def test_found(expected, text):
    assert [one.code for one in findings(text) if one.code in expected] == expected


@pytest.mark.parametrize(("about", "text"), cases(SOUND))
def test_no_alarm(about, text):
    assert [one.code for one in findings(text) if one.code in about] == []


def test_a_blueprint_is_too_large_above_the_limits_and_not_at_them():
    text = 'blueprint t "T"\nphase p "P" {\nstep a "A" {\nevidence "Sign"\ncustomer "Comes"\ncustomer "Goes"\n}\n}\n'
    small = Limits(phases=0, customer_actions=1, cards=2)
    said = [one.message for one in findings(text, small) if one.code == "BP110"]
    assert said == [
        "the blueprint has 1 phases (limit 0) and 2 customer actions (limit 1)",
        'step "A" has 3 cards (limit 2)',
    ]
    assert findings(text, Limits(phases=1, customer_actions=2, cards=3)) == []


def test_a_misplaced_lane_is_named_with_its_side():
    (found,) = (
        one
        for one in findings(
            'blueprint t "T"\nlanes { customer; backstage "Oven"; --- visibility ---; frontstage "Counter" }\n'
            'step a "A" { customer "Comes" }'
        )
        if one.code == "BP109"
    )
    assert found.message == 'the line "Line of visibility" has "Oven" above it and "Counter" below it'
    assert [(label.span.text, label.text) for label in found.labels] == [
        ('backstage "Oven"', "belongs below the line"),
        ('frontstage "Counter"', "belongs above the line"),
    ]
