/** Downloads in browsers: the Cache API, by hash, so that it does not matter where a file came from. */

import type { Store } from "./store";

const CACHE = "pyodide-packages";

/** The Cache API wants addresses; nothing is ever requested from this one (RFC 2606). */
function keyOf(sha256: string): string {
  return `https://packages.invalid/sha256/${sha256}`;
}

export class BrowserStore implements Store {
  async get(_fileName: string, sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const cache = await caches.open(CACHE);
      const response = await cache.match(keyOf(sha256));
      return response && new Uint8Array(await response.arrayBuffer());
    } catch {
      return undefined; // private windows, sandboxed frames
    }
  }

  /** Keep a file while the page goes on: it stays open longer than a program of Node's may run. */
  put(fileName: string, sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    void this.#write(fileName, sha256, bytes);
    return Promise.resolve();
  }

  async #write(fileName: string, sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    try {
      const cache = await caches.open(CACHE);
      const headers = { "Content-Type": "application/octet-stream", "X-File-Name": encodeURIComponent(fileName) };
      await cache.put(keyOf(sha256), new Response(bytes, { headers }));
    } catch {
      // no space, or no storage allowed: the next start downloads again
    }
  }
}
