"""Municipalities of Norway, Sweden, Finland, Iceland and the Faroe Islands as reference graphs.

Reads three tables below one data folder: ``municipalities/nordic_other.csv`` (all five countries),
``municipalities/no_code_changes_2013_2020.csv`` (Norway's mergers and splits) and
``twinnings/wikidata_p190_2016_names.tsv`` (labels of Wikidata items).

Outside Norway the Wikidata items were matched by name: some are of another place altogether, and
a right one may be the town. Only an item that Wikidata's own label confirms stands, and only as
``skos:closeMatch``. Left out too: population without a year, and Faroese points that are rounded.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Final

from rdflib import Literal, URIRef
from rdflib.namespace import ORG, SKOS

from graph.identifiers import reference_graph, slugify, thing
from graph.importers.graph_builder import GraphBuilder, string
from graph.importers.municipalities import TOWN_NAMES
from graph.importers.municipality_statements import TRIG_PREFIXES, add_figures, add_source
from graph.importers.norway import norway
from graph.importers.norway_history import CHANGES
from graph.importers.text_tables import TextRow, detect_encoding, read_pairs, read_table
from graph.importers.trig_writer import write_trig
from graph.namespaces import COUNTRY, VSK, WIKIDATA

NORDIC: Final = "municipalities/nordic_other.csv"

_COLUMNS: Final = (
    "country", "code", "lau", "nuts3", "name_local", "name_alt", "wikidata_qid", "lat", "lon",
    "population", "population_date", "area_km2",
)  # fmt: skip
# A rounded point has at most four decimals that are not zero.
# Items of other places of the name: Wikidata gave this one the ties of Húsavík in Iceland.
_OF_OTHERS: Final = frozenset({"Q219417"})
_ROUNDED: Final = re.compile(r"-?\d+\.\d{0,4}0*")


@dataclass(frozen=True)
class _Country:
    """The differences between the countries of the Nordic table.

    Attributes:
        iri: the country.
        language: tag of the language of its names.
        code: form of its municipal codes; empty where it has none in the table.
        da: title, and where the values come from, in Danish.
        en: the same in English.
    """

    iri: URIRef
    language: str
    code: str
    da: tuple[str, str]
    en: tuple[str, str]


_ITEMS_DA: Final = (
    " Wikidatas identifikatorer er fundet ved navn (dr5hns database, ODbL); kun en, som Wikidatas "
    "eget navn i 2016 bekræfter, står her, og kun som nær ved: den kan være byens."
)
_ITEMS_EN: Final = (
    " Wikidata identifiers were found by name (dr5hn's database, ODbL); only one that Wikidata's "
    "own name of 2016 confirms stands here, and only as close: it may be the town's."
)
_COUNTRIES: Final = {
    "SE": _Country(
        COUNTRY.SWE,
        "sv",
        r"\d{4}",
        (
            "Svenske kommuner",
            "Koder, navne, NUTS-koder, punkter, arealer og indbyggertal (2020): Who's On First."
            + _ITEMS_DA,
        ),
        (
            "Swedish municipalities",
            "Codes, names, NUTS codes, points, areas and population (2020): Who's On First."
            + _ITEMS_EN,
        ),
    ),
    "FI": _Country(
        COUNTRY.FIN,
        "fi",
        r"\d{3}",
        (
            "Finske kommuner",
            "Koder, navne, NUTS-koder, punkter, arealer og indbyggertal (2020): Who's On First. "
            "Enkelte kommuner har hverken LAU-kode eller indbyggertal: tabellen siger ikke, om de "
            "fandtes i 2020." + _ITEMS_DA,
        ),
        (
            "Finnish municipalities",
            "Codes, names, NUTS codes, points, areas and population (2020): Who's On First. "
            "Some municipalities have neither a LAU code nor a population: the table does not say "
            "whether they existed in 2020." + _ITEMS_EN,
        ),
    ),
    "IS": _Country(
        COUNTRY.ISL,
        "is",
        r"\d{4}",
        (
            "Islandske kommuner",
            "Koder og navne: iceaddr (BSD). Punkter: dr5hns database (ODbL), nogle af dem grove."
            + _ITEMS_DA,
        ),
        (
            "Icelandic municipalities",
            "Codes and names: iceaddr (BSD). Points: dr5hn's database (ODbL), some of them coarse."
            + _ITEMS_EN,
        ),
    ),
    "FO": _Country(
        COUNTRY.FRO,
        "fo",
        "",
        (
            "Færøske kommuner",
            "Navne og punkter: dr5hns database (ODbL), som ikke skelner mellem by og kommune. "
            "Afrundede punkter er udeladt." + _ITEMS_DA,
        ),
        (
            "Faroese municipalities",
            "Names and points: dr5hn's database (ODbL), which does not tell town and municipality "
            "apart. Rounded points are left out." + _ITEMS_EN,
        ),
    ),
}


def build(data: Path) -> dict[str, str]:
    """The reference graphs.

    Args:
        data: folder that holds the three tables.

    Returns:
        Text of each TriG file by its name; the same tables give the same bytes.

    Raises:
        UnreadableFile: a table is missing or in an encoding that is not expected.
        UnusableInput: a row is broken; the sentence names its line and column.
    """
    rows = read_nordic(data)
    labels = read_pairs(data / TOWN_NAMES)
    graphs = {"no": norway(data, rows["NO"])}
    for key, country in _COUNTRIES.items():
        facts = GraphBuilder(reference_graph(f"municipalities-{key.lower()}"))
        add_source(facts, da=country.da, en=country.en)
        for row in rows[key].values():
            _add_municipality(facts, country, row, labels)
        graphs[key.lower()] = facts
    return {
        f"municipalities-{key}.trig": write_trig(str(facts.graph), facts, TRIG_PREFIXES)
        for key, facts in graphs.items()
    }


def encodings(data: Path) -> dict[str, str]:
    """The encoding found for each table that may be in more than one, by file name.

    Raises:
        UnreadableFile: the table cannot be read.
    """
    path = data / CHANGES
    return {path.name: detect_encoding(path)}


def read_nordic(data: Path) -> dict[str, dict[str, TextRow]]:
    """Rows of the Nordic table by country (two letters), then by code or, without one, by name.

    Raises:
        UnreadableFile: the table is missing or not UTF-8.
        UnusableInput: a row is broken, or two have the same code.
    """
    found: dict[str, dict[str, TextRow]] = {key: {} for key in ("NO", *_COUNTRIES)}
    for row in read_table(data / NORDIC, _COLUMNS):
        country = found[row.choice("country", tuple(found))]
        key = row.optional("code") or row.text("name_local")
        if key in country:
            raise row.refuse("code", f"{key!r} stands already in {country[key].where}.")
        country[key] = row
    return found


def iri_of(row: TextRow) -> str:
    """IRI of a municipality of the Nordic table, outside Norway."""
    parts = (row.text("country").lower(), row.optional("code"), slugify(row.text("name_local")))
    return thing("municipality", "-".join(part for part in parts if part))


def _add_municipality(
    facts: GraphBuilder, country: _Country, row: TextRow, labels: Mapping[str, str]
) -> None:
    municipality, name = iri_of(row), row.text("name_local")
    facts.make(municipality, VSK.Municipality, da=name, en=name, **{country.language: name})
    facts.add(municipality, VSK.country, country.iri)
    code = row.optional("code")
    if not re.fullmatch(country.code, code):
        raise row.refuse("code", f"{code!r} is not a code of the form {country.code}.")
    if code:
        facts.add(municipality, VSK.municipalityCode, string(code))
        facts.add(municipality, ORG.identifier, string(code))
    other = row.optional("name_alt")
    if other and slugify(other) not in _spellings(name):
        facts.add(municipality, SKOS.altLabel, Literal(other))
    item = row.optional("wikidata_qid")
    if labels.get(item) == name and item not in _OF_OTHERS:
        facts.add(municipality, SKOS.closeMatch, WIKIDATA[item])
    add_figures(facts, _without_rounded_point(row), municipality)


def _spellings(name: str) -> Sequence[str]:
    """Slugs of a name, and of the name with its letters' marks left out."""
    return slugify(name), slugify(name.translate(str.maketrans("åäöÅÄÖ", "aaoAAO")))


def _without_rounded_point(row: TextRow) -> TextRow:
    point = (row.optional("lat"), row.optional("lon"))
    if row.text("country") != "FO" or not any(_ROUNDED.fullmatch(cell) for cell in point):
        return row
    return TextRow({**row.cells, "lat": "", "lon": ""}, row.where)
