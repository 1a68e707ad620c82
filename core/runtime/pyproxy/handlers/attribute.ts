/** Proxy traps: what the class of the proxy defines comes first, everything else is an attribute of the object. */

import {
  pyproxy_delete_attr,
  pyproxy_dir,
  pyproxy_get_attr,
  pyproxy_has_attr,
  pyproxy_set_attr,
} from "../../boundary/exports.gen";
import { pyKey } from "../../convert/string-to-py";
import { toPy } from "../../convert/to-py";
import { throwIfPythonError, throwPythonError } from "../../error/python-error";
import { callPyObject } from "../methods/callable";
import { pointerOf, type ProxyState } from "../state";

// A trailing $ stands for the attribute that the class hides: proxy.toString$ is object.toString.
function attributeName(key: string): string {
  return key.endsWith("$") ? key.slice(0, -1) : key;
}

function hasAttribute(state: ProxyState, key: string): boolean {
  const found = pyproxy_has_attr(pointerOf(state), pyKey(attributeName(key)));
  return found < 0 ? throwPythonError() : found === 1;
}

/** The traps of one proxy. Keys of the target itself (a function's) are ordinary properties. */
export function attributeHandler(state: ProxyState): ProxyHandler<object> {
  return {
    has(target, key) {
      return Reflect.has(target, key) || (typeof key === "string" && hasAttribute(state, key));
    },
    get(target, key, receiver) {
      if (typeof key === "symbol" || isOwnKey(target, key)) {
        return Reflect.get(target, key, receiver);
      }
      const value = pyproxy_get_attr(pointerOf(state), pyKey(attributeName(key)));
      if (value === null) {
        throwIfPythonError();
        return undefined;
      }
      return value;
    },
    set(target, key, value, receiver) {
      if (typeof key === "symbol") {
        return Reflect.set(target, key, value, receiver);
      }
      if (isOwnKey(target, key)) {
        throw new TypeError(`Cannot set the read-only field '${key}' of a PyProxy`);
      }
      if (pyproxy_set_attr(pointerOf(state), pyKey(attributeName(key)), toPy(value)) < 0) {
        throwPythonError();
      }
      return true;
    },
    deleteProperty(target, key) {
      if (typeof key === "symbol") {
        return Reflect.deleteProperty(target, key);
      }
      if (isOwnKey(target, key)) {
        throw new TypeError(`Cannot delete the read-only field '${key}' of a PyProxy`);
      }
      if (pyproxy_delete_attr(pointerOf(state), pyKey(attributeName(key))) < 0) {
        throwPythonError();
      }
      return true;
    },
    ownKeys(target) {
      const names = (pyproxy_dir(pointerOf(state)) ?? throwPythonError()) as string[];
      return [...new Set([...names, ...Reflect.ownKeys(target)])];
    },
    apply(_target, receiver, args: unknown[]) {
      return callPyObject(pointerOf(state), state.captureThis ? [receiver, ...args] : args);
    },
  };
}

function isOwnKey(target: object, key: string): boolean {
  // Function.prototype's own names (bind, name ...) are not inherited: the prototype chain of a target is ours.
  return key in target;
}
