/** A Python interpreter that runs entries, in the page or in a worker. */

import type { Api } from "../runtime/api";
import type { loadPyodide as load } from "../runtime/index";
import program from "./session.py";

/** What came of an entry: its value (of a MIME type), an error, or nothing to show. */
export type Outcome = [kind: "value" | "error" | "nothing", text: string, mime: string | undefined];

/** Where an interpreter's output goes and its input comes from. */
export interface Streams {
  write(text: string, isError: boolean): void;
  /** A line with its end; undefined at the end of the input. */
  readLine(): string | undefined;
}

/** Everything that the page asks of an interpreter. */
export interface Session {
  banner(): Promise<string>;
  isComplete(source: string): Promise<boolean>;
  complete(source: string): Promise<[names: string[], start: number]>;
  run(source: string, number: number): Promise<Outcome>;
  /** Raise KeyboardInterrupt in an entry that waits. */
  interrupt(): Promise<void>;
}

// How often an entry that waits looks for a signal.
const POLL_MS = 50;

interface Program {
  banner: () => string;
  is_complete: (source: string) => boolean;
  complete: (source: string) => [string[], number];
  run: (source: string, number: number) => Promise<Outcome>;
  interrupt: () => void;
}

async function importRuntime(indexURL: string): Promise<{ loadPyodide: typeof load }> {
  try {
    return (await import(`${indexURL}pyodide.mjs`)) as { loadPyodide: typeof load };
  } catch (error) {
    // A plain Error: it also comes out of a worker, which keeps no class.
    const what = "see that a distribution is in that folder, which ?build= in the page's address names, if it has one";
    throw new Error(`Cannot load ${indexURL}pyodide.mjs: ${what}.`, { cause: error });
  }
}

/** Load Python from the folder at `indexURL`. */
export async function startSession(
  indexURL: string,
  streams: Streams,
  interrupts: Uint8Array | undefined,
): Promise<Session> {
  const { loadPyodide } = await importRuntime(indexURL);
  const decoder = { out: new TextDecoder(), error: new TextDecoder() };
  const python: Api = await loadPyodide({ indexURL });
  python.setStdout({ isatty: true, write: forward(decoder.out, false) });
  python.setStderr({ isatty: true, write: forward(decoder.error, true) });
  python.setStdin({ stdin: () => streams.readLine() });
  python.setInterruptBuffer(interrupts);
  const namespace = python.runPython("{}") as { get(name: keyof Program): never };
  python.runPython(program, { globals: namespace, filename: "<console page>" });
  const session = (name: keyof Program): never => namespace.get(name);
  const { banner, is_complete, complete, run, interrupt }: Program = {
    banner: session("banner"),
    is_complete: session("is_complete"),
    complete: session("complete"),
    run: session("run"),
    interrupt: session("interrupt"),
  };
  return {
    banner: () => Promise.resolve(banner()),
    isComplete: (source) => Promise.resolve(is_complete(source)),
    complete: (source) => Promise.resolve(complete(source)),
    async run(source, number) {
      const timer = interrupts && setInterval(takeSignal, POLL_MS, interrupts);
      try {
        return await run(source, number);
      } finally {
        clearInterval(timer);
      }
    },
    interrupt: () => Promise.resolve(interrupt()),
  };

  /** Python takes signals itself while it computes, and then this timer does not run. */
  function takeSignal(signals: Uint8Array): void {
    if (Atomics.exchange(signals, 0, 0) !== 0) {
      interrupt();
    }
  }

  function forward(text: TextDecoder, isError: boolean): (bytes: Uint8Array) => number {
    return (bytes) => {
      streams.write(text.decode(bytes, { stream: true }), isError);
      return bytes.length;
    };
  }
}
