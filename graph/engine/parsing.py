"""Turns the bytes of one RDF file into sorted N-Quads lines.

It runs in the reading child (:mod:`graph.engine.parser_main`), so it imports little.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any, Final
from xml.parsers import expat

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    RdfFormat,
    Triple,
    parse,
)

from graph.engine.contexts import remote_contexts, substitute, too_deep
from graph.engine.parser_messages import sentence
from graph.engine.skolem import skolemised
from graph.texts import N_, packed, unpacked

JSON_LD: Final = "application/ld+json"
RDF_XML: Final = "application/rdf+xml"
JSON_DEPTH: Final = 100
TYPE: Final = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
UNRESOLVED: Final = "https://unresolved.invalid/"
_DOCTYPE: Final = re.compile(r"\s*(?:<\?.*?\?>\s*|<!--.*?-->\s*)*<!DOCTYPE", re.S | re.I)
_ENCODING: Final = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_POSITION: Final = re.compile(
    r"^Parser error (?:at|between) line \d+.*?(?:columns? \d+(?: and (?:column )?\d+)?): "
)
_QUOTED: Final = re.compile(r"'([^']+)'")
_SCHEME: Final = "No scheme found in an absolute IRI"

Groups = dict[str, list[str]]


@dataclass
class ParsingProblem(Exception):
    """Why a file cannot be read, in one sentence, with its place where that is known."""

    what: str
    hint: str = ""
    line: int | None = None
    column: int | None = None
    syntax: bool = False  # perhaps the file is just of another format than its name says

    def as_dict(self) -> dict[str, object]:
        """The problem as JSON has it, for another process."""
        return {name: packed(value) for name, value in vars(self).items()}

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> ParsingProblem:
        """The problem that :meth:`as_dict` made JSON of."""
        return cls(**{name: unpacked(value) for name, value in told.items()})


@dataclass(frozen=True)
class Task:
    """The facts that the parser needs beside the bytes.

    Attributes:
        media_type: the format's media type.
        genid: IRI prefix for skolemised blank nodes.
        source_class: IRI of the class whose only instance names the graph of unnamed triples.
        base: IRI that relative IRIs are resolved against, or None.
        default_graph: IRI of the graph for triples outside of any named graph, or None.
        contexts: JSON-LD context IRIs that are read from a file of the package instead.
        memory: address space the child may use, bytes; 0 for no limit.
        seconds: processor time the child may use, s; 0 for no limit.
    """

    media_type: str
    genid: str
    source_class: str
    base: str | None = None
    default_graph: str | None = None
    contexts: Mapping[str, str] = field(default_factory=dict)
    memory: int = 0
    seconds: int = 0

    def as_json(self) -> str:
        """The task as the child's argument."""
        return json.dumps(asdict(self))


def to_groups(data: bytes, task: Task) -> Groups:
    """Read a file.

    Returns:
        Graph IRI to its sorted, unique N-Quads lines without line ends; no blank nodes.

    Raises:
        Problem: the bytes cannot be read, or do not say which graph they belong to.
    """
    text = _decode(data)
    if task.media_type == RDF_XML:
        _refuse_doctype(data, text)
    if task.media_type == JSON_LD:
        text = _prepare_json(text, task.contexts)
    found = _read(text, task)
    groups = _name_graphs(found, task)
    if not groups:
        raise ParsingProblem(N_("it holds no statement."), _nothing_read(task.media_type))
    return {graph: sorted(set(groups[graph])) for graph in sorted(groups)}


def _decode(data: bytes) -> str:
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise ParsingProblem(N_("it is not UTF-8 text."), N_("Save it as UTF-8."), line) from None
    if not text.strip():
        raise ParsingProblem(N_("it is empty."))
    return text


def _refuse_doctype(data: bytes, text: str) -> None:
    if found := _DOCTYPE.match(text):
        line = text.count("\n", 0, found.end()) + 1
        raise ParsingProblem(
            N_("it has a DOCTYPE, which can name entities in other files."),
            N_("Remove the DOCTYPE and write entities out."),
            line,
            syntax=True,
        )
    encoding = _ENCODING.match(data.removeprefix(b"\xef\xbb\xbf").lstrip())
    if encoding and encoding[1].lower() not in (b"utf-8", b"us-ascii"):
        raise ParsingProblem(
            N_("it says its encoding is {encoding}.", encoding=encoding[1].decode()),
            N_("Save it as UTF-8."),
            1,
        )


def _nothing_read(media_type: str) -> str:
    if media_type == JSON_LD:
        return N_("JSON needs an @context (or full IRIs as keys) to be read as JSON-LD.")
    return ""


def _prepare_json(text: str, contexts: Mapping[str, str]) -> str:
    # The parser dies on a few thousand levels.
    if line := too_deep(text, JSON_DEPTH):
        raise ParsingProblem(
            N_("it is nested more than {depth} levels deep.", depth=JSON_DEPTH),
            N_("Make it flatter."),
            line,
        )
    return substitute(text, contexts)


