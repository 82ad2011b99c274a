"""Countries and languages as people write them, and their concepts in the EU's authority tables."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Final

from babel.core import Locale, get_global

from graph.prefixes import PREFIXES
from queries.country_codes import ALPHA2_OF, COUNTRY, country_iri

_LANGUAGE: Final = PREFIXES["lang"]
# The languages in which people write the names.
_READERS: Final = ("da", "en", "nb", "sv", "de")
# Codes of ISO 639-2/B, and of parts of a language: of those that mean one language, not the EU's.
_NOT_THE_EU: Final = """
alb arm baq bur chi cze dut fre geo ger gre ice mac mao may per prp rum slo tib twi wel
"""


def country_of(text: str) -> str | None:
    """The EU's concept of a country by its name, its ISO code of two or three letters, or its IRI.

    >>> country_of("Grønland") == country_of("GL") == country_of("country:GRL")
    True
    """
    said = text.strip().removeprefix("country:")
    return country_iri(said) or _by_name("territories", COUNTRY).get(said.casefold())


def language_of(text: str) -> str | None:
    """The EU's concept of a language by its name, its ISO code of two or three letters, or its IRI.

    >>> language_of("dansk") == language_of("da") == language_of("lang:DAN")
    True
    """
    said = text.strip().removeprefix("lang:").removeprefix(_LANGUAGE)
    if len(said) == 3 and said.isascii() and said.isupper():
        return _LANGUAGE + said
    return _by_name("languages", _LANGUAGE).get(said.casefold())


def country_word(iri: str) -> str:
    """The ISO code of two letters of a country; of any other IRI itself."""
    return ALPHA2_OF.get(iri.removeprefix(COUNTRY), iri)


def language_word(iri: str) -> str:
    """The ISO code of a language, of two letters where it has one; of any other IRI itself."""
    code = iri.removeprefix(_LANGUAGE).lower()
    aliases: Mapping[str, str] = get_global("language_aliases")
    return aliases.get(code, code) if iri.startswith(_LANGUAGE) else iri


@cache
def _by_name(names: str, base: str) -> Mapping[str, str]:
    """IRIs by names in several languages and by codes, all in small letters."""
    codes = {short: base + code for code, short in ALPHA2_OF.items()}
    if base == _LANGUAGE:
        codes = {short: base + long.upper() for short, long in _languages().items()}
    found = {short.casefold(): iri for short, iri in codes.items()}
    for reader in reversed(_READERS):
        for short, name in getattr(Locale(reader), names).items():
            if short in codes:
                found[name.casefold()] = codes[short]
    return found


@cache
def _languages() -> Mapping[str, str]:
    """ISO codes of languages of two letters to those of three that the EU uses."""
    aliases: Mapping[str, str] = get_global("language_aliases")
    known = {
        short: long
        for long, short in aliases.items()
        if len(long) == 3 and len(short) == 2 and long not in _NOT_THE_EU
    }
    return {**known, "mul": "mul"}
