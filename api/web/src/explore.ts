// The network explorer: what the form chooses, drawn by sigma, beside the server's own table.
import { Picture } from "./explore/picture";
import { caption, svg } from "./explore/save";
import { type Look, READABLE, type Scene, scene } from "./explore/scene";
import { type Actions, legend, remarks, tools, zooms } from "./explore/tools";
import { Choice, notice, type Shown } from "./lib/choice";
import { keep, make, need, onScheme, say } from "./lib/dom";
import { Years } from "./lib/years";

const holder = need("picture", HTMLElement);
const [line, busy] = notice();
const around = make("div");
const told = make("div", { class: "remarks" });
let drawn: { shown: Shown; scene: Scene } | null = null;

const choice = new Choice(["shown"], draw, busy);
const years = new Years(choice);
const picture = new Picture((node) => {
  const name = drawn?.scene.spots.get(node)?.node.label ?? "";
  void choice.set("focus", choice.get("focus") === name ? "" : name);
});
const actions: Actions = {
  set: (name, value) => {
    void choice.set(name, value, false).then(redraw);
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

const stage = make("div", { class: "stage" }, picture.canvas, zooms(actions));
holder.replaceChildren(line, years.element, stage, told, around);
picture.canvas.setAttribute("aria-describedby", "ties");
onScheme(redraw);
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
  };
}

function draw(shown: Shown): void {
  const seen = look(shown);
  const made = scene(shown.document, shown.whole, seen);
  drawn = { shown, scene: made };
  const active = document.activeElement?.id ?? "";
  around.replaceChildren(tools(seen, actions));
  if (active.startsWith("look-")) document.getElementById(active)?.focus();
  told.replaceChildren(
    legend(made, seen.group, actions),
    ...remarks(made).map((each) => make("p", { class: "hint" }, each)),
  );
  years.show(shown.whole);
  picture.canvas.setAttribute(
    "aria-label",
    say("Netværket som tegning. ", "The network as a drawing. ") + caption(shown.document),
  );
  picture.show(made);
  holder.dataset["drawn"] = String(made.lines.length);
}

function redraw(): void {
  if (drawn) draw(drawn.shown);
}
