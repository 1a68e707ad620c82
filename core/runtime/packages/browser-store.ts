/** Downloads in browsers: the Cache API, by hash, so that it does not matter where a file came from. */

import { forgetOldest, LAST_USE, mostBytes } from "./browser-store-size";
import type { Store } from "./store";

const CACHE = "pyodide-packages";
/** How exactly the store knows when a file was used, in milliseconds: to note it, the file is written again. */
const DAY = 86_400_000;

/** The Cache API wants addresses; nothing is ever requested from this one (RFC 2606). */
function keyOf(sha256: string): string {
  return `https://packages.invalid/sha256/${sha256}`;
}

export class BrowserStore implements Store {
  #writing: Promise<void> = Promise.resolve();
  #toWrite = 0;

  async get(fileName: string, sha256: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    try {
      const cache = await caches.open(CACHE);
      const response = await cache.match(keyOf(sha256));
      if (response === undefined) {
        return undefined;
      }
      const bytes = new Uint8Array(await response.arrayBuffer());
      if (Date.now() - Number(response.headers.get(LAST_USE)) > DAY) {
        void this.put(fileName, sha256, bytes);
      }
      return bytes;
    } catch {
      return undefined; // private windows, sandboxed frames
    }
  }

  /** Keep a file while the page goes on: it stays open longer than a program of Node's may run. */
  put(fileName: string, sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#toWrite++;
    // No space, or no storage allowed: the next start downloads again.
    this.#writing = this.#writing.then(() => this.#write(fileName, sha256, bytes)).catch(() => undefined);
    return Promise.resolve();
  }

  async #write(fileName: string, sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    this.#toWrite--;
    const cache = await caches.open(CACHE);
    const headers = {
      "Content-Type": "application/octet-stream",
      "Content-Length": String(bytes.byteLength),
      "X-File-Name": encodeURIComponent(fileName),
      [LAST_USE]: String(Date.now()),
    };
    const write = (): Promise<void> => cache.put(keyOf(sha256), new Response(bytes, { headers }));
    try {
      await write();
    } catch (error) {
      if ((error as Error).name !== "QuotaExceededError") {
        throw error;
      }
      await forgetOldest(cache, (total) => Math.min(total / 2, total - bytes.byteLength));
      await write();
    }
    if (this.#toWrite === 0) {
      const most = await mostBytes();
      await forgetOldest(cache, () => most);
    }
  }
}
