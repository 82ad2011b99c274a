"""Each form of a list is read row by row; what is wrong in it is told by row and reason."""

from __future__ import annotations

import gzip
import json
from pathlib import Path
from typing import Any

import pytest

from graph.engine.result_files import solutions_in
from graph.errors import UnusableInput
from graph.importers import country_outlines
from graph.lists import outlines
from graph.lists.forms import FormOptions
from graph.lists.list_places import ascii_slug
from tests.graph.lists.built_lists import built, faults, file, said
from tests.shared import shared


def test_pairs_with_all_that_may_be_wrong_in_them(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "pairs.csv",
        [
            "city1,country1,lat1,lng1,city2,country2,lat2,lng2",
            "North,Denmark,56.1,10.2,South,Greenland,60.7,-46.0",
            "South,Greenland,60.7,-46.0,North,Denmark,56.1,10.2",
            "North,Denmark,56.1,10.2,South,Greenland,60.7,-46.0",
            "North,Denmark,56.1,10.2,North,Denmark,56.1,10.2",
            "North,Denmark,56.1,10.2,Northby,Denmark,56.1,10.2",
            "North,Denmark,56.1,10.2,East,Atlantis,0,0",
            'West,"England, United Kingdom",200,10,Turned,Japan,139.7,35.7',
            ",Denmark,1,1,Nobody,Denmark,1,1",
            "東京,Japan,35.7,139.7,North,Denmark,56.1,10.2",
        ],
    )
    found = built("pairs", path)
    assert faults(found) == [
        ("pairs.csv:4", "double"),
        ("pairs.csv:5", "self-loop"),
        ("pairs.csv:6", "two-names"),
        ("pairs.csv:7", "bad-point"),
        ("pairs.csv:7", "no-country"),
        ("pairs.csv:8", "bad-point"),
        ("pairs.csv:8", "turned-point"),
        ("pairs.csv:9", "unreadable"),
    ]
    assert said(found, "case-north-dk--south-gl") == {
        "type": ["ontology#ListTie"],
        "listedPlace": ["case-north-dk", "case-south-gl"],
        "mentionedBy": ["case-north-dk", "case-south-gl"],
        "locator": ["pairs.csv:2", "pairs.csv:3", "pairs.csv:4"],
    }
    assert said(found, "case-east-atlantis") == {
        "type": ["ontology#ListPlace"],
        "label": ["East"],
        "statedCountry": ["Atlantis"],
    }
    tokyo = f"case-{ascii_slug('東京')}-jp"
    assert said(found, tokyo)["country"] == ["JPN"]
    assert said(found, f"list-{tokyo}")["asWKT"] == ["POINT(139.7 35.7)"]
    assert found.left_outs.summary(str)[0] == ("left out: the row cannot be read", 1)


def test_one_name_far_apart_is_two_places_and_near_is_one(tmp_path: Path) -> None:
    path = file(
        tmp_path,
        "pairs.csv",
        [
            "city1;country1;lat1;lng1;city2;country2;lat2;lng2",
            "Newtown;Wales;52.51;-3.31;North;Denmark;56.1;10.2",
            "Newtown;Wales, United Kingdom;52.512;-3.312;East;Norway;60;10",
            "Newtown;England;51.0;0.1;North;Denmark;56.1;10.2",
        ],
    )
    found = built("pairs", path)
    assert faults(found) == [("pairs.csv:4", "points-differ")]
    assert found.places == 4
    assert said(found, "case-newtown-gb")["statedCountry"] == ["Wales", "Wales, United Kingdom"]


def test_a_point_in_another_country_is_doubted_and_one_near_the_border_is_not(
    tmp_path: Path,
) -> None:
    path = file(
        tmp_path,
        "pairs.csv",
        [
            "city1,country1,lat1,lng1,city2,country2,lat2,lng2",
            "Perth,Scotland,-31.95,115.86,Linköping,Denmark,58.41,15.62",
            "Malmö,Denmark,55.6,13.0,Rønne,Denmark,55.1,14.7",
            "Nuuk,Greenland,64.18,-51.69,Valletta,Malta,35.9,14.5",
            "Sevastopol,Ukraine,44.6,33.53,Melilla,Spain,35.29,-2.94",
        ],
    )
    lines = built("pairs", path).left_outs.lines
    assert [(each.row, each.fault.value, each.what) for each in lines] == [
        ("pairs.csv:2", "other-country", "Perth, Scotland: POINT(115.86 -31.95), AUS"),
        ("pairs.csv:2", "other-country", "Linköping, Denmark: POINT(15.62 58.41), SWE"),
    ]


