"""The OpenAPI 3.1 description, which FastAPI makes from the handlers' signatures."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from typing import Any, Final

from fastapi.openapi.utils import get_openapi
from starlette.routing import BaseRoute

from api.collections.list_models import SCHEMAS
from api.http.declared import NEEDED, Problem
from api.http.library_parameters import COUNTRY
from graph.licenses import DEFAULT, short_name

# FastAPI's own words for a parameter that does not fit; here that is a problem document.
_NOT_OURS: Final = ("HTTPValidationError", "ValidationError")


def document(routes: Iterable[BaseRoute], base: str, license: str = DEFAULT) -> dict[str, Any]:
    """The description of all that is not hidden.

    Args:
        routes: the routes of the application.
        base: the deployment's address, with a slash at the end.
        license: IRI of the license of the data.
    """
    told = get_openapi(
        title="Venskab",
        version=version("venskab"),
        summary="The knowledge graph of municipal partnerships.",
        license_info={"name": short_name(license), "url": license},
        servers=[{"url": base.rstrip("/")}],
        routes=list(routes),
    )
    schemas = told.setdefault("components", {}).setdefault("schemas", {})
    for name in _NOT_OURS:
        schemas.pop(name, None)
    schemas |= SCHEMAS | {"Problem": Problem.model_json_schema(), "Country": COUNTRY}
    for item in told["paths"].values():
        for operation in item.values():
            operation["responses"].pop("422", None)
            for parameter in operation.setdefault("parameters", []):
                # FastAPI's title is the name of the parameter once more.
                parameter["schema"].pop("title", None)
                parameter["required"] |= parameter["schema"].pop(NEEDED, False)
    return told
