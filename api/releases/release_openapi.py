"""The releases in OpenAPI, and the parameter that asks for a past state of the graph."""

from __future__ import annotations

from typing import Any, Final

from api.http.negotiation import HTML, RDF
from api.http.openapi_operations import LANGUAGE, NOT_MODIFIED, get, in_path, ok, problems
from graph.engine.base import NQUADS
from graph.ledger.release_log import LONGEST, PATTERN
from graph.releases import rdf_patch

_JSON: Final = "application/json"
_EXAMPLES: Final = ("1.0", "1.1")
AS_OF: Final = {
    "name": "as_of",
    "in": "query",
    "description": "The state that is asked: a release, a day (its end, UTC) or a moment; "
    "without it that of now.",
    # An example of the parameter would have to be there in every deployment.
    "schema": {"type": "string", "maxLength": LONGEST, "examples": ["1.1", "2026-11-22"]},
}
_CITATIONS: Final = (
    ("CITATION.cff", "release-cff", "application/yaml"),
    ("datacite.json", "release-datacite", "application/vnd.datacite.datacite+json"),
    ("citation.bib", "release-bibtex", "application/x-bibtex"),
)


def dated(paths: dict[str, Any]) -> dict[str, Any]:
    """The same operations, each with the parameter ``as_of`` and what it may be answered with."""
    return {
        path: {method: _dated(told) for method, told in item.items()}
        for path, item in paths.items()
    }


def _dated(told: dict[str, Any]) -> dict[str, Any]:
    responses = problems(400, 404, 501, 503) | told["responses"]
    return told | {"parameters": [*told["parameters"], AS_OF], "responses": responses}


def releases() -> dict[str, Any]:
    """The paths of releases."""
    name = _name("name", _EXAMPLES[1])
    all_formats = (_JSON, HTML.media_type, *(form.media_type for form in RDF))
    leads = {"303": {"description": "What is said of the release, in the header Location."}}
    answers = NOT_MODIFIED | problems(404, 406)
    told = {
        "/releases": get(
            "releases",
            "All releases, the newest first",
            (LANGUAGE,),
            ok([_JSON, HTML.media_type]) | NOT_MODIFIED | problems(406),
        ),
        "/release/{name}": get(
            "release-iri", "The IRI of a release leads to it", (name,), leads | problems(404)
        ),
        "/releases/{name}": get(
            "release",
            "A release: when it was made, its hash, how to cite it; DCAT 3 as RDF",
            (name, LANGUAGE),
            ok(all_formats) | answers,
        ),
        "/releases/{name}.nq": get(
            "release-nquads",
            "The N-Quads of a release, the bytes of its hash",
            (name,),
            ok([NQUADS.media_type]) | NOT_MODIFIED | problems(404),
        ),
        "/releases/{old}/diff/{new}": get(
            "release-diff",
            "What makes one release out of another, as RDF Patch, text or a page",
            (_name("old", _EXAMPLES[0]), _name("new", _EXAMPLES[1]), LANGUAGE),
            ok([rdf_patch.MEDIA_TYPE, "text/plain", HTML.media_type]) | answers | problems(400),
        ),
    }
    return told | {
        f"/releases/{{name}}/{file}": get(
            operation,
            f"How to cite a release: {file}",
            (name,),
            ok([media_type]) | NOT_MODIFIED | problems(404),
        )
        for file, operation, media_type in _CITATIONS
    }


def _name(place: str, example: str) -> dict[str, Any]:
    schema = {"type": "string", "pattern": f"^{PATTERN}$", "maxLength": LONGEST}
    return in_path(place, example) | {"schema": schema}
