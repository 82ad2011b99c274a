"""What Unicode knows of a language: its months, countries and numbers, and its own name."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale, UnknownLocaleError
from babel.core import get_global

from api.locale.language import SOURCE, Lang

# The country whose spelling the source has; for others the locale data name the likeliest.
_SPELLING: Final = {SOURCE: "en_GB"}


@cache
def locale_of(lang: Lang) -> Locale:
    """Unicode's data on a language: its months, countries, numbers and plurals.

    English where Unicode has none.
    """
    try:
        return Locale.parse(lang)
    except (UnknownLocaleError, ValueError):
        return Locale.parse(SOURCE)


@cache
def own_name(lang: Lang) -> str:
    """What a language calls itself, as a link to it is called.

    >>> own_name("da"), own_name("kl")
    ('Dansk', 'Kalaallisut')
    """
    name: str = locale_of(lang).languages.get(lang, lang)
    return capitalised(name)


def capitalised(text: str) -> str:
    """A text as it begins a sentence or stands by itself; its other letters stay as they are."""
    return text[:1].upper() + text[1:]


@cache
def with_country(lang: Lang) -> str:
    """The language with the country that it is likeliest written in, as Open Graph names it.

    >>> with_country("da"), with_country("en"), with_country("kl")
    ('da_DK', 'en_GB', 'kl_GL')
    """
    language, *_, country = get_global("likely_subtags").get(lang, lang).split("_")
    return _SPELLING.get(lang, f"{language}_{country}")
