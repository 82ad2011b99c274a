"""A small store of sources, told in Turtle, with what is derived from them."""

from __future__ import annotations

from typing import Final

import pyoxigraph as ox

from graph.derivation.rules import derive
from graph.engine.rule_store import OxigraphRuleStore
from ontology import SCHEMES

PREFIXES: Final = """
@prefix vsk: <https://w3id.org/venskab/ontology#> .
@prefix kind: <https://w3id.org/venskab/concept/event-kind/> .
@prefix area: <https://w3id.org/venskab/concept/cooperation-area/> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix org: <http://www.w3.org/ns/org#> .
@prefix dcterms: <http://purl.org/dc/terms/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix source: <https://w3id.org/venskab/graph/source/> .
@prefix role: <https://w3id.org/venskab/concept/party-role/> .
@prefix source-kind: <https://w3id.org/venskab/concept/source-kind/> .
@prefix : <https://w3id.org/venskab/id/x/> .
"""
SPARQL: Final = PREFIXES.replace("@prefix", "PREFIX").replace(" .\n", "\n")


PAIR: Final = """
:ties a vsk:Partnership .
:a a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :aalborg .
:b a vsk:Participation ; vsk:inPartnership :ties ; vsk:party :bergen .
"""
SINCE_1990: Final = PAIR + ':ties vsk:began "1990-05-01"^^edtf:EDTF .'
MERGED_IN_2009: Final = """
:bergen a vsk:Municipality ; vsk:ended "2008-12-31"^^edtf:EDTF .
:vestland a vsk:Municipality ; vsk:began "2009-01-01"^^edtf:EDTF .
:merger a org:ChangeEvent ; vsk:eventKind kind:merged ; vsk:date "2009-01-01"^^edtf:EDTF ;
  org:originalOrganization :bergen, :loddefjord ; org:resultingOrganization :vestland .
"""


def event(slug: str, concerns: str, kind: str, day: str = "", more: str = "") -> str:
    """A lifecycle event in Turtle, of a kind, on a day if one is given, with what else is said."""
    date = f'; vsk:date "{day}"^^edtf:EDTF ' if day else ""
    return f""":{slug} a vsk:LifecycleEvent ; vsk:concerns :{concerns} ;
        vsk:eventKind kind:{kind} {date}{more} .\n"""


class Case:
    """A store of sources with its derived graph.

    Args:
        turtle: what the source ``case`` states; in TriG, what the sources that it names state.
        others: what other sources state, by the last part of their IRI.
    """

    def __init__(self, turtle: str, **others: str) -> None:
        self.store = ox.Store()
        for name, text in {"case": turtle, **others}.items():
            source = ox.NamedNode(f"https://w3id.org/venskab/graph/source/{name}")
            for quad in ox.parse((PREFIXES + text).encode(), ox.RdfFormat.TRIG):
                named = quad.graph_name
                graph = source if isinstance(named, ox.DefaultGraph) else named
                self.store.add(ox.Quad(quad.subject, quad.predicate, quad.object, graph))
        kinds = (SCHEMES / "event-kind.ttl").read_bytes()
        ontology = ox.NamedNode("https://w3id.org/venskab/graph/ontology")
        self.store.load(kinds, ox.RdfFormat.TURTLE, to_graph=ontology)
        self.lines = derive(OxigraphRuleStore(self.store))
        self.store.load("\n".join(self.lines).encode(), ox.RdfFormat.N_QUADS)

    def ask(self, pattern: str) -> set[str]:
        """The last part of each value of ``?a`` in a pattern over the union of all graphs."""
        query = f"{SPARQL} SELECT DISTINCT (STR(?a) AS ?text) WHERE {{ {pattern} }}"
        found = self.store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return {str(row["text"].value).rsplit("/", 1)[-1] for row in found}

    def on(self, day: str, thing: str) -> set[str]:
        """The possible states of a thing on a day."""
        return self._of_spell(day, thing, "possibleState")

    def because(self, day: str, thing: str) -> set[str]:
        """The reasons of the state of a thing on a day."""
        return self._of_spell(day, thing, "because")

    def heir(self, party: str) -> str:
        """The derived participation of a party, as an IRI in ``<>``."""
        (slug,) = self.ask(f"?a vsk:party :{party} FILTER(CONTAINS(STR(?a), 'inherited-'))")
        return f"<https://w3id.org/venskab/id/participation/{slug}>"

    def _of_spell(self, day: str, thing: str, name: str) -> set[str]:
        named = thing if thing.startswith("<") else f":{thing}"
        return self.ask(
            f"""?spell vsk:concerns {named} ; vsk:{name} ?a .
            OPTIONAL {{ ?spell vsk:spellFrom ?from }}
            OPTIONAL {{ ?spell vsk:spellEndExclusive ?before }}
            FILTER(!BOUND(?from) || ?from <= "{day}"^^xsd:date)
            FILTER(!BOUND(?before) || ?before > "{day}"^^xsd:date)"""
        )
