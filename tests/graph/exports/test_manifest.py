"""The list of the files of an export."""

from __future__ import annotations

from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, Store

from api.locale.translation import in_language
from graph.exports.manifest import DISTRIBUTIONS
from graph.exports.table import TABLES
from tests.shared import shared

DATASETS = {
    "graph", "partnerships", "agreements", "municipalities", "network", "vocabulary", "queries",
}  # fmt: skip
FILE_TYPE = "http://publications.europa.eu/resource/authority/file-type/"


def test_every_file_is_listed_once_and_every_dataset_has_some() -> None:
    files = [each.file for each in DISTRIBUTIONS]
    assert len(set(files)) == len(files)
    assert {each.dataset for each in DISTRIBUTIONS} == DATASETS
    assert {f"tables/{table.name}.csv" for table in TABLES} <= set(files)


def test_every_file_is_described_in_both_languages() -> None:
    for each in DISTRIBUTIONS:
        title, about = (in_language(words, "da") for words in (each.title, each.description))
        assert title and title != in_language(each.title, "en")
        assert about and about != in_language(each.description, "en")
        assert each.compressed == (Path(each.file).suffix == ".gz")


def test_every_file_type_is_in_the_table_of_the_eu() -> None:
    known = Store()
    path = shared("standards/authority/filetypes.ttl")
    known.bulk_load(path=str(path), format=RdfFormat.TURTLE)
    for code in {each.file_type for each in DISTRIBUTIONS}:
        assert any(known.quads_for_pattern(NamedNode(FILE_TYPE + code), None, None)), code
