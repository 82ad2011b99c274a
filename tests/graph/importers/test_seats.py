"""Seats after GeoNames: the shipped points, which town is a seat, clear errors."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from rdflib import Dataset, URIRef

from graph.errors import UnreadableFile, UnusableInput
from graph.importers import seats
from graph.importers.geonames import AREAS, CITIES, KINDS
from graph.importers.trig_writer import write_files
from graph.namespaces import GEO, VSK
from graph.prefixes import BASE

Point = tuple[float, float]


def municipality(slug: str) -> URIRef:
    return URIRef(f"{BASE}id/municipality/{slug}")


@pytest.fixture(scope="module")
def shipped() -> Dataset:
    return Dataset(default_union=True).parse(seats.REFERENCE / seats.FILE, format="trig")


def point(graph: Dataset, thing: URIRef, path: URIRef = GEO.hasGeometry) -> Point | None:
    node = graph.value(thing, path)
    if node is None:
        return None
    east, north = str(graph.value(node, GEO.asWKT))[len("POINT(") : -1].split()
    return float(east), float(north)


def test_sermersooq_stands_in_nuuk(shipped: Dataset) -> None:
    nuuk = point(shipped, URIRef(f"{BASE}id/locality/nuuk"))
    assert nuuk == pytest.approx((-51.72, 64.18), abs=0.02)
    assert point(shipped, municipality("kommuneqarfik-sermersooq"), VSK.seatPoint) == nuuk


def test_all_danish_and_greenlandic_municipalities_stand_at_their_seats() -> None:
    reference = Dataset(default_union=True)
    for name in ("municipalities-dk", "municipalities-gl", "seats"):
        reference.parse(seats.REFERENCE / f"{name}.trig", format="trig")
    today = {
        each
        for each in reference.subjects(VSK.municipalityCode)
        if not reference.value(each, VSK.ended)
    }
    assert len(today) == 98 + 5
    assert {each for each in today if not reference.value(each, VSK.seatPoint)} == set()


def test_what_was_a_municipality_has_a_point_but_no_seat(shipped: Dataset) -> None:
    assert point(shipped, municipality("nuuk-kommune"))
    assert not point(shipped, municipality("nuuk-kommune"), VSK.seatPoint)
    # By the other name of the town, which is no longer that of the district.
    assert point(shipped, municipality("ammassallip-kommunia")) == pytest.approx(
        (-37.64, 65.61), abs=0.02
    )


def town(name: str, country: str, code: str, kind: str, population: int) -> dict[str, Any]:
    """A town as the two packages have it; it lies where its population says."""
    place = {"lat": f"{population / 1000:.3f}", "lng": "10.0"}
    return {
        "name": name,
        "country": country,
        "admin1": "1",
        "admin2": code,
        "featureCode": kind,
        "population": population,
        "cityId": population,
        "loc": {"coordinates": [10.0, population / 1000]},
    } | place


def write_geonames(data: Path, *towns: dict[str, Any]) -> None:
    areas = [{"code": f"{t['country']}.1.{t['admin2']}", "name": "Sør-Varanger"} for t in towns]
    for name, rows in ((CITIES, towns), (KINDS, towns), (AREAS, areas)):
        (data / name).parent.mkdir(exist_ok=True)
        (data / name).write_text(json.dumps(rows), encoding="utf-8")


def test_which_town_a_municipality_stands_at(tmp_path: Path) -> None:
    write_geonames(
        tmp_path,
        # Two seats in one area: neither has its name, so it has none.
        town("Nørresundby", "DK", "851", "PPLA2", 1000),
        town("Aalborg Øst", "DK", "851", "PPLA2", 2000),
        town("Risskov", "DK", "751", "PPL", 3000),
        town("Århus", "DK", "751", "PPLA2", 4000),
        town("Kirkenes", "NO", "x", "PPLA2", 5000),
        town("Hafnarbær", "IS", "1000", "PPL", 6000),
        town("Kópavogur", "IS", "1000", "PPL", 7000),
        town("Nuuk", "GL", "", "PPLC", 64000),
        town("Qaqortoq", "GL", "", "PPLA", 61000),
        town("Sisimiut", "GL", "", "PPLA", 66000),
        town("Aasiaat", "GL", "", "PPLA", 68000),
        town("Ilulissat", "GL", "", "PPLA", 69000),
    )
    (written,) = write_files(seats.build(tmp_path), tmp_path / "out")
    made = Dataset(default_union=True).parse(written, format="trig")

    def at(slug: str, path: URIRef = VSK.seatPoint) -> Point | None:
        return point(made, municipality(slug), path)

    assert at("aarhus-kommune") == (10.0, 4.0)
    assert at("no-2030-soer-varanger") == (10.0, 5.0), "by the name of its area"
    assert at("kommuneqarfik-sermersooq") == (10.0, 64.0), "the seat that another source names"
    assert at("aalborg-kommune") is None
    assert at("aalborg-kommune", GEO.hasGeometry) == (10.0, 2.0), "the largest town, no seat"
    assert at("is-1000-kopavogsbaer", GEO.hasGeometry) == (10.0, 7.0)
    middle = made.value(municipality("odense-kommune"), GEO.hasGeometry)
    assert middle == URIRef(f"{BASE}id/geometry/odense-kommune"), "the register's own point"


def test_a_file_that_is_not_of_geonames(tmp_path: Path) -> None:
    with pytest.raises(UnreadableFile, match=r"admin2\.json"):
        seats.build(tmp_path)
    write_geonames(tmp_path)
    (tmp_path / CITIES).write_text("{", encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"cities\.json: it is no JSON"):
        seats.build(tmp_path)
    (tmp_path / CITIES).write_text('[{"name": "Nuuk"}]', encoding="utf-8")
    with pytest.raises(UnusableInput, match=r"no array of objects with name, country, lat"):
        seats.build(tmp_path)
