// The scene as marks on a plane of pixels: what the screen, the PNG and the SVG are all drawn of.
import { colour } from "../lib/dom";
import { type Named, place, type Segment } from "../lib/labels";
import { LISTED } from "../lib/legend";
import type { Line, Scene, Spot } from "./scene";

export type Point = [x: number, y: number];

export interface LineMark {
  kind: "line";
  from: Point;
  to: Point;
  stroke: string;
  wide: number;
  dash: number[];
}

export interface ShapeMark {
  kind: "dot" | "square" | "diamond";
  at: Point;
  size: number;
  fill: string;
  stroke: string;
  wide: number;
}

export interface TextMark {
  kind: "text";
  at: Point;
  text: string;
  size: number;
  weight: number;
  fill: string;
  halo: string;
}

export type Mark = LineMark | ShapeMark | TextMark;

export interface Ink {
  plain: string;
  pale: string;
  mark: string;
  text: string;
  quiet: string;
  paper: string;
  late: string;
}

// What is printed is printed on white.
export const PRINT: Ink = {
  plain: "#6f8089",
  pale: "#d3dce0",
  mark: "#0a3d5a",
  text: "#11222a",
  quiet: "#4a5a63",
  paper: "#ffffff",
  late: "#b3261e",
};

/** The colours of the page as the reader's scheme has them now. */
export function ink(): Ink {
  return {
    plain: colour("--rule2"),
    pale: colour("--rule"),
    mark: colour("--certain"),
    text: colour("--ink"),
    quiet: colour("--ink2"),
    paper: colour("--sea"),
    late: colour("--overdue"),
  };
}

export const FAMILY = '"Source Sans 3", "Segoe UI", system-ui, sans-serif';
// More nodes than this are drawn with fewer names, and no ring around each.
const MANY = 1000;
const FEW_NAMES = 40;
const DOTTED = [2, 4];
// Of lists alone, whatever their number.
const THIN = 0.9;

/** Turns a place of the scene into one of the picture. */
export type To = (spot: Spot) => Point;

const meter = document.createElement("canvas").getContext("2d");

export function font(weight: number, size: number): string {
  return `${weight} ${size}px ${FAMILY}`;
}

/** How wide a text is, in pixels. */
export function wide(text: string, size: number, weight = 400): number {
  if (!meter) return text.length * size * 0.5;
  meter.font = font(weight, size);
  return meter.measureText(text).width;
}

/** All marks of a scene, in the order in which they are drawn; names where they are asked for. */
export function marks(
  scene: Scene,
  to: To,
  size: [number, number],
  inks: Ink,
  names = true,
): Mark[] {
  const at = new Map([...scene.spots].map(([id, spot]) => [id, to(spot)]));
  const lines = [...scene.lines].sort((a, b) => Number(a.marked) - Number(b.marked));
  const many = scene.spots.size > MANY;
  return [
    ...lines.flatMap((line) => drawnLine(line, at, inks)),
    ...[...scene.spots.values()]
      .sort((a, b) => order(a) - order(b))
      .map((spot) => drawnSpot(spot, at.get(spot.id) ?? [0, 0], inks, many)),
    ...diamonds(scene.lines, at).map((middle): Mark => diamond(middle, inks)),
    ...(names ? written(scene, at, size, inks) : []),
  ];
}

function order(spot: Spot): number {
  return ["far", "plain", "near", "chosen"].indexOf(spot.weight);
}

/** Pixels of a line; more ties make it thicker, but for those of one chain. */
function thickness(line: Line): number {
  if (line.listed) return THIN + (line.marked ? 0.5 : 0);
  const several = new Set(line.ties.flatMap((tie) => tie.partnerships)).size;
  return Math.min(0.7 + 0.7 * several, 5) + (line.marked ? 1 : 0);
}

function drawnLine(line: Line, at: Map<string, Point>, inks: Ink): Mark[] {
  const [from, to] = [at.get(line.source), at.get(line.target)];
  if (!from || !to) return [];
  const stroke = line.marked ? inks.mark : inks.plain;
  const unsure = line.listed ? LISTED : DOTTED;
  const dash = line.certain ? [] : unsure;
  return [{ kind: "line", from, to, stroke, wide: thickness(line), dash }];
}

