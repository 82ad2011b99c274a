"""The tools that look one thing up: search, describe, why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from api.html.provenance import DescriptionView, here, predicates
from api.html.why_text import as_json as why_as_json
from api.linked_data.thing_routes import absent
from api.linked_data.why_routes import asked_day
from api.mcp.row_sources import of_attribution, standing_of
from api.mcp.thing_names import thing_of
from api.mcp.tool import Tool, ToolContext, ToolRow, WholeAnswer
from api.mcp.tool_arguments import argument, both
from api.pages.thing_page import words_of
from api.search.results_text import MOST_PAGED
from api.search.results_text import as_json as hit_as_json
from api.search.typed_names import short
from graph.descriptions.describe import describe
from graph.descriptions.why import why
from graph.search.asked_name import LONGEST, check_length, check_type
from graph.search.match import TYPES
from graph.texts import N_


async def _search(context: ToolContext, values: Mapping[str, str]) -> WholeAnswer:
    text, kind = values["text"].strip(), values.get("type", "")
    check_length(text, "text")
    check_type(kind)
    found = await context.generation.names.search(text, kind=kind, limit=MOST_PAGED)
    whole = found.complete and found.total == len(found.hits)
    rows = [
        ToolRow({"value": short(hit.thing.iri), **hit_as_json(hit, context.lang)}, (hit.thing.iri,))
        for hit in found.hits
    ]
    of_type = {"type": kind} if kind else {}
    link = urlencode({"q": text} | of_type)
    return WholeAnswer(
        ("value", "id", "type", "label", "kind", "match", "reason"),
        rows,
        unfinished=None
        if whole
        else N_("More names fit than were looked at: say more of the name."),
        asked={"text": text} | of_type,
        link=f"{context.base}search?{link}" if context.base else "",
    )


async def _describe(context: ToolContext, values: Mapping[str, str]) -> WholeAnswer:
    iri = await thing_of(context, values["thing"])
    engine, lang = context.generation.engine, context.lang
    found = await describe(engine, iri, licence=context.settings.licence)
    if found is None:
        raise await absent(iri, context.tombstones)
    reader = DescriptionView(found, await words_of(engine, predicates(found), lang), lang)
    return WholeAnswer(
        ("about", "property", "propertyLabel", "value", "valueLabel", "points"),
        [*_claims(reader, iri), *_pointing(reader, iri)],
        asked={"thing": short(iri)},
        link=context.base + here(iri).removeprefix("/") if context.base else "",
    )


def _claims(reader: DescriptionView, iri: str) -> Iterator[ToolRow]:
    """What is said of a thing, then of the nodes that only say more of it."""
    for node in (iri, *(cell.iri for _, cells in reader.details() for cell in cells)):
        for each in reader.properties(node):
            for claim in each.claims:
                value = claim.value
                values = {
                    "about": node,
                    "property": each.name.iri,
                    "propertyLabel": each.name.text,
                    "value": value.iri or value.exact or value.text,
                } | ({"valueLabel": value.text} if value.iri or value.exact else {})
                sources = [of_attribution(said) for said in claim.sayings]
                yield ToolRow(values, sources=sources)


def _pointing(reader: DescriptionView, iri: str) -> Iterator[ToolRow]:
    """The other things that point at the thing."""
    for name, cells in reader.incoming():
        for cell in cells:
            values = {
                "about": cell.iri,
                "property": name.iri,
                "propertyLabel": name.text,
                "value": iri,
                "points": cell.text,
            }
            yield ToolRow(values, (cell.iri,))


async def _why(context: ToolContext, values: Mapping[str, str]) -> WholeAnswer:
    iri = await thing_of(context, values["thing"])
    day = asked_day(values.get("on", "").strip())
    found = await why(context.generation.engine, iri, day)
    if found is None:
        raise await absent(iri, context.tombstones)
    summary = why_as_json(found, context.lang)
    rows = [_reason(each) for each in summary.pop("reasons", [])]
    asked = {"thing": short(iri), "on": day.isoformat()}
    link = f"{context.base}why?{urlencode(asked)}" if context.base else ""
    columns = ("kind", "id", "label", "text", "acts", "effects", "decidedBy", "organs", "days")
    return WholeAnswer(columns, rows, asked=asked, link=link, summary=summary)


def _reason(told: Mapping[str, Any]) -> ToolRow:
    """One reason; what a source states itself is backed by that."""
    values = {name: value for name, value in told.items() if name != "sources"}
    by_source: dict[str, dict[str, Any]] = {}
    for each in told.get("sources", ()):
        source = by_source.setdefault(
            each["id"],
            {
                "source": each["id"],
                "title": each.get("label", ""),
                "graph": each["id"],
                "standing": standing_of(each["id"]),
                "passages": [],
            },
        )
        if passage := {n: each[n] for n in ("quotation", "locator") if each.get(n)}:
            source["passages"].append(passage)
    return ToolRow(values, (told["id"],), sources=list(by_source.values()) or None)


_THING_ARGUMENT: Final = argument(
    N_("The thing: its IRI, the short form of that, or a name that is its alone"),
    "agreement/sermersooq-aalborg-2019",
)
SEARCH: Final = Tool(
    "search",
    N_("Find things by name"),
    N_(
        "Municipalities, partnerships, agreements, people and more by any name that the graph "
        "gives them, in any language or spelling, best first. The value of a row is what other "
        "tools take."
    ),
    {
        "text": argument(N_("A name, or some words of it"), "Nuuk", maxLength=LONGEST),
        "type": {
            "type": "string",
            "enum": list(TYPES),
            "description": both(N_("Only things of this type")),
        },
    },
    ("text",),
    _search,
)
DESCRIBE: Final = Tool(
    "describe",
    N_("All that is said of one thing"),
    N_(
        "Every statement about the thing and the nodes that only say more of it, a row each, with "
        "the graphs that say so and their passages; then the things that point at it."
    ),
    {"thing": _THING_ARGUMENT},
    ("thing",),
    _describe,
)
WHY: Final = Tool(
    "why",
    N_("Why has something its status on a day?"),
    N_(
        "What holds of an agreement, a partnership or a party's part in one on a day, certainly or "
        "possibly, since when (summary), and each reason with its source and passage (rows)."
    ),
    {
        "thing": _THING_ARGUMENT,
        "on": {
            "type": "string",
            "format": "date",
            "description": both(N_("The day, year-month-day; today, if left out")),
            "examples": ["2022-06-01"],
        },
    },
    ("thing",),
    _why,
)
