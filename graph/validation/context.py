"""The context of a graph when it is judged: other new graphs, and those of the ledger."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger
from graph.prefixes import BASE

# Things, and graphs too: a graph that cites a source leans on what describes that source.
_THING: Final = re.compile(re.escape(f"<{BASE}") + "(?:id|graph)/[^>]*>")
_REFERENCE: Final = BASE + "graph/reference/"


@dataclass(frozen=True)
class _Content:
    lines: list[str]

    @cached_property
    def subjects(self) -> set[str]:
        return {line[: line.index(" ")] for line in self.lines}

    @cached_property
    def things(self) -> set[str]:
        return {thing for line in self.lines for thing in _THING.findall(line)}


class Held:
    """The graphs that a ledger holds now, without the ontology: the gate has its own.

    Args:
        ledger: the ledger; it is read at once.
    """

    def __init__(self, ledger: Ledger) -> None:
        self._versions: dict[str, str] = {}
        self.graphs: dict[str, _Content] = {}
        self.update(ledger)

    def update(self, ledger: Ledger) -> None:
        """Read what was changed since; what was not stays as it is."""
        now = {each.graph: each.hash for each in ledger.graphs() if each.graph != ONTOLOGY_GRAPH}
        self.graphs = {
            graph: self.graphs[graph]
            if self._versions.get(graph) == name
            else _Content(ledger.lines(name))
            for graph, name in now.items()
        }
        self._versions = now

    def index(self) -> None:
        """Find out now what each graph describes and mentions, not when it is asked first."""
        for content in self.graphs.values():
            _ = content.subjects, content.things


class ValidationContext:
    """The graphs that others lean on.

    Args:
        held: the graphs of the ledger.
        graphs: the new graphs, in place of those of the same name.
    """

    def __init__(self, held: Held, graphs: Mapping[str, list[str]]) -> None:
        new = {graph: _Content(lines) for graph, lines in graphs.items()}
        self._graphs = held.graphs | new

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
