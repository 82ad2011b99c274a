"""Every shape has a file that passes and one that fails, with the exact number of findings.

The cases are the files ``shapes/<entity>/<case>.valid.ttl`` and ``….invalid.ttl``. The first line
of each says how many findings there are, and of which shape: a new shape needs two files and no
line of Python.
"""

from __future__ import annotations

import re
import warnings
from functools import cache
from pathlib import Path

import pyshacl
import pytest
from rdflib import Graph, URIRef
from rdflib.namespace import RDF, SH

from graph.engine.safe_parser import read_quads
from graph.validation import turbo_engine
from graph.validation.python_checks import CHECKS
from graph.validation.shacl import ValidationReport, validate
from graph.validation.shapes import VSH
from ontology import ROOT, SCHEMES, SHAPES

CASES = Path(__file__).parent / "shapes"
SOURCE = "https://w3id.org/venskab/graph/source/example"
FILES = sorted(CASES.glob("*/*.ttl"))
HEADER = re.compile(r"# results: (?P<count>\d+)  shape: (?P<shape>[A-Za-z0-9-]+)")


def lines(file: Path, graph: str = SOURCE) -> list[str]:
    return read_quads(file.read_bytes(), "text/turtle", base=None, default_graph=graph)


@cache
def surroundings() -> list[str]:
    return lines(CASES / "reference.ttl", SOURCE + "-surroundings")


@cache
def report(file: Path) -> ValidationReport:
    return validate(lines(file), reference=surroundings())


def promised(file: Path) -> tuple[int, str]:
    header = HEADER.fullmatch(file.read_text(encoding="utf-8").splitlines()[0])
    assert header, f"{file}: the first line must read '# results: N  shape: NAME'"
    return int(header["count"]), header["shape"]


@cache
def all_shapes() -> Graph:
    graph = Graph()
    for file in sorted(SHAPES.glob("*.ttl")):
        graph.parse(file, format="turtle")
    return graph


def judging_shapes() -> set[str]:
    """Shapes that speak to the reader and are judged here; the mistakes have the others."""
    speaking = set(all_shapes().subjects(SH.message, None))
    across = set(Graph().parse(SHAPES / "across-graphs.ttl").subjects(SH.message, None))
    return {str(shape).removeprefix(str(VSH)) for shape in speaking - across}


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_the_findings_are_those_of_the_header(file: Path) -> None:
    count, shape = promised(file)
    found = [one.shape.removeprefix(str(VSH)) for one in report(file).results]
    assert found == [shape] * count
    # Without it, tests/graph/validation/test_engines.py says that it is missing.
    if turbo_engine.installed():
        by_turbo = validate(lines(file), reference=surroundings(), engine=turbo_engine.report)
        assert by_turbo == report(file)


@pytest.mark.parametrize("shape", sorted(judging_shapes()))
def test_every_shape_passes_one_file_and_fails_another(shape: str) -> None:
    of_it = [file for file in FILES if promised(file)[1] == shape]
    passing = {
        file for file in of_it if file.name.endswith(".valid.ttl") and promised(file)[0] == 0
    }
    failing = {file for file in of_it if file.name.endswith(".invalid.ttl") and promised(file)[0]}
    assert passing, f"no file passes {shape}"
    assert failing, f"no file fails {shape}"


def test_every_case_is_a_pair() -> None:
    stems = {file.name.removesuffix(".ttl") for file in FILES}
    cases = {stem.rsplit(".", 1)[0] for stem in stems}
    assert {f"{case}.{kind}" for case in cases for kind in ("valid", "invalid")} == stems


def test_every_shape_has_an_iri_and_speaks_both_languages() -> None:
    graph = all_shapes()
    for kind in (SH.NodeShape, SH.PropertyShape):
        for shape in graph.subjects(RDF.type, kind):
            assert isinstance(shape, URIRef), "a shape without an IRI"
            texts = list(graph.objects(shape, SH.message))
            languages = sorted(getattr(text, "language", "") or "" for text in texts)
            assert languages in ([], ["da", "en"]), shape


def test_what_can_fail_has_a_message() -> None:
    graph = all_shapes()
    constraining = set(graph.subjects(RDF.type, SH.PropertyShape))
    constraining |= set(graph.subjects(SH.sparql, None))
    assert {shape for shape in constraining if (shape, SH.message, None) not in graph} == set()


def test_every_property_shape_is_named_in_both_languages_and_used() -> None:
    graph = all_shapes()
    for shape in graph.subjects(RDF.type, SH.PropertyShape):
        names = sorted(
            getattr(name, "language", "") or "" for name in graph.objects(shape, SH.name)
        )
        assert names == ["da", "en"], shape
        assert (None, SH.property, shape) in graph, f"{shape} hangs on no node shape"


def findings_of_shacl_alone(file: Path) -> set[tuple[str, str, str]]:
    """Focus, path and shape by pySHACL without the gate, with the rules for every thing."""
    case, data, shapes = Graph().parse(file, format="turtle"), Graph(), Graph()
    for path in (file, CASES / "reference.ttl", *ROOT.glob("*.ttl"), *SCHEMES.glob("*.ttl")):
        data.parse(path, format="turtle")
    for name in ("thing", "shapes"):
        shapes.parse(SHAPES / f"{name}.ttl", format="turtle")
    shapes.remove((None, SH.targetClass, None))
    shapes.remove((None, SH.targetSubjectsOf, None))
    for subject in case.subjects(RDF.type, None):
        for shape in CHECKS:
            shapes.add((shape, SH.targetNode, subject))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)
        _, found, _ = pyshacl.validate(data, shacl_graph=shapes)
    assert isinstance(found, Graph)
    return {
        (str(found.value(one, SH.focusNode)), str(found.value(one, SH.resultPath)), str(shape))
        for one, shape in found.subject_objects(SH.sourceShape)
    }


@pytest.mark.parametrize(
    "file", sorted(CASES.glob("thing/*.invalid.ttl")), ids=lambda file: file.stem
)
def test_the_gate_finds_what_shacl_finds_in_the_rules_for_every_thing(file: Path) -> None:
    by_gate = {
        (one.focus, one.path, one.shape)
        for one in report(file).results
        if URIRef(one.shape) in CHECKS
    }
    assert by_gate == findings_of_shacl_alone(file)
