"""The OpenAPI 3.1 description of the resources; every example in it is asked by a test."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, Final

from api.collections.collection_openapi import SCHEMAS, paths
from api.http.negotiation import HTML, RDF
from api.http.openapi_operations import LANGUAGE as _LANGUAGE
from api.http.openapi_operations import NOT_MODIFIED as _NOT_MODIFIED
from api.http.openapi_operations import content as _content
from api.http.openapi_operations import get as _get
from api.http.openapi_operations import in_path as _in_path
from api.http.openapi_operations import in_query as _in_query
from api.http.openapi_operations import ok as _ok
from api.http.openapi_operations import parameter_of as _parameter
from api.http.openapi_operations import problems as _problems
from api.network.network_openapi import NETWORK_PARAMETERS
from api.questions.question import formats_of
from api.releases.release_openapi import dated, releases
from api.search.results_text import LONGEST as LONGEST_NAME
from api.search.results_text import MOST, USUAL
from api.sparql.sparql_openapi import sparql
from graph.engine.formats import INPUT_FORMATS
from graph.exports.manifest import DISTRIBUTIONS
from graph.licenses import DEFAULT, short_name
from graph.network.formats import FORMATS
from graph.search.match import TYPES
from queries.country_codes import ALPHA3_OF
from queries.library import Query, library

_JSON: Final = "application/json"
DESCRIPTIONS: Final = (_JSON, *(form.media_type for form in RDF))
_DOCUMENTS: Final = (HTML.media_type, *(form.media_type for form in RDF))
_PROBLEM_SCHEMA: Final = {
    "type": "object",
    "description": "A problem document (RFC 9457).",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": {"type": "string", "format": "uri"},
        "title": {"type": "string"},
        "status": {"type": "integer"},
        "detail": {"type": "string", "description": "What is wrong, in a sentence."},
        "advice": {"type": "string", "description": "What the client can do."},
    },
}
_REPORT_SCHEMA: Final = {
    "type": "object",
    "required": ["conforms", "counts", "results"],
    "properties": {
        "conforms": {"type": "boolean", "description": "Whether a load would take it."},
        "counts": {"type": "object", "additionalProperties": {"type": "integer"}},
        "results": {"type": "array", "items": {"type": "object"}},
    },
}
_SCHEMAS: Final = {
    "Problem": _PROBLEM_SCHEMA,
    "Report": _REPORT_SCHEMA,
    "Country": {
        "type": "string",
        "description": "A country by its ISO 3166-1 code of two or three letters.",
        "enum": sorted({*ALPHA3_OF, *ALPHA3_OF.values()}),
    },
}
_SUBSCRIPTIONS: Final = (
    ("/calendar.ics", "calendar-of-duties", "What falls due, as a calendar", "text/calendar"),
    ("/changes.atom", "graph-changes", "What changed, as a feed", "application/atom+xml"),
)
_EXAMPLE_BODY: Final = (
    "<https://w3id.org/venskab/graph/source/example>"
    ' <http://purl.org/dc/terms/title> "Example"@en .'
)


def document(base: str, licence: str = DEFAULT) -> dict[str, Any]:
    """The description.

    Args:
        base: the deployment's address, with a slash at the end.
        licence: IRI of the licence of the data.
    """
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Venskab",
            "version": version("venskab"),
            "summary": "The knowledge graph of municipal partnerships.",
            "license": {"name": short_name(licence), "url": licence},
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": dated(
            _linked_data() | sparql() | _search() | paths() | _subscriptions() | _networks()
        )
        | _vocabulary()
        | _queries()
        | _catalog()
        | releases()
        | _downloads()
        | _validation(),
        "components": {"schemas": _SCHEMAS | SCHEMAS},
    }


def _linked_data() -> dict[str, Any]:
    slug = (_in_path("type", "agreement"), _in_path("slug", "sermersooq-aalborg-2019"))
    leads = {"303": {"description": "The thing's document, in the header Location."}}
    gone = _problems(404, 410)
    return {
        "/id/{type}/{slug}": _get("thing", "A thing leads to its document", slug, leads | gone),
        "/doc/{type}/{slug}": _get(
            "document",
            "All that is said of a thing, and who says so",
            (*slug, _LANGUAGE),
            _ok(_DOCUMENTS) | _NOT_MODIFIED | gone | _problems(406),
        ),
        "/graph/{kind}/{slug}": _get(
            "graph",
            "A named graph: the claims of one source",
            (_in_path("kind", "source"), _in_path("slug", "sermersooq-aalborg-2019"), _LANGUAGE),
            _ok(_DOCUMENTS) | _NOT_MODIFIED | gone | _problems(406),
        ),
    }


def _vocabulary() -> dict[str, Any]:
    answers = _ok(_DOCUMENTS) | _NOT_MODIFIED | _problems(406)
    scheme = (_in_path("scheme", "event-kind"), _LANGUAGE)
    concept = (_in_path("scheme", "event-kind"), _in_path("notation", "signed"))
    leads = {"303": {"description": "The concept's document, in the header Location."}}
    return {
        "/ontology": _get("ontology", "The vocabulary", (_LANGUAGE,), answers),
        "/shapes": _get("shapes", "The SHACL shapes", (_LANGUAGE,), answers),
        "/concept/{scheme}": _get("scheme", "A list of concepts", scheme, answers | _problems(404)),
        "/concept/{scheme}/{notation}": _get(
            "concept", "A concept leads to its document", concept, leads | _problems(404)
        ),
        "/context.jsonld": _get("context", "The JSON-LD context", (), _ok(["application/ld+json"])),
    }


def _search() -> dict[str, Any]:
    text = {"type": "string", "minLength": 1, "maxLength": LONGEST_NAME}
    limit = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    parameters = (
        _in_query("q", text, "Nuuk", "A name, or some words of it.") | {"required": True},
        _in_query("type", {"type": "string", "enum": list(TYPES)}, "municipality", "Only these."),
        _in_query("limit", limit, "5", "Most hits."),
        _LANGUAGE,
    )
    answers = _ok([_JSON, HTML.media_type]) | _NOT_MODIFIED | _problems(400, 406, 503)
    summary = "Things by any name that the graph gives them, best first"
    return {"/search": _get("search", summary, parameters, answers)}


def _queries() -> dict[str, Any]:
    rdf = [form.media_type for form in RDF]
    return {
        "/queries": _get(
            "queries", "All questions", (), _ok([_JSON, HTML.media_type, *rdf]) | _problems(406)
        ),
        "/.well-known/sparql-examples": _get(
            "examples", "All questions as RDF", (), _ok(rdf) | _problems(406)
        ),
    } | dated({f"/queries/{query.name}": _query(query) for query in library().values()})


def _query(query: Query) -> dict[str, Any]:
    formats = formats_of(query)
    parameters = [_parameter(each) for each in query.parameters]
    names = {"type": "string", "enum": [*(form.name for form in formats), HTML.name]}
    wanted = _in_query("format", names, formats[0].name, "A format, where Accept cannot be set.")
    # Without any parameter the question describes itself.
    types = (*(form.media_type for form in formats), HTML.media_type, *DESCRIPTIONS)
    answers = _ok(dict.fromkeys(types)) | _NOT_MODIFIED
    told = _get(
        f"query-{query.name}",
        query.title["en"],
        (*parameters, wanted),
        answers | _problems(400, 406, 503, 504, 507),
    )
    told["get"] |= {"description": query.description["en"], "tags": list(query.tags)}
    return told


def _catalog() -> dict[str, Any]:
    rdf = [form.media_type for form in RDF]
    number = {"type": "integer", "minimum": 1}
    page = _in_query("page", number, "1", "A page; without it the whole. HTML has no pages.")
    answers = _ok(_DOCUMENTS) | _NOT_MODIFIED | _problems(406, 503, 504)
    leads = {"303": {"description": "Its document, in the header Location."}} | _problems(404)
    told = {
        "/catalog": _get(
            "catalog",
            "What data portals harvest: DCAT-AP 3.0.1",
            (page, _LANGUAGE),
            answers | _problems(400, 404),
        ),
    }
    for path, summary in (
        ("/.well-known/void", "How much of what the graph holds"),
        ("/profile", "The vocabulary and its shapes as a profile"),
    ):
        described = _ok(rdf) | _NOT_MODIFIED | _problems(406, 503, 504)
        told[path] = _get(path.rpartition("/")[2], summary, (), described)
    for kind, example in (("dataset", "graph"), ("service", "sparql")):
        slug = _in_path("slug", example)
        told[f"/{kind}/{{slug}}"] = _get(kind, f"A {kind} leads to its document", (slug,), leads)
        told[f"/doc/{kind}/{{slug}}"] = _get(
            f"{kind}-document",
            f"What the catalogue says of a {kind}",
            (slug, _LANGUAGE),
            answers | _problems(404),
        )
    return told


def _downloads() -> dict[str, Any]:
    file = _in_path("file", "manifest.json") | {
        "description": "A file of the manifest; those in tables/ by their whole path."
    }
    part = {"206": {"description": "The part that Range asked for."}}
    return {
        "/download/": _get(
            "downloads",
            "The graph as files: which there are, with sizes and hashes",
            (_LANGUAGE,),
            _ok([_JSON, HTML.media_type]) | _problems(404, 503),
        ),
        "/download/{file}": _get(
            "download",
            "One file, or a part of it",
            (file,),
            _ok(_files()) | part | _NOT_MODIFIED | _problems(404, 416, 503),
        ),
    }


def _files() -> list[str]:
    """The media types of the files, as they are sent."""
    sent = {"application/gzip" if each.compressed else each.media_type for each in DISTRIBUTIONS}
    return sorted(sent | {_JSON})


def _subscriptions() -> dict[str, Any]:
    known = library()
    told = {}
    for path, name, summary, media_type in _SUBSCRIPTIONS:
        parameters = [_parameter(each) for each in known[name].parameters]
        answers = _ok([media_type]) | _NOT_MODIFIED | _problems(400, 503, 504)
        told[path] = _get(path.strip("/"), summary, parameters, answers)
    return told


def _networks() -> dict[str, Any]:
    answers = _NOT_MODIFIED | _problems(400, 503, 507)
    return {
        f"/network.{form.suffix}": _get(
            f"network-{form.suffix}",
            f"The network of ties: {form.title}",
            NETWORK_PARAMETERS,
            _ok([form.media_type]) | answers,
        )
        for form in FORMATS.values()
    }


def _validation() -> dict[str, Any]:
    reports = {_JSON: {"schema": {"$ref": "#/components/schemas/Report"}}}
    others = ("text/plain", *(form.media_type for form in RDF[:4]))
    answers = {
        "200": {"description": "The report.", "content": reports | _content(others)}
    } | _problems(400, 406, 413, 415, 503, 504)
    graph = _in_query("graph", {"type": "string"}, "source/example", "Graph of unnamed statements.")
    told = {
        "operationId": "validate",
        "summary": "Judge RDF as a load would; nothing is loaded",
        "parameters": [_LANGUAGE, graph],
        "requestBody": {
            "required": True,
            "content": {
                form.media_type: {"schema": {"type": "string", "minLength": 1}}
                | ({"example": _EXAMPLE_BODY} if form.family == "text" else {})
                for form in INPUT_FORMATS
            },
        },
        "responses": answers,
    }
    form = _get("validate-form", "A form for it", (_LANGUAGE,), _ok([HTML.media_type]))
    return {"/validate": form | {"post": told}}
