"""Any graph is a record and back, and any tree is written and read again: nothing is lost."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from graph.identifiers import concept, source_graph, thing
from graph.prefixes import EDTF, PREFIXES
from graph.records.form import form
from graph.records.of_graph import of_graph
from graph.records.to_graph import to_graph
from graph.records.tree import Fields, Items, Node, Record, Scalar
from graph.records.yaml_reader import read
from graph.records.yaml_writer import write
from graph.statements import Statement
from graph.terms import Term

GRAPH = source_graph("any")


def uri(iri: str) -> Term:
    return Term("uri", iri)


VSK, XSD = PREFIXES["vsk"], PREFIXES["xsd"]
# Every character that a text of the graph may hold, but what no YAML has: surrogates and controls.
TEXTS = st.text(
    st.characters(exclude_categories=("Cs", "Cc", "Cn")) | st.sampled_from("\n\t:#-'\"")
)
WORDS = st.sampled_from(("no", "08", "1:30", "~", "- a", "a: b", "a #b", " a", "{a}", "x" * 130))
SLUGS = st.sampled_from(("north", "south", "north-south", "north-south-2020", "2020", "party"))
TYPES = st.sampled_from(sorted({kind.slug_type for kind in form().kinds.values()}))
THINGS = st.builds(thing, TYPES, SLUGS)
CONCEPTS = st.sampled_from(
    (
        concept("event-kind", "signed"),
        concept("party-role", "party"),
        concept("office-role", "mayor"),
    )
)
ADDRESSES = st.sampled_from((GRAPH, "https://e.org/a?b=c#d", "urn:x:y", PREFIXES["lang"] + "DAN"))
LITERALS = st.one_of(
    st.builds(
        Term,
        st.just("literal"),
        TEXTS | WORDS,
        st.sampled_from(("", "da", "en", "is", "iri")),
        st.just(""),
    ),
    st.builds(
        Term,
        st.just("literal"),
        st.sampled_from(("2019-12", "../1966", "x", "4", "true", "P4Y")),
        st.just(""),
        st.sampled_from((EDTF, XSD + "integer", XSD + "boolean", XSD + "duration", "urn:type")),
    ),
)
PROPERTIES = st.sampled_from(
    sorted(
        {one.iri for kind in form().all() for one in kind.fields} | {"urn:x:p", VSK + "evidence"}
    )
)
CLASSES = st.sampled_from([*form().by_class, VSK + "Unknown"])
VALUES = LITERALS | (THINGS | CONCEPTS | ADDRESSES).map(uri)
EVIDENCE = st.sampled_from([thing("evidence", f"any-{key}") for key in ("a", "b-1")])
SUBJECTS = THINGS | EVIDENCE | st.sampled_from([GRAPH, thing("evidence", "any-a") + "/quote"])
TYPED = st.builds(Statement, SUBJECTS, st.just(PREFIXES["rdf"] + "type"), CLASSES.map(uri))
SAID = st.builds(Statement, SUBJECTS, PROPERTIES, VALUES)
OF_EVIDENCE = st.sampled_from(
    [
        Statement(thing("evidence", f"any-{key}"), predicate, value)
        for key in ("a", "b-1")
        for predicate, value in (
            (PREFIXES["rdf"] + "type", Term("uri", VSK + "Evidence")),
            (PREFIXES["oa"] + "hasSource", Term("uri", GRAPH)),
            (VSK + "locator", Term("literal", "afsnit 1")),
            (VSK + "supports", Term("uri", VSK + "party")),
            (PREFIXES["rdfs"] + "label", Term("literal", "Belæg: Afsnit", "da")),
        )
    ]
)
BACKED = st.builds(Statement, THINGS, st.just(VSK + "evidence"), EVIDENCE.map(uri))
GRAPHS = st.lists(TYPED | SAID | OF_EVIDENCE | BACKED, max_size=14)


@settings(max_examples=50, deadline=None)
@given(GRAPHS)
def test_graph_record_graph_is_the_identity(said: list[Statement]) -> None:
    wanted = {each._replace(graph=GRAPH) for each in said}
    wanted.add(Statement(GRAPH, PREFIXES["rdf"] + "type", Term("uri", VSK + "Source"), GRAPH))
    record = of_graph([*dict.fromkeys(wanted)], GRAPH)
    text = write(record)
    back = read(text)
    assert back == record
    made = to_graph(back)
    assert [each.sentence() for each in made.findings] == []
    assert set(made.statements) == wanted
    # And record, graph, record: what the program writes it writes again.
    again = of_graph(made.statements, GRAPH)
    assert of_graph(to_graph(again).statements, GRAPH) == again


NODES: st.SearchStrategy[Node] = st.recursive(
    st.builds(Scalar, TEXTS | WORDS),
    lambda inner: st.one_of(
        st.builds(Items, st.lists(inner, max_size=4).map(tuple)),
        st.dictionaries(TEXTS.filter(bool), inner, max_size=4).map(
            lambda found: Fields(tuple((Scalar(key), value) for key, value in found.items()))
        ),
    ),
    max_leaves=10,
)
RECORDS = st.dictionaries(TEXTS.filter(bool), NODES, min_size=1, max_size=4).map(
    lambda found: Record(Fields(tuple((Scalar(key), value) for key, value in found.items())))
)


@settings(max_examples=50, deadline=None)
@given(RECORDS)
def test_what_is_written_is_read_again(record: Record) -> None:
    text = write(record)
    assert read(text) == record
    assert write(read(text)) == text
    to_graph(record)  # whatever it is, what is wrong in it is told, and nothing else happens
