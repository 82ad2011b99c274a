"""Who is missing: the municipalities that no tie of a register reaches, by country and size."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Final

from graph.comparison.comparison import Comparison
from graph.comparison.figure_tables import CellKind, FigureColumn, FigureTable, Row
from graph.comparison.overlap_tables import REGISTER, SHARE_COLUMNS, share_cells
from graph.comparison.shares import share
from graph.network.tie_facts import Agent
from graph.texts import N_

# Lower bounds of the bands of inhabitants.
SIZES: Final = (0, 5_000, 10_000, 20_000, 50_000, 100_000)
_METHOD: Final = N_(
    "The municipalities of today whose number of inhabitants the graph has, and how many of them "
    "have a tie in the register, with the 95 % interval by Wilson. Missing: all of the interval "
    "lies below the share of all municipalities. Weighted: the share of the inhabitants."
)
_LEFT_OUT: Final = N_(
    "Countries whose municipalities the graph does not have in full, with their inhabitants, are "
    "not here: of them nobody can say who is missing. A place of a list that is not matched counts "
    "for no municipality."
)
_COLUMNS: Final = (
    FigureColumn("municipalities", N_("Municipalities")),
    FigureColumn("tied", N_("With a tie")),
    *SHARE_COLUMNS,
    FigureColumn("missing", N_("Missing"), CellKind.ANSWER),
    FigureColumn("inhabitants", N_("Inhabitants")),
    FigureColumn("weighted", N_("Weighted share"), CellKind.SHARE),
)


def coverage_by_country(compared: Comparison) -> FigureTable:
    """Which countries' municipalities have a tie, in each register."""
    column = FigureColumn("country", N_("Country"), CellKind.COUNTRY)
    rows = _rows(compared, column.name, lambda agent: agent.country)
    return FigureTable(
        "missing-countries",
        N_("Who is missing, by country?"),
        _METHOD,
        _LEFT_OUT,
        (REGISTER, column, *_COLUMNS),
        rows,
    )


def coverage_by_size(compared: Comparison) -> FigureTable:
    """Municipalities of which size have a tie, in each register."""
    column = FigureColumn("size", N_("Inhabitants of the municipality"), CellKind.RANGE)
    rows = _rows(compared, column.name, _size)
    return FigureTable(
        "missing-sizes",
        N_("Who is missing, by size?"),
        _METHOD,
        _LEFT_OUT,
        (REGISTER, column, *_COLUMNS),
        [{**row, "size": size_name(int(str(row["size"])))} for row in rows],
    )


def size_name(low: int) -> str:
    """A band of inhabitants in writing, such as ``5000-9999``."""
    following = [bound for bound in SIZES if bound > low]
    return f"{low}-{following[0] - 1}" if following else f"{low}+"


def _size(agent: Agent) -> int:
    return max(low for low in SIZES if low <= (agent.population or 0))


def _rows(compared: Comparison, column: str, group_of: Callable[[Agent], str | int]) -> list[Row]:
    everyone = [
        agent
        for iri, agent in compared.found.agents.items()
        if agent.kind == "municipality" and agent.population and iri == compared.node(iri)
    ]
    groups = sorted(
        {group_of(agent) for agent in everyone}, key=lambda group: (isinstance(group, str), group)
    )
    rows: list[Row] = []
    for name, register in compared.registers.items():
        tied = {agent.iri for agent in everyone if agent.iri in register.degrees}
        overall = len(tied) / len(everyone) if everyone else 0.0
        for group in groups:
            members = [agent for agent in everyone if group_of(agent) == group]
            rows.append({"register": name, column: str(group), **_cells(members, tied, overall)})
    return rows


def _cells(members: Sequence[Agent], tied: set[str], overall: float) -> Row:
    found = share(sum(agent.iri in tied for agent in members), len(members))
    inhabitants = sum(agent.population or 0 for agent in members)
    reached = sum(agent.population or 0 for agent in members if agent.iri in tied)
    is_missing = None if found.high is None else "yes" if found.high < overall else "no"
    return {
        "municipalities": found.whole,
        "tied": found.part,
        **share_cells(found),
        "missing": is_missing,
        "inhabitants": inhabitants,
        "weighted": reached / inhabitants if inhabitants else None,
    }
