"""The one place that turns errors into HTTP: ``application/problem+json`` (RFC 9457).

=====================  ======  =========================================================
what happened          status  members beside type, title, status, detail
=====================  ======  =========================================================
query does not parse   400     line, column, advice
prefix not declared    400     line, column, advice, prefix, declaration
bad parameter          400     advice
body cannot be read    400     advice
update on this address 403     advice
unknown address        404
wrong method           405     (header Allow)
no format fits         406     offered
thing withdrawn        410     graph, withdrawn, version, note
body too large         413     limit, value, advice
wrong media type       415     advice
limit depth, patterns, 400     limit, value, advice
text
library not installed  501     advice
remote engine does not 502     advice
answer, or not whole
limit time             504     limit, value, advice
limit memory, result   507     limit, value, advice
limit queue,           503     limit, value, advice (header Retry-After)
connections
limit requests         429     limit, value, advice (header Retry-After)
limit header-time,     408     limit, value, advice
body-time
limit header           431     limit, value, advice
=====================  ======  =========================================================

Each has an ``instance`` that names the request as ``X-Request-Id`` and the log do.
The body of an answer is never cut: who reads 200 has all of it. A browser gets the same as a page.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Final

from fastapi import FastAPI, Request, Response
from starlette.exceptions import HTTPException

from api.html.rendering import language_of, page
from api.http.http_error import ClientGone, HttpError
from api.http.negotiation import NoneFits, prefers_html
from api.locale.language import SOURCE, Lang
from api.locale.translation import _
from api.monitoring.request_log import current, note
from api.problems.problem_types import meaning
from graph.engine.base import FORMATS, RDFXML, XML, Kind, Unacceptable
from graph.errors import (
    BadQuery,
    EngineUnavailable,
    LibraryMissing,
    LimitMet,
    NotFound,
    UnreadableFile,
    UnusableInput,
    VenskabError,
)
from graph.prefixes import BASE
from graph.texts import N_, Text

MEDIA_TYPE: Final = "application/problem+json"
_BY_PARAMETER: Final = N_("Send an Accept header with one of the formats offered, or add ?format=.")
_CARRIED: Final = {
    Kind.SOLUTIONS: N_(
        "The query answers with solutions, and no format you accept can carry that."
    ),
    Kind.BOOLEAN: N_("The query answers with boolean, and no format you accept can carry that."),
    Kind.GRAPH: N_("The query answers with graph, and no format you accept can carry that."),
}
# The phrases of the statuses that are answered with, which are the titles of problems.
_PHRASES: Final = (
    N_("Bad Request"),
    N_("Forbidden"),
    N_("Not Found"),
    N_("Method Not Allowed"),
    N_("Not Acceptable"),
    N_("Request Timeout"),
    N_("Gone"),
    N_("Request Entity Too Large"),
    N_("Content Too Large"),
    N_("Unsupported Media Type"),
    N_("Requested Range Not Satisfiable"),
    N_("Range Not Satisfiable"),
    N_("Misdirected Request"),
    N_("Too Many Requests"),
    N_("Request Header Fields Too Large"),
    N_("Internal Server Error"),
    N_("Not Implemented"),
    N_("Bad Gateway"),
    N_("Service Unavailable"),
    N_("Gateway Timeout"),
    N_("Insufficient Storage"),
)
_PLAIN: Final[dict[type[VenskabError], tuple[int, str]]] = {
    NotFound: (404, "not-found"),
    UnreadableFile: (400, "unreadable"),
    UnusableInput: (400, "bad-parameter"),
    LibraryMissing: (501, "library-missing"),
    EngineUnavailable: (502, "engine-unavailable"),
    VenskabError: (500, "internal"),
}
_LIMIT_STATUS: Final = {
    "time": 504,
    "memory": 507,
    "result": 507,
    "queue": 503,
    "connections": 503,
    "body": 413,
    "requests": 429,
    "header-time": 408,
    "body-time": 408,
    "header": 431,
}
# Not registered, but the usual mark of it in logs; it never reaches a client.
_CLIENT_CLOSED: Final = 499


@dataclass(frozen=True)
class ProblemDetails:
    """One problem, before it is written as JSON or as a page.

    Attributes:
        status: HTTP status.
        kind: last segment of the problem's type IRI.
        detail: what is wrong, one or two sentences.
        advice: what the client can do.
        members: further members of the document.
        headers: headers that belong to the status.
    """

    status: int
    kind: str
    detail: str
    advice: str = ""
    members: Mapping[str, object] = field(default_factory=dict)
    headers: Mapping[str, str] = field(default_factory=dict)

    @property
    def title(self) -> str:
        """The standard phrase of the status, in English."""
        return HTTPStatus(self.status).phrase

    @property
    def meaning(self) -> Text | None:
        """The words for such a problem."""
        return meaning(self.kind)

    def document(self, lang: Lang = SOURCE) -> dict[str, object]:
        """The members of the problem document, its sentences in ``lang``."""
        document: dict[str, object] = {
            "type": f"{BASE}problem/{self.kind}",
            "title": _(self.title, lang),
            "status": self.status,
            "detail": _(self.detail, lang),
        }
        if (record := current()) is not None:
            document["instance"] = f"urn:uuid:{record.id}"
        if self.advice:
            document["advice"] = _(self.advice, lang)
        told = {name: _said(value, lang) for name, value in self.members.items()}
        return document | told

    def text(self, lang: Lang = SOURCE) -> str:
        """The problem document as JSON, its sentences in ``lang``."""
        return json.dumps(self.document(lang), ensure_ascii=False, indent=1) + "\n"


def _said(value: object, lang: Lang) -> object:
    return _(value, lang) if isinstance(value, Text) else value


def problem_of(error: Exception) -> ProblemDetails:
    """The problem told to a client; an unexpected error tells nothing of its inside."""
    match error:
        case Unacceptable():
            return _unacceptable(error)
        case NoneFits():
            return _none_fits(error)
        case HTTPException():
            return _http_exception(error)
        case VenskabError():
            return _venskab_error(error)
        case _:
            detail = N_("The server met an error of its own. Asking again may help.")
            return ProblemDetails(500, "internal", detail)


def _venskab_error(error: VenskabError) -> ProblemDetails:
    match error:
        case LimitMet():
            return _limit_met(error)
        case BadQuery():
            return _bad_query(error)
        case HttpError():
            return ProblemDetails(
                error.status, error.kind, error.what, error.hint, error.members, error.headers
            )
        case _:
            return _located(error)


def _located(error: VenskabError) -> ProblemDetails:
    status, kind = next(told for what, told in _PLAIN.items() if isinstance(error, what))
    detail = error.what
    if error.where:
        detail = N_("{where}: {what}", where=error.where, what=error.what)
    return ProblemDetails(status, kind, detail, error.hint)


def _limit_met(error: LimitMet) -> ProblemDetails:
    note(limit=error.limit)
    status = _LIMIT_STATUS.get(error.limit, 400)
    headers = {} if error.retry_after is None else {"Retry-After": str(error.retry_after)}
    if error.limit == "body":
        # What still comes of it would be taken for the next request.
        headers["Connection"] = "close"
    members = {"limit": error.limit, "value": error.value}
    return ProblemDetails(status, f"limit-{error.limit}", error.what, error.hint, members, headers)


def _bad_query(error: BadQuery) -> ProblemDetails:
    told = {
        "line": error.line,
        "column": error.column,
        "prefix": error.prefix,
        "declaration": error.declaration or None,
    }
    members = {name: value for name, value in told.items() if value is not None}
    return ProblemDetails(400, "bad-query", error.what, error.hint, members)


def _unacceptable(error: Unacceptable) -> ProblemDetails:
    fitting = [each for each in FORMATS if error.kind in each.kinds]
    detail = _CARRIED[error.kind]
    if error.obstacle:
        fitting = [each for each in fitting if each not in (XML, RDFXML)]
        detail = N_("The answer holds {obstacle}.", obstacle=error.obstacle)
    return not_acceptable(detail, [each.media_type for each in fitting])


def _none_fits(error: NoneFits) -> ProblemDetails:
    *endings, last = (f".{each.suffix}" for each in error.offered)
    advice = N_("Accept one of the formats offered.")
    if error.endings:
        advice = N_(
            "Accept one of the formats offered, or let the address end in {endings} or {last}.",
            endings=", ".join(endings),
            last=last,
        )
    offered = [each.media_type for each in error.offered]
    return not_acceptable(N_("No format that you accept is on offer here."), offered, advice)


def not_acceptable(detail: str, offered: list[str], advice: str = _BY_PARAMETER) -> ProblemDetails:
    """A 406 that lists what is on offer."""
    return ProblemDetails(406, "not-acceptable", detail, advice, {"offered": offered})


def _http_exception(error: HTTPException) -> ProblemDetails:
    details = {
        404: N_("There is nothing at this address."),
        405: N_("This address does not take this method."),
        413: N_("The request body is too large."),
    }
    kind = HTTPStatus(error.status_code).phrase.lower().replace(" ", "-")
    # A library's own words are English, and stay only where there are none of ours.
    detail = details.get(error.status_code) or meaning(kind) or str(error.detail)
    return ProblemDetails(error.status_code, kind, detail, headers=dict(error.headers or {}))


def respond(request: Request, problem: ProblemDetails) -> Response:
    """``problem`` as JSON, or as a page when a person's browser asks."""
    if prefers_html(request.headers.get("accept")):
        return page(
            request,
            "error.html",
            status=problem.status,
            headers=problem.headers,
            problem=problem,
            canonical="",
        )
    lang = language_of(request)
    headers = {"Cache-Control": "no-store", "Content-Language": lang} | dict(problem.headers)
    headers["Vary"] = "Accept, Accept-Language"
    return Response(problem.text(lang), problem.status, headers, MEDIA_TYPE)


def answer_to(request: Request, error: Exception) -> Response:
    """The response in place of an answer; an empty one when the client hung up."""
    if isinstance(error, ClientGone):
        return Response(status_code=_CLIENT_CLOSED)
    return respond(request, problem_of(error))


async def _handle(request: Request, error: Exception) -> Response:
    return answer_to(request, error)


def install(app: FastAPI) -> None:
    """Make ``app`` answer every error with a problem."""
    for kind in (VenskabError, Unacceptable, NoneFits, HTTPException, ClientGone, Exception):
        app.add_exception_handler(kind, _handle)
