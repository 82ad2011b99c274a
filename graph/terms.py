"""RDF terms as plain values, the rows that queries answer with, and the best of several labels.

The one place that reads SPARQL 1.1's JSON results, WKT points and the order of languages.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final, NamedTuple

from graph.prefixes import PREFIXES

# The order in which another language than the reader's is taken.
LANGUAGES: Final = ("en", "da")
_NUMBERS: Final = frozenset(
    PREFIXES["xsd"] + name
    for name in ("integer", "decimal", "double", "float", "int", "long", "nonNegativeInteger")
)
_POINT: Final = re.compile(r"POINT\s*\(\s*(\S+)\s+(\S+?)\s*\)", re.IGNORECASE)


class Term(NamedTuple):
    """An RDF term.

    Attributes:
        kind: ``uri``, ``literal`` or ``bnode``.
        value: the IRI, the literal's lexical form, or the label of the blank node.
        lang: the literal's language tag, or blank.
        datatype: IRI of the literal's datatype; blank for a plain string.
    """

    kind: str
    value: str
    lang: str = ""
    datatype: str = ""

    @property
    def short(self) -> str:
        """The term as text; an IRI with a known prefix in its short form."""
        return shorten(self.value) if self.kind == "uri" else self.value

    @property
    def is_number(self) -> bool:
        """True for a literal of a type of numbers, whatever its lexical form is."""
        return self.datatype in _NUMBERS


# By the names of the variables; one that is unbound is absent.
Row = Mapping[str, Term]


@dataclass(frozen=True)
class Solutions:
    """The answer of a SELECT or an ASK.

    Attributes:
        columns: variable names, in the order of the query.
        rows: one mapping a row.
        boolean: the answer of an ASK, else None.
    """

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    boolean: bool | None = None


def read_solutions(body: bytes) -> Solutions:
    """Read SPARQL 1.1 Query Results in JSON."""
    document = json.loads(body)
    if "boolean" in document:
        return Solutions((), (), document["boolean"])
    rows = tuple(
        {
            name: Term(
                term["type"], term["value"], term.get("xml:lang", ""), term.get("datatype", "")
            )
            for name, term in row.items()
        }
        for row in document["results"]["bindings"]
    )
    return Solutions(tuple(document["head"]["vars"]), rows)


def text_of(row: Row, name: str) -> str:
    """The text of a variable's value; blank where it is unbound."""
    return row[name].value if name in row else ""


def shorten(iri: str) -> str:
    """``iri`` with the longest known prefix, else as it is."""
    found = max(
        ((len(base), name) for name, base in PREFIXES.items() if iri.startswith(base)),
        default=(0, ""),
    )
    return f"{found[1]}:{iri[found[0] :]}" if found[1] else iri


def language_rank(lang: str, wanted: str) -> int:
    """The rank of a language for a reader of ``wanted``; 0 is best.

    >>> sorted(["", "kl", "da", "en"], key=lambda lang: language_rank(lang, "da"))
    ['da', 'en', '', 'kl']
    """
    order = (wanted, *(each for each in LANGUAGES if each != wanted), "")
    return order.index(lang) if lang in order else len(order)


def best_label(labels: Mapping[str, str], wanted: str) -> tuple[str, str]:
    """The label that serves a reader best, and its language; both blank where there is none.

    Args:
        labels: by language tag; blank for one without.
        wanted: the reader's language.

    >>> best_label({"da": "Nuuk", "kl": "Nuuk"}, "en")
    ('Nuuk', 'da')
    """
    if not labels:
        return "", ""
    lang = min(labels, key=lambda each: (language_rank(each, wanted), each))
    return labels[lang], lang


def point_of(wkt: str) -> tuple[float, float] | None:
    """Longitude and latitude, in degrees, of a WKT point in CRS84; None for anything else.

    >>> point_of("POINT(-51.72 64.18)")
    (-51.72, 64.18)
    """
    found = _POINT.fullmatch(wkt.strip())
    if found is None:
        return None
    try:
        return float(found[1]), float(found[2])
    except ValueError:
        return None
