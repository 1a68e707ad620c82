/** Which environment this is. */

import { createNodeHost } from "./node";
import { isNode } from "./node-module";
import type { Host } from "./types";
import { webHost } from "./web";

export function detectHost(): Host {
  return isNode() ? createNodeHost() : webHost;
}
