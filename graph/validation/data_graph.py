"""The graph the shapes look at: the lines, their context, and the days that dates can mean."""

from __future__ import annotations

import logging
import warnings
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF, RDFS, XSD
from rdflib.plugins.sparql.sparql import Query
from rdflib.query import Processor
from rdflib.query import Result as Answer
from rdflib.term import Identifier, Node

from graph.engine.rdflib_adapter import Quad, Selector, read
from graph.errors import BadDate
from graph.namespaces import VSK
from graph.prefixes import BASE, EDTF
from graph.time.edtf_dates import bounds
from graph.validation.shapes import Shapes, Triple, terms

DATE_PROPERTIES: Final = tuple(
    VSK[name]
    for name in (
        "began", "ended", "attested", "date", "signed",
        "inForceFrom", "inForceUntil", "reviewDue", "due", "published",
    )
)  # fmt: skip
_SOURCES: Final = BASE + "graph/source/"


class DataGraph(Graph):
    """A graph that rdflib reads and Oxigraph queries.

    pySHACL asks a query for each node; over a store of Oxigraph it would be slower still, for it
    counts the graph again and again.
    """

    @cached_property
    def _selector(self) -> Selector:
        return Selector(self)

    def query(
        self,
        query_object: str | Query,
        processor: str | Processor = "sparql",
        result: str | type[Answer] = "sparql",
        initNs: Mapping[str, Any] | None = None,  # noqa: N803  # rdflib's names
        initBindings: Mapping[str, Identifier] | None = None,  # noqa: N803
        use_store_provided: bool = True,
        **kwargs: Any,
    ) -> Answer:
        """As rdflib's own, for the SELECT queries that pySHACL asks; nothing is added after."""
        del processor, result, initNs, use_store_provided, kwargs
        return self._selector.select(str(query_object), initBindings or {})


@dataclass(frozen=True)
class Data:
    """The graph that is validated.

    Attributes:
        graph: the lines, what they lean on, and bounds.
        own: the lines.
        subjects: what the lines describe; the only things that are judged.
        in_sources: those of them that a source graph describes.
        impossible: dates of the lines that have no bounds.
    """

    graph: DataGraph
    own: list[Triple]
    subjects: frozenset[Node]
    in_sources: frozenset[Node]
    impossible: list[Triple] = field(default_factory=list)

    def instances(self, cls: Node) -> set[Node]:
        """Things the lines describe that are of a class or of one below it."""
        return self._by_class.get(cls, set())

    def having(self, path: Node) -> set[Node]:
        """Things the lines describe that have a property."""
        return set(self.subjects.intersection(self.graph.subjects(path, None)))

    @cached_property
    def _by_class(self) -> dict[Node, set[Node]]:
        found: dict[Node, set[Node]] = defaultdict(set)
        for subject, cls in self.graph.subject_objects(RDF.type):
            if subject in self.subjects:
                found[cls].add(subject)
        for cls, members in list(found.items()):
            for above in self.graph.transitive_objects(cls, RDFS.subClassOf):
                if above is not None:
                    found[above] |= members
        return dict(found)


def assemble(lines: Sequence[str], reference: Sequence[str], shapes: Shapes) -> Data:
    """Lines and what they lean on as one graph.

    Where lines state a property that has one value, what the reference says of it is left aside:
    two sources may disagree, and each is judged by what it says itself. Where sources among the
    reference disagree, one of them is heard: the quarrel is theirs, not that of the lines.
    """
    own = list(_parse(lines))
    graph = DataGraph()
    for s, p, o, _ in own:
        graph.add((s, p, o))
    said_in: dict[tuple[Node, Node], str | None] = {
        (s, p): None for s, p, _, _ in own if p in shapes.single
    }
    for s, p, o, name in _parse(leaned_on(lines, reference)):
        if p not in shapes.single or said_in.setdefault((s, p), name) == name:
            graph.add((s, p, o))
    subjects = frozenset(s for s, _, _, _ in own)
    sources = frozenset(s for s, _, _, name in own if not name or name.startswith(_SOURCES))
    impossible = [triple for triple in _add_bounds(graph) if triple[0] in subjects]
    _add_terms(graph)
    return Data(graph, [quad[:3] for quad in own], subjects, sources, impossible)


def leaned_on(lines: Sequence[str], reference: Iterable[str]) -> list[str]:
    """The lines of the reference that matter to the given lines.

    What the lines name, what that names in turn, and what points to a thing the lines describe.
    Older versions of the lines' own graphs do not count.
    """
    replaced = tuple(f" {name} ." for name in {_terms(line)[3] for line in lines} if name)
    described = {_terms(line)[0] for line in lines}
    said: dict[str, list[str]] = defaultdict(list)
    wanted = described | {_terms(line)[2] for line in lines}
    for line in reference:
        if not line.endswith(replaced):
            subject, _, value, _ = _terms(line)
            said[subject].append(line)
            if value in described:
                wanted.add(subject)
    return list(_reachable(said, wanted))


def _reachable(said: Mapping[str, list[str]], wanted: set[str]) -> Iterator[str]:
    waiting, seen = list(wanted), set(wanted)
    while waiting:
        for line in said.get(waiting.pop(), ()):
            yield line
            value = _terms(line)[2]
            if value not in seen:
                seen.add(value)
                waiting.append(value)


def _terms(line: str) -> tuple[str, str, str, str]:
    """Subject, predicate, object and graph of an N-Quads line; a literal is cut short."""
    subject, predicate, rest = line.split(" ", 2)
    if not rest.startswith('"'):
        value, *more = rest.split()
        return subject, predicate, value, more[0] if len(more) > 1 else ""
    last = rest.rstrip(" .").rsplit(" ", 1)[-1]
    # A graph name stands alone; a datatype hangs on its literal.
    return subject, predicate, '"', last if last.startswith("<") and last.endswith(">") else ""


@contextmanager
def unheard() -> Generator[None]:
    """Keeps rdflib quiet: not for two threads at a time.

    It logs literals it cannot read, which the shapes report, and warns of its own old methods,
    which it and pySHACL use.
    """
    log = logging.getLogger("rdflib.term")
    before = log.disabled
    log.disabled = True
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)
            yield
    finally:
        log.disabled = before


def _parse(lines: Iterable[str]) -> Iterator[Quad]:
    return read("\n".join(lines).encode(), "nquads")


def _add_terms(graph: Graph) -> None:
    """Add what the ontology says of every term in the graph, and of the terms that names."""
    known = terms()
    waiting = {node for triple in graph for node in triple if not isinstance(node, Literal)}
    seen = set(waiting)
    while waiting:
        for triple in known.get(waiting.pop(), ()):
            graph.add(triple)
            if triple[2] not in seen:
                seen.add(triple[2])
                waiting.add(triple[2])


def _add_bounds(graph: Graph) -> Iterator[Triple]:
    """Add first and last day of every date; yields the dates that have none."""
    for name in DATE_PROPERTIES:
        earliest, latest = URIRef(f"{name}Earliest"), URIRef(f"{name}Latest")
        graph.remove((None, earliest, None))
        graph.remove((None, latest, None))
        for s, p, o in list(graph.triples((None, name, None))):
            if str(getattr(o, "datatype", "")) != EDTF:
                continue
            try:
                days = bounds(str(o))
            except BadDate:
                yield s, p, o
                continue
            for side, day in ((earliest, days.earliest), (latest, days.latest)):
                if day:
                    graph.add((s, side, Literal(day.isoformat(), datatype=XSD.date)))
