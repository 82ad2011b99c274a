// What is drawn of a network: where each node lies, how large, which lines, what stands back.
import { geoMercatorRaw } from "d3-geo";
import { chosen, type Chosen, type Part, READABLE } from "../lib/chosen";
import { type By, type Group, groups, keyOf } from "../lib/groups";
import {
  type Ends,
  type NetworkDocument,
  type NetworkEdge,
  type NetworkNode,
  once,
  ordered,
  type Shared,
} from "../lib/network";

const SMALLEST = 0.3;
const LARGEST = 11;
// So many nodes of full size have room; more are smaller, and together as large.
const ROOM = 250;
const AREA = 480_000;

export type Measure = "degree" | "betweenness" | "population";
export type Place = "ties" | "map";

export interface Look extends Part {
  by: By | "none";
  size: Measure;
  place: Place;
  /** Whether what does not stand out is left away. */
  alone: boolean;
  /** Partnerships that owe an overdue review. */
  overdue: Set<string>;
  /** Pixels of the picture, which has less room for large nodes on a phone. */
  area: number;
}

/** A municipality, or the square in the middle of a chain. */
export interface Spot {
  id: string;
  label: string;
  /** Null for a chain. */
  node: NetworkNode | null;
  x: number;
  y: number;
  size: number;
  /** Colour of its group, blank for none. */
  colour: string;
  /** Whether it is the chosen one, stands out, stands back, or none of these. */
  weight: "chosen" | "near" | "far" | "plain";
}

/** A line, with the ties that it stands for. */
export interface Line extends Ends {
  ties: NetworkEdge[];
  certain: boolean;
  /** Whether lists alone give all of its ties. */
  listed: boolean;
  marked: boolean;
  /** Whether a mark in its middle says that a review is overdue. */
  overdue: boolean;
}

/** A line before it is known how it stands out. */
type Drawable = Omit<Line, "marked" | "overdue">;

export interface Scene {
  spots: Map<string, Spot>;
  lines: Line[];
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
  const found = look.by === "none" ? new Map<string, Group>() : groups(shown, look.by, whole);
  const standsOut = chosen(shown, look);
  const spots = nodes(shown, places, look, found, standsOut);
  for (const hub of hubs(shown, whole, look.place, spots, standsOut)) spots.set(hub.id, hub);
  const placeless = shown.nodes.filter((node) => !spots.has(node.id)).length;
  const alone = look.alone && leaveAway(spots);
  const held = lines(shown).filter((line) => spots.has(line.source) && spots.has(line.target));
  const drawn = withOverdue(drawable(held, standsOut), look.overdue);
  return {
    spots,
    lines: drawn,
    groups: found,
    placeless,
    undrawn: held.length > READABLE ? held.length - drawn.length : 0,
    box: box(alone ? [...spots.values()].map(({ x, y }) => [x, y]) : known(places)),
  };
}

/** Leaves away what does not stand out; whether something did, and more than one is left. */
function leaveAway(spots: Map<string, Spot>): boolean {
  const far = [...spots.values()].filter(({ weight }) => weight === "far");
  for (const { id } of far) spots.delete(id);
  return far.length > 0 && spots.size > 1;
}

function known(places: Map<string, [number, number] | null>): [number, number][] {
  return [...places.values()].filter((place) => place !== null);
}

/** The municipalities that have a place. */
function nodes(
  shown: NetworkDocument,
  places: Map<string, [number, number] | null>,
  look: Look,
  found: Map<string, Group>,
  standsOut: Chosen | null,
): Map<string, Spot> {
  const { by } = look;
  const size = sizes(shown.nodes, look);
  const spots = new Map<string, Spot>();
  for (const node of shown.nodes) {
    const place = places.get(node.id) ?? where(node, look.place);
    if (!place) continue;
    const colour = by === "none" ? "" : (found.get(keyOf(node, by))?.colour ?? "");
    const { id, label } = node;
    const weight = weightOf(id, look.focus, standsOut);
    spots.set(id, { id, label, node, x: place[0], y: place[1], size: size(node), colour, weight });
  }
  return spots;
}

function weightOf(id: string, focus: string, standsOut: Chosen | null): Spot["weight"] {
  if (!standsOut) return "plain";
  if (id === focus) return "chosen";
  return standsOut.near.has(id) ? "near" : "far";
}

