"""The data that the search of a site looks through, as small as it can be.

Comes in: services and where their reports stand. Goes out: values for JSON, one for each page of the search: few strings stand twice in
them, and what several services say in the same words is one entry. Deliberately absent: the search itself (`search.js`).

A value is `{"services": [[title, page], …], "kinds": [{"name", "prefix", "entries": [[text, [service, step, anchor, …]], …]}, …],
"strings": [steps and anchors]}`: numbers point into `services` and `strings`, anchors begin with the prefix of their kind.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from .rows import Place, SiteWording
from .service import Thing

#: The kinds in the order of their results, by the keys of their words.
_KINDS = {
    "step": "site.kind.step", "action": "site.kind.action", "fail": "site.kind.fail", "risk": "site.kind.risk",
    "role": "site.kind.role", "system": "site.kind.system", "item": "site.kind.item",
}  # fmt: skip

#: A hit: the number of a service, and the thing that is there.
_Hit = tuple[int, Thing]


class _Group(NamedTuple):
    """All that says the same, of one kind."""

    kind: str
    text: str
    hits: list[_Hit]


def parts(tongue: SiteWording, places: Sequence[Place], most: int) -> list[dict[str, Any]]:
    """The values of the pages of the search, at least one, each with at most about `most` bytes of things."""
    every: list[list[_Group]] = [[]]
    filled, seen = 0, set[str]()
    for group in _groups(places):
        size = _size(group, seen)
        if filled and filled + size > most:
            every.append([])
            seen.clear()
            filled, size = 0, _size(group, seen)
        every[-1].append(group)
        filled += size
    return [_value(tongue, places, groups) for groups in every]


def _groups(places: Sequence[Place]) -> Iterator[_Group]:
    found: dict[tuple[str, str], _Group] = {}
    for number, place in enumerate(places):
        for thing in place.service.things:
            group = found.setdefault((thing.kind, thing.text), _Group(thing.kind, thing.text, []))
            group.hits.append((number, thing))
    for kind in _KINDS:
        yield from (group for group in found.values() if group.kind == kind)


def _size(group: _Group, seen: set[str]) -> int:
    """About how many bytes a group takes; strings that are there by now (`seen`) take none. Rather too many than too few."""
    size = _length(group.text) + 6
    for _, thing in group.hits:
        size += 15 + sum(_length(text) for text in {thing.step, thing.anchor} - seen)
        seen |= {thing.step, thing.anchor}
    return size


def _length(text: str) -> int:
    """The bytes of a text in JSON, quotation marks and comma with them."""
    return len(json.dumps(text, ensure_ascii=False).encode("utf-8", "replace")) + 1


def _value(tongue: SiteWording, places: Sequence[Place], groups: list[_Group]) -> dict[str, Any]:
    strings: dict[str, int] = {"": 0}
    kinds = []
    for kind, name in _KINDS.items():
        own = [group for group in groups if group.kind == kind]
        if own:
            prefix = _shared([thing.anchor for group in own for _, thing in group.hits])
            entries = [[group.text, list(_numbers(group, prefix, strings))] for group in own]
            kinds.append({"name": tongue.words(name), "prefix": prefix, "entries": entries})
    services = [[place.service.title, place.href()] for place in places]
    return {"services": services, "kinds": kinds, "strings": list(strings)}


def _shared(texts: list[str]) -> str:
    """What all of some texts begin with."""
    first, last = min(texts), max(texts)
    same = (at for at in range(len(first)) if first[at] != last[at])
    return first[: next(same, len(first))]


def _numbers(group: _Group, prefix: str, strings: dict[str, int]) -> Iterator[int]:
    for number, thing in group.hits:
        yield number
        yield strings.setdefault(thing.step, len(strings))
        yield strings.setdefault(thing.anchor.removeprefix(prefix), len(strings))
