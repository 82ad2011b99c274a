// What lines, squares and points of the picture mean.
import { make, say } from "../lib/dom";

const SVG = "http://www.w3.org/2000/svg";

function sign(name: string, tag: string, ...several: Record<string, string>[]): SVGElement {
  const drawing = document.createElementNS(SVG, "svg");
  drawing.setAttribute("aria-hidden", "true");
  for (const attributes of several) {
    const shape = document.createElementNS(SVG, tag);
    shape.setAttribute("class", name);
    for (const [key, value] of Object.entries(attributes)) shape.setAttribute(key, value);
    drawing.append(shape);
  }
  return drawing;
}

/** The signs with their words; that of lists where a line is of them. */
export function key(listed: boolean): HTMLElement {
  const lists: [SVGElement, string][] = [
    [
      sign("line listed", "path", { d: "M0 6h35" }),
      say("kun lister siger det, intet belæg", "only lists say so, no evidence"),
    ],
  ];
  const signs: [SVGElement, string][] = [
    [sign("line", "path", { d: "M0 6h35" }), say("sikkert", "certain")],
    [sign("line unsure", "path", { d: "M0 6h35" }), say("måske", "possible")],
    ...(listed ? lists : []),
    [
      sign("square", "path", { d: "M12 1h10v10H12z" }),
      say("kæde eller samarbejde med flere", "chain, or cooperation of several"),
    ],
    [
      sign("late", "path", { d: "M17-.5 23.5 6 17 12.5 10.5 6Z" }),
      say("frist overskredet", "review overdue"),
    ],
    [
      sign("dot-k", "circle", { cx: "9", cy: "6", r: "3.5" }, { cx: "26", cy: "6", r: "6.5" }),
      say("få og mange partnere", "few and many partners"),
    ],
  ];
  return make(
    "ul",
    { class: "key" },
    ...signs.map(([drawing, words]) => make("li", {}, drawing, words)),
  );
}
