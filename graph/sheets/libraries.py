"""The library for workbooks, which may be missing; folders of CSV are read without it."""

from __future__ import annotations

import importlib
from typing import Any

from graph.errors import LibraryMissing
from graph.texts import N_


def need(name: str) -> Any:
    """A library of ``venskab[sheets]``, loaded now if it was not before.

    Raises:
        LibraryMissing: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise LibraryMissing(
            N_("This needs the library {name}, which is not installed.", name=error.name),
            hint=N_("Install venskab[sheets], or use a folder of CSV."),
        ) from error
