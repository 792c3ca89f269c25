"""How much processor time short runs take: those of a prompt, a hook, an editor, a press of TAB.

Comes in: one program, or two. Goes out: a Markdown table on standard output: for each run the median of processor time, how many times
that of `python -c "import click"` it is, and with two programs the ratio. All that is compared runs in turn, and ratios are medians over
the turns, so that other work on the machine disturbs both sides alike. Deliberately absent: limits; times depend on the machine, so no
test looks at them.

    python benchmarks/startup.py .bench/bin/blueprint
    python benchmarks/startup.py .new/bin/blueprint --before .old/bin/blueprint --runs 21

Measure wheels, each in an environment of its own: an editable install is slower to start, and may write no bytecode.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from statistics import median
from typing import NamedTuple

import generate

ROOT = Path(__file__).resolve().parent.parent
HOTEL = str(ROOT / "examples" / "hotel-stay.blueprint")


class Run(NamedTuple):
    """A run by name: its arguments, and what it finds in the environment."""

    name: str
    arguments: Sequence[str]
    environment: Mapping[str, str] = {}


def runs_in(folder: Path, more: Sequence[str]) -> list[Run]:
    """The runs to measure; what they write goes to the folder."""
    small, large = (_generated(folder, steps) for steps in (10, 300))
    page, picture = str(folder / "page.html"), str(folder / "picture.svg")
    tab = {"_BLUEPRINT_COMPLETE": "bash_complete", "COMP_WORDS": "blueprint ren", "COMP_CWORD": "1"}
    runs = [
        Run("--version", ["--version"]),
        Run("--help", ["--help"]),
        Run("TAB after a command's beginning", [], tab),
        Run(
            "TAB after an option's beginning",
            [],
            {**tab, "COMP_WORDS": "blueprint render --fo", "COMP_CWORD": "2"},
        ),
        Run("render --help", ["render", "--help"]),
        Run("check hotel-stay", ["check", HOTEL]),
        Run("render 10 steps", ["render", "-q", small, "-o", picture]),
        Run("render hotel-stay", ["render", "-q", HOTEL, "-o", picture]),
        Run("report hotel-stay", ["report", "-q", HOTEL, "-o", page]),
        Run("report 300 steps", ["report", "-q", large, "-o", page]),
    ]
    return runs + [Run(f"report {Path(file).stem}", ["report", "-q", file, "-o", page]) for file in more]


def _generated(folder: Path, steps: int) -> str:
    path = folder / f"{steps}.blueprint"
    path.write_text(generate.to_blueprint(generate.make(steps)), encoding="utf-8")
    return str(path)


def processor_seconds(command: Sequence[str], environment: Mapping[str, str]) -> float:
    """The time that processors worked for one run, system included.

    Bytecode is written and read, whatever the shell says; exit codes are not looked at, for `check` has some.
    """
    own = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    process = subprocess.Popen(
        command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, env={**own, **environment}
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    return usage.ru_utime + usage.ru_stime


def in_turn(commands: Sequence[tuple[Sequence[str], Mapping[str, str]]], turns: int) -> list[list[float]]:
    """The times of all commands in each turn; a turn that only warms the caches goes before."""
    return [[processor_seconds(*command) for command in commands] for _ in range(turns + 1)][1:]


def _line(name: str, turns: Sequence[Sequence[float]]) -> str:
    """A row of the table: what a turn holds is `import click`, the program, and the one before where there is one."""
    cells = [f"{1000 * median(turn[1] for turn in turns):.0f} ms", _ratio(turns, 1, 0)]
    if len(turns[0]) > 2:
        cells += [f"{1000 * median(turn[2] for turn in turns):.0f} ms", _ratio(turns, 1, 2)]
    return f"| {name} | {' | '.join(cells)} |"


def _ratio(turns: Sequence[Sequence[float]], above: int, below: int) -> str:
    return f"{median(turn[above] / turn[below] for turn in turns):.2f}"


def _python_of(program: str) -> str:
    """The Python that a program runs in, by its first line."""
    with open(program, encoding="utf-8") as file:
        return file.readline().removeprefix("#!").strip()


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("program", help="the program to measure")
    parser.add_argument("--before", help="another one, an older one say, to compare it with")
    parser.add_argument("--runs", type=int, default=15, help="turns of which the median counts")
    parser.add_argument("--report", action="append", default=[], metavar="FILE", help="a report more")
    parser.add_argument("--only", default="", metavar="WORDS", help="the runs with these words in their name")
    given = parser.parse_args()
    programs = [given.program, *([given.before] if given.before else [])]
    click = ([_python_of(given.program), "-c", "import click"], {})
    before = " before | now ÷ before |" if given.before else ""
    print(f"| run | processor | × import click |{before}\n|---|-:|-:|{'-:|-:|' if before else ''}")
    with tempfile.TemporaryDirectory() as folder:
        for run in runs_in(Path(folder), given.report):
            if given.only in run.name:
                commands = [([program, *run.arguments], run.environment) for program in programs]
                print(_line(run.name, in_turn([click, *commands], given.runs)), flush=True)


if __name__ == "__main__":
    sys.exit(main())
