"""A parameter takes what it says and nothing else, and no value changes a query's algebra."""

from __future__ import annotations

import random
import re
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rdflib.plugins.sparql import prepareQuery
from rdflib.plugins.sparql.parserutils import CompValue

from queries.country_codes import ALPHA3_OF
from queries.library import library
from queries.parameters import BadValue, Parameter, Type, UnknownParameter, expand
from tests.shared import shared

EXAMPLES: Final[dict[Type, str]] = {
    "iri": "municipality/aarhus-kommune",
    "date": "2020-06-01",
    "year": "2020",
    "country": "DK",
    "concept": "shall",
    "text": "skole",
    "number": "3",
}


def parameter(type_: Type, **more: object) -> Parameter:
    """A parameter of a type, without a default."""
    wants: dict[str, object] = {
        "name": "x",
        "type": type_,
        "optional": True,
        "example": EXAMPLES[type_],
        "class": "vsk:Municipality" if type_ == "iri" else None,
        "scheme": "commitment-strength" if type_ == "concept" else None,
    }
    return Parameter.model_validate(wants | more)


XSD = "http://www.w3.org/2001/XMLSchema#"
ID = "https://w3id.org/venskab/id/"
COUNTRY = "http://publications.europa.eu/resource/authority/country/"
VALUES: Final = re.compile(r"\s*VALUES \?\w+ \{[^{}]*\}\s*")
STRENGTH = "https://w3id.org/venskab/concept/commitment-strength/"


@pytest.mark.parametrize(
    ("type_", "value", "term"),
    [
        ("iri", "municipality/aarhus-kommune", f"<{ID}municipality/aarhus-kommune>"),
        ("iri", "https://example.org/blåbær?x=1#y", "<https://example.org/blåbær?x=1#y>"),
        ("iri", "urn:uuid:0a", "<urn:uuid:0a>"),
        ("date", "2020-02-29", f'"2020-02-29"^^<{XSD}date>'),
        ("date", " 2020-02-29 ", f'"2020-02-29"^^<{XSD}date>'),
        ("year", "0866", f'"866"^^<{XSD}integer>'),
        ("country", "dk", f"<{COUNTRY}DNK>"),
        ("country", "GRL", f"<{COUNTRY}GRL>"),
        ("country", f"{COUNTRY}1A0", f"<{COUNTRY}1A0>"),
        ("concept", "shall", f"<{STRENGTH}shall>"),
        ("concept", f"{STRENGTH}shall", f"<{STRENGTH}shall>"),
        ("text", 'å "quoted" } # word \\', '"å \\"quoted\\" } # word \\\\"'),
        ("number", "-3", f'"-3"^^<{XSD}integer>'),
        ("number", "2.50", f'"2.50"^^<{XSD}decimal>'),
        ("number", "", "UNDEF"),
    ],
)
def test_a_good_value_becomes_its_term(type_: Type, value: str, term: str) -> None:
    assert parameter(type_).term(value) == term


@pytest.mark.parametrize(
    ("type_", "value"),
    [
        ("iri", "aarhus-kommune"),
        ("iri", "Municipality/Aarhus"),
        ("iri", "javascript:alert(1)"),
        ("iri", "https://example.org/a b"),
        ("iri", "https://example.org/%zz"),
        ("iri", "http://"),
        ("iri", "https://example.org/" + "a" * 1000),
        ("date", "2019-02-29"),
        ("date", "2019-12"),
        ("date", "20191201"),
        ("date", "٢٠١٩-01-01"),
        ("year", "19"),
        ("year", "0000"),
        ("country", "XX"),
        ("country", "Denmark"),
        ("concept", "https://w3id.org/venskab/concept/state/ended"),
        ("concept", "Shall"),
        ("text", "two\nlines"),
        ("text", "\\u0022"),
        ("text", "\ud800"),
        ("text", "a" * 1001),
        ("number", "1e3"),
        ("number", "NaN"),
        ("number", "1" * 19),
    ],
)
def test_a_bad_value_is_refused_in_one_sentence(type_: Type, value: str) -> None:
    with pytest.raises(BadValue, match=r"^x: .* is not .*\.$") as refusal:
        parameter(type_).term(value)
    assert len(str(refusal.value)) < 250


def test_choices_are_the_only_texts() -> None:
    lang = parameter("text", choices=("da", "en"), default="da", optional=False, example="en")
    assert lang.term(None) == '"da"'
    with pytest.raises(BadValue, match="one of da, en"):
        lang.term("kl")


def test_a_default_may_be_left_out_only_when_optional() -> None:
    with pytest.raises(ValueError, match="optional: true"):
        parameter("date", optional=False)


@pytest.mark.parametrize(
    ("short", "iri"),
    [
        ("agreement/a-2019", f"{ID}agreement/a-2019"),
        ("graph/source/a", "https://w3id.org/venskab/graph/source/a"),
        ("concept/state/ended", "https://w3id.org/venskab/concept/state/ended"),
        ("https://example.org/", "https://example.org/"),
    ],
)
def test_short_forms_are_expanded(short: str, iri: str) -> None:
    assert expand(short) == iri


