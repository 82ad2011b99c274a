"""What the lines of a graph lean on, looked up by what they name."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Final

from graph.prefixes import BASE
from graph.validation.quad_lines import GraphContent, Line, is_thing, parted
from graph.validation.shapes import shapes

_REFERENCE: Final = f"{BASE}graph/reference/"
_JUDGED: Final = "judged"

_Index = Mapping[str, Sequence[str]]


class Surroundings:
    """Graphs beside one another.

    Args:
        graphs: IRI of each graph to its lines; not to be changed later.
        under: further graphs, where the first do not stand in for them.
    """

    def __init__(
        self, graphs: Mapping[str, GraphContent], under: Surroundings | None = None
    ) -> None:
        self._own = graphs
        self._under = under
        self.graphs: Mapping[str, GraphContent] = {**(under.graphs if under else {}), **graphs}
        self._references: dict[str, frozenset[str]] = {}
        self._held: dict[str, Mapping[str, Sequence[str]]] = {}

    def index(self) -> None:
        """Find out now what each graph describes and mentions, not when it is asked first."""
        _ = self._subjects, self._things

    def neighbours(self, graph: str) -> list[str]:
        """The graphs that one leans on, in order of their IRIs.

        Those are the graphs that describe a thing it mentions, or mention a thing it describes;
        and the reference graphs that describe what these mention.
        """
        judged = self.graphs[graph]
        first = {name for thing in _things(graph, judged) for name in self._describing(thing)}
        first.update(name for thing in judged.about for name in self._mentioning(thing))
        first.discard(graph)
        second = {name for each in first for name in self._references_of(each)}
        return sorted((first | second) - {graph})

    def around(self, graph: str, neighbours: Collection[str]) -> Iterator[Line]:
        """The lines of neighbours that matter to a graph.

        What its lines name, what that names in turn, and what points to a thing they describe by
        a property that a shape follows back: all that does would be the whole of a country's
        sources for the list of its municipalities.
        Those of one thing come graph by graph, in order of the graphs' IRIs.
        """
        allowed = frozenset(neighbours)
        seen = set(self._starting(self.graphs[graph], allowed))
        waiting = list(seen)
        while waiting:
            subject = waiting.pop()
            for name in sorted(allowed.intersection(self._describing(subject))):
                for predicate, value in self.graphs[name].about[subject]:
                    yield Line(subject, predicate, value, name)
                    if value not in seen and value[0] != '"':
                        seen.add(value)
                        waiting.append(value)

    def _starting(self, judged: GraphContent, allowed: frozenset[str]) -> Iterator[str]:
        yield from judged.about
        yield from judged.pointing
        for subject in judged.about:
            # Only things of ours are in the index of what is mentioned.
            naming = self._mentioning(subject) if is_thing(subject) else allowed
            for name in allowed.intersection(naming):
                yield from self._holders(name).get(subject, ())

    def _holders(self, graph: str) -> Mapping[str, Sequence[str]]:
        """What of a graph shapes look at for what it points to: object to subjects."""
        if graph not in self._held:
            self._held[graph] = self.graphs[graph].pointing_by(shapes().inverse)
        return self._held[graph]

    def describes(self, subject: str) -> bool:
        """True if a graph says something of a subject."""
        return bool(self._describing(subject))

    def _describing(self, subject: str) -> Sequence[str]:
        found = self._subjects.get(subject, ())
        return self._with_under(found, self._under._describing(subject)) if self._under else found

    def _mentioning(self, thing: str) -> Sequence[str]:
        found = self._things.get(thing, ())
        return self._with_under(found, self._under._mentioning(thing)) if self._under else found

    def _with_under(self, found: Sequence[str], under: Sequence[str]) -> Sequence[str]:
        return [*found, *(name for name in under if name not in self._own)]

    @cached_property
    def _subjects(self) -> _Index:
        return _index((name, each.about) for name, each in self._own.items())

    @cached_property
    def _things(self) -> _Index:
        return _index((name, _things(name, each)) for name, each in self._own.items())

    def _references_of(self, graph: str) -> frozenset[str]:
        if graph not in self._references:
            self._references[graph] = frozenset(
                name
                for thing in _things(graph, self.graphs[graph])
                for name in self._describing(thing)
                if name.startswith(_REFERENCE)
            )
        return self._references[graph]


def leaned_on(lines: Sequence[str], reference: Iterable[str]) -> list[Line]:
    """The lines of a reference that matter to lines, as in :meth:`Surroundings.around`.

    Older versions of the lines' own graphs do not count.
    """
    replaced = {parted(line).graph for line in lines} - {""}
    graphs: defaultdict[str, list[str]] = defaultdict(list)
    for line in reference:
        name = parted(line).graph
        if name not in replaced:
            graphs[name].append(line)
    contents = {name: GraphContent(found) for name, found in graphs.items()}
    beside = Surroundings({**contents, _JUDGED: GraphContent(list(lines))})
    return list(beside.around(_JUDGED, contents))


def _things(name: str, content: GraphContent) -> frozenset[str]:
    return content.things | {f"<{name}>"}


def _index(found: Iterable[tuple[str, Iterable[str]]]) -> _Index:
    index: defaultdict[str, list[str]] = defaultdict(list)
    for name, terms in found:
        for term in terms:
            index[term].append(name)
    return dict(index)
