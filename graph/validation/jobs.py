"""Jobs for a validating process, and its answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final, Literal

from graph.errors import UnreadableFile, UnusableInput, VenskabError
from graph.statements import Statement
from graph.terms import Term

Shown = Literal["json", "text", "turtle", "jsonld", "ntriples", "rdfxml"]

# Reports that have a place for what would change.
PREVIEWED: Final = frozenset({"json", "text"})
# Address space that judging one body may take beyond what it begins with, bytes.
MEMORY: Final = 3 << 30
# Errors that the other process raises again by the name of their kind, the narrowest first.
ERRORS: Final = {kind.__name__: kind for kind in (UnreadableFile, UnusableInput, VenskabError)}

# What an error says, which the other process puts into the reader's language.
TOLD: Final = ("what", "where", "hint")


@dataclass(frozen=True)
class ValidationJob:
    """A document to validate, and the form of the report.

    Attributes:
        media_type: the body's format.
        lang: the reader's language.
        shown: how the report is written.
        graph: IRI of the graph for statements outside of any, or None.
        seconds: time limit, s.
        add: judge the body together with what its graphs hold already.
        thing: IRI of a thing that is described as it would be after a load; blank for none.
    """

    media_type: str
    lang: str
    shown: Shown
    graph: str | None
    seconds: float
    add: bool = False
    thing: str = ""


@dataclass(frozen=True)
class Judgement:
    """A report as it was asked for.

    Attributes:
        conforms: whether a load would take the body.
        report: the report's text, UTF-8.
        preview: what a load would change, as :meth:`graph.validation.preview.Preview.as_dict` has
            it; None after a violation, and beside a report that has no place for it.
        to_add: IRIs of graphs to which a body that is kept out was most likely to be added.
        names: what each name in a record was taken for, in the reader's language.
        things: the things of our own that the body describes: IRI and label, in its order.
        described: the statements about the thing that was asked for, as it would be after a load.
        record: the record that a workbook amounts to; blank for anything else.
    """

    conforms: bool
    report: bytes
    preview: dict[str, Any] | None = None
    to_add: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    things: tuple[tuple[str, str], ...] = ()
    described: tuple[Statement, ...] = ()
    record: str = ""


def as_header(judged: Judgement) -> dict[str, Any]:
    """A judgement without its report, as another process is told it."""
    told = {name: value for name, value in vars(judged).items() if name != "report"}
    return told | {
        "described": [(*each[:2], *each.object, each.graph) for each in judged.described]
    }


def of_header(told: Mapping[str, Any], report: bytes) -> Judgement:
    """The judgement that :func:`as_header` told of, and its report."""
    described = tuple(
        Statement(subject, predicate, Term(*term), graph)
        for subject, predicate, *term, graph in told["described"]
    )
    return Judgement(
        told["conforms"],
        report,
        told["preview"],
        tuple(told["to_add"]),
        tuple(told["names"]),
        tuple((iri, label) for iri, label in told["things"]),
        described,
        told["record"],
    )


def kind_of(error: VenskabError) -> str:
    """The name in :data:`ERRORS` of the narrowest kind that an error is of."""
    return next(name for name, kind in ERRORS.items() if isinstance(error, kind))
