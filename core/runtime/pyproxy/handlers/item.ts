/** Traps of proxies whose items are properties, too: sequences by index, dicts by key, adaptors for JSON by either. */

import {
  pyproxy_contains,
  pyproxy_delete_item,
  pyproxy_get_index,
  pyproxy_get_lent_item,
  pyproxy_keys,
  pyproxy_length,
  pyproxy_set_item,
} from "../../boundary/exports.gen";
import { PyProxyFlag } from "../../boundary/flags.gen";
import { toPy } from "../../convert/to-py";
import { throwIfPythonError, throwPythonError } from "../../error/python-error";
import { splice } from "../splice";
import { PARTS, pointerOf, type Parts } from "../state";
import { attributeHandler, definedKeys, getJsProperty, hasAttribute, isInheritor, isJsProperty } from "./attribute";

const ZERO = 48;
const LARGEST_INDEX = 2 ** 31 - 2;

/** The index that a property key spells, -1 if it spells none. */
function indexOf(key: string | symbol): number {
  if (typeof key === "symbol") {
    return -1;
  }
  let index = key.charCodeAt(0) - ZERO;
  if (!(index >= 0 && index <= 9) || (index === 0 && key.length > 1)) {
    return -1;
  }
  for (let i = 1; i < key.length; i++) {
    const digit = key.charCodeAt(i) - ZERO;
    if (!(digit >= 0 && digit <= 9)) {
      return -1;
    }
    index = index * 10 + digit;
  }
  return index <= LARGEST_INDEX ? index : -1;
}

function valueOrThrow(value: unknown): unknown {
  if (value === null) {
    throwIfPythonError();
    return undefined;
  }
  return value;
}

function lengthOf({ state }: Parts): number {
  const length = pyproxy_length(pointerOf(state));
  return length < 0 ? throwPythonError() : length;
}

function setItem({ state }: Parts, key: unknown, value: unknown): true {
  const pointer = pointerOf(state);
  return pyproxy_set_item(pointer, toPy(key), toPy(value)) < 0 ? throwPythonError() : true;
}

function deleteItem({ state }: Parts, key: unknown): true {
  return pyproxy_delete_item(pointerOf(state), toPy(key)) < 0 ? throwPythonError() : true;
}

function isItem(parts: Parts, key: unknown): boolean {
  const { state } = parts;
  if (!(state.flags & PyProxyFlag.HAS_CONTAINS)) {
    return getItem(parts, key) !== undefined; // `in` would try all indices
  }
  const found = pyproxy_contains(pointerOf(state), toPy(key));
  return found < 0 ? throwPythonError() : found === 1;
}

function getItem(parts: Parts, key: unknown): unknown {
  return valueOrThrow(pyproxy_get_lent_item(pointerOf(parts.state), toPy(key), parts));
}

/** Replace what follows `start`; only a mutable sequence has an end to write at. */
function replaceEnd({ state }: Parts, start: number, count: number, added: readonly unknown[]): boolean {
  return (state.flags & PyProxyFlag.MUTABLE_SEQUENCE) !== 0 && (splice(pointerOf(state), start, count, added), true);
}

function setLength(parts: Parts, length: unknown): boolean {
  const before = lengthOf(parts);
  const after = Number(length);
  return Number.isInteger(after) && after >= 0 && after <= before && replaceEnd(parts, after, before - after, []);
}

function setIndex(parts: Parts, index: number, value: unknown): boolean {
  const length = lengthOf(parts);
  return index < length ? setItem(parts, index, value) : index === length && replaceEnd(parts, length, 0, [value]);
}

/** Sequences: indices are items, also the next one after the last. Unlike an Array they have no holes. */
export const sequenceHandler: typeof attributeHandler = {
  ...attributeHandler,
  has(target, key) {
    const index = indexOf(key);
    return index < 0 ? attributeHandler.has(target, key) : index < lengthOf(target[PARTS]);
  },
  get(target, key, receiver) {
    const index = indexOf(key);
    if (index < 0) {
      return attributeHandler.get(target, key, receiver) as unknown;
    }
    const parts = target[PARTS];
    const lender = parts.shape.flags & PyProxyFlag.JSON_ADAPTOR ? parts : null;
    return valueOrThrow(pyproxy_get_index(pointerOf(parts.state), index, lender));
  },
  set(target, key, value, receiver: object) {
    if (isInheritor(target, receiver)) {
      return attributeHandler.set(target, key, value, receiver);
    }
    if (key === "length") {
      return setLength(target[PARTS], value);
    }
    const index = indexOf(key);
    if (index < 0) {
      return attributeHandler.set(target, key, value, receiver);
    }
    return setIndex(target[PARTS], index, value);
  },
  deleteProperty(target, key) {
    const index = indexOf(key);
    if (index < 0) {
      return attributeHandler.deleteProperty(target, key);
    }
    const parts = target[PARTS];
    return index < lengthOf(parts) && deleteItem(parts, index);
  },
  defineProperty(target, key, descriptor) {
    const index = indexOf(key);
    if (index < 0) {
      return attributeHandler.defineProperty(target, key, descriptor);
    }
    // Like the elements of a typed array: they have a value, and nothing else can be said about them.
    return "value" in descriptor && setIndex(target[PARTS], index, descriptor.value);
  },
};

