/** Downloads in Node: a folder of files by their names. */

import { nodeModule } from "../bootstrap/host/node-module";
import type { Store } from "./store";

export class NodeStore implements Store {
  readonly #folder: string;

  constructor(folder: string) {
    this.#folder = folder.startsWith("file:")
      ? nodeModule<typeof import("node:url")>("url").fileURLToPath(folder)
      : folder;
  }

  async get(fileName: string): Promise<Uint8Array<ArrayBuffer> | undefined> {
    const { promises } = nodeModule<typeof import("node:fs")>("fs");
    try {
      return new Uint8Array(await promises.readFile(this.#path(fileName)));
    } catch {
      return undefined;
    }
  }

  /** Write a file under another name and rename it, so that nobody reads a part of it. */
  async put(fileName: string, _sha256: string, bytes: Uint8Array<ArrayBuffer>): Promise<void> {
    const { promises } = nodeModule<typeof import("node:fs")>("fs");
    const path = this.#path(fileName);
    const temporary = `${path}.${process.pid}-${Math.random().toString(36).slice(2)}.part`;
    try {
      await promises.mkdir(this.#folder, { recursive: true });
      await promises.writeFile(temporary, bytes, { flag: "wx" });
      await promises.rename(temporary, path);
    } catch {
      // no space, or a folder of somebody else's: the next start downloads again
      await promises.rm(temporary, { force: true }).catch(() => undefined);
    }
  }

  #path(fileName: string): string {
    return nodeModule<typeof import("node:path")>("path").join(this.#folder, fileName);
  }
}
