"""What holds of the names of every text: each is kept with all its places.

The proof that none is missing: put another word in all places of a name, and the text means what it meant before, but for that word.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache, partial
from pathlib import Path
from unicodedata import normalize

import pytest
from blueprint.grammar import english_by_terminal, terminals_by_spelling

from blueprint import Compiled, Source, compile_source
from blueprint.files import decode
from blueprint.model import Ref
from blueprint.resolver import Refusal
from blueprint.resolver.symbols import _NAMESPACES, Symbol
from blueprint.syntax.lexer import TWINS
from blueprint.syntax.parser import read

from ..examples import compiled as example
from ..golden import CASES, cases, read_case, sound_cases
from ..paths import EXAMPLES, ROOT

BROKEN = sorted((ROOT / "tests" / "broken").glob("*.blueprint"))
#: No text has it, and no name is a slip of it.
FRESH = "Ersatzwort_0"

#: Everything that can be said with a name, each at least twice, in the odd ways that the language allows.
ALL = """
蓝图 everything
import "shared"
泳道 {
  evidence
  customer customer "Guest" by guest
  --- interaction ---
  frontstage desk by clerk via counter using till
  frontstage 前台二 by clerk
  --- visibility ---
  支持
}
owner clerk
removes old . greet "gone"
risk flood "Flood" owner clerk { prevent "Pumps" by clerk }
goal faster "Faster" metric waiting change 10% addresses queue, flood owner clerk
feedback line "Line" via counter after order . greet owner clerk
pilot trial "Trial" scope order, pay
persona guest_a "A"
metric waiting2 kind csat owner clerk
metric waiting3 kind csat
phase p "P" {
  owner clerk
  step order {
    owner clerk
    evidence menu "Menu" at greet tracks waiting
    customer ask "Asks" for guest_a, guest_b input wish, wish output wish tracks waiting, waiting
    -> desk greet "Greets" replaces old.greet, hello for guest_a when "yes" max 2 carries wish {
      fail slow "Slow" owner clerk { prevent "Train" by clerk; recover "Again" !> order.ask; recover "Calm" !> calm }
      pain queue "Queue" owner clerk
    }
    greet ~> 前台二 calm "Calms" due 5m after ask standard "Fast" metric waiting
    support "Cooks" due 5m before order.greet
    calm -> ask, ask, pay.take when within 5m.. carries wish, sauce for guest_b
  }
  ask -> calm
}
step pay {
  顾客 "Pays" wait 5m
  desk take "Takes" decision using till, till
  take -> pay.take, support when carries wish
  take !> support
  前台二 support "Helps" decision
  idea open "Open" addresses slow, queue, ask_why owner clerk
  idea next "Next" addresses open
  question ask_why "Why?" owner clerk
}
pay.take -> pay.support
"""
SHARED = """
role clerk
role guest
channel counter owner clerk
system till owner clerk
metric waiting "Waiting" kind csat
persona guest_b
"""


@cache
def everything() -> Compiled:
    sources = {"everything": Source("everything", ALL), "shared": Source("shared", SHARED)}
    return compiled_from(sources, "everything")


def test_the_text_with_everything_is_sound_and_has_every_kind_of_name():
    compiled = everything()
    assert [(one.span.line, one.message) for one in compiled.errors] == []
    assert {one.namespace for one in compiled.symbols} == set(_NAMESPACES.values())
    used = {one.kind for one in compiled.symbols if one.uses}
    # Nothing in the language refers to these.
    unused = {"blueprint", "phases", "goals", "feedback", "pilots", "things"}
    assert used | unused == {one.kind for one in compiled.symbols}
    assert not used & unused


def compiled_from(sources: dict[str, Source], name: str) -> Compiled:
    return compile_source(sources[name], lambda _, path: sources.get(path) or Refusal(path))


@cache
def broken(path: Path) -> Compiled:
    source = decode(path.read_bytes(), path.name)
    assert isinstance(source, Source)
    return compile_source(source)


def case(path: Path) -> object:
    return pytest.param(partial(read_case, path), id=str(path.relative_to(CASES)))


# Each text is made when a test asks for it, not while tests are looked for.
OURS = [pytest.param(partial(example, path), id=path.stem) for path in EXAMPLES]
SOUND = [pytest.param(everything, id="everything"), *map(case, sound_cases())]
TEXTS = [
    pytest.param(everything, id="everything"),
    *OURS,
    *map(case, cases()),
    *(pytest.param(partial(broken, path), id=f"broken/{path.name}") for path in BROKEN),
]


def as_name(text: str) -> str:
    """A word as the lexer reads it."""
    return normalize("NFC", text.translate(TWINS))


def as_keyword(text: str) -> str | None:
    terminal = terminals_by_spelling().get(as_name(text))
    return english_by_terminal()[terminal] if terminal else None


@pytest.mark.parametrize("made", TEXTS)
def test_in_each_place_of_a_name_that_name_is_written(made: Callable[[], Compiled]):
    compiled = made()
    seen = set()
    for symbol in compiled.symbols:
        for span in symbol.name_places:
            # A lane may call itself by its kind, in any language.
            is_written = symbol.name in (as_name(span.text), as_keyword(span.text))
            # The parser takes `check-in` for `check_in`, and says so.
            is_mended = (
                bool(compiled.errors) and symbol.name.startswith(span.text) and not symbol.can_be_renamed
            )
            assert is_written or is_mended, symbol
        for span in symbol.uses_by_kind:
            assert span in symbol.uses
            assert symbol.kind == "lanes"
            assert as_keyword(span.text), symbol
        for span in symbol.places:
            assert span not in seen, "a place belongs to one name"
            seen.add(span)


@pytest.mark.parametrize("made", TEXTS)
def test_a_name_is_found_by_each_of_its_places_and_by_what_it_names(made: Callable[[], Compiled]):
    compiled = made()
    symbols = compiled.symbols
    for symbol in symbols:
        for span in symbol.places:
            for offset in (span.start, span.end - 1, span.end):
                assert symbols.occurrence(span.source, offset) == (symbol, span)
                assert symbols.at(span.source.name, offset) is symbol
        assert symbols.of(symbol.ref) is symbol or symbol.is_unknown
    order = [compiled.sources.index(one.places[0].source) for one in symbols]
    assert order == sorted(order)


@pytest.mark.parametrize("made", TEXTS)
def test_each_thing_of_the_blueprint_with_a_name_has_its_symbol(made: Callable[[], Compiled]):
    compiled = made()
    if compiled.blueprint is None:
        return
    for kind in ("actions", "things", "steps", "phases", "fails", "pains", "ideas", "questions", "roles", "systems",
                 "channels", "personas", "metrics", "goals", "risks", "feedback", "pilots", "lanes"):  # fmt: skip
        for key, one in getattr(compiled.blueprint, kind).items():
            is_usual_lane = kind == "lanes" and not one.span.text
            has_name = "-" not in key.rpartition(".")[2] and not is_usual_lane
            symbol = compiled.symbols.of(Ref(kind, key))
            assert (symbol is not None and symbol.declaration is not None) or not has_name, (kind, key)
            if symbol and symbol.declaration and kind != "lanes":
                assert one.span.start <= symbol.declaration.start < one.span.end, (kind, key)


@pytest.mark.parametrize("made", SOUND + OURS)
def test_each_word_that_the_parser_took_for_a_name_is_one_of_a_symbol(made: Callable[[], Compiled]):
    compiled = made()
    before = ""
    for leaf in read(compiled.tree.source).leaves:
        # The tag of a language names nothing here.
        if leaf.terminal in ("NAME", "ORIGIN", "QUALIFIER") and before != "LANGUAGE":
            found = compiled.symbols.occurrence(leaf.span.source, leaf.span.start)
            assert found is not None, (leaf.text, leaf.span.line)
            assert found.span == leaf.span
        before = leaf.terminal


def renamed(compiled: Compiled, symbol: Symbol) -> Compiled:
    """The text with another word in all places of a name."""
    texts = {source.name: source.text for source in compiled.sources}
    for span in sorted(symbol.name_places, key=lambda one: one.start, reverse=True):
        text = texts[span.source.name]
        texts[span.source.name] = text[: span.start] + FRESH + text[span.end :]
    sources = {name: Source(name, text) for name, text in texts.items()}
    return compiled_from(sources, compiled.tree.source.name)


def assert_renaming_changes_nothing(compiled: Compiled) -> None:
    before = repr(compiled.blueprint)
    count = 0
    for symbol in compiled.symbols:
        if not symbol.can_be_renamed:
            continue
        assert symbol.name is not None
        after = renamed(compiled, symbol)
        assert not after.errors, (symbol, [one.message for one in after.errors])
        found = repr(after.blueprint)
        assert FRESH in found or compiled.blueprint is None, symbol
        if symbol.kind == "lanes" and symbol.declaration:
            # The label of a lane that calls itself by its kind is that word, its key the English one.
            found = found.replace(f"label='{FRESH}'", f"label='{as_name(symbol.declaration.text)}'")
        assert found.replace(FRESH, symbol.name) == before, symbol
        count += 1
    assert count or not compiled.symbols


@pytest.mark.parametrize("made", SOUND)
def test_a_name_that_is_changed_in_all_its_places_means_the_same(made: Callable[[], Compiled]):
    compiled = made()
    assert not compiled.errors
    assert_renaming_changes_nothing(compiled)


@pytest.mark.slow
@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_a_name_of_an_example_that_is_changed_in_all_its_places_means_the_same(path: Path):
    assert_renaming_changes_nothing(example(path))
