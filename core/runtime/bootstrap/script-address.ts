/** Where the running script came from: in a worker only a stack trace tells. */

const FRAME = /:\d+:\d+\)?$/;
const ABSOLUTE = /([a-z][\w+.-]*:\/\/.+?):\d+:\d+/i;
// When Firefox starts a service worker again, scripts have the names that importScripts() was called with.
const AS_IMPORTED = /@(.+?):\d+:\d+$/;

/** Give the address of the innermost frame's script, maybe relative; undefined if the engine does not say. */
export function scriptFromStack(stack = ""): string | undefined {
  const innermost = stack.split("\n").find((line) => FRAME.test(line)) ?? "";
  return (ABSOLUTE.exec(innermost) ?? AS_IMPORTED.exec(innermost))?.[1];
}
