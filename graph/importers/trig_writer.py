"""TriG with one possible text for one set of triples: sorted, and never a blank node."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import groupby
from pathlib import Path

from rdflib import Literal, URIRef
from rdflib.namespace import RDF

from graph.importers.graph_builder import Term, Triple
from graph.trig_terms import TrigTerms


def write_trig(graph: str, triples: Iterable[Triple], prefixes: Mapping[str, str]) -> str:
    """The text of one named graph.

    Args:
        graph: IRI of the graph.
        triples: its triples, in any order.
        prefixes: namespace by prefix; those not needed are left out.

    Returns:
        TriG that ends with a line break; the same triples and prefixes give the same text.
    """
    terms = TrigTerms(prefixes)
    name = terms.iri(graph)
    ordered = sorted(set(triples), key=_order)
    blocks = [_block(terms, s, list(rows)) for s, rows in groupby(ordered, key=lambda t: t[0])]
    return "\n".join([*terms.head(), "", f"{name} {{", "\n\n".join(blocks), "}", ""])


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


def _block(terms: TrigTerms, subject: URIRef, rows: list[Triple]) -> str:
    parts = []
    for predicate, group in groupby(rows, key=lambda t: t[1]):
        verb = "a" if predicate == RDF.type else terms.iri(str(predicate))
        values = ",\n        ".join(_term(terms, value) for _, _, value in group)
        parts.append(f"{verb} {values}")
    return f"  {terms.iri(str(subject))}\n    " + " ;\n    ".join(parts) + " ."


def _term(terms: TrigTerms, term: Term) -> str:
    if isinstance(term, Literal):
        return terms.literal(str(term), term.language or "", str(term.datatype or ""))
    return terms.iri(str(term))
