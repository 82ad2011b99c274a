"""What the tables must hold, asked of the graph in SPARQL, column by column."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable

import pyoxigraph as ox

from graph.exports.table import TABLES, ExportColumn, ExportTable
from graph.prefixes import BASE, EDTF
from graph.time.edtf_dates import bounds

Row = tuple[object, ...]
Terms = dict[str, set[ox.NamedNode | ox.Literal]]
LABELS = (
    "http://www.w3.org/2004/02/skos/core#prefLabel",
    "http://www.w3.org/2000/01/rdf-schema#label",
    "http://www.w3.org/2004/02/skos/core#altLabel",
)


class Oracle:
    """Expected rows of every table.

    Args:
        store: all named graphs, and nothing in the default graph.
    """

    def __init__(self, store: ox.Store) -> None:
        self._store = store
        self._known: dict[str, Terms] = {}

    def rows(self, table: ExportTable) -> set[Row]:
        """The rows of a table, but for rows that only make a key lead on."""
        own = {
            "graphs": self._graphs,
            "things": self._named,
            "names": lambda: self._literals(lambda p, lang: p in LABELS),
            "notes": lambda: self._literals(lambda p, lang: p not in LABELS and lang != "und"),
            "dates": self._dates,
            "statements_by": self._said,
            "conflicts": self._conflicts,
        }
        if table.name in own:
            return own[table.name]()
        return self._links(table) if table.link else self._of_things(table)

    def _graphs(self) -> set[Row]:
        text = "SELECT ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?g"
        kinds = {g: g.removeprefix(f"{BASE}graph/").split("/")[0] for g, _ in self._texts(text)}
        return {(g, kinds[g], int(n)) for g, n in self._texts(text)}

    def _named(self) -> set[Row]:
        return {
            (each, self._type(each), self._name(each, "da"), self._name(each, "en"))
            for each in self._things()
        }

    def _said(self) -> set[Row]:
        text = "SELECT ?s ?g (COUNT(*) AS ?n) { GRAPH ?g { ?s ?p ?o } } GROUP BY ?s ?g"
        things = self._things()
        return {(s, g, int(n)) for s, g, n in self._texts(text) if s in things}

    def _texts(self, text: str) -> list[list[str]]:
        found = self._store.query(text, use_default_graph_as_union=True)
        assert isinstance(found, ox.QuerySolutions)
        return [[term.value for term in row] for row in found]

    def _of_class(self, classes: Iterable[str]) -> set[str]:
        values = " ".join(f"<{each}>" for each in classes)
        return {
            s for (s,) in self._texts(f"SELECT DISTINCT ?s {{ VALUES ?c {{ {values} }} ?s a ?c }}")
        }

    def _things(self) -> set[str]:
        return self._of_class({c for table in TABLES if table.named for c in table.classes})

    def _type(self, thing: str) -> str:
        known = {c for table in TABLES if table.named for c in table.classes}
        found = self._texts(f"SELECT DISTINCT ?c {{ <{thing}> a ?c }}")
        return " ".join(sorted(re.split("[#/]", c)[-1] for (c,) in found if c in known))

    def _values(self, predicate: str) -> Terms:
        if predicate not in self._known:
            text = f"SELECT DISTINCT ?s ?o {{ ?s <{predicate}> ?o }}"
            found = self._store.query(text, use_default_graph_as_union=True)
            assert isinstance(found, ox.QuerySolutions)
            values: Terms = defaultdict(set)
            for row in found:
                values[row["s"].value].add(row["o"])
            self._known[predicate] = values
        return self._known[predicate]

    def _name(self, thing: str, lang: str) -> str | None:
        by_rank = [
            (order, rank, term.language or "", term.value)
            for rank, label in enumerate(LABELS[:2])
            for term in self._values(label).get(thing, ())
            if isinstance(term, ox.Literal)
            for order in [_rank(term.language or "", lang)]
        ]
        # Beyond the languages looked for, the first tag decides, whichever label has it.
        ranked = sorted((o, r if o < 4 else 0, tag, text) for o, r, tag, text in by_rank)
        return ranked[0][3] if ranked else None

    def _literals(self, wanted: Callable[[str, str], bool]) -> set[Row]:
        text = "SELECT ?s ?p ?o ?g { GRAPH ?g { ?s ?p ?o } FILTER(isLiteral(?o)) }"
        found = self._store.query(text)
        assert isinstance(found, ox.QuerySolutions)
        things = self._things()
        rows: set[Row] = set()
        for row in found:
            s, p, o, g = (row[name] for name in "spog")
            lang = o.language or "und"
            if s.value in things and wanted(p.value, lang):
                rows.add((s.value, p.value, o.value, lang, g.value))
        return rows

    def _dates(self) -> set[Row]:
        text = f"SELECT ?s ?p ?o ?g {{ GRAPH ?g {{ ?s ?p ?o }} FILTER(DATATYPE(?o) = <{EDTF}>) }}"
        things = self._things()
        rows: set[Row] = set()
        for s, p, o, g in self._texts(text):
            if s in things:
                rows.add((s, p, o, _iso(bounds(o).earliest), _iso(bounds(o).latest), g))
        return rows

    def _conflicts(self) -> set[Row]:
        rows: set[Row] = set()
        for table in TABLES:
            for column in table.columns if table.named else ():
                several = column.predicate and not (column.lang or column.through)
                if several and column.cell not in ("has", "earliest", "latest"):
                    rows |= self._disputed(table, column)
        return rows

    def _disputed(self, table: ExportTable, column: ExportColumn) -> set[Row]:
        mine = self._of_class(table.classes)
        rows: set[Row] = set()
        for thing, terms in self._values(column.predicate).items():
            texts = {t.value for t in terms if t.value.startswith(column.prefix)}
            if thing in mine and len(texts) > 1:
                text = f"SELECT ?o ?g {{ GRAPH ?g {{ <{thing}> <{column.predicate}> ?o }} }}"
                rows |= {
                    (thing, column.predicate, o, g) for o, g in self._texts(text) if o in texts
                }
        return rows

    def _links(self, table: ExportTable) -> set[Row]:
        assert table.link
        mine = self._of_class(table.classes) if table.classes else None
        rows: set[Row] = set()
        for predicate, role in table.link.properties.items():
            text = f"SELECT ?s ?o ?g {{ GRAPH ?g {{ ?s <{predicate}> ?o }} }}"
            for s, o, g in self._texts(text):
                if mine is None or s in mine:
                    rows.add((s, role, o, g) if table.link.has_roles else (s, o, g))
        return rows

    def _of_things(self, table: ExportTable) -> set[Row]:
        return {
            tuple(self._cell(thing, column) for column in table.columns)
            for thing in self._of_class(table.classes)
        }

    def _cell(self, thing: str, column: ExportColumn) -> object:
        if column.cell == "key":
            return thing
        if column.cell == "name":
            return self._name(thing, column.lang)
        if column.cell in ("earliest", "latest"):
            return self._bound(thing, column)
        terms = self._values(column.predicate).get(thing, set())
        if column.through:
            far = self._values(column.through).get(thing, set())
            terms = {t for f in far for t in self._values(column.predicate).get(f.value, ())}
        if column.cell == "has":
            return int(any(term.value == column.value for term in terms))
        return _typed(column, terms)

    def _bound(self, thing: str, column: ExportColumn) -> str | None:
        end = column.cell
        stated = column.predicate.removesuffix(end.capitalize())
        texts = [t.value for t in self._values(stated).get(thing, ()) if _is_edtf(t)]
        if not texts:
            derived = sorted(t.value for t in self._values(column.predicate).get(thing, ()))
            return (derived[0] if end == "earliest" else derived[-1]) if derived else None
        days = [getattr(bounds(text), end) for text in texts]
        if None in days:
            return None
        return _iso(min(days) if end == "earliest" else max(days))


def _rank(language: str, wanted: str) -> int:
    order = (wanted, "en", "da", "")
    return order.index(language) if language in order else len(order)


def _is_edtf(term: object) -> bool:
    return isinstance(term, ox.Literal) and term.datatype.value == EDTF


def _iso(day: object) -> str | None:
    return str(day) if day else None


def _typed(column: ExportColumn, terms: set[ox.NamedNode | ox.Literal]) -> object:
    texts = {t.value for t in terms if t.value.startswith(column.prefix)}
    if column.lang:
        spoken = [t for t in terms if isinstance(t, ox.Literal)]
        fitting = {t.value for t in spoken if t.language == column.lang}
        texts = fitting or {t.value for t in spoken if not t.language}
    if len(texts) != 1:
        return None
    text = texts.pop().removeprefix(column.prefix)
    match column.datatype:
        case "integer":
            return int(text)
        case "boolean":
            return int(text == "true")
        case "double" if column.cell == "number":
            return float(text)
        case "double":
            longitude, latitude = (float(part) for part in re.findall(r"[-0-9.]+", text))
            return longitude if column.cell == "longitude" else latitude
    return text
