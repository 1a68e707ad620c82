/** The debug mode: error messages that say more and cost more. */

let debug = false;

export function isDebug(): boolean {
  return debug;
}

/** Switch the debug mode; gives what it was. */
export function setDebug(on: boolean): boolean {
  const before = debug;
  debug = on;
  return before;
}
