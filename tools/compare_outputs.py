"""Writes all outputs of the program for many files, and shows what differs between two such folders.

    BEFORE/.venv/bin/python tools/compare_outputs.py write before/
    .venv/bin/python tools/compare_outputs.py write after/
    python tools/compare_outputs.py page before/ after/ -o differences.html

`write` runs the package that the interpreter has installed, on the examples and cases of the checkout that this script is in. `page` prints
how many files differ, and exits with 1 where any does.

Comes in: a command line. Goes out: a folder (`written_outputs`), or a page (`differences`). Deliberately absent: judgement; the reader
decides whether a difference is right.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import differences
import written_outputs

ROOT = Path(__file__).resolve().parent.parent


def main(arguments: list[str] | None = None) -> int:
    """Do one of the two jobs; the exit code."""
    parser = _parser()
    given = parser.parse_args(arguments)
    if given.job == "page":
        return differences.write_page(given.before, given.after, given.output)
    folders = {"examples": given.examples, "cases": given.cases}
    for more in given.more:
        name = more.resolve().name
        if name in (*folders, "all", "project"):
            parser.error(f"two folders would be called '{name}'")
        folders[name] = more
    return written_outputs.write(given.folder, folders, pictures=given.png, quick=given.quick)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    jobs = parser.add_subparsers(dest="job", required=True)
    write = jobs.add_parser("write", help="write every output of every example and case")
    write.add_argument("folder", type=Path, help="new, empty, or written by this script; is replaced")
    write.add_argument("--examples", type=Path, default=ROOT / "examples", metavar="FOLDER")
    write.add_argument("--cases", type=Path, default=ROOT / "tests" / "cases", metavar="FOLDER")
    write.add_argument(
        "--more",
        type=Path,
        action="append",
        default=[],
        metavar="FOLDER",
        help="another folder of blueprints",
    )
    write.add_argument(
        "--png", action="store_true", help="PNG, PDF and the SVG of Graphviz as well; takes minutes"
    )
    write.add_argument("--quick", action="store_true", help="the examples alone, without the cases")
    page = jobs.add_parser("page", help="show what differs between two folders")
    page.add_argument("before", type=Path)
    page.add_argument("after", type=Path)
    page.add_argument("-o", "--output", type=Path, required=True, metavar="FILE")
    return parser


if __name__ == "__main__":
    sys.exit(main())
