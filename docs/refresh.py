"""Draw the pictures of the documentation again: `python docs/refresh.py`.

Every file in `examples/` is drawn to `docs/img/`, and so is every `.blueprint` file that a page shows beneath
a comment `<!-- file: NAME -->` and whose picture it embeds. A picture below `<!-- drawn: FILE OPTIONS -->` is
what `blueprint render FILE OPTIONS` makes. `tests/test_docs.py` compares what lies there with what would be drawn.
"""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

from blueprint import compile_source, load, render_as
from blueprint.compiler import Compiled
from blueprint.source import Source

ROOT = Path(__file__).resolve().parent.parent
IMAGES = ROOT / "docs" / "img"

_FILE = re.compile(r"<!-- file: (\S+) -->\n+```\w+[^\n]*\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_DRAWN = re.compile(r"^<!-- drawn: ([^\n]+) -->\n+\[?!\[[^\]]*\]\([^)\s]*img/([^)/]+)\)", re.MULTILINE)


def pages() -> list[Path]:
    """The pages of the documentation."""
    return [*sorted(ROOT.glob("*.md")), *sorted((ROOT / "docs").rglob("*.md"))]


def files_shown(page: str) -> dict[str, str]:
    """The files that a page shows in full: names and texts. Of one shown twice, the last."""
    return dict(_FILE.findall(page))


def pictures() -> dict[str, str]:
    """What the pictures in `docs/img` are to hold, by file name."""
    found = {
        f"{path.stem}.svg": _draw(load(path)) for path in sorted((ROOT / "examples").glob("*.blueprint"))
    }
    for page in pages():
        text = page.read_text(encoding="utf-8")
        for name, content in files_shown(text).items():
            picture = Path(name).with_suffix(".svg").name
            if f"img/{picture})" in text and picture not in found:
                found[picture] = _draw(compile_source(Source(name, content)))
        for wish, picture in _DRAWN.findall(text):
            assert picture not in found, f"two pictures are called {picture}"
            found[picture] = _render(wish)
    return found


def _draw(compiled: Compiled) -> str:
    drawn = render_as(compiled, "svg")
    assert isinstance(drawn, str)
    return drawn


def _render(wish: str) -> str:
    """What the command draws of a file of this project, with options."""
    command = [sys.executable, "-P", "-m", "blueprint", "render", *shlex.split(wish), "-o", "-"]
    return subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, check=True).stdout.decode()


def main() -> None:
    """Write the pictures, and delete those that no page and no example asks for."""
    wanted = pictures()
    IMAGES.mkdir(exist_ok=True)
    for path in IMAGES.glob("*.svg"):
        if path.name not in wanted:
            path.unlink()
    for name, text in wanted.items():
        (IMAGES / name).write_bytes(text.encode())
        print(f"wrote docs/img/{name}")


if __name__ == "__main__":
    main()
