// The scene in WebGL by sigma; the camera is in the address, after the sign #.
import Graph from "graphology";
import type { Attributes } from "graphology-types";
import Sigma from "sigma";
import { EdgeLineProgram, NodePointProgram } from "sigma/rendering";
import { calmly, colour, make, still } from "../lib/dom";
import { drawHovered, type Ink, Labels } from "./labels";
import { type Scene, type Spot, thickness } from "./scene";

// More nodes or lines than this are drawn with less beside them.
const MANY = 1000;

// Sigma draws nothing of a translucent line, so pale lines have an opaque pale colour.
function ink(): Ink {
  return {
    line: colour("--edge"),
    pale: colour("--edge-pale"),
    mark: colour("--fjord"),
    far: colour("--edge-pale"),
    text: colour("--ink"),
    paper: colour("--page"),
  };
}

/** The scene as sigma reads it. */
function graphOf(scene: Scene, inks: Ink): Graph {
  const graph = new Graph({ type: "undirected" });
  for (const [id, spot] of scene.spots) graph.addNode(id, nodeOf(spot, inks));
  const type = scene.lines.length < MANY ? "line" : "arrow";
  for (const line of scene.lines) {
    const plain = line.certain ? inks.line : inks.pale;
    graph.addEdge(line.source, line.target, {
      type,
      size: thickness(line),
      color: line.marked ? inks.mark : plain,
      zIndex: line.marked ? 1 : 0,
    });
  }
  return graph;
}

function nodeOf(spot: Spot, inks: Ink): Attributes {
  const far = spot.weight === "far";
  return {
    x: spot.x,
    y: spot.y,
    size: spot.size,
    label: far ? "" : spot.node.label,
    color: far ? inks.far : spot.colour,
    zIndex: spot.weight === "near" ? 2 : 1,
    forceLabel: spot.weight === "near",
  };
}

export class Picture {
  readonly canvas = make("div", { class: "canvas", tabindex: "0", role: "group" });
  private graph = new Graph({ type: "undirected" });
  private readonly labels = new Labels();
  private sigma: Sigma | null = null;
  private hovered = "";
  private inks = ink();

  /** @param choose is told the node that was clicked */
  constructor(private readonly choose: (node: string) => void) {
    this.canvas.addEventListener("keydown", (event) => {
      this.steer(event);
    });
  }

  /** Prepares what draws, while the network is on its way; the canvas must be in the page. */
  open(): void {
    this.sigma ??= this.start();
  }

  /** Draws a scene; the camera stays where it is. */
  show(scene: Scene): void {
    this.inks = ink();
    this.labels.ink = this.inks;
    this.labels.all = scene.spots.size < MANY;
    const sigma = (this.sigma ??= this.start());
    const many = scene.lines.length > MANY;
    if (sigma.getSetting("hideEdgesOnMove") !== many) sigma.setSetting("hideEdgesOnMove", many);
    sigma.setCustomBBox(scene.box);
    // A new graph is indexed once; changing the old one is told for each node and line.
    this.graph = graphOf(scene, this.inks);
    sigma.setGraph(this.graph);
  }

  /** Zooms by a factor, or shows everything where there is none. */
  zoom(factor?: number): void {
    const camera = this.sigma?.getCamera();
    if (!camera) return;
    const state = factor ? { ratio: camera.ratio * factor } : { x: 0.5, y: 0.5, ratio: 1 };
    if (still()) camera.setState(state);
    else void camera.animate(state, { duration: 200 });
  }

  /** The pixels as they are on the screen, on the page's paper. */
  pixels(): HTMLCanvasElement | null {
    const sigma = this.sigma;
    if (!sigma) return null;
    // The browser keeps what WebGL drew only until it shows it, so it is drawn again just before.
    sigma.refresh();
    const layers = Object.values(sigma.getCanvases());
    const copy = make("canvas");
    copy.width = layers[0]?.width ?? 0;
    copy.height = layers[0]?.height ?? 0;
    const context = copy.getContext("2d");
    if (!context) return null;
    context.fillStyle = this.inks.paper;
    context.fillRect(0, 0, copy.width, copy.height);
    for (const layer of layers) context.drawImage(layer, 0, 0);
    return copy;
  }

