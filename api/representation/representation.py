"""Documents that answer in several formats: by ``Accept`` or by the address's ending.

A document has one address for all formats (``/doc/municipality/x``) and one for each
(``/doc/municipality/x.ttl``). The IRIs in the data are the same wherever it is served; links and
redirects name this deployment.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from importlib.metadata import version
from typing import Final, Self

from fastapi import Request, Response

from api.generation.generation import view_of
from api.html.rendering import language_of
from api.http import negotiation
from api.http.conditional import is_known
from api.http.negotiation import HTML
from graph.engine.base import JSONLD, NTRIPLES, RDFXML, TRIG, TURTLE, Format
from graph.prefixes import BASE
from graph.settings import Settings

METHODS: Final = ("GET", "HEAD", "OPTIONS")
RDF: Final = (TURTLE, JSONLD, NTRIPLES, RDFXML, TRIG)
_SUFFIXES: Final = {form.suffix: form for form in (*RDF, HTML)} | {"json": JSONLD, "xml": RDFXML}


def split(address: str) -> tuple[str, Format | None]:
    """An address without the ending that names a format, and that format."""
    stem, _, suffix = address.rpartition(".")
    form = _SUFFIXES.get(suffix)
    return (stem, form) if stem and form else (address, None)


def base_of(request: Request, settings: Settings) -> str:
    """The address that this deployment is reached at, with a slash at the end."""
    return (settings.base_url or str(request.base_url)).rstrip("/") + "/"


def allow(*methods: str) -> Response:
    """The answer to OPTIONS."""
    return Response(status_code=204, headers={"Allow": ", ".join(methods)})


@dataclass(frozen=True)
class Representation:
    """A document in the format that is to be answered.

    Attributes:
        request: what the client asks.
        base: the deployment's address.
        address: the document's address below the base, without an ending.
        form: the chosen format.
        by_ending: whether the address chose it.
        state: what the content depends on, beside the address: the generation of the data.
        links: more values of the ``Link`` header.
        cache: the ``Cache-Control`` header.
        others: the formats that it has addresses in.
    """

    request: Request
    base: str
    address: str
    form: Format
    by_ending: bool
    state: str
    links: tuple[str, ...] = ()
    cache: str = "no-cache"
    others: tuple[Format, ...] = (HTML, *RDF)

    @property
    def tag(self) -> str:
        """The strong ETag."""
        parts = (version("venskab"), self.state, self.base, self.address, self.form.name)
        return f'"{hashlib.sha256(repr((*parts, *self._around())).encode()).hexdigest()[:32]}"'

    def _around(self) -> tuple[str, ...]:
        """The parts that a page depends on beside its content: language, links, data, today."""
        if self.form is not HTML:
            return ("", "")
        view, url, today = view_of(self.request), self.request.url, datetime.now(UTC).date()
        state = view.engine.generation, view.as_of, today.isoformat()
        return language_of(self.request), url.path, url.query, *state

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every answer with this document."""
        told = {
            "ETag": self.tag,
            "Cache-Control": self.cache,
            "Link": ", ".join(
                (
                    *self._alternates(),
                    *self._about(),
                    *self.links,
                )
            ),
        }
        if self.by_ending:
            return told
        here = f"{self.base}{self.address}.{self.form.suffix}"
        return told | {"Content-Location": here, "Vary": "Accept"}

    def _alternates(self) -> list[str]:
        return [
            f'<{self.base}{self.address}.{form.suffix}>; rel="alternate"; type="{form.media_type}"'
            for form in self.others
            if form is not self.form
        ]

    def _about(self) -> tuple[str, ...]:
        return (
            f'<{BASE}{self.address}>; rel="canonical"',
            f'<{self.request.app.state.settings.licence}>; rel="license"',
            f'<{BASE}ontology>; rel="describedby"',
        )

    def known(self) -> Response | None:
        """304 where the client has it already."""
        if not is_known(self.request, self.tag):
            return None
        return Response(status_code=304, headers=self.headers | self._varies())

    def _varies(self) -> dict[str, str]:
        return {"Vary": "Accept, Accept-Language"} if self.form is HTML else {}

    def linked(self, *links: str) -> Self:
        """The same with more links."""
        return replace(self, links=self.links + links)

    def done(self) -> Response | None:
        """The page, where it was put together before."""
        return view_of(self.request).finished.find(self.tag) if self.form is HTML else None

    def keep(self, made: Response) -> Response:
        """Keep a page for the next to ask, and give it."""
        return view_of(self.request).finished.keep(self.tag, made)

    def send(self, body: bytes) -> Response:
        """The document."""
        return Response(body, 200, self.headers, self.form.media_type)


def chosen(request: Request, ending: Format | None) -> Format:
    """The format to answer in: that of the address's ending, else the one that fits best.

    Raises:
        NoneFits: the client accepts none of the formats.
    """
    return ending or negotiation.chosen(request.headers.get("accept"), RDF, endings=True)
