"""The catalogues: their laws among themselves, that code and catalogues agree key by key, and what stands in no other place."""

from __future__ import annotations

import ast
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest

import blueprint.words.catalogues as catalogues
from blueprint import render_as
from blueprint.checks import RULES
from blueprint.compiler import compile_source
from blueprint.properties import PROPERTIES
from blueprint.source import Source
from blueprint.values import Duration
from blueprint.words import (
    LANGUAGES,
    best_language,
    catalogue,
    in_words,
    listing,
    phrase,
    script_direction,
    spoken_in,
    word,
)
from blueprint.words.catalogues import find, gaps, match
from blueprint.words.labels import Words
from blueprint.words.plurals import category

from ..code import MODULES, tree_of
from ..paths import ROOT

TEMPLATES = sorted((ROOT / "renderers").rglob("*.j2"))
#: Languages whose catalogue must have everything, and those that must have the words of pictures, pages and tables, so that only messages
#: are English; of these and of others the tests say what is missing.
COMPLETE = {"zh", "zh-Hant"}
WITHOUT_MESSAGES = {"ar", "es", "ja"}
#: Keys of what is said to who writes blueprints, and of what `blueprint new` writes.
_MESSAGE = re.compile(r"(BP\d{3}|rule|message|starter|cli)\.?")
_KEY = re.compile(
    r"BP\d{3}(\.[a-z0-9]+(-[a-z0-9]+)*)*|rule\.BP\d{3}\.(title|why)|[a-z]+(\.[a-z0-9]+(-[a-z0-9]+)*)+"
)
_TWINS = (".zero", ".one", ".two", ".few", ".many")
_CHINESE = r"[\u3400-\u9fff“”]"
#: Where keys of an area are looked for: the folders that name them without it.
_AREAS = {
    "report": "renderers/report", "manual": "renderers/manual", "site": "renderers/site", "text": "renderers/text",
    "page": "renderers/page", "charts": "renderers/charts",
}  # fmt: skip
#: Keys that are values of the model, and stand nowhere in the code.
_BY_VALUE = {
    "as-is", "to-be", "pilot", "low", "medium", "high", "unrated", "local", "global", "customer", "company", "observed",
    "assumed", "proposed", "simple", "complex", "policy", "note", "see", "error", "warning", "info", "before", "after",
    "manual", "assisted", "decision", "event", "start", "end", "moment", "fail",
}  # fmt: skip


def plural(key: str) -> str:
    """The key of which a key is the twin for some numbers, or the key itself."""
    base, dot, last = key.rpartition(".")
    return base if f"{dot}{last}" in _TWINS and base in catalogue("en") else key


# ── the catalogues among themselves ─────────────────────────────────────────────────────────────────────────


def missing(language: str) -> list[str]:
    """What a language lacks; rules are told of in English by their own pages, so that every other language has to say it."""
    rules = [f"rule.{rule.code}.{part}" for rule in RULES for part in ("title", "why")]
    wanted = {*map(plural, catalogue("en")), *rules}
    return sorted(wanted - set(map(plural, catalogue(language))))


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_text_is_there_in_every_language(language):
    lacking = missing(language)
    if language in COMPLETE:
        assert lacking == []
    if language in WITHOUT_MESSAGES:
        assert [key for key in lacking if not _MESSAGE.match(key)] == []
    if lacking:
        pytest.xfail(f"{language} lacks {len(lacking)} texts: {', '.join(lacking)}")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_no_language_has_texts_that_nobody_says(language):
    rules = {f"rule.{rule.code}.{part}" for rule in RULES for part in ("title", "why")}
    assert sorted(set(map(plural, catalogue(language))) - set(map(plural, catalogue("en"))) - rules) == []


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_has_the_values_of_the_original(language):
    english, own = catalogue("en"), catalogue(language)
    differing = [key for key in english if key in own and gaps(own[key]) != gaps(english[key])]
    # A twin for one thing may leave its number out.
    assert [key for key in differing if plural(key) == key] == []
    twins = [key for key in own if plural(key) != key]
    assert [key for key in twins if not gaps(own[key]) <= gaps(english[plural(key)])] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_keys_are_written_in_one_way_and_in_order(language):
    written = json.loads((ROOT / "blueprint" / "words" / f"{language}.json").read_text("utf-8"))
    assert list(written) == sorted(written)
    assert [key for key in written if not _KEY.fullmatch(key)] == []
    assert [key for key, text in written.items() if not text] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_twin_for_a_number_has_a_text_for_the_others(language):
    assert {plural(key) for key in catalogue(language)} <= set(catalogue(language))


