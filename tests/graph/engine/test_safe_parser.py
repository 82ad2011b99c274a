"""Reading RDF that nobody has vouched for: every format, every trap, nothing ever fetched."""

from __future__ import annotations

import json
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.engine import safe_parser
from graph.engine.process import child
from graph.engine.safe_parser import CONTEXT_IRI, read_data, read_file, read_quads
from graph.errors import UnreadableFile
from tests.graph.engine.rdf_files import DECLARED, PREFIXES, RDF, SOURCE, Write

STATEMENT = f"<http://e.org/a> <http://e.org/b> <http://e.org/c> <{SOURCE}> ."
SAME_IN_ALL = {
    "a.ttl": f"{PREFIXES}e:a e:b e:c .",
    "a.trig": f"{PREFIXES}<{SOURCE}> {{ e:a e:b e:c }}",
    "a.nt": "<http://e.org/a> <http://e.org/b> <http://e.org/c> .",
    "a.nq": STATEMENT,
    "a.jsonld": '{"@id": "http://e.org/a", "http://e.org/b": {"@id": "http://e.org/c"}}',
    "a.json": '{"@context": {"@vocab": "http://e.org/"}, "@id": "http://e.org/a", '
    '"b": {"@id": "http://e.org/c"}}',
    "a.rdf": f'<rdf:RDF {RDF}><rdf:Description rdf:about="http://e.org/a">'
    '<e:b rdf:resource="http://e.org/c"/></rdf:Description></rdf:RDF>',
}
SAME_IN_ALL["a.xml"] = SAME_IN_ALL["a.owl"] = SAME_IN_ALL["A.RDF"] = SAME_IN_ALL["a.rdf"]


@pytest.mark.parametrize("name", SAME_IN_ALL)
def test_every_format_reads_alike(write: Write, name: str) -> None:
    document = read_file(write(name, SAME_IN_ALL[name]), default_graph=SOURCE)
    assert document.graphs == {SOURCE: [STATEMENT]}
    assert document.lines == [STATEMENT]


def test_a_byte_order_mark_is_no_part_of_the_text(write: Write) -> None:
    path = write("a.nq", b"\xef\xbb\xbf" + STATEMENT.encode())
    assert read_file(path).lines == [STATEMENT]


# Which graph


def test_statements_go_to_the_graph_of_the_source_they_declare(write: Write) -> None:
    document = read_file(write("a.ttl", PREFIXES + DECLARED + "e:a e:b e:c ."))
    assert list(document.graphs) == [SOURCE]
    assert STATEMENT in document.lines


def test_statements_beside_named_graphs_go_to_the_declared_source_too(write: Write) -> None:
    text = PREFIXES + DECLARED + "<http://e.org/g> { e:a e:b e:c }"
    assert set(read_file(write("a.trig", text)).graphs) == {SOURCE, "http://e.org/g"}


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("e:a e:b e:c .", "which graph"),
        ("<http://e.org/g> { e:a e:b e:c } e:x e:y e:z .", "which graph"),
        (DECLARED + f"<{SOURCE}2> a vsk:Source .", "several sources"),
        ("[] { e:a e:b e:c }", "without an IRI"),
        ("<https://w3id.org/venskab/graph/derived> { e:a e:b e:c }", "Venskab makes itself"),
        ("<https://w3id.org/venskab/graph/ontology> { e:a e:b e:c }", "Venskab makes itself"),
        ("<https://w3id.org/venskab/graph/catalog> { e:a e:b e:c }", "Venskab makes itself"),
    ],
)
def test_a_graph_that_cannot_be_is_told(write: Write, text: str, complaint: str) -> None:
    with pytest.raises(UnreadableFile, match=complaint):
        read_file(write("a.trig", PREFIXES + text))


# Files that cannot be read: one sentence each

