"""Every modelling pattern is documented, whole, sourced, and passes the gate without a remark."""

from __future__ import annotations

import hashlib
import re
from pathlib import Path

import pytest
from rdflib import BNode, Graph, Literal, URIRef
from rdflib.namespace import ORG, RDF, RDFS, SKOS

from graph.engine.safe_parser import read_file
from graph.ledger import Ledger
from graph.namespaces import OA, SCHEMA, VSK
from graph.prefixes import BASE, EDTF
from graph.time.edtf_dates import is_edtf
from graph.validation.context import CurrentGraphs, ValidationContext
from graph.validation.gate import check
from tests.ontology.vocabulary import VOCABULARY, example_files, read, terms

# rdflib's own reader of N-Quads calls what rdflib has deprecated.
pytestmark = pytest.mark.filterwarnings("ignore:Dataset:DeprecationWarning:rdflib")

THINGS = BASE + "id/"
PATTERNS = {
    "acts-of-different-organs",
    "acts-that-contradict",
    "agreement-known-by-mention",
    "amendment-of-a-fixed-term-agreement",
    "chain-of-many",
    "clique-in-one-agreement",
    "commitment-with-recurrence",
    "dormant-without-an-act",
    "doubtful-and-approximate-dates",
    "draft-form",
    "ends-for-one-side",
    "event-series",
    "evidence",
    "exchange",
    "framework-agreement-with-annex",
    "government-state-and-parts-of-a-city",
    "inherited-after-merger",
    "intermediary",
    "kinds-that-disagree-north",
    "kinds-that-disagree-south",
    "list-compiled-by-others",
    "list-that-omits",
    "network-chair",
    "network-membership",
    "networks-that-merge",
    "not-inherited-and-kept-by-the-town",
    "office-holder",
    "one-partnership-in-the-place-of-another",
    "participation-through-a-locality",
    "parties-of-other-kinds",
    "partnership-without-agreement",
    "plan-that-came-to-nothing",
    "predecessor-unknown",
    "proposals-and-what-they-were-for",
    "proposed-rejected-denied",
    "renewal-by-press-report",
    "several-founding-dates",
    "signed-by-office-on-one-of-two-days",
    "source-without-a-date",
    "sources-that-disagree-north",
    "sources-that-disagree-south",
    "stated-partner-count",
    "suspended-until",
    "suspension-resumption-termination",
    "triangle-of-pairs",
    "vague-dates",
    "visit-with-delegation",
}
REUSED = {ORG.Post, ORG.Membership, ORG.ChangeEvent, SCHEMA.EventSeries}
# Concepts have an effect, registers count people and place seats; a curator says who states;
# what lists say is in no source with passages: tests/ontology/shapes has examples.
ELSEWHERE = {
    VSK.effect,
    VSK.population,
    VSK.populationYear,
    VSK.areaKm2,
    VSK.seatPoint,
    VSK.statementBy,
}
OF_LISTS = {
    VSK.ListPlace, VSK.ListTie, VSK.PlaceMatch, VSK.listedPlace, VSK.mentionedBy, VSK.listedNetwork,
    VSK.statedCountry, VSK.listRank, VSK.matchOf, VSK.matchedTo, VSK.matchKind, VSK.matchDecision,
    VSK.matchReason, VSK.matchScore, VSK.matchedBy,
}  # fmt: skip
UNCLAIMED = {VSK.Source, VSK.Evidence, OA.TextQuoteSelector, OA.TextPositionSelector}
each_example = pytest.mark.parametrize("path", example_files(), ids=lambda path: path.stem)


def source(graph: Graph) -> URIRef:
    """The one source that an example declares."""
    (found,) = graph.subjects(RDF.type, VSK.Source)
    assert isinstance(found, URIRef)
    return found


def beside(path: Path) -> list[Path]:
    """The examples that one leans on, by its line ``# Beside: FILE``."""
    named = re.findall(r"^# Beside: (\S+)$", path.read_text(encoding="utf-8"), re.MULTILINE)
    return [path.with_name(name) for name in named]


def signed(stem: str) -> set[str]:
    """The dates on which an example says that the agreement of North and South was signed."""
    graph = next(read(path) for path in example_files() if path.stem == stem)
    agreement = URIRef(THINGS + "agreement/north-south-2020")
    return {str(date) for date in graph.objects(agreement, VSK.signed)}


def test_every_pattern_has_its_file() -> None:
    assert {path.stem for path in example_files()} >= PATTERNS