def test_the_outlines_are_those_of_natural_earth() -> None:
    made = country_outlines.build(shared("data/outlines/countries_110m.topojson").parents[1])
    assert {outlines.FILE.name: outlines.FILE.read_text("utf-8")} == made


def test_relations_keep_their_direction_and_their_names(tmp_path: Path) -> None:
    path = tmp_path / "relations.tsv.gz"
    path.write_bytes(gzip.compress(b"Q1\tQ2\nQ2\tQ1\nQ1\tQ3\nQ1\nQ4\tQ4\n"))
    names = file(tmp_path, "names.tsv", ["Q1\tNorth", "Q2\tSouth", "Q2\tSyd"])
    found = built("wikidata-relations", path, FormOptions(solutions_in, names))
    assert faults(found) == [
        ("relations.tsv:4", "unreadable"),
        ("relations.tsv:5", "self-loop"),
        ("relations.tsv:3", "no-name"),
        ("relations.tsv:5", "no-name"),
    ]
    assert said(found, "case-q1--q3")["mentionedBy"] == ["case-q1"]
    assert said(found, "case-q2") == {
        "type": ["ontology#ListPlace"],
        "label": ["South"],
        "altLabel": ["Syd"],
        "exactMatch": ["Q2"],
    }


def value(text: str, kind: str = "literal") -> dict[str, str]:
    return {"type": kind, "value": text}


@pytest.mark.parametrize("form", ["json", "csv"])
def test_results_of_a_query_have_dates_points_and_ranks(tmp_path: Path, form: str) -> None:
    wd = "http://www.wikidata.org/entity/"
    rows = [
        {"item": f"{wd}Q1", "itemLabel": "North", "itemPoint": "Point(10.2 56.1)",
         "other": f"{wd}Q2", "otherLabel": "Q2", "start": "1987-01-01T00:00:00Z",
         "end": "2005-06-14T00:00:00Z", "reference": "https://example.org/x",
         "rank": "http://wikiba.se/ontology#PreferredRank"},
        {"item": f"{wd}Q1", "other": f"{wd}Q3",
         "rank": "http://wikiba.se/ontology#DeprecatedRank"},
        {"item": f"{wd}Q1", "other": "http://example.org/unknown"},
    ]  # fmt: skip
    names = list(rows[0])
    path = tmp_path / f"results.{form}"
    if form == "json":
        bindings = [{name: value(text) for name, text in row.items()} for row in rows]
        answer = {"head": {"vars": names}, "results": {"bindings": bindings}}
        path = path.with_suffix(".json.gz")
        path.write_bytes(gzip.compress(json.dumps(answer).encode()))
    else:
        lines = [",".join(row.get(name, "") for name in names) for row in rows]
        file(tmp_path, path.name, [",".join(names), *lines])
    found = built("wikidata-results", path)
    assert [fault for _, fault in faults(found)] == ["deprecated", "unreadable", "no-name"]
    tie = said(found, "case-q1--q2")
    assert (tie["began"], tie["ended"]) == (["1987"], ["2005-06-14"])
    assert tie["listRank"] == ["preferred"] and tie["source"] == ["x"]
    assert said(found, "list-case-q1")["asWKT"] == ["POINT(10.2 56.1)"]


def entity(item: str, name: str, *statements: dict[str, Any]) -> dict[str, Any]:
    point = {"mainsnak": {"datavalue": {"value": {"latitude": 56.1, "longitude": 10.2}}}}
    return {
        "id": item,
        "labels": {"en": {"value": name}, "da": {"value": f"{name} (da)"}},
        "claims": {"P190": list(statements), "P625": [point]},
    }


def statement(item: str, **more: Any) -> dict[str, Any]:
    snak = {"datavalue": {"value": {"id": item}}} if item else {"snaktype": "somevalue"}
    return {"id": f"S${item}", "mainsnak": snak, "rank": "normal", **more}


def qualifier(moment: str, precision: int) -> list[dict[str, Any]]:
    return [{"datavalue": {"value": {"time": moment, "precision": precision}}}]


