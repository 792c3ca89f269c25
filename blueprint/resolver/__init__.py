"""From the syntax tree to the Blueprint: names bound, defaults filled in, points numbered.

Comes in: a tree, and a function that finds imported files. Goes out: a Blueprint of all that was sound, and diagnostics. The order
of work: collect the statements of the file and its imports, declare every name, build every value, join the arrows, number the
points. Deliberately absent: drawing, files, and weaknesses of the service (the checks).
"""

from __future__ import annotations

from typing import Any, NamedTuple

from ..diagnostics import Diagnostic, error
from ..model import Blueprint, Timing, WholeImport
from ..source import Source, Span
from ..syntax import nodes
from ..words import phrase
from ..words.catalogues import match
from ..words.customers import authors_language
from .attributes import Attributes
from .bands import read_bands
from .cards import CardReader
from .declarations import read_declarations
from .flows import FlowReader
from .imports import Declared, Load, Refusal, collect, no_imports
from .language import language_of_file
from .names import Names
from .points import number_points
from .steps import StepReader

__all__ = ["Load", "Names", "Refusal", "Resolved", "no_imports", "resolve"]


class Resolved(NamedTuple):
    """What a tree means, its problems, its names, and the sources that it was read from, its own first.

    The Blueprint is None for a vocabulary (declarations and lanes only) and for an empty file.
    """

    blueprint: Blueprint | None
    problems: list[Diagnostic]
    names: Names
    sources: tuple[Source, ...]


def resolve(tree: nodes.File, load: Load = no_imports, language: str | None = None) -> Resolved:
    """What a tree means. Never fails: what is wrong is in the problems.

    With a `language` it means what it would if the file declared this one; a variety of it that the file has stays.
    """
    names = Names(tree)
    declared = collect(tree, load, names.problems)
    names.declare(declared, tree)
    header = _header(tree, names)
    own = language_of_file(tree)
    language = own if language in (None, match(own)) else language
    bands = read_bands(declared, names, _words_language(declared, tree.source, language))
    cards = CardReader(names)
    cards.read_all([item for item in tree.items if isinstance(item, nodes.Entry)], "file", None)
    steps = StepReader(names, cards, {band.key: band for band in bands if hasattr(band, "key")})
    steps.read(tree)
    gaps = [*steps.unreadable, *(span.start for span in tree.skipped)]
    flows = FlowReader(names, steps.actions, cards, gaps).read(tree, steps.written)
    # Last, since a feedback loop refers to an action.
    declarations = read_declarations(declared, names)
    blueprint = Blueprint(
        span=header.span if header else tree.span,
        name=header.name.text if header else "",
        title=_title(header),
        bands=bands,
        phases=steps.phases,
        steps=steps.steps,
        actions=steps.actions,
        things=steps.things,
        flows=flows,
        imports=tuple(
            WholeImport(span=whole.path.span, file=whole.source.name, steps=whole.steps)
            for whole in declared.wholes
        ),
        points=number_points(steps.actions, cards.fails),
        **_settings(tree, names, language),
        **cards.by_kind(),
        **declarations,
    )
    return Resolved(blueprint if header else None, names.problems, names, tuple(declared.sources))


def _header(tree: nodes.File, names: Names) -> nodes.Header | None:
    headers = [item for item in tree.items if isinstance(item, nodes.Header)]
    for again in headers[1:]:
        names.twice(again.span, phrase("BP012.header"), headers[0].span)
    if headers:
        names.header = headers[0].name
        if tree.items[0] is not headers[0] and not tree.skipped:
            cure = phrase("BP010.late.cure")
            names.problems.append(error("BP010", headers[0].span, phrase("BP010.late"), cure))
        return headers[0]
    cure = phrase("BP010.cure")
    start = Span(tree.source, 0, 0)
    if not tree.items and not tree.skipped:
        names.problems.append(error("BP010", start, phrase("BP010.empty"), cure))
    elif any(isinstance(item, nodes.Phase | nodes.Step) for item in tree.items) and not _lost_header(tree):
        first = tree.items[0].span
        place = Span(tree.source, first.start, min(first.end, first.start + 20)) if first.text else start
        place = Span(tree.source, place.start, place.start + len(place.text.split("\n")[0]))
        names.problems.append(error("BP010", place, phrase("BP010"), cure))
    return None


def _lost_header(tree: nodes.File) -> bool:
    """Whether the `blueprint` line may be among what could not be read."""
    return any(word in span.text for span in tree.skipped for word in ("blueprint", "蓝图"))


def _title(header: nodes.Header | None) -> str:
    if header is None:
        return ""
    return header.title.value if header.title else header.name.text


def _words_language(declared: Declared, source: Source, language: str | None) -> str | None:
    """The language of the labels of lanes without one of their own, with the author's word for customers."""
    bands = declared.lanes[0].bands if declared.lanes else ()
    lanes = [band for band in bands if isinstance(band, nodes.Lane) and band.kind.text == "customer"]
    return authors_language(language, tuple(lane.label.value for lane in lanes if lane.label), source.text)


def _settings(tree: nodes.File, names: Names, language: str | None) -> dict[str, Any]:
    settings = Attributes([item for item in tree.items if isinstance(item, nodes.Attribute)], names)
    removed = [item for item in tree.items if isinstance(item, nodes.Attribute) and item.keyword == "removes"]
    return {
        "owner": settings.owner(),
        "scope": settings.text("scope"),
        "state": settings.word("state"),
        "currency": settings.text("currency"),
        "language": language,
        "timing": settings.timing() or Timing(),
        "reviewed": settings.review(),
        "known": settings.known(),
        "removes": tuple(names.replacement(item) for item in removed),
    }
