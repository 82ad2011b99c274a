"""Survival of ties, with uncertain dates as intervals, never as midpoints."""

from __future__ import annotations

import math
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby, pairwise
from typing import Final

from graph.network.computing.network_libraries import need
from graph.network.tie_network import Tie
from graph.texts import N_, Text

# Mean length of a year of the Gregorian calendar, days.
_YEAR: Final = 365.2425
# Below a day the estimator would take two ends of one day for an interval of no length.
_DAY: Final = 1 / _YEAR


@dataclass(frozen=True)
class Length:
    """The length of a tie, years.

    Attributes:
        least: shortest that the dates allow.
        most: longest that they allow; infinite when it goes on, or its beginning is open.
        watched: longest that it can have lasted up to the day on which it is looked at.
    """

    least: float
    most: float
    watched: float

    @property
    def ended(self) -> bool:
        """True if an end is known."""
        return math.isfinite(self.most)


@dataclass(frozen=True)
class Survival:
    """Share of ties that last longer than a number of years.

    Attributes:
        ties: number of ties the estimate rests on.
        ended: how many of them are known to have ended.
        unknown: ties left out, for nothing bounds their length.
        years: where the estimate steps, years; the last is infinite if a tie goes on.
        estimate: Turnbull's non-parametric maximum likelihood estimate between the year before and
            this one, lower and upper end where the data does not tell which.
        shortest: Kaplan-Meier if every tie lasted as briefly as its dates allow.
        longest: Kaplan-Meier if every tie lasted as long as its dates allow.
    """

    ties: int
    ended: int
    unknown: int
    years: Sequence[float]
    estimate: Sequence[tuple[float, float]]
    shortest: Sequence[tuple[float, float]]
    longest: Sequence[tuple[float, float]]

    def rows(self) -> list[dict[str, float | None]]:
        """A row for each span of years in which no curve steps.

        ``until_year`` is none in a span without end, and so is a curve of Kaplan and Meier after
        the last tie that it watches, where it says nothing.
        """
        curves = (self.shortest, self.longest)
        steps = {0.0, *self.years, *(year for curve in curves for year, _ in curve)}
        spans = [
            (after, self._shares(after, until), until) for after, until in pairwise(sorted(steps))
        ]
        found = []
        for shares, same in groupby(spans, key=lambda span: span[1]):
            several = list(same)
            after, until = several[0][0], several[-1][2]
            names = ("turnbull_lower", "turnbull_upper", "if_shortest", "if_longest")
            found.append(
                {"after_year": after, "until_year": until if math.isfinite(until) else None}
                | dict(zip(names, shares, strict=True))
            )
        return found

    def said(self, on: date) -> Text:
        """The data behind the estimate, in a sentence.

        Args:
            on: the day up to which the ties were watched.
        """
        return N_(
            "{ties} ties, {ended} known to have ended, the others watched until {day}; "
            "{unknown} of unknown length left out.",
            ties=self.ties,
            ended=self.ended,
            day=on,
            unknown=self.unknown,
        )

    def _shares(self, after: float, until: float) -> tuple[float | None, ...]:
        """The curves between two years between which none steps."""
        place = bisect_left(self.years, until)
        # After its last step the estimate stays where that has brought it.
        low, high = self.estimate[place] if place < len(self.years) else (self.estimate[-1][0],) * 2
        return low, high, _step(self.shortest, after), _step(self.longest, after)


def _step(curve: Sequence[tuple[float, float]], year: float) -> float | None:
    """The value of a curve from a year on; none after its last, if ties are left that go on."""
    place = bisect_right(curve, year, key=lambda point: point[0])
    share = curve[place - 1][1]
    return share if place < len(curve) or share == 0 else None


def lengths(ties: Iterable[Tie], on: date) -> tuple[list[Length], int]:
    """The length of each tie as known on a day, and the number of those without any bounds.

    Ties that can only have begun after the day are passed over. A tie of several relations between
    the same two is several ties.
    """
    found, unknown = [], 0
    for tie in ties:
        if tie.first.earliest and tie.first.earliest > on:
            continue
        length = _length(tie, on)
        if length.least == 0 and not length.ended:
            unknown += 1
        else:
            found.append(length)
    return found, unknown


def _length(tie: Tie, on: date) -> Length:
    first, last = tie.first, tie.last
    until = min(last.earliest or on, on) if _can_end(tie) else on
    least = max(0, (until - first.latest).days) / _YEAR if first.latest else 0.0
    over = last.latest is not None and last.latest <= on
    if over and last.latest and first.earliest:
        most = ((last.latest - first.earliest).days + 1) / _YEAR
        return Length(least, most, most)
    watched = (on - first.earliest).days / _YEAR if first.earliest else least
    return Length(least, math.inf, watched)


def _can_end(tie: Tie) -> bool:
    """True if an end is at all possible."""
    return tie.last.earliest is not None or tie.last.latest is not None


def survival(ties: Iterable[Tie], on: date) -> Survival | None:
    """The survival of ties, as known on a day.

    Source: Kaplan and Meier, Nonparametric estimation from incomplete observations, Journal of the
    American Statistical Association 53 (1958), 457-481; Turnbull, The empirical distribution
    function with arbitrarily grouped, censored and truncated data, Journal of the Royal Statistical
    Society B 38 (1976), 290-295; by the package lifelines.

    Args:
        ties: the ties of a network of all times.
        on: the day up to which they are watched; what goes on then is censored there.

    Returns:
        The estimate, or None without a tie of known bounds.

    Raises:
        LibraryMissing: ``venskab[network]`` is not installed.
    """
    known, unknown = lengths(ties, on)
    if not known:
        return None
    fitter = need("lifelines").KaplanMeierFitter()
    fitter.fit_interval_censoring(
        [each.least for each in known],
        [max(each.most, each.least + _DAY) if each.ended else math.inf for each in known],
    )
    curve = fitter.survival_function_
    return Survival(
        len(known),
        sum(each.ended for each in known),
        unknown,
        [_year(year) for year in curve.index],
        [(float(row.min()), float(row.max())) for row in curve.to_numpy()],
        _kaplan_meier([(each.least, each.ended) for each in known]),
        _kaplan_meier([(each.watched, each.ended) for each in known]),
    )


def _kaplan_meier(durations: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Years and the share that lasts longer."""
    fitter = need("lifelines").KaplanMeierFitter()
    fitter.fit([years for years, _ in durations], event_observed=[ended for _, ended in durations])
    curve = fitter.survival_function_
    shares = (float(row[0]) for row in curve.to_numpy())
    return list(zip(map(_year, curve.index), shares, strict=True))


def _year(year: float) -> float:
    """To half a minute: steps on one day are one, whatever sum of floats they come from."""
    return round(float(year), 6)
