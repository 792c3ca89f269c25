"""`@dataclass` for a program that starts often: the same classes, and nothing compiled for those that are not used.

The standard decorator writes and compiles six methods for each class when its module is imported: 0.3 ms, a third of the time of a short
run for our 200 classes, most of which a run never makes. Here a method whose speed counts is compiled when it is called first, and all
classes share the others.

Comes in: a class with annotations. Goes out: a class that behaves as the standard one: frozen, slotted, equal by its fields, hashed,
printed, pickled, copied and matched alike; `dataclasses.fields`, `replace`, `asdict` and `is_dataclass` take its records, and standard
dataclasses inherit from it. To type checkers it is the standard decorator. Deliberately absent: `order`, `unsafe_hash`, `InitVar`,
`ClassVar`, `KW_ONLY`, `__post_init__`, and bases that are standard dataclasses, which no class needs. `dataclasses.field` is used as it is.
"""

from __future__ import annotations

import dataclasses
from reprlib import recursive_repr
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable
    from dataclasses import dataclass
else:

    def dataclass(*, frozen=False, slots=False, kw_only=False, eq=True, repr=True):
        """The standard decorator of this name, with the options that are used here."""
        return lambda cls: _record_class(cls, _Options(frozen, slots, kw_only, eq, repr))


__all__ = ["dataclass"]

_NOTHING: Any = dataclasses.MISSING
_PLAIN: Any = dataclasses.field()


class _Options(NamedTuple):
    frozen: bool
    slots: bool
    kw_only: bool
    eq: bool
    repr: bool


class _Declared(NamedTuple):
    """A field: its annotation, what stands after its `=` (MISSING where nothing does), and whether it is given by name alone."""

    annotation: Any
    given: Any
    kw_only: bool

    @property
    def settings(self) -> Any:
        """What `dataclasses.field` was told: `compare`, `repr`, `default_factory` …"""
        return self.given if isinstance(self.given, dataclasses.Field) else _PLAIN

    @property
    def default(self) -> Any:
        return self.given.default if isinstance(self.given, dataclasses.Field) else self.given


def _record_class(cls: type, options: _Options) -> type:
    """The class made anew, as the standard decorator does, too: slots cannot be added to a class that is there."""
    fields = {name: field for base in cls.__mro__[:0:-1] for name, field in _fields_of(base).items()}
    own = cls.__annotations__
    for name, annotation in own.items():
        fields[name] = _Declared(annotation, vars(cls).get(name, _NOTHING), options.kw_only)
    members = {**_methods(fields, options), **_members(cls, own, options)}
    members["__record_fields__"] = fields
    members.setdefault("__match_args__", tuple(name for name, field in fields.items() if not field.kw_only))
    made = type(cls)(cls.__name__, cls.__bases__, members)
    made.__qualname__ = cls.__qualname__
    for name, text in _texts(fields, options).items():
        if name not in members:
            setattr(made, name, _compiled_later(made, name, text))
    for name in ("__dataclass_fields__", "__dataclass_params__", "__signature__"):
        setattr(made, name, _Later(name, made, options))
    return made


def _fields_of(cls: type) -> dict[str, _Declared]:
    found: dict[str, _Declared] = vars(cls).get("__record_fields__", {})
    return found


def _members(cls: type, own: dict[str, Any], options: _Options) -> dict[str, Any]:
    """What stands in the class, with its fields as slots, or else their defaults as attributes."""
    members = {
        name: member
        for name, member in vars(cls).items()
        if name not in own and name not in ("__dict__", "__weakref__")
    }
    if options.slots:
        inherited = {slot for base in cls.__mro__ for slot in vars(base).get("__slots__", ())}
        members["__slots__"] = tuple(name for name in own if name not in inherited)
        return members
    given = {name: _Declared(None, vars(cls).get(name, _NOTHING), False).default for name in own}
    return members | {name: default for name, default in given.items() if default is not _NOTHING}


# ── the methods that all classes share ───────────────────────────────────────────────────────────────────────────────────────


def _methods(fields: dict[str, _Declared], options: _Options) -> dict[str, Any]:
    """What the options ask for; what a class defines itself has precedence."""
    methods: dict[str, Any] = {"__getstate__": _state, "__setstate__": _set_state} if options.slots else {}
    if options.repr:
        methods["__repr__"] = _repr
    if options.frozen:
        methods |= {"__setattr__": _refuse_setting, "__delattr__": _refuse_deleting}
    if options.eq and not options.frozen:
        methods["__hash__"] = None
    return methods


@recursive_repr()
def _repr(self: Any) -> str:
    fields = type(self).__record_fields__
    shown = (f"{name}={getattr(self, name)!r}" for name, field in fields.items() if field.settings.repr)
    return f"{type(self).__qualname__}({', '.join(shown)})"


