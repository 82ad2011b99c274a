"""A measure: a function whose docstring says what it means, after whom, and for what part.

Every measure's docstring has its definition, then ``Source:`` (the paper) and ``Components:`` (what
it does with a graph that falls apart). Documentation, command line and tests read them from here.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Final, Generic, TypeVar

from graph.network.computing.simple_graph import SimpleGraph

T = TypeVar("T")
# JSON: a figure, none where it is not defined, or several figures by name.
Value = float | str | None | Mapping[str, Any]

_SECTIONS: Final = re.compile(
    r"(?P<definition>.+?)\n\nSource: (?P<source>.+?)\n\nComponents: (?P<components>.+)", re.DOTALL
)


class Level(StrEnum):
    """The parts that a measure gives a value for."""

    NODE = "node"
    WHOLE = "whole"


@dataclass(frozen=True)
class Measure(Generic[T]):
    """One measure.

    Attributes:
        name: its key in results.
        level: what it gives a value for.
        definition: what it is.
        source: the paper that defines it.
        components: what it does with a graph that is not connected.
        compute: the function; it gives one value, or one for each node in the order of ``nodes``.
        needs: names of :class:`Traits` without which it says nothing.
        asked_for: taken only when it is named, for it is slow or needs an optional library.
        far: whether it walks from every node to all others, which takes far longer than the rest.
    """

    name: str
    level: Level
    definition: str
    source: str
    components: str
    compute: Callable[[SimpleGraph], T]
    needs: frozenset[str] = frozenset()
    asked_for: bool = False
    far: bool = False

    def __call__(self, graph: SimpleGraph) -> T:
        """Take the measure."""
        return self.compute(graph)

    def fits(self, graph: SimpleGraph) -> bool:
        """True if all it needs is known of the graph."""
        return all(getattr(graph.traits, need) for need in self.needs)

    def work(self, graph: SimpleGraph) -> float:
        """The time it takes, roughly, in units of a measure that looks at each edge once."""
        return 1 + len(graph.nodes) / 100 if self.far else 1


def whole(
    *needs: str, asked_for: bool = False, far: bool = False
) -> Callable[[Callable[[SimpleGraph], T]], Measure[T]]:
    """Make a function a measure of the whole graph."""
    return lambda compute: _measure(compute, Level.WHOLE, needs, asked_for=asked_for, far=far)


def node(
    *needs: str, asked_for: bool = False, far: bool = False
) -> Callable[[Callable[[SimpleGraph], T]], Measure[T]]:
    """Make a function a measure of each node."""
    return lambda compute: _measure(compute, Level.NODE, needs, asked_for=asked_for, far=far)


def _measure(
    compute: Callable[[SimpleGraph], T],
    level: Level,
    needs: Sequence[str],
    *,
    asked_for: bool,
    far: bool,
) -> Measure[T]:
    name = getattr(compute, "__name__", "")
    found = _SECTIONS.fullmatch(inspect.getdoc(compute) or "")
    if found is None:
        raise ValueError(f"{name}: its docstring lacks Source: or Components:.")
    texts = {part: " ".join(text.split()) for part, text in found.groupdict().items()}
    return Measure(
        name, level, **texts,
        compute=compute, needs=frozenset(needs), asked_for=asked_for, far=far,
    )  # fmt: skip
