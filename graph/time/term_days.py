"""The days that an RDF term can mean."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Final

from graph.prefixes import EDTF, PREFIXES
from graph.terms import Term
from graph.time.edtf_dates import Bounds, bounds, is_edtf

_DATES: Final = frozenset(
    {PREFIXES["xsd"] + name for name in ("date", "dateTime", "gYear", "gYearMonth")} | {EDTF}
)
_MOMENT: Final = PREFIXES["xsd"] + "dateTime"
_DAY: Final = len("2020-06-01")
_SECOND: Final = len("2020-06-01T12:00:00.000000")
# After every year that is read.
_NEVER: Final = "~"


def days(term: Term | None) -> Bounds | None:
    """The days that a date can mean; None for what is no date."""
    if term is None or term.datatype not in _DATES:
        return None
    text = term.value if term.datatype == EDTF else term.value[:_DAY].removesuffix("Z")
    return bounds(text) if is_edtf(text) else None


def sorting_time(term: Term) -> str:
    """A text by which dates and moments stand in the order of time; blank for what is neither.

    The first day that a date can mean, then the last; a moment as it is in UTC. What has no
    beginning comes first.
    """
    if term.datatype == _MOMENT:
        return _moment(term.value)
    found = days(term)
    return f"{found.earliest or ''}/{found.latest or _NEVER}" if found else ""


def _moment(text: str) -> str:
    try:
        found = datetime.fromisoformat(text)
    except ValueError:
        return ""
    return (found if found.tzinfo is None else found.astimezone(UTC)).isoformat()[:_SECOND]
