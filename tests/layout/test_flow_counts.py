"""What stands on the arrows when cases of 100 are asked for, and how emotion curves follow ways."""

from __future__ import annotations

from blueprint.compiler import compile_source
from blueprint.drawing import Drawing
from blueprint.layout import layout
from blueprint.source import Source
from blueprint.view import View

FLOW = View(show=frozenset({"flow"}))


def drawn(text: str, view: View = FLOW) -> Drawing:
    compiled = compile_source(Source("x.blueprint", f'blueprint x "X"\n{text}'))
    assert compiled.blueprint
    assert not compiled.errors, compiled.errors
    return layout(compiled.blueprint, view)


def service(yes: str, no: str) -> str:
    return f"""step a "A" {{
  customer come "Comes" start emotion 0
  <-> frontstage greet "Greets"
  come -> frontstage ask "Again?" decision
  ask -> come when "yes" {yes} max 1
  ask -> customer home "Goes" when "no" {no} end served emotion 2
  ask -> customer leave "Leaves" when "never" {no} end lost emotion -2
  ask ~> backstage note "Notes"
}}
"""


def counts(drawing: Drawing) -> dict[tuple[str, str], str | None]:
    return {(route.source[2:], route.target[2:]): route.count for route in drawing.routes}


def test_arrows_say_how_often_they_are_taken():
    # 20 of 100 come again, once: then the other answers share.
    found = counts(drawn(service("20%", "40%")))
    assert found == {
        ("come", "greet"): "120",
        ("come", "ask"): "120",
        ("ask", "come"): "20",
        ("ask", "home"): "50",
        ("ask", "leave"): "50",
        ("ask", "note"): "120",
    }


def test_the_number_is_the_last_line_of_the_label_and_the_legend_says_what_it_is():
    drawing = drawn(service("20%", "40%"))
    (route,) = (route for route in drawing.routes if route.target == "a.home")
    assert [line.text for line in route.label][-1] == "50"
    assert drawing.legend[-1].sign == "flow"
    assert drawing.legend[-1].line.text == "times in 100 cases"


def test_without_shares_the_picture_says_once_why_there_are_no_numbers():
    for without in (frozenset(), frozenset({"legend"})):
        drawing = drawn(service("", ""), View(show=frozenset({"flow"}), without=without))  # type: ignore[arg-type]
        assert set(counts(drawing).values()) == {None}
        told = [item.line.text for item in drawing.legend if item.sign == "note"]
        assert told == ["no cases per 100: “Again?” without percentages"]


def test_nothing_is_told_where_nobody_asked():
    drawing = drawn(service("", ""), View())
    assert set(counts(drawing).values()) == {None}
    assert not [item for item in drawing.legend if item.sign in ("flow", "note")]


def test_a_failure_of_which_nobody_says_how_often_it_happens_has_no_number():
    text = """step a "A" {
  customer come "Comes" start
  -> frontstage greet "Greets"
  greet -> customer go "Goes" end served
  greet !> frontstage sorry "Says sorry"
  sorry -> go
}
"""
    found = counts(drawn(text))
    assert found["greet", "go"] == "100"
    assert found["greet", "sorry"] is None


def test_a_part_has_the_numbers_of_the_whole():
    text = (
        service("20%", "40%")
        + 'step b "B" {\n  home -> customer rest "Rests"\n  -> customer sleep "Sleeps"\n}\n'
    )
    part = drawn(text, View(show=frozenset({"flow"}), only="b"))
    # The arrow into the part begins at a stub, and has its number as well.
    assert counts(part) == {("home", "rest"): "50", ("rest", "sleep"): "50"}


# ── emotions ─────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def test_endings_that_exclude_each_other_are_not_joined():
    (row,) = drawn(service("20%", "40%"), View()).emotions
    at = {point.action: (point.x, point.y) for point in row.points}
    assert row.curves == ((at["a.come"], at["a.home"]),)
    assert row.asides == ((at["a.come"], at["a.leave"]),)


def test_what_all_come_to_is_one_curve():
    text = """step a "A" {
  customer "Comes" emotion 1
  customer "Waits" emotion -1
  customer "Goes" emotion 2
}
"""
    (row,) = drawn(text, View()).emotions
    assert [len(curve) for curve in row.curves] == [3]
    assert row.asides == ()


def test_a_detour_leaves_the_curve_and_comes_back():
    text = """step a "A" {
  customer come "Comes" start emotion 1
  -> frontstage ask "Fine?" decision
  ask -> customer wait "Waits" when "no" 30% emotion -2
  ask -> customer go "Goes" when "yes" 70% end served emotion 2
  wait -> frontstage call "Calls in"
  call -> go
}
"""
    (row,) = drawn(text, View()).emotions
    at = {point.action[2:]: (point.x, point.y) for point in row.points}
    assert row.curves == ((at["come"], at["go"]),)
    assert row.asides == ((at["come"], at["wait"]), (at["wait"], at["go"]))


def test_no_line_goes_back_to_what_comes_later_but_stands_before():
    text = """step a "A" {
  customer come "Comes" start emotion 1
  -> frontstage ask "Fine?" decision
  ask -> customer go "Goes" when "yes" 70% end served emotion 2
  ask -> customer wait "Waits" when "no" 30% emotion -2
  wait -> go
}
"""
    (row,) = drawn(text, View()).emotions
    at = {point.action[2:]: (point.x, point.y) for point in row.points}
    assert row.asides == ((at["come"], at["wait"]),)


def test_what_only_a_failure_leads_to_hangs_on_what_failed():
    text = """step a "A" {
  customer come "Comes" start emotion 1
  <-> frontstage greet "Greets"
  come -> customer go "Goes" end served emotion 2
  greet !> customer fume "Fumes" emotion -2 end lost
}
"""
    (row,) = drawn(text, View()).emotions
    at = {point.action[2:]: (point.x, point.y) for point in row.points}
    assert row.curves == ((at["come"], at["go"]),)
    assert row.asides == ((at["come"], at["fume"]),)
