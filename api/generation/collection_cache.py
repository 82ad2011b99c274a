"""What an answer about a collection is: its format, its ETag, and those that are kept."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from collections.abc import Sequence
from importlib.metadata import version
from typing import Final

from fastapi import Request, Response

from api.generation.response_cache import copied
from api.http import negotiation
from api.http.errors import HttpError
from api.http.negotiation import HTML
from graph.engine.base import CSV, JSONLD, Format
from graph.errors import BadParameter

JSON: Final = Format("json", "application/json", "json", frozenset())
GEOJSON: Final = Format("geojson", "application/geo+json", "geojson", frozenset())
_VERSION: Final = version("venskab")
# Finished answers, bytes.
_MOST_BYTES: Final = 16 << 20
_LARGEST: Final = 4 << 20


class ETagCache:
    """Answers that were put together, by their ETags: each is worked out once a generation."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Response] = OrderedDict()
        self._bytes = 0

    def find(self, tag: str) -> Response | None:
        """The answer of an ETag."""
        if tag not in self._kept:
            return None
        self._kept.move_to_end(tag)
        return copied(self._kept[tag])

    def keep(self, tag: str, response: Response) -> Response:
        """Keep an answer, and give it."""
        size = len(response.body)
        if size <= _LARGEST and tag not in self._kept:
            self._kept[tag] = copied(response)
            self._bytes += size
            while self._bytes > _MOST_BYTES:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)
        return response


def formats(*, mapped: bool) -> tuple[Format, ...]:
    """The data formats of a list, the usual one first.

    Args:
        mapped: whether its things have places.
    """
    return (JSONLD, JSON, GEOJSON, CSV) if mapped else (JSONLD, JSON, CSV)


def chosen(request: Request, suffix: str, offered: Sequence[Format]) -> Format:
    """The format to answer in: that of the ending, else the one that fits best.

    Raises:
        HttpError: no such format.
        NoneFits: the client accepts none.
    """
    if suffix:
        for each in (*offered, HTML):
            if each.suffix == suffix:
                return each
        raise HttpError(404, "not-found", f"There is no format {suffix[:20]!a}.", hint=_on(offered))
    return negotiation.chosen(request.headers.get("accept"), offered, endings=True)


def _on(offered: Sequence[Format]) -> str:
    return f"Let the address end in {', '.join('.' + each.suffix for each in offered)}."


def tag_of(*parts: str) -> str:
    """The strong ETag of an answer that depends on ``parts``."""
    return f'"{hashlib.sha256(repr((_VERSION, *parts)).encode()).hexdigest()[:32]}"'


def told(error: BadParameter) -> HttpError:
    """A parameter that does not fit, as HTTP says it."""
    members = {"parameter": error.where}
    return HttpError(400, "bad-parameter", error.what, hint=error.hint, members=members)
