/** What stands between the bodies of imports and C: a throw becomes the current Python exception. */

import { error_set_from_js } from "./exports.gen";
import { SENTINELS, type Imports } from "./imports.gen";

type AnyFunction = (...args: never[]) => unknown;

// One wrapper per number of parameters: rest parameters would allocate on every call.
const WRAPPERS: ((body: AnyFunction, sentinel: unknown) => AnyFunction)[] = [
  (body, sentinel) => () => {
    try {
      return (body as () => unknown)();
    } catch (thrown) {
      error_set_from_js(thrown);
      return sentinel;
    }
  },
  (body, sentinel) => (a: never) => {
    try {
      return body(a);
    } catch (thrown) {
      error_set_from_js(thrown);
      return sentinel;
    }
  },
  (body, sentinel) => (a: never, b: never) => {
    try {
      return body(a, b);
    } catch (thrown) {
      error_set_from_js(thrown);
      return sentinel;
    }
  },
  (body, sentinel) => (a: never, b: never, c: never) => {
    try {
      return body(a, b, c);
    } catch (thrown) {
      error_set_from_js(thrown);
      return sentinel;
    }
  },
  (body, sentinel) => (a: never, b: never, c: never, d: never) => {
    try {
      return body(a, b, c, d);
    } catch (thrown) {
      error_set_from_js(thrown);
      return sentinel;
    }
  },
  (body, sentinel) => (a: never, b: never, c: never, d: never, e: never) => {
    try {
      return body(a, b, c, d, e);
    } catch (thrown) {
      error_set_from_js(thrown);
      return sentinel;
    }
  },
  (body, sentinel) => (a: never, b: never, c: never, d: never, e: never, f: never) => {
    try {
      return body(a, b, c, d, e, f);
    } catch (thrown) {
      error_set_from_js(thrown);
      return sentinel;
    }
  },
];

/** Wrap the bodies that may throw, as imports.def says, in place. */
export function guardImports(bodies: Imports): Imports {
  const guarded: Record<string, AnyFunction> = { ...bodies };
  for (const [name, sentinel] of Object.entries(SENTINELS)) {
    const body = guarded[name]!;
    guarded[name] = WRAPPERS[body.length]!(body, sentinel);
  }
  return guarded as unknown as Imports;
}
