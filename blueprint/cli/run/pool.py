"""Work on many files, divided among several processes.

Comes in: a function, and what it is to be called with. Goes out: its results in order, or the exception that it raised, in its turn.
With one processor, little to do, or a system that cannot fork safely, the function is simply called. Deliberately absent: output.
The function returns values, and only the process that the user started prints and writes files: so messages are in order, a failure
stops a run at the same file as without workers, and a stopped worker leaves nothing half done.

The workers are copies of this process (`fork`): they have what it has imported and read. They take numbers of jobs from one pipe, so
that a long job delays only its own worker, and each returns its results in a pipe of its own.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Generator, Iterator, Sequence
from typing import Any, NamedTuple, NoReturn, TypeVar

from ...words import phrase
from .console import Failure

_Job = TypeVar("_Job")
_Result = TypeVar("_Result")

#: Starting workers costs about as much as drawing one small file.
_MANY_JOBS = 16
_MANY_BYTES = 30_000
#: More workers do not help: one process prints and writes for all.
_MOST_WORKERS = 16
#: How far the work may be ahead of the output, in jobs per worker: this bounds memory where one job takes long.
_AHEAD = 8
_NUMBER = 4


def spread(
    work: Callable[[_Job], _Result], jobs: Sequence[_Job], size: int
) -> Generator[_Result, None, None]:
    """The results of `work` for each job, in order; their inputs have `size` bytes in total.

    Close the iterator if it is not read to its end: that ends the workers. Raises what `work` raises, and Failure where a worker
    is killed.
    """
    workers = min(_processors(), len(jobs)) if len(jobs) >= _MANY_JOBS or size >= _MANY_BYTES else 1
    yield from _Pool(work, jobs).results(workers) if workers > 1 else map(work, jobs)


def _processors() -> int:
    # On macOS a copy of a process may hang in the system's own libraries.
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return 1
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return min(usable, _MOST_WORKERS)


class _Worker(NamedTuple):
    """A worker's process, and where its results are read from."""

    process: int
    results: int


class _Pool:
    def __init__(self, work: Callable[[Any], Any], jobs: Sequence[Any]) -> None:
        self._work = work
        self._jobs = jobs
        self._workers: list[_Worker] = []
        self._taken, self._given = os.pipe()

    def results(self, workers: int) -> Iterator[Any]:
        """The results in order; the workers run as long as it is read."""
        import gc

        # The garbage collector would write into memory pages that the workers share.
        gc.freeze()
        try:
            for _ in range(workers):
                self._workers.append(self._start())
            yield from self._in_order()
        finally:
            self._stop()

    def _in_order(self) -> Iterator[Any]:
        early: dict[int, Any] = {}
        offered = 0
        for number in range(len(self._jobs)):
            until = min(len(self._jobs), number + _AHEAD * len(self._workers))
            for other in range(offered, until):
                os.write(self._given, other.to_bytes(_NUMBER))
            offered = max(offered, until)
            while number not in early:
                early.update(self._arrived())
            succeeded, result = early.pop(number)
            if not succeeded:
                raise result
            yield result

    def _arrived(self) -> Iterator[tuple[int, Any]]:
        """Waits for results: the number of each job and its result."""
        from pickle import loads
        from select import select

        by_pipe = {worker.results: worker for worker in self._workers}
        for pipe in select(by_pipe, (), ())[0]:
            length = int.from_bytes(_read(pipe, _NUMBER) or self._ended(by_pipe[pipe]))
            yield loads(_read(pipe, length) or self._ended(by_pipe[pipe]))

    def _ended(self, worker: _Worker) -> NoReturn:
        """A worker ends after us, unless the user or the system ended it."""
        from signal import SIGINT

        self._workers.remove(worker)
        os.close(worker.results)
        code = os.waitstatus_to_exitcode(os.waitpid(worker.process, 0)[1])
        if abs(code) == SIGINT:
            raise KeyboardInterrupt
        how = (
            phrase("message.worker.signal", number=-code)
            if code < 0
            else phrase("message.worker.code", number=code)
        )
        raise Failure(phrase("message.worker", how=how))

    def _stop(self) -> None:
        from signal import SIGTERM

        os.close(self._given)
        os.close(self._taken)
        for worker in self._workers:
            os.close(worker.results)
            os.kill(worker.process, SIGTERM)
        for worker in self._workers:
            os.waitpid(worker.process, 0)

    # ── in a worker ─────────────────────────────────────────────────────────────────────────────────────────

    def _start(self) -> _Worker:
        reader, writer = os.pipe()
        process = os.fork()
        if not process:
            self._serve(writer, (self._given, reader, *(other.results for other in self._workers)))
        os.close(writer)
        return _Worker(process, reader)

    def _serve(self, writer: int, foreign: Sequence[int]) -> NoReturn:
        """Do jobs until there are no more. The worker ends here, whatever happens: nothing above may run twice."""
        import signal

        code = 1
        try:
            # Being told to end unwinds as an interruption does, and so clears temporary files away.
            signal.signal(signal.SIGTERM, signal.default_int_handler)
            # With these open, the end of the process at the other end would not be noticed.
            for pipe in foreign:
                os.close(pipe)
            while number := os.read(self._taken, _NUMBER):
                _send(writer, self._outcome(int.from_bytes(number)))
            code = 0
        except KeyboardInterrupt:
            code = signal.SIGINT
        finally:
            os._exit(code)

    def _outcome(self, number: int) -> bytes:
        """The number of a job, whether it succeeded, and its result or exception, as bytes."""
        from pickle import dumps, loads

        try:
            return dumps((number, (True, self._work(self._jobs[number]))))
        except Exception as problem:
            from traceback import format_exc

            problem.__cause__ = None
            problem.add_note(f"in a worker process:\n{format_exc()}")
            try:
                data = dumps((number, (False, problem)))
                loads(data)
            except Exception:
                # Not every exception can be pickled.
                text = RuntimeError(f"{type(problem).__name__}: {problem}")
                return dumps((number, (False, text)))
            return data


def _read(pipe: int, length: int) -> bytes:
    """So many bytes; empty where the writer has gone."""
    parts = bytearray()
    while len(parts) < length:
        part = os.read(pipe, min(length - len(parts), 1 << 20))
        if not part:
            return b""
        parts += part
    return bytes(parts)


def _send(pipe: int, data: bytes) -> None:
    rest = memoryview(len(data).to_bytes(_NUMBER) + data)
    while rest:
        rest = rest[os.write(pipe, rest) :]
