// Suggestions under a field that takes a name, after the ARIA pattern of a combobox with a list:
// the field keeps the focus, arrows choose, Enter takes, Escape puts away. Without this, or when
// the server does not answer, the field is the plain one that its form reads anyway.
//
// A field asks for it by data-suggest, with the type of the things it takes (blank: all). One with
// data-suggest-go leads to the page of what is chosen; any other is filled with its name, and the
// form sends which thing it was as long as that name stands there.
import { calmly, make, say } from "./dom";

interface Hit {
  label: string;
  language: string;
  kind: string;
  reason: string;
  value: string;
  page: string;
  match: { name: string; why: string };
}

interface Answer {
  hits: Hit[];
  total: number;
  complete: boolean;
}

const SHOWN = 6;
const LEAST = 2;
const PAUSE = 120;
const STEPS: Partial<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1 };
let made = 0;

/** Offers suggestions in every field below an element that asks for them. */
export function suggestIn(within: ParentNode): void {
  for (const field of within.querySelectorAll<HTMLInputElement>("input[data-suggest]"))
    if (!field.hasAttribute("role")) new Suggestions(field);
}

class Suggestions {
  private readonly id = `suggest-${String(++made)}`;
  private readonly list = make("ul", { class: "suggest", id: this.id, role: "listbox" });
  private readonly told = make("span", { class: "visually-hidden", role: "status" });
  private readonly goes: boolean;
  private readonly known = new Map<string, Answer>();
  private options: { element: HTMLElement; take: () => void }[] = [];
  private active = -1;
  private asking: AbortController | null = null;
  private chosen: { label: string; value: string } | null = null;

  constructor(private readonly field: HTMLInputElement) {
    this.goes = field.dataset["suggestGo"] !== undefined;
    this.list.hidden = true;
    this.list.setAttribute("aria-label", say("Forslag", "Suggestions"));
    const value = field.dataset["suggestValue"];
    if (value) this.chosen = { label: field.value, value };
    field.autocomplete = "off";
    field.removeAttribute("list");
    for (const [name, value] of Object.entries({
      role: "combobox",
      "aria-autocomplete": "list",
      "aria-expanded": "false",
      "aria-controls": this.id,
    }))
      field.setAttribute(name, value);
    const holder = field.closest<HTMLElement>("[data-suggest-holder]") ?? field.parentElement;
    holder?.classList.add("suggests");
    holder?.append(this.list);
    document.body.append(this.told);
    const soon = calmly(PAUSE, () => void this.look());
    field.addEventListener("input", soon);
    field.addEventListener("keydown", (event) => {
      this.press(event);
    });
    field.addEventListener("blur", () => {
      this.close();
    });
    // A click must not take the focus from the field before it is a click.
    this.list.addEventListener("pointerdown", (event) => {
      event.preventDefault();
    });
    field.form?.addEventListener("formdata", ({ formData }) => {
      if (this.chosen && this.chosen.label === field.value)
        formData.set(field.name, this.chosen.value);
    });
  }

  private async look(): Promise<void> {
    const text = this.field.value.trim();
    this.asking?.abort();
    if (text.length < LEAST || document.activeElement !== this.field) {
      this.close();
      return;
    }
    const asking = (this.asking = new AbortController());
    try {
      const answer = await this.ask(text, asking.signal);
      if (!asking.signal.aborted && document.activeElement === this.field) this.show(text, answer);
    } catch {
      // What is refused or cut off offers nothing; the form works as it is.
      if (!asking.signal.aborted) this.close();
    }
  }

