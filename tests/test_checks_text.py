"""The rules of text: what is damaged, vague or unused is found, and other scripts and languages raise no alarm."""

import re
import time
from functools import reduce

import pytest
from hypothesis import given
from hypothesis import strategies as st

from blueprint.checks import RULES, check
from blueprint.checks.text import damaged_text
from blueprint.checks.text.unused_declaration import Usage, joined, usage_of
from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic, ordered
from blueprint.settings import USUAL, Limits, Settings
from blueprint.source import Source

#: The rules that these cases are about.
CODES = {"BP801", "BP802", "BP803", "BP804", "BP805", "BP807"}
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


FOUND = """
== BP801 BP801: evidence, and the label of a step
step a "A step whose label tells the whole story of what has come before it, and of what will come after" {
evidence "A leaflet that explains in four languages what to do, and in three more what not to do, with pictures"
customer "Comes"
}

== BP801: forty-one Chinese characters
customer "顾客先在手机上把全部材料一一拍照上传再到大厅排队等候工作人员逐项核对原件并签字确认以后才可以离开"

== BP802 BP802: at the end, and in the middle
customer come "Brings passport, photo etc."
<-> frontstage "Checks papers, photos and so on with care"

== BP802 BP802: a recovery, and a standard
customer come "Comes"
<-> frontstage "Answers" {
standard "As quickly as needed"
fail "Wrong answer" { recover "Handles it" }
}

== BP802 BP802: to be determined
customer come "TBD"
<-> frontstage "Says ???"

== BP802 BP802: Chinese
customer "准备身份证、照片等等"
<-> frontstage "处理方式待定"

== BP803: a lost character
customer "Comes to M\ufffdnchen"
customer "Goes to M\ufffdnster"

== BP803: read in the wrong encoding, once for a file
customer "ZÃ¼rich"
customer "Itâ€™s late"
customer "ä¸­文"

== BP803: private use
customer "Presses \ue001"

== BP803: a space that nobody sees, in a text
customer "Comes\u200b in"

== BP803: a byte-order mark in the middle
customer "Comes\ufeff in"

== BP803: a joiner between Latin letters, and a stray selector
customer "Co\u200dmes in\ufe0f"

== BP803: the direction turned around
customer "Comes \u202eni"

== BP803 BP803: two kinds
customer "M\ufffdnchen"
customer "MÃ¼nchen"

== BP804: and then
customer "Pays and then goes"

== BP804: then
frontstage "Greets the guest, then shows the room" start

== BP804: a semicolon
backstage "Cleans the room; then counts the towels" start

== BP804 BP804: Chinese
frontstage "核对证件，然后录入系统" start
backstage "打印；随后盖章" start

== BP805 BP805: a system and a channel
system till "Till"
channel web "Web"
step a "A" { customer "Comes" }

== BP805: a metric beside one that is used
metric nps "NPS" target 40
metric csat "CSAT" target 80
step a "A" { customer "Comes" tracks nps }

== BP807: two lanes
lanes { customer; frontstage one "Counter"; frontstage two "counter" }
step a "A" { customer "Comes" }

== BP807: two steps of one phase
phase p "P" {
step a "Wait" { customer "Comes"; }
step b "Wait" { customer "Goes"; }
}

== BP807: two channels, one of which has no label
channel till
channel other "Till"
step a "A" { customer "Comes" }
"""

