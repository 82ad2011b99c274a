"""One gate: a document beside one ledger gets the same verdict, through whichever door it comes."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import httpx
import pytest
from typer.testing import CliRunner

from api.cli.main import app
from graph.engine.formats import N_QUADS, TURTLE
from graph.engine.safe_parser import read_quads
from graph.errors import UnusableInput
from graph.ledger import Ledger, Put
from graph.ledger.short_names import graph_iri
from ontology import EXAMPLES
from tests.api.endpoint import problem
from tests.api.serving import running
from tests.graph.validation.mistake_files import document, mistakes
from tests.graph.validation.mistake_files import held as beside_mistakes

TITLE: Final = "<http://purl.org/dc/terms/title>"
DANGLING: Final = "NoDanglingIri"
# What two doors must say alike of a finding; file and line are told by those that have a file.
SAID: Final = (
    "severity",
    "focus",
    "focus_label",
    "path",
    "path_label",
    "value",
    "message",
    "shape",
)

Graphs = dict[str, list[str]]


def example(name: str) -> Graphs:
    lines = read_quads(
        (EXAMPLES / f"{name}.ttl").read_bytes(), TURTLE.media_type, base=None, default_graph=None
    )
    return {lines[0].rsplit(" ", 2)[1][1:-1]: lines}


def without_title(graphs: Graphs) -> Graphs:
    return {name: [one for one in lines if TITLE not in one] for name, lines in graphs.items()}


def source(name: str, publisher: str, *more: str) -> Graphs:
    """A source of the given name that was published by a municipality."""
    text = f"""
        @prefix vsk: <https://w3id.org/venskab/ontology#> .
        @prefix dcterms: <http://purl.org/dc/terms/> .
        @prefix municipality: <https://w3id.org/venskab/id/municipality/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        <{graph_iri(f"source/{name}")}> a vsk:Source ; dcterms:title "Et notat"@da ;
            dcterms:publisher municipality:{publisher} ;
            vsk:published "2020"^^<http://id.loc.gov/datatypes/edtf/EDTF> .
        {"".join(more)}"""
    graph = graph_iri(f"source/{name}")
    return {graph: read_quads(text.encode(), TURTLE.media_type, base=None, default_graph=graph)}


def municipality(name: str) -> str:
    return f"""municipality:{name} a vsk:Municipality ; rdfs:label "{name}" ;
        vsk:country <http://publications.europa.eu/resource/authority/country/DNK> ."""


# The ledger that all documents are judged beside holds this, which no package ships.
OWN: Final = source("own", "known-kommune", municipality("known-kommune"))
NORTH, SOUTH = (example(f"sources-that-disagree-{name}") for name in ("north", "south"))
DESCRIBING: Final = source("describing", "new-kommune", municipality("new-kommune"))
LEANING: Final = source("leaning", "new-kommune")
UNTITLED: Final = without_title(example("evidence"))


@dataclass(frozen=True)
class Case:
    """A document, and the verdict on it: the names of the shapes that are violated."""

    graphs: Graphs
    violated: frozenset[str] = frozenset()

    @property
    def conforms(self) -> bool:
        return not self.violated

    @property
    def text(self) -> str:
        return "".join(f"{line}\n" for lines in self.graphs.values() for line in lines)


def case(*graphs: Graphs, violated: Sequence[str] = ()) -> Case:
    return Case(
        {name: lines for each in graphs for name, lines in each.items()}, frozenset(violated)
    )


CASES: Final = {
    "one graph": case(example("partnership-without-agreement")),
    "one graph with a violation": case(UNTITLED, violated=["Source-title"]),
    "two graphs that date one agreement differently": case(NORTH, SOUTH),
    "a violation in one of several graphs": case(NORTH, UNTITLED, SOUTH, violated=["Source-title"]),
    "a graph that leans on another of the document": case(DESCRIBING, LEANING),
    "a graph that leans on what nobody describes": case(LEANING, violated=[DANGLING]),
    "a graph that leans on the ledger": case(source("late", "known-kommune")),
    "a graph in place of the ledger's": case(source("own", "gone-kommune"), violated=[DANGLING]),
}  # fmt: skip


@dataclass(frozen=True)
class Verdict:
    """What a door said: whether the document is taken, and each finding."""

    conforms: bool
    found: list[tuple[Any, ...]]

    @classmethod
    def of(cls, reports: Sequence[dict[str, Any]]) -> Verdict:
        results = [one for report in reports for one in report["results"]]
        found = sorted((tuple(one[name] for name in SAID) for one in results), key=str)
        return cls(all(report["conforms"] for report in reports), found)

    @property
    def violated(self) -> frozenset[str]:
        found = (one[-1] for one in self.found if one[0] == "Violation")
        return frozenset(shape.rpartition("#")[2] for shape in found)


