/** Which environment this is. */

import { createNodeHost } from "./node";
import type { Host } from "./types";
import { webHost } from "./web";

/** True in Node and in what gives itself out as Node; false in Electron's pages. */
export function isNode(): boolean {
  return typeof process === "object" && typeof process.versions?.node === "string" && !("browser" in process);
}

export function detectHost(): Host {
  return isNode() ? createNodeHost() : webHost;
}
