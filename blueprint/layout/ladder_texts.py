"""What the time ladder says: of each step, and of all.

Comes in: a Ladder, a language. Goes out: short texts, each a line where there is room. Deliberately absent: places and bars.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import NamedTuple

from ..analysis.motion.by_step import Ladder, StepTime
from ..analysis.motion.ladder import Amount
from ..model import Blueprint
from ..words.labels import Words

#: More values than these are told by the least and the most.
_MOST_VALUES = 3
#: Seconds that nobody sees.
_NOTHING = 0.05


class Total(NamedTuple):
    """A line of the totals; `is_late`: it misses its target."""

    text: str
    is_late: bool = False


class LadderTexts:
    """The texts of one ladder. `area` is where the catalogues have the words."""

    def __init__(
        self, blueprint: Blueprint, ladder: Ladder, language: str | None, area: str = "picture"
    ) -> None:
        self._blueprint = blueprint
        self._ladder = ladder
        self._in_full = area == "text"
        self._words = Words(language, area)

    # ── steps ────────────────────────────────────────────────────────────────────────────────────────────────────────────

    def wait(self, time: StepTime) -> list[str]:
        """How long a case waits in a step; nothing where it does not."""
        if not time.wait.mean and not self._varies(time.wait):
            return []
        text = self._words(
            "time.wait", time=self._average(self._seconds(time.wait.mean, time.unit), time.wait)
        )
        return [self._with_target(text, time.wait_target, time.unit), *self._range(time.wait, time.unit)]

    def work(self, time: StepTime, *, named: bool = False) -> list[str]:
        """How long the work of a step and what nobody broke down take; `named`: work is called so."""
        if time.is_aside:
            return [self._words("ladder.aside", time=self._values(time.aside, time.unit))]
        amounts = [amount for amount in (time.work, time.rest) if amount.mean or self._varies(amount)]
        texts = []
        if time.work in amounts:
            work = self._seconds(time.work.mean, time.unit)
            texts.append(self._words("time.work", time=work) if named else work)
        if time.rest in amounts and (time.rest.mean or not texts):
            texts.append(self._words("ladder.rest", time=self._seconds(time.rest.mean, time.unit)))
        lines = []
        if texts:
            whole = self._average(" + ".join(texts), *amounts)
            lines.append(self._with_target(whole, self.lower_target(time), time.unit))
            varying = next((amount for amount in amounts if self._varies(amount)), None)
            lines += self._range(varying, time.unit) if varying else []
        return lines

    def lower_target(self, time: StepTime) -> float | None:
        """The target of what stands below: of the step as a whole where nobody waits in it, else of its work."""
        if time.target is not None and not time.wait.mean:
            return time.target
        return time.work_target if not time.rest.mean else None

    def whole(self, time: StepTime) -> list[str]:
        """A step in which somebody waits as a whole, beside its target; of others it is the target of what stands below."""
        if time.target is None or not time.wait.mean:
            return []
        text = self._words(
            "time.in-all",
            time=self._average(self._seconds(time.mean, time.unit), time.wait, time.work, time.rest),
        )
        return [self._with_target(text, time.target, time.unit)]

    def misses_target(self, time: StepTime) -> bool:
        """Whether a step takes longer as a whole than it is to."""
        return time.target is not None and time.is_over

    def passes(self, time: StepTime) -> list[str]:
        """Which cases come to a step, where not all do."""
        if time.passes is None or time.passes > 1 - 1e-9 or not time.mean:
            return []
        return [self._words("ladder.passes", share=per_hundred(time.passes))]

    def _with_target(self, text: str, target: float | None, unit: float) -> str:
        if target is None:
            return text
        time = self._seconds(target, unit)
        # Beside a bar with its mark a stroke is enough.
        return text + (
            self._words("comma") + self._words("time.target", time=time) if self._in_full else f" / {time}"
        )

    # ── amounts ──────────────────────────────────────────────────────────────────────────────────────────────────────────

    def _varies(self, amount: Amount) -> bool:
        return (
            amount.known == "some"
            or len(amount.values) > 1
            or any(abs(value - amount.mean) > _NOTHING for value in amount.values)
        )

    def _average(self, text: str, *amounts: Amount) -> str:
        """A mean, called so where cases differ."""
        is_mean = self._ladder.basis in ("mean", "sampled") and any(map(self._varies, amounts))
        return self._words("ladder.average", time=text) if is_mean else text

    def _range(self, amount: Amount, unit: float) -> list[str]:
        """What cases spend there that differ; of the usual way: what those of others do."""
        # Of more ways than are listed nobody knows what they spend there.
        if not self._varies(amount) or amount.known == "some":
            return []
        if self._ladder.basis == "usual":
            others = tuple(value for value in amount.values if abs(value - amount.mean) > _NOTHING)
            return [self._words("ladder.otherwise", time=self._values(others, unit))] if others else []
        return [self._values(amount.values, unit, amount.known == "ends")] if len(amount.values) > 1 else []

    def _values(self, values: tuple[float, ...], unit: float, are_ends: bool = False) -> str:
        """`10 min or 2 h`, `none or 15 min`, `5 min to 1 h`, `up to 1 h`."""
        if are_ends or len(values) > _MOST_VALUES:
            most = self._seconds(values[-1], unit)
            if not values[0]:
                return self._words("ladder.up-to", time=most)
            return self._words("ladder.range", least=self._seconds(values[0], unit), most=most)
        texts = [self._seconds(value, unit) if value else self._words("ladder.none") for value in values]
        if len(texts) == 1:
            return texts[0]
        return self._words("ladder.or", first=self._words.listed(texts[:-1]), last=texts[-1])

    def _seconds(self, value: float, unit: float) -> str:
        return self._words.seconds(value, unit)

    # ── the whole ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def for_whom(self) -> str:
        """Whose times these are, where others take other times."""
        if not self._ladder.personas:
            return ""
        personas = self._blueprint.personas
        names = [
            personas[key].label if key else self._words("ladder.anyone") for key in self._ladder.personas
        ]
        return self._words("for", personas=self._words.listed(names))

    def heading(self) -> str:
        """What the totals are of."""
        key = "total" if self._ladder.basis == "alike" else f"ladder.total.{self._ladder.basis}"
        return self._words(key)

    def totals(self, *, is_part: bool) -> list[Total]:
        """The lines of the totals, waits above work as in the ladder; what is nought is not told. `is_part`: of some steps only."""
        ladder = self._ladder
        sums = (("time.wait", ladder.wait), ("time.work", ladder.work), ("ladder.rest", ladder.rest))
        lines = [
            Total(self._words(key, time=self._seconds(value, ladder.unit))) for key, value in sums if value
        ]
        if not lines and not (ladder.whole and not is_part):
            return []
        if is_part:
            return [*lines, *self._untimed()]
        if ladder.adding is not None:
            lines.append(Total(self._words("ladder.adding", share=f"{ladder.adding * 100:.0f}")))
        return [*lines, *self._lead(), *self._untimed()]

    def _lead(self) -> Iterator[Total]:
        ladder, lead = self._ladder, self._ladder.lead
        if ladder.whole is None:
            return
        is_stated = ladder.target is not None or self._blueprint.timing.span is not None
        is_range = lead is not None and lead.usual.low != lead.usual.high
        if is_stated or is_range or ladder.basis in ("mean", "sampled", "usual"):
            if lead is None or ladder.basis in ("mean", "sampled"):
                high = math.inf if ladder.is_at_least else ladder.whole
                text = self._words.extent(ladder.whole, ladder.whole, high, ladder.unit)
            else:
                text = self._words.extent(*lead.usual, ladder.unit)
            whole = self._words("time.in-all", time=text)
            yield Total(self._with_target(whole, ladder.target, ladder.unit), ladder.is_late)
        if lead is not None and ladder.basis in ("mean", "sampled"):
            # Nothing on the usual way has a time: that is no time of 0 s.
            usual = self._words("ladder.usual", time=self._words.extent(*lead.usual, ladder.unit))
            yield Total(self._words("term.lead.untimed.all") if self._is_untimed() else usual)
        if lead is not None and ladder.basis == "usual":
            least = self._seconds(lead.shortest, ladder.unit)
            if lead.longest is None:
                yield Total(self._words("ladder.unshared.least", time=least))
            elif lead.longest > lead.shortest:
                most = self._seconds(lead.longest, ladder.unit)
                yield Total(
                    self._words("ladder.unshared", time=self._words("ladder.range", least=least, most=most))
                )

    def _is_untimed(self) -> bool:
        """Whether the usual way has no time at all, while others have."""
        ladder, lead = self._ladder, self._ladder.lead
        is_zero = lead is not None and lead.usual.usual == 0 and ladder.untimed.count == ladder.untimed.of
        return is_zero and ladder.basis in ("mean", "sampled")

    def _untimed(self) -> Iterator[Total]:
        count, every = self._ladder.untimed.count, self._ladder.untimed.of
        if count and not self._is_untimed():
            yield Total(self._words("ladder.untimed", count=count, all=every))


def per_hundred(share: float) -> str:
    """Cases of 100: `62`, `34.9`, `0.3`; what is less than a tenth is told as such."""
    number = share * 100
    if 0 < number < 0.1:
        return "< 0.1"
    return f"{int(number * 10 + 0.5 + 1e-9) / 10:g}"