@pytest.fixture(scope="module")
def own_home(small_home: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home folder whose ledger holds more than the package ships, and less."""
    home = tmp_path_factory.mktemp("own")
    with (
        Ledger.open(small_home / "ledger.sqlite") as ledger,
        Ledger.open(home / "ledger.sqlite") as own,
    ):
        held = [Put(each.graph, ledger.lines(each.hash)) for each in ledger.graphs()]
        puts = [*held, *(Put(*each) for each in OWN.items()), *beside_mistakes()]
        own.apply(puts, actor="test")
    return home


@pytest.fixture(scope="module")
def client(own_home: Path) -> Iterator[httpx.Client]:
    with (
        running(own_home) as server,
        httpx.Client(base_url=server.origin, timeout=120, trust_env=False) as client,
    ):
        yield client


def command(*words: str | Path) -> dict[str, Any]:
    result = CliRunner().invoke(app, [*map(str, words), "--format", "json"])
    if result.exception and not isinstance(result.exception, SystemExit):
        raise result.exception
    told: dict[str, Any] = json.loads(result.stdout)
    assert result.exit_code == (0 if told["conforms"] else 1)
    return told


Door = Callable[[Case, Path, httpx.Client, Path], Verdict]


def by_validate(one: Case, home: Path, client: httpx.Client, folder: Path) -> Verdict:
    del client
    return Verdict.of(command("validate", written(one, folder), "--home", home)["reports"])


def by_load(one: Case, home: Path, client: httpx.Client, folder: Path) -> Verdict:
    del client
    file = written(one, folder)
    return Verdict.of(command("load", file, "--dry-run", "--home", home)["reports"])


def by_http(one: Case, home: Path, client: httpx.Client, folder: Path) -> Verdict:
    del home, folder
    headers = {"Content-Type": N_QUADS.media_type, "Accept": "application/json"}
    response = client.post("/validate?lang=en", content=one.text, headers=headers)
    assert response.status_code == 200, response.text
    return Verdict.of([response.json()])


def by_check(one: Case, home: Path, client: httpx.Client, folder: Path) -> Verdict:
    """What ``check`` says of the document's graphs once they are in the ledger, good or bad."""
    del client
    shutil.copy(home / "ledger.sqlite", folder)
    with Ledger.open(folder / "ledger.sqlite") as ledger:
        ledger.apply([Put(*each) for each in one.graphs.items()], actor="test")
    words = ("check", "--home", str(folder), "--format", "json", "--lang", "en")
    told = json.loads(CliRunner().invoke(app, words).stdout)
    (shapes,) = [part for part in told["parts"] if part["part"] == "shapes"]
    reports = [each for each in shapes["reports"] if graph_iri(each["file"]) in one.graphs]
    return Verdict.of(reports)


def written(one: Case, folder: Path) -> Path:
    path = folder / "document.nq"
    path.write_text(one.text, "utf-8")
    return path


@pytest.mark.parametrize("name", CASES)
def test_all_doors_give_the_same_verdict(
    name: str, own_home: Path, client: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    one = CASES[name]
    doors: dict[str, Door] = {
        "validate": by_validate, "load": by_load, "HTTP": by_http, "check": by_check
    }  # fmt: skip
    verdicts = {door: ask(one, own_home, client, tmp_path) for door, ask in doors.items()}
    first = verdicts["load"]
    assert (first.conforms, first.violated) == (one.conforms, one.violated)
    for door, verdict in verdicts.items():
        assert verdict == first, door


# One of each kind of check across graphs; tests/graph/validation has all, by the gate itself.
BESIDE: Final = (
    "far-future", "decider-is-no-party", "second-municipality", "circle", "unknown-concept",
    "country-as-language", "date-of-another-year",
)  # fmt: skip


@pytest.mark.parametrize("name", BESIDE)
def test_a_mistake_that_shows_beside_other_graphs_is_told_alike(
    name: str, own_home: Path, client: httpx.Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LC_ALL", "C.UTF-8")
    mistake = mistakes()[name]
    one = Case(document(mistake.text).graphs)
    told = by_load(one, own_home, client, tmp_path)
    assert {finding[-1].rpartition("#")[2] for finding in told.found} == {mistake.shape}
    assert by_validate(one, own_home, client, tmp_path) == told
    assert by_http(one, own_home, client, tmp_path) == told


def test_a_graph_is_put_as_its_file_is_loaded(own_home: Path, tmp_path: Path) -> None:
    for name in ("one graph", "one graph with a violation"):
        one = CASES[name]
        file = written(one, tmp_path)
        (graph,) = one.graphs
        told = command("graph", "put", graph, file, "--dry-run", "--home", own_home)
        loaded = command("load", file, "--dry-run", "--home", own_home)
        assert told["reports"] == loaded["reports"]


def test_a_real_load_ends_as_the_doors_said(own_home: Path, tmp_path: Path) -> None:
    for one in CASES.values():
        shutil.copy(own_home / "ledger.sqlite", tmp_path)
        told = command("load", written(one, tmp_path), "--home", tmp_path)
        assert told["conforms"] is one.conforms
        taken = {change["graph"] for change in told["changes"]}
        assert taken == (set(one.graphs) if one.conforms else set())


def test_all_doors_refuse_another_graph_than_was_named(
    own_home: Path, client: httpx.Client, tmp_path: Path
) -> None:
    one = CASES["one graph"]
    file = written(one, tmp_path)
    told = []
    for words in (
        ("validate", file, "--graph", "source/other"),
        ("load", file, "--graph", "source/other", "--dry-run"),
        ("graph", "put", "source/other", file, "--dry-run"),
    ):
        with pytest.raises(UnusableInput, match="cannot go to source/other") as refused:
            command(*words, "--home", own_home)
        told.append(refused.value.what)
    headers = {"Content-Type": N_QUADS.media_type}
    response = client.post("/validate?graph=source/other", content=one.text, headers=headers)

    assert {*told, problem(response, 400)["detail"]} == {told[0]}
