"""The one door to the files of users: no other module opens, writes or removes one.

Comes in: paths. Goes out: sources, or what kept a file from being read; files written whole or not at all.
Imports are found only inside the project's root, since the paths in a file may come from a stranger.
Deliberately absent: the network, and exceptions for sources that cannot be read.
"""

from __future__ import annotations

import errno
import os
import re
import stat
from collections.abc import Mapping
from contextlib import suppress
from io import FileIO
from pathlib import Path
from typing import NamedTuple

from .diagnostics import Diagnostic, did_you_mean, error
from .places import Naming, is_inside, legible, one_form, project_root, uri
from .resolver import Refusal
from .source import Source, Span
from .words import Text, phrase

#: The most that a file may hold, in bytes; a blueprint of ten thousand actions has about two million.
LIMIT = 20_000_000
#: The byte-order mark of UTF-8, with which some editors begin a file.
MARK = b"\xef\xbb\xbf"

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_CONTROL = re.compile(r"[\x00-\x1f\x7f]")
# The longer marks first: that of UTF-32 begins with that of UTF-16.
_FOREIGN_MARKS = (
    (b"\xff\xfe\x00\x00", "UTF-32"),
    (b"\x00\x00\xfe\xff", "UTF-32"),
    (b"\xff\xfe", "UTF-16"),
    (b"\xfe\xff", "UTF-16"),
)


# ── reading ─────────────────────────────────────────────────────────────────────────────────────────────────


def read(path: Path, name: str, limit: int = LIMIT) -> Source | Diagnostic:
    """The text of a file, to be called `name` in messages; or the error BP001 that says why there is none."""
    data = read_bytes(path, name, limit)
    return data if isinstance(data, Diagnostic) else decode(data, name, limit)


def read_bytes(path: Path, name: str, limit: int = LIMIT) -> bytes | Diagnostic:
    """What a file holds, one byte more than `limit` at most; or the error BP001 that says why there is nothing."""
    try:
        path = spelled(path)
        status = os.stat(path)
        refusal = _not_a_text_file(status, name, limit)
        return refusal or contents(path, limit + 1)
    except FileNotFoundError:
        return _trouble(name, phrase("BP001.missing", name=name), _near_name(path))
    except PermissionError:
        return _trouble(name, phrase("BP001.denied", name=name), phrase("BP001.denied.cure"))
    except (OSError, ValueError) as problem:
        return _trouble(name, phrase("BP001.trouble", name=name, reason=reason(problem)))


def contents(path: Path, most: int | None = None) -> bytes:
    """The bytes of a file of any kind, the first `most` of them where that is given. Raises OSError."""
    with open(spelled(path), "rb") as file:
        return file.read(most)


def spelled(path: Path) -> Path:
    """The path as the disk has it: where nothing of that name is there, what differs from it in the Unicode form alone.

    Names that a Mac wrote have their accents apart; who types such a name, in a file or on a keyboard, cannot see the difference.
    """
    if str(path).isascii() or os.path.lexists(path):
        return path
    folder = path.parent if path.parent == path else spelled(path.parent)
    with suppress(OSError, ValueError):
        wanted = one_form(path.name)
        if path.name not in (names := sorted(os.listdir(folder))):
            return folder / next((name for name in names if one_form(name) == wanted), path.name)
    return folder / path.name


class Spellings:
    """One spelling for each file: some disks know a file by names that differ in capitals or in the Unicode form."""

    def __init__(self) -> None:
        self._known: dict[str, list[str]] = {}

    def of(self, path: str | os.PathLike[str]) -> str:
        """The real path of a file, spelled as the first time that this was asked."""
        real = os.path.realpath(spelled(Path(path)))
        known = self._known.setdefault(one_form(real).casefold(), [])
        for other in known:
            if other == real or _is_same_file(other, real):
                return other
        known.append(real)
        return real


def _is_same_file(path: str, other: str) -> bool:
    try:
        return os.path.samefile(path, other)
    except (OSError, ValueError):
        return False


