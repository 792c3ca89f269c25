"""How well the compiler gets over broken files: every mistake reported, nothing made up, the rest kept.

Comes in: nothing; the files are `tests/broken`. Goes out: a line for each file that is not as it should be, a table of sums, and the
time that a file of a thousand and of twenty thousand mistakes of one kind takes, on standard output. Deliberately absent: limits,
which are in `tests/syntax/test_recovery.py`.

    python benchmarks/recovery.py
"""

from __future__ import annotations

import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from blueprint.compiler import compile_source  # noqa: E402
from blueprint.source import Source  # noqa: E402
from tests.recovery import broken, judge  # noqa: E402

#: A line of each kind of mistake, and what stands around all of them.
MANY = {
    "a line of something else": ("blueprint b\n", "this is no blueprint at all\n", ""),
    "a misspelt property": ('blueprint b\nstep s "S" {\n', '  customer "A" emotoin 1\n', "}\n"),
    "an unclosed text": ('blueprint b\nstep s "S" {\n', '  customer "A\n', "}\n"),
    "an unclosed step": ("blueprint b\n", 'step "S" {\n  customer "A"\n', ""),
    "a step without its {": ("blueprint b\n", 'step "S"\n  customer "A"\n}\n', ""),
    "a brace too many": ("blueprint b\n", "}\n", ""),
    "a brace in the middle of a step": (
        "blueprint b\n",
        'step "S" {\n  customer "A"\n  }\n  customer "B"\n}\n',
        "",
    ),
    "an unknown name": ('blueprint b\nstep s "S" {\n', '  customer "A" by nobody\n', "}\n"),
    "a conflict of git": ("blueprint b\n", "<<<<<<< a\nrole r\n=======\nrole q\n>>>>>>> b\n", ""),
}


def main() -> None:
    outcomes = {path.stem: judge(path) for path in broken()}
    for name, one in outcomes.items():
        actions = one.compiled.blueprint.actions if one.compiled.blueprint else {}
        lost = [key for key in one.expected.keeps if key not in actions]
        for what in one.missed:
            print(f"{name}:{what.line}: missed {' or '.join(what.codes)}")
        for error in one.spurious:
            print(f"{name}:{error.span.line}: spurious {error.code} {error.message}")
        if lost:
            print(f"{name}: lost {', '.join(lost)}")
    planted = sum(len(one.expected.planted) for one in outcomes.values())
    missed = sum(len(one.missed) for one in outcomes.values())
    spurious = sum(len(one.spurious) for one in outcomes.values())
    cured = sum(bool(error.fix) for one in outcomes.values() for error in one.compiled.errors)
    print("| files | planted | reported | missed | spurious | with a cure |")
    print("|---|---|---|---|---|---|")
    print(f"| {len(outcomes)} | {planted} | {planted - missed} | {missed} | {spurious} | {cured} |")
    print("\n| mistakes, all of one kind | 1000 | 20000 |")
    print("|---|---|---|")
    for what, (before, line, after) in MANY.items():
        taken = [_seconds(before + line * count + after) for count in (1000, 20000)]
        print(f"| {what} | {taken[0]:.2f} s | {taken[1]:.2f} s |", flush=True)


def _seconds(text: str) -> float:
    begin = time.perf_counter()
    compile_source(Source("many.blueprint", text))
    return time.perf_counter() - begin


if __name__ == "__main__":
    main()
