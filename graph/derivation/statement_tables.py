"""The statements that the derivation reads, in tables: by subject, and by object of a link.

The tables are filled from N-Quads lines in one pass and can be changed line by line, so that a
change of some graphs needs no other reading. Every statement keeps its graph.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from sys import intern
from typing import Final, NamedTuple

from graph.derivation import names
from graph.derivation.moments import Moment, agreed
from graph.prefixes import EDTF

# Properties whose subjects are looked up by their object.
_LINKS: Final = frozenset({
    names.IN_PARTNERSHIP, names.PARTY, names.INHERITED_FROM, names.ACTS_FOR, names.GOVERNS,
    names.REPLACES, names.RENEWS, names.UNDER_AGREEMENT, names.CONCERNS, names.CONTRADICTS,
    names.NOT_LISTED, names.MEMBER, names.ORGANIZATION, names.ORIGINAL, names.RESULTING,
    names.PART_OF, names.HAS_PART,
})  # fmt: skip
# Something follows for the objects of these, though nothing is stated of them themselves.
_TOLD_OF: Final = (
    names.IN_PARTNERSHIP, names.ORGANIZATION, names.GOVERNS, names.REPLACES, names.RENEWS,
)  # fmt: skip
_OTHERS: Final = frozenset({
    names.LABEL, names.PARTY_ROLE, names.INITIATIVE_STATUS, names.EVENT_KIND, names.EFFECT,
    names.DECIDED_BY, names.CARRIED_OUT_BY, names.SOURCE_KIND, names.DURATION, names.AREA,
    names.COMMITMENT_KIND,
})  # fmt: skip
_DATED: Final = frozenset(names.DATED)
_READ: Final = {f"<{iri}>": intern(iri) for iri in _LINKS | _OTHERS | _DATED}
_TYPE: Final = f"<{names.TYPE}>"
_CLASSES: Final = {f"<{iri}>": intern(iri) for iri in names.CLASSES}
_EDTF: Final = f'"^^<{EDTF}>'


class TableStatement(NamedTuple):
    """A statement that is read: IRIs without brackets, of a literal the text as N-Quads has it."""

    subject: str
    predicate: str
    object: str
    graph: str


class Tables:
    """Statements by subject, and subjects by object of a link."""

    def __init__(self) -> None:
        self._about: dict[str, list[tuple[str, str, str]]] = {}
        self._links: dict[str, dict[str, list[str]]] = {link: {} for link in _LINKS}
        self._kinds: dict[str, dict[str, None]] = {kind: {} for kind in names.CLASSES}
        self._graphs: Counter[str] = Counter()
        self.effects: dict[str, str] = {}

    def add(self, statements: Iterable[TableStatement]) -> None:
        """Add statements; one that is there already is there twice."""
        for subject, predicate, value, graph in statements:
            about = self._about.setdefault(subject, [])
            new = not any(p == predicate and o == value for p, o, _ in about)
            about.append((predicate, value, graph))
            self._graphs[graph] += 1
            if new:
                self._index(subject, predicate, value)

    def remove(self, statements: Iterable[TableStatement]) -> None:
        """Take statements out, each once; one that is not there is passed over."""
        for subject, predicate, value, graph in statements:
            about = self._about.get(subject, [])
            if (predicate, value, graph) not in about:
                continue
            about.remove((predicate, value, graph))
            self._graphs[graph] -= 1
            if not any(p == predicate and o == value for p, o, _ in about):
                self._forget(subject, predicate, value)
            if not about:
                del self._about[subject]

    @property
    def size(self) -> int:
        """Number of subjects that are held."""
        return len(self._about)

    def everything(self) -> set[str]:
        """Every subject, and everything that only others tell of."""
        return {*self._about, *(thing for link in _TOLD_OF for thing in self._links[link])}

    def __contains__(self, said: TableStatement) -> bool:
        """True if a statement is in the tables."""
        return said[1:] in self._about.get(said.subject, ())

    def __bool__(self) -> bool:
        """True if anything is stated."""
        return bool(self._about)

    def stated_in(self, graph: str) -> set[str]:
        """The subjects of the statements of a graph; goes through all tables if it has any."""
        if not self._graphs[graph]:
            return set()
        return {s for s, about in self._about.items() if any(g == graph for _, _, g in about)}

    def is_a(self, subject: str, kind: str) -> bool:
        """True if a subject is stated to be of a class."""
        return subject in self._kinds[kind]

    def objects(self, link: str) -> Iterable[str]:
        """Everything that a link points to."""
        return self._links[link]

    def about(self, subject: str) -> Sequence[tuple[str, str, str]]:
        """What is stated of a subject: predicate, object and graph."""
        return self._about.get(subject, ())

    def values(self, subject: str, predicate: str) -> list[str]:
        """The objects of a predicate, each once, sorted."""
        found = {o for p, o, _ in self._about.get(subject, ()) if p == predicate}
        return sorted(found) if len(found) > 1 else list(found)

    def moment(self, subject: str, predicate: str) -> Moment | None:
        """The moment that the dates of a predicate mean, or None where none can be read."""
        return agreed(tuple(self.values(subject, predicate)))

    def graphs(self, subject: str, *predicates: str) -> frozenset[str]:
        """The graphs that state one of some predicates of a subject."""
        about = self._about.get(subject, ())
        return frozenset(graph for p, _, graph in about if p in predicates)

    def subjects(self, predicate: str, value: str) -> Sequence[str]:
        """The subjects that a link points from, each once."""
        return self._links[predicate].get(value, ())

    def _index(self, subject: str, predicate: str, value: str) -> None:
        if predicate in _LINKS:
            self._links[predicate].setdefault(value, []).append(subject)
        elif predicate == names.TYPE:
            self._kinds[value][subject] = None
        elif predicate == names.EFFECT:
            self._set_effect(subject)

    def _forget(self, subject: str, predicate: str, value: str) -> None:
        if predicate in _LINKS:
            subjects = self._links[predicate][value]
            subjects.remove(subject)
            if not subjects:
                del self._links[predicate][value]
        elif predicate == names.TYPE:
            del self._kinds[value][subject]
        elif predicate == names.EFFECT:
            self._set_effect(subject)

    def _set_effect(self, kind: str) -> None:
        """Note the effect of a kind; of several, against all sense, the first in order."""
        effects = self.values(kind, names.EFFECT)
        if effects:
            self.effects[kind] = effects[0]
        else:
            self.effects.pop(kind, None)


def reached(things: Iterable[str], beside: Callable[[str], Iterable[str]]) -> set[str]:
    """Some things, what lies beside each of them, and so on."""
    found: set[str] = set()
    waiting = list(things)
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting += beside(one)
    return found


def statements(lines: Iterable[str]) -> Iterator[TableStatement]:
    """The statements of N-Quads lines that the derivation reads."""
    for line in lines:
        subject, predicate, rest = line.split(" ", 2)
        known = _READ.get(predicate)
        if known is None and predicate != _TYPE:
            continue
        value, graph, _ = rest.rsplit(" ", 2)
        said = _object(known, value)
        if said and subject[0] == "<":
            name = known or intern(names.TYPE)
            yield TableStatement(intern(subject[1:-1]), name, said, intern(graph[1:-1]))


def _object(predicate: str | None, value: str) -> str | None:
    if predicate is None:
        return _CLASSES.get(value)
    if predicate in _DATED:
        return value[1 : -len(_EDTF)] if value.endswith(_EDTF) else None
    if value[0] == "<":
        return intern(value[1:-1])
    return value[1 : value.rindex('"')] if value[0] == '"' else None
