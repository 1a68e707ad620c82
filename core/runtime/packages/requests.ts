/** What loadPackage is asked for. */

import { isPyProxy } from "../pyproxy/state";
import { isPackageName, normalizeName, wheelName } from "./package-name";

/** A package by its name, or a wheel at an address. */
export type Request =
  | { readonly kind: "name"; readonly name: string }
  | {
      readonly kind: "wheel";
      readonly name: string;
      readonly version: string;
      readonly fileName: string;
      readonly address: string;
    };

interface ListProxy {
  toJs(): unknown;
  destroy(): void;
}

/**
 * Read the first argument of loadPackage: a name, an address, or several in an array, another iterable or a PyProxy,
 * which is destroyed.
 *
 * @throws TypeError if it is something else, Error if one of the strings is neither a name nor a wheel's address.
 */
export function readRequests(names: unknown): Request[] {
  const value = takeProxy(names);
  return (typeof value === "string" ? [value] : iterate(value)).map(readRequest);
}

/** Copy strings out of an array, another iterable or a PyProxy, which is destroyed. */
export function readStrings(list: unknown): string[] {
  return [...(takeProxy(list) as Iterable<string>)];
}

function takeProxy(value: unknown): unknown {
  if (!isPyProxy(value)) {
    return value;
  }
  const proxy = value as unknown as ListProxy;
  try {
    return proxy.toJs();
  } finally {
    proxy.destroy();
  }
}

function iterate(value: unknown): unknown[] {
  if (typeof value !== "object" || value === null || !(Symbol.iterator in value)) {
    throw new TypeError(
      `loadPackage: expected the name of a package, the address of a wheel, or a list of them, not ${describe(value)}`,
    );
  }
  return [...(value as Iterable<unknown>)];
}

function describe(value: unknown): string {
  return value === null ? "null" : typeof value;
}

function readRequest(item: unknown): Request {
  if (typeof item !== "string") {
    throw new TypeError(`loadPackage: names and addresses must be strings, not ${describe(item)}`);
  }
  const wheel = wheelName(item);
  if (wheel !== undefined) {
    return { kind: "wheel", address: item, ...wheel };
  }
  if (isPackageName(item)) {
    return { kind: "name", name: normalizeName(item) };
  }
  throw new Error(
    `'${item}' is neither the name of a package nor the address of a wheel (.../NAME-VERSION-PYTHON-ABI-PLATFORM.whl). ` +
      "Requirements with versions, extras or markers are for micropip.install()",
  );
}
