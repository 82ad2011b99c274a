"""Writes sheets as a folder of CSV that Excel opens in Danish as well: UTF-8 with a mark, ``;``."""

from __future__ import annotations

import csv
from collections.abc import Iterable
from pathlib import Path
from typing import Final

from graph.sheets.sheet_pages import SheetPage

SEPARATOR: Final = ";"


def write_folder(pages: Iterable[SheetPage], out: Path, lang: str) -> None:
    """Write sheets as a folder of CSV, a file a sheet.

    Args:
        pages: the sheets.
        out: the folder; made if it is not there.
        lang: the language of the headings and of the files' names.

    Raises:
        OSError: it cannot be written.
    """
    out.mkdir(parents=True, exist_ok=True)
    for page in pages:
        path = out / f"{page.section.sheet_name(lang)}.csv"
        with path.open("w", encoding="utf-8-sig", newline="") as file:
            rows = csv.writer(file, delimiter=SEPARATOR)
            rows.writerow(
                each.heading(lang) + (" *" if each.is_required else "") for each in page.columns
            )
            rows.writerows(page.rows)
