"""TriG with one possible text for one set of triples: sorted, and never a blank node."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import RDF, XSD

from graph.importers.graph_builder import Term, Triple

_LOCAL = re.compile(r"[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?")
_ESCAPES = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r", "\t": "\\t"})
_BARE = {
    str(XSD.integer): re.compile(r"[+-]?\d+"),
    str(XSD.decimal): re.compile(r"[+-]?\d*\.\d+"),
}


def write_trig(graph: str, triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """The text of one named graph.

    Args:
        graph: IRI of the graph.
        triples: its triples, in any order.
        prefixes: namespace by prefix; those not needed are left out.

    Returns:
        TriG that ends with a line break; the same triples and prefixes give the same text.
    """
    writer = _Writer(prefixes)
    name = writer.term(URIRef(graph))
    ordered = sorted(set(triples), key=_order)
    blocks = [writer.block(s, list(rows)) for s, rows in groupby(ordered, key=lambda t: t[0])]
    head = [f"@prefix {p}: <{prefixes[p]}> ." for p in sorted(writer.used)]
    return "\n".join([*head, "", f"{name} {{", "\n\n".join(blocks), "}", ""])


def write_files(texts: Mapping[str, str], out: Path) -> list[Path]:
    """Writes texts into a folder, which is made when it is not there.

    Args:
        texts: text of each file by its name.
        out: the folder.

    Returns:
        The files, in the order written.
    """
    out.mkdir(parents=True, exist_ok=True)
    for name, text in texts.items():
        (out / name).write_bytes(text.encode("utf-8"))
    return [out / name for name in texts]


def _order(triple: Triple) -> tuple[str, bool, str, str]:
    subject, predicate, value = triple
    return str(subject), predicate != RDF.type, str(predicate), value.n3()


class _Writer:
    """Writes terms and keeps which prefixes they needed."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        # The longest namespace first: the one for municipalities before the one for all things.
        self._spaces = sorted(prefixes.items(), key=lambda pair: (-len(pair[1]), pair[0]))
        self.used: set[str] = set()

    def block(self, subject: URIRef, rows: list[Triple]) -> str:
        parts = []
        for predicate, group in groupby(rows, key=lambda t: t[1]):
            verb = "a" if predicate == RDF.type else self.term(predicate)
            values = ",\n        ".join(self.term(value) for _, _, value in group)
            parts.append(f"{verb} {values}")
        return f"  {self.term(subject)}\n    " + " ;\n    ".join(parts) + " ."

    def term(self, term: Term) -> str:
        return self._literal(term) if isinstance(term, Literal) else self._iri(str(term))

    def _iri(self, iri: str) -> str:
        for prefix, space in self._spaces:
            if iri.startswith(space) and _LOCAL.fullmatch(iri, len(space)):
                self.used.add(prefix)
                return f"{prefix}:{iri[len(space) :]}"
        return f"<{iri}>"

    def _literal(self, literal: Literal) -> str:
        datatype = str(literal.datatype or "")
        if datatype in _BARE and _BARE[datatype].fullmatch(str(literal)):
            return str(literal)
        text = f'"{str(literal).translate(_ESCAPES)}"'
        if literal.language:
            return f"{text}@{literal.language}"
        if not datatype or datatype == str(XSD.string):
            return text
        return f"{text}^^{self._iri(datatype)}"
