"""Reports and their parts, made of the text of a blueprint; and a blueprint that fills every field of a report.

Comes in: texts and scenes. Goes out: pages, scenes, cells of tables. Deliberately absent: what should stand in them.
"""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

from blueprint.renderers.page.table import Section
from blueprint.renderers.report.wording import Wording

from blueprint.compiler import compile_source
from blueprint.render import find
from blueprint.scene import Scene, scene
from blueprint.source import Source
from blueprint.view import View


@cache
def scene_of(text: str) -> Scene:
    """The scene of a text; made once, for many tests ask for that of an example."""
    compiled = compile_source(Source("test.blueprint", text))
    assert compiled.is_sound, [(one.message, one.span.line) for one in compiled.errors]
    return scene(compiled)


def report(what: str | Scene) -> str:
    """The report of a text, or of a scene. That of a text is made once."""
    return _report(what) if isinstance(what, str) else _rendered(what)


@cache
def _report(text: str) -> str:
    return _rendered(scene_of(text))


def _rendered(shown: Scene) -> str:
    html = find("html").render(shown)
    assert isinstance(html, str)
    return html


def example(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def phrases_of(text: str, view: View | None = None) -> Wording:
    return Wording(scene(compile_source(Source("test.blueprint", text)), view) if view else scene_of(text))


def cells_of(section: Section | None, table: int) -> list[list[str]]:
    """The texts of the cells of a table, row by row."""
    assert section is not None
    return [
        [" ".join(piece.text for line in cell.lines for piece in line) for cell in row.cells]
        for row in section.tables[table].rows
    ]


# ── hostile texts ──────────────────────────────────────────────────────────────────────────────────────────

HOSTILE = (
    "</style></title></textarea></svg><script>alert(1)</script><img src=x onerror=alert(2)>"
    "<iframe src=//evil.example></iframe> {{ 1234*3 }} {% raw %} {# # #} {0} %s \" ' ` & &lt; &#x3c;"
    " javascript:alert(3) ]]> --> <!--"
)
EVERYTHING = """
blueprint b "{T1}"
owner "{T2}"
state to-be
scope "{T3}"
source "{T4}"
currency "EUR"
persona p "{T5}" tier "{T6}" {
  goal "{T7}"
  pain "{T8}"
  note "{T9}"
}
role r "{T10}" of "Dep"
system s "Sys"
channel c "{T11}"
metric m "{T12}" kind csat unit "{T13}" baseline 1 now 2 target 3 benchmark 4 better higher source "{T14}"
goal g "{T15}" metric m from 2 to 3 due 2027-01-31 owner r addresses pa
removes old "{T16}"
note "{T17}"
lanes {
  evidence "Ev"
  customer "{T18}"
  frontstage "{T19}"
  backstage "{T20}"
}
phase ph "{T21}" {
  policy "{T22}"
  step one "{T23}" {
    evidence "{T24}"
    customer come "{T25}" critical wait 5m target 1m emotion -1 "{T26}" expects "{T27}"
    <-> frontstage serve "{T28}" via c {
      standard "{T29}" within 5m metric m
      script "{T30}"
      replaces old "{T31}"
      fail f "{T32}" severity 9 occurrence 2 detection 3 {
        cause "{T33}"
        effect "{T34}"
        prevent "{T35}" every week by r
        recover "{T36}" !> come
        owner "{T37}"
      }
      pain pa "{T38}" view customer owner "{T39}"
      idea i "{T40}" addresses pa
      question q "{T41}"
    }
    serve -> backstage d "{T42}" decision
    d -> come "{T43}"
    d !> serve "{T44}"
  }
}
risk ri "{T45}" scope global severity high {
  prevent "{T46}"
  contingency "{T47}" within 5m
  compensate "{T48}"
}
feedback fe "{T49}" via c after come {
  thank "{T50}"
  respond 5m simple
  inform "{T51}" within 5m
  verify "{T52}" within 5m
  owner "{T53}"
}
pilot pi "{T54}" {
  scope one
  group "{T55}"
}
"""
FIELDS = sorted(set(re.findall(r"\{(T\d+)\}", EVERYTHING)), key=lambda name: int(name[1:]))


def everything(payload: str) -> str:
    escaped = payload.replace("\\", "\\\\").replace('"', '\\"')
    return re.sub(r"\{(T\d+)\}", lambda field: f"<{field[1]}>{escaped}", EVERYTHING)
