"""Days as places along a line, in per cent, and the years that are marked on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

# Years between two marks; the first that gives at most this many marks is taken.
_STEPS: Final = (1, 2, 5, 10, 20, 50, 100, 200, 500, 1000)
_MARKS: Final = 7
# Share of the line that is left free before the first and after the last day.
_MARGIN: Final = 0.04
_DAYS: Final = 365.2425


@dataclass(frozen=True)
class Scale:
    """A line from one day to another.

    Attributes:
        first: the day at its left end, as an ordinal.
        last: the day at its right end.
    """

    first: float
    last: float

    def place(self, day: date | None, *, end: bool = False) -> float:
        """The place of a day, %; an open end lies at the end of the line."""
        if day is None:
            return 100.0 if end else 0.0
        share = (day.toordinal() - self.first) / (self.last - self.first)
        return round(100 * min(max(share, 0.0), 1.0), 2)

    def marks(self) -> list[tuple[int, float]]:
        """The years to be marked, with the place of the first of January of each, %."""
        start, stop = self._year(self.first), self._year(self.last)
        step = next((each for each in _STEPS if (stop - start) / each <= _MARKS), _STEPS[-1])
        years = range(-(-start // step) * step, stop + 1, step)
        placed = [(year, self.place(date(year, 1, 1))) for year in years if year > 0]
        return [(year, place) for year, place in placed if 1 <= place <= 97]

    @staticmethod
    def _year(ordinal: float) -> int:
        return date.fromordinal(max(1, int(ordinal))).year


def scale_over(days: Iterable[date]) -> Scale:
    """A line that holds all ``days``, with some room at both ends; two years at the least."""
    ordinals = [day.toordinal() for day in days]
    first, last = min(ordinals), max(ordinals)
    room = max((last - first) * _MARGIN, _DAYS - (last - first) / 2)
    return Scale(max(1.0, first - room), min(float(date.max.toordinal()), last + room))
