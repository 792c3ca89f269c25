"""How the cases of the rules are written: what may be left out, what is refused, and what an update changes."""

from pathlib import Path

import pytest

from ..rule_cases import Case, compiled, found, read, write

PATH = Path("BP401-wait-without-target.txt")
SECTION = '== A wait\ncustomer "Comes" wait\n=> BP401 1: customer "Comes"\n'


def case(text: str) -> Case:
    """The only case of a text."""
    (only,) = read(PATH, text).cases
    return only


def whole(text: str) -> str:
    return compiled(case(text)).tree.source.text


def test_what_a_case_would_only_repeat_is_put_around_its_lines():
    assert whole(SECTION) == 'blueprint t "T"; step s "S" { evidence "Sign"; customer "Comes" wait\n}'
    assert (
        whole('== X\nstep a "A" { customer "Comes" }\n') == 'blueprint t "T"; step a "A" { customer "Comes" }'
    )
    assert whole("== X\n\nblueprint b\nphase p {\n}\n\n") == "blueprint b\nphase p {\n}"
    assert whole("== X\n= around: …; step a { }\nrole r\n") == 'blueprint t "T"; role r\n; step a { }'


def test_options_hold_for_all_sections_or_for_one():
    file = read(PATH, "Some prose.\n= rules: BP4\n= today: none\n\n== A\n= today: 2027-01-01\nx\n\n== B\ny\n")
    assert [(case.options["rules"], case.options["today"]) for case in file.cases] == [
        ("BP4", "2027-01-01"),
        ("BP4", "none"),
    ]
    assert case(SECTION).options["rules"] == "BP401"


def test_a_section_may_hold_files_to_import():
    text = '== X\nimport "words"\ncustomer "C" by cook wait\n= file: words\nrole cook\n=> nothing\n'
    assert list(case(text).files.items()) == [
        ("input", 'import "words"\ncustomer "C" by cook wait'),
        ("words", "role cook"),
    ]


def test_characters_that_nobody_sees_are_written_by_their_numbers():
    hidden = case('== X\n= rules: BP803\ncustomer "a\\u200bb\\ufffd \\U000e0100"\n')
    assert hidden.files["input"] == 'customer "a\u200bb\ufffd \U000e0100"'
    assert found(hidden) == "=> BP803 1: \\u200b\n=> BP803 1: \\ufffd"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        pytest.param("= rule: BP4\n", "'= rule: BP4' is no option", id="option"),
        pytest.param("== X\n= BP4\ny\n", "'= BP4' is no option", id="option without a name"),
        pytest.param(f"{SECTION}customer\n", "the end of its section", id="input behind what is expected"),
    ],
)
def test_what_the_format_does_not_know_is_refused(text, said):
    with pytest.raises(ValueError, match=said):
        read(PATH, text)


@pytest.mark.parametrize(
    ("option", "said"),
    [
        ("compare: message", "'message' is none of messages, labels, hints, fixes"),
        ("limits: waits 3", "waits"),
        ("rules: BP999", "'BP999' means no rule"),
    ],
)
def test_an_option_that_means_nothing_is_refused(option, said):
    with pytest.raises((ValueError, TypeError), match=said):
        found(case(f'== X\n= {option}\ncustomer "Comes"\n'))


def test_an_input_with_errors_is_refused():
    with pytest.raises(ValueError, match="the input has errors"):
        found(case("== X\ncustommer Comes\n"))


def test_an_update_writes_what_is_expected_and_nothing_else():
    text = f'Prose.\n= rules: BP4\n\n{SECTION}\n== B\n= today: none\n# a remark\ncustomer "X"\n\n\n'
    assert write(read(PATH, text), {"A wait": "=> nothing", "B": "=> BP401 1: x"}) == (
        'Prose.\n= rules: BP4\n\n== A wait\ncustomer "Comes" wait\n=> nothing\n\n'
        '== B\n= today: none\n# a remark\ncustomer "X"\n=> BP401 1: x\n'
    )
