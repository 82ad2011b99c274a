"""Reads a SPARQL 1.1 Protocol request (section 2.1): GET, form POST and direct POST."""

from __future__ import annotations

import math
import re
from binascii import a2b_qp
from dataclasses import dataclass
from typing import Final
from urllib.parse import unquote_to_bytes

from fastapi import Request

from api.http.http_error import HttpError
from api.http.request_body import read_body
from graph.errors import BadParameter, BadQuery
from graph.texts import N_

FORM: Final = "application/x-www-form-urlencoded"
DIRECT: Final = "application/sparql-query"
UPDATE: Final = "application/sparql-update"
# Percent-encoding makes three bytes of one, and graph IRIs come beside the query.
ENCODING_FACTOR: Final = 4
_MOST_FIELDS: Final = 200
# Here and in Virtuoso, in Fuseki, in rasqal, and in RDF4J; SPARQLWrapper sends three, some twice.
_FORMAT: Final = ("format", "output", "results", "Accept")
_BROKEN_ESCAPE: Final = re.compile(rb"%(?![0-9A-Fa-f]{2})")
_ABSOLUTE_IRI: Final = re.compile(r'[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>"{}|\\^`]+')
_MEDIA_TYPE: Final = re.compile(r"\s*([\w.+-]+/[\w.+-]+)\s*(?:;(.*))?", re.DOTALL)
_CHARSET: Final = re.compile(r'charset\s*=\s*"?([\w-]+)"?', re.IGNORECASE)


@dataclass(frozen=True)
class Operation:
    """A SPARQL operation as a client asks it.

    Attributes:
        query: the query's text; None on a GET that names none.
        default_graphs: ``default-graph-uri``.
        named_graphs: ``named-graph-uri``.
        seconds: ``timeout``, s; None when not given.
        formats: names of formats, as ``format`` and what other servers call it give them.
        view: ``view``, the picture that a page shows; blank when not given.
    """

    query: str | None
    default_graphs: tuple[str, ...]
    named_graphs: tuple[str, ...]
    seconds: float | None
    formats: tuple[str, ...]
    view: str


class _Parameters:
    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self._pairs = pairs

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self._pairs if key == name)

    def one(self, name: str) -> str | None:
        values = self.all(name)
        if len(values) > 1:
            raise BadParameter(
                N_(
                    "There are {values} parameters named {name}; give one.",
                    values=len(values),
                    name=name,
                )
            )
        return values[0] if values else None


async def read_operation(request: Request, *, longest: int) -> Operation:
    """Read what ``request`` asks.

    Args:
        request: GET, HEAD or POST.
        longest: longest query text, bytes; a body that cannot hold such a query is refused.

    Raises:
        BadQuery: no query, or text that is not UTF-8.
        BadParameter: a parameter twice, or with a value that cannot be.
        HttpError: media type, charset or coding not taken; an update.
        LimitMet: the body is too large.
    """
    pairs = read_parameters(request.scope["query_string"])
    if request.method != "POST":
        return _operation(_Parameters(pairs), direct=None)
    media_type = _media_type(request)
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise HttpError(
            415, "coding", N_("Compressed bodies are not taken."), hint=N_("Send it plain.")
        )
    body = await read_body(request, longest * ENCODING_FACTOR, hint="Shorten the query.")
    if media_type == DIRECT:
        return _operation(_Parameters(pairs), direct=_text(body))
    form = read_parameters(body)
    if misplaced := [name for name, _ in form if name in ("as_of", "tier")]:
        raise BadParameter(
            N_("{name} stands in the form.", name=misplaced[0]),
            hint=N_("Put it into the address."),
        )
    operation = _operation(_Parameters(pairs + form), direct=None)
    if operation.query is None:
        raise BadQuery(N_("The form has no query."), hint=N_("Send it as the field 'query'."))
    return operation


