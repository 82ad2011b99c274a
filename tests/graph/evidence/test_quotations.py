"""Looking quotations up in documents: what is found, and every way of not being found."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.data.shipped import shipped_graphs
from graph.documents.normal_form import normal_form
from graph.errors import UnreadableFile
from graph.evidence.quotations import Finding, QuotationStatus, check
from graph.namespaces import OA, VSK
from graph.prefixes import PREFIXES
from tests.shared import shared

TEXT = "Århus Kommune og Kujalleq.\nAftalen gælder i 4 år, og så er den ny."
GRAPH = "<http://e.org/g>"
RDFS_LABEL = f"<{PREFIXES['rdfs']}label>"


def lines(
    quotation: str, start: int = -1, *, file: str = "a.txt", sha256: str = "", thing: str = "t"
) -> list[str]:
    """The N-Quads of one thing with one piece of evidence."""
    e, q, p = "<http://e.org/e>", "<http://e.org/q>", "<http://e.org/p>"
    triples = [
        f"{e} <{PREFIXES['rdf']}type> <{VSK.Evidence}>",
        f"{e} <{OA.hasSource}> <http://e.org/s>",
        f"{e} <{VSK.supports}> <{VSK.signed}>",
        f'<{VSK.signed}> {RDFS_LABEL} "underskrevet"@da',
        f'<http://e.org/s> <{VSK.textFile}> "{file}"',
    ]
    if thing:
        triples.append(f"<http://e.org/{thing}> <{VSK.evidence}> {e}")
        triples.append(f'<http://e.org/{thing}> {RDFS_LABEL} "Aftalen"@da')
    if sha256:
        triples.append(f'<http://e.org/s> <{VSK.sha256}> "{sha256}"')
    if quotation:
        escaped = quotation.replace("\\", "\\\\").replace('"', '\\"')
        escaped = escaped.replace("\n", "\\n").replace("\r", "\\r")
        triples += [f"{e} <{OA.hasSelector}> {q}", f'{q} <{OA.exact}> "{escaped}"']
    if start >= 0:
        number = f"^^<{PREFIXES['xsd']}nonNegativeInteger>"
        end = start + len(quotation)
        triples += [f"{e} <{OA.hasSelector}> {p}", f'{p} <{OA.start}> "{start}"{number}']
        triples.append(f'{p} <{OA.end}> "{end}"{number}')
    return [f"{triple} {GRAPH} ." for triple in triples]


@pytest.fixture
def documents(tmp_path: Path) -> Path:
    (tmp_path / "a.txt").write_bytes(TEXT.encode())
    return tmp_path


def only(found: list[Finding]) -> Finding:
    (one,) = found
    return one


def test_all_shipped_evidence_is_in_the_documents() -> None:
    every = [line for graph in shipped_graphs().values() for line in graph]
    findings = check(every, shared("documents"), lang="da")
    assert sum(finding.status is QuotationStatus.FOUND for finding in findings) > 140
    assert [finding for finding in findings if finding.missing] == []
    assert all(
        finding.file for finding in findings if finding.status is not QuotationStatus.NO_TEXT
    )
    assert all(finding.thing_label and finding.supports for finding in findings)


def test_a_found_quotation_is_named_in_the_readers_language(documents: Path) -> None:
    found = only(check(lines("i 4 år", 42), documents, lang="da"))
    assert found.status is QuotationStatus.FOUND
    assert not found.missing
    assert (found.thing_label, found.supports) == ("Aftalen", ("underskrevet",))
    assert (found.file, found.start, found.quotation) == ("a.txt", 42, "i 4 år")


def test_positions_count_characters_not_bytes(documents: Path) -> None:
    position = TEXT.index("gælder")
    assert position != TEXT.encode().index("gælder".encode())
    assert only(check(lines("gælder", position), documents)).status is QuotationStatus.FOUND


def test_a_quotation_may_span_lines_and_have_no_position(documents: Path) -> None:
    assert only(check(lines("Kujalleq.\nAftalen"), documents)).status is QuotationStatus.FOUND


def test_whoever_moves_a_quotation_is_told(documents: Path) -> None:
    found = only(check(lines("gælder", 0), documents))
    assert found.status is QuotationStatus.NOT_AT_POSITION
    assert found.missing


def test_words_that_are_not_there(documents: Path) -> None:
    assert only(check(lines("i 5 år", 42), documents)).status is QuotationStatus.NOT_IN_DOCUMENT


def test_evidence_without_words(documents: Path) -> None:
    assert only(check(lines(""), documents)).status is QuotationStatus.NO_QUOTATION


@pytest.mark.parametrize("file", ["b.txt", "../a.txt", "/etc/passwd", "folder", "."])
def test_a_document_that_is_not_in_the_folder(documents: Path, file: str) -> None:
    (documents / "folder").mkdir()
    (documents.parent / "a.txt").write_text(TEXT, encoding="utf-8")
    assert only(check(lines("år", file=file), documents)).status is QuotationStatus.DOCUMENT_MISSING


def test_a_source_without_a_text_is_said_and_not_missed(documents: Path) -> None:
    found = only(check(lines("år", file=""), documents))
    assert (found.status, found.missing) == (QuotationStatus.NO_TEXT, False)


def test_a_document_that_is_no_text(documents: Path) -> None:
    (documents / "a.txt").write_bytes(TEXT.encode("latin-1"))
    assert only(check(lines("år"), documents)).status is QuotationStatus.DOCUMENT_UNREADABLE


def test_another_version_of_the_document(documents: Path) -> None:
    right = hashlib.sha256(TEXT.encode()).hexdigest()
    assert only(check(lines("år", sha256=right), documents)).status is QuotationStatus.FOUND
    (documents / "a.txt").write_bytes((TEXT + "\r\n").encode())
    found = only(check(lines("år", sha256=right), documents))
    assert found.status is QuotationStatus.CHECKSUM_DIFFERS


def test_evidence_that_nothing_has_is_looked_up_too(documents: Path) -> None:
    found = only(check(lines("år", thing=""), documents))
    assert (found.thing, found.thing_label, found.status) == ("", "", QuotationStatus.FOUND)


def test_two_things_with_one_evidence_are_two_claims(documents: Path) -> None:
    both = set(lines("år")) | set(lines("år", thing="u"))
    assert [f.thing for f in check(both, documents)] == ["http://e.org/t", "http://e.org/u"]


def test_a_graph_without_evidence_and_a_folder_that_is_not_there(documents: Path) -> None:
    assert check([], documents) == []
    with pytest.raises(UnreadableFile, match="there is no such folder"):
        check([], documents / "nowhere")
    with pytest.raises(UnreadableFile, match="there is no such folder"):
        check([], documents / "a.txt")


def test_line_ends_of_another_system_do_not_move_a_quotation(documents: Path) -> None:
    right = hashlib.sha256(TEXT.encode()).hexdigest()
    (documents / "a.txt").write_bytes(TEXT.replace("\n", "\r\n").encode())
    found = only(check(lines("gælder", TEXT.index("gælder"), sha256=right), documents))
    assert found.status is QuotationStatus.FOUND


@given(
    st.text(st.characters(codec="utf-8"), min_size=3, max_size=40).map(normal_form).filter(bool),
    st.data(),
)
def test_every_slice_of_a_text_is_found_where_it_is(
    tmp_path_factory: pytest.TempPathFactory, text: str, data: st.DataObject
) -> None:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "a.txt").write_bytes(text.encode())
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    found = only(check(lines(text[start:end], start), folder))
    assert found.status is QuotationStatus.FOUND
    moved = only(check(lines(text[start:end] + "\N{SNOWMAN}", start), folder))
    assert moved.missing or text[end : end + 1] == "\N{SNOWMAN}"
