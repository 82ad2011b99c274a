"""The engines find the same, on the shipped graph and on altered data.

``tests/ontology/test_shapes.py`` has the same of the case of each shape.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from random import Random

import pytest

from benchmarks.synthetic import generate
from graph.data.shipped import shipped_graphs
from graph.identifiers import ONTOLOGY_GRAPH
from graph.prefixes import BASE, EDTF
from graph.validation import pyshacl_engine, turbo_engine
from graph.validation.quad_lines import GraphContent, parted
from graph.validation.report import ValidationResult
from graph.validation.shacl import judge
from graph.validation.surroundings import Surroundings
from tests.shared import lacking

ALTERED = 40


@pytest.fixture(autouse=True, scope="module")
def engine() -> None:
    if not turbo_engine.installed():
        lacking("venskab[check]")


def by_both(
    graphs: Mapping[str, Sequence[str]], judged: Sequence[str]
) -> Iterator[tuple[list[ValidationResult], list[ValidationResult]]]:
    """The findings in graphs beside all others, by the one engine and by the other."""
    beside = Surroundings({name: GraphContent(list(lines)) for name, lines in graphs.items()})
    for name in judged:
        around = list(beside.around(name, beside.neighbours(name)))
        yield (
            judge(graphs[name], around, turbo_engine.report),
            judge(graphs[name], around, pyshacl_engine.report),
        )


def test_the_shipped_graph() -> None:
    graphs = {name: lines for name, lines in shipped_graphs().items() if name != ONTOLOGY_GRAPH}
    for fast, exact in by_both(graphs, list(graphs)):
        assert fast == exact


def altered(lines: Sequence[str], chance: Random) -> list[str]:
    """Lines with a few of them lost, said of something else, or given another value."""
    graph = parted(lines[0]).graph
    terms = [parted(line) for line in lines]
    wrong = (f'"2019-13"^^<{EDTF}>', f'"2001/1999"^^<{EDTF}>', '"text"', '"010203-1234"@da',
             f"<{BASE}id/municipality/none>", f"<{BASE}concept/organ/none>")  # fmt: skip
    for _ in range(chance.randint(1, 6)):
        place = chance.randrange(len(terms))
        line, other = terms[place], chance.choice(terms)
        terms[place] = chance.choice((
            line._replace(object=other.object),
            line._replace(object=chance.choice(wrong)),
            line._replace(subject=other.subject),
            line._replace(predicate=other.predicate),
            other,
        ))  # fmt: skip
    return sorted({f"{s} {p} {o} {graph} ." for s, p, o, _ in terms})


def test_altered_data() -> None:
    chance = Random(7)
    whole = {each.iri: each.lines for each in generate(8_000)}
    sources = [name for name in whole if "/source/" in name]
    shapes: set[str] = set()
    for number in range(ALTERED):
        name = sources[number % len(sources)]
        graphs = whole | {name: altered(whole[name], chance)}
        ((fast, exact),) = by_both(graphs, [name])
        assert fast == exact
        shapes.update(one.shape for one in fast)
    assert len(shapes) > 25


def test_two_sources_that_differ_are_judged_each_by_itself() -> None:
    chance = Random(11)
    graphs = {each.iri: each.lines for each in generate(4_000)}
    first, second = [name for name in graphs if "/source/" in name][-2:]
    # The second repeats the first with other values: its graph is another.
    repeated = altered(graphs[first], chance)
    graphs[second] = [line.replace(f"<{first}> .", f"<{second}> .") for line in repeated]
    for fast, exact in by_both(graphs, [first, second]):
        assert fast == exact
