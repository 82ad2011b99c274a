"""The collections: filters, counts, formats, and what is said of a parameter that does not fit."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from typing import Any

import httpx
import pyoxigraph
import pytest
import rdflib

from api.locale.translation import gettext
from graph.collections.collection_parameters import BY_DUE, NAME, days, names, sorts
from graph.collections.cursor import Cursor
from graph.collections.registry import COLLECTIONS
from graph.identifiers import thing
from queries.library import library
from tests.api.endpoint import ask, media_type, problem

# No source in the shipped graph names a goal, and no list is loaded beside it.
EMPTY = {"sdg", "rests_on"}
EVERY = list(COLLECTIONS)
MAPPED = [name for name, each in COLLECTIONS.items() if each.places]
_WHOLE = "CONSTRUCT { ?s ?p ?o } { ?s ?p ?o }"


def page(client: httpx.Client, address: str, **asked: str) -> dict[str, Any]:
    response = client.get(address, params=asked, headers={"Accept": "application/json"})
    assert response.status_code == 200, response.text
    found: dict[str, Any] = response.json()
    return found


def ids(found: dict[str, Any]) -> list[str]:
    return [item["id"].rpartition("/")[2] for item in found["items"]]


@pytest.fixture(scope="module")
def statements(client: httpx.Client) -> set[pyoxigraph.Triple]:
    answer = ask(client, _WHOLE, accept="application/n-triples")
    return {
        each.triple for each in pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.N_TRIPLES)
    }


@pytest.mark.parametrize("name", EVERY)
def test_a_page_is_json_ld_of_statements_that_are_in_the_graph(
    client: httpx.Client, statements: set[pyoxigraph.Triple], name: str
) -> None:
    response = client.get(f"/{name}")
    assert media_type(response) == "application/ld+json"
    parsed = list(pyoxigraph.parse(response.content, pyoxigraph.RdfFormat.JSON_LD))
    said = {each.triple for each in parsed}
    assert {str(each) for each in said - statements} == set()
    assert {str(each.graph_name) for each in parsed} == {"DEFAULT"}
    shown = {item["id"] for item in response.json()["items"]}
    assert shown <= {each.subject.value for each in said}
    read = rdflib.Graph().parse(data=response.text, format="json-ld")
    assert len(read) == len(said)


@pytest.mark.parametrize("name", EVERY)
def test_each_count_is_the_total_when_that_value_is_asked_for(
    client: httpx.Client, name: str
) -> None:
    for facet in page(client, f"/{name}")["facets"]:
        for value in facet["values"][:3]:
            asked = {facet["name"]: value["value"], "limit": "1", "facets": "false"}
            found = page(client, f"/{name}", **asked)
            assert found["total"] == value["count"], asked
            assert found["items"]


@pytest.mark.parametrize("name", EVERY)
def test_every_filter_has_an_example_that_something_fits(client: httpx.Client, name: str) -> None:
    for each in COLLECTIONS[name].filters:
        found = page(client, f"/{name}", **{each.name: each.parameter.example})
        if each.name not in EMPTY:
            assert found["total"] > 0, each.name


@pytest.mark.parametrize("name", EVERY)
def test_every_order_has_the_same_things(client: httpx.Client, name: str) -> None:
    collection = COLLECTIONS[name]
    everything = sorted(ids(page(client, f"/{name}", limit="200")))
    for each in sorts(collection):
        found = ids(page(client, f"/{name}", limit="200", sort=each.name))
        if len(everything) < 200:
            assert sorted(found) == everything
        assert len(set(found)) == len(found)


def test_names_are_in_danish_order_and_dates_newest_first(client: httpx.Client) -> None:
    found = page(client, "/municipalities", country="DK", lang="da", limit="200")
    names = [item["label"]["da"] for item in found["items"]]
    assert (
        names.index("Odense Kommune") < names.index("Ærø Kommune") < names.index("Aarhus Kommune")
    )
    dates = [
        item["dateEarliest"][0]
        for item in page(client, "/visits", sort="-date", limit="200")["items"]
        if "dateEarliest" in item
    ]
    assert dates == sorted(dates, reverse=True)


@pytest.mark.parametrize("day", ["2015-06-01", "2019-12-15", "2020-06-01"])
def test_what_is_in_force_on_a_day_is_what_the_library_says(client: httpx.Client, day: str) -> None:
    answer = client.get("/queries/agreements-in-force", params={"on": day, "format": "json"})
    rows = answer.json()["results"]["bindings"]
    expected = {row["agreement"]["value"]: row["certainty"]["value"] for row in rows}
    found = page(client, "/agreements", on=day, limit="200")["items"]
    assert {item["id"]: item["certainty"] for item in found} == expected
    for certainty in ("certain", "possible"):
        some = page(client, "/agreements", on=day, certainty=certainty)["total"]
        assert some == list(expected.values()).count(certainty)


@pytest.mark.parametrize("day", ["1990-01-01", "2008-12-31", "2010-01-01"])
def test_municipalities_of_a_day_are_what_the_library_says(client: httpx.Client, day: str) -> None:
    asked = {"on": day, "country": "GL"}
    answer = client.get("/queries/municipalities-on-a-day", params=asked | {"format": "json"})
    rows = answer.json()["results"]["bindings"]
    expected = {row["municipality"]["value"]: row["certainty"]["value"] for row in rows}
    found = page(client, "/municipalities", **asked, limit="200")["items"]
    assert {item["id"]: item["certainty"] for item in found} == expected


@pytest.mark.parametrize("day", ["2018-01-01", "2021-01-01", "2025-01-01", "2050-01-01"])
def test_reviews_that_fall_due_are_what_the_library_says(client: httpx.Client, day: str) -> None:
    answer = client.get("/queries/agreements-review-due", params={"before": day, "format": "json"})
    rows = answer.json()["results"]["bindings"]
    owed = [row for row in rows if row["review"]["value"] != "expired"]
    expected = {row["agreement"]["value"] for row in owed}
    found = page(client, "/agreements", review_due_before=day, limit="200")["items"]
    assert {item["id"] for item in found} == expected


def test_visits_of_a_period_are_what_the_library_says(client: httpx.Client) -> None:
    asked = {"since": "2016-05-01", "until": "2019-12-31"}
    answer = client.get("/queries/visits", params=asked | {"format": "json"})
    rows = answer.json()["results"]["bindings"]
    expected = {row["visit"]["value"]: row["certainty"]["value"] for row in rows}
    found = page(client, "/visits", **asked)["items"]
    assert {item["id"]: item["certainty"] for item in found} == expected


def test_what_was_in_force_in_a_period_was_so_on_one_of_its_days(client: httpx.Client) -> None:
    year = {"in_force_since": "2015-01-01", "in_force_until": "2015-12-31"}
    found = page(client, "/agreements", **year, limit="200")["items"]
    days = [f"2015-{month:02}-{day:02}" for month in range(1, 13) for day in (1, 8, 13, 15, 22, 31)]
    known = [day for day in days if day[5:] not in ("02-31", "04-31", "06-31", "09-31", "11-31")]
    each = [page(client, "/agreements", on=day, limit="200")["items"] for day in known]
    certain = {one["id"] for items in each for one in items if one["certainty"] == "certain"}
    assert {one["id"] for one in found} >= {one["id"] for items in each for one in items}
    assert {one["id"] for one in found if one["certainty"] == "certain"} >= certain
    signed = ids(page(client, "/agreements", since="2015-01-01", until="2015-12-31"))
    assert len(found) > len(signed) > 0, "not the same as what was signed then"


def test_a_period_that_ends_before_it_begins_is_told(client: httpx.Client) -> None:
    asked = {"in_force_since": "2016-01-01", "in_force_until": "2015-01-01"}
    answer = client.get("/agreements", params=asked, headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert "2015-01-01 lies before 2016-01-01" in answer.json()["detail"]


def test_of_several_values_with_commas_either_may_hold(client: httpx.Client) -> None:
    def of(country: str) -> set[str]:
        return set(ids(page(client, "/municipalities", country=country, limit="200")))

    assert of("GL,FO") == of("GL") | of("FO") > of("GL")
    several = page(client, "/municipalities", country="DK,NO,SE,FI,IS,FO,GL,AX", limit="1")
    assert page(client, "/municipalities", country="nordic", limit="1")["total"] == several["total"]
    kinds = [set(ids(page(client, "/agreements", kind=k))) for k in ("main-agreement", "renewal")]
    assert (
        set(ids(page(client, "/agreements", kind="main-agreement,renewal"))) == kinds[0] | kinds[1]
    )
    html = client.get("/agreements?country=DK,NO&lang=en", headers={"Accept": "text/html"})
    assert "Denmark or Norway" in html.text
    html = client.get("/agreements?country=nordic&lang=da", headers={"Accept": "text/html"})
    assert "de nordiske lande" in html.text


def test_all_of_several_filters_hold_and_all_values_of_one(client: httpx.Client) -> None:
    parties = {"party": ["municipality/aalborg-kommune", "municipality/kommuneqarfik-sermersooq"]}
    both = client.get("/agreements", params=parties).json()
    assert "sermersooq-aalborg-2019" in ids(both)
    one = page(client, "/agreements", party=parties["party"][1])
    assert set(ids(both)) < set(ids(one))
    none = client.get("/agreements", params=parties | {"country": "FO"}).json()
    assert none["total"] == 0
    assert none["items"] == none["facets"] == []


def test_words_of_a_name_find_and_filters_narrow(client: httpx.Client) -> None:
    assert ids(page(client, "/municipalities", q="Nuuk")) == [
        "kommuneqarfik-sermersooq",
        "nuuk-kommune",
    ]
    assert ids(page(client, "/municipalities", q="Nuuk", on="2020-01-01")) == [
        "kommuneqarfik-sermersooq"
    ]


def test_a_part_of_the_map(client: httpx.Client) -> None:
    greenland = page(client, "/municipalities", bbox="-75,59,-10,84", on="2020-06-01")
    assert set(ids(greenland)) <= {
        "avannaata-kommunia", "kommune-kujalleq", "kommune-qeqertalik",
        "kommuneqarfik-sermersooq", "qeqqata-kommunia",
    }  # fmt: skip
    assert greenland["total"] >= 3
    east = page(client, "/municipalities", bbox="10,54,13,58")["total"]
    around = page(client, "/municipalities", bbox="13,54,10,58")["total"]
    both = page(client, "/municipalities", bbox="-180,54,180,58")["total"]
    assert east + around >= both > max(east, around)


@pytest.mark.parametrize("name", EVERY)
def test_a_table_has_the_same_things(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/{name}.csv?lang=en")
    assert media_type(answer) == "text/csv"
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    found = page(client, f"/{name}", lang="en")
    assert [row["id"] for row in rows] == [item["id"] for item in found["items"]]
    assert all(None not in row for row in rows)
    assert all(row["label"] for row in rows)


def test_what_the_nordic_agreements_of_2015_were_is_one_set_everywhere(
    client: httpx.Client,
) -> None:
    """The set that a researcher takes: as CSV, JSON, page, timeline, and by the year alone."""
    days = {"in_force_since": "2015-01-01", "in_force_until": "2015-12-31"}
    asked = {"country": "nordic", "lang": "en"} | days
    answer = client.get("/agreements.csv", params=asked)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    found = page(client, "/agreements", **asked)["items"]
    assert [row["id"] for row in rows] == [item["id"] for item in found]
    assert len(rows) > 5
    for row, item in zip(rows, found, strict=True):
        names = {each["id"]: gettext_of(each) for each in item["party"]}
        parties = row["party"].split("|")
        assert [names[each] for each in parties] == row["partyLabel"].split("|")
        assert row["source"].count("|") == row["sourceLabel"].count("|")
        assert row["source"].startswith("https://w3id.org/venskab/graph/")
        assert row["certainty"] in {"certain", "possible"}
    year = asked | {"in_force_since": "2015", "in_force_until": "2015"}
    assert page(client, "/agreements", **year)["items"] == found
    seen = client.get("/agreements", params=year, headers={"Accept": "text/html"}).text
    assert f"<strong>{len(rows)}</strong>" in seen
    assert "In force on one day or more" in seen
    assert "since=2015-01-01&amp;until=2015-12-31" in seen, "the network's own period"
    drawn = client.get("/timeline", params={"of": "agreements"} | year).text
    assert f"<strong>{len(rows)}</strong>" in drawn


def gettext_of(link: dict[str, Any]) -> str:
    """The name of a link in English, or in the language that it has."""
    labels = link["label"]
    return str(labels.get("en") or labels.get("da") or next(iter(labels.values())))


def test_columns_are_described_for_programs(client: httpx.Client) -> None:
    asked = {"fields": "label,party,status,due,source"}
    answer = client.get("/agreements.csv", params=asked)
    (described,) = re.findall(r'<([^>]+)>; rel="describedby"', answer.headers["link"])
    told = client.get(described)
    assert media_type(told) == "application/csvm+json"
    columns = told.json()["tableSchema"]["columns"]
    assert [each["name"] for each in columns] == answer.text.partition("\r")[0].split(",")
    assert {each["name"] for each in columns if each.get("separator") == "|"} == {
        "party", "partyLabel", "source", "sourceLabel",
    }  # fmt: skip
    assert all(each["dc:description"][0]["@value"] for each in columns)


def test_what_nothing_dates_falls_out_of_a_period_and_is_counted(client: httpx.Client) -> None:
    signed = page(client, "/agreements", signed_since="2015", signed_until="2016")
    every = page(client, "/agreements", fields="signedEarliest,signedLatest")["items"]
    undated = [each for each in every if not each.keys() & {"signedEarliest", "signedLatest"}]
    assert signed["undated"] == len(undated) > 0
    assert signed["items"] == page(client, "/agreements", since="2015", until="2016")["items"]


def test_lists_say_how_things_stand_today_and_what_waits_stands_first(
    client: httpx.Client,
) -> None:
    found = page(client, "/agreements", fields="status,due", facets="true")
    first, *others = found["items"]
    assert first["due"] == "overdue"
    assert all(each.get("due") in {None, "expired"} for each in others)
    for facet in found["facets"]:
        if facet["name"] in {"due", "today"}:
            for each in facet["values"]:
                some = page(client, "/agreements", **{facet["name"]: each["value"]})
                assert some["total"] == each["count"]
    either = page(client, "/agreements", today="in-force,possibly-in-force")["total"]
    alone = [page(client, "/agreements", today=each)["total"] for each in ("in-force", "ended")]
    assert 0 < alone[0] < either < found["total"] - alone[1] + 1


@pytest.mark.parametrize("name", MAPPED)
def test_what_has_a_place_is_geojson(client: httpx.Client, name: str) -> None:
    answer = client.get(f"/{name}", headers={"Accept": "application/geo+json"})
    assert media_type(answer) == "application/geo+json"
    document = answer.json()
    assert document["type"] == "FeatureCollection"
    assert document["numberReturned"] == len(document["features"])
    shapes = {each["geometry"]["type"] for each in document["features"] if each["geometry"]}
    assert shapes
    if name == "partnerships":
        assert shapes >= {"LineString", "MultiPoint"}


def test_only_the_fields_asked_for(client: httpx.Client) -> None:
    found = page(client, "/agreements", fields="label,signed")["items"]
    assert {key for item in found for key in item} == {"id", "self", "label", "signed"}


@pytest.mark.parametrize(
    ("asked", "parameter"),
    [
        ("town=Aalborg", "town"),
        ("on=in+2019", "on"),
        ("on=2019-12-15&on=2019-12-16", "on"),
        ("status=asleep&on=2019-12-15", "status"),
        ("certainty=certain", "certainty"),
        ("party=Aalborg", "party"),
        ("party=", "party"),
        ("party=%3Chttp%3A%2F%2Fx%3E%7D", "party"),
        ("country=XX", "country"),
        ("kind=Twinning", "kind"),
        ("sdg=18", "sdg"),
        ("bbox=1,2,3", "bbox"),
        ("bbox=1,2,3,91", "bbox"),
        ("q=+", "q"),
        ("q=" + "a" * 301, "q"),
        ("sort=size", "sort"),
        ("fields=label,size", "fields"),
        ("limit=0", "limit"),
        ("limit=201", "limit"),
        ("limit=ten", "limit"),
        ("facets=yes", "facets"),
        ("cursor=AAAA", "cursor"),
        ("cursor=%25", "cursor"),
        ("lang=fr", "lang"),
        ("review_due_before=soon", "review_due_before"),
        ("&".join(f"party=municipality/x{n}" for n in range(6)), "party"),
    ],
)
def test_a_parameter_that_does_not_fit_is_named_with_what_does(
    client: httpx.Client, asked: str, parameter: str
) -> None:
    told = problem(client.get(f"/agreements?{asked}"), 400)
    assert str(told["type"]).endswith("/bad-parameter")
    assert told["parameter"] == parameter
    assert told["advice"]


def test_a_cursor_belongs_to_its_order(client: httpx.Client) -> None:
    following = page(client, "/agreements", limit="2", sort="signed")["next"]
    assert client.get(following).status_code == 200
    other = client.get(following.replace("sort=signed", "sort=-signed"))
    assert problem(other, 400)["parameter"] == "cursor"
    made = Cursor("signed", "", "one day", thing("agreement", "a")).write()
    answer = client.get("/agreements", params={"sort": "signed", "cursor": made})
    assert problem(answer, 400)["parameter"] == "cursor"


def test_pages_follow_each_other_by_link(client: httpx.Client) -> None:
    response, found = client.get("/events?limit=7&lang=da&country=DK"), []
    while True:
        found += ids(response.json())
        if "next" not in response.links:
            break
        assert response.links["next"]["url"] == response.json()["next"]
        response = client.get(response.links["next"]["url"])
    assert found == ids(page(client, "/events", lang="da", country="DK", limit="200"))


@pytest.mark.parametrize("name", EVERY)
def test_an_answer_is_sent_once(client: httpx.Client, name: str) -> None:
    for suffix in ("", ".csv"):
        first = client.get(f"/{name}{suffix}?limit=3")
        known = {"If-None-Match": first.headers["etag"]}
        again = client.get(f"/{name}{suffix}?limit=3", headers=known)
        assert (again.status_code, again.content) == (304, b"")
        other = client.get(f"/{name}{suffix}?limit=4", headers=known)
        assert other.status_code == 200
    head = client.head(f"/{name}")
    assert (head.status_code, head.content) == (200, b"")
    assert client.options(f"/{name}").headers["allow"] == "GET, HEAD, OPTIONS"


def test_what_is_not_on_offer(client: httpx.Client) -> None:
    answer = client.get("/persons", headers={"Accept": "application/geo+json"})
    assert "application/ld+json" in json.dumps(problem(answer, 406)["offered"])
    problem(client.get("/persons.geojson"), 404)
    problem(client.get("/agreements.pdf"), 404)
    problem(client.post("/agreements"), 405)


def test_the_table_of_collections_is_even() -> None:
    known = library()
    for collection in COLLECTIONS.values():
        told = names(collection)
        assert len(told) == len(set(told))
        assert sorts(collection)[0] is (BY_DUE if collection.reviewed else NAME)
        assert {each.key for each in collection.columns if each.shown}
        assert all(each.name not in {"lang", "q"} for each in days(collection))
    assert known


@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_person_gets_a_page_with_a_form_and_a_table(
    client: httpx.Client, name: str, lang: str
) -> None:
    browser = {"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"}
    answer = client.get(f"/{name}?lang={lang}&limit=3&q=&sort=label", headers=browser)
    assert (answer.status_code, media_type(answer)) == (200, "text/html")
    text = answer.text
    title = COLLECTIONS[name].title
    assert gettext(title, lang) in text
    assert text.count("<tr>") == 4
    # A filter is a field, or counts that are links; of one without any value there is nothing.
    found = page(client, f"/{name}")
    wanted = {each.name for each in COLLECTIONS[name].filters} - EMPTY
    counted = {facet["name"] for facet in found["facets"] if not facet["more"]}
    assert {each for each in counted if f"{each}=" not in text} == set()
    fields = (wanted - counted) | {"q", "sort"}
    assert {each for each in fields if f'name="{each}"' not in text} == set()
    following = re.search(r'<a class="[^"]+" href="([^"]+)" rel="next"', text)
    assert following
    behind = client.get(html.unescape(following[1]), headers=browser)
    assert behind.status_code == 200
    back = re.search(r'<a class="[^"]+" href="([^"]+)" rel="prev"', behind.text)
    assert back
    assert _rows(client.get(html.unescape(back[1]), headers=browser).text) == _rows(text)


def _rows(text: str) -> list[str]:
    return re.findall(r"<tr><td class=\"name\"><a href=\"([^\"?]+)", text)


def test_every_count_and_name_on_a_page_is_a_link_that_answers(client: httpx.Client) -> None:
    browser = {"Accept": "text/html"}
    text = client.get("/visits?country=GL&on=", headers=browser).text
    for target in dict.fromkeys(re.findall(r'<li><a href="(/visits[^"]*)"', text)):
        assert client.get(html.unescape(target), headers=browser).status_code == 200
    for target in _rows(text):
        assert client.get(target, headers=browser).status_code == 200


def test_back_and_forth_are_the_same_pages(client: httpx.Client) -> None:
    pages, address = [], "/sources?limit=20&sort=-published"
    while address:
        found = client.get(address).json()
        pages.append(ids(found))
        address = found.get("next", "")
    assert sum(map(len, pages)) == found["total"]
    for expected in reversed(pages[:-1]):
        found = client.get(found["prev"]).json()
        assert ids(found) == expected
    assert "prev" not in found


def test_the_acts_of_a_partnership_are_those_of_its_parties_and_agreements(
    client: httpx.Client,
) -> None:
    """Acts concern a party's participation, or an agreement, and never the partnership itself."""
    found = page(client, "/events", concerns="partnership/gentofte-tasiilaq")
    assert "gentofte-tasiilaq-2025-terminated" in ids(found), "of a participation"
    assert "gentofte-tasiilaq-2023-willing" in ids(found), "of an agreement"
    own = page(client, "/events", concerns="agreement/gentofte-tasiilaq")
    assert set(ids(own)) < set(ids(found))
