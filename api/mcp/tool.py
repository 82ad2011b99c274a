"""A tool as it is offered, what is asked of it, and the whole of what it answers with."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from api.generation.generation import Generation
from api.locale.language import Lang
from graph.ledger.tombstones import Tombstones
from graph.settings import Settings
from graph.texts import Text

Json = Mapping[str, Any]
# A text of ours, or words of data by language.
Wording = Text | Mapping[str, object]


@dataclass(frozen=True)
class ToolContext:
    """What a tool is asked in.

    Attributes:
        generation: the state of the graph.
        settings: the deployment's.
        tombstones: what was withdrawn.
        lang: language of labels and sentences.
        base: the deployment's address with a slash at the end; blank where there is none.
    """

    generation: Generation
    settings: Settings
    tombstones: Tombstones
    lang: Lang
    base: str = ""


@dataclass(frozen=True)
class ToolRow:
    """One row of an answer.

    Attributes:
        values: what the row says, by column; what is not bound is absent.
        things: the IRIs whose passages back it, where ``sources`` does not say.
        graphs: the only graphs whose passages count; none for all.
        sources: who says so, where that is known already.
    """

    values: Json
    things: Sequence[str] = ()
    graphs: frozenset[str] = frozenset()
    sources: Sequence[Json] | None = None


@dataclass(frozen=True)
class WholeAnswer:
    """All that a tool found; a page of it is given at a time.

    Attributes:
        columns: what rows may say, in order.
        rows: all rows.
        boolean: the answer of a question that is answered by yes or no.
        turtle: the triples of a question that is answered by a graph.
        things: the IRIs that those triples are about.
        unfinished: why there may be more than was looked at; blank where all was.
        asked: what was asked, with what was left out filled in.
        link: where a program gets the same; blank where there is no such address.
        summary: what is said of the whole; empty for nothing.
    """

    columns: Sequence[str] = ()
    rows: Sequence[ToolRow] = ()
    boolean: bool | None = None
    turtle: str | None = None
    things: Sequence[str] = ()
    unfinished: Text | None = None
    asked: Mapping[str, str] = field(default_factory=dict)
    link: str = ""
    summary: Json = field(default_factory=dict)


Run = Callable[[ToolContext, Mapping[str, str]], Awaitable[WholeAnswer]]


@dataclass(frozen=True)
class Tool:
    """A tool.

    Attributes:
        name: what it is called by.
        title: the question that it answers, by language.
        description: what the answer holds, by language.
        properties: JSON schemas of its arguments, by name.
        required: the arguments that cannot be left out.
        run: answers, or raises a ``VenskabError``.
    """

    name: str
    title: Wording
    description: Wording
    properties: Json
    required: Sequence[str]
    run: Run
