/** Refuse handlers that could not work when Python writes or reads later. */

interface Rules {
  /** Handlers of which at most one may be given. */
  readonly exclusive: readonly string[];
  readonly functions: readonly string[];
  readonly booleans: readonly string[];
}

export const STDIN_RULES: Rules = {
  exclusive: ["stdin", "read", "error"],
  functions: ["stdin", "read", "fsync", "getTerminalSize"],
  booleans: ["error", "isatty", "autoEOF"],
};

export const OUTPUT_RULES: Rules = {
  exclusive: ["batched", "raw", "write"],
  functions: ["batched", "raw", "write", "fsync", "getTerminalSize"],
  booleans: ["isatty"],
};

/** Join names as in a sentence. */
function list(names: readonly string[]): string {
  return names.slice(0, -1).join(", ") + " and " + names.at(-1)!;
}

/**
 * Check the options of one of the setters. Other properties are the user's own: the options may be any object.
 *
 * @throws TypeError if a handler is not a function, or handlers contradict each other.
 */
export function checkHandlers(setter: string, options: unknown, rules: Rules): void {
  if ((typeof options !== "object" && typeof options !== "function") || options === null) {
    throw new TypeError(`${setter}: the options must be an object, not ${options === null ? "null" : typeof options}`);
  }
  const given = options as Record<string, unknown>;
  const check = (names: readonly string[], type: "function" | "boolean"): void => {
    for (const name of names) {
      if (given[name] !== undefined && typeof given[name] !== type) {
        throw new TypeError(`${setter}: ${name} must be a ${type}, not ${typeof given[name]}`);
      }
    }
  };
  check(rules.functions, "function");
  check(rules.booleans, "boolean");
  const chosen = rules.exclusive.filter((name) => given[name] !== undefined && given[name] !== false);
  if (chosen.length > 1) {
    throw new TypeError(`${setter} takes at most one of ${list(rules.exclusive)}, but got ${list(chosen)}`);
  }
  if (chosen[0] === "batched" && given["isatty"] === true) {
    throw new TypeError(`${setter}: isatty cannot be true with a batched handler`);
  }
  if (given["autoEOF"] !== undefined && chosen[0] !== "stdin") {
    throw new TypeError(`${setter}: autoEOF is for the stdin handler only`);
  }
}
