"""Cut the fonts that travel with the package, `renderers/raster/fonts/*.ttf`, out of whole Noto fonts.

Run by hand, when the fonts have news:

    python tools/cut_font.py FONT_FOLDER

It needs fonttools and, in the folder, the files named in CUTS; Debian has them in the package
`fonts-noto-core` (version 20201225-1 was used), in /usr/share/fonts/truetype/noto. The same files
give the same bytes. Hinting is left out: pictures are drawn large, and it is a third of the size.
"""

from __future__ import annotations

import sys
from pathlib import Path

from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont

OUTPUT = Path(__file__).resolve().parent.parent / "renderers" / "fonts"
# Latin, marks, Greek, Cyrillic, punctuation, currencies, letterlike signs, fractions, and what little
# else of signs the font has.
LETTERS = (
    "0020-024F 0259 02B0-036F 0370-03FF 0400-045F 048A-052F 1E00-1EFF "
    "2000-206F 2070-209F 20A0-20CF 2100-218F 2190-27BF FB00-FB06 FFFD"
)
# Arrows, mathematics; shapes, signs, check marks.
MATHS = "2190-21FF 2200-22FF"
SIGNS = "25A0-27BF"
CUTS = {
    "NotoSans-Regular.ttf": LETTERS,
    "NotoSans-Bold.ttf": LETTERS,
    "NotoSansMath-Regular.ttf": MATHS,
    "NotoSansSymbols2-Regular.ttf": SIGNS,
}
# What a line of text needs; not small capitals, old-style figures and the like.
FEATURES = ["ccmp", "locl", "kern", "mark", "mkmk", "calt", "liga", "rlig"]


def characters(ranges: str) -> set[int]:
    found: set[int] = set()
    for one in ranges.split():
        first, _, last = one.partition("-")
        found.update(range(int(first, 16), int(last or first, 16) + 1))
    return found


def cut(source: Path, target: Path, ranges: str) -> None:
    options = Options()
    options.hinting = False
    options.layout_features = FEATURES
    options.name_IDs = [0, 1, 2, 3, 4, 5, 6, 13, 14]
    options.notdef_outline = True
    font = TTFont(source, recalcTimestamp=False)
    subsetter = Subsetter(options)
    subsetter.populate(unicodes=characters(ranges))
    subsetter.subset(font)
    font.save(target)


def main() -> None:
    for name, ranges in CUTS.items():
        target = OUTPUT / name
        cut(Path(sys.argv[1]) / name, target, ranges)
        print(f"{target.name}: {target.stat().st_size / 1000:.0f} KB")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    main()
