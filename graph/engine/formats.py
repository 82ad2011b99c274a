"""The RDF formats that can be read, found by file name, and what other files look like."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import Final


@dataclass(frozen=True)
class InputFormat:
    """An RDF format that can be read.

    Attributes:
        name: the name people know it by.
        media_type: its media type, without parameters.
        suffixes: file name suffixes with the dot; the first is the one to recommend.
        family: ``text``, ``json`` or ``xml``: what its first characters look like.
    """

    name: str
    media_type: str
    suffixes: tuple[str, ...]
    family: str


TURTLE: Final = InputFormat("Turtle", "text/turtle", (".ttl",), "text")
TRIG: Final = InputFormat("TriG", "application/trig", (".trig",), "text")
N_TRIPLES: Final = InputFormat("N-Triples", "application/n-triples", (".nt",), "text")
N_QUADS: Final = InputFormat("N-Quads", "application/n-quads", (".nq",), "text")
JSON_LD: Final = InputFormat("JSON-LD", "application/ld+json", (".jsonld", ".json"), "json")
RDF_XML: Final = InputFormat("RDF/XML", "application/rdf+xml", (".rdf", ".xml", ".owl"), "xml")

INPUT_FORMATS: Final = (TURTLE, TRIG, N_TRIPLES, N_QUADS, JSON_LD, RDF_XML)
BY_SUFFIX: Final = {suffix: form for form in INPUT_FORMATS for suffix in form.suffixes}
BY_MEDIA_TYPE: Final = {form.media_type: form for form in INPUT_FORMATS}

_BINARY: Final = (
    (b"%PDF-", "a PDF document"),
    (b"PK\x03\x04", "a ZIP archive or an office document"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"\x89PNG", "a PNG picture"),
    (b"\xff\xd8\xff", "a JPEG picture"),
    (b"SQLite format 3\x00", "an SQLite database"),
    (b"\xd0\xcf\x11\xe0", "an older office document"),
    (b"\x7fELF", "a program"),
    (b"\xff\xfe", "UTF-16 text"),
    (b"\xfe\xff", "UTF-16 text"),
)
_HTML: Final = re.compile(r"\s*(<!--.*?-->\s*)*<(!doctype\s+html|html)\b", re.I | re.S)
_XML: Final = re.compile(r"\s*<(\?xml|!--|[A-Za-z][\w.-]*(:[\w.-]+)?[\s/>])")
_STATEMENT: Final = re.compile(
    r"\s*(@prefix|@base|prefix\s|base\s|<[a-z][a-z0-9+.-]*:[^<>\s]*>)", re.I
)
_TABLE: Final = re.compile(r"[^\n<@{]*([,;\t])[^\n<@{]*(\1[^\n<@{]*)+\n")
_RDF_NAMESPACE: Final = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"


def by_name(path: PurePath) -> InputFormat | None:
    """The format that a file's suffix promises, or None."""
    return BY_SUFFIX.get(path.suffix.lower())


def suffixes() -> str:
    """All suffixes that can be read, for a message."""
    return ", ".join(BY_SUFFIX)


def looks_binary(head: bytes) -> str | None:
    """The name of a binary file's kind, by its first bytes; None for text."""
    return next((name for magic, name in _BINARY if head.startswith(magic)), None)


def looks_like(head: bytes) -> tuple[str, str] | None:
    """The name of a file's kind, by its first bytes.

    Args:
        head: the first bytes of the file; a few thousand suffice.

    Returns:
        The family (``binary``, ``html``, ``json``, ``xml``, ``other xml``, ``text``, ``table``)
        and words for it, or None when it cannot be told.
    """
    if binary := looks_binary(head):
        return "binary", binary
    text = head.decode("utf-8", "replace").lstrip("\ufeff")
    if _HTML.match(text):
        return "html", "an HTML page"
    if _STATEMENT.match(text):
        return "text", "Turtle, TriG, N-Triples or N-Quads"
    if _XML.match(text):
        return ("xml", "RDF/XML") if _RDF_NAMESPACE in text else ("other xml", "plain XML")
    if text.lstrip()[:1] in ("{", "["):
        return "json", "JSON"
    return ("table", "a table (CSV)") if _TABLE.match(text) else None
