// Names beside the nodes, on the page's paper, none over another and none cut by the edge.
import type { NodeDisplayData, PartialButFor } from "sigma/types";

export interface Ink {
  line: string;
  pale: string;
  mark: string;
  far: string;
  text: string;
  paper: string;
}

type Data = PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">;
type Box = [left: number, top: number, right: number, bottom: number];

const FONT = 13;
const GAP = 3;
// So many names are read in a picture of many nodes.
const MOST = 40;

/** A context's font, by the page's own family. */
function font(weight: number, size: number): string {
  return `${weight} ${size}px ${getComputedStyle(document.body).fontFamily}`;
}

export class Labels {
  ink: Ink | null = null;
  /** Whether all names are drawn that have room, else only the first. */
  all = true;
  private taken: Box[] = [];
  private readonly plain = font(400, FONT);

  /** Begins a new picture. */
  readonly begin = (): void => {
    this.taken = [];
  };

  /** Draws the name of a node where no other stands. */
  readonly draw = (context: CanvasRenderingContext2D, data: Data): void => {
    if (!data.label || !this.ink || (!this.all && this.taken.length >= MOST)) return;
    context.font = this.plain;
    const box = place(data, context.measureText(data.label).width, context.canvas.clientWidth);
    if (this.taken.some((other) => overlap(box, other))) return;
    this.taken.push(box);
    context.lineJoin = "round";
    context.lineWidth = 3;
    context.strokeStyle = this.ink.paper;
    context.strokeText(data.label, box[0], data.y + FONT / 3);
    context.fillStyle = this.ink.text;
    context.fillText(data.label, box[0], data.y + FONT / 3);
  };
}

/** Where a name stands: right of its node, or left where the picture ends. */
function place(data: Data, wide: number, width: number): Box {
  const right = data.x + data.size + GAP;
  const left = right + wide > width ? data.x - data.size - GAP - wide : right;
  return [left, data.y - FONT / 2 - 1, left + wide, data.y + FONT / 2 + 1];
}

function overlap(one: Box, other: Box): boolean {
  return one[0] < other[2] && one[2] > other[0] && one[1] < other[3] && one[3] > other[1];
}

/** Draws what the pointer is at: a ring, and the name on a plate. */
export function drawHovered(context: CanvasRenderingContext2D, data: Data, ink: Ink): void {
  context.strokeStyle = ink.mark;
  context.lineWidth = 2;
  context.beginPath();
  context.arc(data.x, data.y, data.size + 2, 0, 2 * Math.PI);
  context.stroke();
  if (!data.label) return;
  context.font = font(600, FONT + 1);
  const wide = context.measureText(data.label).width;
  const [left] = place({ ...data, size: data.size + 2 }, wide + 8, context.canvas.clientWidth);
  context.fillStyle = ink.paper;
  context.fillRect(left, data.y - 11, wide + 8, 22);
  context.fillStyle = ink.text;
  context.fillText(data.label, left + 4, data.y + 5);
}
