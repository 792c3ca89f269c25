"""How long whole processes take, and how much memory: ours, and other tools with the same blueprint.

Comes in: nothing; the blueprints are made up (`generate.py`). Goes out: a Markdown table on standard output. A process is
measured from its start to its end, with warm file caches: what somebody waits for at a prompt. The table has the median of
several runs, and beside it the time that processors worked, which other work on the machine disturbs less. Deliberately absent:
limits; times depend on the machine, so no test looks at them.

    python benchmarks/speed.py                 # everything that is on PATH
    python benchmarks/speed.py --profile 200   # where our own time goes

Install the wheel into an environment of its own for this: an editable install may write no bytecode, and then compiles every
module at every start.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import NamedTuple

import generate

SIZES = (10, 50, 200, 1000)
FILES, STEPS_OF_A_FILE = 100, 10
#: A tool that takes longer than this for one picture is not waited for.
PATIENCE = 120.0
#: From here on one run is enough.
LONG = 10.0


class Measured(NamedTuple):
    """The median time of some runs, the least time that processors worked for it, and the most memory of one of its processes."""

    seconds: float
    worked: float
    megabytes: float


class Tool(NamedTuple):
    """A program, the language it reads, and its arguments for an input and an output."""

    name: str
    program: str
    language: str
    arguments: Callable[[str, str], list[str]]


def _mmdc(source: str, target: str) -> list[str]:
    """Mermaid refuses large diagrams unless its limits are raised, which only a file of settings may do."""
    return ["-q", "-c", str(Path(source).with_name(_MERMAID_SETTINGS)), "-i", source, "-o", target]


_MERMAID_SETTINGS = "mermaid.json"
OURS = Tool(
    "blueprint", "blueprint", "blueprint", lambda source, target: ["render", "-q", source, "-o", target]
)
OTHERS = (
    Tool("neato -n2", "neato", "dot", lambda source, target: ["-n2", "-Tsvg", f"-o{target}", source]),
    Tool("plantuml", "plantuml", "plantuml", lambda source, target: ["-tsvg", source]),
    Tool("mmdc swimlane", "mmdc", "mermaid", _mmdc),
    Tool("mmdc flowchart", "mmdc", "flowchart", _mmdc),
    Tool("d2", "d2", "d2", lambda source, target: [source, target]),
)


def measure(command: Sequence[str], runs: int) -> Measured | None:
    """Run a command some times after a run that only warms the caches; None where it fails or takes too long.

    What takes very long runs once: cold caches are nothing beside it.
    """
    first = _run(command)
    if first is None or first.seconds > LONG:
        return first
    found = [one for one in (_run(command) for _ in range(runs)) if one]
    if not found:
        return None
    seconds, worked, megabytes = zip(*found, strict=True)
    return Measured(median(seconds), min(worked), max(megabytes))


def _run(command: Sequence[str]) -> Measured | None:
    """One run, with the helpers that it waited for."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    # Waiting is left to the system, which alone knows what a process that has ended had used.
    # Told to end and not killed, so that it can end its own helpers, a browser say, which would disturb what follows.
    patience = threading.Timer(PATIENCE, process.terminate)
    patience.start()
    _, status, usage = os.wait4(process.pid, 0)
    patience.cancel()
    seconds = time.perf_counter() - start
    process.returncode = os.waitstatus_to_exitcode(status)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    if process.returncode:
        return None
    return Measured(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit)


# ── the table ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def main() -> None:
    parser = argparse.ArgumentParser(description="Time whole processes.")
    parser.add_argument("--runs", type=int, default=5, help="runs of which the median counts")
    parser.add_argument("--blueprint", default=_own_program(), help="the program to measure")
    parser.add_argument(
        "--sizes", type=int, nargs="+", default=SIZES, metavar="STEPS", help="the sizes to measure"
    )
    parser.add_argument("--profile", type=int, metavar="STEPS", help="where the time goes, for one size")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        if options.profile:
            _profile(Path(folder), options.profile)
        else:
            _compare(Path(folder), options.blueprint, options.runs, options.sizes)


def _own_program() -> str:
    beside = Path(sys.executable).with_name("blueprint")
    return str(beside) if beside.exists() else "blueprint"


