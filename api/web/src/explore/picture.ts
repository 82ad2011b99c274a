// The scene on a canvas, for a hand and for a keyboard: what is pointed at is told beside it.
import { make, say } from "../lib/dom";
import { Camera } from "./camera";
import { ink, type Mark, marks, type Point, type To } from "./marks";
import { paint } from "./paint";
import type { Line, Scene, Spot } from "./scene";
import { told } from "./told";

// Pixels from a point and from a line within which it is meant.
const REACH = 6;
const NEAR_LINE = 4;
const MOVE = 60;
const WAYS: Record<string, Point> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

export class Picture {
  readonly element = make("div", {
    class: "canvas",
    tabindex: "0",
    role: "application",
    "aria-describedby": "keys",
  });
  readonly canvas = make("canvas", { "aria-hidden": "true" });
  private readonly tip = make("p", { class: "tip", role: "status" });
  private readonly camera: Camera;
  private scene: Scene | null = null;
  private to: To = () => [0, 0];
  private at = new Map<string, Point>();
  private spot: Spot | null = null;
  private waiting = 0;
  private readonly keys: Record<string, () => void> = {
    "+": () => {
      this.zoom(1.5);
    },
    "-": () => {
      this.zoom(1 / 1.5);
    },
    "0": () => {
      this.zoom();
    },
    Escape: () => {
      this.tell(null);
    },
    Enter: () => {
      if (this.spot) this.choose(this.spot);
    },
  };

  /** @param choose is told the node or the chain that was chosen */
  constructor(private readonly choose: (spot: Spot) => void) {
    this.element.append(this.canvas, this.tip);
    this.tip.hidden = true;
    this.camera = new Camera(this.canvas, () => {
      this.soon();
    });
    this.element.addEventListener("keydown", (event) => {
      this.steer(event);
    });
    this.element.addEventListener("blur", () => {
      this.tell(null);
    });
    this.canvas.addEventListener("pointermove", (event) => {
      this.point(event);
    });
    this.canvas.addEventListener("pointerleave", () => {
      this.tell(null);
    });
    this.canvas.addEventListener("click", () => {
      this.element.focus({ preventScroll: true });
      if (this.spot) this.choose(this.spot);
    });
  }

  /** Begins to follow its size; the element must be in the page. */
  open(): void {
    this.camera.open();
    new ResizeObserver(() => {
      this.soon();
    }).observe(this.element);
  }

  /** Draws a scene; what is seen of it stays. */
  show(scene: Scene): void {
    this.scene = scene;
    if (this.spot) this.spot = scene.spots.get(this.spot.id) ?? null;
    this.draw();
  }

  /** Zooms in by a factor, or shows everything where there is none. */
  zoom(factor?: number): void {
    this.camera.zoom(factor);
  }

  /** The marks of what is seen, in the colours that are given. */
  seen(inks = ink()): Mark[] {
    return this.scene ? marks(this.scene, this.to, this.size, inks) : [];
  }

  /** Width and height, in pixels of the page. */
  get size(): [number, number] {
    return [this.element.clientWidth, this.element.clientHeight];
  }

  /** Draws before the next picture is shown, however much has changed until then. */
  private soon(): void {
    this.waiting ||= requestAnimationFrame(() => {
      this.draw();
    });
  }

  private draw(): void {
    cancelAnimationFrame(this.waiting);
    this.waiting = 0;
    const context = this.canvas.getContext("2d");
    if (!this.scene || !context) return;
    const [width, height] = this.size;
    this.canvas.width = width * devicePixelRatio;
    this.canvas.height = height * devicePixelRatio;
    context.scale(devicePixelRatio, devicePixelRatio);
    this.to = this.camera.to(this.scene);
    this.at = new Map([...this.scene.spots].map(([id, spot]) => [id, this.to(spot)]));
    paint(context, this.seen());
    this.ring(context);
  }

  /** A ring around what is pointed at. */
  private ring(context: CanvasRenderingContext2D): void {
    const at = this.spot && this.at.get(this.spot.id);
    if (!this.spot || !at) return;
    const { mark } = ink();
    context.setLineDash([]);
    context.strokeStyle = mark;
    context.lineWidth = 2.5;
    context.beginPath();
    context.arc(...at, this.spot.size + 4, 0, 2 * Math.PI);
    context.stroke();
  }

