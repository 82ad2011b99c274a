"""Names are chosen by language in one way; a file without the choice is a query all the same."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pyoxigraph
import pytest
from rdflib import Graph
from rdflib.query import ResultRow

from queries.library import MalformedQuery, library
from tests.queries.cases import as_rows, ask

FILE = """\
#+ title: {da: Titel, en: Title}
#+ description: {da: Tekst, en: Text}
#+ parameters:
#+   - name: lang
#+     type: text
#+     choices: [da, en]
#+     default: da
#+     example: en
#+     label: {da: Sprog, en: Language}
#+ labels:
#+   name: thing
#+ texts: [note]
#+ tags: [time]
#+ result: table
PREFIX : <urn:example:>
SELECT ?thing (MIN(?n) AS ?name) (MIN(?t) AS ?note) WHERE {
  VALUES ?lang { "da" }
  { ?other a :Stranger } UNION {
    ?thing a :Thing
    OPTIONAL { ?thing :name ?n }
    OPTIONAL { ?thing :note ?t }
  }
}
GROUP BY ?thing
ORDER BY ?name
"""
THINGS = """\
@prefix : <urn:example:> .
:both a :Thing ; :name "Hus"@da, "House"@en ; :note "B"@da, "A"@en .
:danish a :Thing ; :name "Ål"@da, "Abe"@da ; :note "Kun dansk"@da .
:greenlandic a :Thing ; :name "Illu"@kl ; :note "uden sprog" .
:nameless a :Thing .
:unknown a :Stranger .
"""
ANSWERS = {
    "da": """thing,name,note
,,
urn:example:danish,Abe,Kun dansk
urn:example:both,Hus,B
urn:example:greenlandic,Illu,uden sprog
urn:example:nameless,urn:example:nameless,
""",
    "en": """thing,name,note
,,
urn:example:danish,Abe,Kun dansk
urn:example:both,House,A
urn:example:greenlandic,Illu,uden sprog
urn:example:nameless,urn:example:nameless,
""",
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "theme").mkdir()
    (tmp_path / "theme" / "names.rq").write_text(FILE, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("lang", ["da", "en"])
def test_a_name_is_in_the_language_asked_for_else_in_another_else_the_iri(
    root: Path, lang: str
) -> None:
    text = library(root)["names"].bind({"lang": lang})
    expected = as_rows(ANSWERS[lang])
    store = pyoxigraph.Store()
    store.load(THINGS.encode(), pyoxigraph.RdfFormat.TURTLE)
    assert ask(store, text) == expected
    found = Graph().parse(data=THINGS, format="turtle").query(text)
    rows = [row for row in found if isinstance(row, ResultRow)]
    assert [["" if term is None else str(term) for term in row] for row in rows] == expected[1:]


def test_what_declares_the_choice_is_left_out_of_the_text(root: Path) -> None:
    query = library(root)["names"]
    head = [line for line in query.text.splitlines() if line.startswith("#+")]
    written = [line for line in FILE.splitlines() if line.startswith("#+")]
    assert [line for line in written if line not in head] == [
        "#+ labels:",
        "#+   name: thing",
        "#+ texts: [note]",
    ]
    again = root / "theme" / "again.rq"
    again.write_text(query.text, encoding="utf-8")
    assert library(root / "theme")["again"].text == query.text


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ("#+   name: thing", "#+   title: thing", r"field title: needs exactly one .*, found 0"),
        ("ORDER BY ?name", "HAVING((MIN(?n) AS ?name))", r"field name: .*, found 2"),
        ("texts: [note]", "texts: [remark]", r"field remark: .*MIN\(\?…\) AS \?remark.*found 0"),
        ("name: thing", "name: '?thing'", r"field labels\.name: .*pattern"),
        ("lang", "tongue", r"field labels: needs a parameter named lang"),
    ],
)
def test_a_wrong_declaration_is_named(root: Path, old: str, new: str, complaint: str) -> None:
    assert old in FILE
    path = root / "theme" / "names.rq"
    path.write_text(FILE.replace(old, new), encoding="utf-8")
    with pytest.raises(MalformedQuery, match=complaint) as refusal:
        library(root)
    assert str(refusal.value).startswith(f"{path}: ")


@pytest.mark.parametrize("name", library())
def test_a_file_without_the_choice_answers_the_same_things(
    name: str, store_of: Callable[[str], pyoxigraph.Store]
) -> None:
    query, store = library()[name], store_of("shipped")
    as_it_stands = ask(store, query.path.read_text(encoding="utf-8"))
    chosen = ask(store, query.text)
    assert as_it_stands[0] == chosen[0]
    assert len(as_it_stands) == len(chosen)