SOUND = """
== BP801: the report has room for cards and notes
lanes { customer; notes }
step a "A" {
customer "Comes" { pain "Nobody says how long the queue takes, and nobody tells the people who stand in it what to bring along" }
notes "Seen on three mornings in a row in the week before Easter, by two observers who did not know of each other"
}

== BP801: eighty columns
customer "12345678901234567890123456789012345678901234567890123456789012345678901234567890"

== BP801: marks take no room
customer "é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301é\u0301\u0301\u0301"

== BP802: parts of words, and words that are clear
customer "Sends a sketch to the tbdesign studio"
<-> frontstage "Handles the parcel with gloves"

== BP802: a Spanish word, and what is needed for something
customer "Dice todo lo que sabe"
<-> frontstage "Says which papers are needed, calls a doctor if needed, signs as required by law"

== BP802: what is asked, quoted or noted
customer "Comes" { question "TBD: who pays?"; pain "They do it somehow"; note "etc." }

== BP802: just a moment
customer "请等等"

== BP803: letters of other languages
customer "«CAFÉ» à la carte, Ånd, È vero, São Paulo, “IRMÔ, ÇA VA…"
customer "東京、서울、Москва, ไทย, नमस्ते, עברית, العربية"

== BP803: emoji and joiners that belong there
customer "👨\u200d👩\u200d👧 comes ❤\ufe0f 1\ufe0f⃣ می\u200cخواهم क्\u200dष"

== BP803: a blank that nobody sees between Thai words
customer "สวัสดี\u200bครับ"

== BP803: a comment may quote the damage
# It was M\ufffdnchen, MÃ¼nchen.
step a "A" { customer "Comes" }

== BP803: an ideograph's own variant
customer "葛\U000e0100飾区 葛\ufe00"

== BP803: a byte-order mark at the beginning of the file
customer "Comes"

== BP804: one movement
customer "Takes the key and goes up"
<-> frontstage "Counts tokens; thenar massage"

== BP804: an event, and a question
customer really "Is it paid, then?" decision
really -> customer go "Goes" end when "no"
really -> customer stay "Stays" end when "yes"
support "It rains and then it pours" event

== BP804: one thing and another
frontstage "The soup, then the fish" start
-> frontstage "Shows the soup, then the fish" end

== BP804: now and then
customer "Looks up now and then"

== BP805: used as owners, by lanes, in prevention and in feedback
role boss "Boss"
role cook "Cook"
role night "Night watch"
role writer "Writer"
system oven "Oven"
channel mail "E-mail"
metric nps "NPS" target 40
goal more "More" metric nps from 40 to 50 owner writer
feedback f "F" via mail { respond 2h }
lanes { customer; --- interaction ---; frontstage by cook using oven }
step a "A" {
owner boss
customer "Comes"
<-> frontstage "Bakes" { fail "Burns" { prevent "Look" by night; recover "Anew" } }
}

== BP805: no metric is tied to a place
metric nps "NPS" target 40
step a "A" { customer "Comes" }

== BP805: a persona is whom the whole is about
persona child "Child"
step a "A" { customer "Comes" }

== BP807: steps of two phases, and roles of two departments
role one "Manager" of "Kitchen"
role two "Manager" of "Hall"
phase p "P" { step a "Wait" { customer "Comes"; } }
phase q "Q" { step b "Wait" { customer "Goes"; } }

== BP807: a lane and a role
role counter "Counter"
lanes { customer; --- interaction ---; frontstage "Counter" by counter }
step a "A" { customer "Comes" }
"""


@pytest.mark.parametrize(("expected", "text"), cases(FOUND))
def test_found(expected, text):
    assert [one.code for one in findings(text) if one.code in expected] == expected


@pytest.mark.parametrize(("about", "text"), cases(SOUND))
def test_no_alarm(about, text):
    assert [one.code for one in findings(text) if one.code in about] == []


def messages(text: str) -> list[str]:
    return [one.message for one in findings(f'blueprint t "T"\nstep s "S" {{\n{text}\n}}\n')]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Z\u00c3\u00bcrich", "'\u00c3\u00bc' was '\u00fc' before the file was read in the wrong encoding"),
        (
            "It\u00e2\u20ac\u2122s",
            "'\u00e2\u20ac\u2122' was '\u2019' before the file was read in the wrong encoding",
        ),
        ("M\ufffdnchen", "a character was lost here (U+FFFD)"),
        ("\ue001", "a character for private use stands here (U+E001)"),
        ("a\u200bb", "a character that nobody sees stands here (U+200B)"),
    ],
)
def test_the_damage_is_named(text, said):
    assert messages(f'customer "{text}"') == [said]


def test_the_place_of_damage_is_the_characters_themselves():
    (found,) = findings('blueprint t "T"\nstep s "S" {\ncustomer "ZÃ¼rich"\ncustomer "KÃ¶ln"\n}\n')
    assert found.span.text == "Ã¼"
    assert [label.span.text for label in found.labels] == ["Ã¶"]


