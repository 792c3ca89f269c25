"""The motion in JSON: the numbers that registers have, the terms of the usual way, and nothing of a part."""

from __future__ import annotations

import json
from typing import Any

import pytest
from blueprint.renderers.json import render
from blueprint.renderers.json_motion import motion_records

from blueprint.analysis.motion.results import motions_of
from blueprint.analysis.registers.all_registers import registers
from blueprint.cli.tables import as_json
from blueprint.compiler import Compiled, compile_source
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.view import View

from ..examples import compiled as example
from ..paths import EXAMPLES

INN = """blueprint inn "Inn"
role clerk "Clerk"
step greet "Greeting" {
  time 8m
  customer come "Comes" wait 5m start
  -> customer ready "Room ready?" decision
  ready -> frontstage key "Hands out the key" by clerk when "yes" 75% time 2m value adding cost 3
  ready -> customer coffee "Has coffee" when "no" 20% wait 15m
  ready -> customer out "Is sent away" when "full" 5% end refused
  coffee -> ready max 1
  key -> customer take "Takes the key"
}
step room "Room" {
  customer enter "Enters the room" time 1m end served
}
"""
FULL = '  ready -> customer out "Is sent away" when "full" 5% end refused\n'


def compiled(text: str) -> Compiled:
    found = compile_source(Source("inn.blueprint", text))
    assert found.is_sound, [problem.message for problem in found.errors]
    return found


def motion(text: str) -> list[dict[str, Any]]:
    return json.loads(render(scene(compiled(text))))["motion"]


def test_the_terms_of_the_usual_way_add_up_to_its_lead_time():
    (found,) = motion(INN)
    assert [(term["kind"], term["of"], term["key"], term["seconds"]) for term in found["critical_path"]] == [
        ("rest", "step", "greet", 60),
        ("wait", "action", "greet.come", 300),
        ("work", "action", "greet.key", 120),
        ("work", "action", "room.enter", 60),
    ]
    assert found["lead"]["usual"] == 540
    assert found["untimed"] == []
    (found,) = motion(INN.replace("  time 8m\n", ""))
    assert found["untimed"] == ["greet.ready", "greet.take"]


def test_answers_are_told_by_their_arrows():
    (found,) = motion(INN)
    yes, no = (
        {"decision": "greet.ready", "target": target, "kind": "then", "label": label}
        for target, label in (("greet.key", "yes"), ("greet.coffee", "no"))
    )
    assert found["ways"][1]["answers"] == [{"answer": no, "times": 1}, {"answer": yes, "times": 1}]
    again, full = found["answer_costs"]
    assert (again["answer"], again["usual_answer"], again["share"], again["each_round"]) == (
        no,
        yes,
        0.2,
        True,
    )
    # More of those who have a coffee, and all of those who are sent away, get no room.
    assert (again["seconds"], full["seconds"], full["mean"] < full["usual_mean"]) == (None, None, True)


def test_a_round_costs_what_is_waited_in_it():
    (found,) = motion(INN.replace(FULL, "").replace("75%", "80%"))
    (again,) = found["answer_costs"]
    assert (again["share"], again["seconds"], again["each_round"]) == (0.2, 900, True)
    assert (again["mean"], again["usual_mean"]) == (1440, 540)


def test_ladder_amounts_and_outcomes_are_of_all_cases():
    (found,) = motion(INN)
    greet, room = found["ladder"]
    assert (greet["step"], greet["passes"], room["passes"]) == ("greet", 1, 0.9375)
    assert greet["wait"] == {"mean": 480, "values": [300, 1200], "known": "all"}
    assert greet["mean"] + 0.9375 * room["mean"] == pytest.approx(found["lead"]["mean"])
    assert found["amounts"] == {
        "of_usual_way": False,
        "work": [
            {"role": "clerk", "lane": None, "seconds": 112.5},
            {"role": None, "lane": "customer", "seconds": 56.25},
        ],
        "values": [{"value": "adding", "seconds": 112.5}, {"value": None, "seconds": 56.25}],
        "cost": 2.8125,
    }
    assert [outcome["per_100"] for outcome in found["outcomes"]] == [6.25, 93.75]


