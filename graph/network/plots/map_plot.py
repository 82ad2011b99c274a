"""The ties on a map: great circles between points, in an equal-area projection."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Final

from graph.errors import UnreadableFile, reason_of
from graph.network.computing.network_libraries import need
from graph.network.plots.plot_style import GRID, OTHERS, PALE, Setting, colours, label, legend
from graph.texts import N_

Point = tuple[float, float]
Line = Sequence[Point]
_STEPS: Final = 40
_LAND: Final = "#F1EFEA"


def draw_map(figure: Any, setting: Setting) -> str:
    """Each pair of tied nodes that have a point, joined by the shortest line on the globe."""
    network = setting.network
    graph, axes = network.simple, figure.add_subplot()
    points = {place: point for place, point in enumerate(graph.traits.points) if point}
    if not points:
        axes.set_axis_off()
        return "No node of the network has a point."
    project = _projection(list(points.values()))
    at = {place: project(*point) for place, point in points.items()}
    edges = [(a, b) for a, b in graph.edges if a in at and b in at]
    _frame(axes, list(at.values()))
    _below(axes, setting, project)
    collect = need("matplotlib.collections").LineCollection
    arcs = [[project(*p) for p in _great_circle(points[a], points[b])] for a, b in edges]
    axes.add_collection(collect(arcs, colors="#5B6B7F", linewidths=0.7, alpha=0.55, zorder=2))
    chosen = colours(network)
    axes.scatter(
        [x for x, _ in at.values()],
        [y for _, y in at.values()],
        s=[10 + 5 * graph.degrees[place] for place in at],
        c=[chosen.get(network.nodes[graph.nodes[place]].country, OTHERS) for place in at],
        edgecolors="white", linewidths=0.5, zorder=3,
    )  # fmt: skip
    legend(axes, {network.nodes[graph.nodes[place]].country for place in at}, chosen)
    ranked = sorted(at, key=lambda place: (-graph.degrees[place], graph.nodes[place]))
    lang = network.selection.lang
    label(axes, [(network.nodes[graph.nodes[place]].name(lang), *at[place]) for place in ranked])
    missing = len(graph.edges) - len(edges)
    land = f" Land: {setting.outlines_of}." if setting.outlines_of else ""
    return (
        "Lambert azimuthal equal-area projection; great circles. Size: number of partners. "
        f"{missing} pairs have an end without a point and are not drawn.{land}"
    )


def _projection(points: Sequence[Point]) -> Any:
    longitude, latitude = (sum(axis) / len(points) for axis in zip(*points, strict=True))
    return need("pyproj").Proj(proj="laea", lat_0=latitude, lon_0=longitude, ellps="WGS84")


def _great_circle(one: Point, other: Point) -> list[Point]:
    globe = need("pyproj").Geod(ellps="WGS84")
    return [one, *globe.npts(*one, *other, _STEPS), other]


def _frame(axes: Any, places: Sequence[Point]) -> None:
    xs, ys = zip(*places, strict=True)
    room = 0.12 * max(max(xs) - min(xs), max(ys) - min(ys), 100_000)
    axes.set_xlim(min(xs) - room, max(xs) + room)
    axes.set_ylim(min(ys) - room, max(ys) + room)
    axes.set_aspect("equal")
    axes.set_xticks([])
    axes.set_yticks([])
    for spine in axes.spines.values():
        spine.set_color(PALE)


def _below(axes: Any, setting: Setting, project: Any) -> None:
    """The graticule, and below it the land."""
    lines = need("matplotlib.collections").LineCollection
    grid = [[project(*point) for point in line] for line in _graticule()]
    axes.add_collection(lines(grid, colors=GRID, linewidths=0.5, zorder=0), autolim=False)
    if setting.outlines:
        fill = need("matplotlib.collections").PolyCollection
        rings = [[project(*point[:2]) for point in ring] for ring in _rings(setting)]
        land = fill(rings, facecolors=_LAND, edgecolors=PALE, linewidths=0.4, zorder=0.5)
        axes.add_collection(land, autolim=False)


def _graticule() -> Iterator[list[Point]]:
    """Meridians and parallels each ten degrees."""
    for longitude in range(-180, 180, 10):
        yield [(longitude, latitude) for latitude in range(-80, 81, 2)]
    for latitude in range(-80, 81, 10):
        yield [(longitude, latitude) for longitude in range(-180, 181, 2)]


def _rings(setting: Setting) -> Iterator[Sequence[Sequence[float]]]:
    if not isinstance(setting.outlines, Path):
        yield from setting.outlines
        return
    where = str(setting.outlines)
    try:
        yield from _outer(json.loads(setting.outlines.read_bytes()))
    except OSError as error:
        raise UnreadableFile(N_("{reason}.", reason=reason_of(error)), where=where) from error
    except (ValueError, KeyError, TypeError, IndexError) as error:
        raise UnreadableFile(
            N_("These are no outlines."), where=where, hint=N_("Give polygons in GeoJSON.")
        ) from error


def _outer(document: Any) -> Iterator[list[list[float]]]:
    """The outer rings of a collection of polygons."""
    for feature in document["features"]:
        geometry = feature["geometry"]
        parts = geometry["coordinates"]
        for polygon in parts if geometry["type"] == "MultiPolygon" else [parts]:
            yield polygon[0]
