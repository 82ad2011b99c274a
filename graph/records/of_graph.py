"""From the statements of a graph to its record, in the general form."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from graph.records.claims import Claim, Passage, Thing
from graph.records.evidence import EVIDENCE, LABEL, TYPE, supported
from graph.records.fields import RecordField, RecordKind
from graph.records.form import form
from graph.records.passages import written
from graph.records.read_evidence import assign, evidence_of, passages_of, settled
from graph.records.references import text_of, type_and_slug
from graph.records.to_graph import language_of
from graph.records.tree import Fields, Items, Node, Record, Scalar
from graph.records.values import Values, written_texts
from graph.records.words import key_of
from graph.statements import Statement
from graph.terms import Term


def of_graph(statements: Iterable[Statement], graph: str) -> Record:
    """The record of a graph, from which :func:`graph.records.to_graph` makes the same statements.

    Args:
        statements: the statements; texts of several languages are paired in their order.
        graph: IRI of the graph, which is that of its source.
    """
    by_subject: defaultdict[str, list[Statement]] = defaultdict(list)
    for each in statements:
        by_subject[each.subject].append(each._replace(graph=graph, object=_plain(each.object)))
    return _Written(by_subject, graph).record()


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
    def __init__(self, by_subject: Mapping[str, Sequence[Statement]], graph: str) -> None:
        self._graph = graph
        found = passages_of(by_subject, graph)
        inner = {iri for each in found for iri in (each, f"{each}/quote", f"{each}/position")}
        self._things = {
            iri: _thing(iri, about, found) for iri, about in by_subject.items() if iri not in inner
        }
        self._things.setdefault(graph, Thing(graph))
        self._passages = self._with_words(by_subject, found)
        source = self._things[graph]
        self._values = Values(language_of([*source.values(_LANGUAGE)]))
        for iri in self._things:
            if iri != graph:
                self._values.local.setdefault(key_of(iri.rpartition("/")[2]), []).append(iri)
        self._uses = _uses(self._things.values())
        self._met: set[str] = set()

    def _with_words(
        self, by_subject: Mapping[str, Sequence[Statement]], found: Mapping[str, Passage]
    ) -> dict[str, Passage]:
        supports = {each.key: each.supports or frozenset() for each in found.values()}
        for iri, thing in self._things.items():
            keys = [
                found[each].key for each in evidence_of(by_subject.get(iri, ())) if each in found
            ]
            assign(thing, keys, supports)
        return settled(found, supported(self._things.values()))

    def record(self) -> Record:
        source = self._things[self._graph]
        entries: list[tuple[Scalar, Node]] = []
        top = self._node(source, form().source)
        below = [*self._headed()]
        declared = [key for key in self._passages if self._uses[key] != 1]
        entries.append((Scalar("source"), top))
        if declared:
            pairs = [(Scalar(key), written(self._passages[key], keyed=True)) for key in declared]
            entries.append((Scalar("passages"), Fields(tuple(pairs))))
        return Record(Fields((*entries, *below)))

    def _headed(self) -> Iterator[tuple[Scalar, Node]]:
        """The things below their kinds, then what is said of known things."""
        headings: defaultdict[tuple[bool, str], list[Node]] = defaultdict(list)
        kinds = {iri: _heading(each) for iri, each in self._things.items() if iri != self._graph}
        for iri in sorted(kinds, key=lambda each: kinds[each].order):
            headings[kinds[iri].known, kinds[iri].word].append(
                self._node(self._things[iri], kinds[iri].kind)
            )
        about: list[tuple[Scalar, Node]] = []
        for (known, word), nodes in headings.items():
            node = nodes[0] if len(nodes) == 1 else Items(tuple(nodes))
            if known:
                about.append((Scalar(word), node))
            else:
                yield Scalar(word), node
        if about:
            yield Scalar("about"), Fields(tuple(about))

    def _node(self, thing: Thing, kind: RecordKind | None) -> Fields:
        entries: list[tuple[Scalar, Node]] = [(Scalar("name"), Scalar(_name(thing, kind)))]
        more = [each for each in thing.classes if kind is None or each != kind.iri]
        if more:
            entries.append((Scalar("class"), _listed([Scalar(text_of(each)) for each in more])))
        by_property: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in thing.claims:
            by_property[claim.predicate].append(claim)
        if thing.says:
            entries.append((Scalar("says"), self._said(thing.says)))
        order = {one.iri: n for n, one in enumerate(kind.fields)} if kind else {}
        for name in sorted(by_property, key=lambda each: (order.get(each, len(order)), each)):
            entries.append(self._field(kind, name, by_property[name]))
        return Fields(tuple(entries))

    def _field(
        self, kind: RecordKind | None, name: str, claims: Sequence[Claim]
    ) -> tuple[Scalar, Node]:
        one = kind.by_iri.get(name) if kind else None
        word = _word(kind, one) if kind and one else text_of(name)
        values = self._claimed(one, claims)
        says = next((each.says for each in claims if each.says is not None), None)
        if says is not None:
            values = Fields(((Scalar("is"), values), (Scalar("says"), self._said(says))))
        return Scalar(word), values

    def _claimed(self, one: RecordField | None, claims: Sequence[Claim]) -> Node:
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
        if self._uses[key] == 1:
            return written(self._passages[key], keyed=False)
        return Scalar(key)


def _thing(iri: str, about: Sequence[Statement], passages: Mapping[str, Passage]) -> Thing:
    classes = tuple(
        each.object.value for each in about if each.predicate == TYPE and each.object.kind == "uri"
    )
    claims = [
        Claim(each.predicate, each.object)
        for each in about
        if not (each.predicate == TYPE and each.object.kind == "uri")
        and not (each.predicate == EVIDENCE and each.object.value in passages)
    ]
    return Thing(iri, classes, claims)


def _plain(term: Term) -> Term:
    return term._replace(datatype="") if term.datatype == _STRING else term


def _uses(things: Iterable[Thing]) -> Counter[str]:
    return Counter(key for thing in things for key in (*thing.says, *_once(thing)))


def _once(thing: Thing) -> Iterator[str]:
    """The keys of the fields of a thing: those of a whole field once a field."""
    seen: set[str] = set()
    for claim in thing.claims:
        if claim.predicate not in seen and claim.says is not None:
            seen.add(claim.predicate)
            yield from claim.says
        yield from claim.alone


def _heading(thing: Thing) -> _Heading:
    kinds = [form().by_class[each] for each in thing.classes if each in form().by_class]
    kinds = [each for each in kinds if each is not form().source]
    if kinds:
        return _Heading(kinds[0], known=False)
    if thing.classes:
        return _Heading(None, known=False)
    parts = type_and_slug(thing.iri)
    of_type = [each for each in form().kinds.values() if parts and each.slug_type == parts[0]]
    return _Heading(of_type[0] if of_type else None, known=True)


def _name(thing: Thing, kind: RecordKind | None) -> str:
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


_LANGUAGE = "http://purl.org/dc/terms/language"
_STRING = "http://www.w3.org/2001/XMLSchema#string"
