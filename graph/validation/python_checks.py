"""The rules that hold for every thing, run here instead of by SPARQL.

``ontology/shapes/thing.ttl`` states them for any SHACL engine. There they ask a query for each of
them about each thing, which takes most of a run (6 of 8 s on a source graph of 1,300 statements);
here they read each statement once. A test holds both to the same findings.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Final

from rdflib import Graph, Literal, URIRef
from rdflib.namespace import RDF
from rdflib.term import Node

from graph.namespaces import VSK
from graph.prefixes import BASE
from graph.validation.shapes import VSH, Triple

Finding = tuple[Node, Node, Node | None]
Check = Callable[[Graph, Node, Node], bool]

_OURS: Final = (BASE + "id/", BASE + "concept/")
_DERIVED_NAMES: Final = (
    "partnerOf", "precededBy", "followedBy", "coversArea", "possibleState", "spellFrom",
    "spellEndExclusive", "spellBefore", "actFrom", "changedGraph", "graphAction", "statementsAdded",
    "statementsRemoved",
)  # fmt: skip
_DERIVED: Final = {VSK[name] for name in _DERIVED_NAMES}
_DERIVED_CLASSES: Final = {VSK.StatusChange, VSK.Act, VSK.StatusSpell, VSK.GraphChange}
_PERSONAL_NUMBER: Final = re.compile(
    r"(^|[^0-9-])(0[1-9]|[12][0-9]|3[01])(0[1-9]|1[0-2])[0-9]{2}-[0-9]{4}($|[^0-9-])"
)
_E_MAIL: Final = re.compile(r"[^ @]+@[^ @]+[.][A-Za-z]{2,}")


def findings(graph: Graph, own: Iterable[Triple]) -> Iterator[tuple[URIRef, Finding]]:
    """The findings of the rules that hold for every thing.

    Args:
        graph: the statements and all they lean on.
        own: the statements to judge.

    Yields:
        The shape, and subject, path and value; the value is None where it is not to be shown.
    """
    typed = set(graph.subjects(RDF.type, None))
    for subject, path, value in own:
        if subject in typed:
            for shape, check in CHECKS.items():
                if check(graph, path, value):
                    yield shape, (subject, path, value if shape in _SHOWING else None)


def _dangling(graph: Graph, path: Node, value: Node) -> bool:
    ours = isinstance(value, URIRef) and str(value).startswith(_OURS)
    return ours and (value, None, None) not in graph


def _unknown_property(graph: Graph, path: Node, value: Node) -> bool:
    return str(path).startswith(str(VSK)) and (path, RDF.type, None) not in graph


def _unknown_class(graph: Graph, path: Node, value: Node) -> bool:
    ours = path == RDF.type and str(value).startswith(str(VSK))
    return ours and (value, RDF.type, None) not in graph


def _derived(graph: Graph, path: Node, value: Node) -> bool:
    if path == RDF.type:
        return value in _DERIVED_CLASSES
    bound = str(path).startswith(str(VSK)) and str(path).endswith(("Earliest", "Latest"))
    return bound or path in _DERIVED


def _personal_number(graph: Graph, path: Node, value: Node) -> bool:
    return isinstance(value, Literal) and bool(_PERSONAL_NUMBER.search(value))


def _e_mail(graph: Graph, path: Node, value: Node) -> bool:
    return isinstance(value, Literal) and bool(_E_MAIL.search(value))


CHECKS: Final[Mapping[URIRef, Check]] = {
    VSH.NoDanglingIri: _dangling,
    VSH.KnownProperty: _unknown_property,
    VSH.KnownClass: _unknown_class,
    VSH.StatedNotDerived: _derived,
    VSH.NoPersonalNumber: _personal_number,
    VSH.NoContactDetails: _e_mail,
}
# A value that is private, or only repeats the path, is not shown.
_SHOWING: Final = frozenset({VSH.NoDanglingIri, VSH.KnownClass})
