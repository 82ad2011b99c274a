"""The states that the documentation gives for the examples are what is derived from them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

import pyoxigraph as ox
import pytest

from graph.derivation.rules import derive
from graph.engine.rule_store import OxigraphRuleStore
from graph.identifiers import ONTOLOGY_GRAPH, thing
from graph.network.fact_queries import fact_queries
from graph.network.fact_reader import facts_of
from graph.network.projection import project
from graph.network.selection import Selection
from graph.time.edtf_dates import is_edtf
from ontology import EXAMPLES, ROOT, SCHEMES
from queries.library import library
from tests.shared import ROOT as CHECKOUT

PAGE = (CHECKOUT / "docs/explanation/model.md").read_text(encoding="utf-8")
HOW_TO = (CHECKOUT / "docs/how-to/entering-a-case.md").read_text(encoding="utf-8")
ROW = re.compile(
    r"^\| (?P<files>[a-z, -]+) \| (?P<thing>[a-z-]+:[a-z0-9-]+) \| (?P<day>[0-9-]{10})"
    r" \| (?P<states>[a-z, ]+) \|$",
    re.MULTILINE,
)
ROWS = [tuple(row) for row in ROW.findall(PAGE)]
STATES = """
PREFIX vsk: <https://w3id.org/venskab/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?label WHERE {
  ?spell vsk:concerns <THING> ; vsk:possibleState/skos:prefLabel ?label .
  OPTIONAL { ?spell vsk:spellFrom ?from }
  OPTIONAL { ?spell vsk:spellEndExclusive ?end }
  FILTER(LANG(?label) = "en")
  FILTER(COALESCE(?from <= "DAY"^^xsd:date, true) && COALESCE("DAY"^^xsd:date < ?end, true))
}
"""


@cache
def derived(files: str) -> ox.Store:
    """The examples of these names with all that follows from them; callers do not change it."""
    store = ox.Store()
    for name in files.split(", "):
        graph = ox.NamedNode(f"https://w3id.org/venskab/graph/source/example-{name}")
        store.load(path=str(EXAMPLES / f"{name}.ttl"), format=ox.RdfFormat.TURTLE, to_graph=graph)
    for path in (ROOT / "venskab.ttl", *sorted(SCHEMES.glob("*.ttl"))):
        store.load(
            path=str(path), format=ox.RdfFormat.TURTLE, to_graph=ox.NamedNode(ONTOLOGY_GRAPH)
        )
    lines = "".join(f"{line}\n" for line in derive(OxigraphRuleStore(store)))
    store.load(lines.encode(), ox.RdfFormat.N_QUADS)
    return store


def states(files: str, iri: str, day: str) -> Iterator[str]:
    query = STATES.replace("THING", iri).replace("DAY", day)
    rows = derived(files).query(query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    for row in rows:
        yield row["label"].value


def partners(files: str) -> set[tuple[str, str]]:
    """The derived pairs of partners, by the last part of their IRIs."""
    query = "SELECT ?a ?b { ?a <https://w3id.org/venskab/ontology#partnerOf> ?b }"
    rows = derived(files).query(query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return {(row["a"].value.rsplit("/", 1)[1], row["b"].value.rsplit("/", 1)[1]) for row in rows}


def column(files: str, query: str, name: str) -> list[str]:
    """One column of an answer; blank where a row has nothing there."""
    rows = derived(files).query(query, use_default_graph_as_union=True)
    assert isinstance(rows, ox.QuerySolutions)
    return ["" if (cell := row[name]) is None else str(cell.value) for row in rows]


def test_every_row_of_the_table_is_read() -> None:
    table = PAGE.partition("| examples | thing | day | it is |\n| --- | --- | --- | --- |\n")[2]
    assert len(ROWS) == len(table.strip().splitlines()) > 25


@pytest.mark.parametrize(("files", "subject", "day", "said"), ROWS)
def test_the_state_is_the_one_the_page_gives(files: str, subject: str, day: str, said: str) -> None:
    kind, _, slug = subject.partition(":")
    given = set() if said == "nothing" else set(re.split(r", | or ", said))
    assert set(states(files, thing(kind, slug), day)) == given


def test_a_plan_an_approach_and_an_intermediary_make_no_partners() -> None:
    assert partners("plan-that-came-to-nothing") == set()
    north, south = "example-north", "example-south"
    both = {(north, south), (south, north)}
    assert partners("proposals-and-what-they-were-for") == both
    assert partners("intermediary") == both


def test_an_intermediary_has_no_tie_in_the_network() -> None:
    answers = {
        name: [tuple("" if cell is None else cell.value for cell in row) for row in rows]
        for name, query in fact_queries().items()
        for rows in [derived("intermediary").query(query, use_default_graph_as_union=True)]
        if isinstance(rows, ox.QuerySolutions)
    }
    network = project(facts_of(answers, "one"), Selection.read([("parties", "all")]))
    tied = {end.rsplit("/", 1)[1] for tie in network.ties for end in (tie.source, tie.target)}
    assert tied == {"example-north", "example-south"}


def test_the_dates_that_curators_are_told_to_write_can_be_read() -> None:
    told = HOW_TO.partition("## 5. Dates")[2].partition("\n\nKeep")[0]
    rows = re.findall(r"^\| [^|]+ \| (`[^|]+) \| [^|]+ \|$", told, re.MULTILINE)
    dates = [date for row in rows for date in re.findall(r"`([^`]+)`", row)]
    assert len(dates) > 8
    assert all(is_edtf(date) for date in dates)


def test_questions_answer_until_what_it_is_suspended_and_which_office_signed() -> None:
    text = library()["suspended-or-terminated"].bind({"lang": "en"})
    assert column("suspended-until", text, "until") == [
        "until a new council has discussed the cooperation"
    ]
    signed = library()["signatories"].bind({"lang": "en"})
    example = "signed-by-office-on-one-of-two-days"
    assert column(example, signed, "office") == ["mayor", "mayor"]
    assert column(example, signed, "person") == ["", ""]


def test_questions_find_what_failed_and_what_a_list_alone_gives() -> None:
    failed = library()["failed-proposals"].bind({"lang": "en"})
    for files, kinds in (
        ("plan-that-came-to-nothing", {"entered into force"}),
        ("proposals-and-what-they-were-for", {"entered into force", "terminated"}),
    ):
        assert set(column(files, failed, "proposedKind")) == kinds
    lists = library()["ties-of-lists"].bind({"lang": "en"})
    both = "list-compiled-by-others, list-that-omits"
    assert column(both, lists, "supported") == ["no", "no"]