def test_no_area_says_again_what_is_a_term():
    repeated = []
    for key, text in catalogue("en").items():
        term = f"term.{key.partition('.')[2]}"
        if key != term and term in catalogue("en"):
            both = [
                (catalogue(one)[key], catalogue(one)[term])
                for one in LANGUAGES
                if key in catalogue(one) and term in catalogue(one)
            ]
            # Things are said in messages as they are written there: `role`, not `Role`.
            if all(own == shared for own, shared in both):
                repeated.append((key, text))
    assert repeated == []


#: English texts that have more than one translation, by language, and why.
_SEVERAL = {
    "zh": {
        "customer": "what the language has several words for, and these words themselves",
        ", ": "things in a row are parted by 、, parts of a sentence by ，",
        "Steps": "in registers it stands beside 步骤, the step of the row",
        "Value": "a number in charts, what work is worth elsewhere",
        "Where": "asked by customers in a guide, the title of a column in a report",
        "nor does this one": "Chinese repeats the verb of the finding",
        "nor this one": "Chinese repeats the verb of the finding",
        "wait": "a time on cards, a lettered point (W) in the legend",
    },
    "ja": {
        "Steps": "in registers it stands beside ステップ, the step of the row",
        "Value": "a number in charts, what work is worth elsewhere",
    },
    "es": {},
    "ar": {"Where": "asked by customers in a guide, the title of a column in a report"},
}


@pytest.mark.parametrize("language", _SEVERAL)
def test_the_same_english_text_has_the_same_translation(language):
    found: dict[str, set[str]] = {}
    for key, text in catalogue("en").items():
        if key in catalogue(language) or language in COMPLETE:
            found.setdefault(text, set()).add(catalogue(language).get(key, text))
    assert {text for text, several in found.items() if len(several) > 1} == set(_SEVERAL[language])


#: Words that are written in Spanish as in English, and abbreviations; everything else that is equal was forgotten.
_EQUAL = {
    "ja": {"RPN"},
    "es": {
        "Backstage", "Blueprint", "Frontstage", "Id", "Idea", "Ideas", "Roles", "Total", "Zoom {share} %",
        "backstage", "frontstage", "global", "local", "manual", "min", "no",
    },
}  # fmt: skip


@pytest.mark.parametrize("language", _EQUAL)
def test_no_text_is_left_in_english(language):
    own = catalogue(language)
    equal = {
        text
        for key, text in catalogue("en").items()
        if key in own and own[key] == text and re.search("[A-Za-z]{2}", re.sub(r"\{\w+\}", "", text))
    }
    assert equal == _EQUAL[language]


def test_chinese_sentences_are_chinese_with_chinese_punctuation():
    english, foreign = catalogue("en"), re.compile(rf"{_CHINESE}[,.;:!?] ?{_CHINESE}")
    own = {key: text for key, text in catalogue("zh").items() if not key.startswith("starter.")}
    assert [key for key, sentence in own.items() if foreign.search(sentence)] == []
    # Signs alone need no words.
    latin = {f"term.{key}" for key in ("rpn", "severity.short", "occurrence.short", "detection.short")}
    latin |= {"page.filter.shown", "report.tile.of"}
    words = {key for key, text in english.items() if re.search("[A-Za-z]", re.sub(r"\{\w+\}", "", text))}
    said = {key: re.sub(r"\{\w+\}", "", own.get(key, "汉")) for key in words - latin}
    assert [key for key, text in said.items() if not re.search(_CHINESE, text)] == []


# ── the catalogues and the code ─────────────────────────────────────────────────────────────────────────────


