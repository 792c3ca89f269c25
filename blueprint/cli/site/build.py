"""A site: a report for each of many files, an index, the registers of all, and a search.

Comes in: files, a folder, what was asked for. Goes out: the pages in that folder; those of files that have not changed since the last
time are left as they are. Same input, same bytes, whether all or only some pages are built, and by however many processes.
Deliberately absent: what stands on the pages (`renderers.report`, `renderers.site`).
"""

from __future__ import annotations

import os
from collections import Counter
from contextlib import closing, suppress
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ...files import contents, remove
from ...places import project_root
from ...source import SUFFIX
from ...words import LANGUAGES, Direction, best_language, listing, phrase, script_direction
from ...words.catalogues import match
from ..run.console import Failure, misuse, note, show_framed, spoken
from ..run.inputs import Input, Inputs, gather, project_of, settings_for
from ..run.outputs import Order, deliver
from ..run.pool import spread
from ..run.progress import Progress
from .key import key
from .manifest import (
    NAME,
    Manifest,
    PageEntry,
    digest_of_text,
    dump,
    is_ours,
    load,
    relative,
)
from .reports import INDEX, Job, Made, ReportMaker, named

if TYPE_CHECKING:
    from ...renderers.site.service import Service

_SEARCH = "search.html"
#: Marks a page as ours where the memory does not list it.
_GENERATOR = b'<meta name="generator" content="service-blueprint '


def build(arguments: tuple[str, ...], order: Order) -> int:
    """Build the site of some files in the output folder; the exit code.

    Raises a usage error before anything is written, and Failure where a page cannot be written. Nothing is written either where
    somebody else's page would be overwritten.
    """
    inputs = gather(arguments, order.reading)
    if not inputs.files:
        return 0 if inputs.usable else 2
    failed = _Site(inputs, order).build()
    return int(failed) if inputs.usable else 2


