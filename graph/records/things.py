"""The things of a record in its general form: from the tree to claims."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from graph.near_names import nearest
from graph.records.claims import RecordClaim, RecordThing
from graph.records.evidence import LABEL
from graph.records.fields import RecordField, RecordKind
from graph.records.findings import RecordFault, RecordFinding, fault
from graph.records.passages import Passages
from graph.records.record_entries import CLASS, IS, NAME, SAYS, part
from graph.records.references import iri_of
from graph.records.tree import Fields, Items, Node, Scalar, is_blank
from graph.records.values import Values
from graph.records.words import key_of
from graph.texts import N_
from graph.time.phrases.phrase_reader import DateReading


class Things:
    """Reads the things of a record, finding by finding."""

    def __init__(self, values: Values, passages: Passages, findings: list[RecordFinding]) -> None:
        self._values = values
        self._passages = passages
        self._findings = findings
        self._bare: list[DateReading] = []

    def thing(
        self, node: Fields, kind: RecordKind | None, iri: str, path: str, *, known: bool
    ) -> RecordThing:
        """The thing of a mapping.

        Args:
            node: its fields.
            kind: what it is; None for a thing of no kind that people write.
            iri: its IRI.
            path: where it stands in the record, such as ``agreement 2``.
            known: it is described in another graph, so it gets no class here.
        """
        classes = () if known or kind is None else (kind.iri,)
        made = RecordThing(iri, classes, place=node.place, path=path)
        self._bare = []
        for key, value in node:
            try:
                self._entry(made, kind, key, value)
            except RecordFault as found:
                self._add(found, f"{path} > {key.text}")
        for reading in self._bare:
            self._passages.state(made.says, reading)
        return made

    def _entry(self, made: RecordThing, kind: RecordKind | None, key: Scalar, value: Node) -> None:
        word = key_of(key.text)
        if word in NAME:
            return
        if is_blank(value) and word not in (*SAYS, *CLASS):
            _field_of(kind, key)  # not filled in yet, but it is to be a field
            return
        if word in SAYS:
            made.says = self._passages.says(value)
        elif word in CLASS:
            terms = self._values.terms(None, value)
            made.classes += tuple(iri_of(each.value) or each.value for each in terms)
        else:
            property_iri, one = _field_of(kind, key)
            made.told.add(property_iri)
            made.claims += self._claims(property_iri, one, value, f"{made.path} > {key.text}")

    def _claims(
        self, property_iri: str, one: RecordField | None, node: Node, path: str
    ) -> Iterator[RecordClaim]:
        """The claims of a field; words that stand with one value of a list are that value's."""
        says: tuple[str, ...] | None = None
        value: Node | None = node
        if isinstance(node, Fields) and _is_claim(node):
            self._only_claim(node)
            says, value = self._passages.says(part(node, SAYS)), part(node, IS)
        if value is None:
            what = N_("The claim has no value.")
            raise fault(None, what, place=node.place, example="{is: …, says: …}")
        for each in value if isinstance(value, Items) else (value,):
            alone: tuple[str, ...] = ()
            inner: Node | None = each
            if isinstance(value, Items) and isinstance(each, Fields) and _is_claim(each):
                self._only_claim(each)
                alone, inner = self._passages.says(part(each, SAYS)), part(each, IS)
            for term in self._values.terms(one, inner) if inner is not None else ():
                yield RecordClaim(property_iri, term, says, alone, each.place, path)
            reading = self._values.readings.get(inner) if isinstance(inner, Scalar) else None
            if reading is not None and says is None and not alone:
                self._bare.append(reading)
            if reading is not None:
                self._passages.state((*(says or ()), *alone), reading)

    def _only_claim(self, node: Fields) -> None:
        for key, _ in node:
            if key_of(key.text) not in (*IS, *SAYS):
                what = N_("Beside a value and its words nothing belongs here.")
                expected = N_("What belongs to the words stands with them.")
                raise fault(key, what, expected=expected, example="says: {words: …, at: …}")

    def _add(self, found: RecordFault, path: str) -> None:
        field = found.finding.field
        self._findings.append(replace(found.finding, field=f"{path} > {field}" if field else path))


def _is_claim(node: Fields) -> bool:
    """A mapping is a value and its words: ``is`` by itself is a text in Icelandic."""
    return any(key_of(key.text) in SAYS for key, _ in node)


def _field_of(kind: RecordKind | None, key: Scalar) -> tuple[str, RecordField | None]:
    """The property of a field's name, and the field where the kind has it."""
    if kind is not None and (one := kind.field(key.text)):
        return one.iri, one
    if kind is not None and key_of(key.text) == "label":
        return LABEL, kind.by_iri.get(LABEL)
    if iri := iri_of(key.text):
        return iri, kind.by_iri.get(iri) if kind else None
    words = sorted({word for one in kind.fields for word in one.words.all()}) if kind else []
    near = nearest(key.text, words) or words[:3]
    raise fault(
        key,
        N_("There is no such field here."),
        expected=N_("Do you mean one of these?"),
        example=", ".join(near) or "dcterms:description",
    )
