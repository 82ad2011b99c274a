"""Norwegian municipalities: their history of 2013 to 2020, and figures of those of 2020."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from rdflib import Literal
from rdflib.namespace import DCTERMS, ORG, SKOS

from graph.identifiers import reference_graph, thing
from graph.importers.graph_builder import GraphBuilder, string
from graph.importers.municipality_statements import (
    MergerOrSplit,
    add_change,
    add_figures,
    add_source,
)
from graph.importers.norway_history import (
    MunicipalityHistory,
    MunicipalLife,
    MunicipalMerger,
    read_history,
)
from graph.importers.text_tables import TextRow
from graph.namespaces import COUNTRY, VSK, WIKIDATA


def norway(data: Path, rows: Mapping[str, TextRow]) -> GraphBuilder:
    """The reference graph of Norway.

    Args:
        data: folder that holds the table of changes.
        rows: rows of the Nordic table by municipal number, in the structure of 2020 to 2023.

    Raises:
        UnreadableFile: as :func:`graph.importers.norway_history.read_history`.
        UnusableInput: a row is broken, or the two tables have different municipalities.
    """
    spellings = {
        code: (row.text("name_local"), row.optional("name_alt")) for code, row in rows.items()
    }
    history = read_history(data, spellings)
    facts = GraphBuilder(reference_graph("municipalities-no"))
    _add_source(facts)
    for life in history.lives:
        _add_life(facts, life)
    _add_changes(facts, history)
    for code, row in rows.items():
        if code not in history.today:
            raise row.refuse("code", f"{code!r} is not in the table of changes.")
        _add_row(facts, history.today[code], row)
    return facts


def iri_of(life: MunicipalLife) -> str:
    """IRI of a Norwegian municipality."""
    return thing("municipality", life.slug)


def _add_source(facts: GraphBuilder) -> None:
    add_source(
        facts,
        da=(
            "Norske kommuner og deres ændringer",
            "Numre, navne, sammenlægninger og delinger: en tabel over norske kommunenumre i 2013, "
            "2017, 2018, 2019 og 2020. Ændringer fra et år til det næste er dateret 1. januar; "
            "mellem 2013 og 2017 kendes året ikke. Punkter, indbyggertal, arealer og NUTS-koder "
            "for kommunerne i strukturen 2020-2023: Who's On First. Wikidatas identifikatorer: "
            "Artsdatabankens liste over kommuner, 2020. Senere ændringer er ikke med.",
        ),
        en=(
            "Norwegian municipalities and their changes",
            "Numbers, names, mergers and splits: a table of Norwegian municipal numbers in 2013, "
            "2017, 2018, 2019 and 2020. Changes from one year to the next are dated 1 January; "
            "between 2013 and 2017 the year is not known. Points, population, areas and NUTS codes "
            "of the municipalities in the structure of 2020-2023: Who's On First. Wikidata "
            "identifiers: the list of municipalities of Artsdatabanken, 2020. Later changes are "
            "not in it.",
        ),
    )


def _add_life(facts: GraphBuilder, life: MunicipalLife) -> None:
    municipality, name = iri_of(life), life.names[-1]
    facts.make(municipality, VSK.Municipality, no=name, da=name, en=name)
    for former in life.names[:-1]:
        facts.names(municipality, SKOS.altLabel, no=former)
    facts.add(municipality, VSK.country, COUNTRY.NOR)
    facts.add(municipality, VSK.municipalityCode, string(life.code))
    facts.add(municipality, ORG.identifier, *(string(code) for _, code in life.codes))
    if life.began:
        facts.add(municipality, VSK.began, life.began.begins())
    if life.ended:
        facts.add(municipality, VSK.ended, life.ended.ends())
    if len(life.codes) > 1:
        _add_numbers(facts, life)


def _add_numbers(facts: GraphBuilder, life: MunicipalLife) -> None:
    (_, first), *later = life.codes
    danish = "".join(f", fra {years} {code}" for years, code in later)
    english = "".join(f", from {years} {code}" for years, code in later)
    facts.names(
        iri_of(life),
        DCTERMS.description,
        da=f"Kommunenummer {first}{danish}.",
        en=f"Municipal number {first}{english}.",
    )


def _add_changes(facts: GraphBuilder, history: MunicipalityHistory) -> None:
    for merger in history.mergers:
        _add_merger(facts, merger)
    for life, when, results in history.splits():
        change = MergerOrSplit("split", life.names[-1], life.slug, when)
        add_change(facts, change, [iri_of(life)], [iri_of(result) for result in results])


def _add_merger(facts: GraphBuilder, merger: MunicipalMerger) -> None:
    """Adds a merger. One that gave only a part is not merged: its split says who has the parts."""
    life = merger.result
    change = MergerOrSplit("merger", life.names[-1], life.slug, merger.when)
    event = add_change(facts, change, map(iri_of, merger.whole), [iri_of(life)])
    for part in merger.parts:
        name = part.names[-1]
        facts.names(
            event,
            DCTERMS.description,
            da=f"Omfatter også en del af {name}.",
            en=f"Takes in also a part of {name}.",
        )


def _add_row(facts: GraphBuilder, life: MunicipalLife, row: TextRow) -> None:
    municipality, short = iri_of(life), row.text("name_local")
    if short not in life.names[-1:]:
        facts.names(municipality, SKOS.prefLabel, no=short, da=short, en=short)
    other = row.optional("name_alt")
    if other and other not in (short, *life.names, *life.names[-1].split(" - ")):
        facts.add(municipality, SKOS.altLabel, Literal(other))
    item = row.text("wikidata_qid")
    if not re.fullmatch(r"Q[1-9]\d*", item):
        raise row.refuse("wikidata_qid", f"{item!r} is not an item of Wikidata.")
    facts.add(municipality, SKOS.exactMatch, WIKIDATA[item])
    add_figures(facts, row, municipality)
