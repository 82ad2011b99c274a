"""The libraries that come with ``venskab[network]`` only; all else here works without them."""

from __future__ import annotations

import importlib
from typing import Any

from graph.errors import LibraryMissing


def need(name: str) -> Any:
    """A module of the extra ``network``.

    Raises:
        LibraryMissing: it is not installed.
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise LibraryMissing(
            f"This needs the library {error.name}, which is not installed.",
            mend="Install venskab[network].",
        ) from error
