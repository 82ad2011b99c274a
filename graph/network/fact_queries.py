"""The queries that facts are read by: plain patterns, so that the engine streams what it finds."""

from __future__ import annotations

from typing import Final

from graph.identifiers import DERIVED_GRAPH
from graph.prefixes import PREFIXES

_USED: Final = ("vsk", "rdfs", "org", "dcterms", "skos", "geo")
_CONCEPT: Final = PREFIXES["vcon"]
_HEAD: Final = "".join(f"PREFIX {name}: <{PREFIXES[name]}>\n" for name in _USED)
# Who can be a node, in as many words as the ontology has.
_AGENT: Final = "vsk:Municipality vsk:Locality vsk:Organisation"


def _all(**texts: str) -> dict[str, str]:
    return {name: _HEAD + text for name, text in texts.items()}


QUERIES: Final = _all(
    kinds=f"SELECT ?agent ?kind {{ VALUES ?kind {{ {_AGENT} }} ?agent a ?kind }}",
    names=f"""SELECT DISTINCT ?agent ?name (LANG(?name) AS ?lang) {{
  VALUES ?kind {{ {_AGENT} }} ?agent a ?kind ; rdfs:label ?name }}""",
    country="SELECT ?agent ?value { ?agent vsk:country ?value }",
    code="SELECT ?agent ?value { ?agent vsk:municipalityCode ?value }",
    wikidata="""SELECT ?agent ?value { ?agent vsk:country ?country ; skos:exactMatch ?value .
  FILTER(STRSTARTS(STR(?value), "http://www.wikidata.org/entity/")) }""",
    point="SELECT ?agent ?value { ?agent geo:hasGeometry ?geometry . ?geometry geo:asWKT ?value }",
    population="SELECT ?agent ?value { ?agent vsk:population ?value }",
    population_year="SELECT ?agent ?value { ?agent vsk:populationYear ?value }",
    acting="SELECT DISTINCT ?town ?municipality { ?municipality vsk:actsFor ?town }",
    heirs="""SELECT ?old ?new ?earliest ?latest {
  ?event a org:ChangeEvent ; org:originalOrganization ?old ; org:resultingOrganization ?new .
  OPTIONAL { ?event vsk:dateEarliest ?earliest } OPTIONAL { ?event vsk:dateLatest ?latest }
  FILTER(?old != ?new) }""",
    broader="""SELECT ?area ?wider { ?area skos:inScheme
  <https://w3id.org/venskab/concept/cooperation-area> ; skos:broader ?wider }""",
    publishers="SELECT ?source ?publisher { ?source dcterms:publisher ?publisher }",
    relations="""SELECT DISTINCT ?relation ?layer {
  { ?relation a vsk:Partnership BIND("partnership" AS ?layer) }
  UNION { ?relation a vsk:Agreement BIND("agreement" AS ?layer) }
  UNION { ?membership org:organization ?relation . ?membership a vsk:NetworkMembership
    BIND("membership" AS ?layer) }
  UNION { ?relation a vsk:Visit BIND("visit" AS ?layer) }
  UNION { ?relation a vsk:Exchange BIND("exchange" AS ?layer) } }""",
    relation_names="""SELECT DISTINCT ?relation ?name (LANG(?name) AS ?lang) {
  VALUES ?kind { vsk:Partnership vsk:Agreement vsk:Network vsk:Visit vsk:Exchange }
  ?relation a ?kind ; rdfs:label ?name }""",
    relation_kinds="""SELECT DISTINCT ?relation ?value {
  ?relation vsk:partnershipKind|vsk:agreementKind|vsk:participantGroup ?value }""",
    relation_areas="SELECT DISTINCT ?relation ?value { ?relation vsk:coversArea|vsk:area ?value }",
    agreements="SELECT DISTINCT ?relation ?value { ?value vsk:governs ?relation }",
    evidence="SELECT DISTINCT ?thing ?value { ?thing vsk:evidence ?value }",
    seats="""SELECT DISTINCT ?layer ?relation ?seat ?role ?party ?source {
  GRAPH ?source {
    { ?seat vsk:inPartnership ?relation ; vsk:party ?party
      BIND("partnership" AS ?layer) BIND("both" AS ?role) }
    UNION { ?relation a vsk:Agreement ; vsk:party ?party BIND(?relation AS ?seat)
      BIND("agreement" AS ?layer) BIND("both" AS ?role) }
    UNION { ?seat a vsk:NetworkMembership ; org:organization ?relation ; org:member ?party
      BIND("membership" AS ?layer) BIND("both" AS ?role) }
    UNION { ?relation a vsk:Visit ; vsk:visitor ?party BIND(?relation AS ?seat)
      BIND("visit" AS ?layer) BIND("from" AS ?role) }
    UNION { ?relation a vsk:Visit ; vsk:host ?party BIND(?relation AS ?seat)
      BIND("visit" AS ?layer) BIND("to" AS ?role) }
    UNION { ?relation a vsk:Exchange ; vsk:fromParty ?party BIND(?relation AS ?seat)
      BIND("exchange" AS ?layer) BIND("from" AS ?role) }
    UNION { ?relation a vsk:Exchange ; vsk:toParty ?party BIND(?relation AS ?seat)
      BIND("exchange" AS ?layer) BIND("to" AS ?role) }
  } }""",
    never_began="SELECT DISTINCT ?relation { ?relation vsk:neverBegan true }",
    denied=f"""SELECT DISTINCT ?relation {{
  ?event vsk:eventKind <{_CONCEPT}event-kind/denied> ; vsk:concerns/vsk:inPartnership? ?relation .
  ?relation a vsk:Partnership }}""",
    parts="SELECT DISTINCT ?whole ?part { ?whole dcterms:hasPart ?part ; a vsk:Partnership }",
    agreement_texts=f"""SELECT DISTINCT ?source {{
  ?source vsk:sourceKind <{_CONCEPT}source-kind/agreement-text> }}""",
    intermediaries=f"""SELECT DISTINCT ?seat {{
  ?seat vsk:partyRole <{_CONCEPT}party-role/intermediary> }}""",
    inherited="SELECT ?seat ?value { ?seat vsk:inheritedFrom ?value }",
    spells="""SELECT ?thing ?spell ?state ?start ?before {
  ?spell vsk:concerns ?thing ; vsk:possibleState ?state .
  OPTIONAL { ?spell vsk:spellFrom ?start } OPTIONAL { ?spell vsk:spellEndExclusive ?before } }""",
    days="""SELECT ?thing ?status ?began ?begun ?ended ?gone ?earliest ?latest {
  { ?thing a vsk:Visit } UNION { ?thing a vsk:Exchange }
  OPTIONAL { ?thing vsk:initiativeStatus ?status }
  OPTIONAL { ?thing vsk:beganEarliest ?began } OPTIONAL { ?thing vsk:beganLatest ?begun }
  OPTIONAL { ?thing vsk:endedEarliest ?ended } OPTIONAL { ?thing vsk:endedLatest ?gone }
  OPTIONAL { ?thing vsk:dateEarliest ?earliest } OPTIONAL { ?thing vsk:dateLatest ?latest } }""",
)
DERIVED: Final = DERIVED_GRAPH
