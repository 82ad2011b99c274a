"""Gives blank nodes IRIs, the same on every machine."""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from typing import TypeVar

from pyoxigraph import BlankNode, CanonicalizationAlgorithm, Dataset, NamedNode, Quad

Term = TypeVar("Term")


def skolemised(quads: Iterable[Quad], genid: str) -> Iterator[Quad]:
    """The quads, each blank node replaced by an IRI that begins with ``genid``.

    Nodes that hang together are named by the hash of their canonical form (RDFC-1.0): a change
    elsewhere in the file leaves the names as they are. Equal groups of nodes stay apart by a
    counter.
    """
    blank: list[Quad] = []
    for quad in quads:
        if _blanks(quad):
            blank.append(quad)
        else:
            yield quad
    seen: Counter[str] = Counter()
    for component in _components(blank):
        dataset = Dataset(component)
        dataset.canonicalize(CanonicalizationAlgorithm.RDFC_1_0)
        name = _name(dataset)
        seen[name] += 1
        again = f".{seen[name]}" if seen[name] > 1 else ""
        yield from _renamed(dataset, f"{genid}{name}{again}-")


def _name(dataset: Dataset) -> str:
    text = "\n".join(sorted(str(quad) for quad in dataset))
    return hashlib.sha256(text.encode()).hexdigest()[:24]


def _renamed(dataset: Dataset, prefix: str) -> Iterator[Quad]:
    for quad in dataset:
        subject, value = _skolem(quad.subject, prefix), _skolem(quad.object, prefix)
        yield Quad(subject, quad.predicate, value, quad.graph_name)


def _skolem(term: Term, prefix: str) -> Term | NamedNode:
    return NamedNode(prefix + term.value) if isinstance(term, BlankNode) else term


def _blanks(quad: Quad) -> list[str]:
    return [term.value for term in (quad.subject, quad.object) if isinstance(term, BlankNode)]


def _components(quads: list[Quad]) -> list[list[Quad]]:
    """Split quads into groups that share no blank node, in order of appearance."""
    parent: dict[str, str] = {}

    def root(node: str) -> str:
        while parent.setdefault(node, node) != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for quad in quads:
        nodes = _blanks(quad)
        parent[root(nodes[0])] = root(nodes[-1])
    components: defaultdict[str, list[Quad]] = defaultdict(list)
    for quad in quads:
        components[root(_blanks(quad)[0])].append(quad)
    return list(components.values())
