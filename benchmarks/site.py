"""How long a site of many reports takes: built, built again, with one file changed; and how long a browser takes for its pages.

Comes in: nothing; the services are made up (`services.py`). Goes out: lines of Markdown on standard output: seconds from start to end and
seconds that processors worked, which other work on the machine disturbs less; the largest pages; with Playwright and Chromium there, the
time until the load event of the largest ones, and how long the search takes to answer a key. Deliberately absent: limits.

    python benchmarks/site.py --services 200 [--keep FOLDER]
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import median

import services

_WORDS = ("lost", "card", "sign", "clerk", "customer register", "refund 12", "x")


def main() -> None:
    parser = argparse.ArgumentParser(description="Time a site of reports.")
    parser.add_argument("--services", type=int, default=200)
    parser.add_argument("--keep", type=Path, help="a folder to build in, which stays")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        place = options.keep or Path(folder)
        _measure(place, options.services)


def _measure(place: Path, count: int) -> None:
    source, site = place / "services", place / "site"
    shutil.rmtree(site, ignore_errors=True)
    written = services.write(source, count)
    print(
        f"{count} services, {sum(path.stat().st_size for path in written) / 1000:.0f} kB\n\n| run | time | processor |\n|---|-:|-:|"
    )
    _run("new", source, site)
    _run("nothing changed", source, site)
    written[0].write_text(written[0].read_text("utf-8").replace("Interviews", "Observation"), "utf-8")
    _run("one file changed", source, site)
    pages = sorted(site.rglob("*.html"), key=lambda path: -path.stat().st_size)
    print(f"\nlargest: {', '.join(f'{path.name} {path.stat().st_size / 1000:.0f} kB' for path in pages[:4])}")
    for line in _seen(site, pages[:3]):
        print(line)


def _run(name: str, source: Path, site: Path) -> None:
    """A whole process, with its helpers."""
    start = time.perf_counter()
    command = [sys.executable, "-m", "blueprint", "report", "-q", str(source), "-o", f"{site}/"]
    process = subprocess.Popen(command)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        sys.exit(f"'{' '.join(command)}' ended with {process.returncode}")
    seconds = time.perf_counter() - start
    print(f"| {name} | {seconds:.2f} s | {usage.ru_utime + usage.ru_stime:.2f} s |", flush=True)


def _seen(site: Path, largest: list[Path]) -> Iterator[str]:
    """What a browser says."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        return
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        return
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox", "--disable-gpu"])
        page = browser.new_page()
        for path in (*largest, site / "index.html", site / "search.html"):
            times = []
            for _ in range(3):
                page.goto(path.resolve().as_uri(), wait_until="load")
                times.append(page.evaluate("performance.getEntriesByType('navigation')[0].loadEventStart"))
            yield f"{path.name}: load event after {median(times):.0f} ms"
        keys = [_answer(page, word) for word in _WORDS]
        yield f"search: {median(keys):.1f} ms for a change of the field, at most {max(keys):.1f} ms"
        browser.close()


def _answer(page: object, word: str) -> float:
    """The milliseconds from a change of the field until the results stand there and have their places."""
    script = """word => { const field = document.getElementById('search-field'); field.value = word; const start = performance.now();
      field.dispatchEvent(new Event('input')); document.body.offsetHeight; return performance.now() - start; }"""
    return float(page.evaluate(script, word))  # type: ignore[attr-defined]


if __name__ == "__main__":
    main()
