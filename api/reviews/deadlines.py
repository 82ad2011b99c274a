"""Overdue reviews and those that fall due, in words for a page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from api.html.page_cache import ask
from api.locale.date_format import days_in_words
from api.locale.language import Lang
from api.locale.result_table import Cell, plain_rows
from api.locale.translation import _
from graph.collation import danish_key
from graph.engine.base import Engine
from graph.exports.calendar import Duty, duties
from graph.prefixes import BASE, PREFIXES
from graph.texts import N_

# How far the page looks ahead, days.
AHEAD: Final = 5 * 366
_KINDS: Final = {
    "review": N_("review"),
    "expiry": N_("expiry"),
    "commitment": N_("deadline of a commitment"),
}
_HOW: Final = {
    "stated": N_("the source says so"),
    "computed": N_("computed from the term"),
}
_SURE: Final = {
    "overdue": N_("overdue"),
    "possibly-overdue": N_("perhaps overdue"),
}
_BEARERS: Final = f"""
PREFIX vsk: <{PREFIXES["vsk"]}> PREFIX org: <{PREFIXES["org"]}> PREFIX rdfs: <{PREFIXES["rdfs"]}>
SELECT DISTINCT ?bearer ?name WHERE {{
  ?thing vsk:reviewDueEarliest|vsk:dueEarliest|vsk:goneEarliest ?day ;
    (vsk:party|vsk:debtor)/org:postIn? ?bearer .
  ?bearer a vsk:Municipality ; rdfs:label ?name . FILTER (LANG(?name) = "%s")
}}
"""


@dataclass(frozen=True)
class Due:
    """A row of the page, all in words."""

    thing: Cell
    kind: str
    when: str
    who: str
    note: str = ""


async def between(engine: Engine, lang: Lang, since: date, until: date, **given: str) -> list[Duty]:
    """The duties of a period, both days included.

    Args:
        engine: who answers.
        lang: language of the names.
        since: the first day.
        until: the last day.
        given: further parameters of the question ``calendar-of-duties``.

    Raises:
        VenskabError: the engine could not answer.
    """
    period = {"since": since.isoformat(), "until": until.isoformat()}
    return duties(await ask(engine, "calendar-of-duties", lang=lang, **period, **given))


async def overdue(engine: Engine, lang: Lang, day: date) -> list[Due]:
    """The agreements whose review is overdue on a day, or may be.

    Raises:
        VenskabError: the engine could not answer.
    """
    day_text = day.isoformat()
    found = await ask(engine, "agreements-review-due", before=day_text, on=day_text, lang=lang)
    told = ((row, _SURE.get(row["review"], ""), _HOW[row["how"]]) for row in found)
    return [
        Due(
            Cell(row["label"], iri=row["agreement"]),
            _(sure, lang),
            _when(row["dueEarliest"], row["dueLatest"], lang),
            row.get("parties", ""),
            _(how, lang),
        )
        for row, sure, how in told
    ]


async def coming(engine: Engine, lang: Lang, day: date) -> list[Due]:
    """The reviews that fall due from a day on, the first in front.

    Raises:
        VenskabError: the engine could not answer.
    """
    found = await between(engine, lang, day, day + timedelta(days=AHEAD))
    return [in_words(each, lang) for each in found]


def _when(first: str, last: str, lang: Lang) -> str:
    return days_in_words(date.fromisoformat(first), date.fromisoformat(last), lang)


def in_words(duty: Duty, lang: Lang) -> Due:
    """A duty as a row of a page."""
    return Due(
        Cell(duty.label, iri=duty.thing),
        _(_KINDS[duty.kind], lang),
        days_in_words(duty.first, duty.last, lang),
        ", ".join(duty.who),
    )


async def bearers(engine: Engine, lang: Lang) -> list[tuple[str, str]]:
    """The municipalities with duties: the short name that addresses take, and the name.

    Raises:
        VenskabError: the engine could not answer.
    """
    rows = await plain_rows(engine, _BEARERS % lang)
    named = {row["bearer"].removeprefix(f"{BASE}id/"): row["name"] for row in rows}
    return sorted(named.items(), key=lambda pair: danish_key(pair[1]))