class Call(NamedTuple):
    """A place in the code that says something: the function, the key as a literal, the names of the values."""

    place: str
    area: str
    function: str
    keys: tuple[str, ...] | None
    values: frozenset[str | None]


def area_of(path: Path) -> str:
    """The area whose keys a file names without it."""
    name = path.relative_to(ROOT).as_posix()
    return next((area for area, folder in _AREAS.items() if name.startswith(f"{folder}/")), "")


def literals(node: ast.expr | None) -> tuple[str, ...] | None:
    """The texts that an expression may be; None where it is worked out."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return (node.value,)
    if isinstance(node, ast.IfExp):
        one, other = literals(node.body), literals(node.orelse)
        return (*one, *other) if one and other else None
    return None


def _calls() -> Iterator[Call]:
    """Every place that says something by a key."""
    for path in MODULES:
        area = area_of(path)
        names = {"phrase", "word", "words"}
        if area in ("manual", "text"):
            names |= {"say", "_say", "self"}
        for node in ast.walk(tree_of(path)):
            if not isinstance(node, ast.Call):
                continue
            is_method = isinstance(node.func, ast.Attribute)
            called = node.func.attr if is_method else getattr(node.func, "id", "")
            # Other things have a method `word`.
            if called not in names or not node.args or (is_method and called == "word"):
                continue
            values = frozenset(keyword.arg for keyword in node.keywords)
            yield Call(
                f"{path.relative_to(ROOT)}:{node.lineno}", area, called, literals(node.args[0]), values
            )


@cache
def calls() -> tuple[Call, ...]:
    return tuple(_calls())


def known(key: str, area: str) -> str | None:
    """The text that a call gets."""
    found = find(f"{area}.{key}", "en") if area else None
    found = found or find(f"page.{key}", "en") if area == "charts" else found
    found = found or find(key, "en")
    return found.text if found else None


def test_outside_the_rules_keys_of_messages_are_literals_so_that_they_can_be_found():
    computed = [
        one.place for one in calls() if one.function == "phrase" and (one.keys is None or None in one.values)
    ]
    assert [place for place in computed if not place.startswith("blueprint/checks/")] == []


def test_every_key_of_the_code_is_in_the_catalogue():
    used = [(one, key) for one in calls() for key in one.keys or ()]
    assert len(used) > 1000
    assert [(one.place, key) for one, key in used if known(key, one.area) is None] == []
    templates = [
        (path, key)
        for path in TEMPLATES
        for key in re.findall(r'\b(?:words|say)\("([^"]+)"', path.read_text("utf-8"))
    ]
    assert len(templates) > 30
    assert [(path.name, key) for path, key in templates if known(key, area_of(path)) is None] == []


def test_keys_of_messages_are_no_terms_by_accident():
    used = [(one.place, key) for one in calls() if one.function == "phrase" for key in one.keys or ()]
    assert [one for one in used if one[1].startswith("BP") and one[1] not in catalogue("en")] == []


def test_the_code_gives_the_values_that_the_text_has():
    differing = []
    for one in calls():
        for key in one.keys or ():
            text = known(key, one.area)
            # Without values, gaps are left for a script to fill.
            if text is None or None in one.values or (one.function != "phrase" and not one.values):
                continue
            if not gaps(text) <= one.values:
                differing.append((one.place, key, gaps(text) - one.values))
    assert differing == []


def test_what_may_be_said_of_one_thing_gets_its_number():
    counted = {plural(key) for key in catalogue("en") if plural(key) != key}
    assert [
        one.place for one in calls() for key in one.keys or () if key in counted and "count" not in one.values
    ] == []


@cache
def written(folder: str) -> tuple[frozenset[str], tuple[re.Pattern[str], ...]]:
    """All texts of the code in a folder, and those with gaps as patterns: a key may be put together."""
    texts: set[str] = set()
    patterns = []
    for path in MODULES:
        if not path.relative_to(ROOT).as_posix().startswith(folder):
            continue
        for node in ast.walk(tree_of(path)):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                texts.add(node.value)
            elif isinstance(node, ast.JoinedStr):
                parts = [
                    re.escape(part.value) if isinstance(part, ast.Constant) else r"[\w-]+"
                    for part in node.values
                ]
                # One that is nearly all gap would mean every key.
                if len(parts) > 1 and re.match(r"[A-Za-z]{2}", parts[0]):
                    patterns.append(re.compile("".join(parts)))
                elif parts[1:] == [r"\.label"]:
                    patterns.append(re.compile(r"BP\d{3}\.label"))
    for path in TEMPLATES:
        if path.relative_to(ROOT).as_posix().startswith(folder):
            texts |= set(re.findall(r'\("([^"]+)"', path.read_text("utf-8")))
    return frozenset(texts), tuple(patterns)


def is_named(name: str, folder: str) -> bool:
    texts, patterns = written(folder)
    return name in texts or any(one.fullmatch(name) for one in patterns)


@cache
def of_properties() -> tuple[str, ...]:
    """The keys of names that outputs have for properties of actions, and what keys of their values begin with."""
    areas = {"card": "picture", "panel": "report", "text": "text", "manual": "manual"}
    found: set[str] = set()
    for one in PROPERTIES:
        places = [(areas[name], getattr(one, name)) for name in areas if getattr(one, name)]
        for area, place in (*places, *(("column", place) for place in one.registers)):
            found |= {*place.words} or {f"{area}.{one.keyword}", f"{area}.{one.keyword}."}
    return tuple(found)


def is_of_property(key: str) -> bool:
    """Whether a property is called so, or one of its values; what a term is, areas may say."""
    area, _, rest = key.partition(".")
    keys = [f"{one}.{rest}" for one in ("picture", "column", *_AREAS)] if area == "term" else [key]
    return any(
        own == known or (known.endswith(".") and own.startswith(known))
        for own in keys
        for known in of_properties()
    )


def is_used(key: str) -> bool:
    """Whether the code names a key, whole or without its area."""
    area, _, rest = key.partition(".")
    if is_of_property(key) or is_named(key, "") or (area in ("term", *_AREAS) and rest in _BY_VALUE):
        return True
    if area == "term":
        return any(
            is_named(f"{one}.{rest}", "") or is_named(rest, folder) for one, folder in _AREAS.items()
        ) or any(is_named(f"{one}.{rest}", "") for one in ("picture", "column", "register", "message"))
    return area in _AREAS and is_named(rest, _AREAS[area])


def test_every_key_of_the_catalogue_is_used():
    given = {"list.and", "list.or", "list.comma"}
    # What stands under `cli.` is found by its English texts: tests/cli/test_spoken.py.
    keys = [key for key in map(plural, catalogue("en")) if not key.startswith("cli.")]
    assert [key for key in keys if key not in given and not is_used(key)] == []


# ── words in no other place ─────────────────────────────────────────────────────────────────────────────────

#: Chinese in the code that is no word of ours, and why it is there.
_READ = "is read, not written: "
_NOT_OURS = {
    "blueprint/syntax/lexer.py": _READ + "full-width signs and units",
    "blueprint/syntax/messages.py": _READ + "mistakes that people make with full-width signs and units",
    "blueprint/syntax/habits.py": _READ + "working days and quotation marks",
    "blueprint/words/phrases.py": "units as a file says them, for somebody to type",
    "blueprint/syntax/repairs.py": _READ + "full-width brackets",
    "blueprint/syntax/tree_builder.py": _READ + "what may be escaped in quotation marks",
    "blueprint/syntax/line_format.py": _READ + "quotation marks that are made straight",
    "blueprint/syntax/formatter.py": _READ + "full-width braces",
    "blueprint/resolver/flows.py": _READ + "full-width arrows",
    "blueprint/resolver/names.py": _READ + "texts in quotation marks",
    "blueprint/resolver/__init__.py": _READ + "the keyword that tells the language of a file",
    "blueprint/values.py": _READ + "units",
    "blueprint/words/customers.py": _READ + "texts in quotation marks",
    "blueprint/checks/suppressions.py": _READ + "full-width signs in comments",
    "blueprint/model.py": _READ + "units of percentages",
    "blueprint/checks/flow/fork_with_conditions.py": _READ + "conditions of authors",
    "blueprint/checks/flow/same_answers.py": _READ + "punctuation that makes no difference",
    "blueprint/checks/text/vague_text.py": _READ + "vague words of authors",
    "blueprint/checks/text/compound_action.py": _READ + "conjunctions of authors",
    "blueprint/checks/text/damaged_text.py": _READ + "what damaged encodings leave",
    "blueprint/cli/run/looks.py": _READ + "a full-width comma between names of lanes",
    "blueprint/cli/tables/as_csv.py": _READ + "full-width signs that spreadsheets take for formulas",
    "blueprint/checks/measures/standard_unmeasurable.py": _READ + "numbers in the words of authors",
    "blueprint/syntax/brace_pairs.py": _READ + "the ideographic space",
    "blueprint/layout/text/metrics.py": "which characters are wide (Unicode)",
    "blueprint/layout/text/wrapping.py": "where lines may break (Unicode, kinsoku)",
    "blueprint/layout/text/breaks.py": "where lines may break (Unicode, kinsoku)",
    "blueprint/cli/help_text.py": "where lines may break",
    "blueprint/words/scripts.py": "characters by which texts are told apart",
    "blueprint/cli/commands/new.py": "an example in a help text",
}


def chinese_texts(tree: ast.Module) -> Iterator[str]:
    """Texts with Chinese characters or punctuation, but for docstrings."""
    docs = set()
    for node in ast.walk(tree):
        if (
            isinstance(node, ast.Module | ast.ClassDef | ast.FunctionDef)
            and ast.get_docstring(node) is not None
        ):
            docs.add(id(node.body[0].value))
    for node in ast.walk(tree):
        text = (
            getattr(node, "value", None) if isinstance(node, ast.Constant) and id(node) not in docs else None
        )
        if isinstance(text, str) and re.search(r"[\u3000-\u9fff\uff00-\uffef]", text):
            yield text


def test_no_words_stand_outside_the_catalogues():
    found = {path.relative_to(ROOT).as_posix(): list(chinese_texts(tree_of(path))) for path in MODULES}
    assert {name: texts for name, texts in found.items() if texts and name not in _NOT_OURS} == {}
    assert [name for name in _NOT_OURS if not found.get(name)] == [], "no longer needed"


# ── choosing a catalogue ────────────────────────────────────────────────────────────────────────────────────


@pytest.fixture
def others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A folder of catalogues to which a test may add some; `reread` makes them known."""
    for name in ("en", "zh"):
        (tmp_path / f"{name}.json").write_bytes((ROOT / "blueprint" / "words" / f"{name}.json").read_bytes())
    monkeypatch.setattr(catalogues, "_FOLDER", tmp_path)
    yield tmp_path
    monkeypatch.undo()
    forget()


