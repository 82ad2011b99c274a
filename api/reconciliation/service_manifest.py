"""The service's description of itself (section 3.1 of the specification)."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any, Final

from fastapi import Request

from api.html.profile import profile_of
from api.html.rendering import language_of, link, site_of
from api.locale.language import from_parameter
from api.locale.translation import _
from api.reconciliation.entity_ids import SCHEMA, SPACE
from api.reconciliation.entity_words import type_as_json
from api.reconciliation.messages import BATCH
from graph.reconciliation.entity_properties import RECONCILED

VERSIONS: Final = ("0.2",)
PREVIEW: Final = (420, 300)
"""Width and height of a preview, px."""
# What people mostly reconcile, in the order in which a client offers it.
_USUAL: Final = ("municipality", "locality", "organisation", "partnership", "agreement", "network")


def manifest(request: Request) -> dict[str, Any]:
    """The manifest; its addresses keep the language and the state that this address has."""
    lang, site = language_of(request), site_of(request)
    name = profile_of(request.app.state.settings, lang).name
    width, height = PREVIEW
    return {
        "versions": list(VERSIONS),
        "name": _("{name}: municipal partnerships", lang, name=name),
        "identifierSpace": SPACE,
        "schemaSpace": SCHEMA,
        "documentation": f"{site}/guide/how-to/openrefine/",
        "logo": f"{site}/static/icon.svg",
        "serviceVersion": version("venskab"),
        "defaultTypes": [type_as_json(each, lang) for each in _USUAL if each in RECONCILED],
        "view": {"url": site + _template(request, "/reconcile/view", "{{id}}")},
        "preview": {
            "url": site + _template(request, "/reconcile/preview", "{{id}}"),
            "width": width,
            "height": height,
        },
        "suggest": {
            what: _suggesting(request, site, what) for what in ("entity", "property", "type")
        },
        "extend": {
            "propose_properties": {"service_url": site, "service_path": _proposals(request)},
            "property_settings": [],
        },
        "batchSize": BATCH,
    }


def _suggesting(request: Request, site: str, what: str) -> dict[str, str]:
    return {
        "service_url": site,
        "service_path": link(request, f"/reconcile/suggest/{what}", {}),
        "flyout_service_url": site,
        "flyout_service_path": _template(request, f"/reconcile/flyout/{what}", "${id}"),
    }


def _template(request: Request, path: str, mark: str) -> str:
    """An address with a place for an identifier."""
    address = link(request, path, {})
    return f"{address}{'&' if '?' in address else '?'}id={mark}"


def _proposals(request: Request) -> str:
    """Where properties are proposed: OpenRefine adds ``?type=`` whatever stands there already."""
    lang = from_parameter(request.query_params.get("lang"))
    return f"/reconcile/properties/{lang}" if lang else "/reconcile/properties"
