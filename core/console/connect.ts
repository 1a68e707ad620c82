/** Decide where Python runs: in a worker where the page is isolated, so that Ctrl-C and input() work, else in the page. */

import { proxy, wrap } from "comlink";

import { startSession, type Session } from "./session";
import { createStdinChannel, sendLine } from "./stdin-channel";
import type { ConsoleWorker, PageStreams } from "./worker";

const SIGINT = 2;

export interface Connection {
  readonly session: Session;
  /** Raise KeyboardInterrupt in what runs. */
  interrupt(): void;
}

/** What the page shows and asks for. */
export interface Page {
  write(text: string, isError: boolean): void;
  askForLine(): Promise<string | undefined>;
}

export async function connect(indexURL: string, page: Page): Promise<Connection> {
  return globalThis.crossOriginIsolated ? connectToWorker(indexURL, page) : connectToPage(indexURL, page);
}

async function connectToWorker(indexURL: string, page: Page): Promise<Connection> {
  const interrupts = new Uint8Array(new SharedArrayBuffer(1));
  const stdin = createStdinChannel();
  const streams: PageStreams = {
    write: (text, isError) => {
      page.write(text, isError);
    },
    askForLine: () => {
      void page.askForLine().then((line) => {
        sendLine(stdin, line);
      });
    },
  };
  const worker = new Worker(new URL("./console_worker.mjs", import.meta.url), { type: "module" });
  const remote = wrap<ConsoleWorker>(worker);
  const session = (await remote.start(indexURL, proxy(streams) as never, interrupts, stdin)) as unknown as Session;
  return {
    session,
    interrupt() {
      interrupts[0] = SIGINT;
    },
  };
}

async function connectToPage(indexURL: string, page: Page): Promise<Connection> {
  const streams = {
    write: (text: string, isError: boolean) => {
      page.write(text, isError);
    },
    readLine() {
      const line = globalThis.prompt("Input for Python");
      return line === null ? undefined : `${line}\n`;
    },
  };
  const session = await startSession(indexURL, streams, undefined);
  // While Python computes, the page takes no keys: who presses one interrupts an entry that waits.
  return { session, interrupt: () => void session.interrupt() };
}
