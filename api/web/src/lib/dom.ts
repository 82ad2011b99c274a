// Small helpers around the page: its language, its colours, and elements made without markup.

export const danish = document.documentElement.lang === "da";

/** The wording in the page's language. */
export function say(da: string, en: string): string {
  return danish ? da : en;
}

type Child = Node | string;

/** An element; texts become text nodes, so that markup in a name is shown and not read. */
export function make<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Record<string, string> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
}

/** The element with an id, which the page must have. */
export function need<Kind extends HTMLElement>(id: string, kind: new () => Kind): Kind {
  const found = document.getElementById(id);
  if (!(found instanceof kind)) throw new Error(`the page has no #${id}`);
  return found;
}

/** A colour of the style sheet, such as `--ink`, as the reader's scheme has it now. */
export function colour(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(name).trim();
}

/** Calls back when the reader changes between light and dark. */
export function onScheme(then: () => void): void {
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", then);
}

/** Whether the reader asked for less motion. */
export function still(): boolean {
  return matchMedia("(prefers-reduced-motion: reduce)").matches;
}

const regions = new Intl.DisplayNames([danish ? "da" : "en"], { type: "region", fallback: "code" });

/** A country's name in the page's language, from the browser's own list. */
export function countryName(code: string): string {
  try {
    return regions.of(code) ?? code;
  } catch {
    return code;
  }
}

/** A country's name with the code that stands for it elsewhere. */
function named(code: string): string {
  return code === "?" ? say("ukendt (?)", "unknown (?)") : `${countryName(code)} (${code})`;
}

/** Writes names beside the country codes below an element. */
export function nameCountries(within: ParentNode): void {
  for (const each of within.querySelectorAll<HTMLElement>("[data-country]")) {
    const code = each.dataset["country"] ?? "";
    if (each.matches("option, span")) each.textContent = countryName(code);
    else if (each.matches("[scope=row]")) each.textContent = named(code);
    else each.title = countryName(code);
  }
}

/** Offers some content as a file to keep. */
export function keep(name: string, content: Blob): void {
  const address = URL.createObjectURL(content);
  make("a", { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

/** A later call cancels an earlier one that did not come to run. */
export function calmly(wait: number, run: () => void): () => void {
  let timer = 0;
  return () => {
    clearTimeout(timer);
    timer = window.setTimeout(run, wait);
  };
}
