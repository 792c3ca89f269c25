"""Walks over arrows: what leads to each other, and arrows without rings."""

from hypothesis import given
from hypothesis import strategies as st

from blueprint.analysis.facts import acyclic, components, reach

GRAPHS = st.lists(st.tuples(st.sampled_from("abcdefg"), st.sampled_from("abcdefg")), max_size=20)


@given(GRAPHS)
def test_components_are_what_leads_to_each_other(arrows):
    def neighbours(node: str) -> list[str]:
        return [target for source, target in arrows if source == node]

    ahead = {node: reach([node], neighbours) for node in "abcdefg"}
    expected = {frozenset(other for other in ahead[node] if node in ahead[other]) for node in ahead}
    found = [frozenset(members) for members in components("abcdefg", neighbours)]
    assert sorted(map(sorted, found)) == sorted(map(sorted, expected))


def test_arrows_without_rings_go_forward_only():
    arrows = {"a": "bc", "b": "ca", "c": "ab", "d": "a"}
    order = acyclic(arrows, arrows.__getitem__)
    place = {key: number for number, key in enumerate(order)}
    assert sorted(order) == ["a", "b", "c", "d"]
    assert all(place[key] < place[later] for key, after in order.items() for later in after)
    assert order["d"] == ("a",)
