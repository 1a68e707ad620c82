/** The console page. `?build=NAME` takes the distribution in the folder beside ours, `?noblink` keeps the cursor still. */

import { connect, type Connection, type Page } from "./connect";
import { createEditor, setText } from "./editor";
import { History } from "./history";
import { Output } from "./output";

/** Where the runtime is; the build knows. */
declare const BASE_URL: string;

const parameters = new URLSearchParams(location.search);
const history = new History();
const output = new Output(byId("output"));
const input = byId("input");
let count = 0;
let running = false;
/** Takes the line that input() waits for. */
let answer: ((line: string | undefined) => void) | undefined;

const page: Page = {
  write: (text, isError) => {
    output.write(text, isError);
  },
  askForLine: () =>
    new Promise((resolve) => {
      answer = resolve;
      setRunning(false);
    }),
};

function byId(id: string): HTMLElement {
  return document.getElementById(id)!;
}

function indexURL(): string {
  const build = parameters.get("build");
  // A name of a folder, nothing that leads elsewhere.
  const folder = build !== null && /^\w+$/.test(build) ? `../${build}/` : BASE_URL;
  return new URL(folder, location.href).href;
}

function setRunning(value: boolean): void {
  running = value;
  input.classList.toggle("running", value);
}

async function start(): Promise<void> {
  if (parameters.has("noblink")) {
    input.classList.add("steady");
  }
  const connection = await connect(indexURL(), page);
  output.write(await connection.session.banner());
  const editor = createEditor(input, history, {
    reply,
    isComplete: (source) => connection.session.isComplete(source),
    complete: (source) => (answer || running ? Promise.resolve([[], 0]) : connection.session.complete(source)),
    run: (source) => run(connection, source),
    interrupt() {
      interrupt(connection, () => {
        setText(editor, "");
      });
    },
  });
  byId("loading").remove();
  input.hidden = false;
  editor.focus();
}

function reply(line: string): boolean {
  if (!answer) {
    return false;
  }
  output.write(`${line}\n`);
  setRunning(true);
  answer(`${line}\n`);
  answer = undefined;
  return true;
}

async function run({ session }: Connection, source: string): Promise<void> {
  history.add(source);
  output.entry(source, ++count);
  if (source.trim() === "") {
    return;
  }
  setRunning(true);
  try {
    const [kind, text, mime] = await session.run(source, count);
    if (kind === "error") {
      output.write(text, true);
    } else if (kind === "value" && mime !== undefined && mime !== "text/plain") {
      output.rich(text, mime);
    } else if (kind === "value") {
      output.write(`${text}\n`);
    }
  } catch (error) {
    output.write(`${String(error)}\n`, true);
  } finally {
    setRunning(false);
  }
}

function interrupt(connection: Connection, clear: () => void): void {
  if (answer) {
    connection.interrupt();
    answer(undefined);
    answer = undefined;
  } else if (!running) {
    clear();
    output.write("KeyboardInterrupt\n", true);
  } else {
    connection.interrupt();
  }
}

try {
  await start();
} catch (error) {
  byId("loading").remove();
  output.write(`${String(error)}\n`, true);
  throw error;
}
