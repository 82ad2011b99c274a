// The map: what the form chooses on the globe, beside the tables of the server.
import "./lib/early";
import type { GeoProjection } from "d3-geo";
import { select } from "d3-selection";
import { type D3ZoomEvent, zoom as zooming, zoomIdentity, type ZoomTransform } from "d3-zoom";
import { Choice, notice, type Shown } from "./lib/choice";
import { caption, wrapped } from "./lib/caption";
import { DPI, densely, PRINTED } from "./lib/density";
import { colour, keep, make, need, onScheme, say } from "./lib/dom";
import { legend, reading, undrawn } from "./lib/legend";
import { Years } from "./lib/years";
import { type Geography, geography, paint, projection, radius } from "./map/geography";
import { Land } from "./map/land";

const REACH = 6;
// Around and between the lines of the citation, pixels.
const EDGE = 12;
const ROW = 13;
// Names of those that are not on the map; were there more, the rest are counted.
const NAMED = 12;
const holder = need("picture", HTMLElement);
const [state, busy] = notice(() => void choice.retry());
const canvas = make("canvas", { tabindex: "0", role: "img" });
const frame = make("div", { class: "canvas" }, canvas);
const told = make("div", { class: "remarks" });
const pointed = make("p", { class: "pointed", role: "status" });
const land = new Land(() => requestAnimationFrame(repaint));
let map: Geography | null = null;
let whole: Shown["whole"] | null = null;
let cited = "";
let transform: ZoomTransform = zoomIdentity;

const choice = new Choice(["shown", "matrix"], draw, busy);
const years = new Years(choice);
const zoom = zooming<HTMLCanvasElement, unknown>()
  .scaleExtent([0.5, 200])
  .filter(takes)
  .on("zoom", (event: D3ZoomEvent<HTMLCanvasElement, unknown>) => {
    transform = event.transform;
    requestAnimationFrame(repaint);
  });
select(canvas).call(zoom);

/** Whether a movement is the map's: the wheel and one finger are the page's until it is chosen. */
function takes(event: MouseEvent | TouchEvent): boolean {
  const chosen = document.activeElement === canvas;
  if ("touches" in event) return chosen || event.touches.length > 1;
  if (event.type === "wheel") return chosen || event.ctrlKey;
  return !event.button;
}

function button(label: string, title: string, run: () => void): HTMLButtonElement {
  const made = make("button", { type: "button", title, "aria-label": title }, label);
  made.addEventListener("click", run);
  return made;
}

const buttons = make(
  "div",
  { class: "zooms", role: "group", "aria-label": say("Zoom og filer", "Zoom and files") },
  button("+", say("Zoom ind", "Zoom in"), () => {
    zoom.scaleBy(select(canvas), 1.5);
  }),
  button("−", say("Zoom ud", "Zoom out"), () => {
    zoom.scaleBy(select(canvas), 1 / 1.5);
  }),
  button(say("Alt", "All"), say("Vis alt", "Show all"), () => {
    zoom.transform(select(canvas), zoomIdentity);
  }),
  button("PNG", say("Gem kortet som PNG", "Save the map as PNG"), () => {
    void printed()?.then((blob) => {
      if (blob) keep("venskab-map.png", blob);
    });
  }),
);

const hint = make(
  "p",
  { class: "hint", id: "moving" },
  say(
    "Vælg kortet for at zoome med hjulet; Escape giver hjulet tilbage til siden. To fingre flytter kortet.",
    "Choose the map to zoom with the wheel; Escape gives the wheel back to the page. Two fingers move the map.",
  ),
);
canvas.setAttribute("aria-describedby", "moving");
frame.classList.add("unchosen");

holder.replaceChildren(
  years.element,
  make("div", { class: "stage" }, frame, buttons, state),
  hint,
  pointed,
  told,
);
onScheme(repaint);
new ResizeObserver(repaint).observe(frame);
void choice.begin();

function draw(shown: Shown): void {
  const group = choice.get("group");
  map = geography(shown.document, { ...shown, group });
  whole = shown.whole;
  cited = caption(shown.document);
  years.show();
  told.replaceChildren(
    legend(map.groups, group, (key) => void choice.set("group", key)),
    ...remarks(map).map((each) => make("p", { class: "hint" }, each)),
  );
  canvas.setAttribute(
    "aria-label",
    say(
      "Kort over båndene; tabellen siger det samme.",
      "A map of the ties; the table says the same.",
    ),
  );
  repaint();
  holder.dataset["drawn"] = String(map.lines.length);
}

