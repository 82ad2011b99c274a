"""The catalogue in schema.org, for the pages that search engines read.

It says https://schema.org, and says it here only: DCAT has no schema.org in it.
"""

from __future__ import annotations

from typing import Any

from graph.catalog.contents import DatasetEntry, words_of
from graph.catalog.dcat import Catalog, Listed, landing_page
from graph.catalog.distributions import Offered
from graph.catalog.measured import CatalogFacts
from graph.catalog.publication import Publication
from graph.identifiers import CATALOG

Markup = dict[str, Any]


def markup(catalogue: Catalog) -> Markup:
    """The catalogue as a ``DataCatalog`` with its datasets."""
    heading = catalogue.contents.catalog
    return {
        "@context": "https://schema.org",
        "@type": "DataCatalog",
        "@id": CATALOG,
        "name": _words(words_of(heading.title)),
        "description": _words(words_of(heading.description)),
        "url": f"{catalogue.by.base}catalog.html",
        "license": catalogue.by.licence,
        "publisher": _publisher(catalogue),
        "dataset": [_dataset(catalogue, each) for each in catalogue.datasets],
    }


def dataset_markup(catalogue: Catalog, listed: Listed) -> Markup:
    """One dataset as a ``Dataset``."""
    return {"@context": "https://schema.org"} | _dataset(catalogue, listed)


def _dataset(catalogue: Catalog, listed: Listed) -> Markup:
    dataset, facts = listed.dataset, listed.facts
    told = {
        "@type": "Dataset",
        "@id": dataset.iri,
        "identifier": dataset.iri,
        "name": _words(words_of(dataset.title)),
        "description": _words(words_of(dataset.description)),
        "url": landing_page(dataset.iri, catalogue.by.base),
        "keywords": [*dataset.keywords.da, *dataset.keywords.en],
        "inLanguage": ["da", "en"],
        "license": catalogue.by.licence,
        "isAccessibleForFree": True,
        "publisher": _publisher(catalogue),
        "includedInDataCatalog": {"@id": CATALOG},
        "variableMeasured": measured(dataset, catalogue.facts),
        "citation": _citation(listed, catalogue.by),
        "distribution": [_download(each, catalogue.by) for each in listed.offers],
    }
    if facts.modified:
        told |= {"datePublished": facts.issued, "dateModified": facts.modified}
    if facts.first:
        told["temporalCoverage"] = f"{facts.first}/{facts.last}"
    if facts.places:
        told["spatialCoverage"] = [{"@type": "Country", "@id": each} for each in facts.places]
    return told


def measured(dataset: DatasetEntry, facts: CatalogFacts) -> list[Markup]:
    """The properties that a dataset is mostly about, as ``PropertyValue``.

    Args:
        dataset: the dataset.
        facts: what the data say, with the words of the properties.
    """
    known = ((iri, facts.words[iri]) for iri in dataset.properties if iri in facts.words)
    return [
        {
            "@type": "PropertyValue",
            "propertyID": iri,
            "name": _words(words.labels),
            "description": _words(words.meanings),
        }
        for iri, words in known
    ]


def _citation(listed: Listed, by: Publication) -> str:
    """How to cite a dataset as it is now; a release is what stays."""
    day = f" ({listed.facts.modified[:10]})" if listed.facts.modified else ""
    return f"{by.names['en']}{day}. {listed.dataset.title.en}. {listed.dataset.iri}"


def _download(offer: Offered, by: Publication) -> Markup:
    told = {
        "@type": "DataDownload",
        "@id": offer.iri,
        "name": _words(by.say(offer.title)),
        "encodingFormat": offer.media_type,
        "contentUrl": offer.address,
    }
    return told | ({"contentSize": f"{offer.size} B"} if offer.size is not None else {})


def _publisher(catalogue: Catalog) -> Markup:
    by = catalogue.by
    kind = "Person" if by.kind == "PrivateIndividual" else "Organization"
    return {"@type": kind, "@id": by.publisher, "name": _words(by.names)}


def _words(by_language: Any) -> list[Markup]:
    return [{"@language": lang, "@value": text} for lang, text in by_language.items()]
