"""The whole of a ledger's current state as files: N-Quads, other formats, and things one by one.

What is in the index is written from where the index is loaded from, a graph at a time, so that
memory stays flat however large the whole is.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from contextlib import nullcontext
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import IO, Final, NamedTuple

import pyoxigraph as ox

from graph.engine.base import Format
from graph.engine.changes_graph import changes
from graph.engine.derived_graph import derived, kept_at
from graph.engine.evaluate import TRIPLES
from graph.engine.index import load
from graph.engine.index_content import IndexContent, state_of
from graph.errors import UnreadableFile, VenskabError
from graph.identifiers import CHANGES_GRAPH, DERIVED_GRAPH
from graph.ledger import Ledger
from graph.ledger.short_names import short_graph
from graph.prefixes import PREFIXES
from graph.terms import Term
from graph.texts import N_
from graph.tiers import DEFAULT, Tier

Advance = Callable[[int], None]
# Statements between two reports of progress.
_STRIDE: Final = 10_000
_STRING: Final = "http://www.w3.org/2001/XMLSchema#string"


class WantedState(NamedTuple):
    """The state of a ledger that is to be written.

    Attributes:
        as_of: number of its last change; None means now.
        tier: which graphs.
    """

    as_of: int | None = None
    tier: Tier = DEFAULT


NOW: Final = WantedState()


class DumpedGraph(NamedTuple):
    """A named graph.

    Attributes:
        iri: its IRI.
        statements: how many it has.
    """

    iri: str
    statements: int


class DumpedStatement(NamedTuple):
    """One statement about a thing that is known from elsewhere.

    Attributes:
        predicate: IRI of the property.
        object: its value.
        graph: IRI of the graph that says so.
    """

    predicate: str
    object: Term
    graph: str


@dataclass(frozen=True)
class Dump:
    """A state of the ledger, to be written.

    Attributes:
        ledger: the ledger's file.
        state: what was current.
    """

    ledger: Path
    state: IndexContent

    @classmethod
    def of(cls, ledger: Path, as_of: int | None = None, tier: Tier = DEFAULT) -> Dump:
        """The state of a tier after change ``as_of`` (default: now).

        Raises:
            UnreadableFile: the ledger cannot be opened.
        """
        with Ledger.open(ledger) as opened:
            return cls(ledger, state_of(opened, as_of, tier))

    @property
    def generation(self) -> str:
        """Name of the state; that of an engine over the same ledger."""
        return self.state.generation

    @property
    def statements(self) -> int:
        """About how many statements there are; what is derived is as much again."""
        return 2 * sum(version.quads for version in self.state.versions)

    def write(self, out: IO[bytes], advance: Advance) -> list[DumpedGraph]:
        """Write all graphs as N-Quads, by their IRIs, each sorted; and say which they are.

        Args:
            out: where to.
            advance: told of the statements done.
        """
        written = []
        with Ledger.open(self.ledger) as ledger:
            for iri, lines in self._graphs(ledger):
                count = _write(out, lines)
                advance(count)
                written.append(DumpedGraph(iri, count))
        return [graph for graph in written if graph.statements]

    def _graphs(self, ledger: Ledger) -> Iterator[tuple[str, Iterable[bytes]]]:
        hashes = {version.graph: version.hash for version in self.state.versions}
        for iri in sorted({*hashes, DERIVED_GRAPH, CHANGES_GRAPH}):
            if iri in hashes:
                yield iri, (f"{line}\n".encode() for line in ledger.lines(hashes[iri]))
            else:
                yield iri, self._derived(ledger) if iri == DERIVED_GRAPH else self._history(ledger)

    def _history(self, ledger: Ledger) -> Iterable[bytes]:
        lines = changes(ledger, self.state.head, self.state.tier)
        return (f"{line}\n".encode() for line in sorted(lines))

    def _derived(self, ledger: Ledger) -> Iterator[bytes]:
        folder = self.ledger.with_name("derived")
        path = kept_at(folder, self.state.data)
        made: Iterable[bytes] = ()
        if not _is_there(path):
            store = ox.Store()
            if damaged := load(store, ledger, self.state):
                raise UnreadableFile(
                    N_("{graph} is damaged in the ledger.", graph=short_graph(damaged[0])),
                    hint=N_("Look at venskab ledger verify, and restore the ledger's backup."),
                )
            made = derived(store, folder, self.state.data).lines.splitlines()
        # Now it is kept, unless the folder cannot be written.
        with gzip.open(path) if _is_there(path) else nullcontext(made) as lines:
            yield from (line.rstrip(b"\n") + b"\n" for line in lines)


def _is_there(path: Path) -> bool:
    # A power cut leaves an empty file, which gzip takes for the packing of nothing.
    return path.exists() and path.stat().st_size > 0


def _write(out: IO[bytes], lines: Iterable[bytes]) -> int:
    number = 0
    for line in lines:
        out.write(line)
        number += 1
    return number


def convert(nquads: Path, out: IO[bytes], form: Format, advance: Advance) -> None:
    """Write the N-Quads of a file in another format.

    Args:
        nquads: the file; where the format has no named graphs, sorted as a whole.
        out: where to.
        form: the format.
        advance: told of the statements done.
    """
    named = form.media_type in ("application/trig", "application/ld+json")
    quads = _counted(ox.parse(path=str(nquads), format=ox.RdfFormat.N_QUADS), advance)
    ox.serialize(quads if named else _merged(quads), out, TRIPLES[form.name], prefixes=PREFIXES)


def _counted(quads: Iterable[ox.Quad], advance: Advance) -> Iterator[ox.Quad]:
    for number, quad in enumerate(quads, start=1):
        yield quad
        if number % _STRIDE == 0:
            advance(_STRIDE)


def _merged(quads: Iterable[ox.Quad]) -> Iterator[ox.Triple]:
    """Each triple once, however many graphs state it."""
    for triple, _ in groupby(quads, key=lambda quad: quad.triple):
        yield triple


def subjects(nquads: Path, advance: Advance) -> Iterator[tuple[str, list[DumpedStatement]]]:
    """The things of an N-Quads file that is sorted as a whole, each with all that is said of it.

    Args:
        nquads: the file.
        advance: told of the statements done.

    Raises:
        VenskabError: a statement is about a node without a name, which the ledger takes none of.
    """
    quads = _counted(ox.parse(path=str(nquads), format=ox.RdfFormat.N_QUADS), advance)
    for subject, group in groupby(quads, key=lambda quad: quad.subject):
        if not isinstance(subject, ox.NamedNode):
            raise VenskabError(
                N_("A statement is about a node without a name."), where=str(subject)
            )
        yield subject.value, [_said(quad) for quad in group]


def _said(quad: ox.Quad) -> DumpedStatement:
    graph = quad.graph_name
    name = graph.value if isinstance(graph, ox.NamedNode) else ""
    return DumpedStatement(quad.predicate.value, _value(quad.object), name)


def _value(term: object) -> Term:
    match term:
        case ox.NamedNode():
            return Term("uri", term.value)
        case ox.Literal():
            plain = term.language or term.datatype.value == _STRING
            return Term(
                "literal", term.value, term.language or "", "" if plain else term.datatype.value
            )
        case _:
            raise VenskabError(N_("A value is neither a name nor a text."), where=str(term))
