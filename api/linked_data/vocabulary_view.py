"""The vocabulary arranged for a reader: terms, concepts and shapes, with words and examples."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import Final

from markupsafe import Markup
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import DCTERMS, OWL, RDF, RDFS, SDO, SH, SKOS
from rdflib.term import Node

from api.linked_data.model_diagram import drawn
from api.linked_data.model_graph import DOMAINS, RANGES, boxes, terms
from api.locale.language import DATA_LANGUAGES, Lang
from api.locale.result_table import Cell
from api.locale.translation import _
from graph.collation import danish_key
from graph.descriptions.vocabulary import ALIGNMENTS, ONTOLOGY, VocabularyDocument, documents
from graph.namespaces import VSK
from graph.terms import shorten
from graph.texts import N_

# Danish and English of the sections, and the class of the terms in each.
_SECTIONS: Final = (
    (OWL.Class, N_("Classes")),
    (OWL.ObjectProperty, N_("Links")),
    (OWL.DatatypeProperty, N_("Values")),
    (RDF.Property, N_("Links or values")),
)
_FACTS: Final = (
    (RDFS.domain, N_("describes")),
    (SDO.domainIncludes, N_("describes")),
    (RDFS.range, N_("value")),
    (SDO.rangeIncludes, N_("value")),
    (RDFS.subClassOf, N_("is a")),
    (RDFS.subPropertyOf, N_("is a")),
    (OWL.inverseOf, N_("inverse of")),
    (DCTERMS.isReplacedBy, N_("replaced by")),
    (SKOS.closeMatch, N_("close to")),
    (SKOS.exactMatch, N_("the same as")),
    (SKOS.broader, N_("belongs to")),
)
# What a class is told of by the properties that name it.
_USES: Final = (
    (DOMAINS, N_("properties")),
    (RANGES, N_("linked to by")),
)


@dataclass(frozen=True)
class Entry:
    """A term or a concept.

    Attributes:
        iri: its IRI.
        anchor: its place on the page.
        short: its short form, such as ``vsk:Visit``.
        label: what it is called.
        others: what it is called in other languages.
        definition: what it means.
        note: whether it is derived, or blank.
        facts: name of a fact and what it links to.
        example: Turtle that uses it, or blank.
        patterns: names of the documented examples that use it.
        depth: how deep it stands in its scheme.
        deprecated: it is not to be used any more; what replaces it is among the facts.
    """

    iri: str
    anchor: str
    short: str
    label: Cell
    others: tuple[Cell, ...]
    definition: Cell
    note: Cell
    facts: tuple[tuple[str, tuple[Cell, ...]], ...]
    example: str = ""
    patterns: tuple[str, ...] = ()
    depth: int = 0
    deprecated: bool = False


@dataclass(frozen=True)
class Diagram:
    """The ontology as a picture, and the same in words.

    Attributes:
        picture: SVG.
        boxes: the classes of each box, and its links with the classes that they lead to.
    """

    picture: Markup
    boxes: tuple[tuple[tuple[Cell, ...], tuple[tuple[Cell, tuple[Cell, ...]], ...]], ...]


@dataclass(frozen=True)
class ShapeEntry:
    """A shape: what it looks at, how severe it is, and what it says."""

    anchor: str
    targets: tuple[Cell, ...]
    severity: str
    message: Cell


def words(graph: Graph, node: Node, predicate: Node, lang: Lang) -> Cell:
    """The wording in the reader's language, else in another; blank where there is none."""
    found = [each for each in graph.objects(node, predicate) if isinstance(each, Literal)]
    order = (lang, *DATA_LANGUAGES, None)
    found.sort(key=lambda each: order.index(each.language) if each.language in order else 9)
    return Cell(str(found[0]), found[0].language or "") if found else Cell("")


def sections(lang: Lang) -> list[tuple[str, list[Entry]]]:
    """The ontology's terms by class, in the order of their names."""
    graph, made = _ontology(), []
    for kind, heading in _SECTIONS:
        entries = [_entry(graph, term, lang, RDFS.label) for term in sorted(terms(graph, kind))]
        entries.sort(key=lambda entry: danish_key(entry.label.text))
        made.append((_(heading, lang), entries))
    return made


@cache
def _ontology() -> Graph:
    """The ontology with its alignments."""
    graph = Graph()
    for address in (ONTOLOGY, ALIGNMENTS):
        for triple in documents()[address].graph():
            graph.add(triple)
    return graph


def concepts(document: VocabularyDocument, lang: Lang) -> list[Entry]:
    """The concepts of a scheme, each below the broader one."""
    graph = document.graph()
    scheme = next(graph.subjects(RDF.type, SKOS.ConceptScheme))
    tops = sorted(graph.subjects(SKOS.topConceptOf, scheme), key=str)
    return [entry for top in tops for entry in _below(graph, top, lang, 0)]


def _below(graph: Graph, concept: Node, lang: Lang, depth: int) -> Iterator[Entry]:
    yield _entry(graph, concept, lang, SKOS.prefLabel, depth)
    for narrower in sorted(graph.subjects(SKOS.broader, concept), key=str):
        yield from _below(graph, narrower, lang, depth + 1)


