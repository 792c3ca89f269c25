"""The longest path: which actions it leads through, and how many seconds each adds."""

from blueprint.analysis.facts import gather
from blueprint.analysis.motion.critical import critical_path, usual_course
from blueprint.compiler import compile_source
from blueprint.source import Source


def longest(text: str, members: list[str] | None = None) -> tuple[float, list[tuple[str, float]]]:
    """The seconds of the longest path, and its stretches, in a file of one step."""
    compiled = compile_source(Source("test", f'blueprint t "T"\nstep s "S" {{\n{text}\n}}\n'))
    assert [error.message for error in compiled.errors] == []
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
