// The network explorer: what the form chooses, drawn on a canvas, beside the server's own table.
import "./lib/early";
import { key } from "./explore/key";
import { KEYS, Picture } from "./explore/picture";
import { png, svg } from "./explore/save";
import { type Look, type Scene, scene, type Spot } from "./explore/scene";
import { legend } from "./lib/legend";
import { type Actions, remarks, tools, zooms } from "./explore/tools";
import { READABLE } from "./lib/chosen";
import { Choice, notice, type Shown } from "./lib/choice";
import { keep, make, need, onScheme, say } from "./lib/dom";
import type { NetworkDocument } from "./lib/network";
import { Years } from "./lib/years";

const holder = need("picture", HTMLElement);
const [state, busy] = notice(() => void choice.retry());
const around = make("div");
const told = make("div", { class: "remarks" });
const signs = make("div");
let drawn: { shown: Shown; look: Look; scene: Scene } | null = null;

const choice = new Choice(["shown", "panel"], draw, busy);
const years = new Years(choice);
const picture = new Picture((spot) => {
  if (!spot.node) return;
  void choice.set("focus", spot.weight === "chosen" ? "" : nameFor(spot));
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
    if (!drawn) return;
    void png(picture, drawn.shown.document, drawn.scene.groups).then((blob) => {
      if (blob) keep("venskab-network.png", blob);
    });
  },
  svg: () => {
    if (drawn) keep("venskab-network.svg", svg(picture, drawn.shown.document, drawn.scene.groups));
  },
};

const keys = make("p", { id: "keys", class: "visually-hidden" }, KEYS);
const stage = make("div", { class: "stage" }, picture.element, zooms(actions), state, keys);
holder.replaceChildren(years.element, stage, signs, told, around);
onScheme(redraw);
picture.open();
void choice.begin();

/** How the address says that the network is looked at. */
function look(shown: Shown): Look {
  const large = shown.whole.edges.length > READABLE;
  const asked = choice.get("place");
  const size = choice.get("size");
  return {
    by: colouring(),
    size: size === "betweenness" || size === "population" ? size : "degree",
    // A large network opens on the map, where a reader knows where to look.
    place: asked === "map" || (large && asked !== "ties") ? "map" : "ties",
    group: choice.get("group"),
    focus: shown.focus,
    path: shown.path,
    alone: choice.get("others") === "hidden",
    overdue: shown.overdue,
    area: picture.size[0] * picture.size[1],
  };
}

/** The colours that the address asks for: none, unless it does or names a group. */
function colouring(): Look["by"] {
  const asked = choice.get("colour") || choice.get("group").split(":")[0];
  return asked === "country" || asked === "community" ? asked : "none";
}

function draw(shown: Shown): void {
  years.show();
  const seen = look(shown);
  // A group is drawn when it is chosen, before the server has told its table.
  if (drawn && sameView(drawn.shown, shown) && sameLook(drawn.look, seen)) drawn.shown = shown;
  else paint(shown, seen);
}

/** What names a node in the form: of two with one name, the end of its address. */
function nameFor({ id, label }: Spot): string {
  const alike = drawn?.shown.document.nodes.filter((node) => node.label === label).length ?? 0;
  return alike > 1 ? (id.split("/id/").at(-1) ?? label) : label;
}

function sameView(one: Shown, other: Shown): boolean {
  return one.document === other.document && one.whole === other.whole;
}

function sameLook(one: Look, other: Look): boolean {
  const told = (look: Look): string => JSON.stringify({ ...look, overdue: [...look.overdue] });
  return told(one) === told(other);
}

function paint(shown: Shown, seen: Look): void {
  const made = scene(shown.document, shown.whole, seen);
  drawn = { shown, look: seen, scene: made };
  const active = document.activeElement?.id ?? "";
  around.replaceChildren(tools(seen, actions));
  if (active.startsWith("look-")) document.getElementById(active)?.focus();
  told.replaceChildren(
    ...(made.groups.size ? [groupList(made, seen)] : []),
    ...remarks(made).map((each) => make("p", { class: "hint" }, each)),
  );
  picture.element.setAttribute("aria-label", heading(shown.document));
  signs.replaceChildren(key(shown.document.edges.some((edge) => edge.tier === "lists")));
  picture.show(made);
  holder.dataset["drawn"] = String(made.lines.length);
}

/** The groups as buttons, where they have colours. */
function groupList(made: Scene, seen: Look): HTMLElement {
  return legend(made.groups, seen.group, (key) => {
    actions.set("group", key);
  });
}

function heading({ nodes, edges }: NetworkDocument): string {
  const whole = say(
    `Netværket som tegning: ${nodes.length} kommuner, ${edges.length} bånd`,
    `The network as a drawing: ${nodes.length} municipalities, ${edges.length} ties`,
  );
  const listed = edges.filter((edge) => edge.tier === "lists").length;
  if (!listed) return whole;
  return whole + say(`, deraf ${listed} kun fra lister`, `, ${listed} of them from lists alone`);
}

function redraw(): void {
  if (drawn) paint(drawn.shown, look(drawn.shown));
}
