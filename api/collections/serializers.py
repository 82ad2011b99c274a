"""Pages of collections as JSON-LD, GeoJSON and CSV."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Mapping
from typing import Any, Final
from urllib.parse import urlencode

from api.locale.language import Lang
from api.locale.translation import in_every_language
from graph.collation import danish_key
from graph.collections.collection import Collection
from graph.collections.collection_parameters import shown_with
from graph.collections.items import Points
from graph.collections.json_terms import Item, context_for, worded
from graph.collections.page import Facet, Page
from graph.collections.query import CollectionQuery
from graph.identifiers import document_of
from graph.network.formats.geojson_ties import line
from graph.prefixes import BASE
from graph.terms import best_label

# Between several values in a cell; no IRI can hold it.
SEPARATOR: Final = "|"


def address(collection: Collection, name: str, base: str, state: Mapping[str, str]) -> str:
    """The address of one thing, in the state of the graph that is asked."""
    asked = f"?{urlencode(state)}" if state else ""
    return f"{base}{collection.name}/{name}{asked}"


def as_jsonld(page: Page, base: str, around: Mapping[str, str], state: Mapping[str, str]) -> bytes:
    """The page as JSON-LD: the items are statements of the graph, the rest is not.

    Args:
        page: what is on it.
        base: the deployment's address, with a slash at the end.
        around: addresses of the pages before and behind, by relation.
        state: the parameters of the state of the graph that is asked.
    """
    selection = page.selection
    document: Item = {
        "@context": context_for(selection.collection, selection.fields),
        "collection": selection.collection.name,
        "total": page.total,
        "count": len(page.items),
    }
    if page.undated:
        document["undated"] = page.undated
    document |= around
    if selection.facets:
        document["facets"] = [_facet(each) for each in page.facets]
    document["items"] = [
        item | {"self": address(selection.collection, slug(item["id"]), base, state)}
        for item in page.items
    ]
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def slug(iri: str) -> str:
    """The last part of the address of a thing."""
    return iri.rpartition("/")[2]


def _facet(facet: Facet) -> Item:
    return {
        "name": facet.filter.name,
        "label": in_every_language(facet.filter.parameter.label),
        "values": [
            {"value": each.text}
            | ({"id": each.iri} if each.iri else {})
            | ({"label": worded(each.name.labels)} if each.name.labels else {})
            | {"count": each.count}
            for each in facet.values
        ],
        "more": facet.more,
    }


def flat(item: Item, lang: Lang) -> dict[str, str]:
    """An item as cells of a table: several values are parted by a bar, in one order."""
    cells: dict[str, str] = {}
    for key, value in item.items():
        if key in ("label", "prefLabel"):
            cells[key] = _best(value, lang)
        elif isinstance(value, Mapping):
            cells[key] = SEPARATOR.join(_best(value, lang, many=True))
        elif isinstance(value, list):
            cells |= _joined(key, value, lang)
        else:
            cells[key] = str(value)
    return cells


def spoken(labels: Mapping[str, str], lang: Lang) -> tuple[str, str]:
    """The best of an item's names for a reader, and its language; blank where there is none."""
    return best_label(_by_tag(labels), lang)


def _by_tag(labels: Mapping[str, Any]) -> dict[str, Any]:
    return {("" if each == "@none" else each): text for each, text in labels.items()}


def _best(labels: Mapping[str, Any], lang: Lang, *, many: bool = False) -> Any:
    found, _ = best_label(_by_tag(labels), lang)
    return found or ([] if many else "")


def _joined(key: str, values: Iterable[Any], lang: Lang) -> dict[str, str]:
    links = [each for each in values if isinstance(each, dict) and "id" in each]
    if not links:
        return {key: SEPARATOR.join(_text(each) for each in values)}
    named = [
        (_best(each.get("label") or each.get("prefLabel") or {}, lang), each["id"])
        for each in links
    ]
    named.sort(key=lambda pair: (danish_key(pair[0]), pair[1]))
    return {
        key: SEPARATOR.join(iri for _, iri in named),
        f"{key}Label": SEPARATOR.join(name for name, _ in named),
    }


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value["@value"] if isinstance(value, dict) else value)


def headings(selection: CollectionQuery) -> list[str]:
    """The columns of the table."""
    found = ["id", *(each for each in ("type", "label") if each in selection.fields)]
    linked = {each.key for each in selection.collection.columns if each.link} | {"source"}
    for key in shown_with(selection.collection)[2:]:
        if key in selection.fields:
            found += [key, f"{key}Label"] if key in linked else [key]
    return [*found, "certainty"] if selection.dated else found


def as_csv(page: Page, lang: Lang) -> bytes:
    """The page as a table, RFC 4180."""
    file = io.StringIO()
    writer = csv.DictWriter(file, headings(page.selection), restval="")
    writer.writeheader()
    writer.writerows(flat(item, lang) for item in page.items)
    return file.getvalue().encode()


def as_geojson(page: Page, points: Points, lang: Lang, around: Mapping[str, str]) -> bytes:
    """The page as features; what lies in two places is a line between them.

    Args:
        page: what is on it.
        points: where its things lie.
        lang: language of the names.
        around: addresses of the pages before and behind, by relation.
    """
    kind = "application/geo+json"
    links = [{"rel": name, "href": each, "type": kind} for name, each in around.items()]
    document = {
        "type": "FeatureCollection",
        "numberMatched": page.total,
        "numberReturned": len(page.items),
        "links": links,
        "features": [
            {
                "type": "Feature",
                "id": item["id"],
                "geometry": _geometry(points.get(item["id"], ())),
                "properties": flat(item, lang),
            }
            for item in page.items
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=1).encode() + b"\n"


def _geometry(points: Iterable[tuple[float, float]]) -> Item | None:
    found = list(points)
    match len(found):
        case 0:
            return None
        case 1:
            return {"type": "Point", "coordinates": list(found[0])}
        case 2:
            return line(found[0], found[1])
        case _:
            return {"type": "MultiPoint", "coordinates": [list(each) for each in found]}


def document(iri: str, base: str) -> str:
    """The address of all that this deployment tells about a thing."""
    return base + document_of(iri).removeprefix(BASE)
