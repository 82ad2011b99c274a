"""The library for workbooks, which may be missing; folders of CSV are read without it."""

from __future__ import annotations

from typing import Any

from graph.optional_libraries import load
from graph.texts import N_


def need(name: str) -> Any:
    """A library of ``venskab[sheets]``.

    Raises:
        LibraryMissing: it is not installed.
    """
    return load(name, N_("Install venskab[sheets], or use a folder of CSV."))
