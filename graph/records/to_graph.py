"""From a record to the statements of its graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from graph.prefixes import BASE, PREFIXES
from graph.records.claims import Thing
from graph.records.evidence import EVIDENCE, TYPE, iri_of_passage, statements_of, supported
from graph.records.fields import RecordKind
from graph.records.findings import Finding, RecordFault, fault
from graph.records.form import form
from graph.records.passages import Passages
from graph.records.references import IS_SLUG, iri_of
from graph.records.things import (
    PASSAGES,
    SOURCE,
    Things,
    entries,
    iri_by_name,
    name_of,
    part,
)
from graph.records.tree import Fields, Record, Scalar
from graph.records.values import LANGUAGES, Find, ReadDate, Values
from graph.records.words import key_of
from graph.statements import Statement
from graph.terms import Term
from graph.texts import N_

_LANGUAGE = PREFIXES["dcterms"] + "language"


@dataclass(frozen=True)
class Surroundings:
    """What a record is read beside.

    Attributes:
        text: the source's document as text, in which passages are found; None where there is none.
        find: finds a thing of another graph by its name.
        read_date: reads dates as people write them.
    """

    text: str | None = None
    find: Find | None = None
    read_date: ReadDate | None = None


ALONE = Surroundings()


@dataclass(frozen=True)
class RecordGraph:
    """What became of a record.

    Attributes:
        graph: IRI of the source, which is that of its graph; blank where it has no name.
        statements: the statements, each once; of the parts without a fault.
        findings: what is wrong, in the order of the record.
        things: the things with the places they are written at.
    """

    graph: str
    statements: tuple[Statement, ...]
    findings: tuple[Finding, ...] = ()
    things: tuple[Thing, ...] = field(default=(), compare=False)

    @property
    def is_whole(self) -> bool:
        """No fault was found."""
        return all(each.note for each in self.findings)


def to_graph(record: Record, around: Surroundings = ALONE) -> RecordGraph:
    """The statements of a record, and all that is wrong in it.

    Args:
        record: in its general form.
        around: what it is read beside; by itself it needs nothing.
    """
    findings: list[Finding] = []
    try:
        return _Made(record, around, findings).graph()
    except RecordFault as found:
        return RecordGraph("", (), (*findings, found.finding))


class _Made:
    def __init__(self, record: Record, around: Surroundings, findings: list[Finding]) -> None:
        self._root = record.root
        self._findings = findings
        source = part(record.root, SOURCE)
        if not isinstance(source, Fields):
            where = source.place if source else record.root.place
            expected = N_("A record starts with the source and its fields.")
            what = N_("The record has no source.")
            raise fault(None, what, place=where, expected=expected, example="source:\n  name: …")
        self._source = source
        self._graph, self._slug = _graph_of(source)
        self._values = Values(_language(source), find=around.find, read_date=around.read_date)
        self._passages = Passages(self._values, around.text)
        self._things = Things(self._values, self._passages, findings)

    def graph(self) -> RecordGraph:
        listed = list(self._listed())
        declared = part(self._root, PASSAGES)
        if declared is not None:
            self._try(lambda: self._passages.declare(declared))
        source = self._things.thing(self._source, form().source, self._graph, "source", known=False)
        things = [source]
        for kind, node, path, known, iri in listed:
            things.append(self._things.thing(node, kind, iri, path, known=known))
        made = tuple(dict.fromkeys(self._statements(things)))
        return RecordGraph(self._graph, made, tuple(self._findings), tuple(things))

    def _listed(self) -> Iterator[tuple[RecordKind | None, Fields, str, bool, str]]:
        """Every thing with its IRI; all are named before the first is read."""
        for kind, node, path, known in entries(self._root):
            name = name_of(node)
            if name is None:
                raise fault(
                    None,
                    N_("The thing has no name."),
                    place=node.place,
                    field=path,
                    example="name: renewal 2016",
                )
            iri = iri_by_name(kind, name)
            for each in dict.fromkeys((key_of(name.text), key_of(iri.rpartition("/")[2]))):
                named = self._values.local.setdefault(each, [])
                if iri not in named:
                    named.append(iri)
            yield kind, node, path, known, iri

    def _try(self, step: Callable[[], None]) -> None:
        try:
            step()
        except RecordFault as found:
            self._findings.append(found.finding)

    def _statements(self, things: list[Thing]) -> Iterator[Statement]:
        backed = supported(things)
        for thing in things:
            for each in thing.classes:
                yield Statement(thing.iri, TYPE, Term("uri", each), self._graph)
            for claim in thing.claims:
                yield Statement(thing.iri, claim.predicate, claim.term, self._graph)
            for key in _keys(thing):
                iri = iri_of_passage(self._slug, key)
                yield Statement(thing.iri, EVIDENCE, Term("uri", iri), self._graph)
        for key, passage in self._passages.by_key.items():
            supports = backed.get(key, frozenset())
            yield from statements_of(passage, graph=self._graph, slug=self._slug, supports=supports)


def _keys(thing: Thing) -> Iterable[str]:
    return dict.fromkeys((*thing.says, *(key for each in thing.claims for key in each.keys)))


def _graph_of(source: Fields) -> tuple[str, str]:
    """The IRI of the source's graph, and its slug."""
    name = name_of(source)
    if name is None:
        what = N_("The source has no name.")
        raise fault(
            None,
            what,
            place=source.place,
            field="source > name",
            example="name: kujalleq-aarhus-2016",
        )
    iri = iri_of(name.text)
    if iri is None:
        if not IS_SLUG.fullmatch(name.text):
            raise fault(
                name,
                N_("This is no name of a source."),
                field="source > name",
                expected=N_("Write small letters, digits and hyphens."),
                example="kujalleq-aarhus-2016",
            )
        iri = f"{BASE}graph/source/{name.text}"
    return iri, iri.rpartition("/")[2]


def _language(source: Fields) -> str:
    """The tag of the source's language, where it is one that is known."""
    for key, value in source:
        one = form().source.field(key.text)
        if one and one.iri == _LANGUAGE and isinstance(value, Scalar):
            return value.text if value.text in LANGUAGES else language_of([_iri(value)])
    return ""


def _iri(value: Scalar) -> Term:
    return Term("uri", iri_of(value.text) or PREFIXES["lang"] + value.text)


def language_of(languages: list[Term]) -> str:
    """The tag of a language by EU's IRI for it; blank where there is none, or several."""
    codes = {PREFIXES["lang"] + code: tag for tag, code in LANGUAGES.items()}
    return codes.get(languages[0].value, "") if len(languages) == 1 else ""
