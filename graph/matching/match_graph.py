"""Decisions as statements: the curation graph of a list's matches, written and read."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Final

import yaml

from graph.engine.nquads import statements
from graph.identifiers import concept, list_graph, thing
from graph.lists.nquads_text import LABEL, TYPE, Saying, iri, lines_of, literal, term
from graph.matching.decision_table import short_place
from graph.matching.decisions import MatchDecision, ordered
from graph.prefixes import PREFIXES
from graph.tiers import MATCH_GRAPHS

_VSK: Final = PREFIXES["vsk"]
_LABEL_IRI: Final = PREFIXES["rdfs"] + "label"
_DECIMAL: Final = PREFIXES["xsd"] + "decimal"
_ABOUT: Final = Path(__file__).parent / "about_matches.yaml"


def match_graph(list_name: str) -> str:
    """IRI of the graph of decisions on the places of a list."""
    return MATCH_GRAPHS + list_name


def lines(list_name: str, decisions: Iterable[MatchDecision]) -> list[str]:
    """The N-Quads lines of the graph of a list's decisions."""
    graph = match_graph(list_name)
    return [
        *lines_of(graph, _about(list_name), graph),
        *(line for each in ordered(decisions) for line in lines_of(*_said(each), graph)),
    ]


def decisions(graph_lines: Iterable[str]) -> list[MatchDecision]:
    """The decisions in lines of such a graph, in their order."""
    about: dict[str, dict[str, str]] = defaultdict(dict)
    for subject, predicate, value, _graph in statements(graph_lines):
        about[subject][predicate] = value.value
    return ordered(
        MatchDecision(
            said[_VSK + "matchOf"],
            said.get(_VSK + "matchedTo", ""),
            _notation(said.get(_VSK + "matchKind", "")),
            _notation(said[_VSK + "matchDecision"]),
            float(said.get(_VSK + "matchScore", 0)),
            said.get(_VSK + "matchReason", ""),
            said.get(_VSK + "matchedBy", ""),
            said.get(_LABEL_IRI, ""),
        )
        for said in about.values()
        if _VSK + "matchOf" in said
    )


def _about(list_name: str) -> Iterator[Saying]:
    yield Saying(TYPE, term("vsk", "Source"))
    yield Saying(term("prov", "wasDerivedFrom"), iri(list_graph(list_name)))
    texts = yaml.safe_load(_ABOUT.read_text("utf-8"))
    for lang, title in texts["title"].items():
        yield Saying(term("dcterms", "title"), literal(title.format(name=list_name), lang))
        yield Saying(LABEL, literal(title.format(name=list_name), lang))
    for lang, text in texts["description"].items():
        yield Saying(term("dcterms", "description"), literal(text, lang))


def _said(each: MatchDecision) -> tuple[str, list[Saying]]:
    digest = hashlib.sha256(each.target.encode()).hexdigest()[:8]
    subject = thing("place-match", f"{short_place(each.place)}-{digest}")
    said = [
        Saying(TYPE, term("vsk", "PlaceMatch")),
        Saying(term("vsk", "matchOf"), iri(each.place)),
        Saying(term("vsk", "matchDecision"), iri(concept("match-decision", each.decision))),
        Saying(term("vsk", "matchScore"), literal(f"{each.score:.3f}", datatype=_DECIMAL)),
        Saying(term("vsk", "matchedBy"), literal(each.by)),
    ]
    if each.target:
        said.append(Saying(term("vsk", "matchedTo"), iri(each.target)))
    if each.kind:
        said.append(Saying(term("vsk", "matchKind"), iri(concept("match-kind", each.kind))))
    if each.reason:
        said.append(Saying(term("vsk", "matchReason"), literal(each.reason)))
    if each.name:
        said.append(Saying(LABEL, literal(each.name)))
    return subject, said


def _notation(concept_iri: str) -> str:
    return concept_iri.rpartition("/")[2]
