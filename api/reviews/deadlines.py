"""Overdue reviews and those that fall due, in words for a page."""

from __future__ import annotations

from collections.abc import Iterable
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
from graph.exports.calendar import EXPIRED, SETTLED, Duty, duties
from graph.prefixes import BASE
from graph.texts import N_
from queries.internal_queries import internal

# How far the page looks ahead, days.
AHEAD: Final = 5 * 366
_KINDS: Final = {
    "review": N_("review"),
    "expiry": N_("expiry"),
    "commitment": N_("deadline of a commitment"),
}
_HOW: Final = {
    "stated": N_("the source says so"),
    "computed": N_("worked out from the term"),
}
_EVER: Final = {"since": "0001-01-01", "until": "9999-12-31"}


@dataclass(frozen=True)
class Due:
    """A row of the page, all in words."""

    thing: Cell
    kind: str
    when: str
    who: str
    note: str = ""
    standing: str = ""


async def all_duties(engine: Engine, lang: Lang, day: date, **given: str) -> list[Duty]:
    """All duties there are, as they stand on a day; those that are settled are left out.

    Args:
        engine: who answers.
        lang: language of the names.
        day: the day.
        given: further parameters of the question ``calendar-of-duties``.

    Raises:
        VenskabError: the engine could not answer.
    """
    asked = _EVER | {"on": day.isoformat()} | given
    found = duties(await ask(engine, "calendar-of-duties", lang=lang, **asked))
    return [each for each in found if each.standing != SETTLED]


@dataclass(frozen=True)
class Deadlines:
    """The duties as they stand on a day, in words.

    Attributes:
        overdue: what is overdue or may be, the longest overdue first.
        coming: what falls due within the days that the page looks ahead.
        expired: reviews of agreements that have ended since, of which no source tells.
    """

    overdue: tuple[Due, ...]
    coming: tuple[Due, ...]
    expired: tuple[Due, ...]


def as_deadlines(found: Iterable[Duty], day: date, lang: Lang) -> Deadlines:
    """The duties of a day, sorted by how they stand."""
    known = list(found)
    ahead = (each for each in known if not each.late and each.standing != EXPIRED)
    return Deadlines(
        tuple(in_words(each, lang) for each in known if each.late),
        tuple(
            in_words(each, lang)
            for each in ahead
            if each.last >= day and each.first <= day + timedelta(days=AHEAD)
        ),
        tuple(in_words(each, lang) for each in known if each.standing == EXPIRED),
    )


def in_words(duty: Duty, lang: Lang) -> Due:
    """A duty as a row of a page."""
    return Due(
        Cell(duty.label, iri=duty.thing),
        _(_KINDS[duty.kind], lang),
        days_in_words(duty.first, duty.last, lang),
        ", ".join(duty.who),
        _(_HOW[duty.how], lang),
        duty.standing,
    )


async def bearers(engine: Engine, lang: Lang) -> list[tuple[str, str]]:
    """The municipalities with duties: the short name that addresses take, and the name.

    Raises:
        VenskabError: the engine could not answer.
    """
    rows = await plain_rows(engine, internal("bearers-of-duties", lang=[f'"{lang}"']))
    named = {row["bearer"].removeprefix(f"{BASE}id/"): row["name"] for row in rows}
    return sorted(named.items(), key=lambda pair: danish_key(pair[1]))
