"""What a change of graphs adds and removes, and what is described nowhere any more after it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Final

from graph.engine.safe_parser import ParsedDocument
from graph.errors import UnusableInput
from graph.ledger.short_names import short_graph
from graph.prefixes import BASE
from graph.texts import N_
from graph.validation.context import CurrentGraphs
from graph.validation.quad_lines import GraphContent

# Graphs that one sentence names.
_NAMED: Final = 5
REPLACE: Final = N_("Give --replace if that is meant.")
REPLACE_OR_ADD: Final = N_(
    "Give --replace if that is meant, or add to what is there with `venskab load --add`."
)
_OURS: Final = (f"{BASE}id/", f"{BASE}graph/")


@dataclass(frozen=True)
class GraphChange:
    """The change of one graph.

    Attributes:
        graph: its IRI.
        held: number of statements that it has now; None where there is no such graph.
        added: N-Quads lines that are new, sorted.
        removed: N-Quads lines that go, sorted.
    """

    graph: str
    held: int | None
    added: Sequence[str]
    removed: Sequence[str]


@dataclass(frozen=True, order=True)
class DanglingMention:
    """A graph that mentions a thing which no graph describes."""

    graph: str
    thing: str


@dataclass(frozen=True)
class StatementChanges:
    """The statements that a change adds and removes.

    Attributes:
        graphs: the graphs that are named by the change, by IRI; also those that stay as they are.
        vanishing: IRIs of the things that a graph describes now, and none after the change.
        dangling: what still mentions them then.
    """

    graphs: tuple[GraphChange, ...]
    vanishing: tuple[str, ...] = ()
    dangling: tuple[DanglingMention, ...] = ()

    @property
    def removes(self) -> bool:
        """The change removes statements of a graph that there is."""
        return any(each.removed for each in self.graphs)

    @property
    def changes(self) -> bool:
        """The change adds or removes anything at all."""
        return self.removes or any(each.added for each in self.graphs)


def statement_changes(current: CurrentGraphs, new: Mapping[str, Sequence[str]]) -> StatementChanges:
    """Compare the graphs that there are with those that take their place.

    Args:
        current: the graphs that a ledger holds.
        new: graph IRI to the N-Quads lines that it is to have; none to take it out.
    """
    changed = {name: GraphContent(list(lines)) for name, lines in new.items()}
    graphs = tuple(_graph_changes(current.graphs, changed))
    after = current.graphs | changed
    removed = (line for each in graphs for line in each.removed)
    vanishing = _no_longer_described({line[: line.index(" ")] for line in removed}, after)
    return StatementChanges(
        graphs,
        tuple(sorted(one[1:-1] for one in vanishing)),
        tuple(_dangling(after, vanishing)) if vanishing else (),
    )


def with_held(document: ParsedDocument, current: CurrentGraphs) -> ParsedDocument:
    """A document whose graphs also hold the statements that a ledger has in them already."""
    graphs = {
        name: sorted({*lines, *(current.graphs[name].lines if name in current.graphs else ())})
        for name, lines in document.graphs.items()
    }
    everything = sorted(line for lines in graphs.values() for line in lines)
    return replace(document, lines=everything, graphs=graphs)


def undescribed_sources(document: ParsedDocument, current: CurrentGraphs) -> list[str]:
    """Graphs that exist with a description of themselves, which a document leaves out; their IRIs.

    What it says of them was meant to be added, most likely.
    """
    return [
        graph
        for graph, lines in document.graphs.items()
        if graph in current.graphs
        and f"<{graph}>" in current.graphs[graph].subjects - GraphContent(lines).subjects
    ]


def refusal(changes: StatementChanges, hint: str) -> UnusableInput | None:
    """Why a change is not made without being asked for; None where it removes nothing.

    Args:
        changes: what it adds and removes.
        hint: what the reader can do.
    """
    if not changes.removes:
        return None
    losing = [each for each in changes.graphs if each.removed]
    told = ", ".join(_loss(each) for each in losing[:_NAMED])
    if len(losing) > _NAMED:
        what = N_(
            "statements of graphs that exist would be lost: {told} and {more} more graphs.",
            told=told,
            more=len(losing) - _NAMED,
        )
    else:
        what = N_("statements of graphs that exist would be lost: {told}.", told=told)
    return UnusableInput(what, hint=hint)


def _loss(each: GraphChange) -> str:
    return f"{short_graph(each.graph)} ({len(each.removed):,}/{each.held or 0:,})"


def _graph_changes(
    before: Mapping[str, GraphContent], after: Mapping[str, GraphContent]
) -> Iterator[GraphChange]:
    for name in sorted(after):
        old = before.get(name)
        held, new = set(old.lines if old else ()), set(after[name].lines)
        number = len(old.lines) if old else None
        yield GraphChange(name, number, sorted(new - held), sorted(held - new))


def _no_longer_described(subjects: set[str], after: Mapping[str, GraphContent]) -> set[str]:
    """Those of some things of ours that no graph describes."""
    left = {one for one in subjects if one[1:].startswith(_OURS)}
    for content in after.values() if left else ():
        left -= content.subjects
    return left


def _dangling(after: Mapping[str, GraphContent], vanishing: set[str]) -> list[DanglingMention]:
    return sorted(
        DanglingMention(graph, thing[1:-1])
        for graph, content in after.items()
        for thing in content.things & vanishing
    )
