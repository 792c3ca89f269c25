"""The accessible names of a picture's cards, for people who do not see it.

Comes in: a Drawing. Goes out: for each card its own name (lane, step, text, points), whether it waits for all, and where its arrows
lead. Deliberately absent: where in the picture that is put (`picture`).
"""

from __future__ import annotations

from collections.abc import Sequence
from unicodedata import east_asian_width

from blueprint.drawing import CardShape, Drawing, Route, TextLine

#: For each kind of arrow, in English and Chinese: without a label, and with one.
_WAYS = {
    "then": ("then: {0}", "then, {1}: {0}", "然后：{0}", "然后（{1}）：{0}"),
    "return": ("there and back: {0}", "there and back, {1}: {0}", "往返：{0}", "往返（{1}）：{0}"),
    "message": ("message to: {0}", "message, {1}, to: {0}", "发消息至：{0}", "发消息（{1}）至：{0}"),
    "fork": ("all at once: {0}", "all at once, {1}: {0}", "同时进行：{0}", "同时进行（{1}）：{0}"),
    "failure": ("on failure: {0}", "on failure, {1}: {0}", "失败时：{0}", "失败时（{1}）：{0}"),
}
_WAITS = ("waits for all", "等全部到齐")


def card_names(drawing: Drawing) -> dict[str, str]:
    """The full name of every card, by its key."""
    texts = {card.key: _text(card) for card in drawing.cards}
    ways: dict[str, list[str]] = {}
    for route in drawing.routes:
        ways.setdefault(route.source, []).append(_way(route, texts.get(route.target, ""), drawing.language))
    chinese = _is_chinese(drawing.language)
    joins = {route.target for route in drawing.routes if route.is_join}
    return {
        card.key: ("；" if chinese else "; ").join(
            [card.name, *([_WAITS[chinese]] if card.key in joins else []), *ways.get(card.key, [])]
        )
        for card in drawing.cards
    }


def _is_chinese(language: str) -> bool:
    return language[:2] == "zh"


def _way(route: Route, target: str, language: str) -> str:
    label = joined(route.label)
    form = _WAYS["fork" if route.is_fork else route.kind][2 * _is_chinese(language) + bool(label)]
    return form.format(target, label)


def _text(card: CardShape) -> str:
    """A card's own text, without its details."""
    return joined([line for line in card.lines if line.role in ("card", "evidence")])


def joined(lines: Sequence[TextLine]) -> str:
    """Wrapped lines as one; no blank is put where two wide characters meet, for none was there."""
    text = ""
    for line in lines:
        wide = text and line.text and _is_wide(text[-1]) and _is_wide(line.text[0])
        text += line.text if wide or not text else f" {line.text}"
    return text


def _is_wide(char: str) -> bool:
    return east_asian_width(char) in "WF"
