"""A release in schema.org, for the pages that search engines read."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any, Final

from graph.errors import BadDate
from graph.identifiers import CATALOG
from graph.prefixes import EDTF, PREFIXES
from graph.releases.citation import Citation
from graph.releases.dcat_version import said_in_words
from graph.releases.release_files import quads_name
from graph.time.edtf_dates import bounds

# The dates that the catalogue tells the period of the whole graph by.
_DATE: Final = re.compile(
    rf'<{re.escape(PREFIXES["vsk"])}(?:began|date)> "([^"\\]+)"\^\^<{re.escape(EDTF)}>'.encode()
)


def period(quads: Iterable[bytes]) -> str:
    """The first and the last day that the dates of a release can mean; blank where it has none.

    Args:
        quads: its N-Quads, in pieces of whole lines.
    """
    found = {text.decode() for piece in quads for text in _DATE.findall(piece)}
    days = sorted(day for text in found for day in _days(text))
    return f"{days[0]}/{days[-1]}" if days else ""


def _days(edtf: str) -> list[date]:
    try:
        told = bounds(edtf)
    except BadDate:
        return []
    return [day for day in (told.earliest, told.latest) if day is not None]


def release_markup(
    citation: Citation, address: str, covered: str, measured: Sequence[dict[str, Any]]
) -> dict[str, Any]:
    """A release as a ``Dataset`` with its file.

    Args:
        citation: of the release.
        address: of its page.
        covered: the period of its dates; may be blank.
        measured: the properties that it is mostly about, as ``PropertyValue``.
    """
    release = citation.release
    told = {
        "@context": "https://schema.org",
        "@type": "Dataset",
        "@id": citation.iri,
        "identifier": citation.iri,
        "name": _by_language(citation.translations(citation.title)),
        "description": _by_language(citation.translations(said_in_words(release))),
        "url": address,
        "version": release.name,
        "datePublished": f"{release.when:%Y-%m-%d}",
        "license": citation.licence,
        "isAccessibleForFree": True,
        "inLanguage": ["da", "en"],
        "publisher": {"@type": "Organization", "name": citation.publisher},
        "creator": {"@type": "Organization", "name": citation.publisher},
        "citation": citation.text(),
        "includedInDataCatalog": {"@id": CATALOG},
        "variableMeasured": [*measured],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": quads_name(release),
                "encodingFormat": "application/n-quads",
                "contentUrl": f"{address}.nq",
                "contentSize": f"{release.bytes} B",
                "sha256": release.hash,
            }
        ],
    }
    return told | ({"temporalCoverage": covered} if covered else {})


def _by_language(words: Any) -> list[dict[str, str]]:
    return [{"@language": lang, "@value": text} for lang, text in words.items()]
