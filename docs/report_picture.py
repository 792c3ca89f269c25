"""Takes the picture of a report that the README shows: `docs/img/hotel-report.png`.

Wants Chromium on PATH and the extra `browser`; run it after a change that a reader would see. Not compared by a test: two versions of
Chromium smooth letters differently.
"""

import shutil
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from playwright.sync_api import sync_playwright

from blueprint import load, render_as

ROOT = Path(__file__).resolve().parent.parent
_SIZE = {"width": 1280, "height": 1240}


def main() -> None:
    """Render the report, and take the picture of its beginning."""
    program = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    if program is None:
        sys.exit("no Chromium on PATH")
    with TemporaryDirectory() as folder, sync_playwright() as playwright:
        page_file = Path(folder) / "report.html"
        page_file.write_text(
            str(render_as(load(ROOT / "examples" / "hotel-stay.blueprint"), "html")), "utf-8"
        )
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        page = browser.new_page(viewport=_SIZE)
        page.goto(page_file.as_uri())
        page.screenshot(path=ROOT / "docs" / "img" / "hotel-report.png")
        browser.close()


if __name__ == "__main__":
    main()