// The corners of a diamond around its middle.
export const CORNERS: Point[] = [
  [0, -1],
  [1, 0],
  [0, 1],
  [-1, 0],
];
// Half a diamond's height.
const DIAMOND = 6.5;

/** The sign of an overdue review: hollow and red. */
export function diamond(at: Point, inks: Ink): ShapeMark {
  return { kind: "diamond", at, size: DIAMOND, fill: inks.paper, stroke: inks.late, wide: 2 };
}

/** Where such signs stand: in the middle of a line. */
function diamonds(lines: Line[], at: Map<string, Point>): Point[] {
  return segments(
    lines.filter((line) => line.overdue),
    at,
  ).map(([x, y, right, below]) => [(x + right) / 2, (y + below) / 2]);
}

function drawnSpot(spot: Spot, at: Point, inks: Ink, many: boolean): Mark {
  if (!spot.node) {
    const stroke = spot.weight === "far" ? inks.plain : inks.mark;
    return { kind: "square", at, size: spot.size, fill: inks.paper, stroke, wide: 1.5 };
  }
  if (spot.weight === "chosen") {
    const size = Math.max(spot.size, 5);
    return { kind: "dot", at, size, fill: inks.paper, stroke: inks.text, wide: 4.5 };
  }
  const wide = many ? 0 : 1;
  return { kind: "dot", at, size: spot.size, fill: fillOf(spot, inks), stroke: inks.paper, wide };
}

/** Colour only for the chosen one and its partners, unless groups were asked for. */
function fillOf(spot: Spot, inks: Ink): string {
  if (spot.colour) return spot.weight === "far" ? inks.pale : spot.colour;
  return spot.weight === "near" ? inks.mark : inks.plain;
}

function written(scene: Scene, at: Map<string, Point>, size: [number, number], inks: Ink): Mark[] {
  const points = [...scene.spots.values()].flatMap((spot) => {
    const [x, y] = at.get(spot.id) ?? [-1, -1];
    const seen = x >= 0 && y >= 0 && x <= size[0] && y <= size[1];
    return seen ? { x, y, reach: spot.size + (spot.weight === "chosen" ? 2 : 1), spot } : [];
  });
  const many = scene.spots.size > MANY;
  const ranked = points
    .filter(({ spot }) => !many || spot.weight !== "far")
    .sort((a, b) => order(b.spot) - order(a.spot) || rank(b.spot) - rank(a.spot))
    .slice(0, many ? 4 * FEW_NAMES : undefined);
  const spotOf = new Map<Named, Spot>();
  const wanted = ranked.map(({ spot, ...where }) => {
    const named = { ...where, ...lettering(spot) };
    spotOf.set(named, spot);
    return named;
  });
  const lines = segments(scene.lines, at);
  const signs = diamonds(scene.lines, at).map(([x, y]) => ({ x, y, reach: DIAMOND + 1 }));
  return place(wanted, [...points, ...signs], lines, size, many ? FEW_NAMES : Infinity).map(
    (each) => {
      const spot = spotOf.get(each.named);
      const quiet = !spot?.node || (spot.weight === "far" && spot.colour !== "");
      const { weight, size } = typeface(spot);
      const fill = quiet ? inks.quiet : inks.text;
      const text = each.named.text;
      return { kind: "text", at: [each.x, each.y], text, size, weight, fill, halo: inks.paper };
    },
  );
}

function segments(lines: Line[], at: Map<string, Point>): Segment[] {
  return lines.flatMap((line) => {
    const [from, to] = [at.get(line.source), at.get(line.target)];
    return from && to ? [[...from, ...to] as Segment] : [];
  });
}

/** Municipalities before chains, and the larger before the smaller. */
function rank(spot: Spot): number {
  return spot.node ? 1 + spot.size : 0;
}

function typeface(spot: Spot | undefined): { size: number; weight: number } {
  if (!spot?.node) return { size: 11, weight: 400 };
  return spot.weight === "chosen" ? { size: 14, weight: 650 } : { size: 13, weight: 400 };
}

function lettering(spot: Spot): Pick<Named, "text" | "wide" | "tall"> {
  const { size, weight } = typeface(spot);
  return { text: spot.label, wide: wide(spot.label, size, weight), tall: size * 1.25 };
}
