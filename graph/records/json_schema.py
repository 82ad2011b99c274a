"""The JSON Schema of records, made from the form: what a text editor completes and underlines.

The words of one language are offered; those of the other, and what else a record takes in their
stead, are taken too. Draft 7, which the language servers for YAML know best.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, Final

from graph.prefixes import BASE
from graph.records.fields import RecordField, RecordKind
from graph.records.form import form
from graph.records.offices import OFFICE, PERSON, POST
from graph.records.passages import PASSAGE_FIELDS
from graph.records.record_entries import (
    ABOUT,
    CLASS,
    IS,
    NAME,
    PASSAGES,
    SAYS,
    SOURCE,
    THING,
    words_below,
)
from graph.records.schemes import Scheme
from graph.records.value_schemas import (
    OF_VALUE,
    PROPERTY,
    REFERENCE,
    TEXT,
    WORD,
    Schema,
    any_of,
    either,
    one_or_more,
    reference,
)
from graph.texts import N_, Translate

Entry = tuple[list[str], Schema]

_DRAFT: Final = "http://json-schema.org/draft-07/schema#"
_WORDS: Final = {"type": "string", "minLength": 1}


def json_schema(lang: str, translate: Translate = str) -> Schema:
    """The JSON Schema of a record.

    Args:
        lang: language of the words that are offered, and of what is said of them: ``da`` or ``en``.
        translate: puts a text into that language.
    """
    return _SchemaWriter(lang, translate).schema()


class _SchemaWriter:
    def __init__(self, lang: str, translate: Translate) -> None:
        self._lang = lang
        self._translate = translate
        self._definitions: dict[str, Any] = {}

    def schema(self) -> Schema:
        record = self._record()
        self._definitions |= {"text": TEXT, "passage": self._passage(), "says": self._says()}
        return {
            "$schema": _DRAFT,
            "$id": f"{BASE}schema/record.{self._lang}.json",
            "title": self._translate(N_("Record of a source")),
            **record,
            "definitions": dict(sorted(self._definitions.items())),
        }

    def _record(self) -> Schema:
        source = self._kind(form().source)
        thing = self._object([*self._common()], {PROPERTY: {}})
        things = [
            *((self._words(kind), one_or_more(self._kind(kind))) for kind in form().kinds.values()),
            self._own(
                THING,
                one_or_more(thing),
                N_("Things of none of the kinds, named by their address."),
            ),
        ]
        entries = [
            self._own(SOURCE, source, N_("The source: what it is and where it is found.")),
            self._own(
                PASSAGES,
                {"type": "object", "additionalProperties": reference("passage")},
                N_("Passages that several claims rest on, each under its key."),
            ),
            *things,
            self._own(
                ABOUT,
                self._object(things),
                N_("What is said of things that are described elsewhere."),
            ),
        ]
        needed = [{"required": [word]} for word in SOURCE]
        return self._object(entries) | {"anyOf": needed}

    def _kind(self, kind: RecordKind) -> Schema:
        """A reference to the schema of the things of a kind."""
        if kind.word not in self._definitions:
            fields = [(self._words_in(kind, one), self._field(one)) for one in kind.fields]
            # Known before it is made: things of a kind may stand below others of the same kind.
            self._definitions[kind.word] = {}
            below = [*self._below(kind)]
            made = self._object([*self._common(), *fields, *below], {PROPERTY: {}})
            if said := kind.definition.get(self._lang):
                made["description"] = said
            self._definitions[kind.word] = made
        return reference(kind.word)

    def _below(self, above: RecordKind) -> Iterable[Entry]:
        """What stands below a thing: things that lead to it, of some by one name alone."""
        if above.slug_type in ("signature", "attendance"):
            yield self._own(PERSON, WORD, N_("The name of who it was, in the office."))
            yield self._own(OFFICE, WORD, N_("The office, of the one that it was held for."))
        if above.slug_type == "attendance":
            yield self._own(POST, WORD, N_("What tells one of several posts of an office apart."))
        for kind in form().kinds.values():
            if words := words_below(kind, above):
                one = either({"type": "object"}, self._kind(kind), WORD)
                several = one_or_more(either({"required": [SAYS[0]], "maxProperties": 1}, {}, one))
                said = self._object([self._own(IS, several), self._own(SAYS, reference("says"))])
                every = {"type": "object", "anyOf": [{"required": [word]} for word in IS]}
                yield words, either(every, said, several)

    def _common(self) -> Iterable[Entry]:
        """What every thing has beside its fields."""
        yield self._own(NAME, WORD, N_("What the thing is called here; its address is made of it."))
        yield self._own(
            SAYS,
            reference("says"),
            N_("The source's own words, at most eight, or the key of a passage."),
        )
        yield self._own(CLASS, one_or_more(WORD), N_("One more class that the thing is of."))

    def _field(self, one: RecordField) -> Schema:
        how_many = "several" if one.many else "one"
        scheme = one.scheme.name if one.scheme else ""
        needed = "needed" if one.required else ""
        name = "-".join(part for part in (how_many, needed, str(one.value), scheme) if part)
        if name not in self._definitions:
            self._definitions[name] = self._claim(one)
        said = one.message.get(self._lang, "")
        examples = [text for text in [one.example.get(self._lang, "")] if text]
        return {"description": said, "examples": examples, "allOf": [reference(name)]}

    def _claim(self, one: RecordField) -> Schema:
        """A value, or several, each alone or with the words it rests on; or not filled in."""
        value = self._value(one)
        every = one_or_more(value) if one.many else value
        claim = self._object([self._own(IS, every), self._own(SAYS, reference("says"))])
        said = {"type": "object", "anyOf": [{"required": [word]} for word in (*IS, *SAYS)]}
        alone = either(said, claim, value)
        items = either({"type": "array"}, {"items": alone}, alone) if one.many else alone
        return items if one.required else either({"type": "null"}, {}, items)

    def _value(self, one: RecordField) -> Schema:
        choices = [self._choice(one.scheme)] if one.scheme else []
        if one.value in OF_VALUE:
            choices.append(OF_VALUE[one.value])
        return choices[0] if len(choices) == 1 else {"anyOf": choices}

    def _choice(self, scheme: Scheme) -> Schema:
        """A reference to the schema of a concept of a scheme."""
        name = f"concept-{scheme.name}"
        if name not in self._definitions:
            offered = [one.words.said(self._lang) for one in scheme.concepts]
            every = {word for one in scheme.concepts for word in one.words.all()}
            others = {"type": "string", "pattern": any_of(every - {*offered})}
            address = {"type": "string", "pattern": REFERENCE}
            self._definitions[name] = {"anyOf": [{"enum": offered}, others, address]}
        return reference(name)

    def _says(self) -> Schema:
        return one_or_more(reference("passage"))

    def _passage(self) -> Schema:
        """A passage: its words by themselves, or with what else is said of it."""
        by_name: dict[str, list[str]] = {}
        for word, name in PASSAGE_FIELDS.items():
            by_name.setdefault(name, []).append(word)
        parts = [
            (self._leading(words), one_or_more(reference("text"))) for words in by_name.values()
        ]
        return either({"type": "object"}, self._object(parts), _WORDS)

    def _own(self, words: Sequence[str], schema: Schema, said: str = "") -> Entry:
        """An entry of records themselves, by its word in English and in Danish."""
        described = {"description": self._translate(said)} if said else {}
        return self._leading(words), {**described, "allOf": [schema]} if said else schema

    def _leading(self, words: Sequence[str]) -> list[str]:
        """Words in English and in Danish, that of the schema's language first."""
        mine = words[-1] if self._lang == "da" else words[0]
        return [mine, *words]

    def _words(self, kind: RecordKind) -> list[str]:
        """The words of a kind, the offered one first."""
        return [kind.words.said(self._lang), *kind.words.all()]

    def _words_in(self, kind: RecordKind, one: RecordField) -> list[str]:
        """The words that are written for a field in things of a kind, the offered one first."""
        words = [one.words.said(self._lang), *one.words.all()]
        return [word for word in words if kind.field(word) is one]

    def _object(self, entries: Iterable[Entry], more: Mapping[str, Schema] | None = None) -> Schema:
        """A mapping: the first word of each entry is offered, any other is taken."""
        offered: dict[str, Schema] = {}
        taken: dict[str, Schema] = dict(more or {})
        for words, schema in entries:
            offered.setdefault(words[0], schema)
            if others := set(words[1:]) - {words[0]}:
                taken.setdefault(any_of(others), schema)
        return {
            "type": "object",
            "properties": offered,
            "patternProperties": taken,
            "additionalProperties": False,
        }
