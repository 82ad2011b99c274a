"""Writes sheets as a workbook of Excel: headings with notes, lists to choose from, a guide."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from graph.records.fields import RecordField, ValueKind
from graph.records.schemes import Scheme, schemes
from graph.sheets.guide import guide
from graph.sheets.libraries import need
from graph.sheets.marked import put_text
from graph.sheets.sheet_layout import (
    CHOICES,
    READ_ME,
    ColumnRole,
    SheetColumn,
    SheetPart,
    name_beside,
    sections,
)
from graph.sheets.sheet_pages import SheetPage
from graph.texts import N_, Translate

_HEAD: Final = "FF1F4E5F"
_PAPER: Final = "FFFFFFFF"
_FAINT: Final = "FF7A7A7A"
_LAST_ROW: Final = 2_000
_WIDTH: Final = 22
_WIDE: Final = 44
_NOTE_WIDTH: Final = 380
_NOTE_HEIGHT: Final = 160
_SAYS: Final = N_(
    "The words of the source that the row rests on, at most eight; several passages each on a line "
    "of its own. Further rows of the same name give single values their own words."
)
_AT: Final = N_("Where in the source the words stand, such as: annex 1, action 2.")
_NAME: Final = N_(
    "A name of your own choice, by which other sheets refer to this row. Repeat it in a further "
    "row to say more of the same thing."
)
_SEVERAL: Final = N_("Several values are parted by semicolons.")
_YES: Final = N_("yes")
_NO: Final = N_("no")
_CHOOSE: Final = N_("Choose from the list.")


def write_workbook(pages: Iterable[SheetPage], out: Path, lang: str, translate: Translate) -> None:
    """Write sheets as a workbook of Excel, with a guide before them.

    Args:
        pages: the sheets.
        out: the file to write.
        lang: the language of its headings, ``da`` or ``en``.
        translate: puts a text into that language.

    Raises:
        LibraryMissing: openpyxl is not installed.
        OSError: it cannot be written.
    """
    book = _new_book(lang, translate)
    made = list(pages)
    # Where the names of the things of a sheet begin; the example is none of them.
    names = {page.section.word: 3 if page.is_example else 2 for page in made}
    for page in made:
        sheet = _add_sheet(book, page, names, lang, translate)
        for number, row in enumerate(page.rows, 2):
            _write_row(sheet, number, row, faint=page.is_example)
    book.active = min(1, len(made))
    book.save(out)


def _new_book(lang: str, translate: Translate) -> Any:
    """A workbook that holds the guide and the choices, and no sheet of a kind yet."""
    book = need("openpyxl").Workbook()
    page = book.active
    page.title = name_beside(READ_ME, lang)
    page.column_dimensions["A"].width = 110
    for number, line in enumerate(guide(lang, translate), 1):
        put_text(page.cell(number, 1), line)
        page.cell(number, 1).style = "Headline 2" if number == 1 else "Normal"
        page.cell(number, 1).alignment = _wrapped()
    choices = book.create_sheet(name_beside(CHOICES, lang))
    choices.sheet_state = "hidden"
    for column, scheme in enumerate(schemes().values(), 1):
        names = (scheme.words.said(lang), *(one.words.said(lang) for one in scheme.concepts))
        for row, name in enumerate(names, 1):
            put_text(choices.cell(row, column), name)
    return book


def _add_sheet(
    book: Any, made: SheetPage, names: Mapping[str, int], lang: str, translate: Translate
) -> Any:
    """Add the sheet of a section with its headings, notes and drop-downs; the sheet of openpyxl."""
    from openpyxl.comments import Comment  # noqa: PLC0415
    from openpyxl.styles import Font, PatternFill  # noqa: PLC0415
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    page = book.create_sheet(made.section.sheet_name(lang), len(book.sheetnames) - 1)
    page.freeze_panes = "B2"
    for number, column in enumerate(made.columns, 1):
        cell = page.cell(1, number)
        put_text(cell, column.heading(lang) + (" *" if column.is_required else ""))
        cell.font = Font(bold=True, color=_PAPER)
        cell.fill = PatternFill("solid", start_color=_HEAD)
        cell.alignment = _wrapped()
        if note := _note_of(column, lang, translate):
            cell.comment = Comment(note, "", height=_NOTE_HEIGHT, width=_NOTE_WIDTH)
        letter = get_column_letter(number)
        dimension = page.column_dimensions[letter]
        dimension.width = _WIDE if _is_wide(column) else _WIDTH
        # As text, a code keeps its noughts and a date is what was typed.
        dimension.number_format = "@"
        dimension.alignment = _wrapped()
        if source := _choices(column.field, names, lang, translate):
            _offer(page, letter, source)
    return page


def _write_row(page: Any, number: int, texts: Sequence[str], *, faint: bool = False) -> None:
    """Write the cells of a row as text; blank ones stay empty."""
    from openpyxl.styles import Font  # noqa: PLC0415

    for column, text in enumerate(texts, 1):
        if text:
            cell = page.cell(number, column)
            put_text(cell, text)
            cell.alignment = _wrapped()
            if faint:
                cell.font = Font(italic=True, color=_FAINT)


def _note_of(column: SheetColumn, lang: str, translate: Translate) -> str:
    """What the note at a heading says."""
    plain = {ColumnRole.NAME: _NAME, ColumnRole.SAYS: _SAYS, ColumnRole.AT: _AT}
    if column.field is None:
        note = plain.get(column.role)
        return str(translate(note)) if note else ""
    parts = [column.field.message.get(lang, "")]
    if column.field.value in {ValueKind.CONCEPT, ValueKind.BOOLEAN}:
        parts.append(str(translate(_CHOOSE)))
    if column.several:
        parts.append(str(translate(_SEVERAL)))
    return " ".join(filter(None, parts))


def _is_wide(column: SheetColumn) -> bool:
    return column.role is ColumnRole.SAYS or bool(
        column.field and column.field.value is ValueKind.TEXT
    )


def _offer(page: Any, letter: str, source: str) -> None:
    """Offer choices in a column; another language, or several choices, may be written too."""
    from openpyxl.worksheet.datavalidation import DataValidation  # noqa: PLC0415

    offered = DataValidation("list", formula1=source, allow_blank=True, showErrorMessage=False)
    offered.add(f"{letter}2:{letter}{_LAST_ROW}")
    page.add_data_validation(offered)


def _choices(
    field: RecordField | None, names: Mapping[str, int], lang: str, translate: Translate
) -> str:
    """The formula of the cells to choose from; blank where there is nothing to choose."""
    if field is None:
        return ""
    if field.value is ValueKind.BOOLEAN:
        return f'"{translate(_YES)},{translate(_NO)}"'
    if field.scheme:
        return _scheme_range(name_beside(CHOICES, lang), field.scheme)
    return _names_range(field, names, lang)


def _scheme_range(sheet: str, scheme: Scheme) -> str:
    from openpyxl.utils import get_column_letter  # noqa: PLC0415

    letter = get_column_letter(list(schemes()).index(scheme.iri) + 1)
    return f"'{sheet}'!${letter}$2:${letter}${len(scheme.concepts) + 1}"


def _names_range(field: RecordField, names: Mapping[str, int], lang: str) -> str:
    """The names of the things that are described in this workbook itself."""
    for section in sections():
        described = section.kind and section.kind.iri in field.classes
        if described and section.part is SheetPart.THINGS and section.word in names:
            return f"'{section.sheet_name(lang)}'!$A${names[section.word]}:$A${_LAST_ROW}"
    return ""


def _wrapped() -> Any:
    from openpyxl.styles import Alignment  # noqa: PLC0415

    return Alignment(wrap_text=True, vertical="top")
