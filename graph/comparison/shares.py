"""Intervals of shares, and how many ties there may be in all."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from graph.errors import LibraryMissing
from graph.optional_libraries import load
from graph.texts import N_

CONFIDENCE: Final = 0.95
_LIBRARY: Final = "scipy.stats"
_HINT: Final = N_("Install venskab[network].")


@dataclass(frozen=True)
class Share:
    """A part of a whole.

    Attributes:
        part: number in the part.
        whole: number in all.
        low: lower end of its interval; None without a whole, or without scipy.
        high: upper end.
    """

    part: int
    whole: int
    low: float | None = None
    high: float | None = None

    @property
    def value(self) -> float | None:
        """The share; None of nothing."""
        return self.part / self.whole if self.whole else None


@lru_cache(maxsize=4096)
def share(part: int, whole: int) -> Share:
    """A share with its interval.

    Source: Wilson, Probable inference, the law of succession, and statistical inference, Journal of
    the American Statistical Association 22 (1927), 209-212; by scipy. Without scipy the share has
    no interval.
    """
    if not whole or not has_intervals():
        return Share(part, whole)
    found = load(_LIBRARY, _HINT).binomtest(part, whole)
    low, high = found.proportion_ci(CONFIDENCE, method="wilson")
    return Share(part, whole, float(low), float(high))


@lru_cache(maxsize=1)
def has_intervals() -> bool:
    """True where the library that gives intervals is installed."""
    try:
        load(_LIBRARY, _HINT)
    except LibraryMissing:
        return False
    return True


@dataclass(frozen=True)
class Total:
    """An estimate of how many there are in all.

    Attributes:
        value: the estimate.
        low: lower end of its interval; None without scipy.
        high: upper end; None also where the interval is open.
    """

    value: float
    low: float | None
    high: float | None


def estimated_total(one: int, other: int, both: int) -> Total | None:
    """How many there are in all, from two samples; None where the two have nothing in common.

    Source: Chapman, Some properties of the hypergeometric distribution with applications to
    zoological sample censuses, University of California Publications in Statistics 1 (1951),
    131-160. The interval is that of the share of the first sample that is in the second (Wilson),
    by which the size of the second is divided.

    Args:
        one: size of the first sample.
        other: size of the second.
        both: number that is in both.
    """
    if not both:
        return None
    caught = share(both, one)
    value = (one + 1) * (other + 1) / (both + 1) - 1
    if caught.low is None or caught.high is None:
        return Total(value, None, None)
    seen = one + other - both
    return Total(value, max(other / caught.high, seen), max(other / caught.low, seen))
