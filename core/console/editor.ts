/** The editor of one entry: Enter runs what is complete, arrows go through the history. */

import {
  acceptCompletion,
  autocompletion,
  type CompletionContext,
  type CompletionResult,
} from "@codemirror/autocomplete";
import {
  defaultKeymap,
  history as undoHistory,
  historyKeymap,
  indentMore,
  insertNewlineAndIndent,
} from "@codemirror/commands";
import { python } from "@codemirror/lang-python";
import { bracketMatching, indentUnit, syntaxHighlighting } from "@codemirror/language";
import { EditorState, Prec } from "@codemirror/state";
import { EditorView, drawSelection, keymap, lineNumbers, type Command } from "@codemirror/view";
import { classHighlighter } from "@lezer/highlight";

import type { History } from "./history";

export interface EditorActions {
  /** Give the text to a program that waits for a line; false if none does. */
  reply(text: string): boolean;
  isComplete(source: string): Promise<boolean>;
  complete(source: string): Promise<[names: string[], start: number]>;
  /** Resolves when it has ended. */
  run(source: string): Promise<void>;
  interrupt(): void;
}

/** Make the editor inside `parent`. */
export function createEditor(parent: HTMLElement, history: History, actions: EditorActions): EditorView {
  const runEntries = entryRunner(actions);
  const indentOrComplete: Command = (view) => {
    const { from, empty } = view.state.selection.main;
    const before = view.state.doc.lineAt(from).text.slice(0, from - view.state.doc.lineAt(from).from);
    return empty && before.trim() ? acceptCompletion(view) : indentMore(view);
  };
  const keys = Prec.highest(
    keymap.of([
      { key: "Enter", run: (view) => acceptCompletion(view) || reply(view, actions) || enter(view, runEntries) },
      { key: "Shift-Enter", run: insertNewlineAndIndent },
      { key: "ArrowUp", run: recall(history, -1) },
      { key: "ArrowDown", run: recall(history, 1) },
      { key: "Tab", run: indentOrComplete },
      { key: "Ctrl-c", run: interrupt(actions) },
    ]),
  );
  return new EditorView({
    parent,
    state: EditorState.create({
      extensions: [
        keys,
        lineNumbers({ formatNumber: (line) => (line === 1 ? ">>>" : "...") }),
        undoHistory(),
        drawSelection(),
        bracketMatching(),
        indentUnit.of("    "),
        syntaxHighlighting(classHighlighter),
        python(),
        autocompletion({ override: [completionSource(actions)], activateOnTyping: true }),
        keymap.of([...defaultKeymap, ...historyKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({
          "aria-label": "Python code",
          "aria-description":
            "Enter runs what is complete, Shift and Enter breaks the line, Escape and then Tab leaves",
          autocapitalize: "off",
        }),
        // Pages put no-break spaces into the code that people copy.
        EditorView.clipboardInputFilter.of((text) => text.replaceAll("\u00a0", " ")),
      ],
    }),
  });
}

function reply(view: EditorView, actions: EditorActions): boolean {
  const isTaken = actions.reply(view.state.doc.toString());
  if (isTaken) {
    setText(view, "");
  }
  return isTaken;
}

/** Break the line; if that was at the end, what stands before it may be an entry. */
function enter(view: EditorView, runEntries: (view: EditorView) => Promise<void>): boolean {
  const { doc, selection } = view.state;
  const atEnd = selection.main.empty && doc.sliceString(selection.main.from).trim() === "";
  insertNewlineAndIndent(view);
  if (atEnd) {
    void runEntries(view);
  }
  return true;
}

/**
 * Run what is complete, until nothing is. Python is asked whether it is, which may take as long as it runs something
 * else, and what is typed meanwhile comes after it.
 */
function entryRunner(actions: EditorActions): (view: EditorView) => Promise<void> {
  let isActive = false;
  return async (view) => {
    if (isActive) {
      return;
    }
    isActive = true;
    try {
      for (let source = entered(view); source !== undefined; source = entered(view)) {
        if (!(await actions.isComplete(source))) {
          if (source === entered(view)) {
            return;
          }
          continue; // the line that completes it came meanwhile
        }
        const text = view.state.doc.toString();
        setText(view, text.startsWith(source) ? text.slice(source.length).replace(/^\n[ \t]*/, "") : "");
        await actions.run(source);
      }
    } finally {
      isActive = false;
    }
  };
}

/** What stands before the last line break, if nothing follows it. */
function entered(view: EditorView): string | undefined {
  return /^([^]*)\n[ \t]*$/.exec(view.state.doc.toString())?.[1];
}

/** Go through the history where the cursor cannot go further that way. */
function recall(history: History, step: -1 | 1): Command {
  return (view) => {
    const { doc, selection } = view.state;
    const line = doc.lineAt(selection.main.head).number;
    const entry = line === (step < 0 ? 1 : doc.lines) ? history.move(step, doc.toString()) : undefined;
    if (entry === undefined) {
      return false;
    }
    setText(view, entry);
    return true;
  };
}

/** Ctrl-C copies a selection, and else interrupts. */
function interrupt(actions: EditorActions): Command {
  return (view) => {
    if (!view.state.selection.main.empty) {
      return false;
    }
    actions.interrupt();
    return true;
  };
}

function completionSource(actions: EditorActions) {
  return async (context: CompletionContext): Promise<CompletionResult | null> => {
    const word = context.matchBefore(/[\w.]+/);
    if (word === null && !context.explicit) {
      return null;
    }
    const line = context.state.doc.lineAt(context.pos);
    const [names, start] = await actions.complete(line.text.slice(0, context.pos - line.from));
    // Completing "str.isa" gives whole expressions: show and insert what follows the last dot.
    const dot = line.text.slice(start, context.pos - line.from).lastIndexOf(".") + 1;
    const options = names.map((name) => ({ label: name.slice(dot) }));
    return { from: line.from + start + dot, options, validFor: /^\w*$/ };
  };
}

/** Replace the entry and put the cursor at its end. */
export function setText(view: EditorView, text: string): void {
  view.dispatch({
    changes: { from: 0, to: view.state.doc.length, insert: text },
    selection: { anchor: text.length },
    scrollIntoView: true,
  });
}
