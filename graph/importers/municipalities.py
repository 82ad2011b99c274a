"""Danish and Greenlandic municipalities as reference graphs.

Reads three tables below one data folder: ``municipalities/dk_gl.csv`` (today's municipalities),
``municipalities/gl_predecessors.csv`` (Greenland before 2009 and before 2018) and
``twinnings/wikidata_p190_2016_names.tsv`` (labels that confirm the Wikidata item of a town).

Left out on purpose: a Wikidata item that only one source gives (its licence may bind, and nobody
has checked it), population figures without a year, and first days that the tables do not give
(no Danish municipality has one).
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DCTERMS, ORG, SKOS

from graph.identifiers import reference_graph, slugify, thing
from graph.importers.graph_builder import GraphBuilder, edtf, string
from graph.importers.greenland import add_history
from graph.importers.municipality_statements import (
    TRIG_PREFIXES,
    add_area,
    add_point,
    add_population,
    add_source,
)
from graph.importers.text_tables import TextRow, read_pairs, read_table, unique
from graph.importers.trig_writer import write_trig
from graph.namespaces import COUNTRY, NUTS, VSK, WIKIDATA

TODAY: Final = "municipalities/dk_gl.csv"
PREDECESSORS: Final = "municipalities/gl_predecessors.csv"
TOWN_NAMES: Final = "twinnings/wikidata_p190_2016_names.tsv"

_COLUMNS: Final = (
    "country", "code", "nuts3", "region_da", "region_en", "name_official", "name_da", "name_en",
    "name_kl", "wikidata_qid", "wikidata_check", "lat", "lon", "population", "population_date",
    "area_km2", "area_km2_alt", "seat", "valid_from", "predecessors",
)  # fmt: skip
_OLD_COLUMNS: Final = (
    "predecessor", "town_qid", "dissolved", "successor_2009", "successor_2009_code",
    "successor_2018", "successor_2018_code",
)  # fmt: skip
_ASCII: Final = str.maketrans(
    {"æ": "ae", "ø": "o", "å": "a", "Æ": "Ae", "Ø": "O", "Å": "A"}
)  # fmt: skip


def build(data: Path) -> dict[str, str]:
    """The reference graphs.

    Args:
        data: folder that holds the three tables.

    Returns:
        Text of each TriG file by its name; the same tables give the same bytes.

    Raises:
        UnreadableFile: a table is missing or no UTF-8 text.
        UnusableInput: a row is broken; the sentence names its line and column.
    """
    rows = read_table(data / TODAY, _COLUMNS)
    unique(rows, "name_official")
    codes = unique(rows, "code")
    for row in rows:
        row.choice("country", ("DK", "GL"))
    denmark = _denmark([row for row in rows if row.text("country") == "DK"])
    greenland = _greenland({code: row for code, row in codes.items() if _is_greenlandic(row)}, data)
    graphs = {"municipalities-dk.trig": denmark, "municipalities-gl.trig": greenland}
    return {name: write_trig(str(f.graph), f, TRIG_PREFIXES) for name, f in graphs.items()}


def _is_greenlandic(row: TextRow) -> bool:
    return row.text("country") == "GL"


def _denmark(rows: list[TextRow]) -> GraphBuilder:
    facts = GraphBuilder(reference_graph("municipalities-dk"))
    add_source(
        facts,
        da=(
            "Danske kommuner",
            "Koder, navne, NUTS-koder, punkter og arealer: Who's On First efter Danmarks "
            "Administrative Geografiske Inddeling, 2018. Indbyggertal: Eurostat, 2020. Wikidatas "
            "identifikatorer står kun, hvor to uafhængige kilder giver den samme.",
        ),
        en=(
            "Danish municipalities",
            "Codes, names, NUTS codes, points and areas: Who's On First after Denmark's register "
            "of administrative geography, 2018. Population: Eurostat, 2020. A Wikidata identifier "
            "stands only where two independent sources give the same.",
        ),
    )
    for row in rows:
        municipality = _add_municipality(facts, row, COUNTRY.DNK)
        _add_danish_names(facts, row, municipality)
        _add_region(facts, row, municipality)
    return facts


def _greenland(rows: dict[str, TextRow], data: Path) -> GraphBuilder:
    facts = GraphBuilder(reference_graph("municipalities-gl"))
    add_source(
        facts,
        da=(
            "Grønlandske kommuner og deres forgængere",
            "Navne: ISO 3166-2. Indbyggertal og arealer: Grønlands Statistik, som tysk Wikipedia "
            "gengiver dem; arealerne er omstridte. Punkter: dr5hn's database (ODbL), grove for de "
            "tre ældste kommuner. Sammenlægninger og deling: tysk Wikipedia. Navne på tidligere "
            "kommuner: Who's On First og GeoNames. Wikidatas identifikatorer står kun, hvor to "
            "uafhængige kilder giver den samme.",
        ),
        en=(
            "Greenlandic municipalities and their predecessors",
            "Names: ISO 3166-2. Population and areas: Statistics Greenland as German Wikipedia "
            "renders them; the areas are disputed. Points: dr5hn's database (ODbL), coarse for the "
            "three oldest municipalities. Mergers and split: German Wikipedia. Names of former "
            "municipalities: Who's On First and GeoNames. A Wikidata identifier stands only where "
            "two independent sources give the same.",
        ),
    )
    for row in rows.values():
        municipality = _add_municipality(facts, row, COUNTRY.GRL)
        _add_greenlandic_names(facts, row, municipality)
        facts.add(municipality, VSK.began, edtf(row.day("valid_from").isoformat()))
        _add_other_area(facts, row, municipality)
    old = read_table(data / PREDECESSORS, _OLD_COLUMNS)
    add_history(facts, rows, old, read_pairs(data / TOWN_NAMES))
    return facts


def _add_municipality(facts: GraphBuilder, row: TextRow, country: URIRef) -> str:
    """Adds what the table says alike of every municipality; its IRI."""
    municipality = thing("municipality", slugify(row.text("name_official")))
    code = string(row.text("code"))
    if not re.fullmatch(r"\d{3}", str(code)):
        raise row.refuse("code", f"{str(code)!r} is not a code of three digits.")
    facts.add(municipality, VSK.country, country)
    facts.add(municipality, VSK.municipalityCode, code)
    facts.add(municipality, ORG.identifier, code)
    add_population(facts, row, municipality)
    add_area(facts, row, municipality)
    name = row.text("name_official")
    add_point(facts, row, municipality, da=f"Punkt for {name}", en=f"Point of {name}")
    if row.choice("wikidata_check", ("two-source", "single-source")) == "two-source":
        facts.add(municipality, SKOS.exactMatch, WIKIDATA[_item(row)])
    return municipality


def _item(row: TextRow) -> str:
    item = row.text("wikidata_qid")
    if not re.fullmatch(r"Q[1-9]\d*", item):
        raise row.refuse("wikidata_qid", f"{item!r} is not an item of Wikidata.")
    return item


def _add_danish_names(facts: GraphBuilder, row: TextRow, municipality: str) -> None:
    official, plain = row.text("name_official"), row.text("name_en")
    # The table writes most English names without the Danish letters; they are put back.
    stem = official.removesuffix(" Kommune")
    english = f"{stem} Municipality" if f"{stem.translate(_ASCII)} Municipality" == plain else plain
    facts.make(municipality, VSK.Municipality, da=official, en=english)
    facts.names(
        municipality,
        SKOS.prefLabel,
        da=row.text("name_da"),
        en=english.removesuffix(" Municipality"),
    )
    facts.names(municipality, SKOS.altLabel, kl=row.optional("name_kl"))
    if english != plain:
        facts.names(municipality, SKOS.altLabel, en=plain)


def _add_greenlandic_names(facts: GraphBuilder, row: TextRow, municipality: str) -> None:
    official, danish = row.text("name_official"), row.text("name_da")
    short = danish.removesuffix(" Kommune")
    facts.make(municipality, VSK.Municipality, da=official, en=official, kl=row.text("name_kl"))
    facts.names(municipality, SKOS.prefLabel, da=short, en=short, kl=short)
    facts.names(municipality, SKOS.altLabel, da=danish, en=row.text("name_en"))


def _add_region(facts: GraphBuilder, row: TextRow, municipality: str) -> None:
    code = row.text("nuts3")
    if not re.fullmatch(r"DK0\d\d", code):
        raise row.refuse("nuts3", f"{code!r} is not a Danish NUTS 3 code.")
    region = str(NUTS[code[:4]])
    facts.add(municipality, DCTERMS.spatial, NUTS[code])
    facts.add(str(NUTS[code]), DCTERMS.isPartOf, URIRef(region))
    facts.make(region, DCTERMS.Location, da=row.text("region_da"), en=row.text("region_en"))


def _add_other_area(facts: GraphBuilder, row: TextRow, municipality: str) -> None:
    if row.optional("area_km2_alt"):
        other = row.decimal("area_km2_alt", 0, 10_000_000)
        facts.names(
            municipality,
            DCTERMS.description,
            da=f"Et andet areal, der også er i omløb, er {other:f} km².",
            en=f"Another area that is also in circulation is {other:f} km².",
        )
