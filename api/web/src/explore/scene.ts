// What is drawn of a network: where each node lies, how large, which lines, what stands back.
import { geoMercator } from "d3-geo";
import { type By, type Group, groups, keyOf } from "../lib/groups";
import { type NetworkDocument, type NetworkNode, type Pair, pairs } from "../lib/network";

// More lines than this are a grey mat: then only those of what was chosen are drawn.
export const READABLE = 1500;
const SMALLEST = 3;
const LARGEST = 16;

export type Measure = "degree" | "betweenness" | "population";
export type Place = "ties" | "map";

export interface Look {
  by: By;
  size: Measure;
  place: Place;
  /** Key of the group that stands out, or blank. */
  group: string;
  focus: string;
  path: string[];
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
  const places = new Map(whole.nodes.map((node) => [node.id, where(node, look.place)]));
  const all = pairs(shown.edges);
  const near = chosen(shown, all, look);
  const size = sizes(shown.nodes, look.size);
  const found = groups(shown.nodes, look.by);
  const spots = new Map<string, Spot>();
  for (const node of shown.nodes) {
    const place = places.get(node.id) ?? where(node, look.place);
    if (!place) continue;
    const colour = found.get(keyOf(node, look.by))?.colour ?? "";
    const weight = near ? (near.has(node.id) ? "near" : "far") : "plain";
    spots.set(node.id, { node, x: place[0], y: place[1], size: size(node), colour, weight });
  }
  const lines = drawable(all, near, look, spots);
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

const project = geoMercator().scale(1).translate([0, 0]);

function where(node: NetworkNode, place: Place): [number, number] | null {
  if (place === "ties") return [node.x, node.y];
  const found = node.point && project(node.point);
  return found && [found[0], -found[1]];
}

/** The nodes that a focus, a path or a group makes stand out; null where nothing does. */
function chosen(shown: NetworkDocument, all: Pair[], look: Look): Set<string> | null {
  if (look.path.length) return new Set(look.path);
  if (look.focus) {
    const ends = all.filter((pair) => pair.source === look.focus || pair.target === look.focus);
    return new Set([look.focus, ...ends.flatMap((pair) => [pair.source, pair.target])]);
  }
  if (!look.group) return null;
  const by: By = look.group.startsWith("country") ? "country" : "community";
  return new Set(shown.nodes.filter((node) => keyOf(node, by) === look.group).map((n) => n.id));
}

function drawable(
  all: Pair[],
  near: Set<string> | null,
  look: Look,
  spots: Map<string, Spot>,
): Scene["lines"] {
  const steps = new Set(
    look.path.slice(1).map((node, index) => [node, look.path[index] ?? ""].sort().join(" ")),
  );
  const marked = (pair: Pair): boolean => {
    if (look.path.length) return steps.has(`${pair.source} ${pair.target}`);
    if (look.focus) return pair.source === look.focus || pair.target === look.focus;
    return near !== null && near.has(pair.source) && near.has(pair.target);
  };
  const lines = all
    .filter((pair) => spots.has(pair.source) && spots.has(pair.target))
    .map((pair) => ({ ...pair, marked: marked(pair) }));
  return all.length > READABLE ? lines.filter((line) => line.marked).slice(0, READABLE) : lines;
}

/** Radius by the square root of a measure, so that areas compare; the unknown are the smallest. */
function sizes(nodes: NetworkNode[], by: Measure): (node: NetworkNode) => number {
  const most = nodes.reduce((so, node) => Math.max(so, node[by] ?? 0), 0) || 1;
  const largest = nodes.length > 1000 ? LARGEST / 2 : LARGEST;
  const smallest = nodes.length > 1000 ? SMALLEST / 2 : SMALLEST;
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
