// What is drawn of a network: where each node lies, how large, which lines, what stands back.
import { geoMercator } from "d3-geo";
import { chosen, drawable, type Part, READABLE } from "../lib/chosen";
import { type By, type Group, groups, keyOf } from "../lib/groups";
import { type NetworkDocument, type NetworkNode, once, type Pair, pairs } from "../lib/network";

const SMALLEST = 0.2;
const LARGEST = 16;
// So many nodes of full size have room; more are smaller, and together as large.
const ROOM = 250;
const AREA = 480_000;

export type Measure = "degree" | "betweenness" | "population";
export type Place = "ties" | "map";

export interface Look extends Part {
  by: By;
  size: Measure;
  place: Place;
  /** Pixels of the picture, which has less room for large nodes on a phone. */
  area: number;
}

export interface Spot {
  node: NetworkNode;
  x: number;
  y: number;
  size: number;
  colour: string;
  /** Whether it stands out, stands back, or neither. */
  weight: "near" | "far" | "plain";
}

export interface Scene {
  spots: Map<string, Spot>;
  lines: (Pair & { marked: boolean })[];
  groups: Map<string, Group>;
  /** Nodes without a known place, which a map cannot show. */
  placeless: number;
  /** Lines that are not drawn because they would hide each other. */
  undrawn: number;
  /** Corners of the whole network's places, which stay when the day changes. */
  box: { x: [number, number]; y: [number, number] };
}

/** The scene of a document, seen with a look; places are those of the whole network. */
export function scene(shown: NetworkDocument, whole: NetworkDocument, look: Look): Scene {
  const places = look.place === "map" ? onMap(whole) : byTies(whole);
  const all = pairs(shown);
  const found = groups(shown, look.by);
  const standsOut = chosen(shown, look);
  const size = sizes(shown.nodes, look);
  const spots = new Map<string, Spot>();
  for (const node of shown.nodes) {
    const place = places.get(node.id) ?? where(node, look.place);
    if (!place) continue;
    const colour = found.get(keyOf(node, look.by))?.colour ?? "";
    const weight = standsOut ? (standsOut.near.has(node.id) ? "near" : "far") : "plain";
    spots.set(node.id, { node, x: place[0], y: place[1], size: size(node), colour, weight });
  }
  const held = all.filter((pair) => spots.has(pair.source) && spots.has(pair.target));
  const lines = drawable(held, standsOut);
  return {
    spots,
    lines,
    groups: found,
    placeless: shown.nodes.length - spots.size,
    undrawn: all.length > READABLE ? all.length - lines.length : 0,
    box: box([...places.values()].filter((place) => place !== null)),
  };
}

/** Pixels of a line; more ties make it thicker. */
export function thickness(pair: Pair): number {
  return Math.min(1.5 + pair.ties, 6);
}

const byTies = once((whole: NetworkDocument) => placed(whole, "ties"));
const onMap = once((whole: NetworkDocument) => placed(whole, "map"));

function placed(whole: NetworkDocument, place: Place): Map<string, [number, number] | null> {
  return new Map(whole.nodes.map((node) => [node.id, where(node, place)]));
}

const project = geoMercator().scale(1).translate([0, 0]);

function where(node: NetworkNode, place: Place): [number, number] | null {
  if (place === "ties") return [node.x, node.y];
  const found = node.point && project(node.point);
  return found && [found[0], -found[1]];
}

/** Radius by the square root of a measure, so that areas compare; the unknown are the smallest. */
function sizes(nodes: NetworkNode[], look: Look): (node: NetworkNode) => number {
  const by = look.size;
  const most = nodes.reduce((so, node) => Math.max(so, node[by] ?? 0), 0) || 1;
  const room = Math.min(1, ROOM / nodes.length) * Math.min(1, look.area / AREA);
  const largest = LARGEST * Math.sqrt(room);
  const smallest = SMALLEST * largest;
  return (node) => smallest + (largest - smallest) * Math.sqrt((node[by] ?? 0) / most);
}

function box(places: [number, number][]): Scene["box"] {
  const span = (axis: 0 | 1): [number, number] =>
    places.reduce<[number, number]>(
      ([low, high], place) => [Math.min(low, place[axis]), Math.max(high, place[axis])],
      [Infinity, -Infinity],
    );
  return places.length ? { x: span(0), y: span(1) } : { x: [0, 1], y: [0, 1] };
}
