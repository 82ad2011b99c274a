"""The publisher of the catalogue, its licence and its address, as settings say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Final

from rdflib.namespace import DCTERMS, FOAF, ORG, RDF, SKOS

from graph.catalog.triples import link, text, words
from graph.identifiers import CATALOG
from graph.namespaces import VCARD
from graph.prefixes import EU
from graph.settings import Settings
from graph.statements import Statement
from graph.texts import N_, Translations, Words, by_language

PUBLISHER_TYPE: Final = "http://purl.org/adms/publishertype/"
# The codes of http://purl.org/adms/publishertype/1.0.
PUBLISHER_TYPES: Final = (
    "Academia-ScientificOrganisation",
    "Company",
    "IndustryConsortium",
    "LocalAuthority",
    "NationalAuthority",
    "NonGovernmentalOrganisation",
    "NonProfitOrganisation",
    "PrivateIndividual",
    "RegionalAuthority",
    "StandardisationBody",
    "SupraNationalAuthority",
)
_ATTRIBUTION: Final = "http://purl.org/adms/licencetype/Attribution"
_LICENCE_TYPES: Final = "http://purl.org/adms/licencetype/1.0"
# Where the EU's table of licences has the same licence.
_SAME_LICENCE: Final = {
    "http://creativecommons.org/licenses/by/4.0/": EU + "licence/CC_BY_4_0",
}
_NAMELESS: Final = N_("The publisher of this register")


@dataclass(frozen=True)
class Publication:
    """The publisher and the terms; every IRI in it can stand in RDF.

    Attributes:
        base: the deployment's address, with a slash at the end.
        publisher: IRI of the publisher.
        names: its name by language.
        kind: code of its type; blank where it is not told.
        identifier: its number in the register of organisations; may be blank.
        contact_name: whom to ask.
        contact_email: their address; may be blank.
        contact_url: their page.
        licence: IRI of the licence.
        languages: codes of the languages of the data.
        translations: gives a text in every language that has it.
    """

    base: str
    publisher: str
    names: Mapping[str, str]
    kind: str
    identifier: str
    contact_name: str
    contact_email: str
    contact_url: str
    licence: str
    languages: tuple[str, ...]
    # What stands in a document does not hang on where this is in memory.
    translations: Translations = field(repr=False, compare=False)

    def say(self, words: Words) -> Mapping[str, str]:
        """Words by language, as RDF has them."""
        return by_language(words, self.translations)

    @property
    def contact(self) -> str:
        """IRI of the contact."""
        return f"{CATALOG}#contact"


def publication(settings: Settings, base: str, translations: Translations) -> Publication:
    """The publication by the settings, with plain words where they are silent.

    Args:
        settings: with nothing that cannot stand in RDF; see :mod:`graph.catalog.readiness`.
        base: the deployment's address, with a slash at the end.
        translations: gives a text in every language that has it.
    """
    return Publication(
        base=base,
        publisher=settings.publisher_iri or f"{CATALOG}#publisher",
        names=_names(settings, translations),
        kind=settings.publisher_type,
        identifier=settings.publisher_identifier,
        contact_name=settings.contact_name or "Venskab",
        contact_email=settings.contact_email,
        contact_url=settings.contact_url or base,
        licence=settings.licence,
        languages=tuple(language_codes(settings)),
        translations=translations,
    )


def _names(settings: Settings, translations: Translations) -> Mapping[str, str]:
    given = {"da": settings.publisher_name_da, "en": settings.publisher_name_en}
    nameless = translations(_NAMELESS)
    if not any(given.values()):
        return nameless
    return {lang: name or nameless.get(lang, str(_NAMELESS)) for lang, name in given.items()}


def language_codes(settings: Settings) -> list[str]:
    """The codes in ``catalog_languages``."""
    return [each.strip() for each in settings.catalog_languages.split(",") if each.strip()]


def described(by: Publication) -> Iterator[Statement]:
    """The publisher, the contact and the licence."""
    yield from _publisher(by)
    yield from _contact(by)
    yield from _licence(by)


def _publisher(by: Publication) -> Iterator[Statement]:
    yield link(by.publisher, RDF.type, FOAF.Agent)
    if by.kind != "PrivateIndividual":
        yield link(by.publisher, RDF.type, ORG.Organization)
    yield from words(by.publisher, FOAF.name, by.names)
    if by.kind:
        yield link(by.publisher, DCTERMS.type, PUBLISHER_TYPE + by.kind)
    if by.identifier:
        yield text(by.publisher, DCTERMS.identifier, by.identifier)


def _contact(by: Publication) -> Iterator[Statement]:
    yield link(by.contact, RDF.type, VCARD.Kind)
    yield link(by.contact, RDF.type, VCARD.Organization)
    yield text(by.contact, VCARD.fn, by.contact_name)
    if by.contact_email:
        yield link(by.contact, VCARD.hasEmail, f"mailto:{by.contact_email}")
    yield link(by.contact, VCARD.hasURL, by.contact_url)


def _licence(by: Publication) -> Iterator[Statement]:
    licence = by.licence
    yield link(licence, RDF.type, DCTERMS.LicenseDocument)
    if same := _SAME_LICENCE.get(licence):
        yield link(licence, SKOS.exactMatch, same)
        yield link(licence, DCTERMS.type, _ATTRIBUTION)
        yield link(_ATTRIBUTION, RDF.type, SKOS.Concept)
        yield link(_ATTRIBUTION, SKOS.inScheme, _LICENCE_TYPES)
        yield from words(_ATTRIBUTION, SKOS.prefLabel, by.say(N_("Attribution")))
