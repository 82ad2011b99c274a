"""The claims of a description, arranged for a reader, each beside who says so and where."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from rdflib.namespace import DCTERMS, RDFS, SKOS

from api.html.why_text import WhyText, said
from api.locale.column_labels import foreign
from api.locale.date_format import literal as in_words
from api.locale.language import Lang
from api.locale.result_table import Cell
from graph.collation import danish_key
from graph.collections.entity import SINGLE, agree, lasts
from graph.descriptions.describe import DETAILS, Description
from graph.descriptions.statement_index import EVIDENCE, TYPE, Backing, StatementIndex
from graph.descriptions.why import why_of
from graph.identifiers import CHANGES_GRAPH, DERIVED_GRAPH, concept, document_of
from graph.namespaces import VSK
from graph.prefixes import BASE
from graph.statements import Statement
from graph.terms import Term, language_rank, shorten
from graph.time.intervals import Interval, Intervals, State
from queries.country_codes import ALPHA2_OF, COUNTRY

_NAMES: Final = (str(RDFS.label), str(SKOS.prefLabel), str(DCTERMS.title))
_SPELL: Final = str(VSK.StatusSpell)
_CONCERNS: Final = str(VSK.concerns)
_SPELL_FROM: Final = str(VSK.spellFrom)
_SPELL_END: Final = str(VSK.spellEndExclusive)
_POSSIBLE: Final = str(VSK.possibleState)
# How the rules keep status: a page shows what comes of it.
_INWARD: Final = (BASE + "id/act/", BASE + "id/status-spell/")


@dataclass(frozen=True)
class Passage:
    """The place of a claim in its source.

    Attributes:
        iri: the evidence's IRI.
        quotation: the words that carry the claim; may be blank.
        locator: where they stand; may be blank.
    """

    iri: str
    quotation: Cell
    locator: Cell


@dataclass(frozen=True)
class Attribution:
    """A graph that makes a claim, and the passages that it rests on there.

    Attributes:
        graph: name and IRI of the graph.
        standing: ``stated``, ``reference``, ``curated`` or ``derived``.
        passages: what it rests on; none for registers, curators and rules.
    """

    graph: Cell
    standing: str
    passages: tuple[Passage, ...]


@dataclass(frozen=True)
class Claim:
    """One value of a property, and every graph that gives it.

    Attributes:
        value: as a reader sees it.
        sayings: who gives it.
        term: as the graph has it; None where it was put together for a page.
    """

    value: Cell
    sayings: tuple[Attribution, ...]
    term: Term | None = None


@dataclass(frozen=True)
class Property:
    """A property of a thing with its claims.

    Attributes:
        name: the property.
        claims: its values, and who gives each.
        lasting: the thing lasts for all the days of its date, so that two must be the same.
    """

    name: Cell
    claims: tuple[Claim, ...]
    lasting: bool = False


class DescriptionView:
    """Arranges one description in one language.

    Args:
        found: the description.
        words: labels of properties and classes by IRI.
        lang: the reader's language.
    """

    def __init__(self, found: Description, words: Mapping[str, Cell], lang: Lang) -> None:
        self._found = found
        self._lang = lang
        self._words = words
        self._said = StatementIndex(found.statements)
        self._names: dict[str, Cell] = {}
        self._properties: dict[str, list[Property]] = {}
        self._passages: dict[str, Passage] = {}

    def name(self, iri: str) -> Cell:
        """The name of a thing, in the reader's language where it has such a name."""
        if iri not in self._names:
            self._names[iri] = self._name(iri)
        return self._names[iri]

    def _name(self, iri: str) -> Cell:
        named = [each.object for each in self._said.of(iri) if each.predicate in _NAMES]
        if not named:
            plain = foreign(iri, self._lang) or shorten(iri)
            return self._words.get(iri, Cell(plain, iri=iri))
        best = min(named, key=lambda value: (language_rank(value.lang, self._lang), value.value))
        return Cell(best.value, best.lang, iri)

    def kinds(self) -> list[Cell]:
        """The classes of the thing."""
        found = {each.object.value for each in self._found.about() if each.predicate == TYPE}
        return [self.name(iri) for iri in sorted(found)]

    def properties(self, iri: str) -> list[Property]:
        """The claims about one node of the description, by the names of the properties."""
        if iri not in self._properties:
            found = self._of_node(iri)
            found.sort(key=lambda one: (one.name.iri != TYPE, danish_key(one.name.text)))
            self._properties[iri] = found
        return self._properties[iri]

    def _of_node(self, iri: str) -> list[Property]:
        grouped: dict[str, dict[Term, list[str]]] = {}
        lasting = False
        for each in self._said.of(iri):
            lasting = lasting or lasts(each)
            if each.predicate != EVIDENCE:
                values = grouped.setdefault(each.predicate, {})
                values.setdefault(each.object, []).append(each.graph)
        return [
            Property(self.name(predicate), tuple(self._claims(iri, predicate, values)), lasting)
            for predicate, values in grouped.items()
        ]

    def _claims(
        self, iri: str, predicate: str, values: Mapping[Term, list[str]]
    ) -> Iterator[Claim]:
        for value, graphs in sorted(values.items(), key=self._in_order):
            sayings = tuple(self._saying(iri, predicate, value, graph) for graph in graphs if graph)
            yield Claim(self._cell(value), sayings, value)

    def _in_order(self, pair: tuple[Term, list[str]]) -> tuple[int, Term]:
        return language_rank(pair[0].lang, self._lang), pair[0]

    def _cell(self, value: Term) -> Cell:
        return self.name(value.value) if value.kind == "uri" else in_words(value, self._lang)

    def _saying(self, iri: str, predicate: str, value: Term, graph: str) -> Attribution:
        # Two pieces of evidence with the same words and place read as one.
        passages: dict[tuple[Cell, Cell], Passage] = {}
        for each in self._said.backings(iri):
            if each.graph == graph and _backs(each, predicate, value):
                passage = self._passage(each.iri)
                passages.setdefault((passage.quotation, passage.locator), passage)
        return Attribution(self.name(graph), standing(graph), tuple(passages.values()))

    def _passage(self, evidence: str) -> Passage:
        if evidence not in self._passages:
            words = [Cell(each.value, each.lang) for each in self._said.quoted(evidence)]
            places = [Cell(each.value, each.lang) for each in self._said.located(evidence)]
            places.sort(key=lambda cell: language_rank(cell.lang, self._lang))
            first = (words or [Cell("")])[0], (places or [Cell("")])[0]
            self._passages[evidence] = Passage(evidence, *first)
        return self._passages[evidence]

    def classes(self, iri: str) -> set[str]:
        """The IRIs of the classes of a node."""
        return self._said.classes(iri)

    def texts(self, subject: str, predicate: str) -> list[str]:
        """The values of a property of a node, as they stand, each once."""
        return self._said.texts(subject, predicate)

    def subjects(self, predicate: str, value: str) -> list[str]:
        """The nodes that point at ``value``."""
        return self._said.subjects(predicate, value)

    def of_class(self, kind: str) -> list[str]:
        """The nodes of a class."""
        return self._said.subjects(TYPE, kind)

    def details(self) -> list[tuple[Cell, list[Cell]]]:
        """The nodes that say more of the thing, by class; spells of status are told apart."""
        classes = {str(each) for each in DETAILS} - {str(VSK.StatusSpell)}
        grouped: dict[str, list[Cell]] = {}
        for subject in self._said.all_subjects():
            kinds = sorted(self.classes(subject) & classes)
            if kinds and subject != self._found.iri and self._points_here(subject):
                grouped.setdefault(kinds[0], []).append(self.name(subject))
        return [(self.name(kind), _alphabetical(nodes)) for kind, nodes in sorted(grouped.items())]

    def _points_here(self, subject: str) -> bool:
        return any(each.object.value == self._found.iri for each in self._said.of(subject))

    def incoming(self) -> list[tuple[Cell, list[Cell]]]:
        """The other things that point at the thing, by property."""
        shown = {cell.iri for _, cells in self.details() for cell in cells}
        grouped: dict[str, dict[str, None]] = {}
        for each in self._found.statements:
            if each.object.value != self._found.iri or not each.graph or each.subject in shown:
                continue
            if not each.subject.startswith(_INWARD):
                grouped.setdefault(each.predicate, {})[each.subject] = None
        return [
            (self.name(predicate), _alphabetical(map(self.name, subjects)))
            for predicate, subjects in sorted(grouped.items())
        ]

    def intervals(self, iri: str = "") -> Intervals:
        """The status over time of the thing or of another node, as the rules derive it."""
        made = [
            Interval(
                self._day(subject, _SPELL_FROM),
                self._day(subject, _SPELL_END),
                frozenset(map(_state, self.texts(subject, _POSSIBLE))),
            )
            for subject in self.subjects(_CONCERNS, iri or self._found.iri)
            if _SPELL in self.classes(subject)
        ]
        return tuple(sorted(made, key=lambda each: each.start or date.min))

    def why(self, iri: str, day: date) -> WhyText | None:
        """Why a node has its status on a day, in words; None where nothing tells of one."""
        found = why_of(self._said, iri, day)
        return said(found, self._lang) if found.states or found.never_began else None

    def states(self, interval: Interval) -> tuple[Cell, ...]:
        """The names of the states that are possible in an interval."""
        return tuple(self.name(concept("state", state)) for state in sorted(interval.states))

    def _day(self, iri: str, predicate: str) -> date | None:
        return next(map(date.fromisoformat, self.texts(iri, predicate)), None)


