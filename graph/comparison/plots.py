"""Registers compared, as plots for publication; ``REGISTER_PLOTS`` holds all by name."""

from __future__ import annotations

import textwrap
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any, Final

from graph.comparison.comparison_report import ComparisonReport
from graph.comparison.figure_tables import Row
from graph.comparison.registers import EVIDENCE
from graph.licenses import DEFAULT, short_name
from graph.network.computing.network_libraries import need
from graph.network.plots import suffix_of
from graph.network.plots.plot_style import GRID, INK, PALE, PALETTE, drawn, wrapped
from graph.texts import Text

# What two registers have in common, and what not: the column of the table, the words, the colour.
_PARTS: Final = (
    ("both", "in both", PALETTE[0]),
    ("only", "only in the first", PALETTE[1]),
    ("not_comparable", "cannot be compared", PALE),
)
# A number is written into its part of a bar where that is this share of the bar.
_ROOM: Final = 0.07
_SMALL: Final = 8
# The name of a bar in lines of so many letters; of more bars than these the names are smaller.
_LETTERS: Final = 38
_FEW: Final = 6
_PERCENT: Final = "{x:.0%}"


def plot_registers(name: str, report: ComparisonReport, when: date, target: Path) -> bytes:
    """A plot of the comparison, in the format that a file's name ends with.

    Args:
        name: one of ``REGISTER_PLOTS``.
        report: the comparison.
        when: the day on which it is drawn, for the caption.
        target: the file that it is for.

    Raises:
        BadParameter: the file's name ends with none of svg, pdf, png.
        LibraryMissing: ``venskab[network]`` is not installed.
    """

    def drawing(figure: Any) -> str:
        sentences = REGISTER_PLOTS[name](figure, report)
        given = f"Data generation {report.generation}, drawn {when}. {_sources(report)}"
        return wrapped(f"{sentences} {given}")

    return drawn(drawing, suffix_of(target))


def draw_overlap(figure: Any, report: ComparisonReport) -> str:
    """A bar for each two registers: the share of pairs in both, in one, and not comparable."""
    axes, table = figure.add_subplot(), report.tables["overlap"]
    for part, words, colour in _PARTS:
        _parts(axes, table.rows, part, (words, colour))
    named = [_against(report, row) for row in table.rows]
    axes.set_yticks(range(len(named)), named, fontsize=7 if len(named) <= _FEW else 5)
    axes.invert_yaxis()
    _as_shares(axes)
    axes.set_xlabel("share of the pairs of the first register", fontsize=9)
    _legend(figure, axes, columns=len(_PARTS))
    return f"{table.method} {table.left_out}"


def draw_missing(figure: Any, report: ComparisonReport) -> str:
    """The share of municipalities that have a tie in each register, by country and by size."""
    both = figure.subplots(1, 2, sharex=True)
    by_country, by_size = (report.tables[f"missing-{each}"] for each in ("countries", "sizes"))
    for axes, table, column in zip(both, (by_country, by_size), ("country", "size"), strict=True):
        _shares(axes, table.rows, column, report)
        axes.set_title(f"by {column}" if column == "country" else "by number of inhabitants",
                       fontsize=9, loc="left")  # fmt: skip
        axes.set_xlabel("share of municipalities with a tie", fontsize=9)
    _legend(figure, both[0], columns=1)
    return (
        f"{by_country.method} {by_country.left_out}"
        " Dashed: the share of all municipalities. Hollow: missing."
    )


def _parts(axes: Any, rows: Sequence[Row], part: str, look: tuple[str, str]) -> None:
    """One part of every bar, with its number where there is room for it."""
    words, colour = look
    before = [name for name, *_ in _PARTS]
    before = before[: before.index(part)]
    starts = [sum(_share(row, name) for name in before) for row in rows]
    lengths = [_share(row, part) for row in rows]
    axes.barh(range(len(rows)), lengths, left=starts, color=colour, label=words, height=0.6)
    for place, (row, start, length) in enumerate(zip(rows, starts, lengths, strict=True)):
        if length >= _ROOM:
            ink = "white" if part == "both" else INK
            axes.text(start + length / 2, place, f"{row[part]:,}", ha="center", va="center",
                      color=ink, fontsize=_SMALL)  # fmt: skip