def test_limits_say_how_long_a_text_may_be():
    text = 'blueprint t "T"\nstep s "S" {\ncustomer "Comes in"\n}\n'
    assert [one.message for one in findings(text, Limits(text=7))] == [
        'the text "Comes in" takes 8 columns, more than 7'
    ]
    assert findings(text, Limits(text=8)) == []


@given(st.text(alphabet="àÃÂâé»”’€™œ\xa0 ABcd中", max_size=12))
def test_what_is_said_to_be_misread_is_one_character_in_utf_8(text):
    """Whatever is written, what is called misread turns into one character when it is read rightly."""
    source = Source("t", text)
    for kind, span in damaged_text._damage(source):
        if kind == "misread":
            assert (
                damaged_text._meant(span.text).encode("utf-8").decode("cp1252", "replace")[0] == span.text[0]
            )


# What a folder declares


VOCABULARY = 'role cook "Cook"\nrole waiter "Waiter"\nsystem oven "Oven"\nmetric nps "NPS" target 40\n'


def folder(*files: str) -> list:
    shared = Source("shared", VOCABULARY)
    found = []
    for number, text in enumerate(files):
        compiled = compile_source(Source(f"file-{number}", text), lambda source, path: shared)
        assert compiled.is_sound
        found.append(compiled.blueprint)
    return found


def across(blueprints) -> list[Diagnostic]:
    usage = reduce(joined, map(usage_of, blueprints), Usage())
    return ordered(usage.idle.values())


def using(what: str) -> str:
    return f'blueprint t "T"\nimport "shared"\nstep s "S" {{\ncustomer "Comes"\n<-> frontstage "Greets" {what}\n}}\n'


def test_an_imported_declaration_that_one_file_does_not_use_is_no_finding_in_it():
    assert [one.code for one in check(folder(using("by cook"))[0], OWN)] == []


def test_what_no_file_of_a_folder_uses_is_found_once():
    found = across(folder(using("by cook"), using("using oven"), using("by cook")))
    assert [(one.code, one.span.source.name, one.message) for one in found] == [
        ("BP805", "shared", 'no file uses the role "Waiter"'),
        ("BP805", "shared", 'no file uses the metric "NPS"'),
    ]


def test_what_some_file_uses_is_used_though_it_comes_last():
    files = folder(using("by cook"), using("by waiter"), using("using oven tracks nps"))
    assert across(files) == []
    assert [one.message for one in across(reversed(files[:2]))] == [
        'no file uses the system "Oven"',
        'no file uses the metric "NPS"',
    ]


def test_what_a_file_itself_declares_is_left_to_the_rule():
    own = compile_source(
        Source("own", 'blueprint t "T"\nrole cook "Cook"\nstep s "S" { customer "Comes" }')
    ).blueprint
    assert across([own]) == []
    assert [one.code for one in check(own, OWN)] == ["BP805"]


def test_a_thousand_lines_of_damage_are_read_in_little_time():
    text = (
        'blueprint t "T"\nstep s "S" {\n'
        + 'customer "ZÃ¼rich, TBD, \u200bgoes and then comes"\n' * 1000
        + "}\n"
    )
    blueprint = compile_source(Source("t", text)).blueprint
    took = []
    for _ in range(3):
        began = time.perf_counter()
        found = check(blueprint, OWN)
        took.append(time.perf_counter() - began)
    assert {one.code for one in found} == {"BP802", "BP803", "BP804"}
    assert min(took) < 0.15


def test_a_label_that_stands_three_times_is_one_finding():
    (found,) = findings(
        'blueprint t "T"\n' + "".join(f'step {name} "Wait" {{ customer "{name}" }}\n' for name in "abc")
    )
    assert (found.code, found.message) == ("BP807", 'more than one step is called "Wait"')
    assert [found.span.line, *(label.span.line for label in found.labels)] == [3, 2, 4]


def test_hidden_and_misread_characters_can_be_put_right():
    text = 'blueprint t "T"\nstep s "S" {\ncustomer "ZÃ¼rich, KÃ¶ln"\ncustomer "Comes\u200b in"\ncustomer "M\ufffdnchen"\n}\n'
    edits = [edit for one in findings(text) for edit in one.fix]
    for edit in sorted(edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    assert ('"Zürich, Köln"' in text, '"Comes in"' in text) == (True, True)
    assert [one.message for one in findings(text)] == ["a character was lost here (U+FFFD)"]
