/** What is decided before the module starts: all of it by our loader, a part by workerd, which has its own. */

import { completeConfig, type Config } from "./bootstrap/config";
import { consoleStreams } from "./streams/console-streams";
import type { DefaultStreams } from "./streams/set-streams";

export interface ModuleConfig extends Config {
  /** Read a file of the distribution at once; undefined where the environment has no way to. */
  readonly readSync: (name: string) => Uint8Array | undefined;
  /** What is behind Python's standard streams unless the user says otherwise. */
  readonly streams: DefaultStreams;
}

/** Decide what was left open, as loadPyodide does. */
export function completeModuleConfig(given: Partial<ModuleConfig>): ModuleConfig {
  const options = { env: given.env ?? {}, jsglobals: given.jsglobals ?? globalThis };
  const decided = completeConfig(options, given.indexURL ?? "/", (url, base) => base + url);
  return { ...decided, readSync: () => undefined, streams: consoleStreams, ...given };
}
