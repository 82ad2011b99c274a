"""One record a request: what was asked, what came of it; logged and counted when it is over.

Whatever answers a request can :func:`note` what it learns, wherever in the program it is.
"""

from __future__ import annotations

import hashlib
import logging
import time
import uuid
from contextvars import ContextVar
from dataclasses import dataclass, field
from typing import Any, Final

from starlette.types import ASGIApp, Message, Receive, Scope, Send

from api.monitoring.client_address import Shown, address_of, shown
from api.monitoring.metrics import Metrics

LOGGER: Final = logging.getLogger("venskab.request")
# The usual mark in logs of a client that hung up before its answer began.
_CLIENT_CLOSED: Final = 499
_HASH_LENGTH: Final = 16


@dataclass
class RequestRecord:
    """The facts known of a request so far.

    Attributes:
        method: HTTP method.
        path: path as it was sent, without the query string.
        client: the client's address, as the log may show it.
        id: told to the client in ``X-Request-Id`` and as a problem's ``instance``.
        started: clock at its begin, s.
        status: HTTP status; 499 until an answer begins.
        size: bytes of the body that were sent.
        query: first 16 digits of the SHA-256 of the query's text; blank without one.
        rows: rows of the answer, where they are known.
        limit: the limit that was met; blank for none.
    """

    method: str
    path: str
    client: str
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    started: float = field(default_factory=time.perf_counter)
    status: int = _CLIENT_CLOSED
    size: int = 0
    query: str = ""
    rows: int | None = None
    limit: str = ""

    def fields(self, seconds: float) -> dict[str, Any]:
        """The fields of its line in the log, without those that are not known."""
        said = {
            "id": self.id,
            "client": self.client,
            "method": self.method,
            "path": self.path,
            "status": self.status,
            "seconds": round(seconds, 4),
            "bytes": self.size,
            "query": self.query,
            "rows": self.rows,
            "limit": self.limit,
        }
        return {name: value for name, value in said.items() if value not in ("", None)}


_CURRENT: ContextVar[RequestRecord | None] = ContextVar("record", default=None)


def current() -> RequestRecord | None:
    """The record of the request that is being answered; None outside of one."""
    return _CURRENT.get()


def note(*, query: str | None = None, rows: int | None = None, limit: str | None = None) -> None:
    """Add to the record of the request that is being answered, if there is one.

    Args:
        query: text of the query that is asked.
        rows: rows of the answer.
        limit: name of the limit that was met.
    """
    record = current()
    if record is None:
        return
    if query is not None:
        text = query.encode(errors="surrogatepass")
        record.query = hashlib.sha256(text).hexdigest()[:_HASH_LENGTH]
    record.rows = record.rows if rows is None else rows
    record.limit = limit or record.limit


class RequestLog:
    """ASGI middleware around everything: names each request, then logs and counts it."""

    def __init__(self, app: ASGIApp, metrics: Metrics, addresses: Shown) -> None:
        self.app = app
        self._metrics = metrics
        self._addresses = addresses

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on, and keep its record."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        client = shown(address_of(scope), self._addresses)
        path = scope.get("raw_path", b"").decode("ascii", "replace")
        record = RequestRecord(scope["method"], path, client)
        _CURRENT.set(record)

        async def send_and_note(message: Message) -> None:
            if message["type"] == "http.response.start":
                record.status = message["status"]
                message["headers"] = [
                    *message.get("headers", ()),
                    (b"x-request-id", record.id.encode()),
                ]
            else:
                record.size += len(message.get("body", b""))
            await send(message)

        try:
            await self.app(scope, receive, send_and_note)
        finally:
            self._close(record)

    def _close(self, record: RequestRecord) -> None:
        seconds = time.perf_counter() - record.started
        self._metrics.answered(record.path, record.status)
        if record.limit:
            self._metrics.met(record.limit)
        if record.query:
            self._metrics.query_seconds.observe(seconds)
        if LOGGER.isEnabledFor(logging.INFO):
            LOGGER.info("request", extra={"fields": record.fields(seconds)})