def forget() -> None:
    from blueprint.words import phrases, times

    for cached in (
        catalogues.match,
        catalogues.catalogue,
        catalogues._chain,
        catalogues._find,
        times._units,
        phrases._spellings,
    ):
        cached.cache_clear()


def reread(folder: Path, monkeypatch: pytest.MonkeyPatch, **texts: dict[str, str]) -> None:
    for name, own in texts.items():
        (folder / f"{name.replace('_', '-')}.json").write_text(json.dumps(own), encoding="utf-8")
    rest = sorted({path.stem for path in folder.glob("*.json")} - {"en"})
    monkeypatch.setattr(catalogues, "LANGUAGES", ("en", *rest))
    forget()


@pytest.mark.parametrize(
    ("tag", "best"),
    [
        ("en", "en"), ("en-US", "en"), ("zh", "zh"), ("zh-Hans", "zh"), ("zh_CN.UTF-8", "zh"), ("ZH", "zh"), ("zh-Hant", "zh-Hant"),
        ("zh_TW.UTF-8", "zh-Hant"), ("zh-HK", "zh-Hant"), ("ar-EG", "ar"),
        ("de", "en"), ("C.UTF-8", "en"), ("zho", "en"), ("x--y", "en"), ("", "en"), (None, "en"),
    ],
)  # fmt: skip
def test_the_best_catalogue_for_a_tag(tag, best):
    assert best_language(tag) == best