def _share(row: Row, part: str) -> float:
    return _number(row[part]) / (_number(row["pairs"]) or 1)


def _shares(axes: Any, rows: Sequence[Row], column: str, report: ComparisonReport) -> None:
    """A point with its interval for each group and register; the share of all as a line."""
    groups = list(dict.fromkeys(str(row[column]) for row in rows))
    names = list(report.compared.registers)
    for number, name in enumerate(names):
        own = [row for row in rows if row["register"] == name]
        colour = PALETTE[number % len(PALETTE)]
        # Registers stand below each other within the line of their group.
        shift = (number - (len(names) - 1) / 2) * 0.7 / len(names)
        axes.plot([], [], "o", color=colour, markersize=4, label=_title(report, name))
        for row in own:
            _point(axes, groups.index(str(row[column])) + shift, row, colour)
        whole = sum(_number(row["municipalities"]) for row in own)
        if whole:
            overall = sum(_number(row["tied"]) for row in own) / whole
            axes.axvline(overall, color=colour, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.set_yticks(range(len(groups)), groups, fontsize=_SMALL)
    axes.set_ylim(len(groups) - 0.4, -0.6)
    _as_shares(axes)


def _point(axes: Any, place: float, row: Row, colour: str) -> None:
    if row["low"] is not None and row["high"] is not None:
        axes.hlines(place, row["low"], row["high"], color=colour, linewidth=1.6)
    filled = "white" if row["missing"] == "yes" else colour
    axes.plot([_number(row["share"])], [place], "o", color=colour, markerfacecolor=filled,
              markersize=4, clip_on=False)  # fmt: skip


def _sources(report: ComparisonReport) -> str:
    """The registers, each with its licence where that is known."""
    licences = {name: each.register.licence for name, each in report.compared.registers.items()}
    licences[EVIDENCE] = DEFAULT
    named = (
        f"{_title(report, name)} ({short_name(licence)})" if licence else _title(report, name)
        for name, licence in licences.items()
    )
    return f"Sources: {'; '.join(named)}."


def _against(report: ComparisonReport, row: Row) -> str:
    one, other = (_title(report, str(row[name])) for name in ("register", "other"))
    lines = (f"{one}, {row['pairs']:,} pairs", f"held against {other}")
    return "\n".join(textwrap.fill(line, _LETTERS) for line in lines)


def _legend(figure: Any, axes: Any, columns: int) -> None:
    handles, labels = axes.get_legend_handles_labels()
    figure.legend(
        handles, labels, frameon=False, fontsize=_SMALL, ncols=columns, loc="outside upper left"
    )


def _as_shares(axes: Any) -> None:
    axes.set_xlim(0, 1)
    axes.xaxis.set_major_formatter(need("matplotlib.ticker").StrMethodFormatter(_PERCENT))
    axes.tick_params(axis="x", labelsize=_SMALL)
    axes.tick_params(axis="y", length=0)
    axes.spines[["top", "right", "left"]].set_visible(False)
    axes.grid(axis="x", color=GRID, linewidth=0.6)
    axes.set_axisbelow(True)


def _title(report: ComparisonReport, name: str) -> str:
    titles = report.compared.registers[name].register.titles
    if isinstance(titles, Text):
        return str(titles)
    return titles.get("en") or next(iter(titles.values()), name)


def _number(cell: object) -> float:
    return cell if isinstance(cell, int | float) else 0.0


REGISTER_PLOTS: Final[Mapping[str, Callable[[Any, ComparisonReport], str]]] = {
    "overlap": draw_overlap,
    "missing": draw_missing,
}
