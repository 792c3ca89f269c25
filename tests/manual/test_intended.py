"""A guide promises what goes well: no failures, no lost and no refused customers."""

import warnings

import pytest
from blueprint.renderers.manual.intended import intended

from blueprint import render_as
from blueprint.compiler import compile_source
from blueprint.model import Blueprint
from blueprint.render import RenderWarning
from blueprint.source import Source

from ..generate import generate
from .shop import blueprint_of

HEAD = 'blueprint b "B"\nlanes { customer; --- interaction ---; frontstage; --- visibility ---; backstage }\nstep s "S" {\n'


def left(inside: str) -> set[str]:
    return {
        action.key.partition(".")[2]
        for action in intended(blueprint_of(HEAD + inside + "\n}\n")).actions.values()
    }


@pytest.mark.parametrize(
    ("inside", "kept"),
    [
        ('customer a "A"\n-> frontstage b "B"\na !> frontstage c "C"\n-> customer d "D"', "a b"),
        ('customer a "A"\n-> frontstage b "B"\na !> frontstage c "C"\nc -> b', "a b"),
        ('customer a "A" {\nfail "F" {\nrecover "R" !> c\n}\n}\n-> frontstage b "B" end served\nfrontstage c "C"\nc -> b', "a b"),
        ('customer a "A" decision\na -> customer b "B" end served when "yes"\na -> customer c "C" end lost when "no"', "a b"),
        ('customer a "A" decision\na -> customer b "B" when "yes"\na -> frontstage c "C" when "no"\n-> customer d "D" end refused', "a b"),
        ('customer a "A" start\n-> customer c "C" end lost', "a"),
        ('customer a "A" decision\na -> customer b "B" when "yes"\na !> customer c "C" when "no"\nb -> c', "a b c"),
        ('customer a "A"\nfrontstage b "B"', "a b"),
    ],
)  # fmt: skip
def test_what_goes_well_is_left(inside: str, kept: str):
    assert left(inside) == set(kept.split())


def check(whole: Blueprint) -> None:
    part = intended(whole)
    assert not any(flow.kind == "failure" for flow in part.flows)
    assert not any(action.end in ("lost", "refused") for action in part.actions.values())
    assert {flow.source for flow in part.flows} | {flow.target for flow in part.flows} <= set(part.actions)
    assert all(set(step.actions) <= set(part.actions) for step in part.steps.values())
    begun = {
        key
        for key, action in whole.actions.items()
        if not any(whole.incoming(key)) and action.end not in ("lost", "refused")
    }
    assert begun <= set(part.actions)
    # To do it again leaves out nothing.
    assert set(intended(part).actions) == set(part.actions)


@pytest.mark.parametrize("seed", range(40))
def test_it_holds_of_any_service(seed: int):
    compiled = compile_source(Source("test", generate(seed, 6, 5)))
    assert compiled.blueprint is not None
    check(compiled.blueprint)


@pytest.mark.parametrize(("state", "count"), [("as-is", 1), ("to-be", 0), ("pilot", 0)])
@pytest.mark.parametrize("kind", ["guide", "guide-md"])
def test_a_guide_made_of_an_as_is_is_warned_of(state: str, count: int, kind: str):
    text = HEAD.replace("lanes", f"state {state}\nlanes") + 'customer a "A"\n}\n'
    with warnings.catch_warnings(record=True) as told:
        warnings.simplefilter("always", RenderWarning)
        render_as(compile_source(Source("test", text)), kind)
    assert len([each for each in told if "as-is" in str(each.message)]) == count
