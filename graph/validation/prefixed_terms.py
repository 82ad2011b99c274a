"""Terms of vocabularies by their prefixed names, as N-Triples text."""

from __future__ import annotations

from typing import Final

from graph.prefixes import PREFIXES


def iri(name: str) -> str:
    """The text of a prefixed name: ``<https://w3id.org/venskab/ontology#signed>`` of vsk:signed."""
    prefix, _, local = name.partition(":")
    return f"<{PREFIXES[prefix]}{local}>"


def iris(names: str) -> tuple[str, ...]:
    """The texts of prefixed names, which stand in one string with space between them."""
    return tuple(map(iri, names.split()))


# What the checks across graphs ask of graphs other than the one they judge.
COMPARED: Final = frozenset(
    iris("""
        rdf:type rdfs:label skos:prefLabel skos:exactMatch skos:broader dcterms:title
        dcterms:hasPart dcterms:isPartOf dcterms:replaces dcterms:isReplacedBy
        org:originalOrganization org:resultingOrganization org:member org:organization
        vsk:party vsk:inPartnership vsk:actsFor vsk:within vsk:onBehalfOf vsk:governs
        vsk:inheritedFrom vsk:country vsk:municipalityCode vsk:concerns vsk:eventKind
        vsk:began vsk:ended vsk:attested vsk:signed vsk:inForceFrom vsk:inForceUntil vsk:date
        vsk:published vsk:replaces vsk:renews vsk:evidence
    """)
)
