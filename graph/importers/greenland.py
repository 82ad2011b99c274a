"""Greenland's municipalities before 2018 and 2009, their towns, mergers and the split."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import takewhile
from typing import Final

from rdflib import URIRef
from rdflib.namespace import DCTERMS, ORG, SKOS

from graph.identifiers import slugify, thing
from graph.importers.graph_builder import GraphBuilder, edtf, string
from graph.importers.municipality_statements import MergerOrSplit, When, add_change
from graph.importers.text_tables import TextRow
from graph.namespaces import COUNTRY, VSK, WIKIDATA

_SHORTEST_STEM: Final = 5
_REMARKS: Final = {
    "an uninhabited strip of Ammassalik": "en ubeboet stribe af Ammassalik",
    "the formerly unincorporated Kangerlussuaq": "det tidligere kommunefri Kangerlussuaq",
}


def add_history(
    facts: GraphBuilder,
    today: Mapping[str, TextRow],
    old: Sequence[TextRow],
    labels: Mapping[str, str],
) -> None:
    """Adds former municipalities, towns and the changes between municipalities.

    Args:
        facts: the graph that grows.
        today: today's municipalities by code.
        old: rows of former municipalities; one with a town and a first successor, or one that
            came of the first merger and was itself split.
        labels: label by Wikidata item, from a second source; confirms the item of a town.

    Raises:
        UnusableInput: a successor, a district or a seat is not in the tables.
    """
    districts = _districts(today)
    merged: dict[tuple[str, date], list[str]] = defaultdict(list)
    for row in old:
        if row.optional("town_qid"):
            former = _add_former(facts, row, _district(row, districts))
            _add_town(facts, row, _district(row, districts), labels)
            merged[row.text("successor_2009"), row.day("dissolved")].append(former)
    for row in old:
        if not row.optional("town_qid"):
            _add_split(facts, row, today, merged)
    for (name, day), formers in merged.items():
        change = MergerOrSplit("merger", name, slugify(name), When(day, day))
        add_change(facts, change, formers, [thing("municipality", slugify(name))])
    _add_seats(facts, today)


def _districts(today: Mapping[str, TextRow]) -> set[str]:
    """Names of the districts that today's municipalities were made of."""
    named = "; ".join(re.sub(r"\(and [^)]*\)", "", r.text("predecessors")) for r in today.values())
    inner = re.sub(r"[^;(]*\((?:southern|northern) districts: ([^)]*)\)", r"\1", named)
    return {name.strip() for name in re.split("[;,]", inner)}


def _district(row: TextRow, districts: set[str]) -> str:
    """The district of a former municipality.

    Some names are in the Greenlandic genitive (Nanortallip Kommunia, of Nanortalik), which
    changes the last letters: the district is the one that begins most alike.
    """
    name = row.text("predecessor")
    found = max(sorted(districts), key=lambda one: _alike(one, name))
    if _alike(found, name) < min(_SHORTEST_STEM, len(found)):
        raise row.refuse("predecessor", f"{name!r} is no district of a municipality of today.")
    return found


def _alike(one: str, other: str) -> int:
    """With how many letters two names begin alike."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _add_former(facts: GraphBuilder, row: TextRow, district: str) -> str:
    official = row.text("predecessor")
    greenlandic = official if "Kommuni" in official else ""
    danish = "" if greenlandic else official
    former = thing("municipality", slugify(official))
    facts.make(
        former,
        VSK.Municipality,
        da=danish or f"{district} Kommune",
        en=f"{district} Municipality",
        kl=greenlandic,
    )
    facts.names(former, SKOS.prefLabel, da=district, en=district, kl=district)
    facts.add(former, VSK.country, COUNTRY.GRL)
    facts.add(former, VSK.ended, _dissolved(row).ends())
    return former


def _add_town(facts: GraphBuilder, row: TextRow, district: str, labels: Mapping[str, str]) -> None:
    item = row.text("town_qid")
    name = labels.get(item, district)
    town = thing("locality", slugify(name))
    facts.make(town, VSK.Locality, da=name, en=name, kl=name)
    if name != district:
        facts.names(town, SKOS.altLabel, da=district)
    facts.add(town, VSK.country, COUNTRY.GRL)
    within = thing("municipality", slugify(row.text("successor_2018")))
    facts.add(town, VSK.within, URIRef(within))
    if item in labels:
        facts.add(town, SKOS.exactMatch, WIKIDATA[item])


def _add_split(
    facts: GraphBuilder,
    row: TextRow,
    today: Mapping[str, TextRow],
    merged: Mapping[tuple[str, date], list[str]],
) -> None:
    """Adds a municipality that came of a merger and was split."""
    name, dissolved = row.text("predecessor"), row.day("dissolved")
    began = [day for successor, day in merged if successor == name]
    if not began:
        raise row.refuse("predecessor", f"no former municipality was merged into {name!r}.")
    municipality = thing("municipality", slugify(name))
    facts.make(municipality, VSK.Municipality, da=name, en=name, kl=name)
    facts.add(municipality, VSK.country, COUNTRY.GRL)
    code = string(row.text("successor_2009_code"))
    facts.add(municipality, VSK.municipalityCode, code)
    facts.add(municipality, ORG.identifier, code)
    facts.add(municipality, VSK.began, edtf(min(began).isoformat()))
    facts.add(municipality, VSK.ended, _dissolved(row).ends())
    codes = [code.strip() for code in row.text("successor_2018_code").split(";")]
    unknown = [code for code in codes if code not in today]
    if unknown:
        raise row.refuse("successor_2018_code", f"{unknown[0]!r} is the code of no municipality.")
    successors = [
        thing("municipality", slugify(today[code].text("name_official"))) for code in codes
    ]
    change = MergerOrSplit("split", name, slugify(name), When(dissolved, dissolved))
    add_change(facts, change, [municipality], successors)


def _dissolved(row: TextRow) -> When:
    """The first day on which it was no more, as the table gives it."""
    day = row.day("dissolved")
    return When(day, day)


def _add_seats(facts: GraphBuilder, today: Mapping[str, TextRow]) -> None:
    towns = {str(s) for s, _, value in facts if value == VSK.Locality}
    for row in today.values():
        municipality = thing("municipality", slugify(row.text("name_official")))
        seat = thing("locality", slugify(row.text("seat")))
        if seat not in towns:
            raise row.refuse("seat", f"{row.text('seat')!r} is no town of the other table.")
        facts.add(municipality, VSK.seat, URIRef(seat))
        for remark in re.findall(r"\(and ([^)]*)\)", row.text("predecessors")):
            _add_remark(facts, municipality, remark)


def _add_remark(facts: GraphBuilder, municipality: str, remark: str) -> None:
    danish = _REMARKS.get(remark, "")
    facts.names(
        municipality,
        DCTERMS.description,
        da=f"Omfatter også {danish}." if danish else "",
        en=f"Takes in also {remark}.",
    )
