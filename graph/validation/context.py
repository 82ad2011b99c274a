"""The graphs beside which a document is judged: other new ones, and those of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from itertools import chain

from graph.engine.formats import N_QUADS
from graph.engine.safe_parser import ParsedDocument
from graph.errors import UnusableInput
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger
from graph.ledger.short_names import short_graph
from graph.texts import N_
from graph.tiers import Tier
from graph.validation.quad_index import QuadIndex
from graph.validation.quad_lines import GraphContent, Line, Said
from graph.validation.surroundings import Surroundings


class CurrentGraphs:
    """The graphs of a tier that a ledger holds now, without the ontology: the gate has its own.

    Args:
        ledger: the ledger; it is read at once.
        tier: no source leans on what a list says, and a list is larger than all sources.

    Attributes:
        versions: graph IRI to the hash of its version.
        graphs: graph IRI to its content.
    """

    def __init__(self, ledger: Ledger, tier: Tier = Tier.EVIDENCE) -> None:
        self._tier = tier
        self.versions: dict[str, str] = {}
        self.graphs: dict[str, GraphContent] = {}
        self.update(ledger)

    def update(self, ledger: Ledger) -> None:
        """Read what was changed since; what was not stays as it is."""
        now = {
            each.graph: each.hash
            for each in ledger.graphs()
            if each.graph != ONTOLOGY_GRAPH and self._tier.holds(each.graph)
        }
        self.graphs = {
            graph: self.graphs[graph]
            if self.versions.get(graph) == name
            else GraphContent(ledger.lines(name))
            for graph, name in now.items()
        }
        self.versions = now
        self.surroundings = Surroundings(self.graphs)
        self.__dict__.pop("statements", None)  # worked out anew when it is asked for

    @cached_property
    def statements(self) -> QuadIndex:
        """What the checks across graphs compare, of all graphs."""
        return QuadIndex(one for each in self.graphs.values() for one in each.compared)

    def index(self) -> None:
        """Find out now what each graph describes and mentions, not when it is asked first."""
        self.surroundings.index()
        _ = self.statements

    def documents(self) -> Iterator[ParsedDocument]:
        """Each graph as a document of its own, called by its short name; in order of their IRIs."""
        for graph, content in self.graphs.items():
            lines = content.lines
            yield ParsedDocument(lines, {graph: lines}, N_QUADS.media_type, short_graph(graph))


class ValidationContext:
    """What the graphs of documents lean on: one another, and what a ledger holds.

    Args:
        current: the graphs of the ledger.
        documents: what is new; its graphs stand in for those of the same name.
        only: IRI of the only graph that the documents may have, or None.

    Raises:
        UnusableInput: two documents have the same graph, or one has another graph than ``only``.
    """

    def __init__(
        self,
        current: CurrentGraphs,
        documents: Iterable[ParsedDocument] = (),
        *,
        only: str | None = None,
    ) -> None:
        new = {graph: GraphContent(lines) for graph, lines in _graphs_of(documents, only).items()}
        self._surroundings = Surroundings(new, current.surroundings)
        self.statements = _together(new, current)

    def neighbours(self, graph: str) -> list[str]:
        """The graphs that ``graph`` leans on, in order of their IRIs."""
        return self._surroundings.neighbours(graph)

    def said(self, graph: str) -> list[Said]:
        """What a graph says."""
        return list(self._surroundings.graphs[graph].said())

    def describes(self, subject: str) -> bool:
        """True if a graph says something of a subject, an IRI as ``<IRI>``."""
        return self._surroundings.describes(subject)

    def around(self, graph: str) -> Iterator[Line]:
        """The lines of other graphs that matter to ``graph``."""
        return self._surroundings.around(graph, self.neighbours(graph))


def _together(new: Mapping[str, GraphContent], current: CurrentGraphs) -> QuadIndex:
    """What the checks compare of new graphs and of those that these do not stand in for."""
    compared = [one for each in new.values() for one in each.compared]
    if new.keys().isdisjoint(current.graphs):
        return QuadIndex(compared, current.statements) if new else current.statements
    kept = (each for name, each in current.graphs.items() if name not in new)
    return QuadIndex(chain(compared, (one for each in kept for one in each.compared)))


def _graphs_of(documents: Iterable[ParsedDocument], only: str | None) -> dict[str, list[str]]:
    """Graph IRI to lines, each graph from one document."""
    graphs: dict[str, list[str]] = {}
    owners: dict[str, str] = {}
    for document in documents:
        for graph, lines in document.graphs.items():
            if only is not None and graph != only:
                raise UnusableInput(
                    N_(
                        "it puts statements into {graph} itself, so they cannot go to {wanted}.",
                        graph=short_graph(graph),
                        wanted=short_graph(only),
                    ),
                    where=document.name,
                    hint=N_("Load it without naming a graph."),
                )
            if graph in graphs:
                raise UnusableInput(
                    N_(
                        "{owners} has the graph {short_graph} too.",
                        owners=owners[graph],
                        short_graph=short_graph(graph),
                    ),
                    where=document.name,
                    hint=N_("Put a graph into one file."),
                )
            graphs[graph], owners[graph] = lines, document.name
    return graphs