def _operation(given: _Parameters, *, direct: str | None) -> Operation:
    if given.all("update"):
        raise _read_only()
    query = given.one("query")
    if direct is not None and query is not None:
        raise BadParameter(
            N_("The query is both in the body and in the address."), hint=N_("Send one.")
        )
    default_graphs, named_graphs = (
        tuple(_iri(name, value) for value in given.all(name))
        for name in ("default-graph-uri", "named-graph-uri")
    )
    return Operation(
        _said(direct if direct is not None else query),
        default_graphs,
        named_graphs,
        _seconds(given.one("timeout")),
        tuple(name for parameter in _FORMAT for name in given.all(parameter) if name),
        given.one("view") or "",
    )


def _said(query: str | None) -> str | None:
    """The query without a byte order mark, which editors write and SPARQL does not know."""
    if query is None:
        return None
    text = query.removeprefix("\ufeff")
    if not text.strip():
        raise BadQuery(
            N_("The query is empty."), hint=N_("Ask with SELECT, ASK, CONSTRUCT or DESCRIBE.")
        )
    return text


def _media_type(request: Request) -> str:
    given = _MEDIA_TYPE.fullmatch(request.headers.get("content-type", ""))
    media_type = given[1].lower() if given else ""
    if media_type == UPDATE:
        raise _read_only()
    if given is None or media_type not in {FORM, DIRECT}:
        shown = media_type or "a body without a media type"
        raise HttpError(
            415,
            "media-type",
            N_("This address does not take {type}.", type=shown),
            hint=N_("Send the query as {direct}, or as {form}.", direct=DIRECT, form=FORM),
        )
    charset = _CHARSET.search(given[2] or "")
    if charset and charset[1].lower() not in {"utf-8", "utf8", "us-ascii"}:
        raise HttpError(
            415, "charset", N_("SPARQL is written in UTF-8."), hint=N_("Send it as UTF-8.")
        )
    return media_type


def _read_only() -> HttpError:
    return HttpError(
        403,
        "read-only",
        N_("This address only answers queries; it takes no update."),
        hint=N_("Ask with SELECT, ASK, CONSTRUCT or DESCRIBE; change data with 'venskab load'."),
    )


def _text(data: bytes) -> str:
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise BadQuery(N_("The query is not valid UTF-8."), hint=N_("Send it as UTF-8.")) from error


def read_parameters(encoded: bytes) -> list[tuple[str, str]]:
    """Names and values of an address or a form, in their order.

    Raises:
        BadQuery: not UTF-8, percent-encoded.
        BadParameter: too many.
    """
    fields = encoded.split(b"&")
    if len(fields) > _MOST_FIELDS:
        raise BadParameter(N_("There are more than {most} parameters.", most=_MOST_FIELDS))
    try:
        halves = [field.partition(b"=") for field in fields if field]
        return [(_decoded(name), _decoded(value)) for name, _, value in halves]
    except UnicodeDecodeError as error:
        raise BadQuery(N_("The parameters are not valid UTF-8, percent-encoded.")) from error


def _decoded(escaped: bytes) -> str:
    """Percent-decoding, for which the standard library's own takes half the time of a request.

    Quoted-printable is the same with another sign, and is read in C.
    """
    escaped.decode("ascii")
    spaced = escaped.replace(b"+", b" ")
    if _BROKEN_ESCAPE.search(spaced):
        return unquote_to_bytes(spaced).decode()
    return a2b_qp(spaced.replace(b"=", b"=3D").replace(b"%", b"=")).decode()


def _iri(name: str, value: str) -> str:
    if not _ABSOLUTE_IRI.fullmatch(value):
        raise BadParameter(
            N_("{name} is not an absolute IRI: {value}", name=name, value=value[:80])
        )
    return value


def _seconds(value: str | None) -> float | None:
    if value is None:
        return None
    seconds = positive(value)
    if seconds is None:
        raise BadParameter(N_("timeout is a number of seconds above 0, such as 5."))
    return seconds


def positive(text: str) -> float | None:
    """The finite number above 0 that a text says; None where it says none."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if math.isfinite(number) and number > 0 else None
