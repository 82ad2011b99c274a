"""``/llms.txt``: where an assistant finds what this server offers to programs (llmstxt.org)."""

from __future__ import annotations

from typing import Final

from fastapi import Request, Response

from api.generation.shared_parameters import LANGUAGE
from api.html.profile import profile_of
from api.html.rendering import language_of, site_of
from api.http import resource
from api.http.declared import ok
from api.locale.translation import _
from graph.texts import N_, Text

router = resource.router(tags=["server"])

_ABOUT: Final = N_("The knowledge graph of municipal partnerships, and who says so.")
_RULES: Final = N_(
    "Everything is read-only and open. Each statement has a source and a passage: cite them. An "
    "answer is whole, or it is refused with the reason; certain and possible are two answers."
)
_SECTIONS: Final[tuple[tuple[Text, tuple[tuple[Text, str, Text], ...]], ...]] = (
    (
        N_("For assistants"),
        (
            (
                N_("Tools over MCP"),
                "mcp",
                N_("Model Context Protocol, streamable HTTP: search, questions, sources, SPARQL."),
            ),
            (
                N_("Questions"),
                "queries",
                N_("With typed parameters; as JSON, or as RDF with their SPARQL."),
            ),
        ),
    ),
    (
        N_("For programs"),
        (
            (N_("OpenAPI"), "openapi.json", N_("Every address with its parameters and formats.")),
            (N_("SPARQL endpoint"), "sparql", N_("SPARQL 1.1, read-only, within limits.")),
            (N_("Search"), "search", N_("Things by any name: ?q=Nuuk.")),
            (
                N_("Reconciliation"),
                "reconcile",
                N_("Match the rows of a table, as OpenRefine does (API 0.2)."),
            ),
            (N_("Vocabulary"), "ontology.ttl", N_("Classes and properties, with examples.")),
            (N_("Downloads"), "download/", N_("The whole graph as files.")),
            (
                N_("Event stream"),
                "changes/ldes",
                N_("Every change of the graph, to keep a copy (LDES, TREE)."),
            ),
            (N_("Catalogue"), "catalog.ttl", N_("The data set in DCAT: licence, version, files.")),
        ),
    ),
    (
        N_("Optional"),
        (
            (N_("Guide"), "guide/", N_("The documentation.")),
            (N_("Model"), "model", N_("The data model, in words.")),
            (N_("About"), "about", N_("Who runs this, the licence, and how to cite it.")),
        ),
    ),
)


@router.get(
    "/llms.txt",
    operation_id="llms",
    summary="Where an assistant finds what this server offers",
    responses=ok(["text/markdown"]),
    dependencies=[LANGUAGE],
)
async def llms(request: Request) -> Response:
    """The addresses that serve assistants and programs, with what each is for."""
    lang, site = language_of(request), site_of(request)
    profile = profile_of(request.app.state.settings, lang)
    lines = [f"# {profile.name}", "", f"> {profile.description or _(_ABOUT, lang)}", ""]
    lines.append(_(_RULES, lang))
    for heading, entries in _SECTIONS:
        lines += ["", f"## {_(heading, lang)}", ""]
        lines += [
            f"- [{_(name, lang)}]({site}/{path}): {_(about, lang)}" for name, path, about in entries
        ]
    headers = {
        "Cache-Control": "max-age=3600",
        "Content-Language": lang,
        "Vary": "Accept-Language",
    }
    return Response("\n".join(lines) + "\n", 200, headers, "text/markdown")
