"""The rules on standards and metrics (BP6..) and on the improvement loop (BP7..): what is found, and what raises no alarm."""

import datetime
import re

import pytest

from blueprint.analysis.improvement.plans import next_review
from blueprint.checks import RULES, check
from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.model import Review
from blueprint.settings import USUAL, Settings
from blueprint.source import Source

FAMILIES = [rule for rule in RULES if rule.code[2] in "67"]
#: The day on which dates are looked at.
TODAY = Settings(today=datetime.date(2026, 11, 20))


def findings(text: str, settings: Settings = TODAY) -> list[Diagnostic]:
    """What the rules of both families find in a file, which has no errors."""
    compiled = compile_source(Source("test", text))
    assert [one.message for one in compiled.errors] == []
    return check(compiled.blueprint, FAMILIES, settings)


def codes(text: str, settings: Settings = TODAY) -> list[str]:
    return [one.code for one in findings(text, settings)]


def cases(text: str) -> list:
    """The cases of a text: each begins with `== codes: name`; what has no step gets one, and every case a blueprint line."""
    found = []
    for case in text.split("\n== ")[1:]:
        title, _, body = case.partition("\n")
        if not re.search(r"^step ", body, re.M):
            body += '\nstep s "S" { customer come "Comes" }\n'
        found.append(
            pytest.param(sorted(title.partition(":")[0].split()), f'blueprint t "T"\n{body}', id=title)
        )
    return found


