"""The whole comparison: every table of figures, by name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Final

from graph.comparison.breakdown_tables import country_table, decade_table, degree_table
from graph.comparison.comparison import Comparison
from graph.comparison.coverage_tables import coverage_by_country, coverage_by_size
from graph.comparison.evidence_tables import ended_table, support_table
from graph.comparison.figure_tables import FigureTable
from graph.comparison.overlap_tables import (
    combinations_table,
    overlap_table,
    pairs_table,
    registers_table,
)
from graph.comparison.registers import Gathered
from graph.comparison.total_tables import estimate_table, totals_table

# In the order in which a reader meets them; all pairs, which are many, come last.
MAKERS: Final[Mapping[str, Callable[[Comparison], FigureTable]]] = {
    "registers": registers_table,
    "overlap": overlap_table,
    "combinations": combinations_table,
    "support": support_table,
    "ended": ended_table,
    "countries": country_table,
    "decades": decade_table,
    "degrees": degree_table,
    "missing-countries": coverage_by_country,
    "missing-sizes": coverage_by_size,
    "estimates": estimate_table,
    "totals": totals_table,
    "pairs": pairs_table,
}


@dataclass(frozen=True)
class ComparisonReport:
    """All tables of a comparison.

    Attributes:
        generation: name of the state of the data.
        compared: what the tables are made of.
    """

    generation: str
    compared: Comparison

    @cached_property
    def tables(self) -> Mapping[str, FigureTable]:
        """The tables by name."""
        return {name: make(self.compared) for name, make in MAKERS.items()}


def compare(found: Gathered) -> ComparisonReport:
    """Compare registers; every table is worked out before this returns."""
    report = ComparisonReport(found.generation, Comparison(found))
    _ = report.tables
    return report
