/** The worker of the examples: an example that never ends is stopped with it. */

import { runExample } from "./interpreter";
import type { Reply, Request } from "./messages";

const reply = (message: Reply): void => postMessage(message);

addEventListener("message", async ({ data }: MessageEvent<Request>) => {
  await runExample(data.code, data.indexURL, (kind, text) => reply({ kind, text }));
  reply({ kind: "end" });
});
