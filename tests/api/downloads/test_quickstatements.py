"""What Wikidata is given: which ties, which dates, which words, and in which form."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import httpx
import pytest

from graph.errors import NotFound
from graph.identifiers import list_graph
from graph.ledger import Ledger
from graph.prefixes import BASE, PREFIXES
from graph.quickstatements.command_lines import commands
from graph.quickstatements.known_pairs import known_pairs
from graph.quickstatements.wikidata_statements import WikidataReference, WikidataStatement
from graph.quickstatements.wikidata_time import agreed, wikidata_time
from tests.api.downloads.quickstatements_grammar import read
from tests.shared import needs

TROMSOE, NUUK, AARHUS, QAQORTOQ, SERMERSOOQ = "Q26087", "Q226", "Q240262", "Q221203", "Q695387"


def test_the_shipped_ties_that_can_be_given(client: httpx.Client) -> None:
    answer = client.get("/quickstatements", headers={"Accept": "text/plain"})
    assert answer.headers["content-type"].startswith("text/plain")
    given = {(each.subject, each.value): each for each in read(answer.text)}
    assert set(given) == {(b, a) for a, b in given}, "each tie is given both ways"
    assert {(NUUK, TROMSOE), (AARHUS, QAQORTOQ)} <= set(given)
    # The tie is the town's, and Wikidata is told of the town.
    assert SERMERSOOQ not in {end for pair in given for end in pair}
    tie = given[TROMSOE, NUUK]
    assert tie.qualifiers == {"P580": "+2018-10-00T00:00:00Z/10"}
    by_url = {each["S854"]: each for each in tie.references}
    visit = by_url[
        '"https://sermersooq.gl/da/nyheder/2019/6/6/Tromsoe-Kommune-paa-venskabsbesoeg-i-Nuuk"'
    ]
    assert visit == {
        "S854": visit["S854"],
        "S1476": 'da:"Tromsø Kommune på venskabsbesøg i Nuuk"',
        "S577": "+2019-06-06T00:00:00Z/11",
        "S1683": 'da:"I oktober 2018"',
    }
    assert all(
        "wikidata.org" not in each["S854"] for one in given.values() for each in one.references
    )


def test_what_is_left_out_is_told_with_the_reason(client: httpx.Client) -> None:
    response = client.get("/quickstatements", headers={"Accept": "application/json"})
    told: dict[str, Any] = response.json()
    left = {each["reason"]: each for each in told["leftOut"]}
    assert all(each["count"] == len(each["ties"]) > 0 for each in left.values())
    assert any("Aalborg" in tie for tie in left["an end has no Wikidata item"]["ties"])
    chains = left["a chain, or of more than two parties: not a tie of each two"]
    assert any("Herning" in tie for tie in chains["ties"])
    assert any("Murmansk" in tie for each in left.values() for tie in each["ties"])
    assert {each["reason"] for each in told["unsaid"]} >= {"dates that Wikidata cannot say exactly"}
    pairs = {(each["subject"], each["value"]) for each in told["statements"]}
    text = client.get("/quickstatements", headers={"Accept": "text/plain"}).text
    assert pairs == {(each.subject, each.value) for each in read(text)}
    known = {"If-None-Match": response.headers["etag"], "Accept": "application/json"}
    assert client.get("/quickstatements", headers=known).status_code == 304


@pytest.mark.parametrize(
    ("edtf", "said"),
    [
        ("2019-06-06", "+2019-06-06T00:00:00Z/11"),
        ("2019-12", "+2019-12-00T00:00:00Z/10"),
        ("2019-12-XX", "+2019-12-00T00:00:00Z/10"),
        ("1984", "+1984-00-00T00:00:00Z/9"),
        ("1984-XX-XX", "+1984-00-00T00:00:00Z/9"),
        ("198X", "+1980-00-00T00:00:00Z/8"),
        ("19XX", ""), ("1984?", ""), ("2019-06~", ""), ("../1966-05", ""), ("2022/..", ""),
        ("2016-05-02/2016-05-08", ""), ("[2021-03-05,2021-03-12]", ""), ("2014-22", ""),
        ("XXXX-12", ""), ("", ""),
    ],
)  # fmt: skip
def test_a_date_is_said_exactly_or_not_at_all(edtf: str, said: str) -> None:
    assert wikidata_time(edtf) == said


@needs("quickstatements_client")
@pytest.mark.parametrize(("edtf", "precision"), [("2018-10-05", 11), ("2018-10", 10), ("2018", 9)])
def test_dates_and_lines_are_as_a_client_of_the_tool_writes_them(edtf: str, precision: int) -> None:
    from quickstatements_client.model import (
        DateQualifier,
        EntityLine,
        TextQualifier,
        render_lines,
    )

    day = date(2018, 10, 5)
    said = wikidata_time(edtf)
    assert DateQualifier.start_time(day, precision=precision).get_target() == said
    url = "https://example.org/a"
    theirs = EntityLine(
        subject=TROMSOE,
        predicate="P190",
        target=NUUK,
        qualifiers=[
            DateQualifier.start_time(day, precision=precision),
            TextQualifier(predicate="S854", target=url),
        ],
    )
    ours = WikidataStatement(TROMSOE, NUUK, said, "", (WikidataReference(url),), "")
    assert commands([ours]) == render_lines([theirs], sep="\t", newline="\n") + "\n"


@pytest.mark.parametrize(
    ("stated", "one"),
    [
        ({"2019", "2019-11-05"}, "2019-11-05"),
        ({"1990", "1991"}, ""),
        ({"../2019-12", "2010"}, "2010"),
        ({"1966"}, "1966"),
        ({"no date"}, ""),
        (set(), ""),
    ],
)
def test_dates_that_agree_are_one_and_others_none(stated: set[str], one: str) -> None:
    assert agreed(stated) == one


def test_a_reference_of_its_own_begins_with_the_mark() -> None:
    references = (
        WikidataReference(
            "https://example.org/1", ("Et “navn”", "da"), "", ('Han sagde "ja"', "da")
        ),
        WikidataReference("https://example.org/2"),
    )
    statement = WikidataStatement("Q1", "Q2", "", "+1990-00-00T00:00:00Z/9", references, "")
    (command,) = read(commands([statement]))
    assert command.qualifiers == {"P582": "+1990-00-00T00:00:00Z/9"}
    assert command.references == [
        {
            "S854": '"https://example.org/1"',
            "S1476": 'da:"Et “navn”"',
            "S1683": 'da:"Han sagde "ja""',
        },
        {"S854": '"https://example.org/2"'},
    ]


def test_what_a_list_of_wikidata_mentions_one_way_is_known_one_way(tmp_path: Path) -> None:
    graph, place, vsk = list_graph("wikidata-test"), f"{BASE}id/list-place/", PREFIXES["vsk"]
    same, tie = PREFIXES["skos"] + "exactMatch", f"{BASE}id/list-tie/wikidata-test-1"
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        with pytest.raises(NotFound, match="list add wikidata-2016"):
            known_pairs(ledger)
        lines = [
            f"<{place}a> <{same}> <{PREFIXES['wd']}{NUUK}> <{graph}> .",
            f"<{place}b> <{same}> <{PREFIXES['wd']}{TROMSOE}> <{graph}> .",
            f"<{tie}> <{vsk}listedPlace> <{place}a> <{graph}> .",
            f"<{tie}> <{vsk}listedPlace> <{place}b> <{graph}> .",
            f"<{tie}> <{vsk}mentionedBy> <{place}a> <{graph}> .",
        ]
        ledger.put(graph, lines, actor="test")
        assert known_pairs(ledger) == {(NUUK, TROMSOE)}
