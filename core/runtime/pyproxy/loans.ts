/**
 * Proxies of attributes belong to the proxy that they were read from: reading twice gives the same one, and all are
 * destroyed with their owner (by destroy(); what the garbage collector does to the owner is of no concern to them).
 */

import type { Pointer } from "../boundary/heap";
import { destroyState, partsOfThis, type Parts } from "./state";

const WITH_OWNER =
  "This borrowed attribute proxy was automatically destroyed with the proxy that it was read from. " +
  "To keep it, use copy().";

/** What was lent by a proxy and its copies, by what makes a value the same: its address, or its method's function. */
export class Loans {
  private readonly plain = new Map<Pointer, Parts>();
  private readonly adaptors = new Map<Pointer, Parts>();
  private users = 1;

  /** A copy of the proxy shares the loans, which end with the last of them. */
  join(): this {
    this.users++;
    return this;
  }

  leave(): void {
    if (--this.users === 0) {
      for (const proxies of [this.plain, this.adaptors]) {
        for (const { state } of proxies.values()) {
          destroyState(state, WITH_OWNER);
        }
      }
    }
  }

  /** The living proxy that was lent for key, null if there is none. */
  find(key: Pointer, asAdaptor: boolean): object | null {
    const parts = (asAdaptor ? this.adaptors : this.plain).get(key);
    return parts === undefined || parts.state.pointer === 0 ? null : parts.proxy!;
  }

  add(key: Pointer, proxy: object, asAdaptor: boolean): void {
    (asAdaptor ? this.adaptors : this.plain).set(key, partsOfThis(proxy));
  }
}
