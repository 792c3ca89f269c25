"""Golden files: what each stage makes of a case, as text to be read and compared.

A case is `cases/<topic>/<name>.blueprint`. Beside it stands a golden file for each stage that is wanted, `<name>.<stage>`:
always `diagnostics`, and the stages that the case's first line names (`# golden: model svg`). `pytest --update-golden` writes
them; then the diff is read. A line `# file: roles.blueprint` in a case begins another file, which the first one may import.

Comes in: cases. Goes out: texts. Deliberately absent: judgement; a golden file says what is, the reader says whether it is right.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from difflib import unified_diff
from functools import cache
from pathlib import Path
from typing import Any

from click import unstyle

from blueprint.cli.run.frames import frame
from blueprint.compiler import Compiled, compile_source
from blueprint.drawing import Box, Drawing, TextLine
from blueprint.model import Blueprint, Element, Flow
from blueprint.render import find
from blueprint.resolver import Refusal
from blueprint.scene import scene
from blueprint.source import Source
from blueprint.syntax import nodes
from blueprint.syntax.formatter import format_source
from blueprint.values import TimeSpan
from blueprint.words import phrase

from .page_stages import PAGES

CASES = Path(__file__).parent / "cases"
SUFFIX = ".blueprint"
NO_ERRORS = "no errors\n"
ADVICE = "run `pytest --update-golden`, then read the diff"
_WANTED = re.compile(r"#\s*golden:(.*)")
_NEXT_FILE = re.compile(r"^# file: (\S+)\n", re.MULTILINE)


# ── cases and their files ────────────────────────────────────────────────────────────────────────────────────────────────────


def cases() -> list[Path]:
    """All cases, sorted."""
    return sorted(CASES.rglob(f"*{SUFFIX}"))


def sound_cases() -> list[Path]:
    """The cases without errors, as their golden files say: nothing is compiled to know which they are."""
    return [
        case
        for case in cases()
        if (kept := golden_file(case, "diagnostics")).exists() and kept.read_text("utf-8") == NO_ERRORS
    ]


def stages_of(case: Path) -> list[str]:
    """The stages that a case wants: those it names and those it has a golden file for."""
    wanted = _WANTED.match(case.read_text(encoding="utf-8"))
    named = {"diagnostics", *(wanted[1].split() if wanted else ())}
    return [
        *(stage for stage in STAGES if stage in named or golden_file(case, stage).exists()),
        *sorted(named - set(STAGES)),
    ]


def golden_file(case: Path, stage: str) -> Path:
    """Where the golden text of a stage stands."""
    return case.with_suffix(f".{stage}")


def orphans() -> list[str]:
    """Files among the cases that belong to no case or to no stage."""
    known = {case.with_suffix("") for case in cases()}
    endings = {SUFFIX, *(f".{stage}" for stage in STAGES)}
    return [
        str(path.relative_to(CASES))
        for path in sorted(CASES.rglob("*"))
        if path.is_file()
        and path.suffix != ".actual"
        and (path.with_suffix("") not in known or path.suffix not in endings)
    ]


@cache
def read_case(case: Path) -> Compiled:
    """Compile a case, with the other files that it holds to import from. Done once, for several tests ask for all cases."""
    text = case.read_text(encoding="utf-8")
    first, *others = _NEXT_FILE.split(text)
    sources = {
        name: Source(name, content) for name, content in zip(others[::2], others[1::2], strict=True)
    } | {case.name: Source(case.name, first)}

    def load(_: Source, path: str) -> Source | Refusal:
        return sources.get(path) or Refusal(phrase("BP001.missing", name=path))

    return compile_source(sources[case.name], load)


def compare(case: Path, stage: str, actual: str, *, update: bool) -> str | None:
    """What is wrong with a stage of a case; where it differs, the actual text is kept beside the golden one."""
    return compare_file(golden_file(case, stage), actual, root=CASES, update=update)


def compare_file(golden: Path, actual: str, *, root: Path, update: bool) -> str | None:
    """The same of any golden file; it is called by its path from `root`."""
    kept = golden.with_name(f"{golden.name}.actual")
    if update:
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text(actual, encoding="utf-8", newline="\n")
    elif not golden.exists():
        return f"{golden.relative_to(root)} is missing: {ADVICE}"
    expected = golden.read_text(encoding="utf-8")
    if expected == actual:
        kept.unlink(missing_ok=True)
        return None
    kept.write_text(actual, encoding="utf-8", newline="\n")
    lines = unified_diff(
        expected.splitlines(), actual.splitlines(), str(golden.relative_to(root)), "actual", lineterm="", n=2
    )
    return "\n".join([f"{golden.relative_to(root)} differs; if the change is right, {ADVICE}", *lines])


# ── stages ───────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def show_diagnostics(compiled: Compiled, language: str = "en") -> str:
    """The errors as people read them; the findings of checks have tests of their own."""
    frames = [unstyle(frame(one, 100, language)) for one in compiled.errors]
    return "\n\n".join(frames) + "\n" if frames else NO_ERRORS


def show_chinese_diagnostics(compiled: Compiled) -> str:
    """The same for readers of Chinese."""
    return show_diagnostics(compiled, "zh")


def show_tree(compiled: Compiled) -> str:
    """The syntax tree, a node a line."""
    return (
        "\n".join([*_tree(compiled.tree), *(f"comment {one.text}" for one in compiled.tree.comments)]) + "\n"
    )


def show_model(compiled: Compiled) -> str:
    """The Blueprint without places in the text, and without what is as it would be anyway."""
    if compiled.blueprint is None:
        return "no blueprint\n"
    return "\n".join(_model(compiled.blueprint)) + "\n"


def show_formatted(compiled: Compiled) -> str:
    """The text in its canonical form."""
    return format_source(compiled.tree.source).text


def show_drawing(compiled: Compiled) -> str:
    """The Drawing in whole px."""
    return "\n".join(_drawing(scene(compiled).drawing)) + "\n"


def show_svg(compiled: Compiled) -> str:
    """The picture, without its style sheet, which is the same in all of them, and the class that is named after it."""
    text = re.sub(r"<style>.*?</style>", "<style>…</style>", _render(compiled, "svg"), flags=re.DOTALL)
    return re.sub(r'class="bp bp-[0-9a-f]+"', 'class="bp …"', text)


def show_dot(compiled: Compiled) -> str:
    """The Graphviz file."""
    return _render(compiled, "dot")


def _render(compiled: Compiled, name: str) -> str:
    text = find(name).render(scene(compiled))
    assert isinstance(text, str)
    return text


#: All stages, in their order.
STAGES: dict[str, Callable[[Compiled], str]] = {
    "diagnostics": show_diagnostics,
    "diagnostics-zh": show_chinese_diagnostics,
    "tree": show_tree,
    "formatted": show_formatted,
    "model": show_model,
    "drawing": show_drawing,
    "svg": show_svg,
    "dot": show_dot,
    **PAGES,
}


# ── the syntax tree ──────────────────────────────────────────────────────────────────────────────────────────────────────────


def _tree(node: Any, depth: int = 0) -> Iterator[str]:
    """A node on a line of its own, what it holds below it."""
    inline, below = [type(node).__name__.lower()], []
    for field in fields(node):
        value = getattr(node, field.name)
        if field.name in ("span", "source", "comments", "skipped") or value is None or value == ():
            continue
        if field.name == "attributes":
            inline += [_attribute(one) for one in value]
        elif field.name in ("items", "body", "bands"):
            below += value
        elif isinstance(value, tuple):
            inline.append(f"{field.name}={','.join(_value(one) for one in value)}")
        elif field.name == "keyword":
            inline[0] = value
        else:
            inline.append(f"{field.name}={_value(value)}")
    if isinstance(node, nodes.Attribute):
        inline = [_attribute(node)]
    if getattr(node, "body", None) == ():
        inline.append("{}")
    yield "  " * depth + " ".join(inline)
    for one in below:
        yield from _tree(one, depth + 1)


def _attribute(one: nodes.Attribute) -> str:
    words = [
        one.keyword,
        *(_value(value) for value in one.values),
        *(_attribute(inner) for inner in one.attributes),
    ]
    return f"({' '.join(words)})"


def _value(value: Any) -> str:
    match value:
        case nodes.Word():
            return value.text
        case nodes.Text():
            return _quoted(value.value)
        case nodes.Number():
            return f"{value.value:g}"
        case nodes.Percentage():
            return f"{value.value:g}%"
        case nodes.Date():
            return value.text
        case nodes.Time():
            return _time(value.value)
        case nodes.Reference():
            return f"{value.step.text}.{value.name.text}" if value.step else value.name.text
    return str(value)


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", r"\\").replace('"', r"\"").replace("\n", r"\n") + '"'


def _time(span: TimeSpan) -> str:
    """A span by its parts, in seconds: `least 60 most 120`."""
    parts = [
        f"{field.name.removesuffix('_value')} {getattr(span, field.name):g}"
        for field in fields(span)
        if getattr(span, field.name) is not None and field.name != "unit"
    ]
    return f"[{', '.join(parts)}]"


# ── the model ────────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _model(blueprint: Blueprint) -> Iterator[str]:
    for field in fields(blueprint):
        value = getattr(blueprint, field.name)
        if field.name == "span" or _is_default(field, value):
            continue
        if isinstance(value, dict):
            yield field.name
            yield from (f"  {_element(one)}" for one in value.values())
        elif isinstance(value, tuple):
            if field.name == "bands" and all(not one.span.source.name for one in value):
                yield "bands: the usual ones"
                continue
            yield field.name
            yield from (f"  {_flow(one) if isinstance(one, Flow) else _element(one)}" for one in value)
        else:
            yield f"{field.name}: {_plain(value)}"


def _is_default(field: Any, value: Any) -> bool:
    if field.default is not MISSING:
        return bool(value == field.default)
    return field.default_factory is not MISSING and value == field.default_factory()


def _element(one: Element) -> str:
    """An element: its kind and key, then its fields."""
    parts = [type(one).__name__.lower()]
    for field in fields(one):
        value = getattr(one, field.name)
        if field.name == "span" or _is_default(field, value):
            continue
        if field.name == "key":
            parts.insert(1, value)
        else:
            parts.append(field.name if value is True else f"{field.name}={_plain(value)}")
    return " ".join(parts)


def _plain(value: Any) -> str:
    if isinstance(value, TimeSpan):
        return _time(value)
    if isinstance(value, tuple):
        return "(" + ", ".join(_plain(one) for one in value) + ")"
    if is_dataclass(value):
        inner = [
            f"{field.name}={_plain(getattr(value, field.name))}"
            for field in fields(value)
            if not (isinstance(value, Element) and field.name == "span")
            and not _is_default(field, getattr(value, field.name))
        ]
        return "{" + ", ".join(inner) + "}"
    if isinstance(value, str):
        return value if re.fullmatch(r"[\w.-]+", value) else _quoted(value)
    return f"{value:g}" if isinstance(value, float) else str(value)


def _flow(flow: Flow) -> str:
    arrow = {"then": "->", "return": "<->", "message": "~>", "failure": "!>"}[flow.kind]
    parts = [flow.source, arrow, flow.target]
    if flow.label is not None:
        parts.append(_quoted(flow.label))
    if flow.share is not None:
        parts.append(f"{flow.share:g}%")
    for name in ("max", "within", "carries", "personas"):
        value = getattr(flow, name)
        if value:
            parts.append(f"{name}={_plain(value)}")
    parts += [name for name in ("is_journey", "is_recovery") if getattr(flow, name)]
    return " ".join(parts)


# ── the drawing ──────────────────────────────────────────────────────────────────────────────────────────────────────────────


def _drawing(drawing: Drawing) -> Iterator[str]:
    yield f"size {_px(drawing.width)} × {_px(drawing.height)}"
    yield f"title {_lines(drawing.title)}"
    yield f"description {drawing.description}"
    yield from (f"phase {one.key} {_box(one.box)} {_lines(one.lines)}" for one in drawing.phases)
    for step in drawing.steps:
        border = "" if step.border is None else f" border {_px(step.border)}"
        yield f"step {step.key} {_box(step.box)}{border} {_lines(step.lines)}"
    for lane in drawing.lanes:
        yield f"lane {lane.key} {_box(lane.box)} {_lines(lane.lines)}"
    yield from (f"line {one.kind} y {_px(one.y)} {_lines(one.lines)}" for one in drawing.lines)
    for card in drawing.cards:
        marks = [name for name in ("is_automatic", "is_optional", "link") if getattr(card, name)]
        yield " ".join(["card", card.key, card.form, *marks, _box(card.box), _lines(card.lines)])
        if card.gear:
            yield f"  gear {_box(card.gear)}"
        yield f"  named {card.name}"
    for route in drawing.routes:
        way = " ".join(f"{_px(x)},{_px(y)}" for x, y in route.points)
        label = f" label {_box(route.label_box)} {_lines(route.label)}" if route.label_box else ""
        flags = "".join(f" {name}" for name in ("is_fork", "is_join") if getattr(route, name))
        ends = [("leaves", route.leaves), ("meets", route.meets)]
        stems = "".join(f" {name} {_px(at[0])},{_px(at[1])}" for name, at in ends if at)
        yield f"route {route.source} {route.kind} {route.target}{flags} {way}{stems}{label}"
    for one in drawing.junctions:
        yield f"{one.kind} {one.card} {_px(one.x)},{_px(one.y)} {'upright' if one.upright else 'level'}"
    yield from (
        f"badge {one.point} {_box(one.box)} risk {one.risk} named {one.name}" for one in drawing.badges
    )
    for name in ("emotions", "times", "metrics"):
        for row in getattr(drawing, name):
            yield f"{name} {_shape(row)}"
    yield from (f"legend {one.sign} {one.line.text}" for one in drawing.legend)


def _shape(shape: Any) -> str:
    """The shapes under the lanes, by their fields."""
    if isinstance(shape, Box):
        return _box(shape)
    if isinstance(shape, TextLine):
        return _quoted(shape.text)
    if isinstance(shape, tuple):
        return "(" + ", ".join(_shape(one) for one in shape) + ")"
    if is_dataclass(shape):
        parts = [(field.name, getattr(shape, field.name)) for field in fields(shape)]
        return (
            "{"
            + " ".join(f"{name}={_shape(value)}" for name, value in parts if value not in (None, ()))
            + "}"
        )
    return f"{shape:.0f}" if isinstance(shape, float) else str(shape)


def _px(value: float) -> str:
    return f"{value:.0f}"


def _box(box: Box) -> str:
    return f"[{_px(box.x)},{_px(box.y)} {_px(box.width)}×{_px(box.height)}]"


def _lines(lines: tuple[TextLine, ...]) -> str:
    return " / ".join(line.text for line in lines)
