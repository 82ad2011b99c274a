"""Finished responses that are kept by their ETags, to be sent again as they are."""

from __future__ import annotations

from collections import OrderedDict
from typing import Final

from fastapi import Response

# Bytes of all, and of the largest that is kept.
_MOST_BYTES: Final = 16 << 20
_LARGEST: Final = 4 << 20


class ETagCache:
    """Responses by their ETags: each is worked out once a generation."""

    def __init__(self) -> None:
        self._kept: OrderedDict[str, Response] = OrderedDict()
        self._bytes = 0

    def find(self, tag: str) -> Response | None:
        """The response of an ETag."""
        if tag not in self._kept:
            return None
        self._kept.move_to_end(tag)
        return copied(self._kept[tag])

    def keep(self, tag: str, response: Response) -> Response:
        """Keep a response, and give it."""
        size = len(response.body)
        if size <= _LARGEST and tag not in self._kept:
            self._kept[tag] = copied(response)
            self._bytes += size
            while self._bytes > _MOST_BYTES:
                self._bytes -= len(self._kept.popitem(last=False)[1].body)
        return response


def copied(response: Response) -> Response:
    """A finished response, to be sent again as it is."""
    # Compression writes into the headers of what it sends.
    made = Response.__new__(Response)
    vars(made).update(vars(response), raw_headers=list(response.raw_headers))
    return made
