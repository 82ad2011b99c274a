// What the prefixed names and IRIs of a query mean: our vocabulary, and the things of the graph.
import { danish } from "../lib/dom";
import { ask } from "../lib/network";

export type Texts = Record<string, string>;

export interface Term {
  iri: string;
  kind: string;
  label: Texts;
  definition: Texts;
}

interface Words {
  prefixes: Record<string, string>;
  terms: Term[];
}

const BASE = "https://w3id.org/venskab/";
const OURS = [danish ? "da" : "en", danish ? "en" : "da", ""];
const KINDS: Record<string, [string, string]> = {
  class: ["klasse", "class"],
  property: ["egenskab", "property"],
  concept: ["begreb", "concept"],
};

/** The prefixes and terms of the vocabulary; asked for once. */
export const words: Promise<Words> = ask("/sparql/words.json", "application/json").then(
  async (answer) => (await answer.json()) as Words,
);
// Without them the editor edits; whoever awaits them hears of it.
words.catch(() => undefined);

/** A text in the page's language, else in another, with its language. */
export function best(texts: Texts): [text: string, lang: string] {
  const lang = [...OURS, ...Object.keys(texts)].find((each) => texts[each]) ?? "";
  return [texts[lang] ?? "", lang];
}

/** Texts in each of the two languages, the page's first, none twice. */
export function both(texts: Texts): string[] {
  return [...new Set(OURS.map((lang) => texts[lang]).filter((text) => text !== undefined))];
}

/** What a kind of term is called in the page's language. */
export function kindName(kind: string): string {
  return KINDS[kind]?.[danish ? 0 : 1] ?? kind;
}

/** The address on this server that tells of an IRI; that of another vocabulary as it is. */
export function addressOf(iri: string): string {
  if (!iri.startsWith(BASE)) return iri;
  const address = new URL(`/${iri.slice(BASE.length)}`, location.origin);
  address.searchParams.set("lang", OURS[0] ?? "");
  return address.href;
}

/** The IRI with the longest known prefix, else as it is. */
export function short(iri: string, prefixes: Record<string, string>): string {
  const fitting = Object.entries(prefixes).filter(([, base]) => iri.startsWith(base));
  const [name, base] = fitting.sort((one, other) => other[1].length - one[1].length)[0] ?? [];
  return name === undefined || base === undefined ? iri : `${name}:${iri.slice(base.length)}`;
}

const explained = new Map<string, Promise<Term | null>>();

/** What an IRI means: a term of the vocabulary, else what the graph says of it; null if nothing. */
export function explain(iri: string): Promise<Term | null> {
  const known = explained.get(iri);
  if (known) return known;
  const found = inWords(iri).then((term) => term ?? inGraph(iri));
  explained.set(iri, found);
  found.catch(() => explained.delete(iri));
  return found;
}

async function inWords(iri: string): Promise<Term | undefined> {
  return (await words).terms.find((each) => each.iri === iri);
}

interface Bound {
  value: string;
  "xml:lang"?: string;
}

interface Told {
  results: { bindings: { what: Bound; said: Bound }[] };
}

const ASKED = `PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX dcterms: <http://purl.org/dc/terms/>
SELECT ?what ?said {
  VALUES (?property ?what) {
    (rdfs:label "label") (skos:prefLabel "label") (dcterms:title "label") (rdf:type "kind")
    (skos:definition "definition") (dcterms:description "definition")
  }
  <%> ?property ?said
}`;

async function inGraph(iri: string): Promise<Term | null> {
  if (/[<>"{}|^`\\\s]/.test(iri)) return null;
  const asked = new URLSearchParams({ query: ASKED.replace("%", iri) });
  const here = new URLSearchParams(location.search);
  for (const name of ["as_of", "tier"]) {
    const state = here.get(name);
    if (state) asked.set(name, state);
  }
  const answer = await ask(`/sparql?${asked}`, "application/sparql-results+json");
  const { bindings } = ((await answer.json()) as Told).results;
  if (bindings.length === 0) return null;
  const texts = (name: string): Texts =>
    Object.fromEntries(
      bindings
        .filter(({ what }) => what.value === name)
        .map(({ said }) => [said["xml:lang"] ?? "", said.value]),
    );
  const type = bindings.find(({ what }) => what.value === "kind")?.said.value ?? "";
  return {
    iri,
    kind: await typeName(type),
    label: texts("label"),
    definition: texts("definition"),
  };
}

async function typeName(iri: string): Promise<string> {
  const type = await inWords(iri);
  return type ? best(type.label)[0] : "";
}
