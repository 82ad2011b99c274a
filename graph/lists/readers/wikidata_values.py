"""Values of Wikidata as it writes them: items, points, moments with their precision."""

from __future__ import annotations

import re
from typing import Final

from graph.lists.points import read_point
from graph.lists.rows import GeoPoint

ITEM: Final = re.compile(r"Q[1-9][0-9]*")
_ITEM_AT_END: Final = re.compile(r"(?:^|/)(Q[1-9][0-9]*)$")
_POINT: Final = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+?)\s*\)", re.IGNORECASE)
_MOMENT: Final = re.compile(r"\+?(\d{4})-(\d{2})-(\d{2})(?:T.*)?")
# Wikidata's numbers of precision.
_CENTURY, _DECADE, _YEAR, _MONTH, _DAY = 7, 8, 9, 10, 11


def item_of(text: str) -> str:
    """The number of an item, from it or from its address; blank for anything else."""
    found = _ITEM_AT_END.search(text.strip())
    return found[1] if found else ""


def point_of_wkt(text: str) -> GeoPoint | None:
    """The point of ``Point(10.2 56.1)``, longitude first; None for anything else."""
    found = _POINT.search(text)
    return read_point(found[2], found[1]) if found else None


def edtf_of(moment: str, precision: int | None = None) -> str:
    """A moment as EDTF, as precise as it is; the text as it is where it is no such moment.

    Args:
        moment: such as ``+2005-06-00T00:00:00Z``.
        precision: Wikidata's number; where it is not known, the first of January of a query's
            answer stands for its year, because such answers have no precision.

    >>> edtf_of("+2005-06-00T00:00:00Z", 10), edtf_of("1987-01-01T00:00:00Z")
    ('2005-06', '1987')
    """
    found = _MOMENT.fullmatch(moment.strip())
    if not found:
        return moment.strip()
    year, month, day = found.groups()
    known = precision if precision is not None else _guessed(month, day)
    forms = {
        _CENTURY: f"{int(year) - 1:04d}"[:2] + "XX",
        _DECADE: year[:3] + "X",
        _YEAR: year,
        _MONTH: f"{year}-{month}",
        _DAY: f"{year}-{month}-{day}",
    }
    return forms.get(min(known, _DAY), moment.strip())


def _guessed(month: str, day: str) -> int:
    if month in ("00", "01") and day in ("00", "01"):
        return _YEAR
    return _MONTH if day == "00" else _DAY
