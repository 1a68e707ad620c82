/** What a dict becomes: a Map whose string keys are properties, too, unless Map has a property of that name. */

const TARGET = Symbol("pyodide.literalMap");

/** The real Map behind the proxy that users see, on which Map's own methods work. */
function targetOf<K, V>(map: LiteralMap<K, V>): Map<K, V> {
  return (map as unknown as { [TARGET]?: Map<K, V> })[TARGET] ?? map;
}

const { get, set, has, delete: remove, clear, forEach, entries, keys, values } = Map.prototype;

/** A Map; `map.name` is `map.get("name")`. */
export class LiteralMap<K = unknown, V = unknown> extends Map<K, V> {
  override get(key: K): V | undefined {
    return get.call(targetOf(this), key) as V | undefined;
  }

  override set(key: K, value: V): this {
    set.call(targetOf(this), key, value);
    return this;
  }

  override has(key: K): boolean {
    return has.call(targetOf(this), key);
  }

  override delete(key: K): boolean {
    return remove.call(targetOf(this), key);
  }

  override clear(): void {
    clear.call(targetOf(this));
  }

  override get size(): number {
    return Reflect.get(Map.prototype, "size", targetOf(this)) as number;
  }

  override forEach(callback: (value: V, key: K, map: Map<K, V>) => void, receiver?: unknown): void {
    forEach.call(targetOf(this), (value, key) => {
      callback.call(receiver, value as V, key as K, this);
    });
  }

  override entries(): MapIterator<[K, V]> {
    return entries.call(targetOf(this)) as MapIterator<[K, V]>;
  }

  override keys(): MapIterator<K> {
    return keys.call(targetOf(this)) as MapIterator<K>;
  }

  override values(): MapIterator<V> {
    return values.call(targetOf(this)) as MapIterator<V>;
  }

  override [Symbol.iterator](): MapIterator<[K, V]> {
    return this.entries();
  }
}

/** Whether the key is an entry of the map that may be seen as its property. */
function isLiteral(map: object, key: PropertyKey): key is string {
  return typeof key === "string" && !(key in LiteralMap.prototype) && has.call(map, key);
}

function isOpen(key: PropertyKey): key is string {
  return typeof key === "string" && !(key in LiteralMap.prototype);
}

const handler: ProxyHandler<LiteralMap> = {
  get(map, key, receiver) {
    if (key === TARGET) {
      return map;
    }
    return isOpen(key) ? get.call(map, key) : (Reflect.get(map, key, receiver) as unknown);
  },
  set(map, key, value, receiver) {
    if (isOpen(key)) {
      set.call(map, key, value);
      return true;
    }
    return typeof key === "symbol" && Reflect.set(map, key, value, receiver);
  },
  has(map, key) {
    return isLiteral(map, key) || Reflect.has(map, key);
  },
  deleteProperty(map, key) {
    return isLiteral(map, key) ? remove.call(map, key) : Reflect.deleteProperty(map, key);
  },
  defineProperty(map, key, descriptor) {
    if (!isOpen(key)) {
      return Reflect.defineProperty(map, key, descriptor);
    }
    if ("get" in descriptor || "set" in descriptor || descriptor.configurable === false) {
      return false;
    }
    set.call(map, key, descriptor.value);
    return true;
  },
  ownKeys(map) {
    const names: (string | symbol)[] = Reflect.ownKeys(map);
    for (const key of keys.call(map)) {
      if (isOpen(key as PropertyKey)) {
        names.push(key as string);
      }
    }
    return names;
  },
  getOwnPropertyDescriptor(map, key) {
    if (isLiteral(map, key)) {
      return { value: get.call(map, key), writable: true, enumerable: true, configurable: true };
    }
    return Reflect.getOwnPropertyDescriptor(map, key);
  },
  preventExtensions: () => false,
};

/** The view of a map that has its string keys as properties. */
export function literalMapProxy(map: LiteralMap): LiteralMap {
  return new Proxy(map, handler);
}
