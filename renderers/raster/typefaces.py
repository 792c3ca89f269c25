"""Which font draws which part of a text, where no browser chooses.

Comes in: texts, and font files that the user adds. Goes out: runs of one font each, and the characters that no font has. The order:
the fonts of this package, those the user gives, those of the extras `cjk` and `rtl`. The fonts of the machine are never used: the same
input must give the same bytes on every machine. Deliberately absent: SVG.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import field
from importlib.util import find_spec
from pathlib import Path

from blueprint.files import reason
from blueprint.layout.text import clusters
from blueprint.layout.text.metrics import as_drawn
from blueprint.lean_dataclasses import dataclass
from blueprint.render import RenderError
from blueprint.words import Phrase, phrase
from blueprint.words.bidi import runs_left

from . import fontfile

_OURS = (
    "NotoSans-Regular.ttf",
    "NotoSans-Bold.ttf",
    "NotoSansMath-Regular.ttf",
    "NotoSansSymbols2-Regular.ttf",
)
_CJK_PACKAGE, _CJK_FILE = "manimgx_fonts_cjk", "NotoSansCJK-VF.otf.ttc"
#: An Arabic font that draws each letter in one piece and has Latin letters and signs, too, for the programs that draw can neither put
#: a sign of another font into a joined word nor give a text to the parts of a letter (`settled`, `pdf`).
_RTL_FILES = (
    (
        "fontpkg_ibm_plex_sans_arabic",
        ("files/IBMPlexSansArabic-Regular.ttf", "files/IBMPlexSansArabic-Bold.ttf"),
    ),
    ("pylopdf_fonts_he", ("NotoSansHebrew-Variable.ttf",)),
)
#: The shapes of ideographs that readers of a language are used to; a collection has a family for each.
_REGIONS = {"zh-hant": "TC", "zh-tw": "TC", "zh-hk": "HK", "zh-mo": "HK", "ja": "JP", "ko": "KR", "": "SC"}
_SHOWN = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """The faces of one family, in all weights that have files."""

    name: str
    faces: tuple[fontfile.Face, ...]

    def has(self, cluster: str) -> bool:
        """Whether it has the visible characters of a cluster."""
        return self.faces[0].has("".join(char for char in cluster if not _is_invisible(char)))

    def width(self, text: str, bold: bool) -> float:
        """The width of a text in em."""
        face = min(self.faces, key=lambda face: abs(face.weight - (700 if bold else 400)))
        if runs_left(text):
            return sum(face.width_joined(char) for char in as_drawn(text))
        return sum(map(face.width, clusters(text)))


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A part of a text in one family, and its width in em."""

    text: str
    family: str
    width: float