def _state(iri: str) -> State:
    return State(iri.rsplit("/", 1)[-1])


def _backs(evidence: Backing, predicate: str, value: Term) -> bool:
    """True if evidence backs a claim: it names its value, or its property and no other value."""
    return value.value in evidence.backed or (predicate in evidence.backed and not evidence.named)


def predicates(found: Description) -> set[str]:
    """Every property and class of a description, for their names."""
    classes = {each.object.value for each in found.statements if each.predicate == TYPE}
    return {each.predicate for each in found.statements} | classes | _graphs(found.statements)


def _graphs(statements: Iterable[Statement]) -> set[str]:
    return {each.graph for each in statements if each.graph}


def standing(graph: str) -> str:
    """The kind of a graph: that of a source, a register, a curator or a rule."""
    if graph in (DERIVED_GRAPH, CHANGES_GRAPH):
        return "derived"
    kind = graph.removeprefix(BASE + "graph/").partition("/")[0]
    return {"reference": "reference", "curation": "curated"}.get(kind, "stated")


def here(iri: str) -> str:
    """The address on this server for one of our IRIs, or for a country; any other as it is."""
    if country := ALPHA2_OF.get(iri.removeprefix(COUNTRY)):
        return f"/municipalities?country={country}"
    document = document_of(iri)
    return "/" + document.removeprefix(BASE) if document.startswith(BASE) else document


def _alphabetical(cells: Iterable[Cell]) -> list[Cell]:
    return sorted(cells, key=lambda cell: danish_key(cell.text))


def disagree(said: Property) -> bool:
    """True if sources give values that exclude each other of what can have only one."""
    stated = [each for each in said.claims if any(s.standing != "derived" for s in each.sayings)]
    if said.name.iri not in SINGLE or len(stated) <= 1:
        return False
    return said.lasting or not agree(each.term for each in stated if each.term)


def merged(claims: Iterable[Claim]) -> tuple[Attribution, ...]:
    """The attributions of several claims, each graph once with all its passages."""
    graphs: dict[str, Attribution] = {}
    for saying in (each for claim in claims for each in claim.sayings):
        before = graphs.get(saying.graph.iri)
        every = (*(before.passages if before else ()), *saying.passages)
        passages = {(each.quotation, each.locator): each for each in every}
        graphs[saying.graph.iri] = Attribution(
            saying.graph, saying.standing, tuple(passages.values())
        )
    return tuple(graphs.values())
