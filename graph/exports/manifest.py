"""The files that an export consists of, one entry a file: what ``/download/`` serves.

The catalogue lists them, :mod:`graph.exports` makes them. ``manifest.json`` lists those that were
made with their sizes and hashes, and so is none of them.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from graph.exports.table import TABLES
from graph.texts import N_, Text, Words

MANIFEST: Final = "manifest.json"
_CSVW: Final = "http://www.w3.org/ns/csvw#"


@dataclass(frozen=True)
class Distribution:
    """One file.

    Attributes:
        file: its path below ``/download/``.
        dataset: slug of the dataset that it is a form of.
        title: what it is.
        description: more about it.
        media_type: IANA media type of the content, before compression.
        file_type: code in the EU's table of file types, such as ``RDF_TURTLE``.
        compressed: whether the file is packed with gzip.
        conforms_to: IRI of the standard or model that it follows; blank where there is none.
    """

    file: str
    dataset: str
    title: Words
    description: Words
    media_type: str
    file_type: str
    compressed: bool = False
    conforms_to: str = ""


def _graph(suffix: str, name: str, media_type: str, file_type: str, about: Text) -> Distribution:
    return Distribution(
        f"venskab.{suffix}.gz",
        "graph",
        N_("The whole graph as {name}", name=name),
        about,
        media_type,
        file_type,
        compressed=True,
        conforms_to="https://w3id.org/venskab/ontology",
    )


_NAMED: Final = N_("All named graphs: the claims of each source by themselves.")
_MERGED: Final = N_("All statements in one graph, each once; who says so is in the N-Quads.")
GRAPHS: Final = (
    _graph("nq", "N-Quads", "application/n-quads", "RDF_N_QUADS", _NAMED),
    _graph("trig", "TriG", "application/trig", "RDF_TRIG", _NAMED),
    _graph("ttl", "Turtle", "text/turtle", "RDF_TURTLE", _MERGED),
    _graph("jsonld", "JSON-LD", "application/ld+json", "JSON_LD", _NAMED),
)


def _table_files() -> list[Distribution]:
    made = []
    for table in TABLES:
        made += [
            Distribution(
                f"tables/{table.name}.csv",
                table.dataset,
                {lang: f"{text} (CSV)" for lang, text in table.title.items()},
                table.description,
                "text/csv",
                "CSV",
                conforms_to=_CSVW,
            ),
            Distribution(
                f"tables/{table.name}.parquet",
                table.dataset,
                {lang: f"{text} (Parquet)" for lang, text in table.title.items()},
                table.description,
                "application/vnd.apache.parquet",
                "OCTET",
            ),
        ]
    return made


def _network(
    suffix: str, media_type: str, file_type: str, title: Text, about: Text
) -> Distribution:
    return Distribution(f"network{suffix}", "network", title, about, media_type, file_type)


_TIES: Final = N_(
    "The municipalities as nodes and each partnership as an edge with its time and sources."
)
_OTHERS: Final = (
    Distribution(
        "tables/datapackage.json",
        "graph",
        N_("The tables as a Data Package"),
        N_("Every table and column described by the Frictionless standard."),
        "application/json",
        "JSON",
        conforms_to="https://datapackage.org/standard/data-package/",
    ),
    Distribution(
        "venskab.sqlite",
        "graph",
        N_("All tables in one SQLite file"),
        N_("The same tables as the CSV files, with keys between them."),
        "application/vnd.sqlite3",
        "OCTET",
    ),
    Distribution(
        "places.geojson",
        "municipalities",
        N_("Municipalities and localities on a map"),
        N_("A point for each municipality and locality whose place is known."),
        "application/geo+json",
        "GEOJSON",
        conforms_to="https://www.rfc-editor.org/rfc/rfc7946",
    ),
    _network(".gexf", "application/gexf+xml", "XML", N_("The network as GEXF"), _TIES),
    _network(
        ".graphml",
        "application/graphml+xml",
        "XML",
        N_("The network as GraphML"),
        _TIES,
    ),
    _network("-edges.csv", "text/csv", "CSV", N_("The edges of the network"), _TIES),
    Distribution(
        "vocabulary.ttl",
        "vocabulary",
        N_("The vocabulary"),
        N_("The ontology, its concept schemes and its alignment with other vocabularies."),
        "text/turtle",
        "RDF_TURTLE",
        conforms_to="http://www.w3.org/2002/07/owl",
    ),
    Distribution(
        "shapes.ttl",
        "vocabulary",
        N_("The rules of valid data"),
        N_("The SHACL shapes that the claims of each source are checked against."),
        "text/turtle",
        "RDF_TURTLE",
        conforms_to="http://www.w3.org/ns/shacl",
    ),
    Distribution(
        "queries.zip",
        "queries",
        N_("The questions"),
        N_("Each question as a SPARQL file that runs as it stands."),
        "application/zip",
        "ZIP",
    ),
)
DISTRIBUTIONS: Final = (*GRAPHS, *_table_files(), *_OTHERS)
