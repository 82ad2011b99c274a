"""The licence of the data, and what it is called by people and by programs."""

from __future__ import annotations

import re
from typing import Final

# In the form that data portals know: http, a slash at the end, no deed.
DEFAULT: Final = "http://creativecommons.org/licenses/by/4.0/"
_CREATIVE_COMMONS: Final = re.compile(
    r"https?://creativecommons\.org/(?:licenses/(?P<terms>[a-z-]+)|publicdomain/zero)"
    r"/(?P<version>\d\.\d)/?"
)


def short_name(iri: str) -> str:
    """The short name of a licence.

    >>> short_name("http://creativecommons.org/licenses/by-sa/4.0/")
    'CC BY-SA 4.0'

    Args:
        iri: IRI of a licence; one that is not of Creative Commons is its own name.
    """
    found = _CREATIVE_COMMONS.fullmatch(iri)
    if not found:
        return iri
    return f"CC {found['terms'].upper()} {found['version']}" if found["terms"] else "CC0 1.0"


def spdx(iri: str) -> str:
    """The code of a licence in SPDX's list; blank for one that is not of Creative Commons.

    >>> spdx("http://creativecommons.org/licenses/by/4.0/")
    'CC-BY-4.0'
    """
    return short_name(iri).replace(" ", "-") if _CREATIVE_COMMONS.fullmatch(iri) else ""
