// CodeMirror in place of a plain field, in a shadow tree: the pages' content policy takes no style
// element, and there its styles are constructed sheets.
import { defaultKeymap, history, historyKeymap } from "@codemirror/commands";
import { bracketMatching, HighlightStyle, syntaxHighlighting } from "@codemirror/language";
import { lintGutter, lintKeymap } from "@codemirror/lint";
import { EditorState, type Extension } from "@codemirror/state";
import { drawSelection, EditorView, keymap, lineNumbers } from "@codemirror/view";
import { tags } from "@lezer/highlight";
import { say } from "./dom";
import { theme } from "./theme";

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.variableName, tags.atom], color: "var(--fjord)", fontWeight: "600" },
  { tag: tags.local(tags.variableName), color: "var(--fjord)" },
  {
    tag: [tags.string, tags.number, tags.comment, tags.meta, tags.standard(tags.variableName)],
    color: "var(--ink2)",
  },
]);

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

/**
 * An editor in a place of the page.
 *
 * @param holder where it stands
 * @param doc the text that it begins with
 * @param label what it is called
 * @param changed called when the text was changed
 * @param more its language and its keys, which come before those of every editor
 */
export function editor(
  holder: HTMLElement,
  doc: string,
  label: string,
  changed: () => void,
  more: Extension,
): EditorView {
  const root = holder.attachShadow({ mode: "open" });
  const state = EditorState.create({
    doc,
    extensions: [
      more,
      lineNumbers(),
      history(),
      drawSelection(),
      bracketMatching(),
      lintGutter(),
      EditorView.lineWrapping,
      syntaxHighlighting(colours),
      // Tab leaves the field, as it does everywhere else; who indents has the space bar.
      keymap.of([...lintKeymap, ...historyKeymap, ...defaultKeymap]),
      EditorView.domEventHandlers({ beforeinput: overwrite }),
      theme,
      EditorState.phrases.of(phrases),
      EditorView.contentAttributes.of({ "aria-label": label, spellcheck: "false" }),
      EditorView.updateListener.of((update) => {
        if (update.docChanged) changed();
      }),
    ],
  });
  return new EditorView({ state, parent: root, root });
}
