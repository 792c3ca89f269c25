"""How often each arrow is taken in 100 cases, as it stands on the arrow; or why there are no such numbers.

Comes in: Facts of all that the numbers are of. Goes out: texts by the identity of flows, and the legend's text.
Deliberately absent: places.
"""

from __future__ import annotations

from ..analysis.facts import Facts
from ..analysis.motion.arrows import NoNumbers, times_taken
from ..analysis.motion.results import Motion, headline, motions_of
from ..words.labels import Words
from .ladder_texts import per_hundred

#: Of more decisions without percentages than these only the first are named.
_MOST_NAMED = 3


class FlowCounts:
    """The numbers of one picture. `texts` is empty where nobody knows them; `note` says what they are, or why there are none."""

    def __init__(self, facts: Facts, language: str) -> None:
        self._facts = facts
        self._words = Words(language, "picture")
        motion = headline(facts)
        found = times_taken(motion)
        self.texts: dict[int, str] = {}
        if isinstance(found, NoNumbers):
            self.note = self._without(found)
        else:
            self.texts = {flow: per_hundred(often) for flow, often in found.items()}
            self.note = self._told(motion)

    def _told(self, motion: Motion) -> str:
        note = self._words("legend.flow.sampled" if motion.is_sampled else "legend.flow")
        if len(self._facts.once(motions_of)) == 1:
            return note
        personas = self._facts.blueprint.personas
        names = [personas[key].label if key else self._words("ladder.anyone") for key in motion.personas]
        whose = self._words("for", personas=self._words.listed(names))
        return self._words("legend.flow.for", note=note, personas=whose)

    def _without(self, reason: NoNumbers) -> str:
        if not reason.runs:
            return self._words("legend.flow.no-way")
        if not reason.decisions:
            return self._words("legend.flow.starts")
        names = [self._words("quote", text=self._facts.text(key)) for key in reason.decisions[:_MOST_NAMED]]
        if len(names) < len(reason.decisions):
            names.append("…")
        return self._words("legend.flow.none", decisions=self._words.listed(names))
