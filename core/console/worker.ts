/** The worker of an isolated page: Python may block here, and the page stays alive to interrupt it. */

import { expose, proxy, type Remote } from "comlink";

import { startSession, type Session } from "./session";
import { receiveLine, type StdinChannel } from "./stdin-channel";

/** What the page does for the worker. */
export interface PageStreams {
  write(text: string, isError: boolean): void;
  askForLine(): void;
}

export interface ConsoleWorker {
  start(indexURL: string, page: Remote<PageStreams>, interrupts: Uint8Array, stdin: StdinChannel): Promise<Session>;
}

const worker: ConsoleWorker = {
  async start(indexURL, page, interrupts, stdin) {
    const streams = {
      write: (text: string, isError: boolean) => void page.write(text, isError),
      readLine() {
        void page.askForLine();
        return receiveLine(stdin);
      },
    };
    return proxy(await startSession(indexURL, streams, interrupts));
  },
};

expose(worker);
