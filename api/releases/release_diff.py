"""The difference of two releases in words, for the page and the command line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from api.locale.column_labels import foreign
from api.locale.language import DATA_LANGUAGES, Lang
from api.locale.result_table import Cell
from api.locale.translation import _, ngettext
from graph.collation import danish_key
from graph.prefixes import BASE
from graph.releases.release_changes import (
    ChangedStatement,
    GraphChanges,
    Names,
    ReleaseChanges,
    ThingChanges,
)
from graph.releases.version_diff import Fate
from graph.terms import Term, shorten
from graph.texts import N_

# Danish and English of what became of a thing or a graph.
FATES: Final = {
    Fate.ADDED: N_("new"),
    Fate.CHANGED: N_("changed"),
    Fate.WITHDRAWN: N_("withdrawn"),
}
_ID: Final = f"{BASE}id/"


@dataclass(frozen=True)
class ChangedLine:
    """One statement that only one of the releases has.

    Attributes:
        sign: ``+`` where the new one has it, ``-`` where the old one had it.
        property: what is said.
        value: what it is said to be.
        graph: who says so.
    """

    sign: str
    property: Cell
    value: Cell
    graph: Cell


@dataclass(frozen=True)
class ChangedThing:
    """A thing of which the releases do not say the same."""

    name: Cell
    fate: str
    lines: tuple[ChangedLine, ...]


@dataclass(frozen=True)
class ChangedGraph:
    """A graph that is not the same in both releases."""

    name: Cell
    fate: str
    added: int
    removed: int


class WordedDiff:
    """A difference in one language.

    Attributes:
        graphs: the graphs that changed, in the order of their names.
        things: the things; those that have a name come first, in alphabetical order.
        added: number of statements that are new.
        removed: number of statements that went.
        whole: whether every statement is told.
    """

    def __init__(self, told: ReleaseChanges, lang: Lang) -> None:
        self._names: Names = told.names
        self._lang: Lang = lang
        self.whole = told.whole
        self.added = sum(each.added for each in told.graphs)
        self.removed = sum(each.removed for each in told.graphs)
        self.graphs = sorted(
            (self._graph(each) for each in told.graphs), key=lambda each: danish_key(each.name.text)
        )
        self.things = list(self._ordered(told.things))

    def _ordered(self, things: Iterable[ThingChanges]) -> list[ChangedThing]:
        made = [self._thing(each) for each in things]
        return sorted(
            made,
            key=lambda each: (
                not each.name.iri.startswith(_ID),
                not self._names.get(each.name.iri),
                danish_key(each.name.text),
            ),
        )

    def _graph(self, told: GraphChanges) -> ChangedGraph:
        fate = _(FATES[told.fate], self._lang)
        return ChangedGraph(self._cell(told.graph), fate, told.added, told.removed)

    def _thing(self, told: ThingChanges) -> ChangedThing:
        fate = _(FATES[told.fate], self._lang)
        return ChangedThing(self._cell(told.iri), fate, tuple(map(self._line, told.said)))

    def _line(self, said: ChangedStatement) -> ChangedLine:
        _, predicate, value, graph = said.statement
        sign = "+" if said.added else "-"
        return ChangedLine(sign, self._cell(predicate), self._value(value), self._cell(graph))

    def _value(self, value: Term) -> Cell:
        return self._cell(value.value) if value.kind == "uri" else Cell(value.value, value.lang)

    def _cell(self, iri: str) -> Cell:
        known = self._names.get(iri, {})
        order = (self._lang, *DATA_LANGUAGES, *sorted(known))
        found = next((lang for lang in order if lang in known), None)
        if found is not None:
            return Cell(known[found], found, iri)
        return Cell(foreign(iri, self._lang) or shorten(iri), "", iri)


def as_text(worded: WordedDiff, lang: Lang) -> Iterable[str]:
    """The lines that the command line prints."""
    count, changed = len(worded.graphs), f"+{worded.added:,} -{worded.removed:,}"
    yield ngettext(
        "{n} graph, {changed} statements",
        "{n} graphs, {changed} statements",
        count,
        lang,
        changed=changed,
    )
    for graph in worded.graphs:
        yield f"  {graph.fate}: {_called(graph.name)}  +{graph.added:,} -{graph.removed:,}"
    for thing in worded.things:
        yield ""
        yield f"{thing.fate}: {_called(thing.name)}"
        for line in thing.lines:
            yield f"  {line.sign} {line.property.text}: {_quoted(line.value)}  [{line.graph.text}]"
    if not worded.whole:
        yield ""
        yield _("The rest is in --format patch.", lang)


def _called(cell: Cell) -> str:
    short = shorten(cell.iri)
    return cell.text if cell.text == short else f"{cell.text} ({short})"


def _quoted(cell: Cell) -> str:
    if cell.iri:
        return cell.text
    one_line = " ".join(cell.text.split())
    return f'"{one_line}"{f"@{cell.lang}" if cell.lang else ""}'
