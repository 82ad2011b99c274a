// Tables that are sorted by their headings: by what a cell means, and not by how it is spelt.
import { danish, make, say } from "./dom";

type Value = { number: number } | { time: string } | { text: string } | null;

const collator = new Intl.Collator(danish ? "da" : "en", { numeric: true });
// Numbers before dates before texts; what is not there comes last, whichever way round.
const ORDER = ["number", "time", "text"];

/** Makes each heading of a table a button that sorts its rows: up, down, and as they came. */
export function sortable(table: HTMLTableElement): void {
  const body = table.tBodies[0];
  const headings = [...(table.tHead?.rows[0]?.cells ?? [])];
  if (!body || body.rows.length < 2) return;
  const came = [...body.rows];
  for (const [column, heading] of headings.entries()) {
    const button = make("button", { type: "button", class: "sort" }, ...heading.childNodes);
    button.title = say("Sortér efter denne kolonne", "Sort by this column");
    heading.append(button);
    button.addEventListener("click", () => {
      const next =
        { ascending: "descending", descending: "" }[heading.ariaSort ?? ""] ?? "ascending";
      for (const each of headings) each.removeAttribute("aria-sort");
      if (next) heading.ariaSort = next;
      body.replaceChildren(...(next ? sorted(came, column, next === "descending") : came));
    });
  }
}

function sorted(rows: HTMLTableRowElement[], column: number, down: boolean): HTMLTableRowElement[] {
  const valued = rows.map((row) => ({ row, value: valueOf(row.cells[column]) }));
  valued.sort((one, other) => compare(one.value, other.value, down));
  return valued.map(({ row }) => row);
}

function valueOf(cell: HTMLTableCellElement | undefined): Value {
  const { number, time } = cell?.dataset ?? {};
  if (number && !isNaN(Number(number))) return { number: Number(number) };
  if (time) return { time };
  const text = cell?.textContent.trim();
  return text ? { text } : null;
}

function compare(one: Value, other: Value, down: boolean): number {
  if (one === null || other === null) return Number(one === null) - Number(other === null);
  const found = rising(one, other);
  return down ? -found : found;
}

function rising(one: NonNullable<Value>, other: NonNullable<Value>): number {
  if ("number" in one && "number" in other) return one.number - other.number;
  if ("time" in one && "time" in other)
    return one.time < other.time ? -1 : Number(one.time > other.time);
  if ("text" in one && "text" in other) return collator.compare(one.text, other.text);
  const rank = (value: object): number => ORDER.findIndex((each) => each in value);
  return rank(one) - rank(other);
}
