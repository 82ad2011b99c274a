"""From which day a duty that was not done is overdue, and until which day it is owed.

One rule for reviews of agreements and for commitments with a day: a duty is settled once its
agreement was replaced, renewed or terminated, and a review once it was held. What is not settled
is overdue from the day after it fell due, until the day from which its agreement has certainly
ended.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from functools import partial
from typing import Final

from graph.derivation import names
from graph.derivation.begins import alone
from graph.derivation.dates import Shown, dates_of, pair
from graph.derivation.doubts import doubted, not_listed, only_by_some_accounts
from graph.derivation.moments import FIRST, LAST, Stretch, iso
from graph.derivation.signs import is_agreement
from graph.derivation.statement_tables import Tables, reached
from graph.derivation.states import spells_of
from graph.time.intervals import State

_ENDED: Final = names.STATE + State.ENDED


def duty_of(tables: Tables, thing: str) -> Iterator[Shown]:
    """The days from which the duty of a thing is overdue, and the day from which it is not owed.

    Args:
        tables: the statements.
        thing: an agreement, whose review falls due, or a commitment; others give nothing.
    """
    review = is_agreement(tables, thing)
    due = _due(tables, thing, names.REVIEW_DUE if review else names.DUE)
    if due is None:
        return
    under = [thing] if review else tables.values(thing, names.UNDER_AGREEMENT)
    review = review or names.REVIEW in tables.values(thing, names.COMMITMENT_KIND)
    since = due[0] if review else LAST
    if under and all(_settled(tables, each, since) for each in under):
        return
    first, last = due
    yield from pair(thing, names.OVERDUE, first if first == FIRST else first + 1, last + 1)
    end = max((_certain_end(tables, each) for each in under), default=LAST)
    if end < LAST:
        yield thing, names.OWED_END, iso(end)


def _due(tables: Tables, thing: str, name: str) -> Stretch | None:
    """The first and the last day that a duty can fall due; None where no last one is known."""
    days = [(predicate, date.fromisoformat(day)) for _, predicate, day in dates_of(tables, thing)]
    first = [day.toordinal() for predicate, day in days if predicate == name + names.EARLIEST]
    last = [day.toordinal() for predicate, day in days if predicate == name + names.LATEST]
    return (min(first, default=FIRST), max(last)) if last else None


def _settled(tables: Tables, agreement: str, since: int) -> bool:
    """True once nothing is owed by an agreement, whatever the day.

    Args:
        tables: the statements.
        agreement: the agreement or annex.
        since: the first day on which a review that is owed can be held.
    """
    whole = reached([agreement], partial(_whole, tables))
    followed = (tables.subjects(link, agreement) for link in (names.REPLACES, names.RENEWS))
    acts = (act for each in whole for act in tables.subjects(names.CONCERNS, each))
    held = tables.subjects(names.CONCERNS, agreement)
    return any(followed) or _terminated(tables, acts) or _held(tables, held, since)


def _whole(tables: Tables, part: str) -> list[str]:
    """The agreement that an annex belongs to."""
    return [each for each in tables.values(part, names.PART_OF) if is_agreement(tables, each)]


def _terminated(tables: Tables, acts: Iterable[str]) -> bool:
    kinds = (kind for act in acts for kind in tables.values(act, names.EVENT_KIND))
    return any(tables.effects.get(kind) == _ENDED for kind in kinds)


def _held(tables: Tables, acts: Iterable[str], since: int) -> bool:
    """True if a review was held on a day that can lie so late, or on a day that nobody tells."""
    for act in acts:
        if names.REVIEWED in tables.values(act, names.EVENT_KIND) and since < LAST:
            moment = tables.moment(act, names.DATE)
            if moment is None or moment.hull[1] >= since:
                return True
    return False


def _certain_end(tables: Tables, agreement: str) -> int:
    """The day from which an agreement has certainly ended; the last there is for none."""
    found = alone(tables, agreement)
    if not found:
        return LAST
    doubts = [*not_listed(tables, agreement, found.signs)]
    doubts += only_by_some_accounts(None, found.signs)
    last = doubted(spells_of(found.life), doubts)[-1]
    return last.start if last.states == {State.ENDED} else LAST


def owing(tables: Tables, agreement: str) -> Iterator[str]:
    """The commitments under an agreement that fall due on a day."""
    for each in tables.subjects(names.UNDER_AGREEMENT, agreement):
        if tables.values(each, names.DUE):
            yield each
