"""What the first sheet of a template tells its reader."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from graph.sheets.sheet_layout import sections
from graph.texts import N_, Translate

_LINES: Final = (
    N_("One workbook is one source: a document and what it says of partnerships."),
    N_("Fill in the sheet of the source first, then only the sheets that you need; a row a thing."),
    N_(
        "Give each thing a name and use that name in the other sheets. A municipality, a town or "
        "a person that the graph knows is found by its usual name."
    ),
    N_(
        "Write beside each row the words of the source that it rests on, at most eight. Where a "
        "value rests on other words, add a row with the same name, that value and its words."
    ),
    N_(
        "Write dates as the source has them: August 2024, 12.8.2015, before 1966. What may be "
        "read in two ways is asked about and never guessed."
    ),
    N_("Columns with a star must be filled in. Columns may be moved or deleted."),
    N_("The grey row is an example; it is not read and may stay."),
    N_("Sheets and columns whose name begins with # are yours and are not read."),
    N_("Then ask for a check: venskab sheet check FILE names each cell that is wrong."),
)
_SHEETS: Final = N_("The sheets")


def guide(lang: str, translate: Translate) -> Iterator[str]:
    """The lines of the guide, its heading first.

    Args:
        lang: the language of the template.
        translate: puts a text into it.
    """
    yield str(translate(N_("A source of Venskab as a workbook")))
    yield from (str(translate(line)) for line in _LINES)
    yield ""
    yield f"{translate(_SHEETS)}:"
    for section in sections():
        means = section.kind.definition.get(lang, "") if section.kind else ""
        yield ": ".join(filter(None, (section.sheet_name(lang), means)))
