/** Bodies of the imports that call and construct. */

import type { Imports } from "../boundary/imports.gen";

type CallImports = Pick<Imports, "js_call0" | "js_call1" | "js_call" | "js_construct">;

type Callable = (...args: unknown[]) => unknown;
type Constructor = new (...args: unknown[]) => unknown;

const { apply, construct } = Reflect;

// null is a value here: C asks whether an exception is set before it takes null for a throw.
export const callImports: CallImports = {
  js_call0: (fn, receiver) => apply(fn as Callable, receiver, []),
  js_call1: (fn, receiver, a) => apply(fn as Callable, receiver, [a]),
  js_call: (fn, receiver, args) => apply(fn as Callable, receiver, args as unknown[]),
  js_construct: (fn, args) => construct(fn as Constructor, args as unknown[]) as unknown,
};
