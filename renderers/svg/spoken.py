"""The accessible names of a picture's cards and badges, and its description, for people who do not see it.

Comes in: a Drawing. Goes out: for each card its own name (lane, step, text, points), whether it waits for all arrows, and where its
arrows lead. Deliberately absent: where the names are put (`picture`).
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from blueprint.drawing import Badge, CardShape, Drawing, Route, TextLine
from blueprint.words import word


def card_names(drawing: Drawing) -> dict[str, str]:
    """The full name of every card, by its key."""
    texts = {card.key: _text(card) for card in drawing.cards}
    ways: dict[str, list[str]] = {}
    for route in drawing.routes:
        ways.setdefault(route.source, []).append(_way(route, texts.get(route.target, ""), drawing.language))
    joins = {route.target for route in drawing.routes if route.is_join}
    semicolon = word("picture.semicolon", drawing.language)
    waits = (word("picture.legend.join", drawing.language),)
    return {
        card.key: semicolon.join([card.name, *(waits if card.key in joins else ()), *ways.get(card.key, [])])
        for card in drawing.cards
    }


def badge_name(badge: Badge, language: str) -> str:
    """What a badge marks, or all that it stands for."""
    return word("picture.semicolon", language).join((badge.name or badge.point).split("\n"))


def described(drawing: Drawing) -> str:
    """The description of a picture, with the lists of what badges like "+3" stand for."""
    lists = (
        word(
            "picture.spoken.more",
            drawing.language,
            sign=badge.line.text,
            points=badge_name(badge, drawing.language),
        )
        for badge in drawing.badges
        if badge.stands_for
    )
    return " ".join((drawing.description, *lists))


def _way(route: Route, target: str, language: str) -> str:
    kind = "fork" if route.is_fork else route.kind
    label = joined(route.label[:-1] if route.count is not None else route.label)
    if route.count is not None:
        count = word("picture.spoken.count", language, count=route.count)
        label = word("picture.comma", language).join(part for part in (label, count) if part)
    if label:
        return word(f"picture.spoken.{kind}.labelled", language, target=target, label=label)
    return word(f"picture.spoken.{kind}", language, target=target)


def _text(card: CardShape) -> str:
    """A card's own text, without its details."""
    return joined([line for line in card.lines if line.role in ("card", "evidence")])


def joined(lines: Sequence[TextLine]) -> str:
    """Wrapped lines as one; no blank between two wide characters, since there was none."""
    text = ""
    for line in lines:
        wide = text and line.text and _is_wide(text[-1]) and _is_wide(line.text[0])
        text += line.text if wide or not text else f" {line.text}"
    return text


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF"
