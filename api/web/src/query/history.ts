// Earlier queries, kept in this browser and nowhere else.
import { danish, make, say } from "../lib/dom";

interface Entry {
  query: string;
  at: string;
  rows: number | null;
}

const KEY = "venskab-queries";
const MOST = 30;
const LONGEST = 20_000;
const moment = new Intl.DateTimeFormat(danish ? "da" : "en", {
  dateStyle: "medium",
  timeStyle: "short",
});

/** The list of earlier queries on the page; choosing one calls `use`. */
export function earlier(holder: HTMLElement, use: (query: string) => void): void {
  const show = (): void => {
    const kept = read();
    const inside =
      kept === null
        ? [
            make(
              "p",
              {},
              say("Browseren lader ikke siden huske.", "The browser lets the page keep nothing."),
            ),
          ]
        : kept.length === 0
          ? [make("p", {}, say("Ingen endnu.", "None yet."))]
          : [list(kept, use), clearing(show)];
    holder.replaceChildren(
      make("h2", { id: "earlier" }, say("Tidligere forespørgsler", "Earlier queries")),
      make(
        "p",
        { class: "hint" },
        say("De gemmes kun i denne browser.", "They are kept in this browser only."),
      ),
      ...inside,
    );
  };
  holder.setAttribute("aria-labelledby", "earlier");
  show();
}

function list(kept: Entry[], use: (query: string) => void): HTMLElement {
  const made = make("ol", { class: "earlier" });
  for (const entry of kept) {
    const said = [
      moment.format(new Date(entry.at)),
      entry.rows === null ? "" : counted(entry.rows),
    ];
    const button = make(
      "button",
      { type: "button" },
      make("code", {}, firstLine(entry.query)),
      make("span", {}, said.filter(Boolean).join(" · ")),
    );
    button.addEventListener("click", () => {
      use(entry.query);
    });
    made.append(make("li", {}, button));
  }
  return made;
}

function clearing(then: () => void): HTMLElement {
  const button = make(
    "button",
    { type: "button", class: "use" },
    say("Ryd listen", "Clear the list"),
  );
  button.addEventListener("click", () => {
    write([]);
    then();
  });
  return button;
}

function counted(rows: number): string {
  const number = rows.toLocaleString(danish ? "da" : "en");
  return say(
    `${number} ${rows === 1 ? "række" : "rækker"}`,
    `${number} ${rows === 1 ? "row" : "rows"}`,
  );
}

/** The first line that says what is asked. */
function firstLine(query: string): string {
  const lines = query.split("\n").map((line) => line.trim());
  return lines.find((line) => line && !/^(#|PREFIX\b|BASE\b)/i.test(line)) ?? lines[0] ?? "";
}

/** Keeps a query that was answered, as the newest and only once. */
export function remember(query: string, rows: number | null): void {
  const kept = read();
  if (kept === null || query.length > LONGEST) return;
  const others = kept.filter((each) => each.query !== query);
  write([{ query, at: new Date().toISOString(), rows }, ...others].slice(0, MOST));
}

/** What is kept; null where the browser keeps nothing. */
function read(): Entry[] | null {
  try {
    const told: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return Array.isArray(told) ? told.filter(isEntry) : [];
  } catch (error) {
    // What is no JSON is of another program, or was cut off; it is written over.
    return error instanceof SyntaxError ? [] : null;
  }
}

function isEntry(each: unknown): each is Entry {
  if (typeof each !== "object" || each === null) return false;
  const { query, at, rows } = each as Partial<Entry>;
  const counts = rows === null || typeof rows === "number";
  return typeof query === "string" && typeof at === "string" && !isNaN(Date.parse(at)) && counts;
}

function write(entries: Entry[]): void {
  try {
    if (entries.length > 0) localStorage.setItem(KEY, JSON.stringify(entries));
    else localStorage.removeItem(KEY);
  } catch {
    // Full or forbidden: the page works without.
  }
}
