"""Jobs for a validating process, and its answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal

from graph.errors import UnreadableFile, UnusableInput, VenskabError

Shown = Literal["json", "text", "turtle", "jsonld", "ntriples", "rdfxml"]

# Address space that judging one body may take beyond what it begins with, bytes.
MEMORY: Final = 3 << 30
# Errors that the other process raises again by the name of their kind, the narrowest first.
ERRORS: Final = {kind.__name__: kind for kind in (UnreadableFile, UnusableInput, VenskabError)}


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


def kind_of(error: VenskabError) -> str:
    """The name in :data:`ERRORS` of the narrowest kind that an error is of."""
    return next(name for name, kind in ERRORS.items() if isinstance(error, kind))
