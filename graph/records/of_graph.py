"""From the statements of a graph to its record, in the general form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.prefixes import PREFIXES
from graph.records.claims import RecordClaim, RecordThing, SourcePassage
from graph.records.evidence import EVIDENCE, LABEL, TYPE, supported
from graph.records.fields import RecordField, RecordKind
from graph.records.form import form
from graph.records.implied import Pair, understood
from graph.records.made_labels import Labels
from graph.records.nesting import Below, lacks_role, left_out, nested
from graph.records.passages import written
from graph.records.read_evidence import BySubject, assign, evidence_of, passages_of, settled
from graph.records.record_surroundings import ALONE, RecordSurroundings
from graph.records.references import text_of, type_and_slug
from graph.records.to_graph import language_tag
from graph.records.tree import Fields, Items, Node, Record, Scalar, plain
from graph.records.values import Values, written_texts
from graph.records.words import key_of
from graph.statements import Statement
from graph.terms import Term


def of_graph(
    statements: Iterable[Statement],
    graph: str,
    around: RecordSurroundings = ALONE,
    *,
    nest: bool = True,
) -> Record:
    """The record of a graph, from which :func:`graph.records.to_graph` makes the same statements.

    Args:
        statements: the statements; texts of several languages are paired in their order.
        graph: IRI of the graph, which is that of its source.
        around: what the record will be read beside; labels that are made there are left out.
        nest: write things below the thing they belong to; else each by itself, as rows of sheets.
    """
    by_subject: defaultdict[str, list[Statement]] = defaultdict(list)
    for each in statements:
        by_subject[each.subject].append(each._replace(graph=graph, object=_plain(each.object)))
    return _Written(by_subject, graph, around, nest=nest).record()


@dataclass(frozen=True)
class _Heading:
    """Where a thing stands: below its kind, or below what is said of known things."""

    kind: RecordKind | None
    known: bool

    @property
    def word(self) -> str:
        return self.kind.word if self.kind else "thing"

    @property
    def order(self) -> tuple[bool, float]:
        return self.known, self.kind.order if self.kind else float("inf")


class _Written:
    def __init__(
        self, by_subject: BySubject, graph: str, around: RecordSurroundings, *, nest: bool
    ) -> None:
        self._graph = graph
        found = passages_of(by_subject, graph)
        inner = {iri for each in found for iri in (each, f"{each}/quote", f"{each}/position")}
        self._things = {
            iri: _thing(iri, about, found) for iri, about in by_subject.items() if iri not in inner
        }
        self._things.setdefault(graph, RecordThing(graph))
        self._passages = self._with_words(by_subject, found)
        source = self._things[graph]
        self._values = Values(language_tag([*source.values(_LANGUAGE)]))
        self._headings = {iri: _heading(each) for iri, each in self._things.items() if iri != graph}
        kinds = {i: each.kind for i, each in self._headings.items() if not each.known}
        self._nested = nested(self._things, kinds) if nest else {}
        self._tell_names()
        self._pair = self._pair_of(kinds)
        self._labels = Labels(around.labels, self._things)
        made = {iri for iri, each in self._things.items() if self._has_made_labels(each)}
        self._unlabelled = made
        self._uses = _uses(self._things.values())

    def _with_words(
        self, by_subject: BySubject, found: Mapping[str, SourcePassage]
    ) -> dict[str, SourcePassage]:
        supports = {each.key: each.supports or frozenset() for each in found.values()}
        for iri, thing in self._things.items():
            keys = [
                found[each].key for each in evidence_of(by_subject.get(iri, ())) if each in found
            ]
            assign(thing, keys, supports)
        return settled(found, supported(self._things.values()))

    def _pair_of(self, kinds: Mapping[str, RecordKind | None]) -> Pair | None:
        """The one partnership of the graph, where its parties stand below it."""
        partnerships = [iri for iri, kind in kinds.items() if kind and kind.iri == _PARTNERSHIP]
        if len(partnerships) != 1:
            return None
        parties = [
            party.value
            for iri, below in self._nested.items()
            if below.parent == partnerships[0] and below.word == "parties"
            for party in self._things[iri].values(_PARTY)
        ]
        unique = tuple(dict.fromkeys(parties))
        return Pair(partnerships[0], unique) if len(unique) > 1 else None

    def _tell_names(self) -> None:
        """Tell what each thing is called, as the reader of the record will know it."""
        for iri in self._headings:
            names = {key_of(iri.rpartition("/")[2])}
            if iri in self._nested and self._nested[iri].name:
                names.add(key_of(self._nested[iri].name))
            for each in names:
                self._values.local.setdefault(each, []).append(iri)

    def _has_made_labels(self, thing: RecordThing) -> bool:
        """Its labels are those that are made, without words of their own."""
        claims = [each for each in thing.claims if each.predicate == LABEL]
        if not thing.classes or any(each.keys or each.says is not None for each in claims):
            return False
        made = {("literal", each, lang, "") for lang, each in self._labels.made(thing).items()}
        return made == {tuple(each.term) for each in claims}

    def record(self) -> Record:
        source = self._things[self._graph]
        top = self._node(source, form().source)
        below = [*self._headed()]
        entries: list[tuple[Scalar, Node]] = [(Scalar("source"), top)]
        declared = [key for key in self._passages if not self._stands_alone(key)]
        if declared:
            pairs = [(Scalar(key), written(self._passages[key], keyed=True)) for key in declared]
            entries.append((Scalar("passages"), Fields(tuple(pairs))))
        return Record(Fields((*entries, *below)))

    def _headed(self) -> Iterator[tuple[Scalar, Node]]:
        """The things below their kinds, then what is said of known things."""
        lists: defaultdict[tuple[bool, str], list[Node]] = defaultdict(list)
        for iri in sorted(self._headings, key=lambda each: self._headings[each].order):
            if iri not in self._nested:
                heading = self._headings[iri]
                node = self._node(self._things[iri], heading.kind)
                lists[heading.known, heading.word].append(node)
        about: list[tuple[Scalar, Node]] = []
        for (known, word), nodes in lists.items():
            if known:
                about.append((Scalar(word), _listed(nodes)))
            else:
                yield Scalar(word), _listed(nodes)
        if about:
            yield Scalar("about"), Fields(tuple(about))

    def _node(self, thing: RecordThing, kind: RecordKind | None) -> Fields:
        below = self._nested.get(thing.iri)
        name = below.name if below else _name(thing, kind)
        entries: list[tuple[Scalar, Node]] = [(Scalar("name"), Scalar(name))] if name else []
        more = [each for each in thing.classes if kind is None or each != kind.iri]
        if more:
            entries.append((Scalar("class"), _listed([Scalar(text_of(each)) for each in more])))
        if thing.says:
            entries.append((Scalar("says"), self._said(thing.says)))
        entries += self._fields(thing, kind)
        if below and lacks_role(thing):
            entries.append((Scalar("party role"), Items(())))
        if not [*thing.values(LABEL)] and self._labels.made(thing):
            entries.append((Scalar("label"), Items(())))
        return Fields((*entries, *self._below(thing)))

    def _fields(self, thing: RecordThing, kind: RecordKind | None) -> Iterator[tuple[Scalar, Node]]:
        """The fields of a thing, but those that its place or its labels' pattern say."""
        below = self._nested.get(thing.iri)
        out = left_out(thing, below) if below else []
        known, blank = self._understood(thing, kind, below)
        out += [each for each in thing.claims if each.predicate in known]
        by_property: defaultdict[str, list[RecordClaim]] = defaultdict(list)
        for claim in thing.claims:
            if claim not in out and not (
                claim.predicate == LABEL and thing.iri in self._unlabelled
            ):
                by_property[claim.predicate].append(claim)
        order = {one.iri: n for n, one in enumerate(kind.fields)} if kind else {}
        names = {*by_property, *blank}
        for name in sorted(names, key=lambda each: (order.get(each, len(order)), each)):
            yield self._field(kind, name, by_property.get(name, []))

    def _understood(
        self, thing: RecordThing, kind: RecordKind | None, below: Below | None
    ) -> tuple[set[str], list[str]]:
        """What need not be written, and what is written although it has no value."""
        if self._pair is None or self._headings.get(thing.iri, _NO_HEADING).known:
            return set(), []
        known, blank = understood(kind, thing, self._pair)
        link = below.link if below else ""
        return known - {link}, [each for each in blank if each != link]

    def _below(self, thing: RecordThing) -> Iterator[tuple[Scalar, Node]]:
        """The things that stand below a thing, by their fields."""
        lists: defaultdict[str, list[Fields]] = defaultdict(list)
        for iri, below in self._nested.items():
            if below.parent == thing.iri:
                lists[below.word].append(self._node(self._things[iri], self._headings[iri].kind))
        for word, nodes in lists.items():
            yield Scalar(word), _listed_below(word, nodes)

    def _field(
        self, kind: RecordKind | None, name: str, claims: Sequence[RecordClaim]
    ) -> tuple[Scalar, Node]:
        one = kind.by_iri.get(name) if kind else None
        word = _word(kind, one) if kind and one else text_of(name)
        values = self._claimed(one, claims)
        says = next((each.says for each in claims if each.says is not None), None)
        if says is not None:
            values = Fields(((Scalar("is"), values), (Scalar("says"), self._said(says))))
        return Scalar(word), values

    def _claimed(self, one: RecordField | None, claims: Sequence[RecordClaim]) -> Node:
        """The values of a field, each with the words that are its own."""
        told = [each.term for each in claims if each.term.lang and not each.alone]
        nodes: list[Node] = []
        if told:
            node = written_texts(told)
            nodes += node.items if isinstance(node, Items) else [node]
        for claim in claims:
            if claim.term.lang and not claim.alone:
                continue
            node = self._values.written(one, claim.term)
            if claim.alone:
                node = Fields(((Scalar("is"), node), (Scalar("says"), self._said(claim.alone))))
            nodes.append(node)
        # By itself it would be the whole field's.
        alone = len(nodes) == 1 and claims[0].alone
        return Items(tuple(nodes)) if alone else _listed(nodes)

    def _said(self, keys: tuple[str, ...]) -> Node:
        return Items(()) if not keys else _listed([self._passage(key) for key in keys])

    def _passage(self, key: str) -> Node:
        alone = self._stands_alone(key)
        return written(self._passages[key], keyed=False) if alone else Scalar(key)

    def _stands_alone(self, key: str) -> bool:
        """A passage stands where it is named, if only there and it says more than its key."""
        body = written(self._passages[key], keyed=True)
        return self._uses[key] == 1 and body != Fields(())


