"""Content negotiation: which formats a client takes, best first (RFC 9110, section 12.5)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Final

from graph.engine.base import (
    BY_MEDIA_TYPE,
    BY_NAME,
    CSV,
    FORMATS,
    JSON,
    JSONLD,
    NQUADS,
    NTRIPLES,
    RDFXML,
    TRIG,
    TSV,
    TURTLE,
    XML,
    Format,
)

HTML: Final = Format("html", "text/html", "html", frozenset())
# Not the JSON of SPARQL results.
JSON_DOCUMENT: Final = Format("json", "application/json", "json", frozenset())
RDF: Final = (TURTLE, JSONLD, NTRIPLES, RDFXML, TRIG)
# What documents are given in.
DOCUMENTS: Final = (HTML.media_type, *(form.media_type for form in RDF))
# What an address of a document may end in.
_SUFFIXES: Final = {form.suffix: form for form in (*RDF, HTML)} | {"json": JSONLD, "xml": RDFXML}
_PAGES: Final = (HTML.media_type, "application/xhtml+xml")
# Names that clients use for these formats although the registered ones are longer.
ALIASES: Final[dict[str, tuple[Format, ...]]] = {
    "application/json": (JSON, JSONLD),
    "application/xml": (XML, RDFXML),
    "text/xml": (XML, RDFXML),
    "text/javascript": (JSON,),
    "application/javascript": (JSON,),
    "application/x-json+ld": (JSONLD,),
    "application/turtle": (TURTLE,),
    "application/x-turtle": (TURTLE,),
    # Turtle is N3, and who asks for N3 reads it as such.
    "text/n3": (TURTLE,),
    "text/rdf+n3": (TURTLE,),
    "application/n3": (TURTLE,),
    "text/x-nquads": (NQUADS,),
    "application/x-trig": (TRIG,),
}
# What SPARQLWrapper, Virtuoso, Fuseki and RDF4J call formats beside the names here.
_NAMES: Final[dict[str, tuple[Format, ...]]] = {
    "json": (JSON, JSONLD),
    "xml": (XML, RDFXML),
    "sparql": (XML,),
    "srj": (JSON,),
    "srx": (XML,),
    "js": (JSON,),
    "tab-separated-values": (TSV,),
    "comma-separated-values": (CSV,),
    "json-ld": (JSONLD,),
    "ttl": (TURTLE,),
    "n3": (TURTLE,),
    "nt": (NTRIPLES,),
    "n-triples": (NTRIPLES,),
    "text/ntriples": (NTRIPLES,),
    "rdf": (RDFXML,),
    "rdf+xml": (RDFXML,),
    "rdf/xml": (RDFXML,),
    "nq": (NQUADS,),
    "n-quads": (NQUADS,),
}
_ELEMENT: Final = re.compile(r'(?:[^,"]|"(?:[^"\\]|\\.)*")+')
_PARAMETER: Final = re.compile(r';\s*([\w!#$%&\'*+.^`|~-]+)\s*=\s*("(?:[^"\\]|\\.)*"|[^;"\s]*)\s*')
_NAME: Final = re.compile(r"\s*([\w!#$%&'*+./^`|~-]+)\s*(?=;|$)")
# Clients send few different headers, and send them with every request.
_HEADERS_KEPT: Final = 256
_QUALITY: Final = re.compile(r"(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)")


class NoneFits(Exception):
    """The client accepts none of the formats on offer.

    Args:
        offered: the formats, the usual one first.
        endings: whether an address that ends in a format's suffix chooses it.
    """

    def __init__(self, offered: Sequence[Format], *, endings: bool) -> None:
        self.offered = tuple(offered)
        self.endings = endings
        super().__init__(f"none of {', '.join(each.media_type for each in offered)} is accepted")


def preferences(header: str) -> Iterator[tuple[str, float]]:
    """The names in an ``Accept…`` header with their qualities from 0 to 1, in its order.

    Parameters other than ``q`` are passed over; an element that is not well formed is left out.
    """
    for element in _ELEMENT.findall(header):
        name = _NAME.match(element)
        quality = _quality(element)
        if name and quality is not None:
            yield name[1].lower(), quality


def _quality(element: str) -> float | None:
    for key, value in _PARAMETER.findall(element):
        if key.lower() == "q":
            return float(value) if _QUALITY.fullmatch(value) else None
    return 1.0


def acceptable(accept: str | None, offered: Sequence[Format] = FORMATS) -> tuple[Format, ...]:
    """The formats on offer that ``accept`` allows, best first.

    Args:
        accept: value of the ``Accept`` header; None or blank allows everything.
        offered: what there is to choose from, the server's favourite first.

    Returns:
        Formats by quality; at the same quality one that is named comes before one that a
        wildcard covers, then the server's own order decides. Empty when nothing fits.
    """
    if accept is None or not accept.strip():
        return tuple(offered)
    # Places and not the formats: two routes may have equal ones, and tell them apart by identity.
    return tuple(offered[place] for place in _places(accept, tuple(offered)))


@lru_cache(_HEADERS_KEPT)
def _places(accept: str, offered: tuple[Format, ...]) -> tuple[int, ...]:
    ranges = _ranges(accept)
    ranked = [(_rank(each, ranges), place) for place, each in enumerate(offered)]
    ranked = [(rank, place) for rank, place in ranked if rank[0] > 0]
    return tuple(place for _, place in sorted(ranked, key=lambda pair: pair[0], reverse=True))


def _ranges(header: str) -> dict[str, float]:
    found: dict[str, float] = {}
    for name, quality in preferences(header):
        found[name] = max(quality, found.get(name, 0.0))
    return found


def _rank(offer: Format, ranges: dict[str, float]) -> tuple[float, int]:
    """Quality, and how exactly the client named the format (3 exact … 0 any)."""
    by_alias = [
        (ranges[a], 2) for a, formats in ALIASES.items() if a in ranges and offer in formats
    ]
    return max([_own_rank(offer.media_type, ranges), *by_alias])


def _own_rank(media_type: str, ranges: dict[str, float]) -> tuple[float, int]:
    family = media_type.split("/", 1)[0] + "/*"
    # The most specific range decides, also when it refuses (q=0).
    for exactness, name in ((3, media_type), (1, family), (0, "*/*")):
        if name in ranges:
            return ranges[name], exactness
    return 0.0, 0


@lru_cache(_HEADERS_KEPT)
def prefers_html(accept: str | None) -> bool:
    """True if a person's browser asks: HTML is named, and no data format is named as high."""
    ranges = _ranges(accept or "")
    html = max((ranges.get(name, 0.0) for name in _PAGES), default=0.0)
    named = [q for name, q in ranges.items() if name in BY_MEDIA_TYPE or name in ALIASES]
    return html > max(named, default=0.0)


