"""The vocabulary and its shapes as a profile (PROF, https://www.w3.org/TR/dx-prof/).

A profile says on which standards it builds and where its parts are: what the terms mean, what is
checked, how it is explained. Data that keep to it name it by ``dcterms:conformsTo``.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final, NamedTuple

from rdflib.namespace import DCTERMS, ORG, RDF, SKOS

from graph.catalog.publication import Publication, described
from graph.catalog.triples import link, text, words
from graph.identifiers import PROFILE
from graph.namespaces import ELI, OA, PROF, VANN, VSK
from graph.prefixes import MEDIA_TYPE
from graph.statements import Statement
from graph.texts import N_, Text

_ROLE: Final = str(PROF) + "role/"
_TITLE: Final = N_("Venskab: a profile for data on municipal partnerships")
_DESCRIPTION: Final = N_(
    "Vocabulary, concepts and rules of validity for partnerships, agreements and sources."
)
# What the shapes and the vocabulary narrow: data that keep to them keep to these.
_STANDARDS: Final = (
    str(ORG),
    "http://www.w3.org/ns/prov#",
    str(SKOS),
    str(OA),
    str(ELI),
)
_SHACL: Final = "https://www.w3.org/TR/shacl/"
_OWL: Final = "https://www.w3.org/TR/owl2-overview/"
_JSON_LD: Final = "https://www.w3.org/TR/json-ld11/"


class _Part(NamedTuple):
    """A part of the profile: where it is, what for, in which format and by which standard."""

    path: str
    role: str
    media_type: str
    standard: str
    title: Text


_PARTS: Final = (
    _Part("ontology.ttl", "vocabulary", "text/turtle", _OWL,
          N_("Classes and properties")),
    _Part("shapes.ttl", "validation", "text/turtle", _SHACL,
          N_("What data must keep to")),
    _Part("ontology/alignments.ttl", "mapping", "text/turtle", _OWL,
          N_("What it is in other vocabularies")),
    _Part("context.jsonld", "schema", "application/ld+json", _JSON_LD,
          N_("Keys for JSON-LD")),
    _Part("ontology.html", "guidance", "text/html", "",
          N_("Explanation with examples")),
)  # fmt: skip


def profile(by: Publication) -> Iterator[Statement]:
    """The description of the profile.

    Args:
        by: who publishes it, and where.
    """
    yield link(PROFILE, RDF.type, PROF.Profile)
    yield link(PROFILE, RDF.type, DCTERMS.Standard)
    yield from words(PROFILE, DCTERMS.title, by.say(_TITLE))
    yield from words(PROFILE, DCTERMS.description, by.say(_DESCRIPTION))
    yield text(PROFILE, PROF.hasToken, "venskab")
    yield link(PROFILE, DCTERMS.publisher, by.publisher)
    yield link(PROFILE, DCTERMS.license, by.licence)
    yield text(PROFILE, VANN.preferredNamespacePrefix, "vsk")
    yield text(PROFILE, VANN.preferredNamespaceUri, str(VSK))
    for standard in _STANDARDS:
        yield link(PROFILE, PROF.isProfileOf, standard)
        yield link(standard, RDF.type, DCTERMS.Standard)
    for part in _PARTS:
        yield from _part(part, by)
    yield from described(by)


def _part(part: _Part, by: Publication) -> Iterator[Statement]:
    iri = f"{PROFILE}#{part.role}"
    yield link(PROFILE, PROF.hasResource, iri)
    yield link(iri, RDF.type, PROF.ResourceDescriptor)
    yield from words(iri, DCTERMS.title, by.say(part.title))
    yield link(iri, PROF.hasRole, _ROLE + part.role)
    yield link(iri, DCTERMS["format"], MEDIA_TYPE + part.media_type)
    if part.standard:
        yield link(iri, DCTERMS.conformsTo, part.standard)
    yield link(iri, PROF.hasArtifact, by.base + part.path)


def conforms(iri: str, by: Publication) -> Iterator[Statement]:
    """The statement that a dataset keeps to the profile, and the profile's own description."""
    yield link(iri, DCTERMS.conformsTo, PROFILE)
    yield from words(PROFILE, DCTERMS.title, by.say(_TITLE))
