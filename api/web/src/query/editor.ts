// CodeMirror in place of the plain field, in a shadow tree: the pages' content policy takes no style
// element, and there its styles are constructed sheets.
import { autocompletion, closeCompletion } from "@codemirror/autocomplete";
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import {
  bracketMatching,
  HighlightStyle,
  StreamLanguage,
  syntaxHighlighting,
} from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { EditorState, StateEffect, StateField } from "@codemirror/state";
import {
  drawSelection,
  EditorView,
  hoverTooltip,
  keymap,
  lineNumbers,
  showTooltip,
  type Tooltip,
} from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { say } from "../lib/dom";
import { card, sentence } from "./cards";
import { complete } from "./completion";
import { nameAt } from "./names";
import { explain, words } from "./terms";
import { theme } from "./theme";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.variableName], color: "var(--fjord)", fontWeight: "600" },
  { tag: tags.local(tags.variableName), color: "var(--fjord)" },
  {
    tag: [tags.string, tags.number, tags.comment, tags.meta, tags.standard(tags.variableName)],
    color: "var(--ink2)",
  },
]);

const explaining = StateEffect.define<Tooltip | null>();
const explained = StateField.define<Tooltip | null>({
  create: () => null,
  update: (shown, change) => {
    const told = change.effects.find((each) => each.is(explaining));
    if (told) return told.value;
    const moved = !change.newSelection.eq(change.startState.selection);
    return change.docChanged || moved ? null : shown;
  },
  provide: (field) => showTooltip.from(field),
});

/** The card of the name at a place. */
async function cardAt(
  state: EditorState,
  place: number,
): Promise<{ tooltip: Tooltip; said: string } | null> {
  const { prefixes } = await words;
  const found = nameAt(state, place, prefixes);
  const term = found && (await explain(found.iri));
  if (!found || !term) return null;
  const dom = (): { dom: HTMLElement } => ({ dom: card(term, prefixes) });
  const tooltip = { pos: found.from, end: found.to, above: true, create: dom };
  return { tooltip, said: sentence(term) };
}

interface Acts {
  ask: () => void;
  changed: () => void;
  tell: (text: string) => void;
}

function keys({ ask, tell }: Acts): ReturnType<typeof keymap.of> {
  const explainHere = (view: EditorView): boolean => {
    closeCompletion(view);
    void cardAt(view.state, view.state.selection.main.head).then((found) => {
      tell(found?.said ?? say("Her står intet kendt navn.", "There is no known name here."));
      view.dispatch({ effects: explaining.of(found?.tooltip ?? null) });
    });
    return true;
  };
  const close = (view: EditorView): boolean => {
    const open = view.state.field(explained) !== null;
    if (open) view.dispatch({ effects: explaining.of(null) });
    return open;
  };
  return keymap.of([
    { key: "Mod-Enter", run: () => (ask(), true) },
    { key: "Mod-i", run: explainHere },
    { key: "Escape", run: close },
    // Tab leaves the field, as it does everywhere else; who indents has the space bar.
    ...lintKeymap,
    ...historyKeymap,
    ...defaultKeymap,
  ]);
}

/** Writing over a selection, which the browser would do with styles of its own, that are forbidden. */
function overwrite(event: InputEvent, view: EditorView): boolean {
  const written = event.inputType === "insertText" && !event.isComposing ? event.data : null;
  if (written === null || view.state.selection.main.empty) return false;
  view.dispatch(view.state.replaceSelection(written), {
    userEvent: "input.type",
    scrollIntoView: true,
  });
  return true;
}

const phrases = {
  Completions: say("Forslag", "Completions"),
  Diagnostics: say("Bemærkninger", "Remarks"),
  "No diagnostics": say("Ingen bemærkninger", "No remarks"),
  close: say("luk", "close"),
};

/** The editor in a place of the page, with the text that stands in the field. */
export function edit(holder: HTMLElement, doc: string, acts: Acts): EditorView {
  const root = holder.attachShadow({ mode: "open" });
  const state = EditorState.create({
    doc,
    extensions: [
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      lintGutter(),
      EditorView.lineWrapping,
      StreamLanguage.define(sparql),
      syntaxHighlighting(colours),
      autocompletion({ override: [complete], icons: false }),
      hoverTooltip(async (view, place) => (await cardAt(view.state, place))?.tooltip ?? null),
      explained,
      keys(acts),
      EditorView.domEventHandlers({ beforeinput: overwrite }),
      theme,
      EditorState.phrases.of(phrases),
      EditorView.contentAttributes.of({
        "aria-label": say("Forespørgsel", "Query"),
        spellcheck: "false",
      }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) acts.changed();
      }),
    ],
  });
  return new EditorView({ state, parent: root, root });
}
