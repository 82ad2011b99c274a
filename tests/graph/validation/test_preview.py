"""What a preview says is what is there after the load, and nothing else is."""

from __future__ import annotations

import json
import tempfile
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Final

import pyoxigraph as ox
from hypothesis import example, given, settings
from hypothesis import strategies as st

from graph.data.shipped import shipped_graphs
from graph.engine.formats import TURTLE
from graph.engine.index import StoreIndex, build
from graph.engine.safe_parser import read_quads
from graph.identifiers import DERIVED_GRAPH, ONTOLOGY_GRAPH
from graph.ledger import Ledger, Put
from graph.validation.baseline import Baseline
from graph.validation.consequences import Consequences, state_changes
from graph.validation.context import CurrentGraphs
from graph.validation.preview import MOST, Preview, look_ahead
from ontology import EXAMPLES
from queries.library import question

# The possible states of things on days.
Days = Mapping[tuple[str, str], set[str]]
# What happens to parties, agreements and partnerships in most of the ways there are.
CASES: Final = (
    "commitment-with-recurrence",
    "ends-for-one-side",
    "framework-agreement-with-annex",
    "inherited-after-merger",
    "proposed-rejected-denied",
    "sources-that-disagree-south",
    "suspension-resumption-termination",
    "triangle-of-pairs",
)
SPELLS: Final = """
PREFIX vsk: <https://w3id.org/venskab/ontology#>
SELECT ?thing ?state ?first ?end WHERE {
  ?spell vsk:concerns ?thing ; vsk:possibleState ?state .
  OPTIONAL { ?spell vsk:spellFrom ?first } OPTIONAL { ?spell vsk:spellEndExclusive ?end }
}"""
TIES: Final = """
PREFIX vsk: <https://w3id.org/venskab/ontology#>
SELECT ?one ?other WHERE { ?one vsk:partnerOf ?other FILTER(STR(?one) < STR(?other)) }"""
DUTIES: Final = question("calendar-of-duties").bind({"since": "0001-01-01", "until": "9999-12-31"})
DUTY: Final = ("thing", "duty", "dueEarliest", "dueLatest")
CONFLICT: Final = ("thing", "property", "oneValue", "oneSource", "otherValue", "otherSource")


def lines_of(name: str) -> list[str]:
    data = (EXAMPLES / f"{name}.ttl").read_bytes()
    return read_quads(data, TURTLE.media_type, base=None, default_graph=None)


def graph_of(lines: Sequence[str]) -> str:
    return lines[0].rsplit(" ", 2)[1][1:-1]


ONTOLOGY: Final = shipped_graphs()[ONTOLOGY_GRAPH]
NORTH: Final = lines_of("sources-that-disagree-north")
SOUTH: Final = lines_of("sources-that-disagree-south")
EDITED: Final = {name: lines_of(name) for name in CASES}


@st.composite
def edits(draw: st.DrawFn) -> tuple[list[str], list[str]]:
    """Two contents of one graph: a source that has lost some of what it says of some things."""
    lines = EDITED[draw(st.sampled_from(CASES))]
    return draw(_less(lines)), draw(_less(lines))


def _less(lines: list[str]) -> st.SearchStrategy[list[str]]:
    dropped = st.sets(st.integers(0, len(lines) - 1), max_size=8)
    return dropped.map(lambda gone: [one for at, one in enumerate(lines) if at not in gone])


def column(store: ox.Store, text: str, *names: str) -> set[tuple[str, ...]]:
    solutions = store.query(text)
    assert isinstance(solutions, ox.QuerySolutions)
    return {tuple(row[name].value if row[name] else "" for name in names) for row in solutions}


def days_of(*stores: ox.Store) -> list[str]:
    """Every day on which a state changes, and one before and after all of them."""
    columns = ("first", "end")
    found = {day for store in stores for row in column(store, SPELLS, *columns) for day in row}
    return sorted(found - {""} | {"0001-01-01", "9999-12-31"})


def states(store: ox.Store, days: Iterable[str]) -> Days:
    """The possible states of each thing on days."""
    found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for thing, state, first, end in column(store, SPELLS, "thing", "state", "first", "end"):
        for day in days:
            if first <= day and (not end or day < end):
                found[thing, day].add(state)
    return found


def changed(before: Days, after: Days) -> dict[tuple[str, str], tuple[set[str], set[str]]]:
    """The things that have other states on a day."""
    both = {key: (before.get(key, set()), after.get(key, set())) for key in {*before, *after}}
    return {key: (one, other) for key, (one, other) in both.items() if one != other}


def told(
    preview: Consequences, days: Iterable[str]
) -> dict[tuple[str, str], tuple[set[str], set[str]]]:
    """The same, as a preview says it."""
    return {
        (one.thing, day): (set(one.before), set(one.after))
        for one in preview.states
        for day in days
        if one.first <= day and (not one.end or day < one.end)
    }


