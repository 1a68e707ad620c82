/** Generators that Python has started: what it lent them stays theirs until they end. */

import { destroyBorrowed } from "../pyproxy/borrowed";

const lent = new WeakMap<object, object[]>();

/** Let a generator have PyProxies until endGenerator; if it is never run to its end, until it is collected. */
export function lendToGenerator(generator: object, proxies: readonly object[]): void {
  if (proxies.length > 0) {
    const known = lent.get(generator);
    if (known === undefined) {
      lent.set(generator, [...proxies]);
    } else {
      known.push(...proxies);
    }
  }
}

/** Take back what an exhausted or closed generator was lent. */
export function endGenerator(generator: object): void {
  const proxies = lent.get(generator);
  if (proxies !== undefined) {
    lent.delete(generator);
    destroyBorrowed(proxies, "generator");
  }
}
