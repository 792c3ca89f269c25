"""Many files, shared out among processes: as one process would do it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from contextlib import closing, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from blueprint import cli
from blueprint.cli.run import outputs, pool
from blueprint.cli.run.console import Failure
from blueprint.render import Renderer

pytestmark = pytest.mark.skipif(
    not hasattr(os, "fork") or sys.platform == "darwin", reason="one process does it all there"
)
JOBS = range(40)


@pytest.fixture(autouse=True)
def two_processors(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_processors", lambda: 2)


@pytest.fixture
def many(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Thirty files: every third has a mistake, two thirds of them have findings."""
    monkeypatch.chdir(tmp_path)
    cards = ('customer come "Comes"', 'customer come "Comes" by nobody', 'customer come "Comes" wait 5m')
    for number in range(30):
        text = f'blueprint b{number} "A"\nstep s "S" {{\n  {cards[number % 3]}\n}}\n'
        (tmp_path / f"{number:02}.blueprint").write_text(text)
    return sorted(path.name for path in tmp_path.iterdir())


def run(*arguments: str) -> Result:
    return CliRunner().invoke(cli.group, arguments)


@pytest.fixture(autouse=True)
def workers(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The processes that were started. A browser of other tests may be a child of this one as well."""
    started: list[int] = []
    fork = os.fork

    def noted() -> int:
        process = fork()
        if process:
            started.append(process)
        return process

    monkeypatch.setattr(os, "fork", noted)
    return started


def are_left(workers: list[int]) -> bool:
    """Whether any of them is a child of this process still, dead or alive."""
    assert workers
    for process in workers:
        with suppress(ChildProcessError):
            os.waitpid(process, os.WNOHANG)
            return True
    return False


def wait_for(count: int, folder: Path) -> None:
    """Until there are so many files; other programs may have the processor for a while."""
    for _ in range(2000):
        if len(list(folder.iterdir())) >= count:
            return
        time.sleep(0.01)
    raise AssertionError(f"{len(list(folder.iterdir()))} of {count}")


def test_results_come_in_order_from_other_processes(tmp_path: Path, workers: list[int]) -> None:
    def work(job: int) -> tuple[int, str, int]:
        (tmp_path / str(os.getpid())).touch()
        wait_for(2, tmp_path)
        return job, "x" * job * 5000, os.getpid()

    found = list(pool.spread(work, JOBS, 0))
    assert [(job, len(text)) for job, text, _ in found] == [(job, job * 5000) for job in JOBS]
    assert os.getpid() not in {process for _, _, process in found}
    assert len({process for _, _, process in found}) == 2
    assert not are_left(workers)


def test_a_long_job_holds_up_its_own_worker_alone(tmp_path: Path) -> None:
    def work(job: int) -> int:
        if job == 0:
            wait_for(15, tmp_path)
        else:
            (tmp_path / str(job)).touch()
        return os.getpid()

    # As many as may run ahead: the other worker has done them all before the first one is there.
    found = list(pool.spread(work, range(16), 0))
    assert found.count(found[0]) == 1


@pytest.mark.parametrize(("jobs", "size"), [(15, 0), (2, 29_999), (1, 10**6)])
def test_little_work_is_done_at_once(jobs: int, size: int) -> None:
    assert set(pool.spread(lambda _: os.getpid(), range(jobs), size)) == {os.getpid()}


def test_one_processor_needs_no_workers(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pool, "_processors", lambda: 1)
    assert set(pool.spread(lambda _: os.getpid(), JOBS, 10**6)) == {os.getpid()}


def test_an_exception_comes_where_its_turn_is(workers: list[int]) -> None:
    def work(job: int) -> int:
        if job >= 5:
            raise OSError(2, "gone", f"file {job}")
        return job

    found = []
    with pytest.raises(OSError, match="gone") as problem:  # noqa: PT012 - what came before is looked at
        for one in pool.spread(work, JOBS, 0):
            found.append(one)
    assert (found, problem.value.filename) == ([0, 1, 2, 3, 4], "file 5")
    assert "in work" in "".join(problem.value.__notes__)
    assert not are_left(workers)


def test_an_exception_that_cannot_travel_is_told_all_the_same() -> None:
    class StrangeError(Exception):
        def __init__(self, one: int, two: int) -> None:
            super().__init__(f"{one} and {two}")

    def work(_: int) -> None:
        raise StrangeError(1, 2)

    with pytest.raises(RuntimeError, match="StrangeError: 1 and 2"):
        list(pool.spread(work, JOBS, 0))


def test_a_worker_that_is_killed_is_a_failure(workers: list[int]) -> None:
    def work(job: int) -> None:
        if job == 7:
            os.kill(os.getpid(), signal.SIGKILL)

    with pytest.raises(Failure, match=r"ended before its work was done \(signal 9\)"):
        list(pool.spread(work, JOBS, 0))
    assert not are_left(workers)


def test_a_worker_that_is_interrupted_interrupts_the_run() -> None:
    def work(job: int) -> None:
        if job == 7:
            os.kill(os.getpid(), signal.SIGINT)

    with pytest.raises(KeyboardInterrupt):
        list(pool.spread(work, JOBS, 0))


def test_workers_end_when_nobody_wants_the_rest(tmp_path: Path, workers: list[int]) -> None:
    def work(job: int) -> int:
        if job:
            try:
                time.sleep(60)
            finally:
                (tmp_path / str(job)).touch()
        return job

    with closing(pool.spread(work, JOBS, 0)) as results:
        next(results)
        time.sleep(0.2)
    assert not are_left(workers)
    # What was under way has cleaned up.
    assert (tmp_path / "1").exists()


@pytest.mark.parametrize(
    "command", [["check", "."], ["render", "."], ["render", "-q", ".", "-f", "text", "-o", "out"]]
)
def test_many_files_are_told_and_written_as_by_one_process(
    many: list[str], command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def produced() -> tuple[int, str, str, dict[str, bytes]]:
        result = run(*command)
        files = {
            str(path): path.read_bytes() for path in Path().rglob("*") if path.suffix in (".svg", ".txt")
        }
        for name in files:
            os.unlink(name)
        return result.exit_code, result.stdout, result.stderr, files

    shared = produced()
    monkeypatch.setattr(pool, "_processors", lambda: 1)
    alone = produced()
    assert shared == alone
    assert shared[0] == 1


def test_a_bug_in_a_worker_is_our_own_failure(
    many: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def fail(_: object) -> str:
        raise ZeroDivisionError("odd")

    monkeypatch.setattr(outputs, "find", lambda _: Renderer(suffix=".svg", render=fail))
    assert cli._run(["render", *many]) == 2
    assert "internal error: ZeroDivisionError: odd; please report it" in capsys.readouterr().err
    monkeypatch.setenv("BLUEPRINT_DEBUG", "1")
    assert cli._run(["render", *many]) == 2
    assert "in fail" in capsys.readouterr().err


def test_an_interruption_ends_all_processes_with_130(many: list[str]) -> None:
    code = (
        "import time\nfrom blueprint.cli import main\nfrom blueprint.cli.run import outputs, pool\nfrom blueprint.render import Renderer\n"
        "pool._processors = lambda: 2\n"
        "def slow(_):\n    print('at work', flush=True)\n    time.sleep(60)\n"
        "outputs.find = lambda _: Renderer(suffix='.svg', render=slow)\n"
        "main(['render', '.'])\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, stderr=subprocess.PIPE, start_new_session=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    os.killpg(process.pid, signal.SIGINT)
    _, told = process.communicate(timeout=20)
    assert process.returncode == 130
    assert b"Traceback" not in told
    with pytest.raises(ProcessLookupError):
        os.killpg(process.pid, 0)