FOUND = """
== BP601: a message to the customer is a meeting too
step a "A" { customer "Comes"; <-> frontstage "Greets" { standard "x" within 1m }; }
step b "B" { customer "Asks"; <-> frontstage "Answers" { standard "y" within 1m }; }
step c "C" { customer wait "Waits"; frontstage call "Calls"; call ~> wait }

== BP601: two steps, one finding
step a "A" { customer "Comes"; <-> frontstage "Greets" { standard "x" within 1m }; }
step b "B" { customer "Asks"; <-> frontstage "Answers" { standard "y" within 1m }; }
step c "C" { customer "Pays"; <-> frontstage "Thanks" }
step d "D" { customer "Goes"; <-> frontstage "Waves" }

== BP603: a change in per cent of nothing, though no metric has a beginning
metric m "M"
goal g "G" metric m change +10% due 2027-01-01 owner "x"

== BP603: a goal to a number, and another metric has a beginning
metric m "M" target 5
metric n "N" now 1 target 3
step a "A" { customer come "Comes" tracks m, n }

== BP604: a metric, a number and an owner, but no date
metric m "M" now 1
goal g "G" metric m from 1 to 2 owner "x"

== BP604: a note beside a whole goal
metric m "M" now 1
goal g "G" metric m from 1 to 2 due 2027-01-01 owner "x"
goal h "H"

== BP604: the owner of the blueprint, where goals have owners of their own
owner "x"
metric m "M" now 1
goal g "G" metric m from 1 to 2 due 2027-01-01 owner "y"
goal h "H" metric m from 1 to 3 due 2027-01-01

== BP604: no number is BP604's where another goal numbers the metric
metric m "M" now 1
goal g "G" metric m from 1 to 2 due 2027-01-01 owner "y"
goal h "H" metric m due 2027-01-01 owner "y"

== BP605: half a rank is none
pain "a" importance high urgency low
pain "b" importance high

== BP605: several, one finding
pain "a" importance low urgency low
pain "b"
pain "c"

== BP606: the company's alone
pain "a" view company
pain "b" view company
pain "c" view company
pain "d" view company

== BP606: those without a view do not count
pain "a" view customer
pain "b" view customer
pain "c" view customer
pain "d" view customer
pain "e"

== BP607: an arrow for one tier, nothing for two others
persona p "P" tier "Gold"
persona q "Q" tier "New"
persona r "R" tier "Lost"
step a "A" { customer come "Comes"; backstage b "B"; come ~> b for p; }

== BP607: a persona without a tier does not serve another
persona p "P" tier "Gold"
persona q "Q" tier "New"
persona r "R"
step a "A" { customer come "Comes" for r; customer go "Goes" for q; }

== BP608: two of three
metric m "M" target 1
metric n "N" target 1
metric o "O" target 1
step a "A" { customer "Comes" tracks n }

== BP608: a metric of its own that a pilot tracks, and one that nothing does
metric m "M" now 1 target 2
metric n "N" now 1 target 2
pilot p "P" { scope a; from 2027-01-01 to 2027-02-28; tracks n; owner "x"; }
step a "A" { customer "Comes" }

== BP609: the vague among three
step a "A" {
customer "a" { standard "Greets" within 1m }
customer "b" { standard "At most 3 questions" }
customer "c" { standard "Friendly" }
}

== BP609: in Chinese, where characters are numbers
step a "A" {
customer "a" { standard "三声内接听" }
customer "b" { standard "不少于两问" }
customer "c" { standard "态度亲切" }
}

== BP610: by its kind
metric m "M" kind churn baseline 4 target 6
step a "A" { customer "Comes" tracks m }

== BP610: the goal only, backwards
metric m "M" kind nps now 4 target 6
goal g "G" metric m from 6 to 4 due 2027-01-01 owner "x"

== BP610: a change that goes up where lower is better
metric m "M" now 4 better lower
goal g "G" metric m change +40% due 2027-01-01 owner "x"

== BP610: a goal that leads nowhere
metric m "M" now 4 better lower
goal g "G" metric m from 4 to 4 due 2027-01-01 owner "x"

== BP610: metric and goal are one cause
metric m "M" now 4 target 6 better lower
goal g "G" metric m from 4 to 6 due 2027-01-01 owner "x"

== BP611: by its kind
metric m "M" kind complaints now 9 target 4 benchmark 3
step a "A" { customer "Comes" tracks m }

== BP611: by its own word
metric m "M" better higher target 80 benchmark 81
step a "A" { customer "Comes" tracks m }

== BP610: not BP611's and BP614's too
metric m "M" better higher baseline 8 now 7 target 6 benchmark 10
step a "A" { customer "Comes" tracks m }

== BP613: one of three
metric m "M" now 1 target 2 every week
metric n "N" now 1 target 2 every week
metric o "O" now 1 target 2
step a "A" { customer "Comes" tracks m, n, o }

== BP613: two of five, one finding
metric k "K" now 1 target 2 every year
metric l "L" now 1 target 2 every month
metric m "M" now 1 target 2 every week
metric n "N" now 1 target 2
metric o "O" now 1 target 2
step a "A" { customer "Comes" tracks k, l, m, n, o }

== BP614: fell below its baseline
metric m "M" kind csat baseline 80 now 78 target 90
step a "A" { customer "Comes" tracks m }

== BP614: a card elsewhere is not about it
metric m "M" better lower baseline 3 now 4 target 1
step a "A" { customer "Comes" tracks m { note "x" }; customer "Goes" { pain "P" }; }

== BP612: a moment in a step without a measure
metric m "M" target 1
step a "A" { customer "Comes" critical tracks m; }
step b "B" { customer "Goes" critical }

== BP612: the journey's own arrow leads to no measure
metric m "M" target 1
step a "A" { customer "Comes" critical tracks m; customer "Waits" tracks m; }
step b "B" { customer "Goes" critical }

== BP612: its step is not BP601's too
step a "A" { customer "Comes" critical; <-> frontstage "Greets" { standard "x" within 1m }; }
step b "B" { customer "Asks"; <-> frontstage "Answers" { standard "y" within 1m }; }
step c "C" { customer "Pays" critical; <-> frontstage "Thanks" }

== BP701: three owners and none of the whole
metric m "M" now 1
fail "a" { recover "x"; owner "x" }
fail "b" { recover "x"; owner "x" }
goal g "G" metric m from 1 to 2 due 2027-01-01 owner "x"

== BP701: the risk among fail points
owner "x"
fail "a" { recover "x"; owner "x" }
fail "b" { recover "x"; owner "x" }
risk r "R" { contingency "x" within 10m }

== BP703: a month is over
reviewed 2026-10-19 every month

== BP703: a system
system crm "CRM" reviewed 2025-11-19 every year

== BP704: nothing but a name
pilot p "P"

== BP704: tracks a metric that begins nowhere
metric m "M" target 2
pilot p "P" { scope s; from 2027-01-01 to 2027-01-31; tracks m; owner "x" }

== BP705: no date
owner "x"
idea "a" owner "x" due 2027-01-01
idea "b" owner "x" due 2027-01-01
idea "c" owner "x"

== BP705: neither, once
idea "a" owner "x" due 2027-01-01
idea "b" owner "x" due 2027-01-01
idea "c" effort low

== BP706: one new way is explained, the other not
state to-be
step a "A" { customer "Comes"; <-> frontstage "Scans" replaces type { script "x" }; <-> backstage "Files" replaces pile }

== BP706: a pilot of another step does not show it
state to-be
metric m "M" now 1 target 2
pilot p "P" { scope a; from 2027-01-01 to 2027-01-31; tracks m; owner "x"; }
step a "A" { customer "Comes"; <-> frontstage "Scans" replaces type; }
step b "B" { customer "Goes"; <-> frontstage "Waves" replaces nod; }

== BP707: yesterday
question "a" due 2026-11-19

== BP707: nobody's, beside one with an owner
question "a" owner "x"
question "b" due 2027-01-01

== BP708: beside one that addresses a pain
pain p "P"
idea "a" addresses p
idea "b"

== BP708: it stands where time is kept
pain p "P"
idea "a" addresses p
step a "A" { customer "Comes" wait 2m target 3m { idea "Second desk" }; }

== BP708: in a step whose pain stands on an action
pain q "Q"
idea "a" addresses q
step a "A" { idea "b"; customer "Comes" { pain "P" }; }

== BP709: a card, where another has a source
pain "a" source "Interviews"
pain "b" status observed

== BP709: the blueprint
status observed
metric m "M" now 1 target 2 source "Survey"

== BP710: another pain has an idea
pain p "P" importance low urgency low
pain "b" importance high urgency high
idea "a" addresses p

== BP605 BP710: beside one that a goal addresses
metric m "M" now 1
pain p "P" importance high urgency high
pain "b" importance high urgency high
pain "c"
goal g "G" metric m from 1 to 2 due 2027-01-01 owner "x" addresses p

== BP711: a goal
metric m "M" now 1 better higher
goal g "G" metric m from 1 to 2 due 2026-11-01 owner "x"

== BP711: a fail point
fail "a" due 2026-11-19 { recover "x"; owner "x" }

== BP712: the pain is in another step
step a "A" { customer "Comes" { pain "P" }; }
step b "B" { customer "Goes" emotion -2; frontstage "Shouts" emotion -2; }

== BP712: a remark is no reason
step a "A" { customer "Comes" { pain "P" }; }
step b "B" { customer "Goes" emotion -2 { note "x" }; }

== BP713: actions of their own
step a "A" {
customer "a" status assumed
customer "b" status assumed
customer "c" status assumed
customer "d"
customer "e"
}

== BP713: the blueprint's, but for one
status assumed
step a "A" {
customer "a" status observed
customer "b"
customer "c"
customer "d"
customer "e"
}

== BP714: another idea is measured by a goal
metric m "M" now 1
pain p "P"
pain q "Q"
goal g "G" metric m from 1 to 2 due 2027-06-01 owner "x" addresses p
idea "a" addresses p due 2027-01-01
idea "b" addresses q due 2027-01-01

== BP714: another stands on an action that is measured
metric m "M" now 1 target 2
pain q "Q"
idea "b" addresses q due 2027-01-01
step a "A" { customer "Comes" tracks m { idea "a" addresses q due 2027-01-01 }; }

== BP715: five actions, nothing new
state to-be
step a "A" { customer "a"; customer "b"; customer "c"; customer "d"; customer "e"; }

== BP715: what is observed is not new
state to-be
status observed
step a "A" { customer "a"; customer "b"; customer "c"; customer "d"; customer "e"; }

== BP716: the words of a role, in another case
role nurse "Head nurse"
fail "a" { recover "x"; owner "head  Nurse" }

== BP716: two owners, one finding
role nurse "Nurse"
question "a" owner "Nurse"
step a "A" { owner "Nurse"; customer "Comes" }

== BP719: a plan before a better one
idea "a" effort high impact low owner "x" due 2027-01-01
idea "b" effort low impact medium

== BP719: the owner of its step answers for it
idea "b" effort medium impact high
step a "A" { owner "x"; customer "Comes" { idea "a" effort high impact low due 2027-01-01 }; }

== BP720: a pilot serves one of two
owner "x"
metric m "M" now 1
metric n "N" now 1
goal g "G" metric m from 1 to 2 due 2027-06-01 owner "x"
goal h "H" metric n from 1 to 2 due 2027-06-01 owner "x"
pilot p "P" { scope s; from 2027-01-01 to 2027-01-31; tracks m; owner "x" }

== BP720: an idea for another pain
metric m "M" now 1
pain p "P"
pain q "Q"
idea "a" addresses q due 2027-01-01
goal g "G" metric m from 1 to 2 due 2027-06-01 owner "x" addresses p
goal h "H" metric m from 1 to 3 due 2027-06-01 owner "x" addresses q

== BP717: by the metric
metric m "M" now 1
goal g "G" metric m from 1 to 2 due 2027-01-01 owner "x"
idea "a" due 2027-01-02 tracks m

== BP717: an idea beside the pain, and another
metric m "M" now 1
goal g "G" metric m from 1 to 2 due 2027-01-01 owner "x" addresses p
step a "A" { customer "Comes" { pain p "P"; idea "a" due 2027-02-01; idea "b" due 2027-03-01 }; }

== BP718: three weeks of a month
metric m "M" now 1 target 2 every month
pilot p "P" { scope s; from 2027-01-01 to 2027-01-21; tracks m; owner "x" }

== BP718: a day of a week
metric m "M" now 1 target 2 every week
pilot p "P" { scope s; from 2027-01-01 to 2027-01-01; tracks m; owner "x" }
"""


