"""Totals: how many ties places have in each register, and how many ties there may be in all."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from importlib.resources import files
from itertools import combinations
from statistics import median
from typing import Any, Final

import yaml

from graph.comparison.breakdown_tables import BANDS, band_name, band_of
from graph.comparison.comparison import Comparison, RegisterPairs
from graph.comparison.figure_tables import CellKind, FigureColumn, FigureTable, Row
from graph.comparison.overlap_tables import OTHER, REGISTER
from graph.comparison.shares import estimated_total
from graph.texts import N_

_BAND_COLUMNS: Final = {
    band: f"places_{band_name(band).replace('-', '_').replace('+', '_up')}" for band in BANDS
}


def totals_table(compared: Comparison) -> FigureTable:
    """Places, pairs and numbers of ties of each register, and of KONECT's network of 2017."""
    return FigureTable(
        "totals",
        N_("How many ties do places have?"),
        N_(
            "Places with a pair, and how many pairs each has. Of KONECT's network “Twin cities” "
            "(konect.cc, from Wikidata of October 2017) only totals are known here: its nodes are "
            "numbers without names, so that nothing of it can be compared pair by pair."
        ),
        N_("Places without a pair are not counted."),
        (
            FigureColumn("register", N_("Register"), CellKind.REGISTER),
            FigureColumn("places", N_("Places with a pair")),
            FigureColumn("pairs", N_("Pairs")),
            FigureColumn("mean", N_("Mean"), CellKind.NUMBER),
            FigureColumn("median", N_("Median"), CellKind.NUMBER),
            FigureColumn("most", N_("Most")),
            *(
                FigureColumn(
                    _BAND_COLUMNS[band], N_("Places with {ties} ties", ties=band_name(band))
                )
                for band in BANDS
            ),
        ),
        [*(_totals(name, each) for name, each in compared.registers.items()), known_totals()],
    )


def _totals(name: str, register: RegisterPairs) -> Row:
    return totals_of(name, Counter(register.degrees.values()))


def totals_of(name: str, degrees: Mapping[int, int]) -> Row:
    """The totals of a register from how many places have how many pairs."""
    several = sorted(Counter(degrees).elements())
    bands = Counter(band_of(degree) for degree in several)
    return {
        "register": name,
        "places": len(several),
        "pairs": sum(several) // 2,
        "mean": round(sum(several) / len(several), 2) if several else None,
        "median": float(median(several)) if several else None,
        "most": max(several, default=None),
        **{_BAND_COLUMNS[band]: bands[band] for band in BANDS},
    }


def known_totals() -> Row:
    """The totals of KONECT's network, as this package keeps them."""
    found: dict[str, Any] = yaml.safe_load(
        (files("graph.comparison") / "konect-2017.yaml").read_text("utf-8")
    )
    return totals_of(str(found["name"]), found["places_by_degree"])


def estimate_table(compared: Comparison) -> FigureTable:
    """How many pairs there may be in all, by what two registers have in common."""
    rows: list[Row] = []
    for one, other in combinations(compared.registers, 2):
        known = compared.registers[one].known & compared.registers[other].known
        first, second = (
            {pair for pair in compared.registers[name].pairs if known.issuperset(pair)}
            for name in (one, other)
        )
        total = estimated_total(len(first), len(second), len(first & second))
        rows.append(
            {
                "register": one,
                "other": other,
                "pairs_one": len(first),
                "pairs_other": len(second),
                "both": len(first & second),
                "estimate": round(total.value) if total else None,
                "low": round(total.low) if total and total.low is not None else None,
                "high": round(total.high) if total and total.high is not None else None,
            }
        )
    return FigureTable(
        "estimates",
        N_("How many pairs may there be in all?"),
        N_(
            "Capture and recapture by Chapman, among the places that both registers know; the "
            "interval is that of the share in both, by Wilson. It assumes that the two registers "
            "found their pairs independently, that every pair had the same chance, that no pair "
            "began or ended between the two editions, and that all matches are right."
        ),
        N_(
            "None of this holds in full. Lists draw on the same encyclopedias, which makes the "
            "estimate too low; missed matches and the years between editions make it too high. "
            "Take it as an order of magnitude."
        ),
        (
            REGISTER,
            OTHER,
            FigureColumn("pairs_one", N_("Pairs of the register")),
            FigureColumn("pairs_other", N_("Pairs of the other")),
            FigureColumn("both", N_("In both")),
            FigureColumn("estimate", N_("Estimate")),
            FigureColumn("low", N_("Interval from")),
            FigureColumn("high", N_("Interval to")),
        ),
        rows,
    )