def test_a_more_exact_catalogue_goes_first_and_falls_back_to_the_wider_one(others, monkeypatch):
    reread(others, monkeypatch, zh_Hant={"term.owner": "負責人"}, pt={"term.owner": "Responsável"})
    assert [best_language(tag) for tag in ("zh-Hant-TW", "zh_TW.UTF-8", "zh-HK", "zh-Hans", "pt-BR")] == [
        "zh-Hant", "zh-Hant", "zh-Hant", "zh", "pt",
    ]  # fmt: skip
    assert (word("term.owner", "zh-TW"), word("term.target", "zh-TW")) == ("負責人", "目标值")
    assert (word("term.owner", "pt-BR"), word("term.target", "pt-BR")) == ("Responsável", "Target")


def test_a_language_without_catalogue_is_spoken_to_in_english():
    assert in_words(phrase("BP006"), "xx") == "this block is not closed"
    assert catalogue("xx") == {}
    assert match("xx") is None


def test_how_a_language_is_written():
    rtl = [
        tag
        for tag in ("ar", "he-IL", "az-Arab", "AR_eg", "en", "az", "ar-Latn", None)
        if script_direction(tag) == "rtl"
    ]
    assert rtl == ["ar", "he-IL", "az-Arab", "AR_eg"]


def test_an_area_has_its_own_words_before_those_of_all(others, monkeypatch):
    assert (Words("en", "report")("moment"), Words("en", "text")("moment")) == (
        "Moment of truth",
        "moment of truth",
    )
    assert Words("en", "report")("page.tools") == "Picture controls"
    with pytest.raises(KeyError):
        Words("en", "report")("nothing of this name")
    with pytest.raises(KeyError):
        word("report.nothing", "en")


