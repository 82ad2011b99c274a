// Colours that everyone can tell apart for groups of nodes, the largest first; the rest share a grey.
import { countryName, say } from "./dom";
import { type NetworkDocument, type NetworkNode, once } from "./network";

// Okabe and Ito, Color Universal Design (2008), without black and the yellow that is lost on white.
const PALETTE = ["#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00"];
const OTHERS = "#8a9296";

export interface Group {
  key: string;
  name: string;
  colour: string;
  size: number;
}

export type By = "community" | "country";

/** The key of a node's group, such as `country:DK`. */
export function keyOf(node: NetworkNode, by: By): string {
  return `${by}:${node[by] || "?"}`;
}

const known = { community: once(counted("community")), country: once(counted("country")) };

/** The groups of a document's nodes, the largest first. */
export function groups(document: NetworkDocument, by: By): Map<string, Group> {
  return known[by](document);
}

function counted(by: By): (document: NetworkDocument) => Map<string, Group> {
  return ({ nodes }) => ranked(nodes, by);
}

function ranked(nodes: NetworkNode[], by: By): Map<string, Group> {
  const counted = new Map<string, number>();
  for (const node of nodes) {
    const key = keyOf(node, by);
    counted.set(key, (counted.get(key) ?? 0) + 1);
  }
  const inOrder = [...counted].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));
  return new Map(
    inOrder.map(([key, size], place) => [
      key,
      { key, name: nameOf(key), colour: PALETTE[place] ?? OTHERS, size },
    ]),
  );
}

function nameOf(key: string): string {
  const [by, value = ""] = key.split(":");
  if (by === "community") return say(`fællesskab ${value}`, `community ${value}`);
  return value === "?" ? say("ukendt land", "unknown country") : countryName(value);
}
