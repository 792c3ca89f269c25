"""The names of a file: who declares them, and what a reference means.

Comes in: statements. Goes out: keys, and a diagnostic for every name that is unknown, ambiguous, or of the wrong kind. Every name that
is looked up is kept with its place, for `blueprint.resolver.symbols`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..diagnostics import Diagnostic, Edit, Label, did_you_mean, error
from ..grammar import english_by_terminal, terminals_by_spelling
from ..lane_kinds import LANE_KINDS
from ..made_names import name_from
from ..model import Owner, Replacement
from ..similar_names import Vocabulary
from ..source import Source, Span
from ..syntax import nodes
from ..words import Keyword, Phrase, Text, listing, phrase
from .imports import DECLARATIONS, Declared, Whole

_CARDS = frozenset(["fail", "pain", "idea", "question"])
#: Words inside texts are not declarations.
_STRING = re.compile(r'"[^"\n]*"?|“[^”\n]*”?|「[^」\n]*」?')
#: Words for `and` that Chinese writes without spaces around them.
_GLUED_AND = re.compile("[和与]")
#: What a thing of each namespace is called in messages.
_CALLED = {
    "role": phrase("message.role"),
    "system": phrase("message.system"),
    "channel": phrase("message.channel"),
    "persona": phrase("message.persona"),
    "metric": phrase("message.metric"),
    "goal": phrase("message.goal"),
    "risk": phrase("message.risk"),
    "feedback": phrase("message.feedback"),
    "pilot": phrase("message.pilot"),
    "lane": phrase("message.lane"),
    "phase": phrase("message.phase"),
    "step": phrase("message.step"),
    "action": phrase("message.action"),
    "card": phrase("message.card"),
}
#: Keywords that came later and begin no statement: lanes may be called so, for some were.
_FREE_FOR_LANES = frozenset(["AND", "BEGUN", "DONE"])
#: The same with an article.
_ONE = {
    "role": phrase("message.a.role"),
    "system": phrase("message.a.system"),
    "channel": phrase("message.a.channel"),
    "persona": phrase("message.a.persona"),
    "metric": phrase("message.a.metric"),
    "goal": phrase("message.a.goal"),
    "risk": phrase("message.a.risk"),
    "feedback": phrase("message.a.feedback"),
    "pilot": phrase("message.a.pilot"),
    "lane": phrase("message.a.lane"),
    "phase": phrase("message.a.phase"),
    "step": phrase("message.a.step"),
    "action": phrase("message.a.action"),
    "card": phrase("message.a.card"),
}


#: Of so many names an error message tells which they are.
_MOST_CLASHES = 5

#: A name where it is used: its namespace, the key of what it means (None where it means nothing), the word.
Use = tuple[str, str | None, nodes.Word]


class Names:
    """All names of one file and its imports."""

    def __init__(self, tree: nodes.File) -> None:
        self.problems: list[Diagnostic] = []
        #: The name of the blueprint itself.
        self.header: nodes.Word | None = None
        #: Every name that was looked up, some of them twice; plain tuples, since speed counts here.
        self.uses: list[Use] = []
        #: Second declarations, with the key of the first.
        self.redeclared: list[Use] = []
        #: Where each name of a namespace is declared.
        self.declared: dict[str, dict[str, Span]] = {}
        self.lane_kinds: dict[str, list[str]] = {}
        self.lane_keys: dict[int, str] = {}
        #: Where the lanes without a name stand: the words that say their kinds.
        self.unnamed_lanes: dict[str, Span] = {}
        self.lane_texts: dict[str, str] = {}
        #: Keys by identity of the statement, for statements with or without a name.
        self.step_keys: dict[int, str] = {}
        self.actions_by_name: dict[str, list[str]] = {}
        self.doubled_steps: set[str] = set()
        self.things: set[str] = set()
        #: Named actions with another mistake in them.
        self.unreadable: set[str] = set()
        #: The cards that have their name to themselves.
        self.card_spans: dict[int, Span] = {}
        #: The kind of card with a name: all kinds share a namespace.
        self.card_kinds: dict[str, str] = {}
        self._vocabularies: dict[str, tuple[int, Vocabulary | None]] = {}
        #: The names that cures would give.
        self._suggested: set[str] = set()
        self._lost = _words(tree.skipped)
        #: The imported files that are blueprints of their own, and what they declare that this file declares as well.
        self._wholes: dict[Source, Whole] = {}
        self._clashes: dict[Source, list[tuple[Text, Span]]] = {}
        #: Whether an import could not be read, so that the names it declares are unknown.
        self._may_be_imported = False

    # ── declaring ────────────────────────────────────────────────────────────────────────────────────────────────────────

    def declare(self, declared: Declared, tree: nodes.File) -> None:
        """Enter the names of declarations, lanes, phases, steps and cards; actions follow, step by step."""
        self._lost |= _words(declared.skipped)
        self._may_be_imported = declared.refused
        self._wholes = {whole.source: whole for whole in declared.wholes}
        for entry in declared.entries:
            assert entry.name is not None, "the grammar gives every declaration a name"
            self.enter(entry.keyword, entry.name)
        self._declare_lanes(declared.lanes)
        self._refuse_wholes()
        number = 0
        for item in tree.items:
            for step in _steps(item):
                number += 1
                name = step.name
                is_new = name is not None and self.enter("step", name)
                self.step_keys[id(step)] = name.text if name and is_new else f"step-{number}"
                if name and not is_new:
                    self.doubled_steps.add(name.text)
            if isinstance(item, nodes.Phase) and item.name:
                self.enter("phase", item.name)
        for card in _cards(tree.items):
            if card.name and self.enter("card", card.name):
                self.card_spans[id(card)] = card.name.span
                self.card_kinds[card.name.text] = card.keyword

    def _is_of_a_whole(self, called: Text, span: Span, first: Span) -> bool:
        """Whether the first declaration stands in an imported blueprint: then the import is what is wrong, and is reported once."""
        if first.source not in self._wholes or span.source is first.source:
            return False
        self._clashes.setdefault(first.source, []).append((called, span))
        return True

    def _refuse_wholes(self) -> None:
        """Report the imported blueprints that declare what this file, or another import, declares as well."""
        for source, clashes in self._clashes.items():
            names = [called for called, _ in clashes[:_MOST_CLASHES]]
            more = len(clashes) - len(names)
            text = phrase(
                "BP018.whole", file=source.name, names=listing([*names, *["…"] * bool(more)], "comma")
            )
            labels = [Label(span, phrase("BP018.whole.label")) for _, span in clashes[:_MOST_CLASHES]]
            self.problems.append(
                error("BP018", self._wholes[source].path.span, text, phrase("BP018.whole.cure"), labels)
            )

    def enter(self, namespace: str, name: nodes.Word) -> bool:
        """Declare a name; false, with an error, if it is taken."""
        table = self.declared.setdefault(namespace, {})
        if name.text in table:
            called = phrase("message.quoted.kind", kind=_CALLED[namespace], name=name.text)
            if not self._is_of_a_whole(called, name.span, table[name.text]):
                text = phrase("BP012", kind=_CALLED[namespace], name=name.text)
                self.twice(name.span, text, table[name.text])
            self.redeclared.append((namespace, name.text, name))
            return False
        table[name.text] = name.span
        return True

    def twice(self, span: Span, text: Text, first: Span) -> None:
        """Report a second declaration, with the place of the first."""
        label = Label(first, phrase("BP012.label"))
        self.problems.append(error("BP012", span, text, phrase("BP012.cure"), [label]))

    def _declare_lanes(self, blocks: list[nodes.Lanes]) -> None:
        for block in blocks[1:]:
            if not self._is_of_a_whole(phrase("message.the-lanes"), _head(block.span), _head(blocks[0].span)):
                self.twice(_head(block.span), phrase("BP012.lanes"), _head(blocks[0].span))
        lanes = [band for band in blocks[0].bands if isinstance(band, nodes.Lane)] if blocks else []
        named = {id(lane): self._lane_name(lane) for lane in lanes}
        unnamed: dict[str, int] = {}
        for lane in lanes:
            kind = lane.kind.text
            key = named[id(lane)]
            if key is None:
                number = unnamed[kind] = unnamed.get(kind, 0) + 1
                # The first lane without a name is called by its kind, unless another one calls itself so.
                key = (
                    kind if number == 1 and kind not in self.declared.get("lane", {}) else f"{kind}-{number}"
                )
                self.unnamed_lanes[key] = lane.kind.span
                self.lane_texts[key] = lane.label.value if lane.label else ""
            self.lane_keys[id(lane)] = key
            self.lane_kinds.setdefault(kind, []).append(key)

    def _lane_name(self, lane: nodes.Lane) -> str | None:
        if lane.name is None:
            return None
        terminal = terminals_by_spelling().get(lane.name.text)
        if terminal and terminal not in _FREE_FOR_LANES:
            english = english_by_terminal()[terminal]
            # A lane kind may call itself: then the name is the kind.
            if english == lane.kind.text:
                return english if self.enter("lane", nodes.Word(text=english, span=lane.name.span)) else None
            text = phrase("BP020", name=lane.name.text)
            self.problems.append(error("BP020", lane.name.span, text, phrase("BP020.cure")))
            return None
        return lane.name.text if self.enter("lane", lane.name) else None

    def default_lanes(self, kinds: Iterable[str]) -> None:
        """Enter the lanes that a file without `lanes` has."""
        for kind in kinds:
            self.lane_kinds[kind] = [kind]

    # ── looking up ───────────────────────────────────────────────────────────────────────────────────────────────────────

    def find(self, namespace: str, word: nodes.Word, *again: nodes.Word) -> str | None:
        """The key of a declared name; None, with an error, where there is none. `again`: the name was looked up before."""
        table = self.declared.get(namespace, {})
        known = word.text if word.text in table else None
        self.uses += [(namespace, known, same) for same in (word, *again)]
        if known is not None:
            return known
        if word.text not in self._lost and not (self._may_be_imported and namespace in DECLARATIONS):
            text = phrase("BP011", kind=_CALLED[namespace], name=word.text)
            meant = self._vocabulary(namespace, table).slip(word.text)
            fix = [Edit(word.span, meant) for word in (word, *again)] if meant else []
            self.unknown(word.span, text, self._cure(namespace, word.text), fix)
            # From here on the intended name counts, so that correcting it reveals no new errors.
            return meant
        return None

    def find_all(self, namespace: str, words: Iterable[nodes.Value]) -> tuple[str, ...]:
        """The keys of several names, those left out that mean nothing."""
        # A name that is listed twice is reported once and corrected in both places.
        unique: dict[str, list[nodes.Word]] = {}
        for word in words:
            if isinstance(word, nodes.Word):
                unique.setdefault(word.text, []).append(word)
        keys = [self.find(namespace, *same) for same in unique.values()]
        return tuple(key for key in keys if key is not None)

    def unknown(self, span: Span, text: Text, cure: Text | None, fix: Iterable[Edit] = ()) -> None:
        """Report an unknown name."""
        self.problems.append(error("BP011", span, text, cure, fix=fix))

    def _cure(self, namespace: str, name: str) -> Phrase:
        parts = _GLUED_AND.split(name)
        if (
            namespace == "role"
            and len(parts) > 1
            and all(part in self.declared.get("role", {}) for part in parts)
        ):
            return phrase("BP011.cure.glued", names=f" {_GLUED_AND.findall(name)[0]} ".join(parts))
        near = self._vocabulary(namespace, self.declared.get(namespace, {})).nearest(name)
        if near:
            return phrase("message.did-you-mean", name=near)
        for other, table in self.declared.items():
            if name in table and other != namespace:
                return phrase("BP011.cure.other", name=name, kind=_ONE[other], wanted=_ONE[namespace])
        if namespace == "card":
            return phrase("BP011.cure.card")
        if namespace in ("step", "phase"):
            return phrase("BP011.cure.own", kind=_ONE[namespace])
        return phrase("BP011.cure", keyword=Keyword(namespace), name=name)

    def lane(self, word: nodes.Word) -> str | None:
        """The key of a lane by its name, or by its kind where only one lane is of that kind."""
        name = word.text
        same = self.lane_kinds.get(name, [])
        key = name if name in self.declared.get("lane", {}) else same[0] if len(same) == 1 else None
        self.uses.append(("lane", key, word))
        if key is not None:
            return key
        known = [*self.declared.get("lane", {}), *self.lane_kinds]
        if name in self._lost or (self._may_be_imported and not did_you_mean(name, known)):
            return None
        if same:
            self._several_lanes(word, same)
        elif name in LANE_KINDS:
            kind = Keyword(name)
            self.unknown(
                word.span, phrase("BP011.lane-kind", kind=kind), phrase("BP011.lane-kind.cure", kind=kind)
            )
        else:
            known = [*self.declared.get("lane", {}), *self.lane_kinds]
            terminal = terminals_by_spelling().get(name)
            lanes = [Keyword(each) if each in LANE_KINDS else each for each in dict.fromkeys(known)]
            cure = did_you_mean(name, known) or phrase("BP011.lane.cure", lanes=listing(lanes, "comma"))
            if terminal:
                cure = phrase("BP011.lane.cure.keyword", name=name)
            one_lane = {kind: keys[0] for kind, keys in self.lane_kinds.items() if len(keys) == 1}
            one_lane.update({key: key for key in self.declared.get("lane", {})})
            meant = None if terminal else Vocabulary(one_lane).slip(name)
            text = phrase("BP011", kind=_CALLED["lane"], name=name)
            self.unknown(word.span, text, cure, [Edit(word.span, meant)] if meant else [])
            return one_lane[meant] if meant else None
        return None

    def _several_lanes(self, word: nodes.Word, keys: list[str]) -> None:
        """Report a kind that several lanes have, with their places, and with a name for those that have none."""
        declared = self.declared.get("lane", {})
        unnamed = [key for key in keys if key not in declared]
        text = phrase("BP013.lane", number=len(keys), kind=Keyword(word.text))
        cure = phrase("BP013.cure", names=listing(keys, "comma"))
        if unnamed:
            given: list[str] = []
            for key in unnamed:
                given.append(name_from(self.lane_texts.get(key, ""), {*declared, *given}, "lane"))
            names = listing([f"`{word.text} {name}`" for name in given], "comma")
            cure = phrase("BP013.lane.cure", names=names)
        spans = [declared.get(key) or self.unnamed_lanes[key] for key in keys]
        labels = [Label(span, phrase("BP013.label")) for span in spans]
        self.problems.append(error("BP013", word.span, text, cure, labels))

    def new_action(self, reference: nodes.Reference, text: nodes.Text) -> bool:
        """Whether a target with a text is a lane, so that a new action is meant that lacks its name: then it is reported."""
        word = reference.name
        is_lane = word.text in self.declared.get("lane", {}) or word.text in LANE_KINDS
        if reference.step is not None or not is_lane or word.text in self.actions_by_name:
            return False
        self.uses.append(("action", None, word))
        name = name_from(text.value, {*self._suggested, *self.actions_by_name})
        self._suggested.add(name)
        place = Span(text.span.source, text.span.start, text.span.start)
        message = phrase("BP011", kind=_CALLED["action"], name=word.text)
        cure = phrase(
            "BP011.action.cure.lane-alone",
            name=word.text,
            lane=Keyword(word.text),
            suggested=name,
            text=text.span.text,
        )
        self.unknown(word.span, message, cure, [Edit(place, f"{name} ")])
        return True

    def source(self, reference: nodes.Reference, step: str | None) -> str | None:
        """The key of the action that an arrow begins at."""
        word = reference.name
        is_lane = word.text in self.declared.get("lane", {}) or word.text in LANE_KINDS
        if reference.step is not None or not is_lane or word.text in self.actions_by_name:
            return self.action(reference, step)
        self.uses.append(("action", None, word))
        message = phrase("BP011", kind=_CALLED["action"], name=word.text)
        self.unknown(word.span, message, phrase("BP011.action.cure.lane-first", name=word.text))
        return None

    def action(self, reference: nodes.Reference, step: str | None) -> str | None:
        """The key of an action: `step.name`, or a bare name in this step, or in the whole file where only one action has it."""
        name = reference.name.text
        if reference.step is not None:
            if self.find("step", reference.step) is None:
                self.uses.append(("action", None, reference.name))
                return None
            return self._known_action(f"{reference.step.text}.{name}", reference)
        if step is not None and f"{step}.{name}" in self.declared.get("action", {}):
            return self._known_action(f"{step}.{name}", reference)
        candidates = self.actions_by_name.get(name, [])
        if len(candidates) == 1:
            return self._known_action(candidates[0], reference)
        if candidates:
            cure = phrase("BP013.cure", names=listing(candidates, "comma"))
            if any("-" in key for key in candidates):
                cure = phrase("BP013.cure.steps", name=name)
            labels = [Label(self.declared["action"][key], phrase("BP013.label")) for key in candidates]
            self.uses.append(("action", None, reference.name))
            text = phrase("BP013", number=len(candidates), name=name)
            self.problems.append(error("BP013", reference.span, text, cure, labels))
            return None
        return self._known_action(name, reference)

    def action_again(self, reference: nodes.Reference, key: str | None) -> None:
        """Keep a use of an action by a reference equal to one that was looked up already."""
        if reference.step is not None:
            step = reference.step.text
            self.uses.append(
                ("step", step if step in self.declared.get("step", {}) else None, reference.step)
            )
        # A misspelt name was taken for that name, but is another word.
        is_written = key is not None and key.rpartition(".")[2] == reference.name.text
        self.uses.append(("action", key if is_written else None, reference.name))

    def _known_action(self, key: str, reference: nodes.Reference) -> str | None:
        self.uses.append(("action", key if key in self.declared.get("action", {}) else None, reference.name))
        if key in self.things:
            text = phrase("BP019.thing", name=reference.name.text)
            label = Label(self.declared["action"][key], phrase("BP019.thing.label"))
            self.problems.append(error("BP019", reference.span, text, phrase("BP019.thing.cure"), [label]))
            return None
        if key in self.unreadable:
            return None
        if key in self.declared.get("action", {}):
            return key
        if reference.step is not None and reference.step.text in self.doubled_steps:
            return None
        name = reference.name.text
        if name not in self._lost:
            text = phrase("BP011", kind=_CALLED["action"], name=key)
            meant = self._action_meant(reference)
            fix = [Edit(reference.name.span, meant)] if meant else []
            self.unknown(reference.span, text, self._action_cure(reference), fix)
            if meant:
                found = f"{reference.step.text}.{meant}" if reference.step else self.actions_by_name[meant][0]
                return self._known_action(found, reference)
        return None

    def _action_meant(self, reference: nodes.Reference) -> str | None:
        """The action's name that a reference misspells: one of its step, or one that is unique in the file."""
        name = reference.name.text
        if reference.step is not None:
            prefix = f"{reference.step.text}."
            inside = [key for key in self.declared.get("action", {}) if key.startswith(prefix)]
            meant = Vocabulary(key.removeprefix(prefix) for key in inside).slip(name)
        else:
            meant = self._vocabulary("action by name", self.actions_by_name).slip(name)
        is_one = reference.step is not None or len(self.actions_by_name.get(meant or "", ())) == 1
        return meant if is_one else None

    def _vocabulary(self, called: str, names: Mapping[str, object]) -> Vocabulary:
        """The names to search for similar ones; built again only after new ones were declared."""
        count, found = self._vocabularies.get(called, (-1, None))
        if found is None or count != len(names):
            found = Vocabulary(names)
            self._vocabularies[called] = len(names), found
        return found

    def _action_cure(self, reference: nodes.Reference) -> Phrase:
        name = reference.name.text
        if reference.step is None and name in self.declared.get("step", {}):
            inside = [key for key in self.declared.get("action", {}) if key.startswith(f"{name}.")]
            if inside:
                return phrase("BP011.action.cure.step", name=name, action=inside[0])
            return phrase("BP011.action.cure.other", name=name, kind=_ONE["step"])
        if reference.step is not None:
            prefix = f"{reference.step.text}."
            inside = [key for key in self.declared.get("action", {}) if key.startswith(prefix)]
            near = did_you_mean(prefix + name, inside)
            if near or inside:
                actions = listing(inside, "comma")
                return near or phrase("BP011.action.cure.inside", step=reference.step.text, actions=actions)
            return phrase("BP011.action.cure.empty", step=reference.step.text)
        if name in self.declared.get("lane", {}) or name in LANE_KINDS:
            return phrase("BP011.action.cure.lane", name=name, lane=Keyword(name))
        close = self._vocabulary("action by name", self.actions_by_name).nearest(name)
        if close:
            return phrase("message.did-you-mean", name=close)
        for namespace in ("phase", "card", "role", "system"):
            if name in self.declared.get(namespace, {}):
                return phrase("BP011.action.cure.other", name=name, kind=_ONE[namespace])
        return phrase("BP011.action.cure")

    def owner(self, value: nodes.Value) -> Owner | None:
        """The owner that a role's name or a text names."""
        if isinstance(value, nodes.Text):
            return Owner(text=value.value)
        assert isinstance(value, nodes.Word), "the grammar takes a name or a text"
        role = self.find("role", value)
        return Owner(role=role, text=value.text) if role else None

    def replacement(self, attribute: nodes.Attribute) -> Replacement:
        """What a to-be replaces or removes; the names are those of another file and stand as written."""
        named = [value for value in attribute.values if isinstance(value, nodes.Reference)]
        for reference in named:
            key = f"{reference.step.text}.{reference.name.text}" if reference.step else reference.name.text
            self.uses.append(("replaced action", key, reference.name))
            if reference.step is not None:
                self.uses.append(("replaced step", reference.step.text, reference.step))
        reasons = [value.value for value in attribute.values if isinstance(value, nodes.Text)]
        return Replacement(
            span=attribute.span,
            actions=tuple(
                f"{reference.step.text}.{reference.name.text}" if reference.step else reference.name.text
                for reference in named
            ),
            reason=reasons[0] if reasons else None,
        )


