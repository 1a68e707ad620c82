/** What Node's inspector shows of a proxy. It looks at the target, whose keys are not the proxy's. */

import { error_take, py_repr } from "../boundary/exports.gen";
import { stateOf } from "./state";

export const INSPECT: unique symbol = Symbol.for("nodejs.util.inspect.custom") as never;

/** `repr(object)`; never throws. */
export function inspect(this: object): string {
  const { pointer } = stateOf(this);
  if (pointer === 0) {
    return "PyProxy (destroyed)";
  }
  const text = py_repr(pointer);
  if (text === null) {
    error_take();
    return "PyProxy (its repr() raises)";
  }
  return `PyProxy ${text as string}`;
}
