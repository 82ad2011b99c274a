// The editor of queries: names are completed and explained.
import { autocompletion, closeCompletion } from "@codemirror/autocomplete";
import { StreamLanguage } from "@codemirror/language";
import { sparql } from "@codemirror/legacy-modes/mode/sparql";
import { type EditorState, StateEffect, StateField } from "@codemirror/state";
import { type EditorView, hoverTooltip, keymap, showTooltip, type Tooltip } from "@codemirror/view";
import { say } from "../lib/dom";
import { editor } from "../lib/editor";
import { card, sentence } from "./cards";
import { complete } from "./completion";
import { nameAt } from "./names";
import { explain, words } from "./terms";

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
  ]);
}

/** The editor in a place of the page, with the text that stands in the field. */
export function edit(holder: HTMLElement, doc: string, acts: Acts): EditorView {
  return editor(holder, doc, say("Forespørgsel", "Query"), acts.changed, [
    StreamLanguage.define(sparql),
    autocompletion({ override: [complete], icons: false }),
    hoverTooltip(async (view, place) => (await cardAt(view.state, place))?.tooltip ?? null),
    explained,
    keys(acts),
  ]);
}
