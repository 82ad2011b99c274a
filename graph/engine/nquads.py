"""N-Quads lines of our own as statements."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import BlankNode, Literal, NamedNode, Quad, RdfFormat, Triple, parse

from graph.statements import Statement
from graph.terms import Term


def statements(lines: Iterable[str]) -> Iterator[Statement]:
    """The statements of N-Quads lines of the ledger, in their order; literals as they are written.

    Raises:
        SyntaxError: a line that is no N-Quads.
        ValueError: a blank node, which the ledger has none of.
    """
    for quad in parse("\n".join(lines).encode(), format=RdfFormat.N_QUADS):
        graph = quad.graph_name
        if not (isinstance(quad.subject, NamedNode) and isinstance(graph, NamedNode)):
            raise ValueError(f"not of the ledger: {quad}")
        yield Statement(quad.subject.value, quad.predicate.value, _value(quad.object), graph.value)


def lines(said: Iterable[Statement]) -> list[str]:
    """Statements of graphs as N-Quads lines of the ledger: sorted, each once.

    Raises:
        ValueError: an address or a language that RDF does not have.
    """
    return sorted(
        {f"{Quad(NamedNode(s), NamedNode(p), _term(o), NamedNode(g))} ." for s, p, o, g in said}
    )


def _term(term: Term) -> NamedNode | Literal:
    if term.kind == "uri":
        return NamedNode(term.value)
    if term.lang:
        return Literal(term.value, language=term.lang)
    return (
        Literal(term.value, datatype=NamedNode(term.datatype))
        if term.datatype
        else Literal(term.value)
    )


def _value(term: NamedNode | Literal | BlankNode | Triple) -> Term:
    if isinstance(term, NamedNode):
        return Term("uri", term.value)
    if not isinstance(term, Literal):
        raise ValueError(f"not of the ledger: {term}")
    if term.language:
        return Term("literal", term.value, term.language)
    return Term("literal", term.value, "", term.datatype.value)
