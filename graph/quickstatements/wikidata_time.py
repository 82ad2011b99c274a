"""Dates as Wikidata says them, with their precision; what it cannot say exactly is not said."""

from __future__ import annotations

import re
from collections.abc import Collection
from typing import Final

from graph.errors import BadDate
from graph.time.edtf_dates import Bounds, bounds

# Precisions of Wikidata: 11 a day, 10 a month, 9 a year, 8 ten years. Its hundred years begin in
# another year than those of EDTF.
_FORMS: Final = (
    (re.compile(r"(\d{4})-(\d\d)-(\d\d)"), 11),
    (re.compile(r"(\d{4})-(0[1-9]|1[0-2])(?:-XX)?"), 10),
    (re.compile(r"(\d{4})(?:-XX(?:-XX)?)?"), 9),
    (re.compile(r"(\d{3})X"), 8),
)


def wikidata_time(edtf: str) -> str:
    """A date in the form of QuickStatements; blank for one that Wikidata cannot say exactly.

    >>> wikidata_time("2018-10"), wikidata_time("1984"), wikidata_time("198X")
    ('+2018-10-00T00:00:00Z/10', '+1984-00-00T00:00:00Z/9', '+1980-00-00T00:00:00Z/8')
    >>> wikidata_time("2019~"), wikidata_time("../1966-05"), wikidata_time("[1990,1991]")
    ('', '', '')
    """
    for form, precision in _FORMS:
        if found := form.fullmatch(edtf):
            year, month, day = (*found.groups(), "00", "00")[:3]
            return f"+{year:0<4}-{month}-{day}T00:00:00Z/{precision}"
    return ""


def agreed(stated: Collection[str]) -> str:
    """The most precise of several dates that agree, as EDTF; blank where they exclude each other.

    >>> agreed(["2019", "2019-11-05"]), agreed(["1990", "1991"])
    ('2019-11-05', '')
    """
    try:
        by_length = sorted(((bounds(each), each) for each in stated), key=_length)
    except BadDate:
        return ""
    if not by_length:
        return ""
    shortest, edtf = by_length[0]
    return edtf if all(_holds(each, shortest) for each, _text in by_length) else ""


def _length(pair: tuple[Bounds, str]) -> tuple[bool, int, str]:
    found, edtf = pair
    if found.earliest is None or found.latest is None:
        return True, 0, edtf
    return False, (found.latest - found.earliest).days, edtf


def _holds(whole: Bounds, part: Bounds) -> bool:
    begins = whole.earliest is None or (
        part.earliest is not None and whole.earliest <= part.earliest
    )
    ends = whole.latest is None or (part.latest is not None and part.latest <= whole.latest)
    return begins and ends
