// Cards that explain a name: its label, what kind it is, what it means, and where to read more.
import { make, say } from "../lib/dom";
import { addressOf, best, both, explain, kindName, short, type Term, words } from "./terms";

/** The card of a term, for a tooltip. */
export function card(term: Term, prefixes: Record<string, string>): HTMLElement {
  const [label, lang] = best(term.label);
  const written = short(term.iri, prefixes);
  const made = make("div", { class: "term-card" });
  if (term.kind) made.append(make("p", { class: "kind" }, kindName(term.kind)));
  made.append(make("p", { class: "name", ...(lang ? { lang } : {}) }, label || written));
  const [meaning, spoken] = best(term.definition);
  if (meaning) made.append(make("p", spoken ? { lang: spoken } : {}, meaning));
  const more = make("a", { href: addressOf(term.iri) }, label ? written : say("Læs mere", "More"));
  made.append(make("p", { class: "iri" }, more));
  return made;
}

/** The card as one sentence, for a screen reader. */
export function sentence(term: Term): string {
  const label = both(term.label).join(" · ");
  return [[kindName(term.kind), label].filter(Boolean).join(": "), best(term.definition)[0]]
    .filter(Boolean)
    .join(". ");
}

/** Cards of the things in an answer: shown by pointer or focus, closed by Escape. */
export class Cards {
  private readonly holder = make("div", { class: "floating", role: "tooltip", hidden: "" });
  private at: HTMLElement | null = null;
  private timer = 0;

  constructor(private readonly within: HTMLElement) {
    this.holder.id = "card";
    within.append(this.holder);
    within.addEventListener("pointerover", (event) => {
      this.soon(event.target, 300);
    });
    within.addEventListener("focusin", (event) => {
      this.soon(event.target, 0);
    });
    within.addEventListener("pointerout", (event) => {
      this.left(event.relatedTarget);
    });
    within.addEventListener("focusout", (event) => {
      this.left(event.relatedTarget);
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") this.close();
    });
  }

  private soon(target: EventTarget | null, wait: number): void {
    const link = target instanceof Element ? target.closest("a[data-iri]") : null;
    if (!(link instanceof HTMLElement) || link === this.at) return;
    this.close();
    this.at = link;
    this.timer = window.setTimeout(() => void this.open(link), wait);
  }

  /** The pointer may rest on the card, which is read and has a link. */
  private left(to: EventTarget | null): void {
    const stays = to instanceof Node && (this.holder.contains(to) || this.at?.contains(to));
    if (!stays) this.close();
  }

  private close(): void {
    clearTimeout(this.timer);
    this.at?.removeAttribute("aria-describedby");
    this.at = null;
    this.holder.hidden = true;
  }

  private async open(link: HTMLElement): Promise<void> {
    const term = await explain(link.dataset["iri"] ?? "").catch(() => null);
    const { prefixes } = await words;
    if (term === null || this.at !== link) return;
    this.holder.replaceChildren(card(term, prefixes));
    link.setAttribute("aria-describedby", this.holder.id);
    this.holder.hidden = false;
    const around = this.within.getBoundingClientRect();
    const box = link.getBoundingClientRect();
    const left = Math.min(box.left - around.left, around.width - this.holder.offsetWidth);
    this.holder.style.insetInlineStart = `${Math.max(0, left)}px`;
    this.holder.style.insetBlockStart = `${box.bottom - around.top}px`;
  }
}
