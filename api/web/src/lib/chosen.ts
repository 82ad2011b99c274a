// Which part of a network was chosen: a path, a municipality with its ties, or a group.
import { type By, keyOf } from "./groups";
import { type Ends, type NetworkDocument, type Pair, pairs } from "./network";

// More lines than this are a grey mat: then only those of what was chosen are drawn.
export const READABLE = 1500;

export interface Part {
  /** Nodes of a path, in order. */
  path: string[];
  /** The node whose ties are looked at, or blank. */
  focus: string;
  /** Key of the group that stands out, or blank. */
  group: string;
}

/** What stands out: some nodes, and the lines that belong to them. */
export interface Chosen {
  near: Set<string>;
  marks: (pair: Ends) => boolean;
}

/** What a path, a focus or a group makes stand out, as the server's table has it; null: nothing. */
export function chosen(shown: NetworkDocument, look: Part): Chosen | null {
  const { path, focus, group } = look;
  if (path.length) {
    const steps = new Set(path.slice(1).map((end, at) => [end, path[at] ?? ""].sort().join(" ")));
    return {
      near: new Set(path),
      marks: (pair) => steps.has(`${pair.source} ${pair.target}`),
    };
  }
  if (focus) return around(shown, new Set([focus]));
  const by: By = group.startsWith("country") ? "country" : "community";
  const members = shown.nodes.filter((node) => group && keyOf(node, by) === group);
  const near = new Set(members.map((node) => node.id));
  if (!near.size) return null;
  if (by === "country") return around(shown, near);
  return { near, marks: (pair) => near.has(pair.source) && near.has(pair.target) };
}

/** Some nodes with all their lines, and who is at the other end. */
function around(shown: NetworkDocument, centre: Set<string>): Chosen {
  const marks = (pair: Ends): boolean => centre.has(pair.source) || centre.has(pair.target);
  const ends = pairs(shown)
    .filter(marks)
    .flatMap((pair) => [pair.source, pair.target]);
  return { near: new Set([...centre, ...ends]), marks };
}

/** The lines that a picture can bear, each with whether it stands out. */
export function drawable(lines: Pair[], found: Chosen | null): (Pair & { marked: boolean })[] {
  const all = lines.map((pair) => ({ ...pair, marked: found?.marks(pair) ?? false }));
  return all.length > READABLE ? all.filter((line) => line.marked).slice(0, READABLE) : all;
}