  private async ask(text: string, signal: AbortSignal): Promise<Answer> {
    const address = `/search?${this.parameters(text, { limit: String(SHOWN) })}`;
    const kept = this.known.get(address);
    if (kept) return kept;
    const answer = await fetch(address, { signal, headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(answer.statusText);
    const read = (await answer.json()) as Answer;
    this.known.set(address, read);
    return read;
  }

  /** What is asked, in the language and the state of the graph that the form sends along. */
  private parameters(text: string, more: Record<string, string>): string {
    const asked = new URLSearchParams({ q: text, ...more });
    const type = this.field.dataset["suggest"];
    if (type) asked.set("type", type);
    for (const name of ["lang", "as_of", "tier"]) {
      const kept = this.field.form?.elements.namedItem(name);
      if (kept instanceof HTMLInputElement && kept.value) asked.set(name, kept.value);
    }
    return asked.toString();
  }

  private show(text: string, { hits, total, complete }: Answer): void {
    this.options = hits.map((hit) => ({
      element: row(hit, text),
      take: () => {
        this.take(hit);
      },
    }));
    if (this.goes && total > hits.length) {
      const all = complete ? String(total) : say("flere", "more");
      this.options.push({
        element: make(
          "li",
          { class: "all" },
          say(`Alle ${all} resultater for »${text}«`, `All ${all} results for “${text}”`),
        ),
        take: () => {
          location.assign(`/search?${this.parameters(text, {})}`);
        },
      });
    }
    this.options.forEach(({ element, take }, number) => {
      element.id = `${this.id}-${String(number)}`;
      element.setAttribute("role", "option");
      element.setAttribute("aria-selected", "false");
      element.addEventListener("click", take);
    });
    this.list.replaceChildren(...this.options.map(({ element }) => element));
    this.mark(-1);
    this.open(this.options.length > 0);
    this.told.textContent = counted(hits.length);
  }

  private take(hit: Hit): void {
    this.close();
    if (this.goes) {
      location.assign(hit.page);
      return;
    }
    this.field.value = hit.label;
    this.chosen = { label: hit.label, value: hit.value };
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  private press(event: KeyboardEvent): void {
    const step = STEPS[event.key];
    if (step) {
      event.preventDefault();
      if (this.list.hidden) void this.look();
      else this.mark(this.next(step));
    } else if (!this.list.hidden) this.decide(event);
  }

  private decide(event: KeyboardEvent): void {
    const option = this.options[this.active];
    if (event.key === "Escape") this.close();
    else if (event.key === "Enter" && option) option.take();
    else return;
    event.preventDefault();
  }

  /** The option a step away; one place between the last and the first is the field itself. */
  private next(step: number): number {
    const places = this.options.length + 1;
    return ((this.active + 1 + step + places) % places) - 1;
  }

  private mark(number: number): void {
    this.options[this.active]?.element.setAttribute("aria-selected", "false");
    this.active = number;
    const now = this.options[number]?.element;
    if (now) {
      now.setAttribute("aria-selected", "true");
      this.field.setAttribute("aria-activedescendant", now.id);
      now.scrollIntoView({ block: "nearest" });
    } else this.field.removeAttribute("aria-activedescendant");
  }

  private open(opened: boolean): void {
    this.list.hidden = !opened;
    this.field.setAttribute("aria-expanded", String(opened));
  }

  private close(): void {
    this.asking?.abort();
    this.open(false);
    this.mark(-1);
    this.told.textContent = "";
  }
}

function counted(count: number): string {
  if (!count) return say("Ingen forslag", "No suggestions");
  return count === 1
    ? say("1 forslag", "1 suggestion")
    : say(`${count} forslag`, `${count} suggestions`);
}

function row({ label, language, kind, reason, match }: Hit, text: string): HTMLElement {
  const name = make("span", { class: "name" }, ...marked(label, text));
  if (language && language !== document.documentElement.lang) name.lang = language;
  const why = reason || (match.why === "own" && !label.includes(match.name) ? match.name : "");
  const parts = [name, make("small", {}, kind)];
  return make("li", {}, ...parts, ...(why ? [make("small", { class: "why-hit" }, why)] : []));
}

/** A name with the letters that were typed set off, where they stand in it as they were typed. */
function marked(label: string, text: string): (Node | string)[] {
  const at = label.toLocaleLowerCase().indexOf(text.toLocaleLowerCase());
  if (at < 0) return [label];
  const end = at + text.length;
  return [label.slice(0, at), make("mark", {}, label.slice(at, end)), label.slice(end)];
}
