"""The rules of flow: weak decisions, forks and loops are found, and what only looks like one raises no alarm."""

import re
import time

import pytest

from blueprint.checks import RULES, check
from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.settings import USUAL, Limits, Settings
from blueprint.source import Source

#: The rules that these cases are about.
CODES = {"BP205", "BP206", "BP207", "BP209", "BP210", "BP211", "BP212", "BP213", "BP214", "BP215"}
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
== BP205: the same word in another case
customer really "Really?" decision
really -> customer go "Goes" end when "No"
really -> customer stay "Stays" end when "no."
really -> customer think "Thinks" end when "yes"

== BP205: by failure
customer really "Really?" decision
really -> customer go "Goes" end when "no"
really !> customer stay "Stays" end when "no"

== BP206: a side branch
customer ask "Asks"
-> frontstage cook "Cooks"
-> customer eat "Eats"
cook -> backstage note "Notes"
-> support "Files"

== BP206: two side branches, once
customer ask "Asks"
-> frontstage cook "Cooks"
-> customer eat "Eats"
cook -> backstage note "Notes"
cook -> support file "Files"

== BP207: two departments in a row
customer ask "Asks" output a, b
-> backstage one "One" time 1h input a output c
-> support two "Two" time 1h input b output d
-> customer get "Gets"

== BP209: two answers without
customer really "Really?" decision
really -> customer go "Goes" end when "no" 20%
really -> customer stay "Stays" end when "yes"
really -> customer think "Thinks" end when "perhaps"

== BP209: nothing is left
customer really "Really?" decision
really -> customer go "Goes" end when "no" 40%
really -> customer stay "Stays" end when "yes" 60%
really -> customer think "Thinks" end when "perhaps"

== BP210: a decision that refuses
lanes { customer; --- interaction ---; frontstage bot mode automatic }
step a "A" {
customer ask "Asks"
-> bot may "May this customer?" decision
may -> customer get "Gets it" end when "yes"
may -> customer go "Goes" end refused when "no"
}

== BP210: the way out of the fail point stays with the machine
lanes { customer; --- interaction ---; frontstage bot mode automatic }
step a "A" {
customer ask "Asks"
-> bot answer "Answers" { fail "Wrong" { recover "Ask again" !> ask } }
-> customer get "Gets it" end
}

== BP210: two loops in one stretch, once
lanes { customer; --- interaction ---; frontstage bot mode automatic }
step a "A" {
customer ask "Asks"
-> bot clear "Clear?" decision
clear -> ask "no"
clear -> bot known "Known?" decision when "yes"
known -> ask "no"
known -> customer get "Gets it" end when "yes"
}

== BP211: a question elsewhere
question "How many come?"
step a "A" { customer come "Comes" { pain "It rains" }; customer enter "Comes in"; }
step b "B" { customer really "Really?" decision; really -> customer go "Goes" end lost when "no" }

== BP212: an approval in rounds
customer give "Gives" start
-> backstage good "Good?" decision
good -> frontstage back "Gives it back" when "no" max 3
back -> customer mend "Mends"
mend -> good
good -> frontstage take "Takes it" when "yes"
-> customer go "Goes" end

== BP213: the third persona
persona child "Child"
persona adult "Adult"
persona dog "Dog"
step a "A" {
customer come "Comes" start
-> frontstage see "Who is it?"
see -> customer swim "Swims" end for adult
see -> customer paddle "Paddles" end for child
}

== BP213: a persona that no arrow is for
persona child "Child"
persona adult "Adult"
step a "A" {
customer come "Comes" start
-> frontstage see "Who is it?" decision
see -> customer swim "Swims" end when "long" for adult
see -> customer soak "Soaks" end when "short" for adult
}

== BP214: a call that is written twice
customer ask "Asks"
<-> frontstage answer "Answers"
ask <-> answer

== BP215: three answers to one action
customer really "Really?" decision
really -> customer go "Goes" end when "no"
really -> go "yes"
really -> go "perhaps"
"""

SOUND = r"""
== BP205: the first one closes after two rounds
customer try "Tries"
-> frontstage good "Good?" decision
good -> try "no" max 2
good -> customer go "Goes" end when "no"
good -> customer take "Takes it" end when "yes"

== BP205: for different personas
persona child "Child"
persona adult "Adult"
step a "A" {
customer really "Really?" decision
really -> customer swim "Swims" end when "yes" for adult
really -> customer paddle "Paddles" end when "yes" for child
really -> customer go "Goes" end when "no"
}

== BP205: numbers differ
customer really "How many?" decision
really -> customer go "Goes" end when "< 3"
really -> customer stay "Stays" end when "< 5"

== BP205: signs differ
customer really "How many?" decision
really -> customer go "Goes" end when "> 3"
really -> customer stay "Stays" end when "< 3"

