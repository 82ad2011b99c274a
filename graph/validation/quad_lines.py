"""N-Quads lines of the ledger taken apart as text, many times faster than by a parser.

The lines have one space between terms and no comments, as everything that is read is written.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from sys import intern
from typing import Final, NamedTuple

from rdflib.term import Node

from graph.engine.rdflib_adapter import read
from graph.prefixes import BASE
from graph.validation.prefixed_terms import COMPARED

# Things, and graphs too: a graph that cites a source leans on what describes that source.
_THING: Final = (f"<{BASE}id/", f"<{BASE}graph/")

Said = tuple[str, str, str]


class Line(NamedTuple):
    """The terms of one line as N-Quads writes them; the graph is blank where there is none."""

    subject: str
    predicate: str
    object: str
    graph: str

    @property
    def said(self) -> Said:
        """What it says, without who says it."""
        return self.subject, self.predicate, self.object


def parted(line: str) -> Line:
    """The terms of a line."""
    subject, predicate, rest = line.split(" ", 2)
    # Neither a language, a datatype nor a graph holds a quotation mark.
    gap = rest.index(" ", rest.rfind('"') + 1)
    return Line(subject, predicate, rest[:gap], rest[gap + 1 : -2])


def is_thing(term: str) -> bool:
    """The term names a thing or a graph of ours."""
    return term.startswith(_THING)


def nodes(triples: Iterable[Said]) -> Iterator[tuple[Node, Node, Node]]:
    """Triples as terms of rdflib, in their order; literals as they are written."""
    for s, p, o, _ in read(as_text(triples).encode(), "nquads"):
        yield s, p, o


def as_text(triples: Iterable[Said]) -> str:
    """Triples as N-Triples."""
    return "".join(f"{s} {p} {o} .\n" for s, p, o in triples)


@dataclass(frozen=True)
class GraphContent:
    """The lines of one graph, and what they are about.

    Attributes:
        lines: N-Quads.
    """

    lines: list[str]

    @cached_property
    def about(self) -> dict[str, list[tuple[str, str]]]:
        """Subject to predicates and objects."""
        found: dict[str, list[tuple[str, str]]] = {}
        for line in self.lines:
            subject, predicate, value, _ = parted(line)
            said = found.get(subject)
            if said is None:
                said = found[subject] = []
            # The same few properties and values come again and again.
            said.append((intern(predicate), value if value[0] == '"' else intern(value)))
        return found

    @property
    def subjects(self) -> Set[str]:
        """What it describes, each as ``<IRI>``."""
        return self.about.keys()

    @cached_property
    def pointing(self) -> dict[str, list[str]]:
        """Object to the subjects that point to it; literals are left out."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for subject, said in self.about.items():
            for _, value in said:
                if value[0] != '"':
                    found[value].append(subject)
        return dict(found)

    def pointing_by(self, paths: Set[str]) -> dict[str, list[str]]:
        """Object to the subjects that point to it by some properties."""
        found: defaultdict[str, list[str]] = defaultdict(list)
        for subject, said in self.about.items():
            for path, value in said:
                if path in paths:
                    found[value].append(subject)
        return dict(found)

    @cached_property
    def compared(self) -> list[Said]:
        """What of it the checks across graphs compare with others."""
        return [each for each in self.said() if each[1] in COMPARED]

    def said(self) -> Iterator[Said]:
        """What the lines say, subject by subject."""
        for subject, said in self.about.items():
            for predicate, value in said:
                yield subject, predicate, value

    @cached_property
    def things(self) -> frozenset[str]:
        """Things and graphs of ours that the lines describe or point to."""
        return frozenset(filter(is_thing, (*self.about, *self.pointing)))
