"""Charts: what is drawn is what is meant, nothing leaves the drawing, and the table says the same."""

from __future__ import annotations

import re
import time
from itertools import combinations
from xml.etree import ElementTree

import pytest
from blueprint.renderers.charts import (
    Bar,
    Bars,
    Chart,
    Course,
    Curve,
    Field,
    Mark,
    Part,
    Scale,
    Scales,
    Spot,
    Stop,
    Stretch,
    Tick,
    Timeline,
    as_table,
    draw,
)
from blueprint.renderers.charts.canvas import LABEL, shortened
from hypothesis import given
from hypothesis import strategies as st

from blueprint.layout.text.metrics import clusters, width
from blueprint.words.labels import Words

SVG = "{http://www.w3.org/2000/svg}"
LONG = "A label that is far too long to stand on one line, or on two, and goes on all the same"


def tree(chart: Chart) -> ElementTree.Element:
    # The SVG of a page needs no namespace of its own; a parser of XML does.
    return ElementTree.fromstring(
        draw(chart, "c").replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    )


def bars(*lengths: float, limit: float | None = None) -> Bars:
    parts = tuple(Part(length=one, text=f"{one:g} min", tone="work") for one in lengths)
    bar = Bar(label="Serve", parts=parts, text="all", limit=limit, limit_text="target", href="#serve")
    return Bars(title="Times", bars=(bar,), ticks=(Tick(at=0, text="0"),), legend=(("work", "Work"),))


FIELD = Field(
    title="Pains", across="Importance", down="Urgency", columns=("low", "medium", "high"), rows=("high", "medium", "low"),
    spots=tuple(Spot(column=one % 3, row=one % 2, label=f"P{one}", text=LONG, href=f"#p{one}") for one in range(40)),
    grounds=((2, 0, "high"),), quadrants=("Soon", "Now", "Later", "Plan"),
)  # fmt: skip
TIMELINE = Timeline(
    title="Promises", logarithmic=True,
    ticks=tuple(Tick(at=at, text=text) for at, text in ((0, "0"), (60, "1 min"), (3600, "1 h"), (86400, "1 d"))),
    courses=(
        Course(label=LONG, href="#one", stretches=tuple(Stretch(start=0, end=60 * one, text=f"{one} min {LONG}") for one in (1, 3, 60, 1440))),
        Course(label="Point", stretches=(Stretch(start=30, end=30, text="30 s"),)),
    ),
)  # fmt: skip
SCALES = Scales(
    title="Metrics",
    scales=(
        Scale(label="Time", rising=False, marks=tuple(Mark(at=at, text=f"{at} min of many", tone=tone) for at, tone in ((12, "baseline"), (9, "now"), (8.9, "target"), (9.1, "benchmark")))),
        Scale(label="One", marks=(Mark(at=3, text="3", tone="now"),)),
    ),
)  # fmt: skip
CURVE = Curve(
    title="Feelings", ticks=(Tick(at=-2, text="−2"), Tick(at=0, text="0"), Tick(at=2, text="+2")),
    stops=tuple(Stop(label=f"{one} {LONG}", value=one % 5 - 2, text="quote", href=f"#s{one}") for one in range(30)),
)  # fmt: skip
EVERY = (bars(5, 3, limit=6), FIELD, TIMELINE, SCALES, CURVE)
EMPTY = (
    Bars(title="b", bars=()),
    Scales(title="s", scales=()),
    Field(title="f", across="a", down="d", columns=("x",), rows=("y",), spots=()),
    Timeline(title="t", ticks=(Tick(at=0, text="0"),), courses=()),
    Curve(title="c", ticks=(Tick(at=0, text="0"),), stops=()),
)


def boxes(root: ElementTree.Element, style: str) -> list[tuple[float, float, float, float]]:
    """Left, top, right, bottom of rectangles of a class."""
    return [
        (x, y, x + wide, y + high)
        for one in root.iter(f"{SVG}rect")
        if style in one.get("class", "").split()
        for x, y, wide, high in [tuple(float(one.get(name, 0)) for name in ("x", "y", "width", "height"))]
    ]


