"""What is composed of SPARQL cannot be ended by a value."""

from __future__ import annotations

import pytest

from graph.sparql_text import prologue, term, terms


def test_terms_stand_side_by_side() -> None:
    assert terms(["https://example.org/a", "urn:b"]) == "<https://example.org/a> <urn:b>"
    assert prologue("vsk") == "PREFIX vsk: <https://w3id.org/venskab/ontology#>\n"


@pytest.mark.parametrize("text", ["a> ?p ?o . <b", "a b", "a\nb", 'a"', "{a}", "a\\u003Eb", "\x00"])
def test_what_could_end_its_term_is_no_iri(text: str) -> None:
    with pytest.raises(ValueError, match="no IRI"):
        term(text)
