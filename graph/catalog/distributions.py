"""The distributions of a dataset: what the server answers, and the files that have been made."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from rdflib.namespace import DCTERMS, RDF, XSD

from graph.catalog.contents import Contents, DatasetEntry, ServiceOffer, words_of
from graph.catalog.dataset_files import Files, MadeFile, Released, of_dataset
from graph.catalog.publication import Publication
from graph.catalog.triples import link, typed, words
from graph.namespaces import DCAT, DCATAP
from graph.prefixes import EU, MEDIA_TYPE
from graph.statements import Statement
from graph.texts import N_, Words

_STABLE: Final = EU + "planned-availability/STABLE"
_TABULAR: Final = frozenset({"text/csv", "application/vnd.apache.parquet"})
GZIP: Final = "application/gzip"
# The dataset that a release is a version of.
WHOLE: Final = "graph"
_RELEASE: Final = N_(
    "The latest release: it never changes and can be cited; hash and citation stand with it."
)


@dataclass(frozen=True)
class Offered:
    """A distribution.

    Attributes:
        iri: its IRI.
        title: what it is.
        description: more about it.
        address: where to get it.
        media_type: IANA media type, before compression.
        file_type: code in the EU's table.
        service: IRI of the service that gives it; blank for a file.
        compressed: whether it is packed with gzip.
        conforms_to: IRI of the standard that it follows; may be blank.
        size: its size where it is known, bytes.
        modified: when it was made, xsd:dateTime; blank for what is made as it is asked for.
    """

    iri: str
    title: Words
    description: Words
    address: str
    media_type: str
    file_type: str
    service: str = ""
    compressed: bool = False
    conforms_to: str = ""
    size: int | None = None
    modified: str = ""

    @property
    def is_file(self) -> bool:
        """True if it can be downloaded as it is."""
        return not self.service

    @property
    def is_table(self) -> bool:
        """True if it is one of the tables that the graph is told in."""
        return self.media_type in _TABULAR


def offers(
    dataset: DatasetEntry, contents: Contents, by: Publication, files: Files
) -> list[Offered]:
    """The distributions of a dataset: the server's own answers first, then files."""
    live = [_live(dataset, each, contents, by) for each in dataset.offers]
    made = [_file(dataset, each, by) for each in of_dataset(dataset.slug, files.made)]
    if files.released and dataset.slug == WHOLE:
        made.append(_release(dataset, files.released, by))
    return live + made


def _live(
    dataset: DatasetEntry, offer: ServiceOffer, contents: Contents, by: Publication
) -> Offered:
    service = contents.service(offer.service)
    return Offered(
        f"{dataset.iri}#{offer.path}",
        words_of(offer.title),
        words_of(offer.description),
        by.base + offer.path,
        offer.media_type,
        offer.file_type,
        service=service.iri if service else "",
        conforms_to=offer.conforms_to,
    )


def _file(dataset: DatasetEntry, made: MadeFile, by: Publication) -> Offered:
    about = made.about
    return Offered(
        f"{dataset.iri}#download/{about.file}",
        about.title,
        about.description,
        f"{by.base}download/{about.file}",
        about.media_type,
        about.file_type,
        compressed=about.compressed,
        conforms_to=about.conforms_to,
        size=made.size,
        modified=made.modified,
    )


def _release(dataset: DatasetEntry, released: Released, by: Publication) -> Offered:
    name = released.name
    return Offered(
        f"{dataset.iri}#release-{name}",
        N_("Release {name} as N-Quads", name=name),
        _RELEASE,
        f"{by.base}releases/{name}.nq",
        "application/n-quads",
        "RDF_N_QUADS",
        size=released.size,
        modified=released.modified,
    )


def said_of(offer: Offered, by: Publication) -> Iterator[Statement]:
    """The statements of the catalogue about a distribution."""
    iri = offer.iri
    yield link(iri, RDF.type, DCAT.Distribution)
    yield from words(iri, DCTERMS.title, by.say(offer.title))
    yield from words(iri, DCTERMS.description, by.say(offer.description))
    yield link(iri, DCAT.accessURL, offer.address)
    yield link(iri, DCTERMS["format"], f"{EU}file-type/{offer.file_type}")
    yield link(iri, DCAT.mediaType, MEDIA_TYPE + offer.media_type)
    yield link(iri, DCTERMS.license, by.licence)
    yield link(iri, DCATAP.availability, _STABLE)
    if offer.conforms_to:
        yield link(iri, DCTERMS.conformsTo, offer.conforms_to)
    if offer.is_file:
        yield link(iri, DCAT.downloadURL, offer.address)
    else:
        yield link(iri, DCAT.accessService, offer.service)
    if offer.compressed:
        yield link(iri, DCAT.compressFormat, MEDIA_TYPE + GZIP)
    if offer.size is not None:
        yield typed(iri, DCAT.byteSize, str(offer.size), XSD.nonNegativeInteger)
    if offer.modified:
        yield typed(iri, DCTERMS.modified, offer.modified, XSD.dateTime)
