"""GEXF 1.3, for Gephi: an edge a tie, its spells, all attributes."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from datetime import date
from typing import Any, Final

from graph.network.computing.network_libraries import need
from graph.network.formats.format import NetworkFormat
from graph.network.tie_network import Network, Tie
from graph.time.edtf_dates import previous_day
from graph.time.intervals import ACTIVE

_NAMESPACE: Final = "http://gexf.net/1.3"


def write(network: Network) -> bytes:
    """The network as GEXF 1.3.

    A spell is a time in which the tie can have been in force or suspended; its ends are the outer
    bounds, and the last day belongs to it. The inner bounds are attributes. In a network of both
    directed and undirected ties the attribute ``directed`` tells which, for networkx reads no file
    whose edges differ in their type.
    """
    root = _tree(network)
    _complete(root, network)
    ET.indent(root)
    written: bytes = ET.tostring(root, encoding="utf-8", xml_declaration=True)
    return written + b"\n"


def _tree(network: Network) -> ET.Element:
    """What networkx would write: read again from its text, a large network would be held twice."""
    graph: Any = network.to_networkx()
    for tie in network.ties:
        data = graph.edges[tie.source, tie.target, tie.identifier]
        data["id"] = tie.identifier
        if spells := _spells(tie):
            data["spells"] = spells
    writer = need("networkx.readwrite.gexf").GEXFWriter(version="1.3")
    writer.add_graph(graph)
    root: ET.Element = writer.xml
    return root


def _spells(tie: Tie) -> list[tuple[str | None, str | None]]:
    """First and last day of each time in which the tie can hold; none if that is always."""
    found: list[tuple[str | None, str | None]] = []
    going_on = False
    for spell in tie.spells:
        if spell.states & ACTIVE:
            last = previous_day(spell.before) if spell.before else None
            start = found.pop()[0] if going_on else _iso(spell.start)
            found.append((start, _iso(last)))
        going_on = bool(spell.states & ACTIVE)
    return [pair for pair in found if pair != (None, None)]


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _complete(root: ET.Element, network: Network) -> None:
    """Add a header that says what it is, and take away what the schema forbids."""
    # networkx names the schema's place by a namespace that is none.
    root.attrib = {"xmlns": _NAMESPACE, "version": root.attrib["version"]}
    about = network.about()
    if (meta := root.find("meta")) is not None:
        # The day of writing would make two copies of one network differ.
        meta.attrib.pop("lastmodifieddate", None)
        ET.SubElement(meta, "description").text = "\n".join(
            f"{name}: {value}" for name, value in about.items()
        )
    if (graph := root.find("graph")) is not None:
        graph.attrib.pop("name", None)
    layers = {tie.identifier: str(tie.layer) for tie in network.ties}
    for edge in root.iter("edge"):
        edge.set("kind", layers[edge.attrib["id"]])


GEXF: Final = NetworkFormat(
    "gexf", "application/gexf+xml", "GEXF 1.3 with spells, for Gephi", write
)
