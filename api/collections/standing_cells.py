"""The columns of a list that no source states: the status on a day, and the deadline that waits."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from api.locale.date_format import days_in_words
from api.locale.language import Lang
from api.locale.result_table import Cell
from api.locale.state_words import standing_words
from api.locale.translation import _
from graph.collections.collection import Column
from graph.collections.collection_parameters import worked_out
from graph.collections.json_terms import Item
from graph.collections.query import CollectionQuery
from graph.texts import N_, Text

STATUS: Final = Column("status", shown=True)
DUE: Final = Column("due", shown=True)
HEADINGS: Final[dict[str, Text]] = {"status": N_("Status"), "due": N_("Deadline")}
_TONES: Final = {
    "in-force": "certain",
    "ended": "ended",
    "expired": "ended",
    "overdue": "overdue",
    "possibly-overdue": "overdue",
    "possibly-in-force": "possible",
    "possibly-suspended": "possible",
    "possibly-ended": "possible",
}
_LATE: Final[dict[str, Text]] = {
    "overdue": N_("Overdue since {when}"),
    "possibly-overdue": N_("Possibly overdue since {when}"),
}


@dataclass(frozen=True)
class StandingCell(Cell):
    """A cell that says how a thing stands: with a shape and a colour beside the words."""

    tone: str = ""


def with_standing(selection: CollectionQuery, columns: list[Column]) -> list[Column]:
    """The columns of a list with those that are worked out, before how a document is known."""
    known = worked_out(selection.collection)
    extra = [each for each in (STATUS, DUE) if each.key in known and each.key in selection.fields]
    keys = [each.key for each in columns]
    at = keys.index("documentStatus") if "documentStatus" in keys else len(columns)
    return [*columns[:at], *extra, *columns[at:]]


def standing_cells(column: Column, item: Item, lang: Lang) -> list[Cell]:
    """The cell of a thing in one of the columns here; none where nothing is to be said."""
    standing = item.get(column.key, "")
    if not standing:
        return []
    words = _(standing_words(standing), lang)
    if column is DUE and standing != "expired":
        words = _due_words(standing, item, lang)
    return [StandingCell(words, tone=_TONES.get(standing, "plain"))]


def _due_words(standing: str, item: Item, lang: Lang) -> str:
    first, last = item.get("reviewDueEarliest"), item.get("reviewDueLatest")
    if not (first and last):
        return _(standing_words(standing), lang)
    when = days_in_words(date.fromisoformat(min(first)), date.fromisoformat(max(last)), lang)
    template = _LATE.get(standing)
    return _(template.template, lang, when=when) if template else when