class _Site:
    """One build of a site."""

    def __init__(self, inputs: Inputs, order: Order) -> None:
        assert order.output is not None, "a site has a folder"
        self._order = order
        self._folder = Path(order.output)
        self._naming = inputs.naming
        self._memory = load(self._folder)
        #: Where the projects of the files want pages to begin.
        self._directions: set[Direction | None] = set()
        self._jobs = [self._job(given, page) for given, page in named(inputs.files)]
        self._entries: dict[str, PageEntry] = {}
        self._pages: dict[str, str] = {}
        self._services: dict[str, Service] = {}
        #: The notes about files that are taken over.
        self._notes: list[str] = []
        self._broken: list[tuple[str, int, tuple[str, ...]]] = []
        self._refuse_sources()
        for name in (INDEX, _SEARCH, *(job.page for job in self._jobs)):
            self._refuse_foreign(name)

    def build(self) -> bool:
        """Build and write what has changed, and print what was done; whether any file failed."""
        todo = [job for job in self._jobs if not self._is_current(job)]
        try:
            failed = self._reports(todo)
            if failed and not self._services and self._memory.pages:
                # A mistyped --only or a broken vocabulary is no reason to remove existing pages.
                note(phrase("message.site.left", folder=str(self._folder)))
                return True
            written = self._common_pages()
        except BaseException:
            # Keep what is done: an interrupted run continues where it ended.
            entries = {**self._memory.entries, **self._entries}
            with suppress(Failure):
                self._remember(Manifest(entries=entries, pages={**self._memory.pages, **self._pages}))
            raise
        self._clear_away()
        self._remember(Manifest(entries=self._entries, pages=self._pages, key=self._key))
        self._sum_up(sum(job.page in self._services for job in todo), written)
        return failed

    # ── what there is to do ─────────────────────────────────────────────────────────────────────────────────

    def _job(self, given: Input, page: str) -> Job:
        if given.path is None:
            return Job(given, page, None, "")
        source = relative(given.path, self._folder)
        root = relative(project_root(given.path), self._folder)
        settings = settings_for(given, project_of(given), self._order.today, self._order.language)
        self._directions.add(settings.direction)
        return Job(
            given,
            page,
            source,
            key(given.project_path, page, root, settings, self._order.view, self._order.style),
        )

    def _refuse_sources(self) -> None:
        """No page may be written over a blueprint."""
        sources = {os.path.realpath(job.given.path): job.given.name for job in self._jobs if job.given.path}
        for job in self._jobs:
            target = self._folder / job.page
            if os.path.realpath(target) in sources or target.suffix == SUFFIX:
                raise misuse(phrase("message.site.blueprint", file=str(target)))

    def _is_current(self, job: Job) -> bool:
        """Whether the memory has the result for a file and its page is as we wrote it; takes it over if so."""
        entry = self._memory.entries.get(job.source or "")
        if entry is None or job.source is None or entry.key != job.key or entry.page not in (None, job.page):
            return False
        if not entry.files or any(self._digest(name) != known for name, known in entry.files.items()):
            return False
        if entry.page is not None and not self._take_over(job, entry):
            return False
        self._entries[job.source] = entry
        self._notes += entry.notes
        return True

    def _take_over(self, job: Job, entry: PageEntry) -> bool:
        from ...renderers.site.service import service_from

        known = self._memory.pages.get(job.page)
        if known is None or known != _digest_of_file(self._folder / job.page):
            return False
        with suppress(TypeError, ValueError, KeyError):
            self._services[job.page] = service_from(entry.service)
            self._pages[job.page] = known
            return True
        return False

    @cache  # noqa: B019 - a site is built once in a process
    def _digest(self, name: str) -> str | None:
        """The digest of a file's text, by its path from the site."""
        return _digest_of_file(self._folder / name)

    # ── reports ─────────────────────────────────────────────────────────────────────────────────────────────

    def _reports(self, todo: list[Job]) -> bool:
        """Write the reports that have changed, and take over the others; whether a file failed."""
        failed = False
        made = spread(
            ReportMaker(self._order, self._folder, self._naming), todo, sum(job.given.size for job in todo)
        )
        with Progress(len(todo), quiet=self._order.quiet) as progress, closing(made):
            for job, other in zip(todo, made, strict=True):
                if other.framed or other.notes:
                    progress.clear()
                for text in other.framed:
                    show_framed(text, err=True)
                for line in other.notes:
                    note(line)
                self._settle(job, other)
                failed |= other.failed
                progress.step(job.given.name)
        for line in self._notes:
            note(line)
        return failed

    def _settle(self, job: Job, made: Made) -> None:
        """Write a report, and remember it."""
        if made.failed:
            # The index may be published: no paths of this machine.
            self._broken.append((job.given.below.replace(os.sep, "/"), *made.error))
            return
        if made.html is not None and made.service is not None:
            self._write(job.page, made.html)
            self._services[job.page] = made.service
        if job.source is not None and made.files:
            page = job.page if made.html is not None else None
            self._entries[job.source] = PageEntry(
                page, job.key, dict(made.files), made.service, [spoken(note) for note in made.notes]
            )

    # ── the pages of all ────────────────────────────────────────────────────────────────────────────────────

    def _common_pages(self) -> bool:
        """Index, registers and search; whether they had to be written anew."""
        # In the order of the files, whichever were built first.
        services = [(job.page, self._services[job.page]) for job in self._jobs if job.page in self._services]
        language = self._language([service for _, service in services])
        base = language.partition("-x-")[0]
        spoken = LANGUAGES.index(base) if base in LANGUAGES else 0
        told = [(name, line, pair[spoken] if pair else "") for name, line, pair in self._broken]
        direction = self._direction(language)
        depends = (language, direction, self._order.style.scheme, services, told)
        self._key = key(*depends)
        common = {name: known for name, known in self._memory.pages.items() if _is_common(name)}
        if self._key == self._memory.key and all(
            known == _digest_of_file(self._folder / name) for name, known in common.items()
        ):
            self._pages |= common
            return False
        from ...renderers.site.pages import Broken, pages
        from ...renderers.site.rows import Place

        places = [Place(service, page) for page, service in services]
        made = pages(places, [Broken(*pair) for pair in told], language, direction, self._order.style.scheme)
        for name in made:
            self._refuse_foreign(name)
        for name, text in made.items():
            self._write(name, text.encode("utf-8", "replace"))
        return True

    def _direction(self, language: str) -> Direction:
        """Where the common pages begin: as the user says, else as the projects of all files do, else where their language does."""
        wanted = next(iter(self._directions)) if len(self._directions) == 1 else None
        return self._order.view.direction or wanted or script_direction(language)

    def _language(self, services: list[Service]) -> str:
        """The language of `--lang`, else the commonest of the services; never the system's: same input, same bytes.

        With the word for customers that all services in that language share, else its usual one.
        """
        tags = [
            best_language(service.language) for service in services if match(service.language or LANGUAGES[0])
        ]
        counts = Counter(tag.partition("-x-")[0] for tag in tags)
        # Counter keeps the order of the files: of equally many the first counts.
        commonest = max(counts, key=counts.__getitem__) if counts else LANGUAGES[0]
        language = self._order.language or commonest
        spoken = {tag for tag in tags if tag.partition("-x-")[0] == language}
        return spoken.pop() if len(spoken) == 1 else language

    def _refuse_foreign(self, name: str) -> None:
        """Refuse to overwrite a page that is not ours by the memory or by its own mark."""
        if name in self._memory.pages:
            return
        try:
            ours = _GENERATOR in contents(self._folder / name, 4096)
        except FileNotFoundError:
            return
        except OSError:
            # A page that cannot be read may be somebody's own.
            ours = False
        if not ours:
            raise Failure(phrase("message.site.foreign", file=str(self._folder / name)))

    # ── the disk ────────────────────────────────────────────────────────────────────────────────────────────

    def _write(self, page: str, data: bytes) -> None:
        self._pages[page] = digest_of_text(data)
        target = self._folder / page
        if _digest_of_file(target) != self._pages[page]:
            deliver(data, target, quiet=True)

    def _clear_away(self) -> None:
        """Remove our pages of files that are gone, unless somebody has changed them."""
        for page, known in self._memory.pages.items():
            path = self._folder / page
            if page in self._pages or not is_ours(page) or _digest_of_file(path) != known:
                continue
            if not Path(os.path.realpath(path)).is_relative_to(os.path.realpath(self._folder)):
                continue
            remove(path, self._folder)

    def _remember(self, manifest: Manifest) -> None:
        data = dump(manifest)
        path = self._folder / NAME
        try:
            if digest_of_text(contents(path)) == digest_of_text(data):
                return
        except OSError:
            pass
        deliver(data, path, quiet=True)

    def _sum_up(self, built: int, written: bool) -> None:
        if self._order.quiet:
            return
        count = len(self._services)
        parts = [
            phrase("message.site.services", count=count),
            phrase("message.site.built", number=built),
            phrase("message.site.unchanged", number=count - built),
        ]
        if self._broken:
            parts.append(phrase("message.site.left-out", number=len(self._broken)))
        place, what = str(self._folder / INDEX), listing(parts, "comma")
        if written or built:
            note(phrase("message.site.written", file=place, what=what))
        else:
            note(phrase("message.site.up-to-date", file=place, what=what))


def _is_common(page: str) -> bool:
    from ...renderers.site.names import RESERVED

    return RESERVED.fullmatch(page) is not None


def _digest_of_file(path: Path) -> str | None:
    """The digest of a file's text; None where it cannot be read."""
    try:
        return digest_of_text(contents(path))
    except (OSError, ValueError):
        return None
