// Remarks on a text: marked in its editor, and in a list that keyboard and screen reader reach. The
// server makes them, with the page and again while the text is written.
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import type { EditorState } from "@codemirror/state";
import type { EditorView } from "@codemirror/view";
import { calmly, make, say } from "./dom";

export interface Remark {
  severity: "error" | "warning";
  message: string;
  line: number | null;
  column: number | null;
  length: number;
  declaration: string;
  choices: string[];
}

/** What the server says of a text; null where it cannot be asked now. */
export type Check = (text: string) => Promise<Remark[] | null>;

const PAUSE = 700;

/** The remarks on the text of an editor. */
export class Remarks {
  /** Looks at the text again once nobody has written for a moment. */
  readonly soon = calmly(PAUSE, () => void this.check());
  private asked = "";

  constructor(
    private readonly view: EditorView,
    private readonly holder: HTMLElement,
    private readonly server: Check,
  ) {
    const told = [...holder.querySelectorAll<HTMLElement>("li")].map(read);
    this.asked = view.state.doc.toString();
    if (told.length > 0) this.show(told, holder.querySelector("h2")?.textContent ?? "");
    holder.setAttribute("role", "status");
    // Whoever asked and got no answer begins at the reason.
    if (told.some((each) => each.severity === "error")) this.begin();
  }

  private begin(): void {
    const heading = this.holder.querySelector("h2");
    heading?.setAttribute("tabindex", "-1");
    heading?.focus();
  }

  private async check(): Promise<void> {
    const text = this.view.state.doc.toString();
    if (text === this.asked) return;
    this.asked = text;
    const told = text.trim() ? await this.server(text) : [];
    // Who writes on while the server looks is told of the newer text.
    if (told && text === this.view.state.doc.toString())
      this.show(told, say("Se efter her", "Look at this"));
  }

  private show(remarks: Remark[], heading: string): void {
    const marks = remarks.flatMap((each) => diagnostic(this.view.state, each));
    this.view.dispatch(setDiagnostics(this.view.state, marks));
    const items = remarks.map((each) => this.item(each));
    const list = make("ul", {}, ...items);
    const shown = make("div", { class: "remarks" }, make("h2", {}, heading), list);
    this.holder.replaceChildren(...(items.length > 0 ? [shown] : []));
  }

  private item(remark: Remark): HTMLElement {
    const made = make("li", { class: remark.severity });
    const said = make("p");
    const place = placeOf(this.view.state, remark);
    if (place && remark.line) {
      const told = say(
        `Linje ${remark.line}, kolonne ${remark.column ?? 1}:`,
        `Line ${remark.line}, column ${remark.column ?? 1}:`,
      );
      const go = make("button", { type: "button", class: "place" }, told);
      go.addEventListener("click", () => {
        this.view.dispatch({
          selection: { anchor: place[0], head: place[1] },
          scrollIntoView: true,
        });
        this.view.focus();
      });
      said.append(go, " ");
    }
    said.append(make("span", { class: "said" }, remark.message));
    made.append(said);
    for (const mended of remark.declaration ? [remark.declaration] : remark.choices) {
      const label = say(`Indsæt ${mended}`, `Insert ${mended}`);
      const mend = make("button", { type: "button", class: "mend plain" }, label);
      mend.addEventListener("click", () => {
        this.mend(remark, mended);
      });
      made.append(mend, " ");
    }
    return made;
  }

  private mend(remark: Remark, mended: string): void {
    const place = placeOf(this.view.state, remark);
    if (remark.declaration) this.view.dispatch({ changes: { from: 0, insert: `${mended}\n` } });
    else if (place)
      this.view.dispatch({ changes: { from: place[0], to: place[1], insert: mended } });
    this.view.focus();
    void this.check();
  }
}

/** A remark that the server put on the page. */
function read(item: HTMLElement): Remark {
  const { severity, line, column, length, declaration, replacement } = item.dataset;
  return {
    severity: severity === "error" ? "error" : "warning",
    message: item.querySelector(".said")?.textContent ?? "",
    line: Number(line) || null,
    column: Number(column) || null,
    length: Number(length),
    declaration: declaration ?? "",
    choices: replacement ? [replacement] : [],
  };
}

/** Begin and end of what a remark is about; lines and columns count characters, from 1. */
function placeOf(state: EditorState, { line, column, length }: Remark): [number, number] | null {
  if (line === null || line > state.doc.lines) return null;
  const { from, to, text } = state.doc.line(line);
  const characters = Array.from(text);
  const width = (count: number): number => characters.slice(0, count).join("").length;
  const start = from + width((column ?? 1) - 1);
  return [start, Math.min(to, from + width((column ?? 1) - 1 + Math.max(1, length)))];
}

export function diagnostic(state: EditorState, remark: Remark): Diagnostic[] {
  const place = placeOf(state, remark);
  if (!place) return [];
  const [from, to] = place;
  return [{ from, to, severity: remark.severity, message: remark.message }];
}
