// The form that chooses what is shown: changes ask the server for the same page and take its table,
// so that there is one table, with and without script, and the address is always that of the view.
import { calmly, make, nameCountries, need, say } from "./dom";
import { ask, network, type NetworkDocument } from "./network";

// What is said at the fields that take names.
const SAID = ["said-focus", "said-from", "said-to"];

export interface Shown {
  /** What was asked for. */
  document: NetworkDocument;
  /** The same of all times, whose places stay when the day changes. */
  whole: NetworkDocument;
  focus: string;
  path: string[];
  /** Partnerships that owe an overdue review on the day that is looked at. */
  overdue: Set<string>;
}

export class Choice {
  readonly form = need("choose", HTMLFormElement);
  /** Shows what the form says in a moment, when no more is changed. */
  readonly soon = calmly(150, () => void this.go());
  private asked = 0;

  /**
   * @param parts ids of what is taken from the server's page
   * @param draw draws what is shown
   * @param busy tells that something is on its way, or what went wrong
   */
  constructor(
    private readonly parts: string[],
    private readonly draw: (shown: Shown) => void,
    private readonly busy: (state: State) => void,
  ) {
    this.form.addEventListener("submit", (event) => {
      event.preventDefault();
      void this.go();
    });
    this.form.addEventListener("change", this.soon);
    window.addEventListener("popstate", () => void this.load(location.href, true));
    nameCountries(document);
  }

  /** Draws what the page came with. */
  async begin(): Promise<void> {
    await this.load(location.href, false);
  }

  /** Asks again for what the address says. */
  async retry(): Promise<void> {
    await this.load(location.href, true);
  }

  /** Sets a field, one that the page has or a new hidden one, and shows what follows. */
  async set(name: string, value: string): Promise<void> {
    this.put(name, value);
    await this.go();
  }

  /** Notes in the address what the form says, where nothing is to be asked. */
  note(): void {
    history.replaceState(null, "", this.address() + location.hash);
  }

  /** Shows what the form says. */
  async go(): Promise<void> {
    const address = this.address();
    history.pushState(null, "", address + location.hash);
    await this.load(address, true);
  }

  /** The value of a field; blank where there is none. */
  get(name: string): string {
    const value = new FormData(this.form).get(name);
    return typeof value === "string" ? value : "";
  }

  /** Sets a field without showing it yet. */
  put(name: string, value: string): void {
    const field = this.form.elements.namedItem(name);
    if (field instanceof HTMLInputElement || field instanceof HTMLSelectElement)
      field.value = value;
    else this.form.append(make("input", { type: "hidden", name, value }));
  }

  /** The address of what the form says, without what is left blank. */
  private address(): string {
    const pairs = [...new FormData(this.form)].filter(
      (pair): pair is [string, string] => typeof pair[1] === "string" && pair[1].trim() !== "",
    );
    const asked = new URLSearchParams(pairs).toString();
    return asked ? `${location.pathname}?${asked}` : location.pathname;
  }

  private async load(address: string, again: boolean): Promise<void> {
    const turn = ++this.asked;
    this.busy("loading");
    try {
      if (again) await this.take(address, turn);
      const { dataset } = need("shown", HTMLElement);
      const [document, whole] = await Promise.all([
        network(dataset["document"] ?? ""),
        network(dataset["whole"] ?? ""),
      ]);
      if (turn !== this.asked) return;
      const several = (name: string): string[] => (dataset[name] ?? "").split(" ").filter(Boolean);
      const overdue = new Set(several("overdue"));
      this.draw({ document, whole, focus: dataset["focus"] ?? "", path: several("path"), overdue });
      this.busy(stateOf(document));
    } catch (error) {
      if (turn === this.asked) this.busy(error instanceof Error ? error : new Error(String(error)));
    }
  }

  /** Takes the parts from the server's page, and what its form says. */
  private async take(address: string, turn: number): Promise<void> {
    const answer = await ask(address, "text/html");
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    if (turn !== this.asked) return;
    for (const id of [...this.parts, ...SAID]) {
      const fresh = page.getElementById(id);
      if (fresh) document.getElementById(id)?.replaceWith(document.adoptNode(fresh));
    }
    nameCountries(document);
    this.follow(page);
  }

  /** Shows in the form what the address says, as after going back; a field in use is left alone. */
  private follow(page: Document): void {
    for (const field of page.querySelectorAll<HTMLInputElement | HTMLSelectElement>(
      "#choose [name]",
    )) {
      const mine = this.form.elements.namedItem(field.name);
      if (!(mine instanceof HTMLInputElement || mine instanceof HTMLSelectElement)) continue;
      if (mine instanceof HTMLSelectElement && field instanceof HTMLSelectElement)
        mine.replaceChildren(...[...field.options].map((option) => option.cloneNode(true)));
      if (mine instanceof HTMLSelectElement || mine !== document.activeElement)
        mine.value = field.value;
      const invalid = field.getAttribute("aria-invalid");
      if (invalid !== null) mine.setAttribute("aria-invalid", invalid);
    }
  }
}

/** What a picture tells of itself; ready says nothing. */
export type State = "loading" | "ready" | "empty" | Error;

const TOLD = {
  ready: "",
  loading: say("Henter netværket …", "Fetching the network …"),
  empty: say(
    "Ingen bånd passer til det valgte. Vælg en anden dag, eller begynd forfra.",
    "No tie fits this choice. Choose another day, or start over.",
  ),
};

function stateOf(document: NetworkDocument): State {
  return document.edges.length ? "ready" : "empty";
}

/** A place over the picture for what is on its way or went wrong, and the function that writes it. */
export function notice(retry: () => void): [HTMLElement, (state: State) => void] {
  const line = make("p", { role: "status" });
  const again = make("button", { type: "button" }, say("Prøv igen", "Try again"));
  again.addEventListener("click", retry);
  const place = make("div", { class: "state" }, line, again);
  const tell = (state: State): void => {
    const failed = state instanceof Error;
    place.hidden = state === "ready";
    again.hidden = !failed;
    line.className = failed ? "fault" : state;
    line.textContent = failed ? state.message : TOLD[state];
  };
  return [place, tell];
}
