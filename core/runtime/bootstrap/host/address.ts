/** Addresses: URLs everywhere, and paths of the host's files in Node. */

import { isNode, nodeModule } from "./node-module";

/** Whether this is a URL; a letter and a colon are a drive of Windows. */
export function isUrl(address: string): boolean {
  return /^[a-z][a-z0-9+.-]+:/i.test(address);
}

/** Join a base and an address that may be relative to it; an empty base is the place of the running program. */
export function resolveAddress(address: string, base: string): string {
  if (isUrl(address)) {
    return address;
  }
  if (!isNode()) {
    return new URL(address, base || globalThis.location.href).href;
  }
  if (isUrl(base)) {
    return new URL(address, base).href;
  }
  const slash = address.endsWith("/") ? "/" : "";
  return nodeModule<typeof import("node:path")>("path").resolve(base, address) + slash;
}

/** The URL of an address, which may be a path of the host's. */
export function toUrl(address: string): string {
  const url = resolveAddress(address, "");
  return isUrl(url) ? url : nodeModule<typeof import("node:url")>("url").pathToFileURL(url).href;
}

/** The folder that a file is in, with a slash at its end. */
export function folderOf(address: string): string {
  const path = address.replace(/[?#].*$/s, "");
  return path.slice(0, Math.max(path.lastIndexOf("/"), path.lastIndexOf("\\")) + 1);
}