def _listed_below(word: str, nodes: list[Fields]) -> Node:
    """Things below another: a party by its name alone, with the words of all parties once."""
    if word != "parties":
        return _listed([*nodes])
    says = {repr(plain(each)) if (each := node.get("says")) is not None else "" for node in nodes}
    common = nodes[0].get("says") if len(says) == 1 and len(nodes) > 1 else None
    rows: list[Node] = []
    for node in nodes:
        rest = node.without("says") if common is not None else node
        party = rest.get("party")
        alone = rest.names() == ["party"] and isinstance(party, Scalar)
        rows.append(party if alone and party is not None else rest)
    if common is None:
        return _listed(rows)
    return Fields(((Scalar("is"), _listed(rows)), (Scalar("says"), common)))


def _thing(
    iri: str, about: Sequence[Statement], passages: Mapping[str, SourcePassage]
) -> RecordThing:
    classes = tuple(
        each.object.value for each in about if each.predicate == TYPE and each.object.kind == "uri"
    )
    claims = [
        RecordClaim(each.predicate, each.object)
        for each in about
        if not (each.predicate == TYPE and each.object.kind == "uri")
        and not (each.predicate == EVIDENCE and each.object.value in passages)
    ]
    return RecordThing(iri, classes, claims)


def _plain(term: Term) -> Term:
    return term._replace(datatype="") if term.datatype == _STRING else term


