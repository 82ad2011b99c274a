"""The formats of an answer to a query."""

from __future__ import annotations

from enum import StrEnum


class AnswerFormat(StrEnum):
    """The formats of an answer."""

    table = "table"
    csv = "csv"
    tsv = "tsv"
    json = "json"
    xml = "xml"
    turtle = "turtle"
    ntriples = "ntriples"
    rdfxml = "rdfxml"
    jsonld = "jsonld"
