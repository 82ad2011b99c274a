// The scene in WebGL by sigma; the camera is in the address, after the sign #.
import Graph from "graphology";
import Sigma from "sigma";
import type { NodeDisplayData, PartialButFor } from "sigma/types";
import { calmly, colour, make, still } from "../lib/dom";
import { type Scene, type Spot, thickness } from "./scene";

interface Ink {
  line: string;
  pale: string;
  mark: string;
  far: string;
  text: string;
  paper: string;
}

// Sigma draws nothing of a translucent line, so pale lines have an opaque pale colour.
function ink(): Ink {
  return {
    line: colour("--edge"),
    pale: colour("--edge-pale"),
    mark: colour("--accent-2"),
    far: colour("--edge-pale"),
    text: colour("--ink"),
    paper: colour("--sheet"),
  };
}

export class Picture {
  readonly canvas = make("div", { class: "canvas", tabindex: "0", role: "group" });
  private readonly graph = new Graph({ type: "undirected" });
  private sigma: Sigma | null = null;
  private hovered = "";
  private inks = ink();

  /** @param choose is told the node that was clicked */
  constructor(private readonly choose: (node: string) => void) {
    this.canvas.addEventListener("keydown", (event) => {
      this.steer(event);
    });
  }

  /** Draws a scene; the camera stays where it is. */
  show(scene: Scene): void {
    this.inks = ink();
    this.fill(scene);
    const sigma = (this.sigma ??= this.start());
    sigma.setCustomBBox(scene.box);
    sigma.setSetting("labelColor", { color: this.inks.text });
    sigma.setSetting("hideEdgesOnMove", scene.lines.length > 1000);
    sigma.refresh();
  }

  /** Zooms by a factor, or shows everything where there is none. */
  zoom(factor?: number): void {
    const camera = this.sigma?.getCamera();
    const duration = still() ? 0 : 200;
    if (!camera) return;
    if (!factor) void camera.animatedReset({ duration });
    else void camera.animate({ ratio: camera.ratio * factor }, { duration });
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

  private fill(scene: Scene): void {
    this.graph.clear();
    for (const [id, spot] of scene.spots) {
      this.graph.addNode(id, {
        x: spot.x,
        y: spot.y,
        size: spot.size,
        label: spot.weight === "far" ? "" : spot.node.label,
        color: spot.weight === "far" ? this.inks.far : spot.colour,
        zIndex: spot.weight === "near" ? 2 : 1,
        forceLabel: spot.weight === "near" && scene.spots.size < 1000,
      });
    }
    for (const line of scene.lines) {
      const plain = line.certain ? this.inks.line : this.inks.pale;
      this.graph.addEdge(line.source, line.target, {
        size: thickness(line),
        color: line.marked ? this.inks.mark : plain,
        zIndex: line.marked ? 1 : 0,
      });
    }
  }

  private start(): Sigma {
    const sigma = new Sigma(this.graph, this.canvas, {
      allowInvalidContainer: true,
      labelFont: getComputedStyle(document.body).fontFamily,
      labelSize: 13,
      labelDensity: 0.6,
      labelGridCellSize: 130,
      labelRenderedSizeThreshold: 6,
      zIndex: true,
      minCameraRatio: 0.02,
      maxCameraRatio: 3,
      stagePadding: 40,
      defaultDrawNodeHover: (context, data) => {
        this.drawHovered(context, data);
      },
      nodeReducer: (id, data) => (id === this.hovered ? { ...data, zIndex: 3 } : data),
      edgeReducer: (edge, data) =>
        this.hovered && this.graph.hasExtremity(edge, this.hovered)
          ? { ...data, color: this.inks.mark, zIndex: 2 }
          : data,
    });
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

  private drawHovered(
    context: CanvasRenderingContext2D,
    data: PartialButFor<NodeDisplayData, "x" | "y" | "size" | "label" | "color">,
  ): void {
    const name = this.graph.hasNode(this.hovered) ? data.label : null;
    context.fillStyle = this.inks.paper;
    context.strokeStyle = this.inks.mark;
    context.lineWidth = 2;
    context.beginPath();
    context.arc(data.x, data.y, data.size + 2, 0, 2 * Math.PI);
    context.stroke();
    if (!name) return;
    context.font = `600 14px ${getComputedStyle(document.body).fontFamily}`;
    const wide = context.measureText(name).width;
    context.fillRect(data.x + data.size + 4, data.y - 11, wide + 8, 22);
    context.fillStyle = this.inks.text;
    context.fillText(name, data.x + data.size + 8, data.y + 5);
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