TRIPLE_TERM = "<a:a> <a:b> <<( <a:a> <a:b> 1 )>> ."
DIRECTION = '<a:a> <a:b> "x"@en--ltr .'
N_TRIPLE_TERM = "<a:a> <a:b> <<( <a:a> <a:b> <a:c> )>> ."
# Triple terms and text directions, in each format that has them.
RDF_12 = {
    "a.ttl": (
        TRIPLE_TERM,
        DIRECTION,
        "<< <a:a> <a:b> 1 >> <a:c> 2 .",
        "<a:a> <a:b> 1 {| <a:c> 2 |} .",
    ),
    "a.trig": (f"<a:g> {{ {TRIPLE_TERM} }}", DIRECTION),
    "a.nt": (N_TRIPLE_TERM, DIRECTION),
    "a.nq": (N_TRIPLE_TERM, DIRECTION),
    "a.jsonld": ('{"@id":"a:a","a:b":{"@value":"x","@language":"en","@direction":"ltr"}}',),
    "a.rdf": (
        f'<rdf:RDF {RDF} rdf:version="1.2"><rdf:Description rdf:about="a:a"><e:b rdf:parseType='
        '"Triple"><rdf:Description rdf:about="a:s"><e:p rdf:resource="a:o"/></rdf:Description>'
        "</e:b></rdf:Description></rdf:RDF>",
        f'<rdf:RDF {RDF} rdf:version="1.2" xmlns:its="http://www.w3.org/2005/11/its" its:version='
        '"2.0"><rdf:Description rdf:about="a:a"><e:b xml:lang="en" its:dir="ltr">x</e:b>'
        "</rdf:Description></rdf:RDF>",
    ),
}
REFUSED: dict[str, tuple[str, str | bytes, str]] = {
    "remote context": (
        "a.jsonld", '{"@context": "http://e.org/c",\n "@id": "http://e.org/a"}',
        "line 1: it names a context elsewhere, <http://e.org/c>",
    ),
    "remote import": (
        "a.jsonld", '{"@context": {"@import": "http://e.org/c"}, "@id": "http://e.org/a"}',
        "<http://e.org/c>",
    ),
    "external entity": (
        "a.rdf", '<?xml version="1.0"?>\n<!DOCTYPE r [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
        f"<rdf:RDF {RDF}/>", "line 2: it has a DOCTYPE",
    ),
    "DTD after a comment": (
        "a.owl", f'<!-- a --> <!doctype r SYSTEM "http://e.org/"><rdf:RDF {RDF}/>', "DOCTYPE"
    ),
    "other encoding": (
        "a.xml", f'<?xml version="1.0" encoding="ISO-8859-1"?><rdf:RDF {RDF}/>', "ISO-8859-1"
    ),
    "PDF": ("a.ttl", "%PDF-1.7\n", "looks like a PDF document, not Turtle"),
    "office document": ("a.jsonld", b"PK\x03\x04\x00\xff", "office document, not JSON-LD"),
    "UTF-16": ("a.ttl", "<http://e.org/a>".encode("utf-16"), "looks like UTF-16 text"),
    "web page": ("a.rdf", "<!doctype html><html><p>x", "looks like an HTML page, not RDF/XML"),
    "plain XML": ("a.xml", "<note><to>x</to></note>", "looks like plain XML, not RDF/XML"),
    "JSON": ("a.ttl", '{"a": 1}', "looks like JSON, not Turtle"),
    "table": ("a.nt", "name,code,from\nx,y,z\n", "looks like a table"),
    "Turtle as JSON-LD": ("a.jsonld", PREFIXES, "looks like Turtle"),
    "Turtle as N-Triples": ("a.nt", PREFIXES + "e:a e:b e:c .", "it is Turtle, not N-Triples"),
    "TriG as Turtle": ("a.ttl", PREFIXES + "e:g { e:a e:b e:c }", "it is TriG, not Turtle"),
    "N-Quads as Turtle": ("a.ttl", STATEMENT, "it is N-Quads, not Turtle"),
    "unknown suffix": ("a.txt", STATEMENT, "looks like Turtle.*ends in none of .ttl, .trig"),
    "empty": ("a.ttl", "", "it is empty"),
    "only blanks": ("a.ttl", " \n\n", "it is empty"),
    "only a comment": ("a.ttl", "# nothing here", "holds no statement"),
    "JSON without context": ("a.json", '{"a": 1}', "holds no statement. JSON needs an @context"),
    "not UTF-8": ("a.nt", b'<http://e.org/a>\n <http://e.org/b> "\xe6" .', "line 2.*not UTF-8"),
    "syntax error": ("a.ttl", "<http://e.org/a> <http://e.org/b>\n  oops .", "line 2, column 3"),
    "syntax error in XML": (
        "a.rdf", f'<rdf:RDF {RDF}>\n<rdf:Description rdf:about="http://e.org/a"><e:b>x</e:c>',
        "line 2, column 53",
    ),
    "syntax error in JSON": ("a.jsonld", '{"@id":\n "x"]', "line 2, column"),
    "deep JSON-LD": ("a.jsonld", '{"http://e.org/b":\n' * 5000 + "1" + "}" * 5000, "100 levels"),
    "relative IRI": ("a.ttl", "<b> <http://e.org/b> 1 .", "the IRI <b> is relative"),
    "relative IRI in JSON-LD": ("a.jsonld", '{"@id": "b", "http://e.org/b": 1}', "<b> is relative"),
    "relative IRI in XML": (
        "a.rdf", f'<rdf:RDF {RDF}>\n<rdf:Description rdf:about="b"><e:b>x</e:b></rdf:Description>'
        "</rdf:RDF>", "line 2: the IRI <b> is relative",
    ),
    **{
        f"RDF 1.2 in {name}, {number}": (name, content, "RDF 1.2")
        for name, several in RDF_12.items()
        for number, content in enumerate(several)
    },
}  # fmt: skip