@each_example
def test_an_example_says_what_it_shows_and_which_question_it_answers(path: Path) -> None:
    head = path.read_text(encoding="utf-8").split("\n\n")[0].splitlines()
    assert all(line.startswith("#") for line in head)
    assert len(head[0]) > len("# A title")
    assert any(line.startswith("# Shows: ") for line in head)
    answered = "\n".join(head).partition("# Answers: ")[2]
    assert "?" in answered


@each_example
def test_an_example_passes_the_gate_without_a_remark(path: Path, tmp_path: Path) -> None:
    document, *others = map(read_file, (path, *beside(path)))
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        context = ValidationContext(CurrentGraphs(ledger), [document, *others])
    report = check(document, context)
    assert not report.results, report.as_text("en")


@each_example
def test_an_example_has_no_blank_nodes_and_no_loose_ends(path: Path) -> None:
    graph = read(path)
    nodes = {node for s, _, o in graph for node in (s, o)}
    assert not any(isinstance(node, BNode) for node in nodes)
    things = {node for node in nodes if isinstance(node, URIRef) and node.startswith(THINGS)}
    described = {each for other in (path, *beside(path)) for each in read(other).subjects()}
    assert things <= described


@each_example
def test_everything_in_an_example_is_named_and_rests_on_its_source(path: Path) -> None:
    graph = read(path)
    evidence = {
        (node, OA.hasSource, source(graph)) for node in graph.subjects(RDF.type, VSK.Evidence)
    }
    assert evidence and evidence <= set(graph)
    for thing, kind in graph.subject_objects(RDF.type):
        if kind not in UNCLAIMED:
            assert graph.value(thing, VSK.evidence), thing
            labels = [
                o.language for o in graph.objects(thing, RDFS.label) if isinstance(o, Literal)
            ]
            assert sorted(map(str, labels)) == ["da", "en"]


@each_example
def test_evidence_supports_what_its_thing_says(path: Path) -> None:
    graph = read(path)
    for node in graph.subjects(RDF.type, VSK.Evidence):
        backed = set(graph.objects(node, VSK.supports))
        for thing in graph.subjects(VSK.evidence, node):
            said = set(graph.predicates(thing)) | set(graph.objects(thing, RDF.type))
            assert backed & said, (node, thing)


@each_example
def test_municipalities_and_people_of_an_example_are_invented(path: Path) -> None:
    for municipality in read(path).subjects(RDF.type, VSK.Municipality):
        assert str(municipality).startswith(f"{THINGS}municipality/example-")
    for person in read(path).subjects(RDF.type, VSK.Person):
        assert str(person).endswith("-example")


@each_example
def test_dates_of_an_example_are_edtf(path: Path) -> None:
    dates = {
        o for o in read(path).objects() if isinstance(o, Literal) and o.datatype == URIRef(EDTF)
    }
    assert dates
    assert all(is_edtf(str(date)) for date in dates)


def test_every_class_and_every_stated_property_is_shown_by_an_example() -> None:
    used = {node for path in example_files() for _, p, o in read(path) for node in (p, o)}
    stated = {term for term in terms() if (term, SKOS.scopeNote, None) not in read(VOCABULARY)}
    assert stated - used == ELSEWHERE | OF_LISTS
    assert used >= REUSED


def test_two_sources_disagree_on_one_agreement() -> None:
    assert signed("sources-that-disagree-north") == {"2020-03-15"}
    assert signed("sources-that-disagree-south") == {"2020-03-16"}


def test_two_sources_give_one_act_two_kinds() -> None:
    given = {
        str(kind).rsplit("/", 1)[1]
        for path in example_files()
        if path.stem.startswith("kinds-that-disagree-")
        for kind in read(path).objects(URIRef(THINGS + "event/north-acts-2022"), VSK.eventKind)
    }
    assert given == {"suspended", "terminated"}


def test_the_evidence_of_the_evidence_example_is_where_it_says() -> None:
    path = next(path for path in example_files() if path.stem == "evidence")
    told = re.search(r"# The text file holds one line: (.*)", path.read_text(encoding="utf-8"))
    assert told
    text, graph = f"{told[1]}\n", read(path)
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert (source(graph), VSK.sha256, Literal(digest)) in graph
    for node in graph.subjects(RDF.type, VSK.Evidence):
        start = graph.value(URIRef(f"{node}/position"), OA.start)
        end = graph.value(URIRef(f"{node}/position"), OA.end)
        exact = graph.value(URIRef(f"{node}/quote"), OA.exact)
        assert text[int(str(start)) : int(str(end))] == str(exact)
