/** Handlers of promises that are Python functions: given back when the promise is settled. */

import { py_decref, py_exception_from_js, py_to_js } from "../boundary/exports.gen";
import { destroyBorrowed } from "../pyproxy/borrowed";
import { isPyProxy } from "../pyproxy/state";

type Handler = (...args: unknown[]) => unknown;

const { apply } = Reflect;

/** The handlers of one promise. The call of any of them is the end of all. */
export class Handlers {
  readonly #lent: readonly object[];

  /** `lent` are the PyProxies among the handlers. */
  constructor(lent: unknown) {
    this.#lent = lent as object[];
  }

  /** The first argument of `then`. */
  forValue(handler: unknown): Handler {
    return this.#wrap(handler) ?? this.#giveBackAnd((value) => value);
  }

  /** The second argument of `then`; a function of Python's gets the exception that the reason stands for. */
  forError(handler: unknown): Handler {
    const wrapped = this.#wrap(handler);
    if (wrapped === undefined) {
      return this.#giveBackAnd((reason) => {
        throw reason;
      });
    }
    return this.#isLent(handler) ? (reason) => callWithException(wrapped, reason) : wrapped;
  }

  /** The argument of `finally`. */
  forBoth(handler: unknown): Handler | undefined {
    return this.#wrap(handler);
  }

  #isLent(handler: unknown): boolean {
    return this.#lent.includes(handler as object);
  }

  #wrap(handler: unknown): Handler | undefined {
    if (typeof handler !== "function") {
      return undefined;
    }
    return (...args) => {
      try {
        const value = apply(handler as Handler, undefined, args);
        return this.#isLent(handler) ? runCoroutine(value) : value;
      } finally {
        this.#giveBack();
      }
    };
  }

  #giveBackAnd(go: Handler): Handler {
    return (outcome) => {
      this.#giveBack();
      return go(outcome);
    };
  }

  #giveBack(): void {
    destroyBorrowed(this.#lent, "promise");
  }
}

/** What a handler returned, with a coroutine being run for the promise, which then is done with it. */
function runCoroutine(value: unknown): unknown {
  if (!isPyProxy(value) || typeof (value as { then?: unknown }).then !== "function") {
    return value;
  }
  return Promise.resolve(value).finally(() => {
    destroyBorrowed([value], "promise");
  });
}

function callWithException(handler: Handler, reason: unknown): unknown {
  const exception = py_exception_from_js(reason);
  const value = py_to_js(exception);
  py_decref(exception);
  try {
    return handler(value);
  } finally {
    if (isPyProxy(value)) {
      destroyBorrowed([value], "promise");
    }
  }
}
