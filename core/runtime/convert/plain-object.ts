/** Which objects are plain: made by a literal, JSON.parse or Object.create(null), in any realm. */

const objectPrototype = Object.prototype;
const { getPrototypeOf } = Object;
const sourceOf = Function.prototype.toString;

/** Whether the constructor that a prototype names is Object, of this realm or of another. */
function isObjectConstructor(constructor: unknown): boolean {
  return (
    constructor === Object ||
    (typeof constructor === "function" &&
      constructor.name === "Object" &&
      /^function Object\(\)\s*\{\s*\[native code\]\s*\}$/.test(sourceOf.call(constructor)))
  );
}

/** Whether the object's constructor is Object, or it has no prototype at all. */
export function isPlainObject(value: object): boolean {
  const prototype = getPrototypeOf(value) as { constructor?: unknown } | null;
  return prototype === objectPrototype || prototype === null || isObjectConstructor(prototype.constructor);
}

/** What an object calls itself, which holds across realms: "Map", "Set", "ArrayBuffer" ... */
export function tagOf(value: object): string {
  return objectPrototype.toString.call(value).slice("[object ".length, -1);
}