def decode(data: bytes, name: str, limit: int = LIMIT) -> Source | Diagnostic:
    """The text that bytes stand for; or the error BP001 that says why they are not a text.

    A byte-order mark is no part of it, so that columns count from the first character; `has_mark` tells of it.
    """
    if len(data) > limit:
        return _too_large(name, limit)
    for mark, encoding in _FOREIGN_MARKS:
        if data.startswith(mark):
            text = phrase("BP001.encoding", name=name, encoding=encoding)
            return _trouble(name, text, phrase("BP001.encoding.cure"))
    null = data.find(b"\0")
    if null >= 0:
        return _trouble(name, phrase("BP001.nul", name=name, offset=null))
    try:
        source = Source(name, data.decode("utf-8-sig"))
        source.has_mark = data.startswith(MARK)
        return source
    except UnicodeDecodeError as problem:
        return _not_utf8(data, name, problem)


#: What systems say most often, by the number of the error; all else appears as the system puts it.
_REASONS = {
    errno.EACCES: phrase("message.reason.permission"),
    errno.EPERM: phrase("message.reason.not-permitted"),
    errno.ENOENT: phrase("message.reason.missing"),
    errno.EISDIR: phrase("message.reason.folder"),
    errno.ENOTDIR: phrase("message.reason.no-folder"),
    errno.ENOSPC: phrase("message.reason.full"),
    errno.EROFS: phrase("message.reason.read-only"),
    errno.EEXIST: phrase("message.reason.exists"),
    errno.ENAMETOOLONG: phrase("message.reason.long-name"),
}


def reason(problem: Exception) -> Text:
    """What the system says of a failed call, without numbers and paths."""
    if isinstance(problem, OSError) and problem.errno in _REASONS:
        return _REASONS[problem.errno]
    text = problem.strerror if isinstance(problem, OSError) and problem.strerror else str(problem)
    return text[:1].lower() + text[1:]


def _trouble(name: str, message: Text, hint: Text | None = None) -> Diagnostic:
    return error("BP001", Span(Source(name, ""), 0, 0), message, hint)


def _not_a_text_file(status: os.stat_result, name: str, limit: int) -> Diagnostic | None:
    """Refused before it is opened: opening a pipe would wait, and a device may never end."""
    if stat.S_ISDIR(status.st_mode):
        return _trouble(name, phrase("BP001.folder", name=name))
    if not stat.S_ISREG(status.st_mode):
        return _trouble(name, phrase("BP001.pipe", name=name), phrase("BP001.pipe.cure"))
    return _too_large(name, limit) if status.st_size > limit else None


def _too_large(name: str, limit: int) -> Diagnostic:
    text = phrase("BP001.large", name=name, size=limit / 1_000_000)
    return _trouble(name, text, phrase("BP001.large.cure"))


def _not_utf8(data: bytes, name: str, problem: UnicodeDecodeError) -> Diagnostic:
    """The source of this one holds the text with its damage, so that the message can show the place."""
    # `start` counts in what follows a byte-order mark.
    offset = len(data) - len(problem.object) + problem.start
    before = problem.object[: problem.start].decode()
    source = Source(name, problem.object.decode(errors="replace"))
    line = source.position(len(before))[0]
    text = phrase("BP001.bytes", name=name, byte=f"0x{data[offset]:02X}", offset=offset, line=line)
    span = Span(source, len(before), len(before) + 1)
    return error("BP001", span, text, phrase("BP001.encoding.cure"))


def _near_name(path: Path) -> Text | None:
    try:
        # A broken link is in the folder, too.
        return did_you_mean(path.name, (name for name in os.listdir(path.parent) if name != path.name))
    except (OSError, ValueError):
        return None


# ── imports ─────────────────────────────────────────────────────────────────────────────────────────────────


#: Texts by the paths of the files that they are read in place of.
Overlay = Mapping[str | os.PathLike[str], str]


class _Place(NamedTuple):
    """Where a source comes from: its real path, and the root of the project that it was read for."""

    root: str
    path: str


