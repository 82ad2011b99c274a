"""The preview of a load as JSON: what :meth:`graph.validation.preview.Preview.as_dict` gives."""

from __future__ import annotations

from typing import Annotated, Generic, TypeVar

from pydantic import BaseModel, Field

Entry = TypeVar("Entry")


class Some(BaseModel, Generic[Entry]):
    """All entries of a kind counted, and the first of them."""

    count: int
    listed: list[Entry]


class Both(BaseModel, Generic[Entry]):
    """Entries that a change brings, and those that it takes away."""

    appearing: Some[Entry]
    vanishing: Some[Entry]


class Thing(BaseModel):
    """A thing and its name in the language of the answer."""

    thing: Annotated[str, Field(description="Its IRI.")]
    label: str


class StatementLine(BaseModel):
    """A statement."""

    subject: str
    subject_label: str
    property: str
    property_label: str
    value: Annotated[str, Field(description="An IRI, or a literal's text.")]
    value_label: Annotated[str | None, Field(description="Of an IRI.")]


class GraphLine(BaseModel):
    """The change of one graph."""

    graph: Annotated[str, Field(description="Its IRI.")]
    name: Annotated[str, Field(description="Its short name.")]
    held: Annotated[int | None, Field(description="Statements in it now; null for a new graph.")]
    added: Some[StatementLine]
    removed: Some[StatementLine]


class MentionLine(Thing):
    """A graph that mentions a thing which no graph would describe."""

    graph: str
    name: str


class StateLine(Thing):
    """A stretch of time in which a thing would have other possible states."""

    first: Annotated[str | None, Field(description="First day; null where it is open.")]
    end_exclusive: Annotated[str | None, Field(description="First day after it; null where open.")]
    before: list[Thing]
    after: list[Thing]


class TieLine(BaseModel):
    """Two partners."""

    parties: list[Thing]


class DutyLine(Thing):
    """A duty, and when it falls due."""

    duty: Annotated[str, Field(description="commitment, review or expiry.")]
    earliest: str | None
    latest: str | None


class ValueLine(BaseModel):
    """What one source says."""

    value: str
    value_label: Annotated[str | None, Field(description="Of a thing or a concept.")]
    graph: str
    name: str


class ConflictLine(Thing):
    """Two sources that disagree."""

    property: str
    property_label: str
    values: list[ValueLine]


class PreviewModel(BaseModel):
    """What a load would change; the first entries of each kind are listed, all are counted."""

    removes: Annotated[
        bool, Field(description="Statements of a graph that exists would be lost: needs --replace.")
    ]
    graphs: list[GraphLine]
    vanishing: Annotated[
        Some[Thing], Field(description="Things that no graph would describe any more.")
    ]
    dangling: Some[MentionLine]
    states: Some[StateLine] | None
    ties: Both[TieLine] | None
    duties: Both[DutyLine] | None
    conflicts: Both[ConflictLine] | None
