"""Writes what a new rule begins with, so that only what it finds and says is left to be written.

    python tools/new_rule.py BP3xx fail-without-owner     the next free code of family 3
    python tools/new_rule.py BP317 fail-without-owner     this code

Comes in: a code and a name, which states the defect. Goes out: the module in the folder of its family, a file of cases, keys in the
catalogues that promise to be complete, and the rule's lines in the list of all rules. The skeleton works: it finds every action with the
text FILL IN. So is marked whatever is left to be written, and a test fails until it is. Deliberately absent: modules of the program, so
that this runs on a checkout that is not installed.
"""

from __future__ import annotations

import argparse
import json
import re
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent
CHECKS = ROOT / "blueprint" / "checks"
LIST = CHECKS / "all_rules.py"
CASES = ROOT / "tests" / "checks" / "cases"
WORDS = ROOT / "blueprint" / "words"

_CODE = re.compile(r'^CODE = "(BP\d{3})"$', re.MULTILINE)
_NAME = re.compile(r"[a-z]+(-[a-z]+)+")

MODULE = '''\
"""FILL IN: the defect in one sentence, as a noun with what is wrong about it.

## What it finds

FILL IN: exactly what is found, and what is not. The rule stays silent where a file has not begun with the subject.

## Why it matters

FILL IN: what happens in the service if nobody mends it. The first sentence stands alone in reports.

## Bad

    blueprint coffee "Coffee to go"

    step order "Order" {
      evidence "Menu board"
      customer choose "FILL IN"
      -> frontstage greet "Takes the order"
    }

## Good

    blueprint coffee "Coffee to go"

    step order "Order" {
      evidence "Menu board"
      customer choose "Chooses a drink"
      -> frontstage greet "Takes the order"
    }

## Source

FILL IN: the book, norm or study that says so; a convention of ours is called one.
"""

from __future__ import annotations

from collections.abc import Iterator

from ...analysis.facts import Facts
from ...diagnostics import Diagnostic
from ...words import phrase
from ..rule import finding, quoted

CODE = "{code}"


def check(facts: Facts) -> Iterator[Diagnostic]:
    """FILL IN: find what."""
    for action in facts.blueprint.actions.values():
        if action.text == "FILL IN":
            message = phrase("{code}", action=quoted(action.text))
            yield finding(CODE, action.span, message, phrase("{code}.cure"))
'''

CASE = """\
== FILL IN: what is found
customer "FILL IN"
=> {code} 1: customer "FILL IN"

== FILL IN: what is like it and is not found
customer "Comes"
=> nothing
"""

#: Keys by catalogue. The English title and reason stand on the rule's page.
TEXTS = {
    "en": {
        "{code}": "FILL IN: what is, in the user's own words: {{action}}",
        "{code}.cure": "FILL IN: what to do",
    },
    "zh": {
        "{code}": "FILL IN：{{action}}的问题",
        "{code}.cure": "FILL IN：怎么改",
        "rule.{code}.title": "FILL IN：一句话说明问题",
        "rule.{code}.why": "FILL IN：为什么重要。",
    },
}


class Known(NamedTuple):
    """The rules that there are: folders of families by the first digit of their codes, codes, names."""

    folders: dict[str, Path]
    codes: list[str]
    names: set[str]


def known() -> Known:
    """Read the modules of all rules."""
    modules = [path for path in CHECKS.glob("*/*.py") if path.name != "__init__.py"]
    codes = {path: found[1] for path in modules if (found := _CODE.search(path.read_text(encoding="utf-8")))}
    folders = {code[2]: path.parent for path, code in codes.items()}
    return Known(folders, sorted(codes.values()), {path.stem.replace("_", "-") for path in modules})


