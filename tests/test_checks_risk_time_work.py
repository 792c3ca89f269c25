"""Rules for risks, times, hand-offs and repeated work: what is found, and the tempting false alarms that are not."""

import re

import pytest

from blueprint.analysis.facts import acyclic, gather
from blueprint.analysis.motion.critical import critical_path, usual_course
from blueprint.checks import RULES, check
from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.source import Source

CHOSEN = tuple(rule for rule in RULES if rule.code[2] in "345")


def findings(text: str, *codes: str) -> list[Diagnostic]:
    """What the rules of these families, or those of some codes, find in a file without errors."""
    compiled = compile_source(Source("test", text))
    assert [one.message for one in compiled.errors] == []
    return check(compiled.blueprint, [rule for rule in CHOSEN if not codes or rule.code in codes])


def cases(text: str) -> list:
    """As in test_checks: `== codes: name`, and what has no step stands in one."""
    found = []
    for case in text.split("\n== ")[1:]:
        title, _, body = case.partition("\n")
        if not re.search(r"^step ", body, re.M):
            head = "\n".join(re.findall(r"^(?:role|system|channel|persona|risk) .*", body, re.M))
            rest = re.sub(r"^(?:role|system|channel|persona|risk) .*\n", "", body, flags=re.M)
            body = f'{head}\nstep s "S" {{\n{rest}\n}}\n'
        found.append(pytest.param(title.partition(":")[0].split(), f'blueprint t "T"\n{body}', id=title))
    return found


