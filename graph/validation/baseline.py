"""What follows from the graphs of a ledger, kept so that a change of them is soon followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Self

from graph.engine.derived_graph import derivation
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger
from graph.validation.context import CurrentGraphs
from graph.validation.derived_lines import DerivedLines
from graph.validation.quad_lines import GraphContent


class Baseline:
    """The state of a ledger beside which a preview is made. Make one with :meth:`of`.

    Attributes:
        ontology: the ontology's graph, which the gate does not look at.
        derived: what follows from all graphs.
    """

    def __init__(self) -> None:
        self.ontology = GraphContent([])
        self.derived = DerivedLines()
        self._ontology_version = ""
        self._known: dict[str, GraphContent] = {}
        self._derivation = derivation()

    @classmethod
    def of(cls, ledger: Ledger, current: CurrentGraphs) -> Self:
        """The baseline of what a ledger holds now.

        Args:
            ledger: the ledger.
            current: its graphs.
        """
        made = cls()
        made.update(ledger, current)
        return made

    def update(self, ledger: Ledger, current: CurrentGraphs) -> None:
        """Take up what was changed since.

        Args:
            ledger: the ledger.
            current: its graphs, of now; those that are the same objects as before did not change.
        """
        versions = {each.graph: each.hash for each in ledger.graphs()}
        if (version := versions.get(ONTOLOGY_GRAPH, "")) != self._ontology_version:
            self._ontology_version = version
            self.ontology = GraphContent(ledger.lines(version) if version else [])
        now = current.graphs | {ONTOLOGY_GRAPH: self.ontology}
        added: list[str] = []
        removed: list[str] = []
        for name in self._known.keys() | now.keys():
            old, new = (graphs.get(name) for graphs in (self._known, now))
            if old is not new:
                held, holding = (set(each.lines if each else ()) for each in (old, new))
                added += holding - held
                removed += held - holding
        self._known = now
        if added or removed:
            self.derived.change(*self._derivation.change(added, removed))

    def after(self, added: Sequence[str], removed: Sequence[str]) -> tuple[set[str], set[str]]:
        """How what follows would change with the graphs: lines that it gets, and that it loses.

        Args:
            added: N-Quads lines that the graphs would get, and do not hold.
            removed: lines that they hold and would lose.
        """
        change = self._derivation.change(added, removed)
        self._derivation.change(removed, added)
        return change.added, change.removed