def settled(code: str, name: str, rules: Known) -> str:
    """The code that a rule of this name gets. Raises ValueError where either cannot be had."""
    if not _NAME.fullmatch(name):
        raise ValueError(
            f"'{name}' is no name: it states the defect in small letters, like 'wait-without-target'"
        )
    if name in rules.names:
        raise ValueError(f"there is a rule '{name}'")
    found = re.fullmatch(r"BP(\d)(\d\d|xx)?", code)
    if not found or found[1] not in rules.folders:
        raise ValueError(
            f"'{code}' is no code: BP, the digit of a family ({', '.join(sorted(rules.folders))}), two more"
        )
    last = max(one for one in rules.codes if one[2] == found[1])
    free = f"BP{int(last[2:]) + 1}"
    if free[2] != found[1]:
        raise ValueError(f"family {found[1]} has no free code")
    if not (found[2] or "xx").isdigit():
        return free
    # Numbers that are left out below had rules once, and are never used again.
    if code < free:
        raise ValueError(f"{code} is taken, or was once; the next free code of its family is {free}")
    return code


# ── writing ─────────────────────────────────────────────────────────────────────────────────────────────────────


def write(code: str, name: str, rules: Known) -> list[Path]:
    """Write everything; what has to be edited by hand comes back."""
    module = rules.folders[code[2]] / f"{name.replace('-', '_')}.py"
    cases = CASES / f"{code}-{name}.txt"
    _put(module, MODULE.replace("{code}", code))
    _put(cases, CASE.replace("{code}", code))
    catalogues = [_say(language, code) for language in TEXTS]
    _put(LIST, listed(LIST.read_text(encoding="utf-8"), code, module, rules))
    return [module, *catalogues, cases]


def _put(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8", newline="\n")


def _say(language: str, code: str) -> Path:
    path = WORDS / f"{language}.json"
    texts: dict[str, object] = json.loads(path.read_text(encoding="utf-8"))
    texts |= {key.format(code=code): text.format() for key, text in TEXTS[language].items()}
    in_order = dict(sorted(texts.items()))
    _put(path, json.dumps(in_order, ensure_ascii=False, indent=2) + "\n")
    return path


def listed(text: str, code: str, module: Path, rules: Known) -> str:
    """The list of all rules with one more: imported from its family, and behind the rule with the code before it."""
    family = module.parent
    imports = re.search(rf"^from \.{family.name} import \(\n(.*?)^\)$", text, re.MULTILINE | re.DOTALL)
    if imports is None:
        raise ValueError(f"{LIST.name} imports nothing from {family.name}")
    names = sorted([*re.findall(r"\w+", imports[1]), module.stem])
    text = text[: imports.start(1)] + "".join(f"    {one},\n" for one in names) + text[imports.end(1) :]
    by_code = {_code_of(path): path.stem for path in family.parent.glob("*/*.py") if path.stem != "__init__"}
    before = max(one for one in rules.codes if one < code)
    line = f"    Rule.of({by_code[before]}),\n"
    return text.replace(line, f"{line}    Rule.of({module.stem}),\n")


def _code_of(path: Path) -> str:
    found = _CODE.search(path.read_text(encoding="utf-8"))
    return found[1] if found else ""


def main() -> None:
    """Write a rule's files and say what is to be done."""
    parser = argparse.ArgumentParser(description="Write what a new rule begins with.")
    parser.add_argument("code", help="BP3xx for the next free code of family 3, or a code")
    parser.add_argument("name", help="the defect, like wait-without-target")
    given = parser.parse_args()
    rules = known()
    try:
        code = settled(given.code, given.name, rules)
        paths = write(code, given.name, rules)
    except ValueError as problem:
        parser.error(str(problem))
    print(f"{code} {given.name}. Write what is marked FILL IN in:")
    for path in paths:
        print(f"  {path.relative_to(ROOT).as_posix()}")
    print(
        f"Then: pytest tests/checks tests/words -k {code} --update-golden, read the cases, pytest tests/checks tests/words, "
        "python docs/refresh.py"
    )


if __name__ == "__main__":
    main()
