// The page to try a record, with script: an editor that underlines what is wrong while it is
// written, and puts in what may stand there. The server judges as it does without.
import { StreamLanguage } from "@codemirror/language";
import { yaml } from "@codemirror/legacy-modes/mode/yaml";
import { type Diagnostic, setDiagnostics } from "@codemirror/lint";
import { Prec } from "@codemirror/state";
import { keymap } from "@codemirror/view";
import { danish, make, need, say } from "./lib/dom";
import { editor } from "./lib/editor";
import { diagnostic, type Remark, Remarks } from "./lib/remarks";

const RECORD = "application/yaml";

const field = need("data", HTMLTextAreaElement);
const kind = need("type", HTMLSelectElement);
const form = need("try", HTMLFormElement);
const holder = make("div", { class: "editor" });
const list = make("div", { id: "remarks" });
const hint = say(
  "Det understreges, mens du skriver. Ctrl og Enter kontrollerer og viser, hvad der ville ændre sig.",
  "Faults are underlined while you write. Ctrl and Enter check, and show what would change.",
);
field.before(holder);
holder.after(list, make("p", { class: "hint" }, hint));
field.hidden = true;

const ask = { key: "Mod-Enter", run: (): boolean => (form.requestSubmit(), true) };
const view = editor(
  holder,
  field.value,
  say("Optegnelse eller RDF", "Record or RDF"),
  () => {
    remarks.soon();
  },
  [StreamLanguage.define(yaml), Prec.high(keymap.of([ask]))],
);
const remarks = new Remarks(view, list, checked);
document.querySelector(`label[for="${field.id}"]`)?.addEventListener("click", () => {
  view.focus();
});
form.addEventListener("submit", () => {
  field.value = view.state.doc.toString();
});

// What the server found before it sent the page.
const found = [...document.querySelectorAll<HTMLElement>("#verdict li[data-line]")];
const marks: Diagnostic[] = found.flatMap((each) => diagnostic(view.state, remarkOf(each)));
view.dispatch(setDiagnostics(view.state, marks));

function remarkOf({ dataset, classList, children }: HTMLElement): Remark {
  return {
    severity: classList.contains("error") ? "error" : "warning",
    message: children[1]?.textContent.trim() ?? "",
    line: Number(dataset["line"]) || null,
    column: Number(dataset["column"]) || null,
    length: Number(dataset["length"]),
    declaration: "",
    choices: [],
  };
}

interface Result {
  severity: string;
  message: string;
  line: number | null;
  column: number | null;
  value: string | null;
  choices: string[];
}

/** Whether a text is judged while it is written: a record is, RDF when it is asked for. */
function isRecord(text: string): boolean {
  return (
    kind.value === RECORD ||
    (kind.value === "" && /^(#.*\n|\s)*[\p{L}"]+ ?\p{L}*:(\s|$)/u.test(text))
  );
}

/** What the server says of a record; null where it cannot be asked now. */
async function checked(text: string): Promise<Remark[] | null> {
  if (!isRecord(text)) return [];
  try {
    const answer = await fetch(`/validate?lang=${danish ? "da" : "en"}`, {
      method: "POST",
      headers: { "Content-Type": RECORD, Accept: "application/json" },
      body: text,
    });
    if (!answer.ok) return null;
    const { results } = (await answer.json()) as { results: Result[] };
    return results.map(({ severity, message, line, column, value, choices }) => ({
      severity: severity === "Violation" ? "error" : "warning",
      message,
      line,
      column,
      length: value?.length ?? 1,
      declaration: "",
      choices,
    }));
  } catch {
    return null;
  }
}
