"""Citations of a release: CITATION.cff, DataCite's metadata, BibTeX."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml

from graph.identifiers import release as release_iri
from graph.ledger import Release
from graph.licenses import DEFAULT, spdx
from graph.settings import Settings
from graph.texts import N_, Text, Translate, Translations, english_only

PUBLISHER: Final = "The Venskab founders"
TITLE: Final = N_("Venskab: the knowledge graph of municipal partnerships")
KEYWORDS: Final = ["municipal partnerships", "twin towns", "knowledge graph", "RDF"]


@dataclass(frozen=True)
class Citation:
    """The fields of a release's citation.

    Attributes:
        release: the release.
        publisher: name of who publishes this deployment's data.
        licence: IRI of its licence.
        translations: gives a text in every language that has it.
    """

    release: Release
    publisher: str = PUBLISHER
    licence: str = DEFAULT
    translations: Translations = english_only

    @property
    def iri(self) -> str:
        """The release's IRI."""
        return release_iri(self.release.name)

    @property
    def title(self) -> Text:
        """The title of the release."""
        own = f" ({self.release.title})" if self.release.title else ""
        return N_("{title}, release {name}{own}", title=TITLE, name=self.release.name, own=own)

    def text(self, translate: Translate = str) -> str:
        """The citation in one line."""
        day, name = f"{self.release.when:%Y-%m-%d}", self.publisher
        return f"{name} ({day}). {translate(self.title)}. {self.iri}"

    def cff(self) -> str:
        """The Citation File Format 1.2.0 (https://citation-file-format.github.io)."""
        told = {
            "cff-version": "1.2.0",
            "message": "If you use this release of the graph, please cite it as below.",
            "type": "dataset",
            "title": str(self.title),
            "authors": [{"name": self.publisher}],
            "version": self.release.name,
            "date-released": f"{self.release.when:%Y-%m-%d}",
            **self._licensed(),
            "url": self.iri,
            "identifiers": [
                {
                    "type": "other",
                    "value": f"sha256:{self.release.hash}",
                    "description": "SHA-256 of the release's N-Quads",
                }
            ],
            "keywords": KEYWORDS,
        }
        return yaml.safe_dump(told, sort_keys=False, allow_unicode=True, width=1000)

    def _licensed(self) -> dict[str, str]:
        code = spdx(self.licence)
        return {"license": code} if code else {"license-url": self.licence}

    def datacite(self) -> str:
        """DataCite's metadata, schema 4.5, as JSON (https://schema.datacite.org)."""
        return json.dumps(self._datacite(), ensure_ascii=False, indent=1) + "\n"

    def _datacite(self) -> dict[str, Any]:
        return {
            "schemaVersion": "http://datacite.org/schema/kernel-4",
            "types": {"resourceTypeGeneral": "Dataset", "resourceType": "Knowledge graph (RDF)"},
            "creators": [{"name": self.publisher, "nameType": "Organizational"}],
            "titles": [{"title": title, "lang": lang} for lang, title in self._titles()],
            "publisher": {"name": self.publisher},
            "publicationYear": f"{self.release.when:%Y}",
            "dates": [{"date": f"{self.release.when:%Y-%m-%d}", "dateType": "Issued"}],
            "version": self.release.name,
            "subjects": [{"subject": word, "lang": "en"} for word in KEYWORDS],
            "formats": ["application/n-quads"],
            "sizes": [f"{self.release.bytes} bytes", f"{self.release.quads} statements"],
            "rightsList": [self._rights()],
            "alternateIdentifiers": [
                {"alternateIdentifier": self.iri, "alternateIdentifierType": "URL"},
                {"alternateIdentifier": self.release.hash, "alternateIdentifierType": "SHA-256"},
            ],
            "relatedIdentifiers": self._related(),
        }

    def _titles(self) -> Iterable[tuple[str, str]]:
        return self.translations(self.title).items()

    def _rights(self) -> dict[str, str]:
        code = spdx(self.licence)
        named = {"rightsIdentifier": code, "rightsIdentifierScheme": "SPDX"} if code else {}
        return {"rightsUri": self.licence} | named

    def _related(self) -> list[dict[str, str]]:
        if self.release.previous is None:
            return []
        return [
            {
                "relatedIdentifier": release_iri(self.release.previous),
                "relatedIdentifierType": "URL",
                "relationType": "IsNewVersionOf",
            }
        ]

    def bibtex(self) -> str:
        """A BibTeX entry, in the fields that biblatex knows for data sets."""
        day = f"{self.release.when:%Y-%m-%d}"
        fields = {
            "author": f"{{{_braced(self.publisher)}}}",
            "title": f"{{{_braced(self.title)}}}",
            "version": self.release.name,
            "date": day,
            "url": self.iri,
            "note": f"SHA-256 {self.release.hash}",
        }
        lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
        return f"@dataset{{venskab-{self.release.name},\n{lines}}}\n"


def citation_of(release: Release, settings: Settings, translations: Translations) -> Citation:
    """The citation of a release as a deployment publishes it.

    Args:
        release: the release.
        settings: of the deployment.
        translations: gives a text in every language that has it.
    """
    publisher = settings.publisher_name_en or PUBLISHER
    return Citation(release, publisher, settings.licence, translations)


# The files that cite a release for programs: who writes each, its media type, and what it is.
CITATION_FILES: Final[Mapping[str, tuple[Callable[[Citation], str], str, str]]] = {
    "CITATION.cff": (
        Citation.cff,
        "application/yaml",
        "How to cite it, in the Citation File Format.",
    ),
    "datacite.json": (
        Citation.datacite,
        "application/vnd.datacite.datacite+json",
        "How to cite it, as DataCite's metadata.",
    ),
    "citation.bib": (Citation.bibtex, "application/x-bibtex", "How to cite it, for BibTeX."),
}


def _braced(text: str) -> str:
    """Text without what has a meaning to BibTeX."""
    return "".join(f"\\{sign}" if sign in "&%$#_" else sign for sign in text if sign not in "{}\\")