@pytest.mark.parametrize(("expected", "text"), cases(FOUND))
def test_found(expected, text):
    assert sorted(codes(text)) == expected


SOUND = """
== BP601: one step with a standard is no beginning
step a "A" { customer "Comes"; <-> frontstage "Greets" { standard "x" within 1m }; }
step b "B" { customer "Asks"; <-> frontstage "Answers"; }

== BP601: nobody meets
step a "A" { customer "Comes"; <-> frontstage "Greets" { standard "x" within 1m }; }
step b "B" { customer "Asks"; <-> frontstage "Answers" { standard "y" within 1m }; }
step c "C" { backstage "Files" start; -> backstage "Counts"; }

== BP603: now is a beginning too, and so is a goal's
metric m "M" now 3 target 5
metric n "N" target 5
goal g "G" metric n from 3 to 5 due 2027-01-01 owner "x"
step a "A" { customer "Comes" tracks m }

== BP603: a first metric with a target
metric m "M" target 5

== BP604: a first note
goal g "Happier guests"

== BP604: two notes
goal g "Happier guests" owner "x"
goal h "Happier staff" owner "x"

== BP604: the metric has a target, the blueprint an owner
owner "x"
metric m "M" now 1 target 2
goal g "G" metric m due 2027-01-01

== BP605: nothing is ranked yet
pain "a" view customer
pain "b" view company

== BP605: persona's pains have no rank
persona p "P" { pain "x" }
pain "a" importance low urgency low

== BP606: three of one side
pain "a" view customer
pain "b" view customer
pain "c" view customer

== BP606: one of the other
pain "a" view customer
pain "b" view customer
pain "c" view customer
pain "d" view company

== BP607: nothing differs for anybody
persona p "P" tier "Gold"
persona q "Q" tier "New"

== BP607: another persona of the tier is served; one without a tier need not be
persona p "P" tier "Gold"
persona q "Q" tier "Gold"
persona r "R"
step a "A" { customer "Comes" for p }

== BP608: the first metric, nothing tracked yet
metric m "M" target 2

== BP608: a standard, a goal, a card and a feedback track
metric m "M" now 1 target 2
metric n "N" now 1 target 2
metric o "O" now 1 target 2
goal g "G" metric n from 1 to 2 due 2027-01-01 owner "x"
pain "P" tracks o
step a "A" { customer "Comes" { standard "x" metric m }; }

== BP609: standards in words alone
step a "A" { customer "a" { standard "Friendly" }; customer "b" { standard "Clean" }; }

== BP609: most in words
step a "A" {
customer "a" { standard "Friendly" }
customer "b" { standard "Clean" }
customer "c" { standard "Greets" within 1m }
}

== BP609: every is a number, and so is none
step a "A" {
customer "a" { standard "Eye contact with each arrival" }
customer "b" { standard "No forms" }
customer "c" { standard "Greets" within 1m }
customer "d" { standard "凭证必须当面核对" }
}

== BP610: a target that is passed already
metric m "M" kind csat baseline 80 now 95 target 90
step a "A" { customer "Comes" tracks m }

== BP610: nobody says which way is better
metric m "M" baseline 80 target 70
metric n "N" kind ces baseline 3 target 6
goal g "G" metric m from 5 to 3 due 2027-01-01 owner "x"
goal h "H" metric n change -5% due 2027-01-01 owner "x"

== BP610: the file's own word goes before the kind
metric m "M" kind complaints baseline 3 target 6 better higher
step a "A" { customer "Comes" tracks m }

== BP610: negative numbers
metric m "M" kind nps baseline -10 now -4 target 20
goal g "G" metric m from -10 to -4 due 2027-01-01 owner "x"

== BP611: as good as the best, or no direction
metric m "M" kind nps now 1 target 40 benchmark 40
metric n "N" now 1 target 4 benchmark 5
step a "A" { customer "Comes" tracks m, n }

== BP613: half of them
metric m "M" now 1 target 2 every week
metric n "N" now 1 target 2
step a "A" { customer "Comes" tracks m, n }

== BP614: better, or as it was
metric m "M" kind aht baseline 8 now 7 target 5
metric n "N" kind aht baseline 8 now 8 target 5
step a "A" { customer "Comes" tracks m, n }

== BP614: a goal is about it
metric m "M" kind aht baseline 8 now 9
goal g "G" metric m from 9 to 5 due 2027-06-01 owner "x"

== BP614: a question on its action
metric m "M" kind aht baseline 8 now 9 target 5
step a "A" { customer "Comes" tracks m { question "Why?" }; }

== BP612: no moment is measured
step a "A" { customer "Comes" critical; customer "Goes" critical; }

== BP612: the standard stands where the arrow comes from
step a "A" { customer "Comes" critical; <-> frontstage tell "Tells" { standard "x" within 1m }; }
step b "B" { tell -> customer hear "Hears" critical }

== BP612: a pain of the step is tracked
metric m "M" target 1
step a "A" { customer "Comes" critical { standard "x" within 1m }; }
step b "B" { customer "Hears" critical { pain "P" tracks m }; }

== BP701: two owners are a beginning
fail "a" { recover "x"; owner "x" }
fail "b" { recover "x"; owner "x" }

== BP701: most have none
owner "x"
fail "a" { recover "x"; owner "x" }
fail "b" { recover "x" }

== BP701: the owner of the phase
owner "x"
fail "a" { recover "x"; owner "x" }
fail "b" { recover "x"; owner "x" }
phase p "P" {
owner "y"
step a "A" { customer "Comes" { fail "c" { recover "x" } }; }
}

== BP701: a high risk is BP302's
owner "x"
fail "a" { recover "x"; owner "x" }
fail "b" { recover "x"; owner "x" }
fail "c" severity 9 { recover "x" }

== BP703: due today
reviewed 2026-08-20 every quarter

== BP703: nobody says how often
reviewed 2016-08-20
system crm "CRM" reviewed 2001-01-01

== BP704: all of it, and no group
metric m "M" now 1 target 2
pilot p "P" { scope s; from 2027-01-01 to 2027-01-31; tracks m; owner "x" }

== BP704: its metrics are not BP603's too
metric m "M" baseline 1 target 2
metric n "N" baseline 2 target 2
pilot p "P" { scope s; from 2027-01-01 to 2027-01-31; tracks m, n; owner "x" }

== BP705: half of them are planned
idea "a" owner "x" due 2027-01-01
idea "b"

== BP705: the owner of the step
owner "x"
idea "a" owner "x"
idea "b" owner "x"
step a "A" { owner "y"; customer "Comes" { idea "c" }; }

== BP706: nothing is explained anywhere
state to-be
step a "A" { customer "Comes"; <-> frontstage "Scans" replaces type; }

== BP706: machines and customers need no training
state to-be
step a "A" {
customer "Comes" replaces call
<-> frontstage "Scans" replaces type { script "x" }
<-> backstage "Files" mode automatic replaces pile
<-> support "Counts" replaces count
}

== BP706: a policy of the step
state to-be
step a "A" {
policy "Two days of training"
customer "Comes"
<-> frontstage "Scans" replaces type { script "x" }
<-> backstage "Files" replaces pile
}

== BP707: no owner anywhere
question "a"
question "b" due 2026-11-20

== BP707: the owner of the step
question "a" owner "x"
step a "A" { owner "y"; customer "Comes" { question "b" }; }

== BP708: no idea addresses anything
pain p "P"
idea "a"
idea "b"

== BP708: it tracks a metric, or a goal wants it
metric m "M" now 1
pain p "P"
idea "a" addresses p tracks m
idea "b" tracks m
idea c "c"
goal g "G" metric m from 1 to 2 due 2027-01-01 owner "x" addresses c

== BP708: it stands where something takes too long
pain p "P"
idea "a" addresses p
step a "A" { customer "Comes" wait 4m target 3m { idea "Second desk" }; }
step b "B" { time 9m target 3m; idea "Third desk"; customer "Goes"; }

== BP708: it stands beside a fail point
pain p "P"
idea "a" addresses p
step a "A" { customer "Comes" { fail "F" { recover "x" }; idea "b" }; }

== BP709: no source anywhere
pain "a" status observed

== BP709: the source of the whole, or of the action
source "Two days in the shop"
status observed
pain "a" status observed
step a "A" { customer "Comes" status observed { pain "b" status observed }; }

== BP709: the source of the action holds for its cards
step a "A" { customer "Comes" source "Two days" { pain "b" status observed }; }

== BP710: nothing is addressed yet
pain "a" importance high urgency high
idea "b"

== BP710: an idea beside it, and one that is not so urgent
pain q "Q" importance high urgency medium
step a "A" { customer "Comes" { pain "a" importance high urgency high; idea "b" }; }

== BP711: due today
idea "a" due 2026-11-20

== BP711: a goal that is reached
metric m "M" now 1 kind aht
goal g "G" metric m from 3 to 2 due 2026-11-01 owner "x"

== BP712: no pains yet
step a "A" { customer "Comes" emotion -2 }

== BP712: the fail point beside it is the reason
step a "A" { customer "Comes" { pain "P" }; }
step b "B" { customer "Goes" emotion -2; frontstage "Drops it" { fail "Falls" { recover "x" } }; }

== BP712: a little sad
step a "A" { customer "Comes" { pain "P" }; }
step b "B" { customer "Goes" emotion -1 }

== BP713: a first draft
status assumed
step a "A" { customer "a"; customer "b"; customer "c"; }

== BP713: half of it, and one with a question
step a "A" { customer "a" status assumed; customer "b" status assumed; customer "c"; customer "d"; customer "e"; }

== BP713: it comes from somewhere
status assumed
source "Workshop with 6 clerks"
step a "A" { customer "a"; customer "b"; customer "c"; customer "d"; customer "e"; }

== BP714: nothing is measured
pain p "P"
idea "a" addresses p due 2027-01-01

== BP714: no date, no plan
metric m "M" now 1 target 2
pain p "P"
pain q "Q"
idea "a" addresses p tracks m
idea "b" addresses q

== BP715: a first draft
state to-be
step a "A" { customer "a"; customer "b"; }

== BP715: removed, proposed, or an idea
state to-be
removes form "nobody read it"
step a "A" { customer "a"; customer "b"; customer "c"; customer "d"; customer "e"; }

== BP715: one action is proposed
state to-be
step a "A" { customer "a"; customer "b"; customer "c"; customer "d"; customer "e" status proposed; }

== BP715: the as-is
state as-is
step a "A" { customer "a"; customer "b"; customer "c"; customer "d"; customer "e"; }

== BP716: nobody of that name, and a part of a name
role nurse "Head nurse"
question "a" owner "Nurse"

== BP716: the role itself
role nurse "Nurse"
question "a" owner nurse

== BP719: not planned, or nothing better waits
idea "a" effort high impact low
idea "b" effort low impact high
idea "c" effort medium impact medium

== BP719: the better one has its date
idea "a" effort high impact low owner "x" due 2027-01-01
idea "b" effort low impact high owner "x" due 2027-01-01

== BP720: no goal has a plan
metric m "M" now 1
idea "a"
goal g "G" metric m from 1 to 2 due 2027-06-01 owner "x"

== BP720: each has one of its own
owner "x"
metric m "M" now 1
pain p "P"
idea i "a" due 2027-01-01 tracks m
idea j "b" due 2027-01-01 addresses p
goal g "G" metric m from 1 to 2 due 2027-06-01 owner "x"
goal h "H" metric m from 1 to 2 due 2027-06-01 owner "x" addresses p
goal k "K" metric m from 1 to 2 due 2027-06-01 owner "x" addresses j

== BP717: one of them is in time
metric m "M" now 1
goal g "G" metric m from 1 to 2 due 2027-01-01 owner "x"
idea "a" due 2027-01-02 tracks m
idea "b" due 2027-01-01 tracks m

== BP717: one has no date
metric m "M" now 1
goal g "G" metric m from 1 to 2 due 2027-01-01 owner "x"
idea "a" due 2027-01-02 tracks m
idea "b" tracks m

== BP718: four weeks of a month, or any pilot of a metric without a period
metric m "M" now 1 target 2 every month
metric n "N" now 1 target 2
pilot p "P" { scope s; from 2027-01-11 to 2027-02-07; tracks m, n; owner "x" }

== BP718: a year and a day
metric m "M" now 1 target 2 every year
pilot p "P" { scope s; from 2027-01-01 to 2028-01-01; tracks m; owner "x" }
"""


