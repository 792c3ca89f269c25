"""Mixed texts as a browser shows them: a number stands before its unit, a sentence ends with its full stop, and texts begin where the page does."""

from __future__ import annotations

from typing import Any

import pytest

from blueprint import render_as
from blueprint.compiler import compile_source
from blueprint.source import Source

pytestmark = pytest.mark.browser

_SERVICE = """blueprint x "{title}"
language {language}
owner "Ann"
role r "Front desk"
metric m "{title}" unit "%" now 85 target 90
step s "{title}" {{
  evidence "{title}"
  customer a "{title} 10 min" wait 5m target 3m emotion -1 "{title}!" start
  -> frontstage b "Answers, politely." by r time 2m tracks m critical {{
    fail f "{title}" severity 8 occurrence 6 detection 5 {{
      recover "{title}" !> a
    }}
  }}
  b -> customer c "{title}" end served
}}
"""
#: Numbers with units that are not in their order from left to right, and sentences in English whose full stop is not at their right end.
_ASTRAY = r"""() => {
  const found = [];
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const box = (node, start, end) => {
    const range = document.createRange();
    range.setStart(node, start); range.setEnd(node, end);
    const boxes = [...range.getClientRects()].filter((each) => each.width);
    return boxes.length ? boxes[boxes.length - 1] : null;
  };
  for (let node = walk.nextNode(); node; node = walk.nextNode()) {
    if (node.parentElement.closest("script, style, pre, .unseen, desc, title")) continue;
    for (const match of node.data.matchAll(/(\d+) (min|h|d|%)/g)) {
      const one = box(node, match.index, match.index + match[1].length);
      const other = box(node, match.index + match[0].length - match[2].length, match.index + match[0].length);
      if (one && other && Math.abs(one.top - other.top) < 3 && one.left > other.left) found.push(node.data);
    }
    for (const match of node.data.matchAll(/[a-z]{2}\.(?=$|[\u2066-\u2069\s])/g)) {
      const one = box(node, match.index, match.index + 1), stop = box(node, match.index + 2, match.index + 3);
      if (one && stop && Math.abs(one.top - stop.top) < 3 && one.left > stop.left) found.push(node.data);
    }
  }
  return found;
}"""


@pytest.mark.parametrize("kind", ["html", "manual", "guide"])
@pytest.mark.parametrize(
    ("language", "title"), [("he", "שירות"), ("ar", "خدمة"), ("fa", "خدمت"), ("en", "שירות")]
)
def test_numbers_and_sentences_are_read_in_their_order(browser: Any, kind: str, language: str, title: str):
    compiled = compile_source(Source("x.blueprint", _SERVICE.format(language=language, title=title)))
    assert compiled.is_sound
    page = browser.open(render_as(compiled, kind))
    assert page.ask(_ASTRAY) == []
    assert page.ask("document.documentElement.scrollWidth <= innerWidth")


def test_a_report_from_right_to_left_begins_at_the_right(browser: Any):
    compiled = compile_source(Source("x.blueprint", _SERVICE.format(language="ar", title="خدمة")))
    page = browser.open(render_as(compiled, "html"), size="phone")
    # The picture is wider than a telephone, and its beginning is what is seen.
    assert page.ask("document.querySelector('.picture').scrollLeft") == 0
    assert page.ask(
        "document.querySelector('[data-lane=customer] text').getBoundingClientRect().right <= innerWidth"
        " && document.querySelector('[data-lane=customer] text').getBoundingClientRect().right > innerWidth / 2"
    )
    page.page.click("button[title]:nth-of-type(2)")
    assert page.ask("document.querySelector('.picture').scrollLeft") <= 0
