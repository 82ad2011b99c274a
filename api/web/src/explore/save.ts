// What is seen as a file in print quality: the picture with what its signs mean, the day and the
// citation. SVG is made of the marks as they are, PNG of the same at 300 dots an inch.
import { caption, wrapped } from "../lib/caption";
import { DPI, densely, PRINTED } from "../lib/density";
import { say } from "../lib/dom";
import type { Group } from "../lib/groups";
import type { NetworkDocument } from "../lib/network";
import {
  CORNERS,
  diamond,
  FAMILY,
  type LineMark,
  type Mark,
  type Point,
  PRINT,
  type ShapeMark,
  type TextMark,
  wide,
} from "./marks";
import { paint } from "./paint";
import type { Picture } from "./picture";

const SVG = "http://www.w3.org/2000/svg";
const ROW = 20;
const EDGE = 12;

/** A picture with its size. */
interface Sheet {
  marks: Mark[];
  width: number;
  height: number;
  caption: string;
}

/** The picture with its legend and citation. */
function sheet(picture: Picture, shown: NetworkDocument, groups: Map<string, Group>): Sheet {
  const [width, height] = picture.size;
  const said = caption(shown);
  const below = [...legend(groups, width, height + EDGE)];
  const top = below.reduce((so, mark) => ("at" in mark ? Math.max(so, mark.at[1]) : so), height);
  const lines = wrapped(said, width - 2 * EDGE, (text) => wide(text, 10));
  const foot = lines.map((text, row) =>
    letters(text, [EDGE, top + 22 + row * 13], 10, PRINT.quiet),
  );
  const tall = top + 22 + lines.length * 13;
  return { marks: [...picture.seen(PRINT), ...below, ...foot], width, height: tall, caption: said };
}

/** What lines, points and colours mean, in as many rows as they take. */
function* legend(groups: Map<string, Group>, width: number, top: number): Generator<Mark> {
  let [x, y] = [EDGE, top + ROW / 2];
  for (const [words, sign] of entries(groups)) {
    const needed = 42 + wide(words, 12) + 18;
    if (x > EDGE && x + needed > width - EDGE) [x, y] = [EDGE, y + ROW];
    yield* sign(x, y);
    yield letters(words, [x + 42, y + 4], 12, PRINT.text);
    x += needed;
  }
}

type Sign = (x: number, y: number) => Mark[];

function entries(groups: Map<string, Group>): [string, Sign][] {
  const line =
    (dash: number[]): Sign =>
    (x, y) => [
      { kind: "line", from: [x, y], to: [x + 34, y], stroke: PRINT.plain, wide: 1.6, dash },
    ];
  const dot =
    (fill: string, ...sizes: number[]): Sign =>
    (x, y) =>
      sizes.map((size, at) => ({
        kind: "dot",
        at: [x + 8 + 18 * at, y],
        size,
        fill,
        stroke: fill,
        wide: 0,
      }));
  const square: Sign = (x, y) => [
    { kind: "square", at: [x + 17, y], size: 5, fill: PRINT.paper, stroke: PRINT.mark, wide: 1.5 },
  ];
  const coloured = [...groups.values()].slice(0, 12);
  return [
    [say("sikkert", "certain"), line([])],
    [say("måske", "possible"), line([2, 4])],
    [say("kæde eller samarbejde med flere", "chain, or cooperation of several"), square],
    [say("frist overskredet", "review overdue"), (x, y) => [diamond([x + 17, y], PRINT)]],
    [say("få og mange partnere", "few and many partners"), dot(PRINT.plain, 3, 7)],
    ...coloured.map((each): [string, Sign] => [`${each.name} (${each.size})`, dot(each.colour, 5)]),
  ];
}

function letters(text: string, at: Point, size: number, fill: string): Mark {
  return { kind: "text", at, text, size, weight: 400, fill, halo: PRINT.paper };
}

/** The picture as an SVG document. */
export function svg(picture: Picture, shown: NetworkDocument, groups: Map<string, Group>): Blob {
  const made = sheet(picture, shown, groups);
  const size = { width: made.width, height: made.height };
  const root = element("svg", { viewBox: `0 0 ${made.width} ${made.height}`, ...size });
  root.append(element("title", {}, made.caption));
  root.append(element("rect", { ...size, fill: PRINT.paper }));
  root.append(...made.marks.map(drawn));
  return new Blob([new XMLSerializer().serializeToString(root)], { type: "image/svg+xml" });
}

function element(name: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

function drawn(mark: Mark): SVGElement {
  if (mark.kind === "line") return drawnLine(mark);
  return mark.kind === "text" ? drawnText(mark) : drawnShape(mark);
}

function drawnLine({ from, to, stroke, wide, dash }: LineMark): SVGElement {
  const ends = { x1: short(from[0]), y1: short(from[1]), x2: short(to[0]), y2: short(to[1]) };
  const dashed = dash.length ? { "stroke-dasharray": dash.join(" ") } : {};
  return element("line", { ...ends, stroke, "stroke-width": short(wide), ...dashed });
}

function drawnText({ at, text, size, weight, fill, halo }: TextMark): SVGElement {
  const face = { "font-family": FAMILY, "font-size": size, "font-weight": weight };
  const around = { stroke: halo, "stroke-width": 3, "stroke-linejoin": "round" };
  const style = { ...face, fill, "paint-order": "stroke", ...around };
  return element("text", { x: short(at[0]), y: short(at[1]), ...style }, text);
}

function drawnShape({ kind, at, size, fill, stroke, wide }: ShapeMark): SVGElement {
  const style = { fill, stroke: wide ? stroke : "none", "stroke-width": wide };
  const [x, y] = [short(at[0]), short(at[1])];
  if (kind === "dot") return element("circle", { cx: x, cy: y, r: short(size), ...style });
  if (kind === "diamond") {
    const corners = CORNERS.map(
      ([right, down]) => `${short(x + right * size)} ${short(y + down * size)}`,
    );
    return element("path", { d: `M${corners.join("L")}Z`, ...style });
  }
  const side = 2 * size;
  return element("rect", { x: x - size, y: y - size, width: side, height: side, ...style });
}

function short(value: number): number {
  return Math.round(value * 100) / 100;
}

/** The picture as a PNG of 300 dots an inch. */
export function png(
  picture: Picture,
  shown: NetworkDocument,
  groups: Map<string, Group>,
): Promise<Blob | null> {
  const made = sheet(picture, shown, groups);
  const scale = (PRINTED * DPI) / made.width;
  const canvas = document.createElement("canvas");
  canvas.width = Math.round(made.width * scale);
  canvas.height = Math.round(made.height * scale);
  const context = canvas.getContext("2d");
  if (!context) return Promise.resolve(null);
  context.scale(scale, scale);
  context.fillStyle = PRINT.paper;
  context.fillRect(0, 0, made.width, made.height);
  paint(context, made.marks);
  return densely(canvas);
}
