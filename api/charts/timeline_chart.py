"""The rows of an answer along a line of time, drawn as the lives on the other pages are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from api.charts.chart_text import Address
from api.charts.marks import SpanMark
from api.charts.result_columns import MarkName
from api.charts.row_layout import LayoutRow, Lines
from api.locale.date_format import day_within, days_in_words
from api.locale.language import Lang
from api.locale.lifetimes import stretch_in_words
from api.locale.translation import _
from api.svg.scale import scale_over
from api.svg.time_strips import Mark, Shape, axis_of, days_of, strip_of
from graph.texts import N_
from graph.time.edtf_dates import Bounds, previous_day

_SURE: Final = {"certain": N_("certainly"), "possible": N_("possibly")}


def draw(spans: Sequence[SpanMark], title: str, address: Address, lang: Lang, today: date) -> Lines:
    """The timeline of some rows.

    Args:
        spans: the rows, each with a day at least.
        title: what a reader who cannot see it is told.
        address: where things are.
        lang: the reader's language.
        today: the day that is marked.
    """
    days = [day for span in spans for day in days_of(span.shapes)]
    scale = scale_over([*days, today])
    drawn = [
        LayoutRow(_named(span, lang), _words(span, lang), strip_of(span.shapes, scale, today))
        for span in spans
    ]
    return Lines(title, axis_of(scale), drawn, address)


def _named(span: SpanMark, lang: Lang) -> MarkName:
    """The name with its kind, and with a word where the row itself is in doubt."""
    doubt = [_(_SURE["possible"], lang)] if span.doubtful else []
    told = [each for each in (span.name.kind, *doubt) if each]
    return MarkName(span.name.text, span.name.lang, span.name.iri, ", ".join(told))


def _words(span: SpanMark, lang: Lang) -> str:
    return "; ".join(_told(span.shapes, lang))


def _told(shapes: Iterable[Shape], lang: Lang) -> Iterable[str]:
    for shape in shapes:
        if isinstance(shape, Mark):
            yield _happened(shape.earliest, shape.latest, lang)
        elif shape.sureness:
            sure = _(_SURE[shape.sureness], lang)
            last = previous_day(shape.before) if shape.before else None
            yield f"{sure} {stretch_in_words(shape.start, last, lang)}"


def _happened(first: date | None, last: date | None, lang: Lang) -> str:
    if first and last:
        return days_in_words(first, last, lang)
    return day_within(Bounds(first, last), lang)
