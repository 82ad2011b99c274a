"""The TriG of one graph in the order of its record: the things, then the evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from typing import Final

from graph.prefixes import BASE, PREFIXES
from graph.records.evidence import TYPE
from graph.statements import Statement, grouped
from graph.terms import Term
from graph.trig_terms import TrigTerms

_THING: Final = re.compile(rf"{re.escape(BASE)}(id|concept)/([a-z-]+)/")
_EVIDENCE: Final = f"{BASE}id/evidence/"


def write_trig(graph: str, statements: Iterable[Statement], head: Iterable[str] = ()) -> str:
    """The text of a graph; the same statements in the same order give the same text.

    Args:
        graph: IRI of the graph.
        statements: its statements.
        head: lines of comments that stand before everything, without their ``#``.
    """
    ordered = grouped(statements)
    terms = TrigTerms(_spaces(graph, ordered), paths=True)
    name = terms.iri(graph)
    blocks = [
        _block(terms, subject, [*rows]) for subject, rows in groupby(ordered, lambda each: each[0])
    ]
    comments = [f"# {line}".rstrip() for line in head]
    return "\n".join([*comments, *terms.head(), "", f"{name} {{", "", "\n\n".join(blocks), "}", ""])


def _block(terms: TrigTerms, subject: str, rows: list[Statement]) -> str:
    by_verb: dict[str, list[Term]] = {}
    for each in rows:
        by_verb.setdefault(each.predicate, []).append(each.object)
    parts = [
        f"{'a' if verb == TYPE else terms.iri(verb)} "
        + ",\n      ".join(_term(terms, each) for each in objects)
        for verb, objects in by_verb.items()
    ]
    return f"  {terms.iri(subject)} " + " ;\n    ".join(parts) + " ."


def _term(terms: TrigTerms, term: Term) -> str:
    if term.kind == "uri":
        return terms.iri(term.value)
    return terms.literal(term.value, term.lang, term.datatype)


def _spaces(graph: str, statements: Iterable[Statement]) -> Mapping[str, str]:
    """Namespaces by prefix: a prefix for each type of thing and each scheme that is met."""
    found = {**PREFIXES, "graph": f"{BASE}graph/", "e": f"{_EVIDENCE}{graph.rpartition('/')[2]}-"}
    for iri in _iris(statements):
        if met := _THING.match(iri):
            found[met[2]] = met[0]
    return found


def _iris(statements: Iterable[Statement]) -> Iterator[str]:
    for each in statements:
        yield each.subject
        if each.object.kind == "uri":
            yield each.object.value
