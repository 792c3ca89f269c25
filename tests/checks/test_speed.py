"""Large blueprints are checked in little time, and however long a row is, no rule runs out of stack."""

import time

import pytest

from blueprint.checks import RULES, check
from blueprint.compiler import compile_source
from blueprint.diagnostics import Diagnostic
from blueprint.source import Source


def rules(codes: str) -> list:
    return [rule for rule in RULES if rule.code in codes.split()]


CORE = rules("BP104 BP106 BP107 BP201 BP202 BP203 BP204 BP301 BP302 BP401 BP602 BP702")
FLOW = rules("BP205 BP206 BP207 BP209 BP210 BP211 BP212 BP213 BP214 BP215")
TEXT = rules("BP801 BP802 BP803 BP804 BP805 BP807")


def measured(text: str, rules: list) -> tuple[float, set[str]]:
    """The seconds of the fastest of three checks, and the codes of what was found."""
    blueprint = compile_source(Source("large", text)).blueprint
    took, found = [], list[Diagnostic]()
    for _ in range(3):
        began = time.process_time()
        found = check(blueprint, rules)
        took.append(time.process_time() - began)
    return min(took), {finding.code for finding in found}


def steps(count: int) -> str:
    """A blueprint of many actions, with a loop, a fail point and a decision in every step."""
    body = []
    for number in range(count // 5):
        body.append(
            f'step s{number} "S" {{\ncustomer a{number} "Asks" wait\n-> frontstage b{number} "Answers"\n'
            f'<-> backstage c{number} "Looks" {{\nfail "Lost"\n}}\nb{number} -> backstage d{number} "Really?" decision\n'
            f'd{number} -> support e{number} "Files" when "yes"\ne{number} -> d{number}\n}}\n'
        )
    return 'blueprint t "T"\n' + "".join(body)


def forks(count: int) -> str:
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


def test_a_thousand_actions_are_checked_in_a_quarter_of_a_second():
    took, found = measured(steps(1000), CORE)
    assert found == {"BP107", "BP203", "BP204", "BP301", "BP401"}
    assert took < 0.25


def test_the_flow_of_a_thousand_actions_is_checked_in_a_tenth_of_a_second():
    took, found = measured(forks(1000), FLOW)
    assert found >= {"BP206", "BP207"}
    assert took < 0.1


def test_a_thousand_lines_of_damage_are_read_in_little_time():
    lines = 'customer "ZÃ¼rich, TBD, \u200bgoes and then comes"\n' * 1000
    took, found = measured(f'blueprint t "T"\nstep s "S" {{\n{lines}}}\n', TEXT)
    assert found == {"BP802", "BP803", "BP804"}
    assert took < 0.15


@pytest.mark.slow
def test_a_row_of_ten_thousand_actions_does_not_recurse():
    rows = "\n".join(f'-> backstage a{number} "A{number}"' for number in range(10_000))
    text = f'blueprint t "T"\nstep s "S" {{\nbackstage first "First" start\n{rows}\na9999 -> first\n}}'
    compiled = compile_source(Source("test", text))
    assert not compiled.errors
    assert [finding.code for finding in check(compiled.blueprint, CORE)] == ["BP203"]
