"""What people bring along from other texts is called by its name, once."""

import pytest

from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.source import Source

FRAME = 'blueprint x "X"\nrole clerk "Clerk"\nlanes {{ customer; frontstage; backstage kitchen "Kitchen" }}\n{top}\nstep a "A" {{\n{inside}\n}}\n'


def errors(top: str = "", inside: str = 'customer c "C"') -> list[Diagnostic]:
    return list(compile_source(Source("test", FRAME.format(top=top, inside=inside))).errors)


def cured(text: str) -> str:
    """A text with every fix of its errors put in."""
    edits = [edit for each in compile_source(Source("test", text)).errors for edit in each.fix]
    for edit in sorted(edits, key=lambda edit: -edit.span.start):
        text = text[: edit.span.start] + edit.text + text[edit.span.end :]
    return text


ROWS = {
    "spreadsheet": ("Step\tCustomer\tStaff", "Book\tAsks\tAnswers", "\tPays\t"),
    "Markdown": ("| Step | Customer |", "|---|---|", "| Book | Asks |"),
    "semicolons": ("step;customer;staff", "book;asks;answers", 'pay;"pays; cash";takes'),
    "commas": ("Step,Customer,Staff", "Book,Asks,Answers", "Pay,Pays,Takes"),
    "Chinese": ("步骤\t顾客\t前台", "预订\t询问\t答复", "付款\t付钱\t收款"),
}


@pytest.mark.parametrize("place", ["top", "inside"])
@pytest.mark.parametrize("rows", [1, 40])
@pytest.mark.parametrize("kind", ROWS)
def test_a_table_is_one_mistake_however_long_it_is(kind: str, rows: int, place: str):
    head, *body = ROWS[kind]
    found = errors(**{place: "\n".join([head, *body * rows])})
    assert [each.message.split(",")[0] for each in found if each.code == "BP002"] == ["this is a table"]


@pytest.mark.parametrize(
    ("statement", "cure"),
    [
        ('metric m "M" target 3 lower', "write better lower"),
        ('metric m "M" target 3 higher', "write better higher"),
        ('metric m "M" target 3 month', "write every month"),
        ('risk r "R" global', "write scope global"),
    ],
)
def test_a_value_without_its_property_gets_it(statement: str, cure: str):
    assert [each.hint for each in errors(top=statement)] == [cure]


@pytest.mark.parametrize(
    ("word", "cure"),
    [
        ("served", "end served"),
        ("refused", "end refused"),
        ("automatic", "mode automatic"),
        ("waste", "value waste"),
    ],
)
def test_so_do_values_of_actions(word: str, cure: str):
    assert [each.hint for each in errors(inside=f'customer c "C" {word}')] == [f"write {cure}"]


@pytest.mark.parametrize(
    "text", ['"He said "hi" loudly"', '"the "best""', '""best" one"', "“说“你好”吧”", '"a "b" c "d" e"']
)
@pytest.mark.parametrize("before", ["customer c", "pain", "fail f", "<-> frontstage"])
def test_a_quotation_mark_inside_a_text_is_found(text: str, before: str):
    found = errors(inside=f'customer first "First"\n{before} {text}')
    assert [each.code for each in found] == ["BP003"]
    assert "quotation mark" in found[0].message


@pytest.mark.parametrize(
    "text", ["13 working days", "13 business days", "13个工作日", "13 工作日", "13工作日"]
)
def test_working_days_are_days(text: str):
    (found,) = errors(inside=f'customer c "C" wait {text}')
    assert (found.code, (found.hint or "").split(";")[0]) == ("BP004", "write 13d")
    assert found.span.text == text


def test_an_owner_of_an_action_is_its_role():
    (found,) = errors(inside='customer c "C" owner "X"')
    assert "by ROLE" in (found.hint or "")


@pytest.mark.parametrize("lane", ["backstage", "kitchen", "frontstage", "customer"])
@pytest.mark.parametrize("tail", ["", " time 3m by clerk", ' {\n note "N"\n}', " end served"])
def test_a_new_action_behind_a_source_gets_a_name(lane: str, tail: str):
    lines = ['customer c "C"', *[f'c -> {lane} "Makes the drink"{tail}'] * 3]
    text = FRAME.format(top="", inside="\n".join(lines))
    assert (
        {each.code for each in compile_source(Source("test", text)).errors} == {"BP011"}
        if not tail
        else {"BP002"}
    )
    mended = compile_source(Source("test", cured(text)))
    assert list(mended.errors) == []
    assert mended.blueprint is not None
    assert sum(action.text == "Makes the drink" for action in mended.blueprint.actions.values()) == 3


def test_a_lane_as_a_source_is_told_apart_from_one_as_a_target():
    source, target = errors(inside='customer c "C"\nkitchen -> kitchen')
    assert "begins at an action" in (source.hint or "")
    assert "-> kitchen NAME" in (target.hint or "")
