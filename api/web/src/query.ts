// The query page with script: an editor that explains and completes, remarks where the text is
// wrong, earlier queries, and answers that can be sorted. The server answers as it does without.
import { danish, make, need, say } from "./lib/dom";
import { ask } from "./lib/network";
import { type Remark, Remarks } from "./lib/remarks";
import { sortable } from "./lib/sorting";
import { Cards } from "./query/cards";
import { edit } from "./query/editor";
import { earlier, remember } from "./query/history";

const field = need("query", HTMLTextAreaElement);
const form = field.form;
const holder = make("div", { class: "editor" });
const told = make("p", { class: "visually-hidden", role: "status" });
const status = make("p", { class: "hint", role: "status" });
const result = document.getElementById("result");
if (result && !document.querySelector("#remarks .error"))
  remember(field.value, "rows" in result.dataset ? Number(result.dataset["rows"]) : null);

field.before(holder);
holder.after(
  told,
  make(
    "p",
    { class: "hint" },
    say(
      "Ctrl og mellemrum foreslår navne på dansk og engelsk; Ctrl og I forklarer det navn, markøren står ved; Ctrl og Enter spørger.",
      "Ctrl and space suggest names in English and Danish; Ctrl and I explain the name at the cursor; Ctrl and Enter ask.",
    ),
  ),
);
field.hidden = true;
const editor = edit(holder, field.value, {
  ask: () => form?.requestSubmit(),
  changed: () => {
    remarks.soon();
  },
  tell: (text) => {
    told.textContent = text;
  },
});
// Below the editor, where they come and go without moving what is written.
const list = need("remarks", HTMLElement);
told.before(list);
const remarks = new Remarks(editor, list, checked);
document.querySelector(`label[for="${field.id}"]`)?.addEventListener("click", () => {
  editor.focus();
});

form?.addEventListener("submit", () => {
  field.value = editor.state.doc.toString();
  form.append(make("p", { class: "loading", role: "status" }, say("Spørger …", "Asking …")));
});
// Who comes back by the browser's button finds no word of an answer on its way.
window.addEventListener("pageshow", () => {
  form?.querySelector(".loading")?.remove();
});

/** Puts a text into the editor in place of what stands there. */
function put(text: string): void {
  editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: text } });
  editor.focus();
  status.textContent = say("Forespørgslen står i feltet.", "The query is in the field.");
}

/** Puts a question of the library into the editor, and its picture into the choice of one. */
async function begin(link: HTMLAnchorElement): Promise<void> {
  try {
    put((await (await ask(link.dataset["query"] ?? "", "application/sparql-query")).text()).trim());
    need("view", HTMLSelectElement).value = link.dataset["view"] ?? "";
  } catch (error) {
    status.textContent = String(error instanceof Error ? error.message : error);
  }
}

const library = need("library", HTMLElement);
const before = make("section");
library.after(before);
library.append(status);
earlier(before, put);
for (const link of library.querySelectorAll<HTMLAnchorElement>("a[data-query]")) {
  const use = make(
    "button",
    { type: "button", class: "use" },
    say("Sæt den ind i feltet", "Put it in the editor"),
  );
  use.setAttribute("aria-describedby", link.id);
  use.addEventListener("click", () => void begin(link));
  link.after(" ", use);
}

for (const table of document.querySelectorAll<HTMLTableElement>("#result table")) sortable(table);
if (result) new Cards(result);

const share = document.getElementById("share");
if (share instanceof HTMLAnchorElement && isSecureContext) {
  const copy = make("button", { type: "button", class: "use" }, say("Kopiér", "Copy"));
  copy.addEventListener("click", () => {
    void navigator.clipboard.writeText(share.href).then(() => {
      copy.textContent = say("Kopieret", "Copied");
    });
  });
  share.after(" ", copy);
}

/** What the server says of a query; null where it cannot be asked now. */
async function checked(text: string): Promise<Remark[] | null> {
  try {
    const answer = await fetch(`/sparql/check?lang=${danish ? "da" : "en"}`, {
      method: "POST",
      headers: { "Content-Type": "application/sparql-query" },
      body: text,
    });
    if (!answer.ok) return null;
    const { remarks } = (await answer.json()) as { remarks: Told[] };
    return remarks.map((each) => ({
      ...each,
      choices: each.replacement ? [each.replacement] : [],
    }));
  } catch {
    return null;
  }
}

interface Told extends Omit<Remark, "choices"> {
  replacement: string;
}
