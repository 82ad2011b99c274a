"""The questions asked: point look-ups, two-hop questions and analyses of everything."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from graph.prefixes import PREFIXES


class Group(StrEnum):
    """How much of the graph a question touches."""

    POINT = "point"
    TWO_HOP = "two-hop"
    ANALYTIC = "analytic"


@dataclass(frozen=True)
class Case:
    """One question.

    Attributes:
        name: its name in the tables.
        group: how much it touches.
        body: SPARQL without its prefixes; ``$municipality`` and ``$agreement`` stand for things.
    """

    name: str
    group: Group
    body: str

    def texts(self, things: Mapping[str, Sequence[str]]) -> list[str]:
        """The query about each thing of its kind; one text where it is about none.

        Args:
            things: IRIs by kind, such as ``municipality``.
        """
        prefixes = "".join(
            f"PREFIX {name}: <{iri}>\n"
            for name, iri in PREFIXES.items()
            if re.search(rf"\b{name}:", self.body)
        )
        found = re.search(r"\$(\w+)", self.body)
        subjects = things[found[1]] if found else ("",)
        return [prefixes + re.sub(r"\$\w+", f"<{iri}>", self.body) for iri in subjects]


def _cases(group: Group, bodies: Mapping[str, str]) -> list[Case]:
    return [Case(name, group, body) for name, body in bodies.items()]


CASES: Final = (
    *_cases(
        Group.POINT,
        {
            "one municipality": "SELECT ?p ?o { $municipality ?p ?o }",
            "a label": """SELECT ?label {
              $municipality rdfs:label ?label FILTER (lang(?label) = "da") }""",
            "is there": "ASK { $agreement a vsk:Agreement }",
            "one agreement as a graph": "CONSTRUCT { $agreement ?p ?o } { $agreement ?p ?o }",
            "who says so": "SELECT ?g ?p ?o { GRAPH ?g { $agreement ?p ?o } }",
        },
    ),
    *_cases(
        Group.TWO_HOP,
        {
            "partners of partners": """SELECT DISTINCT ?other ?label {
              $municipality vsk:partnerOf ?partner . ?partner vsk:partnerOf ?other .
              ?other rdfs:label ?label
              FILTER (lang(?label) = "da" && ?other != $municipality) }""",
            "agreements and their areas": """SELECT ?agreement ?label ?areaLabel {
              ?part vsk:party $municipality ; vsk:inPartnership ?partnership .
              ?agreement vsk:governs ?partnership ; rdfs:label ?label ; vsk:area ?area .
              ?area skos:prefLabel ?areaLabel
              FILTER (lang(?label) = "da" && lang(?areaLabel) = "da") }""",
            "passages behind an agreement": """SELECT ?title ?locator ?quote {
              $agreement vsk:evidence ?evidence .
              ?evidence oa:hasSource ?source ; vsk:locator ?locator ; oa:hasSelector ?selector .
              ?selector oa:exact ?quote . ?source dcterms:title ?title }""",
            "what partners do": """SELECT ?partner ?initiative ?status ?sdg {
              $municipality vsk:partnerOf ?partner .
              ?initiative vsk:party $municipality, ?partner ; vsk:initiativeStatus ?status
              OPTIONAL { ?initiative vsk:sdg ?sdg } }""",
        },
    ),
    *_cases(
        Group.ANALYTIC,
        {
            "count by class": """SELECT ?class (COUNT(?thing) AS ?count) { ?thing a ?class }
              GROUP BY ?class ORDER BY DESC(?count) ?class""",
            "degree distribution": """SELECT ?degree (COUNT(*) AS ?municipalities) {
              { SELECT ?one (COUNT(?other) AS ?degree) { ?one vsk:partnerOf ?other }
                GROUP BY ?one } } GROUP BY ?degree ORDER BY ?degree""",
            "certainly in force on a day": """SELECT ?agreement ?partnership {
              ?agreement a vsk:Agreement ; vsk:governs ?partnership .
              ?spell vsk:concerns ?agreement ; vsk:possibleState ?state ; vsk:spellFrom ?from .
              OPTIONAL { ?spell vsk:spellEndExclusive ?before }
              FILTER (?from <= "2019-06-01"^^xsd:date)
              FILTER (!BOUND(?before) || ?before > "2019-06-01"^^xsd:date)
              FILTER NOT EXISTS { ?spell vsk:possibleState ?another FILTER (?another != ?state) }
              FILTER (?state = <https://w3id.org/venskab/concept/state/in-force>) }""",
            "review overdue": """SELECT ?agreement ?due {
              ?agreement a vsk:Agreement ; vsk:reviewDueLatest ?due
              FILTER (?due < "2024-01-01"^^xsd:date)
              FILTER NOT EXISTS { ?next vsk:renews|vsk:replaces ?agreement } }
              ORDER BY ?due ?agreement LIMIT 500""",
            "areas by partner country": """SELECT ?there ?area (COUNT(*) AS ?agreements) {
              ?agreement vsk:party ?one, ?other ; vsk:area ?area .
              ?one vsk:country country:EST . ?other vsk:country ?there
              FILTER (?one != ?other) }
              GROUP BY ?there ?area ORDER BY DESC(?agreements) ?there ?area""",
            "brokers between two countries": """SELECT ?broker (COUNT(DISTINCT ?a) AS ?faroese)
                (COUNT(DISTINCT ?b) AS ?icelandic) {
              ?broker vsk:partnerOf ?a, ?b .
              ?a vsk:country country:FRO . ?b vsk:country country:ISL }
              GROUP BY ?broker ORDER BY DESC(?faroese * ?icelandic) ?broker LIMIT 20""",
            "evidence by source": """SELECT ?source (COUNT(?evidence) AS ?passages) {
              ?evidence oa:hasSource ?source } GROUP BY ?source
              ORDER BY DESC(?passages) ?source LIMIT 50""",
            "text in labels": """SELECT ?thing ?label { ?thing rdfs:label ?label
              FILTER (CONTAINS(LCASE(STR(?label)), "sandvig")) }""",
            "partnerships by decade": """SELECT ?decade (COUNT(DISTINCT ?partnership) AS ?began) {
              ?partnership a vsk:Partnership ; vsk:beganLatest ?day }
              GROUP BY (FLOOR(YEAR(?day) / 10) * 10 AS ?decade) ORDER BY ?decade""",
            "stops by reason and year": """SELECT ?reason ?year (COUNT(?event) AS ?events) {
              ?event a vsk:LifecycleEvent ; vsk:endReason ?reason ; vsk:dateEarliest ?day
              BIND (YEAR(?day) AS ?year) } GROUP BY ?reason ?year ORDER BY ?year ?reason""",
            "common friends": """SELECT ?one ?other (COUNT(?friend) AS ?friends) {
              ?one vsk:partnerOf ?friend . ?friend vsk:partnerOf ?other .
              ?one vsk:country country:GRL . ?other vsk:country country:ISL }
              GROUP BY ?one ?other ORDER BY DESC(?friends) ?one ?other LIMIT 50""",
        },
    ),
)
