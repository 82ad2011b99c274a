"""``/validate``: a record or RDF judged by the gate, as a load would, without being loaded."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Annotated, Any, Final

from fastapi import Request, Response
from pydantic import BaseModel, Field

from api.generation.dependencies import JudgeDep, SettingsDep
from api.generation.shared_parameters import LANGUAGE
from api.html.rendering import language_of
from api.http import resource
from api.http.client_watch import while_connected
from api.http.declared import Answers, body, declaring, in_query, ok, problems
from api.http.http_error import HttpError
from api.http.negotiation import HTML, chosen
from api.http.request_body import read_body
from api.locale.language import Lang
from api.locale.translation import translator
from api.problems.problem import problem_of
from api.validation.media_types import WORKBOOK
from api.validation.preview_models import PreviewModel
from api.validation.preview_text import advice, as_text, needs_asking
from api.validation.submitted_form import FORM, UPLOAD, SubmittedForm, read_form
from api.validation.validation_page import EMPTY, thing_as_it_would_be, validation_page
from graph.engine.base import JSONLD, NTRIPLES, RDFXML, TURTLE, Format
from graph.engine.formats import BY_MEDIA_TYPE, INPUT_FORMATS
from graph.errors import BadParameter, LimitMet, UnusableInput
from graph.ledger.short_names import graph_iri
from graph.records.record_document import MEDIA_TYPE as RECORD
from graph.settings import Settings
from graph.texts import N_
from graph.validation.jobs import Judgement, Shown, ValidationJob
from graph.validation.validator_pool import ValidatorPool

router = resource.router(tags=["validation"])


class Report(BaseModel):
    """What the gate says of a document."""

    conforms: Annotated[bool, Field(description="Whether a load would take it.")]
    counts: dict[str, int]
    results: list[dict[str, Any]]
    advice: Annotated[list[str], Field(description="What is most likely meant, if kept out.")]
    names: Annotated[
        list[str], Field(description="What each name in a record was taken for, in words.")
    ]
    preview: Annotated[
        PreviewModel | None, Field(description="What a load would change; null if kept out.")
    ]


METHODS: Final = ("GET", "HEAD", "OPTIONS", "POST")
_JSON: Final = Format("json", "application/json", "json", frozenset())
_TEXT: Final = Format("text", "text/plain", "txt", frozenset())
REPORTS: Final = (_JSON, _TEXT, TURTLE, JSONLD, NTRIPLES, RDFXML)
_SHOWN: Final[dict[str, Shown]] = {
    "json": "json",
    "text": "text",
    "turtle": "turtle",
    "jsonld": "jsonld",
    "ntriples": "ntriples",
    "rdfxml": "rdfxml",
    HTML.name: "json",
}
_VARY: Final = {"Vary": "Accept, Accept-Language", "Cache-Control": "no-store"}
_MEND: Final = "Send it in parts, or use `venskab validate`."

_SHOWN_AS: Final = {"type": "string", "enum": [each.name for each in REPORTS]}
_OPTIONS: Final = declaring(
    in_query("graph", {"type": "string"}, "Graph of unnamed statements.", "source/example"),
    in_query(
        "add",
        {"type": "string", "enum": ["true", "false"], "default": "false"},
        "Whether it is judged together with what its graphs hold already.",
        "false",
    ),
    in_query("format", _SHOWN_AS, "A format, where Accept cannot be set.", "json"),
)
_EXAMPLE: Final = (
    "<https://w3id.org/venskab/graph/source/example>"
    ' <http://purl.org/dc/terms/title> "Example"@en .'
)
_RECORD: Final = "source:\n  name: example\n"
_BODY: Final = body(
    {RECORD: _RECORD, WORKBOOK: None}
    | {form.media_type: _EXAMPLE if form.family == "text" else None for form in INPUT_FORMATS}
)
_ANSWERS: Final[Answers] = {
    200: {
        "description": "The report.",
        "model": Report,
        "content": {form.media_type: {} for form in REPORTS},
    }
}


@router.get(
    "/validate",
    operation_id="validate-form",
    summary="A form for it",
    responses=ok([HTML.media_type]),
    dependencies=[LANGUAGE],
)
async def form(request: Request) -> Response:
    """A form for a person, and how a program asks."""
    return validation_page(request, EMPTY)


@router.post(
    "/validate",
    operation_id="validate",
    summary="Judge a record or RDF as a load would; nothing is loaded",
    responses=_ANSWERS | problems(400, 406, 413, 415, 503, 504),
    dependencies=[LANGUAGE, _OPTIONS],
    openapi_extra={"requestBody": _BODY},
)
async def validate(request: Request, settings: SettingsDep, judge: JudgeDep) -> Response:
    """Judge the body, and answer with the report."""
    media_type = _media_type(request)
    shown = _shown(request)
    graph, add = _graph(request), _add(request.query_params.get("add", ""))
    body = await read_body(request, settings.validate_megabytes << 20, hint=_MEND)
    if media_type in (FORM, UPLOAD):
        return await _judged_form(request, settings, judge, body)
    order = _order(request, settings, media_type, shown.name, graph, add)
    judgement = await while_connected(request, judge.judge(body, order))
    if shown is HTML:
        form = SubmittedForm(body.decode("utf-8", "replace"), body, media_type, graph, add, "")
        return validation_page(request, form, judgement)
    lang = language_of(request)
    headers = _VARY | {"Content-Language": lang}
    return Response(_written(judgement, shown, lang), 200, headers, shown.media_type)


def _order(
    request: Request,
    settings: Settings,
    media_type: str,
    shown: str,
    graph: str | None,
    add: bool,
    thing: str = "",
) -> ValidationJob:
    return ValidationJob(
        media_type,
        language_of(request),
        _SHOWN.get(shown, "text"),
        graph,
        settings.validate_seconds,
        add,
        thing,
    )


def _written(judgement: Judgement, shown: Format, lang: Lang) -> bytes:
    """The report, with what a load would change where it has a place for that."""
    if shown is _JSON:
        more = {
            "advice": advice(judgement.to_add, lang),
            "names": judgement.names,
            "preview": judgement.preview,
        }
        told = json.loads(judgement.report) | more
        return (json.dumps(told, ensure_ascii=False, indent=2) + "\n").encode()
    if shown is not _TEXT:
        return judgement.report
    parts = [judgement.report.decode(), *(f"{one}\n" for one in judgement.names)]
    parts += [*(f"{one}\n" for one in advice(judgement.to_add, lang))]
    if judgement.preview:
        parts.append(as_text(judgement.preview, lang))
        parts += [f"{one}\n" for one in [needs_asking(judgement.preview, lang)] if one]
    return "\n".join(parts).encode()


async def _judged_form(
    request: Request, settings: Settings, judge: ValidatorPool, body: bytes
) -> Response:
    """The page's own form: what was written into it or sent with it, judged."""
    form = await read_form(request, body)
    order = _order(request, settings, form.media_type, _JSON.name, form.graph, form.add, form.thing)
    try:
        judgement = await while_connected(request, judge.judge(form.sent, order))
    except (UnusableInput, LimitMet) as error:
        status, told = problem_of(error).status, error.sentence(translator(language_of(request)))
        return validation_page(request, form, fault=told, status=status)
    if judgement.record:
        form = replace(form, data=judgement.record, chosen="")
    if judgement.described:
        return await thing_as_it_would_be(request, form, judgement.described)
    return validation_page(request, form, judgement)


