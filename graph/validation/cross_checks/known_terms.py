"""What the checks ask of the ontology, its concept schemes and the vocabularies it reuses."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from functools import cache
from typing import Final

from rdflib import URIRef
from rdflib.namespace import (
    DCTERMS,
    FOAF,
    GEO,
    ORG,
    OWL,
    PROV,
    RDF,
    RDFS,
    SDO,
    SKOS,
    TIME,
    DefinedNamespace,
)  # fmt: skip

from graph.namespaces import SCHEMA, VSK
from graph.prefixes import BASE, PREFIXES
from graph.validation.prefixed_terms import iri
from graph.validation.shapes import ontology

_CLOSED: Final[tuple[type[DefinedNamespace], ...]] = (
    DCTERMS, FOAF, GEO, ORG, OWL, PROV, RDFS, SDO, SKOS, TIME,
)  # fmt: skip
# The Web Annotation Vocabulary, which rdflib does not know.
_OA: Final = """
    Annotation Choice CssSelector CssStyle DataPositionSelector Direction FragmentSelector
    HttpRequestState Motivation PreferContainedDescriptions PreferContainedIRIs RangeSelector
    ResourceSelection Selector SpecificResource State Style SvgSelector TextPositionSelector
    TextQuoteSelector TextualBody TimeState XPathSelector annotationService bodyValue cachedSource
    canonical end exact hasBody hasEndSelector hasPurpose hasScope hasSelector hasSource
    hasStartSelector hasState hasTarget motivatedBy prefix processingLanguage refinedBy renderedVia
    sourceDate sourceDateEnd sourceDateStart start styleClass styledBy suffix textDirection via
"""
_CONCEPTS: Final = BASE + "concept/"


@cache
def _said() -> Mapping[str, list[tuple[str, str]]]:
    """Property to subject and value of what the ontology says by it; values as plain text."""
    found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
    for subject, path, value in ontology():
        found[str(path)].append((str(subject), str(value)))
    return dict(found)


def _by(path: URIRef) -> list[tuple[str, str]]:
    return _said().get(str(path), [])


@cache
def namespaces() -> Mapping[str, Set[str]]:
    """Namespace to the local names of its terms, of the vocabularies that are known whole."""
    # dir() would make an IRI of every term, and takes a tenth of a second for schema.org.
    known = {str(each): {*each.__annotations__, *each._extras} for each in _CLOSED}
    known[PREFIXES["oa"]] = set(_OA.split())
    known[PREFIXES["vsk"]] = {_local(s) for s, _ in _by(RDF.type) if s.startswith(str(VSK))}
    return known


@cache
def domains() -> Mapping[str, Set[str]]:
    """Property to the classes whose things may have it, both as N-Triples text."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for subject, value in (*_by(RDFS.domain), *_by(SCHEMA.domainIncludes)):
        if subject.startswith(str(VSK)):
            found[f"<{subject}>"].add(f"<{value}>")
    return found


@cache
def above(cls: str) -> Set[str]:
    """A class and those that it is a kind of."""
    found, waiting = {cls}, [cls]
    while waiting:
        for more in _superclasses().get(waiting.pop(), set()) - found:
            found.add(more)
            waiting.append(more)
    return found


@cache
def _superclasses() -> Mapping[str, set[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for subject, value in _by(RDFS.subClassOf):
        found[f"<{subject}>"].add(f"<{value}>")
    return found


@cache
def deprecated() -> Set[str]:
    """The terms that are no longer to be used."""
    return {f"<{subject}>" for subject, value in _by(OWL.deprecated) if value == "true"}


@cache
def kinds_that(state: str) -> Set[str]:
    """The event kinds that lead to a state, such as ``ended``."""
    wanted = _CONCEPTS + "state/" + state
    return {f"<{subject}>" for subject, value in _by(VSK.effect) if value == wanted}


@cache
def concepts() -> Mapping[str, list[str]]:
    """The short name of each concept scheme to the notations of its concepts, in order."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    for subject in _concepts():
        scheme, _, notation = subject.removeprefix(_CONCEPTS).partition("/")
        found[scheme].append(notation)
    return {scheme: sorted(names) for scheme, names in found.items()}


def _concepts() -> Iterator[str]:
    for subject, value in _by(RDF.type):
        if value == str(SKOS.Concept) and subject.startswith(_CONCEPTS):
            yield subject


def _local(term: str) -> str:
    return term[max(term.rfind("#"), term.rfind("/")) + 1 :]


def is_a(classes: Set[str], *names: str) -> bool:
    """True if one of the classes is, or lies below, one of those of the prefixed names."""
    wanted = set(map(iri, names))
    return any(above(cls) & wanted for cls in classes)


@cache
def known_terms() -> Set[str]:
    """All that the ontology and its schemes describe."""
    return {f"<{subject}>" for found in _said().values() for subject, _ in found}
