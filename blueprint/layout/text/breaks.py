"""Where a line of text may end: the usual rules of Latin, Chinese, Japanese and Korean text."""

from __future__ import annotations

import re

from blueprint.layout.text.advances import is_wide
from blueprint.layout.text.metrics import ZWJ, clusters, units

SOFT_HYPHEN = "\u00ad"
_FREE_BREAKS = " \u200b\u00ad"
_TIES = "\u00a0\u202f\u2007\u2060\ufeff\u2011\"'"  # no-break spaces, joiners, hyphen; bare quotes
_HYPHENS = "-/‐–—"
# No line starts with one of these (closing punctuation, small kana, marks of length) ...
_CLOSING = (
    "，。、．：；！？）］｝」』】》〉〕〗〙〛〟’”｠»›…‥~～〜・·•／ー゛゜ヽヾゝゞ々〻％‰℃°￠)]},.!?:;%"
    "ぁぃぅぇぉっゃゅょゎゕゖァィゥェォッャュョヮヵヶㇰㇱㇲㇳㇴㇵㇶㇷㇸㇹㇺㇻㇼㇽㇾㇿ｡｣､･ｧｨｩｪｫｬｭｮｯｰﾞﾟ"
)
# ... and none ends with one of these.
_OPENING = "（［｛「『【《〈〔〖〘〚〝‘“„‚｟«‹([{$€£¥￥＄￡№＃＠#@"
# The classes: s ends a line freely, t ties both sides, h hyphen, c closing, o opening, l letter,
# d digit, x other; C, O and f (free) are the wide ones, which lines may end before and after.
_GIVEN = dict.fromkeys(_FREE_BREAKS, "s") | dict.fromkeys(_TIES, "t") | dict.fromkeys(_HYPHENS, "h")
_BREAK = re.compile(
    "(?<=s)(?=[^s])|(?<=[ldf]h)(?=l)|(?<=h)(?=[fO])|(?<=[fC])(?=[fOoldx])|(?<=[cldx])(?=[fO])"
)
# The two characters of a unit stay together, and with the number before them.
_UNIT = re.compile(r"(?<=[0-9])[ \u00a0]?(?:分钟|小时|分鐘|小時)")
# Thai vowels written before their consonant, and signs that never start a line.
_THAI_LEADS = "\u0e40\u0e41\u0e42\u0e43\u0e44"
_TRAILS = SOFT_HYPHEN + "\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46"


class _Classes(dict[str, str]):
    """The class of each cluster, found when first used; its first character decides."""

    def __missing__(self, cluster: str) -> str:
        head = cluster[0]
        free = _is_free(head)
        if head in _CLOSING:
            value = "C" if free else "c"
        elif head in _OPENING:
            value = "O" if free else "o"
        else:
            value = "f" if free else "d" if head.isdigit() else "l" if head.isalpha() else "x"
        # A cluster that ends in a joiner is joined to the next.
        self[cluster] = value = "t" if cluster[-1] == ZWJ else _GIVEN.get(head, value)
        return value


_classes = _Classes()
_HANGUL = (("\u1100", "\u11ff"), ("\u3131", "\u318e"), ("\ua960", "\ua97c"), ("\uac00", "\ud7ff"))


def _is_free(char: str) -> bool:
    """Whether a line may end on both sides of the character; Korean breaks at spaces only."""
    if any(first <= char <= last for first, last in _HANGUL):
        return False
    return is_wide(char) or "｡" <= char <= "ﾟ" or "🇦" <= char <= "🇿"


def pieces(text: str) -> list[str]:
    """The text, which is not empty, cut at every place where a line may end."""
    parts = clusters(text)
    classes = "".join(map(_classes.__getitem__, parts))
    cuts = [found.start() for found in _BREAK.finditer(classes, 1)]
    if cuts and len(parts) == len(text):
        inside = {found.end() - back for found in _UNIT.finditer(text) for back in (1, 2)}
        cuts = [cut for cut in cuts if cut not in inside] if inside else cuts
    spans = zip([0, *cuts], [*cuts, None], strict=True)
    if len(parts) == len(text):
        return [text[start:stop] for start, stop in spans]
    return ["".join(parts[start:stop]) for start, stop in spans]


def chopped(word: str, limit: int, bold: bool) -> list[str]:
    """A word wider than `limit` units cut between clusters, in parts of about one length."""
    chunks = _filled(word, limit, bold)
    fair = units(word, bold) * 11 // (10 * len(chunks))
    even = _filled(word, min(limit, fair), bold)
    return even if len(even) == len(chunks) else chunks


def _filled(word: str, limit: int, bold: bool) -> list[str]:
    """The word cut in parts that are as long as possible."""
    chunks = [""]
    body = word.rstrip(" \u200b")
    for part in _unbreakable(body, limit, bold):
        if chunks[-1] and _shown(chunks[-1] + part, bold) > limit:
            chunks.append("")
        chunks[-1] += part
    chunks[-1] += word[len(body) :]
    return chunks


def _shown(text: str, bold: bool) -> int:
    """The units of the text with its soft hyphen, which can be its last character only, shown."""
    return units(text.replace(SOFT_HYPHEN, "-"), bold)


def _unbreakable(word: str, limit: int, bold: bool) -> list[str]:
    """The clusters of the word, with what belongs to them in Thai where there is room."""
    found: list[str] = []
    for part in clusters(word):
        tied = found and (found[-1][-1] in _THAI_LEADS or part[0] in _TRAILS)
        if tied and _shown(found[-1] + part, bold) <= limit:
            found[-1] += part
        else:
            found.append(part)
    return found