FOUND = """
== BP303: alone, without the findings for recovery and owner
customer "Comes" { fail "Falls" severity 9 }

== BP303: a cause and an effect are no action
customer "Comes" { fail "Falls" severity 10 { cause "Wet floor"; effect "Broken leg" } }

== BP304: on the customer's own action
customer "Types" { fail "Wrong address" severity 3 occurrence 3 detection 7 { recover "Change it" } }

== BP304: although it is prevented
customer "Comes"; <-> frontstage "Notes" { fail "Wrong name" severity 3 occurrence 3 detection 9 { prevent "Spell it"; recover "Change it" } }

== BP305: once for two
customer a "Comes" critical { fail "Falls" { recover "Help" } }
customer b "Stays" critical
customer c "Goes" critical

== BP305: three actions have fail points, none of them a moment
customer a "Comes" { fail "A" { recover "Help" } }
backstage b "Cooks" start { fail "B" { recover "Help" } }
-> backstage c "Bakes" { fail "C" { recover "Help" } }
customer d "Eats" critical

== BP307: a high number, where another has a limit
fail "A" severity 5 occurrence 5 detection 5 { owner "N"; recover "Help" }
customer "Comes" { fail "B" { recover "Help"; within 5m } }

== BP307: a severity of nine
fail "A" severity 9 { owner "N"; recover "Help" }
customer "Comes" { fail "B" { recover "Help"; within 5m } }

== BP308: nothing but compensation
risk r "R" { compensate "Voucher" }
customer "Comes"

== BP308: no prevention
risk r "R" { contingency "Candles" within 5m }
customer "Comes"

== BP309: a high number, where another has a cause
fail "A" severity 5 occurrence 5 detection 5 { owner "N"; recover "Help" }
customer "Comes" { fail "B" { recover "Help"; cause "Ice" } }

== BP309: no cause of what is severe
fail "A" severity 9 { owner "N"; prevent "Salt"; recover "Help" }
customer "Comes" { fail "B" { recover "Help"; cause "Ice" } }

== BP310: two of three
customer "Comes" { fail "Falls" severity 4 occurrence 3 { recover "Help" } }

== BP310: one of three, where another one is rated
customer "Comes" { fail "Falls" severity 4 { recover "Help" } }
customer "Goes" { fail "Runs" severity 4 occurrence 3 detection 2 { recover "Help" } }

== BP402: a promise longer than the tolerance
customer "Asks"; <-> frontstage "Answers" time 2m target 5m { standard "Soon" within 10m }

== BP402: a wait that may be longer than the promise
customer "Asks"; <-> frontstage "Answers" wait 10s target 2m { standard "At once" within 30s }

== BP402: a wait that is longer than the promise
customer "Asks"; <-> frontstage "Answers" wait 2m target 20s { standard "At once" within 30s }

== BP403: the parts of a step, whose own time is said to be less
step a "A" { time 5m target 6m; customer one "One" time 4m; customer two "Two" time 4m; }

== BP403: a phase
phase p "P" { time 5m target 6m
step a "A" { customer one "One" time 4m; }
step b "B" { customer two "Two" time 4m; }
}

== BP403: the longer of two branches that run at the same time
time 5m target 8m
step a "A" {
customer one "One" time 1m
one -> backstage left "Left" time 2m
one -> backstage right "Right" time 9m
left -> customer both "Both"
right -> both
}

== BP403: the frequent answer
time 5m target 8m
step a "A" {
customer one "One" decision
one -> customer long "Long" time 9m when "yes" 80%
one -> customer short "Short" time 1m end when "no" 20%
}

== BP403: the time that a step states counts in the whole
time 5m target 8m
step a "A" { time 5m; customer one "One"; }
step b "B" { time 5m; customer two "Two" time 1m; }

== BP404: behind the lines, between two of the customer's actions
customer "Asks"; -> backstage "Looks" wait 10m target 20m; -> frontstage "Answers"; -> customer "Hears"

== BP404: two waits on one way
customer "Asks"; -> backstage "Looks" wait 10m target 20m; -> backstage "Signs" wait 2d target 2d; -> customer "Hears"

== BP404: the customer's own wait
customer "Comes" end; customer "Sits" start wait 10m target 20m

== BP404: evidence of the step, which stands at another action
evidence "Form"
customer "Fills in the form"
customer "Sits" wait 10m target 20m

== BP405: a wait and a time
customer "Sits" wait 4m target 3m time 3m target 2m

== BP405: at least so long
customer "Sits" time 4m.. target 3m

== BP405: an idea about something else
customer "Sits" time 4m target 3m { pain noise "Noisy" }
customer "Asks" { idea "Carpets" addresses noise }
customer "Stands" time 4m target 3m

== BP405: a step and its action make one
step a "A" { time 4m target 3m; customer "Sits" time 4m target 3m; }

== BP406: a wait of the staff
customer "Asks" time 1m; -> frontstage "Takes" time 1m; -> backstage "Looks" wait 1h target 2h time 2m; -> customer "Hears"

== BP407: from the frontstage
customer fill "Fills in"; -> frontstage look "Right?" decision; look -> fill "no"; look -> customer go "Goes" when "yes"

== BP407: to put right what was found wrong
customer fill "Fills in"; -> frontstage look "Right?" decision; look -> customer mend "Mends it" when "no"; mend -> look; look -> customer go "Goes" when "yes"

== BP407: by failure
customer fill "Fills in"; -> frontstage look "Looks"; look !> fill "no"; look -> customer go "Goes"

== BP501: a machine in between does not help
role a "A"
role b "B"
role c "C"
role d "D"
customer "Asks"; -> backstage "A" by a; -> backstage "B" by b; -> support "X" mode automatic; -> backstage "C" by c; -> frontstage "D" by d; -> customer "Hears"

== BP501: told before, and then once more too long
role a "A"
role b "B"
role c "C"
role d "D"
customer "Asks"; <-> frontstage tell "Tells" by a
tell -> backstage bb "B" by b; -> backstage "C" by c; -> frontstage "D" by d; -> customer "Hears"

== BP502: behind a call
customer "Gives" output number; <-> frontstage "Takes" by clerk; customer "Gives again" output number
role clerk "Clerk"

== BP502: carried by an arrow
customer a "Tells" output number; -> frontstage b "Notes"; -> customer c "Tells again"; -> frontstage d "Notes anew"; c -> d carries number

== BP503: with work in between
customer "Asks"; -> backstage "Leads" approval; -> backstage "Copies"; -> backstage "Heads" approval; -> frontstage "Pays"; -> customer "Gets"

== BP503: three make one finding
customer "Asks"; -> backstage "A" approval; -> backstage "B" approval; -> backstage "C" approval; -> customer "Gets"

== BP504: written differently, meaning the same
customer "Asks"; -> backstage "Checks the form"; -> frontstage "Says"; -> customer "Waits"; -> backstage "checks  the Form."

== BP504: twice told by the customer
customer "Tells the story"; <-> frontstage "Hears"; customer "Tells the story"

== BP505: what a system took in
system one "One"
system two "Two"
customer "Asks"; -> frontstage "Notes" using one input wish; -> backstage "Types" using two output wish mode assisted; -> customer "Gets"

== BP505: behind a call
system one "One"
system two "Two"
customer "Asks"; <-> frontstage "Notes" using one output wish; customer "Goes on"; <-> frontstage "Types" using two output wish

== BP506: calls of one action
role a "A"
role b "B"
role c "C"
customer ask "Asks"; ask <-> frontstage one "One" by a; ask <-> frontstage two "Two" by b; ask <-> frontstage three "Three" by c

== BP507: another time
channel phone "Phone"
channel mail "Mail"
customer a "Asks"
a <-> frontstage b "Answers" via phone { standard "Soon" within 1h }
a <-> frontstage c "Answers" via mail { standard "Soon" within 2h }

== BP507: another lane
lanes { customer; frontstage desk; frontstage app }
step s "S" {
customer a "Asks"
a <-> desk b "Answers" { standard "Soon" within 1h }
a <-> app c "Answers"
}

== BP508: once for two who need it
customer "Asks" output wish; -> backstage "Cooks" input wish, recipe output meal; -> backstage "Bakes" input recipe, wish; -> frontstage "Serves" input meal; -> customer "Eats"

== BP509: one of several
customer "Asks" output wish; -> backstage "Cooks" input wish output meal, list; -> backstage "Packs" input meal; -> customer "Eats"
"""


