"""The catalogue in DCAT-AP 3.0.1, with what DCAT-AP-DK 3.0.0 adds; no node of it is blank.

A catalogue has parts, since harvesters read it whole or page by page: its head (the catalogue,
publisher, contact and licence), which each page repeats, its services, and one part a dataset.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import DCTERMS, FOAF, RDF, RDFS, VOID, XSD

from graph.catalog.class_schema import Schema
from graph.catalog.contents import Contents, DatasetEntry, Keywords, Service, words_of
from graph.catalog.dataset_files import Files
from graph.catalog.dcat_ap_dk import conforms
from graph.catalog.distributions import WHOLE, Offered, offers, said_of
from graph.catalog.measured import CatalogFacts, DatasetFacts
from graph.catalog.publication import Publication, described
from graph.catalog.triples import link, number, text, typed, words
from graph.catalog.void import describe
from graph.identifiers import CATALOG, dataset_iri, document_of
from graph.namespaces import ADMS, DCAT, DCATDK, VANN, VSK
from graph.prefixes import BASE, EU
from graph.statements import Statement

_THEMES: Final = EU + "data-theme"
_PUBLIC: Final = EU + "access-right/PUBLIC"
# The graph changes when somebody loads a source.
_IRREGULAR: Final = EU + "frequency/IRREG"
_NO_PERSONS: Final = "https://data.gov.dk/concept/core/personaldata-type/NonPersonalData"
# What strict readers want to be told of the objects of these properties.
_RANGES: Final[Mapping[str, str]] = {
    str(predicate): str(kind)
    for predicate, kind in (
        (DCTERMS.language, DCTERMS.LinguisticSystem),
        (DCTERMS.spatial, DCTERMS.Location),
        (DCTERMS.conformsTo, DCTERMS.Standard),
        (DCTERMS["format"], DCTERMS.MediaTypeOrExtent),
        (DCTERMS.accrualPeriodicity, DCTERMS.Frequency),
        (DCTERMS.accessRights, DCTERMS.RightsStatement),
        (DCAT.mediaType, DCTERMS.MediaType),
        (DCAT.compressFormat, DCTERMS.MediaType),
        (DCAT.endpointURL, RDFS.Resource),
        (DCAT.endpointDescription, RDFS.Resource),
        (DCAT.landingPage, FOAF.Document),
        (FOAF.homepage, FOAF.Document),
        (FOAF.page, FOAF.Document),
    )
}


@dataclass(frozen=True)
class Listed:
    """A dataset as the catalogue lists it.

    Attributes:
        dataset: what it is.
        facts: what the data say of it.
        offers: its distributions.
    """

    dataset: DatasetEntry
    facts: DatasetFacts
    offers: Sequence[Offered]


@dataclass(frozen=True)
class Catalog:
    """A catalogue of one generation of the data, as one deployment publishes it.

    Attributes:
        by: who publishes it, and where.
        contents: what it lists.
        facts: what the data say.
        files: what can be taken as files.
        datasets: the datasets in order.
    """

    by: Publication
    contents: Contents
    facts: CatalogFacts
    files: Files
    datasets: Sequence[Listed]

    def whole(self) -> list[Statement]:
        """All of it."""
        return self.portion(self.datasets)

    def portion(self, datasets: Iterable[Listed]) -> list[Statement]:
        """The catalogue with some of its datasets, as if they were all there are."""
        chosen = list(datasets)
        listed = {each.dataset.slug for each in chosen}
        said = [*self._head(), *described(self.by)]
        for each in chosen:
            said.append(link(CATALOG, DCAT.dataset, each.dataset.iri))
            said += self._dataset(each)
        for service in self.contents.services:
            said.append(link(CATALOG, DCAT.service, service.iri))
            said += self._service(service, listed)
        return [*said, *_ranges(said)]

    def of_dataset(self, listed: Listed) -> list[Statement]:
        """The statements about one dataset."""
        return self.portion([listed])

    def of_service(self, service: Service) -> list[Statement]:
        """The statements about one service."""
        every = {each.slug for each in self.contents.datasets}
        said = [*self._service(service, every), *described(self.by)]
        return [*said, *_ranges(said)]

    def void(self, schema: Schema | None) -> list[Statement]:
        """VoID of the whole graph: how much of what it holds, and where to get it.

        Args:
            schema: which property leads from which class to what; None where it is not known.
        """
        iri, document = dataset_iri(WHOLE), f"{BASE}.well-known/void"
        (listed,) = (each for each in self.datasets if each.dataset.iri == iri)
        said = [
            link(document, RDF.type, VOID.DatasetDescription),
            link(document, FOAF.primaryTopic, iri),
            *words(iri, DCTERMS.title, words_of(listed.dataset.title)),
            *words(iri, DCTERMS.description, words_of(listed.dataset.description)),
            link(iri, DCTERMS.license, self.by.licence),
            link(iri, DCTERMS.publisher, self.by.publisher),
            link(iri, FOAF.homepage, landing_page(iri, self.by.base)),
            link(iri, VOID.sparqlEndpoint, f"{self.by.base}sparql"),
            text(iri, VOID.uriSpace, f"{BASE}id/"),
            *_dated(iri, listed.facts),
            *(link(iri, VOID.dataDump, each.address) for each in listed.offers if each.is_file),
        ]
        return [*said, *describe(self.facts.counts, schema, iri), *described(self.by)]

    def _head(self) -> Iterator[Statement]:
        by, heading, whole = self.by, self.contents.catalog, self.facts.whole
        yield link(CATALOG, RDF.type, DCAT.Catalog)
        yield from words(CATALOG, DCTERMS.title, words_of(heading.title))
        yield from words(CATALOG, DCTERMS.description, words_of(heading.description))
        yield text(CATALOG, DCTERMS.identifier, CATALOG)
        yield link(CATALOG, DCTERMS.publisher, by.publisher)
        yield link(CATALOG, DCAT.contactPoint, by.contact)
        yield link(CATALOG, DCTERMS.license, by.licence)
        yield link(CATALOG, DCAT.themeTaxonomy, _THEMES)
        yield link(CATALOG, FOAF.homepage, by.base)
        yield from _languages(CATALOG, by)
        yield from _dated(CATALOG, whole)
        yield from (link(CATALOG, DCTERMS.spatial, place) for place in whole.places)

    def _dataset(self, listed: Listed) -> Iterator[Statement]:
        dataset, by = listed.dataset, self.by
        iri = dataset.iri
        yield link(iri, RDF.type, DCAT.Dataset)
        yield from words(iri, DCTERMS.title, words_of(dataset.title))
        yield from words(iri, DCTERMS.description, words_of(dataset.description))
        yield from _keywords(iri, dataset.keywords)
        yield from _themes(iri, dataset.themes)
        yield text(iri, DCTERMS.identifier, iri)
        yield link(iri, DCTERMS.publisher, by.publisher)
        yield link(iri, DCAT.contactPoint, by.contact)
        yield link(iri, DCTERMS.accessRights, _PUBLIC)
        yield link(iri, DCTERMS.accrualPeriodicity, _IRREGULAR)
        yield link(iri, DCAT.landingPage, landing_page(iri, by.base))
        yield from _languages(iri, by)
        yield from _dated(iri, listed.facts)
        yield from _covered(iri, listed.facts)
        yield from self._special(dataset)
        if dataset.profiled:
            yield from conforms(iri, by)
        for offer in listed.offers:
            yield link(iri, DCAT.distribution, offer.iri)
            yield from said_of(offer, by)

    def _special(self, dataset: DatasetEntry) -> Iterator[Statement]:
        """The statements that only some datasets have."""
        iri = dataset.iri
        if dataset.kind:
            yield link(iri, DCTERMS.type, f"{EU}dataset-type/{dataset.kind}")
        if not dataset.persons:
            yield link(iri, DCATDK.personalDataCategory, _NO_PERSONS)
        if dataset.slug == WHOLE:
            yield from self._version(iri)
            yield link(iri, RDF.type, VOID.Dataset)
            yield link(iri, VOID.sparqlEndpoint, f"{self.by.base}sparql")
            yield number(iri, VOID.triples, self.facts.counts.whole.triples)
            yield number(iri, VOID.entities, self.facts.counts.whole.subjects)
            yield link(iri, FOAF.page, f"{self.by.base}.well-known/void")
        if dataset.slug == "vocabulary":
            yield link(iri, RDF.type, ADMS.Asset)
            yield text(iri, VANN.preferredNamespacePrefix, "vsk")
            yield text(iri, VANN.preferredNamespaceUri, str(VSK))

    def _version(self, iri: str) -> Iterator[Statement]:
        """The release that the data are, where nothing has changed since the latest."""
        yield link(iri, FOAF.page, f"{self.by.base}releases")
        if (released := self.files.released) and released.is_now:
            yield text(iri, DCAT.version, released.name)

    def _service(self, service: Service, listed: set[str]) -> Iterator[Statement]:
        iri, by = service.iri, self.by
        yield link(iri, RDF.type, DCAT.DataService)
        yield from words(iri, DCTERMS.title, words_of(service.title))
        yield from words(iri, DCTERMS.description, words_of(service.description))
        yield from _keywords(iri, service.keywords)
        yield from _themes(iri, service.themes)
        yield text(iri, DCTERMS.identifier, iri)
        yield link(iri, DCTERMS.publisher, by.publisher)
        yield link(iri, DCAT.contactPoint, by.contact)
        yield link(iri, DCTERMS.license, by.licence)
        yield link(iri, DCTERMS.accessRights, _PUBLIC)
        yield link(iri, DCAT.endpointURL, by.base + service.path)
        yield link(iri, DCAT.endpointDescription, by.base + service.described_by)
        yield link(iri, DCTERMS.conformsTo, service.conforms_to)
        yield link(iri, DCAT.landingPage, landing_page(iri, by.base))
        for slug in service.serves:
            dataset = self.contents.dataset(slug)
            if dataset and slug in listed:
                yield link(iri, DCAT.servesDataset, dataset.iri)


def catalogue(contents: Contents, facts: CatalogFacts, by: Publication, files: Files) -> Catalog:
    """The catalogue of one generation.

    Args:
        contents: what it lists.
        facts: what the data say of that.
        by: who publishes it, and where.
        files: what can be taken as files at this moment.
    """
    return Catalog(
        by,
        contents,
        facts,
        files,
        [
            Listed(each, facts.datasets[each.slug], offers(each, contents, by, files))
            for each in contents.datasets
        ],
    )


def landing_page(iri: str, base: str) -> str:
    """Address of the page about a dataset or service."""
    return f"{base}{document_of(iri).removeprefix(BASE)}.html"


def _keywords(iri: str, keywords: Keywords) -> Iterator[Statement]:
    for lang, each in (("da", keywords.da), ("en", keywords.en)):
        for keyword in each:
            yield from words(iri, DCAT.keyword, {lang: keyword})


def _themes(iri: str, codes: Iterable[str]) -> Iterator[Statement]:
    return (link(iri, DCAT.theme, f"{_THEMES}/{code}") for code in codes)


def _languages(iri: str, by: Publication) -> Iterator[Statement]:
    return (link(iri, DCTERMS.language, f"{EU}language/{code}") for code in by.languages)


def _dated(iri: str, facts: DatasetFacts) -> Iterator[Statement]:
    for predicate, moment in ((DCTERMS.issued, facts.issued), (DCTERMS.modified, facts.modified)):
        if moment:
            yield typed(iri, predicate, moment, XSD.dateTime)


def _covered(iri: str, facts: DatasetFacts) -> Iterator[Statement]:
    yield from (link(iri, DCTERMS.spatial, place) for place in facts.places)
    if facts.first:
        period = f"{iri}#period"
        yield link(iri, DCTERMS.temporal, period)
        yield link(period, RDF.type, DCTERMS.PeriodOfTime)
        yield typed(period, DCAT.startDate, facts.first, XSD.date)
        yield typed(period, DCAT.endDate, facts.last, XSD.date)


def _ranges(said: Iterable[Statement]) -> list[Statement]:
    """The classes of the things that are named, each told once."""
    kinds = {
        link(each.object.value, RDF.type, _RANGES[each.predicate])
        for each in said
        if each.predicate in _RANGES
    }
    return sorted(kinds)
