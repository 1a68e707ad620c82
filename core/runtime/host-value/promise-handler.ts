/** Handlers of promises that are Python functions: given back when the promise is settled. */

import { destroyBorrowed } from "../pyproxy/borrowed";
import { isPyProxy } from "../pyproxy/state";

type Handler = (...args: unknown[]) => unknown;

const { apply } = Reflect;

/** Wrap functions so that the call of one, which is the end of all, gives back what was lent. */
export class HandlerLoan {
  readonly #lent: readonly object[];

  constructor(proxies: unknown) {
    this.#lent = proxies as object[];
  }

  /** Something to give to `then` for a handler, undefined for none. */
  wrap(handler: unknown): Handler | undefined {
    if (this.#lent.length === 0 || typeof handler !== "function") {
      return handler as undefined;
    }
    return (...args) => {
      try {
        return this.#result(handler, apply(handler as Handler, undefined, args));
      } finally {
        this.giveBack();
      }
    };
  }

  /** The same where there may be no handler: then the promise's own value or error goes on. */
  wrapOr(handler: unknown, otherwise: Handler): Handler {
    return (
      this.wrap(handler) ??
      ((value) => {
        this.giveBack();
        return otherwise(value);
      })
    );
  }

  giveBack(): void {
    destroyBorrowed(this.#lent, "promise");
  }

  /** A coroutine is run for the promise, which then is done with it. */
  #result(handler: unknown, value: unknown): unknown {
    if (!this.#lent.includes(handler as object) || !isPyProxy(value)) {
      return value;
    }
    const { then } = value as { then?: unknown };
    if (typeof then !== "function") {
      return value;
    }
    return Promise.resolve(value).finally(() => {
      destroyBorrowed([value], "promise");
    });
  }
}

export const passOn: Handler = (value) => value;

export const throwOn: Handler = (reason) => {
  throw reason;
};
