"""A release as research data are packed: RO-Crate 1.2 and Croissant 1.1, both JSON-LD.

RO-Crate (https://w3id.org/ro/crate/1.2) is what archives and workflow systems take a folder by;
Croissant (https://docs.mlcommons.org/croissant/) is what libraries of machine learning load.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Final

from graph.licenses import short_name
from graph.prefixes import PREFIXES
from graph.releases.citation import KEYWORDS, Citation

RO_CRATE: Final = "ro-crate-metadata.json"
CROISSANT: Final = "croissant.json"
CROISSANT_PROFILE: Final = "http://mlcommons.org/croissant/1.1"
RO_CRATE_PROFILE: Final = "https://w3id.org/ro/crate/1.2"
Node = dict[str, Any]

_NQUADS: Final = "application/n-quads"
# PRONOM has no entry for the format: the W3C's page says what it is.
_NQUADS_FORMAT: Final = "https://www.w3.org/TR/n-quads/"


@dataclass(frozen=True)
class PackageFile:
    """A small file that goes with a release.

    Attributes:
        address: its address, or its name in a folder.
        media_type: of what it is written in.
        about: what it is, in a sentence.
        size: bytes.
    """

    address: str
    media_type: str
    about: str
    size: int


@dataclass(frozen=True)
class Package:
    """A release with the files that go with it, in a folder or on a server.

    Attributes:
        citation: of the release.
        quads: address of its N-Quads, or their name in a folder.
        others: the further files.
        metadata: address of the RO-Crate's own document; its name alone is a folder's.
        publisher: IRI of who publishes it; blank where it is not told.
        contact: address to ask them at; blank where it is not told.
    """

    citation: Citation
    quads: str
    others: Sequence[PackageFile] = ()
    metadata: str = RO_CRATE
    publisher: str = ""
    contact: str = ""

    @property
    def root(self) -> str:
        """IRI of the package: the folder itself, or the release."""
        return "./" if self.metadata == RO_CRATE else self.citation.iri

    @property
    def publisher_iri(self) -> str:
        """IRI of who publishes it; one of this release alone where there is no other."""
        return self.publisher or f"{self.citation.iri}#publisher"


def ro_crate(package: Package) -> str:
    """The metadata document of an RO-Crate 1.2."""
    said = [*_crate_and_release(package), *_files(package), *_terms(package)]
    return _written({"@context": f"{RO_CRATE_PROFILE}/context", "@graph": said})


def _crate_and_release(package: Package) -> Iterator[Node]:
    citation, release = package.citation, package.citation.release
    publisher, identifier = {"@id": package.publisher_iri}, f"{citation.iri}#identifier"
    yield {
        "@id": package.metadata,
        "@type": "CreativeWork",
        "about": {"@id": package.root},
        "conformsTo": {"@id": RO_CRATE_PROFILE},
    }
    yield {
        "@id": package.root,
        "@type": "Dataset",
        "name": str(citation.title),
        "description": _description(citation),
        "datePublished": _moment(citation),
        "license": {"@id": citation.licence},
        "identifier": {"@id": identifier},
        "url": citation.iri,
        "version": release.name,
        "keywords": KEYWORDS,
        "author": publisher,
        "publisher": publisher,
        "creditText": citation.text(),
        "hasPart": [
            {"@id": package.quads},
            *({"@id": each.address} for each in package.others),
        ],
    } | ({} if package.root == "./" else {"cite-as": {"@id": citation.iri}})
    yield {
        "@id": identifier,
        "@type": "PropertyValue",
        "name": "IRI of the release",
        "propertyID": "https://registry.identifiers.org/registry/w3id",
        "value": citation.iri,
        "url": citation.iri,
    }


def _files(package: Package) -> Iterator[Node]:
    release = package.citation.release
    # When what stands at an address was taken down: what is there never changes.
    seen = {} if package.root == "./" else {"sdDatePublished": _moment(package.citation)}
    yield {
        "@id": package.quads,
        "@type": "File",
        "name": "The release as N-Quads",
        "description": "All statements of the release, graph by graph; its hash is the release's.",
        "encodingFormat": [_NQUADS, {"@id": _NQUADS_FORMAT}],
        "contentSize": str(release.bytes),
        "sha256": release.hash,
    } | seen
    yield {"@id": _NQUADS_FORMAT, "@type": "WebPage", "name": "RDF 1.1 N-Quads"}
    for each in package.others:
        yield {
            "@id": each.address,
            "@type": "File",
            "name": each.address.rpartition("/")[2],
            "description": each.about,
            "encodingFormat": each.media_type,
            "contentSize": str(each.size),
        } | seen


def _terms(package: Package) -> Iterator[Node]:
    """Who publishes it, and its licence."""
    iri, licence = package.publisher_iri, package.citation.licence
    told = {"@id": iri, "@type": "Organization", "name": package.citation.publisher, "url": iri}
    if package.contact:
        contact = f"{package.citation.iri}#contact"
        yield told | {"contactPoint": {"@id": contact}}
        yield {
            "@id": contact,
            "@type": "ContactPoint",
            "name": "Who publishes it",
            "contactType": "customer service",
            "url": package.contact,
        }
    else:
        yield told
    yield {
        "@id": licence,
        "@type": "CreativeWork",
        "name": short_name(licence),
        "description": f"The terms of use: {short_name(licence)}.",
    }


def croissant(package: Package) -> str:
    """The description of a release in Croissant 1.1."""
    citation, release = package.citation, package.citation.release
    publisher = {"@type": "Organization", "name": citation.publisher, "url": package.publisher_iri}
    return _written(
        {
            "@context": _CROISSANT_CONTEXT,
            "@type": "sc:Dataset",
            "@id": citation.iri,
            "conformsTo": CROISSANT_PROFILE,
            "name": f"venskab-{release.name}",
            "description": _description(citation),
            "alternateName": str(citation.title),
            "url": citation.iri,
            "license": citation.licence,
            "version": _semantic(release.name),
            "datePublished": _moment(citation),
            "inLanguage": ["da", "en"],
            "keywords": KEYWORDS,
            "creator": publisher,
            "publisher": publisher,
            "citeAs": citation.bibtex(),
            "distribution": [
                {
                    "@type": "cr:FileObject",
                    "@id": "n-quads",
                    "name": f"venskab-{release.name}.nq",
                    "description": "All statements of the release as N-Quads.",
                    "contentUrl": package.quads,
                    "contentSize": f"{release.bytes} B",
                    "encodingFormat": _NQUADS,
                    "sha256": release.hash,
                }
            ],
        }
    )


def _description(citation: Citation) -> str:
    release = citation.release
    return (
        f"The knowledge graph of municipal partnerships as it was on {release.when:%Y-%m-%d}: "
        f"{release.graphs} graphs, one a source, with {release.quads} statements that are never "
        "changed: partnerships, agreements, municipalities, networks and visits, and who says so."
    )


def _moment(citation: Citation) -> str:
    return f"{citation.release.when.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def _semantic(name: str) -> str:
    """A release's name as a version of three numbers where it is one of two, else as it is."""
    numbers = name.split(".")
    return f"{name}.0" if len(numbers) == 2 and all(each.isdigit() for each in numbers) else name


def _written(document: Mapping[str, Any]) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1) + "\n"


# As the specification gives it: programs compare it.
_CROISSANT_CONTEXT: Final = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    "sc": "https://schema.org/",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "dct": PREFIXES["dcterms"],
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
