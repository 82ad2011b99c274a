"""A release in DCAT 3: a version of the dataset of the whole graph."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from rdflib.namespace import DCTERMS, FOAF, RDF, XSD

from graph.catalog.publication import Publication, described
from graph.catalog.triples import link, text, typed, words
from graph.identifiers import dataset_iri, document_of
from graph.identifiers import release as release_iri
from graph.ledger import Release
from graph.namespaces import DCAT, DCATAP, SPDX
from graph.prefixes import BASE, EU, MEDIA_TYPE
from graph.releases.citation import Citation
from graph.statements import Statement
from graph.texts import N_, Text

_WHOLE: Final = dataset_iri("graph")
_PUBLIC: Final = EU + "access-right/PUBLIC"
_FORMAT: Final = EU + "file-type/RDF_N_QUADS"
_STABLE: Final = EU + "planned-availability/STABLE"
_MEDIA_TYPE: Final = MEDIA_TYPE + "application/n-quads"


def description(release: Release, by: Publication) -> list[Statement]:
    """The release, its file and who publishes it; no node of it is blank.

    Args:
        release: the release.
        by: who publishes it, and where.
    """
    return [*_dataset(release, by), *_file(release, by), *described(by)]


def said_in_words(release: Release) -> Text:
    """What a release is, in a sentence."""
    return N_(
        "The whole graph as it was on {day}: {graphs} graphs with {quads} statements, "
        "which are never changed.",
        day=f"{release.when:%Y-%m-%d}",
        graphs=release.graphs,
        quads=release.quads,
    )


def _dataset(release: Release, by: Publication) -> Iterator[Statement]:
    iri, citation = release_iri(release.name), Citation(release, by.names["en"])
    day = f"{release.when:%Y-%m-%d}"
    yield link(iri, RDF.type, DCAT.Dataset)
    yield from words(iri, DCTERMS.title, by.say(citation.title))
    yield from words(iri, DCTERMS.description, by.say(said_in_words(release)))
    yield text(iri, DCTERMS.identifier, iri)
    yield text(iri, DCAT.version, release.name)
    yield link(iri, DCAT.isVersionOf, _WHOLE)
    if release.previous:
        yield link(iri, DCAT.previousVersion, release_iri(release.previous))
    yield typed(iri, DCTERMS.issued, day, XSD.date)
    yield link(iri, DCTERMS.publisher, by.publisher)
    yield link(iri, DCAT.contactPoint, by.contact)
    yield link(iri, DCTERMS.accessRights, _PUBLIC)
    yield link(_PUBLIC, RDF.type, DCTERMS.RightsStatement)
    page = by.base + document_of(iri).removeprefix(BASE)
    yield link(iri, DCAT.landingPage, page)
    yield link(page, RDF.type, FOAF.Document)
    yield link(iri, DCAT.distribution, _file_iri(release))


def _file(release: Release, by: Publication) -> Iterator[Statement]:
    iri = _file_iri(release)
    address, checksum = by.base + iri.removeprefix(BASE), f"{iri}#sha256"
    yield link(iri, RDF.type, DCAT.Distribution)
    yield from words(iri, DCTERMS.title, by.say(N_("The release as N-Quads")))
    yield link(iri, DCAT.accessURL, address)
    yield link(iri, DCAT.downloadURL, address)
    yield link(iri, DCAT.mediaType, _MEDIA_TYPE)
    yield link(_MEDIA_TYPE, RDF.type, DCTERMS.MediaType)
    yield link(iri, DCTERMS["format"], _FORMAT)
    yield link(_FORMAT, RDF.type, DCTERMS.MediaTypeOrExtent)
    yield typed(iri, DCAT.byteSize, str(release.bytes), XSD.nonNegativeInteger)
    yield link(iri, DCTERMS.license, by.licence)
    yield link(iri, DCATAP.availability, _STABLE)
    yield link(iri, SPDX.checksum, checksum)
    yield link(checksum, RDF.type, SPDX.Checksum)
    yield link(checksum, SPDX.algorithm, SPDX.checksumAlgorithm_sha256)
    yield typed(checksum, SPDX.checksumValue, release.hash, XSD.hexBinary)


def _file_iri(release: Release) -> str:
    return f"{document_of(release_iri(release.name))}.nq"
