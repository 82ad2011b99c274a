// The controls around the picture: colour, size and place of the nodes, zoom, files, the groups.
import { make, say } from "../lib/dom";
import { undrawn } from "../lib/legend";
import type { Scene } from "./scene";

export interface Actions {
  set: (name: string, value: string) => void;
  zoom: (factor?: number) => void;
  png: () => void;
  svg: () => void;
}

type Option = [value: string, label: string];

function chooser(name: string, label: string, options: Option[], value: string, actions: Actions) {
  const select = make("select", { id: `look-${name}` });
  for (const [each, text] of options) select.append(make("option", { value: each }, text));
  select.value = value;
  select.addEventListener("change", () => {
    actions.set(name, select.value);
  });
  return make("div", { class: "field" }, make("label", { for: select.id }, label), select);
}

function button(label: string, title: string, run: () => void): HTMLButtonElement {
  const made = make("button", { type: "button", title }, label);
  if (title) made.setAttribute("aria-label", title);
  made.addEventListener("click", run);
  return made;
}

/** The buttons in the corner of the picture. */
export function zooms(actions: Actions): HTMLElement {
  const row = make("div", { class: "zooms", role: "group" });
  row.setAttribute("aria-label", say("Zoom", "Zoom"));
  row.append(
    button("+", say("Zoom ind", "Zoom in"), () => {
      actions.zoom(1.5);
    }),
    button("−", say("Zoom ud", "Zoom out"), () => {
      actions.zoom(1 / 1.5);
    }),
    button(say("Alt", "All"), say("Vis alt", "Show all"), () => {
      actions.zoom();
    }),
  );
  return row;
}

/** The row of controls below the picture. */
export function tools(
  look: Record<"by" | "size" | "place", string>,
  actions: Actions,
): HTMLElement {
  const colours: Option[] = [
    ["none", say("kun den valgte", "the chosen one only")],
    ["community", say("fællesskab", "community")],
    ["country", say("land", "country")],
  ];
  const sizes: Option[] = [
    ["degree", say("antal partnere", "number of partners")],
    ["betweenness", say("mellemposition", "betweenness")],
    ["population", say("indbyggere", "inhabitants")],
  ];
  const places: Option[] = [
    ["ties", say("efter bånd", "by ties")],
    ["map", say("som på et kort", "as on a map")],
  ];
  return make(
    "div",
    { class: "tools" },
    chooser("colour", say("Farve efter", "Colour by"), colours, look.by, actions),
    chooser("size", say("Størrelse efter", "Size by"), sizes, look.size, actions),
    chooser("place", say("Placering", "Place"), places, look.place, actions),
    make(
      "div",
      { class: "files" },
      button("PNG", say("Gem billedet som PNG", "Save the picture as PNG"), actions.png),
      button("SVG", say("Gem billedet som SVG", "Save the picture as SVG"), actions.svg),
    ),
  );
}

/** What the reader should know of the picture. */
export function remarks(scene: Scene): string[] {
  const told: string[] = [];
  if (scene.undrawn) told.push(undrawn(scene.undrawn));
  if (scene.placeless)
    told.push(
      say(
        `${scene.placeless} kommuner uden kendt sted mangler på kortet.`,
        `${scene.placeless} municipalities without a known place are missing from the map.`,
      ),
    );
  return told;
}
