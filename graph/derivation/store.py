"""The operations that the derivation needs of a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Protocol

Construct = Callable[[str, Iterable[str]], Iterable[str]]
"""Runs a CONSTRUCT query over some N-Triples lines alone, and gives N-Triples lines."""


class RuleStore(Protocol):
    """Data without derived triples."""

    def quads(self) -> Iterable[str]:
        """N-Quads lines of all named graphs."""

    def construct(self, sparql: str, lines: Iterable[str]) -> Iterable[str]:
        """N-Triples lines of a CONSTRUCT over some N-Triples lines alone."""
