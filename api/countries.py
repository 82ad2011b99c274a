"""Countries by their names in the reader's language, as the Unicode locale data give them."""

from __future__ import annotations

from functools import cache
from typing import Final

from babel import Locale

from api.language import LANGUAGES, Lang
from queries.countries import ALPHA3_OF, COUNTRY

_ALPHA2_OF: Final = {alpha3: alpha2 for alpha2, alpha3 in ALPHA3_OF.items()}
_TERRITORIES: Final = {lang: Locale(lang).territories for lang in LANGUAGES}


@cache
def country_name(iri: str, lang: Lang) -> str:
    """What a country of the EU's authority table is called; blank for any other IRI."""
    code = _ALPHA2_OF.get(iri.removeprefix(COUNTRY)) if iri.startswith(COUNTRY) else None
    return _TERRITORIES[lang].get(code, "") if code else ""
