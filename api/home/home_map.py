"""The ties that may be in force on a day, as a map for the start page."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from api.locale.language import Lang
from api.locale.result_table import plain_rows
from api.locale.translation import _
from api.svg.tie_map import Place, draw_ties
from graph.engine.base import Engine
from graph.terms import point_of
from graph.texts import N_
from queries.internal_queries import internal


async def map_of_ties(engine: Engine, day: date, lang: Lang) -> Markup | None:
    """The map of all ties that may be in force on ``day``; None where there is none.

    Raises:
        VenskabError: the engine could not answer.
    """
    rows = await plain_rows(engine, internal("ties-of-a-day", on=[f'"{day}"^^xsd:date']))
    ties = []
    for row in rows:
        one, other = point_of(row["point1"]), point_of(row["point2"])
        if one and other:
            ties.append((Place(0, *one), Place(0, *other)))
    title = N_("Map of municipalities with ties")
    return draw_ties(ties, _(title, lang)) if ties else None
