"""The short way to an answer that is kept: found by the request as it came, before it is read."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from fastapi import Request, Response

from api.http.etag_cache import copied
from api.monitoring.request_log import note
from graph.engine import base
from graph.engine.base import Engine

_MOST: Final = 512
_LARGEST: Final = 1 << 16
_Key = tuple[str, bytes, str]


class ResponseCache:
    """Finished responses of the requests asked last.

    Whether an answer still holds is the engine's to say: what its cache does not have any more is
    not given from here either.

    Args:
        engine: whose answers they are.
    """

    def __init__(self, engine: Engine) -> None:
        self._engine = engine
        self._kept: OrderedDict[_Key, tuple[base.Request, Response]] = OrderedDict()

    def find(self, request: Request) -> Response | None:
        """The response to the same request, if the engine keeps the very answer in it."""
        key = _key(request)
        if key is None or key not in self._kept:
            return None
        asked, response = self._kept[key]
        result = self._engine.cached(asked)
        if result is None or result.body is not response.body:
            del self._kept[key]
            return None
        self._kept.move_to_end(key)
        note(query=asked.text, rows=result.rows)
        return copied(response)

    def keep(self, request: Request, asked: base.Request, response: Response) -> None:
        """Keep a whole, short response, to be sent again as it is."""
        key = _key(request)
        if key is None or len(response.body) > _LARGEST:
            return
        self._kept[key] = asked, copied(response)
        if len(self._kept) > _MOST:
            self._kept.popitem(last=False)


def _key(request: Request) -> _Key | None:
    """The key of a request; None where more than the address and Accept decide its answer."""
    if request.method != "GET" or "if-none-match" in request.headers:
        return None
    return request.scope["path"], request.scope["query_string"], request.headers.get("accept", "")