@pytest.mark.parametrize(("expected", "text"), cases(FOUND))
def test_found(expected, text):
    found = [one.code for one in findings(text, *expected)]
    assert sorted(set(found)) == sorted(set(expected))
    assert len(found) == (
        2 if "a wait and a time" in text or "wait 4m target 3m time 3m" in text else len(expected)
    )


QUIET = """
== BP303 BP301: severe, with an owner or a recovery
fail "A" severity 9 { recover "Help" }
customer "Comes" { fail "B" severity 9 { recover "Help" } }

== BP303: the step has an owner
owner "Nurse"
customer "Comes" { fail "B" severity 9 }

== BP304: behind the line of visibility somebody may notice first
backstage "Cooks" start { fail "Burns" severity 3 occurrence 3 detection 9 { recover "Anew" } }

== BP304: a card of the step
fail "Burns" severity 3 occurrence 3 detection 9 { recover "Anew" }
customer "Comes"

== BP305: the first fail point of a draft
customer "Comes"; <-> frontstage "Greets" { fail "Sleeps" { recover "Wake" } }; customer "Goes" critical

== BP305: the conversation at the moment has one
customer "Comes" critical; <-> frontstage "Greets" { fail "Sleeps" { recover "Wake" } }
customer "Goes" critical { fail "Stumbles" { recover "Help" } }

== BP307 BP309: nobody has begun with limits and causes
customer "Comes" { fail "Falls" severity 9 { owner "N"; recover "Help" } }

== BP307 BP309: a small risk
customer "Comes" { fail "Falls" severity 2 occurrence 2 detection 2 { recover "Help" }; fail "Runs" { cause "Ice"; recover "Help"; within 5m } }

== BP308: a whole plan
risk r "R" { prevent "A"; contingency "B" }
customer "Comes"

== BP310: a simpler scale, everywhere
customer "Comes" { fail "Falls" severity high { recover "Help" } }
customer "Goes" { fail "Runs" severity low { recover "Help" } }

== BP310: severe whatever the others
customer "Comes" { fail "Falls" severity 9 occurrence 2 { recover "Help" } }

== BP402: a call of five minutes, made within a day
customer "Asks"; <-> frontstage "Calls" time 3m target 5m { standard "Calls back" within 24h }

== BP402: it begins soon and takes long
customer "Asks"; <-> frontstage "Greets" time 2m { standard "By name" within 30s }

== BP402: the wait may be as long as the promise
customer "Asks"; <-> frontstage "Answers" wait ..5m target 30s { standard "At once" within 30s }

== BP403: a rare answer
time 5m target 8m
step a "A" {
customer one "One" decision
one -> customer long "Long" time 9m when "no" 10%
one -> customer short "Short" time 1m end when "yes" 90%
}

== BP403: nobody knows how rare the slow answer is
time 5m target 8m
step a "A" {
customer one "One" decision
one -> customer long "Long" time 9m when "no"
one -> customer short "Short" time 1m end when "yes"
}

== BP403: side by side
time 5m target 8m
step a "A" {
customer one "One" time 1m
one -> backstage left "Left" time 6m
one -> backstage right "Right" time 6m
left -> customer both "Both"
right -> both
}

== BP403: what staff do when the customer has gone
time 5m target 8m
step a "A" { customer "Pays" time 1m; -> frontstage "Takes" time 1m; -> backstage "Counts" time 1h; }

== BP403: both sides of a conversation
time 5m target 8m
step a "A" { customer "Asks" time 6m; <-> frontstage "Answers" time 6m; <-> backstage "Looks" time 2m; }

== BP403: a mere maximum
time 5m target 8m
step a "A" { customer "Sits" wait ..20m; customer "Goes" time 1m; }

== BP403: too slow by its own words is another finding
step a "A" { time 9m target 6m; customer "One" time 9m; }

== BP403: a loop that few go through
time 5m target 8m
step a "A" {
customer try "Tries" time 6m
-> frontstage ok "Right?" decision
ok -> try "no" 20% max 2
ok -> customer go "Goes" when "yes" 80%
}

== BP403: nobody waits for a message
time 5m target 8m
step a "A" { customer one "Asks" time 1m; ~> backstage "Files" time 1h; ~> customer "Hears"; }

== BP404: the customer is met just before
customer "Asks"; -> frontstage "Says how long"; -> backstage "Looks" wait 1d target 2d; -> frontstage "Answers"; -> customer "Hears"

== BP404: nobody waits once the customer has gone
customer "Pays"; -> frontstage "Takes"; -> backstage "Counts" wait 1h target 2h

== BP404: the customer does something else meanwhile
customer ask "Asks"
ask -> backstage look "Looks" wait 1h target 2h
ask -> customer shop "Goes shopping"
look -> frontstage tell "Tells"
tell -> customer hear "Hears"

== BP404: a screen that is there for the wait
customer sit "Sits" wait 1h target 2h
evidence "Number on the screen" at sit

== BP404: a screen that stands over the first action of the step
evidence "Number on the screen"
customer "Sits" wait 1h target 2h

== BP404: short
customer "Asks"; -> backstage "Looks" wait 5m target 5m; -> frontstage "Answers"; -> customer "Hears"

== BP405: an idea how to get faster
customer "Sits" time 4m target 3m { idea "Second desk" }

== BP405: an idea about the pain of it
customer "Sits" wait 4m target 3m { pain slow "Slow" }
customer "Asks" { idea "Second desk" addresses slow }

== BP405: an idea for the whole step
step a "A" { time 4m target 3m; idea "Second desk"; customer "Sits" time 4m target 3m; }

== BP405: an idea at an action of the step
step a "A" { time 4m target 3m; customer "Sits" { idea "Second desk" }; }

== BP405: a maximum beyond the target
customer "Sits" wait ..15m target 5m

== BP405: a long tail
customer "Sits" wait p50 4m p95 20m target 5m

== BP406: known already
customer "Asks" time 1m; -> frontstage "Takes" time 1m; -> backstage "Looks" bottleneck wait 1h target 2h time 2m; -> customer "Hears"

== BP406: two of a size
customer "Asks" time 1m; -> frontstage "Takes" time 40m; -> backstage "Looks" wait 1h target 2h time 2m; -> customer "Hears"

== BP406: hardly anything is timed
customer "Asks" time 1m; -> backstage "Looks" wait 1h target 2h; -> customer "Hears"

== BP407: an amendment that may be asked for twice
customer fill "Fills in"; -> frontstage look "Right?" decision; look -> customer mend "Mends it" when "no" max 2; mend -> look; look -> customer go "Goes" when "yes"

== BP407: a customer who comes there anyway
customer ask "Asks"; -> frontstage look "Right?" decision; ask -> customer shop "Shops"; look -> shop "no"; shop -> look; look -> customer go "Goes" when "yes"

== BP407: the customer likes to go on
customer choose "Chooses"; -> frontstage add "Adds it"; -> customer more "More?" decision; more -> choose "yes"; more -> customer pay "Pays" when "no"

== BP407: another arrow of the loop has the limit
customer fill "Fills in"; -> frontstage look "Right?" decision; look -> backstage mark "Marks" when "no" max 2; mark -> fill; look -> customer go "Goes" when "yes"

== BP407: no way out is another finding
customer fill "Fills in"; -> frontstage look "Looks"; look -> fill

== BP501: back and forth between two is told by a standard
role a "A"
role b "B"
role c "C"
role d "D"
customer "Asks"; -> backstage "A" by a; -> backstage "B" by b { standard "Says who has it" within 1h }; -> backstage "C" by c; -> frontstage "D" by d; -> customer "Hears"

== BP501: what nobody waits for
role a "A"
role b "B"
role c "C"
role d "D"
customer "Pays"; -> frontstage "A" by a; -> backstage "B" by b; -> backstage "C" by c; -> backstage "D" by d

== BP501: nobody is named
customer "Asks"; -> backstage "A"; -> support "B"; -> backstage "C"; -> frontstage "D"; -> customer "Hears"

== BP501: the same person, with others
role a "A"
role b "B"
role c "C"
customer "Asks"; -> backstage "A" by a; -> backstage "B" by a, b; -> backstage "C" by b; -> frontstage "D" by b, c; -> customer "Hears"

== BP502: one way or the other
customer ask "Which?" decision; ask -> customer web "Types" end when "web" output number; ask -> customer call "Says" end when "phone" output number

== BP502: once more since it failed
customer a "Types" output number; -> frontstage b "Looks"; -> customer c "Goes"; b !> customer d "Types anew" output number

== BP502: two customers
lanes { customer patient; customer family; frontstage; }
step s "S" { patient "Tells" output name; -> frontstage "Asks"; -> family "Tells" output name; }

== BP502: gets it and gives it back
customer "Fills" output form; -> frontstage "Looks" input form; -> customer "Signs" input form output form

== BP503: one after the customer has been back
customer "Asks"; -> backstage "A" approval; -> customer "Signs"; -> backstage "B" approval; -> customer "Gets"

== BP503: one of two
customer "Asks"; -> backstage big "Above 100?" decision; big -> backstage a "A" approval when "yes"; big -> backstage b "B" approval when "no"; a -> customer get "Gets"; b -> get

== BP504: one way or the other
customer ask "Which?" decision; ask -> frontstage a "Pays out" when "a"; ask -> frontstage b "Pays out" when "b"; a -> customer get "Gets"; b -> get

== BP504: for two personas
persona p "P"
persona q "Q"
customer "Asks"; -> frontstage "Explains" for p; -> frontstage "Explains" for q; -> customer "Gets"

== BP504: other people
role a "A"
role b "B"
customer "Asks"; -> backstage "Checks" by a; -> backstage "Checks" by b; -> customer "Gets"

== BP504: waits and machines
customer "Waits" wait 1m; <-> support "Stores" mode automatic; customer "Waits" wait 1m; <-> support "Stores" mode automatic

== BP505: another version in the same system
system one "One"
customer "Asks"; -> frontstage "Notes" using one output wish; -> backstage "Completes" using one output wish; -> customer "Gets"

== BP505: one way or the other
system one "One"
system two "Two"
customer ask "Which?" decision; ask -> frontstage a "Notes" using one output wish when "a"; ask -> frontstage b "Types" using two output wish when "b"; a -> customer get "Gets"; b -> get

== BP506: the same two, again and again
role a "A"
role b "B"
customer "Asks"; <-> frontstage "One" by a; customer "Tells"; <-> frontstage "Two" by b; customer "Asks again"; <-> frontstage "Three" by a

== BP506: in three steps
role a "A"
role b "B"
role c "C"
step one "1" { customer "Asks"; <-> frontstage "One" by a; }
step two "2" { customer "Tells"; <-> frontstage "Two" by b; }
step three "3" { customer "Goes"; <-> frontstage "Three" by c; }

== BP506: one of three
role a "A"
role b "B"
role c "C"
customer ask "Which?" decision; ask -> frontstage one "One" by a when "a"; ask -> frontstage two "Two" by b when "b"; ask -> frontstage three "Three" by c when "c"

== BP507: nobody has a standard
channel phone "Phone"
channel mail "Mail"
customer a "Asks"; a <-> frontstage b "Answers" via phone; a <-> frontstage c "Answers" via mail

== BP507: a better promise to one persona
channel phone "Phone"
channel mail "Mail"
persona gold "Gold"
customer a "Asks"
a <-> frontstage b "Answers" via phone { standard "Soon" within 1h }
a <-> frontstage c "Answers" via mail for gold { standard "Soon" within 2m }

== BP508: hardly anything is made
customer "Asks" output wish; -> backstage "Cooks" input wish, recipe, oven; -> customer "Eats"

== BP508: an arrow brings it
customer "Asks" output wish; -> backstage cook "Cooks" input wish, recipe output meal; -> frontstage "Serves" input meal; -> customer "Eats"
backstage post "Sends" start; post ~> cook carries recipe

== BP509: it goes to the customer
customer "Asks" output wish; -> backstage "Cooks" input wish output meal; -> frontstage "Serves" input meal output bill; -> customer "Eats"

== BP509: it is kept
system books "Books"
customer "Asks" output wish; -> backstage "Cooks" input wish output meal; -> backstage "Packs" input meal; -> backstage "Files" using books output record; -> customer "Eats"
"""


