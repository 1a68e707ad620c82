/** JavaScript Promise Integration: what the engine offers for calls of WebAssembly that can be suspended. */

import { fatal, onFatal } from "../error/fatal";

type AnyFunction = (...args: never[]) => unknown;

interface PromiseIntegration {
  /** The function, entered on a stack of its own; gives a promise. */
  promising?<F extends AnyFunction>(fn: F): F;
  /** An import that suspends the stack of its caller until the promise of `fn` is settled. */
  Suspending?: new <F extends AnyFunction>(fn: F) => F;
}

const { promising: wrap, Suspending } = WebAssembly as PromiseIntegration;

/** Whether calls can be suspended. */
export const canSwitchStacks = wrap !== undefined && Suspending !== undefined;

/** An export that is entered on a stack of its own; where the engine has none, the export itself. */
export function promising<F extends AnyFunction>(fn: F): F {
  return canSwitchStacks ? wrap!(fn) : fn;
}

/** An import that suspends its caller; where the engine cannot, it is never called. */
export function suspending<F extends AnyFunction>(body: F): F {
  return canSwitchStacks ? new Suspending!(body) : body;
}

const pending = new Set<(error: unknown) => void>();
onFatal((error) => {
  for (const reject of pending) {
    reject(error);
  }
});

/** The same promise, rejected when the interpreter dies: then calls that are suspended never end. */
export function whileAlive<T>(promise: T | Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    pending.add(reject);
    Promise.resolve(promise)
      .then(resolve, reject)
      .finally(() => pending.delete(reject));
  });
}

/** See to it that what comes out of wasm later is as fatal as at once. */
export function watch<T>(result: T): T {
  return result instanceof Promise
    ? (result.catch((error: unknown) => {
        throw fatal(error);
      }) as T)
    : result;
}
