"""Small registers for tests: some municipalities, and two lists that name them their own way."""

from __future__ import annotations

from graph.great_circle import Point
from graph.matching.compared_places import REFERENCE, ComparedPlace, PlaceRegister
from graph.prefixes import BASE

MUNICIPALITY = f"{BASE}id/municipality/"
LOCALITY = f"{BASE}id/locality/"


def list_place(
    name: str, key: str, label: str, country: str = "", *points: Point, item: str = ""
) -> ComparedPlace:
    """A place of the list ``name``; points as latitude, longitude."""
    return ComparedPlace(
        f"{BASE}id/list-place/{name}-{key}",
        (label,),
        country,
        tuple((east, north) for north, east in points),
        frozenset(filter(None, [item])),
    )


def register(
    name: str, issued: str, places: list[ComparedPlace], ties: list[tuple[str, str]]
) -> PlaceRegister:
    """A list with ties between places by their keys."""
    around: dict[str, set[str]] = {}
    for one, other in ties:
        first, second = (f"{BASE}id/list-place/{name}-{key}" for key in (one, other))
        around.setdefault(first, set()).add(second)
        around.setdefault(second, set()).add(first)
    return PlaceRegister(
        name,
        {place.iri: place for place in places},
        {iri: frozenset(others) for iri, others in around.items()},
        issued,
    )


def municipality(
    slug: str, name: str, country: str, point: Point, *, item: str = "", ended: str = ""
) -> ComparedPlace:
    """A municipality of the reference data; its point as latitude, longitude."""
    return ComparedPlace(
        MUNICIPALITY + slug,
        (name, f"{name} Kommune"),
        country,
        ((point[1], point[0]),),
        frozenset(filter(None, [item])),
        kind="municipality",
        ended=ended,
    )


REGISTER = PlaceRegister(
    REFERENCE,
    {
        place.iri: place
        for place in (
            municipality("oesterby", "Østerby", "DNK", (56.0, 10.0), item="Q1"),
            municipality("vesterby", "Vesterby", "DNK", (57.0, 9.0)),
            municipality("nes-syd", "Nes", "NOR", (59.5, 10.0)),
            municipality("nes-nord", "Nes", "NOR", (63.5, 12.0)),
            municipality("gammelby", "Gammelby", "NOR", (60.0, 11.0), ended="2019-12-31"),
            ComparedPlace(
                LOCALITY + "havn", ("Havn",), "GRL", ((-51.0, 64.0),), kind="town",
                within=MUNICIPALITY + "store",
            ),
            municipality("store", "Store", "GRL", (64.0, -51.0)),
        )
    },
    complete=frozenset({"DNK", "NOR"}),
)  # fmt: skip