@pytest.mark.parametrize(("quiet", "text"), cases(QUIET))
def test_quiet(quiet, text):
    assert [one.message for one in findings(text, *quiet)] == []


# The longest path


def longest(text: str, members: list[str] | None = None) -> tuple[float, list[tuple[str, float]]]:
    """The seconds of the longest path, and its stretches, in a file of one step."""
    compiled = compile_source(Source("test", f'blueprint t "T"\nstep s "S" {{\n{text}\n}}\n'))
    assert [one.message for one in compiled.errors] == []
    facts = gather(compiled.blueprint)
    path = critical_path(facts, usual_course(facts), members)
    return path.seconds, [(piece.action, piece.seconds) for piece in path.pieces]


def test_a_fork_counts_with_its_longest_branch():
    text = 'customer a "A" time 1s; a -> backstage b "B" time 2s; a -> backstage c "C" time 3s; b -> customer d "D" time 4s; c -> d'
    assert longest(text) == (8, [("s.a", 1), ("s.c", 3), ("s.d", 4)])


def test_a_call_that_takes_longer_than_its_caller_says_counts_in_its_place():
    text = 'customer a "A" time 1s; <-> frontstage b "B" time 5s; customer c "C" time 2s'
    assert longest(text) == (7, [("s.b", 5), ("s.c", 2)])


