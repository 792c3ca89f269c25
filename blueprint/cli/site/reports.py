"""The reports of a site: what is made of each file, in any process, and the name of its page.

Comes in: a file. Goes out: its page and its Service, or why there is none. Deliberately absent: writing files, and printing.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ...compiler import Compiled
from ...places import Naming
from ...scene import scene
from ...view import NoSuchPart
from ...words import LANGUAGES, Text, in_words
from ..run.inputs import Compiler, Input
from ..run.language import language_of
from ..run.outputs import Order, about, excuse, remarks
from .manifest import digest_of_text, relative

if TYPE_CHECKING:
    from ...renderers.site.service import Service

INDEX = "index.html"


class Job(NamedTuple):
    """One file: its page by the path in the site, its name in the memory (None: not remembered), and the key of what its page depends on
    besides its text."""

    given: Input
    page: str
    source: str | None
    key: str


class Made(NamedTuple):
    """The result for one file. `error` is the line of its first mistake and the message, in each language of the catalogues."""

    html: bytes | None = None
    service: Service | None = None
    files: tuple[tuple[str, str], ...] = ()
    framed: tuple[str, ...] = ()
    notes: tuple[Text, ...] = ()
    failed: bool = False
    error: tuple[int, tuple[str, ...]] = (0, ())


class ReportMaker:
    """Makes reports; writes and prints nothing."""

    def __init__(self, order: Order, folder: Path, naming: Naming | None = None) -> None:
        self._order = order
        self._folder = folder
        self._compiler = Compiler(order.today, order.language, naming=naming)

    def __call__(self, job: Job) -> Made:
        """The report of one file."""
        from ...renderers.report.page import render
        from ...renderers.site.extract import extract

        compiled = self._compiler.compile(job.given)
        if not compiled.is_sound:
            return self._excused(job, compiled)
        try:
            folder = (self._folder / job.page).parent
            drawn = scene(compiled, self._order.view, self._order.style, folder=folder)
        except NoSuchPart as problem:
            told = tuple(problem.message_in(language) for language in LANGUAGES)
            return Made(notes=(about(job.given, problem.statement),), failed=True, error=(0, told))
        html = render(drawn, home="../" * job.page.count("/") + INDEX)
        return Made(
            html=html.encode("utf-8", "replace"),
            # With the author's word for customers, where the language has several.
            service=extract(drawn, html)._replace(language=drawn.blueprint.words_language),
            files=self._files(compiled),
            notes=remarks(compiled, job.given),
        )

    def _excused(self, job: Job, compiled: Compiled) -> Made:
        why = excuse(compiled, job.given, language_of(self._order.language, compiled))
        first = next((error for error in compiled.errors if error.is_error), None)
        says = first.statement if first else why.notes[0] if why.notes else ""
        told = tuple(in_words(says, language) for language in LANGUAGES)
        return Made(
            framed=why.framed,
            notes=why.notes,
            failed=why.failed,
            error=(first.span.line if first else 0, told),
            files=() if why.failed else self._files(compiled),
        )

    def _files(self, compiled: Compiled) -> tuple[tuple[str, str], ...]:
        """The digests of all that a file was made of; nothing where a path cannot be remembered."""
        found = []
        for path, source in zip(compiled.files, compiled.sources, strict=True):
            name = relative(path, self._folder)
            if name is None:
                return ()
            found.append((name, digest_of_text(source.text.encode())))
        return tuple(found)


# ── names of pages ──────────────────────────────────────────────────────────────────────────────────────────


def named(files: list[Input]) -> Iterator[tuple[Input, str]]:
    """The page of each file: in the folders in which the file stands, with a number where that name is taken.

    Names that differ in capitals alone are the same on many systems.
    """
    from ...renderers.site.names import RESERVED

    taken: set[str] = set()
    for given in files:
        stem = _stem(given.below)
        number, page = 1, f"{stem}.html"
        while (own := page.casefold()) in taken or RESERVED.fullmatch(own):
            number += 1
            page = f"{stem}_{number}.html"
        taken.add(own)
        yield given, page


def _stem(below: str) -> str:
    """The path of a page without its ending: no part of it leads out of the site, and no folder has a name that a page may have."""
    *folders, name = os.path.splitext(below)[0].replace(os.sep, "/").split("/")
    safe = [re.sub(r"[:\\]", "_", part) for part in (*folders, name)]
    safe = ["_" if part in ("", ".", "..") else part for part in safe]
    return "/".join(
        [*(f"{text}_" if text.casefold().endswith(".html") else text for text in safe[:-1]), safe[-1]]
    )
