"""What a load would change, as plain data: statements, and what follows from them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any, Final, TypeVar

from rdflib.namespace import DCTERMS, RDFS, SKOS

from graph.engine.nquads import statements
from graph.ledger.short_names import short_graph
from graph.time.intervals import State
from graph.validation.baseline import Baseline
from graph.validation.consequences import (
    Consequences,
    DataChange,
    Difference,
    DutyChange,
    Entry,
    PartnerPair,
    SourceConflict,
    StateChange,
    consequences,
)
from graph.validation.context import CurrentGraphs
from graph.validation.quad_lines import GraphContent
from graph.validation.report import named
from graph.validation.statement_changes import (
    DanglingMention,
    GraphChange,
    StatementChanges,
    statement_changes,
)

# Entries of a kind that are told one by one; the others are counted.
MOST: Final = 25
_NAMES: Final = frozenset(f"<{name}>" for name in (RDFS.label, SKOS.prefLabel, DCTERMS.title))

# States in the order of a life.
_LIFE: Final = tuple(map(str, State))

Names = Mapping[str, Mapping[str, str]]
Record = dict[str, Any]
T = TypeVar("T")


@dataclass(frozen=True)
class Preview:
    """What a change of graphs changes.

    Attributes:
        statements: the statements that it adds and removes.
        consequences: what else; None where that was not worked out.
        names: IRI to language to name, of what the first entries of each kind name.
    """

    statements: StatementChanges
    consequences: Consequences | None = None
    names: Names = field(default_factory=dict)

    def as_dict(self, lang: str) -> Record:
        """The preview for a program or a template, with names in ``da`` or ``en``.

        Of each kind the first :data:`MOST` entries are listed, and all are counted.
        """
        return _Telling(self, lang).told()


def look_ahead(
    current: CurrentGraphs, new: Mapping[str, Sequence[str]], baseline: Baseline | None
) -> Preview:
    """Say what would change if graphs got another content.

    Args:
        current: the graphs that a ledger holds.
        new: graph IRI to the N-Quads lines that it is to have; none to take it out.
        baseline: of the same ledger; None to look at the statements alone.
    """
    changes = statement_changes(current, new)
    taken = current.graphs | {name: GraphContent(list(lines)) for name, lines in new.items()}
    after, before = list(taken.values()), list(current.graphs.values())
    if baseline is None:
        plain = Preview(changes)
        return replace(plain, names=_names(set(_named(plain)), [*after, *before]))
    added = [line for each in changes.graphs for line in each.added]
    removed = [line for each in changes.graphs for line in each.removed]
    after.append(baseline.ontology)
    before.append(baseline.ontology)
    come, gone = baseline.after(added, removed)
    change = DataChange(before, after, [*added, *removed], baseline.derived, come, gone)
    plain = Preview(changes, consequences(change))
    wanted = set(_named(plain))
    # What was inherited has names that only the derivation gives.
    derived = chain(come, baseline.derived.about(f"<{iri}>" for iri in wanted))
    known = [*after, *before, GraphContent(sorted(derived))]
    return replace(plain, names=_names(wanted, known))


# Names


def _named(preview: Preview) -> Iterator[str]:
    """The IRIs among what is listed."""
    said = preview.statements
    for graph in said.graphs:
        for one in statements([*graph.added[:MOST], *graph.removed[:MOST]]):
            yield from (one.subject, one.predicate, one.object.value)
    yield from said.vanishing[:MOST]
    yield from (mention.thing for mention in said.dangling[:MOST])
    if (follows := preview.consequences) is None:
        return
    for change in follows.states[:MOST]:
        yield from (change.thing, *change.before, *change.after)
    for kind in (follows.ties, follows.duties, follows.conflicts):
        for entry in (*kind.appearing[:MOST], *kind.vanishing[:MOST]):
            yield from entry


def _names(wanted: set[str], graphs: Iterable[GraphContent]) -> Names:
    """The names of things; those of the first graph that gives any."""
    marked = {f"<{iri}>" for iri in wanted}
    lines = []
    for content in graphs:
        for line in content.lines if content.subjects & marked else ():
            subject, predicate, _ = line.split(" ", 2)
            if predicate in _NAMES and subject in marked:
                lines.append(line)
    names: dict[str, dict[str, str]] = {}
    for one in statements(lines):
        names.setdefault(one.subject, {}).setdefault(one.object.lang, one.object.value)
    return names


# As data


@dataclass(frozen=True)
class _Telling:
    """A preview for readers of one language."""

    preview: Preview
    lang: str

    def told(self) -> Record:
        said = self.preview.statements
        told: Record = {
            "removes": said.removes,
            "graphs": [self._graph(each) for each in said.graphs],
            "vanishing": _some(said.vanishing, self._thing),
            "dangling": _some(said.dangling, self._mention),
        }
        follows = self.preview.consequences
        if follows is None:
            return told | dict.fromkeys(("states", "ties", "duties", "conflicts"))
        return told | {
            "states": _some(follows.states, self._state),
            "ties": _both(follows.ties, self._tie),
            "duties": _both(follows.duties, self._duty),
            "conflicts": _both(follows.conflicts, self._conflict),
        }

    def _name(self, iri: str) -> str:
        return named(self.preview.names.get(iri, {}), self.lang, iri)

    def _thing(self, iri: str) -> Record:
        return {"thing": iri, "label": self._name(iri)}

    def _graph(self, each: GraphChange) -> Record:
        return {
            "graph": each.graph,
            "name": short_graph(each.graph),
            "held": each.held,
            "added": _some(each.added, self._statement),
            "removed": _some(each.removed, self._statement),
        }

    def _statement(self, line: str) -> Record:
        (said,) = statements([line])
        value = said.object
        return {
            "subject": said.subject,
            "subject_label": self._name(said.subject),
            "property": said.predicate,
            "property_label": self._name(said.predicate),
            "value": value.value,
            "value_label": self._name(value.value) if value.kind == "uri" else None,
        }

    def _mention(self, mention: DanglingMention) -> Record:
        return {"graph": mention.graph, "name": short_graph(mention.graph)} | self._thing(
            mention.thing
        )

    def _state(self, change: StateChange) -> Record:
        return self._thing(change.thing) | {
            "first": change.first or None,
            "end_exclusive": change.end or None,
            "before": [self._thing(state) for state in sorted(change.before, key=_in_life)],
            "after": [self._thing(state) for state in sorted(change.after, key=_in_life)],
        }

    def _tie(self, tie: PartnerPair) -> Record:
        return {"parties": [self._thing(tie.one), self._thing(tie.other)]}

    def _duty(self, duty: DutyChange) -> Record:
        return self._thing(duty.thing) | {
            "duty": duty.duty,
            "earliest": duty.earliest or None,
            "latest": duty.latest or None,
        }

    def _conflict(self, conflict: SourceConflict) -> Record:
        return self._thing(conflict.thing) | {
            "property": conflict.property,
            "property_label": self._name(conflict.property),
            "values": [
                {
                    "value": value,
                    "value_label": self._name(value) if value in self.preview.names else None,
                    "graph": source,
                    "name": short_graph(source),
                }
                for value, source in (
                    (conflict.one_value, conflict.one_source),
                    (conflict.other_value, conflict.other_source),
                )
            ],
        }


def _in_life(state: str) -> int:
    name = state.rpartition("/")[2]
    return _LIFE.index(name) if name in _LIFE else len(_LIFE)


def _some(entries: Sequence[T], told: Callable[[T], Record]) -> Record:
    return {"count": len(entries), "listed": [told(one) for one in entries[:MOST]]}


def _both(difference: Difference[Entry], told: Callable[[Entry], Record]) -> Record:
    return {
        "appearing": _some(difference.appearing, told),
        "vanishing": _some(difference.vanishing, told),
    }
