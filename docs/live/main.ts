/** Makes the examples of a page editable, and runs them. */

import { createEditor } from "./editor";
import type { Kind } from "./messages";
import { runInPage, runInWorker, stop } from "./runner";

function makeLive(example: HTMLElement): void {
  const code = example.querySelector("pre")!;
  const source = code.textContent!.replace(/\n$/, "");
  const inPage = example.classList.contains("live-in-page");

  const run = button("Run");
  const reset = button("Reset");
  const status = document.createElement("span");
  status.className = "live-status";
  status.setAttribute("role", "status");
  const bar = document.createElement("div");
  bar.className = "live-bar";
  bar.append(run, reset, status);
  const output = document.createElement("div");
  output.className = "live-output";
  output.setAttribute("role", "log");
  output.setAttribute("aria-label", "Output of this example");

  example.replaceChildren();
  const editor = createEditor(example, source, () => run.click());
  example.append(bar, output);

  reset.addEventListener("click", () => {
    editor.dispatch({ changes: { from: 0, to: editor.state.doc.length, insert: source } });
    output.replaceChildren();
    status.textContent = "";
  });
  let isRunning = false;
  run.addEventListener("click", async () => {
    if (isRunning) {
      stop();
      return;
    }
    isRunning = true;
    run.textContent = inPage ? "Running" : "Stop";
    output.replaceChildren();
    const text = editor.state.doc.toString();
    await (inPage ? runInPage(text, say, output) : runInWorker(text, say));
    isRunning = false;
    run.textContent = "Run";
    status.textContent = "";
  });

  function say(kind: Kind, text: string): void {
    if (kind === "status") {
      status.textContent = text;
      return;
    }
    const part = document.createElement("span");
    part.className = `live-${kind}`;
    part.textContent = text;
    output.append(part);
  }
}

function button(text: string): HTMLButtonElement {
  const made = document.createElement("button");
  made.type = "button";
  made.textContent = text;
  return made;
}

for (const example of document.querySelectorAll<HTMLElement>(".live-example")) {
  makeLive(example);
}