  private point(event: PointerEvent): void {
    const frame = this.canvas.getBoundingClientRect();
    const at: Point = [event.clientX - frame.x, event.clientY - frame.y];
    const spot = this.nearest(at, (far, each) => far < each.size + REACH);
    if (spot) this.tell(spot);
    else this.tell(null, this.lineAt(at), at);
  }

  private nearest(
    [x, y]: Point,
    fits: (far: number, spot: Spot, dx: number, dy: number) => boolean,
  ): Spot | null {
    let [found, best]: [Spot | null, number] = [null, Infinity];
    for (const spot of this.scene?.spots.values() ?? []) {
      const [left, top] = this.at.get(spot.id) ?? [Infinity, Infinity];
      const far = Math.hypot(left - x, top - y);
      if (far < best && fits(far, spot, left - x, top - y)) [found, best] = [spot, far];
    }
    return found;
  }

  private lineAt(at: Point): Line | null {
    const close = (line: Line): boolean => {
      const [from, to] = [this.at.get(line.source), this.at.get(line.target)];
      return from !== undefined && to !== undefined && distance(at, from, to) < NEAR_LINE;
    };
    return this.scene?.lines.find(close) ?? null;
  }

  /** Tells of a node or a line beside it; of neither, nothing. */
  private tell(spot: Spot | null, line: Line | null = null, place?: Point): void {
    this.element.classList.toggle("pointing", spot !== null);
    if (this.spot !== spot) {
      this.spot = spot;
      this.soon();
    }
    const at = place ?? this.at.get(spot?.id ?? "");
    this.write((at && this.scene && told(this.scene, spot, line)) ?? [], at ?? [0, 0]);
  }

  private write(words: string[], at: Point): void {
    this.tip.hidden = !words.length;
    if (!words.length) return;
    if (this.tip.textContent !== words.join("")) this.tip.replaceChildren(...words.map(row));
    this.put(at);
  }

  /** Puts what is told below a place, or above where the picture ends. */
  private put([x, y]: Point): void {
    const [width, height] = this.size;
    const { offsetWidth, offsetHeight } = this.tip;
    const below = y + 16 + offsetHeight < height;
    const left = Math.min(x + 14, width - offsetWidth - 4);
    this.tip.style.left = `${Math.max(4, left)}px`;
    this.tip.style.top = `${Math.max(4, below ? y + 16 : y - 16 - offsetHeight)}px`;
  }

  /** Arrows go to the next node that way, and with Shift move the picture. */
  private steer(event: KeyboardEvent): void {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const way = WAYS[event.key];
    const run = this.keys[event.key];
    if (way && event.shiftKey) this.camera.move(-way[0] * MOVE, -way[1] * MOVE);
    else if (way) this.go(way);
    else if (run) run();
    else return;
    event.preventDefault();
  }

  /** To the nearest node in a direction, or from nowhere to the chosen one or the middle. */
  private go([across, down]: Point): void {
    const from = this.spot;
    const chosen = [...(this.scene?.spots.values() ?? [])].find((each) => each.weight === "chosen");
    const [width, height] = this.size;
    const next = from
      ? this.nearest(this.at.get(from.id) ?? [0, 0], (far, spot, x, y) => {
          const ahead = x * across + y * down;
          return spot !== from && ahead > 0 && ahead >= far * Math.SQRT1_2;
        })
      : (chosen ?? this.nearest([width / 2, height / 2], () => true));
    this.tell(next ?? from);
  }
}

function row(words: string, at: number): HTMLElement {
  return make(at ? "span" : "strong", {}, words);
}

/** How far a point is from a stretch of line. */
function distance([x, y]: Point, [x1, y1]: Point, [x2, y2]: Point): number {
  const [dx, dy] = [x2 - x1, y2 - y1];
  const along = ((x - x1) * dx + (y - y1) * dy) / (dx * dx + dy * dy || 1);
  const share = Math.min(1, Math.max(0, along));
  return Math.hypot(x - x1 - share * dx, y - y1 - share * dy);
}

/** What the keys do, for who cannot see the buttons. */
export const KEYS = say(
  "Piletaster går fra kommune til kommune, Enter vælger, plus og minus zoomer, 0 viser alt, Skift og pil flytter billedet.",
  "Arrow keys go from municipality to municipality, Enter chooses, plus and minus zoom, 0 shows all, Shift and arrow move the picture.",
);
