"""How ways are shown, cell by cell: for whom, share, answers, outcome, terms.

Comes in: the wording of a scene, motions and what they hold. Goes out: lines, cells, sentences that several sections share. Deliberately
absent: which ways, and in which table.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from blueprint.analysis.motion.funnel import without_shares
from blueprint.analysis.motion.records import Lead, Outcome, Way
from blueprint.analysis.motion.results import Motion, headline, motions_of
from blueprint.analysis.motion.terms import Term
from blueprint.analysis.motion.units import LEAST
from blueprint.model import Flow

from ..page.table import Cell, CellPart, Line, lines
from .wording import Wording

#: So many decisions are named in a sentence.
_MOST_NAMED = 5
#: Standard errors to either side of a mean: 95 times of 100 the true one lies between.
_INTERVAL = 1.96


# ── for whom ──────────────────────────────────────────────────────────────────────────────────────────────


class Group(NamedTuple):
    """Motions that look alike in something; `title` says for whom, and is empty where that is everybody."""

    motions: tuple[Motion, ...]
    title: str

    @property
    def motion(self) -> Motion:
        """The one that is shown."""
        return self.motions[0]


def grouped(wording: Wording, look: Callable[[Motion], object]) -> list[Group]:
    """The motions, those together that look alike; the one that stands for the service first."""
    every = wording.facts.once(motions_of)
    first = headline(wording.facts)
    found: list[tuple[object, list[Motion]]] = []
    for motion in (first, *(other for other in every if other is not first)):
        shown = look(motion)
        same = next((some for other, some in found if other == shown), None)
        if same is None:
            found.append((shown, [motion]))
        else:
            same.append(motion)
    if len(found) == 1:
        return [Group(tuple(found[0][1]), "")]
    return [Group(tuple(some), for_whom(wording, some)) for _, some in found]


def for_whom(wording: Wording, motions: Iterable[Motion]) -> str:
    """The personas of some motions: those declared in the order of the text, then everyone else."""
    keys = {key for motion in motions for key in motion.personas}
    names = [persona.label for key, persona in wording.blueprint.personas.items() if key in keys]
    if None in keys:
        names.append(wording.words("ways.else"))
    return wording.words.listed(names)


def like_ways(motion: Motion) -> object:
    """What is shown of ways: motions alike in it stand together."""
    if not motion.runs:
        return motion.net.has_arrows
    ways = tuple((w.starts, w.answers, w.share, w.outcome, w.lead, w.terms) for w in motion.ways)
    return motion.lead, motion.lead_served, tuple(motion.outcomes.items()), ways, motion.others


def titled(wording: Wording, key: str, group: Group) -> str:
    """A title, and for whom that is which stands under it."""
    title = wording.words(key)
    return f"{title} · {group.title}" if group.title else title


# ── numbers ───────────────────────────────────────────────────────────────────────────────────────────────


def per_100(wording: Wording, share: float) -> str:
    """A share as cases of a hundred: 34.9."""
    shown = _half_up(100 * share, 1)
    return wording.words.number(shown) if shown or not share else f"< {wording.words.number(0.1)}"


def share_cell(wording: Wording, share: float | None) -> Cell:
    """A share with its bar."""
    if share is None:
        return Cell()
    shown = share_text(wording, share)
    bar = min(max(round(100 * share), 0), 100)
    return Cell(lines=((CellPart(text=shown, style="share", bar=bar),),), order=share)


def share_text(wording: Wording, share: float) -> str:
    """A fraction as per cent: whole, and a tenth where it is small."""
    if 0 < share < 0.0005:
        return f"< {wording.words.share(0.1)}"
    return wording.words.share(_half_up(100 * share, 1 if 100 * share < 10 else 0))


def _half_up(value: float, digits: int) -> float:
    scale = 10.0**digits
    return math.floor(value * scale + 0.5 + 1e-9) / scale


def time_cell(wording: Wording, seconds: float | None, unit: float = LEAST, style: str = "") -> Cell:
    """A number of seconds; sorted by how long it is. `unit`: the seconds of the largest unit that its author wrote."""
    if seconds is None:
        return Cell()
    shown = wording.words.seconds(seconds, unit)
    return Cell(lines=((CellPart(text=shown, style=style),),), order=seconds)


def lead_text(wording: Wording, way: Way) -> str:
    """How long a way takes, with its range; `at least` where the time of a part is unknown."""
    if way.is_at_least:
        return wording.words("ways.at-least", time=wording.words.seconds(way.lead.usual, way.unit))
    return wording.words.extent(*way.lead, way.unit)


def mean_text(wording: Wording, motion: Motion) -> str | None:
    """The mean of all cases; `at least` where the time of a part of some ways is unknown."""
    lead = motion.lead
    if lead.mean is None:
        return None
    high = math.inf if any(way.is_at_least for way in motion.ways) else lead.mean
    return wording.words.extent(lead.mean, lead.mean, high, lead.unit)


# ── caveats ───────────────────────────────────────────────────────────────────────────────────────────────


def untimed(wording: Wording, motions: Sequence[Motion], place: int, *, is_sentence: bool = False) -> str:
    """How many actions of a way, the one at a place of the list of each motion, have no time; empty where all have one."""
    ways = [motion.ways[place] for motion in motions]
    without, done = ({len(way.untimed) for way in ways}, {len(way.done) for way in ways})
    if not max(without):
        return ""
    if min(without) == max(done):
        return wording.words("ways.untimed.all.note" if is_sentence else "ways.untimed.all")
    return wording.words(
        "ways.untimed.note" if is_sentence else "ways.untimed",
        count=max(without), without=_range(without), total=_range(done),
    )  # fmt: skip


def is_timed(way: Way) -> bool:
    """Whether anything is known of how long a way takes."""
    return bool(way.terms) or way.lead.high > 0 or not way.untimed


def _range(numbers: set[int]) -> str:
    least, most = min(numbers), max(numbers)
    return str(least) if least == most else f"{least}–{most}"


def sampled(wording: Wording, lead: Lead) -> str:
    """How exact a mean is that comes from cases played at random; empty where it is exact."""
    if lead.cases is None:
        return ""
    error = wording.words.seconds(_INTERVAL * (lead.error or 0.0), lead.unit)
    return wording.words("ways.sampled", cases=wording.words.number(lead.cases), time=error)


def unknown_at(wording: Wording, motion: Motion) -> str:
    """The decisions, by name, at which shares are unknown; else that it is unknown how many begin where."""
    asked = [wording.words("quote", text=wording.facts.text(key)) for key in without_shares(motion)]
    if not asked:
        return wording.words("ways.starts")
    named = wording.words.listed(asked[:_MOST_NAMED])
    more = len(asked) - _MOST_NAMED
    return wording.words("ways.more", decisions=named, count=more) if more > 0 else named


# ── what a way is ─────────────────────────────────────────────────────────────────────────────────────────


def answer_line(wording: Wording, flow: Flow, count: int = 1, *, is_usual: bool = True) -> Line:
    """A decision and the answer that was taken, and in how many rounds; what is not usual is in bold."""
    failure = " failure" if flow.kind == "failure" else ""
    asked = wording.action(flow.source)
    style = "muted" if is_usual else "answer"
    answer = flow.label or wording.led("", wording.facts.text(flow.target))
    rounds = (CellPart(text=f"× {count}", style="muted"),) if count > 1 else ()
    return (asked, CellPart(text=answer, style=f"{style}{failure}"), *rounds)


def outcome_lines(wording: Wording, outcome: Outcome) -> tuple[Line, ...]:
    """How a way ends: as what, and where."""
    if outcome.action is None:
        return ((CellPart(text=wording.words("ways.no-end"), style="muted"),),)
    kind = (CellPart(text=kind_of(wording, outcome), style=f"chip {tone(outcome)}"),)
    return ((wording.action(outcome.action),), kind)


def kind_of(wording: Wording, outcome: Outcome) -> str:
    """The word for a kind of end."""
    return wording.words(f"outcome.{outcome.kind}" if outcome.kind else "ways.no-end")


def tone(outcome: Outcome) -> str:
    """The look of a kind of end."""
    tones = {"served": "risk-low", "partly": "risk-medium", "refused": "risk-high", "lost": "risk-high"}
    return tones.get(outcome.kind or "", "")


def term_line(wording: Wording, term: Term, *, signed: bool = False) -> Line:
    """A term: how long, where, and what it is."""
    sign = ("+ " if term.seconds > 0 else "− ") if signed else ""
    return (
        CellPart(text=f"{sign}{wording.words.seconds(abs(term.seconds), term.unit)}"),
        *term_place(wording, term),
    )


def term_place(wording: Wording, term: Term) -> Line:
    """Where a term is spent, and what it is: wait, work, or not broken down."""
    kind = CellPart(text=term_kind(wording, term), style="muted")
    if term.of == "action":
        return (wording.action(term.key), kind) if term.kind == "wait" else (wording.action(term.key),)
    return (whole(wording, term), kind)


def term_kind(wording: Wording, term: Term) -> str:
    """The word for what time is spent on."""
    return wording.words({"wait": "term.wait", "work": "ways.work", "rest": "ways.rest"}[term.kind])


def whole(wording: Wording, term: Term) -> CellPart:
    """The step, phase or service that a time without breakdown belongs to."""
    if term.of == "step":
        return wording.step(term.key)
    if term.of == "phase":
        return CellPart(text=wording.blueprint.phases[term.key].label, style="step")
    return CellPart(text=wording.all_of_it, style="step")


def texts(*every: str) -> Cell:
    """Short remarks under each other, muted."""
    return lines(*((CellPart(text=other, style="muted"),) for other in every if other))