function remarks(map: Geography): string[] {
  const [some, more] = [map.placeless.slice(0, NAMED), map.placeless.length - NAMED];
  const others = more > 0 ? say(` og ${more} mere`, ` and ${more} more`) : "";
  const missing = say(
    `Ikke på kortet, for stedet kendes ikke: ${some.join(", ")}${others}. Tabellen har dem.`,
    `Not on the map, for no place is known: ${some.join(", ")}${others}. The table has them.`,
  );
  return [
    ...(map.lines.length ? [reading(map.lines.some((line) => line.listed))] : []),
    ...(map.undrawn ? [undrawn(map.undrawn)] : []),
    ...(map.placeless.length ? [missing] : []),
  ];
}

function placed(): GeoProjection | null {
  if (!whole) return null;
  const base = projection(whole, frame.clientWidth, frame.clientHeight);
  const [x, y] = base.translate();
  return base
    .scale(base.scale() * transform.k)
    .translate([x * transform.k + transform.x, y * transform.k + transform.y]);
}

function repaint(): void {
  const to = placed();
  const context = canvas.getContext("2d");
  if (!map || !to || !context) return;
  const size: [number, number] = [frame.clientWidth, frame.clientHeight];
  canvas.width = size[0] * devicePixelRatio;
  canvas.height = size[1] * devicePixelRatio;
  canvas.style.width = `${size[0]}px`;
  canvas.style.height = `${size[1]}px`;
  context.scale(devicePixelRatio, devicePixelRatio);
  paint(context, map, land, to, size);
}

/** What is seen of the map in print quality, with its citation below. */
function printed(): Promise<Blob | null> | null {
  const to = placed();
  const sheet = document.createElement("canvas");
  const context = sheet.getContext("2d");
  if (!map || !to || !context) return null;
  const [width, height] = [frame.clientWidth, frame.clientHeight];
  const letters = `10px ${getComputedStyle(document.body).fontFamily}`;
  context.font = letters;
  const lines = wrapped(cited, width - 2 * EDGE, (text) => context.measureText(text).width);
  const scale = (PRINTED * DPI) / width;
  sheet.width = Math.round(width * scale);
  sheet.height = Math.round((height + 2 * EDGE + lines.length * ROW) * scale);
  context.scale(scale, scale);
  paint(context, map, land, to, [width, height]);
  // Land goes on below what is seen.
  context.fillStyle = colour("--page");
  context.fillRect(0, height, width, sheet.height);
  context.font = letters;
  context.fillStyle = colour("--ink2");
  lines.forEach((text, row) => {
    context.fillText(text, EDGE, height + EDGE + (row + 0.8) * ROW);
  });
  return densely(sheet);
}

/** The place below a pointer, the nearest within reach. */
function under(event: MouseEvent): { id: string; label: string } | null {
  const to = placed();
  if (!map || !to) return null;
  const box = canvas.getBoundingClientRect();
  let [found, best]: [{ id: string; label: string } | null, number] = [null, Infinity];
  for (const node of map.nodes.values()) {
    const place = to(node.point);
    if (!place) continue;
    const far = Math.hypot(place[0] - event.clientX + box.x, place[1] - event.clientY + box.y);
    if (far < radius(node) + REACH && far < best) [found, best] = [node, far];
  }
  return found;
}

canvas.addEventListener("focus", () => {
  frame.classList.remove("unchosen");
});
canvas.addEventListener("blur", () => {
  frame.classList.add("unchosen");
});
canvas.addEventListener("pointermove", (event) => {
  const node = under(event);
  canvas.style.cursor = node ? "pointer" : "grab";
  pointed.textContent = node?.label ?? "";
});
canvas.addEventListener("click", (event) => {
  const node = under(event);
  if (node) void choice.set("focus", choice.get("focus") === node.label ? "" : node.label);
});
canvas.addEventListener("keydown", (event) => {
  const moves: Record<string, [number, number]> = {
    ArrowLeft: [60, 0],
    ArrowRight: [-60, 0],
    ArrowUp: [0, 60],
    ArrowDown: [0, -60],
  };
  if (event.key === "Escape") {
    canvas.blur();
    return;
  }
  const move = moves[event.key];
  if (move) zoom.translateBy(select(canvas), move[0] / transform.k, move[1] / transform.k);
  else if (event.key === "+") zoom.scaleBy(select(canvas), 1.5);
  else if (event.key === "-") zoom.scaleBy(select(canvas), 1 / 1.5);
  else if (event.key === "0") zoom.transform(select(canvas), zoomIdentity);
  else return;
  event.preventDefault();
});
