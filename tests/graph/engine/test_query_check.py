"""What is refused before the engine sees it, and what must not be mistaken for it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.engine.base import Limits
from graph.engine.query_check import check, passes_at_a_glance, shape_of
from graph.errors import BadQuery, LimitMet

LIMITS = Limits()

SERVICE_FORMS = [
    "SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { VALUES ?e { <http://127.0.0.1:1/> } service ?e { ?s ?p ?o } }",
    "SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
    'SELECT * { ?s ?p "a\\"b" . SERVICE ?e { ?s ?p ?o } }',
    "SELECT * { ?s ?p 'x#' . SeRvIcE ?e { ?s ?p ?o } }",
    "SELECT * { ?s <http://e/#a> ?o . SERVICE ?e { ?s ?p ?o } }",
    "SELECT * { \\u0053ERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o }#c\nSELECT * { SERVICE ?e { ?s ?p ?o } }",
    # What the engine's parser takes for SERVICE although a longer token stands there.
    "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x { ?s ?p ?o } }",
    "PREFIX service: <http://e/> SELECT * { service:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1.SERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p true.SERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p trueSERVICE:x { ?s ?p ?o } }",
    "SELECT * { ?s ?p 1e0SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT <http://127.0.0.1:1/> { ?s ?p ?o } }",
    "SELECT * { SERVICESILENT:x { ?s ?p ?o } }",
    'SELECT * { VALUES ?x {"""a"} SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }',
    "SELECT * { ?s a:x·\\'y ?o SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } } # '",
    "SELECT * { VALUES (?a ?b) {(1 2)} FILTER(?a<?b)SERVICE:x#>\n{ ?s ?p ?o } }",
]
INNOCENT = [
    'SELECT * { ?s ?p "SERVICE <http://127.0.0.1/>" }',
    "SELECT * { ?s ?p '''a\nSERVICE ?x''' }",
    "SELECT * { ?s ?p ?o } # SERVICE ?x { }",
    "SELECT * { ?s <http://example.org/SERVICE> ?SERVICE }",
    "PREFIX e: <http://e/> SELECT * { ?s e:SERVICE ?o . ?service e:service e:x.service }",
    "PREFIX webservice: <http://e/service#> SELECT * { ?s webservice:SERVICE ?o }",
    "PREFIX sd: <http://www.w3.org/ns/sparql-service-description#> SELECT * { ?s a sd:Service }",
]


@pytest.mark.parametrize("query", SERVICE_FORMS)
def test_service_is_refused_in_every_spelling(query: str) -> None:
    with pytest.raises(BadQuery, match="never opens a connection"):
        check(query, LIMITS)


@pytest.mark.parametrize("query", INNOCENT)
def test_the_word_service_elsewhere_is_let_through(query: str) -> None:
    check(query, LIMITS)
    assert shape_of(query).form == "SELECT"


@pytest.mark.parametrize(
    ("query", "column"),
    [
        ("SELECT * { BIND(TRIPLE(<a:s>, <a:p>, 1) AS ?t) }", 17),
        ("SELECT * { BIND(triple (<a:s>, <a:p>, 1) AS ?t) }", 17),
        ("SELECT * { VALUES ?t { <<( <a:s> <a:p> 1 )>> } }", 24),
        ("SELECT * { << ?s ?p ?o >> ?q ?r }", 12),
        ("SELECT * { <<<a:s> ?p ?o>> ?q ?r }", 12),
        ("SELECT * { ?s ?p ?o {| ?q ?r |} }", 21),
        ("SELECT * { ?s ?p ?o ~ ?r }", 21),
        ('SELECT ("x"@ar--rtl AS ?x) {}', 12),
        ('SELECT ("x"@ar-EG--rtl AS ?x) {}', 12),
        ('SELECT (STRLANGDIR("x", "ar", "rtl") AS ?x) {}', 9),
        ("SELECT (\\u0054RIPLE(<a:s>, <a:p>, 1) AS ?t) {}", None),
    ],
)
def test_what_makes_terms_of_rdf_12_is_refused_at_its_place(query: str, column: int | None) -> None:
    with pytest.raises(BadQuery, match=r"RDF 1\.2") as refused:
        check(query, LIMITS)
    assert refused.value.column == column


