"""Measure open fonts and write the width table `blueprint/layout/text/widths.txt`.

Run by hand, when fonts or Unicode have news:

    python tools/measure_fonts.py FONT_FOLDER [FONT_FOLDER ...]

It needs `fonttools[unicode,woff]` and, under the folders, the files named in CORE and SCRIPTS.
A viewer's font is not known when a picture is made, so every width is the widest of the measured
fonts. No outline is copied: the table holds advance widths only.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from itertools import groupby
from pathlib import Path

from fontTools import unicodedata as ucd
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables._n_a_m_e import table__n_a_m_e
from fontTools.varLib.instancer import instantiateVariableFont

OUTPUT = Path(__file__).resolve().parent.parent / "blueprint" / "layout" / "widths.txt"
TEXT_SIZE = 14  # Inter's `opsz` axis: its display cut is up to 8 % narrower than its text cut.
# Per weight, the files of the fonts that every character is looked up in. The first of two names
# joined by "|" that exists is taken. Inter's 600 has wider spaces than its 700: both are measured.
INTER = "InterVariable.ttf|InterVariable.woff2"
CORE = {
    400: ["LiberationSans-Regular.ttf", INTER, "NotoSans-Regular.ttf"],
    600: [INTER],
    700: ["LiberationSans-Bold.ttf", INTER, "NotoSans-Bold.ttf"],
}
# Noto Sans of one script each, and the ranges it is asked for.
SCRIPTS = {
    "Armenian": "0530-058F FB13-FB17",
    "Hebrew": "0590-05FF FB1D-FB4F",
    "Arabic": "0600-06FF 0750-077F FB50-FBFF FE70-FEFC",
    "Devanagari": "0900-097F",
    "Bengali": "0980-09FE",
    "Gurmukhi": "0A00-0A76",
    "Gujarati": "0A80-0AFF",
    "Oriya": "0B00-0B77",
    "Tamil": "0B80-0BFA",
    "Telugu": "0C00-0C7F",
    "Kannada": "0C80-0CF2",
    "Malayalam": "0D00-0D7F",
    "Sinhala": "0D80-0DF4",
    "Thai": "0E00-0E5B",
    "Lao": "0E80-0EDF",
    "Myanmar": "1000-109F",
    "Georgian": "10A0-10FF",
    "Ethiopic": "1200-137F",
    "Khmer": "1780-17F9",
    "Symbols": "2190-27BF",
    "Symbols2": "2190-27BF",
}
# Latin, Greek, Cyrillic, punctuation and symbols; the rest is left to the estimates.
CORE_RANGES = "0020-007E 00A0-058F 0E3F 10A0-10FF 1E00-27BF FB00-FB4F FFFD"
# In these scripts a mark above or below may take room of its own (the shaper keeps its advance).
WIDE_MARKS = "0900-0DFF 1000-109F 1780-17FF"
PER_LINE = 16
HEADER = """\
# Advance widths of text, in 1/1000 em: the widest of the fonts below, regular and bold (600-700).
# Written by tools/measure_fonts.py; not meant to be edited by hand. Unicode {unicode}.
# Sources (widths only, no outlines; all under the SIL Open Font License 1.1; a script's name
# stands for Noto Sans of that script):
{fonts}
#
# [marks]   ranges that belong to the character before them and take no room
# [spacing] ranges that belong to the character before them and take room
# [zero]    other ranges that take no room (controls, formats)
# [wide]    East Asian wide and fullwidth ranges: 1 em
# [emoji]   ranges drawn as colour pictures
# [widths]  first code point, then the widths of it and its followers: regular or regular/bold;
#           width*n stands for n characters. An accented character as wide as its base is left out.
"""
Widths = dict[int, int]


def parse(ranges: str) -> Iterator[int]:
    """Every code point of ranges written as hexadecimal numbers."""
    for item in ranges.split():
        first, _, last = item.partition("-")
        yield from range(int(first, 16), int(last or first, 16) + 1)


def find(name: str, folders: list[Path]) -> Path:
    """The file of that name (or of one of the names between bars) under the folders."""
    for choice in name.split("|"):
        for folder in folders:
            if found := sorted(folder.rglob(choice)):
                return found[-1]
    raise SystemExit(f"no font file named {name} under the folders given")


def load(path: Path, weight: int) -> TTFont:
    """The font; of a variable font the instance of this weight, cut for text sizes."""
    font = TTFont(path)
    if "fvar" not in font:
        return font
    axes = {axis.axisTag for axis in font["fvar"].axes}
    pins = {"wght": weight, "opsz": TEXT_SIZE}
    return instantiateVariableFont(font, {tag: pins.get(tag) for tag in axes})


def advances(font: TTFont, wanted: set[int]) -> Widths:
    """The advance of each wanted character that the font has, in 1/1000 em, rounded up."""
    em = font["head"].unitsPerEm
    metrics = font["hmtx"]
    cmap = font.getBestCmap()
    return {code: -(-metrics[cmap[code]][0] * 1000 // em) for code in wanted & cmap.keys()}


def widest(tables: Iterable[Widths]) -> Widths:
    """Each character's greatest width among the tables."""
    result: Widths = {}
    for table in tables:
        for code, value in table.items():
            result[code] = max(value, result.get(code, 0))
    return result