def _steps(item: nodes.Statement) -> list[nodes.Step]:
    if isinstance(item, nodes.Step):
        return [item]
    if isinstance(item, nodes.Phase):
        return [step for step in item.items if isinstance(step, nodes.Step)]
    return []


def _cards(items: Iterable[nodes.Node] | None) -> Iterator[nodes.Entry]:
    """All cards of a file, wherever they stand."""
    for item in items or ():
        if isinstance(item, nodes.Entry) and item.keyword in _CARDS:
            yield item
        elif isinstance(item, nodes.Phase | nodes.Step):
            yield from _cards(item.items)
        elif isinstance(item, nodes.Action):
            yield from _cards(item.body)


def _head(span: Span) -> Span:
    """The first line of a statement with a block."""
    first = span.text.split("{")[0].rstrip()
    return Span(span.source, span.start, span.start + len(first))


def _words(spans: Iterable[Span]) -> frozenset[str]:
    """The words of statements that could not be read: a reference to one of them is not a second mistake."""
    texts = [_STRING.sub(" ", span.text) for span in spans]
    # `check-in` may be meant as check_in, which others refer to.
    return frozenset(
        word
        for text in texts
        for form in (text, text.replace("-", "_"))
        for word in re.findall(r"[^\W\d]\w*", form)
    )
