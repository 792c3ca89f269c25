"""Pages in a real browser: Chromium, driven by Playwright, with axe-core as the judge of barriers.

`browser.open(what, size="phone", scheme="dark")` opens an HTML text or a file and gives the page back (fixture `browser` of `conftest`).
What a page does while it is open is written down: what it fetches, its dialogs, what it says on the console. A test ends with an error where a page
of it did any such thing, unless it was opened with `watched=False`. Nothing of the network is ever reached.

Where Chromium or a package of `pip install '.[browser]'` is missing, tests that need them are skipped and say so; with BLUEPRINT_NEEDS_BROWSER
set, as the gate does, they fail instead.
"""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

import pytest

#: Width and height in CSS px. The narrow one is what WCAG 2.2 asks of reflow (1.4.10), and A4 a sheet of it, upright, at 96 px to the inch.
SIZES = {
    "desktop": (1280, 800),
    "tablet": (800, 1000),
    "phone": (390, 844),
    "narrow": (320, 640),
    "A4": (794, 1123),
}
#: What of axe is asked for: all of WCAG 2 to AA, and what axe holds to be good practice.
_RULES = ("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa", "best-practice")
#: Chromium runs without its sandbox where it is root, as in many containers; every page here is of our own making.
_FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--hide-scrollbars"]


@dataclass(frozen=True)
class Open:
    """A page that is open, and what it has done so far. `page` is Playwright's; `visits` are other files that it has led to, which is no trouble."""

    page: Any
    address: str
    watched: bool
    requests: list[str] = field(default_factory=list)
    visits: list[str] = field(default_factory=list)
    dialogs: list[str] = field(default_factory=list)
    console: list[str] = field(default_factory=list)

    def ask(self, script: str, arg: Any = None) -> Any:
        """The value of a JavaScript expression, or of a function of `arg`, in the page. No policy of the page stops it."""
        return self.page.evaluate(script, arg)

    def texts(self, selector: str) -> list[str]:
        """The texts of all elements of a CSS selector that can be seen, in the order of the page."""
        found = self.page.locator(selector).filter(visible=True).all_inner_texts()
        return [" ".join(text.split()) for text in found]

    def trouble(self) -> list[str]:
        """What it did that no page of ours does; empty where all is well."""
        return [
            *(f"fetched {one}" for one in self.requests),
            *(f"opened a dialog: {one}" for one in self.dialogs),
            *(f"said on the console: {one}" for one in self.console),
        ]

    def barriers(self) -> list[str]:
        """What axe-core finds that keeps people out: rule, place, why. Also an error: that it looked at no contrast at all."""
        found = self.ask(
            "async rules => { "
            + _axe()
            + "; return axe.run({runOnly: rules, resultTypes: ['violations']}) }",
            list(_RULES),
        )
        looked = {one["id"] for one in (*found["passes"], *found["violations"])}
        assert "color-contrast" in looked, "axe has looked at no colours"
        return [
            f"{rule['id']}: {node['target'][-1]}: {node['html'][:120]}: {node['failureSummary']}"
            for rule in found["violations"]
            for node in rule["nodes"]
        ]

    def pdf(self, **options: Any) -> bytes:
        """The page as it is printed on A4, turned as its own style sheet asks."""
        given = {"format": "A4", "print_background": True, **options}
        printed = self.page.pdf(prefer_css_page_size=True, **given)
        assert isinstance(printed, bytes)
        return printed


class Browser:
    """The browser of one test. Its pages are files in `folder`, and are closed when the test ends."""

    def __init__(self, chromium: Any, folder: Path) -> None:
        self._chromium = chromium
        self._folder = folder
        self._opened: list[Open] = []

    def open(
        self,
        what: str | Path,
        *,
        size: str | tuple[int, int] = "desktop",
        scheme: str = "light",
        media: str = "screen",
        suffix: str = ".html",
        script: bool = True,
        watched: bool = True,
    ) -> Open:
        """Opens a file, or a text as a file of that suffix, from the disk, as readers do.

        `size` is one of SIZES or (width, height), `scheme` light or dark, `media` screen or print. Without `script` the browser runs none.
        """
        width, height = SIZES[size] if isinstance(size, str) else size
        context = self._chromium.new_context(
            viewport={"width": width, "height": height}, color_scheme=scheme, java_script_enabled=script
        )
        file = what if isinstance(what, Path) else self._folder / f"page{len(self._opened)}{suffix}"
        if isinstance(what, str):
            file.write_text(what, encoding="utf-8")
        opened = Open(context.new_page(), file.resolve().as_uri(), watched)
        self._opened.append(opened)
        _watch(opened)
        if media != "screen":
            opened.page.emulate_media(media=media)
        opened.page.goto(opened.address, wait_until="load")
        return opened

    def close(self) -> None:
        """Closes all pages. Raises AssertionError where one of them made trouble."""
        opened, self._opened = self._opened, []
        for one in opened:
            one.page.context.close()
        trouble = [line for one in opened if one.watched for line in one.trouble()]
        assert not trouble, f"{len(trouble)}: " + "\n".join(trouble[:20])


def _watch(opened: Open) -> None:
    """Writes down what a page does, and keeps it where it is: other pages from the disk are read, nothing else is."""

    def asked(route: Any) -> None:
        if route.request.url.split("#")[0] == opened.address:
            route.continue_()
        elif _is_visit(route.request):
            opened.visits.append(route.request.url)
            route.continue_()
        else:
            opened.requests.append(route.request.url)
            route.abort("aborted")

    def asks(dialog: Any) -> None:
        opened.dialogs.append(dialog.message)
        dialog.dismiss()

    opened.page.context.route("**/*", asked)
    opened.page.on("dialog", asks)
    opened.page.on("console", lambda message: opened.console.append(message.text))
    opened.page.on("pageerror", lambda error: opened.console.append(str(error)))


def _is_visit(request: Any) -> bool:
    """Whether somebody goes to another page of ours, as the pages of a site lead to each other."""
    return bool(
        request.url.startswith("file:")
        and request.is_navigation_request()
        and request.frame.parent_frame is None
    )


# ── what must be there ───────────────────────────────────────────────────────────────────────────────────────────────────────


def program() -> str:
    """Where Chromium is; without it the test is skipped."""
    found = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
    return found or missing("no chromium, chromium-browser or google-chrome on PATH")


def missing(what: str) -> Any:
    """Skips the test, or fails it where a browser is asked for."""
    if os.environ.get("BLUEPRINT_NEEDS_BROWSER"):
        pytest.fail(what)
    pytest.skip(what)


@contextmanager
def chromium() -> Iterator[Any]:
    """Playwright's own browser object, for as long as tests need it."""
    found = program()
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("no Playwright: pip install '.[browser]'")
    with sync_playwright() as driver:
        launched = driver.chromium.launch(executable_path=found, args=_FLAGS)
        yield launched
        launched.close()


@cache
def _axe() -> str:
    """The text of axe-core."""
    try:
        import axe_playwright_python
    except ImportError:
        missing("no axe-core: pip install '.[browser]'")
    return Path(axe_playwright_python.__file__).with_name("axe.min.js").read_text(encoding="utf-8")
