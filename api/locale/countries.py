"""Names of countries and languages in the reader's language, from the Unicode locale data."""

from __future__ import annotations

from functools import cache

from babel.core import get_global

from api.locale.language import Lang, languages
from api.locale.locale_data import locale_of
from graph.collation import danish_key
from graph.namespaces import LANGUAGE
from queries.country_codes import ALPHA2_OF, ALPHA3_OF, COUNTRY


@cache
def country_name(iri: str, lang: Lang) -> str:
    """The name of a country of the EU's authority table; blank for any other IRI."""
    code = ALPHA2_OF.get(iri.removeprefix(COUNTRY)) if iri.startswith(COUNTRY) else None
    return locale_of(lang).territories.get(code, "") if code else ""


@cache
def country_names(lang: Lang) -> dict[str, str]:
    """Names of all countries by their ISO code of two letters, in order of the names."""
    named = locale_of(lang).territories
    found = {code: named[code] for code in ALPHA3_OF if code in named}
    return dict(sorted(found.items(), key=lambda pair: danish_key(pair[1])))


@cache
def country_code(name: str) -> str:
    """The ISO code of two letters of a country by its name in any language here; else blank.

    >>> country_code("Færøerne"), country_code("faroe islands"), country_code("nowhere")
    ('FO', 'FO', '')
    """
    wanted = name.casefold()
    named = (pair for lang in languages() for pair in locale_of(lang).territories.items())
    fitting = (code for code, said in named if said.casefold() == wanted)
    return next((code for code in fitting if code in ALPHA3_OF), "")


@cache
def language_name(iri: str, lang: Lang) -> str:
    """The name of a language of the EU's authority table; blank for any other IRI."""
    if not iri.startswith(str(LANGUAGE)):
        return ""
    code = iri.removeprefix(str(LANGUAGE)).lower()
    short: str = get_global("language_aliases").get(code, code)
    name: str = locale_of(lang).languages.get(short, "")
    return name
