/** Read a file whole, wherever it is. */

import { isUrl } from "../bootstrap/host/address";
import { isNode, nodeModule } from "../bootstrap/host/node-module";
import type { Module } from "../emscripten";
import { PackageError } from "./errors";

/** Nothing is at an address, which is no failure where there is another to try. */
export class NotFoundError extends PackageError {}

/** Files of the runtime's own file system. */
const EMSCRIPTEN_FILES = "emfs:";

/**
 * Read the file at an address.
 *
 * @throws NotFoundError if there is none, PackageError if it cannot be had whole.
 */
export async function readAddress(module: Module, address: string): Promise<Uint8Array<ArrayBuffer>> {
  if (address.startsWith(EMSCRIPTEN_FILES)) {
    return readEmscriptenFile(module, address);
  }
  if (isNode() && (!isUrl(address) || address.startsWith("file:"))) {
    return readNodeFile(address);
  }
  return request(address);
}

function readEmscriptenFile({ FS }: Module, address: string): Uint8Array<ArrayBuffer> {
  const path = address.slice(EMSCRIPTEN_FILES.length).replace(/^\/\/(?=\/)/, "");
  try {
    return FS.readFile(path) as Uint8Array<ArrayBuffer>;
  } catch (error) {
    throw new NotFoundError(`there is no file ${path} in the file system of Python (${String(error)})`, {
      cause: error,
    });
  }
}

async function readNodeFile(address: string): Promise<Uint8Array<ArrayBuffer>> {
  const { promises } = nodeModule<typeof import("node:fs")>("fs");
  try {
    const path = address.startsWith("file:")
      ? nodeModule<typeof import("node:url")>("url").fileURLToPath(address.replace(/[?#].*$/s, ""))
      : address;
    return new Uint8Array(await promises.readFile(path));
  } catch (error) {
    if ((error as { code?: string }).code === "ENOENT") {
      throw new NotFoundError(`there is no file ${address}`, { cause: error });
    }
    throw new PackageError(`${address} cannot be read: ${String(error)}`, { cause: error });
  }
}

async function request(url: string): Promise<Uint8Array<ArrayBuffer>> {
  let response: Response;
  try {
    response = await fetch(url, { credentials: "same-origin" });
  } catch (error) {
    const why = isNode() ? "nobody answers there" : "there is no connection, or CORS does not allow it";
    throw new PackageError(`the request for ${url} failed: ${why}`, { cause: error });
  }
  if (!response.ok) {
    const message = `the server answered ${response.status} ${response.statusText}`.trimEnd() + ` for ${url}`;
    throw response.status === 404 || response.status === 410 ? new NotFoundError(message) : new PackageError(message);
  }
  try {
    return new Uint8Array(await response.arrayBuffer());
  } catch (error) {
    throw new PackageError(`the connection broke while ${url} was transferred`, { cause: error });
  }
}
