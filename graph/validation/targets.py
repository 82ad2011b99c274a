"""The things that each target of the shapes hits: only things that the lines describe.

The targets are rewritten, for pySHACL's own ``focus_nodes`` misjudges nested shapes: to the nodes
themselves, or, for an engine that reads the shapes once, to a property of our own for each target,
whose values are the nodes.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from functools import cache
from hashlib import sha256
from typing import Final

from rdflib import Graph, URIRef
from rdflib.namespace import SH

from graph.validation.python_checks import CHECKS
from graph.validation.quad_lines import Said
from graph.validation.shapes import Shapes, Target, Triple, shapes
from graph.validation.view import View

# In no vocabulary: nothing of a graph can be taken for it.
_OURS: Final = "urn:x-venskab:target"


def target_nodes(view: View, rules: Shapes) -> Iterator[Triple]:
    """The nodes of each shape and property shape, as its ``sh:targetNode``."""
    for target in _run(rules):
        for subject in _hit(view, target):
            yield target.shape, SH.targetNode, URIRef(subject[1:-1])


@cache
def marked_shapes() -> Graph:
    """The shapes with targets of our own in place of theirs, for :func:`target_marks`."""
    rules = shapes()
    graph = Graph(bind_namespaces="none")
    for target in _run(rules):
        for triple in rules.parts[target.shape]:
            graph.add(triple)
        graph.add((target.shape, SH.targetObjectsOf, URIRef(_mark(target))))
    return graph


def target_marks(view: View, rules: Shapes) -> Iterator[Said]:
    """What is added to the data so that the targets of :func:`marked_shapes` hit their nodes."""
    for mark, target in {_mark(target): target for target in _run(rules)}.items():
        for subject in _hit(view, target):
            # The nodes themselves get no further property: a shape may be closed.
            yield f"<{_OURS}>", f"<{mark}>", subject


def _run(rules: Shapes) -> list[Target]:
    """The targets of the shapes that an engine runs."""
    return [target for target in rules.targets if target.shape not in CHECKS]


@cache
def _mark(target: Target) -> str:
    name = sha256(repr((str(target.kind), target.value, target.source_only)).encode())
    return f"{_OURS}:{name.hexdigest()[:16]}"


def _hit(view: View, target: Target) -> Set[str]:
    of_class = target.kind == SH.targetClass
    found = view.instances(target.value) if of_class else view.having(target.value)
    return found & view.in_sources if target.source_only else found
