"""Sheets that are to be written: which columns and which rows each has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from graph.records.fields import RecordField, ValueKind
from graph.records.form import form
from graph.sheets.sheet_layout import (
    ColumnRole,
    SheetColumn,
    SheetSection,
    as_example,
    columns,
    sections,
)
from graph.sheets.to_sheets import SheetTable
from graph.texts import N_, Translate

_EXAMPLE_SAYS: Final = N_("words that stand in the source")
_EXAMPLE_AT: Final = N_("section 2")
_TEXT: Final = N_("a text")


@dataclass(frozen=True)
class SheetPage:
    """A sheet to be written.

    Attributes:
        section: the section that it holds.
        columns: its columns, in order.
        rows: the texts of its rows below the headings, in the order of the columns.
        is_example: its rows only show what is meant.
    """

    section: SheetSection
    columns: Sequence[SheetColumn]
    rows: Sequence[Sequence[str]]
    is_example: bool = False


def template_pages(lang: str, translate: Translate) -> Iterator[SheetPage]:
    """The empty sheets, each with an example row.

    Args:
        lang: the language of their headings.
        translate: puts a text into it.
    """
    for section in sections():
        shown = tuple(columns(section))
        example = list(_example_row(section, shown, lang, translate))
        yield SheetPage(section, shown, [example], is_example=True)


def pages_of(tables: Iterable[SheetTable]) -> Iterator[SheetPage]:
    """The sheets of a record's tables."""
    for table in tables:
        shown = table.columns()
        rows = [[row.get((each.key, each.lang), "") for each in shown] for row in table.rows]
        yield SheetPage(table.section, shown, rows)


def _example_row(
    section: SheetSection, shown: Sequence[SheetColumn], lang: str, translate: Translate
) -> Iterator[str]:
    """The row that shows what is meant; its first cell says that it is an example."""
    named = section.kind.example.get(lang) if section.kind else ""
    yield as_example(named or section.words.said(lang), lang)
    plain = {
        ColumnRole.SAYS: str(translate(_EXAMPLE_SAYS)),
        ColumnRole.AT: str(translate(_EXAMPLE_AT)),
    }
    for column in shown[1:]:
        if column.field:
            yield _example(column.field, lang, translate)
        else:
            yield plain.get(column.role) or _made_from(column.key, lang)


def _made_from(key: str, lang: str) -> str:
    """An example of what further things are made from."""
    kind = {"parties": "municipality", "person": "person"}.get(key)
    if key == "office":
        post = form().kinds["post"].field("role")
        return post.example.get(lang, "") if post else ""
    return form().kinds[kind].example.get(lang, "") if kind else ""


def _example(field: RecordField, lang: str, translate: Translate) -> str:
    if field.value is ValueKind.TEXT:
        return str(translate(_TEXT))
    return field.example.get(lang, "")
