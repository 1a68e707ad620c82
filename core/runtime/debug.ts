/** The debug mode: error messages that say more and cost more. */

let debug = false;

export function isDebug(): boolean {
  return debug;
}

/** Switch the debug mode; gives what it was. @throws TypeError if `on` is no boolean. */
export function setDebug(on: boolean): boolean {
  if (typeof on !== "boolean") {
    throw new TypeError(`setDebug: expected a boolean, not ${typeof on}`);
  }
  const before = debug;
  debug = on;
  return before;
}
