"""The graphs beside which a document is judged: other new ones, and those of the ledger."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from graph.engine.formats import N_QUADS
from graph.engine.safe_parser import ParsedDocument
from graph.errors import UnusableInput
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger
from graph.ledger.short_names import short_graph
from graph.texts import N_
from graph.validation.quad_lines import GraphContent, Line
from graph.validation.surroundings import Surroundings


class CurrentGraphs:
    """The graphs that a ledger holds now, without the ontology: the gate has its own.

    Args:
        ledger: the ledger; it is read at once.

    Attributes:
        versions: graph IRI to the hash of its version.
        graphs: graph IRI to its content.
    """

    def __init__(self, ledger: Ledger) -> None:
        self.versions: dict[str, str] = {}
        self.graphs: dict[str, GraphContent] = {}
        self.update(ledger)

    def update(self, ledger: Ledger) -> None:
        """Read what was changed since; what was not stays as it is."""
        now = {each.graph: each.hash for each in ledger.graphs() if each.graph != ONTOLOGY_GRAPH}
        self.graphs = {
            graph: self.graphs[graph]
            if self.versions.get(graph) == name
            else GraphContent(ledger.lines(name))
            for graph, name in now.items()
        }
        self.versions = now
        self.surroundings = Surroundings(self.graphs)

    def index(self) -> None:
        """Find out now what each graph describes and mentions, not when it is asked first."""
        self.surroundings.index()

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

    def neighbours(self, graph: str) -> list[str]:
        """The graphs that ``graph`` leans on, in order of their IRIs."""
        return self._surroundings.neighbours(graph)

    def around(self, graph: str) -> Iterator[Line]:
        """The lines of other graphs that matter to ``graph``."""
        return self._surroundings.around(graph, self.neighbours(graph))


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
