"""The form of records: it knows all that is written, and no word means two things."""

from __future__ import annotations

from collections import Counter, defaultdict

import pytest

from graph.data.shipped import shipped_graphs
from graph.records.fields import RESERVED, RecordField, RecordKind, ValueKind
from graph.records.form import form
from graph.records.words import key_of

VSK = "https://w3id.org/venskab/ontology#"
KINDS = list(form().all())


def field(kind: RecordKind, word: str) -> RecordField:
    found = kind.field(word)
    assert found is not None, f"no field {word} of {kind.word}"
    return found


def concept(of: RecordField, word: str) -> str:
    assert of.scheme is not None
    found = of.scheme.concept(word)
    return found.notation if found else ""


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.word)
def test_a_kind_and_its_fields_have_words_of_their_own_in_both_languages(kind: RecordKind) -> None:
    assert set(kind.words.preferred) == {"da", "en"}
    preferred = Counter(
        key_of(word) for one in kind.fields for word in set(one.words.preferred.values())
    )
    assert [word for word, times in preferred.items() if times > 1] == []
    assert RESERVED.isdisjoint(preferred)
    for one in kind.fields:
        assert set(one.words.preferred) == {"da", "en"}, one.iri
        assert kind.field(one.words.said("da")) is kind.field(one.word.upper()) is one
        assert set(one.message) == set(one.group) == set(one.example) == {"da", "en"}


def test_kinds_are_told_apart_by_every_word() -> None:
    assert form().kind("Aftaler") is form().kind("agreement") is form().kinds["agreement"]
    assert form().kind("duties") is form().kinds["commitment"]
    assert form().kind("nothing") is None
    assert form().by_class[VSK + "Annex"].broader == (VSK + "Agreement",)


def test_a_field_says_what_its_value_may_be() -> None:
    agreement, visit = form().kinds["agreement"], form().kinds["visit"]
    signed, known = field(agreement, "underskrevet"), field(agreement, "known by")
    assert (signed.value, signed.many, signed.required) == (ValueKind.DATE, False, False)
    assert (known.value, known.many, known.required) == (ValueKind.CONCEPT, False, True)
    assert concept(known, "presseomtale") == concept(known, "Press report") == "press-report"
    assert concept(known, "press-report") == "press-report"
    assert concept(field(agreement, "områder"), "presseomtale") == ""
    assert field(agreement, "områder").many
    assert field(visit, "vært").classes == tuple(
        VSK + name for name in ("Municipality", "Locality", "Organisation")
    )
    assert field(visit, "place").value is ValueKind.THING
    assert field(form().evidence, "at").value is ValueKind.STRING
    assert field(form().source, "language").value is ValueKind.LANGUAGE
    # Of a person no more than the name is kept.
    assert [one.word for one in form().kinds["person"].fields] == ["label", "other name"]


# Said seldom, and never by a source: a record writes it under its prefixed name.
RARE = {
    "http://purl.org/dc/terms/hasPart",
    "http://purl.org/dc/terms/isPartOf",
    "http://purl.org/dc/terms/replaces",
    "http://purl.org/dc/terms/subject",
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/ns/prov#wasAttributedTo",
    "http://www.w3.org/ns/prov#wasDerivedFrom",
    "https://schema.org/superEvent",
}


def test_what_the_shipped_sources_say_has_a_field(shipped_types: dict[str, set[str]]) -> None:
    missing: dict[str, set[str]] = defaultdict(set)
    for of_class, used in shipped_types.items():
        if of_class in form().by_class:
            missing[of_class] = used - set(form().by_class[of_class].by_iri) - RARE
    assert {of_class: names for of_class, names in missing.items() if names} == {}
    assert {VSK + "Agreement", VSK + "Visit", VSK + "Evidence"} <= set(missing)


@pytest.fixture(scope="module")
def shipped_types() -> dict[str, set[str]]:
    """The properties that things of each class have in the shipped sources."""
    kind = "http://www.w3.org/1999/02/22-rdf-syntax-ns#type"
    found: dict[str, set[str]] = defaultdict(set)
    for name, lines in shipped_graphs().items():
        if "/graph/source/" in name or "/graph/curation/" in name:
            said = [line.split(" ", 3) for line in lines]
            types: dict[str, set[str]] = defaultdict(set)
            for subject, path, value, _ in said:
                if path == f"<{kind}>":
                    types[subject].add(value.strip("<>"))
            for subject, path, _, _ in said:
                for of_class in types[subject]:
                    found[of_class].add(path.strip("<>"))
    used = {kind, VSK + "evidence"}
    return {of_class: names - used for of_class, names in found.items()}