def _remote_context(text: str) -> ParsingProblem:
    iri = next(iter(remote_contexts(text)), "")
    line = text.count("\n", 0, text.find(iri)) + 1 if iri else None
    return ParsingProblem(
        N_("it names a context elsewhere, <{iri}>, and nothing is ever fetched.", iri=iri),
        N_("Put the context's own content in its place."),
        line,
    )


# Reading


def _read(text: str, task: Task) -> list[Quad]:
    """All quads, checked one by one."""
    # Without a base, JSON-LD drops statements with relative IRIs silently: a base that no file
    # can mean makes them visible.
    base = task.base or (UNRESOLVED if task.media_type == JSON_LD else None)
    form = RdfFormat.from_media_type(task.media_type)
    try:
        quads = list(parse(text.encode(), format=form, base_iri=base))
    except SyntaxError as error:
        raise _syntax_problem(error, text, task.media_type) from None
    for quad in quads:
        _check(quad)
    return quads


def _check(quad: Quad) -> None:
    """Refuse what cannot be kept, or what SPARQL 1.1 tools cannot read."""
    value = quad.object
    if isinstance(value, Triple) or (isinstance(value, Literal) and value.direction is not None):
        raise ParsingProblem(
            N_(
                "it uses RDF 1.2 (a triple term or a text direction) on {subject}.",
                subject=str(quad.subject),
            ),
            N_("Write it in RDF 1.1."),
        )
    if isinstance(quad.graph_name, BlankNode):
        raise ParsingProblem(
            N_("it has a named graph without an IRI."), N_("Give the graph an IRI.")
        )
    for term in (quad.subject, quad.predicate, value, quad.graph_name):
        if isinstance(term, NamedNode) and term.value.startswith(UNRESOLVED):
            relative = term.value.removeprefix(UNRESOLVED)
            raise _relative(f"<{relative}>", None, None)


def _relative(iri: str, line: int | None, column: int | None) -> ParsingProblem:
    what = N_("an IRI is relative, and the file names no base.")
    if iri:
        what = N_("the IRI {iri} is relative, and the file names no base.", iri=iri)
    hint = N_("Write the whole IRI, or declare a base in the file.")
    return ParsingProblem(what, hint, line, column)


def _syntax_problem(error: SyntaxError, text: str, media_type: str) -> ParsingProblem:
    message = _POSITION.sub("", str(error.msg))
    if "LoadDocumentCallback" in message:
        return _remote_context(text)
    line, column = error.lineno, error.offset
    if media_type == RDF_XML:
        line, column = _xml_position(text, message)
    if _SCHEME in message:
        return _relative(_cited(message) or _marked(error, text), line, column)
    return ParsingProblem(sentence(message), "", line, column, syntax=True)


def _cited(message: str) -> str:
    found = _QUOTED.search(message)
    return f"<{found[1]}>" if found else ""


def _marked(error: SyntaxError, text: str) -> str:
    """The text that the parser points to."""
    if not (error.lineno and error.offset and error.end_offset):
        return ""
    return text.split("\n")[error.lineno - 1][error.offset - 1 : error.end_offset - 1]


def _xml_position(text: str, message: str) -> tuple[int | None, int | None]:
    """The place where the XML breaks, else of the first words that the message quotes."""
    try:
        expat.ParserCreate().Parse(text.encode(), True)
    except expat.ExpatError as error:
        return error.lineno, error.offset + 1
    quoted = _QUOTED.search(message)
    at = text.find(f'"{quoted[1]}"') if quoted else -1
    return (text.count("\n", 0, at) + 1, None) if at >= 0 else (None, None)


# Graphs


def _name_graphs(quads: list[Quad], task: Task) -> Groups:
    """Group by graph; triples outside of any go to the graph of the source they declare."""
    unnamed = any(isinstance(quad.graph_name, DefaultGraph) for quad in quads)
    if unnamed:
        name = NamedNode(task.default_graph or _declared_source(quads, task.source_class))
        quads = [_in_graph(quad, name) for quad in quads]
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for quad in skolemised(quads, task.genid):
        graph = str(quad.graph_name)
        groups[graph[1:-1]].append(f"{quad.triple} {graph} .")
    return dict(groups)


def _in_graph(quad: Quad, name: NamedNode) -> Quad:
    if not isinstance(quad.graph_name, DefaultGraph):
        return quad
    return Quad(quad.subject, quad.predicate, quad.object, name)


def _declared_source(quads: Iterable[Quad], source_class: str) -> str:
    wanted = NamedNode(source_class)
    sources = {
        quad.subject.value
        for quad in quads
        if isinstance(quad.graph_name, DefaultGraph)
        and quad.predicate == TYPE
        and quad.object == wanted
        and isinstance(quad.subject, NamedNode)
    }
    if len(sources) == 1:
        return sources.pop()
    many = ", ".join(f"<{source}>" for source in sorted(sources))
    raise ParsingProblem(
        N_("it declares several sources ({many}) outside of any graph.", many=many)
        if sources
        else N_("it does not say which graph its statements belong to."),
        N_(
            "Declare one source in it (<IRI of the graph> a <{source_class}>), "
            "put the statements into named graphs, or name the graph on the command line.",
            source_class=source_class,
        ),
    )
