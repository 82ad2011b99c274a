"""The W3C's SPARQL 1.1 suite, through the endpoint's checks and its engine.

What does not pass is listed in ``exceptions.toml`` with the reason; a test that passes although it
is listed fails, so that the list stays short.
"""

from __future__ import annotations

import pyoxigraph as ox
import pytest

from graph.engine.base import CSV, JSON, JSONLD, NTRIPLES, RDFXML, TSV, TURTLE, XML, Format
from graph.errors import BadQuery
from tests.shared import shared
from tests.w3c.answers import read, same
from tests.w3c.engine import ask, load
from tests.w3c.suite import SUITE, Case, all_cases, cases, exceptions

EVALUATED = ("QueryEvaluationTest", "CSVResultFormatTest")
# Updates that hold nothing but a prologue.
NO_OPERATION = {f"syntax-update-1/test_{number}" for number in (38, 39, 40)}
UPDATES = ("UpdateEvaluationTest", "PositiveUpdateSyntaxTest11", "NegativeUpdateSyntaxTest11")
CASES = {
    "QueryEvaluationTest": 232,
    "CSVResultFormatTest": 3,
    "PositiveSyntaxTest11": 63,
    "NegativeSyntaxTest11": 48,
    "UpdateEvaluationTest": 94,
    "PositiveUpdateSyntaxTest11": 42,
    "NegativeUpdateSyntaxTest11": 13,
}


@pytest.fixture(scope="module")
def store() -> ox.Store:
    """One store for the data of all cases."""
    return load(all_cases())


def test_the_suite_is_whole_and_every_exception_is_one_of_its_tests() -> None:
    shared(SUITE)
    found = all_cases()
    assert {kind: sum(case.kind == kind for case in found) for kind in CASES} == CASES
    assert exceptions().keys() <= {case.name for case in found}


@pytest.mark.parametrize("case", cases(EVALUATED))
def test_a_query_answers_as_expected_in_every_format(store: ox.Store, case: Case) -> None:
    assert case.result is not None
    expected = read(case.result.read_bytes(), case.result.suffix[1:], case.result.as_uri())
    for form in formats(case, is_graph=expected.graph is not None):
        reply, body = ask(store, case, f"BASE <{case.base}> {case.text}", form)
        assert "error" not in reply, reply
        assert same(read(body, form.suffix), expected), body.decode()


def formats(case: Case, *, is_graph: bool) -> tuple[Format, ...]:
    """The formats that can carry the answer; CSV tells no IRI from a literal."""
    if case.kind == "CSVResultFormatTest":
        return (CSV,)
    return (TURTLE, NTRIPLES, RDFXML, JSONLD) if is_graph else (JSON, XML, TSV)


@pytest.mark.parametrize("case", cases(["PositiveSyntaxTest11"]))
def test_a_query_that_may_be_written_is_taken(store: ox.Store, case: Case) -> None:
    reply, _ = ask(store, case, case.text, JSON)
    # A function that nobody knows is found when the query runs, not when it is read.
    assert reply.get("error") != "syntax", reply


@pytest.mark.parametrize("case", cases(["NegativeSyntaxTest11"]))
def test_a_query_that_may_not_be_written_is_refused_with_the_place(
    store: ox.Store, case: Case
) -> None:
    try:
        reply, _ = ask(store, case, case.text, JSON)
    except BadQuery:
        return  # an update where a query should stand
    assert reply["error"] == "syntax"
    assert reply["line"] is not None
    # Without a token of its own the place is the end of the text.
    assert reply["sentence"] or reply["token"] or _is_end(case.text, reply["line"])


def _is_end(text: str, line: int) -> bool:
    return line >= len(text.rstrip().splitlines())


@pytest.mark.parametrize("case", cases(UPDATES))
def test_no_update_is_taken(store: ox.Store, case: Case) -> None:
    if case.name in NO_OPERATION:
        assert ask(store, case, case.text, JSON)[0]["error"] == "syntax"
        return
    with pytest.raises(BadQuery, match="is an update; this address only answers queries"):
        ask(store, case, case.text, JSON)
