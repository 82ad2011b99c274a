"""How the tests of the cases ask the shipped graph."""

from __future__ import annotations

from pyoxigraph import QuerySolutions, Store

from graph.prefixes import BASE
from queries.library import library
from tests.graph.facts import founding_documents

KINDS = ("network", "network-membership", "organisation")
PROLOGUE = founding_documents.PROLOGUE + "".join(
    f"PREFIX {kind}: <{BASE}id/{kind}/>\n" for kind in KINDS
)
GRAPHS = ("source/", "curation/", "reference/")


def short(term: object) -> str:
    """A literal's text, or an IRI of ours as ``type/slug`` or, of a graph, ``source/slug``."""
    return founding_documents.short(term).removeprefix(f"{BASE}graph/")


def named(thing: str) -> str:
    """A thing as SPARQL writes it: ``kind:slug`` as it is, ``kind/slug`` as an IRI of ours."""
    if ":" in thing:
        return thing
    return f"<{BASE}{'graph/' if thing.startswith(GRAPHS) else 'id/'}{thing}>"


def on(day: str) -> str:
    """The pattern of a spell that covers a day."""
    return f"""?spell vsk:possibleState ?state .
        OPTIONAL {{ ?spell vsk:spellFrom ?from }}
        OPTIONAL {{ ?spell vsk:spellEndExclusive ?before }}
        FILTER (!BOUND(?from) || ?from <= "{day}"^^xsd:date)
        FILTER (!BOUND(?before) || ?before > "{day}"^^xsd:date)"""


class Asked:
    """Questions to the union of all graphs, and to each graph by itself."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def rows(self, query: str) -> list[tuple[str, ...]]:
        found = self._solutions(PROLOGUE + query)
        return [tuple("" if value is None else short(value) for value in row) for row in found]

    def values(self, thing: str, path: str) -> set[str]:
        return {row[0] for row in self.rows(f"SELECT ?value {{ {named(thing)} {path} ?value }}")}

    def said(self, thing: str, path: str) -> set[tuple[str, str]]:
        """Each graph that says it, with what it says."""
        rows = self.rows(f"SELECT ?g ?value {{ GRAPH ?g {{ {named(thing)} {path} ?value }} }}")
        return {(graph, value) for graph, value in rows}

    def states(self, thing: str, day: str) -> set[str]:
        """What it may be on a day: one state means that it is certain."""
        rows = self.rows(f"SELECT ?state {{ {named(thing)} ^vsk:concerns ?spell . {on(day)} }}")
        return {state.removeprefix("state/") for (state,) in rows}

    def certain(self, pattern: str, day: str) -> set[str]:
        """Each ``?who`` of a pattern whose ``?part`` is certainly in force on a day."""
        rows = self.rows(
            f"""SELECT ?who (COUNT(DISTINCT ?state) AS ?states) (SAMPLE(?state) AS ?one) {{
                {pattern} ?part ^vsk:concerns ?spell . {on(day)} }} GROUP BY ?who"""
        )
        return {who for who, states, one in rows if (states, one) == ("1", "state/in-force")}

    def holders(self, partnership: str, day: str) -> set[str]:
        """The parties that are certainly in force in it on a day."""
        return self.certain(f"?part vsk:inPartnership {named(partnership)} ; vsk:party ?who .", day)

    def library(self, name: str, **parameters: str) -> list[dict[str, str]]:
        """The rows of a question of the library, by the names of their columns."""
        found = self._solutions(library()[name].bind(parameters))
        names = [variable.value for variable in found.variables]
        return [
            {one: "" if (value := row[one]) is None else short(value) for one in names}
            for row in found
        ]

    def _solutions(self, query: str) -> QuerySolutions:
        found = self._store.query(query, use_default_graph_as_union=True)
        assert isinstance(found, QuerySolutions)
        return found