def test_entities_have_qualifiers_references_and_ranks(tmp_path: Path) -> None:
    dated = statement(
        "Q2",
        qualifiers={"P580": qualifier("+1987-05-00T00:00:00Z", 10),
                    "P582": qualifier("+2005-06-14T00:00:00Z", 11)},
        references=[{"snaks": {"P854": [{"datavalue": {"value": "https://example.org/x"}}]}}],
        rank="preferred",
    )  # fmt: skip
    north = entity("Q1", "North", dated, statement("Q3", rank="deprecated"), statement(""))
    south = entity("Q2", "South", statement("Q1"))
    whole = tmp_path / "Q1.json"
    whole.write_text(json.dumps({"entities": {"Q1": north, "Q2": south}}), encoding="utf-8")
    dump = tmp_path / "dump.json.gz"
    lines = ["[", json.dumps(north) + ",", '{"id": "Q9", "claims": {}},', json.dumps(south), "]"]
    dump.write_bytes(gzip.compress("\n".join(lines).encode()))
    pretty = tmp_path / "pretty.json"
    pretty.write_text(json.dumps(json.loads(whole.read_text()), indent=1), encoding="utf-8")
    for path in (whole, pretty, dump):
        found = built("wikidata-entities", path)
        tie = said(found, "case-q1--q2")
        assert tie["mentionedBy"] == ["case-q1", "case-q2"]
        assert (tie["began"], tie["ended"]) == (["1987-05"], ["2005-06-14"])
        assert tie["source"] == ["x"] and tie["listRank"] == ["preferred"]
        assert sorted(fault for _, fault in faults(found)) == ["deprecated", "unreadable"]
        assert said(found, "case-q2")["label"] == ["South"]
        assert said(found, "case-q2")["altLabel"] == ["South (da)"]


def test_members_of_eurocities_are_in_their_network() -> None:
    path = shared("data/networks/eurocities_members.json")
    found = built("members", path, FormOptions(solutions_in, network="Eurocities"))
    assert (found.rows, found.ties) == (209, 206)
    assert [fault for _, fault in faults(found)] == ["double"] * 3
    izmir = said(found, "case-q35997--eurocities")
    assert izmir["listedNetwork"] == ["list-case-eurocities"]
    assert izmir["listedPlace"] == ["case-q35997"] and "mentionedBy" not in izmir


def column(title: str, about: str, says: str, datatype: object = "string") -> dict[str, object]:
    return {"name": title.lower(), "titles": title, "aboutUrl": about, "propertyUrl": says,
            "datatype": datatype}  # fmt: skip


def test_a_national_register_is_read_by_the_description_of_its_columns(tmp_path: Path) -> None:
    pytest.importorskip("csvw")
    head = "Kommune;Kode;Partner;Land;Siden;X"
    rows = ["North;001;South;Greenland;1987;a", "North;001;East;Norway;x;b", "West;1;East;Norway;;"]
    table = file(tmp_path, "register.csv", [head, *rows])
    columns: list[dict[str, object]] = [
        column("Kommune", "#first", "rdfs:label"),
        column("Kode", "#first", "org:identifier", {"base": "string", "format": "[0-9]{3}"}),
        column("Partner", "#second", "rdfs:label"),
        column("Land", "#second", "vsk:statedCountry"),
        column("Siden", "#tie", "vsk:began"),
        {"name": "x", "titles": "X"},
        {"name": "dk", "virtual": True, "aboutUrl": "#first", "propertyUrl": "vsk:statedCountry",
         "valueUrl": "http://publications.europa.eu/resource/authority/country/DNK"},
    ]  # fmt: skip
    description = tmp_path / "register.csv-metadata.json"
    schema = {"@context": "http://www.w3.org/ns/csvw", "url": "register.csv",
              "dialect": {"delimiter": ";"}, "tableSchema": {"columns": columns}}  # fmt: skip
    description.write_text(json.dumps(schema), encoding="utf-8")
    found = built("table", table, FormOptions(solutions_in, columns=description))
    assert said(found, "case-001") == {
        "type": ["ontology#ListPlace"],
        "label": ["North"],
        "identifier": ["001"],
        "country": ["DNK"],
    }
    assert said(found, "case-001--south-gl")["began"] == ["1987"]
    assert faults(found) == [("register.csv:3", "bad-date"), ("register.csv:4", "unreadable")]
    description.write_text(json.dumps({**schema, "tableSchema": {"columns": []}}), "utf-8")
    with pytest.raises(UnusableInput, match="first place"):
        built("table", table, FormOptions(solutions_in, columns=description))
    elsewhere = {**schema, "tableSchema": "http://127.0.0.1:9/schema.json"}
    description.write_text(json.dumps(elsewhere), "utf-8")
    with pytest.raises(UnusableInput, match="no tableSchema with columns"):
        built("table", table, FormOptions(solutions_in, columns=description))
    description.write_text("{", "utf-8")
    with pytest.raises(UnusableInput, match="no table with such a description"):
        built("table", table, FormOptions(solutions_in, columns=description))
