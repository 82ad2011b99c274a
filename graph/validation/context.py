"""The graphs beside which a document is judged: other new ones, and those of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.engine.formats import N_QUADS
from graph.engine.safe_parser import ParsedDocument
from graph.errors import UnusableInput
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger
from graph.ledger.short_names import short_graph
from graph.prefixes import BASE
from graph.texts import N_

# Things, and graphs too: a graph that cites a source leans on what describes that source.
_THING: Final = re.compile(re.escape(f"<{BASE}") + "(?:id|graph)/[^>]*>")
_REFERENCE: Final = BASE + "graph/reference/"


@dataclass(frozen=True)
class GraphContent:
    """The statements of a graph: N-Quads lines, sorted."""

    lines: list[str]

    @cached_property
    def subjects(self) -> set[str]:
        """What it describes, each as ``<IRI>``."""
        return {line[: line.index(" ")] for line in self.lines}

    @cached_property
    def things(self) -> set[str]:
        """The things and graphs of ours that it names, each as ``<IRI>``."""
        return {thing for line in self.lines for thing in _THING.findall(line)}


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

    def documents(self) -> Iterator[ParsedDocument]:
        """Each graph as a document of its own, called by its short name; in order of their IRIs."""
        for graph, content in self.graphs.items():
            lines = content.lines
            yield ParsedDocument(lines, {graph: lines}, N_QUADS.media_type, short_graph(graph))

    def index(self) -> None:
        """Find out now what each graph describes and mentions, not when it is asked first."""
        for content in self.graphs.values():
            _ = content.subjects, content.things


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
        graphs = _graphs_of(documents, only)
        new = {graph: GraphContent(lines) for graph, lines in graphs.items()}
        self._graphs = current.graphs | new

    def of(self, graph: str) -> list[str]:
        """The lines that ``graph`` leans on.

        Those are of the graphs that describe a thing it mentions, or mention a thing it
        describes; and of the reference graphs that describe what these mention.
        """
        judged = self._graphs[graph]
        others = {name: each for name, each in self._graphs.items() if name != graph}
        first = {
            name
            for name, each in others.items()
            if each.subjects & judged.things or each.things & judged.subjects
        }
        further = _union(others[name].things for name in first)
        second = {
            name
            for name, each in others.items()
            if name.startswith(_REFERENCE) and each.subjects & further
        }
        chosen = (each for name, each in others.items() if name in first | second)
        return [line for each in chosen for line in each.lines]


def _union(sets: Iterable[set[str]]) -> set[str]:
    return set().union(*sets)


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
