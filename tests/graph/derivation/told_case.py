"""A small world told in Turtle or TriG, with all that is derived from it."""

from __future__ import annotations

from pathlib import Path

import pyoxigraph as ox

from graph.derivation.rules import derive
from graph.engine.rule_store import OxigraphRuleStore
from graph.identifiers import ONTOLOGY_GRAPH
from graph.prefixes import BASE
from ontology import SCHEMES

PREFIXES = """
@prefix vsk: <https://w3id.org/venskab/ontology#> .
@prefix kind: <https://w3id.org/venskab/concept/event-kind/> .
@prefix role: <https://w3id.org/venskab/concept/party-role/> .
@prefix source-kind: <https://w3id.org/venskab/concept/source-kind/> .
@prefix source: <https://w3id.org/venskab/graph/source/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix : <https://w3id.org/venskab/id/x/> .
"""
SPARQL = PREFIXES.replace("@prefix", "PREFIX").replace(" .\n", "\n")
SOURCE = f"{BASE}graph/source/case"


class ToldCase:
    """A store of sources with its derived graph.

    Args:
        trig: what is told; what stands in no graph is said by one source, ``source:case``.
    """

    def __init__(self, trig: str) -> None:
        self.store = ox.Store()
        for quad in ox.parse((PREFIXES + trig).encode(), ox.RdfFormat.TRIG):
            named = quad.graph_name
            graph = ox.NamedNode(SOURCE) if isinstance(named, ox.DefaultGraph) else named
            self.store.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
        kinds = (SCHEMES / "event-kind.ttl").read_bytes()
        ontology = ox.NamedNode(ONTOLOGY_GRAPH)
        self.store.load(kinds, ox.RdfFormat.TURTLE, to_graph=ontology)
        self.lines = derive(OxigraphRuleStore(self.store))
        self.store.load("\n".join(self.lines).encode(), ox.RdfFormat.N_QUADS)

    @classmethod
    def of_file(cls, path: Path) -> ToldCase:
        """The world that a Turtle file tells."""
        return cls(path.read_text(encoding="utf-8"))

    def ask(self, pattern: str) -> set[str]:
        """The last part of each value of ``?a`` in a pattern over the union of all graphs."""
        query = f"{SPARQL} SELECT DISTINCT (STR(?a) AS ?text) WHERE {{ {pattern} }}"
        found = self.store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return {str(row["text"].value).rsplit("/", 1)[-1] for row in found}

    def on(self, day: str, thing: str, show: str = "vsk:possibleState") -> set[str]:
        """The possible states of a thing on a day, or what else its spell on that day shows.

        Args:
            day: as ``2020-01-01``.
            thing: a local name in the namespace of the case, or an IRI in ``<>``.
            show: the property of the spell that is shown.
        """
        named = thing if thing.startswith("<") else f":{thing}"
        return self.ask(
            f"""?spell vsk:concerns {named} ; {show} ?a .
            OPTIONAL {{ ?spell vsk:spellFrom ?from }}
            OPTIONAL {{ ?spell vsk:spellEndExclusive ?before }}
            FILTER(!BOUND(?from) || ?from <= "{day}"^^xsd:date)
            FILTER(!BOUND(?before) || ?before > "{day}"^^xsd:date)"""
        )

    def why(self, day: str, thing: str) -> set[str]:
        """The reasons of a thing's spell on a day."""
        return self.on(day, thing, "vsk:because")

    def heir(self, party: str) -> str:
        """The derived participation of a party, as an IRI in ``<>``."""
        (slug,) = self.ask(f"?a vsk:party :{party} FILTER(CONTAINS(STR(?a), 'inherited-'))")
        return f"<{BASE}id/participation/{slug}>"
