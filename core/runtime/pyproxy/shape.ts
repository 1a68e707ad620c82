/** What proxies with the same capabilities share: the prototype, the names it defines, the traps. */

import { PyProxyFlag } from "../boundary/flags.gen";
import { partsOf } from "./state";

export interface Shape {
  readonly flags: number;
  readonly prototype: object;
  /** The members of the prototype; properties with all other names are attributes. */
  readonly members: ReadonlyMap<string, PropertyDescriptor>;
  readonly handler: ProxyHandler<object>;
}

interface CapabilityClass {
  readonly prototype: object;
}

const capabilities = new Map<unknown, number>();
let baseClass: CapabilityClass;
let chooseHandler: (flags: number) => ProxyHandler<object>;

/** Say which class gives methods to proxies that have all of `flags`. The one with no flags is the base of all. */
export function declareCapability(flags: number, methods: CapabilityClass): void {
  capabilities.set(methods, flags);
  if (flags === 0) {
    baseClass = methods;
  }
}

/** Say which traps proxies with given flags have. */
export function declareHandlers(choose: typeof chooseHandler): void {
  chooseHandler = choose;
}

/** `value instanceof someClass`; what someone derives from our classes has no instances. */
export function isInstance(someClass: unknown, value: unknown): boolean {
  const flags = capabilities.get(someClass);
  if (flags === undefined || (typeof value !== "object" && typeof value !== "function") || value === null) {
    return false;
  }
  const parts = partsOf(value);
  return parts !== undefined && (parts.state.flags & flags) === flags;
}

function describeMembers(object: object): [string, PropertyDescriptor][] {
  return Object.entries(Object.getOwnPropertyDescriptors(object));
}

// Object.prototype's names are ordinary methods of a proxy, Function.prototype's (name, length) are not.
const inherited = describeMembers(Object.prototype);

/** Callables are instances of Function, so the base's methods have to come before Function.prototype. */
function makeShape(flags: number): Shape {
  const isFunction = (flags & PyProxyFlag.CALLABLE) !== 0;
  const prototype = Object.create(isFunction ? Function.prototype : baseClass.prototype) as object;
  for (const [methods, required] of capabilities) {
    if ((flags & required) === required && (required !== 0 || isFunction)) {
      Object.defineProperties(prototype, Object.getOwnPropertyDescriptors((methods as CapabilityClass).prototype));
    }
  }
  Object.defineProperty(prototype, "constructor", { value: baseClass, writable: true, configurable: true });
  const members = new Map([...inherited, ...describeMembers(baseClass.prototype), ...describeMembers(prototype)]);
  return { flags, prototype, members, handler: chooseHandler(flags) };
}

const shapes = new Map<number, Shape>();

export function shapeOf(flags: number): Shape {
  let shape = shapes.get(flags);
  if (shape === undefined) {
    shape = makeShape(flags);
    shapes.set(flags, shape);
  }
  return shape;
}
