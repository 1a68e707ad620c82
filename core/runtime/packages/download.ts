/** Get the bytes of a package: from the store, else from the first address that has it, checked. */

import { isUrl, resolveAddress } from "../bootstrap/host/address";
import type { Module } from "../emscripten";
import { PackageError } from "./errors";
import { sha256 } from "./integrity";
import { NotFoundError, readAddress } from "./read-address";
import type { PlannedPackage } from "./resolve";
import type { Store } from "./store";

// As many as browsers open to one server by themselves; more would only be held in memory.
const CONNECTIONS = 6;

export interface Sources {
  /** What relative names in the lock file are relative to, the best one first. */
  readonly bases: readonly string[];
  readonly store: Store | undefined;
}

export interface Download {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Where the file came from. */
  readonly address: string;
  /** The hash that nobody has compared yet, because JavaScript cannot compute it here. */
  readonly unchecked: string | undefined;
}

export class Downloader {
  readonly #module: Module;
  readonly #sources: Sources;
  readonly #waiting: (() => void)[] = [];
  /** Downloads that nobody has asked for yet, by the names of packages. */
  readonly #prefetched = new Map<string, Promise<Download>>();
  /** What is being put into the store. */
  readonly #writes = new Set<Promise<unknown>>();
  #free = CONNECTIONS;

  constructor(module: Module, sources: Sources) {
    this.#module = module;
    this.#sources = sources;
  }

  /**
   * Get a package.
   *
   * @param check whether its hash must be the expected one.
   * @throws PackageError if it cannot be had, or is not what it should be.
   */
  get(planned: PlannedPackage, check: boolean): Promise<Download> {
    const prefetched = this.#prefetched.get(planned.name);
    this.#prefetched.delete(planned.name);
    return prefetched ?? this.#getInTurn(planned, check);
  }

  /** Wait until what was downloaded is in the store: a program may end as soon as it has its packages. */
  async allKept(): Promise<void> {
    await Promise.all(this.#writes);
  }

  /** Begin to get a package that will be asked for. */
  prefetch(planned: PlannedPackage): void {
    const download = this.#getInTurn(planned, true);
    download.catch(() => undefined); // whoever asks for it meets the error
    this.#prefetched.set(planned.name, download);
  }

  async #getInTurn(planned: PlannedPackage, check: boolean): Promise<Download> {
    await this.#enter();
    try {
      return await this.#get(planned, check);
    } finally {
      this.#leave();
    }
  }

  async #get(planned: PlannedPackage, check: boolean): Promise<Download> {
    const expected = check ? expectedHash(planned) : undefined;
    const { store } = this.#sources;
    if (expected === undefined || store === undefined) {
      return this.#fetch(planned, expected);
    }
    const kept = await store.get(planned.fileName, expected);
    if (kept !== undefined && (await sha256(kept)) === expected) {
      return { bytes: kept, address: "the store of downloads", unchecked: undefined };
    }
    const fetched = await this.#fetch(planned, expected);
    if (fetched.unchecked === undefined) {
      const write = store.put(planned.fileName, expected, fetched.bytes);
      this.#writes.add(write);
      void write.then(() => this.#writes.delete(write));
    }
    return fetched;
  }

  async #fetch(planned: PlannedPackage, expected: string | undefined): Promise<Download> {
    const addresses = this.#addresses(planned);
    for (const [index, address] of addresses.entries()) {
      let bytes;
      try {
        bytes = await readAddress(this.#module, address);
      } catch (error) {
        if (error instanceof NotFoundError && index < addresses.length - 1) {
          continue;
        }
        throw error;
      }
      if (expected === undefined) {
        return { bytes, address, unchecked: undefined };
      }
      const found = await sha256(bytes);
      if (found !== undefined && found !== expected) {
        throw new PackageError(
          `${address} is not the file that is meant: its SHA-256 is ${found}, expected was ${expected}. ` +
            "It has been changed, or the lock file belongs to another release",
        );
      }
      return { bytes, address, unchecked: found === undefined ? expected : undefined };
    }
    throw new PackageError(`there is no address for ${planned.fileName}`);
  }

  #addresses({ locked, address }: PlannedPackage): string[] {
    if (locked === undefined) {
      return [resolveAddress(address!, "")];
    }
    if (isUrl(locked.file_name)) {
      return [locked.file_name];
    }
    return [...new Set(this.#sources.bases.map((base) => resolveAddress(locked.file_name, base)))];
  }

  async #enter(): Promise<void> {
    if (this.#free > 0) {
      this.#free--;
      return;
    }
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) {
      this.#free++;
    } else {
      next();
    }
  }
}

/** What the lock file says, or the address behind a `#` as in the pages of package indexes (PEP 503). */
function expectedHash({ locked, address }: PlannedPackage): string | undefined {
  if (locked !== undefined) {
    return locked.sha256 === "" ? undefined : locked.sha256.toLowerCase();
  }
  return /#(?:.*&)?sha256=([0-9a-f]{64})\b/i.exec(address!)?.[1]?.toLowerCase();
}