def test_what_fills_a_gap_is_not_looked_at_again():
    assert word("term.quote", "en", text="{text} {0} %s") == "“{text} {0} %s”"


def test_forms_for_numbers(others, monkeypatch):
    assert [category("en", count) for count in (0, 1, 2)] == ["other", "one", "other"]
    assert [category("ar", count) for count in (0, 1, 2, 3, 11, 100)] == [
        "zero",
        "one",
        "two",
        "few",
        "many",
        "other",
    ]
    assert [category("ru", count) for count in (1, 2, 5, 11, 21, 22)] == [
        "one",
        "few",
        "many",
        "many",
        "one",
        "few",
    ]
    assert [category("fr-CA", count) for count in (0, 1, 2)] == ["one", "one", "other"]
    reread(
        others,
        monkeypatch,
        ru={"message.count.files": "{count} файлов", "message.count.files.one": "{count} файл"},
    )
    assert [in_words(phrase("message.count.files", count=count), "ru") for count in (1, 5, 21)] == [
        "1 файл", "5 файлов", "21 файл",
    ]  # fmt: skip


# ── a language is one file ──────────────────────────────────────────────────────────────────────────────────

ALL = (ROOT / "examples" / "hotel-stay.blueprint").read_text("utf-8")


@pytest.mark.parametrize("kind", ["html", "svg", "text"])
def test_another_language_is_one_file(others, monkeypatch, kind):
    """Every text of another language that is asked for is said, in every output, and no English one."""
    foreign = {
        key: f"·{'' if key.startswith('unit.') else key}{''.join(f'{{{gap}}}' for gap in sorted(gaps(text)))}·"
        for key, text in catalogue("en").items()
    }
    reread(others, monkeypatch, de=foreign)
    told, left = rendered("de", kind)
    assert left == []
    assert "·" in told