@pytest.mark.parametrize(("_rules", "text"), cases(SOUND))
def test_no_alarm(_rules, text):
    assert codes(text) == []


# Words, places and dates


def test_without_a_day_no_date_is_looked_at():
    text = (
        'blueprint t "T"\nreviewed 2001-01-01 every week\nquestion "a" due 2001-01-01\n'
        'idea "b" due 2001-01-01\nstep s "S" { customer "Comes" }'
    )
    assert sorted(codes(text)) == ["BP703", "BP707", "BP711"]
    assert codes(text, USUAL) == []


def test_what_is_imported_is_not_called_unused():
    shared = Source("shared", 'blueprint x "X"\nmetric m "M" target 1\nmetric n "N" target 1')
    text = 'blueprint t "T"\nimport "shared"\nstep s "S" { customer "Comes" tracks m }'
    compiled = compile_source(Source("test", text), lambda *_: shared)
    assert [one.message for one in compiled.errors] == []
    assert check(compiled.blueprint, FAMILIES, TODAY) == []


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("metric m from 1 to 2", "a date and an owner"),
        ('owner "x" due 2027-01-01', "a metric and a number to reach"),
        ("metric m from 1 to 2 due 2027-01-01", "an owner"),
    ],
)
def test_a_goal_says_what_it_lacks(written, said):
    (found,) = findings(
        f'blueprint t "T"\nmetric m "M" now 1 target 2\ngoal g "G" {written}\nstep s "S" {{ customer "C" tracks m }}'
    )
    assert found.message == f'the goal "G" lacks {said}'


