/** What loadPackage tells while it works. */

import type { Streams } from "../streams/devices";

export interface LoadPackageOptions {
  /** Called with each message on what is done. Default: Python's standard output. */
  messageCallback?: (message: string) => void;
  /** Called with each warning and failure. Default: Python's standard error. */
  errorCallback?: (message: string) => void;
  /** Compare the files with the hashes in the lock file. Default: true. */
  checkIntegrity?: boolean;
}

/**
 * Check the options.
 *
 * @throws TypeError if one is of the wrong type.
 */
export function readOptions(options: unknown = {}): LoadPackageOptions {
  if (typeof options !== "object" || options === null) {
    throw new TypeError(
      `loadPackage: the options must be an object, such as { messageCallback }, not ${options === null ? "null" : typeof options}`,
    );
  }
  const given = options as Record<string, unknown>;
  for (const name of ["messageCallback", "errorCallback"]) {
    if (given[name] !== undefined && given[name] !== null && typeof given[name] !== "function") {
      throw new TypeError(`loadPackage: ${name} must be a function, not ${typeof given[name]}`);
    }
  }
  return options;
}

/** Where messages go. */
export class Progress {
  readonly message: (text: string) => void;
  readonly error: (text: string) => void;

  constructor({ messageCallback, errorCallback }: LoadPackageOptions, streams: Streams) {
    this.message = messageCallback ?? ((text) => streams.stdout.write(new TextEncoder().encode(`${text}\n`)));
    this.error = errorCallback ?? ((text) => streams.stderr.write(new TextEncoder().encode(`${text}\n`)));
  }
}
