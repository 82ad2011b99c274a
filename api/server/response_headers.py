"""Headers that every answer has: closed content policy, open reading, one ETag a coding."""

from __future__ import annotations

from typing import Final

from starlette.datastructures import Headers, MutableHeaders
from starlette.middleware.gzip import GZipMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.http.negotiation import accepts_gzip


def _raw(headers: dict[str, str]) -> list[tuple[bytes, bytes]]:
    return [(name.lower().encode(), value.encode()) for name, value in headers.items()]


_EVERY: Final = _raw(
    {
        "Content-Security-Policy": (
            "default-src 'self'; base-uri 'none'; form-action 'self'; "
            "frame-ancestors 'none'; object-src 'none'"
        ),
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "same-origin",
        "Access-Control-Allow-Origin": "*",
        "Access-Control-Expose-Headers": (
            "ETag, Link, Memento-Datetime, Retry-After, Server-Timing, X-Request-Id"
        ),
    }
)
_PREFLIGHT: Final = _raw(
    {
        "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS, POST",
        "Access-Control-Allow-Headers": "Accept, Accept-Language, Content-Type, If-None-Match",
        "Access-Control-Max-Age": "86400",
    }
)
# Headers of a request that are lists, and so may come in several lines.
_LISTS: Final = (b"accept", b"accept-encoding", b"accept-language", b"if-none-match")
# Headers of a request that are made plain for what is behind.
_PLAIN: Final = frozenset((b"accept-encoding", b"if-none-match"))
FILES: Final = "/download/"
# A compressed body is another sequence of bytes, so a strong ETag must differ (RFC 9110, 8.8.3.3).
_GZIP_TAG: Final = '-gzip"'


class ResponseHeaders:
    """ASGI middleware around compression: adds headers, and keeps ETags exact under gzip."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and complete the headers of its answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        asked_gzip_tag = _tidy_request(scope)

        async def send_with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                _complete(message, scope["method"], asked_gzip_tag=asked_gzip_tag)
            await send(message)

        await self.app(scope, receive, send_with_headers)


def _tidy_request(scope: Scope) -> bool:
    """Make the request's coding and tags plain for the application behind.

    Returns:
        Whether the client asked with the ETag of a compressed body.
    """
    names = [name for name, _ in scope["headers"]]
    if len(set(names)) < len(names):
        scope["headers"] = _in_one_line(scope["headers"])
    if _PLAIN.isdisjoint(names):
        return False
    headers = Headers(scope=scope)
    gzip = accepts_gzip(headers.get("accept-encoding"))
    known = headers.get("if-none-match", "")
    changed = MutableHeaders(raw=list(scope["headers"]))
    # The compression behind looks for the word only and would miss "gzip;q=0".
    changed["accept-encoding"] = "gzip" if gzip else "identity"
    if known:
        changed["if-none-match"] = known.replace(_GZIP_TAG, '"')
    scope["headers"] = changed.raw
    return _GZIP_TAG in known


def _in_one_line(raw: list[tuple[bytes, bytes]]) -> list[tuple[bytes, bytes]]:
    """The headers with those that are lists in one line each (RFC 9110, section 5.3)."""
    values: dict[bytes, list[bytes]] = {name: [] for name in _LISTS}
    for name, value in raw:
        values.get(name, []).append(value)
    others = [pair for pair in raw if pair[0] not in values]
    return others + [(name, b", ".join(parts)) for name, parts in values.items() if parts]


def _complete(message: Message, method: str, *, asked_gzip_tag: bool) -> None:
    raw = message["headers"] = list(message.get("headers", ()))
    given = dict(raw)
    raw += [pair for pair in _EVERY if pair[0] not in given]
    if method == "OPTIONS":
        raw += [pair for pair in _PREFLIGHT if pair[0] not in given]
    vary = given.get(b"vary", b"")
    if b"accept-encoding" not in vary.lower():
        raw[:] = [pair for pair in raw if pair[0] != b"vary"]
        raw.append((b"vary", vary + b", Accept-Encoding" if vary else b"Accept-Encoding"))
    if given.get(b"content-encoding") == b"gzip" or (asked_gzip_tag and message["status"] == 304):
        headers = MutableHeaders(raw=raw)
        tag = headers.get("etag", "")
        if tag.endswith('"'):
            headers["etag"] = tag[:-1] + _GZIP_TAG


def _may_compress(scope: Scope) -> bool:
    """True if the client takes gzip; files are sent as they are, for their hash is told."""
    path: str = scope["path"]
    taken = (b"accept-encoding", b"gzip") in scope["headers"]
    return taken and (path == FILES or not path.startswith(FILES))


class Compression(GZipMiddleware):
    """Compression that costs nothing where the client takes none, and that HEAD tells of."""

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, to be compressed when its client takes gzip."""
        if scope["type"] != "http" or not _may_compress(scope):
            await self.app(scope, receive, send)
            return
        if scope["method"] != "HEAD":
            await super().__call__(scope, receive, send)
            return

        async def send_head(message: Message) -> None:
            if message["type"] == "http.response.start":
                self._tell_compressed(MutableHeaders(raw=message["headers"]))
            await send(message)

        await self.app(scope, receive, send_head)

    def _tell_compressed(self, headers: MutableHeaders) -> None:
        """Make the headers those that GET would have, whose body would be compressed."""
        size = int(headers.get("content-length", 0))
        media_type = headers.get("content-type", "").partition(";")[0]
        kinds = {media_type, media_type.partition("/")[0] + "/*"}
        if size >= self.minimum_size and kinds.isdisjoint(self.exclude_content_types):
            headers["content-encoding"] = "gzip"
            del headers["content-length"]
