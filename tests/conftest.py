"""What all tests share: the option that writes golden files, marks, and how hard Hypothesis tries."""

from __future__ import annotations

import gc
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from .browser import Browser, chromium

settings.register_profile(
    "fast",
    max_examples=60,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)
# The same examples on every run: a change is to blame for what fails, not chance.
settings.register_profile("ci", settings.get_profile("fast"), derandomize=True, print_blob=True)
settings.register_profile("thorough", settings.get_profile("fast"), max_examples=3000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci" if os.environ.get("CI") else "fast"))


# Messages are in the language of the system, if nobody says otherwise; the tests read English, on every system.
os.environ["LC_ALL"] = "C.UTF-8"


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="write the golden files anew")


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "slow: takes many seconds; `-m 'not slow'` leaves it out")
    config.addinivalue_line("markers", "browser: needs Chromium; given to all that use the fixture `browser`")


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int | None:
    """`-n auto`: all cores for all tests; files and tests that somebody names run in one process, which starts at once and can be watched."""
    return 0 if config.args_source is pytest.Config.ArgsSource.ARGS else None


@pytest.hookimpl(tryfirst=True)  # before pytest picks tests by their marks
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "browser" in getattr(item, "fixturenames", ()):
            item.add_marker("browser")


def pytest_collection_finish() -> None:
    """Keep the garbage collector from going through thousands of tests again and again: what is there now stays to the end."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(200_000, 20, 100)


@pytest.fixture
def update_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def _chromium() -> Iterator[Any]:
    with chromium() as launched:
        yield launched


@pytest.fixture
def browser(_chromium: Any, tmp_path: Path) -> Iterator[Browser]:
    """Opens pages and watches them; see `browser.Browser`. A page that makes trouble fails the test."""
    opened = Browser(_chromium, tmp_path)
    yield opened
    opened.close()
