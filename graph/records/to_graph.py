"""From a record to the statements of its graph."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from graph.authority_codes import language_word
from graph.prefixes import BASE, PREFIXES
from graph.records.claims import RecordClaim, RecordThing, SourcePassage
from graph.records.evidence import (
    EVIDENCE,
    LABEL,
    TYPE,
    iri_of_passage,
    statements_of,
    supported,
)
from graph.records.fields import RecordField
from graph.records.findings import RecordFault, RecordFinding, fault
from graph.records.form import form
from graph.records.implied import Pair, implied
from graph.records.made_labels import LANGUAGES, Labels
from graph.records.name_matching import NameMatch
from graph.records.naming import NAMED_BY_WORDS, Naming, iri_by_words
from graph.records.offices import Offices, names_office
from graph.records.passages import Passages
from graph.records.record_entries import IS, PASSAGES, SOURCE, RecordEntry, entries, name_of, part
from graph.records.record_surroundings import ALONE, Match, RecordSurroundings
from graph.records.references import IS_SLUG, iri_of
from graph.records.things import Things
from graph.records.tree import Fields, Record, Scalar
from graph.records.values import Values
from graph.records.words import key_of
from graph.statements import Statement
from graph.terms import Term
from graph.texts import N_
from graph.time.edtf_dates import bounds

_LANGUAGE: Final = PREFIXES["dcterms"] + "language"
_VSK: Final = PREFIXES["vsk"]
_TEXT_FILE: Final = _VSK + "textFile"
_SHA256: Final = _VSK + "sha256"
_PARTY_ROLE: Final = _VSK + "partyRole"
_PLAIN_PARTY: Final = BASE + "concept/party-role/party"
# When somebody is seen in an office: the first of these that is told above.
_DAYS: Final = (_VSK + "signed", _VSK + "date", _VSK + "published")


@dataclass(frozen=True)
class RecordGraph:
    """What became of a record.

    Attributes:
        graph: IRI of the source, which is that of its graph; blank where it has no name.
        statements: the statements, each once; of the parts without a fault.
        findings: what is wrong, in the order of the record.
        matches: what each name was taken for that is no thing of the record.
        things: the things with the places they are written at.
        passages: the passages by the IRI of their evidence.
    """

    graph: str
    statements: tuple[Statement, ...]
    findings: tuple[RecordFinding, ...] = ()
    matches: tuple[Match, ...] = ()
    things: tuple[RecordThing, ...] = field(default=(), compare=False)
    passages: Mapping[str, SourcePassage] = field(default_factory=dict, compare=False)

    @property
    def is_whole(self) -> bool:
        """No fault was found."""
        return all(each.note for each in self.findings)


def to_graph(record: Record, around: RecordSurroundings = ALONE) -> RecordGraph:
    """The statements of a record, and all that is wrong in it.

    Args:
        record: the record.
        around: what it is read beside; by itself it needs nothing.
    """
    findings: list[RecordFinding] = []
    try:
        return _Made(record, around, findings).graph()
    except RecordFault as found:
        return RecordGraph("", (), (*findings, found.finding))


class _Made:
    def __init__(
        self, record: Record, around: RecordSurroundings, findings: list[RecordFinding]
    ) -> None:
        self._root = record.root
        self._findings = findings
        self._around = around
        self._matches: dict[tuple[str, str], Match] = {}
        self._source = _source_of(record.root)
        self._graph, self._slug = _graph_of(self._source)
        self._values = Values(_language(self._source), find=self._find)
        self._values.on = self._day_of_source()
        self._passages = Passages(self._values, around.text)
        self._reader = Things(self._values, self._passages, findings)
        self._offices = Offices(self._values, self._person)
        self._things: dict[str, RecordThing] = {}
        self._pair: Pair | None = None

    def graph(self) -> RecordGraph:
        tops = [*entries(self._root)]
        naming = Naming(self._values, self._slug, self._person)
        naming.name(tops, self._add)
        self._pair = naming.pair
        # What a name was taken for before all things of the record were known, is not told.
        self._matches.clear()
        declared = part(self._root, PASSAGES)
        if declared is not None:
            self._try(lambda: self._passages.declare(declared), "passages")
        top = RecordEntry(form().source, self._source, "source", iri=self._graph)
        self._read(top, None)
        for each in tops:
            self._read(each, self._things[self._graph])
        self._label()
        made = tuple(dict.fromkeys(self._statements()))
        matches = tuple(self._matches.values())
        things = tuple(self._things.values())
        passages = {
            iri_of_passage(self._slug, key): each for key, each in self._passages.by_key.items()
        }
        return RecordGraph(self._graph, made, tuple(self._findings), matches, things, passages)

    def _read(self, entry: RecordEntry, above: RecordThing | None) -> None:
        """Read a thing, then those below it."""
        if not entry.iri:
            return
        made = RecordThing(entry.iri)
        self._try(lambda: self._read_one(entry, made, above), entry.path)
        for each in entry.below:
            self._read(each, made)

    def _read_one(self, entry: RecordEntry, made: RecordThing, above: RecordThing | None) -> None:
        offices = names_office(entry)
        node = self._offices.rest(entry) if offices else entry.node
        found = self._reader.thing(node, entry.kind, entry.iri, entry.path, known=entry.known)
        if entry.parent is not None and entry.link is not None:
            found.claims.insert(0, RecordClaim(entry.link.iri, Term("uri", entry.parent.iri)))
            found.told.add(entry.link.iri)
        found.claims += _named_by_words(entry, found.told)
        if entry.iri == self._graph and _TEXT_FILE in found.told and _SHA256 not in found.told:
            sums = [self._around.sha256] if self._around.sha256 else []
            found.claims += [RecordClaim(_SHA256, Term("literal", each)) for each in sums]
        if self._pair is not None and not entry.known:
            found.claims += [*implied(entry.kind, found, found.told, self._pair)]
        if _is_party(entry):
            found.claims.append(RecordClaim(_PARTY_ROLE, Term("uri", _PLAIN_PARTY)))
        if offices:
            found.claims += self._offices.claims(entry, above)
        made.classes, made.claims, made.says = found.classes, found.claims, found.says
        self._take(found)
        for each in self._offices.things(entry, found, self._day(above)) if offices else ():
            self._take(each)

    def _day(self, above: RecordThing | None) -> Term | None:
        """When those who take part in a thing are seen in their office."""
        for thing in (above, self._things.get(self._graph)):
            for predicate in _DAYS:
                for term in thing.values(predicate) if thing else ():
                    return term
        return None

    def _take(self, thing: RecordThing) -> None:
        """Add what is said of a thing to what is said of it elsewhere in the record."""
        there = self._things.get(thing.iri)
        if there is None:
            self._things[thing.iri] = thing
            return
        there.classes = tuple(dict.fromkeys((*there.classes, *thing.classes)))
        there.claims += [each for each in thing.claims if each not in there.claims]
        there.says = tuple(dict.fromkeys((*there.says, *thing.says)))

    def _label(self) -> None:
        """Give labels to the things that were given none."""
        labels = Labels(self._around.labels, self._things)
        for thing in self._things.values():
            if thing.classes and LABEL not in thing.told:
                made = labels.made(thing)
                thing.claims += [
                    RecordClaim(LABEL, Term("literal", each, lang)) for lang, each in made.items()
                ]

    def _find(self, scalar: Scalar, one: RecordField) -> str | None:
        if self._around.names is None:
            return None
        found = self._around.names.find(scalar.text, one.classes, self._values.on)
        if isinstance(found, NameMatch):
            key = (scalar.text, found.thing.iri)
            self._matches.setdefault(key, Match(scalar, found.thing.iri, found.told("da")))
            return found.thing.iri
        if IS_SLUG.fullmatch(scalar.text) and not found.candidates:
            return None
        choices = tuple(each.short for each in found.candidates)
        raise fault(scalar, found.what, expected=found.hint("da"), choices=choices)

    def _person(self, name: Scalar) -> str:
        """IRI of the person of a name: one of the record, one that is known, else a new one."""
        for iri in self._values.local.get(key_of(name.text), ()):
            if iri.startswith(f"{BASE}id/person/"):
                return iri
        names = self._around.names
        found = names.find(name.text, (f"{_VSK}Person",)) if names else None
        if isinstance(found, NameMatch) and name.text in found.thing.labels.values():
            return found.thing.iri
        return iri_by_words("person", name)

    def _day_of_source(self) -> date | None:
        """The source's day, from which dates are counted and by which names are told apart."""
        for key, node in self._source:
            one = form().source.field(key.text)
            if one is None or one.iri != _VSK + "published":
                continue
            value = part(node, IS) if isinstance(node, Fields) else node
            try:
                terms = self._values.terms(one, value) if isinstance(value, Scalar) else []
            except RecordFault:
                return None  # it is told where the source is read
            days = bounds(terms[0].value) if terms else None
            return days.latest if days and days.earliest == days.latest else None
        return None

    def _try(self, step: Callable[[], None], path: str) -> None:
        try:
            step()
        except RecordFault as found:
            self._add(found, path)

    def _add(self, found: RecordFault, path: str) -> None:
        finding = found.finding
        self._findings.append(finding if finding.field else replace(finding, field=path))

    def _statements(self) -> Iterator[Statement]:
        for thing in self._things.values():
            for each in thing.classes:
                yield Statement(thing.iri, TYPE, Term("uri", each), self._graph)
            for claim in thing.claims:
                yield Statement(thing.iri, claim.predicate, claim.term, self._graph)
            for key in _keys(thing):
                iri = iri_of_passage(self._slug, key)
                yield Statement(thing.iri, EVIDENCE, Term("uri", iri), self._graph)
        backed = supported(self._things.values())
        for key, passage in self._passages.by_key.items():
            supports = backed.get(key, frozenset())
            yield from statements_of(passage, graph=self._graph, slug=self._slug, supports=supports)


