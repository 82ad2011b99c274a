"""What the tests of the ontology share: its graphs, and a reader of the names that files use."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from rdflib import Graph, URIRef
from rdflib.namespace import OWL, RDF

from graph.identifiers import thing
from graph.namespaces import VSK
from graph.prefixes import BASE, PREFIXES
from ontology import EXAMPLES, ROOT, SCHEMES

CONCEPTS = BASE + "concept/"
VOCABULARY = ROOT / "venskab.ttl"
ALIGNMENTS = ROOT / "alignments.ttl"
CONTEXT = ROOT / "context.jsonld"
KINDS = re.findall(
    r"\S+",
    """municipality locality organisation person post membership partnership participation
    agreement signature event commitment initiative exchange visit meeting public-event
    event-series attendance network network-membership evidence geometry act status-spell
    graph-change list-place list-tie place-match""",
)

_PREFIX = re.compile(r"prefix\s+([\w-]*):\s*<([^>]+)>", re.IGNORECASE)


@cache
def read(path: Path) -> Graph:
    """The graph of a Turtle file; callers do not change it."""
    return Graph().parse(path, format="turtle")


def scheme_files() -> list[Path]:
    """The files of the concept schemes, by name."""
    return sorted(SCHEMES.glob("*.ttl"))


def example_files() -> list[Path]:
    """The files of the modelling patterns, by name."""
    return sorted(EXAMPLES.glob("*.ttl"))


def terms() -> list[URIRef]:
    """Every class and property that the ontology declares."""
    kinds = (OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty, RDF.Property)
    found = {s for kind in kinds for s in read(VOCABULARY).subjects(RDF.type, kind)}
    return sorted(s for s in found if isinstance(s, URIRef) and s.startswith(str(VSK)))


def name(term: URIRef) -> str:
    """The local name of one of our terms, such as ``signed``."""
    return term.removeprefix(str(VSK))


def prefix_lines() -> str:
    """Turtle declarations of all prefixes, with one per kind of thing and per concept scheme."""
    prefixes = dict(PREFIXES)
    prefixes |= {kind: thing(kind, "") for kind in KINDS}
    prefixes |= {path.stem: f"{CONCEPTS}{path.stem}/" for path in scheme_files()}
    prefixes["source"] = BASE + "graph/source/"
    return "\n".join(f"@prefix {prefix}: <{iri}> ." for prefix, iri in prefixes.items())


def iris(text: str, base: str) -> Iterator[str]:
    """Every IRI below a base that a Turtle, TriG or SPARQL text names, in full or by a prefix."""
    yield from re.findall(rf"<({re.escape(base)}[^>\s]*[^>\s/#])>", text)
    for prefix, start in _PREFIX.findall(text):
        if start.startswith(base):
            for local in re.findall(rf"(?<![\w-]){re.escape(prefix)}:((?:[\w-]|\\/)+)", text):
                yield start + local.replace("\\", "")
