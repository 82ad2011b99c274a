"""Jobs for a validating process, and its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

Shown = Literal["json", "text", "turtle", "jsonld", "ntriples", "rdfxml"]

# Address space that judging one body may take beyond what it begins with, bytes.
MEMORY: Final = 3 << 30


@dataclass(frozen=True)
class ValidationJob:
    """A document to validate, and the form of the report.

    Attributes:
        media_type: the body's format.
        lang: ``da`` or ``en``.
        shown: how the report is written.
        graph: IRI of the graph for statements outside of any, or None.
        seconds: time limit, s.
    """

    media_type: str
    lang: str
    shown: Shown
    graph: str | None
    seconds: float


@dataclass(frozen=True)
class Judgement:
    """A report as it was asked for.

    Attributes:
        conforms: whether a load would take the body.
        report: the report's text, UTF-8.
    """

    conforms: bool
    report: bytes
