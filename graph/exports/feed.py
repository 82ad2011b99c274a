"""Changes of the graph as an Atom feed (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final
from xml.etree import ElementTree as ET

from graph.prefixes import BASE
from graph.texts import Translate

Row = Mapping[str, str]

ATOM: Final = "http://www.w3.org/2005/Atom"
# What a feed without changes says of its age: RFC 4287 asks for a moment.
_NEVER: Final = "1970-01-01T00:00:00Z"


def feed(
    rows: Iterable[Row], *, address: str, site: str, lang: str = "en", translate: Translate = str
) -> bytes:
    """An Atom feed, the newest change first.

    Args:
        rows: those of the question ``graph-changes``, oldest first.
        address: where the feed itself is.
        site: where the pages are, with a slash at the end.
        lang: language of the words around the names.
        translate: gives those words in that language.
    """
    newest = list(rows)[::-1]
    ET.register_namespace("", ATOM)
    root = ET.Element(f"{{{ATOM}}}feed", {"{http://www.w3.org/XML/1998/namespace}lang": lang})
    _add(root, "id", f"{BASE}graph/changes")
    _add(root, "title", translate("Changes of the graph"))
    _add(root, "updated", newest[0]["moment"] if newest else _NEVER)
    _add(_add(root, "author"), "name", "Venskab")
    _add(root, "link", rel="self", href=address)
    _add(root, "link", rel="alternate", href=site)
    for row in newest:
        _entry(root, row, site, translate)
    return bytes(ET.tostring(root, encoding="utf-8", xml_declaration=True))


def _entry(root: ET.Element, row: Row, site: str, translate: Translate) -> None:
    entry = _add(root, "entry")
    _add(entry, "id", row["change"])
    _add(entry, "title", f"{row['title']}: {row['action']}")
    _add(entry, "updated", row["moment"])
    _add(entry, "link", rel="alternate", href=site + row["graph"].removeprefix(BASE))
    counts = translate("{added} statements came, {removed} went.")
    _add(entry, "summary", counts.format(added=row["added"], removed=row["removed"]))


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    made = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    made.text = text or None
    return made
