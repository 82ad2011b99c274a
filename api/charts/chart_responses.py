"""The picture of an answer for who asks it: on a page, or as a file of its own."""

from __future__ import annotations

import asyncio
import re
from typing import Final

from fastapi import Request, Response

from api.charts.chart import VIEWS, Chart, ChartFrame, View, picture
from api.charts.svg_export import saying, sheet
from api.html.page_cache import today
from api.html.provenance import here
from api.html.rendering import language_of, link, site_of
from api.locale.result_table import ResultAnswer
from api.locale.translation import _
from api.problems.problem import not_acceptable, respond
from api.svg.svg_style import alone
from graph.engine.base import FORMATS, Format
from graph.errors import BadParameter
from graph.texts import N_

SVG: Final = Format("svg", "image/svg+xml", "svg", frozenset())
TABLE: Final = "table"
_NOTHING: Final = N_("The answer has nothing to draw.")
# The line of a question's front matter that says how its answer is best shown.
_RESULT: Final = re.compile(r"^#\+[ \t]*result:[ \t]*(\w+)[ \t]*$", re.MULTILINE)


def view_named(name: str) -> View | None:
    """The kind of picture of that name; None for a table and for what is none."""
    return next((view for view in VIEWS if view == name), None)


def view_for(chosen: str, query: str) -> View | None:
    """The picture of a free query: the one chosen, else the one that a line of it asks for.

    Raises:
        BadParameter: what is chosen is neither a picture nor a table.
    """
    if chosen and chosen != TABLE and view_named(chosen) is None:
        hint = N_("Take {value}.", value=", ".join((TABLE, *VIEWS)))
        raise BadParameter(
            N_("There is no view {chosen!r}.", chosen=chosen[:40]), where="view", hint=hint
        )
    stated = _RESULT.search(query)
    return view_named(chosen or (stated[1] if stated else ""))


async def pictured(
    request: Request, answer: ResultAnswer, view: View, title: str, *, site: str = ""
) -> Chart:
    """The picture of an answer in the reader's language.

    Args:
        request: what the client asks.
        answer: the answer.
        view: the kind of picture.
        title: what it is of.
        site: what links begin with, for a picture that leaves this site.
    """

    def address(iri: str) -> str:
        target = here(iri)
        if target.startswith("/"):
            return site + link(request, target, {})
        return target if target.startswith(("http://", "https://")) else ""

    frame = ChartFrame(title, language_of(request), address, today())
    # A layout takes tens of milliseconds, in which others are answered.
    return await asyncio.to_thread(picture, answer, view, frame)


async def picture_file(
    request: Request, answer: ResultAnswer, view: View | None, title: str, name: str
) -> Response:
    """The picture of an answer as an SVG document; one that says so where there is nothing to draw.

    Args:
        request: what the client asks.
        answer: the answer.
        view: the kind of picture; None where none was asked for.
        title: what it is of.
        name: what a browser names the file, without an ending.

    Raises:
        BadParameter: no picture was asked for.
    """
    if view is None:
        hint = N_("Take {known}.", known=", ".join(VIEWS))
        raise BadParameter(N_("A picture is of one kind."), where="view", hint=hint)
    made = await pictured(request, answer, view, title, site=site_of(request))
    if answer.too_long or made.count > made.most:
        detail = N_("The answer is too long to be drawn.")
        if not answer.too_long:
            detail = N_(
                "The answer gives {count:,} marks; a {view} here holds {most}.",
                count=made.count,
                view=view,
                most=made.most,
            )
        return respond(request, not_acceptable(detail, [form.media_type for form in FORMATS]))
    lang = language_of(request)
    headers = {
        "Cache-Control": "no-cache",
        "Content-Language": lang,
        "Content-Disposition": f'inline; filename="{name}.svg"',
        "Vary": "Accept, Accept-Language",
    }
    drawing = made.drawing.file() if made.drawing else saying(title, _(_NOTHING, lang))
    drawn = sheet(drawing, title, made.signs, lang, f"Venskab, {site_of(request)}")
    return Response(alone(drawn), 200, headers, SVG.media_type)
