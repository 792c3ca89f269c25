"""A limit, and what becomes of it: the records that are handed out.

Comes in: nothing. Goes out: Limit, Held, Taken. Deliberately absent: which limits a file sets (`wanted`), and whether they are kept
(`limits`).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from ....lean_dataclasses import dataclass
from ....model import Action, Blueprint, Contingency, Fail, Feedback, Flow, Phase, Step
from ....source import Span as Place
from ....values import TimeSpan
from ..units import LEAST

#: `arrow`: what an arrow leads to comes within a time; `respond` … `verify`: the clocks of feedback loops.
Kind = Literal[
    "service", "phase", "step", "time", "wait", "standard", "due", "arrow", "recovery", "contingency",
    "respond", "resolve", "inform", "verify",
]  # fmt: skip
#: What a limit may be set to.
About = Blueprint | Phase | Step | Action | Flow | Fail | Contingency | Feedback
Verdict = Literal["kept", "may", "open", "over", "unknown"]


class Taken(NamedTuple):
    """How long something takes, in seconds: usually (None where nobody knows), at most (infinite where nobody says), and the share of the
    cases that keep the limit (None where shares are unknown). `is_aside`: the usual way does not come to it, so that what is usual is that
    of the likeliest way that does."""

    usual: float | None = None
    most: float | None = None
    share: float | None = None
    is_aside: bool = False


NOT_KNOWN = Taken()


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What becomes of a limit for some personas (keys, None is anyone else; none where it is the same for all).

    `over`: usually beyond it, by `by` seconds (of what is due before something: so much too late, and `taken` is how long before that it is
    done); `may`: beyond it at times; `open`: nobody says whether a standard is for the beginning or the end; the action begins in time, and
    is done `by` seconds after the limit; `kept`: never beyond it as far as the file says; `unknown`: there is no time to hold against it.
    `begins` is when the action of a standard begins. `untimed` of the `actions` that count have no time. `most` and `stated` are what the
    file says for them. `unit`: the seconds of the largest unit that the author wrote there.
    """

    personas: tuple[str | None, ...]
    verdict: Verdict
    taken: Taken
    by: float = 0.0
    begins: Taken = NOT_KNOWN
    untimed: int = 0
    actions: int = 0
    most: TimeSpan | None = None
    stated: TimeSpan | None = None
    unit: float = LEAST

    @property
    def stated_is_over(self) -> bool:
        """Whether what the file says by itself is beyond the limit."""
        if self.stated is None or self.most is None:
            return False
        return self.stated.usual > self.most.longest


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """The most that something may take. `key` is that of a phase, step, action or fail point, the name of a service; of an arrow,
    contingency or feedback loop it tells them apart (`wanted`).

    `most` and `stated`, what the file says that it takes by itself, are those of the headline. `held` has an entry for each group of
    personas, that of the headline first; none where the thing exists for nobody.
    """

    kind: Kind
    key: str
    about: About
    most: TimeSpan
    place: Place
    stated: TimeSpan | None
    held: tuple[Held, ...]

    @property
    def counts(self) -> Literal["begun", "done", "before", "after"] | None:
        """Whether a standard is for the beginning or the end of its action (None where nobody says); whether something is due before or
        after something else."""
        about = self.about
        if isinstance(about, Action) and self.kind == "standard" and about.standard:
            return about.standard.limits
        return about.due.relation if isinstance(about, Action) and self.kind == "due" and about.due else None

    @property
    def over(self) -> float:
        """By how many seconds it is usually exceeded, for those for whom that is most; 0 where it is kept."""
        return max((held.by for held in self.held if held.verdict == "over"), default=0.0)

    def over_of(self, stated: TimeSpan | None, most: TimeSpan | None) -> float:
        """The same for those of whom the file says that it takes `stated`, and `most` at most."""
        every = (held for held in self.held if (held.stated, held.most) == (stated, most))
        return max((held.by for held in every if held.verdict == "over"), default=0.0)

    def held_for(self, persona: str | None) -> Held | None:
        """What becomes of it for a persona (key); None where it does not exist for that."""
        return next((held for held in self.held if not held.personas or persona in held.personas), None)

    @property
    def worst(self) -> Held | None:
        """That of those for whom it is exceeded most, else the first."""
        return max(self.held, key=lambda held: held.by if held.verdict == "over" else -1.0, default=None)

    @property
    def stated_is_over(self) -> bool:
        """Whether what the file says by itself is beyond the limit, for some."""
        return any(held.stated_is_over for held in self.held)
