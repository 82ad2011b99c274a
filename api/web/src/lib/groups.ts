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

/**
 * The groups of a document's nodes, the largest first. A group has the same colour whatever the day:
 * a community that of its number, which lasts, and a country that of its rank in the whole network.
 */
export function groups(
  document: NetworkDocument,
  by: By,
  whole: NetworkDocument = document,
): Map<string, Group> {
  const places = [...known[by](whole).keys()];
  return new Map(
    [...known[by](document)].map(([key, size]) => {
      const place = by === "community" ? Number(key.split(":")[1]) - 1 : places.indexOf(key);
      return [key, { key, name: nameOf(key), colour: PALETTE[place] ?? OTHERS, size }];
    }),
  );
}

/** How many nodes each group has, the largest group first. */
function counted(by: By): (document: NetworkDocument) => Map<string, number> {
  return ({ nodes }) => {
    const found = new Map<string, number>();
    for (const node of nodes) {
      const key = keyOf(node, by);
      found.set(key, (found.get(key) ?? 0) + 1);
    }
    return new Map([...found].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1)));
  };
}

function nameOf(key: string): string {
  const [by, value = ""] = key.split(":");
  if (by === "community") return say(`fællesskab ${value}`, `community ${value}`);
  return value === "?" ? say("ukendt land", "unknown country") : countryName(value);
}
