"""Libraries of the package's extras: loaded when they are first used, and told when missing."""

from __future__ import annotations

import importlib
from typing import Any

from graph.errors import LibraryMissing
from graph.texts import N_


def load(module: str, hint: str) -> Any:
    """A module that needs an optional library, loaded now if it was not before.

    Args:
        module: its name, or that of the library.
        hint: which extra to install.

    Raises:
        LibraryMissing: the library is not installed.
    """
    try:
        return importlib.import_module(module)
    except ModuleNotFoundError as error:
        raise LibraryMissing(
            N_("This needs the library {name}, which is not installed.", name=error.name),
            hint=hint,
        ) from error
