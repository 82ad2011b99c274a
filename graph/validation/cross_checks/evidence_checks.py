"""Claims whose evidence does not carry them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from typing import Final

from graph.time.edtf_dates import Bounds
from graph.validation.cross_checks.evidence_words import (
    DATE_AS_STATED,
    DATE_REASONING,
    EVIDENCE,
    SUPPORTS,
    words_of,
)  # fmt: skip
from graph.validation.cross_checks.graph_view import TYPE, CrossFinding, GraphView
from graph.validation.cross_checks.known_terms import above
from graph.validation.cross_checks.time_checks import (
    ATTESTED,
    BEGAN,
    DATE,
    ENDED,
    IN_FORCE_FROM,
    IN_FORCE_UNTIL,
    SIGNED,
)  # fmt: skip
from graph.validation.prefixed_terms import iri
from graph.validation.quad_index import edtf, literal

_DATES: Final = (BEGAN, ENDED, ATTESTED, DATE, SIGNED, IN_FORCE_FROM, IN_FORCE_UNTIL)
_ENDS: Final = (ENDED, IN_FORCE_UNTIL)
_YEAR: Final = re.compile(r"(?<![0-9])(?:1[0-9]|20|21)[0-9]{2}(?![0-9])")
_DESCRIBED: Final = tuple(
    map(iri, ("vsk:Municipality", "vsk:Locality", "vsk:Organisation", "vsk:Network"))
)
_QUOTED_WORDS: Final = 8


def unsupported_dates(view: GraphView) -> Iterator[CrossFinding]:
    """Dates of which no evidence of the thing says anything."""
    for (thing, path, value), days in view.dated(*_DATES) if view.is_source else ():
        evidence = view.own.values(thing, EVIDENCE)
        if evidence and not any(_supports(view, each, thing, path, days) for each in evidence):
            yield CrossFinding("DateHasEvidence", thing, path, value)


def _supports(view: GraphView, evidence: str, thing: str, path: str, days: Bounds) -> bool:
    supported = view.own.values(evidence, SUPPORTS)
    classes = {cls for each in view.own.values(thing, TYPE) for cls in above(each)}
    if path in supported or not classes.isdisjoint(supported):
        return True
    explained = view.own.values(evidence, DATE_AS_STATED, DATE_REASONING)
    return bool(explained) or any(_fits(year, days) for year in _years(view, evidence))


def years_elsewhere(view: GraphView) -> Iterator[CrossFinding]:
    """Dates of another year than every year that the evidence for them names.

    Evidence of several kinds of date need not quote each, and the source of a vague date has other
    words for it.
    """
    for (thing, path, value), days in view.dated(*_DATES) if view.is_source else ():
        if (edtf(value) or "")[-1:] in "?~%":
            continue
        about = [each for each in view.own.values(thing, EVIDENCE) if _is_for(view, each, path)]
        years = {year for each in about for year in _years(view, each)}
        # What ended on the last day of a year is said to be gone from the next.
        near = years | ({year - 1 for year in years} if path in _ENDS else set())
        if near and not any(_fits(year, days) for year in near):
            words = {"years": ", ".join(map(str, sorted(years)))}
            yield CrossFinding("DateInEvidence", thing, path, value, words)


def _is_for(view: GraphView, evidence: str, path: str) -> bool:
    """True if the evidence is for this one kind of date, and says nothing of how it was got."""
    dates = view.own.values(evidence, SUPPORTS) & set(_DATES)
    return dates == {path} and not view.own.values(evidence, DATE_REASONING)


def _years(view: GraphView, evidence: str) -> Set[int]:
    return {int(year) for text in words_of(view, evidence) for year in _YEAR.findall(text)}


def _fits(year: int, days: Bounds) -> bool:
    first = days.earliest.year if days.earliest else year
    last = days.latest.year if days.latest else year
    return first <= year <= last


def parties_without_evidence(view: GraphView) -> Iterator[CrossFinding]:
    """Municipalities, towns and organisations that a source describes without saying where."""
    for cls in _DESCRIBED if view.is_source else ():
        for thing in sorted(view.own.subjects(cls, TYPE)):
            if not view.own.values(thing, EVIDENCE):
                yield CrossFinding("PartyHasEvidence", thing, EVIDENCE)


def long_quotations(view: GraphView) -> Iterator[CrossFinding]:
    """Quotations longer than it takes to carry a fact, though not so long as to be kept out."""
    path = iri("oa:exact")
    for selector, stated, value in view.stated:
        found = literal(value) if stated == path else None
        if found and len(re.split(r"[ \t\r\n]+", found.text.strip())) > _QUOTED_WORDS:
            yield CrossFinding("ShortQuotation", selector, path, value)