/** The squares of the chains that are shown. */
function hubs(
  shown: NetworkDocument,
  whole: NetworkDocument,
  place: Place,
  spots: Map<string, Spot>,
  standsOut: Chosen | null,
): Spot[] {
  const lasting = new Map(whole.shared.map((each) => [each.id, each.hub]));
  const marked = new Set(
    shown.edges
      .filter((edge) => standsOut?.marks(ordered(edge)))
      .flatMap((edge) => edge.partnerships),
  );
  return chains(shown).flatMap(({ id, label, sides, hub }) => {
    const members = sides.flat().flatMap((member) => spots.get(member) ?? []);
    const at = place === "ties" ? (lasting.get(id) ?? hub) : middle(members);
    if (!at || !members.length) return [];
    const weight = standsOut ? (marked.has(id) ? "near" : "far") : "plain";
    return { id, label, node: null, x: at[0], y: at[1], size: 4.5, colour: "", weight };
  });
}

function middle(members: Spot[]): [number, number] {
  const mean = (axis: "x" | "y"): number =>
    members.reduce((sum, spot) => sum + spot[axis], 0) / members.length;
  return [mean("x"), mean("y")];
}

const chains = once((shown: NetworkDocument): Shared[] =>
  shown.shared.filter((each) => each.hub !== null),
);

/** Lines between nodes, and from the square of a chain to each of its members. */
const lines = once((shown: NetworkDocument): Drawable[] => {
  const drawn = new Set(chains(shown).map((each) => each.id));
  const found = new Map<string, Drawable>();
  const add = ({ source, target }: Ends, edge: NetworkEdge): void => {
    if (source === target) return;
    const key = `${source} ${target}`;
    const line = found.get(key) ?? { source, target, ties: [], certain: false, listed: true };
    line.ties.push(edge);
    line.listed &&= edge.tier === "lists";
    line.certain ||= edge.certainty === "certain";
    found.set(key, line);
  };
  for (const edge of shown.edges) {
    const chain = edge.partnerships.find((each) => drawn.has(each));
    if (chain === undefined) add(ordered(edge), edge);
    else
      for (const member of [edge.source, edge.target]) add({ source: chain, target: member }, edge);
  }
  return [...found.values()];
});

/** The lines that a picture can bear, each with whether it stands out. */
function drawable(all: Drawable[], found: Chosen | null): Omit<Line, "overdue">[] {
  const many = all.length > READABLE;
  if (many && !found) return [];
  const marks = (line: Drawable): boolean =>
    found !== null && line.ties.some((edge) => found.marks(ordered(edge)));
  const drawn = all.map((line) => ({ ...line, marked: marks(line) }));
  return many ? drawn.filter((line) => line.marked).slice(0, READABLE) : drawn;
}

/** The lines with one mark for each partnership that owes an overdue review: where it is now. */
function withOverdue(drawn: Omit<Line, "overdue">[], overdue: Set<string>): Line[] {
  const left = new Set<NetworkEdge>();
  const ties = drawn.flatMap((line) => line.ties);
  for (const owed of overdue) {
    const [now] = ties
      .filter((tie) => tie.partnerships.includes(owed))
      .sort((one, other) => (end(one) < end(other) ? 1 : -1));
    if (now) left.add(now);
  }
  return drawn.map((line) => ({
    ...line,
    overdue: line.ties.filter((tie) => left.delete(tie)).length > 0,
  }));
}

/** The last day that a tie can have, such as sorts last where it is open. */
function end(tie: NetworkEdge): string {
  return tie.last.latest ?? "9999";
}

const byTies = once((whole: NetworkDocument) => placed(whole, "ties"));
const onMap = once((whole: NetworkDocument) => placed(whole, "map"));

function placed(whole: NetworkDocument, place: Place): Map<string, [number, number] | null> {
  return new Map(whole.nodes.map((node) => [node.id, where(node, place)]));
}

const DEGREE = Math.PI / 180;

/** A place with y downwards, as on the screen. */
function where(node: NetworkNode, place: Place): [number, number] | null {
  if (place === "ties") return [node.x, node.y];
  if (!node.point) return null;
  const [x, y] = geoMercatorRaw(node.point[0] * DEGREE, node.point[1] * DEGREE);
  return [x, -y];
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
