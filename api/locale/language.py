"""The languages that Venskab speaks, and how a reader's is found.

A language is spoken once its catalogue beside this file has a text; English is in the source.
"""

from __future__ import annotations

import locale
import os
import re
from typing import Final, TypeAlias

from api.http.negotiation import preferences
from api.locale.catalogues import translated_languages

# A code of ISO 639, such as ``da``: English, or one that has a catalogue.
Lang: TypeAlias = str
SOURCE: Final[Lang] = "en"
# What words of data are written in: the order in which they stand in for one another.
DATA_LANGUAGES: Final[tuple[Lang, ...]] = ("en", "da")


def languages() -> tuple[Lang, ...]:
    """English, and every language whose catalogue has texts, by code."""
    return (SOURCE, *translated_languages())


def of_data(lang: Lang) -> Lang:
    """The language that words of data are asked for in, for a reader of ``lang``."""
    return lang if lang in DATA_LANGUAGES else SOURCE


def from_header(accept_language: str | None) -> Lang:
    """The language of ``Accept-Language`` that is wanted most; English when it names none.

    >>> from_header("nb;q=0.5, da-DK, en;q=0.8")
    'da'
    """
    best: dict[str, float] = {}
    for tag, quality in preferences(accept_language or ""):
        primary = tag.split("-", 1)[0]
        best[primary] = max(quality, best.get(primary, 0.0))
    best.setdefault(SOURCE, best.get("*", 0.0))
    # English stands first, and so it wins where another is wanted no more.
    return max(languages(), key=lambda lang: best.get(lang, 0.0))


def from_parameter(value: str | None) -> Lang | None:
    """The language that ``value`` is the code of; None where it is not spoken."""
    return value if value in languages() else None


def from_locale() -> Lang:
    """The language of the person at the command line, by the POSIX variables or the system.

    ``LANGUAGE`` comes first, a list in the order that is wanted, unless the locale is that of the
    system, C: so GNU gettext has it.
    """
    names = (os.environ.get(name) for name in ("LC_ALL", "LC_MESSAGES", "LANG"))
    found = next((name for name in names if name), None) or locale.getlocale()[0] or ""
    plain = found.partition(".")[0] in ("C", "POSIX")
    wanted = [] if plain else os.environ.get("LANGUAGE", "").split(":")
    spoken = (from_parameter(_code(each)) for each in (*wanted, found))
    return next(filter(None, spoken), SOURCE)


def _code(name: str) -> str:
    """The language in the name of a locale, such as ``da_DK.UTF-8``."""
    return re.split("[_.@-]", name.lower(), maxsplit=1)[0]
