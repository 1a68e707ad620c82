/** Refuse options of loadPyodide that cannot be meant, and say which one was. */

import { closestName } from "./closest-name";
import type { LoadOptions } from "./options";

interface Kind {
  readonly description: string;
  accepts(value: unknown): boolean;
}

const isObject = (value: unknown): value is object =>
  (typeof value === "object" && value !== null) || typeof value === "function";

const TEXT: Kind = { description: "a string", accepts: (value) => typeof value === "string" };
const ADDRESS: Kind = {
  description: "a non-empty string",
  accepts: (value) => typeof value === "string" && value !== "",
};
const BOOLEAN: Kind = { description: "a boolean", accepts: (value) => typeof value === "boolean" };
const FUNCTION: Kind = { description: "a function", accepts: (value) => typeof value === "function" };
const OBJECT: Kind = { description: "an object", accepts: isObject };
const TEXTS: Kind = {
  description: "an array of strings",
  accepts: (value) => Array.isArray(value) && value.every((item) => typeof item === "string"),
};
const LOCK_FILE: Kind = {
  description: "a lock file's text, its contents, or a promise of either",
  accepts: (value) => typeof value === "string" || isObject(value),
};
const ENVIRONMENT: Kind = {
  description: "an object with strings as values, names without '=', and no NUL in either",
  accepts: (value) =>
    isObject(value) &&
    Object.entries(value).every(
      ([name, text]: [string, unknown]) =>
        /^[^=\0]+$/.test(name) && (text === undefined || (typeof text === "string" && !text.includes("\0"))),
    ),
};

const KINDS: Record<keyof LoadOptions, Kind> = {
  indexURL: ADDRESS,
  stdLibURL: ADDRESS,
  fullStdLib: BOOLEAN,
  lockFileURL: ADDRESS,
  lockFileContents: LOCK_FILE,
  packageBaseUrl: ADDRESS,
  packageCacheDir: ADDRESS,
  cachePackages: BOOLEAN,
  cdnUrl: ADDRESS,
  packages: TEXTS,
  stdin: FUNCTION,
  stdout: FUNCTION,
  stderr: FUNCTION,
  jsglobals: OBJECT,
  args: TEXTS,
  env: ENVIRONMENT,
  fsInit: FUNCTION,
  pyproxyToStringRepr: BOOLEAN,
  toJsLiteralMap: BOOLEAN,
  convertNullToNone: BOOLEAN,
  enableRunUntilComplete: BOOLEAN,
  checkAPIVersion: TEXT,
  createPyodideModule: FUNCTION,
  _executable: TEXT,
};

/** Options of earlier releases, and what to use. */
const REMOVED: Record<string, string> = { homedir: "env: { HOME: ... }" };

function typeName(value: unknown): string {
  return value === null ? "null" : Array.isArray(value) ? "an array" : typeof value;
}

/**
 * Check names and types. An unknown name is a warning, since programs pass on what other releases know.
 *
 * @param warn told about each name that is not known.
 * @throws TypeError if a value is of the wrong type.
 */
export function checkOptions(options: unknown, warn: (message: string) => void): void {
  if (!isObject(options)) {
    throw new TypeError(`loadPyodide: the options must be an object, not ${typeName(options)}`);
  }
  for (const [name, value] of Object.entries(options) as [string, unknown][]) {
    if (value === undefined) {
      continue;
    }
    if (Object.hasOwn(REMOVED, name)) {
      throw new TypeError(`loadPyodide: the option '${name}' is no more, use ${REMOVED[name]} instead`);
    }
    if (!Object.hasOwn(KINDS, name)) {
      const closest = closestName(name, Object.keys(KINDS));
      const advice = closest === undefined ? "" : `; did you mean '${closest}'?`;
      warn(`loadPyodide: there is no option '${name}', it is ignored${advice}`);
      continue;
    }
    const kind = KINDS[name as keyof LoadOptions];
    if (!kind.accepts(value)) {
      throw new TypeError(`loadPyodide: the option '${name}' must be ${kind.description}, not ${typeName(value)}`);
    }
  }
}
