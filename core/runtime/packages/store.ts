/** Where downloads are kept from one start to the next. A store that fails is as good as an empty one. */

import { isUrl } from "../bootstrap/host/address";
import { isNode } from "../bootstrap/host/node-module";
import { BrowserStore } from "./browser-store";
import { NodeStore } from "./node-store";

export interface Store {
  /** What was kept for a file, or undefined; whether it is the right one is for the caller to check. */
  get(fileName: string, sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined>;
  /** Keep a file. */
  put(fileName: string, sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void>;
}

/** The store of this environment; undefined if it has none. */
export function openStore(options: { packageCacheDir: string; cachePackages: boolean }): Store | undefined {
  if (!options.cachePackages) {
    return undefined;
  }
  if (isNode()) {
    const { packageCacheDir } = options;
    return isUrl(packageCacheDir) && !packageCacheDir.startsWith("file:") ? undefined : new NodeStore(packageCacheDir);
  }
  return "caches" in globalThis ? new BrowserStore() : undefined;
}