@pytest.mark.parametrize(
    "query",
    [
        'SELECT ("~ -- << {| TRIPLE("@ar-EG AS ?x) {} # << {| TRIPLE(',
        "SELECT ?triple { ?triple a <http://e/~a--b/TRIPLE> }",
        "PREFIX triple: <http://e/> SELECT * { ?s triple:TRIPLE ?strlangdir }",
        "SELECT (1--1 AS ?x) { FILTER(?a < ?b || ?c > ?d) }",
        "SELECT * { { ?s ?p ?o } UNION {?s (<a:p>|<a:q>) ?o} }",
    ],
)
def test_what_only_looks_like_it_is_let_through(query: str) -> None:
    check(query, LIMITS)


@pytest.mark.parametrize(
    "update",
    ["INSERT DATA { <a:b> <a:b> 1 }", "PREFIX a: <a:> DELETE WHERE { ?s ?p ?o }",
     "LOAD <http://127.0.0.1/>", "# note\nCLEAR ALL", "WITH <a:b> DELETE { } WHERE { }"],
)  # fmt: skip
def test_an_update_is_refused_by_name(update: str) -> None:
    with pytest.raises(BadQuery, match="is an update"):
        check(update, LIMITS)


def test_nesting_size_and_patterns_name_their_limit() -> None:
    deep = "SELECT * { " + "{" * 100 + "}" * 100 + " }"
    wide = "SELECT * { " + "?s ?p ?o . " * 400 + "}"
    long = "SELECT * { } #" + "x" * 70_000
    for query, limit in ((deep, "depth"), (wide, "patterns"), (long, "text")):
        with pytest.raises(LimitMet) as met:
            check(query, LIMITS)
        assert met.value.limit == limit


def test_brackets_in_strings_do_not_count() -> None:
    query = 'SELECT * { ?s ?p "' + "(" * 500 + '" }'
    check(query, LIMITS)
    assert shape_of(query).depth == 1


def test_a_lone_surrogate_is_a_bad_query() -> None:
    with pytest.raises(BadQuery, match="Unicode"):
        check("SELECT * { ?s ?p '\ud800' }", LIMITS)


@given(st.text(max_size=300))
def test_any_text_is_looked_at_without_an_unexpected_error(text: str) -> None:
    try:
        check(text, LIMITS)
    except (BadQuery, LimitMet) as error:
        assert error.sentence()


@given(st.text(alphabet="\"'\\#<>{} \nSERVICE?:", max_size=60))
def test_a_service_clause_is_seen_behind_any_closed_string(noise: str) -> None:
    literal = '"' + noise.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'
    with pytest.raises(BadQuery):
        check(f"SELECT * {{ ?s ?p {literal} . SERVICE ?e {{ }} }}", LIMITS)


WORDS = st.sampled_from(
    ["select ", "Insert ", "SERVICE ", "optional ", "{", "}", "(", ")", "?s ", ". ", "; ", "'", '"',
     "#", "\n", "<", ">", "a:b ", "\\", "filter", "load "]
)  # fmt: skip


@given(st.lists(WORDS, max_size=40).map("".join))
def test_what_passes_at_a_glance_passes_the_reading_of_tokens(text: str) -> None:
    tight = Limits(depth=3, patterns=4)
    if passes_at_a_glance(text, tight):
        shape = shape_of(text)
        assert shape.depth <= tight.depth
        assert shape.patterns <= tight.patterns
        assert shape.form in ("", "SELECT")


def test_an_everyday_query_passes_at_a_glance() -> None:
    query = "PREFIX a: <http://a.example/> SELECT * { ?s a:b ?o OPTIONAL { ?s a:c ?p } } LIMIT 9"
    assert passes_at_a_glance(query, LIMITS)
