"""Forks and joins: which arrows are all taken, and which are all waited for."""

from __future__ import annotations

from blueprint.analysis.structure.branching import Branching, branching

from ..branches import model


def found(body: str) -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """The targets of each fork, and the sources of each join, by the names of actions."""
    facts: Branching = branching(model(body))
    forks = {key: [flow.target for flow in flows] for key, flows in facts.forks.items()}
    joins = {key: [flow.source for flow in flows] for key, flows in facts.joins.items()}
    return _plain(forks), _plain(joins)


def _plain(by_key: dict[str, list[str]]) -> dict[str, list[str]]:
    return {key.removeprefix("s."): [one.removeprefix("s.") for one in keys] for key, keys in by_key.items()}


def test_a_fork_and_its_join():
    assert found("""
        desk a "A"
        a -> office b "B"
        a -> systems c "C"
        b -> desk d "D"
        c -> d
    """) == ({"a": ["b", "c"]}, {"d": ["b", "c"]})


def test_answers_that_reunite_are_neither_fork_nor_join():
    assert found("""
        desk a "A?" decision
        a -> office b "B" when "yes"
        a -> systems c "C" when "no"
        b -> desk d "D"
        c -> d
    """) == ({}, {})


def test_answers_reunite_also_where_their_branches_forked_and_met_before():
    forks, joins = found("""
        desk a "A"
        a -> office b "B"
        a -> systems c "C"
        b -> desk d "D?" decision
        c -> d
        d -> office e "E" when "yes"
        d -> systems f "F" when "no"
        e -> desk g "G"
        f -> g
    """)
    assert (forks, joins) == ({"a": ["b", "c"]}, {"d": ["b", "c"]})


def test_an_answer_and_what_runs_beside_the_decision_are_a_join():
    _, joins = found("""
        desk a "A"
        a -> office b "B?" decision
        a -> systems c "C"
        b -> desk d "D" when "yes"
        b -> office e "E" when "no"
        e -> d
        c -> d
    """)
    assert joins == {"d": ["b", "e", "c"]}


def test_what_comes_back_is_not_waited_for():
    assert found("""
        desk a "A"
        a -> desk b "B"
        b -> office c "C"
        c -> b
    """) == ({}, {})
    _, joins = found("""
        desk a "A"
        a -> desk b "B"
        b -> office c "Again?" decision
        c -> b when "yes"
        c -> systems d "D" when "no"
    """)
    assert joins == {}


def test_a_loop_around_a_fork_leaves_its_join_a_join():
    forks, joins = found("""
        desk a "A"
        a -> office b "B"
        a -> systems c "C"
        b -> desk d "D"
        c -> d
        d -> desk e "Again?" decision
        e -> a when "yes"
        e -> office f "F" when "no"
    """)
    assert (forks, joins) == ({"a": ["b", "c"]}, {"d": ["b", "c"]})


def test_a_recovery_is_not_waited_for():
    _, joins = found("""
        desk a "A"
        a -> office b "B"
        a !> systems c "C"
        b -> desk d "D"
        c -> d
    """)
    assert joins == {}


def test_other_arrows_fork_nothing():
    assert found("""
        desk a "A"
        a -> office b "B"
        a ~> systems c "C"
        a <-> desk d "D"
        a !> systems e "E"
        a -> a
    """) == ({}, {})


def test_arrows_for_different_personas_are_alternatives():
    assert found("""
        desk a "A"
        office b "B"
        systems c "C"
        desk d "D"
        a -> b for new
        a -> c for old
        b -> d
        c -> d
    """) == ({}, {})


def test_arrows_for_one_persona_and_for_all_are_a_fork():
    forks, joins = found("""
        desk a "A"
        office b "B"
        systems c "C" for new
        desk d "D"
        a -> b
        a -> c
        b -> d
        c -> d
    """)
    assert (forks, joins) == ({"a": ["b", "c"]}, {"d": ["b", "c"]})


def test_the_journey_belongs_to_no_fork():
    assert found("""
        customer a "A"
        -> desk b "B"
        customer c "C"
        a -> c
    """)[0] == {"a": ["b", "c"]}
    assert found("""
        customer a "A"
        -> desk b "B"
        customer c "C"
    """) == ({}, {})


def test_two_starts_that_meet_are_alternatives():
    assert found("""
        desk a "Calls" start
        office b "Writes" start
        systems c "C"
        a -> c
        b -> c
    """) == ({}, {})


def test_a_long_chain_of_forks_is_no_matter():
    lines = ['desk a0 "A"']
    for n in range(1500):
        lines += [f'a{n} -> office b{n} "B"', f'a{n} -> systems c{n} "C"']
        lines += [f'b{n} -> desk a{n + 1} "A"', f"c{n} -> a{n + 1}"]
    forks, joins = found("\n".join(lines))
    assert len(forks) == len(joins) == 1500
