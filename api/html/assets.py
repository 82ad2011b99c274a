"""The addresses of the built scripts of the pages, if they were built."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import Final

_BUILT: Final = files("api") / "static" / "build"


@cache
def script(name: str) -> str:
    """The address of a built file such as ``explore.js``; blank where nothing was built.

    The address changes with the sources, so that a browser never mixes two versions.
    """
    stamp = _BUILT / "sources.sha256"
    if not stamp.is_file() or not (_BUILT / name).is_file():
        return ""
    return f"/static/build/{name}?v={stamp.read_text(encoding='utf-8')[:12]}"