def test_countries_are_those_of_the_eu_table() -> None:
    table = shared("standards/authority/countries.ttl").read_text(encoding="utf-8")
    missing = [code for code in ALPHA3_OF.values() if f"{COUNTRY}{code}>" not in table]
    assert missing == []
    assert len(ALPHA3_OF) == len(set(ALPHA3_OF.values())) == 249


def test_an_unknown_parameter_names_those_there_are() -> None:
    with pytest.raises(UnknownParameter, match=r"no parameter 'day'; it has on, lang\.$"):
        library()["agreements-in-force"].bind({"day": "2020-01-01"})


# --- Hostile values ------------------------------------------------------------------------------

FRAGMENTS: Final = [
    "'", '"', "'''", '"""', "{", "}", "}} DROP ALL #", "} ; DROP GRAPH <x> #", "\n", "\r\n", "\t",
    "\\", "\\\\", "\\n", '\\"', "\\u0022", "\\U0000007D", "\x00", "\x1b", "\u2028", "\u202e",
    "\ufeff", "\ud800", "\U0001f600", "å", "e\u0301", "<", ">", "<>", "<http://a>", "?x", "$x",
    "#", "@da", "^^xsd:date", "UNDEF", "SERVICE <http://a> {}", "%7D", "%00", "../..", "|", "`",
    " ", "0", "1", "-", "--", "a", ":", "/", "(", ")", ".", ",", ";", "a" * 5000,
]  # fmt: skip


def hostile(type_: Type, count: int = 200) -> list[str]:
    """Values that try to break out of a term, each of them alone or round a good value."""
    dice = random.Random(f"venskab {type_}")
    good = EXAMPLES[type_]
    made = [*FRAGMENTS, *(good + fragment for fragment in FRAGMENTS)]
    while len(made) < count:
        made.append("".join(dice.choices([*FRAGMENTS, good], k=dice.randint(2, 6))))
    return made


def probe(term: str) -> str:
    return f"SELECT ?s WHERE {{\n  VALUES ?x {{ {term} }}\n  ?s ?p ?x . FILTER(?x != ?s)\n}}"


def skeleton(text: str) -> str:
    """The algebra of a query with the data of its VALUES taken out."""
    return repr(_without_data(prepareQuery(text).algebra))


def _without_data(node: object) -> object:
    if isinstance(node, CompValue):
        return (node.name, [(k, _without_data(v)) for k, v in sorted(node.items()) if k != "res"])
    if isinstance(node, (list, tuple)):
        return [_without_data(item) for item in node]
    return sorted(map(repr, node)) if isinstance(node, (set, frozenset)) else node


@pytest.mark.parametrize("type_", EXAMPLES)
def test_hostile_values_leave_the_algebra_as_it_is(type_: Type) -> None:
    declared, expected = parameter(type_), skeleton(probe("UNDEF"))
    taken = 0
    for value in hostile(type_):
        try:
            term = declared.term(value)
        except BadValue:
            continue
        taken += 1
        assert skeleton(probe(term)) == expected, ascii(value)
    assert taken, "no hostile value was taken at all: the test would prove nothing"


@given(st.text())
@settings(max_examples=50)
def test_a_text_that_is_taken_comes_back_whole(value: str) -> None:
    try:
        term = parameter("text").term(value)
    except BadValue:
        return
    (table,) = _values_of(prepareQuery(probe(term)).algebra)
    assert [str(found) for row in table for found in row.values()] == (
        [value.strip()] if value else ["UNDEF"]
    )


def _values_of(node: object) -> list[list[dict[str, object]]]:
    if isinstance(node, CompValue):
        own = [node["res"]] if node.name == "values" else []
        return own + [found for value in node.values() for found in _values_of(value)]
    return []


@pytest.mark.parametrize("name", library())
def test_hostile_values_touch_one_line_of_a_question(name: str) -> None:
    query, dice = library()[name], random.Random(name)
    plain = query.bind({}).split("\n")
    for declared in query.parameters:
        for value in dice.sample(hostile(declared.type), 200):
            try:
                text = query.bind({declared.name: value}).split("\n")
            except BadValue:
                continue
            assert sum(ours != theirs for ours, theirs in zip(text, plain, strict=True)) <= 1


@pytest.mark.parametrize("name", library())
def test_a_question_runs_as_it_stands_with_its_defaults(name: str) -> None:
    query = library()[name]
    written = query.text.split("\n")
    prefixes = "\n".join(line for line in written if line.startswith("PREFIX "))
    for ours, theirs in zip(query.bind({}).split("\n"), written, strict=True):
        if ours != theirs:
            # A line of VALUES is a whole, and says the same.
            assert VALUES.fullmatch(theirs)
            one, other = (f"{prefixes} SELECT * {{ {line} }}" for line in (ours, theirs))
            assert repr(prepareQuery(one).algebra) == repr(prepareQuery(other).algebra)
