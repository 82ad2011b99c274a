"""The two languages that Venskab speaks, and how a reader's is found."""

from __future__ import annotations

import locale
import os
from typing import Final, Literal

from api.http.negotiation import preferences

Lang = Literal["da", "en"]
LANGUAGES: Final[tuple[Lang, ...]] = ("en", "da")


def from_header(accept_language: str | None) -> Lang:
    """The language of ``Accept-Language``; English when it names neither.

    >>> from_header("nb;q=0.5, da-DK, en;q=0.8")
    'da'
    """
    best: dict[str, float] = {}
    for tag, quality in preferences(accept_language or ""):
        primary = tag.split("-", 1)[0]
        best[primary] = max(quality, best.get(primary, 0.0))
    return "da" if best.get("da", 0.0) > best.get("en", best.get("*", 0.0)) else "en"


def from_parameter(value: str | None) -> Lang | None:
    """``da`` or ``en`` as the language it names; anything else is None."""
    return next((lang for lang in LANGUAGES if lang == value), None)


def from_locale() -> Lang:
    """The language of the person at the command line, by the POSIX variables or the system."""
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    found = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    return "da" if found.lower().startswith("da") else "en"