/** What stands for a property among the items of a mapping: the text, or the number that it spells. */
function itemKey(parts: Parts, key: string): string | number | undefined {
  if (isItem(parts, key)) {
    return key;
  }
  const index = indexOf(key);
  return index >= 0 && isItem(parts, index) ? index : undefined;
}

function itemKeys({ state }: Parts): string[] {
  return (pyproxy_keys(pointerOf(state)) ?? throwPythonError()) as string[];
}

function itemDescriptor(parts: Parts, key: string | symbol): PropertyDescriptor | undefined {
  const item = typeof key === "symbol" ? undefined : itemKey(parts, key);
  return item === undefined
    ? undefined
    : { value: getItem(parts, item), writable: true, enumerable: true, configurable: true };
}

/** Dicts: what is neither a method of the proxy nor an attribute is looked for among the items. */
export const dictHandler: typeof attributeHandler = {
  ...attributeHandler,
  has(target, key) {
    return attributeHandler.has(target, key) || (typeof key === "string" && itemKey(target[PARTS], key) !== undefined);
  },
  get(target, key, receiver) {
    const value = attributeHandler.get(target, key, receiver) as unknown;
    if (value !== undefined || isJsProperty(target, key)) {
      return value;
    }
    const parts = target[PARTS];
    const item = getItem(parts, key);
    const index = item === undefined ? indexOf(key) : -1;
    return index < 0 ? item : getItem(parts, index);
  },
  set(target, key, value, receiver: object) {
    const parts = target[PARTS];
    if (isJsProperty(target, key) || isInheritor(target, receiver) || hasAttribute(parts, key as string)) {
      return attributeHandler.set(target, key, value, receiver);
    }
    return setItem(parts, itemKey(parts, key as string) ?? key, value);
  },
  deleteProperty(target, key) {
    if (isJsProperty(target, key)) {
      return attributeHandler.deleteProperty(target, key);
    }
    const parts = target[PARTS];
    const item = itemKey(parts, key as string);
    if (item !== undefined) {
      return deleteItem(parts, item);
    }
    return !hasAttribute(parts, key as string) || attributeHandler.deleteProperty(target, key);
  },
  ownKeys(target) {
    return [...new Set([...Array.from(attributeHandler.ownKeys(target)), ...itemKeys(target[PARTS])])];
  },
  getOwnPropertyDescriptor(target, key) {
    return attributeHandler.getOwnPropertyDescriptor(target, key) ?? itemDescriptor(target[PARTS], key);
  },
};

/** What an adaptor keeps of its own even where the mapping has items of these names: it must stay usable. */
const ADAPTOR_METHODS = new Set(["constructor", "copy", "destroy", "toJs", "toString"]);

/** Adaptors of mappings: items are the properties; the proxy's own methods are there where no item hides them. */
export const adaptorHandler: typeof attributeHandler = {
  ...dictHandler,
  has(target, key) {
    return isJsProperty(target, key)
      ? attributeHandler.has(target, key)
      : itemKey(target[PARTS], key as string) !== undefined;
  },
  get(target, key, receiver) {
    const parts = target[PARTS];
    if (typeof key === "string" && !ADAPTOR_METHODS.has(key)) {
      const item = itemKey(parts, key);
      if (item !== undefined) {
        // JSON knows null alone: JSON.stringify leaves out what is undefined.
        return getItem(parts, item) ?? null;
      }
    }
    return isJsProperty(target, key) ? getJsProperty(target, key, receiver) : undefined;
  },
  set(target, key, value, receiver: object) {
    if (typeof key === "symbol" || ADAPTOR_METHODS.has(key) || isInheritor(target, receiver)) {
      return attributeHandler.set(target, key, value, receiver);
    }
    const parts = target[PARTS];
    return setItem(parts, itemKey(parts, key) ?? key, value);
  },
  deleteProperty(target, key) {
    const parts = target[PARTS];
    const item = typeof key === "symbol" ? undefined : itemKey(parts, key);
    return item === undefined || deleteItem(parts, item);
  },
  ownKeys(target) {
    return [...new Set([...definedKeys(target), ...itemKeys(target[PARTS])])];
  },
};
