"""Everything about one thing, as statements that know their graph: what its document says.

A document holds what all graphs say of the thing; what points at it; the nodes that only exist to
say more of it (a participation, a signature, an event, a spell of status) with their statements;
the passages that all this rests on; the names of everything it links to; and a few words about
the document itself.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import DCTERMS, FOAF, ORG, RDF

from graph.engine.base import Engine
from graph.engine.results import rows, yes
from graph.identifiers import document_of
from graph.licenses import DEFAULT
from graph.namespaces import GEO, OA, VSK
from graph.prefixes import BASE
from graph.sparql_text import term
from graph.statements import Statement
from graph.terms import Term
from queries.internal_queries import internal

# The classes of nodes that say more of the thing they point at.
DETAILS: Final = (
    VSK.Participation,
    VSK.Signature,
    VSK.Attendance,
    VSK.LifecycleEvent,
    VSK.NetworkMembership,
    VSK.StatusSpell,
    ORG.Membership,
    ORG.ChangeEvent,
)
# IRIs that one query names; more would pass the endpoint's own limit on a query's size.
_BATCH: Final = 200
_CLASSES: Final = ", ".join(f"<{each}>" for each in DETAILS)
# Engines join two VALUES blocks before anything else, so the classes are in a filter.
_DETAIL: Final = f"?detail ?pointsAt %s ; a ?class . FILTER (?class IN ({_CLASSES}))"
_NODES: Final = (
    "VALUES ?s { %s }",
    f"%s <{GEO.hasGeometry}>|<{OA.hasSelector}>|<{VSK.evidence}> ?s",
    f"%s <{VSK.evidence}>/<{OA.hasSelector}> ?s",
    f"{_DETAIL} BIND (?detail AS ?s)",
    f"{_DETAIL} ?detail <{VSK.evidence}> ?s",
    f"{_DETAIL} ?detail <{VSK.evidence}>/<{OA.hasSelector}> ?s",
)
_ABOUT: Final = (
    "SELECT DISTINCT ?g ?s ?p ?o WHERE { { VALUES ?o { %s } GRAPH ?g { ?s ?p ?o } }"
    + "".join(
        f" UNION {{ {{ SELECT DISTINCT ?s WHERE {{ {nodes} }} }} GRAPH ?g {{ ?s ?p ?o }} }}"
        for nodes in _NODES
    )
    + " }"
)


@dataclass(frozen=True)
class Description:
    """The statements of a document.

    Attributes:
        iri: the thing that it is about.
        statements: sorted, those of the thing first.
        generation: the state of the data.
    """

    iri: str
    statements: tuple[Statement, ...]
    generation: str

    def of(self, subject: str) -> Iterator[Statement]:
        """The statements of which ``subject`` is the subject."""
        return (each for each in self.statements if each.subject == subject)

    def about(self) -> list[Statement]:
        """The statements about the thing itself."""
        return list(self.of(self.iri))


async def describe(
    engine: Engine, iri: str, *, incoming: bool = True, licence: str = DEFAULT
) -> Description | None:
    """The description of one of our things, concepts or skolem IRIs; None where nothing is said.

    Args:
        engine: who answers.
        iri: the thing.
        incoming: whether to tell what points at it. What uses a concept is no part of what it
            means and may be half the graph: it is never told.
        licence: IRI of the licence of what the document says.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    generation = engine.generation
    whole = incoming and not iri.startswith(f"{BASE}concept/")
    own = internal("statements-of-a-thing", s=[term(iri)], o=[term(iri)])
    found = await statements(engine, _ABOUT.replace("%s", term(iri)) if whole else own)
    if not any(each.subject == iri for each in found):
        return None
    told = found | await named(engine, found) | set(_own(iri, document_of(iri), licence))
    return Description(iri, _ordered(iri, told), generation)


async def exists(engine: Engine, iri: str) -> bool:
    """True if any graph says something of ``iri``.

    Raises:
        VenskabError: the engine could not answer.
    """
    return await yes(engine, f"{term(iri)} ?p ?o")


async def graph_exists(engine: Engine, iri: str) -> bool:
    """True if there is a graph of that name.

    Raises:
        VenskabError: the engine could not answer.
    """
    return await yes(engine, f"GRAPH {term(iri)} {{ ?s ?p ?o }}")


def successors(description: Description) -> list[str]:
    """The municipalities or networks that came after one that a change event ended, if any."""
    ended = {
        each.subject
        for each in description.statements
        if each.predicate == str(ORG.originalOrganization) and each.object.value == description.iri
    }
    into = {
        each.object.value
        for each in description.statements
        if each.predicate == str(ORG.resultingOrganization) and each.subject in ended
    }
    return sorted(into - {description.iri})


def _own(iri: str, document: str, licence: str) -> Iterator[Statement]:
    """The statements of the document about itself."""
    for predicate, value in (
        (RDF.type, FOAF.Document),
        (FOAF.primaryTopic, iri),
        (DCTERMS.license, licence),
    ):
        yield Statement(document, str(predicate), Term("uri", str(value)))


def _unnamed(found: Iterable[Statement]) -> list[str]:
    """The IRIs that statements link, sorted."""
    linked = {each.subject for each in found}
    linked |= {each.object.value for each in found if each.object.kind == "uri"}
    return sorted(linked)


async def named(engine: Engine, about: Iterable[Statement]) -> set[Statement]:
    """The names of everything that statements link.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    iris, found = _unnamed(about), set[Statement]()
    for start in range(0, len(iris), _BATCH):
        some = map(term, iris[start : start + _BATCH])
        found |= await statements(engine, internal("names-in-graphs", s=some))
    return found


async def statements(engine: Engine, text: str) -> set[Statement]:
    """The statements that a query for ``?g ?s ?p ?o`` answers with.

    Raises:
        VenskabError: the engine could not answer, or a limit was met.
    """
    return {
        Statement(row["s"].value, row["p"].value, row["o"], row["g"].value)
        for row in await rows(engine, text)
    }


def _ordered(iri: str, found: set[Statement]) -> tuple[Statement, ...]:
    return tuple(sorted(found, key=lambda each: (each[0] != iri, each)))
