"""The text of a source beside the claims of an agreement: each passage marked, linked both ways."""

from __future__ import annotations

import re
from pathlib import Path

import httpx
import pyoxigraph as ox
import pytest

from graph.data.shipped import shipped_graphs
from graph.documents.folder import Documents
from graph.errors import UnreadableFile
from graph.identifiers import ONTOLOGY_GRAPH
from graph.ledger import Ledger, Put
from tests.api.html_page import HTML, Page
from tests.api.serving import ROOT, running

TEXT = "Nord Kommune og Syd Kommune har den 15. marts 2020 indgået en venskabsaftale.\n"
EXAMPLE = ROOT / "ontology" / "examples" / "evidence.ttl"
SOURCE = "https://w3id.org/venskab/graph/source/example-evidence"


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    (folder / "called-otherwise.txt").write_text(TEXT, encoding="utf-8")
    (folder / "no-text.txt").write_bytes(b"\xff\xfe\x00")
    return folder


@pytest.fixture(scope="module")
def evidence_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    home = tmp_path_factory.mktemp("document-home")
    graph = ox.NamedNode(SOURCE)
    read = ox.parse(EXAMPLE.read_bytes(), ox.RdfFormat.TURTLE)
    lines = [f"{each.subject} {each.predicate} {each.object} {graph} ." for each in read]
    with Ledger.open(home / "ledger.sqlite") as ledger:
        ledger.apply(
            [Put(ONTOLOGY_GRAPH, shipped_graphs()[ONTOLOGY_GRAPH]), Put(SOURCE, lines)],
            actor="test",
        )
    return home


def agreement(home: Path, **settings: str) -> Page:
    with running(home, **settings) as server:
        address = f"{server.origin}/doc/agreement/north-south-2020?lang=en"
        return Page(httpx.get(address, headers=HTML))


def test_a_text_at_hand_shows_whole_and_its_passages_lead_both_ways(
    evidence_home: Path, texts: Path
) -> None:
    found = agreement(evidence_home, VENSKAB_DOCUMENTS=str(texts))
    # The ways on from a passage are not shown until it is chosen.
    shown = re.sub(r"Back to the claim|Next passage", "", found.text)
    read = re.sub(r"\s+", " ", shown)
    assert re.search(
        r"Nord Kommune og Syd Kommune ?\d+ har den 15\. marts 2020 ?\d+ indgået en venskabsaftale",
        read,
    )
    ids = {attrs["id"] for _, attrs in found.tags if "id" in attrs}
    links = [href for href in found.all("a", "href") if href.startswith("#")]
    assert all(href[1:] in ids for href in links)
    passages = {href for href in links if href.startswith("#passage-")}
    back = {f"#note-{href.rpartition('-')[2]}-used" for href in passages}
    assert len(passages) == 3
    assert back <= set(links)
    stops = [attrs for tag, attrs in found.tags if tag == "a" and "tabindex" not in attrs]
    walk = [attrs.get("href") or "" for attrs in stops]
    assert back <= set(walk), "by keyboard too"
    # The first is reached from the head, each but the last leads to the next.
    assert passages <= set(walk)


def test_without_the_text_its_passages_stand_in_their_order(evidence_home: Path) -> None:
    read = re.sub(r"\s+", " ", agreement(evidence_home).text).partition("is not at hand here")[2]
    order = [read.index(words) for words in ("Nord Kommune og Syd", "den 15. marts", "venskabsaft")]
    assert order == sorted(order)
    assert "Read it where it was published" in read


def test_a_text_is_found_by_what_is_in_it(texts: Path) -> None:
    documents = Documents(texts)
    sha256 = "b9ed59a8f64c3e7b1f7700d2936cc9f120cd71107f0fefae5ff16d03de01e83d"
    assert documents.text(sha256) == TEXT
    assert documents.text("0" * 64) == ""
    assert Documents(None).text(sha256) == ""


def test_a_folder_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match="no such folder"):
        Documents(tmp_path / "none")
