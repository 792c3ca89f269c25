"""A small service with everything that a manual tells, and its manuals as tests ask about them.

Comes in: texts of blueprints. Goes out: pages, chapters, tasks. Deliberately absent: what should stand in them.
"""

from __future__ import annotations

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

from blueprint.compiler import compile_source
from blueprint.model import Blueprint
from blueprint.render import find
from blueprint.scene import Scene, scene
from blueprint.source import Source
from blueprint.view import View

KINDS = ("manual", "guide")
VOID = {"meta", "br", "hr", "img", "input", "link", "base", "embed"}

SHOP = """\
blueprint shop "Shoe shop"
owner boss
scope "From the door to the bag"
state as-is
reviewed 2026-10-01
role clerk "Clerk" of "Sales"
role boss "Boss" of "Office"
role idle "Idle"
system till "Till"
channel counter "Counter"
persona child "Children"
lanes {
  evidence "Things"
  customer "Buyer"
  --- interaction ---
  frontstage shop "Sales floor" by clerk via counter
  --- visibility ---
  backstage office "Office"
  support machines "Machines" mode automatic
  notes remarks "Remarks"
}
policy "Shoes are never thrown"
phase inside "Inside" {
  policy "Nobody runs inside"
  fail queue "Too many people" {
    recover "Open a second door"
  }
  step try_on "Try on" {
    time 4m..6m..9m target 5m
    evidence "Mirror"
    customer ask "Asks for a size" wait ..10m output foot_size {
      fail wrong "Says the wrong size" {
        recover "Measure again"
      }
    }
    -> shop fetch "Fetches the shoes" time p50 3m p95 8m using till input foot_size output shoes {
      standard "Comes back with two sizes" within 2m
      script "One moment, please."
      expects "The right size at once"
      note "Large sizes stand below"
      see "https://example.org/sizes"
      fail none "No shoes in that size" severity 5 occurrence 4 detection 3 {
        cause "Late delivery"
        prevent "Count the shelves" every week by boss
        prevent "Look twice"
        recover "Order them" !> order
        within 5m
        owner boss
      }
    }
    evidence "Shoe horn" at fetch
    remarks "Horns vanish" at fetch
    <-> machines stock "Looks up the stock"
    fetch -> office fits "Do they fit?" decision by clerk, boss
    fits -> shop pack "Packs them" when "yes" 62.5%
    fits -> shop other "Brings another size" for child when "no" 37.5% max 2
    office order "Orders them" by boss
    pack ~> office count "Counts the sale" by boss due 1d after pack
    pack -> order
    other !> order "gives up" carries foot_size, shoe_box within 1h
  }
}
feedback later "Afterwards" via counter after ask {
  thank "A card"
  respond 2h simple
  respond 24h complex
  resolve 48h
  inform "A call" within 12h
  verify "A second call" within 7d
  owner clerk
}
risk fire "Fire" scope global severity high {
  prevent "Test the alarm" every month by clerk
  contingency "Everybody out" within 3m
  compensate "A voucher"
  owner boss
}
risk flood "Flood" scope local severity low {
  contingency "Carry shoes upstairs"
}
"""


class Page(HTMLParser):
    """Reads a page and keeps what the tests ask about; a tag that closes another one is an error."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[tuple[str, str | None]] = set()
        self.styles: list[str] = []
        self.policy = ""
        self.text = ""
        self.tabs = 0
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert not self._open, f"not closed: {self._open}"

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        found = dict(attrs)
        assert len(found) == len(attrs), f"<{tag}> has an attribute twice"
        self.tags.add(tag)
        self.attributes |= set(attrs)
        if "id" in found:
            self.ids.append(found["id"] or "")
        if "href" in found:
            self.links.append(found["href"] or "")
        if found.get("http-equiv"):
            self.policy = found["content"] or ""
        if tag == "style":
            self.styles.append("")
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self._open.pop()

    def handle_endtag(self, tag: str) -> None:
        assert self._open[-1:] == [tag], f"</{tag}> closes {self._open[-1:]}"
        self._open.pop()

    def handle_data(self, data: str) -> None:
        if self._open[-1:] == ["style"]:
            self.styles[-1] += data
        else:
            self.text += data

    def handle_comment(self, data: str) -> None:
        raise AssertionError(f"a comment: {data!r}")


@cache
def scene_of(text: str, view: View | None = None) -> Scene:
    compiled = compile_source(Source("test.blueprint", text))
    assert compiled.is_sound, [(str(one.message), one.span.line) for one in compiled.errors]
    return scene(compiled, view or View())


@cache
def write(text: str, kind: str = "manual", role: str | None = None) -> str:
    made = find(kind).render(scene_of(text, View(role=role)))
    assert isinstance(made, str)
    return made


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def in_text(text: str, kind: str) -> str:
    """Markdown, for which nothing has to be drawn."""
    compiled = compile_source(Source("test.blueprint", text))
    assert compiled.blueprint is not None
    shown = scene(compiled)
    text = str(find(kind).render(shown))
    assert "drawing" not in vars(shown)
    return text


def chapter(markdown: str, title: str) -> str:
    """The lines of one chapter."""
    found = re.search(rf"^## {re.escape(title)}$(.*?)(?=^## |\Z)", markdown, re.MULTILINE | re.DOTALL)
    assert found, f"no chapter {title!r} in:\n{markdown}"
    return found[1]


def task(markdown: str, number: str) -> str:
    """The lines of the first task of that number."""
    found = re.search(rf"^- \*\*{re.escape(number)}\*\* .*?(?=^- |^#|\Z)", markdown, re.MULTILINE | re.DOTALL)
    assert found, f"no task {number} in:\n{markdown}"
    return found[0]


def plain(markdown: str) -> str:
    """Markdown as it is read: without escapes."""
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", markdown).replace("\u2060", "")


def blueprint_of(text: str) -> Blueprint:
    return scene_of(text).blueprint