def texts(root: ElementTree.Element) -> list[tuple[float, float, float, float]]:
    found = []
    for one in root.iter(f"{SVG}text"):
        if one.get("transform"):
            continue
        size = 12 if "label" in one.get("class", "") else 10.5
        wide = width(one.text or "", size)
        shift = {"middle": wide / 2, "end": wide}.get(one.get("text-anchor", ""), 0)
        x, y = float(one.get("x", 0)) - shift, float(one.get("y", 0))
        found.append((x, y - size * 0.75, x + wide, y + size * 0.2))
    return found


@pytest.mark.parametrize("chart", EVERY, ids=lambda one: type(one).__name__)
def test_nothing_leaves_the_drawing(chart: Chart):
    root = tree(chart)
    wide, high = float(root.get("width", 0)), float(root.get("height", 0))
    for left, top, right, bottom in [*texts(root), *boxes(root, "pill"), *boxes(root, "tone-work")]:
        assert left >= -1
        assert top >= -1
        assert right <= wide + 1
        assert bottom <= high + 1


@pytest.mark.parametrize("chart", EVERY, ids=lambda one: type(one).__name__)
def test_no_text_lies_on_another(chart: Chart):
    for one, other in combinations(texts(tree(chart)), 2):
        apart = one[2] <= other[0] or other[2] <= one[0] or one[3] <= other[1] or other[3] <= one[1]
        assert apart, (one, other)


def test_bars_are_as_long_as_they_say():
    root = tree(bars(5, 3, limit=16))
    first, second = boxes(root, "tone-work")[:2]
    assert (first[2] - first[0]) / (second[2] - second[0]) == pytest.approx(5 / 3, rel=0.01)
    assert first[2] == pytest.approx(second[0], abs=0.02)
    limit = next(one for one in root.iter(f"{SVG}line") if one.get("class") == "limit")
    assert float(limit.get("x1", 0)) - first[0] == pytest.approx(2 * (second[2] - first[0]), rel=0.01)


def test_marks_of_a_scale_stand_in_proportion():
    scale = Scale(label="T", marks=(Mark(at=10, text="10", tone="baseline"), Mark(at=20, text="20", tone="now"), Mark(at=50, text="50", tone="benchmark")))  # fmt: skip
    root = tree(Scales(title="T", scales=(scale,)))
    baseline, now = (float(one.get("cx", 0)) for one in root.iter(f"{SVG}circle"))
    diamond = next(one for one in root.iter(f"{SVG}path")).get("d", "")
    benchmark = float(re.findall(r"[\d.]+", diamond)[0])
    assert (benchmark - baseline) / (now - baseline) == pytest.approx(4, rel=0.01)


def test_spots_stand_in_their_cells():
    root = tree(FIELD)
    cells = boxes(root, "cell")
    for number, spot in enumerate(boxes(root, "pill")):
        # Cells are drawn row by row, spots cell by cell: the spots of a cell are those that lie in it.
        assert any(
            c[0] <= spot[0] and c[1] <= spot[1] and spot[2] <= c[2] and spot[3] <= c[3] for c in cells
        ), number
    in_corner = [one for one in boxes(root, "pill") if one[2] <= cells[0][2] and one[3] <= cells[0][3]]
    assert len(in_corner) == sum(1 for one in FIELD.spots if (one.column, one.row) == (0, 0))


def test_a_timeline_begins_at_its_first_tick_and_time_goes_right():
    root = tree(TIMELINE)
    stretches = boxes(root, "tone-plain")
    assert len({one[0] for one in stretches}) == 1
    assert [one[2] for one in stretches] == sorted(one[2] for one in stretches)
    ticks = [float(one.get("x1", 0)) for one in root.iter(f"{SVG}line") if one.get("class") == "grid"]
    assert stretches[0][0] == pytest.approx(ticks[0], abs=0.02)
    assert stretches[0][2] == pytest.approx(ticks[1], abs=0.02)


def test_a_curve_goes_up_where_values_rise():
    dots = [float(one.get("cy", 0)) for one in tree(CURVE).iter(f"{SVG}circle")]
    for stop, after, y, below in zip(CURVE.stops, CURVE.stops[1:], dots, dots[1:], strict=False):
        assert (stop.value < after.value) == (y > below)


