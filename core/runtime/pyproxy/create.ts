/** Make PyProxies: a JavaScript Proxy, so that attributes are properties. */

import { PyProxyFlag } from "../boundary/flags.gen";
import type { Pointer } from "../boundary/heap";
import { inspect, INSPECT } from "./inspect";
import { shapeOf, type Shape } from "./shape";
import { PARTS, ProxyState, type Binding, type Parts, type Target } from "./state";

class ObjectTarget implements Target {
  [PARTS]: Parts;

  constructor(parts: Parts) {
    this[PARTS] = parts;
  }
}

Object.defineProperty(ObjectTarget.prototype, INSPECT, { value: inspect });

/** For `typeof proxy` and for calls; never called itself. An arrow function, because `new` makes no sense. */
function functionTarget(parts: Parts): Target {
  const target = (() => undefined) as unknown as Target & { [INSPECT]: typeof inspect };
  target[PARTS] = parts;
  target[INSPECT] = inspect;
  return target;
}

/** A proxy for one way to use the object of `state`. */
export function createView(state: ProxyState, shape: Shape, binding: Binding | undefined): object {
  const parts: Parts = { proxy: undefined, state, shape, binding, customized: false };
  const target = shape.flags & PyProxyFlag.CALLABLE ? functionTarget(parts) : new ObjectTarget(parts);
  const proxy = new Proxy(target, shape.handler);
  parts.proxy = proxy;
  return proxy;
}

/** A new proxy, which takes the reference to the object at `pointer`. */
export function createPyProxy(pointer: Pointer, flags: number): object {
  return createView(new ProxyState(pointer, flags), shapeOf(flags), undefined);
}

/** A proxy of the same reference that passes JavaScript's `this` as the first argument of calls. */
export function captureThis({ state, shape, binding }: Parts): object {
  return createView(state, shape, { isBound: false, receiver: undefined, args: [], ...binding, captureThis: true });
}
