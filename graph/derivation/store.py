"""The operations that the rules need of a store."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol


class RuleStore(Protocol):
    """Data without derived triples, seen as one graph, to which a run adds what it derives."""

    def select(self, sparql: str) -> Iterable[Sequence[str]]:
        """Rows of a SELECT in the order of its variables: IRIs and lexical forms as text."""

    def construct(self, sparql: str) -> Iterable[str]:
        """N-Triples lines of a CONSTRUCT."""

    def insert(self, lines: Iterable[str]) -> None:
        """Add N-Triples lines, to be seen by the rules that follow."""