@pytest.mark.parametrize("case", REFUSED)
def test_an_unusable_file_is_one_clear_sentence(write: Write, case: str) -> None:
    name, content, complaint = REFUSED[case]
    path = write(name, content)
    with pytest.raises(UnreadableFile, match=complaint) as caught:
        read_file(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_folder_a_missing_file_and_a_pipe_are_told(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.ttl")
    for name, complaint in (("", "folder"), ("no.ttl", "no such file"), ("pipe.ttl", "regular")):
        with pytest.raises(UnreadableFile, match=complaint):
            read_file(tmp_path / name)


@pytest.fixture
def ordinary_user() -> Iterator[None]:
    """Root may read every file, so root becomes somebody else for the length of the test."""
    before = os.geteuid()
    if before == 0:
        os.seteuid(65_534)
    yield
    os.seteuid(before)


def test_a_file_that_may_not_be_read_is_told(write: Write, request: pytest.FixtureRequest) -> None:
    path = write("a.nq", STATEMENT)
    path.chmod(0)
    request.getfixturevalue("ordinary_user")
    with pytest.raises(UnreadableFile, match="may not be read"):
        read_file(path)


def test_a_2_gb_file_is_refused_by_its_size(tmp_path: Path) -> None:
    path = tmp_path / "a.nq"
    with path.open("wb") as file:
        file.truncate(2 << 30)
    with pytest.raises(UnreadableFile, match="2,048 MB, more than the 256 MB"):
        read_file(path)


def test_a_crash_of_the_reader_is_a_sentence(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    # The depth check catches deep JSON before; this shows what happens to the crash it misses.
    monkeypatch.setattr(child, "_PROGRAM", "import os; os.kill(os.getpid(), 11)")
    with pytest.raises(UnreadableFile, match="nested too deeply"):
        read_file(write("a.nq", STATEMENT))


def test_a_file_that_swells_meets_the_memory_limit(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(safe_parser, "_BASE_MEMORY", 150 << 20)
    monkeypatch.setattr(safe_parser, "_MEMORY_PER_BYTE", 0)
    objects = ",".join(f"e:o{n}" for n in range(600_000))
    with pytest.raises(UnreadableFile, match="memory"):
        read_file(write("a.ttl", f"{PREFIXES}{DECLARED}e:a e:b {objects} ."))


def test_a_slow_file_meets_the_time_limit(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(child, "_PROGRAM", "import time; time.sleep(60)")
    with pytest.raises(UnreadableFile, match=r"longer than 0\.5 s"):
        read_file(write("a.nq", STATEMENT), seconds=0.5)


def test_nodes_that_take_for_ever_to_name_meet_a_limit(write: Write) -> None:
    nodes = [f"_:n{n} e:b _:n{m} ." for n in range(12) for m in range(12) if n != m]
    with pytest.raises(UnreadableFile, match=r"takes (longer|more) than"):
        read_file(write("a.ttl", PREFIXES + DECLARED + "\n".join(nodes)), seconds=1)


def test_a_reader_that_gives_up_is_a_sentence(
    write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(child, "_PROGRAM", "raise SystemExit(3)")
    with pytest.raises(UnreadableFile, match="gave up"):
        read_file(write("a.nq", STATEMENT))


@pytest.mark.parametrize("form", ["string", "list"])
def test_our_own_context_is_taken_from_the_package(write: Write, form: str) -> None:
    context = CONTEXT_IRI if form == "string" else [{"e": "http://e.org/"}, CONTEXT_IRI]
    told = {"@context": context, "@id": SOURCE, "@type": "http://e.org/T", "http://e.org/b": "x"}
    document = read_file(write("a.jsonld", json.dumps(told)), default_graph=SOURCE)
    assert f'<{SOURCE}> <http://e.org/b> "x" <{SOURCE}> .' in document.lines


def test_our_contexts_name_as_data_is_left_alone(write: Write) -> None:
    told = {"@id": "http://e.org/a", "http://e.org/b": CONTEXT_IRI}
    (line,) = read_file(write("a.jsonld", json.dumps(told)), default_graph=SOURCE).lines
    assert CONTEXT_IRI in line


# What is kept


def test_literals_are_kept_as_they_are_written(write: Write) -> None:
    text = 'e:a e:b "01"^^<http://www.w3.org/2001/XMLSchema#integer>, 1.50, "a\\u2028b\\tc"@da .'
    lines = read_file(write("a.ttl", PREFIXES + text), default_graph=SOURCE).lines
    joined = "\n".join(lines)
    assert len(lines) == 3
    assert '"01"^^' in joined
    assert '"1.50"^^' in joined
    assert '"a\u2028b\\tc"@da' in joined


def test_blank_nodes_get_names_that_do_not_depend_on_labels_order_or_neighbours() -> None:
    def lines(text: str) -> set[str]:
        return set(read_quads(
            (PREFIXES + text).encode(), "text/turtle", base=None, default_graph=SOURCE
        ))  # fmt: skip

    one = lines("e:a e:b _:x . _:x e:c _:y . _:y e:d 1 .")
    other = lines("_:q e:d 1 . _:p e:c _:q . e:a e:b _:p . ")
    more = lines("e:a e:b _:x . _:x e:c _:y . _:y e:d 1 . e:other e:b [ e:d 2 ] .")
    assert one == other
    assert one < more
    assert not any("_:" in line for line in more)


def test_equal_nodes_stay_apart() -> None:
    text = PREFIXES + "e:a e:b [ e:d 1 ], [ e:d 1 ] ."
    lines = read_quads(text.encode(), "text/turtle", base=None, default_graph=SOURCE)
    assert len(lines) == 4


def test_a_base_is_used_where_one_is_given() -> None:
    (line,) = read_quads(b"<a> <b> <c> .", "text/turtle", base="http://e.org/", default_graph="g:g")
    assert line == "<http://e.org/a> <http://e.org/b> <http://e.org/c> <g:g> ."


def test_sent_bytes_are_read_like_a_file() -> None:
    assert read_data(STATEMENT.encode(), "application/n-quads").lines == [STATEMENT]
    with pytest.raises(UnreadableFile, match="text/csv is no RDF format"):
        read_data(b"a,b", "text/csv")


def test_files_are_read_from_several_threads_at_once(write: Write) -> None:
    path, read = write("a.nq", STATEMENT), list[list[str]]()
    threads = [
        threading.Thread(target=lambda: read.append(read_file(path).lines)) for _ in range(8)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert read == [[STATEMENT]] * 8


@settings(max_examples=15)
@given(st.binary(max_size=200), st.sampled_from(sorted(SAME_IN_ALL)))
def test_any_bytes_are_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, content: bytes, name: str
) -> None:
    path = tmp_path_factory.mktemp("any") / name
    path.write_bytes(content)
    try:
        read_file(path, default_graph=SOURCE, seconds=20)
    except UnreadableFile as error:
        assert "\n" not in str(error)