def _uses(things: Iterable[RecordThing]) -> Counter[str]:
    return Counter(key for thing in things for key in (*thing.says, *_once(thing)))


def _once(thing: RecordThing) -> Iterator[str]:
    """The keys of the fields of a thing: those of a whole field once a field."""
    seen: set[str] = set()
    for claim in thing.claims:
        if claim.predicate not in seen and claim.says is not None:
            seen.add(claim.predicate)
            yield from claim.says
        yield from claim.alone


def _heading(thing: RecordThing) -> _Heading:
    kinds = [form().by_class[each] for each in thing.classes if each in form().by_class]
    kinds = [each for each in kinds if each is not form().source]
    if kinds:
        return _Heading(kinds[0], known=False)
    if thing.classes:
        return _Heading(None, known=False)
    parts = type_and_slug(thing.iri)
    of_type = [each for each in form().kinds.values() if parts and each.slug_type == parts[0]]
    return _Heading(of_type[0] if of_type else None, known=True)


def _name(thing: RecordThing, kind: RecordKind | None) -> str:
    path = text_of(thing.iri)
    if kind is None:
        return path
    return path.removeprefix(f"{kind.slug_type}/")


def _word(kind: RecordKind, one: RecordField) -> str:
    """The word of a field that is read as this field."""
    if one.iri == LABEL:
        return "label"
    words = (one.word, *one.words.all())
    return next((each for each in words if kind.field(each) is one), text_of(one.iri))


def _listed(nodes: list[Node]) -> Node:
    return nodes[0] if len(nodes) == 1 else Items(tuple(nodes))


_NO_HEADING = _Heading(None, known=False)
_PARTNERSHIP = PREFIXES["vsk"] + "Partnership"
_PARTY = PREFIXES["vsk"] + "party"
_LANGUAGE = "http://purl.org/dc/terms/language"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
