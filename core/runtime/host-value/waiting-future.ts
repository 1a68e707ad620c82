/** A future of Python that waits for a promise. */

import { py_decref, py_exception_from_js, py_future_reject, py_future_resolve } from "../boundary/exports.gen";
import type { Pointer } from "../boundary/heap";
import { whenCollected } from "../collected";
import { isDead } from "../error/fatal";

/** Lets go of the future when the promise is collected, which then will never be settled. */
const abandoned = whenCollected((future: Pointer) => {
  if (!isDead()) {
    py_decref(future);
  }
});

export class WaitingFuture {
  readonly #future: Pointer;

  /** Takes the reference. */
  constructor(future: Pointer) {
    this.#future = future;
    abandoned.register(this, future, this);
  }

  /** Give the future the value as `toPython` converts it, or the exception that the conversion raises. */
  resolve(value: unknown, toPython: (value: unknown) => Pointer): void {
    if (isDead()) {
      return;
    }
    let object: Pointer;
    try {
      object = toPython(value);
    } catch (error) {
      this.reject(error);
      return;
    }
    if (object === 0) {
      this.reject(undefined); // the exception that is set goes before
    } else {
      abandoned.unregister(this);
      py_future_resolve(this.#future, object);
    }
  }

  reject(reason: unknown): void {
    if (isDead()) {
      return;
    }
    abandoned.unregister(this);
    py_future_reject(this.#future, py_exception_from_js(reason));
  }
}
