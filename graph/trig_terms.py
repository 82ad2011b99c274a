"""IRIs and literals as TriG writes them, with the prefixes that they need."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final

from graph.prefixes import PREFIXES

_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_PATH: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_/-]*[A-Za-z0-9_])?")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_XSD: Final = PREFIXES["xsd"]
# What is written without quotation marks, if it looks as Turtle reads it.
_BARE: Final = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "decimal": re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}


class TrigTerms:
    """Writes terms and keeps which prefixes they needed.

    Args:
        spaces: namespaces by prefix.
        paths: what stands behind a prefix may have slashes, which are escaped.

    Attributes:
        spaces: the same.
        used: the prefixes that were needed.
    """

    def __init__(self, spaces: Mapping[str, str], *, paths: bool = False) -> None:
        self.spaces = spaces
        self.used: set[str] = set()
        self._local = _PATH if paths else _LOCAL
        # The longest namespace first: the one for municipalities before the one for all things.
        self._longest = sorted(spaces.items(), key=lambda pair: (-len(pair[1]), pair[0]))

    def iri(self, iri: str) -> str:
        """An IRI, with a prefix where one fits."""
        for prefix, space in self._longest:
            if iri.startswith(space) and self._local.fullmatch(iri, len(space)):
                self.used.add(prefix)
                local = iri[len(space) :].replace("/", "\\/")
                return f"{prefix}:{local}"
        return f"<{iri}>"

    def literal(self, text: str, lang: str = "", datatype: str = "") -> str:
        """A literal; one without a datatype, or an ``xsd:string``, is its text alone."""
        if datatype in _BARE and _BARE[datatype].fullmatch(text):
            return text
        quoted = f'"{text.translate(_ESCAPES)}"'
        if lang:
            return f"{quoted}@{lang}"
        plain = datatype in ("", _XSD + "string")
        return quoted if plain else f"{quoted}^^{self.iri(datatype)}"

    def head(self) -> list[str]:
        """The lines that declare the prefixes that were needed."""
        return [f"@prefix {prefix}: <{self.spaces[prefix]}> ." for prefix in sorted(self.used)]
