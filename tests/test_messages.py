"""The catalogues: every sentence in every language, with the same values."""

import re

import pytest

from blueprint.messages import LANGUAGES, catalogue, listing, phrase, say

GAP = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_every_sentence_is_there_in_every_language(language):
    english = {key for key in catalogue("en") if not key.endswith(".one")}
    assert {key for key in catalogue(language) if not key.endswith(".one")} == english


@pytest.mark.parametrize("language", LANGUAGES[1:])
def test_a_translation_has_the_values_of_the_original(language):
    own = catalogue(language)
    differing = [
        key
        for key, sentence in catalogue("en").items()
        if key in own and set(GAP.findall(own[key])) != set(GAP.findall(sentence))
    ]
    assert differing == []


def test_things_in_a_row_are_joined_as_the_language_does():
    row = listing(["a", "b", "c"])
    assert (say(row), say(row, "zh")) == ("a, b and c", "a、b和c")


def test_a_sentence_holds_what_the_user_wrote_unchanged():
    assert say(phrase("did-you-mean", name="{name}")) == "did you mean '{name}'?"
