// Yasgui's editor in place of the plain field: completion from our vocabulary and prefixes, the
// questions of the library to begin with, and a word while the server works. The server answers as
// it does without script: as a page, with its limits and errors in sentences.
import Yasqe from "@zazuko/yasqe";
import "./query.css";
import { make, need, say } from "./lib/dom";
import { ask } from "./lib/network";

interface Words {
  prefixes: Record<string, string>;
  classes: string[];
  properties: string[];
}

interface Token {
  autocompletionString?: string;
  string: string;
}

const field = need("query", HTMLTextAreaElement);
const form = field.form;
const holder = make("div", { class: "editor" });
const words: Promise<Words> = ask("/sparql/words.json", "application/json").then(
  async (answer) => (await answer.json()) as Words,
);

// Nothing of this may ask another server, which is what the editor's own lists do.
Yasqe.forkAutocompleter("prefixes", {
  name: "venskab-prefixes",
  persistenceId: null,
  get: async () =>
    Object.entries((await words).prefixes).map(([prefix, base]) => `${prefix}: <${base}>`),
});
Yasqe.forkAutocompleter("class", {
  name: "venskab-classes",
  get: async (_, token) => fitting((await words).classes, token),
});
Yasqe.forkAutocompleter("property", {
  name: "venskab-properties",
  get: async (_, token) => fitting((await words).properties, token),
});

function fitting(terms: string[], token?: Token): string[] {
  const begun = (token?.autocompletionString ?? token?.string ?? "").toLowerCase();
  return terms.filter((term) => term.toLowerCase().includes(begun));
}

field.before(holder);
holder.after(
  make(
    "p",
    { class: "hint" },
    say(
      "Ctrl og mellemrum fuldfører et ord; Ctrl og Enter spørger.",
      "Ctrl and space complete a word; Ctrl and Enter ask.",
    ),
  ),
);
field.hidden = true;
const editor = new Yasqe(holder, {
  value: field.value,
  persistenceId: null,
  consumeShareLink: null,
  showQueryButton: false,
  resizeable: false,
  prefixCcApi: null,
  editorHeight: "auto",
  autocompleters: ["venskab-prefixes", "venskab-classes", "venskab-properties", "variables"],
});
const codeMirror = editor as unknown as CodeMirror.Editor;
codeMirror.setOption("screenReaderLabel", say("Forespørgsel", "Query"));
// Tab leaves the field, as it does everywhere else; who indents has the space bar.
codeMirror.addKeyMap({
  Tab: false,
  "Shift-Tab": false,
  "Ctrl-Enter": () => form?.requestSubmit(),
  "Cmd-Enter": () => form?.requestSubmit(),
});
document.querySelector(`label[for="${field.id}"]`)?.addEventListener("click", () => {
  codeMirror.focus();
});

form?.addEventListener("submit", () => {
  field.value = codeMirror.getValue();
  form.append(make("p", { class: "loading", role: "status" }, say("Spørger …", "Asking …")));
});
// Who comes back by the browser's button finds no word of an answer on its way.
window.addEventListener("pageshow", () => {
  form?.querySelector(".loading")?.remove();
});

/** Puts a question of the library into the editor, and its picture into the choice of one. */
async function begin(link: HTMLAnchorElement, status: HTMLElement): Promise<void> {
  try {
    const text = await (await ask(link.dataset["query"] ?? "", "application/sparql-query")).text();
    const lines = text.split("\n").filter((line) => !line.startsWith("#+"));
    codeMirror.setValue(lines.join("\n").trim());
    need("view", HTMLSelectElement).value = link.dataset["view"] ?? "";
    codeMirror.focus();
    status.textContent = say("Spørgsmålet står i feltet.", "The question is in the field.");
  } catch (error) {
    status.textContent = String(error instanceof Error ? error.message : error);
  }
}

const status = make("p", { class: "hint", role: "status" });
const library = document.getElementById("library");
library?.append(status);
for (const link of library?.querySelectorAll<HTMLAnchorElement>("a[data-query]") ?? []) {
  const use = make(
    "button",
    { type: "button", class: "use" },
    say("Ind i feltet", "Into the field"),
  );
  use.setAttribute("aria-describedby", link.id);
  use.addEventListener("click", () => void begin(link, status));
  link.after(" ", use);
}

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
