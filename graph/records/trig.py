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

_LOCAL: Final = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_/-]*[A-Za-z0-9_])?")
_THING: Final = re.compile(rf"{re.escape(BASE)}(id|concept)/([a-z-]+)/")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_XSD: Final = PREFIXES["xsd"]
_BARE: Final = {
    _XSD + "integer": re.compile(r"[+-]?[0-9]+"),
    _XSD + "boolean": re.compile(r"true|false"),
}
_EVIDENCE: Final = f"{BASE}id/evidence/"


def write_trig(graph: str, statements: Iterable[Statement], head: Iterable[str] = ()) -> str:
    """The text of a graph; the same statements in the same order give the same text.

    Args:
        graph: IRI of the graph.
        statements: its statements.
        head: lines of comments that stand before everything, without their ``#``.
    """
    ordered = grouped(statements)
    writer = _Writer(graph, ordered)
    name = writer.iri(graph)
    blocks = [
        writer.block(subject, [*rows]) for subject, rows in groupby(ordered, lambda each: each[0])
    ]
    prefixes = [f"@prefix {prefix}: <{writer.spaces[prefix]}> ." for prefix in sorted(writer.used)]
    comments = [f"# {line}".rstrip() for line in head]
    return "\n".join([*comments, *prefixes, "", f"{name} {{", "", "\n\n".join(blocks), "}", ""])


class _Writer:
    """Writes terms and keeps which prefixes they needed."""

    def __init__(self, graph: str, statements: Iterable[Statement]) -> None:
        self.spaces = _spaces(graph, statements)
        self._longest = sorted(self.spaces.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        self.used: set[str] = set()

    def block(self, subject: str, rows: list[Statement]) -> str:
        by_verb: dict[str, list[Term]] = {}
        for each in rows:
            by_verb.setdefault(each.predicate, []).append(each.object)
        parts = [
            f"{'a' if verb == TYPE else self.iri(verb)} "
            + ",\n      ".join(self.term(each) for each in objects)
            for verb, objects in by_verb.items()
        ]
        return f"  {self.iri(subject)} " + " ;\n    ".join(parts) + " ."

    def term(self, term: Term) -> str:
        if term.kind == "uri":
            return self.iri(term.value)
        if term.datatype in _BARE and _BARE[term.datatype].fullmatch(term.value):
            return term.value
        text = f'"{term.value.translate(_ESCAPES)}"'
        if term.lang:
            return f"{text}@{term.lang}"
        plain = term.datatype in ("", _XSD + "string")
        return text if plain else f"{text}^^{self.iri(term.datatype)}"

    def iri(self, iri: str) -> str:
        for prefix, space in self._longest:
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                self.used.add(prefix)
                local = iri[len(space) :].replace("/", "\\/")
                return f"{prefix}:{local}"
        return f"<{iri}>"


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