@dataclass(slots=True)
class Typefaces:
    """The fonts for one picture; `missing` gathers what none of them has."""

    added: Sequence[str] = ()
    language: str = "en"
    missing: dict[str, None] = field(default_factory=dict)
    _families: list[Family] = field(default_factory=list)
    _waiting: Iterator[Family] | None = None

    def runs(self, text: str, bold: bool = False) -> list[Run]:
        """The parts of a text, each in the family that draws it."""
        found: list[tuple[Family, str]] = []
        for cluster, family in zip(parts := clusters(text), self._settled(parts), strict=True):
            if found and found[-1][0] is family:
                found[-1] = (family, found[-1][1] + cluster)
            else:
                found.append((family, cluster))
        return [Run(text=part, family=family.name, width=family.width(part, bold)) for family, part in found]

    def runs_together(self, text: str, bold: bool = False) -> list[Run]:
        """The parts of a text with letters that are joined and run from right to left: one part, if the font of such letters has all."""
        families = [self._first(cluster) for cluster in clusters(text) if runs_left(cluster)]
        if families and all(map(families[0].has, clusters(text))):
            return [Run(text=text, family=families[0].name, width=families[0].width(text, bold))]
        return self.runs(text, bold)

    @property
    def paths(self) -> list[Path]:
        """The files that are needed, in order, each once."""
        return list(dict.fromkeys(face.path for family in self._families for face in family.faces))

    def complain(self) -> None:
        """Raises RenderError where a character has no font."""
        if not self.missing:
            return
        shown = ", ".join(list(self.missing)[:_SHOWN]) + (" …" if len(self.missing) > _SHOWN else "")
        count = len(self.missing)
        cure = phrase("message.render.glyphs-font")
        if _cjk() is None and any(_is_cjk(cluster) for cluster in self.missing):
            cure = _installing("cjk", cure)
        if len(_rtl()) < sum(len(names) for _, names in _RTL_FILES) and any(
            runs_left(cluster) for cluster in self.missing
        ):
            cure = _installing("rtl", cure)
        raise RenderError(phrase("message.render.glyphs", characters=shown, count=count, cure=cure))

    # ── choosing ─────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _settled(self, parts: list[str]) -> list[Family]:
        """The family of each cluster: a sign has the family of the word that it touches, so that a pair of quotes matches."""
        strong = [self._first(cluster) if _is_strong(cluster) else None for cluster in parts]
        after = list(strong)
        for index in range(len(parts) - 2, -1, -1):
            if after[index] is None and not parts[index].isspace():
                after[index] = after[index + 1]
        found: list[Family] = []
        before = None
        for index, cluster in enumerate(parts):
            if cluster.isspace():
                # A space keeps words of one font together; in a font of pictures it would be as wide as a picture.
                near = strong[index - 1] if index else None
            else:
                near = after[index] if unicodedata.category(cluster[0]) in ("Pi", "Ps") else before
            family = strong[index] or (near if near and near.has(cluster) else self._first(cluster))
            found.append(family)
            before = None if cluster.isspace() else family
        return found

    def _first(self, cluster: str) -> Family:
        """The first family that has a cluster; ours where none has it."""
        for family in self._all():
            if family.has(cluster):
                return family
        self.missing[cluster] = None
        return self._ours

    @property
    def _ours(self) -> Family:
        return next(self._all())

    def _all(self) -> Iterator[Family]:
        """The families in order; a file is read when those before it do not suffice."""
        yield from self._families
        self._waiting = self._waiting or self._load()
        for family in self._waiting:
            self._families.append(family)
            yield family

    def _load(self) -> Iterator[Family]:
        folder = Path(__file__).with_name("fonts")
        ours = [fontfile.read(folder / name) for name in _OURS]
        yield from _grouped(ours)
        yield from _grouped([self._face(Path(name)) for name in self.added])
        if cjk := _cjk():
            yield from _grouped([self._face(cjk)])
        yield from _grouped([self._face(path) for path in _rtl()])

    def _face(self, path: Path) -> fontfile.Face:
        """The face of a file that suits the language best."""
        try:
            names = fontfile.families(path)
            region = _region(self.language)
            fitting = [number for number, name in enumerate(names) if name.endswith(f" {region}")]
            return fontfile.read(path, fitting[0] if fitting else 0)
        except OSError as problem:
            raise RenderError(
                phrase("message.render.font-unreadable", path=str(path), problem=reason(problem))
            ) from problem
        except fontfile.FontError as problem:
            raise RenderError(
                phrase("message.render.font-unusable", path=str(path), problem=problem.statement)
            ) from problem


def _installing(extra: str, cure: Phrase) -> Phrase:
    from blueprint.installation import install_command

    return phrase("message.render.glyphs-extra", command=install_command(extra), cure=cure)


def _grouped(faces: list[fontfile.Face]) -> Iterator[Family]:
    """The families of some faces, in their order."""
    for name in dict.fromkeys(face.family for face in faces):
        yield Family(name=name, faces=tuple(face for face in faces if face.family == name))


def _cjk() -> Path | None:
    """The file of the `cjk` extra, where it is installed."""
    return _file_of(_CJK_PACKAGE, _CJK_FILE)


def _rtl() -> list[Path]:
    """The files of the `rtl` extra that are installed: Arabic, Hebrew."""
    return [path for package, names in _RTL_FILES for name in names if (path := _file_of(package, name))]


def _file_of(package: str, name: str) -> Path | None:
    spec = find_spec(package)
    path = Path(spec.origin).parent / name if spec and spec.origin else None
    return path if path and path.exists() else None


def _region(language: str) -> str:
    tag = language.lower()
    return next(region for start, region in _REGIONS.items() if tag.startswith(start))


def _is_strong(cluster: str) -> bool:
    return unicodedata.category(cluster[0])[0] in "LN"


def _is_cjk(cluster: str) -> bool:
    return unicodedata.east_asian_width(cluster[0]) in "WF" and ord(cluster[0]) < 0x1F000


def _is_invisible(char: str) -> bool:
    """Whether a character only joins, parts or varies others."""
    return unicodedata.category(char) in ("Cf", "Cc") or "\ufe00" <= char <= "\ufe0f" or char == "\u034f"
