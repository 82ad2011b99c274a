// The network explorer: what the form chooses, drawn by sigma, beside the server's own table.
import "./lib/early";
import { Picture } from "./explore/picture";
import { caption, svg } from "./explore/save";
import { type Look, type Scene, scene } from "./explore/scene";
import { legend } from "./lib/legend";
import { type Actions, remarks, tools, zooms } from "./explore/tools";
import { READABLE } from "./lib/chosen";
import { Choice, notice, type Shown } from "./lib/choice";
import { keep, make, need, onScheme, say } from "./lib/dom";
import { Years } from "./lib/years";

const holder = need("picture", HTMLElement);
const [state, busy] = notice(() => void choice.retry());
const around = make("div");
const told = make("div", { class: "remarks" });
let drawn: { shown: Shown; look: Look; scene: Scene } | null = null;

const choice = new Choice(["shown"], draw, busy);
const years = new Years(choice);
const picture = new Picture((node) => {
  const name = drawn?.scene.spots.get(node)?.node.label ?? "";
  void choice.set("focus", choice.get("focus") === name ? "" : name);
});
const actions: Actions = {
  set: (name, value) => {
    // A group of the former colour has no button any more.
    if (name === "colour") choice.put("group", "");
    choice.put(name, value);
    redraw();
    // The table and the files are those of the group; the rest is a matter of the picture.
    if (name === "group" || name === "colour") choice.soon();
    else choice.note();
  },
  zoom: (factor) => {
    picture.zoom(factor);
  },
  png: () => {
    picture.pixels()?.toBlob((blob) => {
      if (blob) keep("venskab-network.png", blob);
    });
  },
  svg: () => {
    if (!drawn) return;
    const text = svg(drawn.scene, picture, drawn.shown.document);
    keep("venskab-network.svg", new Blob([text], { type: "image/svg+xml" }));
  },
};

const stage = make("div", { class: "stage" }, picture.canvas, zooms(actions), state);
holder.replaceChildren(years.element, stage, told, around);
picture.canvas.setAttribute("aria-describedby", "ties");
onScheme(redraw);
picture.open();
void choice.begin();

/** How the address says that the network is looked at. */
function look(shown: Shown): Look {
  const large = shown.whole.edges.length > READABLE;
  const asked = choice.get("place");
  const size = choice.get("size");
  return {
    by: choice.get("colour") === "country" ? "country" : "community",
    size: size === "betweenness" || size === "population" ? size : "degree",
    // A large network opens on the map, where a reader knows where to look.
    place: asked === "map" || (large && asked !== "ties") ? "map" : "ties",
    group: choice.get("group"),
    focus: shown.focus,
    path: shown.path,
    area: picture.canvas.clientWidth * picture.canvas.clientHeight,
  };
}

function draw(shown: Shown): void {
  years.show(shown.whole);
  const seen = look(shown);
  // A group is drawn when it is chosen, before the server has told its table.
  if (drawn && sameView(drawn.shown, shown) && sameLook(drawn.look, seen)) drawn.shown = shown;
  else paint(shown, seen);
}

function sameView(one: Shown, other: Shown): boolean {
  return one.document === other.document && one.whole === other.whole;
}

function sameLook(one: Look, other: Look): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

function paint(shown: Shown, seen: Look): void {
  const made = scene(shown.document, shown.whole, seen);
  drawn = { shown, look: seen, scene: made };
  const active = document.activeElement?.id ?? "";
  around.replaceChildren(tools(seen, actions));
  if (active.startsWith("look-")) document.getElementById(active)?.focus();
  told.replaceChildren(
    legend(made.groups, seen.group, (key) => {
      actions.set("group", key);
    }),
    ...remarks(made).map((each) => make("p", { class: "hint" }, each)),
  );
  picture.canvas.setAttribute(
    "aria-label",
    say("Netværket som tegning. ", "The network as a drawing. ") + caption(shown.document),
  );
  picture.show(made);
  holder.dataset["drawn"] = String(made.lines.length);
}

function redraw(): void {
  if (drawn) paint(drawn.shown, look(drawn.shown));
}