def test_a_service_without_a_way_says_so():
    (found,) = motion('blueprint inn "Inn"\nstep greet "Greeting" {\n  customer come "Comes" time 5m\n}\n')
    assert (found["runs"], found["lead"], found["ways"], found["ladder"]) == (False, None, [], [])


def test_what_stops_and_what_is_longer_than_stated_is_told():
    (found,) = motion(INN.replace("time 8m", "time 6m"))
    assert found["longer_than_stated"] == [{"of": "step", "key": "greet", "seconds": 60}]
    ring = (
        INN.replace(FULL, "")
        .replace("75%", "80%")
        .replace("key -> customer take", "key -> come\n  key -> customer take")
    )
    (found,) = motion(ring)
    assert {"kind": "unavoidable", "action": "greet.coffee", "target": "greet.ready"} in found["stuck"]


def test_nothing_is_said_of_a_part():
    for view in (View(only="room"), View(customer=True), View(lanes=("customer",))):
        assert json.loads(render(scene(compiled(INN), view)))["motion"] == []


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_json_and_registers_have_the_same_numbers(path):
    found = example(path)
    shown = json.loads(render(scene(found)))["motion"]
    names = ("ways", "lead", "outcomes", "visits")
    tables = json.loads(as_json.write(registers(found.facts, names), "en"))["registers"]
    tables = {table["name"]: table["rows"] for table in tables}
    for part in shown:
        for persona in part["personas"]:

            def rows(name: str, persona: str | None = persona) -> list[dict[str, Any]]:
                own = [row for row in tables[name] if row["persona"] == persona]
                return own or [row for row in tables[name] if row["persona"] is None]

            columns = ("share", "outcome", "lead_low", "lead_usual", "lead_high", "usual")
            ways = [
                {name: row[name] for name in columns} for row in rows("ways") if row["answers"] != ["others"]
            ]
            assert ways == [{name: way[name] for name in columns} for way in part["ways"]]
            (lead,) = rows("lead")
            assert all(lead[name] == value for name, value in part["lead"].items() if name in lead)
            assert lead["untimed"] == part["untimed"]
            for name, key in (("outcomes", "end"), ("visits", "action")):
                assert [(row[key], row["per_100"]) for row in rows(name)] == [
                    (row[key], row["per_100"]) for row in part[name]
                ]


def test_every_number_of_the_motion_is_one_that_json_has():
    # A time without an upper end is infinite inside.
    (found,) = motion_records(compiled(INN.replace("wait 5m", "wait 5m..").replace("  time 8m\n", "")).facts)
    assert found.lead
    assert (found.lead.high, found.ways[0].lead_high) == (None, None)
    assert len(motions_of(compiled(INN).facts)) == 1


def test_limits_are_told_as_the_register_has_them():
    text = """blueprint shop "Shop"
persona guest "Guest"
step s "S" {
  time 10m target 5m
  customer ask "Asks" start
  -> frontstage note "Notes it" time 5m { standard "At once" within 1m begun; }
  -> frontstage tell "Tells" wait 1h when within 30m due 2h after note
  -> customer know "Knows" end served
}
"""
    limits = json.loads(render(scene(compiled(text))))["limits"]
    keys = ("kind", "key", "source", "counts", "verdict", "usual", "over")
    assert [tuple(limit[key] for key in keys) for limit in limits] == [
        ("step", "s", None, None, "over", 3900, 3600),
        ("standard", "s.note", None, "begun", "unknown", None, None),
        ("due", "s.tell", None, "after", "kept", 3600, None),
        ("arrow", "s.tell", "s.note", None, "over", 3600, 1800),
    ]
    (register,) = registers(compiled(text).facts, ("limits",))
    names = [column.name for column in register.columns]
    rows = [dict(zip(names, row, strict=True)) for row in register.rows]
    assert [(row["kind"].key, row["verdict"].key, row["over"] and row["over"].seconds) for row in rows] == [
        (limit["kind"], limit["verdict"], limit["over"]) for limit in limits
    ]
