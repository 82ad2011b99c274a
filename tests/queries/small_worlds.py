"""Worlds of a few lines, each for one test, with the kinds of events and what is derived."""

from __future__ import annotations

from functools import cache

import pyoxigraph

import ontology
from graph.identifiers import ONTOLOGY_GRAPH
from graph.prefixes import PREFIXES
from graph.statements import Statement
from graph.terms import Term
from queries.library import library
from tests.queries.cases import ask, with_derived

_ID = PREFIXES["vid"]
_TYPES = (
    "municipality", "locality", "organisation", "partnership", "participation", "agreement",
    "event", "visit",
)  # fmt: skip
_HEAD = "".join(
    f"@prefix {name}: <{iri}> .\n"
    for name, iri in {
        **{name: PREFIXES[name] for name in ("vsk", "rdfs", "org", "dcterms", "skos", "xsd")},
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "kind": "https://w3id.org/venskab/concept/event-kind/",
        "organ": "https://w3id.org/venskab/concept/organ/",
        "role": "https://w3id.org/venskab/concept/party-role/",
        "source": "https://w3id.org/venskab/graph/source/",
        **{name: f"{_ID}{name}/" for name in _TYPES},
    }.items()
)


def world(turtle: str, source: str = "one") -> pyoxigraph.Store:
    """A store with one source graph, the concepts of the ontology, and what the rules derive.

    Args:
        turtle: the statements; its prefixes are the types of things, ``vsk``, ``kind`` and so on.
        source: end of the IRI of the graph that they stand in.
    """
    store = pyoxigraph.Store()
    store.bulk_load(_concepts(), format=pyoxigraph.RdfFormat.N_QUADS)
    graph = pyoxigraph.NamedNode(f"https://w3id.org/venskab/graph/source/{source}")
    store.load(f"{_HEAD}{turtle}".encode(), pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
    return with_derived(store)


@cache
def _concepts() -> bytes:
    """The kinds of events and the organs, which tell what an event does and who decided."""
    store = pyoxigraph.Store()
    graph = pyoxigraph.NamedNode(ONTOLOGY_GRAPH)
    for scheme in ("event-kind", "organ", "state"):
        path = str(ontology.SCHEMES / f"{scheme}.ttl")
        store.load(path=path, format=pyoxigraph.RdfFormat.TURTLE, to_graph=graph)
    text = store.dump(format=pyoxigraph.RdfFormat.N_QUADS)
    assert text is not None
    return text


def pair(name: str, one: str, other: str, more: str = "") -> str:
    """A partnership of two parties.

    Args:
        name: end of its IRI, and its name.
        one: a party, as ``municipality:north``.
        other: the other party.
        more: what else is said of it, as ``vsk:began "1990"^^edtf:EDTF``.
    """
    parts = "".join(
        f"participation:{name}-{number} a vsk:Participation ; "
        f"vsk:inPartnership partnership:{name} ; vsk:party {party} .\n"
        for number, party in enumerate((one, other), start=1)
    )
    tail = f" ; {more}" if more else ""
    return f'partnership:{name} a vsk:Partnership ; rdfs:label "{name}"@en{tail} .\n{parts}'


def rows(store: pyoxigraph.Store, question: str, **given: str) -> list[dict[str, str]]:
    """The rows that a question has in a world, IRIs without what all of them share."""
    head, *body = ask(store, library()[question].bind(given))
    short = ([cell.removeprefix(_ID) for cell in row] for row in body)
    return [dict(zip(head, row, strict=True)) for row in short]


def statements(store: pyoxigraph.Store) -> list[Statement]:
    """What all graphs of a world say."""
    return [
        Statement(s.value, p.value, _term(o), graph.value)
        for s, p, o, graph in store.quads_for_pattern(None, None, None, None)
        if isinstance(s, pyoxigraph.NamedNode) and isinstance(graph, pyoxigraph.NamedNode)
    ]


def _term(node: object) -> Term:
    if isinstance(node, pyoxigraph.Literal):
        return Term("literal", node.value, node.language or "", node.datatype.value)
    assert isinstance(node, pyoxigraph.NamedNode)
    return Term("uri", node.value)
