"""Compiles a gettext catalogue, when the package is built and where a source is newer."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po


def compiled(path: Path) -> bytes:
    """The bytes of the ``.mo`` of the ``.po`` at ``path``, with the texts that are done.

    Raises:
        babel.messages.pofile.PoFileError: it is no catalogue.
        ValueError: it is not in UTF-8, or its header is wrong.
    """
    with path.open("rb") as source:
        catalogue = read_po(source, locale=path.parent.parent.name, abort_invalid=True)
    for each in catalogue:
        # Babel would write what has only some of its forms, and blanks would be shown.
        if isinstance(each.string, tuple | list) and not all(each.string):
            each.string = ""
    made = BytesIO()
    write_mo(made, catalogue)
    return made.getvalue()
