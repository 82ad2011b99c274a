// Completion by name in both languages: terms of the vocabulary, things of the graph, variables.
import type { Completion, CompletionContext, CompletionResult } from "@codemirror/autocomplete";
import { pickedCompletion } from "@codemirror/autocomplete";
import type { ChangeSpec } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { danish } from "../lib/dom";
import { ask } from "../lib/network";
import { card } from "./cards";
import { written } from "./names";
import { both, kindName, type Term, words } from "./terms";

const MOST = 40;
const THINGS = 8;
// Where one thing is meant rather than a kind of thing.
const OF_THINGS = /(?:\bVALUES\b[^{}]*\{[^{}]*|\bFILTER\b[^{}]*|\bIN\s*\([^()]*|<[^<>\s]*)$/i;
const KEYWORDS =
  "SELECT DISTINCT WHERE FILTER OPTIONAL UNION MINUS GRAPH VALUES BIND EXISTS ORDER GROUP HAVING LIMIT OFFSET CONSTRUCT DESCRIBE PREFIX COUNT SAMPLE GROUP_CONCAT COALESCE CONTAINS LANG STRSTARTS LCASE YEAR BOUND".split(
    " ",
  );

/** What may be meant by the word before the cursor. */
export async function complete(context: CompletionContext): Promise<CompletionResult | null> {
  const variable = context.matchBefore(/[?$]\w*/);
  if (variable) return { from: variable.from, options: variables(context, variable.text) };
  const declaring = context.matchBefore(/\bPREFIX\s+[\w-]*:?/i);
  if (declaring) return await declarations(declaring);
  const word = context.matchBefore(/<?[\p{L}_][\p{L}\w.-]*(?::[\p{L}\w.-]*)?/u);
  if (!word || (!context.explicit && word.text.replace("<", "").length < 2)) return null;
  const text = word.text.replace("<", "");
  const [terms, things] = await Promise.all([termsFor(text), thingsFor(context, text)]);
  const keywords = KEYWORDS.filter((each) => each.startsWith(text.toUpperCase()));
  const options = [
    ...(word.text.startsWith("<") ? [] : terms),
    ...things,
    ...keywords.map((label) => ({ label, type: "keyword" })),
  ];
  return options.length > 0 ? { from: word.from, options, filter: false } : null;
}

function variables(context: CompletionContext, begun: string): Completion[] {
  const found = new Set(context.state.doc.toString().match(/[?$]\w+/g));
  found.delete(begun);
  return [...found].map((label) => ({ label, type: "variable" }));
}

async function declarations(word: { from: number; text: string }): Promise<CompletionResult> {
  const { prefixes } = await words;
  const start = /\s[\w-]*:?$/.exec(word.text)?.index ?? 0;
  const options = Object.entries(prefixes).map(([prefix, base]) => ({
    label: `${prefix}: <${base}>`,
    type: "prefix",
  }));
  return { from: word.from + start + 1, options };
}

async function termsFor(begun: string): Promise<Completion[]> {
  const { prefixes, terms } = await words;
  const [head = "", ...rest] = begun.toLowerCase().split(":");
  const base = rest.length > 0 ? prefixes[head] : "";
  if (base === undefined) return [];
  const sought = rest.length > 0 ? rest.join(":") : head;
  return terms
    .filter((term) => term.iri.startsWith(base))
    .map((term) => ({ term, rank: rank(term, sought, base) }))
    .filter(({ rank }) => rank < 9)
    .sort((one, other) => one.rank - other.rank || one.term.iri.localeCompare(other.term.iri))
    .slice(0, MOST)
    .map(({ term }) => option(term, prefixes));
}

/** How well a term fits what was written; 9 not at all. */
function rank(term: Term, sought: string, base: string): number {
  const local = term.iri.slice(base.length || term.iri.search(/[^/#]*$/));
  const names = [...both(term.label), local].map((each) => each.toLowerCase());
  if (names.some((name) => name.startsWith(sought))) return term.kind === "concept" ? 1 : 0;
  if (names.some((name) => name.includes(` ${sought}`))) return 2;
  return names.some((name) => name.includes(sought)) ? 3 : 9;
}

function option(term: Term, prefixes: Record<string, string>): Completion {
  return {
    label: written(term.iri, "", prefixes).name,
    detail: [...both(term.label), kindName(term.kind)].join(" · "),
    type: term.kind,
    info: () => card(term, prefixes),
    apply: (view, chosen, from, to) => {
      insert(view, chosen, term.iri, prefixes, from, to);
    },
  };
}

interface Hit {
  id: string;
  type: string;
  label: string;
}

/** Things of the graph by any of their names, where the query has room for one. */
async function thingsFor(context: CompletionContext, sought: string): Promise<Completion[]> {
  const before = context.state.sliceDoc(0, context.pos);
  const fits = context.explicit || OF_THINGS.test(before);
  if (!fits || sought.includes(":") || sought.length < 3) return [];
  const asked = new URLSearchParams({
    q: sought,
    limit: String(THINGS),
    lang: danish ? "da" : "en",
  });
  const { prefixes } = await words;
  const answer = await ask(`/search?${asked}`, "application/json").catch(() => null);
  const { hits } = answer ? ((await answer.json()) as { hits: Hit[] }) : { hits: [] };
  return hits
    .filter((hit) => hit.type !== "concept")
    .map((hit) => ({
      label: hit.label,
      detail: hit.type,
      type: "thing",
      apply: (view, chosen, from, to) => {
        insert(view, chosen, hit.id, prefixes, from, to);
      },
    }));
}

/** Puts a name in, and the declaration of its prefix first where the query has none: once. */
function insert(
  view: EditorView,
  chosen: Completion,
  iri: string,
  prefixes: Record<string, string>,
  from: number,
  to: number,
): void {
  const { name, declaration } = written(iri, view.state.doc.toString(), prefixes);
  const first = declaration ? `${declaration}\n` : "";
  const changes: ChangeSpec[] = [
    { from: 0, insert: first },
    { from, to, insert: name },
  ];
  view.dispatch({
    changes,
    selection: { anchor: first.length + from + name.length },
    annotations: pickedCompletion.of(chosen),
    userEvent: "input.complete",
  });
}
