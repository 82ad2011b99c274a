"""How far registers agree by country, by decade and by the number of ties of a place."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from typing import Final

from graph.comparison.comparison import Comparison, Pair, PairStanding
from graph.comparison.figure_tables import CellKind, FigureColumn, FigureTable, Row
from graph.comparison.overlap_tables import (
    BOTH,
    NOT_COMPARABLE,
    ONLY,
    PAIRS,
    REGISTER,
    SHARE_COLUMNS,
    standing_cells,
)
from graph.comparison.registers import EVIDENCE
from graph.texts import N_

# Lower bounds of the bands of numbers of ties that a place has.
BANDS: Final = (1, 2, 4, 8, 16, 32)
_DECADE: Final = 10
_COUNTED: Final = (PAIRS, BOTH, ONLY, NOT_COMPARABLE, *SHARE_COLUMNS)
_AGAINST_ALL: Final = N_(
    "In both: any other register gives the pair too; only here: another one knows both places and "
    "none gives it; cannot be compared: no other register knows both places. Share with its 95 % "
    "interval by Wilson."
)


def country_table(compared: Comparison) -> FigureTable:
    """The pairs of each register by country, and how many another one gives too."""
    found: defaultdict[tuple[str, str], Counter[PairStanding]] = defaultdict(Counter)
    for name, register in compared.registers.items():
        for pair in register.pairs:
            standing = _against_all(compared, pair, name)
            for country in {compared.country(end) for end in pair}:
                found[name, country][standing] += 1
    return FigureTable(
        "countries",
        N_("By country"),
        _AGAINST_ALL,
        N_(
            "A pair between two countries is counted in both, so the rows of a register add up to "
            "more than its pairs. A list without countries has those of its matched places."
        ),
        (REGISTER, FigureColumn("country", N_("Country"), CellKind.COUNTRY), *_COUNTED),
        [
            {
                "register": name,
                "country": country or None,
                **standing_cells({each: counts[each] for each in PairStanding}),
            }
            for (name, country), counts in sorted(
                found.items(), key=lambda item: (item[0][0], -item[1].total(), item[0][1])
            )
        ],
    )


def decade_table(compared: Comparison) -> FigureTable:
    """The pairs of the evidence by the decade in which they began, and how many each list gives."""
    rows: list[Row] = []
    for name in compared.lists:
        found: defaultdict[int, Counter[PairStanding]] = defaultdict(Counter)
        for pair in compared.registers[EVIDENCE].pairs:
            found[_decade(compared, pair)][compared.standing(pair, name)] += 1
        rows += [
            {
                "register": name,
                "decade": decade or None,
                **standing_cells({each: counts[each] for each in PairStanding}),
            }
            for decade, counts in sorted(found.items())
        ]
    return FigureTable(
        "decades",
        N_("By decade"),
        N_(
            "The pairs of the evidence by the decade in which they began, and how many of them the "
            "list gives too. Share with its 95 % interval by Wilson."
        ),
        N_(
            "Only the evidence has dates for this; what lists give has none here. A beginning that "
            "can lie in several decades is counted as unknown."
        ),
        (REGISTER, FigureColumn("decade", N_("Decade"), CellKind.DECADE), *_COUNTED),
        rows,
    )


def degree_table(compared: Comparison) -> FigureTable:
    """The ends of pairs by how many pairs their place has in the register."""
    found: dict[tuple[str, int], Counter[PairStanding]] = {}
    places: Counter[tuple[str, int]] = Counter()
    for name, register in compared.registers.items():
        for degree in register.degrees.values():
            places[name, band_of(degree)] += 1
        for pair in register.pairs:
            standing = _against_all(compared, pair, name)
            for end in pair:
                key = name, band_of(register.degrees[end])
                found.setdefault(key, Counter())[standing] += 1
    return FigureTable(
        "degrees",
        N_("By the number of ties of a place"),
        _AGAINST_ALL,
        N_(
            "Each pair is counted at both its ends, so that the rows add up to twice the pairs. "
            "Places of lists are matched by shared neighbours too, so that a place with one tie is "
            "matched mostly because that is in both: the shares of few ties are too high for it."
        ),
        (
            REGISTER,
            FigureColumn("degree", N_("Ties of the place"), CellKind.RANGE),
            FigureColumn("places", N_("Places")),
            *_COUNTED,
        ),
        [
            {
                "register": name,
                "degree": band_name(band),
                "places": places[name, band],
                **standing_cells({each: counts[each] for each in PairStanding}),
            }
            for (name, band), counts in sorted(
                found.items(),
                key=lambda item: (list(compared.registers).index(item[0][0]), item[0][1]),
            )
        ],
    )


def band_of(degree: int) -> int:
    """The lower bound of the band that a number of ties lies in."""
    return max(low for low in BANDS if low <= degree)


def band_name(band: int) -> str:
    """The band in writing, such as ``4-7``."""
    following = [low for low in BANDS if low > band]
    if not following:
        return f"{band}+"
    last = following[0] - 1
    return f"{band}" if last == band else f"{band}-{last}"


def _against_all(compared: Comparison, pair: Pair, name: str) -> PairStanding:
    """How a pair stands to all other registers together."""
    others: Iterable[str] = (other for other in compared.registers if other != name)
    found = {compared.standing(pair, other) for other in others}
    for standing in (PairStanding.BOTH, PairStanding.ONLY):
        if standing in found:
            return standing
    return PairStanding.NOT_COMPARABLE


def _decade(compared: Comparison, pair: Pair) -> int:
    """The decade in which the first tie of a pair began; 0 where that is not certain."""
    firsts = [tie.first for tie in compared.evidence_of[pair]]
    earliest = [first.earliest for first in firsts if first.earliest]
    latest = [first.latest for first in firsts if first.latest]
    if len(earliest) < len(firsts) or not latest:
        return 0
    years = {min(days).year // _DECADE * _DECADE for days in (earliest, latest)}
    return years.pop() if len(years) == 1 else 0
