"""Manuals are inert whatever the texts say."""

from __future__ import annotations

import re

import pytest
from blueprint.renderers.manual.as_markdown import text as in_markdown
from hypothesis import given
from hypothesis import strategies as st

from .shop import KINDS, Page, in_text, plain, write

HOSTILE = [
    "<script>alert(1)</script>", "<img src=x onerror=alert(1)>", "[x](javascript:alert(1))", "![x](http://e.org/x.png)",
    "`code`", "``` fence", "a | b", "# heading", "## two", "1. one", "2) two", "- item", "+ item", "* item", "> quote",
    "***bold***", "__under__", "~~gone~~", "--- rule", "=== line", "<http://e.org>", "http://e.org", "www.e.org",
    "me@e.org", "@someone", "ftp://e.org/x", "mailto:me@e.org", "&lt;b&gt;", "$x^2$", "\\\\[x]", "[^1]", "[x]: /u",
    "{{ 7 * 7 }}", "{% raw %}", "<!-- x -->", "line\\nbreak", "a\\n\\n# b", "a\\n- b", "\u202e", "]]>", "</style>", "12.", "-",
    "<a href=javascript:alert(1)>x</a>", "</svg><script>x</script>", "  indented", "\ttab", "a  ", "|---|---|",
]  # fmt: skip
#: What can begin markup in the midst of a line; behind a backslash it cannot.
BARE = re.compile(r"(?<!\\)(?:\\\\)*[`*_\[\]<>#|~&$]")


def hostile_blueprint(text: str) -> str:
    quoted = text.replace('"', '\\"')
    return f"""\
blueprint b "{quoted}"
language en
scope "{quoted}"
role r "{quoted}" of "{quoted}"
system y "{quoted}"
channel c "{quoted}"
persona p "{quoted}"
lanes {{
  evidence e "{quoted}"
  customer u "{quoted}"
  --- interaction "{quoted}" ---
  frontstage f "{quoted}" via c
  --- visibility ---
  backstage k "{quoted}" using y
}}
phase h "{quoted}" {{
  step s "{quoted}" {{
    e "{quoted}"
    u a "{quoted}" wait 2m
    -> f d "{quoted}" by r decision for p {{
      standard "{quoted}" within 2m
      script "{quoted}"
      expects "{quoted}"
      policy "{quoted}"
      note "{quoted}"
      fail x "{quoted}" {{
        prevent "{quoted}" every day by r
        recover "{quoted}" !> g
        owner r
      }}
    }}
    d -> k g "{quoted}" when "{quoted}"
    d -> f i "{quoted}" when "{quoted} "
  }}
}}
feedback l "{quoted}" via c after a {{
  thank "{quoted}"
  inform "{quoted}" within 2d
  owner r
}}
risk o "{quoted}" {{
  contingency "{quoted}" within 2m
  compensate "{quoted}"
  owner r
}}
"""


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("joined", [" ", "\\n"])
def test_no_text_becomes_markup_in_a_page(joined: str, kind: str):
    page = Page(write(hostile_blueprint(joined.join(HOSTILE)), kind))
    harmless = Page(write(hostile_blueprint("harmless"), kind))
    assert page.tags == harmless.tags
    assert {name for name, _ in page.attributes} <= {name for name, _ in harmless.attributes}
    assert not [
        link for link in page.links if re.match(r"\s*(javascript|data|vbscript):", link, re.IGNORECASE)
    ]


@pytest.mark.parametrize("kind", ["manual-md", "guide-md"])
@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_becomes_markup_in_markdown(text: str, kind: str):
    lines = in_text(hostile_blueprint(text), kind).splitlines()
    calm = in_text(hostile_blueprint("harmless"), kind).splitlines()
    assert len(lines) == len(calm), "a text has begun a line"
    for line, known in zip(lines, calm, strict=True):
        ours, _, told = known.partition("harmless")
        if not told and not ours.endswith("harmless") and "harmless" not in known:
            assert line == known
            continue
        assert line.startswith(ours), (line, known)
        rest = line[len(ours) :]
        # What is left are our own signs of emphasis, as many as there are in the harmless line.
        assert len(BARE.findall(rest)) == len(BARE.findall(told)), line
        if re.fullmatch(r"\s*(- )?", ours):
            assert not re.match(r"(\d+[.)]|[-+*])(\s|$)|[-=]{3}", rest), line


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("http://e.org", "http\u2060://e.org"),
        ("www.e.org", "www\u2060.e.org"),
        ("me@e.org", "me\\@\u2060e.org"),
        ("@someone", "\\@\u2060someone"),
        ("ftp://e.org", "ftp\u2060://e.org"),
        ("a\n\nb", "a b"),
    ],
)
def test_an_address_does_not_become_a_link_by_itself(text: str, told: str):
    assert in_markdown(text) == told


@given(st.text(min_size=1))
def test_markdown_says_what_was_written(text: str):
    told = in_markdown(text)
    assert "\n" not in told
    assert not BARE.search(told)
    kept = [char for char in plain(told) if char.isalnum()]
    assert kept == [char for char in text if char.isalnum()]
