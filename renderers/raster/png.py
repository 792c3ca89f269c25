"""The picture as PNG, drawn by resvg with the fonts of this package.

Comes in: a scene. Goes out: the bytes of a PNG file, the same on every machine for one version of resvg. Deliberately absent: the
fonts of the machine; a character that no given font has is an error that names it, never a gap in the picture.
"""

from __future__ import annotations

from blueprint.render import FINDINGS_OPTIONS, Renderer, RenderError
from blueprint.scene import Scene
from blueprint.words import phrase

from .settled import Settled, settled

#: With more pixels than this, memory may run out: drawing takes about eight bytes for each.
_MOST = 200_000_000


def render(scene: Scene) -> bytes:
    """The picture of a scene, `scale` pixels for each px.

    Raises RenderError where resvg or a glyph is missing, or the picture is too large.
    """
    scale = scene.style.scale
    if not 0 < scale < 100:
        raise RenderError(phrase("message.render.png-scale", scale=scale))
    wide, high = scene.drawing.width * scale, scene.drawing.height * scale
    if wide * high > _MOST:
        raise RenderError(phrase("message.render.png-size", width=round(wide), height=round(high)))
    return _draw(settled(scene.drawing, scene.style), scale)


def _draw(picture: Settled, scale: float) -> bytes:
    try:
        from resvg_py import svg_to_bytes
    except ImportError as problem:
        from blueprint.installation import install_command

        raise RenderError(
            phrase("message.render.package", format="PNG", package="resvg-py", command=install_command("png"))
        ) from problem
    # A default family is required, though every text in the picture names its own.
    family = "Noto Sans"
    try:
        found = svg_to_bytes(
            svg_string=picture.svg,
            zoom=scale,
            skip_system_fonts=True,
            font_files=[str(path) for path in picture.fonts],
            font_family=family,
            sans_serif_family=family,
        )
    except ValueError as problem:
        raise RenderError(phrase("message.render.failed", program="resvg", problem=str(problem))) from problem
    return bytes(found)


PNG = Renderer(
    suffix=".png",
    render=render,
    ignores=FINDINGS_OPTIONS | {"embed", "embed-id", "page"},
    help="A picture for chats, tickets, word processors.",
)
