"""The SPARQL endpoint in OpenAPI: the operations of the SPARQL 1.1 Protocol."""

from __future__ import annotations

from typing import Any, Final

from api.charts.chart import VIEWS
from api.charts.chart_responses import SVG, TABLE
from api.http.negotiation import HTML
from api.http.openapi_operations import NOT_MODIFIED, get, in_query, ok, problems
from api.sparql.protocol import DIRECT
from graph.engine.base import FORMATS

_EXAMPLE: Final = (
    "SELECT ?agreement WHERE { ?agreement a <https://w3id.org/venskab/ontology#Agreement> }"
)
_ANSWERS: Final = tuple(form.media_type for form in FORMATS)
_TEXT: Final = {"type": "string", "minLength": 1}
_GRAPHS: Final = {"type": "array", "items": {"type": "string", "format": "iri"}}
_SOURCE: Final = "https://w3id.org/venskab/graph/source/sermersooq-aalborg-2019"


def sparql() -> dict[str, Any]:
    """The endpoint by GET and by POST; without a query, GET describes the service in RDF."""
    names = ", ".join(form.name for form in (*FORMATS, HTML, SVG))
    dataset = [
        in_query(f"{kind}-graph-uri", _GRAPHS, _SOURCE, f"A {kind} graph of the query.")
        for kind in ("default", "named")
    ]
    wanted = in_query(
        "format",
        {"type": "string"},
        "csv",
        f"A format, where Accept cannot be set: {names}, or what other servers call it. "
        "Accept decides where no format of that name carries the answer.",
    )
    views = {"type": "string", "enum": [TABLE, *VIEWS]}
    view = in_query("view", views, TABLE, "The picture of the answer, as svg or on a page.")
    query = in_query("query", _TEXT, _EXAMPLE, "A query in SPARQL 1.1; SERVICE is refused.")
    refused = problems(400, 406, 413, 503, 504, 507)
    told = get(
        "sparql-get",
        "Ask a query",
        (query, *dataset, wanted, view),
        ok((*_ANSWERS, HTML.media_type, SVG.media_type)) | NOT_MODIFIED | refused,
    )
    asked: dict[str, Any] = {
        "operationId": "sparql-post",
        "summary": "Ask a query that is too long for an address",
        "parameters": [*dataset, wanted, view],
        "requestBody": {
            "required": True,
            "content": {DIRECT: {"schema": _TEXT, "example": _EXAMPLE}},
        },
        "responses": ok((*_ANSWERS, SVG.media_type)) | NOT_MODIFIED | refused | problems(415),
    }
    return {"/sparql": told | {"post": asked}}
