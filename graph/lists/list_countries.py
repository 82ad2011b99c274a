"""Countries as lists spell them, and their concepts in the EU's authority table."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from graph.authority_codes import country_of
from queries.country_codes import COUNTRY

# Spellings that lists have and the names of Unicode's locale data do not, to their ISO codes.
_SPELLED: Final = {
    "england": "GBR", "scotland": "GBR", "wales": "GBR", "northern ireland": "GBR",
    "republic of ireland": "IRL", "turkey": "TUR", "turkiye": "TUR", "czech republic": "CZE",
    "palestine": "PSE", "west bank": "PSE", "state of palestine": "PSE", "ivory coast": "CIV",
    "cape verde": "CPV", "east timor": "TLS", "burma": "MMR", "swaziland": "SWZ",
    "macedonia": "MKD", "republic of macedonia": "MKD", "moldavia": "MDA", "surinam": "SUR",
    "madagaskar": "MDG", "kazakhstah": "KAZ", "grece": "GRC", "in italy": "ITA",
    "democratic republic of the congo": "COD", "republic of the congo": "COG", "congo": "COG",
    "federated states of micronesia": "FSM", "bosnia and hercegovina": "BIH",
    "bosnia and herzegovina": "BIH", "united states of america": "USA", "the gambia": "GMB",
    "people's republic of china": "CHN", "holland": "NLD", "kosovo": "1A0",
    "são tomé and príncipe": "STP", "hong kong": "HKG", "macau": "MAC", "macao": "MAC",
    "saint kitts and nevis": "KNA", "saint lucia": "LCA", "trinidad and tobago": "TTO",
    "saint vincent and the grenadines": "VCT", "antigua and barbuda": "ATG",
}  # fmt: skip
_BRACKETS: Final = re.compile(r"\s*\([^)]*\)\s*$")


@cache
def country_in_list(spelled: str) -> str | None:
    """The EU's concept of a country as a list spells it; None where nobody knows it.

    A part of a country stands for the country: England, or ``Scotland, United Kingdom``.

    >>> country_in_list("England, United Kingdom") == country_in_list("Wales") == COUNTRY + "GBR"
    True
    >>> country_in_list("Georgia (country)") == COUNTRY + "GEO"
    True
    """
    plain = _BRACKETS.sub("", spelled).strip()
    last = plain.rpartition(",")[2].strip()
    return next((found for each in (plain, last) if each and (found := _known(each))), None)


def _known(name: str) -> str | None:
    code = _SPELLED.get(name.casefold())
    return COUNTRY + code if code else country_of(name)