def test_what_a_call_leads_on_to_counts_beside_what_the_caller_goes_on_to():
    text = (
        'customer a "A" wait 1s; <-> frontstage b "B" time 2s; a -> backstage c "C" time 3s; c -> customer d "D"'
        '; b -> backstage e "E" time 9s; e -> d'
    )
    assert longest(text) == (12, [("s.a", 1), ("s.b", 2), ("s.e", 9)])


def test_a_loop_that_half_go_through_counts_with_its_mean_of_rounds():
    text = 'customer a "A" time 8s; -> frontstage b "B" decision time 8s; b -> a "no" 50% max 2; b -> customer c "C" when "yes" 50%'
    # 1 + 1/2 + 1/4 rounds of sixteen seconds.
    assert longest(text)[0] == 28


def test_a_share_of_all_goes_round_as_often_as_it_may():
    text = 'customer a "A" time 8s; -> frontstage b "B" decision; b -> a "no" 100% max 3; b -> customer c "C" when "yes" 0%'
    assert longest(text)[0] == 32


def test_a_blueprint_without_times_has_a_path_of_nothing():
    assert longest('customer "A"; <-> frontstage "B"') == (0, [])


def test_rings_of_calls_and_answers_end():
    assert longest('customer a "A" time 1s; a <-> frontstage b "B" time 2s; b <-> a; b -> a; a -> b')[0] == 2


def test_arrows_without_rings_go_forward_only():
    arrows = {"a": "bc", "b": "ca", "c": "ab", "d": "a"}
    order = acyclic(arrows, arrows.__getitem__)
    place = {key: number for number, key in enumerate(order)}
    assert sorted(order) == ["a", "b", "c", "d"]
    assert all(place[key] < place[one] for key, after in order.items() for one in after)
    assert order["d"] == ("a",)