def _entry(graph: Graph, node: Node, lang: Lang, name: URIRef, depth: int = 0) -> Entry:
    iri = str(node)
    anchor = iri.rpartition("#")[2].rpartition("/")[2]
    return Entry(
        iri,
        anchor,
        shorten(iri),
        words(graph, node, name, lang),
        tuple(_others(graph, node, name, lang)),
        words(graph, node, SKOS.definition, lang),
        words(graph, node, SKOS.scopeNote, lang),
        tuple(_facts(graph, node, lang)),
        str(graph.value(node, SKOS.example) or ""),
        tuple(_patterns().get(f"vsk:{anchor}", ())) if iri in VSK else (),
        depth,
        (node, OWL.deprecated, Literal(True)) in graph,
    )


def _others(graph: Graph, node: Node, name: URIRef, lang: Lang) -> Iterator[Cell]:
    """What a term or concept is called in the languages of data that are not the reader's."""
    shown = words(graph, node, name, lang).lang
    for other in DATA_LANGUAGES:
        found = words(graph, node, name, other)
        if other != shown and found.lang == other:
            yield found


def _facts(graph: Graph, node: Node, lang: Lang) -> Iterator[tuple[str, tuple[Cell, ...]]]:
    for predicate, name in _FACTS:
        linked = (each for each in graph.objects(node, predicate) if isinstance(each, URIRef))
        if cells := _called(graph, linked, lang):
            yield _(name, lang), cells
    for predicates, name in _USES:
        using = {each for found in predicates for each in graph.subjects(found, node)}
        if cells := _called(graph, (each for each in using if isinstance(each, URIRef)), lang):
            yield _(name, lang), cells


def _called(graph: Graph, linked: Iterable[URIRef], lang: Lang) -> tuple[Cell, ...]:
    """Terms by their names in the order of these; by their short forms where they have none."""
    found = [(words(graph, term, RDFS.label, lang), term) for term in linked]
    cells = [Cell(cell.text or shorten(term), cell.lang, str(term)) for cell, term in found]
    return tuple(sorted(cells, key=lambda cell: danish_key(cell.text)))


def diagram(lang: Lang) -> Diagram:
    """The classes and how they are joined, drawn and in words."""
    graph = _ontology()
    several = boxes(graph)
    told = tuple(
        (
            _called(graph, box.classes, lang),
            tuple((_called(graph, [join.link], lang)[0], _called(graph, join.targets, lang))
                  for join in box.joins),
        )
        for box in several
    )  # fmt: skip
    title = _("The classes of the vocabulary and the links that join them", lang)
    return Diagram(
        drawn(several, lambda term: words(graph, term, RDFS.label, lang).text, title), told
    )


@cache
def _patterns() -> dict[str, list[str]]:
    """Term to the names of the documented examples that use it."""
    found: dict[str, list[str]] = {}
    for document in documents().values():
        if document.kind == "example":
            for term in sorted(set(re.findall(r"\bvsk:\w+", document.turtle.decode()))):
                found.setdefault(term, []).append(document.name)
    return found


def shape_entries(document: VocabularyDocument, lang: Lang) -> list[ShapeEntry]:
    """The shapes that say something, in the order of their names."""
    graph = document.graph()
    telling = sorted(
        {each for each in graph.subjects(SH.message) if not isinstance(each, BNode)}, key=str
    )
    return [_shape(graph, shape, lang) for shape in telling]


def _shape(graph: Graph, shape: Node, lang: Lang) -> ShapeEntry:
    owners = [shape, *graph.subjects(SH.property, shape)]
    targets = {
        str(value)
        for owner in owners
        for kind in (SH.targetClass, SH.targetSubjectsOf)
        for value in graph.objects(owner, kind)
    }
    path = graph.value(shape, SH.path)
    linked = sorted(targets) + ([str(path)] if isinstance(path, URIRef) else [])
    severity = str(graph.value(shape, SH.severity) or SH.Violation).removeprefix(str(SH))
    return ShapeEntry(
        str(shape).rpartition("#")[2],
        tuple(Cell(shorten(iri), iri=iri) for iri in linked),
        severity,
        words(graph, shape, SH.message, lang),
    )


def pattern(document: VocabularyDocument) -> tuple[str, str]:
    """Title of a documented example, and what it shows."""
    head = document.turtle.decode().partition("\n\n")[0]
    title, *rest = [line.removeprefix("#").strip() for line in head.splitlines()]
    return title, " ".join(line for line in rest if line)


def schemes(lang: Lang) -> list[tuple[str, Cell]]:
    """Address and title of every concept scheme."""
    made = []
    for document in documents().values():
        if document.kind == "scheme":
            scheme = next(document.graph().subjects(RDF.type, SKOS.ConceptScheme))
            made.append((document.address, words(document.graph(), scheme, RDFS.label, lang)))
    return sorted(made, key=lambda pair: danish_key(pair[1].text))


def title(document: VocabularyDocument, lang: Lang) -> tuple[Cell, Cell]:
    """Title and description of a document that says them of itself."""
    graph = document.graph()
    kind = SKOS.ConceptScheme if document.kind == "scheme" else OWL.Ontology
    node = next(graph.subjects(RDF.type, kind))
    described = SKOS.definition if document.kind == "scheme" else DCTERMS.description
    return words(graph, node, RDFS.label, lang), words(graph, node, described, lang)
