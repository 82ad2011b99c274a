"""The classes of the ontology as boxes, and the links that join them, for a diagram and its words.

Classes that the same links lead to share a box, and so do a class and what is a kind of it: which
these are is read from the domains and ranges that the ontology gives.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import OWL, RDF, RDFS, SDO
from rdflib.term import Node

from graph.namespaces import VSK

DOMAINS: Final = (RDFS.domain, SDO.domainIncludes)
RANGES: Final = (RDFS.range, SDO.rangeIncludes)
_SHARED: Final = 2


@dataclass(frozen=True)
class Join:
    """A link from a box.

    Attributes:
        link: the property.
        targets: the classes that it leads to.
        boxes: the places of their boxes, without the one it starts at.
    """

    link: URIRef
    targets: tuple[URIRef, ...]
    boxes: tuple[int, ...]


@dataclass(frozen=True)
class Box:
    """Classes that stand together.

    Attributes:
        classes: in the order of their names.
        joins: the links that start here and lead to a class of ours.
    """

    classes: tuple[URIRef, ...]
    joins: tuple[Join, ...]


def boxes(ontology: Graph) -> tuple[Box, ...]:
    """The boxes of an ontology with their links, in the order of the names of their classes."""
    together = sorted(tuple(sorted(each, key=str)) for each in _together(ontology))
    place = {each: at for at, several in enumerate(together) for each in several}
    links = sorted(
        chain(*(_current(ontology, kind) for kind in (OWL.ObjectProperty, RDF.Property)))
    )
    return tuple(
        Box(several, tuple(_joins(ontology, links, several, place))) for several in together
    )


def named(ontology: Graph, term: URIRef, predicates: Sequence[URIRef]) -> set[URIRef]:
    """The classes of ours that a property names as its domain or range."""
    found = {each for name in predicates for each in ontology.objects(term, name)}
    return {each for each in found if isinstance(each, URIRef) and str(each) in VSK}


def _current(ontology: Graph, kind: URIRef) -> Iterator[URIRef]:
    """The terms of ours of a kind that are not deprecated."""
    for each in terms(ontology, kind):
        if (each, OWL.deprecated, Literal(True)) not in ontology:
            yield each


def terms(ontology: Graph, kind: Node) -> Iterator[URIRef]:
    """The terms of ours of a kind."""
    for each in ontology.subjects(RDF.type, kind):
        if isinstance(each, URIRef) and str(each) in VSK:
            yield each


def _joins(
    ontology: Graph, links: Sequence[URIRef], several: Sequence[URIRef], place: dict[URIRef, int]
) -> Iterator[Join]:
    here = place[several[0]]
    for link in links:
        targets = tuple(sorted(named(ontology, link, RANGES) & place.keys(), key=str))
        if targets and named(ontology, link, DOMAINS) & set(several):
            led = sorted({place[each] for each in targets} - {here})
            yield Join(link, targets, tuple(led))


def _together(ontology: Graph) -> list[set[URIRef]]:
    """The classes by box: those that are often named together, and kinds with what they are of."""
    classes = set(_current(ontology, OWL.Class))
    found = [set(each) for each in _shared(ontology)]
    for each in sorted(classes - set().union(*found)):
        found.append({each})
    for each in sorted(classes):
        for broader in classes & set(ontology.objects(each, RDFS.subClassOf)):
            narrow = next(group for group in found if each in group)
            wide = next(group for group in found if broader in group)
            if narrow is not wide:
                found.remove(narrow)
                wide |= narrow
    return found


def _shared(ontology: Graph) -> list[frozenset[URIRef]]:
    """Sets of classes that several links start at or lead to, the most common first."""
    links = sorted(_current(ontology, OWL.ObjectProperty)) + sorted(
        _current(ontology, RDF.Property)
    )
    sides = Counter(
        frozenset(named(ontology, link, side)) for link in links for side in (DOMAINS, RANGES)
    )
    taken: list[frozenset[URIRef]] = []
    for each, count in sorted(sides.items(), key=lambda pair: (-pair[1], sorted(pair[0]))):
        if len(each) > 1 and count >= _SHARED and not any(each & other for other in taken):
            taken.append(each)
    return taken


@cache
def columns(several: tuple[Box, ...]) -> tuple[tuple[int, ...], ...]:
    """The boxes by column: each right of all that lead to it, as far as no circle forbids.

    Within a column they stand where the lines from the column before are short.
    """
    depth: dict[int, int] = {}
    for at in range(len(several)):
        _measure(several, at, depth, ())
    deepest = max(depth.values())
    found = [[at for at in depth if depth[at] == level] for level in range(deepest, -1, -1)]
    return tuple(map(tuple, _straightened(several, found)))


def _measure(several: Sequence[Box], at: int, depth: dict[int, int], above: tuple[int, ...]) -> int:
    """The number of boxes on the longest way from a box, without turning back."""
    if at not in depth:
        led = {each for join in several[at].joins for each in join.boxes if each not in above}
        below = [_measure(several, each, depth, (*above, at)) for each in sorted(led)]
        depth[at] = max(below, default=-1) + 1
    return depth[at]


def _straightened(several: Sequence[Box], found: list[list[int]]) -> list[list[int]]:
    joined = {
        (at, led) for at, box in enumerate(several) for join in box.joins for led in join.boxes
    }
    place = {at: float(row) for column in found for row, at in enumerate(column)}
    for _round in range(8):
        for column in found:
            means = {at: _mean([place[other] for other in place
                               if {(at, other), (other, at)} & joined], place[at])
                     for at in column}  # fmt: skip
            column.sort(key=lambda at: (means[at], at))
            place |= {at: row + 0.5 * (8 - len(column)) for row, at in enumerate(column)}
    return found


def _mean(values: Sequence[float], otherwise: float) -> float:
    return sum(values) / len(values) if values else otherwise