def measure(folders: list[Path], weights: list[int], sources: list[str]) -> Widths:
    """The widest advances over all fonts for the given weights; notes the fonts in `sources`."""
    jobs = [(name, weight, CORE_RANGES) for weight in weights for name in CORE[weight]]
    style = "Regular" if 400 in weights else "Bold"
    for script, ranges in SCRIPTS.items():
        style_there = "Regular" if script == "Symbols2" else style
        jobs.append((f"NotoSans{script}-{style_there}.ttf", weights[-1], ranges))
    tables = []
    for name, weight, ranges in jobs:
        font = load(find(name, folders), weight)
        tables.append(advances(font, set(parse(ranges))))
        sources.append(title(font["name"]))
    return widest(tables)


def title(names: table__n_a_m_e) -> str:
    """A font's name and version, as the table names its sources."""
    family = (names.getDebugName(16) or names.getDebugName(1)).removeprefix("Noto Sans ")
    version = names.getDebugName(5).split(";")[0].removeprefix("Version ")
    return f"{family} {version}"


def classes() -> dict[str, set[int]]:
    """The code points of each section that lists ranges."""
    found: dict[str, set[int]] = {name: set() for name in ("marks", "spacing", "zero", "wide", "emoji")}
    # Halfwidth voicing marks, Thai and Lao AM, skin tones, Hangul vowels and finals.
    spacing = set(parse("FF9E-FF9F 0E33 0EB3 1F3FB-1F3FF 1160-11FF D7B0-D7FF"))
    joiners = set(parse("200C-200D E0020-E007F"))
    # Signs that enclose the number after them are formats by category, but visible.
    visible = set(parse("0600-0605 06DD 070F 0890-0891 08E2 110BD 110CD"))
    pictures = set(parse("231A-2BFF 1F000-1F1FF 1F300-1FAFF"))
    for code in range(0x110000):
        char = chr(code)
        kind, east = ucd.category(char), ucd.east_asian_width(char)
        if code in joiners or kind in ("Mn", "Me"):
            found["marks"].add(code)
        elif code in spacing or kind == "Mc":
            found["spacing"].add(code)
        elif kind in ("Cc", "Cf", "Zl", "Zp") and code not in visible:
            found["zero"].add(code)
        if east in "WF" and code not in found["marks"]:
            found["emoji" if code in pictures and kind in ("So", "Sm", "Sk") else "wide"].add(code)
    found["wide"] |= set(parse("1160-11FF D7B0-D7FF"))
    return found


def as_ranges(codes: set[int]) -> Iterator[str]:
    """The set as hexadecimal ranges, in order."""
    for _, group in groupby(enumerate(sorted(codes)), lambda pair: pair[1] - pair[0]):
        run = [code for _, code in group]
        yield f"{run[0]:04X}" + (f"-{run[-1]:04X}" if len(run) > 1 else "")


def folded(words: Iterable[str]) -> Iterator[str]:
    """The words set in lines of at most 100 characters."""
    line = ""
    for word in words:
        if len(line) + len(word) >= 100:
            yield line
            line = ""
        line = f"{line} {word}".lstrip()
    yield line


def runs(codes: Iterable[int], regular: Widths, bold: Widths) -> Iterator[str]:
    """The lines of the section of widths."""
    for _, group in groupby(enumerate(codes), lambda pair: pair[1] - pair[0]):
        run = [code for _, code in group]
        for at in range(0, len(run), PER_LINE):
            part = run[at : at + PER_LINE]
            pairs = [(regular[code], bold.get(code, regular[code])) for code in part]
            yield f"{part[0]:04X} " + " ".join(tokens(pairs))


def tokens(pairs: list[tuple[int, int]]) -> Iterator[str]:
    """The widths as words of the table."""
    for (thin, thick), group in groupby(pairs):
        count = len(list(group))
        word = str(thin) if thin == thick else f"{thin}/{thick}"
        yield word if count == 1 else f"{word}*{count}"


def kept(regular: Widths, bold: Widths, sections: dict[str, set[int]]) -> list[int]:
    """The code points to write: not those that the other sections or a base character give."""
    told = sections["zero"] | sections["wide"] | sections["emoji"]
    told |= sections["marks"] - set(parse(WIDE_MARKS))
    result = []
    for code in sorted(regular):
        base = ord(ucd.normalize("NFD", chr(code))[0])
        same = regular.get(base) == regular[code] and bold.get(base) == bold.get(code)
        silent = code in sections["marks"] and not regular[code]
        if code not in told and not silent and not (base != code and same):
            result.append(code)
    return result


def main(folders: list[Path]) -> None:
    """Measure the fonts under the folders and write the table."""
    sources: list[str] = []
    regular = measure(folders, [400], sources)
    bold = measure(folders, [600, 700], sources)
    sections = classes()
    names = ", ".join(dict.fromkeys(sources)) + "."
    fonts = "\n".join(f"#   {line}" for line in folded(names.split()))
    lines = [HEADER.format(unicode=ucd.unidata_version, fonts=fonts)]
    for name, codes in sections.items():
        lines += [f"[{name}]", *folded(as_ranges(codes))]
    lines += ["[widths]", *runs(kept(regular, bold, sections), regular, bold)]
    OUTPUT.write_text("\n".join(lines) + "\n", encoding="utf-8", newline="\n")
    print(f"{OUTPUT.name}: {OUTPUT.stat().st_size} bytes")


if __name__ == "__main__":
    main([Path(argument) for argument in sys.argv[1:]])