def _media_type(request: Request) -> str:
    given = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HttpError(
            415, "coding", N_("Compressed bodies are not taken."), hint=N_("Send it plain.")
        )
    if given in (*BY_MEDIA_TYPE, RECORD, WORKBOOK, FORM, UPLOAD):
        return given
    what = N_(
        "This address does not take {given}.", given=given or N_("a body without a media type")
    )
    raise HttpError(415, "media-type", what, hint=_known_types())


def _known_types() -> str:
    known = (RECORD, WORKBOOK, *(form.media_type for form in INPUT_FORMATS))
    return N_("Send {known}.", known=", ".join(known))


def _shown(request: Request) -> Format:
    if name := request.query_params.get("format"):
        found = next((each for each in REPORTS if each.name == name), None)
        if found is None:
            names = ", ".join(each.name for each in REPORTS)
            raise BadParameter(
                N_("There is no format {name!a}.", name=name[:40]),
                hint=N_("Take {names}.", names=names),
            )
        return found
    return chosen(request.headers.get("accept"), REPORTS)


def _graph(request: Request) -> str | None:
    return _named(request.query_params.get("graph", ""))


def _add(given: str) -> bool:
    if given not in ("", "true", "false"):
        raise BadParameter(
            N_("{given!a} is neither true nor false.", given=given[:40]), where="add"
        )
    return given == "true"


def _named(graph: str) -> str | None:
    return graph_iri(graph.strip()) if graph.strip() else None