class Loader:
    """Finds what files import, and reads each file once, for all files of a run.

    It is called with the importing source and the path as written there. One file is one Source for as long
    as the project's root is the same: the resolver knows a cycle by it.
    """

    def __init__(
        self,
        *,
        root: str | os.PathLike[str] | None = None,
        overlay: Overlay | None = None,
        limit: int = LIMIT,
        naming: Naming | None = None,
    ) -> None:
        """`root` is the folder that imports may not lead out of, by default each file's own project; `limit` is in bytes.

        `naming` gives sources their project paths. The texts of the `overlay` are read in place of the files of those
        paths, whether these are there or not.
        """
        self._root = None if root is None else os.path.realpath(root)
        self._limit = limit
        self._naming = naming or Naming()
        self._spellings = Spellings()
        self._unsaved: dict[str, str] = {}
        self._imported: dict[_Place, Source | Diagnostic] = {}
        self._places: dict[Source, _Place] = {}
        self._entry: Source | None = None
        for path, text in (overlay or {}).items():
            self.put(path, text)

    def put(self, path: str | os.PathLike[str], text: str | None) -> None:
        """Read a text in place of a file from now on; with None the file itself, anew."""
        key = os.path.normcase(os.path.realpath(path))
        if text is None:
            self._unsaved.pop(key, None)
        else:
            self._unsaved[key] = text
        for place in [place for place in self._imported if os.path.normcase(place.path) == key]:
            found = self._imported.pop(place)
            if isinstance(found, Source) and found is not self._entry:
                del self._places[found]

    def source_of(self, path: Path, name: str) -> Source | Diagnostic:
        """The source of a file that the user gave. What it imports is looked for in its own project."""
        place = self._place(path)
        source = self._imported.get(place) or self._fetch(place, path, name)
        if isinstance(source, Source):
            self._enter(source, place)
        return source

    def adopt(self, source: Source, path: Path) -> Source:
        """Take a text that is not on the disk, standard input say, as if it stood at `path`."""
        place = self._place(path)
        self._locate(source, place)
        self._enter(source, place)
        return source

    def __call__(self, importing: Source, written: str) -> Source | Refusal:
        """The imported source, or why there is none."""
        base = self._places[importing]
        refusal = _forbidden(written)
        if refusal:
            return refusal
        place = _Place(base.root, self._spellings.of(os.path.join(os.path.dirname(base.path), written)))
        if not is_inside(place.path, place.root):
            return Refusal(phrase("BP018.outside", path=written), phrase("BP018.outside.cure"))
        found = self._read(place, _shown(place.path, importing.name))
        return found if isinstance(found, Source) else Refusal(found.statement, found.cure)

    def _place(self, path: Path) -> _Place:
        return _Place(self._root or str(project_root(path)), self._spellings.of(path))

    def _locate(self, source: Source, place: _Place) -> None:
        source.path = place.path
        way = self._naming.project_path(place.path, place.root)
        source.project_path, source.uri = legible(way), uri(way)

    def _enter(self, source: Source, place: _Place) -> None:
        """Of the files that nobody imports only the latest is kept, so that a run over many files needs little memory."""
        if self._entry is not None and self._places[self._entry] not in self._imported:
            del self._places[self._entry]
        self._entry = source
        self._places[source] = place

    def _read(self, place: _Place, name: str) -> Source | Diagnostic:
        if self._entry is not None and self._places[self._entry] == place:
            return self._entry
        if place not in self._imported:
            found = self._imported[place] = self._fetch(place, Path(place.path), name)
            if isinstance(found, Source):
                self._places[found] = place
        return self._imported[place]

    def _fetch(self, place: _Place, path: Path, name: str) -> Source | Diagnostic:
        unsaved = self._unsaved.get(os.path.normcase(place.path))
        # An editor's text may be invalid, too; the message is the same.
        coded = None if unsaved is None else unsaved.encode("utf-8", "surrogatepass")
        data = read_bytes(path, name, self._limit) if coded is None else coded
        found = data if isinstance(data, Diagnostic) else decode(data, name, self._limit)
        self._locate(found.span.source if isinstance(found, Diagnostic) else found, place)
        return found


def _forbidden(written: str) -> Refusal | None:
    """Paths that are not allowed, the same on every system, so that a file works everywhere."""
    relative = phrase("BP018.cure.relative")
    if not written.strip():
        return Refusal(phrase("BP018.empty"), relative)
    if _CONTROL.search(written):
        return Refusal(phrase("BP018.control"), relative)
    if written.startswith(("/", "\\")) or re.match(r"[A-Za-z]:", written):
        return Refusal(phrase("BP018.absolute", path=written), relative)
    if _SCHEME.match(written):
        return Refusal(phrase("BP018.address", path=written), relative)
    if "\\" in written:
        cure = phrase("BP018.backslash.cure", path=written.replace("\\", "/"))
        return Refusal(phrase("BP018.backslash", path=written), cure)
    return None


