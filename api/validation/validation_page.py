"""The page of ``/validate``: the form, what is wrong at its place, and what a load would change."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from fastapi import Request, Response

from api.generation.generation import generation_of
from api.html.rendering import language_of, page
from api.locale.language import Lang
from api.pages.thing_page import shown_thing
from api.validation.preview_text import advice, needs_asking, sections
from api.validation.submitted_form import SubmittedForm
from graph.descriptions.describe import Description
from graph.engine.formats import INPUT_FORMATS
from graph.ledger.short_names import short_graph
from graph.prefixes import BASE
from graph.records.record_document import MEDIA_TYPE as RECORD
from graph.statements import Statement
from graph.texts import N_
from graph.validation.jobs import Judgement

EMPTY: Final = SubmittedForm("", b"", RECORD, None, False, "")
_KEPT: Final = {"Cache-Control": "no-store"}
# Of the things of a record these have pages that tell most.
_FIRST: Final = (
    "agreement",
    "partnership",
    "visit",
    "meeting",
    "public-event",
    "exchange",
    "initiative",
    "municipality",
    "locality",
    "network",
)
_MOST_THINGS: Final = 8
_CLASSES: Final = {"Violation": "error", "Warning": "warning", "Info": "info"}
_KINDS: Final = {
    "Violation": N_("Error"),
    "Warning": N_("Warning"),
    "Info": N_("Suggestion"),
}


@dataclass(frozen=True)
class ShownFinding:
    """A finding beside the line that it is about.

    Attributes:
        kind: how bad it is, in English.
        css: the same as a class of the style sheet.
        line: the line, from 1, or None.
        cell: sheet and cell of a workbook; blank elsewhere.
        column: the column, from 1, or None.
        where: the field in a record, or the thing and its property.
        value: what was written; blank where something is missing.
        message: what to do.
        before: the line up to the value.
        marked: the value as it stands in the line; blank where it is not found there.
        after: the rest of the line.
        choices: what may stand in place of the value.
    """

    kind: str
    css: str
    line: int | None
    cell: str
    column: int | None
    where: str
    value: str
    message: str
    before: str
    marked: str
    after: str
    choices: Sequence[str]

    def mend(self, choice: str) -> str:
        """What the form sends to have a choice put in place of the value."""
        return f"{self.line} {len(self.before) + 1} {len(self.marked)} {choice}"


def validation_page(
    request: Request,
    form: SubmittedForm,
    judgement: Judgement | None = None,
    *,
    fault: str = "",
    status: int = 200,
) -> Response:
    """The page with a form as it was sent.

    Args:
        request: what the client asks.
        form: the form's fields.
        judgement: what the gate says of them, with the report as JSON; None for nothing yet.
        fault: a sentence where they could not be judged.
        status: the answer's status.
    """
    lang = language_of(request)
    return page(
        request,
        "validate.html",
        status=status,
        headers=_KEPT,
        form=form,
        graph=short_graph(form.graph) if form.graph else "",
        judgement=judgement,
        findings=list(_findings(judgement, form.data)) if judgement else [],
        things=_things(judgement.things) if judgement else [],
        changes=sections(judgement.preview, lang) if judgement and judgement.preview else [],
        advice=_advice(judgement, lang) if judgement else [],
        fault=fault,
        record=RECORD,
        types=INPUT_FORMATS,
    )


async def thing_as_it_would_be(
    request: Request, form: SubmittedForm, described: Sequence[Statement]
) -> Response:
    """The page of the thing that a form asks for, as it would look after a load.

    Raises:
        VenskabError: the engine could not answer.
    """
    engine = generation_of(request).engine
    found = Description(form.thing, tuple(described), engine.generation)
    more = {"headers": _KEPT, "formats": (), "address": "", "jsonld": None, "would_be": form}
    return await shown_thing(request, engine, found, **more)


def _advice(judgement: Judgement, lang: Lang) -> list[str]:
    asking = needs_asking(judgement.preview, lang) if judgement.preview else ""
    return advice(judgement.to_add, lang) + ([asking] if asking else [])


def _things(things: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    """The things whose pages tell most: what their addresses end with, and their labels."""
    found = [(iri.removeprefix(BASE + "id/"), label) for iri, label in things]
    ranked = [each for each in found if each[0].partition("/")[0] in _FIRST]
    ranked.sort(key=lambda each: _FIRST.index(each[0].partition("/")[0]))
    return (ranked or found)[:_MOST_THINGS]


def _findings(judgement: Judgement, data: str) -> Iterator[ShownFinding]:
    lines = data.split("\n")
    for one in json.loads(judgement.report)["results"]:
        yield _finding(one, lines)


def _finding(one: Mapping[str, Any], lines: Sequence[str]) -> ShownFinding:
    line, column, value = one["line"], one.get("column"), one["value"] or ""
    text = lines[line - 1] if line and line <= len(lines) else ""
    start = text.find(value, column - 1 if column else 0) if value else -1
    start, length = (start, len(value)) if start >= 0 else (len(text), 0)
    named = " · ".join(part for part in (one["focus_label"], one["path_label"]) if part)
    return ShownFinding(
        _KINDS[one["severity"]],
        _CLASSES[one["severity"]],
        line,
        one.get("cell") or "",
        column,
        one.get("field") or named,
        value,
        one["message"],
        text[:start],
        text[start : start + length],
        text[start + length :],
        one.get("choices", ()) if length else (),
    )