def chosen(accept: str | None, offered: Sequence[Format], *, endings: bool = False) -> Format:
    """A page for a person's browser, for others the data format that fits best.

    Args:
        accept: value of the ``Accept`` header.
        offered: the data formats, the server's favourite first.
        endings: whether an address that ends in a format's suffix chooses it.

    Raises:
        NoneFits: the client accepts neither a page nor any of the formats.
    """
    if prefers_html(accept):
        return HTML
    fitting = acceptable(accept, offered)
    if not fitting:
        others = (each for each in offered if each is not HTML)
        raise NoneFits((HTML, *others), endings=endings)
    return fitting[0]


def split(address: str) -> tuple[str, Format | None]:
    """An address without the ending that names a format of documents, and that format."""
    stem, _, suffix = address.rpartition(".")
    form = _SUFFIXES.get(suffix)
    return (stem, form) if stem and form else (address, None)


def of_document(accept: str | None, ending: Format | None) -> Format:
    """The format of a document: that of the address's ending, else the one that fits best.

    Raises:
        NoneFits: the client accepts none of the formats.
    """
    return ending or chosen(accept, RDF, endings=True)


@lru_cache(_HEADERS_KEPT)
def accepts_gzip(accept_encoding: str | None) -> bool:
    """True if the client takes gzip; no header means it should get the plain body."""
    codings = _ranges(accept_encoding or "")
    return codings.get("gzip", codings.get("x-gzip", codings.get("*", 0.0))) > 0


def by_name(name: str) -> tuple[Format, ...]:
    """The formats of ``?format=``: one, or one for each kind of answer; none for an unknown name.

    Args:
        name: a short name such as ``csv``, a media type, or what other servers call one.
    """
    # A plus sign that was not escaped in an address arrives as a space.
    key = name.strip().lower().replace(" ", "+")
    if found := _NAMES.get(key) or ALIASES.get(key):
        return found
    if key in (HTML.name, HTML.media_type):
        return (HTML,)
    one = BY_NAME.get(key) or BY_MEDIA_TYPE.get(key)
    return (one,) if one else ()
