// The explorer document of the server: nodes with places and measures, ties with their days.
import { say } from "./dom";

export interface Span {
  earliest: string | null;
  latest: string | null;
}

export interface NetworkNode {
  id: string;
  label: string;
  lang: string;
  country: string;
  point: [number, number] | null;
  x: number;
  y: number;
  community: number;
  degree: number;
  betweenness: number;
  population: number | null;
}

export interface NetworkEdge {
  id: string;
  source: string;
  target: string;
  kinds: string[];
  partnerships: string[];
  areas: string[];
  first: Span;
  last: Span;
  certainty: "certain" | "possible";
  /** Whether evidence gives it, or lists alone. */
  tier: "evidence" | "lists";
}

/** A relation that makes several ties: a chain, or one tie that mergers made several of. */
export interface Shared {
  id: string;
  label: string;
  sides: string[][];
  /** Where a chain is drawn, else null. */
  hub: [number, number] | null;
}

export interface NetworkDocument {
  parameters: Record<string, string>;
  generation: string;
  licence: string;
  citation: string;
  nodes: NetworkNode[];
  edges: NetworkEdge[];
  shared: Shared[];
}

/** Two nodes. */
export interface Ends {
  source: string;
  target: string;
}

/** All ties between two nodes, which are drawn as one line. */
export interface Pair extends Ends {
  ties: number;
  certain: boolean;
  /** Whether lists alone give all of them. */
  listed: boolean;
}

/** What went wrong, in words for the reader. */
export class Problem extends Error {}

/** Asks the server; a problem document becomes its own sentence. */
export async function ask(address: string, accept = ""): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(address, accept ? { headers: { Accept: accept } } : {});
  } catch {
    throw new Problem(say("Serveren svarer ikke.", "The server does not answer."));
  }
  if (!answer.ok) throw new Problem(await sentence(answer));
  return answer;
}

async function sentence(answer: Response): Promise<string> {
  const status = say(`Serveren svarede ${answer.status}.`, `The server said ${answer.status}.`);
  if (!answer.headers.get("Content-Type")?.includes("json")) return status;
  const told = (await answer.json()) as { detail?: string; advice?: string };
  return [told.detail, told.advice].filter(Boolean).join(" ") || status;
}

const kept = new Map<string, Promise<NetworkDocument>>();

/** The document at an address; kept, for an address never means two things on one page. */
export function network(address: string): Promise<NetworkDocument> {
  const known = kept.get(address);
  if (known) return known;
  const asked = ask(address).then(async (answer) => (await answer.json()) as NetworkDocument);
  kept.set(address, asked);
  asked.catch(() => kept.delete(address));
  return asked;
}

/** The two ends of a tie, the lower name first, whichever way round it goes. */
export function ordered({ source, target }: Ends): Ends {
  return source < target ? { source, target } : { source: target, target: source };
}

/** What is worked out of a document, once. */
export function once<Of extends object, Made>(work: (of: Of) => Made): (of: Of) => Made {
  const made = new WeakMap<Of, Made>();
  return (of) => {
    const found = made.get(of) ?? work(of);
    made.set(of, found);
    return found;
  };
}

/** The ties of a document by the two nodes that they tie, whichever way round. */
export const pairs = once((document: NetworkDocument): Pair[] => {
  const found = new Map<string, Pair>();
  for (const edge of document.edges) {
    const { source, target } = ordered(edge);
    if (source === target) continue;
    const key = `${source} ${target}`;
    const pair = found.get(key) ?? { source, target, ties: 0, certain: false, listed: true };
    pair.ties += 1;
    pair.listed &&= edge.tier === "lists";
    pair.certain ||= edge.certainty === "certain";
    found.set(key, pair);
  }
  return [...found.values()];
});