def _shown(path: str, importing: str) -> str:
    """The path as the user would write it: absolute where the importing file was given so."""
    if os.path.isabs(importing):
        return legible(path)
    try:
        return legible(os.path.relpath(path))
    except (OSError, ValueError):  # no current folder any more; another drive
        return legible(path)


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────


def write(path: Path, data: str | bytes, *, make_folders: bool = False) -> None:
    """Write a file, whole or not at all; text as UTF-8, its line ends as they are.

    The data goes to a temporary file beside it, which then takes its place; where that cannot be, though the file may be
    written, it is written in its place. A file that is replaced keeps its owner and its permissions, and stays where links to it
    lead. Raises OSError, which names `path`; then nothing is left behind.
    With `make_folders` the folders that it is to stand in are made where they are missing.
    """
    content = data.encode() if isinstance(data, str) else data
    try:
        if make_folders:
            path.parent.mkdir(parents=True, exist_ok=True)
        target = Path(os.path.realpath(spelled(path)))
        status = _status(target)
        if status is not None and not stat.S_ISREG(status.st_mode):
            # Write into a device or a pipe: replacing /dev/null by a file would be a disaster.
            with open(target, "wb") as device:
                device.write(content)
        else:
            _replace(target, content, status)
    except OSError as problem:
        if problem.errno is None:
            raise
        # Nobody knows the temporary file.
        raise OSError(problem.errno, problem.strerror, os.fspath(path)) from problem


#: What keeps a file from being replaced, though it may be written: a folder that takes no new file, a file that is mounted.
_NOT_REPLACED = frozenset({errno.EACCES, errno.EPERM, errno.EROFS, errno.EBUSY, errno.EXDEV})


def _replace(target: Path, content: bytes, status: os.stat_result | None) -> None:
    temporary = target.with_name(f".blueprint-{os.urandom(6).hex()}.tmp")
    try:
        with open(temporary, "xb") as file:
            file.write(content)
        if status is not None:
            _take_over(temporary, status)
        temporary.replace(target)
    except BaseException as problem:  # an interrupted run cleans up as well
        with suppress(OSError):
            temporary.unlink(missing_ok=True)
        if status is None or not isinstance(problem, OSError) or problem.errno not in _NOT_REPLACED:
            raise
        _overwrite(target, content)


def _take_over(temporary: Path, status: os.stat_result) -> None:
    """Give a file the owner and the permissions of the one that it replaces."""
    if hasattr(os, "chown") and (status.st_uid, status.st_gid) != (os.geteuid(), os.getegid()):
        with suppress(OSError):  # only some users may; the file is theirs then
            os.chown(temporary, status.st_uid, status.st_gid)
    temporary.chmod(stat.S_IMODE(status.st_mode))


def _overwrite(target: Path, content: bytes) -> None:
    """Write a file in its place; where that fails half-way, for the disk is full, it has what it had again."""
    with open(target, "r+b", buffering=0) as file:
        before = file.read()
        try:
            _put(file, content)
        except BaseException:
            with suppress(OSError):
                _put(file, before)
            raise


def _put(file: FileIO, content: bytes) -> None:
    file.seek(0)
    rest = memoryview(content)
    while rest:
        rest = rest[file.write(rest) :]
    file.truncate()


def remove(path: Path, below: Path) -> None:
    """Remove a file, and the folders between it and `below` that are empty then. What cannot be removed stays."""
    with suppress(OSError):
        path.unlink()
        for folder in path.parents:
            if folder == below:
                break
            folder.rmdir()


def link_or_copy(path: Path, target: Path) -> None:
    """Link or copy a file to another place, for programs that take only folders. Raises OSError."""
    try:
        target.symlink_to(path.resolve())
    except OSError:  # Some systems do not allow links to all users.
        import shutil

        shutil.copyfile(path, target)


def _status(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except FileNotFoundError:
        return None
