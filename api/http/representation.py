"""One representation of a resource: its ETag, its headers, 304 and what is kept (RFC 9110, 9111).

A document has one address for all formats (``/doc/municipality/x``) and one for each
(``/doc/municipality/x.ttl``). The IRIs in the data are the same wherever it is served; links and
redirects name this deployment.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from typing import Final, Self

from fastapi import Request, Response
from fastapi.responses import StreamingResponse

from api.http.etag_cache import ETagCache
from api.http.negotiation import HTML, RDF
from api.http.signposting import Signposts, TypedAddress
from graph.engine.base import Format
from graph.identifiers import PROFILE, topic_of
from graph.prefixes import BASE
from graph.settings import Settings

BY_FORMAT: Final = "Accept"
BY_LANGUAGE: Final = "Accept-Language"
BY_BOTH: Final = "Accept, Accept-Language"
NEVER: Final = "no-store"
ASK_AGAIN: Final = "no-cache"
"""Kept by a client, and asked for again each time: a change shows at once, and costs a 304."""
AN_HOUR: Final = "max-age=3600"
FOR_EVER: Final = "public, max-age=31536000, immutable"
_VERSION: Final = version("venskab")


def entity_tag(*parts: object) -> str:
    """The strong ETag of what this version of the program makes of ``parts``."""
    return f'"{hashlib.sha256(repr((_VERSION, *parts)).encode()).hexdigest()[:32]}"'


def weak(tag: str) -> str:
    """The ETag of what is the same in all but its order or its bytes."""
    return f"W/{tag}"


def is_known(request: Request, tag: str) -> bool:
    """True if ``If-None-Match`` names the ETag ``tag``, or any at all.

    The comparison is the weak one that the header asks for (RFC 9110, section 13.1.2).
    """
    known = request.headers.get("if-none-match", "")
    return known.strip() == "*" or tag.removeprefix("W/") in (
        each.strip().removeprefix("W/") for each in known.split(",")
    )


def base_of(request: Request, settings: Settings) -> str:
    """The address that this deployment is reached at, with a slash at the end."""
    return (settings.base_url or str(request.base_url)).rstrip("/") + "/"


@dataclass(frozen=True, kw_only=True)
class Representation:
    """The headers that name a representation, and how long it holds.

    Attributes:
        request: what the client asks.
        tag: the ETag; blank for what is never the same twice.
        vary: the headers of a request that another representation hangs on.
        cache: the ``Cache-Control`` header.
        more: further headers.
        kept: where it is kept for the next to ask; None: nowhere.
    """

    request: Request
    tag: str
    vary: str = BY_BOTH
    cache: str = ASK_AGAIN
    more: Mapping[str, str] = field(default_factory=dict)
    kept: ETagCache | None = None

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every answer with this representation."""
        named = {"Cache-Control": self.cache, "Vary": self.vary, "ETag": self.tag}
        return {name: value for name, value in named.items() if value} | dict(self.more)

    def not_modified(self) -> Response | None:
        """304 where the client has it already."""
        if not self.tag or not is_known(self.request, self.tag):
            return None
        return Response(status_code=304, headers=self.headers)

    def ready(self) -> Response | None:
        """The answer where nothing has to be made: 304, or what was made before."""
        return self.not_modified() or (self.kept.find(self.tag) if self.kept else None)

    def keep(self, made: Response) -> Response:
        """Keep an answer for the next to ask, and give it."""
        return self.kept.keep(self.tag, made) if self.kept else made

    def stream(self, pieces: Iterable[bytes], media_type: str, **more: str) -> Response:
        """The representation as it is made; none of it is made for HEAD.

        Args:
            pieces: its bytes.
            media_type: of what.
            more: further headers, with low lines for the hyphens in their names.
        """
        headers = self.headers | _named(more)
        if self.request.method != "HEAD":
            return StreamingResponse(pieces, 200, headers, media_type)
        answer = Response(b"", 200, headers, media_type)
        if "Content-Length" not in headers:
            del answer.headers["Content-Length"]
        return answer

    def send(self, body: bytes | str, media_type: str, **more: str) -> Response:
        """The whole representation, kept where it is.

        Args:
            body: its bytes, or text to be sent as UTF-8.
            media_type: of what.
            more: further headers, with low lines for the hyphens in their names.
        """
        return self.keep(Response(body, 200, self.headers | _named(more), media_type))


def _named(more: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in more.items()}


@dataclass(frozen=True, kw_only=True)
class Document(Representation):
    """A document in the format that is to be answered; it has addresses in others.

    Attributes:
        base: the deployment's address.
        address: the document's address below the base, without an ending.
        form: the chosen format.
        by_ending: whether the address chose it.
        links: more values of the ``Link`` header.
        others: the formats that it has addresses in.
        signposts: where programs go on from it; None for those that every document has.
    """

    base: str
    address: str
    form: Format
    by_ending: bool
    links: tuple[str, ...] = ()
    others: tuple[Format, ...] = (HTML, *RDF)
    signposts: Signposts | None = None

    @classmethod
    def of(
        cls,
        request: Request,
        address: str,
        form: Format,
        *state: object,
        base: str,
        by_ending: bool,
        kept: ETagCache | None = None,
        cache: str = ASK_AGAIN,
        others: tuple[Format, ...] = (HTML, *RDF),
    ) -> Self:
        """A document by what its content depends on beside its address and format: ``state``."""
        # Where the client chose, other headers go with the same bytes.
        tag = entity_tag(*state, base, address, form.name, by_ending)
        vary = BY_BOTH if form is HTML else "" if by_ending else BY_FORMAT
        return cls(
            request=request,
            tag=tag,
            vary=vary,
            cache=cache,
            kept=kept,
            base=base,
            address=address,
            form=form,
            by_ending=by_ending,
            others=others,
        )

    @property
    def headers(self) -> dict[str, str]:
        """The headers of every answer with this document."""
        links = ", ".join((*self._alternates(), *self._about(), *self.links))
        told = super().headers | {"Link": links}
        if self.by_ending:
            return told
        return told | {"Content-Location": f"{self.base}{self.address}.{self.form.suffix}"}

    def _alternates(self) -> list[str]:
        return [
            f'<{self.base}{self.address}.{form.suffix}>; rel="alternate"; type="{form.media_type}"'
            for form in self.others
            if form is not self.form
        ]

    def _about(self) -> tuple[str, ...]:
        posts = self.signposts or Signposts(
            page=self.base + self.address,
            cite_as=topic_of(BASE + self.address),
            licence=self.request.app.state.settings.licence,
            metadata=self.metadata(),
        )
        # What an address ends in as data is metadata of the page, which browsers are shown.
        alone = self.by_ending and self.form is not HTML
        return (
            f'<{BASE}{self.address}>; rel="canonical"',
            f'<{PROFILE}>; rel="profile"',
            *(posts.of_metadata() if alone else posts.of_page()),
        )

    def metadata(self) -> list[TypedAddress]:
        """The addresses of the document as data."""
        forms = (form for form in self.others if form is not HTML)
        here = f"{self.base}{self.address}."
        return [TypedAddress(here + form.suffix, form.media_type) for form in forms]

    def linked(self, *links: str) -> Self:
        """The same with more links."""
        return replace(self, links=self.links + links)

    def written(self, body: bytes) -> Response:
        """The document, whose bytes are in its format."""
        return self.send(body, self.form.media_type)
