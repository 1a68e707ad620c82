/** Proxy traps: what the class of the proxy defines comes first, everything else is an attribute of the object. */

import {
  pyproxy_delete_attr,
  pyproxy_dir,
  pyproxy_get_attr,
  pyproxy_get_own_attr,
  pyproxy_has_attr,
  pyproxy_set_attr,
} from "../../boundary/exports.gen";
import { PyProxyFlag } from "../../boundary/flags.gen";
import { pyKey } from "../../convert/string-to-py";
import { toPy } from "../../convert/to-py";
import { throwIfPythonError, throwPythonError } from "../../error/python-error";
import { INSPECT } from "../inspect";
import { ATTRS } from "../lending";
import { PARTS, partsOf, pointerOf, type Parts, type Target } from "../state";

const DOLLAR = 36;
const { defineProperty, getOwnPropertyDescriptor, ownKeys } = Reflect;

/** A leading $ stands for the attribute that the class hides: proxy.$toString is object.toString. */
function attributeName(key: string): string {
  return key.charCodeAt(0) === DOLLAR && key.length > 1 ? key.slice(1) : key;
}

/** Symbols by which the runtime finds its way, not anybody's markers. */
function isInternal(key: string | symbol): boolean {
  return key === PARTS || key === INSPECT;
}

/** Whether someone has defined this property on the proxy. */
function isDefined(target: Target, key: string | symbol): boolean {
  return (typeof key === "symbol" ? !isInternal(key) : target[PARTS].customized) && Object.hasOwn(target, key);
}

/** Whether the value of a property is up to JavaScript: to a definition on the proxy, or to its class. */
export function isJsProperty(target: Target, key: string | symbol): boolean {
  return typeof key === "symbol" || target[PARTS].shape.members.has(key) || isDefined(target, key);
}

export function getJsProperty(target: Target, key: string | symbol, receiver: unknown): unknown {
  const parts = target[PARTS];
  if (key === PARTS) {
    return parts;
  }
  return Reflect.get(isDefined(target, key) ? target : parts.shape.prototype, key, receiver);
}

export function hasAttribute({ state }: Parts, key: string): boolean {
  const found = pyproxy_has_attr(pointerOf(state), pyKey(attributeName(key)));
  return found < 0 ? throwPythonError() : found === 1;
}

export function getAttribute(parts: Parts, key: string): unknown {
  const pointer = pointerOf(parts.state);
  // Every `await` and every resolved promise asks for `then`: an object that makes attributes up must not answer.
  const value =
    key === "then"
      ? pyproxy_get_own_attr(pointer, pyKey(key), parts)
      : pyproxy_get_attr(pointer, pyKey(attributeName(key)), parts);
  if (value === null) {
    throwIfPythonError();
    return undefined;
  }
  return value;
}

/** Assign as JavaScript does where a property is JavaScript's: it may end as a definition on the receiver. */
export function setJsProperty(target: Target, key: string | symbol, value: unknown, receiver: unknown): boolean {
  return Reflect.set(isDefined(target, key) ? target : target[PARTS].shape.prototype, key, value, receiver);
}

/** Whether an assignment is to an object that merely inherits from the proxy. */
export function isInheritor(target: Target, receiver: object): boolean {
  return receiver !== target[PARTS].proxy && partsOf(receiver) === undefined;
}

export const attributeHandler: Required<Omit<ProxyHandler<Target>, "apply" | "construct" | "isExtensible">> = {
  has(target, key) {
    if (isJsProperty(target, key)) {
      return !isInternal(key) && (isDefined(target, key) || Reflect.has(target[PARTS].shape.prototype, key));
    }
    return hasAttribute(target[PARTS], key as string);
  },
  get(target, key, receiver) {
    const parts = target[PARTS];
    if (key === PARTS) {
      return parts;
    }
    if (typeof key === "symbol" || parts.customized) {
      return isJsProperty(target, key) ? getJsProperty(target, key, receiver) : getAttribute(parts, key as string);
    }
    const member = parts.shape.members.get(key);
    if (member === undefined) {
      return getAttribute(parts, key);
    }
    return member.get === undefined ? (member.value as unknown) : (member.get.call(receiver) as unknown);
  },
  set(target, key, value, receiver: object) {
    if (isJsProperty(target, key)) {
      return setJsProperty(target, key, value, receiver);
    }
    if (isInheritor(target, receiver)) {
      return Reflect.set({}, key, value, receiver);
    }
    if (pyproxy_set_attr(pointerOf(target[PARTS].state), pyKey(attributeName(key as string)), toPy(value)) < 0) {
      throwPythonError();
    }
    return true;
  },
  deleteProperty(target, key) {
    if (isJsProperty(target, key)) {
      return !isDefined(target, key) || Reflect.deleteProperty(target, key);
    }
    if (pyproxy_delete_attr(pointerOf(target[PARTS].state), pyKey(attributeName(key as string))) < 0) {
      throwPythonError();
    }
    return true;
  },
  defineProperty(target, key, descriptor) {
    const parts = target[PARTS];
    if (isInternal(key)) {
      return false;
    }
    if (typeof key === "string" && !parts.customized) {
      // A function's own, which are not the proxy's.
      delete (target as { name?: string }).name;
      delete (target as { length?: number }).length;
      parts.customized = true;
    }
    return defineProperty(target, key, descriptor);
  },
  getOwnPropertyDescriptor(target, key) {
    return isDefined(target, key) ? getOwnPropertyDescriptor(target, key) : undefined;
  },
  ownKeys(target) {
    const parts = target[PARTS];
    const names = (pyproxy_dir(pointerOf(parts.state)) ?? throwPythonError()) as string[];
    const marks = parts.shape.flags & PyProxyFlag.CALLABLE ? [ATTRS] : [];
    return [...new Set([...names, ...marks, ...definedKeys(target)])];
  },
  getPrototypeOf(target) {
    return target[PARTS].shape.prototype;
  },
  setPrototypeOf(target, prototype) {
    return prototype === target[PARTS].shape.prototype;
  },
  // The keys of the target are not the proxy's, which an object that cannot be extended must have.
  preventExtensions() {
    return false;
  },
};

/** Properties that were defined on the proxy. */
export function definedKeys(target: Target): (string | symbol)[] {
  return ownKeys(target).filter((key) => isDefined(target, key));
}