  /** Where a node is on the screen, and how large, in pixels; null where it is outside. */
  seen(spot: Spot): { x: number; y: number; size: number } | null {
    if (!this.sigma || !this.graph.hasNode(spot.node.id)) return null;
    const data = this.sigma.getNodeDisplayData(spot.node.id);
    if (!data) return null;
    return { ...this.sigma.framedGraphToViewport(data), size: this.sigma.scaleSize(data.size) };
  }

  private start(): Sigma {
    const sigma = new Sigma(this.graph, this.canvas, {
      allowInvalidContainer: true,
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelDensity: 2,
      labelGridCellSize: 130,
      // Which names have room is decided where they are drawn.
      labelRenderedSizeThreshold: 0,
      // Points and thin lines are drawn all at once; of sigma's own programs, each node and line
      // costs as much as a picture where there is no graphics card. No line has an arrow here.
      nodeProgramClasses: { circle: NodePointProgram },
      edgeProgramClasses: { arrow: EdgeLineProgram },
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      stagePadding: 40,
      defaultDrawNodeLabel: this.labels.draw,
      defaultDrawNodeHover: (context, data) => {
        const known = this.graph.hasNode(this.hovered);
        drawHovered(context, known ? data : { ...data, label: null }, this.inks);
      },
      nodeReducer: (id, data) => (id === this.hovered ? { ...data, zIndex: 3 } : data),
      edgeReducer: (edge, data) =>
        this.hovered && this.graph.hasExtremity(edge, this.hovered)
          ? { ...data, color: this.inks.mark, zIndex: 2 }
          : data,
    });
    sigma.on("beforeRender", this.labels.begin);
    this.listen(sigma);
    return sigma;
  }

  private listen(sigma: Sigma): void {
    const hover = (id: string): void => {
      this.hovered = id;
      this.canvas.classList.toggle("pointing", id !== "");
      sigma.refresh({ skipIndexation: true });
    };
    sigma.on("enterNode", ({ node }) => {
      hover(node);
    });
    sigma.on("leaveNode", () => {
      hover("");
    });
    sigma.on("clickNode", ({ node }) => {
      this.choose(node);
    });
    const camera = sigma.getCamera();
    const [x, y, ratio] = location.hash.slice(1).split(",").map(Number);
    if (x !== undefined && y !== undefined && ratio && [x, y, ratio].every(Number.isFinite))
      camera.setState({ x, y, ratio, angle: 0 });
    const note = calmly(300, () => {
      const { x, y, ratio } = camera.getState();
      const hash = [x, y, ratio].map((part) => part.toFixed(3)).join(",");
      const plain = hash === "0.500,0.500,1.000";
      history.replaceState(
        null,
        "",
        location.pathname + location.search + (plain ? "" : `#${hash}`),
      );
    });
    camera.on("updated", note);
  }

  /** Arrows move, plus and minus zoom, 0 shows everything. */
  private steer(event: KeyboardEvent): void {
    const camera = this.sigma?.getCamera();
    const moves: Record<string, [number, number]> = {
      ArrowLeft: [-0.1, 0],
      ArrowRight: [0.1, 0],
      ArrowUp: [0, 0.1],
      ArrowDown: [0, -0.1],
    };
    const move = moves[event.key];
    if (camera && move)
      camera.setState({
        x: camera.x + move[0] * camera.ratio,
        y: camera.y + move[1] * camera.ratio,
      });
    else if (event.key === "+") this.zoom(1 / 1.5);
    else if (event.key === "-") this.zoom(1.5);
    else if (event.key === "0") this.zoom();
    else return;
    event.preventDefault();
  }
}