@pytest.mark.parametrize("chart", [*EVERY, *EMPTY], ids=lambda one: type(one).__name__)
def test_charts_have_a_name_and_say_the_same_in_a_table(chart: Chart):
    root = tree(chart)
    assert root.get("aria-labelledby") == "c-name"
    assert root.findtext(f"{SVG}title") == chart.title
    for words in (Words("en"), Words("zh")):
        grid = as_table(chart, words)
        assert all(len(texts) == len(grid.columns) for _, texts in grid.rows)
    hrefs = [one.get("href") for one in root.iter(f"{SVG}a")]
    assert sorted(filter(None, (href for href, _ in dict(grid.rows).items()))) == sorted(set(hrefs))
    assert root.get("role") == ("group" if hrefs else "img")


def test_the_table_has_every_word_of_the_chart():
    grid = as_table(TIMELINE, Words("en"))
    assert grid.columns == ("What", "When")
    assert len(grid.rows) == 5
    grid = as_table(bars(5, 3, limit=6), Words("en"))
    assert grid.columns == ("What", "Work", "Limit", "Result")
    assert grid.rows == (("#serve", ("Serve", "5 min, 3 min", "target", "all")),)


@given(st.text(max_size=200), st.floats(0, 1e12), st.floats(0, 1e12))
def test_any_text_and_number_makes_a_drawing(said: str, length: float, limit: float):
    bar = Bar(label=said, parts=(Part(length=length, text=said),), text=said, limit=limit, limit_text=said)
    chart = Bars(title=said, bars=(bar,))
    assert draw(chart, "c") == draw(chart, "c")
    assert tree(chart).findtext(f"{SVG}title") is not None
    spot = Spot(column=0, row=0, label=said, text=said)
    tree(Field(title=said, across=said, down=said, columns=(said,), rows=(said,), spots=(spot, spot)))
    mark = Mark(at=length, text=said, tone="now")
    tree(Scales(title=said, scales=(Scale(label=said, marks=(mark, mark), text=said),)))
    course = Course(label=said, stretches=(Stretch(start=0, end=length, text=said),))
    tree(
        Timeline(
            title=said,
            ticks=(Tick(at=0, text=said), Tick(at=limit, text=said)),
            courses=(course,),
            logarithmic=True,
        )
    )


@given(
    st.lists(
        st.sampled_from(["走", "“", "…", " ", "i", "W", "لا", "م", "e\u0301", "\u200d", "👩‍🚀", "-"]),
        max_size=60,
    ).map("".join)
)
def test_a_text_is_cut_off_behind_the_last_character_that_finds_room(text: str):
    ends = ["".join(clusters(text)[:count]).rstrip() + "…" for count in range(len(clusters(text)), -1, -1)]
    fits = [end for end in ends if width(end, LABEL) <= 90] or ends[-1:]
    assert shortened(text, 90, LABEL) == (text if width(text, LABEL) <= 90 else fits[0])


def test_a_text_of_many_pages_is_cut_off_in_no_time():
    text = "把身份证 and “more” لا " * 20_000
    begin = time.process_time()
    assert width(shortened(text, 200, LABEL), LABEL) <= 200
    assert time.process_time() - begin < 5


@given(st.lists(st.text(st.characters(categories=("L", "N", "Zs")), max_size=200), min_size=1, max_size=5))
def test_the_words_of_a_bar_stand_within_the_chart(texts: list[str]):
    made = tuple(
        Bar(label="Serve", parts=(Part(length=at, text="t", tone="work"),), text=f"{text} · {LONG} · {LONG}")
        for at, text in enumerate(texts, 1)
    )
    chart = Bars(title="Times", bars=made, ticks=(), legend=())
    drawn = tree(chart)
    right = float(drawn.get("viewBox", "").split()[2])
    small = [one for one in drawn.iter(f"{SVG}text") if "small" in one.get("class", "")]
    assert len(small) > len(texts), "they go on in further lines"
    for one in small:
        assert float(one.get("x", "0")) + width(one.text or "", 10.5) <= right + 0.01
