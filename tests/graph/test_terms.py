"""RDF terms, rows of results, and the best of several labels."""

from __future__ import annotations

import doctest

from graph import terms
from graph.terms import Term, best_label, point_of, read_solutions, text_of


def test_the_examples_hold() -> None:
    assert doctest.testmod(terms).failed == 0


def test_rows_hold_bound_variables_only() -> None:
    body = (
        b'{"head": {"vars": ["a", "b"]}, "results": {"bindings": ['
        b'{"a": {"type": "literal", "value": "Nuuk", "xml:lang": "da"}}]}}'
    )
    found = read_solutions(body)
    assert found.columns == ("a", "b")
    assert found.rows == ({"a": Term("literal", "Nuuk", "da")},)
    assert (text_of(found.rows[0], "a"), text_of(found.rows[0], "b")) == ("Nuuk", "")


def test_a_label_without_a_language_comes_before_one_that_few_read() -> None:
    assert best_label({"kl": "Nuuk", "": "Godthaab"}, "en") == ("Godthaab", "")
    assert best_label({}, "en") == ("", "")


def test_what_is_no_point_is_none() -> None:
    assert point_of("LINESTRING(0 0, 1 1)") is None
    assert point_of("POINT(a b)") is None
