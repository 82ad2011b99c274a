// The network on the globe: land, great circles and municipalities, projected by d3-geo.
import { type GeoProjection, geoGraticule10, geoNaturalEarth1, geoPath } from "d3-geo";
import { chosen, drawable, type Part } from "../lib/chosen";
import { colour } from "../lib/dom";
import { type Group, groups, keyOf } from "../lib/groups";
import { place } from "../lib/labels";
import { LISTED } from "../lib/legend";
import { type NetworkDocument, type NetworkNode, type Pair, pairs } from "../lib/network";
import type { Land } from "./land";

// So many names can be read on one map.
const NAMES = 60;

const ROOM = 40;

export interface Geography {
  nodes: Map<string, NetworkNode & { point: [number, number] }>;
  lines: (Pair & { marked: boolean })[];
  groups: Map<string, Group>;
  /** Those without a known place, by name. */
  placeless: string[];
  /** Lines that are not drawn because they would hide each other. */
  undrawn: number;
  near: Set<string>;
}

/** What a map shows of a document: what has a known place. */
export function geography(shown: NetworkDocument, part: Part): Geography {
  const nodes = new Map(
    shown.nodes
      .filter((node): node is NetworkNode & { point: [number, number] } => node.point !== null)
      .map((node) => [node.id, node]),
  );
  const all = pairs(shown).filter((pair) => nodes.has(pair.source) && nodes.has(pair.target));
  const found = chosen(shown, part);
  const lines = drawable(all, found);
  return {
    nodes,
    lines,
    groups: groups(shown, "country"),
    placeless: shown.nodes
      .filter((node) => node.point === null)
      .map((node) => node.label)
      .sort((a, b) => a.localeCompare(b, document.documentElement.lang)),
    undrawn: all.length - lines.length,
    near: found?.near ?? new Set(),
  };
}

/** A projection that shows all places of the whole network, whatever the day. */
export function projection(whole: NetworkDocument, width: number, height: number): GeoProjection {
  const points = whole.nodes.map((node) => node.point).filter((point) => point !== null);
  const made = geoNaturalEarth1().rotate([-middle(points), 0]);
  if (points.length < 2) return made.fitSize([width, height], { type: "Sphere" });
  const room = Math.min(ROOM, width / 8);
  return made.fitExtent(
    [
      [room, room],
      [width - room, height - room],
    ],
    { type: "MultiPoint", coordinates: points },
  );
}

/** The longitude in the middle of some places, so that the map is not cut there. */
function middle(points: [number, number][]): number {
  const [x, y] = points.reduce(
    ([a, b], [lon]) => [a + Math.cos((lon * Math.PI) / 180), b + Math.sin((lon * Math.PI) / 180)],
    [0, 0],
  );
  return (Math.atan2(y, x) * 180) / Math.PI;
}

/** Pixels of a place's radius. */
export function radius(node: NetworkNode): number {
  return 3 + 1.6 * Math.sqrt(node.degree);
}

/** Draws the map into a context whose unit is a pixel of the page. */
export function paint(
  context: CanvasRenderingContext2D,
  map: Geography,
  land: Land,
  to: GeoProjection,
  size: [number, number],
): void {
  const path = geoPath(to, context);
  context.fillStyle = colour("--sea");
  context.fillRect(0, 0, ...size);
  const line = (name: string, width: number): void => {
    context.strokeStyle = colour(name);
    context.lineWidth = width;
    context.stroke();
  };
  context.fillStyle = colour("--land");
  land.fill(context, to, size);
  context.beginPath();
  path(geoGraticule10());
  line("--edge-pale", 0.5);
  lines(context, map, to);
  places(context, map, to, size);
}

function lines(context: CanvasRenderingContext2D, map: Geography, to: GeoProjection): void {
  const path = geoPath(to, context);
  // Many lines are seen through each other, so that the flows show.
  context.globalAlpha = map.lines.length > 500 ? 0.25 : 0.75;
  for (const pair of map.lines) {
    const ends = [map.nodes.get(pair.source), map.nodes.get(pair.target)];
    const points = ends.flatMap((node) => (node ? [node.point] : []));
    context.beginPath();
    path({ type: "LineString", coordinates: points });
    context.setLineDash(dash(pair));
    context.strokeStyle = colour(pair.marked ? "--ink" : "--fjord");
    context.lineWidth =
      Math.min(0.7 + pair.ties * 0.5, 4) * (map.near.size && !pair.marked ? 0.5 : 1);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
}

/** The dash of a line: none where it is certain. */
function dash(pair: Pair): number[] {
  if (pair.certain) return [];
  return pair.listed ? LISTED : [4, 4];
}

function places(
  context: CanvasRenderingContext2D,
  map: Geography,
  to: GeoProjection,
  size: [number, number],
): void {
  const ranked = [...map.nodes.values()]
    .sort((a, b) => rank(map, b) - rank(map, a))
    .flatMap((node) => {
      const [x, y] = to(node.point) ?? [-1, -1];
      const seen = x >= 0 && y >= 0 && x <= size[0] && y <= size[1];
      return seen ? [{ node, x, y, reach: radius(node) + 1 }] : [];
    });
  for (const { node, x, y } of ranked) {
    context.beginPath();
    context.arc(x, y, radius(node), 0, 2 * Math.PI);
    context.fillStyle = map.groups.get(keyOf(node, "country"))?.colour ?? "";
    context.fill();
    context.strokeStyle = colour("--page");
    context.lineWidth = 1;
    context.stroke();
  }
  context.font = `12px ${getComputedStyle(document.body).fontFamily}`;
  const wanted = ranked.slice(0, 4 * NAMES).map(({ node, ...where }) => {
    const wide = context.measureText(node.label).width;
    return { ...where, text: node.label, wide, tall: 14 };
  });
  // Names stand on land and sea alike, and over the arcs; a halo keeps them apart from both.
  context.fillStyle = colour("--ink");
  context.strokeStyle = colour("--sea");
  context.lineWidth = 3;
  for (const { named, x, y } of place(wanted, ranked, [], size, NAMES)) {
    context.strokeText(named.text, x, y);
    context.fillText(named.text, x, y);
  }
}

/** The chosen first, then those with most partners. */
function rank(map: Geography, node: NetworkNode): number {
  return (map.near.has(node.id) ? 1e6 : 0) + node.degree;
}
