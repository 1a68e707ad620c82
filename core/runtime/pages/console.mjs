// console.mjs: a line-by-line Python console for console.html.
import { loadPyodide } from "./pyodide.mjs";

const output = document.getElementById("output");
const form = document.getElementById("form");
const prompt = document.getElementById("prompt");
const line = document.getElementById("line");

function write(text, className = "") {
  const span = document.createElement("span");
  span.className = className;
  span.textContent = text;
  output.append(span);
  form.scrollIntoView();
}

// The standard library's own console decides when a statement is complete.
const CONSOLE = `
import sys
from code import InteractiveConsole

console = InteractiveConsole(globals())
f"Python {sys.version} on {sys.platform}\\n"
`;

try {
  const pyodide = await loadPyodide({
    stdout: (text) => write(text + "\n"),
    stderr: (text) => write(text + "\n", "error"),
  });
  output.textContent = "";
  write(pyodide.runPython(CONSOLE));
  const { push } = pyodide.globals.get("console");
  const history = [];
  let position = 0;
  form.hidden = false;
  line.focus();
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    write(prompt.textContent + line.value + "\n");
    if (line.value.trim()) {
      history.push(line.value);
    }
    position = history.length;
    const more = push(line.value);
    line.value = "";
    prompt.textContent = more ? "...\u00a0" : ">>>\u00a0";
  });
  line.addEventListener("keydown", (event) => {
    const step = { ArrowUp: -1, ArrowDown: 1 }[event.key];
    if (step !== undefined) {
      event.preventDefault();
      position = Math.min(Math.max(position + step, 0), history.length);
      line.value = history[position] ?? "";
    }
  });
} catch (error) {
  output.textContent = "";
  write(String(error), "error");
  throw error;
}
