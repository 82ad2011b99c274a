"""The catalogue as this server publishes it: its documents, and when they last changed."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from pathlib import Path
from typing import Any, Final, Protocol

from fastapi import Response

from api.http.http_error import HttpError
from api.http.representation import Document
from api.locale.translation import in_every_language
from graph.catalog.contents import contents
from graph.catalog.dataset_files import Files, latest_release, made_in
from graph.catalog.dcat import Catalog, catalogue
from graph.catalog.measured import CatalogFacts
from graph.catalog.publication import publication
from graph.catalog.readiness import fatal
from graph.descriptions.jsonld import write_jsonld
from graph.engine.base import JSONLD, Format
from graph.engine.once import Once
from graph.engine.writing import write
from graph.prefixes import PREFIXES
from graph.settings import Settings
from graph.statements import Statement, grouped
from graph.texts import N_


class ManifestFiles(Protocol):
    """A whole export: its folder, and what its manifest says of each file."""

    @property
    def folder(self) -> Path:
        """The folder of its files."""

    @property
    def files(self) -> Mapping[str, Mapping[str, Any]]:
        """The entries of the manifest, by file."""


class ExportSource(Protocol):
    """An object that tells which files there are."""

    def current(self) -> ManifestFiles | None:
        """The newest whole export, if there is one."""


class CatalogPublisher:
    """Makes the catalogue of what the data say, of the settings, and of the files there are.

    Args:
        settings: who publishes them.
        exports: which files there are; None for none.
    """

    def __init__(self, settings: Settings, exports: ExportSource | None = None) -> None:
        self._settings = settings
        # What each request asks anew: an export is finished, a release made, at any moment.
        self._exports = exports
        # A change of the settings or of the package shows from the next start on.
        self._started = datetime.now(UTC)

    async def current(self, base: str, facts: Once[CatalogFacts]) -> Catalog:
        """The catalogue of a generation, whole.

        Args:
            base: the deployment's address, with a slash at the end.
            facts: what the data of the generation say.

        Raises:
            HttpError: a setting cannot stand in it.
            VenskabError: the engine could not answer.
        """
        if wrong := fatal(self._settings):
            raise _misconfigured([each.setting for each in wrong])
        found = await facts.get()
        export = self._exports.current() if self._exports else None
        files = await asyncio.to_thread(_files, self._settings.ledger_path, export)
        by = publication(self._settings, base, in_every_language)
        return catalogue(contents(), found, by, files)

    def modified(self, current: Catalog) -> datetime:
        """The last change of the catalogue or of how it is told; whole seconds, UTC."""
        told = (current.facts.whole.modified, current.files.modified)
        changed = [datetime.fromisoformat(each) for each in told if each]
        return max([self._started, *changed]).replace(microsecond=0)


_LONG_AGO: Final = datetime(1970, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, kw_only=True)
class DatedDocument(Document):
    """A document that also says when it last changed.

    Attributes:
        modified: when it last changed, whole seconds, UTC.
        asked: the query that is part of its address, with the question mark.
    """

    modified: datetime = _LONG_AGO
    asked: str = ""

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every answer with this document."""
        told = super().headers | {"Last-Modified": format_datetime(self.modified, usegmt=True)}
        if "Content-Location" in told:
            told["Content-Location"] += self.asked
        return told

    def not_modified(self) -> Response | None:
        """304 where the client has it already, by its tag or else by its date."""
        headers = self.request.headers
        if "if-none-match" not in headers and self._unchanged_since(
            headers.get("if-modified-since", "")
        ):
            return Response(status_code=304, headers=self.headers)
        return super().not_modified()

    def _unchanged_since(self, date: str) -> bool:
        try:
            since = parsedate_to_datetime(date)
        except ValueError:
            return False
        return self.modified <= (since if since.tzinfo else since.replace(tzinfo=UTC))


def state_of(current: Catalog) -> tuple[object, ...]:
    """The parts that decide the content of a document, for its ETag."""
    return (current.facts.generation, current.by, current.files)


def written(statements: list[Statement], form: Format, *, first: str) -> bytes:
    """Statements in one format; JSON-LD has its context inside."""
    said = grouped(dict.fromkeys(statements))
    if form is JSONLD:
        return write_jsonld(said, first=first, keys=_keys(said))
    return write(said, form)


def _files(ledger: Path, export: ManifestFiles | None) -> Files:
    made = made_in(export.folder, export.files) if export else ()
    return Files(made, latest_release(ledger))


_ALIASES: Final = {"id": "@id", "type": "@type"}


def _keys(said: list[Statement]) -> dict[str, str]:
    """The context: the prefixes that are in use."""
    used = {term for each in said for term in (each.predicate, each.object.value)}
    used |= {each.object.datatype for each in said}
    return _ALIASES | {
        name: iri for name, iri in PREFIXES.items() if any(term.startswith(iri) for term in used)
    }


def _misconfigured(names: list[str]) -> HttpError:
    return HttpError(
        503,
        "not-configured",
        N_(
            "The catalogue cannot be given: {names} cannot stand in it as set.",
            names=", ".join(names),
        ),
        hint=N_("Who runs the server finds out what to mend with `venskab catalog check`."),
    )