def _compare(folder: Path, program: str, runs: int, sizes: Sequence[int]) -> None:
    tools = [tool for tool in OTHERS if shutil.which(tool.program)]
    for tool in OTHERS:
        if tool not in tools:
            print(f"{tool.name} is skipped: no program '{tool.program}' on PATH.")
    print("\n| steps | program | time | processor | MB | ratio |\n|-:|---|-:|-:|-:|-:|")
    ours = {}
    for steps in sizes:
        ours[steps] = _row(folder, program, steps, tools, runs)
    _many_files(folder, program, runs)
    _growth(ours)


def _row(folder: Path, program: str, steps: int, tools: list[Tool], runs: int) -> float:
    """Measure one size, print its lines; our own seconds.

    A tool that was too slow for a size is taken out of the list: it is not going to be quicker with a larger one.
    """
    sources = _write_sources(folder, program, steps)
    own = measure([program, *OURS.arguments(sources["blueprint"], str(folder / "own.svg"))], runs)
    if own is None:
        sys.exit(f"'{program}' does not draw {steps} steps")
    _print(steps, OURS.name, own, own)
    for tool in list(tools):
        # What takes long is steady enough with fewer runs.
        command = [tool.program, *tool.arguments(sources[tool.language], str(folder / "other.svg"))]
        found = measure(command, min(runs, 3))
        _print(steps, tool.name, found, own)
        if found is None:
            tools.remove(tool)
    return own.seconds


def _print(steps: int, name: str, found: Measured | None, own: Measured) -> None:
    cells = [f"fails, or > {PATIENCE:.0f} s", "", "", ""]
    if found:
        ratio = f"{found.seconds / own.seconds:.1f}"
        cells = [_seconds(found), f"{found.worked:.2f} s", f"{found.megabytes:.0f}", ratio]
    print("| " + " | ".join([str(steps), name, *cells]) + " |", flush=True)


def _write_sources(folder: Path, program: str, steps: int) -> dict[str, str]:
    """The same blueprint in every language; Graphviz' is made from ours, pinned."""
    made = generate.make(steps)
    endings = {"plantuml": "puml", "mermaid": "mmd", "flowchart": "flow.mmd"}
    found = {}
    for language, writer in generate.WRITERS.items():
        path = folder / f"{steps}.{endings.get(language, language)}"
        path.write_text(writer(made), encoding="utf-8")
        found[language] = str(path)
    limits = {"maxEdges": 100_000, "maxTextSize": 10_000_000}
    (folder / _MERMAID_SETTINGS).write_text(json.dumps(limits), encoding="utf-8")
    found["dot"] = str(folder / f"{steps}.dot")
    subprocess.run([program, "render", "-q", found["blueprint"], "-o", found["dot"]], check=True)
    return found


def _seconds(found: Measured) -> str:
    return f"{found.seconds:.2f} s"


def _many_files(folder: Path, program: str, runs: int) -> None:
    many = folder / "many"
    many.mkdir()
    for number in range(FILES):
        text = generate.to_blueprint(generate.make(STEPS_OF_A_FILE, seed=number))
        (many / f"{number}.blueprint").write_text(text, encoding="utf-8")
    found = measure([program, "render", "-q", str(many), "-o", f"{folder / 'drawn'}/"], runs)
    if found:
        cost = f"{_seconds(found)}, processor {found.worked:.2f} s, {found.megabytes:.0f} MB"
        print(f"\n{FILES} files of {STEPS_OF_A_FILE} steps in one run: {cost}.")


def _growth(ours: dict[int, float]) -> None:
    """The exponents by which time grows with size: 1 is linear. The start of the process, which grows with nothing, is included."""
    sizes = sorted(ours)
    parts = [
        f"{small} to {large}: {math.log(ours[large] / ours[small]) / math.log(large / small):.2f}"
        for small, large in pairwise(sizes)
    ]
    print("\nGrowth of time with steps (exponent): " + ", ".join(parts) + ".")


def _profile(folder: Path, steps: int) -> None:
    (folder / "it.blueprint").write_text(generate.to_blueprint(generate.make(steps)), encoding="utf-8")
    command = [
        sys.executable,
        "-m",
        "cProfile",
        "-s",
        "tottime",
        "-m",
        "blueprint",
        "render",
        "-q",
        "it.blueprint",
    ]
    # In that folder, for in a checkout its own folder `blueprint` would hide the installed package.
    done = subprocess.run(command, cwd=folder, capture_output=True, text=True, check=True)
    print("\n".join(done.stdout.splitlines()[:25]))


if __name__ == "__main__":
    main()
