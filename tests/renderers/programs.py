"""Programs that draw SVG, as far as they are on the machine: what each makes of a file.

Comes in: the text of an SVG. Goes out: an image of its size. Deliberately absent: what should be in it. Each program runs on its own, as
people run it; none is needed by the product.
"""

from __future__ import annotations

import io
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from pathlib import Path
from shutil import which
from typing import Any

_SECONDS = 180
_CAIROSVG = "import sys, cairosvg; cairosvg.svg2png(url=sys.argv[1], write_to=sys.argv[2])"
_QT = """
import sys
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
app = QGuiApplication([])
drawn = QSvgRenderer(sys.argv[1])
image = QImage(drawn.defaultSize(), QImage.Format_ARGB32)
image.fill(0)
painter = QPainter(image)
drawn.render(painter)
painter.end()
image.save(sys.argv[2])
"""
_RESVG = """
import sys
from pathlib import Path
from resvg_py import svg_to_bytes
Path(sys.argv[2]).write_bytes(bytes(svg_to_bytes(svg_path=sys.argv[1], sans_serif_family="DejaVu Sans")))
"""


def _on_path(name: str, *command: str) -> tuple[Callable[[], bool], Callable[[Path, Path], list[str]]]:
    def words(source: Path, target: Path) -> list[str]:
        return [word.format(source=source, target=target, folder=target.parent) for word in (name, *command)]

    return (lambda: which(name) is not None), words


def _package(name: str, script: str) -> tuple[Callable[[], bool], Callable[[Path, Path], list[str]]]:
    return (
        lambda: find_spec(name) is not None,
        lambda source, target: [sys.executable, "-c", script, str(source), str(target)],
    )


#: Each program: whether it is there, and the command by which it draws a file.
PROGRAMS = {
    "Inkscape": _on_path("inkscape", "{source}", "--export-type=png", "-o", "{target}"),
    "MuPDF": _on_path("mutool", "draw", "-r", "72", "-o", "{target}", "{source}"),
    "librsvg": _on_path("rsvg-convert", "{source}", "-o", "{target}"),
    "LibreOffice": _on_path(
        "soffice", "-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "png",
        "--outdir", "{folder}", "{source}",
    ),
    "CairoSVG": _package("cairosvg", _CAIROSVG),
    "Qt": _package("PySide6", _QT),
    "resvg": _package("resvg_py", _RESVG),
}  # fmt: skip


def is_there(program: str) -> bool:
    return PROGRAMS[program][0]()


def image(program: str, svg: str, folder: Path) -> Any:
    """What a program draws, in RGB on white."""
    from PIL import Image

    source, target = folder / "picture.svg", folder / "picture.png"
    source.write_text(svg, encoding="utf-8")
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen", "HOME": str(folder)}
    subprocess.run(
        PROGRAMS[program][1](source, target),
        check=True,
        capture_output=True,
        env=environment,
        timeout=_SECONDS,
    )
    drawn = Image.open(io.BytesIO(target.read_bytes())).convert("RGBA")
    paper = Image.new("RGBA", drawn.size, "white")
    return Image.alpha_composite(paper, drawn).convert("RGB")
