"""What a cell of a workbook shows, from its stored value and the format that it is shown in.

A spreadsheet program turns much of what is typed into a number: ``0751`` into 751, ``12/8`` into a
day of the present year, ``2019-12`` into the first of December. Where the format still says what
was meant, that is taken; where it does not, the cell is an error and nothing is guessed.
"""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from graph.sheets.cells import CellRemark, SheetCell, seen
from graph.texts import N_, Text

# Excel's calendar has a 29 February 1900; its days before March of that year are doubtful.
_CERTAIN: Final = date(1900, 3, 1)
# Excel keeps fifteen digits and makes noughts of the rest.
_DIGITS: Final = 15
# What a format says as words and not as signs of a date: "text", [colour], \x, _x, *x.
_SAID: Final = re.compile(r'"[^"]*"|\[[^\]]*\]|\\.|_.|\*.')
_NOUGHTS: Final = re.compile(r"0+")
_ESCAPED: Final = re.compile(r"_x([0-9A-Fa-f]{4})_")
# What spreadsheet programs write where a formula fails, in any language: #REF!, #DIV/0!, #N/A.
_FAILED: Final = re.compile(r"#[^\Wa-z_]+(/0)?[!?]|#N/A|#I/T")
_ROUNDED: Final = re.compile(r"-?\d[.,]\d+E[+-]?\d+", re.IGNORECASE)
_AS_TEXT: Final = N_("Format the cell as text and write the value again.")


def shown(value: object, number_format: str) -> SheetCell:
    """The text that a stored value is seen as.

    Args:
        value: what is stored: text, number, truth value, date or time.
        number_format: the format of the cell as Excel writes it, such as ``0000`` or ``d-mmm-yy``.
    """
    if isinstance(value, bool):
        return SheetCell("true" if value else "false")
    if isinstance(value, int | float):
        return _number(value, number_format)
    if isinstance(value, datetime):
        return _moment(value, number_format)
    if isinstance(value, date):
        return _day(value, number_format)
    if isinstance(value, time | timedelta):
        what = N_("Excel has made a time of day of this: {value}.", value=str(value))
        return SheetCell("", CellRemark(what, _AS_TEXT))
    return written(_ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value)))


def written(text: str) -> SheetCell:
    """A text as it was written, unless a spreadsheet program put it there to say that it failed."""
    plain = seen(text)
    if _FAILED.fullmatch(plain):
        what = N_("The formula failed: {value}.", value=plain)
        return SheetCell("", CellRemark(what, N_("Write the value itself.")))
    if plain and not plain.strip("#") and len(plain) > 2:
        what = N_("The column was too narrow to show the value when this was saved.")
        return SheetCell("", CellRemark(what, N_("Widen the column and save again.")))
    if _ROUNDED.fullmatch(plain):
        return SheetCell("", CellRemark(_rounded(plain), _AS_TEXT))
    return SheetCell(plain)


def _rounded(number: str) -> Text:
    return N_("The number {number} was rounded by the spreadsheet program.", number=number)


def _number(value: float, number_format: str) -> SheetCell:
    if abs(value) >= 10**_DIGITS:
        return SheetCell("", CellRemark(_rounded(f"{value:.5g}"), _AS_TEXT))
    if "%" in _SAID.sub("", number_format):
        what = N_("Excel has made a percentage of this: {value}.", value=f"{value:.6g}")
        return SheetCell("", CellRemark(what, _AS_TEXT))
    if float(value).is_integer():
        # A code such as 0751 is a number shown with noughts before it.
        width = len(number_format) if _NOUGHTS.fullmatch(number_format) else 0
        return SheetCell(f"{int(value):0{width}d}")
    return SheetCell(f"{value:.{_DIGITS}g}")


def _moment(value: datetime, number_format: str) -> SheetCell:
    if value.time() == time():
        return _day(value.date(), number_format)
    return SheetCell(value.isoformat(timespec="seconds"))


def _day(value: date, number_format: str) -> SheetCell:
    """A date as precise as its format shows it: Excel makes 1 December of ``2019-12``."""
    if value < _CERTAIN:
        what = N_("Excel cannot count days before March 1900: {value}.", value=value.isoformat())
        return SheetCell("", CellRemark(what, _AS_TEXT))
    # Only the first part of a format is for dates; the letters are the same in every language
    # but for the year of some, where Excel still writes y into the file.
    signs = _SAID.sub("", number_format.split(";", maxsplit=1)[0]).lower()
    if "y" not in signs and "e" not in signs and signs not in {"", "general"}:
        what = N_(
            "Excel shows no year here; {value} is its own guess of the year.",
            value=value.isoformat(),
        )
        return SheetCell("", CellRemark(what, _AS_TEXT))
    if "d" in signs or signs in {"", "general"}:
        return SheetCell(value.isoformat())
    return SheetCell(f"{value:%Y-%m}" if "m" in signs else f"{value:%Y}")
