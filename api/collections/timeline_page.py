"""A set of things as a timeline: a page of rows with their strips, and the whole set above."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from markupsafe import Markup

from api.collections.serializers import spoken
from api.collections.timeline_order import (
    OrderedRow,
    TimeInForce,
    grouped,
    length,
    on_page,
    ordered,
    pages,
)
from api.locale.column_labels import code, foreign
from api.locale.date_format import in_words
from api.locale.language import Lang
from api.locale.lifetimes import lifetime_in_words
from api.locale.result_table import Cell
from api.locale.translation import _, ngettext
from api.svg.scale import Scale, scale_over
from api.svg.time_strips import Mark, Shape, axis, overview, strip
from graph.collation import danish_key
from graph.collections.collection import Collection, Filter
from graph.collections.collection_index import CollectionIndex
from graph.collections.json_terms import worded
from graph.collections.page import Fitting
from graph.collections.time_counts import Span, Years, counted, years_over
from graph.terms import shorten
from graph.texts import N_
from graph.time.intervals import holding

GROUPS: Final = ("country", "kind", "type")
# Columns of the overview; more would be no wider than a hair on a phone.
_COLUMNS: Final = 120
_DASH: Final = "\N{EN DASH}"
_NOTHING: Final = N_("no date")
_PLANNED: Final = N_("planned")
_SHORT: Final = N_("under 1 year")


@dataclass(frozen=True)
class Asked:
    """The choices of a timeline's reader.

    Attributes:
        sort: the order.
        group: what its rows are grouped by; blank for nothing.
        page: which page of rows, from one.
        on: the day that was asked for.
        today: the day on which it is looked at.
    """

    sort: str
    group: str
    page: int
    on: date | None
    today: date


@dataclass(frozen=True)
class TimelineRow:
    """A row in words, and the strip that is drawn of it.

    Attributes:
        name: the thing.
        when: its days in words.
        notes: how long it went on, how certainly it fits, whether it is only planned.
        strip: the same drawn.
    """

    name: Cell
    when: str
    notes: tuple[str, ...]
    strip: Markup


@dataclass(frozen=True)
class Timeline:
    """A page of rows, and the whole set above it.

    Attributes:
        axis: the years.
        overview: how many there were, drawn.
        years: the same as rows: the years, how many certainly, how many at most.
        most: the years in which there were most, or None where nothing has a day.
        groups: the rows, with the name of their group, and how many the group has in all.
        page: which page it is, from one.
        pages: how many there are.
        undated: things of which no day is known.
    """

    axis: Markup
    overview: Markup
    years: tuple[tuple[str, int, int], ...]
    most: tuple[str, int, int] | None
    groups: tuple[tuple[str, int, tuple[TimelineRow, ...]], ...]
    page: int
    pages: int
    undated: int


def groups_of(collection: Collection) -> list[Filter]:
    """The groupings that the rows of a collection can have."""
    return [each for each in collection.filters if each.name in GROUPS]


async def timeline(
    directory: CollectionIndex, found: Fitting, asked: Asked, lang: Lang
) -> Timeline:
    """The timeline of all that fits.

    Args:
        directory: reads of the generation.
        found: what fits.
        asked: how it is looked at.
        lang: the reader's language.

    Raises:
        VenskabError: the engine could not answer.
    """
    collection = found.selection.collection
    spans = await directory.spans(collection)
    labels = await directory.labels(collection)
    groups = await _groups(directory, collection, asked.group, lang)
    rows = []
    for iri, certainty in found.things.items():
        text, tongue = spoken(worded(labels.get(iri, {})), lang)
        group = groups.get(iri, "")
        rows.append(OrderedRow(iri, text or shorten(iri), tongue, spans.get(iri), certainty, group))
    return await asyncio.to_thread(_drawn, rows, asked, collection, lang)


async def _groups(
    directory: CollectionIndex, collection: Collection, name: str, lang: Lang
) -> Mapping[str, str]:
    """The group of each thing: the names of all values that it has."""
    found = next((each for each in groups_of(collection) if each.name == name), None)
    if found is None:
        return {}
    values = await directory.values(collection, found, stated=True)
    names = await directory.names({iri for several in values.values() for iri in several})
    said = {
        iri: name.said(lang) or foreign(iri, lang) or shorten(iri) for iri, name in names.items()
    }
    return {
        thing: f" {_DASH} ".join(sorted({said[iri] for iri in several}, key=danish_key))
        for thing, several in values.items()
    }


def _drawn(
    rows: Sequence[OrderedRow], asked: Asked, collection: Collection, lang: Lang
) -> Timeline:
    spans = [row.span for row in rows if row.span and row.span.days]
    days = [day for span in spans for day in span.days]
    scale = scale_over([*days, asked.today, *([asked.on] if asked.on else [])])
    # What has no known beginning was perhaps there as far back as the line goes.
    begin = date.fromordinal(max(1, int(scale.first)))
    years = years_over([begin, *days, asked.today], _COLUMNS)
    counts = counted(spans, years)
    every = ordered(rows, asked.sort, asked.today)
    sizes = {name: len(several) for name, several in grouped(every)}
    groups = [
        (name, sizes[name], tuple(_line(row, scale, asked, collection, lang) for row in several))
        for name, several in grouped(on_page(every, asked.page))
    ]
    told = tuple((_span_of(years, at), *counts[at]) for at in range(years.number))
    return Timeline(
        axis(scale),
        overview(years, counts, scale, asked.today, asked.on),
        told,
        max(told, key=lambda row: (row[2], row[1])) if spans else None,
        tuple(groups),
        asked.page,
        pages(len(rows)),
        len(rows) - len(spans),
    )


def _span_of(years: Years, at: int) -> str:
    start = years.first + at * years.step
    return str(start) if years.step == 1 else f"{start}{_DASH}{start + years.step - 1}"


def _line(
    row: OrderedRow, scale: Scale, asked: Asked, collection: Collection, lang: Lang
) -> TimelineRow:
    notes = []
    if row.span and collection.lasting:
        notes.append(_length_words(length(row.span, asked.today), lang))
    if row.span and row.span.planned:
        notes.append(_(_PLANNED, lang))
    # Without a day or a period all things fit, and certainly.
    if asked.on and row.certainty:
        notes.append(code(row.certainty, lang))
    shapes = _shapes(row.span) if row.span else []
    drawn = strip(shapes, scale, asked.today, asked.on)
    words = when(row.span, lang) if row.span and row.span.days else _(_NOTHING, lang)
    return TimelineRow(Cell(row.name, row.lang, row.iri), words, tuple(filter(None, notes)), drawn)


def _shapes(span: Span) -> Sequence[Shape]:
    if span.dates:
        return [Mark(each.earliest, each.latest, span.planned) for each in span.acts]
    return holding(span.spells)


def when(span: Span, lang: Lang) -> str:
    """The days of a thing in words: its dates, or from when until when it lasted."""
    if span.dates:
        return "; ".join(in_words(each, lang) for each in span.dates)
    return lifetime_in_words(span.first, span.last, span.spells[-1].states, lang)


def _length_words(found: TimeInForce, lang: Lang) -> str:
    least, most = found.years
    if most is None:
        return _("at least {time}", lang, time=_years(least, lang)) if least else ""
    if not most:
        return _(_SHORT, lang)
    if not least:
        return _("at most {time}", lang, time=_years(most, lang))
    return _years(most, lang) if least == most else f"{least}{_DASH}{_years(most, lang)}"


def _years(number: int, lang: Lang) -> str:
    return ngettext("{n} year", "{n} years", number, lang)