def _named_by_words(entry: RecordEntry, told: set[str]) -> list[RecordClaim]:
    """The labels of a thing that is called what it is written as; a person's has no language."""
    name, kind = entry.name, entry.kind.slug_type if entry.kind else ""
    if LABEL in told or entry.known or name is None or kind not in NAMED_BY_WORDS:
        return []
    if IS_SLUG.fullmatch(name.text) or iri_of(name.text):
        return []
    told.add(LABEL)
    languages = ("",) if kind == "person" else LANGUAGES
    return [RecordClaim(LABEL, Term("literal", name.text, lang)) for lang in languages]


def _is_party(entry: RecordEntry) -> bool:
    """A participation that is written below its partnership, and says no role."""
    kind = entry.kind
    if kind is None or entry.parent is None or kind.slug_type != "participation":
        return False
    told = {one.iri for key, _ in entry.node if (one := kind.field(key.text))}
    return _PARTY_ROLE not in told


def _keys(thing: RecordThing) -> Iterable[str]:
    return dict.fromkeys((*thing.says, *(key for each in thing.claims for key in each.keys)))


def _source_of(root: Fields) -> Fields:
    source = part(root, SOURCE)
    if isinstance(source, Fields):
        return source
    raise fault(
        None,
        N_("The record has no source."),
        place=source.place if source else root.place,
        field="source",
        expected=N_("A record starts with the source and its fields."),
        example="source:\n  name: kujalleq-aarhus-2016",
    )


def _graph_of(source: Fields) -> tuple[str, str]:
    """The IRI of the source's graph, and its slug."""
    name = name_of(source)
    if name is None:
        what = N_("The source has no name.")
        example = "name: kujalleq-aarhus-2016"
        raise fault(None, what, place=source.place, field="source > name", example=example)
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
            try:
                return language_tag(Values().terms(one, value))
            except RecordFault:
                return ""
    return ""


def language_tag(languages: list[Term]) -> str:
    """The tag of a source's language, for its texts; blank where there is none, or several."""
    if len(languages) != 1:
        return ""
    word = language_word(languages[0].value)
    return "" if word == languages[0].value or word == "mul" else word
