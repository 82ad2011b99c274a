"""Search over the shipped graph: every name finds its thing, also misspelled, and says why."""

from __future__ import annotations

import asyncio
import json
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import Protocol

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.data.shipped import open_home, shipped_graphs
from graph.engine.base import JSON, Limits, Request
from graph.engine.embedded import EmbeddedEngine
from graph.ledger import Ledger, Put
from graph.prefixes import BASE
from graph.search.folding import fold, joined, plain
from graph.search.match import Hit, How, type_of
from graph.search.name_search import NameSearch
from tests.graph.search.name_forms import AMONG, forms, places

GREENLAND = f"{BASE}graph/reference/municipalities-gl"
NAMED = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT DISTINCT ?thing ?name WHERE {
  GRAPH ?g { ?thing rdfs:label|skos:prefLabel|skos:altLabel|dcterms:title ?name }
}
"""


class Searching(Protocol):
    """Searches the shipped graph."""

    def __call__(self, text: str, *, kind: str = "", limit: int = 20) -> list[Hit]: ...


@pytest.fixture(scope="module")
def runner() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def engine(
    runner: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[EmbeddedEngine]:
    home = tmp_path_factory.mktemp("home")
    with open_home(home):
        pass
    engine = runner.run(EmbeddedEngine.start(home / "ledger.sqlite", Limits()))
    yield engine
    runner.run(engine.close())


@pytest.fixture(scope="module")
def names(engine: EmbeddedEngine) -> NameSearch:
    return NameSearch(engine)


@pytest.fixture(scope="module")
def search(runner: asyncio.Runner, names: NameSearch) -> Searching:
    def searching(text: str, *, kind: str = "", limit: int = 20) -> list[Hit]:
        return runner.run(names.search(text, kind=kind, limit=limit)).hits

    return searching


def slugs(hits: list[Hit]) -> list[str]:
    return [hit.thing.iri.removeprefix(f"{BASE}id/") for hit in hits]


def hit(hits: list[Hit], slug: str) -> Hit:
    return hits[slugs(hits).index(slug)]


def test_every_form_is_found_that_is_not_known_to_be_missed(
    runner: asyncio.Runner, names: NameSearch
) -> None:
    asked = forms()
    found = runner.run(places(names, asked))
    at = dict(zip(asked, found, strict=True))
    assert len(asked) >= 60
    missed = [form for form, place in at.items() if place is None]
    assert [form.query for form in missed if not form.missed_because] == []
    assert [form.query for form in asked if form.missed_because and at[form]] == []


def test_every_name_finds_its_thing(
    runner: asyncio.Runner, engine: EmbeddedEngine, search: Searching
) -> None:
    body = runner.run(engine.query(Request(NAMED, (JSON,)))).take()
    sharing = defaultdict[str, set[str]](set)
    for row in json.loads(body)["results"]["bindings"]:
        if type_of(row["thing"]["value"]):
            sharing[row["name"]["value"]].add(row["thing"]["value"])
    alike = defaultdict[str, set[str]](set)
    for name, things in sharing.items():
        alike[plain(name)] |= things
    assert len(alike) > 2000
    missed = [
        name
        for name, things in sharing.items()
        if len(alike[plain(name)]) <= AMONG
        and not things <= {hit.thing.iri for hit in search(name, limit=AMONG)}
    ]
    assert missed == []


def test_a_seat_finds_its_municipality_and_says_so(search: Searching) -> None:
    hits = search("Nuuk")
    assert slugs(hits)[:3] == [
        "locality/nuuk",
        "municipality/nuuk-kommune",
        "municipality/kommuneqarfik-sermersooq",
    ]
    found = hit(hits, "municipality/kommuneqarfik-sermersooq")
    assert (found.how, found.why, found.name) == (How.EXACT, "seat", "Nuuk")
    assert found.langs == ("da", "en", "kl")
    assert found.via is not None
    assert found.via.label("da") == ("Nuuk", "da")


def test_a_merged_municipality_finds_what_came_after_and_the_other_way_round(
    search: Searching,
) -> None:
    after = hit(search("Nanortallip Kommunia"), "municipality/kommune-kujalleq")
    assert (after.why, after.thing.ended) == ("succeeds", "")
    before = hit(search("Kujalleq Kommune"), "municipality/nanortallip-kommunia")
    assert (before.why, before.thing.ended) == ("became", "2008-12-31")


def test_two_mergers_are_followed(search: Searching) -> None:
    assert hit(search("Upernavik"), "municipality/avannaata-kommunia").why == "succeeds"


def test_better_fits_come_first(search: Searching) -> None:
    hows = [How(each.how) for each in search("Aalborg", limit=100)]
    assert hows == sorted(hows, key=list(How).index)
    assert {How.EXACT, How.PREFIX, How.WORD} <= set(hows)


def test_a_short_name_without_marks_comes_before_what_begins_with_it(search: Searching) -> None:
    first, *others = search("Bo", kind="municipality")
    assert (first.thing.label("da")[0], first.how, first.folded) == ("Bø", How.EXACT, True)
    assert How.PREFIX in {each.how for each in others}


def test_what_ended_comes_after_what_is(search: Searching) -> None:
    ended = [bool(each.thing.ended) for each in search("Bø") if each.why == "own"][:2]
    assert ended == [False, True]


@pytest.mark.parametrize("typed", ["Århus", "aarhus", "ARHUS", "Århus Kommune", "kommune århus"])
def test_spellings_of_aarhus(search: Searching, typed: str) -> None:
    assert slugs(search(typed))[0] == "municipality/aarhus-kommune"


def test_a_wrong_letter_is_told(search: Searching) -> None:
    found = search("Sermersoq")[0]
    assert (found.name, found.how) == ("Sermersooq", How.SIMILAR)


def test_some_of_the_words_are_better_than_nothing(search: Searching) -> None:
    found = search("qwertyuiop Tasiilaq")
    assert found[0].how is How.SOME
    assert "locality/tasiilaq" in slugs(found)


@pytest.mark.parametrize("kind", ["municipality", "event-series", "source", "concept"])
def test_only_one_type(search: Searching, kind: str) -> None:
    typed = {"concept": "kultur", "event-series": "aalborgdage"}.get(kind, "Aalborg")
    assert {each.thing.type for each in search(typed, kind=kind)} == {kind}


@pytest.mark.parametrize("typed", ["", "   ", "\N{EN DASH}", "!?", "'", '"', "\x00", "(", "*", "^"])
def test_what_has_no_letters_finds_nothing(search: Searching, typed: str) -> None:
    assert search(typed) == []


@pytest.mark.parametrize(
    "typed", ["nuuk OR", 'nuuk"', "NEAR(nuuk, 2)", "folded : nuuk", "nuuk*", "-nuuk", "nuuk'; --"]
)
def test_the_index_takes_no_orders(search: Searching, typed: str) -> None:
    assert "locality/nuuk" in slugs(search(typed, limit=100))


def test_a_limit_is_kept_and_cuts_the_end(search: Searching) -> None:
    assert slugs(search("kommune", limit=7)) == slugs(search("kommune", limit=100))[:7]


def test_a_new_generation_is_searched(runner: asyncio.Runner, tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with Ledger.open(path):
        pass

    async def before_and_after() -> tuple[list[Hit], list[Hit], bool]:
        engine = await EmbeddedEngine.start(path, Limits())
        try:
            with engine.pinned() as held:
                names = NameSearch(held)
                first = await names.search("Nuuk")
            with Ledger.open(path) as ledger:
                ledger.apply([Put(GREENLAND, shipped_graphs()[GREENLAND])], actor="test")
            await engine.refresh()
            with engine.pinned() as held:
                second = await NameSearch(held).search("Nuuk")
            return first.hits, second.hits, first.generation != second.generation
        finally:
            await engine.close()

    before, after, changed = runner.run(before_and_after())
    assert before == []
    assert slugs(after)[0] == "locality/nuuk"
    assert changed


@given(st.text())
def test_folding_again_changes_nothing(text: str) -> None:
    assert fold(fold(text)) == fold(text)
    assert joined(joined(fold(text))) == ""


@given(st.text("aeiouyæøåbdnrst -", min_size=1))
def test_capitals_and_written_out_letters_fold_alike(name: str) -> None:
    assert fold(name.upper()) == fold(name)
    written_out = name.replace("å", "aa").replace("æ", "ae").replace("ø", "oe")
    assert fold(written_out) == fold(name)