== BP206: the journey goes on beside
customer pay "Pays"
-> frontstage "Takes the money"
customer "Goes"

== BP206: the journey is written out
customer ask "Asks"
ask -> backstage file "Files it"
ask -> customer go "Goes on"

== BP206: joined again
customer ask "Asks"
-> frontstage fork "Forks"
fork -> backstage one "One"
fork -> support two "Two"
one -> frontstage join "Joins"
two -> join
join -> customer get "Gets"

== BP206: each branch has its end
customer ask "Asks"
-> frontstage fork "Forks"
fork -> backstage one "One" end
fork -> customer get "Gets"

== BP206: nobody waits for a message
customer ask "Asks"
-> frontstage fork "Forks"
fork ~> backstage one "One"
fork -> customer get "Gets"

== BP206: something else leads into the branch
customer ask "Asks"
-> frontstage fork "Forks"
fork -> backstage one "One"
fork -> customer get "Gets"
get ~> one

== BP206: answers are no fork
customer ask "Asks"
-> frontstage free "Free?" decision
free -> backstage pile "Piles up" when "no"
free -> customer get "Gets" when "yes"

== BP206: the answer comes by message
customer ask "Asks"
-> frontstage fork "Forks"
fork -> customer get "Gets"
fork -> backstage one "One"
one ~> customer hear "Hears"

== BP207: the second needs what the first gives
customer ask "Asks" output a
-> backstage one "One" time 1h input a output b
-> support two "Two" time 1h input a, b output d
-> customer get "Gets"

== BP207: nothing is said of what they need
customer ask "Asks"
-> backstage one "One" time 1h
-> support two "Two" time 1h
-> customer get "Gets"

== BP207: one role for both
role cook "Cook"
step a "A" {
customer ask "Asks" output a, b
-> backstage one "One" by cook time 1h input a output c
-> support two "Two" by cook time 1h input b output d
-> customer get "Gets"
}

== BP207: an approval keeps its place
customer ask "Asks" output a, b
-> backstage one "One" time 1h input a output c approval
-> support two "Two" time 1h input b output d
-> customer get "Gets"

== BP207: nobody knows where its input comes from
customer ask "Asks" output a
-> backstage one "One" time 1h input a output c
-> support two "Two" time 1h input z output d
-> customer get "Gets"

== BP207: it waits for another one as well
customer ask "Asks" output a, b
-> backstage one "One" time 1h input a output c
-> support two "Two" time 1h input b output d
-> customer get "Gets"
ask ~> two

== BP209: one gets the rest
customer really "Really?" decision
really -> customer go "Goes" end when "no" 20%
really -> customer stay "Stays" end when "yes"

== BP209: no percentage at all
customer really "Really?" decision
really -> customer go "Goes" end when "no"
really -> customer stay "Stays" end when "yes"
really -> customer think "Thinks" end when "perhaps"

== BP209: each persona has its own
persona child "Child"
step a "A" {
customer really "Really?" decision
really -> customer go "Goes" end when "no" 20%
really -> customer stay "Stays" end when "yes"
really -> customer paddle "Paddles" end when "yes" for child
}

== BP210: somebody can be called
lanes { customer; --- interaction ---; frontstage bot mode automatic; frontstage desk }
step a "A" {
customer ask "Asks"
-> bot clear "Clear?" decision
clear -> ask "no" max 2
clear -> desk help "Helps" end when "still not"
clear -> customer get "Gets it" end when "yes"
}

== BP210: the customer does not want to buy
lanes { customer; --- interaction ---; frontstage shop mode automatic }
step a "A" {
customer look "Looks"
<-> shop show "Shows"
customer buy "Buys?" decision
buy -> customer go "Goes" end lost when "no"
buy -> customer pay "Pays" end when "yes"
}

== BP210: nobody says that it is automatic
customer ask "Asks"
-> frontstage clear "Clear?" decision
clear -> ask "no"
clear -> customer get "Gets it" end when "yes"

== BP210: a recovery in words may be somebody's
lanes { customer; --- interaction ---; frontstage bot mode automatic }
step a "A" {
customer ask "Asks"
-> bot answer "Answers" { fail "Wrong" { recover "Call the hotline"; recover "Ask again" !> ask } }
-> customer get "Gets it" end
}

== BP210: a feedback loop takes it up
feedback f "F" after ask { respond 2h }
lanes { customer; --- interaction ---; frontstage bot mode automatic }
step a "A" {
customer ask "Asks"
-> bot clear "Clear?" decision
clear -> ask "no"
clear -> customer get "Gets it" end when "yes"
}

== BP210: a loop in the background
lanes { customer; --- interaction ---; frontstage; --- visibility ---; support }
step a "A" {
support try "Tries" mode automatic start
-> support good "Good?" decision mode automatic
good -> try "no"
good -> support stop "Stops" mode automatic end when "yes"
}

