// Which part of the scene is seen: zoom and movement, kept in the address after the sign #.
import { select } from "d3-selection";
import { type D3ZoomEvent, zoom, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { calmly } from "../lib/dom";
import type { Point, To } from "./marks";
import type { Scene } from "./scene";

// Pixels around the scene, where names stand.
const EDGE = 48;

export class Camera {
  private transform: ZoomTransform = zoomIdentity;
  private readonly behaviour = zoom<HTMLCanvasElement, unknown>()
    .scaleExtent([0.4, 50])
    // The wheel scrolls the page until the picture is chosen.
    .filter((event: MouseEvent) => {
      const here = event.ctrlKey || this.canvas.contains(document.activeElement);
      return event.type === "wheel" ? here : !event.button;
    });

  /** @param moved is told when something else is seen */
  constructor(
    private readonly canvas: HTMLCanvasElement,
    moved: () => void,
  ) {
    const note = calmly(300, () => {
      this.note();
    });
    this.behaviour.on("zoom", (event: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
      this.transform = event.transform;
      moved();
      note();
    });
    select(canvas).call(this.behaviour).on("dblclick.zoom", null);
  }

  /** Sees what the address says, once the canvas has its size. */
  open(): void {
    const [x, y, ratio] = location.hash.slice(1).split(",").map(Number);
    if (x === undefined || y === undefined || !ratio || ![x, y, ratio].every(Number.isFinite))
      return;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const seen = zoomIdentity
      .translate(width / 2, height / 2)
      .scale(1 / ratio)
      .translate(-x * width, -y * height);
    this.behaviour.transform(select(this.canvas), seen);
  }

  /** Where the places of a scene are in the picture, with all of it in view where nothing is zoomed. */
  to({ box }: Scene): To {
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const [across, down] = [box.x[1] - box.x[0] || 1, box.y[1] - box.y[0] || 1];
    const room = (whole: number): number => Math.max(whole - 2 * EDGE, whole / 2);
    const scale = Math.min(room(width) / across, room(height) / down);
    const middle: Point = [(box.x[0] + box.x[1]) / 2, (box.y[0] + box.y[1]) / 2];
    return ({ x, y }) =>
      this.transform.apply([
        width / 2 + (x - middle[0]) * scale,
        height / 2 + (y - middle[1]) * scale,
      ]);
  }

  /** Zooms in by a factor, or shows everything where there is none. */
  zoom(factor?: number): void {
    const canvas = select(this.canvas);
    if (factor) this.behaviour.scaleBy(canvas, factor);
    else this.behaviour.transform(canvas, zoomIdentity);
  }

  /** Moves by pixels. */
  move(x: number, y: number): void {
    const { k } = this.transform;
    this.behaviour.translateBy(select(this.canvas), x / k, y / k);
  }

  private note(): void {
    const { x, y, k } = this.transform;
    const { clientWidth: width, clientHeight: height } = this.canvas;
    const at = [(width / 2 - x) / k / width, (height / 2 - y) / k / height, 1 / k];
    const hash = at.map((part) => part.toFixed(3)).join(",");
    const plain = hash === "0.500,0.500,1.000";
    history.replaceState(null, "", location.pathname + location.search + (plain ? "" : `#${hash}`));
  }
}
