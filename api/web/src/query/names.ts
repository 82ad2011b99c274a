// The names in the text of a query: where they stand, and how an IRI is written there.
import type { EditorState } from "@codemirror/state";

export interface Found {
  from: number;
  to: number;
  iri: string;
}

const DECLARED = /^[ \t]*PREFIX\s+([\w-]*):\s*<([^<>\s]*)>/gim;
const NAMES = /<[^<>"{}|^`\\\s]*>|[\p{L}_][\p{L}\w.-]*:[\p{L}\w%.-]*|:[\p{L}\w%.-]+/gu;
const LOCAL = /^[\p{L}\w](?:[\p{L}\w.-]*[\p{L}\w-])?$/u;

/** The prefixes that a query declares. */
export function declared(text: string): Map<string, string> {
  return new Map([...text.matchAll(DECLARED)].map((found) => [found[1] ?? "", found[2] ?? ""]));
}

/** The name at a place of the text, with the IRI that it stands for. */
export function nameAt(
  state: EditorState,
  place: number,
  prefixes: Record<string, string>,
): Found | null {
  const line = state.doc.lineAt(place);
  for (const found of line.text.matchAll(NAMES)) {
    const from = line.from + found.index;
    const to = from + found[0].length;
    if (from > place || place > to) continue;
    const iri = meant(found[0], state, prefixes);
    return iri ? { from, to, iri } : null;
  }
  return null;
}

function meant(name: string, state: EditorState, prefixes: Record<string, string>): string {
  if (name.startsWith("<")) return name.slice(1, -1);
  const [prefix = "", ...rest] = name.split(":");
  const base = declared(state.doc.toString()).get(prefix) ?? prefixes[prefix];
  return base === undefined ? "" : base + rest.join(":");
}

/** How an IRI is written in a query, and the line that has to be put first for it, if any. */
export function written(
  iri: string,
  text: string,
  known: Record<string, string>,
): { name: string; declaration: string } {
  const there = declared(text);
  const fits = ([, base]: [string, string]): boolean =>
    iri.startsWith(base) && LOCAL.test(iri.slice(base.length));
  const mine = [...there].find(fits);
  if (mine) return { name: `${mine[0]}:${iri.slice(mine[1].length)}`, declaration: "" };
  const [prefix, base] = Object.entries(known).find(fits) ?? [];
  if (prefix === undefined || base === undefined || there.has(prefix))
    return { name: `<${iri}>`, declaration: "" };
  return {
    name: `${prefix}:${iri.slice(base.length)}`,
    declaration: `PREFIX ${prefix}: <${base}>`,
  };
}