def rendered(language: str, kind: str) -> tuple[str, list[str]]:
    """What a blueprint of a language looks like, and the English texts in it that are a whole line."""
    compiled = compile_source(
        Source("hotel", ALL.replace("state as-is", f"state as-is\nlanguage {language.replace('-', '_')}", 1))
    )
    assert compiled.blueprint
    assert compiled.blueprint.language == language
    told = render_as(compiled, kind)
    assert isinstance(told, str)
    told = re.sub(
        r"<style.*?</style>|<script.*?</script>|<section id=\"source\".*", "", told, flags=re.DOTALL
    )
    lines = set(re.sub(r"<[^>]*>", "\n", told).split("\n"))
    left = [
        text
        for key, text in catalogue("en").items()
        if len(text) > 4
        and not gaps(text)
        and catalogue(language).get(key) != text
        and text in lines
        and text not in ALL
    ]
    return told, left


@pytest.mark.parametrize("kind", ["html", "svg", "text", "manual-md"])
@pytest.mark.parametrize("language", sorted(COMPLETE | WITHOUT_MESSAGES))
def test_what_has_a_translation_is_not_said_in_english(language, kind):
    told, left = rendered(language, kind)
    own = catalogue(language)
    translated = {text for key, text in catalogue("en").items() if key in own} - set(own.values())
    assert [text for text in left if text in translated] == []
    assert catalogue(language)["line.visibility"] in told or kind != "svg"


def test_a_sentence_in_english_has_nothing_of_the_reader_s_language_in_it():
    """Where a language has no messages, their values are English, too: no `a、b または c` in an English sentence."""
    several = listing(["a", "b"], "or")
    assert in_words(phrase("message.did-you-mean", name=several), "ja") == "did you mean 'a or b'?"
    assert (in_words(several, "ja"), in_words(Duration(90), "ja")) == ("aまたはb", "1 分 30 秒")
    assert (spoken_in("message.error", "ja"), spoken_in("term.colon", "ja")) == ("en", "ja")


#: A language that is written from right to left, and has no catalogue.
PERSIAN = """
blueprint b "خدمت"
language fa
role r "کارمند"
step s "رزرو" {
  customer c "رزرو می‌کند" wait 5m
  -> frontstage f "خوشامد می‌گوید" by r time 3m..4m
}
"""


def test_words_that_run_the_other_way_are_set_apart():
    compiled = compile_source(Source("persian", PERSIAN))
    svg, html = render_as(compiled, "svg"), render_as(compiled, "html")
    assert "کارمند · \u20663–4 min\u2069" in svg
    assert '<h2 id="picture-title">\u2066Picture\u2069</h2>' in html
    assert "\u20663–4 min\u2069" in render_as(compiled, "text")
    # Where signs are read one by one there are none.
    assert not {"\u2066", "\u2069"} & {*render_as(compiled, "manual-md")}
    letters = re.sub("[\u0600-\u06ff\u200c]+", "x", PERSIAN).replace("language fa", "language en")
    english = render_as(compile_source(Source("english", letters)), "html")
    assert not {"\u2066", "\u2069"} & set(english)


def test_signs_run_as_what_is_around_them():
    assert (word("term.comma", "fa"), word("term.quote", "fa", text="ا")) == (", ", "“ا”")
    assert word("term.owner", "fa") == "\u2066Owner\u2069"
    assert word("term.at-most", "fa", count=2) == "\u2066at most 2 times\u2069"


def test_what_a_language_has_itself_is_not_set_apart(others, monkeypatch):
    reread(others, monkeypatch, ar={"term.owner": "المسؤول", "unit.minute": "د"})
    assert (word("term.owner", "ar"), Words("ar").seconds(120)) == ("المسؤول", "2 د")


# ── what costs time ─────────────────────────────────────────────────────────────────────────────────────────


def test_neither_checking_nor_drawing_loads_babel():
    code = (
        "import sys, blueprint\n"
        f"compiled = blueprint.load({str(ROOT / 'examples' / 'hotel-stay.blueprint')!r})\n"
        "[one.message_in('zh') for one in compiled.diagnostics]\n"
        "[blueprint.render_as(compiled, kind) for kind in ('svg', 'text', 'json', 'dot')]\n"
        "print([name for name in sys.modules if name.startswith('babel')])"
    )
    result = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert result.stdout == "[]\n"
