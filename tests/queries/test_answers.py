"""Every question of the library gives the rows that were worked out for it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pyoxigraph
import pytest
from rdflib import Dataset, Literal, URIRef
from rdflib.plugins.sparql.operators import register_custom_function
from rdflib.plugins.sparql.sparql import SPARQLError
from rdflib.query import ResultRow

from graph.prefixes import PREFIXES
from queries.library import library
from tests.distances import metres
from tests.queries.cases import CASES, Case, Rows, as_triples, ask
from tests.shared import in_full

StoreOf = Callable[[str], pyoxigraph.Store]


def _id(case: Case) -> str:
    return f"{case.query}.{case.name}"


@pytest.mark.parametrize("case", CASES, ids=_id)
def test_gives_the_expected_rows(case: Case, store_of: StoreOf) -> None:
    text = library()[case.query].bind(case.parameters)
    assert ask(store_of(case.data), text) == case.rows


def test_every_question_has_an_answer_with_rows() -> None:
    answered = {case.query for case in CASES if len(case.rows) > 1}
    assert set(library()) == answered


@pytest.mark.parametrize("name", library())
def test_every_parameter_changes_some_answer(name: str, store_of: StoreOf) -> None:
    idle = {parameter.name for parameter in library()[name].parameters}
    for case, parameter in _given(name):
        if parameter in idle and _without(case, parameter, store_of) != case.rows:
            idle.discard(parameter)
    assert not idle


def _given(name: str) -> Iterator[tuple[Case, str]]:
    for case in CASES:
        if case.query == name:
            for parameter in case.parameters:
                yield case, parameter


def _without(case: Case, parameter: str, store_of: StoreOf) -> Rows:
    others = {name: value for name, value in case.parameters.items() if name != parameter}
    return ask(store_of(case.data), library()[case.query].bind(others))


def _distance(one: Any, other: Any, unit: Any = None) -> Literal:
    """The distance of two points in metres, as another library measures it."""
    if not (isinstance(one, Literal) and isinstance(other, Literal)):
        raise SPARQLError("a point is missing")
    assert str(unit).endswith("/metre")
    return Literal(metres(str(one), str(other)))


@pytest.fixture(scope="session")
def dataset_of(
    toy_store: pyoxigraph.Store, world_store: pyoxigraph.Store, lists_store: pyoxigraph.Store
) -> dict[str, Dataset]:
    register_custom_function(URIRef(PREFIXES["geof"] + "distance"), _distance, override=True)
    stores = {"toy": toy_store, "world": world_store, "lists": lists_store}
    return {name: _as_dataset(store) for name, store in stores.items()}


def _as_dataset(store: pyoxigraph.Store) -> Dataset:
    dataset = Dataset(default_union=True)
    text = store.dump(format=pyoxigraph.RdfFormat.N_QUADS)
    assert text is not None
    dataset.parse(data=text.decode(), format="nquads")
    return dataset


def _cases_of_invented_worlds() -> list[Case]:
    """All of them, or one of each question where not everything is tried."""
    cases = [case for case in CASES if case.data != "shipped"]
    return cases if in_full() else list({case.query: case for case in cases}.values())


# rdflib warns of its own use of names that it has deprecated.
@pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")
@pytest.mark.parametrize("case", _cases_of_invented_worlds(), ids=_id)
def test_another_engine_gives_the_same_rows(case: Case, dataset_of: dict[str, Dataset]) -> None:
    found = dataset_of[case.data].query(library()[case.query].bind(case.parameters))
    if found.graph is not None:
        assert as_triples(found.graph) == case.rows
        return
    rows = [
        ["" if term is None else str(term) for term in row]
        for row in found
        if isinstance(row, ResultRow)
    ]
    assert sorted(rows) == sorted(case.rows[1:])
