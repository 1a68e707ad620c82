/** The editor of an example. */

import { defaultKeymap, history, historyKeymap, indentWithTab } from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, keymap } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

/** Make an editor; Ctrl or Cmd with Enter runs what is in it. */
export function createEditor(parent: HTMLElement, text: string, run: () => void): EditorView {
  const runKey = {
    key: "Mod-Enter",
    run: () => {
      run();
      return true;
    },
  };
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: text,
      extensions: [
        Prec.highest(keymap.of([runKey])),
        history(),
        indentUnit.of("    "),
        syntaxHighlighting(classHighlighter),
        python(),
        keymap.of([...defaultKeymap, ...historyKeymap, indentWithTab]),
        EditorView.contentAttributes.of({
          "aria-label": "Python code of this example",
          "aria-description": "Control and Enter runs it, Escape and then Tab leaves",
          autocapitalize: "off",
        }),
      ],
    }),
  });
}