== BP211: no pains at all
customer really "Really?" decision
really -> customer go "Goes" end lost when "no"
really -> customer stay "Stays" end when "yes"

== BP211: a pain in the step it comes from
step a "A" {
customer ask "Asks" { pain "Too dear" }
-> frontstage really "Really?" decision
really -> customer stay "Stays" end when "yes"
}
step b "B" { really -> customer go "Goes" end lost when "no" }

== BP212: a way out for the third time
customer give "Gives" start
-> backstage good "Good?" decision
good -> give "no" max 3
good -> customer go "Goes" end when "yes"
good -> customer leave "Leaves" end when "never"

== BP212: the customer has the choice
customer try "Tries" start
customer again "Again?" decision
again -> try "yes" max 3
again -> frontstage thank "Thanks" when "no"
-> customer go "Goes" end

== BP212: the other answer ends it
customer give "Gives" start
-> backstage good "Good?" decision
good -> give "no" max 3
good -> customer go "Goes" end when "yes"

== BP213: the others pass along the arrows of what is for one
persona child "Child"
persona adult "Adult"
step a "A" {
customer come "Comes" start
-> frontstage balloon "Gives a balloon" for child
-> customer go "Goes" end
}

== BP213: each has a way
persona child "Child"
persona adult "Adult"
step a "A" {
customer come "Comes" start
-> frontstage see "Sees"
see -> customer swim "Swims" end for adult
see -> customer paddle "Paddles" end for child
}

== BP213: the last action of the journey
persona child "Child"
persona adult "Adult"
step a "A" {
frontstage call "Calls" start
~> customer come "Comes"
come -> frontstage balloon "Gives a balloon" for child
}

== BP213: the only persona there is
persona child "Child"
step a "A" {
customer come "Comes" start
-> frontstage see "Sees"
see -> customer paddle "Paddles" end for child
}

== BP214: both directions
customer ask "Asks"
~> frontstage answer "Answers"
answer ~> ask

== BP214: two things are carried, on two occasions
customer ask "Asks"
-> frontstage answer "Answers"
ask ~> answer "by post" carries letter
ask ~> answer "by telephone"

== BP214: for two personas
persona child "Child"
persona adult "Adult"
step a "A" {
customer ask "Asks"
customer go "Goes" start
ask ~> go for child
ask ~> go for adult
}

== BP215: one of the answers goes elsewhere
customer really "Really?" decision
really -> customer go "Goes" end when "no"
really -> go "yes"
really -> customer stay "Stays" end when "perhaps"

== BP215: one of them closes
customer really "Really?" decision
really -> customer go "Goes" end when "no" max 2
really -> go "yes"
"""


@pytest.mark.parametrize(("expected", "text"), cases(FOUND))
def test_found(expected, text):
    assert [one.code for one in findings(text) if one.code in expected] == expected


@pytest.mark.parametrize(("about", "text"), cases(SOUND))
def test_no_alarm(about, text):
    assert [one.code for one in findings(text) if one.code in about] == []


def test_a_loss_is_reported_once_with_the_other_losses():
    (found,) = findings(
        'blueprint t "T"\nquestion "Why?"\nstep a "A" {\ncustomer really "Really?" decision\n'
        'really -> customer go "Goes" end lost when "no"\nreally -> customer run "Runs" end lost when "never"\n'
        'really -> customer stay "Stays" end when "yes"\n}'
    )
    assert (found.code, found.message) == ("BP211", 'customers are lost at "Goes", and nothing says why')
    assert len(found.labels) == 1


def large(count: int) -> str:
    """A blueprint with forks, bounded loops, data and personas in every step."""
    body = ['blueprint t "T"', 'persona child "Child"', 'persona adult "Adult"']
    for number in range(count // 5):
        n = str(number)
        body += [
            f'step s{n} "Step {n}" {{',
            f'customer a{n} "Asks" output x, y',
            f'a{n} -> frontstage b{n} "Answers" mode automatic',
            f'b{n} -> backstage c{n} "Looks" time 1h input x output z',
            f'c{n} -> support d{n} "Files" time 1h input y',
            f'b{n} -> backstage e{n} "Good?" decision',
            f'e{n} -> a{n} "no" max 2',
            f'e{n} -> b{n} "yes" for child',
            "}",
        ]
    return "\n".join(body)


def test_a_thousand_actions_are_checked_in_little_time():
    blueprint = compile_source(Source("large", large(1000))).blueprint
    took = []
    for _ in range(3):
        began = time.perf_counter()
        found = check(blueprint, OWN)
        took.append(time.perf_counter() - began)
    assert {one.code for one in found} >= {"BP206", "BP207"}
    assert min(took) < 0.1
