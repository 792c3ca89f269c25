"""Our `@dataclass` makes the classes that the standard one makes, and all our records are made by it."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
import re
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import Any, Generic, TypeVar

import pytest

from blueprint import lean_dataclasses

lean: Any = lean_dataclasses.dataclass
T = TypeVar("T")
Decorator = Callable[..., Any]


def _family(dataclass: Decorator) -> dict[str, Any]:
    """Classes with all that our classes use, made by a decorator."""
    options = {"frozen": True, "slots": True, "kw_only": True}

    @dataclass(**options)
    class Base:
        name: str
        line: int = dataclasses.field(default=0, compare=False)

    @dataclass(**options)
    class Heir(Base):
        """A class with more."""

        parts: tuple[Any, ...] = ()
        notes: dict[str, str] = dataclasses.field(default_factory=dict, compare=False, repr=False)

        def size(self) -> int:
            return len(self.parts)

    @dataclass(frozen=True, slots=True)
    class Pair(Generic[T]):
        left: T
        right: int = 3

    @dataclass(slots=True)
    class Counter:
        count: int
        seen: list[int] = dataclasses.field(default_factory=list)

    @dataclass(slots=True, eq=False)
    class Place:
        x: float

    @dataclass(frozen=True, kw_only=True, repr=False)
    class Open:
        left: int = 1

        def __repr__(self) -> str:
            return "an open one"

    @dataclass(frozen=True, slots=True, kw_only=True)
    class Nothing:
        pass

    return {kind.__name__: kind for kind in (Base, Heir, Pair, Counter, Place, Open, Nothing)}


# Where pickle looks for them.
LEAN, STANDARD = _family(lean), _family(dataclasses.dataclass)
for _kind in LEAN.values():
    _kind.__qualname__ = _kind.__name__
globals().update(LEAN)

ARGUMENTS: list[tuple[str, tuple[Any, ...], dict[str, Any]]] = [
    ("Base", (), {"name": "a"}),
    ("Base", (), {"name": "a", "line": 4}),
    ("Base", ("a",), {}),
    ("Base", (), {}),
    ("Heir", (), {"name": "a", "parts": (1, float("nan")), "notes": {"x": "y"}}),
    ("Heir", (), {"name": "a", "what": 1}),
    ("Pair", (1,), {}),
    ("Pair", (1, 2), {}),
    ("Pair", (1, 2, 3), {}),
    ("Pair", (1,), {"left": 2}),
    ("Counter", (1,), {}),
    ("Place", (1.5,), {}),
    ("Open", (), {}),
    ("Open", (), {"left": 2}),
    ("Nothing", (), {}),
]


def _account(kinds: dict[str, Any], name: str, args: Any, kwargs: Any) -> list[object]:
    """What can be observed of a record."""
    kind = kinds[name]
    try:
        record, same = kind(*args, **kwargs), kind(*args, **kwargs)
    except TypeError as problem:
        return [str(problem).rpartition("<locals>.")[2]]
    found: list[object] = [
        record == same,
        record != same,
        record == 3,
        repr(record).rpartition("<locals>.")[2],
    ]
    found += [kind.__match_args__, kind.__module__, kind.__name__]
    found += [
        getattr(kind, "__slots__", None),
        hasattr(record, "__dict__"),
        inspect.signature(kind).__str__(),
    ]
    try:
        found.append(hash(record) == hash(same))
    except TypeError as problem:
        found.append("unhashable" in str(problem))
    for field in dataclasses.fields(kind)[:1]:
        found += [_refusal(setattr, record, field.name, 9), _refusal(delattr, record, field.name)]
        record = kind(*args, **kwargs)
    shown = [(f.name, f.type, f.default, f.kw_only, f.compare, f.repr) for f in dataclasses.fields(kind)]
    found += [shown, dataclasses.is_dataclass(record), str(kind.__dataclass_params__)]
    if name != "Heir":  # NaN is not equal to itself when copied
        found += [dataclasses.asdict(record), dataclasses.replace(record) == record]
    return found


def _refusal(change: Callable[..., None], *args: Any) -> tuple[type, str] | None:
    try:
        return change(*args)
    except AttributeError as problem:
        return type(problem), str(problem)


@pytest.mark.parametrize(("name", "args", "kwargs"), ARGUMENTS)
def test_a_record_behaves_as_that_of_the_standard_decorator(name: str, args: Any, kwargs: Any) -> None:
    found, expected = _account(LEAN, name, args, kwargs), _account(STANDARD, name, args, kwargs)
    assert repr(found) == repr(expected)


@pytest.mark.parametrize(
    "again", [copy.copy, copy.deepcopy, lambda record: pickle.loads(pickle.dumps(record))]
)
def test_records_are_copied_and_pickled(again: Callable[[Any], Any]) -> None:
    for name, args, kwargs in (
        ("Heir", (), {"name": "a", "line": 3, "parts": (1, 2), "notes": {"x": "y"}}),
        ("Pair", (1,), {}),
        ("Counter", (1, [2]), {}),
        ("Open", (), {"left": 5}),
        ("Nothing", (), {}),
    ):
        record = LEAN[name](*args, **kwargs)
        copied = again(record)
        assert copied == record
        assert [getattr(copied, f.name) for f in dataclasses.fields(record)] == [
            getattr(record, f.name) for f in dataclasses.fields(record)
        ]


def test_records_of_different_classes_differ() -> None:
    assert LEAN["Base"](name="a") != LEAN["Heir"](name="a")
    assert LEAN["Place"](1.0) != LEAN["Place"](1.0)


def test_a_standard_dataclass_inherits_from_a_record() -> None:
    grown = dataclasses.make_dataclass(
        "Grown", [("more", int)], bases=(LEAN["Heir"],), frozen=True, slots=True, kw_only=True
    )
    record = grown(name="a", more=3)
    assert record == grown(name="a", more=3)
    assert repr(record) == "Grown(name='a', line=0, parts=(), more=3)"
    assert list(inspect.signature(grown).parameters) == ["name", "line", "parts", "notes", "more"]
    with pytest.raises(TypeError, match="non-frozen"):
        dataclasses.make_dataclass("Loose", [("more", int)], bases=(LEAN["Heir"],), kw_only=True)


def test_records_are_matched() -> None:
    pair = LEAN["Pair"]
    match pair("a"):
        case pair("a", right):
            assert right == 3
        case _:
            pytest.fail("not matched by its places")


# ── the classes of the program ───────────────────────────────────────────────────────────────────────────────────────────────

ROOT = Path(__file__).resolve().parents[2]
FILES = [path for folder in ("blueprint", "renderers") for path in sorted((ROOT / folder).rglob("*.py"))]


def _module(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    name = ".".join(part for part in parts if part != "__init__")
    return name if name.startswith("blueprint") else f"blueprint.{name}"


def test_every_class_of_the_program_has_the_fields_of_a_standard_one() -> None:
    kinds = [
        kind
        for name in map(_module, FILES)
        # The step of the build wants setuptools, which a user's environment need not have.
        if not name.endswith(("__main__", "build_step"))
        for kind in vars(import_module(name)).values()
        if isinstance(kind, type) and kind.__module__ == name and "__record_fields__" in vars(kind)
    ]
    assert len(kinds) > 150
    for kind in kinds:
        # The standard decorator refuses what is wrong: a list as a default, a field without one behind one with one.
        assert kind.__dataclass_params__.frozen == (kind.__setattr__ is not object.__setattr__)
        assert [field.name for field in dataclasses.fields(kind)] == list(kind.__record_fields__)
        assert not any("Var[" in str(field.type) for field in dataclasses.fields(kind)), kind
        assert not hasattr(kind, "__post_init__"), kind


def test_no_module_imports_the_decorator_that_compiles_at_the_start() -> None:
    standard = re.compile(r"^from dataclasses import .*\bdataclass\b|^\s*@dataclasses\.dataclass", re.M)
    found = [path.name for path in FILES if standard.search(path.read_text(encoding="utf-8"))]
    assert not found
