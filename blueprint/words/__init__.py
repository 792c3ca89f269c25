"""All texts of the program, apart from the code: one file per language, `en.json`, `zh.json` …

Comes in: a key, the values that stand in the text, the reader's language. Goes out: the text. The first part of a key is its area:

    BP401 …                       errors and findings: what is said, `.cure`, `.label`; `rule.BP401` why a rule matters
    message                       parts of those, and what commands say
    picture, text, report, manual, site, page (what all HTML pages have), starter (`blueprint new`)
    register, column              tables for other programs
    lane, line, unit, list        names of lanes and lines, units of time, how things in a row are joined
    term                          words that several areas have: what an area lacks is looked for here

`{name}` stands for a value. A key may have twins for numbers, which are used by the value `count`: `.one`, and `.zero`, `.two`,
`.few`, `.many` in languages that have such forms (`plurals`). English has every text; what another language lacks appears in English.

`phrase` is a text that is made when it is read, in the reader's language (diagnostics). `word` makes it at once, and so do the `Words`
of one language and area, with its numbers and dates (`labels`: pages). Deliberately absent: keywords (`blueprint.grammar`), help texts
of the command line.
"""

from .bidi import Direction
from .catalogues import LANGUAGES, best_language, catalogue, language_tag, script_direction, spoken_in, word
from .phrases import Keyword, Listing, Phrase, PhraseError, Text, Value, in_words, listing, phrase

__all__ = [
    "LANGUAGES",
    "Direction",
    "Keyword",
    "Listing",
    "Phrase",
    "PhraseError",
    "Text",
    "Value",
    "best_language",
    "catalogue",
    "in_words",
    "language_tag",
    "listing",
    "phrase",
    "script_direction",
    "spoken_in",
    "word",
]
