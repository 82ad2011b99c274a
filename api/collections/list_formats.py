"""The formats of a list, and which of them a client takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from fastapi import Request

from api.http import negotiation
from api.http.http_error import HttpError
from api.http.negotiation import HTML, JSON_DOCUMENT
from graph.engine.base import CSV, JSONLD, Format
from graph.texts import N_, Text

GEOJSON: Final = Format("geojson", "application/geo+json", "geojson", frozenset())


def formats(*, mapped: bool) -> tuple[Format, ...]:
    """The data formats of a list, the usual one first.

    Args:
        mapped: whether its things have places.
    """
    return (JSONLD, JSON_DOCUMENT, GEOJSON, CSV) if mapped else (JSONLD, JSON_DOCUMENT, CSV)


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
        raise HttpError(
            404,
            "not-found",
            N_("There is no format {suffix!a}.", suffix=suffix[:20]),
            hint=_on(offered),
        )
    return negotiation.chosen(request.headers.get("accept"), offered, endings=True)


def _on(offered: Sequence[Format]) -> Text:
    endings = ", ".join(f".{each.suffix}" for each in offered)
    return N_("Let the address end in one of {endings}.", endings=endings)
