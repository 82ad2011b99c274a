"""Whatever a literal holds comes back from every format as it went in, or the answer says why not.

What is written is read again with rdflib, which did not write it.
"""

from __future__ import annotations

import csv
import io
import tempfile
from typing import Any

import pyoxigraph as ox
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rdflib import Literal, URIRef
from rdflib.term import Node

from graph.engine.base import (
    BY_NAME,
    CSV,
    JSON,
    JSONLD,
    NQUADS,
    NTRIPLES,
    RDFXML,
    TRIG,
    TSV,
    TURTLE,
    XML,
    Format,
)
from graph.engine.evaluate import evaluate
from graph.engine.spool import Spool
from graph.prefixes import EDTF
from tests.w3c.answers import read

P = "http://example.org/p"
SELECT = "SELECT ?o { ?s ?p ?o }"
CONSTRUCT = "CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }"
TYPES = [EDTF, "http://www.w3.org/2001/XMLSchema#anyURI", "http://example.org/type#ø"]
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
# Every value at the border of what XML can carry, and what the formats themselves give a meaning.
HARD = st.text(st.sampled_from("\t\n\r \\\"'<>&,;\x01\x1f\x7f\x85\u2028\ufffe\uffff😀å]"))
LITERALS = st.one_of(
    st.builds(ox.Literal, TEXTS | HARD),
    st.builds(
        lambda value, lang: ox.Literal(value, language=lang),
        TEXTS | HARD,
        st.sampled_from(["da", "en-GB", "kl", "de-Latn-1996"]),
    ),
    st.builds(
        lambda value, kind: ox.Literal(value, datatype=ox.NamedNode(kind)),
        TEXTS | HARD,
        st.sampled_from(TYPES),
    ),
)


def asked(text: str, form: Format, *literals: ox.Literal, predicate: str = P) -> tuple[Any, bytes]:
    """The reply and the answer to ``text`` where each literal is the value of a thing."""
    store = ox.Store()
    for number, literal in enumerate(literals):
        thing = ox.NamedNode(f"http://example.org/{number}")
        store.add(ox.Quad(thing, ox.NamedNode(predicate), literal))
    with tempfile.TemporaryFile() as file:
        spool = Spool(file, short=1 << 20, most=1 << 20)
        job = {"text": text, "formats": [form.name], "default_graphs": [], "named_graphs": []}
        return evaluate(store, job, spool), spool.body()


def fits_xml(text: str) -> bool:
    """Whether every character is one of XML 1.0 (section 2.2)."""
    return all(c in "\t\n\r" or (c >= " " and c not in "\ufffe\uffff") for c in text)


def key(term: Node) -> tuple[str, str, str]:
    """Lexical form, language (whose case means nothing) and datatype."""
    assert isinstance(term, Literal)
    return str(term), (term.language or "").lower(), str(term.datatype or "")


def given_key(literal: ox.Literal) -> tuple[str, str, str]:
    plain = literal.language or literal.datatype.value.endswith("#string")
    return (
        literal.value,
        (literal.language or "").lower(),
        "" if plain else literal.datatype.value,
    )


@pytest.mark.parametrize("form", [JSON, XML, TSV, TURTLE, NTRIPLES, RDFXML, JSONLD])
@given(literals=st.lists(LITERALS, min_size=1, max_size=6))
def test_text_language_and_datatype_survive(form: Format, literals: list[ox.Literal]) -> None:
    is_rows = form in (JSON, XML, TSV)
    reply, body = asked(SELECT if is_rows else CONSTRUCT, form, *literals)
    if form in (XML, RDFXML) and not all(fits_xml(literal.value) for literal in literals):
        assert reply["error"] == "unacceptable"
        assert "character" in reply["obstacle"]
        return
    found = read(body, form.suffix)
    if found.rows is not None:
        values = [value for row in found.rows for _, value in row]
    else:
        assert found.graph is not None
        values = list(found.graph.objects(None, URIRef(P)))
    assert sorted(map(key, values)) == sorted(map(given_key, literals))


@given(literals=st.lists(LITERALS, min_size=1, max_size=6))
def test_csv_keeps_the_text_and_quads_are_the_triples(literals: list[ox.Literal]) -> None:
    _, table = asked(SELECT, CSV, *literals)
    (head,), *rows = csv.reader(io.StringIO(table.decode(), newline=""))
    assert head == "o"
    assert sorted("".join(row) for row in rows) == sorted(literal.value for literal in literals)
    written = {form: asked(CONSTRUCT, form, *literals)[1] for form in (NTRIPLES, NQUADS, TRIG)}
    assert written[NQUADS] == written[NTRIPLES]
    quads = ox.parse(written[TRIG], format=ox.RdfFormat.TRIG)
    assert sorted(str(quad.object) for quad in quads) == sorted(map(str, literals))


@pytest.mark.parametrize("predicate", ["http://example.org/1", "http://example.org/a/"])
def test_a_property_without_an_xml_name_is_told_and_not_written(predicate: str) -> None:
    reply, _ = asked(CONSTRUCT, RDFXML, ox.Literal("x"), predicate=predicate)
    assert reply["error"] == "unacceptable"
    assert "property" in reply["obstacle"]
    reply, _ = asked(CONSTRUCT, TURTLE, ox.Literal("x"), predicate=predicate)
    assert reply["format"] == "turtle"


def test_a_mark_that_two_pieces_share_is_seen() -> None:
    # The engine writes pieces of 8 KB: with every length before it the mark falls on every border.
    for length in range(8100, 8200):
        literals = [ox.Literal("x" * length + "\ufffe")]
        assert asked(SELECT, XML, *literals)[0].get("error") == "unacceptable"
        assert asked(CONSTRUCT, RDFXML, *literals)[0].get("error") == "unacceptable"


def test_every_format_is_looked_at_here() -> None:
    looked_at = {JSON, XML, CSV, TSV, TURTLE, NTRIPLES, RDFXML, JSONLD, TRIG, NQUADS}
    assert set(BY_NAME.values()) == looked_at
