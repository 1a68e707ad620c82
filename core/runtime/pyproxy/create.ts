/** Make PyProxies: one class per set of capabilities, and a JavaScript Proxy so that attributes are properties. */

import { PyProxyFlag } from "../boundary/flags.gen";
import type { Pointer } from "../boundary/heap";
import { PyProxy } from "./base";
import { attributeHandler } from "./handlers/attribute";
import { awaitableMethods } from "./methods/awaitable";
import { callableMethods } from "./methods/callable";
import { containsMethods, getMethods, lengthMethods, setMethods } from "./methods/item";
import { iterableMethods, iteratorMethods } from "./methods/iteration";
import { promisingMethods } from "./methods/promising";
import { registerProxy, type ProxyState } from "./state";

const MIXINS: readonly (readonly [PyProxyFlag, object])[] = [
  [PyProxyFlag.HAS_LENGTH, lengthMethods],
  [PyProxyFlag.HAS_GET, getMethods],
  [PyProxyFlag.HAS_SET, setMethods],
  [PyProxyFlag.HAS_CONTAINS, containsMethods],
  [PyProxyFlag.ITERABLE, iterableMethods],
  [PyProxyFlag.ITERATOR, iteratorMethods],
  [PyProxyFlag.AWAITABLE, awaitableMethods],
  [PyProxyFlag.CALLABLE, callableMethods],
  [PyProxyFlag.CALLABLE, promisingMethods],
];

const prototypes = new Map<number, object>();

function prototypeFor(flags: number): object {
  let prototype = prototypes.get(flags);
  if (prototype === undefined) {
    prototype = Object.create(PyProxy.prototype) as object;
    for (const [flag, methods] of MIXINS) {
      if (flags & flag) {
        Object.defineProperties(prototype, Object.getOwnPropertyDescriptors(methods));
      }
    }
    prototypes.set(flags, prototype);
  }
  return prototype;
}

/** A new proxy, which takes the reference to the object at `pointer`. */
export function createPyProxy(pointer: Pointer, flags: number): object {
  const prototype = prototypeFor(flags);
  const state: ProxyState = { pointer, flags, destroyedMessage: undefined, roundtrip: false, captureThis: false };
  let target: object;
  if (flags & PyProxyFlag.CALLABLE) {
    // The target must be a function for `typeof proxy` and for calls; it is never called itself.
    target = function pyproxy() {};
    Object.setPrototypeOf(target, prototype);
  } else {
    target = Object.create(prototype) as object;
  }
  const proxy = new Proxy(target, attributeHandler(state));
  registerProxy(proxy, state);
  return proxy;
}
