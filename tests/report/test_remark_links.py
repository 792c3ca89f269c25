"""Of what is remarked, the addresses of `see` alone become links, in the report and in the manual."""

from __future__ import annotations

import re

import pytest

from blueprint.compiler import compile_source
from blueprint.render import find
from blueprint.scene import scene
from blueprint.source import Source

WORDS = ["Approval", "先到先得", "forms/7b", "https://e.org/note", "me@e.org", "mailto:me@e.org"]
ADDRESS = "https://e.org/handbook"


@pytest.mark.parametrize("kind", ["html", "manual", "svg"])
def test_words_of_notes_and_policies_are_no_addresses(kind: str) -> None:
    remarks = "\n".join(f'note "{text}"\npolicy "{text}"' for text in WORDS)
    action = f'customer a "A" {{\n{remarks}\nsee "{ADDRESS}"\n}}'
    text = f'blueprint b "B"\n{remarks}\nstep s "S" {{\n{remarks}\n{action}\n-> frontstage f "F"\n}}\n'
    compiled = compile_source(Source("b.blueprint", text))
    assert compiled.is_sound
    page = find(kind).render(scene(compiled))
    assert isinstance(page, str)
    leads = {address for address in re.findall(r'href="([^"#][^"]*)"', page) if "data:" not in address}
    assert leads == {ADDRESS}
