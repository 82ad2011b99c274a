"""The ties of an answer as points and lines, with the names there is room for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import hypot, sqrt
from typing import Final
from xml.etree.ElementTree import Element, SubElement

from api.charts.chart_text import Address, linked, plain, write
from api.charts.marks import TieMark
from api.charts.result_columns import MarkName
from api.svg.label_placement import Label, TextBox, placed
from graph.network.computing.layout import layout
from graph.network.computing.simple_graph import SimpleGraph

WIDTH: Final = 640
_TYPE: Final = 9.5
# Room around the points, px: names stand there.
_SIDE: Final = 90
_ABOVE: Final = 30
_TALLEST: Final = 560
# Height that each node adds to a small drawing, px.
_EACH: Final = 36
_LEAST: Final = 4.5
_LARGEST: Final = 12.0
_WIDEST: Final = 6.0


def key_of(name: MarkName) -> str:
    """The key of a node: the thing it is, else its name."""
    return name.iri or name.text


def nodes_of(ties: Sequence[TieMark]) -> dict[str, MarkName]:
    """The ends of ties, each once."""
    return {key_of(end): end for tie in ties for end in tie.ends}


@dataclass(frozen=True)
class _Plan:
    """The places of the nodes, px, their sizes, and the height of the drawing."""

    places: Mapping[str, tuple[float, float]]
    sizes: Mapping[str, float]
    height: float


def heads_of(ties: Sequence[TieMark]) -> set[str]:
    """The first ends of ties, where no tie ends in one of them: they are things of another kind."""
    first = {key_of(tie.ends[0]) for tie in ties}
    second = {key_of(tie.ends[1]) for tie in ties}
    return set() if first & second or any(tie.directed for tie in ties) else first


def draw(ties: Sequence[TieMark], title: str, address: Address) -> Element:
    """The network of some ties.

    Args:
        ties: what is drawn.
        title: what a reader who cannot see it is told.
        address: where things are.
    """
    plan, nodes, heads = _plan(ties), nodes_of(ties), heads_of(ties)
    view = f"0 0 {WIDTH} {plan.height:g}"
    attributes = {"class": "network", "viewBox": view, "role": "group", "aria-label": plain(title)}
    svg = Element("svg", attributes)
    if any(tie.directed for tie in ties):
        _arrow(svg)
    heaviest = max(tie.weight for tie in ties)
    for tie in ties:
        _tie(svg, tie, plan, heaviest)
    order = sorted(nodes, key=lambda key: -plan.sizes[key])
    for key in order:
        _node(svg, nodes[key], plan, address, head=key in heads)
    _names(svg, [nodes[key] for key in order], plan, ties)
    return svg


def _plan(ties: Sequence[TieMark]) -> _Plan:
    pairs = [(key_of(tie.ends[0]), key_of(tie.ends[1])) for tie in ties]
    alone = {key for pair in pairs for key in pair}
    found = layout(SimpleGraph.of({(min(p), max(p)) for p in pairs}, alone))
    xs, ys = [x for x, _ in found.values()], [y for _, y in found.values()]
    broad, tall = max(xs) - min(xs) or 1.0, max(ys) - min(ys)
    most = min(_TALLEST, _EACH * (len(found) + 2))
    scale = min((WIDTH - 2 * _SIDE) / broad, most / tall if tall else float("inf"))
    left = (WIDTH - scale * broad) / 2
    places = {
        key: (round(left + (x - min(xs)) * scale, 1), round(_ABOVE + (y - min(ys)) * scale, 1))
        for key, (x, y) in found.items()
    }
    degrees = Counter(key for pair in set(pairs) for key in pair)
    largest = max(degrees.values())
    sizes = {key: max(_LEAST, _LARGEST * sqrt(degrees[key] / largest)) for key in found}
    return _Plan(places, sizes, round(scale * tall + 2 * _ABOVE))


def _arrow(svg: Element) -> None:
    """The head of a line that leads somewhere."""
    turned = {"orient": "auto", "markerUnits": "userSpaceOnUse", "refX": "9", "refY": "4"}
    defs = SubElement(svg, "defs")
    marker = SubElement(
        defs, "marker", {"id": "arrow", "markerWidth": "10", "markerHeight": "8", **turned}
    )
    SubElement(marker, "path", {"class": "arrow", "d": "M0 0 10 4 0 8Z"})


def _tie(svg: Element, tie: TieMark, plan: _Plan, heaviest: float) -> None:
    """A line from the edge of one node to that of the other; of a node to itself there is none."""
    keys = [key_of(end) for end in tie.ends]
    (x1, y1), (x2, y2) = (plan.places[key] for key in keys)
    far = hypot(x2 - x1, y2 - y1)
    one, other = (plan.sizes[key] for key in keys)
    if far <= one + other:
        return
    dx, dy = (x2 - x1) / far, (y2 - y1) / far
    ends = (x1 + dx * one, y1 + dy * one, x2 - dx * (other + 2), y2 - dy * (other + 2))
    name = "tie unsure" if tie.doubtful else "tie"
    told = {key: f"{value:.1f}" for key, value in zip(("x1", "y1", "x2", "y2"), ends, strict=True)}
    line = SubElement(svg, "line", {"class": name, **told})
    if heaviest > 1:
        line.set("stroke-width", f"{1 + (_WIDEST - 1) * tie.weight / heaviest:.1f}")
    if tie.directed:
        line.set("marker-end", "url(#arrow)")
    words = f"{tie.ends[0].text} {'→' if tie.directed else '·'} {tie.ends[1].text}"
    more = f": {tie.weight:g}" if heaviest > 1 else ""
    SubElement(line, "title").text = plain(words + more)


def _node(svg: Element, name: MarkName, plan: _Plan, address: Address, *, head: bool) -> None:
    """A point; a square where it is a thing of another kind than those it is tied to."""
    group = linked(svg, name, address, name.text)
    x, y = plan.places[key_of(name)]
    size = plan.sizes[key_of(name)]
    if head:
        box = {"x": f"{x - size:g}", "y": f"{y - size:g}", "rx": "2"}
        side = {"width": f"{2 * size:g}", "height": f"{2 * size:g}"}
        SubElement(group, "rect", {"class": "place head", **box, **side})
    else:
        circle = {"cx": f"{x:g}", "cy": f"{y:g}", "r": f"{size:g}"}
        SubElement(group, "circle", {"class": "place", **circle})


def _names(svg: Element, nodes: Sequence[MarkName], plan: _Plan, ties: Sequence[TieMark]) -> None:
    labels = [
        Label(plain(name.text), *plan.places[key_of(name)], plan.sizes[key_of(name)])
        for name in nodes
    ]
    drawn = [(plan.places[key_of(a)], plan.places[key_of(b)]) for a, b in (t.ends for t in ties)]
    within = TextBox(0, 0, WIDTH, plan.height)
    for at, (x, y, anchor) in placed(labels, _TYPE, within, drawn).items():
        write(svg, labels[at].text, f"{x:g}", y, text_anchor=anchor, class_="name")
