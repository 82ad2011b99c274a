"""The life of a thing as rows of a timeline, each with the strip that is drawn of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from markupsafe import Markup

from api.html.provenance import Attribution, merged
from api.locale.result_table import Cell
from api.locale.translation import _
from api.pages.thing_view import ThingView
from api.svg.scale import scale_over
from api.svg.time_strips import Shape, axis, days_of, strip, until_heard
from graph.namespaces import VSK

_CLASS: Final = re.compile(r'class="([^"]+)"')


@dataclass(frozen=True)
class LifeRow:
    """One row.

    Attributes:
        name: what it is of.
        kind: what kind of row it is, as a reader says it.
        words: the dates in words, or the states of today.
        sayings: who says so.
        shapes: what is drawn.
    """

    name: Cell
    kind: str
    words: tuple[Cell, ...]
    sayings: tuple[Attribution, ...]
    shapes: tuple[Shape, ...]


@dataclass(frozen=True)
class LifeTimeline:
    """A timeline: the years above, and each row with its strip."""

    axis: Markup
    rows: tuple[tuple[LifeRow, Markup], ...] = field(default=())

    @property
    def signs(self) -> frozenset[str]:
        """The classes of the shapes that are drawn, for a legend of just these."""
        drawn = (each for _, strip in self.rows for each in _CLASS.findall(strip))
        return frozenset(name for each in drawn for name in each.split())


def line(
    folder: ThingView,
    iri: str,
    *dates: object,
    kind: str = "",
    name: str = "",
    lasting: bool = False,
    within: str = "",
    awaited: bool = False,
    owed: bool = False,
) -> LifeRow:
    """A row of a node.

    Args:
        folder: whose page it is on.
        iri: the node.
        dates: the properties that date it.
        kind: what kind of row it is, in English.
        name: the thing to call it by, where that is not the node itself.
        lasting: whether its status over time is drawn, not only its dates.
        within: what it is a part of: whose dates are told where it has none itself, and
            without which it does not last.
        awaited: whether its date is that of a duty, and not of what happened.
        owed: whether that duty is still owed, though its day is past.
    """
    said = folder.facts(*dates, of=iri) or folder.facts(*dates, of=within or iri)
    claims = [claim for each in said for claim in each.claims]
    words = [
        Cell(f"{each.name.text}: {claim.value.text}" if lasting else claim.value.text)
        for each in said
        for claim in each.claims
    ]
    lives = [each for each in (iri, within) if each]
    shapes: Sequence[Shape] = _bars(folder, lives) if lasting else folder.marks(iri, *dates)
    if awaited:
        shapes = [replace(each, planned=True, owed=owed) for each in folder.marks(iri, *dates)]
    called = folder.reader.name(name or iri)
    return LifeRow(
        replace(called, iri="") if called.iri == folder.iri else called,
        _(kind, folder.lang),
        tuple(dict.fromkeys(words)),
        merged(claims),
        tuple(shapes),
    )


def _bars(folder: ThingView, lives: Sequence[str]) -> list[Shape]:
    """The intervals of what lasts, fading after the last day on which a source tells of it."""
    days = [day for each in lives for day in folder.linked(VSK.lastHeardOf, of=each)]
    heard = max(map(date.fromisoformat, days), default=None)
    return list(until_heard(folder.intervals(*lives), heard, folder.today))


def drawn(folder: ThingView, lines: Iterable[LifeRow]) -> LifeTimeline | None:
    """The timeline of the rows; None where no row has a day."""
    rows = list(lines)
    days = [day for each in rows for day in days_of(each.shapes)]
    if not days:
        return None
    scale = scale_over([*days, folder.today])
    strips = tuple((each, strip(each.shapes, scale, folder.today)) for each in rows)
    return LifeTimeline(axis(scale), strips)
