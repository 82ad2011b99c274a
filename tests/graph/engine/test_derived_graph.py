"""Derived triples are kept beside the ledger, and a kept file is never trusted for other data."""

from __future__ import annotations

from pathlib import Path

from graph.engine.index import build
from graph.identifiers import DERIVED_GRAPH
from graph.ledger import Ledger

GRAPH = "https://w3id.org/venskab/graph/source/terms"
VSK = "https://w3id.org/venskab/ontology#"


def dated(day: str) -> list[str]:
    thing = "<https://w3id.org/venskab/id/agreement/a>"
    edtf = "http://id.loc.gov/datatypes/edtf/EDTF"
    a = "<http://www.w3.org/1999/02/22-rdf-syntax-ns#type>"
    return [
        f"{thing} {a} <{VSK}Agreement> <{GRAPH}> .",
        f'{thing} <{VSK}signed> "{day}"^^<{edtf}> <{GRAPH}> .',
    ]


def derived_days(path: Path) -> set[str]:
    store = build(path).store
    return {
        str(quad.object).split('"')[1]
        for quad in store.quads_for_pattern(None, None, None)
        if quad.predicate.value == f"{VSK}signedEarliest"
        and str(quad.graph_name) == f"<{DERIVED_GRAPH}>"
    }


def test_what_was_derived_is_kept_for_the_same_data_only(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.put(GRAPH, dated("2019-12-XX"), actor="test")
        assert derived_days(path) == {"2019-12-01"}
        (kept,) = (tmp_path / "derived").glob("*.nq.gz")
        before = kept.stat().st_ino
        assert derived_days(path) == {"2019-12-01"}
        assert kept.stat().st_ino == before
        ledger.put(GRAPH, dated("2020"), actor="test")
        assert derived_days(path) == {"2020-01-01"}


def test_a_broken_file_is_made_again(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path) as ledger:
        ledger.put(GRAPH, dated("2019"), actor="test")
    assert derived_days(path) == {"2019-01-01"}
    (kept,) = (tmp_path / "derived").glob("*.nq.gz")
    kept.write_bytes(kept.read_bytes()[:40])
    assert derived_days(path) == {"2019-01-01"}


def test_few_states_are_kept(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    for year in range(2000, 2018):
        with Ledger.open(path) as ledger:
            ledger.put(GRAPH, dated(str(year)), actor="test")
        assert derived_days(path) == {f"{year}-01-01"}
    assert len(list((tmp_path / "derived").glob("*.nq.gz"))) == 16
