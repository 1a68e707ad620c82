/** Where examples run: in the worker that all of them share, or in the page. */

import { runExample } from "./interpreter";
import type { Reply, Request, Say } from "./messages";

const indexURL = new URL(document.querySelector<HTMLMetaElement>('meta[name="runtime"]')!.content, location.href).href;

let worker: Worker | undefined;
let stopRun: (() => void) | undefined;

/** Run code in the worker; resolves when it is over or was stopped. */
export async function runInWorker(code: string, say: Say): Promise<void> {
  worker ??= new Worker(new URL("./live_worker.mjs", import.meta.url), { type: "module" });
  const running = worker;
  await new Promise<void>((resolve) => {
    stopRun = resolve;
    running.onmessage = ({ data }: MessageEvent<Reply>) => {
      if (data.kind === "end") {
        resolve();
      } else {
        say(data.kind, data.text);
      }
    };
    running.onerror = (event) => {
      say("error", event.message || "The worker could not be started.");
      stop();
    };
    running.postMessage({ code, indexURL } satisfies Request);
  });
  stopRun = undefined;
}

/** End what runs in the worker; the next example starts Python anew. */
export function stop(): void {
  worker?.terminate();
  worker = undefined;
  stopRun?.();
}

/** Run code in the page; `output` is the element beneath the example. */
export async function runInPage(code: string, say: Say, output: HTMLElement): Promise<void> {
  await runExample(code, indexURL, say, { output });
}