def _refuse_setting(self: Any, name: str, value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_deleting(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _state(self: Any) -> list[Any]:
    return [getattr(self, name) for name in type(self).__record_fields__]


def _set_state(self: Any, state: list[Any]) -> None:
    for name, value in zip(type(self).__record_fields__, state, strict=True):
        object.__setattr__(self, name, value)


# ── what is made on first use ────────────────────────────────────────────────────────────────────────────────────────────────


def _compiled_later(
    cls: Any, name: str, text: Callable[[], tuple[str, dict[str, Any]]]
) -> Callable[..., Any]:
    """A method that puts the compiled one into its place, and calls it."""

    def first(self: Any, /, *args: Any, **kwargs: Any) -> Any:
        source, known = text()
        exec(source, known)
        method = known[name]
        method.__qualname__, method.__module__ = f"{cls.__qualname__}.{name}", cls.__module__
        setattr(cls, name, method)
        return method(self, *args, **kwargs)

    return first


def _texts(
    fields: dict[str, _Declared], options: _Options
) -> dict[str, Callable[[], tuple[str, dict[str, Any]]]]:
    """The methods to compile: for each a function that writes it, as one would by hand, with the values that it knows."""
    methods: dict[str, Callable[[], tuple[str, dict[str, Any]]]] = {
        "__init__": lambda: _init(fields, options)
    }
    if options.eq:
        methods["__eq__"] = lambda: (_eq(fields), {})
        if options.frozen:
            methods["__hash__"] = lambda: (
                f"def __hash__(self): return hash({_compared(fields, 'self')})",
                {},
            )
    return methods


def _eq(fields: dict[str, _Declared]) -> str:
    return (
        "def __eq__(self, other):\n if other.__class__ is not self.__class__: return NotImplemented\n"
        f" return {_compared(fields, 'self')} == {_compared(fields, 'other')}"
    )


def _compared(fields: dict[str, _Declared], record: str) -> str:
    """The tuple of the values by which records are equal."""
    return f"({''.join(f'{record}.{name}, ' for name, field in fields.items() if field.settings.compare)})"


def _init(fields: dict[str, _Declared], options: _Options) -> tuple[str, dict[str, Any]]:
    """`def __init__(self, *, a, b=…):` with a line for each field."""
    known: dict[str, Any] = {"__set__": object.__setattr__, "__made__": object()}
    lines = []
    for name, field in fields.items():
        value = name
        factory = field.settings.default_factory
        if factory is not _NOTHING:
            known[f"__{name}_factory__"] = factory
            value = f"__{name}_factory__() if {name} is __made__ else {name}"
        lines.append(f" __set__(self, {name!r}, {value})" if options.frozen else f" self.{name} = {value}")
    return f"def __init__({_parameters(fields, known)}):\n" + "\n".join(lines or [" pass"]), known


def _parameters(fields: dict[str, _Declared], known: dict[str, Any]) -> str:
    """The parameters in the order of the fields, those by name last; their defaults come to what the function knows."""
    texts: tuple[list[str], list[str]] = (["self"], [])
    for name, field in fields.items():
        text = name
        if field.settings.default_factory is not _NOTHING:
            text = f"{name}=__made__"
        elif field.default is not _NOTHING:
            known[f"__{name}_default__"] = field.default
            text = f"{name}=__{name}_default__"
        texts[field.kw_only].append(text)
    return ", ".join([*texts[False], *(["*", *texts[True]] if texts[True] else [])])


class _Later:
    """An attribute that others look for: taken from a standard dataclass with the same fields when somebody asks."""

    def __init__(self, name: str, owner: type, options: _Options) -> None:
        self.name, self.owner, self.options = name, owner, options

    def __get__(self, record: object, cls: type) -> Any:
        if self.name != "__signature__":
            value = self._made()
            setattr(self.owner, self.name, value)
            return value
        if cls is not self.owner:
            raise AttributeError(self.name)  # an heir has one of its own
        return self._made()

    def _made(self) -> Any:
        if self.name == "__dataclass_fields__":
            # Without methods nothing is compiled, which counts: `replace` asks on every run.
            return _standard(self.owner, init=False, repr=False, eq=False).__dataclass_fields__
        standard = _standard(self.owner, **self.options._asdict())
        if self.name == "__dataclass_params__":
            return standard.__dataclass_params__
        from inspect import signature

        return signature(standard)


def _standard(cls: Any, **options: bool) -> Any:
    """A standard dataclass with all fields of a record, those of its bases included."""
    fields: dict[str, _Declared] = cls.__record_fields__
    members: dict[str, Any] = {name: _copied(field) for name, field in fields.items()}
    members["__annotations__"] = {name: field.annotation for name, field in fields.items()}
    members |= {"__doc__": cls.__doc__ or "", "__module__": cls.__module__}
    return dataclasses.dataclass(**options)(type(cls.__name__, (), members))


def _copied(field: _Declared) -> Any:
    settings = field.settings
    return dataclasses.field(
        **({} if field.default is _NOTHING else {"default": field.default}),
        **({} if settings.default_factory is _NOTHING else {"default_factory": settings.default_factory}),
        init=settings.init,
        repr=settings.repr,
        hash=settings.hash,
        compare=settings.compare,
        metadata=settings.metadata,
        kw_only=field.kw_only,
    )
