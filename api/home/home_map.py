"""The ties that may be in force on a day, as a map for the start page."""

from __future__ import annotations

from datetime import date
from typing import Final

from markupsafe import Markup

from api.locale.language import Lang
from api.locale.result_table import plain_rows
from api.locale.texts import _
from api.svg.tie_map import Place, draw_ties
from graph.engine.base import Engine
from graph.prefixes import BASE, PREFIXES
from graph.terms import point_of
from graph.texts import N_

# The most ties that a small map can bear.
MOST: Final = 400
_ONE: Final = """
  ?part%(n)s vsk:inPartnership ?partnership ; vsk:party ?party%(n)s .
  ?spell%(n)s vsk:concerns ?part%(n)s ; vsk:possibleState state:in-force .
  OPTIONAL { ?spell%(n)s vsk:spellFrom ?from%(n)s }
  OPTIONAL { ?spell%(n)s vsk:spellEndExclusive ?before%(n)s }
  FILTER((!BOUND(?from%(n)s) || ?from%(n)s <= ?on) && (!BOUND(?before%(n)s) || ?on < ?before%(n)s))
  ?party%(n)s vsk:within?/geo:hasGeometry/geo:asWKT ?point%(n)s .
"""
_TIES: Final = (
    f"""
PREFIX vsk: <{PREFIXES["vsk"]}> PREFIX geo: <{PREFIXES["geo"]}> PREFIX xsd: <{PREFIXES["xsd"]}>
PREFIX state: <{BASE}concept/state/>
SELECT DISTINCT ?point1 ?point2 WHERE {{
  VALUES ?on {{ "DAY"^^xsd:date }}
"""
    + _ONE % {"n": 1}
    + _ONE % {"n": 2}
    + f"""
  FILTER(STR(?party1) < STR(?party2))
}}
ORDER BY ?point1 ?point2
LIMIT {MOST}
"""
)


async def map_of_ties(engine: Engine, day: date, lang: Lang) -> Markup | None:
    """The map of all ties that may be in force on ``day``; None where there is none.

    Raises:
        VenskabError: the engine could not answer.
    """
    rows = await plain_rows(engine, _TIES.replace("DAY", day.isoformat()))
    ties = []
    for row in rows:
        one, other = point_of(row["point1"]), point_of(row["point2"])
        if one and other:
            ties.append((Place(0, *one), Place(0, *other)))
    title = N_("Map of municipalities with ties")
    return draw_ties(ties, _(title, lang)) if ties else None
