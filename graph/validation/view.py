"""What the shapes look at: the lines, what they lean on, and the days that dates can mean."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

from rdflib.namespace import DCTERMS, RDF, RDFS, SKOS, XSD
from rdflib.term import Node

from graph.errors import BadDate
from graph.namespaces import VSK
from graph.prefixes import BASE, EDTF
from graph.time.edtf_dates import bounds
from graph.validation.quad_lines import Line, Said, nodes, parted
from graph.validation.shapes import terms, words

DATE_PROPERTIES: Final = tuple(
    VSK[name]
    for name in (
        "began", "ended", "attested", "date", "signed",
        "inForceFrom", "inForceUntil", "reviewDue", "due", "published",
    )
)  # fmt: skip
_DATES: Final = frozenset(f"<{name}>" for name in DATE_PROPERTIES)
_BOUNDS: Final = frozenset(
    f"<{name}{side}>" for name in DATE_PROPERTIES for side in ("Earliest", "Latest")
)
_IS_EDTF: Final = f'"^^<{EDTF}>'
_SOURCES: Final = f"<{BASE}graph/source/"
_TYPE: Final = f"<{RDF.type}>"
_ABOVE: Final = f"<{RDFS.subClassOf}>"
_NAMES: Final = tuple(f"<{name}>" for name in (RDFS.label, SKOS.prefLabel, DCTERMS.title))


@dataclass(frozen=True)
class View:
    """The graph that is validated; all terms are written as in N-Triples.

    Attributes:
        triples: the lines, what they lean on, bounds, and what the ontology says of their terms;
            each once.
        own: the lines.
        subjects: what the lines describe; the only things that are judged.
        in_sources: those of them that a source graph describes.
        impossible: dates of the lines that have no bounds.
    """

    triples: Mapping[Said, None]
    own: Sequence[Said]
    subjects: frozenset[str]
    in_sources: frozenset[str]
    impossible: Sequence[Said]

    @cached_property
    def typed(self) -> frozenset[str]:
        """What has a type."""
        return frozenset(subject for subject, _ in self._by_property.get(_TYPE, ()))

    @cached_property
    def described(self) -> frozenset[str]:
        """What anything is said of."""
        return frozenset(subject for subject, _, _ in self.triples)

    def instances(self, cls: str) -> set[str]:
        """Things the lines describe that are of a class or of one below it."""
        return self._by_class.get(cls, set())

    def having(self, path: str) -> set[str]:
        """Things the lines describe that have a property."""
        return {subject for subject, _ in self._by_property.get(path, ())} & self.subjects

    def names(self, term: str) -> dict[str, str]:
        """The names of a thing by language, or nothing; ``""`` is a name without one."""
        found = (words(self.values(term, name)) for name in _NAMES)
        return next((each for each in found if each), {})

    def values(self, subject: str, path: str) -> list[Node]:
        """The values of a property of a thing, literals as they are written."""
        said = self._values(path).get(subject, ())
        return [value for _, _, value in nodes((subject, path, each) for each in said)]

    def _values(self, path: str) -> Mapping[str, list[str]]:
        if path not in self._asked:
            found: defaultdict[str, list[str]] = defaultdict(list)
            for subject, value in self._by_property.get(path, ()):
                found[subject].append(value)
            self._asked[path] = found
        return self._asked[path]

    @cached_property
    def _asked(self) -> dict[str, Mapping[str, list[str]]]:
        return {}

    @cached_property
    def _by_property(self) -> Mapping[str, list[tuple[str, str]]]:
        found: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for subject, path, value in self.triples:
            found[path].append((subject, value))
        return found

    @cached_property
    def _by_class(self) -> Mapping[str, set[str]]:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for subject, cls in self._by_property.get(_TYPE, ()):
            if subject in self.subjects:
                found[cls].add(subject)
        for cls, members in list(found.items()):
            for above in self._above(cls):
                found[above] |= members
        return found

    def _above(self, cls: str) -> set[str]:
        waiting, seen = [cls], {cls}
        while waiting:
            for above in self._values(_ABOVE).get(waiting.pop(), ()):
                if above not in seen:
                    seen.add(above)
                    waiting.append(above)
        return seen


def view(lines: Sequence[str], around: Iterable[Line], single: frozenset[str]) -> View:
    """Lines and what they lean on as one graph.

    Where lines state a property that has one value, what others say of it is left aside: two
    sources may disagree, and each is judged by what it says itself. Where sources among the others
    disagree, the first of them is heard: the quarrel is theirs, not that of the lines.

    Args:
        lines: N-Quads.
        around: what they lean on.
        single: properties that a thing has one value of.
    """
    parts = [parted(line) for line in lines]
    own = [each.said for each in parts]
    triples = dict.fromkeys(chain(own, _heard(own, around, single)))
    for triple in [each for each in triples if each[1] in _BOUNDS]:
        del triples[triple]
    dated, impossible = _bounds(triples)
    triples.update(dict.fromkeys(dated))
    for term in terms().keys() & set(chain.from_iterable(triples)):
        triples.update(dict.fromkeys(terms()[term]))
    subjects = frozenset(each.subject for each in parts)
    sources = frozenset(each.subject for each in parts if _is_source(each.graph))
    wrong = [triple for triple in impossible if triple[0] in subjects]
    return View(triples, own, subjects, sources, wrong)


def _is_source(graph: str) -> bool:
    return not graph or graph.startswith(_SOURCES)


def _heard(own: Iterable[Said], around: Iterable[Line], single: frozenset[str]) -> Iterator[Said]:
    said_in = {(s, p): "" for s, p, _ in own if p in single}
    for s, p, o, graph in around:
        if p not in single or said_in.setdefault((s, p), f"<{graph}>") == f"<{graph}>":
            yield s, p, o


def _bounds(triples: Iterable[Said]) -> tuple[list[Said], list[Said]]:
    """First and last day of every date, and the dates that have none."""
    found: list[Said] = []
    impossible: list[Said] = []
    for triple in triples:
        subject, path, value = triple
        if path not in _DATES or not value.endswith(_IS_EDTF):
            continue
        try:
            days = bounds(value[1 : -len(_IS_EDTF)])
        except BadDate:
            impossible.append(triple)
            continue
        for side, day in (("Earliest", days.earliest), ("Latest", days.latest)):
            if day:
                found.append((subject, f"{path[:-1]}{side}>", f'"{day}"^^<{XSD.date}>'))
    return found, impossible
