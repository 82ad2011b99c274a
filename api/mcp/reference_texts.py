"""What an assistant may read beside the tools: the vocabulary, and the questions as SPARQL."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from api.mcp.tool_arguments import both
from graph.descriptions.vocabulary import documents
from graph.errors import NotFound
from graph.texts import N_, Text
from queries.examples import as_turtle, sparql_of
from queries.library import library

SCHEME: Final = "venskab://"
TURTLE: Final = "text/turtle"
SPARQL: Final = "application/sparql-query"
QUESTIONS: Final = f"{SCHEME}queries"
QUESTION: Final = f"{QUESTIONS}/{{name}}"
"""The template of the address of one question."""
_KINDS: Final[Mapping[str, Text]] = {
    "ontology": N_("The classes and properties, with definitions and examples"),
    "alignments": N_("What the terms correspond to in other vocabularies"),
    "shapes": N_("What the data keeps to, as SHACL"),
    "scheme": N_("A list of concepts"),
    "example": N_("A worked example in Turtle"),
}


@dataclass(frozen=True)
class ReferenceText:
    """A text that can be read.

    Attributes:
        uri: its address.
        name: what it is called.
        about: what it holds, in both languages.
        media_type: how it is written.
    """

    uri: str
    name: str
    about: str
    media_type: str


def listed() -> Iterator[ReferenceText]:
    """The texts, but for each question's own."""
    for each in documents().values():
        yield ReferenceText(SCHEME + each.address, each.address, both(_KINDS[each.kind]), TURTLE)
    about = both(N_("All questions of the library, with their SPARQL"))
    yield ReferenceText(QUESTIONS, "queries", about, TURTLE)


def text_at(uri: str) -> tuple[str, str]:
    """The text at an address, and its media type.

    Raises:
        NotFound: there is none.
    """
    if uri == QUESTIONS:
        return as_turtle(), TURTLE
    name = uri.removeprefix(f"{QUESTIONS}/")
    if name in library():
        return sparql_of(library()[name]), SPARQL
    document = documents().get(uri.removeprefix(SCHEME))
    if document is None or not uri.startswith(SCHEME):
        raise NotFound(
            N_("There is no text {uri!r}.", uri=uri[:80]), hint=N_("The list of resources has all.")
        )
    return document.turtle.decode(), TURTLE
