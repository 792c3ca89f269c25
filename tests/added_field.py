"""A model that has grown: one more field on every element, and a property of actions that every output shows.

Comes in: a Blueprint. Goes out: one with a text in that field, everywhere. So tests see what becomes of a field that is added tomorrow.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import field, fields, is_dataclass, make_dataclass
from functools import cache
from typing import Any

import pytest

from blueprint import audience, model, properties
from blueprint.analysis import references
from blueprint.properties import Format, Place, Property, Told

NAME = "novelty"


@cache
def _grown(kind: type) -> type:
    return make_dataclass(
        kind.__name__,
        [(NAME, Any, field(default=None))],
        bases=(kind,),
        frozen=True,
        slots=True,
        kw_only=True,
    )


def grown(value: Any, novelty: Any) -> Any:
    """A value of the model with something in the new field of each of its elements."""
    if isinstance(value, dict):
        return {key: grown(one, novelty) for key, one in value.items()}
    if type(value) is tuple:
        return tuple(grown(one, novelty) for one in value)
    if not is_dataclass(value) or type(value).__module__ != model.__name__:
        return value
    parts = {one.name: grown(getattr(value, one.name), novelty) for one in fields(value)}
    return _grown(type(value))(**parts, **{NAME: novelty})


def the_property(form: Format, told: Told = "staff") -> Property:
    """A property in the new field, in a place of every output that shows properties."""
    return Property(
        field=NAME,
        # Words that all outputs have a name for.
        keyword="end" if form in ("mark", "word") else "owner",
        format=form,
        kind="roles" if form == "names" else "",
        namespace="role" if form == "names" else "",
        card=Place("who"),
        panel=Place("frame"),
        text=Place("details"),
        manual=Place("doing"),
        registers=(Place("touchpoints"), Place("standards")),
        told=told,
    )


@contextmanager
def declared(*more: Property) -> Iterator[None]:
    """Properties that are declared for a while, beside those that there are; files are read as before."""
    caches = (properties.placed, properties.in_register, audience._told)
    with pytest.MonkeyPatch.context() as patch:
        for module in (properties, audience, references):
            patch.setattr(module, "PROPERTIES", (*properties.PROPERTIES, *more))
        for one in caches:
            one.cache_clear()
        try:
            yield
        finally:
            for one in caches:
                one.cache_clear()
