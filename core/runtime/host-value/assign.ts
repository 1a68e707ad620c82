/** Assignment that fails aloud. */

/**
 * Class bodies are strict code, whatever they are bundled into: what cannot be assigned (to a frozen object, say)
 * throws, and is not ignored.
 */
class StrictCode {
  static assign(object: Record<PropertyKey, unknown>, key: PropertyKey, value: unknown): void {
    object[key] = value;
  }
}

/** `object[key] = value`. @throws TypeError if the property is read-only or cannot be added. */
export const assign = StrictCode.assign as (object: unknown, key: PropertyKey, value: unknown) => void;