def foreseen(
    ledger: Ledger, new: Mapping[str, list[str]]
) -> tuple[Preview, StoreIndex, StoreIndex]:
    """A preview of a change, and the indexes before and after it was made."""
    current = CurrentGraphs(ledger)
    preview = look_ahead(current, new, Baseline.of(ledger, current))
    before = build(ledger.path)
    ledger.apply([Put(*each) for each in new.items()], actor="test")
    return preview, before, build(ledger.path)


@settings(max_examples=12)
@given(edits())
@example((EDITED["inherited-after-merger"][:40], EDITED["inherited-after-merger"]))
@example((SOUTH[:5], SOUTH))
def test_what_it_says_is_the_difference(edit: tuple[list[str], list[str]]) -> None:
    old, new = edit
    graphs = {ONTOLOGY_GRAPH: ONTOLOGY, graph_of(NORTH): NORTH, graph_of(old): old}
    with tempfile.TemporaryDirectory() as folder, Ledger.open(Path(folder) / "l.sqlite") as ledger:
        ledger.apply([Put(*each) for each in graphs.items()], actor="test")
        preview, before, after = foreseen(ledger, {graph_of(new): new})
    follows = preview.consequences
    assert follows is not None
    held = set(graphs.get(graph_of(new), ()))
    (change,) = preview.statements.graphs
    assert set(change.added) == set(new) - held
    assert set(change.removed) == held - set(new)
    days = days_of(before.store, after.store)
    real = changed(states(before.store, days), states(after.store, days))
    assert told(follows, days) == real
    for difference, text, names in (
        (follows.ties, TIES, ("one", "other")),
        (follows.duties, DUTIES, DUTY),
        (follows.conflicts, question("source-conflicts").bind({}), CONFLICT),
    ):
        one, other = (column(index.store, text, *names) for index in (before, after))
        assert set(difference.appearing) == other - one
        assert set(difference.vanishing) == one - other


def spell(thing: str, name: str, state: str, first: str = "", end: str = "") -> list[str]:
    base = "https://w3id.org/venskab/"
    said = [("concerns", f"<{thing}>"), ("possibleState", f"<{base}concept/state/{state}>")]
    days = (("spellFrom", first), ("spellEndExclusive", end))
    said += [(one, f'"{day}"^^<http://www.w3.org/2001/XMLSchema#date>') for one, day in days if day]
    graph = f"<{DERIVED_GRAPH}>"
    return [f"<x:{name}> <{base}ontology#{one}> {value} {graph} ." for one, value in said]


def test_a_stretch_that_differs_alike_is_told_once() -> None:
    before = spell("x:a", "1", "in-force", "2000-01-01")
    split = spell("x:a", "2", "in-force", "2000-01-01", "2010-01-01")
    split += spell("x:a", "3", "in-force", "2010-01-01", "2020-01-01")
    split += spell("x:a", "4", "ended", "2020-01-01")
    assert list(state_changes(before, before)) == []
    (change,) = state_changes(before, split)
    assert (change.first, change.end) == ("2020-01-01", "")
    (vanishing,) = state_changes(split[:8], [])
    assert (vanishing.first, vanishing.end) == ("2000-01-01", "2020-01-01")
    assert vanishing.after == ()


def test_much_is_counted_and_little_is_listed(tmp_path: Path) -> None:
    lines = EDITED["inherited-after-merger"]
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.put(ONTOLOGY_GRAPH, ONTOLOGY, actor="test")
        preview, _, _ = foreseen(ledger, {graph_of(lines): lines})
    (graph,) = preview.as_dict("da")["graphs"]
    assert graph["added"]["count"] == len(lines) > MOST
    assert len(graph["added"]["listed"]) == MOST
    assert json.loads(json.dumps(preview.as_dict("en")))["removes"] is False


def test_a_baseline_follows_its_ledger_and_forgets_what_was_only_foreseen(tmp_path: Path) -> None:
    lines = EDITED["inherited-after-merger"]
    graph = graph_of(lines)
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.put(ONTOLOGY_GRAPH, ONTOLOGY, actor="test")
        current = CurrentGraphs(ledger)
        followed = Baseline.of(ledger, current)
        assert followed.derived.number == 0
        for change in (lines, lines[5:], lines[:-5], None):
            come, gone = followed.after(NORTH, [])
            assert come
            assert not gone
            if change:
                ledger.put(graph, change, actor="test")
            else:
                ledger.withdraw(graph, actor="test")
            current.update(ledger)
            followed.update(ledger, current)
            anew = Baseline.of(ledger, CurrentGraphs(ledger))
            assert sorted(followed.derived.lines()) == sorted(anew.derived.lines())
            assert bool(followed.derived.number) is bool(change)


def test_a_value_of_which_sources_disagree_has_its_name(tmp_path: Path) -> None:
    north, south = (lines_of(f"kinds-that-disagree-{name}") for name in ("north", "south"))
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        graphs = {ONTOLOGY_GRAPH: ONTOLOGY, graph_of(north): north}
        ledger.apply([Put(*each) for each in graphs.items()], actor="test")
        preview, _, _ = foreseen(ledger, {graph_of(south): south})
    (conflict,) = preview.as_dict("en")["conflicts"]["appearing"]["listed"]
    assert {each["value_label"] for each in conflict["values"]} == {"suspended", "terminated"}
