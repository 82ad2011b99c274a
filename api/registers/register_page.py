"""The page of registers compared: its first sentences, its figure and its tables in words."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from babel.numbers import format_decimal

from api.charts.legend import LegendEntry
from api.charts.row_layout import hatch_alone
from api.html.provenance import here
from api.locale.language import Lang
from api.locale.translation import _
from api.registers.cell_texts import cell_text, column_title, register_name
from api.registers.upset_chart import upset
from api.svg.markup import written
from graph.comparison.comparison_report import ComparisonReport
from graph.comparison.figure_tables import CellKind, FigureColumn, FigureTable, Row
from graph.comparison.registers import EVIDENCE
from graph.lists.resolution import LIST_PLACE
from graph.texts import N_

_NUMBERS: Final = frozenset({CellKind.COUNT, CellKind.NUMBER, CellKind.SHARE, CellKind.RANGE})
# Rows of a register that a page shows of a long table; its file has all.
_MOST: Final = {"countries": 12}
_PAIRS: Final = 25
_LINKED: Final = {"one_name": "one", "other_name": "other"}
# Columns that a page has as links, not as text.
_ENDS: Final = frozenset(_LINKED.values())
_SENTENCES: Final = (
    N_(
        "Of {total} pairs {one} are named by one register only. Of {unsure} of these another "
        "register cannot be asked."
    ),
    N_("An act, an agreement or a visit supports {supported} pairs; lists name {listed} of them."),
    N_("{ended} partnerships had ended, by the evidence, and still stand on a list."),
)
# Lower bounds of shares whose cells are ever darker.
_SHADES: Final = (0.0, 0.25, 0.5, 0.75)
_LEGEND: Final = {
    "first": N_("the other registers know both places and do not name the pair"),
    "second": N_("another register cannot be asked about one of the places"),
}


@dataclass(frozen=True)
class ShownCell:
    """A cell on the page."""

    text: str
    href: str = ""


@dataclass(frozen=True)
class ShownTable:
    """A table on the page.

    Attributes:
        name: its name in addresses.
        title, method, left_out: its words.
        columns: title of each column, and whether it holds numbers.
        rows: its cells.
        cut: number of rows that are left to the file.
    """

    name: str
    title: str
    method: str
    left_out: str
    columns: Sequence[tuple[str, bool]]
    rows: Sequence[Sequence[ShownCell]]
    cut: int = 0


def legend(lang: Lang) -> list[LegendEntry]:
    """The meaning of the fills of the figure."""
    return [LegendEntry(name, _(words, lang)) for name, words in _LEGEND.items()]


def values_of(report: ComparisonReport, lang: Lang) -> Mapping[str, Any]:
    """What the template says of a comparison."""
    lists = report.compared.lists
    return {
        "lists": lists,
        "sentences": _sentences(report, lang) if lists else [],
        "figures": [
            written(each)
            for each in (hatch_alone(), upset(report, lang), upset(report, lang, narrow=True))
            if lists
        ],
        "legend": legend(lang),
        "heat": _heat(report, lang),
        "tables": {name: _shown(report, table, lang) for name, table in report.tables.items()},
    }


def _sentences(report: ComparisonReport, lang: Lang) -> list[str]:
    """The answer first: how much only one names, how much is supported, what has ended."""
    combinations = report.tables["combinations"].rows
    total = sum(_int(row, "pairs") for row in combinations)
    alone = [row for row in combinations if row["number"] == 1]
    one, unsure = (sum(_int(row, name) for row in alone) for name in ("pairs", "not_comparable"))
    support = {row["register"]: row for row in report.tables["support"].rows}
    listed = sum(
        any(name != EVIDENCE for name in names) and report.compared.support(pair).any
        for pair, names in report.compared.all_pairs.items()
    )
    ended = len({row["partnership"] for row in report.tables["ended"].rows})
    shown = {
        name: format_decimal(value, locale=lang)
        for name, value in {
            "total": total,
            "one": one,
            "unsure": unsure,
            "supported": _int(support[EVIDENCE], "supported"),
            "listed": listed,
            "ended": ended,
        }.items()
    }
    return [_(str(template), lang, **shown) for template in _SENTENCES]


def _int(row: Row, name: str) -> int:
    return int(row[name] or 0)


def _heat(report: ComparisonReport, lang: Lang) -> dict[str, Any]:
    """The shares of pairs that the register of a column names too, by the register of a row."""
    cells = {(row["register"], row["other"]): row for row in report.tables["overlap"].rows}
    names = list(report.compared.registers)
    pairs = {name: len(report.compared.registers[name].pairs) for name in names}
    return {
        "names": [register_name(name, report, lang) for name in names],
        "rows": [
            (
                register_name(one, report, lang),
                pairs[one],
                [_heat_cell(cells.get((one, other)), report, lang) for other in names],
            )
            for one in names
        ],
    }


def _heat_cell(row: Row | None, report: ComparisonReport, lang: Lang) -> dict[str, Any] | None:
    if row is None:
        return None
    share = row["share"]
    shade = sum(float(share) >= low for low in _SHADES) if share is not None else 0
    low, high = (cell_text(row[name], CellKind.SHARE, report, lang) for name in ("low", "high"))
    return {
        "share": cell_text(share, CellKind.SHARE, report, lang),
        "interval": f"{low} \N{EN DASH} {high}" if row["low"] is not None else "",
        "compared": _int(row, "both") + _int(row, "only"),
        "shade": shade,
    }


def _shown(report: ComparisonReport, table: FigureTable, lang: Lang) -> ShownTable:
    rows = list(_chosen(table))
    columns = [
        column
        for column in table.columns
        if column.kind is not CellKind.ADDRESS or column.name not in _ENDS
    ]
    return ShownTable(
        table.name,
        _(table.title, lang),
        _(table.method, lang),
        _(table.left_out, lang),
        [(column_title(column, lang), column.kind in _NUMBERS) for column in columns],
        [[_cell(report, row, column, lang) for column in columns] for row in rows],
        len(table.rows) - len(rows),
    )


def _cell(report: ComparisonReport, row: Row, column: FigureColumn, lang: Lang) -> ShownCell:
    """A cell; a place has its name in the reader's language, and what has a page leads there."""
    if column.kind is CellKind.NAME:
        iri = str(row[_LINKED[column.name]])
        return ShownCell(report.compared.name(iri, lang), _address(iri))
    if column.kind is CellKind.ADDRESS:
        return ShownCell(_("See it", lang), _address(str(row[column.name])))
    return ShownCell(cell_text(row[column.name], column.kind, report, lang))


def _address(iri: str) -> str:
    """The address of a page; a place of a list has one where lists are seen."""
    return here(iri) + ("?tier=all" if iri.startswith(LIST_PLACE) else "")


def _chosen(table: FigureTable) -> Iterable[Row]:
    """The rows that the page shows: of long tables the largest, of pairs the disputed ones."""
    if table.name == "pairs":
        yield from [row for row in table.rows if _is_disputed(row)][:_PAIRS]
        return
    most = _MOST.get(table.name)
    taken: Counter[str] = Counter()
    for row in table.rows:
        taken[str(row.get("register"))] += 1
        if most is None or taken[str(row.get("register"))] <= most:
            yield row


def _is_disputed(row: Row) -> bool:
    """True for a pair of the evidence that a list could name and does not."""
    given = {name: value for name, value in row.items() if name.startswith("in_")}
    return given[f"in_{EVIDENCE}"] == "yes" and "no" in given.values()