def test_a_pilot_says_what_it_lacks():
    (found,) = findings('blueprint t "T"\npilot p "P"\nstep s "S" { customer "C" }')
    assert found.message == 'the pilot "P" lacks its steps, a beginning and an end, a metric and an owner'


def test_several_places_are_one_finding_with_labels():
    (found,) = findings(
        'blueprint t "T"\npain "a" importance low urgency low\npain "b"\npain "c"\nstep s "S" { customer "C" }'
    )
    assert found.message.startswith("2 pains")
    assert found.span.text == 'pain "b"'
    assert [label.span.text for label in found.labels] == ['pain "c"']


@pytest.mark.parametrize(
    ("last", "every", "due"),
    [
        ("2026-01-31", "month", "2026-02-28"),
        ("2024-02-29", "year", "2025-02-28"),
        ("2026-11-30", "quarter", "2027-02-28"),
        ("2026-12-31", "week", "2027-01-07"),
        ("2026-12-31", "night", "2027-01-01"),
        ("2026-12-05", "month", "2027-01-05"),
        ("9999-12-31", "day", None),
        ("9999-12-01", "month", None),
        ("2026-12-05", None, None),
    ],
)
def test_the_next_review(last, every, due):
    found = next_review(Review(date=last, every=every))
    assert (found.isoformat() if found else None) == due
