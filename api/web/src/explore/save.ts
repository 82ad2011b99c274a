// What is seen, as SVG: made of the same scene and places on the screen, with its citation.
import { colour } from "../lib/dom";
import type { NetworkDocument } from "../lib/network";
import type { Picture } from "./picture";
import { type Scene, thickness } from "./scene";

const SVG = "http://www.w3.org/2000/svg";

function element(name: string, attributes: Record<string, string | number>, text = ""): SVGElement {
  const made = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, String(value));
  made.textContent = text;
  return made;
}

/** A line that says what the picture shows and how to cite it. */
export function caption(shown: NetworkDocument): string {
  const parameters = Object.entries(shown.parameters).map(([name, value]) => `${name}=${value}`);
  return `${shown.citation}, ${shown.generation}. ${parameters.join("; ")}. ${shown.licence}`;
}

type At = Map<string, ReturnType<Picture["seen"]>>;

/** The picture as an SVG document. */
export function svg(scene: Scene, picture: Picture, shown: NetworkDocument): string {
  const { clientWidth: width, clientHeight: height } = picture.canvas;
  const size = { width, height: height + 20 };
  const root = element("svg", { viewBox: `0 0 ${width} ${height + 20}`, ...size });
  root.append(element("title", {}, caption(shown)));
  root.append(element("rect", { ...size, fill: colour("--page") }));
  const at: At = new Map([...scene.spots].map(([id, spot]) => [id, picture.seen(spot)]));
  root.append(...lines(scene, at), ...circles(scene, at));
  if (scene.spots.size <= 200) root.append(...names(scene, at));
  const foot = { x: 6, y: height + 14, "font-size": 10, "font-family": "sans-serif" };
  root.append(element("text", { ...foot, fill: colour("--ink2") }, caption(shown)));
  return new XMLSerializer().serializeToString(root);
}

function lines(scene: Scene, at: At): SVGElement[] {
  return scene.lines.flatMap((line) => {
    const [a, b] = [at.get(line.source), at.get(line.target)];
    if (!a || !b) return [];
    const ends = { x1: a.x, y1: a.y, x2: b.x, y2: b.y };
    const stroke = colour(line.marked ? "--fjord" : "--edge");
    const dash = line.certain ? {} : { "stroke-dasharray": "3 3" };
    return element("line", { ...ends, stroke, "stroke-width": thickness(line), ...dash });
  });
}

function circles(scene: Scene, at: At): SVGElement[] {
  return [...scene.spots].flatMap(([id, spot]) => {
    const place = at.get(id);
    const fill = spot.weight === "far" ? colour("--edge-pale") : spot.colour;
    return place ? element("circle", { cx: place.x, cy: place.y, r: place.size, fill }) : [];
  });
}

function names(scene: Scene, at: At): SVGElement[] {
  const style = { "font-size": 12, "font-family": "sans-serif", fill: colour("--ink") };
  return [...scene.spots].flatMap(([id, spot]) => {
    const place = at.get(id);
    if (!place || spot.weight === "far") return [];
    const corner = { x: place.x + place.size + 3, y: place.y + 4 };
    return element("text", { ...corner, ...style }, spot.node.label);
  });
}
