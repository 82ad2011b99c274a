"""The ties that may be in force on a day, as a map for the start page."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Final

from api.html.map_figure import MapFigure, MapParty, PartyTie, figure, point_in, rule_of
from api.locale.language import Lang
from api.locale.result_table import Cell, plain_rows, select
from api.locale.translation import _
from api.network.overdue_ties import overdue_partnerships
from api.svg.map_frame import MapSize
from graph.engine.base import Engine
from graph.terms import best_label
from queries.internal_queries import internal

_SIZE: Final = MapSize(width=760, flattest=0.5, tallest=0.62, room=48)
_TOWN: Final = "/id/locality/"


async def map_of_ties(engine: Engine, day: date, lang: Lang) -> MapFigure | None:
    """The map of the ties that sources tell of and that may be in force on ``day``, if any.

    What only lists give is not on it, whichever tier is asked: it would be a blot.

    Raises:
        VenskabError: the engine could not answer.
    """
    if not (rows := await _ties(engine, day)):
        return None
    due = await overdue_partnerships(engine, day)
    sides: dict[str, set[str]] = defaultdict(set)
    for row in rows:
        sides[row["partnership"]] |= {row["party1"], row["party2"]}
    parties = await _parties(engine, set().union(*sides.values()), lang)
    ties = [
        PartyTie(
            parties[row["party1"]],
            parties[row["party2"]],
            certain=row["unsure"] == "false",
            chain=len(sides[row["partnership"]]) > 2,
            # A map has room for no more than the year.
            overdue=due.get(row["partnership"], "")[:4],
        )
        for row in rows
    ]
    return figure(ties, _("Map of municipalities with ties", lang), _SIZE, lang)


async def _ties(engine: Engine, day: date) -> list[dict[str, str]]:
    told = await plain_rows(engine, internal("partnerships-with-ties"))
    wholes = [f"<{row['partnership']}>" for row in told]
    if not wholes:
        return []
    on = [f'"{day}"^^xsd:date']
    text = internal("ties-of-a-day", on=on, partnership=wholes)
    return await plain_rows(engine, text)


async def _parties(engine: Engine, iris: Iterable[str], lang: Lang) -> Mapping[str, MapParty]:
    text = internal("places-of-parties", party=[f"<{iri}>" for iri in sorted(iris)])
    told: dict[str, dict[str, dict[str, str]]] = defaultdict(lambda: defaultdict(dict))
    for row in (await select(engine, text)).rows:
        value = row["value"]
        told[row["party"].value][row["what"].value][value.lang] = value.value
    return {iri: _party(iri, told[iri], lang) for iri in iris}


def _party(iri: str, told: Mapping[str, Mapping[str, str]], lang: Lang) -> MapParty:
    name, language = best_label(told.get("name", {}), lang)
    own, around, seat, middle = (
        "".join(list(told.get(what, {}).values())[:1])
        for what in ("own", "around", "seat-point", "middle")
    )
    return MapParty(
        Cell(name or iri.rpartition("/")[2], language, iri),
        point_in(own, around),
        rule_of(own, around, seat, middle, town=_TOWN in iri),
        best_label(told.get("seat", {}), lang)[0],
    )
