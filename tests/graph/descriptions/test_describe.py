"""Documents: every thing of the shipped graph says the same in every format."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncGenerator, Callable
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse
from rdflib.namespace import RDFS

from graph.descriptions.describe import (
    Description,
    describe,
    exists,
    graph_exists,
    statements,
    successors,
)
from graph.descriptions.jsonld import write_jsonld
from graph.engine.base import (
    CSV,
    FORMATS,
    JSONLD,
    NTRIPLES,
    RDFXML,
    Format,
    Kind,
    Request,
    Unacceptable,
)
from graph.engine.embedded import EmbeddedEngine
from graph.engine.writing import write
from graph.identifiers import DERIVED_GRAPH, document_of, topic_of
from graph.namespaces import OA, VSK
from graph.prefixes import BASE
from graph.statements import Statement
from graph.terms import Term
from tests.shared import in_full

RDF = tuple(form for form in FORMATS if Kind.GRAPH in form.kinds)
OURS = f"""
SELECT DISTINCT ?s WHERE {{
  ?s ?p ?o FILTER (STRSTARTS(STR(?s), "{BASE}id/") || STRSTARTS(STR(?s), "{BASE}concept/"))
}}
"""
# All things take long: in parts, several processes share them, or the first stands for the others.
PARTS = 8
GRAPHS = "SELECT DISTINCT ?g WHERE { GRAPH ?g { ?s ?p ?o } }"
QUADS = "SELECT ?g ?s ?p ?o WHERE { BIND (<%s> AS ?g) GRAPH ?g { ?s ?p ?o } }"
AGREED = "id/agreement/sermersooq-aalborg-2019"
NUUK = "id/municipality/nuuk-kommune"
AFTER = "id/municipality/kommuneqarfik-sermersooq"
AGREEMENT = BASE + AGREED


@pytest.fixture(scope="module")
def home(shipped_home: Callable[[str], Path]) -> Path:
    return shipped_home("home")


@asynccontextmanager
async def engine_over(home: Path) -> AsyncGenerator[EmbeddedEngine]:
    engine = await EmbeddedEngine.start(home / "ledger.sqlite")
    try:
        yield engine
    finally:
        await engine.close()


@pytest.fixture(scope="module")
def documents(home: Path) -> dict[str, Description]:
    async def read() -> dict[str, Description]:
        async with engine_over(home) as engine:
            found = {path: await describe(engine, BASE + path) for path in (AGREED, NUUK, AFTER)}
        return {path: each for path, each in found.items() if each}

    return asyncio.run(read())


def triples(found: Description, form: Format) -> set[str]:
    json = form is JSONLD
    text = (
        write_jsonld(found.statements, first=found.iri) if json else write(found.statements, form)
    )
    rdf = RdfFormat.from_media_type(form.media_type)
    assert rdf is not None
    return {str(quad.triple) for quad in parse(text, format=rdf)}


def test_every_statement_of_every_thing_is_the_same_in_every_format(home: Path) -> None:
    async def everything() -> Description:
        async with engine_over(home) as engine:
            rows = (await engine.query(Request(GRAPHS, (CSV,)))).take().decode().split()[1:]
            found = [await statements(engine, QUADS.replace("%s", graph)) for graph in rows]
        return Description(AGREEMENT, tuple(each for one in found for each in one), "")

    whole = asyncio.run(everything())
    plain = triples(whole, NTRIPLES)
    assert len(plain) > 40_000
    for form in RDF:
        assert triples(whole, form) ^ plain == set(), form.name


@pytest.mark.timeout(900)
@pytest.mark.parametrize("part", range(PARTS if in_full() else 1))
def test_every_thing_has_one_document_in_all_formats(home: Path, part: int) -> None:

    async def check() -> list[str]:
        async with engine_over(home) as engine:
            rows = (await engine.query(Request(OURS, (CSV,)))).take().decode().split()[1:]
            differing = []
            assert len(rows) > 5_000
            for iri in sorted(rows)[part::PARTS]:
                found = await describe(engine, iri)
                assert found is not None, iri
                plain = triples(found, NTRIPLES)
                differing += [f"{iri} {form.name}" for form in RDF if triples(found, form) != plain]
            return differing

    assert asyncio.run(check()) == []


def test_a_document_holds_the_thing_its_nodes_its_passages_and_their_names(
    documents: dict[str, Description],
) -> None:
    found = documents[AGREED]
    assert found.statements[0].subject == AGREEMENT
    said = {(each.predicate, each.graph) for each in found.about()}
    assert (str(VSK.signedEarliest), DERIVED_GRAPH) in said
    assert (str(VSK.signed), f"{BASE}graph/source/sermersooq-aalborg-2019") in said
    predicates = {each.predicate for each in found.statements}
    assert {str(OA.exact), str(VSK.possibleState), str(VSK.signedFor)} <= predicates
    subjects = {each.subject for each in found.statements}
    assert f"{BASE}id/municipality/aalborg-kommune" in subjects
    own = [each for each in found.statements if not each.graph]
    assert {each.subject for each in own} == {document_of(AGREEMENT)}


def test_json_ld_is_plain_json_that_begins_with_the_thing(
    documents: dict[str, Description],
) -> None:
    found = documents[NUUK]
    told = json.loads(write_jsonld(found.statements, first=found.iri))
    nuuk = told["@graph"][0]
    assert list(nuuk)[:3] == ["id", "type", "label"]
    assert (nuuk["id"], nuuk["type"]) == (BASE + NUUK, "Municipality")
    assert nuuk["label"] == {"da": "Nuuk Kommune", "en": "Nuuk Municipality"}
    backwards = write_jsonld(reversed(found.statements), first=found.iri)
    assert json.loads(backwards) == told


def test_a_quad_format_keeps_who_says_so(documents: dict[str, Description]) -> None:
    found = documents[AGREED]
    quads = parse(write(found.statements, FORMATS[-2]), format=RdfFormat.TRIG)
    graphs = {quad.graph_name.value for quad in quads if hasattr(quad.graph_name, "value")}
    assert graphs - {""} == {each.graph for each in found.statements if each.graph}


def test_a_merged_municipality_names_what_came_after_it(documents: dict[str, Description]) -> None:
    assert successors(documents[NUUK]) == [BASE + AFTER]
    assert successors(documents[AFTER]) == []


def test_what_nobody_speaks_of_has_no_description(home: Path) -> None:
    async def ask() -> tuple[object, object, bool, bool]:
        async with engine_over(home) as engine:
            return (
                await describe(engine, f"{BASE}id/agreement/none"),
                await graph_exists(engine, f"{BASE}graph/source/none"),
                await exists(engine, f"{BASE}id/agreement/none"),
                await exists(engine, AGREEMENT),
            )

    assert asyncio.run(ask()) == (None, False, False, True)


@pytest.mark.parametrize(
    ("iri", "document"),
    [
        ("id/municipality/aarhus-kommune", "doc/municipality/aarhus-kommune"),
        ("concept/event-kind/signed", "doc/concept/event-kind/signed"),
        (".well-known/genid/x", "doc/genid/x"),
        ("graph/source/x", "graph/source/x"),
    ],
)
def test_a_thing_has_a_document_and_a_document_a_topic(iri: str, document: str) -> None:
    assert document_of(BASE + iri) == BASE + document
    assert topic_of(BASE + document) == BASE + iri


def test_what_xml_cannot_write_is_not_written() -> None:
    said = Statement(f"{BASE}id/visit/x", str(RDFS.label), Term("literal", "a\x01b"))
    with pytest.raises(Unacceptable):
        write([said], RDFXML)
    assert write([said], NTRIPLES)
