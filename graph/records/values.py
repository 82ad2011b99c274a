"""Values of fields: from what is written to terms, and back."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from graph.authority_codes import country_of, country_word, language_of, language_word
from graph.near_names import nearest
from graph.prefixes import BASE, PREFIXES
from graph.records.fields import RecordField, ValueKind
from graph.records.findings import RecordFault, fault
from graph.records.form import form
from graph.records.references import IS_SLUG, iri_of, text_of, type_and_slug
from graph.records.tree import Fields, Items, Node, Scalar, items_of
from graph.records.words import key_of
from graph.terms import Term
from graph.texts import N_
from graph.time.edtf_dates import is_edtf
from graph.time.phrases.phrase_reader import (
    DateQuestion,
    DateReading,
    read_date,
    read_term,
)

LANGUAGE_TAG: Final = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_LABELS: Final = (PREFIXES["rdfs"] + "label", PREFIXES["skos"] + "altLabel")
# The languages in which texts come first.
_FIRST: Final = ("da", "en")
# All parties of the pair that the record is about.
BOTH: Final = ("both", "begge")
_LEXICAL: Final = {
    ValueKind.INTEGER: re.compile(r"[+-]?[0-9]+"),
    ValueKind.DECIMAL: re.compile(r"[+-]?[0-9]+(\.[0-9]+)?"),
}
TRUTHS: Final = {
    "true": "true",
    "yes": "true",
    "ja": "true",
    "false": "false",
    "no": "false",
    "nej": "false",
}
# Finds a thing by its name: what is written and the field; None where nothing has that name.
Find = Callable[[Scalar, RecordField], str | None]


@dataclass
class Values:
    """Reads and writes the values of the fields of one record.

    Attributes:
        language: tag of the source's language, for texts that are written without one.
        local: things of the record: IRIs by the name they have there.
        find: finds a thing of another graph by its name; None where there are none to find.
        on: the day of the source, from which "last week" is counted; None where it is not known.
        readings: what was read in words, by where it is written.
        parties: IRIs of the parties of the pair that the record is about.
    """

    language: str = ""
    local: dict[str, list[str]] = field(default_factory=dict)
    find: Find | None = None
    on: date | None = None
    readings: dict[Scalar, DateReading] = field(default_factory=dict)
    parties: list[str] = field(default_factory=list)

    def terms(self, one: RecordField | None, node: Node) -> list[Term]:
        """The terms of a value, or of each in a list; ``one`` is None for an unknown property.

        Raises:
            RecordFault: it is no value of the field.
        """
        if isinstance(node, Items):
            return [term for each in node for term in self.terms(one, each)]
        if isinstance(node, Fields):
            return list(_written_out(node))
        if one is None:
            return [Term("literal", node.text)]
        if one.value is ValueKind.THING and key_of(node.text) in BOTH:
            return [Term("uri", iri) for iri in self._both(node)]
        return [self._read(one, node)]

    def _both(self, scalar: Scalar) -> list[str]:
        if len(self.parties) < 2:
            raise fault(
                scalar,
                N_("The record is not about one partnership whose parties it gives."),
                expected=N_("Write the parties by name."),
                example="[Aarhus Kommune, Kommune Kujalleq]",
            )
        return self.parties

    def _read(self, one: RecordField, scalar: Scalar) -> Term:
        if one.scheme and (concept := one.scheme.concept(scalar.text)):
            return Term("uri", concept.iri)
        if one.value is ValueKind.TEXT:
            return self._text(one, scalar)
        if one.value in _IRIS:
            return Term("uri", _IRIS[one.value](self, one, scalar))
        if one.value is ValueKind.STRING:
            return Term("literal", scalar.text, "", one.datatype)
        return Term("literal", self._lexical(one, scalar), "", one.datatype)

    def _text(self, one: RecordField, scalar: Scalar) -> Term:
        if one.iri in _LABELS or one.datatype:
            return Term("literal", scalar.text)
        if not self.language:
            raise fault(
                scalar,
                N_("The text has no language."),
                expected=N_("Write it under the code of its language."),
                example=f"{{da: {scalar.text[:40]}}}",
            )
        return Term("literal", scalar.text, self.language)

    def _lexical(self, one: RecordField, scalar: Scalar) -> str:
        text = scalar.text.strip()
        if one.value is ValueKind.DATE:
            return self._date(scalar)
        if one.value is ValueKind.BOOLEAN:
            if key_of(text) not in TRUTHS:
                raise _unfit(one, scalar, N_("Write yes or no."))
            return TRUTHS[key_of(text)]
        if one.value is ValueKind.DURATION:
            return self._term(scalar)
        if (pattern := _LEXICAL.get(one.value)) and not pattern.fullmatch(text):
            raise _unfit(one, scalar)
        return text

    def _date(self, scalar: Scalar) -> str:
        if is_edtf(scalar.text):
            return scalar.text
        return self._understood(scalar, read_date(scalar.text, self.language or None, self.on))

    def _term(self, scalar: Scalar) -> str:
        return self._understood(scalar, read_term(scalar.text, self.language or None))

    def _understood(self, scalar: Scalar, found: DateReading | DateQuestion) -> str:
        """A date or a term in words, which is remembered; a question about it is a fault.

        Raises:
            RecordFault: it may mean several things, or none.
        """
        if isinstance(found, DateQuestion):
            expected = N_("Write it as the source has it, or leave it out.")
            if found.candidates:
                expected = N_("Write which one is meant.")
            raise fault(scalar, found.why, expected=expected, example=", ".join(found.candidates))
        if found.edtf != scalar.text:
            self.readings[scalar] = found
        return found.edtf

    def _concept(self, one: RecordField, scalar: Scalar) -> str:
        if iri := iri_of(scalar.text):
            return iri
        name, near = one.scheme.words.preferred if one.scheme else {}, _nearest(one, scalar.text)
        raise fault(
            scalar,
            N_("There is no such concept in the list {list}.", list=name.get("en", "")),
            expected=N_("Choose one of it."),
            example=", ".join(near),
            choices=near,
        )

    def _thing(self, one: RecordField, scalar: Scalar) -> str:
        if iri := iri_of(scalar.text):
            return iri
        if iri := self._of_record(one, scalar):
            return iri
        if self.find and (iri := self.find(scalar, one)):
            return iri
        if IS_SLUG.fullmatch(scalar.text) and (kind := default_type(one)):
            return f"{BASE}id/{kind}/{scalar.text}"
        raise fault(
            scalar,
            N_("Nothing is known by this name."),
            expected=N_("Write its name, or its type and what ends its address."),
            example="municipality/aarhus-kommune",
        )

    def _of_record(self, one: RecordField, scalar: Scalar) -> str | None:
        named = self.local.get(key_of(scalar.text), [])
        fitting = [iri for iri in named if fits(one, iri)]
        if len(fitting) > 1:
            raise fault(
                scalar,
                N_("Several things of this record have this name."),
                expected=N_("Write its type and what ends its address."),
                example=", ".join(text_of(each) for each in fitting),
            )
        return fitting[0] if fitting else None

    def _country(self, one: RecordField, scalar: Scalar) -> str:
        if iri := country_of(scalar.text) or iri_of(scalar.text):
            return iri
        raise _unfit(one, scalar)

    def _language(self, one: RecordField, scalar: Scalar) -> str:
        if iri := language_of(scalar.text) or iri_of(scalar.text):
            return iri
        raise _unfit(one, scalar)

    def _iri(self, one: RecordField, scalar: Scalar) -> str:
        if iri := iri_of(scalar.text) or self._of_record(one, scalar):
            return iri
        raise _unfit(one, scalar)

    def written(self, one: RecordField | None, term: Term) -> Node:
        """The shortest node that is read as the term in this field."""
        if one is not None:
            for text in self._ways(one, term):
                scalar = Scalar(text, quoted=not text)
                if self._reads_as(one, scalar, term):
                    return scalar
        return _spelt_out(term)

    def _reads_as(self, one: RecordField, scalar: Scalar, term: Term) -> bool:
        try:
            return self._read(one, scalar) == term
        except RecordFault:
            return False

    def _ways(self, one: RecordField, term: Term) -> Iterator[str]:
        """What a term may be written as in a field, the best first."""
        if term.kind == "literal":
            yield from ("yes", "no") if one.value is ValueKind.BOOLEAN else ()
            yield term.value
            return
        if one.scheme and (concept := one.scheme.by_iri.get(term.value)):
            yield concept.notation.replace("-", " ")
            yield concept.notation
        if one.value is ValueKind.LANGUAGE:
            yield language_word(term.value)
        if one.value is ValueKind.COUNTRY:
            yield country_word(term.value)
        parts = type_and_slug(term.value)
        if parts and one.value is not ValueKind.IRI:
            yield parts[1]
        if term.value.startswith(("http://", "https://")) and one.value is ValueKind.IRI:
            yield term.value
        yield text_of(term.value)


_IRIS: Final[Mapping[ValueKind, Callable[[Values, RecordField, Scalar], str]]] = {
    ValueKind.CONCEPT: Values._concept,
    ValueKind.THING: Values._thing,
    ValueKind.COUNTRY: Values._country,
    ValueKind.LANGUAGE: Values._language,
    ValueKind.IRI: Values._iri,
}


def default_type(one: RecordField) -> str:
    """The type of thing that a bare slug in a field is of; blank where there is none."""
    kinds = (form().by_class.get(each) for each in one.classes)
    return next((kind.slug_type for kind in kinds if kind), "")


def fits(one: RecordField, iri: str) -> bool:
    """A thing of this IRI may stand in the field, by its type."""
    if not one.classes:
        return True
    parts = type_and_slug(iri)
    types = {form().by_class[each].slug_type for each in one.classes if each in form().by_class}
    return parts is not None and parts[0] in types


def is_text(node: Fields) -> bool:
    """A mapping is a text in several languages: every field of it is a code of a language."""
    return bool(node.entries) and all(
        LANGUAGE_TAG.fullmatch(key.text) and key.text != "iri" and isinstance(value, Scalar | Items)
        for key, value in node
    )


def texts(node: Fields) -> Iterator[Term]:
    """The texts of a mapping by language."""
    for key, value in node:
        for each in items_of(value):
            if not isinstance(each, Scalar):
                raise fault(key, N_("A text in one language is text."), example="{da: …, en: …}")
            yield Term("literal", each.text, key.text)


def written_texts(terms: Sequence[Term]) -> Node:
    """The node of texts with languages: one mapping, or a list where a language has several."""
    by_language: dict[str, list[str]] = {}
    for term in terms:
        if term.lang == "iri":
            return Items(tuple(_spelt_out(each) for each in terms))
        by_language.setdefault(term.lang, []).append(term.value)
    # Danish before English, and any other after them.
    ordered = sorted(
        by_language, key=lambda lang: _FIRST.index(lang) if lang in _FIRST else len(_FIRST)
    )
    rows: list[Node] = []
    for n in range(max(map(len, by_language.values()))):
        pairs = [(lang, by_language[lang][n]) for lang in ordered if n < len(by_language[lang])]
        rows.append(
            Fields(tuple((Scalar(lang), Scalar(text, quoted=not text)) for lang, text in pairs))
        )
    return rows[0] if len(rows) == 1 else Items(tuple(rows))


def _written_out(node: Fields) -> Iterator[Term]:
    """The terms of a mapping: texts by language, ``iri``, or ``value`` and its ``type``."""
    if is_text(node):
        yield from texts(node)
        return
    iri, value, datatype, lang = (node.get(name) for name in ("iri", "value", "type", "language"))
    if isinstance(iri, Scalar) and (found := iri_of(iri.text)):
        yield Term("uri", found)
    elif isinstance(value, Scalar):
        kind = iri_of(datatype.text) if isinstance(datatype, Scalar) else ""
        tag = lang.text if isinstance(lang, Scalar) else ""
        yield Term("literal", value.text, tag, kind or "")
    else:
        raise fault(
            None,
            N_("This is no value."),
            place=node.place,
            expected=N_("Write a text by language, an address, or a value and its type."),
            example="{da: …, en: …}, {iri: …}, {value: …, type: xsd:date}",
        )


def _spelt_out(term: Term) -> Node:
    if term.kind == "uri":
        return Fields(((Scalar("iri"), Scalar(text_of(term.value))),))
    text = Scalar(term.value, quoted=not term.value)
    if LANGUAGE_TAG.fullmatch(term.lang) and term.lang != "iri":
        return Fields(((Scalar(term.lang), text),))
    if term.lang:
        return Fields(((Scalar("value"), text), (Scalar("language"), Scalar(term.lang))))
    if term.datatype:
        return Fields(((Scalar("value"), text), (Scalar("type"), Scalar(text_of(term.datatype)))))
    return Fields(((Scalar("value"), text),))


def _unfit(one: RecordField, scalar: Scalar, expected: str = "") -> RecordFault:
    """The value does not fit its field; the shape's own message says what does."""
    return fault(
        scalar,
        N_("This is no value of the field."),
        expected=expected or one.message,
        example=one.example.get("en", ""),
    )


def _nearest(one: RecordField, text: str) -> tuple[str, ...]:
    concepts = one.scheme.concepts if one.scheme else ()
    return tuple(nearest(text, [word for each in concepts for word in each.words.all()]))
