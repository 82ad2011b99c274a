"""The network as a drawing of the server: for who has no script, and as a file in print quality."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import sqrt
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from api.charts.chart_text import linked, plain, write
from api.charts.legend import LegendEntry
from api.charts.result_columns import MarkName
from api.locale.language import Lang
from api.locale.translation import _
from api.network.explorer_panel import partner_counts
from api.svg.label_placement import Label, TextBox, placed
from graph.network.layout_cache import NodeLayout
from graph.network.shared_ties import SharedRelation, shared_relations
from graph.network.tie_network import Network, Tie
from graph.tiers import Tier

MOST_TIES: Final = 1_500
"""More ties than these hide each other."""
_WIDTH: Final = 800
_TYPE: Final = 12.0
# Room around the points, px: names stand there.
_SIDE: Final = 90
_ABOVE: Final = 24
_TALLEST: Final = 720
# Height that each node adds to a small drawing, px.
_EACH: Final = 44
_LEAST: Final = 3.0
_LARGEST: Final = 8.0
_SQUARE: Final = 5.0

Point = tuple[float, float]


@dataclass(frozen=True)
class _Line:
    """A line between two nodes, or from a chain to a member, with the ties it stands for."""

    ends: tuple[str, str]
    ties: Sequence[Tie]


def drawing(
    network: Network,
    layout: NodeLayout,
    focus: str,
    title: str,
    address: Callable[[str], str],
) -> Element:
    """The drawing of a network that has ties, at most ``MOST_TIES``.

    Args:
        network: what is drawn.
        layout: the places of its nodes and chains.
        focus: IRI of the node that stands out with its partners; blank for none.
        title: what a reader who cannot see it is told.
        address: where a node leads; blank for nowhere.
    """
    shared = [each for each in shared_relations(network) if each.chain]
    lines = list(_lines(network, shared))
    chains = dict(zip((each.iri for each in shared), layout.hubs, strict=True))
    places, height = _fitted(dict(zip(network.simple.nodes, layout.places, strict=True)) | chains)
    view = f"0 0 {_WIDTH} {height:g}"
    svg = Element(
        "svg", {"class": "network", "viewBox": view, "role": "group", "aria-label": plain(title)}
    )
    for line in lines:
        _line(svg, line, places, focus)
    sizes = _sizes(network)
    for chain in shared:
        _square(svg, chain, places[chain.iri])
    if focus in sizes:
        sizes[focus] = _LARGEST + 2
    order = sorted(network.nodes, key=lambda iri: (iri != focus, -sizes[iri], iri))
    for iri in order:
        _dot(svg, network, iri, places[iri], sizes[iri], address, chosen=iri == focus)
    _names(svg, network, order, places, sizes | dict.fromkeys(chains, _SQUARE), lines, height)
    return svg


def signs(network: Network, lang: Lang) -> list[LegendEntry]:
    """What the signs of its drawing mean."""
    listed = any(tie.tier is Tier.LISTS for tie in network.ties)
    return [
        LegendEntry("unsure"),
        *[LegendEntry("listed")] * listed,
        LegendEntry("hub"),
        LegendEntry("size", _("number of partners", lang)),
    ]


def _lines(network: Network, chains: Sequence[SharedRelation]) -> Iterator[_Line]:
    known = {each.iri for each in chains}
    pairs: dict[tuple[str, str], list[Tie]] = {}
    for tie in network.ties:
        one, other = sorted((tie.source, tie.target))
        spokes = [(tie.relation, one), (tie.relation, other)]
        for ends in spokes if tie.relation in known else [(one, other)]:
            pairs.setdefault(ends, []).append(tie)
    for ends, ties in sorted(pairs.items()):
        yield _Line(ends, ties)


def _fitted(found: Mapping[str, Point]) -> tuple[dict[str, Point], float]:
    """The places, px, and the height that they need."""
    xs, ys = [x for x, _ in found.values()], [y for _, y in found.values()]
    broad, tall = max(xs) - min(xs) or 1.0, max(ys) - min(ys) or 1.0
    most = min(_TALLEST, _EACH * (len(found) + 2))
    scale = min((_WIDTH - 2 * _SIDE) / broad, (most - 2 * _ABOVE) / tall)
    left = (_WIDTH - scale * broad) / 2
    places = {
        iri: (round(left + (x - min(xs)) * scale, 1), round(_ABOVE + (y - min(ys)) * scale, 1))
        for iri, (x, y) in found.items()
    }
    return places, round(scale * tall + 2 * _ABOVE)


def _sizes(network: Network) -> dict[str, float]:
    counts: Counter[str] = partner_counts(network)
    most = max(counts.values(), default=1)
    return {
        iri: round(_LEAST + (_LARGEST - _LEAST) * sqrt(counts[iri] / most), 1)
        for iri in network.nodes
    }


def _line(svg: Element, line: _Line, places: Mapping[str, Point], focus: str) -> None:
    (x1, y1), (x2, y2) = (places[end] for end in line.ends)
    marked = any(focus in (tie.source, tie.target) for tie in line.ties)
    unsure = not any(tie.certain for tie in line.ties)
    listed = all(tie.tier is Tier.LISTS for tie in line.ties)
    name = " ".join(["tie", *["unsure"] * unsure, *["listed"] * listed, *["on"] * marked])
    ends = {"x1": f"{x1:g}", "y1": f"{y1:g}", "x2": f"{x2:g}", "y2": f"{y2:g}"}
    drawn = SubElement(svg, "line", {"class": name, **ends})
    told = "; ".join(sorted({tie.name for tie in line.ties}))
    SubElement(drawn, "title").text = plain(told)


def _square(svg: Element, chain: SharedRelation, place: Point) -> None:
    corner = {"x": f"{place[0] - _SQUARE:g}", "y": f"{place[1] - _SQUARE:g}"}
    side = {"width": f"{2 * _SQUARE:g}", "height": f"{2 * _SQUARE:g}"}
    square = SubElement(svg, "rect", {"class": "place hub", **corner, **side})
    SubElement(square, "title").text = plain(chain.name)


def _dot(
    svg: Element,
    network: Network,
    iri: str,
    place: Point,
    size: float,
    address: Callable[[str], str],
    *,
    chosen: bool,
) -> None:
    agent, lang = network.nodes[iri], network.selection.lang
    name = MarkName(agent.name(lang), agent.language(lang), iri)
    group = linked(svg, name, address, name.text)
    where = {"cx": f"{place[0]:g}", "cy": f"{place[1]:g}", "r": f"{size:g}"}
    SubElement(group, "circle", {"class": "place chosen" if chosen else "place", **where})


def _names(
    svg: Element,
    network: Network,
    order: Sequence[str],
    places: Mapping[str, Point],
    sizes: Mapping[str, float],
    lines: Sequence[_Line],
    height: float,
) -> None:
    """Names that have room; the squares of chains have none, and are covered by none."""
    labels = [
        Label(plain(network.nodes[iri].name(network.selection.lang)), *places[iri], sizes[iri])
        for iri in order
    ]
    squares = [Label("", *places[iri], size) for iri, size in sizes.items() if iri not in order]
    drawn = [(places[line.ends[0]], places[line.ends[1]]) for line in lines]
    within = TextBox(0, 0, _WIDTH, height)
    for at, (x, y, anchor) in placed([*labels, *squares], _TYPE, within, drawn).items():
        if at < len(labels):
            write(svg, labels[at].text, f"{x:g}", y, text_anchor=anchor, class_="name")
