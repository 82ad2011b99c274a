// Marks on a canvas.
import { CORNERS, font, type LineMark, type Mark, type ShapeMark, type TextMark } from "./marks";

/** Draws marks into a context whose unit is a pixel of the page. */
export function paint(context: CanvasRenderingContext2D, all: Mark[]): void {
  context.lineJoin = "round";
  for (const mark of all) {
    if (mark.kind === "line") line(context, mark);
    else if (mark.kind === "text") text(context, mark);
    else shape(context, mark);
  }
  context.setLineDash([]);
}

function line(context: CanvasRenderingContext2D, mark: LineMark): void {
  context.beginPath();
  context.moveTo(...mark.from);
  context.lineTo(...mark.to);
  context.setLineDash(mark.dash);
  context.strokeStyle = mark.stroke;
  context.lineWidth = mark.wide;
  context.stroke();
}

function shape(context: CanvasRenderingContext2D, mark: ShapeMark): void {
  const [x, y] = mark.at;
  const { size } = mark;
  context.fillStyle = mark.fill;
  // A dot of one or two pixels is a square to the eye, and drawn ten times as fast.
  if (size < 1.2 && !mark.wide) {
    context.fillRect(x - size, y - size, 2 * size, 2 * size);
    return;
  }
  context.beginPath();
  if (mark.kind === "dot") context.arc(x, y, size, 0, 2 * Math.PI);
  else if (mark.kind === "diamond") {
    for (const [right, down] of CORNERS) context.lineTo(x + right * size, y + down * size);
    context.closePath();
  } else context.rect(x - size, y - size, 2 * size, 2 * size);
  context.fill();
  if (!mark.wide) return;
  context.setLineDash([]);
  context.strokeStyle = mark.stroke;
  context.lineWidth = mark.wide;
  context.stroke();
}

function text(context: CanvasRenderingContext2D, mark: TextMark): void {
  context.font = font(mark.weight, mark.size);
  context.setLineDash([]);
  context.lineWidth = 3;
  context.strokeStyle = mark.halo;
  context.strokeText(mark.text, ...mark.at);
  context.fillStyle = mark.fill;
  context.fillText(mark.text, ...mark.at);
}
