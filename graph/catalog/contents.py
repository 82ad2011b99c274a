"""The datasets and services of the catalogue, as ``contents.yaml`` lists them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Final

import yaml
from pydantic import BaseModel, ConfigDict

from graph.identifiers import dataset_iri, service_iri
from graph.prefixes import PREFIXES

_TERMS: Final = PREFIXES["vsk"]
_FILE: Final = Path(__file__).with_name("contents.yaml")


class TextPair(BaseModel):
    """Words in the two languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    da: str
    en: str


class Keywords(BaseModel):
    """Keywords in the two languages."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    da: Sequence[str]
    en: Sequence[str]


class _Entry(BaseModel):
    model_config = ConfigDict(extra="forbid", frozen=True)

    title: TextPair
    description: TextPair


class CatalogHeading(_Entry):
    """The catalogue itself."""


class ServiceOffer(_Entry):
    """A service that answers at any moment; the file says what each field means."""

    path: str
    media_type: str
    file_type: str
    service: str = ""
    conforms_to: str = ""


class DatasetEntry(_Entry):
    """A dataset; the file says what each field means."""

    slug: str
    keywords: Keywords
    themes: Sequence[str]
    kind: str = ""
    graphs: Sequence[str]
    places: str = ""
    days: str = ""
    variables: Sequence[str] = ()
    persons: bool
    profiled: bool = False
    offers: Sequence[ServiceOffer]

    @property
    def iri(self) -> str:
        """Its IRI, which harvesters know it by."""
        return dataset_iri(self.slug)

    @property
    def properties(self) -> list[str]:
        """IRIs of the properties that it is mostly about."""
        return [_TERMS + each.removeprefix("vsk:") for each in self.variables]


class Service(_Entry):
    """A service.

    Attributes:
        path: its endpoint below the server's address.
        described_by: path of the description that programs read.
        conforms_to: IRI of the protocol.
        serves: slugs of the datasets that it gives access to.
    """

    slug: str
    path: str
    described_by: str
    conforms_to: str
    keywords: Keywords
    themes: Sequence[str]
    serves: Sequence[str]

    @property
    def iri(self) -> str:
        """Its IRI."""
        return service_iri(self.slug)


class Contents(BaseModel):
    """All of it."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    catalog: CatalogHeading
    datasets: Sequence[DatasetEntry]
    services: Sequence[Service]

    def dataset(self, slug: str) -> DatasetEntry | None:
        """The dataset of that slug."""
        return next((each for each in self.datasets if each.slug == slug), None)

    def service(self, slug: str) -> Service | None:
        """The service of that slug."""
        return next((each for each in self.services if each.slug == slug), None)


@cache
def contents() -> Contents:
    """The entries of ``contents.yaml``."""
    return Contents.model_validate(yaml.safe_load(_FILE.read_text(encoding="utf-8")))


def words_of(text: TextPair | Mapping[str, str]) -> Mapping[str, str]:
    """Words by language."""
    return text.model_dump() if isinstance(text, TextPair) else text
